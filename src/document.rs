//! A document as the later stages see it: one text, its lines in reading order, and what was noticed while reading.

use std::ops::Range;

use crate::read::detect::Format;
use crate::read::draft::{Draft, LineKind, Note, Stated};

/// The sign that every bullet becomes in the text.
const BULLET: &str = "• ";

/// One line of a [`Document`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The whole line in [`Document::text`], bullet included, line break not.
    pub span: Range<usize>,
    /// Where its words begin, after a bullet.
    pub words: usize,
    /// What the source says it is.
    pub kind: LineKind,
    /// The page, 1-based, where the format has pages.
    pub page: Option<u32>,
    /// Whether the source leaves a wider gap above it.
    pub gap_before: bool,
}

/// What is written, in reading order. Places in it stay byte ranges into [`Document::text`].
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The path as typed, `-` for standard input.
    pub source: String,
    /// What it was recognised as.
    pub format: Format,
    /// All lines, joined by line breaks.
    pub text: String,
    /// The lines of the text; line numbers in reports count them from 1.
    pub lines: Vec<Line>,
    /// What the person should know about the reading.
    pub notes: Vec<Note>,
    /// What the format states outside its text.
    pub stated: Stated,
    /// Whether parts of the text could not be made out, so that nothing may be claimed as missing from it.
    pub in_doubt: bool,
}

/// The share of unreadable characters from which a text is in doubt, 0..=1. One in two hundred is about one word in thirty.
const DOUBTFUL: f64 = 0.005;

impl Document {
    /// Puts the lines of a draft together. Empty lines are left out; the gap they leave is kept.
    pub fn of(source: &str, format: Format, draft: Draft) -> Self {
        let mut text = String::new();
        let mut lines: Vec<Line> = Vec::with_capacity(draft.lines.len());
        let mut gap = false;
        for line in &draft.lines {
            let words = line.text.trim();
            if words.is_empty() {
                gap = true;
                continue;
            }
            if !lines.is_empty() {
                text.push('\n');
            }
            let start = text.len();
            if matches!(line.kind, LineKind::Bullet(_)) {
                text.push_str(BULLET);
            }
            let words_at = text.len();
            text.extend(
                words.chars().map(|c| if c != '\t' && (c.is_control() || c.is_whitespace()) { ' ' } else { c }),
            );
            lines.push(Line {
                span: start..text.len(),
                words: words_at,
                kind: line.kind,
                page: line.page,
                gap_before: gap || line.gap_before,
            });
            gap = false;
        }
        let in_doubt = draft.unreadable > DOUBTFUL;
        Document { source: source.to_owned(), format, text, lines, notes: draft.notes, stated: draft.stated, in_doubt }
    }

    /// The words of line `i` (0-based), without its bullet.
    pub fn line(&self, i: usize) -> &str {
        self.lines.get(i).and_then(|l| self.text.get(l.words..l.span.end)).unwrap_or_default()
    }

    /// The kind of line `i` (0-based).
    pub fn kind(&self, i: usize) -> LineKind {
        self.lines.get(i).map_or(LineKind::Text, |l| l.kind)
    }

    /// Whether line `i` is an item of a list.
    pub fn is_bullet(&self, i: usize) -> bool {
        matches!(self.kind(i), LineKind::Bullet(_))
    }
}
