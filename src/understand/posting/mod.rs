//! What a posting asks for.
//!
//! ```text
//! parts         which part of the posting each line belongs to
//! verdict       whether a sentence asks for what it names, and how strongly
//! denial        what it names and does not ask for
//! alternatives  which of the things named can stand in for one another
//! unlisted      names of skills that no vocabulary has
//! facts         title, company, level, years
//! role          which role, from the title and what is asked
//! asked         all requirements together: one entry a skill, with its weight
//! ```

pub mod alternatives;
pub mod asked;
mod denial;
mod employer;
pub mod facts;
pub mod parts;
pub mod role;
pub mod unlisted;
pub mod verdict;
mod voice;

use std::ops::Range;

use super::headings::Part;
use super::language::Language;
use super::{Doubt, Named};
use crate::document::Document;
use crate::terms::{Level, Strength};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::guard::{Mention, Place};

/// One thing that a line asks for: a skill, alternatives, or several skills of one sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// `r1`, `r2`, … in the order of the posting.
    pub id: String,
    /// 0-based line of the document.
    pub line: usize,
    /// The sentence, without bullet.
    pub text: String,
    /// How strongly it is asked for.
    pub strength: Strength,
    /// The skills it names; none where it asks for something else (a degree, a way of working).
    pub skills: Vec<Named>,
    /// Whether one of the skills is enough.
    pub any_of: bool,
    /// Years asked for with these skills.
    pub years: Option<f64>,
}

/// What a posting says of its own interview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The class of cue: `interview-design`, `interview-coding`, `interview-behavioral`, `interview-case`.
    pub class: &'static str,
    /// 0-based line.
    pub line: usize,
}

/// A posting, understood.
#[derive(Debug, Clone)]
pub struct Posting {
    /// The path as typed.
    pub source: String,
    /// The title, where it is clear.
    pub title: Option<String>,
    /// Who is hiring, where it is clear.
    pub company: Option<String>,
    /// The role, where it is clear.
    pub role: Option<role::Guess>,
    /// The level.
    pub level: Level,
    /// Years asked for overall.
    pub years: Option<f64>,
    /// What is asked for, line by line.
    pub requirements: Vec<Requirement>,
    /// The skills asked for, most important first.
    pub asked: Vec<asked::Skill>,
    /// Alternatives of which one is enough: indexes into [`Posting::asked`].
    pub groups: Vec<Vec<usize>>,
    /// The lines, for quoting.
    pub lines: Vec<String>,
    /// The part of each line.
    pub parts: Vec<Part>,
    /// What it says of its interview.
    pub hints: Vec<Hint>,
    /// Its language.
    pub language: Language,
    /// What was not clear.
    pub doubts: Vec<Doubt>,
}

/// A sentence that asks for something, with what it names.
#[derive(Debug, Clone)]
pub(crate) struct Ask {
    pub line: usize,
    pub text: String,
    pub part: Part,
    pub mentions: Vec<Asking>,
    /// Index pairs into `mentions`: runs of alternatives.
    pub groups: Vec<Range<usize>>,
    pub years: Vec<super::years::Asked>,
    pub strength: Strength,
    /// A bullet or a sentence in a part about requirements; others say nothing worth keeping without a skill.
    pub worth_keeping: bool,
}

/// A skill that a sentence asks for.
#[derive(Debug, Clone)]
pub(crate) struct Asking {
    pub named: Named,
    pub at: Range<usize>,
    pub strength: Strength,
    pub years: Option<f64>,
}

