//! Which role a posting is for: what its title says, and where that is general, what it asks for.

use super::asked::Skill;
use crate::catalogue::{self, Role};
use crate::vocabulary::Vocabulary;

/// A role, and how sure that is.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// The role.
    pub role: &'static Role,
    /// 0..=1. 0.9 and more where the title names it; under 0.5 the guess comes from the skills alone.
    pub confidence: f64,
}

/// Titles that several roles share; what is asked decides between those roles.
const GENERAL: &[&str] = &[
    "software engineer",
    "software developer",
    "developer",
    "programmer",
    "software engineering",
    "technical lead",
    "tech lead",
    "analyst",
    "product engineer",
    "founding engineer",
    "business analyst",
    "designer",
    "services engineer",
    "integration engineer",
];

/// Roles that build software, between which a general title leaves the choice.
const BUILDERS: &[&str] = &[
    "backend-engineer",
    "frontend-engineer",
    "full-stack-engineer",
    "mobile-engineer",
    "data-engineer",
    "ml-engineer",
    "ai-engineer",
    "embedded-engineer",
    "devops-engineer",
];

/// Below this, no role is named.
const LEAST: f64 = 0.25;

/// The role, where it is clear enough to be named.
pub fn guess(title: Option<&str>, asked: &[Skill], _vocabulary: &Vocabulary) -> Option<Guess> {
    let named = title.and_then(of_title);
    let by_skills = |among: &dyn Fn(&Role) -> bool| {
        let mut scores: Vec<(f64, &'static Role)> =
            catalogue::roles().iter().filter(|r| among(r)).map(|r| (affinity(r, asked), r)).collect();
        scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.id.cmp(b.1.id)));
        scores
    };
    match named {
        Some((role, phrase)) if !GENERAL.contains(&phrase) => Some(Guess { role, confidence: 0.95 }),
        Some((role, _)) => {
            let builders = BUILDERS.contains(&role.id);
            let scores = by_skills(&|r| if builders { BUILDERS.contains(&r.id) } else { r.id == role.id });
            let own = scores.iter().find(|(_, r)| r.id == role.id).map_or(0.0, |s| s.0);
            match scores.first() {
                Some((best, other)) if other.id != role.id && *best > own * 1.15 + 0.02 => {
                    Some(Guess { role: other, confidence: 0.7 })
                }
                _ => Some(Guess { role, confidence: 0.8 }),
            }
        }
        None => {
            let scores = by_skills(&|_| true);
            let (best, role) = scores.first().copied()?;
            let second = scores.get(1).map_or(0.0, |s| s.0);
            let confidence = f64::min(best * (0.6 + best - second), 0.5);
            (asked.len() >= 4 && confidence >= LEAST)
                .then_some(Guess { role, confidence: super::asked::round(confidence) })
        }
    }
}

/// The role whose title stands in a text, and the words that say so: the longest.
pub fn of_title(title: &str) -> Option<(&'static Role, &'static str)> {
    let plain = |s: &str| {
        format!(
            " {} ",
            s.to_lowercase()
                .replace(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '#' | '.' | '/')), " ")
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        )
    };
    let title = plain(title);
    let stands = |phrase: &str| match phrase.split_once(" .. ") {
        Some((a, b)) => {
            let (a, b) = (plain(a), plain(b));
            title.find(a.trim_end()).is_some_and(|at| {
                title.get(at + a.trim_end().len()..).is_some_and(|rest| rest.contains(b.trim_start()))
                    && title.get(at..).is_some_and(|t| t.starts_with(a.trim_end()))
            })
        }
        None => title.contains(&plain(phrase)),
    };
    let mut best: Option<(usize, &'static Role, &'static str)> = None;
    for role in catalogue::roles() {
        for phrase in role.titles.iter().copied().filter(|p| stands(p)) {
            let general = GENERAL.contains(&phrase);
            // A general title never beats a particular one, however long.
            let weight = phrase.len() + if general { 0 } else { 100 };
            if best.is_none_or(|b| weight > b.0) {
                best = Some((weight, role, phrase));
            }
        }
    }
    best.map(|(_, role, phrase)| (role, phrase))
}

/// How far the topics of what is asked are those of a role, 0..=1.
fn affinity(role: &Role, asked: &[Skill]) -> f64 {
    let mut mine = 0.0;
    let mut all = 0.0;
    for skill in asked {
        let (first, rest) = match skill.topics.split_first() {
            Some((first, rest)) => (*first, rest),
            None => continue,
        };
        all += skill.weight;
        let place = |t: &str| role.topics.iter().position(|r| *r == t).map(|p| 1.0 - 0.05 * p as f64);
        mine += skill.weight
            * place(first)
                .or_else(|| rest.iter().filter_map(|t| place(t)).reduce(f64::max).map(|p| p * 0.5))
                .unwrap_or(0.0);
    }
    if all > 0.0 { mine / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_by_their_titles() {
        let id = |t: &str| of_title(t).map(|(r, _)| r.id);
        assert_eq!(id("Senior Backend Engineer (Python)"), Some("backend-engineer"));
        assert_eq!(id("SDET (Software Development Engineer in Test)"), Some("qa-engineer"));
        assert_eq!(id("Data Scientist, Marketplace Experimentation"), Some("data-scientist"));
        assert_eq!(id("Senior Analytics Engineer"), Some("data-engineer"));
        assert_eq!(id("Full-Stack Engineer"), Some("full-stack-engineer"));
        assert_eq!(id("Frontend Engineer"), Some("frontend-engineer"));
        assert_eq!(id("Software Engineer I, Backend (New Graduate) - Claims Platform"), Some("backend-engineer"));
        assert_eq!(id("Engineering Manager, Payments"), Some("engineering-manager"));
        assert_eq!(id("Pastry Chef"), None);
    }
}
