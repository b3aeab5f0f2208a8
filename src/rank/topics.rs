//! Topics: how likely this interview probes each, how well the resume shows it, and what to rehearse first.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::catalogue::{self, Topic};
use crate::compare::Fit;
use crate::terms::{Evidence, Level, Strength};
use crate::understand::cues::Phrases;
use crate::understand::headings::Part;
use crate::understand::posting::Posting;
use crate::understand::posting::asked::round;
use crate::understand::resume::Resume;
use crate::vocabulary::Vocabulary;

const CUES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/cues/topics.txt"));

/// A topic of this interview.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Which.
    pub topic: &'static Topic,
    /// How likely the interview probes it, 0..=1.
    pub likelihood: f64,
    /// How well the resume shows it, 0..=1.
    pub strength: f64,
    /// What to rehearse first, 0..=1.
    pub priority: f64,
    /// The skills asked for that belong to it: places in [`Fit::matches`].
    pub matches: Vec<usize>,
    /// Why, in a few words each.
    pub why: Vec<String>,
    /// The line of the posting that asks most for it, 0-based.
    pub line: Option<usize>,
}

/// What speaks for a topic: the chance that it comes up by this alone.
#[derive(Debug, Default)]
struct Signs {
    /// The chance that none of the signs brings it up.
    quiet: f64,
    matches: Vec<(usize, f64)>,
    lines: Vec<usize>,
    role: bool,
    said: Option<usize>,
}

/// How much of a skill's weight goes to its first, second and third topic.
const SHARES: [f64; 3] = [1.0, 0.45, 0.25];
/// The chance that a skill of weight 1 brings its first topic up.
const SKILL: f64 = 0.62;
/// The chance that the most typical topic of the role comes up by that alone, and what each later place takes off.
const ROLE: f64 = 0.36;
const ROLE_STEP: f64 = 0.025;
/// The chance of a topic that the role often meets beside its own.
const ALSO: f64 = 0.16;
/// The chance that a line which speaks of a topic brings it up.
const SAID: f64 = 0.22;
/// Lines that are counted for a topic by their words; more say the same again.
const SAID_LINES: usize = 3;
/// Topics of character, of which a resume says little.
const CHARACTER: [&str; 6] = ["ownership", "collaboration", "ambiguity", "mentoring", "communication", "stakeholders"];
/// Topics under this likelihood are left out.
const LEAST: f64 = 0.12;

/// The topics, by priority.
pub fn rank(posting: &Posting, resume: &Resume, fit: &Fit, vocabulary: &Vocabulary) -> Vec<Ranked> {
    let mut signs: BTreeMap<&'static str, Signs> = BTreeMap::new();
    fn sign<'s>(signs: &'s mut BTreeMap<&'static str, Signs>, topic: &'static str, chance: f64) -> &'s mut Signs {
        let slot = signs.entry(topic).or_insert_with(|| Signs { quiet: 1.0, ..Signs::default() });
        slot.quiet *= 1.0 - chance.clamp(0.0, 0.95);
        slot
    }
    // Those who begin are asked for foundations more than for the craft of the role.
    let early = if matches!(posting.level, Level::Intern | Level::Junior) { 0.55 } else { 1.0 };
    if let Some(guess) = &posting.role {
        for (place, topic) in guess.role.topics.iter().enumerate() {
            sign(&mut signs, topic, early * guess.confidence * (ROLE - ROLE_STEP * place as f64)).role = true;
        }
        for topic in &guess.role.also {
            sign(&mut signs, topic, guess.confidence * ALSO);
        }
    }
    for (i, m) in fit.matches.iter().enumerate() {
        let Some(asked) = posting.asked.get(m.asked) else { continue };
        // Members of a group share its chance.
        let shared =
            posting.groups.iter().find(|g| g.contains(&m.asked)).map_or(1.0, |g| 1.0 / (g.len() as f64).sqrt());
        for (topic, share) in asked.topics.iter().zip(SHARES) {
            let slot = sign(&mut signs, topic, SKILL * m.weight * share * shared);
            slot.matches.push((i, share));
            slot.lines.push(asked.line);
        }
    }
    let mut counted: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (topic, line, weight) in said(posting) {
        let count = counted.entry(topic).or_default();
        *count += 1;
        if *count > SAID_LINES {
            continue;
        }
        let slot = sign(&mut signs, topic, SAID * weight);
        slot.said.get_or_insert(line);
    }
    by_level(posting, &mut |topic, chance| {
        sign(&mut signs, topic, chance);
    });
    if motivation(posting, resume, fit) {
        sign(&mut signs, "motivation", 0.5);
    }
    let mut ranked: Vec<Ranked> =
        signs.into_iter().filter_map(|(id, s)| topic(id, s, posting, resume, fit, vocabulary)).collect();
    ranked.sort_by(|a, b| {
        b.priority.total_cmp(&a.priority).then(b.likelihood.total_cmp(&a.likelihood)).then(a.topic.id.cmp(b.topic.id))
    });
    ranked
}

