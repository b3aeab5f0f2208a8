//! Years of experience that a posting asks for: "four years", "3-5 years", "5+ years", "at least two of them in Go".

use std::ops::Range;

use super::patterns::{Pattern, ascii, marked};

/// A number of years that a sentence asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// The lower one of a range.
    pub years: f64,
    /// Where it stands in the sentence.
    pub at: Range<usize>,
    /// A part of a number named before ("two of them in Go").
    pub part: bool,
}

/// Words for numbers, in order.
const NUMBERS: &[(&str, f64)] = &[
    ("cinco", 5.0),
    ("cinq", 5.0),
    ("cuatro", 4.0),
    ("deux", 2.0),
    ("dos", 2.0),
    ("drei", 3.0),
    ("eight", 8.0),
    ("fifteen", 15.0),
    ("five", 5.0),
    ("four", 4.0),
    ("fünf", 5.0),
    ("nine", 9.0),
    ("one", 1.0),
    ("quatre", 4.0),
    ("sechs", 6.0),
    ("seven", 7.0),
    ("six", 6.0),
    ("ten", 10.0),
    ("three", 3.0),
    ("tres", 3.0),
    ("trois", 3.0),
    ("twelve", 12.0),
    ("two", 2.0),
    ("vier", 4.0),
    ("zwei", 2.0),
];

/// A number of years.
static YEARS: Pattern = Pattern::new(|| {
    ascii(&format!(
        r"(?P<n>{NUMBER})\s*(?:\([a-z0-9\x01]+\)\s*)?\+?\s*(?:(?:-\x0f*|to|or|bis|a|\x0e+)\s*{NUMBER}\s*\+?\s*)?(?:or more |plus |full |solid |good |\+ )?(?:years?|yrs?|jahren?|ans|ann\x0e+es|a\x0e+os)\b"
    ))
});
/// "two of them".
static PART: Pattern =
    Pattern::new(|| ascii(&format!(r"(?P<n>{NUMBER})\s+(?:or more )?of (?:them|those|these|which)\b")));
/// A number in digits, or one of [`NUMBERS`] in a copy in which they are marked.
const NUMBER: &str = r"(?:\b\d{1,2}(?:[.,]\d)?|\x01+)";

fn value(text: &str) -> Option<f64> {
    NUMBERS.iter().find(|n| n.0 == text).map(|n| n.1).or_else(|| text.replace(',', ".").parse().ok())
}

/// The numbers of years in a sentence in lower case that are about experience.
pub fn asked(lower: &str) -> Vec<Asked> {
    if !["year", "yr", "jahr", " ans", "année", "años"].iter().any(|w| lower.contains(w)) {
        return Vec::new();
    }
    let words: Vec<&str> = NUMBERS.iter().map(|n| n.0).collect();
    let marked = marked(lower, &[(1, &words)]);
    let number = |m: regex::Match<'_>| lower.get(m.range()).and_then(value);
    let mut out = Vec::new();
    for found in YEARS.captures_iter(&marked) {
        let Some(all) = found.get(0) else { continue };
        let before = lower.get(..all.start()).unwrap_or_default().trim_end();
        let after = lower.get(all.end()..).unwrap_or_default().trim_start();
        // "of the 3 years", "every two years", "for 20 years we …", "in the last 5 years", "18 years old", "3 years ago".
        const NOT_BEFORE: &[&str] = &[
            "of the",
            "every",
            "last",
            "past",
            "next",
            "previous",
            "each",
            "within",
            "for over",
            "for more than",
            "age of",
            "first",
        ];
        const NOT_AFTER: &[&str] = &["old", "ago", "in business", "running", "in a row", "later", "after", "warranty"];
        if NOT_BEFORE.iter().any(|w| before.ends_with(w)) || NOT_AFTER.iter().any(|w| after.starts_with(w)) {
            continue;
        }
        if let Some(years) = found.name("n").and_then(number).filter(|y| *y <= 25.0) {
            out.push(Asked { years, at: all.range(), part: false });
        }
    }
    let part = ["of them", "of those", "of these", "of which"].iter().any(|w| lower.contains(w));
    for found in part.then(|| PART.captures_iter(&marked)).into_iter().flatten() {
        if let (Some(all), Some(years)) = (found.get(0), found.name("n").and_then(number)) {
            out.push(Asked { years, at: all.range(), part: true });
        }
    }
    out.sort_by_key(|a| a.at.start);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_in_order() {
        assert!(NUMBERS.is_sorted_by_key(|n| n.0));
    }

    fn numbers(lower: &str) -> Vec<(f64, bool)> {
        asked(lower).into_iter().map(|a| (a.years, a.part)).collect()
    }

    #[test]
    fn forms_that_postings_use() {
        assert_eq!(numbers("4+ years in sre"), [(4.0, false)]);
        assert_eq!(numbers("three years or more of professional frontend work"), [(3.0, false)]);
        assert_eq!(numbers("3-5 years of experience"), [(3.0, false)]);
        assert_eq!(numbers("0 to 1 years of professional experience"), [(0.0, false)]);
        assert_eq!(numbers("at least four years, at least two of them in go"), [(4.0, false), (2.0, true)]);
        assert_eq!(numbers("3 years of experience (a phd counts for 2 of the 3 years)"), [(3.0, false)]);
        assert_eq!(numbers("mindestens fünf jahre erfahrung"), [(5.0, false)]);
        assert_eq!(numbers("5 (five) or more years"), [(5.0, false)]);
    }

    #[test]
    fn years_that_are_no_experience() {
        assert!(numbers("every two years").is_empty());
        assert!(numbers("in the last 5 years we grew").is_empty());
        assert!(numbers("eleven years running").is_empty());
    }
}
