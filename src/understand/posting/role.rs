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
    let title = plain(title);
    let mut best: Option<(usize, &'static Role, &'static str)> = None;
    for role in catalogue::roles() {
        for phrase in role.titles.iter().copied() {
            let general = GENERAL.contains(&phrase);
            // A general title never beats a particular one, however long.
            let weight = phrase.len() + if general { 0 } else { 100 };
            if best.is_none_or(|b| weight > b.0) && stands(&title, phrase) {
                best = Some((weight, role, phrase));
            }
        }
    }
    best.map(|(_, role, phrase)| (role, phrase))
}

/// Words in lower case with one blank between them.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '#' | '.' | '/')));
    words.filter(|w| !w.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Whether the words of a phrase stand in plain text, those after ` .. ` anywhere after those before it.
fn stands(text: &str, phrase: &str) -> bool {
    match phrase.split_once(" .. ") {
        Some((first, second)) => after(text, first).is_some_and(|rest| after(rest, second).is_some()),
        None => after(text, phrase).is_some(),
    }
}

/// What follows the words of a phrase in plain text, where they stand in it.
fn after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    let mut rests = starts.filter_map(|at| text.get(at..)?.strip_prefix(phrase));
    rests.find(|r| r.is_empty() || r.starts_with(' '))
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
    fn titles_are_plain() {
        for phrase in catalogue::roles().iter().flat_map(|r| &r.titles) {
            for part in phrase.split(" .. ") {
                assert_eq!(plain(part), part);
            }
        }
    }

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
        assert_eq!(id("Software Engineer - Java"), Some("backend-engineer"));
        assert_eq!(id("Analytics Engineering Lead"), Some("data-engineer"));
        assert_eq!(id("Engineering Lead"), Some("engineering-manager"));
        assert_eq!(id("Pastry Chef"), None);
    }
}
