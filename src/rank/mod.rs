//! Fit × Bank → Ranking: the questions this interview will probably ask this person, and what to rehearse first.
//!
//! ```text
//! tuning     the figures of data/rank
//! topics     how likely each topic is, how well the resume shows it, what to rehearse first
//! index      the bank's tantivy index
//! kept       a bank of one's own with its index, as bytes that a caller can keep
//! retrieval  which questions are near to which requirement: once a posting
//! prospects  all that depends on the posting alone: once a posting
//! signals    what speaks for a question, each with a name, a weight and a reason
//! made       questions made from the resume's claims, from gaps that a sibling bridges, from bare requirements
//! words      texts as sets of stems, to tell what is alike
//! spread     a list over the topics in proportion to their likelihood, no two alike
//! plan       hours turned into blocks
//! ```
//!
//! Figures come first and words later: [`outline`] works out which questions are chosen, [`rank`] says them with their reasons.

pub mod index;
pub mod kept;
pub mod made;
pub mod plan;
pub mod prospects;
pub mod retrieval;
pub mod signals;
pub mod spread;
pub mod topics;
pub mod tuning;
pub mod words;

use crate::bank::Bank;
use crate::compare::{Fit, Reach, Sought};
use crate::score::Score;
use crate::terms::{Kind, Level};
use crate::understand::posting::Posting;
use crate::understand::resume::Resume;
use crate::vocabulary::Vocabulary;

pub use made::Claims;
pub use prospects::Prospects;
pub use retrieval::Retrieval;
pub use tuning::Tuning;
pub use words::Shelf;

use signals::{Signals, Values};
use spread::{At, Open, Pick, Queue};

/// Where a question comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// It stands in the bank.
    Bank,
    /// Made from a requirement that the bank has nothing on.
    Job,
    /// Made from what the resume claims.
    Resume,
    /// Made from both: a bridge from what is shown to what is asked.
    Both,
}

impl Source {
    /// The name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Source::Bank => "bank",
            Source::Job => "job",
            Source::Resume => "resume",
            Source::Both => "both",
        }
    }
}

/// A document that a reason quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The posting.
    Job,
    /// The resume.
    Resume,
}

/// A reason for a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Because {
    /// `requirement`, `gap`, `claim`, `role` or `level`.
    pub kind: &'static str,
    /// The document that it quotes.
    pub document: Option<Side>,
    /// 0-based line of that document.
    pub line: Option<usize>,
    /// The line, or what is said.
    pub text: String,
}

/// A question that could be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The id: of the bank, or made of what it was made from.
    pub id: String,
    /// Place in the bank, for one that stands there.
    pub place: Option<usize>,
    /// Topic id.
    pub topic: &'static str,
    /// What it makes a person do.
    pub kind: Kind,
    /// Its level.
    pub level: Level,
    /// Where it comes from.
    pub source: Source,
    /// The words, for one that was made; the bank holds the others.
    pub text: String,
    /// What a strong answer covers, likewise.
    pub strong_answer: Vec<String>,
    /// What digs deeper, likewise.
    pub follow_ups: Vec<String>,
    /// Its score.
    pub score: Score,
    /// Why it is asked.
    pub because: Vec<Because>,
}

/// What the person wants of a ranking.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// How many questions; 0 for none.
    pub top: usize,
    /// Only these topics; empty for all.
    pub topics: Vec<String>,
    /// Only these kinds; empty for all.
    pub kinds: Vec<Kind>,
    /// Only these levels; empty for all.
    pub levels: Vec<Level>,
    /// Ids that were practised already.
    pub exclude: Vec<String>,
    /// Hours to rehearse; no plan without.
    pub hours: Option<f64>,
    /// Days to spread them over.
    pub days: usize,
}

/// Questions and topics, each with its reasons.
#[derive(Debug, Clone)]
pub struct Ranking<'a> {
    /// By priority.
    pub topics: Vec<topics::Ranked<'a>>,
    /// The chosen questions, most likely first.
    pub questions: Vec<Candidate>,
    /// The blocks of a plan, where hours were given.
    pub plan: Vec<plan::Block>,
    /// What did not fit into the hours.
    pub left_out: Vec<&'static str>,
}

/// Everything that a ranking looks at.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The posting.
    pub posting: &'a Posting,
    /// What the vocabulary knows of what it asks for.
    pub sought: &'a Sought,
    /// What of a ranking depends on the posting alone.
    pub prospects: &'a Prospects,
    /// The resume.
    pub resume: &'a Resume,
    /// What the vocabulary knows of what it shows.
    pub reach: &'a Reach,
    /// Its claims.
    pub claims: &'a Claims,
    /// How they compare.
    pub fit: &'a Fit<'a>,
    /// The bank.
    pub bank: &'a Bank,
    /// What is looked up of it.
    pub shelf: &'a Shelf,
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
    /// The figures that it is made with.
    pub tuning: &'a Tuning,
}

/// What a ranking chooses, before it is put into words.
pub struct Outline<'a> {
    /// By priority.
    pub topics: Vec<topics::Ranked<'a>>,
    made: Vec<made::Made>,
    picks: Vec<Pick>,
}

