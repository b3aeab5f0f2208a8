//! Whether a line that stands right under a full one begins something of its own, as far as its words tell.

use super::hyphens;
use super::lines::{self, Line};

/// Width in em of a block, below which a line that begins with a capital is taken for an item of its own.
const NARROW: f32 = 27.0;
/// Words that end no line of their own.
const BREAKS_OFF: &[&str] = &[
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "of",
    "on",
    "or",
    "the",
    "to",
    "with",
    "using",
    "via",
    "und",
    "der",
    "die",
    "das",
    "für",
    "mit",
    "von",
    "et",
    "de",
    "la",
    "le",
    "les",
    "des",
    "du",
    "en",
    "pour",
    "y",
    "el",
    "&",
    "including",
];

/// Whether `text` begins something of its own although it stands right under a full line.
pub(super) fn starts_anew(text: &str, last: &str, line: &Line, margin: f32) -> bool {
    let short = line.x1 < margin - 0.5 * (margin - line.x0) && line.x1 - line.x0 < 0.5 * (margin - line.x0);
    let aside = text.starts_with('(') && !text.contains(|c: char| c.is_ascii_digit());
    let lower = aside || text.chars().next().is_some_and(|c| c.is_lowercase() || ",;)&/".contains(c));
    let ended = last.ends_with(['.', '!', '?', ';', ')']);
    let entry = is_labelled(text)
        || opens_entry(text)
        || introduces(text)
        || ends_in_date(text) && line.x1 < margin - line.size;
    if lines::is_number(text.split(' ').next().unwrap_or("")) || ended && entry {
        return true;
    }
    if hyphens::ends_torn(last) {
        return false;
    }
    let mail = text.split(' ').next().is_some_and(|word| word.contains('@') && is_address(word));
    if mail || is_address(text) || is_address(last) || !text.contains(' ') && !last.contains(' ') {
        return true;
    }
    if lower || last.ends_with([',', '-', '–', '&', '/']) {
        return false;
    }
    if ends_in_date(last) || is_capitals(text) && last.contains(char::is_lowercase) {
        return true;
    }
    // In a block of short lines (an address, a list of skills) nothing tells a wrapped line from the next item, unless the
    // line before breaks off.
    let narrow = margin - line.x0 < NARROW * line.size;
    let last_word = last.rsplit(' ').next().unwrap_or("");
    let breaks_off = BREAKS_OFF.contains(&last_word) || last.matches('(').count() > last.matches(')').count();
    narrow && !breaks_off || has_year(text) && short
}

/// A mail or web address: never the rest of a sentence.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    !text.contains(' ') && (text.contains(['@', '/']) || text.starts_with("www.")) && text.contains('.')
}

/// `Operating systems: …`.
fn is_labelled(text: &str) -> bool {
    let Some((label, _)) = text.split_once(": ") else { return false };
    label.split(' ').count() <= 4 && label.chars().next().is_some_and(char::is_uppercase) && !label.contains(['.', ','])
}

/// `2019, August …`, `DATA ANALYST …`.
fn opens_entry(text: &str) -> bool {
    let capitals = |word: &str| word.chars().count() >= 3 && word.chars().all(char::is_uppercase);
    let mut words = text.split(' ');
    match (words.next(), words.next()) {
        (Some(first), second) => has_year(first) || capitals(first) && second.is_some_and(capitals),
        _ => false,
    }
}

/// `Courses and further training:`.
fn introduces(text: &str) -> bool {
    text.ends_with(':') && text.split(' ').count() <= 6
}

/// Two words or fewer of capitals, a heading set as its text is.
fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let plain = text.chars().all(|c| c.is_uppercase() || " &".contains(c));
    letters >= 6 && plain && text.split(' ').count() <= 3
}

/// Whether it ends in a year, or in what stands for one.
fn ends_in_date(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or("").trim_end_matches(')');
    let now = last.rsplit(['-', '–', '—']).next().unwrap_or("").to_lowercase();
    let date = |c: char| c.is_ascii_digit() || "-–—/.(".contains(c);
    has_year(last) && last.ends_with(|c: char| c.is_ascii_digit()) && last.chars().all(date)
        || matches!(now.as_str(), "present" | "now" | "today")
}

/// Whether a year stands in `text`.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|w| w.len() == 4 && (w.starts_with("19") || w.starts_with("20")))
}
