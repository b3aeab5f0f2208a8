//! Bytes → Document, a file of each format that the labelled pairs have.

use divan::Bencher;
use divan::counter::BytesCount;
use jobfit::read::Reader;

use crate::pair::bytes;

#[divan::bench(args = [
    "backend-senior-vs-mid/jd.txt",
    "backend-senior-vs-mid/resume.pdf",
    "ml-engineer-vs-data-scientist/resume.pdf",
    "data-engineer-vs-swe/jd.md",
    "data-engineer-vs-swe/resume.docx",
    "sre-vs-devops/jd.html",
])]
fn file(bencher: Bencher, path: &str) {
    let bytes = bytes(path);
    let reader = Reader::default();
    bencher.counter(BytesCount::of_slice(&bytes)).bench(|| reader.read(path, &bytes).expect("a document"));
}
