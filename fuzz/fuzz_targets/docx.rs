//! Word documents: a whole file, or the parts below with a NUL between them.
#![no_main]

use jobfit::read::{detect::Format, docx};
use jobfit_fuzz::{container, reads};
use libfuzzer_sys::fuzz_target;

const PARTS: &[&str] =
    &["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "word/header1.xml", "word/footnotes.xml"];

fuzz_target!(|data: &[u8]| reads(Format::Docx, docx::read, &container(data, PARTS)));
