//! Whether a sentence of a posting asks for the skills that it names, and how strongly.
//!
//! A cue reaches as far as its writer meant: "X is a plus" reaches back over its clause, "nice to have: X, Y" forward over
//! the sentence, "you won't need X" over what follows, "most of it in X, which you won't be asked to write" over the whole.

use std::ops::Range;

use super::denial::{denied, foreign, retired};
use crate::terms::Strength;
use crate::understand::cues;
use crate::understand::headings::Part;
use crate::vocabulary::guard::Mention;

/// Where a sentence stands.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// The part of its line.
    pub part: Part,
    /// Whether the posting has parts at all.
    pub structured: bool,
    /// Whether its line is an item of a list.
    pub bullet: bool,
    /// Whether its line speaks to the reader somewhere.
    pub addressed: bool,
    /// Whether its line begins with what the reader will do.
    pub acts: bool,
}

/// What a sentence asks for.
#[derive(Debug, Clone)]
pub struct Judged {
    /// How strongly the sentence as a whole asks.
    pub strength: Strength,
    /// For each mention: how strongly it is asked for, or not at all.
    pub mentions: Vec<Option<Strength>>,
}

/// Judges a sentence; `offset` is its place in the line, which the mentions count from. `None` where it asks for nothing.
pub fn judge(sentence: &str, offset: usize, mentions: &[Mention], reading: Reading) -> Option<Judged> {
    let lower = same_length_lower(sentence);
    let base = base_strength(&lower, reading)?;
    let places: Vec<Range<usize>> = mentions.iter().map(|m| m.start - offset..m.end - offset).collect();
    let denied = denied(&lower, &places);
    let foreign = foreign(&lower, &places);
    let retired = retired(&lower, &places);
    let softened = softened(&lower, &places);
    let hardened = base == Strength::Preferred && cues::posting("required").is_in(&lower) && !lower.contains("not ");
    let verdicts = places
        .iter()
        .zip(&denied)
        .zip(&softened)
        .map(|((place, denied), softened)| {
            let covered = |ranges: &[Range<usize>]| ranges.iter().any(|r| r.contains(&place.start));
            if *denied || covered(&foreign) || covered(&retired) {
                None
            } else if *softened {
                Some(Strength::Preferred)
            } else if hardened {
                Some(Strength::Required)
            } else {
                Some(base)
            }
        })
        .collect::<Vec<_>>();
    let all_soft = !softened.is_empty() && softened.iter().all(|s| *s);
    Some(Judged {
        strength: if all_soft || (places.is_empty() && is_soft(&lower)) { Strength::Preferred } else { base },
        mentions: verdicts,
    })
}

/// The starts of sentences that a later one takes back: "… runs on Java. You will not need it here."
pub fn taken_back(line: &str, sentences: &[Range<usize>]) -> Vec<usize> {
    let mut out = Vec::new();
    for (i, sentence) in sentences.iter().enumerate().skip(1) {
        let lower = line.get(sentence.clone()).unwrap_or_default().to_lowercase();
        let takes = cues::posting("not-asked").find_all(&lower).iter().any(|cue| {
            let rest = lower.get(cue.end..).unwrap_or_default().trim_start();
            ["it", "them", "that", "this", "those", "any", "either", "one"]
                .iter()
                .any(|p| rest.strip_prefix(p).is_some_and(|r| !r.starts_with(char::is_alphanumeric)))
        });
        let begin = lower.trim_start();
        let all = ["none of these", "none of those", "none of them", "none of that", "none of this", "none of it"];
        if all.iter().any(|b| begin.starts_with(b))
            && ["yours", "your job", "for you"].iter().any(|w| lower.contains(w))
        {
            out.extend(sentences.iter().take(i).map(|s| s.start));
        } else if takes {
            // The sentence right before, and the one before that where the sentence between goes on about the same.
            out.extend(sentences.get(i - 1).map(|s| s.start));
        }
    }
    out
}

/// Lower case with the same byte length, so that places carry over; the few letters whose length changes are kept.
pub(crate) fn same_length_lower(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                _ => c,
            }
        })
        .collect()
}

/// How strongly a sentence asks by where it stands, before its own cues. `None` where it asks for nothing.
fn base_strength(lower: &str, reading: Reading) -> Option<Strength> {
    if cues::posting("legal").is_in(lower) && !reading.bullet || cues::posting("legal").find_all(lower).len() >= 2 {
        return None;
    }
    let benefit = cues::posting("benefit").is_in(lower);
    let addressed = addressed(lower);
    match reading.part {
        Part::Required => (!benefit || reading.bullet).then_some(Strength::Required),
        Part::Preferred => Some(Strength::Preferred),
        Part::Stack => Some(Strength::Duty),
        Part::Duties => {
            let company = !reading.bullet && !addressed && describes_company(lower);
            ((!benefit || reading.bullet) && !company).then_some(Strength::Duty)
        }
        // About the company and the team: only what it says that the reader will do or needs.
        Part::About | Part::Team => (!benefit && needs(lower)).then_some(Strength::Required),
        Part::Unknown if reading.structured => {
            let asks = needs(lower)
                || (addressed && acts(lower))
                || (reading.acts && !describes_company(lower))
                || (reading.bullet && cues::posting("ask").is_in(lower));
            (!benefit && asks).then_some(Strength::Duty)
        }
        Part::Unknown => {
            let asks = reading.bullet || cues::posting("ask").is_in(lower) || addressed || reading.addressed;
            let company = !reading.bullet && !addressed && describes_company(lower);
            (!benefit && asks && !company)
                .then(|| if acts(lower) && !needs(lower) { Strength::Duty } else { Strength::Required })
        }
        Part::NotNeeded | Part::Process | Part::Benefits | Part::Legal => None,
    }
}

