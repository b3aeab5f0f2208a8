//! Finds spellings of skills in a text: one pass over its words, the longest spelling at each place.

use fst::raw::{CompiledAddr, Fst, Output};

use super::pack::{self, Gapped};
use super::phrase;
use super::tokens::{Gap, Token, singular, tokenize};
use super::{SkillIx, Vocabulary};

/// A spelling of a skill that stands in the text, before anyone asks whether it is meant as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The skill.
    pub skill: SkillIx,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub end: usize,
    /// Found through an alias with a gap, or through stems.
    pub loose: bool,
}

/// A text, its tokens and the hits in it.
pub struct Scan<'t> {
    /// The text.
    pub text: &'t str,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// By first token; hits through gaps may overlap others.
    pub hits: Vec<Hit>,
    /// The stem of each token.
    stems: Vec<String>,
}

impl Scan<'_> {
    /// The bytes that a hit covers.
    pub fn span(&self, hit: &Hit) -> std::ops::Range<usize> {
        let start = self.tokens.get(hit.first).map_or(0, |t| t.start);
        let end = hit.end.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or(start, |t| t.end);
        start..end.max(start)
    }

    /// The words that a hit covers, as written.
    pub fn surface(&self, hit: &Hit) -> &str {
        self.text.get(self.span(hit)).unwrap_or_default()
    }
}

impl Vocabulary {
    /// All spellings of skills in `text`.
    pub fn scan<'t>(&self, text: &'t str) -> Scan<'t> {
        let tokens = tokenize(text);
        let stems: Vec<String> = tokens.iter().map(|t| self.stems().stem(&t.lower)).collect();
        let mut hits = Vec::new();
        let mut next = 0;
        for first in 0..tokens.len() {
            self.gapped_at(&tokens, &stems, first, false, &mut hits);
            if first < next {
                continue;
            }
            let exact = self.longest(pack::EXACT, &tokens, first, |i| forms(&tokens, i));
            let stemmed =
                self.longest(pack::STEMMED, &tokens, first, |i| [stems.get(i).map(String::as_str), None, None]);
            let best = match (exact, stemmed) {
                (Some(e), Some(s)) if s.1 > e.1 => Some((s, true)),
                (Some(e), _) => Some((e, false)),
                (None, s) => s.map(|s| (s, true)),
            };
            if let Some(((value, end), loose)) = best
                && !touches_more(&tokens, first, end)
                && !in_address(text, &tokens, first, end)
                && let Ok(skill) = u16::try_from(value)
            {
                hits.push(Hit { skill: SkillIx(skill), first, end, loose });
                if end > first + 1 {
                    self.technologies_inside(&tokens, first, end, SkillIx(skill), &mut hits);
                }
                next = end;
            }
        }
        hits.sort_by_key(|h| (h.first, h.end, h.skill));
        hits.dedup_by_key(|h| (h.first, h.end, h.skill));
        Scan { text, tokens, hits, stems }
    }

    /// What people write who did a thing without its name; of use only where somebody tells of work done, so nothing else is
    /// searched for it.
    pub(super) fn deeds(&self, scan: &Scan<'_>) -> Vec<Hit> {
        let mut deeds = Vec::new();
        for first in 0..scan.tokens.len() {
            self.gapped_at(&scan.tokens, &scan.stems, first, true, &mut deeds);
        }
        deeds.sort_by_key(|h| (h.first, h.end, h.skill));
        deeds.dedup_by_key(|h| (h.first, h.end, h.skill));
        deeds
    }

    /// The technologies that the name of a method holds: "Kubernetes operators", "REST API testing". The name of another
    /// technology holds none: React Native is no React.
    fn technologies_inside(&self, tokens: &[Token], first: usize, end: usize, outer: SkillIx, hits: &mut Vec<Hit>) {
        if !self.get(outer).is_some_and(|s| s.is_method()) {
            return;
        }
        let mut at = first;
        while at < end {
            let found = self.longest(pack::EXACT, tokens, at, |i| forms(tokens, i));
            let inside = found.filter(|&(_, stop)| stop <= end && stop - at < end - first);
            let skill = inside.and_then(|(value, stop)| Some((SkillIx(u16::try_from(value).ok()?), stop)));
            match skill.filter(|&(ix, _)| self.get(ix).is_some_and(|s| !s.is_method() && s.kind() != "field")) {
                Some((skill, stop)) if skill != outer && !touches_more(tokens, at, stop) => {
                    hits.push(Hit { skill, first: at, end: stop, loose: false });
                    at = stop;
                }
                _ => at += 1,
            }
        }
    }

    /// The longest key at `first`: its value and the token after it. `forms` are the words that token `i` may stand for;
    /// the first form goes on, the others only end a spelling.
    fn longest<'f>(
        &self,
        prefix: u8,
        tokens: &[Token],
        first: usize,
        forms: impl Fn(usize) -> [Option<&'f str>; 3],
    ) -> Option<(u64, usize)> {
        let fst = self.map.as_fst();
        let mut best = None;
        let mut at = step(fst, Walk { addr: fst.root().addr(), output: Output::zero() }, &[prefix])?;
        for i in first..tokens.len() {
            let token = tokens.get(i)?;
            if i > first {
                if token.gap == Gap::Break {
                    break;
                }
                let Some(after_blank) = step(fst, at, b" ") else { break };
                at = after_blank;
            }
            let [main, others @ ..] = forms(i);
            for form in others.into_iter().flatten() {
                if let Some(value) = step(fst, at, form.as_bytes()).and_then(|w| value(fst, w)) {
                    best = Some((value, i + 1));
                }
            }
            let Some(there) = main.and_then(|word| step(fst, at, word.as_bytes())) else { break };
            if let Some(value) = value(fst, there) {
                best = Some((value, i + 1));
            }
            at = there;
        }
        best
    }

    /// Phrases with gaps whose first part begins at `first`: aliases, or deeds.
    fn gapped_at(&self, tokens: &[Token], stems: &[String], first: usize, deeds: bool, hits: &mut Vec<Hit>) {
        let fst = self.map.as_fst();
        let stem = |i: usize| stems.get(i).map(String::as_str);
        let joined = |i: usize| tokens.get(i).is_some_and(|t| t.gap != Gap::Break);
        let Some(mut at) = step(fst, Walk { addr: fst.root().addr(), output: Output::zero() }, &[pack::GAPPED]) else {
            return;
        };
        // A longer first part does not shadow a shorter one: each has phrases of its own.
        for i in first..tokens.len() {
            let blank = if i == first { Some(at) } else { step(fst, at, b" ").filter(|_| joined(i)) };
            let Some(there) = blank.zip(stem(i)).and_then(|(at, word)| step(fst, at, word.as_bytes())) else { return };
            at = there;
            let list: Option<Vec<Gapped>> = value(fst, at)
                .and_then(|offset| self.gaps.get(usize::try_from(offset).ok()?..))
                .and_then(|bytes| postcard::take_from_bytes(bytes).ok())
                .map(|(list, _)| list);
            for gapped in list.into_iter().flatten().filter(|g| g.deed == deeds) {
                if let Some(end) = phrase::follows(gapped.rest, i + 1, &stem, &joined) {
                    hits.push(Hit { skill: SkillIx(gapped.skill), first, end, loose: true });
                }
            }
        }
    }
}

