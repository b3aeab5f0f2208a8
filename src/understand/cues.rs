//! Phrases that say how a sentence is meant, from `data/cues`, each class compiled to one pattern on first use.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;

const POSTING: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/cues/posting.txt"));
const RESUME: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/cues/resume.txt"));

/// A class of phrases.
pub struct Cue {
    pattern: Option<Regex>,
}

impl Cue {
    /// Where the first phrase of the class stands in a text in lower case.
    pub fn find(&self, lower: &str) -> Option<Range<usize>> {
        self.pattern.as_ref()?.find(lower).map(|m| m.range())
    }

    /// Where all of them stand.
    pub fn find_all(&self, lower: &str) -> Vec<Range<usize>> {
        self.pattern.iter().flat_map(|p| p.find_iter(lower)).map(|m| m.range()).collect()
    }

    /// Whether one stands there.
    pub fn is_in(&self, lower: &str) -> bool {
        self.pattern.as_ref().is_some_and(|p| p.is_match(lower))
    }
}

/// The class of that name in `data/cues/posting.txt`.
pub fn posting(name: &str) -> &'static Cue {
    static PARSED: OnceLock<HashMap<&'static str, Cue>> = OnceLock::new();
    class(PARSED.get_or_init(|| parse(POSTING)), name)
}

/// The class of that name in `data/cues/resume.txt`.
pub fn resume(name: &str) -> &'static Cue {
    static PARSED: OnceLock<HashMap<&'static str, Cue>> = OnceLock::new();
    class(PARSED.get_or_init(|| parse(RESUME)), name)
}

fn class(parsed: &'static HashMap<&'static str, Cue>, name: &str) -> &'static Cue {
    static NONE: Cue = Cue { pattern: None };
    parsed.get(name).unwrap_or(&NONE)
}

fn parse(text: &'static str) -> HashMap<&'static str, Cue> {
    let rows = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('|'));
    rows.map(|(name, list)| (name.trim(), Cue { pattern: pattern(list) })).collect()
}

/// One pattern for a list of phrases: whole words, an apostrophe of either kind, `_` for any ending.
fn pattern(list: &str) -> Option<Regex> {
    let mut phrases: Vec<String> = list
        .split(',')
        .map(str::trim)
        .filter(|p| !p.is_empty())
        .map(|phrase| {
            let escaped = regex::escape(phrase).replace('\'', "['’]");
            // `\b` is ASCII here: every phrase begins with a letter or digit, and a wrong boundary at an accent is harmless.
            match escaped.strip_suffix('_') {
                Some(stem) => format!(r"{stem}[[:alpha:]]*"),
                None => format!(r"{escaped}\b"),
            }
        })
        .collect();
    // The longest first, so that "is not enough" is found and not "not".
    phrases.sort_by_key(|p| std::cmp::Reverse(p.len()));
    Regex::new(&format!(r"\b(?:{})", phrases.join("|"))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_and_either_apostrophe() {
        assert!(posting("not-asked").is_in("selenium on its own isn’t enough for this role"));
        assert!(posting("preferred-after").is_in("docker is a plus"));
        assert!(!posting("required").is_in("the mustard team"));
        assert!(posting("legal").is_in("we do not discriminate on the basis of"));
    }
}
