//! Web pages, and JSON-LD inside them, given to that reader alone.
#![no_main]

use jobfit::read::{detect::Format, html};
use jobfit_fuzz::reads;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| reads(Format::Html, html::read, data));
