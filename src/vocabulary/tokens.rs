//! Words as the skill matcher sees them. The same code makes the keys of the vocabulary when the program is built and
//! reads documents when it runs, so the two can't drift apart.
//!
//! `\b` breaks on C++, C#, .NET and Node.js; here `+`, `#`, `.`, `/` and `&` are words of their own where they touch one.

use rust_stemmers::{Algorithm, Stemmer};

/// One word or symbol of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: usize,
    /// One past the last byte in the text (a possessive `'s` included).
    pub end: usize,
    /// Lower case, without a possessive `'s`.
    pub lower: String,
    /// What stands between the token before and this one.
    pub gap: Gap,
}

/// What stands between two tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: the two touch.
    None,
    /// Blanks or hyphens: the two can belong to one name.
    Space,
    /// Punctuation: no name goes across it.
    Break,
}

/// Splits `text` into tokens.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 6 + 1);
    let mut gap = Gap::Break;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_alphanumeric() {
            let mut end = start + c.len_utf8();
            while let Some(&(at, next)) = chars.peek() {
                let inner_apostrophe =
                    is_apostrophe(next) && text[at + next.len_utf8()..].starts_with(char::is_alphabetic);
                if !next.is_alphanumeric() && !is_combining(next) && !inner_apostrophe {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
            tokens.push(Token { start, end, lower: lower(&text[start..end]), gap });
            gap = Gap::None;
            continue;
        }
        let end = start + c.len_utf8();
        let touches = gap == Gap::None && !tokens.is_empty();
        let symbol = match c {
            '+' | '#' => touches,
            '.' => text[end..].starts_with(char::is_alphanumeric),
            '/' | '&' => true,
            _ => false,
        };
        if symbol {
            tokens.push(Token { start, end, lower: c.to_string(), gap });
            gap = Gap::None;
        } else if c.is_whitespace() || is_hyphen(c) || c == '_' || is_combining(c) || is_apostrophe(c) {
            gap = if gap == Gap::Break { Gap::Break } else { Gap::Space };
        } else {
            gap = Gap::Break;
        }
    }
    tokens
}

fn lower(word: &str) -> String {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    word.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase).collect()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036f}')
}

/// The word without a plural `s`, where it may be one (`APIs`, `clusters`; not `redis`, `less`, `aws`).
pub fn singular(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('s')?;
    (stem.len() >= 3 && !stem.ends_with(['s', 'u', 'i'])).then_some(stem)
}

/// Cuts words to their stems (Snowball, English).
pub struct Stems(Stemmer);

impl Default for Stems {
    fn default() -> Self {
        Stems(Stemmer::create(Algorithm::English))
    }
}

impl Stems {
    /// The stem of a lower-case word.
    pub fn stem(&self, word: &str) -> String {
        // The Snowball rules leave these apart, which belong together in what people write about their work.
        match word {
            "wrote" | "written" | "writing" | "writes" => "write".to_owned(),
            "ran" | "running" | "runs" => "run".to_owned(),
            "led" | "leading" | "leads" => "lead".to_owned(),
            "built" | "building" | "builds" => "build".to_owned(),
            "grew" | "grown" => "grow".to_owned(),
            "held" => "hold".to_owned(),
            // Snowball gives "experiment" and "experience" one stem.
            "experiment" | "experiments" | "experimenting" | "experimented" => "experiment".to_owned(),
            "kept" => "keep".to_owned(),
            "taught" => "teach".to_owned(),
            "brought" => "bring".to_owned(),
            "took" | "taken" => "take".to_owned(),
            "drew" | "drawn" => "draw".to_owned(),
            "gave" | "given" => "give".to_owned(),
            "chose" | "chosen" => "choos".to_owned(),
            "found" => "find".to_owned(),
            "met" => "meet".to_owned(),
            "sat" => "sit".to_owned(),
            "spoke" | "spoken" => "speak".to_owned(),
            "made" => "make".to_owned(),
            "got" => "get".to_owned(),
            "went" | "gone" => "go".to_owned(),
            "broke" | "broken" => "break".to_owned(),
            "rewrote" | "rewritten" => "rewrit".to_owned(),
            "rebuilt" => "rebuild".to_owned(),
            "caught" => "catch".to_owned(),
            "laid" => "lay".to_owned(),
            "sent" => "send".to_owned(),
            "won" => "win".to_owned(),
            "drove" | "driven" => "drive".to_owned(),
            "threw" | "thrown" => "throw".to_owned(),
            "shrank" | "shrunk" => "shrink".to_owned(),
            "sped" => "speed".to_owned(),
            // Snowball gives these the stems of "manage", "execute", "busy", "proven", "intern", "design" and "develop".
            "management" | "executive" | "business" | "provenance" | "international" | "internal" => word.to_owned(),
            "manager" | "managers" => "manager".to_owned(),
            "designer" | "designers" => "designer".to_owned(),
            "developer" | "developers" => "developer".to_owned(),
            "executives" => "executive".to_owned(),
            "businesses" => "business".to_owned(),
            "analyses" | "analysis" | "analyse" | "analyze" | "analysing" | "analyzing" | "analysed" | "analyzed" => {
                "analys".to_owned()
            }
            _ if word.is_ascii() => self.0.stem(word).replace("isat", "izat").replace("odell", "odel"),
            _ => word.to_owned(),
        }
    }
}

/// The key under which a name or alias is found: its tokens in lower case, joined by blanks.
pub fn key(name: &str) -> String {
    join(tokenize(name).iter().map(|t| t.lower.clone()))
}

/// As [`key`], of stems.
pub fn stemmed_key(name: &str, stems: &Stems) -> String {
    join(tokenize(name).iter().map(|t| stems.stem(&t.lower)))
}

fn join(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

/// An id made of a name: `Apache Kafka` → `apache-kafka`, `C++` → `c-plus-plus`.
pub fn slug(name: &str) -> String {
    let words = tokenize(name).into_iter().map(|t| match t.lower.as_str() {
        "+" => "plus".to_owned(),
        "#" => "sharp".to_owned(),
        "&" => "and".to_owned(),
        "." | "/" => String::new(),
        _ => t.lower.replace('\'', ""),
    });
    words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_that_touch_a_word_are_words() {
        assert_eq!(key("C++"), "c + +");
        assert_eq!(key("C#"), "c #");
        assert_eq!(key(".NET"), ". net");
        assert_eq!(key("Node.js"), "node . js");
        assert_eq!(key("CI/CD"), "ci / cd");
        assert_eq!(key("CI / CD"), "ci / cd");
        assert_eq!(key("load-testing"), key("Load testing"));
        assert_eq!(key("GitHub’s"), "github");
    }

    #[test]
    fn punctuation_breaks_and_blanks_do_not() {
        let gaps: Vec<Gap> = tokenize("Go, Rust on-call").iter().map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Break, Gap::Break, Gap::Space, Gap::Space]);
    }

    #[test]
    fn slugs_are_ids() {
        assert_eq!(slug("Apache Kafka"), "apache-kafka");
        assert_eq!(slug("C++"), "c-plus-plus");
        assert_eq!(slug("Node.js"), "node-js");
    }

    #[test]
    fn plurals() {
        assert_eq!(singular("clusters"), Some("cluster"));
        assert_eq!(singular("redis"), None);
        assert_eq!(singular("aws"), None);
        assert_eq!(singular("less"), None);
    }
}
