//! Posting × Resume → Fit: evidence for each thing asked, and the gaps.
//!
//! A skill that implies another shows it with its own grade; a sibling makes a skill related; alternatives are met by one.
//! Where the resume's text is in doubt, nothing is claimed as missing.

pub mod gaps;

use std::collections::BTreeSet;

use crate::terms::{Evidence, Level, Strength};
use crate::understand::Named;
use crate::understand::dates::{self, Month};
use crate::understand::posting::asked::{self, round};
use crate::understand::posting::{Posting, facts, role};
use crate::understand::resume::Resume;
use crate::understand::resume::skills::Shown;
use crate::vocabulary::Vocabulary;

pub use gaps::Gap;

/// A line of the resume that shows a skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownIn {
    /// 0-based line.
    pub line: usize,
    /// The section's name.
    pub section: &'static str,
    /// What it says.
    pub text: String,
}

/// What the resume shows of one skill that the posting asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    /// Index into [`Posting::asked`].
    pub asked: usize,
    /// Which skill.
    pub named: Named,
    /// Required or preferred.
    pub strength: Strength,
    /// How much it matters, 0..=1.
    pub weight: f64,
    /// What the resume shows.
    pub evidence: Evidence,
    /// Siblings that the resume does show.
    pub related: Vec<Named>,
    /// Years asked for.
    pub years_asked: Option<f64>,
    /// Years shown in dated entries.
    pub years_shown: Option<f64>,
    /// The last month in which it was used.
    pub last_used: Option<Month>,
    /// Whether it was not used for [`STALE_YEARS`].
    pub stale: bool,
    /// The lines that show it, or the siblings.
    pub shown_in: Vec<ShownIn>,
}

/// Years without use after which a skill is stale.
pub const STALE_YEARS: i32 = 5;

/// How many of a number of things are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Met {
    /// Demonstrated.
    pub met: usize,
    /// Asked for; alternatives count once.
    pub of: usize,
}

/// The comparison of a posting and a resume.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// A guidance figure, 0..=1; `None` where nothing was asked.
    pub score: Option<f64>,
    /// What is required.
    pub required: Met,
    /// What is preferred.
    pub preferred: Met,
    /// A match for each skill asked, most important first.
    pub matches: Vec<Match>,
    /// What to work on, first things first.
    pub gaps: Vec<Gap>,
    /// Years of work that count for the role.
    pub years_in_field: Option<f64>,
    /// The person's level, by those years.
    pub level: Level,
}

/// Compares.
pub fn compare(posting: &Posting, resume: &Resume, vocabulary: &Vocabulary) -> Fit {
    let matches: Vec<Match> =
        posting.asked.iter().enumerate().map(|(i, asked)| evidence(i, asked, resume, vocabulary)).collect();
    let years_in_field = years_in_field(posting, resume);
    let required = met(posting, &matches, Strength::Required);
    let preferred = met(posting, &matches, Strength::Preferred);
    let gaps = gaps::find(posting, resume, &matches);
    Fit {
        score: score(posting, &matches),
        required,
        preferred,
        gaps,
        years_in_field,
        level: level(resume, years_in_field),
        matches,
    }
}

