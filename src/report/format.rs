//! The formats of a report: one trait, one file a format.

use std::io::{self, Write};

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
}

impl Default for Options {
    fn default() -> Self {
        Options { width: 80, color: false, brief: false, points: false, bank: 0 }
    }
}

/// Something that writes a result.
pub trait Report {
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
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 2] = [Format::Text, Format::Json];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Json => "json",
        }
    }

    /// What writes it.
    pub fn report(self) -> &'static dyn Report {
        match self {
            Format::Text => &super::text::Text,
            Format::Json => &Json,
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
