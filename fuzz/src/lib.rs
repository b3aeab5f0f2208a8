//! What the fuzz targets share.

use std::sync::LazyLock;

use jobfit::document::Document;
use jobfit::read::detect::Format;
use jobfit::read::limits::{Deadline, Limits};
use jobfit::read::{html, markdown, plain};
use jobfit::Toolkit;

/// Vocabulary, bank and index, loaded once.
pub static TOOLKIT: LazyLock<Toolkit> = LazyLock::new(|| Toolkit::shipped().expect("what ships can be loaded"));

/// The first byte of an input, which chooses, and the rest, which is read.
pub fn choice(data: &[u8]) -> Option<(u8, &[u8])> {
    data.split_first().map(|(first, rest)| (*first, rest))
}

/// A document of the formats that say different things of their lines: text nothing, Markdown and HTML which are headings
/// and bullets. How they are told apart is no concern of the stages behind the reader.
pub fn document(data: &[u8]) -> Option<Document> {
    let (first, bytes) = choice(data)?;
    let limits = Limits::default();
    let deadline = Deadline::after(limits.time);
    let (name, format, draft) = match first % 3 {
        0 => ("document.txt", Format::Text, plain::read(bytes, &limits, &deadline)),
        1 => ("document.md", Format::Markdown, markdown::read(bytes, &limits, &deadline)),
        _ => ("document.html", Format::Html, html::read(bytes, &limits, &deadline)),
    };
    Some(Document::of(name, format, draft.ok()?))
}

/// What every later stage relies on: lines stand in the text one after the other, at the borders of characters.
pub fn check(document: &Document) {
    let mut end = 0;
    for (i, line) in document.lines.iter().enumerate() {
        assert!(line.span.start >= end && line.span.start <= line.words && line.words <= line.span.end, "line {i}");
        assert!(document.text.get(line.span.clone()).is_some(), "line {i} is not in the text");
        assert!(!document.line(i).is_empty(), "line {i} is empty");
        end = line.span.end;
    }
}
