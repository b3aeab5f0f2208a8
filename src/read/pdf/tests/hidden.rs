//! What can't be seen is left out and reported; what can be seen is kept.

use super::{build, codes, try_read};

const SEEN: &str = "Engineer with practice";

fn with(hidden: &str) -> (Vec<String>, Vec<&'static str>) {
    let content = build::text(72.0, 700.0, 11.0, SEEN) + hidden;
    let draft = try_read(&build::page(&content)).expect("a page that can be read");
    let codes = codes(&draft);
    (draft.lines.into_iter().map(|l| l.text).collect(), codes)
}

#[test]
fn hidden_text_is_left_out_and_noted() {
    let plain = build::text(72.0, 600.0, 11.0, "kubernetes terraform");
    for (what, hidden) in [
        ("white", format!("q 1 g {plain} Q")),
        ("nearly white", format!("q .98 .97 .98 rg {plain} Q")),
        ("invisible", format!("q 3 Tr {plain} Q")),
        ("tiny", build::text(72.0, 600.0, 1.0, "kubernetes terraform")),
        ("off the page", build::text(72.0, -300.0, 11.0, "kubernetes terraform")),
        ("in its box's colour", format!("q .2 .2 .3 rg 60 590 300 30 re f {plain} Q")),
    ] {
        let (lines, codes) = with(&hidden);
        assert_eq!(lines, [SEEN], "{what}");
        assert_eq!(codes, ["hidden-text"], "{what}");
    }
}

#[test]
fn text_that_can_be_seen_is_kept() {
    let plain = build::text(72.0, 600.0, 11.0, "kubernetes terraform");
    for (what, seen) in [
        ("white on dark", format!("q .1 g 60 590 300 30 re f 1 g {plain} Q")),
        (
            "white on a round box",
            format!("q 0 0 1 rg 60 590 m 360 590 l 360 600 370 610 360 620 c 60 620 l f 1 g {plain} Q"),
        ),
        ("grey", format!("q .7 g {plain} Q")),
        (
            "half over the edge of its box",
            format!("q .1 g 60 590 33 30 re f 1 g {} Q", build::text(72.0, 600.0, 11.0, "kubernetes")),
        ),
    ] {
        let (lines, codes) = with(&seen);
        assert_eq!(lines.len(), 2, "{what}");
        assert!(codes.is_empty(), "{what}: {codes:?}");
    }
}
