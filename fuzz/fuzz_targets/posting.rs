//! Understanding a posting, and what is said about it. The first byte chooses the format, the rest is the text.
#![no_main]

use jobfit::pipeline::Warnings;
use jobfit::Request;
use jobfit_fuzz::{check, document, TOOLKIT};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(document) = document(data) else { return };
    check(&document);
    let posting = TOOLKIT.posting(&document, &Request::default());
    let warnings = Warnings::of_posting(&document, &posting);
    // Asks the bank, with words of the posting: none of them may be taken for a query.
    TOOLKIT.opening(posting, warnings).expect("no posting breaks the index");
});
