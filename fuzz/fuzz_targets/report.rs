//! A pair, from two texts to every format of report. The first byte chooses the format of both texts; a NUL stands between the
//! posting and the resume.
#![no_main]

use jiff::civil::date;
use jobfit::rank::Wish;
use jobfit::report::terminal::is_command;
use jobfit::report::{Format, Options};
use jobfit::understand::dates::Month;
use jobfit::Request;
use jobfit_fuzz::{choice, document, TOOLKIT};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = choice(data) else { return };
    let mut texts = bytes.splitn(2, |b| *b == 0);
    let mut next = || document(&[&[first], texts.next()?].concat());
    let (Some(job), Some(resume)) = (next(), next()) else { return };
    let wish = Wish { top: 15, hours: Some(6.0), days: 2, ..Wish::default() };
    let request = Request { wish, explain: true, ..Request::default() };
    // An error is a resume too short to judge.
    let Ok(result) = TOOLKIT.run(&job, &resume, Month::of(2026, 11), &request) else { return };
    let options =
        Options { points: true, bank: TOOLKIT.bank.questions().len(), today: date(2026, 11, 15), ..Options::default() };
    for format in Format::ALL {
        let report = format.report();
        if report.lacks(&result).is_some() {
            continue;
        }
        let mut out = Vec::new();
        report.write(&result, &options, &mut out).expect("memory takes everything");
        let text = String::from_utf8(out).expect("a report is UTF-8");
        match format {
            Format::Text => assert!(!text.chars().any(|c| c != '\n' && is_command(c)), "a command to the terminal"),
            Format::Html => assert!(text.matches("<script").count() <= 2, "markup of a document"),
            _ => {}
        }
    }
});
