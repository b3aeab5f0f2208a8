//! JSON Resume, as JSON or YAML, given to that reader alone.
#![no_main]

use jobfit::read::{detect::Format, json_resume};
use jobfit_fuzz::reads;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| reads(Format::JsonResume, json_resume::read, data));