/// Understands a posting.
pub fn understand(document: &Document, vocabulary: &Vocabulary) -> Posting {
    let language = super::language::of(document);
    let parts = parts::assign(document);
    let mut doubts = Vec::new();
    let facts = facts::find(document, &parts);
    let mut asks = Vec::new();
    let mut hints = Vec::new();
    let structured = parts.iter().any(|p| matches!(p, Part::Required | Part::Duties | Part::Preferred));
    for (line, part) in parts.iter().copied().enumerate() {
        if Some(line) == facts.title_line || parts::is_heading(document, line) {
            continue;
        }
        if part == Part::Process {
            hints.extend(verdict::interview_hints(document.line(line)).into_iter().map(|class| Hint { class, line }));
        }
        let reading = verdict::Reading {
            part,
            structured,
            bullet: document.is_bullet(line),
            addressed: verdict::addressed(&document.line(line).to_lowercase()),
            acts: opens_with_work(document.line(line)),
        };
        asks.extend(sentences_of(document, vocabulary, line, reading));
    }
    unlisted::add(&mut asks, vocabulary, facts.company.as_deref());
    alternatives::find(&mut asks, vocabulary);
    let (requirements, asked, groups) = asked::gather(&asks, vocabulary);
    let role = role::guess(facts.title.as_deref(), &asked, vocabulary);
    let years = asked::overall_years(&asks);
    let level = facts.level.unwrap_or_else(|| super::posting::facts::level_of_years(years));
    if requirements.is_empty() {
        doubts.push(Doubt {
            code: "no-requirements",
            message: "no requirement was found; is this a job posting, and is it complete?".to_owned(),
        });
    }
    match language {
        Language::English => {}
        Language::Partly(name) => doubts.push(Doubt {
            code: "language-partly",
            message: format!(
                "the posting is in {name}: headings, dates and names are understood, finer points may be missed"
            ),
        }),
        Language::Unknown(name) => doubts.push(Doubt {
            code: "language-unknown",
            message: format!(
                "the posting seems to be in {name}, which is not understood: only names of skills were found"
            ),
        }),
    }
    Posting {
        source: document.source.clone(),
        title: facts.title,
        company: facts.company,
        role,
        level,
        years,
        requirements,
        asked,
        groups,
        lines: (0..document.lines.len()).map(|i| document.line(i).to_owned()).collect(),
        parts,
        hints,
        language,
        doubts,
    }
}

/// Whether a paragraph begins with what the reader will do.
fn opens_with_work(line: &str) -> bool {
    let first = super::sentences::sentences(line)
        .into_iter()
        .next()
        .and_then(|r| line.get(r))
        .unwrap_or_default()
        .to_lowercase();
    verdict::acts(&first) && verdict::addressed(first.split_whitespace().take(4).collect::<Vec<_>>().join(" ").as_str())
}

/// The asking sentences of a line.
fn sentences_of(document: &Document, vocabulary: &Vocabulary, line: usize, reading: verdict::Reading) -> Vec<Ask> {
    let text = document.line(line);
    if matches!(reading.part, Part::NotNeeded | Part::Legal | Part::Benefits | Part::Process) || text.is_empty() {
        return Vec::new();
    }
    let place = Place { list: reading.part == Part::Stack, item: reading.bullet };
    let scan = vocabulary.scan(text);
    let mentions: Vec<Mention> = scan.mentions(vocabulary, place).into_iter().filter(|m| !m.field).collect();
    let mut asks = Vec::new();
    let sentences = super::sentences::sentences(text);
    let taken_back = verdict::taken_back(text, &sentences);
    let mut before: Option<Strength> = None;
    let mut reading = reading;
    let paragraph = sentences.len() > 1 && !reading.bullet;
    for (number, sentence) in sentences.into_iter().enumerate() {
        if taken_back.contains(&sentence.start) {
            continue;
        }
        let inside: Vec<Mention> =
            mentions.iter().filter(|m| m.start >= sentence.start && m.start < sentence.end).copied().collect();
        let words = text.get(sentence.clone()).unwrap_or_default();
        if number == 0
            && paragraph
            && inside.is_empty()
            && let Some(part) = verdict::lead(words)
        {
            reading.part = part;
            continue;
        }
        let Some(mut judged) = verdict::judge(words, sentence.start, &inside, reading) else { continue };
        let lower = words.to_lowercase();
        // "The same goes for X": as strongly as the sentence before.
        if let Some(strength) =
            before.filter(|_| lower.starts_with("the same goes for") || lower.starts_with("same for"))
        {
            judged.strength = strength;
            for mention in judged.mentions.iter_mut().flatten() {
                *mention = strength;
            }
        }
        before = Some(judged.strength);
        let kept: Vec<Asking> = inside
            .iter()
            .zip(&judged.mentions)
            .filter_map(|(m, strength)| {
                let named = Named::listed(vocabulary, m.skill)?;
                let at = m.start - sentence.start..m.end - sentence.start;
                strength.map(|strength| Asking { named, at, strength, years: None })
            })
            .collect();
        asks.push(Ask {
            line,
            text: words.to_owned(),
            part: reading.part,
            mentions: kept,
            groups: Vec::new(),
            years: super::years::asked(&lower),
            strength: judged.strength,
            worth_keeping: matches!(reading.part, Part::Required | Part::Preferred)
                || (reading.part == Part::Duties && reading.bullet),
        });
    }
    asks
}
