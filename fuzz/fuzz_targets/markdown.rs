//! Markdown, given to that reader alone.
#![no_main]

use jobfit::read::{detect::Format, markdown};
use jobfit_fuzz::reads;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| reads(Format::Markdown, markdown::read, data));
