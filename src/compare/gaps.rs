//! What to work on before the interview: the skills asked for that the resume does not show, or not for long enough.

use super::Match;
use crate::terms::{Evidence, Strength};
use crate::understand::posting::Posting;
use crate::understand::posting::asked::round;
use crate::understand::resume::Resume;

/// A gap.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// Index into [`super::Fit::matches`].
    pub of: usize,
    /// Listed, related, missing or short.
    pub evidence: Evidence,
    /// How urgent it is, 0..=1.
    pub priority: f64,
    /// The number of the group of alternatives that it belongs to, from 1.
    pub group: Option<usize>,
}

/// How far a grade of evidence is from what is asked.
fn distance(evidence: Evidence) -> f64 {
    match evidence {
        Evidence::Missing => 1.0,
        Evidence::Related => 0.8,
        Evidence::Listed => 0.65,
        Evidence::Short => 0.5,
        Evidence::Demonstrated | Evidence::Unknown => 0.0,
    }
}

/// The gaps, first things first. Of alternatives of which one is demonstrated, none is a gap.
pub fn find(posting: &Posting, matches: &[Match<'_>]) -> Vec<Gap> {
    let shown = |i: &usize| matches.get(*i).is_some_and(|m| m.evidence == Evidence::Demonstrated);
    let mut gaps: Vec<Gap> = Vec::new();
    let mut numbered = 0;
    let mut numbers: Vec<Option<usize>> = vec![None; matches.len()];
    let mut met: Vec<bool> = vec![false; matches.len()];
    for group in &posting.groups {
        let one = group.iter().any(shown);
        if !one {
            numbered += 1;
        }
        for &i in group {
            if let (Some(number), Some(met)) = (numbers.get_mut(i), met.get_mut(i)) {
                *met |= one;
                if !one {
                    *number = Some(numbered);
                }
            }
        }
    }
    for (i, m) in matches.iter().enumerate() {
        let short = m.evidence == Evidence::Demonstrated
            && matches!((m.years_asked, m.years_shown), (Some(asked), Some(shown)) if shown + 0.5 < asked);
        let evidence = if short { Evidence::Short } else { m.evidence };
        if distance(evidence) == 0.0 || (met.get(i) == Some(&true) && evidence != Evidence::Short) {
            continue;
        }
        let strength = if m.strength == Strength::Preferred { 0.55 } else { 1.0 };
        let priority = round(f64::min(distance(evidence) * (0.4 + 0.6 * m.weight) * strength, 1.0));
        gaps.push(Gap { of: i, evidence, priority, group: numbers.get(i).copied().flatten() });
    }
    gaps.sort_by(|a, b| b.priority.total_cmp(&a.priority).then(a.of.cmp(&b.of)));
    gaps
}

/// Why it is a gap, with the lines of both sides; `m` is the match that the gap is of.
pub fn why(posting: &Posting, resume: &Resume, m: &Match<'_>, evidence: Evidence) -> String {
    let Some(asked) = posting.asked.get(m.asked) else { return String::new() };
    let name = &m.named.name;
    let wanted = if m.strength == Strength::Preferred { "a plus" } else { "required" };
    let line = asked.line + 1;
    let at = m.shown_in.first().map(|s| s + 1);
    match (evidence, at) {
        (Evidence::Short, _) => format!(
            "{wanted} on line {line} with {} years; the resume's dated entries show {} years of {name}",
            plain(m.years_asked.unwrap_or(0.0)),
            plain(m.years_shown.unwrap_or(0.0))
        ),
        (Evidence::Listed, Some(at)) => {
            let where_ = resume.sections.get(at - 1).map_or("text", |s| s.name());
            format!(
                "{wanted} on line {line}; the resume only names {name} ({where_}, line {at}), no dated work shows it"
            )
        }
        (Evidence::Related, Some(at)) => {
            let siblings: Vec<&str> = m.related.iter().map(|n| n.name.as_str()).collect();
            format!("{wanted} on line {line}; the resume shows {} (line {at}) but no {name}", siblings.join(", "))
        }
        _ => format!("{wanted} on line {line}; nothing in the resume shows {name}"),
    }
}

/// A number without a needless decimal.
pub(crate) fn plain(value: f64) -> String {
    if value.fract() == 0.0 { format!("{value:.0}") } else { format!("{value:.1}") }
}
