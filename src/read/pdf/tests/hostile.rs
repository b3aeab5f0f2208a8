//! Crafted files end soon, with an error or with text, and take nothing down.

use std::time::{Duration, Instant};

use super::{build, try_read};
use crate::read::error::ReadError;
use crate::read::limits::{Deadline, Limits};

/// Longer than any of them takes, and by far shorter than what they ask for. Unoptimised builds need some of it.
const SOON: Duration = Duration::from_secs(10);

fn ends_soon(what: &str, bytes: &[u8]) -> Result<crate::read::draft::Draft, ReadError> {
    let start = Instant::now();
    let result = try_read(bytes);
    assert!(start.elapsed() < SOON, "{what} took {:?}", start.elapsed());
    result
}

fn form(entries: &str, content: &str) -> Vec<u8> {
    build::stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 600 800]{entries}"), content.as_bytes())
}

/// A form that draws itself.
fn self_referencing_form() -> Vec<u8> {
    let draw = [build::stream("", b"/X Do")];
    build::document(&draw, "/XObject<</X 10 0 R>>", &[form("/Resources<</XObject<</X 10 0 R>>>>", "/X Do /X Do")])
}

/// Forms that each draw the next one twice: 2^40 at the end.
fn exponential_forms() -> Vec<u8> {
    let forms: Vec<Vec<u8>> = (0..40)
        .map(|i| form(&format!("/Resources<</XObject<</X {} 0 R>>>>", 11 + i), "/X Do /X Do"))
        .chain([form("", "0 0 1 1 re f")])
        .collect();
    build::document(&[build::stream("", b"/X Do")], "/XObject<</X 10 0 R>>", &forms)
}

/// `[[[[…]]]]`, and the same of dictionaries, in the page's contents and as an object.
fn nested(open: &str, close: &str, times: usize) -> Vec<u8> {
    let deep = format!("{}{}", open.repeat(times), close.repeat(times));
    build::document(
        &[build::stream("", format!("{deep} 0 d").as_bytes())],
        "/Properties<</P 10 0 R>>",
        &[deep.into_bytes()],
    )
}

/// A content stream of `count` times `operators`.
fn many(operators: &str, count: usize) -> Vec<u8> {
    let part = operators.repeat(1_000).into_bytes();
    let data = build::deflate(std::iter::repeat_n(part, count / 1_000));
    build::document(&[build::stream("/Filter/FlateDecode", &data)], "", &[])
}

/// A stream that unpacks to `mebibytes` of blanks.
fn bomb(mebibytes: usize) -> Vec<u8> {
    let data = build::deflate(std::iter::repeat_n(vec![b' '; 1 << 20], mebibytes));
    build::document(&[build::stream("/Filter/FlateDecode", &data)], "", &[])
}

#[test]
fn forms_that_draw_themselves_end() {
    assert!(ends_soon("self", &self_referencing_form()).is_err());
}

#[test]
fn exponential_forms_end() {
    let error = ends_soon("exponential", &exponential_forms());
    assert!(matches!(error, Err(ReadError::TooLarge { .. } | ReadError::TimedOut { .. })), "{error:?}");
}

#[test]
fn deep_nesting_ends() {
    assert!(ends_soon("arrays", &nested("[", "]", 200_000)).is_err());
    assert!(ends_soon("dictionaries", &nested("<</A ", ">>", 200_000)).is_err());
}

#[test]
fn millions_of_operators_end() {
    let _ = ends_soon("q", &many("q\n", 3_000_000));
    let error = ends_soon("text", &many("BT /F 9 Tf (a) Tj ET\n", 1_200_000));
    assert!(matches!(error, Err(ReadError::TooLarge { .. } | ReadError::TimedOut { .. })), "{error:?}");
}

#[test]
fn bombs_are_refused_before_they_unpack() {
    let error = ends_soon("bomb", &bomb(256));
    assert!(matches!(error, Err(ReadError::TooLarge { .. })), "{error:?}");
    let inner = build::deflate(std::iter::repeat_n(vec![0; 1 << 20], 128));
    let twice = build::deflate([inner].into_iter());
    let file = build::document(&[build::stream("/Filter[/FlateDecode/FlateDecode]", &twice)], "", &[]);
    let error = ends_soon("double bomb", &file);
    assert!(matches!(error, Err(ReadError::TooLarge { .. })), "{error:?}");
}

#[test]
fn bombs_that_hide_are_found() {
    let data = build::deflate(std::iter::repeat_n(vec![b' '; 1 << 20], 128));
    let hex: String = data.iter().map(|b| format!("{b:02x}")).collect();
    // A stored block with the word `endstream` in front of the rest.
    let word = b"endstream";
    let mut torn = vec![0x78, 0x01, 0x00, 9, 0, !9, 0xff];
    torn.extend(word);
    torn.extend(data.get(2..).unwrap_or(&[]));
    for (what, stream) in [
        ("in ASCII", build::stream("/Filter[/ASCIIHexDecode/FlateDecode]", hex.as_bytes())),
        ("misspelt", build::stream("/Filter/Fl#61teDecode", &data)),
        ("elsewhere", build::stream("/Filter 10 0 R", &data)),
        ("behind a word", build::stream("/Filter/FlateDecode", &torn)),
    ] {
        let file = build::document(&[stream], "", &[b"/FlateDecode".to_vec()]);
        let error = ends_soon(what, &file);
        assert!(matches!(error, Err(ReadError::TooLarge { .. })), "{what}: {error:?}");
    }
}

#[test]
fn the_deadline_holds_where_hayro_calls_nobody() {
    let limits = Limits { time: Duration::from_millis(1), ..Limits::default() };
    let start = Instant::now();
    let error = super::read(&many("q\n", 3_000_000), &limits, &Deadline::after(limits.time), None);
    assert!(matches!(error, Err(ReadError::TimedOut { .. })), "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(2));
}

#[test]
fn pages_strewn_with_letters_end() {
    // On one line, in one place, and all over: what compares each with each would be at it for hours.
    let strewn = |place: &dyn Fn(u64) -> (u64, u64)| {
        let letters = (0..100_000_u64).map(|i| {
            let (x, y) = place(i);
            format!("BT /F 9 Tf 1 0 0 1 {x} {y} Tm ({}) Tj ET\n", char::from(b'a' + u8::try_from(i % 26).unwrap_or(0)))
                .into_bytes()
        });
        build::document(&[build::stream("/Filter/FlateDecode", &build::deflate(letters))], "", &[])
    };
    let _ = ends_soon("one line", &strewn(&|i| (i * 7_919 % 1_000_003, 400)));
    let _ = ends_soon("one place", &strewn(&|_| (300, 400)));
    let _ = ends_soon("all over", &strewn(&|i| (i * 7_919 % 599, i * 104_729 % 797)));
}

#[test]
fn torn_and_flipped_files_never_panic() {
    let whole = build::page(&build::text(72.0, 700.0, 11.0, "a line of text"));
    for end in (0..whole.len()).step_by(7) {
        let _ = try_read(whole.get(..end).unwrap_or(&[]));
    }
    for at in (0..whole.len()).step_by(3) {
        let mut bytes = whole.clone();
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 0x55;
        }
        let _ = try_read(&bytes);
    }
}