/// What the resume shows of one skill, directly, through what implies it, or through siblings.
fn evidence(index: usize, asked: &asked::Skill, resume: &Resume, vocabulary: &Vocabulary) -> Match {
    let implies = |shown: &Shown| match (shown.named.ix, asked.named.ix) {
        (Some(theirs), Some(wanted)) => vocabulary.get(theirs).is_some_and(|s| s.implies().any(|i| i == wanted)),
        _ => false,
    };
    let mut shows: Vec<&Shown> = resume.skills.iter().filter(|s| s.named.id == asked.named.id).collect();
    let direct = shows.len();
    shows.extend(resume.skills.iter().filter(|s| implies(s)));
    let best = shows.iter().map(|s| s.evidence).min();
    let entries: BTreeSet<usize> = shows.iter().flat_map(|s| &s.entries).copied().collect();
    let spans: Vec<_> = entries
        .iter()
        .filter_map(|&e| resume.entries.get(e))
        .filter_map(|e| e.span)
        .map(|s| s.months(resume.today))
        .collect();
    let years_shown = (!spans.is_empty()).then(|| dates::years(dates::union(spans)));
    let last_used = shows.iter().filter_map(|s| s.last_used).max();
    let siblings: Vec<&Shown> = match (best, asked.named.ix) {
        (None, Some(ix)) => {
            let of: Vec<_> = vocabulary.get(ix).map(|s| s.siblings().collect()).unwrap_or_default();
            let mut found: Vec<&Shown> =
                resume.skills.iter().filter(|s| s.named.ix.is_some_and(|i| of.contains(&i))).collect();
            found.sort_by_key(|s| (s.evidence, std::cmp::Reverse(s.last_used), s.named.id.clone()));
            found
        }
        _ => Vec::new(),
    };
    let literal = best.is_none().then(|| literally(asked, resume)).flatten();
    let evidence = match (best, siblings.is_empty(), &literal) {
        (Some(grade), ..) => grade,
        (None, _, Some((grade, _))) => *grade,
        (None, false, None) => Evidence::Related,
        (None, true, None) if resume.in_doubt => Evidence::Unknown,
        (None, true, None) => Evidence::Missing,
    };
    let sources: Vec<&Shown> =
        if shows.is_empty() { siblings.iter().take(2).copied().collect() } else { shows.clone() };
    let mut lines: Vec<usize> = Vec::new();
    for (i, shown) in sources.iter().enumerate() {
        // The strongest lines of the skill itself first, then one line of each that implies it.
        let take = if i < direct { 3 } else { 1 };
        let strong = shown.evidence == evidence || shows.is_empty();
        lines.extend(shown.lines.iter().take(if strong { take } else { 0 }));
    }
    lines.extend(literal.iter().map(|l| l.1));
    let mut seen = BTreeSet::new();
    lines.retain(|l| seen.insert(*l));
    lines.truncate(3);
    let today = resume.today;
    Match {
        asked: index,
        named: asked.named.clone(),
        strength: asked.strength,
        weight: asked.weight,
        evidence,
        related: if evidence == Evidence::Related {
            siblings.iter().take(3).map(|s| s.named.clone()).collect()
        } else {
            Vec::new()
        },
        years_asked: asked.years,
        years_shown: if evidence == Evidence::Demonstrated { years_shown } else { None },
        last_used,
        stale: evidence == Evidence::Demonstrated && last_used.is_some_and(|m| today.0 - m.0 > 12 * STALE_YEARS),
        shown_in: lines.into_iter().map(|line| shown_in(resume, line)).collect(),
    }
}

fn shown_in(resume: &Resume, line: usize) -> ShownIn {
    ShownIn {
        line,
        section: resume.sections.get(line).map_or("head", |s| s.name()),
        text: resume.lines.get(line).cloned().unwrap_or_default(),
    }
}

