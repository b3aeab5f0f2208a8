//! Bytes to text: which encoding they are in, one kind of line end, and the damage of wrong conversions mended.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::draft::{Draft, Note};
use super::error::ReadError;
use super::limits::Limits;
use super::lines::is_bidi_control;

/// Text and what was done to get it.
#[derive(Debug, Clone, PartialEq)]
pub struct Decoded {
    /// The text, with `\n` as its only line end.
    pub text: String,
    /// `control-characters`, `repaired-encoding`.
    pub notes: Vec<Note>,
    /// The share of characters that could not be decoded, 0..=1.
    pub unreadable: f64,
}

impl Decoded {
    /// An empty draft that carries the notes.
    pub fn draft(&self) -> Draft {
        Draft { notes: self.notes.clone(), unreadable: self.unreadable, ..Draft::default() }
    }
}

/// Decodes a text file. `label` is an encoding that the file states of itself, if it does.
pub fn decode(bytes: &[u8], label: Option<&str>, limits: &Limits) -> Result<Decoded, ReadError> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadError::TooLarge {
            what: "the file is too big",
            limit: format!("{} MiB", limits.file_bytes >> 20),
            hint: "leave out what doesn't belong to the document",
        });
    }
    let (text, _, _) = encoding_of(bytes, label).decode(bytes);
    // Mending comes first: some of the bytes that it needs look like controls.
    let (text, mended) = mend(text.into_owned());
    let (text, dropped) = clean(&text);
    let mut notes = Vec::new();
    if dropped > 0 {
        let message = format!("{dropped} control characters were left out; they don't belong in text.");
        notes.push(Note { code: "control-characters", message });
    }
    if mended > 0 {
        let message = format!("{mended} garbled places like “Ã©” were mended; the text had been converted wrongly.");
        notes.push(Note { code: "repaired-encoding", message });
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let bad = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let unreadable = bad as f64 / text.chars().count().max(1) as f64;
    Ok(Decoded { text, notes, unreadable })
}

/// Decodes a part of an office file by its mark or declaration, UTF-8 as a rule.
pub(super) fn decode_xml(bytes: &[u8]) -> String {
    let head = String::from_utf8_lossy(bytes.get(..200.min(bytes.len())).unwrap_or_default()).into_owned();
    let label = head.split("encoding=").nth(1).map(|r| r.trim_start_matches(['"', '\'']));
    let label = label.map(|l| l.split(['"', '\'']).next().unwrap_or_default());
    // Without a mark, UTF-16 announces itself by the NUL beside the first `<`.
    let encoding = match bytes {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] | [0, b'<', ..] => UTF_16BE,
        _ => label
            .and_then(|l| Encoding::for_label(l.as_bytes()))
            .filter(|e| *e != UTF_16LE && *e != UTF_16BE)
            .unwrap_or(UTF_8),
    };
    encoding.decode(bytes).0.into_owned()
}

/// Which encoding the bytes are in.
fn encoding_of(bytes: &[u8], label: Option<&str>) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // Valid UTF-8 but for a byte or two is damaged UTF-8, not Windows-1252 full of accents.
    let lossy = String::from_utf8_lossy(bytes);
    let bad = lossy.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let good = lossy.chars().filter(|&c| !c.is_ascii() && c != char::REPLACEMENT_CHARACTER).count();
    if good > bad.saturating_mul(4) {
        return UTF_8;
    }
    if let Some(encoding) = label.and_then(|l| Encoding::for_label(l.as_bytes())).filter(|e| *e != UTF_8) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    // With a handful of bytes to go by, the guess is worth less than what is by far the most common.
    let high = bytes.iter().filter(|&&b| b >= 0x80).count();
    if high < 4 && guess.is_single_byte() { WINDOWS_1252 } else { guess }
}

/// UTF-16 by its NULs: nearly every second byte of Western text, all on one side.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096.min(bytes.len()))?;
    let pairs = head.len() / 2;
    let zeros = |side: usize| head.chunks_exact(2).filter(|p| p.get(side) == Some(&0)).count();
    let (even, odd) = (zeros(0), zeros(1));
    if pairs < 2 || even.max(odd) * 10 < pairs * 7 || even.min(odd) * 20 > pairs {
        return None;
    }
    Some(if odd > even { UTF_16LE } else { UTF_16BE })
}

