//! Ranking → a report, in each format.

use divan::Bencher;
use jobfit::Request;
use jobfit::rank::Wish;
use jobfit::report::{Format, Options};

use crate::pair::{APPLICANT, OPENING, TOOLKIT};

#[divan::bench(args = Format::ALL.map(Format::name))]
fn format(bencher: Bencher, name: &str) {
    // With a plan: a calendar can't do without one.
    let wish = Wish { top: 15, hours: Some(6.0), days: 3, ..Wish::default() };
    let result = TOOLKIT.tailor(&OPENING, &APPLICANT, &Request { wish, ..Request::default() });
    let report = Format::ALL.into_iter().find(|f| f.name() == name).expect("a format").report();
    let options = Options { bank: TOOLKIT.bank.questions().len(), ..Options::default() };
    bencher.bench_local(|| {
        let mut out = Vec::new();
        report.write(&result, &options, &mut out).expect("memory takes everything");
        out
    });
}
