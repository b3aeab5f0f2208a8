//! Is it text? The measure by which a page's reading is trusted, and by which the second reader's wins.
//!
//! The score is the share of characters that can be read times the share of words that look like words. A word looks like
//! one when its letters are mostly one case after the first and, in Latin script, have a vowel; letters that fonts map at
//! random don't.

use super::chars::UNKNOWN;
use crate::read::draft::Draft;

/// The score from which a reading is used without another look.
pub(super) const GOOD: f64 = 0.75;
/// By how much the second reader has to be better: it knows nothing of columns.
pub(super) const MARGIN: f64 = 0.05;
/// Below it the text is of no use.
const GARBLED: f64 = 0.5;
/// Words below which nothing can be said about the text.
const FEW_WORDS: usize = 12;

/// How good a draft is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quality {
    /// 0..=1.
    pub(super) score: f64,
    /// Characters other than blanks.
    pub(super) said: usize,
    words: usize,
    unreadable: f64,
}

impl Quality {
    /// Good enough not to ask another reader.
    pub(super) fn is_good(&self) -> bool {
        self.said > 0 && self.score >= GOOD
    }

    /// Too bad to be used. A few words may be anything.
    pub(super) fn is_garbled(&self) -> bool {
        (self.words >= FEW_WORDS && self.score < GARBLED) || self.unreadable > 0.5
    }

    /// For the person.
    pub(super) fn detail(&self) -> String {
        if self.unreadable > 0.3 {
            format!("{:.0} % of its characters have no meaning in its fonts", 100.0 * self.unreadable)
        } else {
            format!("{:.0} % of its words look like words", 100.0 * self.score)
        }
    }
}

/// Of this module's own reading.
pub(super) fn of_draft(draft: &Draft) -> Quality {
    let mut tally = Tally::default();
    draft.lines.iter().for_each(|line| tally.add(&line.text));
    Quality {
        score: tally.score() * (1.0 - draft.unreadable),
        said: tally.said,
        words: tally.words,
        unreadable: draft.unreadable,
    }
}

/// Of plain text. 0 where there is none.
pub(super) fn of_pages(pages: &[String]) -> f64 {
    let mut tally = Tally::default();
    pages.iter().for_each(|page| tally.add(page));
    if tally.said == 0 { 0.0 } else { tally.score() }
}

#[derive(Default)]
struct Tally {
    said: usize,
    bad: usize,
    words: usize,
    like_words: usize,
}

impl Tally {
    fn add(&mut self, text: &str) {
        for word in text.split_whitespace() {
            self.said += word.chars().count();
            self.bad += word.chars().filter(|&c| c == UNKNOWN || c == '\0' || c.is_control()).count();
            let word = word.trim_matches(|c: char| !c.is_alphabetic());
            if word.chars().count() >= 3 && !word.contains(['/', '@', '.', '_']) {
                self.words += 1;
                self.like_words += usize::from(looks_like_word(word));
            }
        }
    }

    fn score(&self) -> f64 {
        if self.said == 0 {
            return 0.0;
        }
        let read = 1.0 - self.bad as f64 / self.said as f64;
        let like = if self.words == 0 { 1.0 } else { self.like_words as f64 / self.words as f64 };
        read * like
    }
}

fn looks_like_word(word: &str) -> bool {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let count = letters().count();
    if count * 10 < word.chars().count() * 7 || count > 40 {
        return false;
    }
    let latin = letters().all(|c| c < '\u{250}');
    if !latin {
        return true;
    }
    let upper = letters().filter(|c| c.is_uppercase()).count();
    // Abbreviations have no vowels and are in capitals.
    if upper == count {
        return count <= 5 || letters().any(is_vowel);
    }
    letters().any(is_vowel) && upper * 2 <= count + 1
}

fn is_vowel(c: char) -> bool {
    c >= '\u{c0}' || matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}
