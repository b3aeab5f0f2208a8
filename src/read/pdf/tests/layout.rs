//! The reading order and the words of lines.

use super::{build, codes, lines, try_read};
use crate::read::pdf::chars;
use crate::read::pdf::glyph::{Glyph, Says};
use crate::read::pdf::lines::words;

fn column(x: f64, from: f64, texts: &[&str]) -> String {
    texts.iter().enumerate().map(|(i, t)| build::text(x, from - 14.0 * i as f64, 10.0, t)).collect()
}

const LEFT: [&str; 6] = ["Skills one", "Skills two", "Skills three", "Skills four", "Skills five", "Skills six"];
const RIGHT: [&str; 6] = ["Work one.", "Work two.", "Work three.", "Work four.", "Work five.", "Work six."];

#[test]
fn columns_are_read_one_after_the_other() {
    let content = build::text(72.0, 760.0, 20.0, "A name over both")
        + &column(72.0, 700.0, &LEFT)
        + &column(300.0, 703.0, &RIGHT);
    let draft = try_read(&build::page(&content)).expect("text");
    let got: Vec<&str> = draft.lines.iter().map(|l| l.text.as_str()).collect();
    let want: Vec<&str> = ["A name over both"].iter().chain(&LEFT).chain(&RIGHT).copied().collect();
    assert_eq!(got, want);
    assert_eq!(codes(&draft), ["two-columns"]);
}

#[test]
fn columns_that_are_painted_in_turn_are_told_by_their_baselines() {
    let mut content = String::new();
    for i in 0..6 {
        let y = 700.0 - 14.0 * i as f64;
        content += &build::text(72.0, y, 10.0, LEFT[i]);
        content += &build::text(300.0, y - 5.0, 10.0, RIGHT[i]);
    }
    let got = lines(&content);
    let want: Vec<&str> = LEFT.iter().chain(&RIGHT).copied().collect();
    assert_eq!(got, want);
}

#[test]
fn dates_at_the_margin_and_labels_stay_on_their_lines() {
    let mut content = String::new();
    for (i, (place, year)) in
        [("Acme", "2015"), ("Bolt", "2017"), ("Cask", "2019"), ("Dune", "2021"), ("Elm", "2023")].iter().enumerate()
    {
        let y = 700.0 - 40.0 * i as f64;
        content += &build::text(72.0, y, 10.0, place);
        content += &build::text(480.0, y, 10.0, year);
        content += &build::text(72.0, y - 13.0, 10.0, "did things");
    }
    let got = lines(&content);
    assert_eq!(got.first().map(String::as_str), Some("Acme | 2015"));
    assert_eq!(got.get(2).map(String::as_str), Some("Bolt | 2017"));
}

#[test]
fn a_name_beside_the_ways_to_reach_its_owner_is_read_first() {
    let content = build::text(72.0, 720.0, 24.0, "Ada Lovelace")
        + &build::text(72.0, 690.0, 16.0, "Engineer")
        + &column(400.0, 735.0, &["12 St James's Square", "London", "ada@example.com", "+44 20 7946 0000"]);
    let got = lines(&content);
    assert_eq!(got.get(..2), Some(["Ada Lovelace".to_owned(), "Engineer".to_owned()].as_slice()));
    assert_eq!(got.len(), 6);
}

#[test]
fn dates_that_wrap_in_their_column_are_whole() {
    let mut content = String::new();
    for (i, (date, text)) in [
        ("2017 -", "Engineer at Acme"),
        ("present", "did things"),
        ("2012 -", "Engineer at Bolt"),
        ("2017", "did others"),
    ]
    .iter()
    .enumerate()
    {
        content += &build::text(72.0, 700.0 - 13.0 * i as f64, 10.0, date);
        content += &build::text(140.0, 700.0 - 13.0 * i as f64, 10.0, text);
    }
    assert_eq!(
        lines(&content),
        ["2017 - present | Engineer at Acme", "did things", "2012 - 2017 | Engineer at Bolt", "did others"]
    );
}

#[test]
fn a_word_torn_beside_a_date_is_mended() {
    let content = build::text(72.0, 700.0, 10.0, "Wrote a paper that was among the best of the submis-")
        + &build::text(500.0, 700.0, 10.0, "4 months")
        + &build::text(72.0, 687.0, 10.0, "sions of its year");
    assert_eq!(lines(&content), ["Wrote a paper that was among the best of the submissions of its year | 4 months"]);
}

#[test]
fn any_order_of_runs_on_a_line_gives_the_same_line() {
    let words = ["Rust", "and", "Kubernetes,", "since", "2019", "in", "Berlin"];
    let mut runs = Vec::new();
    let mut x = 72.0;
    for word in words {
        runs.push(build::text(x, 700.0, 10.0, word));
        // Wider than any letter, so that runs never overlap.
        x += 6.2 * word.len() as f64 + 4.0;
    }
    let want = lines(&runs.concat());
    let mut seed = 7_u64;
    for _ in 0..50 {
        for i in (1..runs.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            runs.swap(i, usize::try_from(seed >> 33).unwrap_or(0) % (i + 1));
        }
        assert_eq!(lines(&runs.concat()), want);
    }
}

#[test]
fn spaced_letters_are_words() {
    let got =
        lines("BT /F 12 Tf 4 Tc 72 700 Td (EXPERIENCE) Tj ET BT /F 12 Tf 0 Tc 72 600 Td (E X P E R I E N C E) Tj ET");
    assert_eq!(got, ["EXPERIENCE", "EXPERIENCE"]);
}

