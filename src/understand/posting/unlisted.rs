//! Skills that no vocabulary has: what a requirement names in the manner of a skill is kept, so that the niche an interview
//! is about is never lost.
//!
//! A name counts where it stands in an enumeration with a known skill, or right after a cue such as "experience with", and
//! where it looks technical: a capital inside, a digit, all capitals, or a capital that begins no sentence. Plain nouns,
//! places, companies, credentials, people's languages and degrees are left out; so is what the posting itself also writes in
//! lower case, a qualification in brackets ("Node (Mandatory)"), and a plain word beside a method ("Data Quality, Documentation").

use std::collections::BTreeSet;
use std::ops::Range;

use super::role::JOBS;
use super::{Ask, Asking};
use crate::understand::Named;
use crate::vocabulary::Vocabulary;

/// Names that stand in enumerations of skills and are none.
const NO_SKILLS: &[&str] = &[
    "api",
    "apis",
    "english",
    "german",
    "french",
    "spanish",
    "dutch",
    "italian",
    "portuguese",
    "polish",
    "mandarin",
    "chinese",
    "japanese",
    "arabic",
    "hindi",
    "swedish",
    "norwegian",
    "danish",
    "european",
    "american",
    "british",
    "bachelor",
    "bachelor's",
    "master",
    "master's",
    "phd",
    "bsc",
    "msc",
    "ba",
    "bs",
    "ms",
    "mba",
    "degree",
    "university",
    "computer",
    "science",
    "engineering",
    "mathematics",
    "physics",
    "statistics",
    "economics",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "europe",
    "usa",
    "uk",
    "us",
    "eu",
    "germany",
    "berlin",
    "london",
    "paris",
    "remote",
    "hybrid",
    "office",
    "christmas",
    "ceo",
    "cto",
    "cfo",
    "vp",
    "hr",
    "it",
    "i",
    "we",
    "you",
    "our",
    "the",
    "a",
    "saas",
    "b2b",
    "b2c",
    "ok",
    "faq",
    "q1",
    "q2",
    "q3",
    "q4",
    "pmp",
    "istqb",
    "itil",
    "cissp",
    "ccna",
    "cv",
    "resume",
    "team",
    "teams",
    "system",
    "systems",
    "machine",
    "trust",
    "testing",
    "devops",
    "streams",
    "stem",
    "must",
    "mandatory",
];

/// Cues after which a name is a skill even alone.
const CUES: &[&str] = &[
    "experience with",
    "experience in",
    "experience using",
    "knowledge of",
    "proficiency in",
    "proficient in",
    "proficient with",
    "familiar with",
    "familiarity with",
    "expertise in",
    "expertise with",
    "hands-on with",
    "skilled in",
    "fluent in",
    "versed in",
    "exposure to",
    "background in",
    "working with",
    "such as",
    "e.g.",
    "tools like",
    "erfahrung mit",
];

/// Adds unlisted skills to the sentences.
pub(super) fn add(asks: &mut [Ask], vocabulary: &Vocabulary, company: Option<&str>) {
    let company = company.map(str::to_lowercase).unwrap_or_default();
    let common = lower_words(asks);
    for ask in asks {
        let mut found: Vec<Asking> = Vec::new();
        for candidate in candidates(&ask.text) {
            let overlaps =
                ask.mentions.iter().chain(&found).any(|m| m.at.start < candidate.end && candidate.start < m.at.end);
            let name = ask.text.get(candidate.clone()).unwrap_or_default();
            let lower = name.to_lowercase();
            let excluded = lower.split_whitespace().any(|w| NO_SKILLS.contains(&w.trim_end_matches(['.', ','])))
                || (!company.is_empty() && (company.contains(&lower) || lower.contains(&company)))
                || name.split_whitespace().all(|w| !is_name(w) && common.contains(&w.to_lowercase()))
                || lower.rsplit(' ').next().is_some_and(|w| JOBS.contains(&w))
                || is_derived(name, ask.text.get(candidate.end..).unwrap_or_default(), vocabulary)
                || vocabulary.by_name(name).is_some();
            if overlaps
                || excluded
                || !(after_cue(&ask.text, candidate.start) || beside_skill(ask, &candidate, vocabulary))
            {
                continue;
            }
            let strength = ask
                .mentions
                .iter()
                .filter(|m| m.at.end <= candidate.start || m.at.start >= candidate.end)
                .min_by_key(|m| m.at.start.abs_diff(candidate.start))
                .map_or(ask.strength, |m| m.strength);
            found.push(Asking { named: Named::unlisted(name), at: candidate, strength, years: None });
        }
        ask.mentions.extend(found);
        ask.mentions.sort_by_key(|m| m.at.start);
        attach_years(ask);
    }
}

/// The words that the sentences write without a capital.
fn lower_words(asks: &[Ask]) -> BTreeSet<String> {
    let words = asks.iter().flat_map(|a| a.text.split(|c: char| !c.is_alphanumeric()));
    words.filter(|w| w.starts_with(char::is_lowercase)).map(str::to_owned).collect()
}

/// Whether a word is written as only names are: with a digit, or with capitals and small letters mixed in one part.
fn is_name(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
        || word
            .split('-')
            .any(|part| part.chars().skip(1).any(char::is_uppercase) && part.chars().any(char::is_lowercase))
}

