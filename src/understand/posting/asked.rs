//! All requirements of a posting together: one entry a skill, with the strongest form in which it is asked for and a weight.

use std::collections::BTreeMap;

use super::{Ask, Asking, Requirement};
use crate::terms::Strength;
use crate::understand::Named;
use crate::understand::headings::Part;
use crate::vocabulary::Vocabulary;

/// A skill that the posting asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Skill {
    /// Which.
    pub named: Named,
    /// Required or preferred; a duty counts as required.
    pub strength: Strength,
    /// How much it matters here, 0..=1.
    pub weight: f64,
    /// Years asked for, where they are.
    pub years: Option<f64>,
    /// The line that asks most strongly, 0-based.
    pub line: usize,
    /// What it says.
    pub text: String,
    /// All lines that ask for it.
    pub lines: Vec<usize>,
    /// Topics that an interviewer would file it under, most typical first.
    pub topics: Vec<&'static str>,
}

/// Requirements in the order of the posting, skills by weight, and groups of skills of which one is enough.
pub(super) fn gather(asks: &[Ask], vocabulary: &Vocabulary) -> (Vec<Requirement>, Vec<Skill>, Vec<Vec<usize>>) {
    let mut requirements = Vec::new();
    for ask in asks {
        requirements.extend(requirements_of(ask, requirements.len()));
    }
    let mut skills = skills(asks, vocabulary);
    skills.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.line.cmp(&b.line)).then(a.named.id.cmp(&b.named.id)));
    let groups = groups(asks, &skills);
    (requirements, skills, groups)
}

/// A sentence becomes one requirement for each group of alternatives and one for the rest.
fn requirements_of(ask: &Ask, before: usize) -> Vec<Requirement> {
    let mut out = Vec::new();
    let mut push = |mentions: Vec<&Asking>, any_of: bool| {
        let mut skills: Vec<Named> = Vec::new();
        for mention in &mentions {
            if !skills.contains(&mention.named) {
                skills.push(mention.named.clone());
            }
        }
        let strength = mentions.iter().map(|m| m.strength).min().unwrap_or(ask.strength);
        let own = mentions.iter().filter_map(|m| m.years).reduce(f64::max);
        let whole = ask.years.iter().filter(|y| !y.part).map(|y| y.years).reduce(f64::max);
        out.push(Requirement {
            id: format!("r{}", before + out.len() + 1),
            line: ask.line,
            text: ask.text.clone(),
            strength,
            any_of: any_of && skills.len() > 1,
            skills,
            years: own.or(whole),
        });
    };
    let in_group = |i: usize| ask.groups.iter().any(|g| g.contains(&i));
    for strength in [Strength::Required, Strength::Duty, Strength::Preferred] {
        let alone: Vec<&Asking> = ask
            .mentions
            .iter()
            .enumerate()
            .filter(|(i, m)| !in_group(*i) && m.strength == strength)
            .map(|(_, m)| m)
            .collect();
        if !alone.is_empty() {
            push(alone, false);
        }
    }
    for group in &ask.groups {
        push(ask.mentions.get(group.clone()).unwrap_or_default().iter().collect(), true);
    }
    let words = ask.text.split_whitespace().count();
    if ask.mentions.is_empty() && ask.worth_keeping && words >= 3 {
        push(Vec::new(), false);
    }
    out
}

fn skills(asks: &[Ask], vocabulary: &Vocabulary) -> Vec<Skill> {
    let mut by_id: BTreeMap<&str, Vec<(&Ask, &Asking)>> = BTreeMap::new();
    for ask in asks {
        for mention in &ask.mentions {
            by_id.entry(&mention.named.id).or_default().push((ask, mention));
        }
    }
    by_id.into_values().filter_map(|mentions| skill(&mentions, vocabulary)).collect()
}