/// One line end, form feeds as line ends, no controls. Returns how many controls were dropped.
fn clean(text: &str) -> (String, usize) {
    let mut out = String::with_capacity(text.len());
    let mut dropped = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                out.push('\n');
            }
            '\n' | '\t' => out.push(c),
            '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\u{1B}' => {
                dropped += 1;
                skip_escape(&mut chars);
            }
            c if c.is_control() || is_bidi_control(c) => dropped += 1,
            '\u{FEFF}' => {}
            c => out.push(c),
        }
    }
    (out, dropped)
}

/// Skips the rest of a terminal's escape sequence: `[2J`, `]0;title` up to its bell.
fn skip_escape(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    match chars.peek() {
        Some('[') => {
            chars.next();
            while chars.next_if(|c| ('\u{20}'..='\u{3F}').contains(c)).is_some() {}
            chars.next_if(|c| ('\u{40}'..='\u{7E}').contains(c));
        }
        Some(']') => {
            // Bounded, so that a lone escape doesn't swallow a document.
            for _ in 0..200 {
                if chars.next_if(|c| *c != '\u{7}' && *c != '\n').is_none() {
                    break;
                }
            }
            chars.next_if_eq(&'\u{7}');
        }
        _ => {}
    }
}

/// Mends UTF-8 that was read as Windows-1252 or Latin-1 and saved again: `CafÃ©`, `â€™`.
///
/// Only runs that are UTF-8 byte for byte are changed, so real text with `Ã` or `â` stays.
fn mend(text: String) -> (String, usize) {
    if !text.contains(['Ã', 'Â', 'â', 'Ä', 'Å', 'ð', 'Î', 'Ð', 'Ñ']) {
        return (text, 0);
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut mended = 0;
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        let length = match byte_of(c) {
            Some(0xC2..=0xDF) => 2,
            Some(0xE0..=0xEF) => 3,
            Some(0xF0..=0xF4) => 4,
            _ => 1,
        };
        let bytes: Option<Vec<u8>> = chars.get(i..i + length).and_then(|run| run.iter().map(|&c| byte_of(c)).collect());
        match bytes.as_deref().filter(|_| length > 1).and_then(|b| std::str::from_utf8(b).ok()) {
            Some(real) => {
                out.push_str(real);
                mended += 1;
                i += length;
            }
            None => {
                out.push(c);
                i += 1;
            }
        }
    }
    (out, mended)
}

/// The byte that Windows-1252 (or Latin-1, for its C1 controls) writes for a character.
fn byte_of(c: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(c)) {
        return Some(byte);
    }
    let mut buffer = [0; 4];
    let (bytes, _, failed) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    match (&*bytes, failed) {
        ([byte], false) => Some(*byte),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes, None, &Limits::default()).expect("text").text
    }

    #[test]
    fn encodings_are_told_by_content() {
        assert_eq!(text(b"\xEF\xBB\xBFR\xC3\xA9sum\xC3\xA9"), "Résumé");
        assert_eq!(text(b"R\xE9sum\xE9 \x96 C++ d\xE9veloppeur"), "Résumé – C++ développeur");
        let utf16: Vec<u8> = "Résumé: Rust".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&utf16), "Résumé: Rust");
        let utf16: Vec<u8> = "Résumé: Rust".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(text(&utf16), "Résumé: Rust");
    }

    #[test]
    fn line_ends_and_controls() {
        assert_eq!(text(b"a\r\nb\rc\xE2\x80\xA8d"), "a\nb\nc\nd");
        let decoded = decode(b"\x1B[2J\x1B]0;owned\x07Py\0thon", None, &Limits::default()).expect("text");
        assert_eq!(decoded.text, "Python");
        assert_eq!(decoded.notes.first().map(|n| n.code), Some("control-characters"));
    }

    #[test]
    fn wrong_conversions_are_mended_and_real_text_is_not() {
        let decoded = decode("CafÃ© â€œweâ€\u{9d} donâ€™t".as_bytes(), None, &Limits::default()).expect("text");
        assert_eq!(decoded.text, "Café “we” don’t");
        assert_eq!(decoded.notes.first().map(|n| n.code), Some("repaired-encoding"));
        assert_eq!(text("São Tomé, château, Ångström, NÃO".as_bytes()), "São Tomé, château, Ångström, NÃO");
    }
}
