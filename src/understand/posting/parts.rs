//! Which part of a posting each line belongs to: by its headings, and where there are none by what the lines say.

use crate::document::Document;
use crate::read::draft::LineKind;
use crate::understand::cues;
use crate::understand::headings::{Part, looks_like_heading, names_part, part_by_word, part_of};

use super::voice::Voice;

/// How often a stretch of prose under a heading that says nothing has to speak in one voice before it is believed.
const SPOKEN: usize = 2;

/// The part of each line. A heading belongs to the part it opens.
pub fn assign(document: &Document) -> Vec<Part> {
    let mut parts = Vec::with_capacity(document.lines.len());
    let mut current = Part::Unknown;
    let mut level = 0;
    // Whether a heading has opened what stands at a posting's end.
    let mut closed = false;
    let first = (0..document.lines.len()).find(|&i| !document.line(i).trim().is_empty());
    for i in 0..document.lines.len() {
        let text = document.line(i);
        let depth = match document.kind(i) {
            LineKind::Heading(depth) => depth,
            _ => 9,
        };
        if is_heading(document, i) {
            // The first line is the title, and the company in it ("… Health", "… Benefits") opens nothing.
            let title = first == Some(i) && text.split_whitespace().count() > 3;
            let marked = matches!(document.kind(i), LineKind::Heading(_));
            let says = part_of(text).or_else(|| part_by_word(text).filter(|_| marked));
            match says.filter(|_| !title) {
                Some(part) => {
                    (current, level) = (part, depth);
                    closed |= matches!(part, Part::Benefits | Part::Legal | Part::Process | Part::NotNeeded);
                }
                // A heading that says nothing ends a part only where it stands no deeper ("Our values" under "About us").
                None if (depth <= level || current == Part::Unknown) && marked => {
                    (current, level) = (unnamed(document, i, &parts, closed), depth);
                }
                None => {}
            }
            parts.push(current);
            continue;
        }
        // `Nice to have: Kafka, Terraform` carries its heading in front; it speaks for its own line.
        let own = lead(text).and_then(part_of);
        let lower = text.to_lowercase();
        let legal = cues::posting("legal").find_all(&lower).len() >= 2 || text.trim_start().starts_with('©');
        let said = if legal { Some(Part::Legal) } else { desirable(document, i).or(own) };
        parts.push(said.unwrap_or(current));
    }
    parts
}

/// The part under a heading that says nothing known: what its lines speak of, else by its place. A list before what is
/// required is the work, one right after it a wish; anything else stays unknown.
fn unnamed(document: &Document, i: usize, parts: &[Part], closed: bool) -> Part {
    let below: Vec<usize> = (i + 1..document.lines.len()).take_while(|&k| !is_heading(document, k)).collect();
    let items = below.iter().filter(|&&k| document.is_bullet(k)).count();
    let opens_list = |k: usize| {
        let lower = document.line(k).to_lowercase();
        ["you will:", "you'll:", "you’ll:", "you would:", "you'd:", "you’d:", "your tasks:"]
            .iter()
            .any(|e| lower.ends_with(e))
    };
    if closed {
        return Part::Unknown;
    }
    if items < 2 && !below.iter().any(|&k| opens_list(k)) {
        // Under the title stands who is looking and what the place is; only further down does the voice tell.
        let first = !(0..i).any(|k| is_heading(document, k));
        let voice = Voice::of_lines(document, &below).part(SPOKEN);
        return voice.filter(|_| !first).unwrap_or(Part::Unknown);
    }
    if parts.contains(&Part::Required) { Part::Preferred } else { Part::Duties }
}