fn topic(
    id: &'static str,
    signs: Signs,
    posting: &Posting,
    resume: &Resume,
    fit: &Fit,
    vocabulary: &Vocabulary,
) -> Option<Ranked> {
    let topic = catalogue::topic(id)?;
    let likelihood = round(1.0 - signs.quiet);
    if likelihood < LEAST {
        return None;
    }
    let strength = round(strength(id, &signs, resume, fit, vocabulary));
    let priority = round(priority(likelihood, strength));
    let mut matches: Vec<(usize, f64)> = signs.matches.clone();
    matches.sort_by(|a, b| {
        let weight = |m: &(usize, f64)| fit.matches.get(m.0).map_or(0.0, |x| x.weight * m.1);
        weight(b).total_cmp(&weight(a)).then(a.0.cmp(&b.0))
    });
    let why = why(&signs, posting, fit, &matches);
    let line = matches
        .first()
        .and_then(|m| fit.matches.get(m.0))
        .and_then(|m| posting.asked.get(m.asked))
        .map(|a| a.line)
        .or(signs.said);
    Some(Ranked {
        topic,
        likelihood,
        strength,
        priority,
        matches: matches.into_iter().map(|m| m.0).collect(),
        why,
        line,
    })
}

/// The likely and weak before the likely and strong; nothing unlikely on top.
fn priority(likelihood: f64, strength: f64) -> f64 {
    likelihood.powf(1.2) * (1.0 - 0.8 * strength)
}

/// What a grade of evidence shows of a topic.
fn shows(evidence: Evidence) -> f64 {
    match evidence {
        Evidence::Demonstrated => 0.9,
        Evidence::Listed => 0.4,
        Evidence::Related => 0.4,
        Evidence::Missing | Evidence::Short => 0.05,
        Evidence::Unknown => 0.5,
    }
}

/// How well the resume shows a topic: by the skills asked for, each by its weight; where none is asked for, by what the
/// resume has of the topic at all.
fn strength(id: &str, signs: &Signs, resume: &Resume, fit: &Fit, vocabulary: &Vocabulary) -> f64 {
    let own: Vec<f64> = resume
        .skills
        .iter()
        .filter_map(|s| {
            let skill = s.named.ix.and_then(|ix| vocabulary.get(ix))?;
            let share = skill.topics().iter().position(|t| *t == id).and_then(|p| SHARES.get(p).copied())?;
            Some(share * if s.evidence == Evidence::Demonstrated { 0.5 } else { 0.2 })
        })
        .collect();
    let in_general = 1.0 - own.iter().fold(1.0, |quiet, s| quiet * (1.0 - s));
    if signs.matches.is_empty() {
        // Nothing is asked for that can be compared: what is there of the topic at all; of character a resume says little.
        return match id {
            "motivation" => 0.2,
            _ if CHARACTER.contains(&id) => f64::max(0.6, in_general),
            _ => f64::max(0.3, 0.85 * in_general),
        };
    }
    let mut sum = 0.0;
    let mut of = 0.0;
    let mut seen: Vec<usize> = Vec::new();
    for &(i, share) in &signs.matches {
        let Some(m) = fit.matches.get(i) else { continue };
        if seen.contains(&i) {
            continue;
        }
        seen.push(i);
        // A thing that another of its group already shows is no weakness.
        let met_by_group = fit.gaps.iter().all(|g| g.of != i);
        let value = if met_by_group && m.evidence != Evidence::Unknown {
            f64::max(shows(m.evidence), 0.9)
        } else {
            shows(m.evidence)
        };
        let value = if m.stale { value * 0.6 } else { value };
        sum += m.weight * share * value;
        of += m.weight * share;
    }
    let asked = if of > 0.0 { sum / of } else { 0.5 };
    let strength = 0.85 * asked + 0.15 * in_general;
    // Character shows in the stories one brings; a method that the resume does not name is no weakness of it.
    if CHARACTER.contains(&id) { f64::max(strength, 0.6) } else { strength }
}