#[test]
fn an_indented_first_line_is_of_its_paragraph() {
    let first = "Led the team that moved every service of the company to a platform of";
    let content = build::text(108.0, 700.0, 10.0, first)
        + &build::text(
            72.0,
            686.0,
            10.0,
            "containers and made its software deliver, with the teams that did the rest,",
        )
        + &build::text(72.0, 672.0, 10.0, "what they wrote.");
    assert_eq!(lines(&content).len(), 1);
}

#[test]
fn chinese_characters_that_are_spaced_are_one_word() {
    let glyph = |(i, c): (usize, char)| Glyph {
        says: Says::One(c),
        x0: 13.0 * i as f32,
        x1: 13.0 * i as f32 + 10.0,
        y: 100.0,
        size: 10.0,
        turn: 0,
        face: 0,
        hidden: None,
    };
    let words = |text: &str| words(&text.chars().enumerate().map(glyph).collect::<Vec<_>>()).0;
    assert_eq!(words("\u{5f20}\u{4e09}"), "\u{5f20}\u{4e09}");
    assert_eq!(words("A\u{4e09}"), "A \u{4e09}");
}

#[test]
fn doubled_glyphs_are_one() {
    let bold = build::text(72.0, 700.0, 12.0, "Summary") + &build::text(72.3, 700.0, 12.0, "Summary");
    assert_eq!(lines(&bold), ["Summary"]);
}

#[test]
fn wrapped_lines_are_joined_and_their_hyphens_mended() {
    let content = column(
        72.0,
        700.0,
        &[
            "Led the team that moved every service of the company to a platform of contain-",
            "ers and made its software deliver end-to-end, with MongoDB and Java-",
            "Script. Short.",
        ],
    );
    let got = lines(&content);
    assert_eq!(
        got,
        [
            "Led the team that moved every service of the company to a platform of containers and made its software deliver end-to-end, with MongoDB and JavaScript. Short."
        ]
    );
}

#[test]
fn a_narrow_column_is_read_over_all_pages_before_the_wide_one() {
    let wide = |n: usize| -> Vec<String> {
        (0..6).map(|i| format!("Work {n}.{i} that fills a line of a wide column, from end to end.")).collect()
    };
    let page = |n: usize| {
        let wide = wide(n);
        let content =
            column(72.0, 700.0, &LEFT) + &column(200.0, 703.0, &wide.iter().map(String::as_str).collect::<Vec<_>>());
        build::stream("", content.as_bytes())
    };
    let draft = try_read(&build::document(&[page(0), page(1)], "", &[])).expect("text");
    let pages: Vec<Option<u32>> = draft.lines.iter().map(|l| l.page).collect();
    let text = draft.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" ");
    let want = [LEFT.join(" "), LEFT.join(" "), wide(0).join(" "), wide(1).join(" ")].join(" ");
    assert_eq!(text, want);
    assert_eq!((pages.first(), pages.last()), (Some(&Some(1)), Some(&Some(2))));
}

#[test]
fn page_headers_and_numbers_are_left_out() {
    let page = |n: usize| {
        let content = build::text(72.0, 780.0, 9.0, "Ada Lovelace, resume")
            + &build::text(72.0, 600.0, 10.0, &format!("Text of its own: {}", ["first", "second", "third"][n]))
            + &build::text(280.0, 20.0, 9.0, &format!("Page {} of 3", n + 1));
        build::stream("", content.as_bytes())
    };
    let draft = try_read(&build::document(&[page(0), page(1), page(2)], "", &[])).expect("text");
    let got: Vec<&str> = draft.lines.iter().map(|l| l.text.as_str()).collect();
    assert_eq!(
        got,
        ["Ada Lovelace, resume", "Text of its own: first", "Text of its own: second", "Text of its own: third"]
    );
}

#[test]
fn lost_ligatures_are_guessed_from_words() {
    for (torn, whole) in [
        ("Certi\u{fffd}cations", "Certifications"),
        ("work\u{fffd}ows", "workflows"),
        ("o\u{fffd}er", "offer"),
        ("e\u{fffd}cient", "efficient"),
        ("\u{fffd}nance", "finance"),
    ] {
        assert_eq!(chars::guess_ligatures(torn).0, whole);
    }
}

#[test]
fn what_breaks_by_hand_goes_on_and_what_opens_an_entry_does_not() {
    let full = "Led the team that moved every service of the company to a platform of containers";
    for (first, second, whole) in [
        // In the middle of a sentence whose paragraph has wrapped, and under a bullet.
        (&[full, "and machines. Was then", "asked to do it again"][..], None, 1),
        (&["\u{2022} Wrote the software", "of the others"], Some(full), 2),
        (&["1. Wrote the software that all of the company and more of its customers use each", "day"], None, 1),
        // A date ends a title, capitals are a heading.
        (&[full, "in Berlin and in Rome, and for all of them that came from there since 2016 - 2019", "Acme"], None, 2),
        (&[full, "EDUCATION"], None, 2),
        (
            &["Led the team that moved every service of the company and its software somewhere.", "Further courses:"],
            None,
            2,
        ),
        (
            &["Led the team that moved every service of the company and its software somewhere.", "Tester, 2013"],
            None,
            2,
        ),
    ] {
        let content = column(72.0, 700.0, first) + &second.map_or(String::new(), |s| column(72.0, 600.0, &[s]));
        let got = lines(&content);
        assert_eq!(got.len(), whole, "{got:?}");
    }
}
