//! The question bank: what ships, and what a person adds.
//!
//! [`source`] reads the Markdown, [`check`] judges a bank as a whole, [`pack`] makes the form that ships, in which the heads
//! are read at start and a body only when its question is shown.

pub mod check;
pub mod import;
pub mod pack;
pub mod source;

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};

use pack::{Body, Head};
use source::{Entry, Finding};
use tantivy::directory::OwnedBytes;

use crate::catalogue;
use crate::terms::{Kind, Level};
use crate::vocabulary::Vocabulary;

/// What ranking looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The id.
    pub id: String,
    /// Topic id.
    pub topic: &'static str,
    /// What it makes a person do.
    pub kind: Kind,
    /// The level at which it separates people best.
    pub level: Level,
    /// Ids of the skills that one must know to answer.
    pub skills: Vec<String>,
    /// Role ids for which alone it makes sense; empty for all.
    pub roles: Vec<String>,
    /// Role ids whose guide must show it.
    pub guide: Vec<String>,
    body: usize,
}

/// The questions, by id.
#[derive(Debug)]
pub struct Bank {
    questions: Vec<Question>,
    bodies: OwnedBytes,
    shipped: bool,
}

/// A bank that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum BankError {
    /// Findings in a file; all of them.
    #[error("the bank has {} finding(s); `jobfit bank check` lists them", .0.len())]
    Findings(Vec<Finding>),
    /// The packed tables are damaged.
    #[error("the bank that ships with the program is damaged ({0}); install it again")]
    Damaged(String),
}

impl Bank {
    /// The bank that ships.
    ///
    /// # Errors
    /// Where the program file itself is damaged.
    pub fn shipped() -> Result<Self, BankError> {
        let heads = include_bytes!(concat!(env!("OUT_DIR"), "/bank.heads"));
        let bodies = include_bytes!(concat!(env!("OUT_DIR"), "/bank.bodies"));
        Ok(Bank { questions: questions(heads)?, bodies: OwnedBytes::new(&bodies[..]), shipped: true })
    }

    /// A bank of entries, alone.
    ///
    /// # Errors
    /// All findings, where there are any.
    pub fn of(entries: &[Entry], vocabulary: &Vocabulary) -> Result<Self, BankError> {
        let resolve = |name: &str| vocabulary.by_name(name).map(|s| s.id().to_owned());
        let findings = check::references(entries, &known(&resolve));
        if !findings.is_empty() {
            return Err(BankError::Findings(findings));
        }
        let packed = pack::pack(entries, &resolve).map_err(BankError::Damaged)?;
        Bank::read(&packed.heads, OwnedBytes::new(packed.bodies))
    }

    /// A bank of its two tables, the bodies read in place. The inverse of [`Bank::heads`] and [`Bank::bodies`].
    ///
    /// # Errors
    /// [`BankError::Damaged`].
    pub fn read(heads: &[u8], bodies: OwnedBytes) -> Result<Self, BankError> {
        Ok(Bank { questions: questions(heads)?, bodies, shipped: false })
    }

    /// The table of heads.
    ///
    /// # Errors
    /// [`BankError::Damaged`].
    pub fn heads(&self) -> Result<Vec<u8>, BankError> {
        let damaged = |e: &dyn std::fmt::Display| BankError::Damaged(e.to_string());
        let place = |list: &[&str], name: &str| list.iter().position(|n| *n == name).unwrap_or_default();
        let heads = self.questions.iter().map(|q| {
            Ok(Head {
                id: &q.id,
                topic: q.topic,
                kind: u8::try_from(place(source::KINDS, q.kind.name())).map_err(|e| damaged(&e))?,
                level: u8::try_from(place(source::LEVELS, q.level.name())).map_err(|e| damaged(&e))?,
                skills: pack::strs(&q.skills),
                roles: pack::strs(&q.roles),
                guide: pack::strs(&q.guide),
                body: u32::try_from(q.body).map_err(|e| damaged(&e))?,
            })
        });
        postcard::to_stdvec(&heads.collect::<Result<Vec<_>, BankError>>()?).map_err(|e| damaged(&e))
    }

    /// The table of bodies.
    pub fn bodies(&self) -> &[u8] {
        &self.bodies
    }

