//! Phrases that say how a sentence is meant, from `data/cues`, by class.
//!
//! All phrases of a file are found in one walk over the words of a text: a table from first words to phrases costs next to
//! nothing to make, where one pattern a class cost a third of a whole run.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;
use std::sync::OnceLock;

const POSTING: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/cues/posting.txt"));
const RESUME: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/cues/resume.txt"));

/// The phrases of a file, by the letters that they begin with.
pub struct Phrases {
    classes: Vec<&'static str>,
    /// In order of the letters; of those with the same letters the longest first.
    by_start: Vec<(Start, usize, Cow<'static, str>)>,
}

/// What a text is looked up by: the first four bytes of its first word, or all of it and zeros.
type Start = [u8; 4];

/// A phrase found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The class it belongs to.
    pub class: &'static str,
    /// Where it stands.
    pub at: Range<usize>,
}

impl Phrases {
    /// Reads `class | phrase, phrase …` lines. `_` at the end of a phrase or word stands for any ending, `(a/b c)` for any one
    /// of its choices, and `..` for up to three words.
    pub fn parse(text: &'static str) -> Self {
        let mut classes: Vec<&'static str> = Vec::new();
        let mut by_start: Vec<(Start, usize, Cow<'static, str>)> = Vec::new();
        for (name, list) in text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('|')) {
            let name = name.trim();
            let class = classes.iter().position(|c| *c == name).unwrap_or_else(|| {
                classes.push(name);
                classes.len() - 1
            });
            for phrase in list.split(',').map(str::trim).filter(|p| !p.is_empty()) {
                for written in choices(phrase) {
                    by_start.push((start_of(&written), class, written));
                }
            }
        }
        // The longest first, so that "is not enough" is found and not "not enough".
        by_start.sort_by(|a, b| a.0.cmp(&b.0).then(b.2.len().cmp(&a.2.len())).then(a.2.cmp(&b.2)));
        Phrases { classes, by_start }
    }

    /// As [`Phrases::find`]. A sentence is asked for one class after the other: what was found in the last text of this
    /// thread is kept.
    fn found(&'static self, lower: &str) -> Rc<[Found]> {
        struct Last {
            of: &'static Phrases,
            text: String,
            found: Rc<[Found]>,
        }
        thread_local! {
            static LAST: RefCell<Vec<Last>> = const { RefCell::new(Vec::new()) };
        }
        LAST.with_borrow_mut(|kept| {
            if let Some(last) = kept.iter().find(|last| std::ptr::eq(last.of, self) && last.text == lower) {
                return Rc::clone(&last.found);
            }
            let found: Rc<[Found]> = self.find(lower).into();
            kept.retain(|last| !std::ptr::eq(last.of, self));
            kept.push(Last { of: self, text: lower.to_owned(), found: Rc::clone(&found) });
            found
        })
    }

    /// The phrases in a text in lower case, by place; of one class the longest at each.
    pub fn find(&self, lower: &str) -> Vec<Found> {
        let mut out: Vec<Found> = Vec::new();
        let mut before = ' ';
        for (at, c) in lower.char_indices() {
            let begins = c.is_alphanumeric() && !before.is_alphanumeric();
            before = c;
            if !begins {
                continue;
            }
            let Some(rest) = lower.get(at..) else { continue };
            let start = start_of(rest);
            let from = self.by_start.partition_point(|p| p.0 < start);
            let first = out.len();
            for (_, class, phrase) in self.by_start.iter().skip(from).take_while(|p| p.0 == start) {
                let Some(name) = self.classes.get(*class) else { continue };
                if out.get(first..).is_some_and(|here| here.iter().any(|f| f.class == *name)) {
                    continue;
                }
                if let Some(length) = stands(rest, phrase) {
                    out.push(Found { class: name, at: at..at + length });
                }
            }
        }
        out
    }
}

