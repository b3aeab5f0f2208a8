//! Tests on PDFs that are made here, so that each shows what it is about.

mod build;
mod cells;
mod hidden;
mod hostile;
mod layout;
mod marks;

use super::{SecondReader, read};
use crate::read::draft::{Draft, LineKind};
use crate::read::error::ReadError;
use crate::read::limits::{Deadline, Limits};

fn try_read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let limits = Limits::default();
    read(bytes, &limits, &Deadline::after(limits.time), None)
}

fn lines(content: &str) -> Vec<String> {
    let draft = try_read(&build::page(content)).expect("a page that can be read");
    draft.lines.into_iter().map(|line| line.text).collect()
}

fn codes(draft: &Draft) -> Vec<&'static str> {
    draft.notes.iter().map(|note| note.code).collect()
}

struct Says(Vec<String>);

impl SecondReader for Says {
    fn read(&self, _: &[u8], _: &Limits) -> Result<Vec<String>, ReadError> {
        Ok(self.0.clone())
    }
}

#[test]
fn an_empty_file_and_a_file_that_is_no_pdf_say_so() {
    assert_eq!(try_read(b""), Err(ReadError::Empty));
    assert!(matches!(try_read(b"hello"), Err(ReadError::Damaged { .. })));
}

#[test]
fn pages_without_text_are_a_scan() {
    let bytes = build::page("0 0 600 800 re f");
    assert_eq!(try_read(&bytes), Err(ReadError::Scan { pages: 1 }));
}

#[test]
fn the_second_reader_is_asked_only_in_doubt_and_wins_only_with_better_text() {
    let limits = Limits::default();
    let good = build::page(&build::text(72.0, 700.0, 11.0, "Senior engineer with ten years of practice"));
    let other = Says(vec!["What the other reader says instead of it".to_owned()]);
    let read_with = |bytes: &[u8]| read(bytes, &limits, &Deadline::after(limits.time), Some(&other));
    let draft = read_with(&good).expect("good text");
    assert_eq!(draft.lines.first().map(|l| l.text.as_str()), Some("Senior engineer with ten years of practice"));

    let bad =
        build::page(&build::text(72.0, 700.0, 11.0, "xqz wrtk bdfg hjkl mnbv cxzs qwrt plkj hgfd szxc vbnm wqrt"));
    let draft = read_with(&bad).expect("the other's text");
    assert_eq!(draft.lines.first().map(|l| l.text.as_str()), Some("What the other reader says instead of it"));
    assert_eq!(codes(&draft), ["second-reader"]);
    assert!(matches!(try_read(&bad), Err(ReadError::Garbled { .. })));
}

#[test]
fn limits_have_their_errors() {
    let bytes = build::page(&build::text(72.0, 700.0, 11.0, "twelve glyphs"));
    let few = Limits { glyphs: 5, ..Limits::default() };
    let error = read(&bytes, &few, &Deadline::after(few.time), None);
    assert!(matches!(error, Err(ReadError::TooLarge { what: "glyphs", .. })));
    let small = Limits { file_bytes: 10, ..Limits::default() };
    let error = read(&bytes, &small, &Deadline::after(small.time), None);
    assert!(matches!(error, Err(ReadError::TooLarge { .. })));
}

#[test]
fn larger_lines_are_headings_and_bullets_lose_their_mark() {
    let mut content = build::text(72.0, 740.0, 20.0, "Ada Lovelace");
    content += &build::text(72.0, 700.0, 14.0, "Experience");
    for (i, text) in
        ["Wrote the first program, for a machine that was never built", "Saw that it could compose"].iter().enumerate()
    {
        content += &build::text(72.0, 680.0 - 14.0 * i as f64, 10.0, "\u{2022}");
        content += &build::text(84.0, 680.0 - 14.0 * i as f64, 10.0, text);
    }
    let draft = try_read(&build::page(&content)).expect("text");
    let kinds: Vec<LineKind> = draft.lines.iter().map(|l| l.kind).collect();
    assert_eq!(kinds, [LineKind::Heading(1), LineKind::Heading(2), LineKind::Bullet(0), LineKind::Bullet(0)]);
    assert_eq!(draft.lines.last().map(|l| l.text.as_str()), Some("Saw that it could compose"));
}
