//! PDFs, given to our reader alone. Without the second reader: it may overflow its stack, which is why it runs in a process of
//! its own.
#![no_main]

use jobfit::read::{detect::Format, pdf};
use jobfit_fuzz::{forgive_hayro, reads};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: forgive_hayro(), |data: &[u8]| {
    reads(Format::Pdf, |bytes, limits, deadline| pdf::read(bytes, limits, deadline, None), data);
});