/// A skill outside the vocabulary is looked for by its own words.
fn literally(asked: &asked::Skill, resume: &Resume) -> Option<(Evidence, usize)> {
    if asked.named.ix.is_some() {
        return None;
    }
    let name = asked.named.name.to_lowercase();
    let stands = |line: &str| {
        let lower = line.to_lowercase();
        lower.match_indices(&name).any(|(at, _)| {
            let before = lower.get(..at).and_then(|b| b.chars().next_back());
            let after = lower.get(at + name.len()..).and_then(|a| a.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    let found: Vec<usize> = resume.lines.iter().enumerate().filter(|(_, l)| stands(l)).map(|(i, _)| i).collect();
    let used = found.iter().find(|&&line| {
        resume.entries.iter().any(|e| {
            let own = matches!(
                e.section,
                crate::understand::headings::Section::Experience
                    | crate::understand::headings::Section::Projects
                    | crate::understand::headings::Section::Publications
            );
            own && e.span.is_some() && e.lines.contains(&line) && !e.head.contains(&line)
        })
    });
    used.map(|&l| (Evidence::Demonstrated, l)).or_else(|| found.first().map(|&l| (Evidence::Listed, l)))
}

/// Skills of a strength that are demonstrated; a group of alternatives counts once, under its strongest member.
fn met(posting: &Posting, matches: &[Match], strength: Strength) -> Met {
    let shown = |i: usize| matches.get(i).is_some_and(|m| m.evidence == Evidence::Demonstrated);
    let mut out = Met::default();
    for unit in units(posting, matches) {
        let of = unit.iter().filter_map(|&i| matches.get(i)).map(|m| m.strength).min();
        if of == Some(strength) {
            out.of += 1;
            out.met += usize::from(unit.iter().any(|&i| shown(i)));
        }
    }
    out
}

/// The things asked for: groups of alternatives, and each skill that is in none.
fn units(posting: &Posting, matches: &[Match]) -> Vec<Vec<usize>> {
    let mut units: Vec<Vec<usize>> = posting.groups.clone();
    units.extend((0..matches.len()).filter(|i| !posting.groups.iter().any(|g| g.contains(i))).map(|i| vec![i]));
    units
}

/// What each grade of evidence is worth in the fit. Words alone earn little, so that a list of them scores below work shown.
fn credit(evidence: Evidence) -> f64 {
    match evidence {
        Evidence::Demonstrated => 1.0,
        Evidence::Listed => 0.35,
        Evidence::Related => 0.3,
        Evidence::Missing | Evidence::Unknown | Evidence::Short => 0.0,
    }
}

/// The weighted share of what is asked that is shown; unknown counts neither way.
fn score(posting: &Posting, matches: &[Match]) -> Option<f64> {
    let mut sum = 0.0;
    let mut of = 0.0;
    for unit in units(posting, matches) {
        let members: Vec<&Match> =
            unit.iter().filter_map(|&i| matches.get(i)).filter(|m| m.evidence != Evidence::Unknown).collect();
        let weight = members.iter().map(|m| m.weight).fold(0.0, f64::max);
        sum +=
            weight * members.iter().map(|m| credit(m.evidence) * if m.stale { 0.8 } else { 1.0 }).fold(0.0, f64::max);
        of += weight;
    }
    (of > 0.0).then(|| round(sum / of))
}

/// Roles whose work counts as experience for one another.
const FAMILIES: [&[&str]; 6] = [
    &[
        "backend-engineer",
        "frontend-engineer",
        "full-stack-engineer",
        "mobile-engineer",
        "embedded-engineer",
        "ai-engineer",
        "ml-engineer",
        "data-engineer",
        "devops-engineer",
        "site-reliability-engineer",
        "cloud-architect",
        "security-engineer",
        "qa-engineer",
        "engineering-manager",
    ],
    &["data-engineer", "data-analyst", "data-scientist", "ml-engineer", "ai-engineer"],
    &["devops-engineer", "site-reliability-engineer", "cloud-architect", "security-engineer", "support-engineer"],
    &["product-manager", "program-manager", "engineering-manager"],
    &["product-designer", "frontend-engineer"],
    &["qa-engineer", "support-engineer"],
];

/// Years of paid work that count for the role of the posting: in a role of its family by title, or in which at least two of
/// the skills asked for were used.
fn years_in_field(posting: &Posting, resume: &Resume) -> Option<f64> {
    let wanted = posting.role.as_ref().map(|g| g.role.id);
    let spans: Vec<_> = resume
        .positions()
        .filter(|entry| {
            let by_title = role::of_title(&entry.title).is_some_and(|(role, _)| match wanted {
                Some(wanted) => {
                    role.id == wanted || FAMILIES.iter().any(|f| f.contains(&role.id) && f.contains(&wanted))
                }
                None => true,
            });
            let place = resume.entries.iter().position(|e| std::ptr::eq(e, *entry));
            let used = resume
                .skills
                .iter()
                .filter(|s| {
                    place.is_some_and(|p| s.entries.contains(&p))
                        && posting.asked.iter().any(|a| a.named.id == s.named.id)
                })
                .count();
            by_title || used >= 2
        })
        .filter_map(|e| e.span.map(|s| s.months(resume.today)))
        .collect();
    resume.years?;
    Some(dates::years(dates::union(spans)))
}

/// The level of the last title, else by the years in the field.
fn level(resume: &Resume, years_in_field: Option<f64>) -> Level {
    let latest = resume.positions().max_by_key(|e| e.span.map(|s| (s.end.unwrap_or(resume.today), s.start)));
    let said = latest.and_then(|e| facts::level_of_title(&e.title));
    let field = years_in_field.unwrap_or(0.0);
    match said {
        Some(level) if field > 0.0 || matches!(level, Level::Intern | Level::Junior) => level,
        _ => facts::level_of_years(years_in_field),
    }
}