fn why(signs: &Signs, posting: &Posting, fit: &Fit, matches: &[(usize, f64)]) -> Vec<String> {
    let mut out = Vec::new();
    let mut lines: Vec<usize> = signs.lines.iter().map(|l| l + 1).collect();
    lines.extend(signs.said.map(|l| l + 1));
    lines.sort_unstable();
    lines.dedup();
    match lines.as_slice() {
        [] => {}
        [one] => out.push(format!("asked for on line {one}")),
        [some @ .., last] => {
            let shown: Vec<String> = some.iter().take(4).map(usize::to_string).collect();
            let more = some.len().saturating_sub(4);
            let rest = if more > 0 { format!(" and {} more", more + 1) } else { format!(" and {last}") };
            out.push(format!("asked for on lines {}{rest}", shown.join(", ")));
        }
    }
    if signs.role
        && let Some(guess) = &posting.role
    {
        out.push(format!("typical of interviews for a {}", guess.role.name));
    }
    let names = |wanted: &[Evidence]| {
        let mut names: Vec<&str> = matches
            .iter()
            .filter_map(|m| fit.matches.get(m.0))
            .filter(|m| wanted.contains(&m.evidence))
            .map(|m| m.named.name.as_str())
            .collect();
        names.dedup();
        names.truncate(4);
        names.join(", ")
    };
    let missing = names(&[Evidence::Missing]);
    if !missing.is_empty() {
        out.push(format!("nothing in the resume shows {missing}"));
    }
    let thin = names(&[Evidence::Listed, Evidence::Related]);
    if !thin.is_empty() {
        out.push(format!("only named, or only something close: {thin}"));
    }
    let shown = names(&[Evidence::Demonstrated]);
    if !shown.is_empty() {
        out.push(format!("shown by work: {shown}"));
    }
    out
}

/// Lines of the posting that speak of a topic in words that are no skill: topic, line, weight.
fn said(posting: &Posting) -> Vec<(&'static str, usize, f64)> {
    static PARSED: OnceLock<Phrases> = OnceLock::new();
    let cues = PARSED.get_or_init(|| Phrases::parse(CUES));
    let mut out = Vec::new();
    for (line, text) in posting.lines.iter().enumerate() {
        let weight = match posting.parts.get(line) {
            Some(Part::Required | Part::Duties) => 1.0,
            Some(Part::Unknown | Part::Preferred) => 0.6,
            Some(Part::Team | Part::Process) => 0.4,
            _ => continue,
        };
        let lower = text.to_lowercase();
        let mut here: Vec<&str> = cues.find(&lower).into_iter().map(|f| f.class).collect();
        here.sort_unstable();
        here.dedup();
        out.extend(here.into_iter().filter_map(catalogue::topic).map(|t| (t.id, line, weight)));
    }
    out
}

/// Topics that a level brings with it.
fn by_level(posting: &Posting, add: &mut dyn FnMut(&'static str, f64)) {
    let manages = posting.level == Level::Manager || posting.level == Level::Executive;
    match posting.level {
        Level::Intern | Level::Junior => {
            add("motivation", 0.3);
            add("collaboration", 0.15);
            if posting.asked.iter().any(|a| a.topics.contains(&"languages")) {
                add("algorithms", 0.35);
                add("languages", 0.3);
            }
        }
        Level::Mid => add("collaboration", 0.12),
        Level::Senior => {
            add("collaboration", 0.12);
            add("ownership", 0.15);
        }
        Level::Staff => {
            add("technical-leadership", 0.3);
            add("mentoring", 0.2);
            add("ambiguity", 0.2);
            add("stakeholders", 0.15);
        }
        Level::Manager | Level::Executive => {
            add("people-management", if manages { 0.4 } else { 0.0 });
            add("stakeholders", 0.25);
            add("delivery", 0.2);
        }
    }
}

/// Whether "why this job, why now" will be asked: the person comes from another field, or has far fewer years in it than
/// asked for.
fn motivation(posting: &Posting, resume: &Resume, fit: &Fit) -> bool {
    let field = fit.years_in_field.unwrap_or(0.0);
    let short = posting.years.is_some_and(|asked| field + 1.0 < asked);
    let latest = resume.positions().max_by_key(|e| e.span.map(|s| (s.end.unwrap_or(resume.today), s.start)));
    let elsewhere = latest.is_some_and(|e| crate::understand::posting::role::of_title(&e.title).is_none());
    let changed = elsewhere || resume.years.is_some_and(|all| all > 1.5 && field < 0.5 * all);
    let required_missing =
        fit.matches.iter().filter(|m| m.strength == Strength::Required && m.evidence == Evidence::Missing).count();
    short || changed || required_missing * 2 > fit.matches.len().max(4)
}
