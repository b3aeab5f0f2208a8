//! Topics: how likely this interview probes each, how well the resume shows it, and what to rehearse first.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::View;
use super::tuning::{Sign, Tuning};
use crate::catalogue::{self, SHARES, Topic};
use crate::compare::{Fit, Reach};
use crate::terms::{Evidence, Level, Strength};
use crate::understand::cues::Phrases;
use crate::understand::headings::{Part, part_of};
use crate::understand::posting::Posting;
use crate::understand::posting::asked::{Skill, round};
use crate::understand::resume::Resume;

const CUES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/cues/topics.txt"));

/// What of a posting speaks for a topic, whoever applies.
#[derive(Debug)]
pub struct Basis {
    /// Which.
    pub topic: &'static Topic,
    /// Its place in the catalogue.
    pub place: usize,
    /// The chance that none of the signs brings it up.
    quiet: f64,
    /// The skills asked for that belong to it, by their places in [`Posting::asked`], and how far each does.
    shares: Vec<(usize, f64)>,
    /// The same places, those that it rests on most first.
    pub matches: Vec<usize>,
    /// The line of the posting that asks most for it, 0-based.
    pub line: Option<usize>,
    /// Whether it is one of character.
    character: bool,
    /// Whether the role brings it.
    role: bool,
    lines: Vec<usize>,
    said: Option<usize>,
}

/// A topic of this interview.
#[derive(Debug, Clone, Copy)]
pub struct Ranked<'a> {
    /// Which, and what of the posting speaks for it.
    pub basis: &'a Basis,
    /// How likely the interview probes it, 0..=1.
    pub likelihood: f64,
    /// How well the resume shows it, 0..=1.
    pub strength: f64,
    /// What to rehearse first, 0..=1.
    pub priority: f64,
}

/// What each later place among the topics of the role takes off the chance.
const ROLE_STEP: f64 = 0.025;
/// Lines that are counted for a topic by their words; more say the same again.
const SAID_LINES: usize = 3;
/// The topic of "why this job, why now".
const MOTIVATION: &str = "motivation";
/// Topics of character, of which a resume says little.
const CHARACTER: [&str; 6] = ["ownership", "collaboration", "ambiguity", "mentoring", "communication", "stakeholders"];
/// Topics under this likelihood are left out.
const LEAST: f64 = 0.12;

/// What speaks for each topic that this posting may bring up, by the topics' ids.
pub fn basis(posting: &Posting, tuning: &Tuning) -> Vec<Basis> {
    let mut found: BTreeMap<&'static str, Basis> = BTreeMap::new();
    let mut add = |topic: &str, chance: f64, more: &dyn Fn(&mut Basis)| {
        let Some((place, topic)) = catalogue::topic_place(topic).and_then(|p| Some((p, catalogue::topics().get(p)?)))
        else {
            return;
        };
        let basis = found.entry(topic.id).or_insert_with(|| Basis::of(topic, place));
        basis.quiet *= 1.0 - chance.clamp(0.0, 0.95);
        more(basis);
    };
    // Those who begin are asked for foundations more than for the craft of the role.
    let early = if matches!(posting.level, Level::Intern | Level::Junior) { 0.55 } else { 1.0 };
    let of_role = tuning.chance(Sign::Role);
    if let Some(guess) = &posting.role {
        for (place, topic) in guess.role.topics.iter().enumerate() {
            add(topic, early * guess.confidence * f64::max(0.0, of_role - ROLE_STEP * place as f64), &|b| {
                b.role = true
            });
        }
        for topic in &guess.role.also {
            add(topic, guess.confidence * tuning.chance(Sign::Also), &|_| {});
        }
    }
    let role = posting.role.as_ref().map(|g| g.role);
    for (i, asked) in posting.asked.iter().enumerate() {
        // Members of a group share its chance, and so do those that one line lists for one topic: five languages in a row are
        // one requirement.
        let group = posting.groups.iter().find(|g| g.contains(&i)).map_or(1, Vec::len);
        // What belongs to several topics is asked under those of the role: dashboards are observability to who runs systems.
        let (own, other): (Vec<&str>, Vec<&str>) =
            asked.topics.iter().partition(|t| role.is_some_and(|r| r.topics.contains(t)));
        for (topic, share) in own.into_iter().chain(other).zip(SHARES) {
            let at_home = role.is_none_or(|r| r.is_at_home(topic));
            let part = if at_home { 1.0 } else { tuning.chance(Sign::Foreign) };
            let listed = listed(posting, asked, topic);
            let shared = 1.0 / (group.max(listed).max(1) as f64).sqrt();
            add(topic, tuning.chance(Sign::Skill) * part * asked.weight * share * shared, &|b| {
                if b.shares.iter().all(|s| s.0 != i) {
                    b.shares.push((i, share));
                }
                b.lines.push(asked.line);
            });
        }
    }
    let mut counted: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (topic, line, weight) in said(posting) {
        let count = counted.entry(topic).or_default();
        *count += 1;
        if *count <= SAID_LINES {
            add(topic, tuning.chance(Sign::Said) * weight, &|b| {
                b.said.get_or_insert(line);
            });
        }
    }
    by_level(posting, &mut |topic, chance| add(topic, tuning.chance(Sign::Level) * chance, &|_| {}));
    // It may come up by who applies alone.
    add(MOTIVATION, 0.0, &|_| {});
    let mut out: Vec<Basis> = found.into_values().collect();
    for basis in &mut out {
        basis.settle(posting);
    }
    out
}

