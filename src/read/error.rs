//! Why a document could not be read, and what the person can do about it.

/// Why a document's bytes gave no text. The message says what to do; the caller puts the file's name before it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("the file is empty; export or save the document again")]
    Empty,
    /// A format that is recognised and not supported.
    #[error("this is {what}, which can't be read; {hint}")]
    Unsupported {
        /// What it was recognised as, with its article: "a legacy Word document (.doc)".
        what: &'static str,
        /// What to do instead.
        hint: &'static str,
    },
    /// Encrypted with a password.
    #[error(
        "the file is encrypted; decrypt it first, for example with `qpdf --decrypt --password=PASSWORD in.pdf out.pdf`"
    )]
    Encrypted,
    /// Pages without text.
    #[error(
        "no text on its {pages} page(s), it looks like a scan; make its text readable first, for example with `ocrmypdf in.pdf out.pdf`"
    )]
    Scan {
        /// How many pages it has.
        pages: usize,
    },
    /// Text came out, too damaged to be used.
    #[error("its text can't be made out ({detail}); export it again, as DOCX or as a PDF with embedded fonts")]
    Garbled {
        /// What was measured.
        detail: String,
    },
    /// The container or the syntax is broken.
    #[error("the file is damaged ({detail}); save or export it again")]
    Damaged {
        /// What broke, in a few words.
        detail: String,
    },
    /// One of the [`Limits`](super::limits::Limits).
    #[error("the document is too large: {what} (limit {limit}); {hint}")]
    TooLarge {
        /// Which measure was over.
        what: &'static str,
        /// The limit, with its unit.
        limit: String,
        /// What to do.
        hint: &'static str,
    },
    /// The deadline passed.
    #[error("reading took longer than {seconds} s; raise it with --timeout, or save the document as text")]
    TimedOut {
        /// The limit in seconds.
        seconds: u64,
    },
}
