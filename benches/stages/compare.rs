//! Posting × Resume → Fit.

use divan::Bencher;

use crate::pair::{APPLICANT, OPENING, TOOLKIT};

#[divan::bench]
fn pair(bencher: Bencher) {
    let (opening, applicant) = (&*OPENING, &*APPLICANT);
    bencher.bench(|| TOOLKIT.compare(opening, applicant));
}
