//! Patterns over text in lower case.
//!
//! Compiling a pattern costs more than a document of two pages takes to search with it, and what costs most is what a pattern
//! spells out: long alternations of words, and classes of any character, which become automata over UTF-8. So patterns don't
//! run over a text but over its [`marked`] copy, in which words of a list are a mark each and every byte is ASCII.

use std::sync::LazyLock;

use regex::{Captures, Match, Regex, RegexBuilder};

/// Compiles a pattern for a [`marked`] copy: without Unicode, which makes it compile in a fraction of the time. `None` where
/// the pattern is wrong, which the tests of its users would show.
pub(crate) fn ascii(pattern: &str) -> Option<Regex> {
    RegexBuilder::new(pattern).unicode(false).build().ok()
}

/// A pattern that is compiled when it is first asked, so that one of which a cheaper test says that it can't match costs
/// nothing.
pub(crate) struct Pattern(LazyLock<Option<Regex>>);

impl Pattern {
    /// A pattern that [`ascii`] compiles, from its text.
    pub(crate) const fn new(compiled: fn() -> Option<Regex>) -> Self {
        Pattern(LazyLock::new(compiled))
    }

    pub(crate) fn is_match(&self, marked: &str) -> bool {
        self.0.as_ref().is_some_and(|p| p.is_match(marked))
    }

    pub(crate) fn find<'t>(&self, marked: &'t str) -> Option<Match<'t>> {
        self.0.as_ref()?.find(marked)
    }

    pub(crate) fn find_iter<'t>(&self, marked: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.0.iter().flat_map(move |p| p.find_iter(marked))
    }

    pub(crate) fn captures_iter<'t>(&self, marked: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.0.iter().flat_map(move |p| p.captures_iter(marked))
    }

    /// Whether it compiles.
    #[cfg(test)]
    pub(crate) fn compiles(&self) -> bool {
        self.0.is_some()
    }
}

/// Any character of a marked copy but a full stop or a semicolon, over and over: the rest of a sentence.
pub(crate) const REST: &str = r"[\x00-\x2d\x2f-\x3a\x3c-\x7f]*";

/// A letter beyond ASCII, in a marked copy.
const LETTER: u8 = 0x0e;
/// Whatever else is beyond ASCII, in a marked copy; it also fills up what a dash or an apostrophe needed.
const OTHER: u8 = 0x0f;

/// Words, in order, and the byte that marks each of their letters: one of 1 to 8.
pub(crate) type Words<'a> = (u8, &'a [&'a str]);

/// A copy of a text in lower case, of the same length, so that places carry over, and all in ASCII. A word of a list is
/// `\x01\x01…`, of its length; it is a whole word, and `\b` sees none in it. In other words letters beyond ASCII are `\x0e`;
/// apostrophes and dashes are `'` and `-`, filled up with `\x0f`, which also stands for every other character.
pub(crate) fn marked(lower: &str, lists: &[Words<'_>]) -> String {
    let mut out = String::with_capacity(lower.len());
    let fill = |byte: u8, bytes: usize, out: &mut String| (0..bytes).for_each(|_| out.push(char::from(byte)));
    let mut rest = lower;
    while let Some(first) = rest.chars().next() {
        let word = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (head, tail) = rest.split_at_checked(word.max(first.len_utf8())).unwrap_or((rest, ""));
        rest = tail;
        if word == 0 {
            match first {
                '\u{1}'..='\u{f}' if !first.is_whitespace() => out.push(' '),
                c if c.is_ascii() => out.push(c),
                '’' | '‘' | '–' | '—' | '−' | '‐' | '‑' | '→' => {
                    out.push(if matches!(first, '’' | '‘') { '\'' } else { '-' });
                    fill(OTHER, first.len_utf8() - 1, &mut out);
                }
                c if c.is_whitespace() => fill(b' ', c.len_utf8(), &mut out),
                c => fill(OTHER, c.len_utf8(), &mut out),
            }
        } else if let Some((mark, _)) = lists.iter().find(|(_, words)| words.binary_search(&head).is_ok()) {
            fill(*mark, head.len(), &mut out);
        } else {
            for c in head.chars() {
                if c.is_ascii() { out.push(c) } else { fill(LETTER, c.len_utf8(), &mut out) }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_copy_has_the_length_of_its_text() {
        let months: Words<'_> = (1, &["mai", "märz"]);
        assert_eq!(marked("märz – mai ’20", &[months]), "\x01\x01\x01\x01\x01 -\x0f\x0f \x01\x01\x01 '\x0f\x0f20");
        assert_eq!(marked("maison, años €", &[months]), "maison, a\x0e\x0eos \x0f\x0f\x0f");
        assert_eq!(marked("a\x01\tb\u{a0}c", &[]), "a \tb  c");
        for text in ["", "İstanbul ﬁ 日本 e\u{301}", "\u{2028}…"] {
            assert_eq!(marked(text, &[months]).len(), text.len());
        }
    }

    #[test]
    fn the_rest_of_a_sentence() {
        let rest = ascii(&format!("^{REST}")).unwrap();
        assert_eq!(rest.find("on java, too; no").map(|m| m.as_str()), Some("on java, too"));
    }
}