/// The word itself, its singular, and without a version that touches it (`Python3`).
fn forms(tokens: &[Token], i: usize) -> [Option<&str>; 3] {
    let Some(word) = tokens.get(i).map(|t| t.lower.as_str()) else { return [None; 3] };
    let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
    [Some(word), singular(word), (bare.len() >= 3 && bare.len() < word.len()).then_some(bare)]
}

#[derive(Clone, Copy)]
struct Walk {
    addr: CompiledAddr,
    output: Output,
}

fn step<D: AsRef<[u8]>>(fst: &Fst<D>, mut walk: Walk, bytes: &[u8]) -> Option<Walk> {
    for &byte in bytes {
        let node = fst.node(walk.addr);
        let transition = node.transition(node.find_input(byte)?);
        walk = Walk { addr: transition.addr, output: walk.output.cat(transition.out) };
    }
    Some(walk)
}

fn value<D: AsRef<[u8]>>(fst: &Fst<D>, walk: Walk) -> Option<u64> {
    let node = fst.node(walk.addr);
    node.is_final().then(|| walk.output.cat(node.final_output()).value())
}

/// Whether a symbol that touches the spelling makes it another word: the C of `C++`, the R of `R&D`, `next.config`.
fn touches_more(tokens: &[Token], first: usize, end: usize) -> bool {
    let short = end == first + 1 && tokens.get(first).is_some_and(|t| t.lower.len() <= 2);
    let after = tokens.get(end).filter(|t| t.gap == Gap::None).map(|t| t.lower.as_str());
    let word_after = tokens.get(end + 1).is_some_and(|t| t.gap == Gap::None);
    let before = first.checked_sub(1).and_then(|i| tokens.get(i));
    let touches_before = tokens.get(first).is_some_and(|t| t.gap == Gap::None);
    match after {
        Some("#") => return true,
        Some("+" | "&") if short => return true,
        Some(".") if word_after && tokens.get(end + 1).is_some_and(|t| t.lower.starts_with(char::is_alphabetic)) => {
            return true;
        }
        _ => {}
    }
    touches_before
        && before.is_some_and(|t| {
            t.lower == "."
                || (short && matches!(t.lower.as_str(), "&" | "+" | "#"))
                || t.lower.starts_with(char::is_alphanumeric)
        })
}

/// Whether the spelling is only a part of a web or mail address.
fn in_address(text: &str, tokens: &[Token], first: usize, end: usize) -> bool {
    let (Some(from), Some(to)) =
        (tokens.get(first).map(|t| t.start), end.checked_sub(1).and_then(|i| tokens.get(i)).map(|t| t.end))
    else {
        return false;
    };
    let outside = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '<' | '>' | '|' | '"');
    let start = text.get(..from).and_then(|s| s.rfind(outside)).map_or(0, |i| i + 1);
    let stop = text.get(to..).and_then(|s| s.find(outside)).map_or(text.len(), |i| to + i);
    let Some(word) = text.get(start..stop).map(|w| w.trim_matches(|c: char| matches!(c, '.' | ':' | '!' | '?'))) else {
        return false;
    };
    let longer = word.len() > to - from;
    longer && looks_like_address(word)
}

fn looks_like_address(word: &str) -> bool {
    const TOP_LEVEL: &[&str] = &[
        "com", "org", "net", "io", "dev", "me", "ai", "co", "edu", "gov", "example", "app", "de", "uk", "eu", "fr",
        "ch", "info",
    ];
    if word.contains("://") || word.starts_with("www.") {
        return true;
    }
    if let Some((user, host)) = word.split_once('@') {
        return !user.is_empty() && host.contains('.');
    }
    let host = word.split('/').next().unwrap_or_default();
    let path = word.len() > host.len();
    host.rsplit_once('.').is_some_and(|(name, top)| {
        name.len() > 1
            && TOP_LEVEL.contains(&top)
            && (path || name.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '-' | '0'..='9')))
    })
}
