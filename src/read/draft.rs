//! What a format's reader hands over: lines in reading order, before they are cleaned and joined into one text.

/// What the layout of the source says a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// Marked or set as a heading (larger, bold on its own line, `<h2>`, a Word heading style). Level 1 is the largest.
    Heading(u8),
    /// An item of a list; depth 0 is the outermost list. The bullet itself is not part of the text.
    Bullet(u8),
    /// A row of a table, its cells joined by ` | `.
    Row,
    /// Anything else.
    Text,
}

/// One logical line: a heading, a whole bullet or paragraph where the format knows its extent, else a line as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftLine {
    /// The text, without its bullet. No line breaks.
    pub text: String,
    /// What the source says it is.
    pub kind: LineKind,
    /// The page, 1-based, where the format has pages.
    pub page: Option<u32>,
    /// True where the source leaves a wider gap above this line than between the lines of one paragraph.
    pub gap_before: bool,
}

/// What was noticed while reading, for the person to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Kebab-case, stable: `two-columns`, `hidden-text`, `second-reader`, `garbled-text`, `repaired-encoding`, …
    pub code: &'static str,
    /// One sentence in plain words, with the page where there is one.
    pub message: String,
}

/// Facts that a format states outside its text (JSON-LD, the JSON of a job board).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// The title of the job.
    pub title: Option<String>,
    /// Who is hiring.
    pub organization: Option<String>,
    /// When it was posted, `YYYY-MM-DD`.
    pub date: Option<String>,
}

/// The result of reading one document's bytes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// In reading order.
    pub lines: Vec<DraftLine>,
    /// In the order in which they were noticed.
    pub notes: Vec<Note>,
    /// What the format states by itself.
    pub stated: Stated,
    /// The share of characters that could not be read (no Unicode, replacement characters, NULs), 0..=1.
    pub unreadable: f64,
}

impl Draft {
    /// Adds a line that the source says is `kind`.
    pub fn push(&mut self, kind: LineKind, text: impl Into<String>, page: Option<u32>) {
        self.lines.push(DraftLine { text: text.into(), kind, page, gap_before: false });
    }

    /// Adds a note.
    pub fn note(&mut self, code: &'static str, message: impl Into<String>) {
        self.notes.push(Note { code, message: message.into() });
    }
}
