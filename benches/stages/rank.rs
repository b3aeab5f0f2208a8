//! Fit × Bank → Ranking, and what is made ready for it once a posting.

use divan::Bencher;
use jobfit::Request;
use jobfit::pipeline::Warnings;
use jobfit::rank::{self, Wish};

use crate::pair::{APPLICANT, JOB, OPENING, TOOLKIT};

#[divan::bench]
fn index(bencher: Bencher) {
    bencher
        .with_inputs(|| TOOLKIT.posting(&JOB, &Request::default()))
        .bench_values(|posting| TOOLKIT.opening(posting, Warnings::default()).expect("the index can be asked"));
}

#[divan::bench]
fn pair(bencher: Bencher) {
    let (opening, applicant, wish) = (&*OPENING, &*APPLICANT, Wish { top: 15, ..Wish::default() });
    let fit = TOOLKIT.compare(opening, applicant);
    let view = TOOLKIT.view(opening, applicant, &fit);
    bencher.bench(|| rank::rank(view, &wish));
}
