//! Which of the skills that a sentence names can stand in for one another: "Go, Rust or Python", "ideally Snowflake, though
//! BigQuery or Redshift would do", "one of Playwright and Cypress".
//!
//! "A or similar" is A alone; "A, B or similar" is A or B.

use std::ops::Range;

use super::Ask;
use super::verdict::same_length_lower;
use crate::vocabulary::Vocabulary;

/// Finds the runs of alternatives in each sentence.
pub(super) fn find(asks: &mut [Ask], vocabulary: &Vocabulary) {
    for ask in asks {
        ask.mentions.sort_by_key(|m| (m.at.start, m.at.end));
        let lower = same_length_lower(&ask.text);
        let runs = runs(&lower, ask);
        let mut groups: Vec<Range<usize>> = Vec::new();
        for run in runs {
            for part in any_of(&lower, ask, run, vocabulary) {
                // "ideally A, though B or C would do": what was one group goes on.
                let joins =
                    groups.last().is_some_and(|g| g.end == part.start && continues(&lower, ask, g.end - 1, part.start));
                match groups.last_mut() {
                    Some(last) if joins => last.end = part.end,
                    _ => groups.push(part),
                }
            }
        }
        groups.retain(|g| g.len() > 1);
        ask.groups = groups;
    }
}

/// Runs of mentions between which only what separates the items of an enumeration stands.
fn runs(lower: &str, ask: &Ask) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for i in 0..ask.mentions.len() {
        // What a bracket opens is a list of its own: "data warehouses (Snowflake, BigQuery)".
        let opens = |gap: &str| gap.contains('(') && !has_or(gap);
        let joined = i > 0 && between(lower, ask, i - 1, i).is_some_and(|gap| separates(gap) && !opens(gap));
        match out.last_mut() {
            Some(run) if joined => run.end = i + 1,
            _ => out.push(i..i + 1),
        }
    }
    out
}

/// What stands between two mentions; empty where they overlap.
fn between<'t>(lower: &'t str, ask: &Ask, a: usize, b: usize) -> Option<&'t str> {
    let (a, b) = (ask.mentions.get(a)?, ask.mentions.get(b)?);
    lower.get(a.at.end..b.at.start.max(a.at.end))
}

fn separates(gap: &str) -> bool {
    let bare: String =
        gap.chars().map(|c| if matches!(c, ',' | '/' | '|' | '&' | '+' | '(' | ')' | '-') { ' ' } else { c }).collect();
    let allowed = ["and", "or", "und", "oder", "et", "ou", "y", "o", "with", "in", "either", "maybe", "and/or", "even"];
    let version = |w: &str| w.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '+'));
    !gap.contains([';', ':']) && bare.split_whitespace().all(|w| allowed.contains(&w) || version(w))
}

fn has_or(gap: &str) -> bool {
    gap.split(|c: char| !c.is_alphabetic()).any(|w| matches!(w, "or" | "oder" | "ou" | "o"))
}

fn has_and(gap: &str) -> bool {
    gap.contains('&')
        || gap.split(|c: char| !c.is_alphabetic()).any(|w| matches!(w, "and" | "und" | "et" | "y" | "with"))
}

