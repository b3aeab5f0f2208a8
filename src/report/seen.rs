//! What `read` shows: the lines of a document and the section of each.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::value::Warning;
use crate::document::Document;
use crate::understand::headings::{Part, Section};
use crate::understand::posting::parts;
use crate::understand::resume::sections;
use crate::vocabulary::Vocabulary;

/// A document as the program sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Seen {
    /// The path as typed.
    pub source: String,
    /// What it was recognised as.
    pub format: String,
    /// The lines.
    pub lines: Vec<SeenLine>,
    /// What was noticed while reading.
    pub warnings: Vec<Warning>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SeenLine {
    /// 1-based.
    pub n: usize,
    /// What it says, a bullet included.
    pub text: String,
    /// The section of a resume, or the part of a posting, that it belongs to.
    pub section: String,
    /// The page, where the format has pages.
    pub page: Option<u32>,
}

impl Seen {
    /// What is seen. Whether the document is a posting or a resume is told by its headings and dates.
    pub fn of(document: &Document, vocabulary: &Vocabulary) -> Self {
        let names: Vec<&'static str> = if is_posting(document, vocabulary) {
            parts::assign(document).into_iter().map(Part::name).collect()
        } else {
            sections::assign(document, vocabulary).into_iter().map(Section::name).collect()
        };
        let lines = document.lines.iter().zip(names).zip(1..).map(|((line, section), n)| SeenLine {
            n,
            text: document.text.get(line.span.clone()).unwrap_or_default().to_owned(),
            section: section.to_owned(),
            page: line.page,
        });
        Seen {
            source: document.source.clone(),
            format: document.format.name().to_owned(),
            lines: lines.collect(),
            warnings: document
                .notes
                .iter()
                .map(|n| Warning { code: n.code.to_owned(), message: n.message.clone() })
                .collect(),
        }
    }
}

/// Whether a document is a posting: more of its lines stand under headings of postings than under those of resumes.
fn is_posting(document: &Document, vocabulary: &Vocabulary) -> bool {
    if document.stated.organization.is_some() {
        return true;
    }
    let parts = parts::assign(document);
    let asked = parts
        .iter()
        .filter(|p| {
            matches!(
                p,
                Part::Required | Part::Duties | Part::Preferred | Part::Benefits | Part::Legal | Part::NotNeeded
            )
        })
        .count();
    let sections = sections::assign(document, vocabulary);
    let shown = sections
        .iter()
        .filter(|s| {
            matches!(
                s,
                Section::Experience
                    | Section::Education
                    | Section::Projects
                    | Section::Publications
                    | Section::Certificates
                    | Section::Volunteering
            )
        })
        .count();
    let dated = (0..document.lines.len())
        .filter(|&i| crate::understand::dates::spans(document.line(i)).iter().any(|s| s.range))
        .count();
    asked > shown && dated < 3
}
