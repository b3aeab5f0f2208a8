//! What stands beside lines and isn't of them: notes at the right margin, bullets that are drawn.

use super::{build, lines, try_read};
use crate::read::draft::LineKind;

/// Texts that end at x = 540, size 10, with their widths in Helvetica.
fn note(top: f64, texts: &[(&str, f64)]) -> String {
    let place =
        |(i, (text, width)): (usize, &(&str, f64))| build::text(540.0 - width, top - 12.0 * i as f64, 10.0, text);
    texts.iter().enumerate().map(place).collect()
}

/// A title and what was done, in a cell that is painted before the notes beside it.
fn entry(top: f64, title: &str) -> String {
    let mut out = build::text(72.0, top, 10.0, title);
    for (i, text) in ["Built what was asked for", "Sold it in three lands", "Kept it alive"].iter().enumerate() {
        let y = top - 12.0 * (i + 1) as f64;
        out += &(build::text(80.0, y, 10.0, "\u{2022}") + &build::text(90.0, y, 10.0, text));
    }
    out
}

const OSLO: (&str, f64) = ("Oslo", 20.56);
const ROME: (&str, f64) = ("Rome", 26.67);
const MONTHS: (&str, f64) = ("10 months", 46.69);

#[test]
fn notes_at_the_margin_stay_with_the_titles_that_they_date() {
    let content = entry(700.0, "Engineer, Acme")
        + &note(700.0, &[OSLO, ("2019 - 2021", 53.37), MONTHS])
        + &entry(640.0, "Intern, Bolt")
        + &note(640.0, &[ROME, ("2017 - 2018", 53.37), MONTHS])
        + &entry(580.0, "Helper, Cask")
        + &note(580.0, &[OSLO, ("2015 - 2016", 53.37), MONTHS]);
    let got = lines(&content);
    let did = ["Built what was asked for", "Sold it in three lands", "Kept it alive"];
    for (i, title) in [
        "Engineer, Acme | Oslo 2019 - 2021 10 months",
        "Intern, Bolt | Rome 2017 - 2018 10 months",
        "Helper, Cask | Oslo 2015 - 2016 10 months",
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(got.get(4 * i).map(String::as_str), Some(*title));
        assert_eq!(got.get(4 * i + 1..4 * i + 4), Some(did.map(str::to_owned).as_slice()));
    }
}

#[test]
fn a_note_off_the_baselines_of_a_list_is_one_too() {
    let mut content = String::new();
    for (i, title) in ["Engineer, Acme", "Intern, Bolt"].iter().enumerate() {
        let top = 700.0 - 60.0 * i as f64;
        content += &build::text(72.0, top, 10.0, title);
        for (j, text) in ["Built what was asked for", "Sold it"].iter().enumerate() {
            let y = top - 18.0 - 12.0 * j as f64;
            content += &(drawn(78.0, y + 2.0, true) + &build::text(90.0, y, 10.0, text));
        }
        content += &note(top, &[OSLO, ("2019 - 2021", 53.37)]);
    }
    let got = lines(&content);
    assert_eq!(got.first().map(String::as_str), Some("Engineer, Acme | Oslo 2019 - 2021"));
    assert_eq!(got.get(3).map(String::as_str), Some("Intern, Bolt | Oslo 2019 - 2021"));
}

/// A disc or a square beside a line of 10 points.
fn drawn(x: f64, y: f64, round: bool) -> String {
    let (x1, y1) = (x + 3.0, y + 3.0);
    if round {
        let middle = x + 1.5;
        format!("{middle} {y} m {x1} {y} {x1} {y1} {middle} {y1} c {x} {y1} {x} {y} {middle} {y} c h f\n")
    } else {
        format!("{x} {y} 3 3 re f\n")
    }
}

fn kinds(content: &str) -> Vec<LineKind> {
    try_read(&build::page(content)).expect("text").lines.iter().map(|l| l.kind).collect()
}

#[test]
fn bullets_that_are_drawn_make_items() {
    for round in [true, false] {
        let mut content = build::text(72.0, 700.0, 10.0, "Engineer at Acme, where the rockets are");
        for (i, text) in ["Built the thing", "Wrote what others read of it,", "Left"].iter().enumerate() {
            let y = 686.0 - 14.0 * i as f64;
            content += &(drawn(78.0, y + 2.0, round) + &build::text(90.0, y, 10.0, text));
        }
        assert_eq!(kinds(&content), [LineKind::Text, LineKind::Bullet(0), LineKind::Bullet(0), LineKind::Bullet(0)]);
    }
}

#[test]
fn dots_of_a_time_line_and_of_a_rating_are_no_bullets() {
    let mut content = String::new();
    for (i, text) in ["Engineer, 2019", "Helper, 2017", "Intern, 2015"].iter().enumerate() {
        let y = 700.0 - 60.0 * i as f64;
        content += &(drawn(78.0, y + 2.0, true) + &build::text(90.0, y, 10.0, text));
        for (j, more) in ["did what was asked, and that for long years of work", "and more of it"].iter().enumerate() {
            content += &build::text(90.0, y - 14.0 * (j + 1) as f64, 10.0, more);
        }
    }
    for (i, text) in ["English", "German", "Latin"].iter().enumerate() {
        let y = 480.0 - 14.0 * i as f64;
        content += &build::text(90.0, y, 10.0, text);
        content += &(0..5).map(|dot| drawn(60.0 + 5.0 * f64::from(dot), y + 2.0, true)).collect::<String>();
    }
    assert!(!kinds(&content).contains(&LineKind::Bullet(0)));
}

#[test]
fn words_of_a_stretched_line_are_no_cells() {
    let mut content = String::new();
    for i in 0..4 {
        let y = 700.0 - 12.0 * i as f64;
        if i == 2 {
            // Digits are 5.56 wide, so that the words are 33.36 apart.
            for (j, word) in ["01234", "56789", "01234"].iter().enumerate() {
                content += &build::text(72.0 + 61.16 * j as f64, y, 10.0, word);
            }
        } else {
            content += &build::text(72.0, y, 10.0, "01234 56789 01234 56789 01234");
        }
    }
    let got = lines(&content);
    assert!(got.iter().all(|l| !l.contains('|')), "{got:?}");
}
