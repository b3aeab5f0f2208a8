//! What of a ranking depends on the posting alone: which questions of the bank could be asked, and what speaks for each
//! whoever applies. Made once a posting, so that many resumes can be ranked against it.

use std::collections::HashMap;

use super::signals::{self, Signal, Values};
use super::words::{Memory, Shelf};
use super::{Retrieval, Tuning, topics};
use crate::bank::{Bank, Question};
use crate::compare::Sought;
use crate::terms::{Kind, Level};
use crate::understand::posting::Posting;
use crate::vocabulary::Vocabulary;

/// A question of the bank that this interview could ask.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// Its place in the bank.
    pub place: usize,
    /// The place of its topic in the catalogue.
    pub topic: usize,
    /// What it makes a person do.
    pub kind: Kind,
    /// Its level.
    pub level: Level,
    /// What the signals say that look at the posting alone.
    pub fixed: Values,
    /// Where its skills that are asked for stand in [`Prospects`].
    skills: (usize, usize),
}

/// What of a ranking depends on the posting alone.
#[derive(Debug)]
pub struct Prospects {
    /// What of the bank is near to it.
    pub retrieval: Retrieval,
    /// What speaks for each topic.
    pub topics: Vec<topics::Basis>,
    /// The questions whose topic has a chance and that make sense for the role.
    pub questions: Vec<Standing>,
    /// For each skill asked for, whether the bank has a question on it.
    pub held: Vec<bool>,
    /// How usual each kind of question is.
    pub kinds: Vec<(Kind, f64)>,
    /// Words of the questions that are made for it.
    pub made: Memory,
    skills: Vec<usize>,
}

impl Prospects {
    /// Works them out.
    pub fn of(
        posting: &Posting,
        sought: &Sought,
        retrieval: Retrieval,
        bank: &Bank,
        shelf: &Shelf,
        vocabulary: &Vocabulary,
        tuning: &Tuning,
    ) -> Self {
        let topics = topics::basis(posting, tuning);
        let role = posting.role.as_ref().map(|g| g.role.id);
        let kinds = signals::kind_mix(posting.level, role);
        let asked: HashMap<&str, usize> =
            posting.asked.iter().enumerate().map(|(i, a)| (a.named.id.as_str(), i)).collect();
        let possible: HashMap<&str, usize> = topics.iter().map(|t| (t.topic.id, t.place)).collect();
        // Where the role is not known, a question for some roles needs a skill that is asked for.
        let fits_role =
            |q: &Question, asked: bool| q.roles.is_empty() || role.map_or(asked, |r| q.roles.iter().any(|o| o == r));
        // Topics that are technologies themselves, such as Android: nobody asks about them whose posting doesn't.
        let foreign: Vec<&str> = topics
            .iter()
            .map(|t| t.topic.id)
            .filter(|id| {
                let technology = vocabulary.by_id(id).filter(|s| matches!(s.kind(), "platform" | "language"));
                let named = topics.iter().any(|t| t.topic.id == *id && !t.matches.is_empty());
                !named && technology.is_some_and(|s| sought.implied.binary_search(&s.ix).is_err())
            })
            .collect();
        let mut held = vec![false; posting.asked.len()];
        let mut skills: Vec<usize> = Vec::new();
        let mut questions = Vec::new();
        for (place, question) in bank.questions().iter().enumerate() {
            let begin = skills.len();
            for &i in question.skills.iter().filter_map(|s| asked.get(s.as_str())) {
                skills.push(i);
                if let Some(held) = held.get_mut(i) {
                    *held = true;
                }
            }
            let Some(&topic) = possible.get(question.topic).filter(|_| fits_role(question, begin < skills.len()))
            else {
                skills.truncate(begin);
                continue;
            };
            let own = skills.get(begin..).unwrap_or_default();
            let technologies = shelf.technologies(bank, vocabulary, place);
            let strangers = technologies
                .iter()
                .filter(|t| !question.skills.get(t.place).is_some_and(|id| asked.contains_key(id.as_str())))
                .filter(|t| sought.implied.binary_search(&t.ix).is_err())
                .count();
            let all = technologies.len().max(1);
            let strangers = if foreign.contains(&question.topic) { all } else { strangers };
            let mut fixed = Values::default();
            fixed.set(Signal::Retrieval, retrieval.near(place).map_or(0.0, |n| n.value));
            fixed.set(Signal::Skill, signals::skill(posting, own, question.skills.len()));
            fixed.set(Signal::Level, signals::level(question.level, posting.level));
            fixed.set(Signal::Kind, signals::kind(&kinds, question.kind));
            fixed.set(Signal::Interview, f64::from(u8::from(signals::announced(posting, question.kind).is_some())));
            fixed.set(
                Signal::Guide,
                f64::from(u8::from(role.is_some_and(|role| question.guide.iter().any(|r| r == role)))),
            );
            fixed.set(Signal::Stranger, strangers as f64 / all as f64);
            questions.push(Standing {
                place,
                topic,
                kind: question.kind,
                level: question.level,
                fixed,
                skills: (begin, skills.len()),
            });
        }
        Prospects { retrieval, topics, questions, held, kinds, made: Memory::default(), skills }
    }

    /// The skills of a question that are asked for: places in [`Posting::asked`].
    pub fn skills(&self, question: &Standing) -> &[usize] {
        self.skills.get(question.skills.0..question.skills.1).unwrap_or_default()
    }
}
