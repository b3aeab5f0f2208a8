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
    "sw engineer",
    "sw developer",
    "developer",
    "programmer",
    "software engineering",
    "technical lead",
    "tech lead",
    "technology lead",
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

/// Words that end the name of a job.
pub(super) const JOBS: &[&str] = &[
    "administrator",
    "analyst",
    "architect",
    "coach",
    "consultant",
    "designer",
    "developer",
    "engineer",
    "expert",
    "lead",
    "leader",
    "manager",
    "master",
    "owner",
    "programmer",
    "researcher",
    "scientist",
    "specialist",
    "technician",
    "tester",
];

/// The role whose title stands in a text, and the words that say so. A job ("product manager") says more than a field
/// ("machine learning"), what stands in front more than what follows a comma, a dash or stands in brackets; then the longest.
pub fn of_title(title: &str) -> Option<(&'static Role, &'static str)> {
    let (whole, front) = (plain(title), plain(&front(title)));
    let mut best: Option<(usize, &'static Role, &'static str)> = None;
    for role in catalogue::roles() {
        for phrase in role.titles.iter().copied() {
            let Some(rest) = follows(&whole, phrase) else { continue };
            // A general title never beats a particular one, however long.
            let mut weight = phrase.len();
            if !GENERAL.contains(&phrase) {
                let ahead = follows(&front, phrase);
                let job = |rest: &str| {
                    let next = rest.split_whitespace().next();
                    let last = phrase.rsplit(' ').next();
                    next.into_iter().chain(last).any(|w| JOBS.contains(&w))
                };
                weight += 100;
                weight += if ahead.is_some() { 100 } else { 0 };
                weight += if job(ahead.unwrap_or(rest)) { 200 } else { 0 };
            }
            if best.is_none_or(|b| weight > b.0) {
                best = Some((weight, role, phrase));
            }
        }
    }
    best.map(|(_, role, phrase)| (role, phrase))
}

/// A title up to the first comma or dash, without what stands in brackets.
fn front(title: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(title.len());
    for c in title.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ',' | ':' | '|' | '–' | '—' if depth == 0 => break,
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out.split(" - ").next().unwrap_or_default().to_owned()
}

/// Words in lower case with one blank between them.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '+' | '#' | '.' | '/')));
    words.filter(|w| !w.is_empty()).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// What follows the words of a phrase in plain text, those after ` .. ` anywhere after those before it.
fn follows<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    match phrase.split_once(" .. ") {
        Some((first, second)) => after(after(text, first)?, second),
        None => after(text, phrase),
    }
}

/// What follows the words of a phrase in plain text, where they stand in it, be it in the plural.
fn after<'t>(text: &'t str, phrase: &str) -> Option<&'t str> {
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    let mut rests =
        starts.filter_map(|at| text.get(at..)?.strip_prefix(phrase)).map(|r| r.strip_prefix('s').unwrap_or(r));
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

    /// A role a line, and titles that name it.
    const TITLES: &str = "\
backend-engineer = Senior Backend Engineer (Python) | Software Engineer I, Backend (New Graduate) - Claims Platform | Software Engineer - Java | Server-Side Developer, Games | API Engineers | Node JS Developer, Web and Mobile
frontend-engineer = Frontend Engineer | React Developer - Booking | Web Developer (m/f/d) | Lead UI Engineer, Design Tools
full-stack-engineer = Full-Stack Engineer | Fullstack Developer (Node, React) | Full Stack Java Developer | Founding Full Stack Engineer
mobile-engineer = iOS Developer | Senior Software Engineer, Android | Flutter Engineer, Driver App
data-engineer = Senior Analytics Engineer | Analytics Engineering Lead | Analytics Engineer, dbt (Business Intelligence) | Business Intelligence (BI) Developer | Data Engineer - Machine Learning Platform | DataOps Engineer
data-analyst = Junior Data Analyst | Data Analyst - Analytics Engineering | Reporting Analyst, Risk | Marketing Analyst
data-scientist = Data Scientist, Marketplace Experimentation | Applied Scientist II | Senior Data Scientist (Security)
ml-engineer = Machine Learning Engineer | Software Engineer, Machine Learning Infrastructure | Computer Vision Engineer | MLOps Engineer - Fraud
ai-engineer = AI Engineer | Senior Generative AI Developer | LLM Engineer, Search
devops-engineer = DevOps Engineer - Data Platform | Platform Engineer (Kubernetes) | Linux System Administrator | CI/CD Engineer
site-reliability-engineer = Site Reliability Engineer | SRE, Payments | Senior Production Engineer
cloud-architect = Principal Cloud Architect | Solutions Architect, Data | AWS Cloud Architect (Migration) | Network Architect
security-engineer = Cloud Security Architect | Application Security Engineer | Penetration Tester, Mobile | Social Engineering Lead | Threat Hunter
qa-engineer = SDET (Software Development Engineer in Test) | Test Developer | QA Automation Developer | Software Developer in Test | QA Test Developer - Python/JavaScript | Mobile QA Engineer | Automation Test Analyst | Test Manager | QA Engineer, Machine Learning
embedded-engineer = Embedded Software Engineer | Firmware Developer - Sensors | RTOS Engineer | Senior Embedded Systems Developer (w/m/d) - Linux
engineering-manager = Engineering Manager, Payments | Engineering Lead | Head of Engineering | Director, Software Engineering | Data Engineering Team Lead
product-manager = Product Manager, Machine Learning Platform | Senior Product Owner | Head of Product, Security
program-manager = Technical Program Manager, Cloud | Scrum Master | IT Project Manager (SAP)
product-designer = Product Designer - Mobile | UX Researcher | UI/UX Designer | Senior Experience Designer
support-engineer = Technical Support Engineer, Cloud | Service Desk Analyst | Customer Support Specialist (Tier 2) | IT Support Technician";

    #[test]
    fn roles_by_their_titles() {
        let titles: Vec<(&str, &str)> = TITLES.lines().map(|l| l.split_once(" = ").unwrap()).collect();
        assert_eq!(titles.len(), catalogue::roles().len());
        let mut wrong = Vec::new();
        for (role, title) in titles.iter().flat_map(|(r, titles)| titles.split(" | ").map(move |t| (r, t))) {
            match of_title(title) {
                Some((said, _)) if said.id == *role => {}
                other => wrong.push(format!("{title}: {:?}, and not {role}", other.map(|(r, phrase)| (r.id, phrase)))),
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(of_title("Pastry Chef"), None);
    }
}
