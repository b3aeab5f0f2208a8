//! The reader, from any bytes to a document or an error that says what to do. The first byte chooses the name of the file,
//! which only decides between kinds of plain text; the rest is the file.
#![no_main]

use jobfit::read::Reader;
use jobfit_fuzz::{check, choice, forgive_hayro};
use libfuzzer_sys::fuzz_target;

const NAMES: &[&str] = &["-", "resume.txt", "resume.md", "resume.pdf"];

fuzz_target!(init: forgive_hayro(), |data: &[u8]| {
    let Some((first, bytes)) = choice(data) else { return };
    let name = NAMES[usize::from(first) % NAMES.len()];
    // Without the second reader of PDFs: it may overflow its stack, which is why it runs in a process of its own.
    match Reader::default().read(name, bytes) {
        Ok(document) => {
            check(&document);
            assert!(!document.lines.is_empty(), "a document without lines is an error, not a document");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
