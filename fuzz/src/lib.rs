//! What the fuzz targets share.

use std::io::{Cursor, Write};
use std::sync::LazyLock;

use jobfit::document::Document;
use jobfit::read::detect::Format;
use jobfit::read::draft::Draft;
use jobfit::read::error::ReadError;
use jobfit::read::limits::{Deadline, Limits};
use jobfit::read::{html, markdown, plain};
use jobfit::Toolkit;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

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

/// The reader of one format.
pub type Read = fn(&[u8], &Limits, &Deadline) -> Result<Draft, ReadError>;

/// Gives bytes to one reader, whatever format they would be recognised as: a sound document comes back, or an error that says
/// something.
pub fn reads(format: Format, read: Read, bytes: &[u8]) {
    let limits = Limits::default();
    match read(bytes, &limits, &Deadline::after(limits.time)) {
        Ok(draft) => {
            assert!((0.0..=1.0).contains(&draft.unreadable), "{} of it is unreadable", draft.unreadable);
            check(&Document::of("document", format, draft));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// A container as it is, or one made of parts that stand in the input one after the other, a NUL between them: a changed byte
/// of a packed part would only ever meet the checksum.
pub fn container(data: &[u8], names: &[&str]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, part) in names.iter().zip(data.split(|b| *b == 0)) {
        writer.start_file(*name, stored).expect("a name");
        writer.write_all(part).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

/// The PDF reader catches what hayro and its crates panic on and makes an error of it, so that is no crash of ours; the hook
/// of libFuzzer would end the process before it is caught. A panic in our own code still ends it, on that thread too.
pub fn forgive_hayro() {
    let abort = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let theirs = panic.location().is_some_and(|at| at.file().contains("/registry/src/"));
        if theirs && std::thread::current().name() == Some("pdf") {
            return;
        }
        abort(panic);
    }));
}
