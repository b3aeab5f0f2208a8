//! Plain text in any encoding, given to that reader alone.
#![no_main]

use jobfit::read::{detect::Format, plain};
use jobfit_fuzz::reads;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| reads(Format::Text, plain::read, data));
