//! OpenDocument text: a whole file, or the parts below with a NUL between them.
#![no_main]

use jobfit::read::{detect::Format, odt};
use jobfit_fuzz::{container, reads};
use libfuzzer_sys::fuzz_target;

const PARTS: &[&str] = &["content.xml", "styles.xml"];

fuzz_target!(|data: &[u8]| reads(Format::Odt, odt::read, &container(data, PARTS)));
