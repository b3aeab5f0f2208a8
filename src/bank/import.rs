//! Question lists of other people → bank files: Markdown, CSV and JSON are read, and what the bank needs and the list does
//! not say (topic, kind, level, skills) is guessed, with a word on how sure the guess is.
//!
//! No question is ever dropped for being poor; what a check would reject is left for a person to mend.

pub mod answers;
pub mod guess;
pub mod inline;
pub mod lines;
pub mod markdown;
pub mod table;
pub mod write;

use std::collections::HashSet;

use crate::Toolkit;
use crate::bank::source::{self, Entry, Finding};
use crate::vocabulary::tokens::slug;

/// A question as a list gives it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Listed {
    /// The question, without markup.
    pub text: String,
    /// Its own words, where the text begins with what several questions share; else empty or the same.
    pub own: String,
    /// The headings that it stands under, the outermost first.
    pub headings: Vec<String>,
    /// Points of its answer.
    pub points: Vec<String>,
    /// Questions that hang below it.
    pub follow_ups: Vec<String>,
    /// 1-based line, or the number of the row.
    pub line: usize,
    /// What the list says by itself; empty where it says nothing.
    pub given: Given,
}

/// What a list says of a question, in its own words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Given {
    /// The id.
    pub id: String,
    /// The topic.
    pub topic: String,
    /// The kind.
    pub kind: String,
    /// The level or difficulty.
    pub level: String,
    /// Skills or tags.
    pub skills: Vec<String>,
    /// Where it comes from.
    pub source: String,
    /// Its licence.
    pub license: String,
    /// The usual weak answer.
    pub weak_answer: String,
}

/// A list as read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct List {
    /// Its questions.
    pub questions: Vec<Listed>,
    /// Lines that hold no question and belong to none: line and text.
    pub left_out: Vec<(usize, String)>,
}

/// The forms that lists come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Headings, bullets, bold lines, `<details>`.
    Markdown,
    /// A table with a head.
    Csv,
    /// A list of objects or strings.
    Json,
}

impl Form {
    /// The form that an extension stands for.
    pub fn of(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Form::Markdown),
            "csv" | "tsv" => Some(Form::Csv),
            "json" => Some(Form::Json),
            _ => None,
        }
    }
}

/// A list that can't be read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// JSON that is none.
    #[error("this is no JSON ({0}); mend it, or save the list as CSV or Markdown")]
    Json(String),
    /// JSON without a list.
    #[error("there is no list of questions in this JSON; give a list of objects that have a `question`")]
    NoList,
    /// Nothing in it.
    #[error("no question was found; put each into a bullet, a heading or a row with the column `question`")]
    Nothing,
    /// What was written does not read back: a fault of this program.
    #[error("{read} questions were read and {written} would be written; nothing was written, please report the file")]
    Lost {
        /// Questions read.
        read: usize,
        /// Questions that the file would hold.
        written: usize,
    },
}

/// Where questions come from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The list's name, in comments.
    pub name: &'a str,
    /// The source, where the list does not name one.
    pub source: &'a str,
    /// The licence, where the list does not name one; may be empty.
    pub license: &'a str,
}

/// A bank file made from a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The file's text.
    pub text: String,
    /// The questions.
    pub questions: Vec<Guessed>,
    /// What holds no question.
    pub left_out: Vec<(usize, String)>,
    /// What a check of the file would say.
    pub findings: Vec<Finding>,
}

/// A question with what was guessed.
#[derive(Debug, Clone, PartialEq)]
pub struct Guessed {
    /// As it is written.
    pub entry: Entry,
    /// How sure the guesses are.
    pub sure: guess::Sure,
}

/// Reads a list.
///
/// # Errors
/// Where it is broken or holds no question.
pub fn read(form: Form, text: &str) -> Result<List, ImportError> {
    let text = text.trim_start_matches('\u{feff}');
    let list = match form {
        Form::Markdown => markdown::read(text),
        Form::Csv => table::csv(text),
        Form::Json => table::json(text)?,
    };
    if list.questions.is_empty() { Err(ImportError::Nothing) } else { Ok(list) }
}

/// Makes a bank file of a list. `taken` holds the ids in use, and gets those of this list.
///
/// # Errors
/// Where the file would not hold exactly the questions of the list.
pub fn make(
    list: List,
    origin: Origin<'_>,
    toolkit: &Toolkit,
    taken: &mut HashSet<String>,
) -> Result<Imported, ImportError> {
    let questions: Vec<Guessed> = list
        .questions
        .into_iter()
        .map(|listed| {
            let (guess, sure) = guess::of(&listed, origin.name, toolkit);
            let id = free_id(&listed, &guess.topic, taken);
            let or = |own: &str, other: &str| if own.is_empty() { other.to_owned() } else { own.to_owned() };
            let entry = Entry {
                id,
                topic: guess.topic,
                kind: guess.kind,
                level: guess.level,
                skills: guess.skills,
                text: listed.text,
                strong_answer: listed.points,
                follow_ups: listed.follow_ups,
                weak_answer: listed.given.weak_answer,
                source: or(&listed.given.source, origin.source),
                license: or(&listed.given.license, origin.license),
                line: listed.line,
                ..Entry::default()
            };
            Guessed { entry, sure }
        })
        .collect();
    let text = write::file(&questions, origin);
    let mut findings = Vec::new();
    let written = source::parse(origin.name, None, &text, &mut findings);
    let same = written.iter().zip(&questions).all(|(w, q)| w.id == q.entry.id && w.text == write::line(&q.entry.text));
    if written.len() != questions.len() || !same {
        return Err(ImportError::Lost { read: questions.len(), written: written.len() });
    }
    Ok(Imported { text, questions, left_out: list.left_out, findings })
}

/// Words of the question in an id.
const ID_WORDS: usize = 6;
/// Words that say nothing in an id.
const EMPTY: &[&str] = &[
    "a", "an", "the", "is", "are", "do", "does", "did", "you", "your", "we", "of", "to", "in", "on", "for", "and",
    "or", "it", "what", "how", "can", "could", "would", "s", "when", "why", "which", "that", "this", "be", "have",
    "explain", "describe", "with", "between",
];

/// An id that is not taken: the list's own, or made of the topic and the first words that say something.
fn free_id(listed: &Listed, topic: &str, taken: &mut HashSet<String>) -> String {
    let ascii = |text: &str| {
        let kept: String = text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
        slug(&kept.to_lowercase())
    };
    let own = ascii(&listed.given.id);
    let base = if own.is_empty() {
        let own = if listed.own.is_empty() { &listed.text } else { &listed.own };
        let plain: String = own.to_lowercase().replace(['\'', '’'], "");
        let words: Vec<String> =
            plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
        let telling = words.iter().filter(|w| !EMPTY.contains(&w.as_str())).take(ID_WORDS);
        let tail = telling.cloned().collect::<Vec<_>>().join("-");
        if tail.is_empty() { format!("{topic}-question") } else { format!("{topic}-{tail}") }
    } else {
        own
    };
    let mut id = base.clone();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{base}-{number}");
        number += 1;
    }
    id
}