/// How many skills the line of a skill lists that bring up the same topic first, itself included where it does.
pub(super) fn listed(posting: &Posting, asked: &Skill, topic: &str) -> usize {
    let same = |o: &&Skill| o.line == asked.line && o.topics.first().is_some_and(|t| *t == topic);
    posting.asked.iter().filter(same).count()
}

impl Basis {
    pub(super) fn of(topic: &'static Topic, place: usize) -> Self {
        Basis {
            topic,
            place,
            quiet: 1.0,
            shares: Vec::new(),
            matches: Vec::new(),
            line: None,
            character: CHARACTER.contains(&topic.id),
            role: false,
            lines: Vec::new(),
            said: None,
        }
    }

    /// Once all signs are there: what it rests on most, and its lines.
    fn settle(&mut self, posting: &Posting) {
        let weight = |s: &(usize, f64)| posting.asked.get(s.0).map_or(0.0, |a| a.weight * s.1);
        let mut sorted = self.shares.clone();
        sorted.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.0.cmp(&b.0)));
        self.matches = sorted.into_iter().map(|s| s.0).collect();
        self.line = self.matches.first().and_then(|&i| posting.asked.get(i)).map(|a| a.line).or(self.said);
        self.lines.extend(self.said);
        self.lines.sort_unstable();
        self.lines.dedup();
    }

    /// Why the posting makes it likely, in a few words each.
    pub fn why(&self, posting: &Posting) -> Vec<String> {
        let mut out = Vec::new();
        match self.lines.as_slice() {
            [] => {}
            [one] => out.push(format!("asked for on line {}", one + 1)),
            [some @ .., last] => {
                let shown: Vec<String> = some.iter().take(4).map(|l| (l + 1).to_string()).collect();
                let more = some.len().saturating_sub(4);
                let rest = if more > 0 { format!(" and {} more", more + 1) } else { format!(" and {}", last + 1) };
                out.push(format!("asked for on lines {}{rest}", shown.join(", ")));
            }
        }
        if self.role
            && let Some(guess) = &posting.role
        {
            out.push(format!("typical of interviews for {}", guess.role.with_article()));
        }
        out
    }
}

/// The topics, by priority.
pub fn rank<'a>(basis: &'a [Basis], view: View<'_>) -> Vec<Ranked<'a>> {
    let View { posting, resume, reach, fit, .. } = view;
    let elsewhere = motivation(posting, resume, reach, fit);
    let mut gap = vec![false; fit.matches.len()];
    let mut urgent = vec![0.0; fit.matches.len()];
    for of in &fit.gaps {
        if let (Some(gap), Some(urgent)) = (gap.get_mut(of.of), urgent.get_mut(of.of)) {
            *gap = true;
            *urgent = of.priority;
        }
    }
    let mut ranked: Vec<Ranked<'a>> = basis
        .iter()
        .filter_map(|basis| {
            let comes = elsewhere && basis.topic.id == MOTIVATION;
            let quiet = if comes { basis.quiet * (1.0 - view.tuning.chance(Sign::Change)) } else { basis.quiet };
            let likelihood = round(1.0 - quiet);
            if likelihood < LEAST {
                return None;
            }
            let strength = round(strength(basis, reach, fit, &gap));
            let widest = basis.matches.iter().filter_map(|&m| urgent.get(m)).copied().fold(0.0, f64::max);
            Some(Ranked { basis, likelihood, strength, priority: round(priority(likelihood, strength, widest)) })
        })
        .collect();
    ranked.sort_by(|a, b| {
        b.priority
            .total_cmp(&a.priority)
            .then(b.likelihood.total_cmp(&a.likelihood))
            .then(a.basis.topic.id.cmp(b.basis.topic.id))
    });
    ranked
}

