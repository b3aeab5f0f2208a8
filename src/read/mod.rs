//! Bytes → Document: what is written, in reading order, line by line, whatever the format.
//!
//! [`mod@detect`] tells the format by its content; there is one reader a format, and each hands over a [`draft::Draft`]. What a
//! document may cost is bounded by [`limits::Limits`]; why one can't be read is a [`error::ReadError`] that says what to do.

pub mod boards;
pub mod charset;
pub mod detect;
pub mod docx;
pub mod draft;
mod entries;
pub mod error;
pub mod html;
pub mod json_resume;
pub mod jsonld;
pub mod limits;
mod lines;
pub mod markdown;
pub mod odt;
mod paragraph;
pub mod pdf;
pub mod plain;
pub mod rendercv;
pub mod rtf;
mod table;
mod xml;
mod yaml;
mod zipped;

use std::path::Path;

use crate::document::Document;
use detect::{Format, detect};
use draft::Draft;
use error::ReadError;
use limits::{Deadline, Limits};
use pdf::SecondReader;

/// How documents are read.
#[derive(Clone, Copy, Default)]
pub struct Reader<'a> {
    /// What one document may cost.
    pub limits: Limits,
    /// The second reader of PDFs, where there is one: the command line runs it in a process of its own.
    pub second: Option<&'a (dyn SecondReader + Sync)>,
}

impl Reader<'_> {
    /// Reads a document. `source` is its path as typed; its ending only decides between kinds of plain text.
    ///
    /// # Errors
    /// [`ReadError`], which says what the person can do.
    pub fn read(&self, source: &str, bytes: &[u8]) -> Result<Document, ReadError> {
        let limits = &self.limits;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > limits.file_bytes {
            return Err(ReadError::TooLarge {
                what: "file size",
                limit: format!("{} MiB", limits.file_bytes >> 20),
                hint: "export only the pages that matter",
            });
        }
        let deadline = Deadline::after(limits.time);
        let name = Path::new(source).file_name().and_then(|n| n.to_str());
        let format = detect(bytes, name)?;
        let draft = self.draft(format, bytes, &deadline)?;
        if draft.lines.iter().all(|l| l.text.trim().is_empty()) {
            return Err(ReadError::Empty);
        }
        if draft.unreadable > UNUSABLE {
            let share = (draft.unreadable * 100.0).round();
            return Err(ReadError::Garbled { detail: format!("{share} % of its characters have no meaning") });
        }
        Ok(Document::of(source, format, draft))
    }

    fn draft(&self, format: Format, bytes: &[u8], deadline: &Deadline) -> Result<Draft, ReadError> {
        let limits = &self.limits;
        match format {
            Format::Pdf => pdf::read(bytes, limits, deadline, self.second.map(|s| s as &dyn SecondReader)),
            Format::Docx => docx::read(bytes, limits, deadline),
            Format::Odt => odt::read(bytes, limits, deadline),
            Format::Rtf => rtf::read(bytes, limits, deadline),
            Format::Html => html::read(bytes, limits, deadline),
            Format::Markdown => markdown::read(bytes, limits, deadline),
            Format::Text => plain::read(bytes, limits, deadline),
            Format::JsonResume => json_resume::read(bytes, limits, deadline),
            Format::RenderCv => rendercv::read(bytes, limits, deadline),
            Format::Greenhouse | Format::Lever | Format::Ashby => boards::read(bytes, limits, deadline),
            Format::JsonLd => jsonld::read(bytes, limits, deadline),
        }
    }
}

/// The share of unreadable characters from which a text is of no use, 0..=1.
const UNUSABLE: f64 = 0.2;
