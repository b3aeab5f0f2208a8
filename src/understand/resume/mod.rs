//! What a resume shows.
//!
//! ```text
//! sections   which section each line belongs to
//! positions  the dated entries: dates, the lines that belong to them
//! titles     the title and the organization in the head of an entry
//! owners     whether a clause speaks of the person's own work or somebody else's
//! turns      wishes, denials, what was passed over
//! skills     each skill with its evidence, its years and its places
//! ```

pub mod owners;
pub mod positions;
pub mod sections;
pub mod skills;
mod titles;
mod turns;
mod unworded;
mod whose;

use super::Doubt;
use super::dates::Month;
use super::headings::Section;
use super::language::Language;
use crate::document::Document;
use crate::vocabulary::Vocabulary;

/// A resume, understood.
#[derive(Debug, Clone)]
pub struct Resume {
    /// The path as typed.
    pub source: String,
    /// Years of paid work, overlaps counted once; `None` where no position has dates.
    pub years: Option<f64>,
    /// The dated entries, in the order of the document.
    pub entries: Vec<positions::Entry>,
    /// The skills it shows or names, by id.
    pub skills: Vec<skills::Shown>,
    /// The lines, for quoting.
    pub lines: Vec<String>,
    /// The section of each line.
    pub sections: Vec<Section>,
    /// The month that "Present" means.
    pub today: Month,
    /// Its language.
    pub language: Language,
    /// Whether nothing may be claimed as missing from it.
    pub in_doubt: bool,
    /// What was not clear.
    pub doubts: Vec<Doubt>,
}

impl Resume {
    /// The positions held: dated entries of paid work.
    pub fn positions(&self) -> impl Iterator<Item = &positions::Entry> {
        self.entries.iter().filter(|e| e.section == Section::Experience && e.span.is_some() && e.paid)
    }
}

/// Words without which a text says nothing about a person: fewer are an error.
pub const LEAST_WORDS: usize = 8;
/// Words below which a text is too short for anything to be missing from it: an empty template, a first page alone.
pub const FEW_WORDS: usize = 30;

/// Understands a resume; `today` is the month that "Present" means.
pub fn understand(document: &Document, vocabulary: &Vocabulary, today: Month) -> Resume {
    let language = super::language::of(document);
    let sections = sections::assign(document, vocabulary);
    let entries = positions::find(document, &sections, today);
    let skills = skills::gather(document, &sections, &entries, vocabulary, today);
    let spans: Vec<_> = entries
        .iter()
        .filter(|e| e.section == Section::Experience && e.paid)
        .filter_map(|e| e.span.map(|s| s.months(today)))
        .collect();
    let years = (!spans.is_empty()).then(|| super::dates::years(super::dates::union(spans)));
    let words = document.text.split_whitespace().count();
    let mut doubts = Vec::new();
    if words < FEW_WORDS {
        doubts.push(Doubt {
            code: "resume-short",
            message: format!(
                "only {words} words were found, so nothing is claimed as missing; `jobfit read` shows what was seen"
            ),
        });
    }
    if !sections.contains(&Section::Experience) {
        doubts.push(Doubt {
            code: "resume-no-experience",
            message: "no section about work was recognised; `jobfit read` shows what was seen".to_owned(),
        });
    } else if years.is_none() {
        doubts.push(Doubt {
            code: "resume-no-dates",
            message:
                "no position with dates was recognised, so years are not counted; `jobfit read` shows what was seen"
                    .to_owned(),
        });
    }
    match language {
        Language::English => {}
        Language::Partly(name) => doubts.push(Doubt {
            code: "language-partly",
            message: format!("the resume is in {name}: headings, dates and names are understood, finer points may be missed"),
        }),
        Language::Unknown(name) => doubts.push(Doubt {
            code: "language-unknown",
            message: format!("the resume seems to be in {name}, which is not understood: only names of skills were found, and nothing is claimed as missing"),
        }),
    }
    if document.in_doubt {
        doubts.push(Doubt {
            code: "resume-in-doubt",
            message: "parts of the resume's text could not be made out, so nothing is claimed as missing; `jobfit read` shows what was seen".to_owned(),
        });
    }
    Resume {
        source: document.source.clone(),
        years,
        entries,
        skills,
        lines: (0..document.lines.len()).map(|i| document.line(i).to_owned()).collect(),
        sections,
        today,
        in_doubt: document.in_doubt || matches!(language, Language::Unknown(_)) || words < FEW_WORDS,
        language,
        doubts,
    }
}