/// A phrase written out with each of its choices: `(no/not any) need` is "no need" and "not any need".
fn choices(phrase: &'static str) -> Vec<Cow<'static, str>> {
    if !phrase.contains('(') {
        return vec![Cow::Borrowed(phrase)];
    }
    let mut out = vec![String::new()];
    let mut rest = phrase;
    while let Some((before, (inner, after))) =
        rest.split_once('(').and_then(|(before, r)| Some((before, r.split_once(')')?)))
    {
        out = out.iter().flat_map(|w| inner.split('/').map(move |c| format!("{w}{before}{c}"))).collect();
        rest = after;
    }
    out.into_iter().map(|w| Cow::Owned(w + rest)).collect()
}

/// The first four bytes of the first word.
fn start_of(text: &str) -> Start {
    let mut start = Start::default();
    let word = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    for (slot, byte) in start.iter_mut().zip(text.bytes().take(word)) {
        *slot = byte;
    }
    start
}

/// How long the text that a phrase stands for is, where the text begins with it as whole words.
fn stands(text: &str, phrase: &str) -> Option<usize> {
    if let Some((head, tail)) = phrase.split_once(" .. ") {
        let mut at = stands(text, head)?;
        for _ in 0..=3 {
            let rest = text.get(at..)?.strip_prefix([' ', '\u{a0}'])?;
            at = text.len() - rest.len();
            if let Some(length) = stands(rest, tail) {
                return Some(at + length);
            }
            at += rest.find([' ', '\u{a0}', ',', '.', ';', ':', '(', ')'])?;
        }
        return None;
    }
    let mut rest = text;
    for c in phrase.chars() {
        rest = match c {
            '_' => rest.trim_start_matches(char::is_alphabetic),
            '\'' => rest.strip_prefix(['\'', '’'])?,
            ' ' => rest.strip_prefix([' ', '\u{a0}', '-'])?,
            _ => rest.strip_prefix(c)?,
        };
    }
    let ends = phrase.ends_with('_') || !rest.starts_with(char::is_alphanumeric);
    ends.then_some(text.len() - rest.len())
}

/// A class of phrases.
#[derive(Clone, Copy)]
pub struct Cue {
    phrases: &'static Phrases,
    class: &'static str,
}

impl Cue {
    /// Where the first phrase of the class stands in a text in lower case.
    pub fn find(&self, lower: &str) -> Option<Range<usize>> {
        self.find_all(lower).into_iter().next()
    }

    /// Where all of them stand, none inside another.
    pub fn find_all(&self, lower: &str) -> Vec<Range<usize>> {
        let mut out: Vec<Range<usize>> = Vec::new();
        for found in self.phrases.found(lower).iter().filter(|f| f.class == self.class) {
            if out.last().is_none_or(|last| found.at.start >= last.end) {
                out.push(found.at.clone());
            }
        }
        out
    }

    /// Whether one stands there.
    pub fn is_in(&self, lower: &str) -> bool {
        self.phrases.find(lower).iter().any(|f| f.class == self.class)
    }
}

/// The class of that name in `data/cues/posting.txt`.
pub fn posting(class: &'static str) -> Cue {
    static PARSED: OnceLock<Phrases> = OnceLock::new();
    Cue { phrases: PARSED.get_or_init(|| Phrases::parse(POSTING)), class }
}

/// The class of that name in `data/cues/resume.txt`.
pub fn resume(class: &'static str) -> Cue {
    static PARSED: OnceLock<Phrases> = OnceLock::new();
    Cue { phrases: PARSED.get_or_init(|| Phrases::parse(RESUME)), class }
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
        assert!(posting("preferred-after").is_in("souhaitée"));
    }

    #[test]
    fn what_may_end_in_any_way_begins_with_four_letters() {
        for phrases in [posting("ask").phrases, resume("negation").phrases] {
            for (start, _, phrase) in &phrases.by_start {
                let word = phrase.split([' ', '-']).next().unwrap_or_default();
                assert!(!word.contains('_') || start.iter().all(|b| *b != 0), "{phrase}");
            }
        }
    }

    #[test]
    fn gaps_and_choices() {
        let phrases = Phrases::parse("gone | leave .. behind, (gave/giving) up (on/)");
        let found = |text| phrases.find(text).into_iter().map(|f| f.at).collect::<Vec<_>>();
        assert!(found("you help us leave php behind").contains(&(12..28)));
        assert!(found("we gave up on perl").contains(&(3..13)));
        assert!(found("leave it to the people, far behind").is_empty());
    }

    #[test]
    fn the_longest_phrase_of_a_class_at_each_place() {
        let found = posting("not-asked").find_all("it is not enough, and you do not need it");
        assert_eq!(found.len(), 2);
        assert_eq!(&"it is not enough, and you do not need it"[found[0].clone()], "is not enough");
    }
}
