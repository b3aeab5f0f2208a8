//! Whether a word that is also a plain word is meant as a skill: Go, R, Spring, React, Excel, Chef …
//!
//! A guarded spelling counts only in its own letter case. One that is a plain word also needs a neighbour that makes it a
//! skill: another skill in the same enumeration, a word from its `near:` list, a cue such as "experience with", a version
//! after it, or a place in a list of skills. A phrase from its `not:` list rules it out whatever else stands there.

use super::matcher::{Hit, Scan};
use super::source::Guard;
use super::tokens::{Gap, Token, key};
use super::{Skill, SkillIx, Vocabulary};

/// Where a text stands, as far as it matters for what its words mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// A list of skills, where names stand without a sentence around them.
    pub list: bool,
    /// An item of a list of requirements, which often begins with the name of a skill.
    pub item: bool,
}

/// A skill that a text names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The skill.
    pub skill: SkillIx,
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// First token of the scan.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
    /// A discipline, trade or credential: known, and no skill itself.
    pub field: bool,
}

/// Words between a plain word and the word that makes it a skill, at most.
const NEAR: usize = 14;

/// Words after which a capitalised name is a tool or language.
const CUES_BEFORE: &[&str] = &[
    "with",
    "using",
    "in",
    "of",
    "via",
    "on",
    "like",
    "including",
    "strong",
    "solid",
    "fluent",
    "know",
    "knowing",
    "write",
    "writing",
    "written",
    "our",
    "modern",
    "production",
    "experience",
    "knowledge",
    "or",
    "and",
    "either",
    "some",
    "use",
];

/// Words before which a capitalised name is a tool or language.
const CUES_AFTER: &[&str] = &[
    "developer",
    "developers",
    "engineer",
    "engineers",
    "programming",
    "language",
    "code",
    "codebase",
    "framework",
    "services",
    "service",
    "microservices",
    "apps",
    "app",
    "application",
    "applications",
    "programmer",
    "backend",
    "library",
    "sdk",
    "api",
    "ecosystem",
    "stack",
    "development",
];

