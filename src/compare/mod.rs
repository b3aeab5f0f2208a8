//! Posting × Resume → Fit: evidence for each thing asked, and the gaps.
//!
//! A skill that implies another shows it with its own grade; a sibling makes a skill related; alternatives are met by one.
//! Where the resume's text is in doubt, nothing is claimed as missing.

pub mod gaps;
pub mod reach;

use std::borrow::Cow;

use crate::terms::{Evidence, Level, Strength};
use crate::understand::Named;
use crate::understand::dates::{self, Month};
use crate::understand::posting::asked::{self, round};
use crate::understand::posting::{Posting, facts};
use crate::understand::resume::Resume;
use crate::vocabulary::{SkillIx, Vocabulary};

pub use gaps::Gap;
pub use reach::{Reach, Sought};

use reach::{SoughtSkill, is_position};

/// What the resume shows of one skill that the posting asks for. Its words stand in the two documents.
#[derive(Debug, Clone, PartialEq)]
pub struct Match<'a> {
    /// Index into [`Posting::asked`].
    pub asked: usize,
    /// Which skill.
    pub named: &'a Named,
    /// Required or preferred.
    pub strength: Strength,
    /// How much it matters, 0..=1.
    pub weight: f64,
    /// What the resume shows.
    pub evidence: Evidence,
    /// The place in [`Resume::skills`], where it is shown by itself.
    pub direct: Option<usize>,
    /// Siblings that the resume does show.
    pub related: Vec<&'a Named>,
    /// Years asked for.
    pub years_asked: Option<f64>,
    /// Years shown in dated entries.
    pub years_shown: Option<f64>,
    /// The last month in which it was used.
    pub last_used: Option<Month>,
    /// Whether it was not used for [`STALE_YEARS`].
    pub stale: bool,
    /// The lines of the resume that show it, or the siblings, 0-based.
    pub shown_in: Cow<'a, [usize]>,
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
pub struct Fit<'a> {
    /// A guidance figure, 0..=1; `None` where nothing was asked.
    pub score: Option<f64>,
    /// What is required.
    pub required: Met,
    /// What is preferred.
    pub preferred: Met,
    /// A match for each skill asked, most important first.
    pub matches: Vec<Match<'a>>,
    /// What to work on, first things first.
    pub gaps: Vec<Gap>,
    /// Years of work that count for the role.
    pub years_in_field: Option<f64>,
    /// The person's level, by those years.
    pub level: Level,
}

/// Compares. `sought` and `reach` are those of the two.
pub fn compare<'a>(posting: &'a Posting, sought: &Sought, resume: &'a Resume, reach: &'a Reach) -> Fit<'a> {
    let pairs = posting.asked.iter().zip(&sought.skills).enumerate();
    let matches: Vec<Match<'a>> = pairs.map(|(i, (asked, skill))| evidence(i, asked, skill, resume, reach)).collect();
    let years_in_field = years_in_field(posting, resume, reach, &matches);
    Fit {
        score: score(sought, &matches),
        required: met(sought, &matches, Strength::Required),
        preferred: met(sought, &matches, Strength::Preferred),
        gaps: gaps::find(posting, &matches),
        years_in_field,
        level: level(reach, years_in_field),
        matches,
    }
}

/// What the resume shows of one skill, directly, through what implies it, or through siblings.
fn evidence<'a>(
    index: usize,
    asked: &'a asked::Skill,
    sought: &SoughtSkill,
    resume: &'a Resume,
    reach: &'a Reach,
) -> Match<'a> {
    let mut found = Match {
        asked: index,
        named: &asked.named,
        strength: asked.strength,
        weight: asked.weight,
        evidence: if resume.in_doubt { Evidence::Unknown } else { Evidence::Missing },
        direct: None,
        related: Vec::new(),
        years_asked: asked.years,
        years_shown: None,
        last_used: None,
        stale: false,
        shown_in: Cow::Borrowed(&[]),
    };
    let held = match asked.named.ix {
        Some(ix) => reach.held(ix).map(Cow::Borrowed),
        None => Reach::by_id(resume, &asked.named.id).map(Cow::Owned),
    };
    if let Some(held) = held {
        let demonstrated = held.evidence == Evidence::Demonstrated;
        found.evidence = held.evidence;
        found.direct = held.direct;
        found.years_shown = held.years.filter(|_| demonstrated);
        found.last_used = held.last_used;
        found.stale = demonstrated && held.last_used.is_some_and(|m| resume.today.0 - m.0 > 12 * STALE_YEARS);
        found.shown_in = match held {
            Cow::Borrowed(held) => Cow::Borrowed(&held.lines),
            Cow::Owned(held) => Cow::Owned(held.lines),
        };
    } else if let Some((grade, line)) = reach.literally(sought) {
        found.evidence = grade;
        found.shown_in = Cow::Owned(vec![line]);
    } else {
        let siblings = sought.siblings.iter().filter_map(|&ix| reach.held(ix)?.place);
        let mut siblings: Vec<usize> = siblings.collect();
        siblings.sort_unstable();
        siblings.dedup();
        // The skills of a resume stand in the order of their ids.
        let shown = |p: &usize| resume.skills.get(*p);
        siblings
            .sort_by_key(|p| (shown(p).map(|s| s.evidence), std::cmp::Reverse(shown(p).and_then(|s| s.last_used)), *p));
        if !siblings.is_empty() {
            found.evidence = Evidence::Related;
            let mut lines: Vec<usize> =
                siblings.iter().take(2).filter_map(|p| shown(p)?.lines.first().copied()).collect();
            lines.dedup();
            found.shown_in = Cow::Owned(lines);
            found.related = siblings.iter().take(3).filter_map(shown).map(|s| &s.named).collect();
        }
    }
    found
}