    /// This bank with entries added; an entry of the same id replaces the question.
    ///
    /// # Errors
    /// All findings, where there are any.
    pub fn with(&self, added: Vec<Entry>, vocabulary: &Vocabulary) -> Result<Self, BankError> {
        let replaced: HashSet<&str> = added.iter().map(|a| a.id.as_str()).collect();
        let kept = self.questions.iter().filter(|q| !replaced.contains(q.id.as_str()));
        let mut entries: Vec<Entry> = kept.map(|q| self.entry(q)).collect();
        // Entries name skills as people write them, and not every id is such a name.
        for skill in entries.iter_mut().flat_map(|e| &mut e.skills) {
            if let Some(known) = vocabulary.by_id(skill) {
                *skill = known.name().to_owned();
            }
        }
        entries.extend(added);
        Bank::of(&entries, vocabulary)
    }

    /// The questions, by id.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Whether it is exactly the bank that ships, for which an index ships too.
    pub fn is_shipped(&self) -> bool {
        self.shipped
    }

    /// The question of an id, and its place.
    pub fn find(&self, id: &str) -> Option<(usize, &Question)> {
        let place = self.questions.binary_search_by(|q| q.id.as_str().cmp(id)).ok()?;
        Some((place, self.questions.get(place)?))
    }

    /// What a person reads of a question. Empty where the tables are damaged.
    pub fn body(&self, question: &Question) -> Body<'_> {
        let body =
            self.bodies.get(question.body..).and_then(|b| postcard::take_from_bytes(b).ok()).map(|(body, _)| body);
        body.unwrap_or(Body {
            text: "",
            strong_answer: Vec::new(),
            follow_ups: Vec::new(),
            weak_answer: "",
            source: "",
            license: "",
        })
    }

    /// A question as its source would say it, skills by their ids.
    pub fn entry(&self, question: &Question) -> Entry {
        let body = self.body(question);
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        Entry {
            id: question.id.clone(),
            topic: question.topic.to_owned(),
            kind: question.kind.name().to_owned(),
            level: question.level.name().to_owned(),
            skills: question.skills.clone(),
            roles: question.roles.clone(),
            guide: question.guide.clone(),
            text: body.text.to_owned(),
            strong_answer: owned(&body.strong_answer),
            follow_ups: owned(&body.follow_ups),
            weak_answer: body.weak_answer.to_owned(),
            source: body.source.to_owned(),
            license: body.license.to_owned(),
            file: "bank".to_owned(),
            line: 1,
        }
    }

    /// A number that changes with the questions: what an index of them is kept under.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for question in &self.questions {
            hasher.write(question.id.as_bytes());
            hasher.write(question.topic.as_bytes());
            hasher.write(question.kind.name().as_bytes());
            hasher.write(question.level.name().as_bytes());
            for name in question.skills.iter().chain(&question.roles).chain(&question.guide) {
                hasher.write(name.as_bytes());
            }
        }
        hasher.write(&self.bodies);
        hasher.finish()
    }
}

/// What questions may refer to.
pub fn known<'a>(skill: &'a dyn Fn(&str) -> Option<String>) -> check::Known<'a> {
    use std::sync::OnceLock;
    static TOPICS: OnceLock<Vec<&'static str>> = OnceLock::new();
    static ROLES: OnceLock<Vec<&'static str>> = OnceLock::new();
    check::Known {
        topics: TOPICS.get_or_init(|| catalogue::topic_ids().collect()),
        roles: ROLES.get_or_init(|| catalogue::roles().iter().map(|r| r.id).collect()),
        skill,
    }
}

fn questions(heads: &[u8]) -> Result<Vec<Question>, BankError> {
    let heads: Vec<Head<'_>> = postcard::from_bytes(heads).map_err(|e| BankError::Damaged(e.to_string()))?;
    heads
        .into_iter()
        .map(|head| {
            let damaged = || BankError::Damaged(format!("question {}", head.id));
            let kind = source::KINDS.get(usize::from(head.kind)).and_then(|k| Kind::of(k)).ok_or_else(damaged)?;
            let level = source::LEVELS.get(usize::from(head.level)).and_then(|l| Level::of(l)).ok_or_else(damaged)?;
            let topic = catalogue::topic(head.topic).ok_or_else(damaged)?.id;
            let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
            Ok(Question {
                id: head.id.to_owned(),
                topic,
                kind,
                level,
                skills: owned(&head.skills),
                roles: owned(&head.roles),
                guide: owned(&head.guide),
                body: usize::try_from(head.body).map_err(|_| damaged())?,
            })
        })
        .collect()
}