/// The parts of a run in which one is enough. A part of one is a place where a group could still go on.
fn any_of(lower: &str, ask: &Ask, run: Range<usize>, vocabulary: &Vocabulary) -> Vec<Range<usize>> {
    let start = ask.mentions.get(run.start).map_or(0, |m| m.at.start);
    let end = run.end.checked_sub(1).and_then(|i| ask.mentions.get(i)).map_or(start, |m| m.at.end);
    let before = lower.get(..start).unwrap_or_default().trim_end();
    let after = lower.get(end..).unwrap_or_default();
    let one_of = ["one of", "any of", "either", "at least one", "one or more of", "one of the following"]
        .iter()
        .any(|p| before.ends_with(p) || before.ends_with(&format!("{p}:")));
    let gaps: Vec<&str> = (run.start + 1..run.end).filter_map(|i| between(lower, ask, i - 1, i)).collect();
    if one_of && run.len() > 1 {
        return vec![run];
    }
    // Examples of a kind of tool: "a broker such as A, B", "(A, B, etc.)"; siblings among examples are alternatives.
    let examples = ["such as", "like", "e.g.", "e.g.,", "eg", "for example", "for instance", "z.b."]
        .iter()
        .any(|p| before.ends_with(p))
        || after.trim_start_matches([',', ' ']).starts_with("etc");
    if examples && run.len() > 1 && all_siblings(ask, run.clone(), vocabulary) {
        return vec![run];
    }
    // "cloud platforms (A, B, C)": siblings in a bracket of their own are examples as well.
    let bracketed = before.ends_with('(') && after.trim_start().starts_with(')');
    if bracketed && run.len() > 1 && !gaps.iter().any(|g| has_and(g)) && all_siblings(ask, run.clone(), vocabulary) {
        return vec![run];
    }
    // "A, B or <something that is no skill>".
    let tail = after.trim_start_matches([',', ')', ' ']);
    let or_else = tail.starts_with("or ") || tail.starts_with("oder ") || tail.starts_with("ou ");
    let mut out = Vec::new();
    let mut from = run.start;
    for (k, gap) in gaps.iter().enumerate() {
        let i = run.start + k + 1;
        if has_and(gap) && !has_or(gap) {
            out.push((from..i, false));
            from = i;
        }
    }
    out.push((from..run.end, or_else && !tail.starts_with("or more")));
    let mut parts = Vec::new();
    for (part, or_else) in out {
        let inner: Vec<&str> = (part.start + 1..part.end).filter_map(|i| between(lower, ask, i - 1, i)).collect();
        if inner.iter().any(|g| has_or(g)) || or_else {
            parts.push(part);
            continue;
        }
        // "Redis, React/Angular, CSS": siblings that a slash joins, among others.
        let mut from = part.start;
        for i in part.start + 1..=part.end {
            if i < part.end && between(lower, ask, i - 1, i).is_some_and(|g| g.trim() == "/") {
                continue;
            }
            let slashed = from..i;
            if slashed.len() > 1 && all_siblings(ask, slashed.clone(), vocabulary) {
                parts.push(slashed);
            } else {
                parts.extend(slashed.map(|i| i..i + 1));
            }
            from = i;
        }
    }
    parts
}

fn all_siblings(ask: &Ask, run: Range<usize>, vocabulary: &Vocabulary) -> bool {
    let ix: Vec<_> = ask.mentions.get(run).unwrap_or_default().iter().filter_map(|m| m.named.ix).collect();
    ix.iter().enumerate().all(|(i, a)| {
        let siblings: Vec<_> = vocabulary.get(*a).map(|s| s.siblings().collect()).unwrap_or_default();
        ix.iter().enumerate().all(|(j, b)| i == j || a == b || siblings.contains(b))
    })
}

/// Whether a later group carries on an earlier one: "A, though B would do", "A or, failing that, B", "A (B or C would do)".
fn continues(lower: &str, ask: &Ask, last: usize, next: usize) -> bool {
    let Some(gap) = between(lower, ask, last, next) else { return false };
    let after = ask.mentions.get(next).and_then(|m| lower.get(m.at.end..)).unwrap_or_default();
    const LINKS: &[&str] = &[
        "failing that",
        "alternatively",
        "or else",
        "or similar such as",
        "or an equivalent such as",
        "or a similar",
        "or with a similar",
        "or similar framework",
        "or another",
        "or at least",
        "or comparable",
        "or equivalent",
    ];
    const WILL_DO: &[&str] = &[
        "would do",
        "will do",
        "would be fine",
        "is fine",
        "are fine",
        "also fine",
        "works too",
        "work too",
        "would work",
        "is ok",
        "is okay",
    ];
    let linked = LINKS.iter().any(|l| gap.contains(l));
    let clause = after.split(['.', ';']).next().unwrap_or_default();
    let will_do = WILL_DO.iter().any(|w| clause.contains(w));
    let turns = ["though", "although", "but", "(", "or"].iter().any(|w| gap.contains(w));
    // Far apart, the two belong to different thoughts.
    gap.len() < 60 && (linked || (will_do && turns))
}
