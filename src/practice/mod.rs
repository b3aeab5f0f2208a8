//! Rehearsing: which questions come next, how they went, and when each is asked again.
//!
//! [`state`] is what is kept between two times, [`schedule`] says when a question comes back. Reading and writing the file is
//! left to the caller.

pub mod schedule;
pub mod state;

pub use schedule::Rating;
pub use state::{Card, State, StateError, Try};

use std::collections::BTreeMap;

use crate::catalogue;
use crate::report::value::{BecauseValue, QuestionValue};

/// A question as it is rehearsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drill {
    /// The question's id.
    pub id: String,
    /// The question.
    pub text: String,
    /// Topic id.
    pub topic: String,
    /// Kind and level, or where it comes from.
    pub about: String,
    /// Why it is asked, where that is known.
    pub because: String,
    /// What a strong answer covers.
    pub points: Vec<String>,
    /// What digs deeper.
    pub follow_ups: Vec<String>,
}

impl Drill {
    /// The question of a result.
    pub fn of(question: &QuestionValue) -> Self {
        Drill {
            id: question.id.clone(),
            text: question.text.clone(),
            topic: question.topic.clone(),
            about: format!("{} · {}", question.kind, question.level),
            because: question.because.first().map(because).unwrap_or_default(),
            points: question.strong_answer.clone(),
            follow_ups: question.follow_ups.clone(),
        }
    }

    /// A question practised before.
    pub fn again(id: &str, card: &Card) -> Self {
        Drill {
            id: id.to_owned(),
            text: card.text.clone(),
            topic: card.topic.clone(),
            about: card.about.clone(),
            because: String::new(),
            points: card.points.clone(),
            follow_ups: card.follow_ups.clone(),
        }
    }
}

/// A reason in words, with whose they are.
fn because(because: &BecauseValue) -> String {
    match because.document.as_deref() {
        Some("job") => format!("the posting asks for “{}”", because.text),
        Some(_) => format!("you wrote “{}”", because.text),
        None => because.text.clone(),
    }
}

/// Which questions are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// What is due, then what is new.
    DueAndNew,
    /// Only what is due.
    Due,
    /// All, due or not.
    All,
}

/// The questions of this time: what is due first, the longest overdue before; then the others in their order.
pub fn choose(drills: Vec<Drill>, state: &State, now: i64, choice: Choice) -> Vec<Drill> {
    let due = |d: &Drill| state.cards.get(&d.id).filter(|c| c.is_due(now)).map(|c| c.due);
    let (mut first, rest): (Vec<Drill>, Vec<Drill>) = drills.into_iter().partition(|d| due(d).is_some());
    first.sort_by(|a, b| due(a).cmp(&due(b)).then(a.id.cmp(&b.id)));
    let wanted = |d: &Drill| match choice {
        Choice::DueAndNew => !state.cards.contains_key(&d.id),
        Choice::Due => false,
        Choice::All => true,
    };
    first.extend(rest.into_iter().filter(wanted));
    first
}

/// How a topic goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Progress {
    /// The topic's name.
    pub topic: String,
    /// Questions there are.
    pub of: usize,
    /// Questions practised.
    pub practised: usize,
    /// Questions due.
    pub due: usize,
    /// The part of the points that were made the last time, 0..=1; none where nothing was practised.
    pub made: Option<f64>,
}

/// Progress by topic, the weakest first; topics without practice at the end.
pub fn progress(drills: &[Drill], state: &State, now: i64) -> Vec<Progress> {
    let mut topics: BTreeMap<&str, (Progress, usize, usize)> = BTreeMap::new();
    for drill in drills {
        let (topic, made, of) = topics.entry(&drill.topic).or_insert_with(|| {
            let name = catalogue::topic(&drill.topic).map_or(drill.topic.as_str(), |t| t.name);
            (Progress { topic: name.to_owned(), of: 0, practised: 0, due: 0, made: None }, 0, 0)
        });
        topic.of += 1;
        let Some(card) = state.cards.get(&drill.id) else { continue };
        topic.practised += 1;
        topic.due += usize::from(card.is_due(now));
        if let Some(last) = card.tries.last() {
            *made += last.made;
            *of += last.of;
        }
    }
    let mut out: Vec<Progress> = topics
        .into_values()
        .map(|(topic, made, of)| Progress { made: (of > 0).then(|| made as f64 / of as f64), ..topic })
        .collect();
    out.sort_by(|a, b| {
        let key = |p: &Progress| p.made.unwrap_or(2.0);
        key(a).total_cmp(&key(b)).then(a.topic.cmp(&b.topic))
    });
    out
}
