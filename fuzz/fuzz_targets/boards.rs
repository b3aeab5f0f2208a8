//! Postings from the APIs of job boards, and a schema.org `JobPosting` by itself, given to that reader alone.
#![no_main]

use jobfit::read::{boards, detect::Format};
use jobfit_fuzz::reads;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| reads(Format::Greenhouse, boards::read, data));
