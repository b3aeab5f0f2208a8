//! The pair that the stages are measured on, and the tools, each made once.

use std::path::Path;
use std::sync::LazyLock;

use jobfit::Toolkit;
use jobfit::document::Document;
use jobfit::pipeline::{Applicant, Opening, Request, Warnings};
use jobfit::read::Reader;
use jobfit::understand::dates::Month;

/// The folder of the pair: a posting as text, a resume as a two-page PDF with two columns.
const PAIR: &str = "backend-senior-vs-mid";

/// The vocabulary, the bank and its index.
pub static TOOLKIT: LazyLock<Toolkit> = LazyLock::new(|| Toolkit::shipped().expect("what ships can be loaded"));
/// The posting, read.
pub static JOB: LazyLock<Document> = LazyLock::new(|| read("jd.txt"));
/// The resume, read.
pub static RESUME: LazyLock<Document> = LazyLock::new(|| read("resume.pdf"));
/// The posting, made ready.
pub static OPENING: LazyLock<Opening> = LazyLock::new(|| {
    let posting = TOOLKIT.posting(&JOB, &Request::default());
    let warnings = Warnings::of_posting(&JOB, &posting);
    TOOLKIT.opening(posting, warnings).expect("the index can be asked")
});
/// The resume, made ready.
pub static APPLICANT: LazyLock<Applicant> =
    LazyLock::new(|| TOOLKIT.applicant(&RESUME, today()).expect("a resume that can be judged"));

/// The month that "Present" means in the labelled pairs.
pub fn today() -> Month {
    Month::of(2026, 11)
}

/// The bytes of a file below `fixtures/pairs`.
pub fn bytes(path: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pairs").join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn read(file: &str) -> Document {
    Reader::default().read(file, &bytes(&format!("{PAIR}/{file}"))).expect("a document")
}