/// Whether line `i` is a heading of the posting: it looks like one, and says so or is marked as one.
pub fn is_heading(document: &Document, i: usize) -> bool {
    let text = document.line(i);
    // Pasted text has lost the space around its headings: one alone on a line still is one.
    let alone = document.kind(i) == LineKind::Text && names_part(text) && text.starts_with(char::is_uppercase);
    if alone {
        return true;
    }
    if !looks_like_heading(document, i) || text.contains("://") {
        return false;
    }
    if matches!(document.kind(i), LineKind::Heading(_)) {
        return true;
    }
    let words = text.split_whitespace().count();
    let short = words <= 6 || text.ends_with([':', '?']) || apart(document, i);
    part_of(text).is_some() && short && starts_like_heading(text)
}

/// Whether a line stands by itself, with space before and after it, and begins as headings do that are nearly sentences.
fn apart(document: &Document, i: usize) -> bool {
    const BEGIN: &[&str] =
        &["what", "who", "how", "why", "where", "your", "you", "our", "and", "if", "things", "a", "the"];
    let first = document.line(i).split_whitespace().next().unwrap_or_default().to_lowercase();
    let first = first.split(['\'', '’', ',']).next().unwrap_or_default();
    if !BEGIN.contains(&first) {
        return false;
    }
    let gap = |k: usize| document.lines.get(k).is_some_and(|l| l.gap_before);
    gap(i) && (gap(i + 1) || document.is_bullet(i + 1))
}

fn starts_like_heading(text: &str) -> bool {
    let first = text.chars().find(|c| c.is_alphabetic());
    first.is_some_and(char::is_uppercase) || text.ends_with(':')
}

/// The part of a row of a numbered specification, "E1 | …" for what is essential and "D1 | …" for what is desirable, where
/// the posting has both.
fn desirable(document: &Document, i: usize) -> Option<Part> {
    let letter = |k: usize| {
        let (first, _) = document.line(k).split_once(['|', '\t'])?;
        let mut chars = first.trim().chars();
        let letter = chars.next().filter(|c| matches!(c, 'E' | 'D'))?;
        let number = chars.as_str();
        (matches!(number.len(), 1 | 2) && number.bytes().all(|b| b.is_ascii_digit())).then_some(letter)
    };
    let own = letter(i)?;
    let other = if own == 'E' { 'D' } else { 'E' };
    let both = (0..document.lines.len()).any(|k| letter(k) == Some(other));
    both.then_some(if own == 'E' { Part::Required } else { Part::Preferred })
}

/// What stands before the colon of a line such as `Nice to have: Kafka`, in at most five words.
fn lead(text: &str) -> Option<&str> {
    let (lead, rest) = text.split_once(':')?;
    (!rest.trim().is_empty() && lead.split_whitespace().count() <= 5).then_some(lead)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Reader;

    const POSTING: &str = "\
# Platform Engineer

Four thousand vets take their bookings through us. Our support desk lives in Zendesk.

## WHAT YOU'D HAVE ON YOUR PLATE

Clusters. You'd look after three of them.

## A dark room and a tired person

You build the pairing flow. On Fridays you write up what got slower, and you own the release.

## Who we think would enjoy this

You've operated Kubernetes.

## Not needed, though we'd be glad

- Istio

## What nobody will ask of you

Jenkins went in March.

## Odds and ends

A pension.
";

    #[test]
    fn headings_in_words_of_their_own() {
        let document = Reader::default().read("jd.md", POSTING.as_bytes()).unwrap();
        let parts = assign(&document);
        let of = |words: &str| {
            let line = (0..document.lines.len()).find(|&i| document.line(i).contains(words));
            line.and_then(|i| parts.get(i)).copied()
        };
        assert_eq!(of("Zendesk"), Some(Part::Unknown));
        assert_eq!(of("look after three"), Some(Part::Duties));
        assert_eq!(of("pairing flow"), Some(Part::Duties));
        assert_eq!(of("Kubernetes"), Some(Part::Required));
        assert_eq!(of("Istio"), Some(Part::Preferred));
        assert_eq!(of("Jenkins"), Some(Part::NotNeeded));
        assert_eq!(of("pension"), Some(Part::Benefits));
    }
}
