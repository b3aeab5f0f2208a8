use super::*;
use crate::read::draft::LineKind;

fn draft(rtf: &str) -> Draft {
    let limits = Limits::default();
    read(rtf.as_bytes(), &limits, &Deadline::after(limits.time)).expect("a draft")
}

fn seen(draft: &Draft) -> Vec<(LineKind, &str)> {
    draft.lines.iter().map(|l| (l.kind, l.text.as_str())).collect()
}

#[test]
fn text_in_all_its_spellings() {
    let draft = draft(
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\*\\generator x;}{\\b WORK}\\par R\\'e9sum\\u233?\\uc2\\u8211xy C\\{\\}\\tab 2020\\line Berlin\\par\n\
         {\\listtext\\'b7\\tab}\\ls1\\ilvl1 Rust\\par\\pard {\\v Kubernetes}\\uc1\\u-10179?\\u-8704? ok\\par\
         \\trowd\\intbl SQL\\cell expert\\cell\\row\\pard end}",
    );
    assert_eq!(
        seen(&draft),
        [
            (LineKind::Heading(2), "WORK"),
            (LineKind::Text, "Résumé– C{}\t2020"),
            (LineKind::Text, "Berlin"),
            (LineKind::Bullet(1), "Rust"),
            (LineKind::Text, "😀 ok"),
            (LineKind::Row, "SQL | expert"),
            (LineKind::Text, "end"),
        ]
    );
    assert_eq!(draft.notes.first().map(|n| n.code), Some("hidden-text"));
}

#[test]
fn headers_come_first_and_footers_last() {
    let draft = draft(
        "{\\rtf1 {\\footer Page 1\\par Updated 2026\\par}{\\header Jane Doe\\par}Work{\\footnote a note} at Acme\\par}",
    );
    let texts: Vec<_> = draft.lines.iter().map(|l| l.text.as_str()).collect();
    assert_eq!(texts, ["Jane Doe", "Work at Acme", "Updated 2026", "a note"]);
}

#[test]
fn broken_files_end_in_text_or_an_error() {
    assert_eq!(draft("{\\rtf1 half {\\b of").lines.len(), 1);
    assert_eq!(draft("{\\rtf1 a}}}}\\bin99999999 \\'zz b").lines.len(), 1);
    let limits = Limits::default();
    let deep = "{".repeat(100_000);
    assert!(matches!(read(deep.as_bytes(), &limits, &Deadline::after(limits.time)), Err(ReadError::TooLarge { .. })));
}