/// Chooses.
pub fn outline<'a>(view: View<'a>, wish: &Wish) -> Outline<'a> {
    let topics = topics::rank(&view.prospects.topics, view);
    let made = made::all(view, &topics);
    let signals = Signals::of(view, &topics);
    let open = open(view, &signals, &made, wish);
    let queue = Queue::of(open, |a: &Open, b: &Open| {
        b.value.total_cmp(&a.value).then_with(|| match (a.at, b.at) {
            // The bank, and so the prospects, stand in the order of their ids.
            (At::Prospect(a), At::Prospect(b)) => a.cmp(&b),
            (a, b) => id(view, &made, a).cmp(&id(view, &made, b)),
        })
    });
    let mut likelihood = vec![0.0; crate::catalogue::topics().len()];
    for topic in &topics {
        if let Some(slot) = likelihood.get_mut(topic.basis.place) {
            *slot = topic.likelihood;
        }
    }
    let picks = spread::choose(queue, &likelihood, wish.top, view.tuning, |at| match at {
        At::Prospect(i) => {
            let place = view.prospects.questions.get(i).map_or(usize::MAX, |q| q.place);
            view.shelf.words(view.bank, place)
        }
        At::Made(i) => made.get(i).map_or_else(|| words::Words::of(""), |m| m.words(view)),
    });
    Outline { topics, made, picks }
}

/// All questions that could be asked, with their scores.
fn open(view: View<'_>, signals: &Signals<'_>, made: &[made::Made], wish: &Wish) -> Vec<Open> {
    let weights = &view.tuning.weights;
    let mut out: Vec<Open> = Vec::with_capacity(view.prospects.questions.len() + made.len());
    for (i, question) in view.prospects.questions.iter().enumerate() {
        if let Some(values) = signals.values(question) {
            out.push(Open {
                value: values.sum(weights),
                at: At::Prospect(i),
                topic: question.topic,
                kind: question.kind,
                source: Source::Bank,
            });
        }
    }
    out.extend(made.iter().enumerate().map(|(i, made)| Open {
        value: signals.of_made(made).sum(weights),
        at: At::Made(i),
        topic: made.topic,
        kind: made.kind,
        source: made.source,
    }));
    if wish.narrows() {
        out.retain(|o| {
            let topic = crate::catalogue::topics().get(o.topic).map_or("", |t| t.id);
            let level = match o.at {
                At::Prospect(i) => view.prospects.questions.get(i).map_or(view.posting.level, |q| q.level),
                At::Made(_) => view.posting.level,
            };
            wish.allows(topic, o.kind, level, &id(view, made, o.at))
        });
    }
    out
}

/// The id of an open question.
fn id<'v>(view: View<'v>, made: &[made::Made], at: At) -> std::borrow::Cow<'v, str> {
    match at {
        At::Prospect(i) => {
            let place = view.prospects.questions.get(i).map(|q| q.place);
            place.and_then(|p| view.bank.questions().get(p)).map_or("", |q| q.id.as_str()).into()
        }
        At::Made(i) => made.get(i).map(|m| m.id(view)).unwrap_or_default().into(),
    }
}

impl Outline<'_> {
    /// The ids of the chosen questions, most likely first.
    pub fn ids(&self, view: View<'_>) -> Vec<String> {
        self.picks.iter().map(|p| id(view, &self.made, p.at).into_owned()).collect()
    }
}

/// Ranks.
pub fn rank<'a>(view: View<'a>, wish: &Wish) -> Ranking<'a> {
    told(view, outline(view, wish), wish)
}

/// Puts what was chosen into words.
pub fn told<'a>(view: View<'a>, outline: Outline<'a>, wish: &Wish) -> Ranking<'a> {
    let Outline { topics, made, picks } = outline;
    let signals = Signals::of(view, &topics);
    let questions: Vec<Candidate> = picks
        .iter()
        .filter_map(|pick| {
            let mut candidate = candidate(&signals, view, &made, pick.at)?;
            if pick.off > 0.0 {
                let (topic, kind) = (pick.of_topic, pick.of_kind);
                candidate.score.add(
                    "spread",
                    -1.0,
                    pick.off,
                    format!("{topic} question(s) on this topic stand before it, and {kind} of its kind"),
                );
            }
            Some(candidate)
        })
        .collect();
    let (plan, left_out) = match wish.hours {
        Some(hours) => plan::make(&topics, &questions, hours, wish.days.max(1), &|t| t.why(view.posting, view.fit)),
        None => (Vec::new(), Vec::new()),
    };
    drop(signals);
    Ranking { topics, questions, plan, left_out }
}

fn candidate(signals: &Signals<'_>, view: View<'_>, made: &[made::Made], at: At) -> Option<Candidate> {
    match at {
        At::Prospect(i) => {
            let question = view.prospects.questions.get(i)?;
            signals.candidate(question, &signals.values(question)?)
        }
        At::Made(i) => {
            let made = made.get(i)?;
            let values: Values = signals.of_made(made);
            signals.made(made, &values)
        }
    }
}

/// All questions that could be asked, in words, best first.
pub fn candidates(view: View<'_>, wish: &Wish) -> Vec<Candidate> {
    let topics = topics::rank(&view.prospects.topics, view);
    let made = made::all(view, &topics);
    let signals = Signals::of(view, &topics);
    let open = open(view, &signals, &made, wish);
    let mut out: Vec<Candidate> = open.iter().filter_map(|o| candidate(&signals, view, &made, o.at)).collect();
    out.sort_by(|a, b| b.score.value.total_cmp(&a.score.value).then_with(|| a.id.cmp(&b.id)));
    out
}

impl Wish {
    /// Whether it leaves questions out.
    fn narrows(&self) -> bool {
        !(self.topics.is_empty() && self.kinds.is_empty() && self.levels.is_empty() && self.exclude.is_empty())
    }

    fn allows(&self, topic: &str, kind: Kind, level: Level, id: &str) -> bool {
        (self.topics.is_empty() || self.topics.iter().any(|t| t == topic))
            && (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.levels.is_empty() || self.levels.contains(&level))
            && !self.exclude.iter().any(|e| e == id)
    }
}
