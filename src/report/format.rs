//! The formats of a report: one trait, one file a format.

use std::io::{self, Write};

use jiff::civil::Date;

use super::value::Tailored;

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Columns of the terminal or page.
    pub width: usize,
    /// Whether colours may be used.
    pub color: bool,
    /// Only the ten first questions and five first topics.
    pub brief: bool,
    /// With what a strong answer covers.
    pub points: bool,
    /// How many questions the bank has.
    pub bank: usize,
    /// The date that counts as today: what a calendar begins after.
    pub today: Date,
}

impl Default for Options {
    fn default() -> Self {
        Options { width: 80, color: false, brief: false, points: false, bank: 0, today: Date::constant(1970, 1, 1) }
    }
}

/// Something that writes a result.
pub trait Report {
    /// What the format can't do without and the result does not hold, with what the person can do about it.
    fn lacks(&self, _value: &Tailored) -> Option<&'static str> {
        None
    }

    /// Writes it.
    ///
    /// # Errors
    /// Those of the writer.
    fn write(&self, value: &Tailored, options: &Options, out: &mut dyn Write) -> io::Result<()>;
}

/// The formats by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// For scripts.
    Json,
    /// For pasting.
    Markdown,
    /// For a browser.
    Html,
    /// The questions for a spreadsheet.
    Csv,
    /// The questions as cards to learn.
    Anki,
    /// The plan as a calendar.
    Ics,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 7] =
        [Format::Text, Format::Json, Format::Markdown, Format::Html, Format::Csv, Format::Anki, Format::Ics];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Csv => "csv",
            Format::Anki => "anki",
            Format::Ics => "ics",
        }
    }

    /// What writes it.
    pub fn report(self) -> &'static dyn Report {
        match self {
            Format::Text => &super::text::Text,
            Format::Json => &Json,
            Format::Markdown => &super::markdown::Markdown,
            Format::Html => &super::html::Html,
            Format::Csv => &super::csv::Csv,
            Format::Anki => &super::anki::Anki,
            Format::Ics => &super::ics::Ics,
        }
    }
}

struct Json;

impl Report for Json {
    fn write(&self, value: &Tailored, _: &Options, out: &mut dyn Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, value)?;
        out.write_all(b"\n")
    }
}
