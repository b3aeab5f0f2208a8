//! Which language a document is written in.

use whatlang::{Lang, detect};

use crate::document::Document;

/// The language of a text, as far as understanding goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Understood in full.
    English,
    /// Headings, months and cues are known.
    Partly(&'static str),
    /// Only names of skills can be found.
    Unknown(&'static str),
}

/// Characters of the text that are looked at; more makes detection no better.
const SAMPLE: usize = 3000;

/// The language of a document. A short text, or one that is mostly names, counts as English.
pub fn of(document: &Document) -> Language {
    let end = (0..=SAMPLE.min(document.text.len())).rev().find(|&i| document.text.is_char_boundary(i)).unwrap_or(0);
    let Some(info) = document.text.get(..end).and_then(detect) else { return Language::English };
    if !info.is_reliable() || info.confidence() < 0.5 || document.text.split_whitespace().count() < 60 {
        return Language::English;
    }
    match info.lang() {
        Lang::Eng => Language::English,
        Lang::Deu => Language::Partly("German"),
        Lang::Fra => Language::Partly("French"),
        Lang::Spa => Language::Partly("Spanish"),
        other => Language::Unknown(other.eng_name()),
    }
}