impl Scan<'_> {
    /// The skills that the text names, by place.
    pub fn mentions(&self, vocabulary: &Vocabulary, place: Place) -> Vec<Mention> {
        let mut sure = vec![None; self.hits.len()];
        for (slot, hit) in sure.iter_mut().zip(&self.hits) {
            *slot = vocabulary.get(hit.skill).and_then(|skill| match skill.guard() {
                _ if self.ruled_out(&skill, hit) => Some(false),
                // A plain phrase that is a skill only beside certain words, in any letter case.
                Guard::None => Some(
                    skill.near().is_empty()
                        || place.list
                        || self.is_long(hit)
                        || (place.item && hit.first == 0)
                        || self.near(&skill, hit, place),
                ),
                // Several words are a name by themselves, in any letter case.
                _ if self.is_long(hit) => Some(true),
                Guard::Case => Some(self.in_own_case(&skill, hit) || (place.list && self.all_lower_list())),
                Guard::Plain if self.is_no_word(&skill, hit) => Some(true),
                Guard::Plain if self.in_own_case(&skill, hit) => self.near(&skill, hit, place).then_some(true),
                Guard::Plain => (!(place.list && self.all_lower_list())).then_some(false),
            });
        }
        // Two rounds, so that an enumeration of plain words next to one sure skill is understood from that end.
        for _ in 0..2 {
            let known = sure.clone();
            for (i, slot) in sure.iter_mut().enumerate().filter(|(_, s)| s.is_none()) {
                let beside =
                    self.neighbours(i).into_iter().flatten().any(|n| known.get(n).copied().flatten() == Some(true));
                if beside {
                    *slot = Some(true);
                }
            }
        }
        let kept = sure
            .iter()
            .zip(&self.hits)
            .filter(|(sure, hit)| sure.unwrap_or_else(|| self.in_company(hit, place)) && !self.is_initial(hit));
        kept.map(|(_, hit)| {
            let span = self.span(hit);
            let field = vocabulary.get(hit.skill).is_some_and(|s| s.kind() == "field");
            Mention { skill: hit.skill, start: span.start, end: span.end, first: hit.first, last: hit.end, field }
        })
        .collect()
    }

    /// The R of "R. Oduya": a letter before a full stop and a name.
    pub(super) fn is_initial(&self, hit: &Hit) -> bool {
        let span = self.span(hit);
        let rest = self.text.get(span.end..).unwrap_or_default();
        let name_after = rest
            .strip_prefix(". ")
            .or_else(|| rest.strip_prefix(".\u{a0}"))
            .is_some_and(|r| r.starts_with(char::is_uppercase));
        let before = self.text.get(..span.start).unwrap_or_default().trim_end();
        // A sentence that ends in the language's name has more before it than a comma or another initial.
        // "R(D*)" is a formula.
        if span.len() == 1 && rest.starts_with('(') {
            return true;
        }
        let listed = before.is_empty() || before.ends_with([',', '.', ';', '(']) || before.ends_with("and");
        span.len() == 1 && name_after && listed
    }

    /// Whether a phrase of the `not:` list covers the hit. A phrase of two words that has the word in lower case ("swift
    /// and") speaks of the plain word alone, and not of the name in the middle of a sentence ("Swift and SwiftUI").
    pub(super) fn ruled_out(&self, skill: &Skill<'_>, hit: &Hit) -> bool {
        let begins = hit.first == 0 || self.tokens.get(hit.first).is_some_and(|t| t.gap == Gap::Break);
        let name = self.surface(hit).starts_with(char::is_uppercase) && !begins;
        skill.not().iter().any(|phrase| {
            let words: Vec<String> = key(phrase).split(' ').map(str::to_owned).collect();
            if name && words.len() == 2 && !phrase.chars().any(char::is_uppercase) {
                return false;
            }
            let from = hit.first.saturating_sub(words.len());
            (from..hit.end).any(|at| {
                let there = self.tokens.get(at..at + words.len());
                at + words.len() > hit.first && there.is_some_and(|t| t.iter().map(|t| &t.lower).eq(words.iter()))
            })
        })
    }

    /// Whether the spelling has at least two words, symbols aside.
    fn is_long(&self, hit: &Hit) -> bool {
        let words = self.tokens.get(hit.first..hit.end).unwrap_or_default();
        words.iter().filter(|t| t.lower.chars().filter(|c| c.is_alphabetic()).count() >= 2).count() >= 2
    }

    /// Whether the spelling is another one than the plain word, and no plain word itself: golang, PySpark, ES2022.
    fn is_no_word(&self, skill: &Skill<'_>, hit: &Hit) -> bool {
        let surface = self.surface(hit);
        let odd = surface.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit());
        let other = !surface.eq_ignore_ascii_case(skill.name());
        let written = skill.aliases().iter().any(|a| a.eq_ignore_ascii_case(surface));
        let joined = surface.len() >= 6 && surface.to_lowercase().contains(&skill.name().to_lowercase());
        other && written && (odd && !surface.chars().all(|c| c.is_uppercase()) || joined)
    }

    /// Whether the words stand in the letter case of the name or an alias (a plural `s` aside).
    pub(super) fn in_own_case(&self, skill: &Skill<'_>, hit: &Hit) -> bool {
        let plain = |s: &str| s.replace(['-', ' ', '\u{2011}'], "");
        let surface = plain(self.surface(hit).trim_end_matches("'s").trim_end_matches("’s"));
        std::iter::once(skill.name()).chain(skill.aliases().iter().copied()).any(|name| {
            let name = plain(name);
            surface == name
                || surface.strip_suffix('s') == Some(&name)
                || surface.trim_end_matches(|c: char| c.is_ascii_digit()) == name
        })
    }

    fn near(&self, skill: &Skill<'_>, hit: &Hit, place: Place) -> bool {
        skill.near().iter().any(|word| {
            let words: Vec<String> = key(word).split(' ').map(str::to_owned).collect();
            let found = |at: usize| {
                self.tokens.get(at..at + words.len()).is_some_and(|there| {
                    there.iter().zip(&words).all(|(t, w)| t.lower == *w || super::tokens::singular(&t.lower) == Some(w))
                })
            };
            // In the same sentence, and not far away. An item is cut into pieces that speak of the same thing.
            let apart = |s: &std::ops::Range<usize>| {
                place.item && self.text.get(..s.start).is_some_and(|b| b.trim_end().ends_with(';'))
            };
            let sentence = crate::understand::sentences::sentences(self.text)
                .into_iter()
                .find(|s| s.contains(&self.span(hit).start) && !apart(s));
            let inside =
                |at: usize| self.tokens.get(at).is_some_and(|t| sentence.as_ref().is_none_or(|s| s.contains(&t.start)));
            let from = hit.first.saturating_sub(NEAR);
            (from..self.tokens.len().min(hit.end + NEAR))
                .any(|at| (at + words.len() <= hit.first || at >= hit.end) && inside(at) && found(at))
        })
    }

    /// A list in which nothing is written with a capital: there, case says nothing.
    fn all_lower_list(&self) -> bool {
        !self.text.chars().any(char::is_uppercase)
    }

    /// The hits before and after hit `i` in the same enumeration.
    fn neighbours(&self, i: usize) -> [Option<usize>; 2] {
        let Some(hit) = self.hits.get(i) else { return [None, None] };
        let before = (0..i).rev().find(|&j| self.hits.get(j).is_some_and(|h| h.end <= hit.first));
        let after = (i + 1..self.hits.len()).find(|&j| self.hits.get(j).is_some_and(|h| h.first >= hit.end));
        let joined = |a: Option<&Hit>, b: Option<&Hit>| match (a, b) {
            (Some(a), Some(b)) => self.enumerated(a.end, b.first),
            _ => false,
        };
        [
            before.filter(|&j| joined(self.hits.get(j), Some(hit))),
            after.filter(|&j| joined(Some(hit), self.hits.get(j))),
        ]
    }

    /// Whether only what separates the items of an enumeration stands between two tokens.
    pub fn enumerated(&self, end: usize, next: usize) -> bool {
        let between = self.tokens.get(end..next).unwrap_or_default();
        let word = |t: &Token| {
            matches!(
                t.lower.as_str(),
                "and" | "or" | "/" | "&" | "und" | "oder" | "et" | "ou" | "y" | "o" | "," | "with" | "und/oder"
            )
        };
        let version = |t: &Token| t.lower.chars().all(|c| c.is_ascii_digit() || c == '.') || t.lower == "+";
        if !between.iter().all(|t| word(t) || version(t)) {
            return false;
        }
        let start = end.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(0, |t| t.end);
        let stop = self.tokens.get(next).map_or(start, |t| t.start);
        let gap = self.text.get(start..stop).unwrap_or_default();
        !gap.contains([';', '!', '?', '\n', '—']) && !gap.contains(". ") && (!gap.trim().is_empty() || end == next)
    }

    /// For a plain word in its own case and without a sure neighbour: whether what stands around it makes it a skill.
    fn in_company(&self, hit: &Hit, place: Place) -> bool {
        if place.list {
            return true;
        }
        let token = |i: usize| self.tokens.get(i);
        let before =
            hit.first.checked_sub(1).and_then(token).filter(|_| token(hit.first).is_some_and(|t| t.gap != Gap::Break));
        let after =
            token(hit.end).filter(|t| t.gap != Gap::Break || self.text.get(self.span(hit).end..t.start) == Some(" ("));
        if after.is_some_and(|t| CUES_AFTER.contains(&t.lower.as_str())) {
            return true;
        }
        let version = |t: &Token| t.lower.len() <= 2 && t.lower.chars().all(|c| c.is_ascii_digit());
        if after.is_some_and(version) && !is_year(self.text, self.span(hit).end) {
            return true;
        }
        // "Spark, for the day on which …": an item that begins with its name.
        if place.item && hit.first == 0 && token(hit.end).is_none_or(|t| t.gap == Gap::Break) {
            return true;
        }
        let ends = after.is_none_or(|t| {
            matches!(t.lower.as_str(), "and" | "or" | "for" | "to" | "/" | "on" | "as" | "is" | "at" | "with")
        });
        let capital = self.surface(hit).starts_with(char::is_uppercase);
        capital && ends && before.is_some_and(|t| CUES_BEFORE.contains(&t.lower.as_str()))
    }
}

pub(super) fn is_year(text: &str, end: usize) -> bool {
    let digits: String =
        text.get(end..).unwrap_or_default().trim_start().chars().take_while(char::is_ascii_digit).collect();
    digits.len() == 4
}