fn has_word(lower: &str, words: &[&str]) -> bool {
    lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).any(|w| words.contains(&w))
}

/// What the first sentence of a paragraph says of all that follow in it, where it names nothing itself: "We would be glad
/// of some things that we do not insist on." "A few things that you will not need."
pub fn lead(sentence: &str) -> Option<Part> {
    let lower = same_length_lower(sentence);
    if cues::posting("preferred-before").is_in(&lower) {
        Some(Part::Preferred)
    } else if cues::posting("not-asked").is_in(&lower) {
        Some(Part::NotNeeded)
    } else {
        None
    }
}

/// Whether the reader is spoken to.
pub fn addressed(lower: &str) -> bool {
    has_word(
        lower,
        &[
            "you", "you'll", "you’ll", "you'd", "you’d", "your", "yours", "you're", "you’re", "you've", "you’ve", "du",
            "sie", "dein", "deine", "ihr", "vous", "votre", "tu", "tus", "usted",
        ],
    )
}

/// Whether the reader will do something.
pub fn acts(lower: &str) -> bool {
    [
        "you will",
        "you'll",
        "you’ll",
        "you would",
        "you'd",
        "you’d",
        "you are going to",
        "you will join",
        "you would join",
        "responsible for",
        "your job",
        "your tasks",
        "wirst du",
        "werden sie",
    ]
    .iter()
    .any(|p| lower.contains(p))
}

/// Whether something is expressly needed.
fn needs(lower: &str) -> bool {
    const NEEDS: &[&str] = &[
        "experience with",
        "experience in",
        "experience of",
        "years of",
        "must have",
        "you have ",
        "you should have",
        "knowledge of",
        "proficien",
        "familiar",
        "expertise in",
        "looking for someone",
        "looking for somebody",
        "we need someone",
        "you know ",
        "you write",
        "background in",
        "skilled in",
        "required",
        "erfahrung mit",
        "expérience en",
        "experiencia en",
    ];
    NEEDS.iter().any(|p| lower.contains(p)) && !cues::posting("not-asked").is_in(lower)
}

/// Whether a sentence speaks of the company and not of the work.
fn describes_company(lower: &str) -> bool {
    const COMPANY: &[&str] = &[
        "our customers",
        "our clients",
        "our users",
        "our company",
        "our product ",
        "our products",
        "our mission",
        "our investors",
        "founded",
        "we are a ",
        "we're a ",
        "we have been",
        "headquartered",
        "employees",
        "countries",
        "million",
        "billion",
        "market leader",
        "leading provider",
        "our story",
        "our finance",
        "our marketing",
    ];
    COMPANY.iter().any(|p| lower.contains(p))
}

fn is_soft(lower: &str) -> bool {
    cues::posting("preferred-after").is_in(lower) || cues::posting("preferred-before").is_in(lower)
}

/// For each mention: whether a cue makes it a plus.
fn softened(lower: &str, places: &[Range<usize>]) -> Vec<bool> {
    let before = cues::posting("preferred-before").find(lower);
    let after = cues::posting("preferred-after").find_all(lower);
    let mut out = vec![false; places.len()];
    for (slot, place) in out.iter_mut().zip(places) {
        if before.as_ref().is_some_and(|cue| place.start >= cue.end) {
            *slot = true;
        }
    }
    for cue in after {
        // "It would be a plus to have met X": nothing is named before it, so it speaks of what follows.
        if !places.iter().any(|p| p.end <= cue.start) {
            for (slot, place) in out.iter_mut().zip(places) {
                *slot |= place.start >= cue.end;
            }
            continue;
        }
        // Back to the last full stop, semicolon or dash; and where a list of its own stands before a last comma that is
        // followed by one name only ("Python and Go, Rust is a plus"), only that name.
        let head = lower.get(..cue.start).unwrap_or_default();
        let opening = head.rfind('(').filter(|&o| !head.get(o..).is_some_and(|t| t.contains(')')));
        let mut from = head.rfind([';', '—', '–']).map_or(0, |i| i + 1).max(opening.map_or(0, |o| o + 1));
        // In parentheses with nothing named: the cue speaks of the name right before them.
        if let Some(open) = opening
            && !places.iter().any(|p| p.start > open && p.end <= cue.start)
        {
            from = places.iter().rev().find(|p| p.end <= open).map_or(open, |p| p.start);
        } else if let Some(comma) = head.rfind(',') {
            let named_after = places.iter().filter(|p| p.start > comma && p.end <= cue.start).count();
            let named_before = places.iter().filter(|p| p.end <= comma && p.start >= from).count();
            let joined = head.get(comma..).is_some_and(|t| {
                t.trim_start_matches(',').trim_start().starts_with("or ")
                    || t.trim_start_matches(',').trim_start().starts_with("and ")
            });
            // "Spark, Databricks or similar is welcome": the comma is one of an enumeration's.
            let enumerates =
                places.iter().any(|p| p.end == comma) && head.get(comma..).is_some_and(|t| t.contains(" or "));
            let asks_before = lower.get(from..comma).is_some_and(|t| cues::posting("ask").is_in(t));
            if named_after >= 1 && named_before >= 1 && !joined && !enumerates && (asks_before || named_after == 1) {
                from = comma;
            }
        }
        for (slot, place) in out.iter_mut().zip(places) {
            if place.start >= from && place.end <= cue.start {
                *slot = true;
            }
        }
    }
    out
}

/// The classes of interview that a line about the interview names.
pub fn interview_hints(line: &str) -> Vec<&'static str> {
    let lower = line.to_lowercase();
    ["interview-design", "interview-coding", "interview-behavioral", "interview-case"]
        .into_iter()
        .filter(|c| cues::posting(c).is_in(&lower))
        .collect()
}
