//! Understanding a resume, and what is made of it before any posting. The first byte chooses the format, the rest is the text.
#![no_main]

use jobfit::understand::dates::Month;
use jobfit_fuzz::{check, document, TOOLKIT};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some(document) = document(data) else { return };
    check(&document);
    let today = Month::of(2026, 11);
    // An error is a text too short to judge.
    let Ok(applicant) = TOOLKIT.applicant(&document, today) else { return };
    let resume = &applicant.resume;
    assert!(resume.years.is_none_or(|years| years.is_finite() && years >= 0.0), "{:?} years", resume.years);
    assert_eq!(resume.lines.len(), document.lines.len());
    assert_eq!(resume.sections.len(), document.lines.len());
});