fn skill(mentions: &[(&Ask, &Asking)], vocabulary: &Vocabulary) -> Option<Skill> {
    // What the requirement sections say decides; a duty only where they say nothing.
    let graded = |s: Strength| mentions.iter().find(|(_, m)| m.strength == s);
    let (ask, first) =
        graded(Strength::Required).or_else(|| graded(Strength::Preferred)).or_else(|| graded(Strength::Duty))?;
    let strength = if first.strength == Strength::Preferred { Strength::Preferred } else { Strength::Required };
    let mut lines: Vec<usize> = mentions.iter().map(|(a, _)| a.line).collect();
    lines.sort_unstable();
    lines.dedup();
    let topics: Vec<&'static str> = first
        .named
        .ix
        .and_then(|ix| vocabulary.get(ix))
        .map(|s| s.topics().iter().filter_map(|t| crate::catalogue::topic(t)).map(|t| t.id).collect())
        .unwrap_or_default();
    Some(Skill {
        named: first.named.clone(),
        strength,
        weight: weight(strength, first, mentions),
        years: mentions.iter().filter_map(|(_, m)| m.years).reduce(f64::max),
        line: ask.line,
        text: ask.text.clone(),
        lines,
        topics,
    })
}

/// How much a skill matters: 0.7 for what a requirement names, 0.6 for a duty, 0.35 for a plus; 0.1 more for each further
/// line that names it and 0.1 for years asked for, up to 1.
fn weight(strength: Strength, first: &Asking, mentions: &[(&Ask, &Asking)]) -> f64 {
    let base = match (strength, first.strength) {
        (Strength::Preferred, _) => 0.35,
        (_, Strength::Duty) => 0.6,
        _ => 0.7,
    };
    let lines: std::collections::BTreeSet<usize> = mentions.iter().map(|(a, _)| a.line).collect();
    let again = 0.1 * (lines.len().saturating_sub(1)).min(2) as f64;
    let years = if mentions.iter().any(|(_, m)| m.years.is_some()) { 0.1 } else { 0.0 };
    round(f64::min(base + again + years, 1.0))
}

/// Two decimals: what a person would call the same number is the same number.
pub(crate) fn round(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// Groups as places in the sorted skills; groups that share a skill are one.
fn groups(asks: &[Ask], skills: &[Skill]) -> Vec<Vec<usize>> {
    let place = |id: &str| skills.iter().position(|s| s.named.id == id);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for ask in asks {
        for range in &ask.groups {
            let mut members: Vec<usize> =
                ask.mentions.get(range.clone()).unwrap_or_default().iter().filter_map(|m| place(&m.named.id)).collect();
            members.sort_unstable();
            members.dedup();
            if members.len() < 2 {
                continue;
            }
            match groups.iter_mut().find(|g| g.iter().filter(|i| members.contains(i)).count() >= 2) {
                Some(group) => group.extend(members),
                None => groups.push(members),
            }
        }
    }
    for group in &mut groups {
        group.sort_unstable();
        group.dedup();
    }
    groups.sort();
    groups
}

/// Years asked for overall: the first number about experience as such; where all numbers are about a skill, the largest.
pub(crate) fn overall_years(asks: &[Ask]) -> Option<f64> {
    let counted = asks.iter().filter(|a| a.part != Part::Preferred && a.strength != Strength::Preferred);
    let mut specific: Option<f64> = None;
    for ask in counted {
        // "Over two years you will see two teams" asks for nothing.
        if ask.part == Part::Duties && !ask.text.to_lowercase().contains("experience") {
            continue;
        }
        for years in ask.years.iter().filter(|y| !y.part) {
            let after = ask.text.get(years.at.end..).unwrap_or_default();
            let clause = after.split([',', ';', '(']).next().unwrap_or_default();
            let until = years.at.end + clause.len();
            // A technology right after the number makes it that skill's; a method is the field of work itself.
            let of_skill =
                ask.mentions.iter().any(|m| m.years.is_some() && m.at.start >= years.at.end && m.at.start < until);
            if of_skill {
                specific = Some(specific.map_or(years.years, |s| s.max(years.years)));
            } else {
                return Some(years.years);
            }
        }
    }
    specific
}