/// Whether a name is made from something else and names nothing by itself: "AI-assisted" and "BI" (two letters stand for a field,
/// not for a product), "Client-/Server", "DevOps-minded", and a known skill run into the next word ("RedshiftExperience with").
fn is_derived(name: &str, rest: &str, vocabulary: &Vocabulary) -> bool {
    let known = |head: &str| vocabulary.by_name(head).is_some();
    let stem = name.split('-').next().unwrap_or_default();
    let field = stem.len() == 2 && stem.chars().all(char::is_uppercase);
    let described =
        name.split_once('-').is_some_and(|(head, tail)| tail.starts_with(char::is_lowercase) && known(head));
    let goes_on = rest.starts_with(' ') && rest.trim_start().starts_with(char::is_lowercase);
    let glued = name.char_indices().skip(1).filter(|(_, c)| c.is_uppercase()).any(|(at, _)| {
        let (head, tail) = name.split_at(at);
        goes_on
            && !head.ends_with(' ')
            && tail.len() > 3
            && tail.chars().skip(1).all(char::is_lowercase)
            && known(head.trim_end_matches('.'))
    });
    field || described || glued || name.ends_with('-') || name.contains(['<', '>'])
}

/// Gives each number of years to the skill that it is about, where it is about one.
fn attach_years(ask: &mut Ask) {
    for years in ask.years.clone() {
        let after = ask.text.get(years.at.end..).unwrap_or_default();
        let stop = after.find([';', '.', '(']).unwrap_or(after.len());
        let Some(first) =
            ask.mentions.iter().position(|m| m.at.start >= years.at.end && m.at.start <= years.at.end + stop)
        else {
            continue;
        };
        let Some(start) = ask.mentions.get(first).map(|m| m.at.start) else { continue };
        let between = ask.text.get(years.at.end..start).unwrap_or_default().to_lowercase();
        const OF: &[&str] = &[
            "of",
            "with",
            "in",
            "using",
            "experience",
            "hands-on",
            "professional",
            "commercial",
            "working",
            "production",
            "building",
            "writing",
            "programming",
            "relevant",
        ];
        // "5 years in software development, including SQL": the number is not SQL's.
        let direct = between.split_whitespace().all(|w| OF.contains(&w) || w == "or" || w == "more");
        if (direct || years.part)
            && let Some(mention) = ask.mentions.get_mut(first)
        {
            mention.years = Some(years.years);
        }
    }
}

/// Stretches of one to three words that look like names of technologies.
fn candidates(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut open: Option<Range<usize>> = None;
    let mut at = 0;
    for piece in text.split_inclusive(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '/' | '|' | '•' | '“' | '”' | '"')
    }) {
        let word = piece.trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '/' | '|' | '•' | '“' | '”' | '"' | '.')
        });
        let start = at + (piece.len() - piece.trim_start().len());
        at += piece.len();
        let ends_run = piece.len() > word.len() && !piece.trim_start_matches(word).starts_with(' ');
        let first = text
            .get(..start)
            .is_none_or(|b| b.trim().is_empty() || b.trim_end().ends_with(['.', '!', '?', ':', '•', '–']));
        if looks_technical(word, first) {
            let end = start + word.len();
            open = Some(open.map_or(start..end, |o| o.start..end));
        } else if let Some(run) = open.take() {
            out.push(run);
        }
        if ends_run && let Some(run) = open.take() {
            out.push(run);
        }
    }
    out.extend(open);
    out.retain(|r| {
        text.get(r.clone()).is_some_and(|t| t.len() >= 2 && t.len() <= 40 && t.split_whitespace().count() <= 3)
    });
    out
}

fn looks_technical(word: &str, first: bool) -> bool {
    let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
    if letters.len() < 2
        || word.contains('@')
        || word.contains('\'')
        || word.contains('’')
        || word.starts_with(|c: char| c.is_ascii_digit())
    {
        return false;
    }
    let capital = word.starts_with(char::is_uppercase);
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let digit = word.chars().any(|c| c.is_ascii_digit());
    inner || (digit && capital) || (capital && !first)
}

fn after_cue(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().to_lowercase();
    let before = before.trim_end().trim_end_matches(['(', ':']).trim_end();
    CUES.iter().any(|c| before.ends_with(c))
}

/// Whether only a comma, a slash, "and" or "or" stands between the candidate and a known skill of the sentence, or it is the example
/// in brackets behind a method ("conflict-free editing (Yjs)"). A plain word is taken for a name only beside a technology: beside a
/// method it is as likely a plain noun.
fn beside_skill(ask: &Ask, candidate: &Range<usize>, vocabulary: &Vocabulary) -> bool {
    let plain = ask
        .text
        .get(candidate.clone())
        .is_some_and(|name| name.split_whitespace().all(|w| !is_name(w) && w.chars().any(char::is_lowercase)));
    let joins = |gap: &str| {
        let bare = gap.trim();
        bare.len() <= 8
            && (bare.contains([',', '/']) || bare.contains(char::is_alphabetic))
            && bare.split_whitespace().all(|w| {
                matches!(w.trim_matches(|c| matches!(c, ',' | '/' | '(' | ')')), "" | "and" | "or" | "und" | "oder")
            })
    };
    let labels = ask.text.get(candidate.end..).is_some_and(|rest| rest.starts_with(':'));
    ask.mentions.iter().any(|m| {
        let Some(skill) = m.named.ix.and_then(|ix| vocabulary.get(ix)) else { return false };
        let product = !skill.is_method() && skill.kind() != "field";
        let before = ask.text.get(m.at.end..candidate.start).unwrap_or_default();
        let after = ask.text.get(candidate.end..m.at.start).unwrap_or_default();
        let listed = (joins(before) && !before.contains('(')) || (joins(after) && !after.contains(')'));
        (listed && (product || !plain)) || (before.trim() == "(" && !product && !labels)
    })
}