/// What the resume shows of a skill that nobody need ask for: the grade, and the first line (0-based) that shows it or a sibling.
pub fn of_skill(skill: SkillIx, resume: &Resume, reach: &Reach, vocabulary: &Vocabulary) -> (Evidence, Option<usize>) {
    if let Some(held) = reach.held(skill) {
        return (held.evidence, held.lines.first().copied());
    }
    let siblings = vocabulary.get(skill).into_iter().flat_map(|s| s.siblings().collect::<Vec<_>>());
    let sibling = siblings.filter_map(|ix| reach.held(ix)?.place).filter_map(|p| resume.skills.get(p)).next();
    match sibling {
        Some(shown) => (Evidence::Related, shown.lines.first().copied()),
        None if resume.in_doubt => (Evidence::Unknown, None),
        None => (Evidence::Missing, None),
    }
}

/// Skills of a strength that are demonstrated; a group of alternatives counts once, under its strongest member.
fn met(sought: &Sought, matches: &[Match<'_>], strength: Strength) -> Met {
    let shown = |i: usize| matches.get(i).is_some_and(|m| m.evidence == Evidence::Demonstrated);
    let mut out = Met::default();
    for unit in &sought.units {
        let of = unit.iter().filter_map(|&i| matches.get(i)).map(|m| m.strength).min();
        if of == Some(strength) {
            out.of += 1;
            out.met += usize::from(unit.iter().any(|&i| shown(i)));
        }
    }
    out
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
fn score(sought: &Sought, matches: &[Match<'_>]) -> Option<f64> {
    let mut sum = 0.0;
    let mut of = 0.0;
    for unit in &sought.units {
        let members = || unit.iter().filter_map(|&i| matches.get(i)).filter(|m| m.evidence != Evidence::Unknown);
        let weight = members().map(|m| m.weight).fold(0.0, f64::max);
        sum += weight * members().map(|m| credit(m.evidence) * if m.stale { 0.8 } else { 1.0 }).fold(0.0, f64::max);
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
fn years_in_field(posting: &Posting, resume: &Resume, reach: &Reach, matches: &[Match<'_>]) -> Option<f64> {
    resume.years?;
    let wanted = posting.role.as_ref().map(|g| g.role.id);
    let mut used: Vec<usize> = vec![0; resume.entries.len()];
    for shown in matches.iter().filter_map(|m| m.direct).filter_map(|p| resume.skills.get(p)) {
        for &entry in &shown.entries {
            if let Some(count) = used.get_mut(entry) {
                *count += 1;
            }
        }
    }
    let entries = resume.entries.iter().zip(&reach.roles).zip(used);
    let spans: Vec<_> = entries
        .filter(|((entry, _), _)| is_position(entry))
        .filter(|((_, role), used)| {
            let by_title = role.is_some_and(|role| match wanted {
                Some(wanted) => {
                    role.id == wanted || FAMILIES.iter().any(|f| f.contains(&role.id) && f.contains(&wanted))
                }
                None => true,
            });
            by_title || *used >= 2
        })
        .filter_map(|((entry, _), _)| entry.span.map(|s| s.months(resume.today)))
        .collect();
    Some(dates::years(dates::union(spans)))
}

/// The level of the last title, else by the years in the field.
fn level(reach: &Reach, years_in_field: Option<f64>) -> Level {
    let field = years_in_field.unwrap_or(0.0);
    match reach.said {
        Some(level) if field > 0.0 || matches!(level, Level::Intern | Level::Junior) => level,
        _ => facts::level_of_years(years_in_field),
    }
}