impl Ranked<'_> {
    /// Which.
    pub fn topic(&self) -> &'static Topic {
        self.basis.topic
    }

    /// Why, in a few words each.
    pub fn why(&self, posting: &Posting, fit: &Fit<'_>) -> Vec<String> {
        let mut out = self.basis.why(posting);
        let names = |wanted: &[Evidence]| {
            let matches = self.basis.matches.iter().filter_map(|&i| fit.matches.get(i));
            let mut names: Vec<&str> =
                matches.filter(|m| wanted.contains(&m.evidence)).map(|m| m.named.name.as_str()).collect();
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
}

/// The likely and weak before the likely and strong; nothing unlikely on top. The widest gap of a topic that is strong
/// otherwise keeps it in sight: who knows messaging by RabbitMQ has to look at the Kafka that is asked for.
fn priority(likelihood: f64, strength: f64, widest_gap: f64) -> f64 {
    /// Share of the widest gap beside the topic's weakness. Fitted on labelled pairs; see docs/ranking.md.
    const GAP: f64 = 0.3;
    (likelihood.powf(1.2) * (1.0 - 0.8 * strength) + GAP * likelihood * widest_gap) / (1.0 + GAP)
}

/// What a grade of evidence shows of a topic.
fn shows(evidence: Evidence) -> f64 {
    match evidence {
        Evidence::Demonstrated => 0.9,
        Evidence::Listed | Evidence::Related => 0.2,
        Evidence::Missing | Evidence::Short => 0.05,
        Evidence::Unknown => 0.5,
    }
}

/// How well the resume shows a topic: by the skills asked for, each by its weight; where none is asked for, by what the
/// resume has of the topic at all. `gap` says of each match whether it is a gap.
fn strength(basis: &Basis, reach: &Reach, fit: &Fit<'_>, gap: &[bool]) -> f64 {
    if basis.shares.is_empty() {
        // Nothing is asked for that can be compared: what is there of the topic at all; of character a resume says little.
        let in_general = reach.topics.get(basis.place).copied().unwrap_or(0.0);
        return match basis.topic.id {
            MOTIVATION => 0.2,
            _ if basis.character => f64::max(0.6, in_general),
            _ => f64::max(0.3, 0.85 * in_general),
        };
    }
    let mut sum = 0.0;
    let mut of = 0.0;
    for &(i, share) in &basis.shares {
        let Some(m) = fit.matches.get(i) else { continue };
        // A thing that another of its group already shows is no weakness.
        let met_by_group = gap.get(i) == Some(&false);
        let value = if met_by_group && m.evidence != Evidence::Unknown {
            f64::max(shows(m.evidence), 0.9)
        } else {
            shows(m.evidence)
        };
        let value = if m.stale { value * 0.6 } else { value };
        sum += m.weight * share * value;
        of += m.weight * share;
    }
    let strength = if of > 0.0 { sum / of } else { 0.5 };
    // Character shows in the stories one brings; a method that the resume does not name is no weakness of it.
    if basis.character { f64::max(strength, 0.6) } else { strength }
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
        // "Your mission" is a heading and no reason.
        if text.split_whitespace().count() <= 4 && part_of(text).is_some() {
            continue;
        }
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
fn motivation(posting: &Posting, resume: &Resume, reach: &Reach, fit: &Fit<'_>) -> bool {
    let field = fit.years_in_field.unwrap_or(0.0);
    let short = posting.years.is_some_and(|asked| field + 1.0 < asked);
    let elsewhere = reach.latest.is_some_and(|e| reach.roles.get(e).is_none_or(Option::is_none));
    let changed = elsewhere || resume.years.is_some_and(|all| all > 1.5 && field < 0.5 * all);
    let required_missing =
        fit.matches.iter().filter(|m| m.strength == Strength::Required && m.evidence == Evidence::Missing).count();
    short || changed || required_missing * 2 > fit.matches.len().max(4)
}
