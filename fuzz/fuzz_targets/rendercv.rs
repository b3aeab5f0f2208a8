//! The input of RenderCV, as YAML or JSON, given to that reader alone.
#![no_main]

use jobfit::read::{detect::Format, rendercv};
use jobfit_fuzz::reads;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| reads(Format::RenderCv, rendercv::read, data));
