//! What a list does not say of a question: its topic, kind, level and skills. Each guess says how sure it is. The figures put
//! guesses in order and are no probabilities: of fifty questions drawn from two public lists and judged by hand, topics at 0.4
//! and more fitted in nine of ten, those below in four of ten.

use std::collections::BTreeMap;

use super::Listed;
use crate::Toolkit;
use crate::bank::source::{KINDS, LEVELS};
use crate::catalogue;
use crate::vocabulary::guard::Place;

/// What was guessed, or taken as said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// Topic id.
    pub topic: String,
    /// The kind.
    pub kind: String,
    /// The level.
    pub level: String,
    /// Names of skills.
    pub skills: Vec<String>,
}

/// How sure each guess is, 0..=1; 1 where the list says it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sure {
    /// The topic.
    pub topic: f64,
    /// The kind.
    pub kind: f64,
    /// The level.
    pub level: f64,
}

impl Sure {
    /// All of it: the topic counts for half, since it decides where a question comes up.
    pub fn overall(self) -> f64 {
        0.5 * self.topic + 0.25 * self.kind + 0.25 * self.level
    }
}

/// Guesses what the list does not say. `name` is the name of the list, which may tell the topic.
pub fn of(listed: &Listed, name: &str, toolkit: &Toolkit) -> (Guess, Sure) {
    let skills = skills(listed, toolkit);
    let (topic, topic_sure) = topic(listed, name, &skills, toolkit);
    let (kind, kind_sure) = kind(listed);
    let (level, level_sure) = level(listed, &kind);
    let names = skills.iter().map(|s| s.name.clone()).collect();
    (Guess { topic, kind, level, skills: names }, Sure { topic: topic_sure, kind: kind_sure, level: level_sure })
}

struct Named {
    name: String,
    topics: Vec<String>,
}

/// Skills that the list names, else those in the question.
fn skills(listed: &Listed, toolkit: &Toolkit) -> Vec<Named> {
    let mut out: Vec<Named> = Vec::new();
    let vocabulary = &toolkit.vocabulary;
    let given = listed.given.skills.iter().filter_map(|s| vocabulary.by_name(s).or_else(|| vocabulary.by_id(s)));
    let scan = vocabulary.scan(&listed.text);
    let found = scan.mentions(vocabulary, Place { list: false, item: false });
    let said = found.iter().filter(|m| !m.field).filter_map(|m| vocabulary.get(m.skill));
    for skill in given.chain(said) {
        // A comma parts skills in a bank file.
        if !out.iter().any(|o| o.name == skill.name()) && !skill.name().contains(',') {
            let topics = skill.topics().iter().map(|t| (*t).to_owned()).collect();
            out.push(Named { name: skill.name().to_owned(), topics });
        }
    }
    out.truncate(4);
    out
}

/// Weight of a heading or file that is named like a topic, of one that names a skill, of a skill in the question, and of
/// all the neighbours in the bank together.
const VOTES: [f64; 4] = [3.0, 1.6, 1.2, 2.4];
/// Neighbours in the bank that are asked.
const NEIGHBOURS: usize = 10;
/// So much stays unknown however clear the votes are.
const DOUBT: f64 = 0.8;

fn topic(listed: &Listed, name: &str, skills: &[Named], toolkit: &Toolkit) -> (String, f64) {
    if let Some(topic) = topic_named(&listed.given.topic) {
        return (topic.to_owned(), 1.0);
    }
    let [named, told, said, near] = VOTES;
    let mut votes: BTreeMap<String, f64> = BTreeMap::new();
    let mut vote = |topic: &str, weight: f64| *votes.entry(topic.to_owned()).or_default() += weight;
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name).split('.').next().unwrap_or_default();
    let stem = stem.to_lowercase().replace(['-', '_'], " ");
    let stem = stem.replace("questions", "").replace("interview", "");
    let titles = listed.headings.iter().map(String::as_str).chain([listed.given.topic.as_str(), stem.as_str()]);
    for title in titles.filter(|t| !t.trim().is_empty()) {
        match topic_named(title) {
            Some(topic) => vote(topic, named),
            None => {
                for hit in &toolkit.vocabulary.scan(title).hits {
                    let topics = toolkit.vocabulary.get(hit.skill).map(|s| s.topics().to_vec()).unwrap_or_default();
                    for (topic, share) in topics.iter().zip([1.0, 0.4]) {
                        vote(topic, told * share);
                    }
                }
            }
        }
    }
    for skill in skills {
        for (topic, share) in skill.topics.iter().zip([1.0, 0.5, 0.3]) {
            vote(topic, said * share / skills.len() as f64);
        }
    }
    let words = format!("{} {}", listed.text, listed.headings.last().map_or("", |h| h.as_str()));
    let found = toolkit.search(&words, NEIGHBOURS).unwrap_or_default();
    let shares: f64 = (1..=NEIGHBOURS).map(|rank| 1.0 / (rank as f64 + 1.0)).sum();
    for (rank, place) in found.into_iter().enumerate() {
        if let Some(question) = toolkit.bank.questions().get(place) {
            vote(question.topic, near / shares / (rank as f64 + 2.0));
        }
    }
    let all: f64 = votes.values().sum();
    let best = votes.iter().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
    match best {
        Some((topic, votes)) => (topic.clone(), two(votes / (all + DOUBT))),
        None => ("languages".to_owned(), 0.1),
    }
}

/// The topic that a title names, wholly or as its chief word.
fn topic_named(title: &str) -> Option<&'static str> {
    let plain = |text: &str| {
        let kept: String = text.to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        kept.split_whitespace()
            .filter(|w| !matches!(*w, "questions" | "interview" | "and" | "the"))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let wanted = plain(title);
    if wanted.is_empty() {
        return None;
    }
    let found = catalogue::topics().iter().find(|t| plain(t.name) == wanted || plain(t.id) == wanted);
    let alike = || ALIKE.iter().find(|(words, _)| *words == wanted).map(|(_, topic)| *topic);
    found.map(|t| t.id).or_else(alike)
}

/// Titles of public lists that mean a topic by another name.
const ALIKE: &[(&str, &str)] = &[
    ("coding", "languages"),
    ("html", "css"),
    ("network", "networking"),
    ("algorithmic", "algorithms"),
    ("data structures", "algorithms"),
    ("behavioral", "ownership"),
    ("behavioural", "ownership"),
    ("system design", "distributed-systems"),
    ("devops", "ci-cd"),
    ("docker", "containers"),
    ("kubernetes", "containers"),
    ("linux", "operating-systems"),
    ("neural networks", "deep-learning"),
    ("react", "ui-frameworks"),
    ("supervised machine learning", "machine-learning"),
    ("classification", "machine-learning"),
    ("clustering", "machine-learning"),
    ("linear regression", "machine-learning"),
    ("regularization", "machine-learning"),
    ("decision trees", "machine-learning"),
    ("random forest", "machine-learning"),
    ("gradient boosting", "machine-learning"),
    ("validation", "model-evaluation"),
    ("parameter tuning", "model-evaluation"),
    ("feature selection", "feature-engineering"),
    ("dimensionality reduction", "feature-engineering"),
];

/// Phrases of a kind, the more telling first. Lower case; whole words.
const KIND_SIGNS: &[(&str, f64, &[&str])] = &[
    (
        "behavioral",
        0.85,
        &[
            "tell me about a time",
            "disagreement",
            "conflict with",
            "time when",
            "failed at",
            "your boss",
            "inspires you",
            "excites",
        ],
    ),
    (
        "experience",
        0.75,
        &[
            "have you",
            "did you",
            "you've",
            "your preferred",
            "your workflow",
            "do you like",
            "which tools",
            "do you use",
            "have you ever",
            "recently",
            "tell me about",
            "pet projects",
            "you personally",
            "do you see yourself",
            "are you familiar",
        ],
    ),
    (
        "coding",
        0.85,
        &[
            "write",
            "implement",
            "output of",
            "what does the following code",
            "the code below",
            "value of `",
            "write a function",
            "make this work",
            "sql query",
            "sql queries",
            "return the",
            "calculate",
            "value is returned",
            "console",
            "following code",
        ],
    ),
    ("design", 0.8, &["design", "architect", "how would you build", "how would you implement", "build a", "create a"]),
    (
        "debug",
        0.75,
        &[
            "debug",
            "troubleshoot",
            "slow",
            "fails",
            "leak",
            "what happens when",
            "what would you check",
            "performance bug",
            "crash",
        ],
    ),
    (
        "trade-off",
        0.7,
        &[
            "difference between",
            "differences between",
            "versus",
            "vs",
            "pros and cons",
            "advantages",
            "disadvantages",
            "when would you",
            "when to use",
            "which would you",
            "would you prefer",
            "better than",
            "compare",
            "trade-off",
            "trade-offs",
            "instead of",
            "benefits",
        ],
    ),
    (
        "explain",
        0.65,
        &[
            "explain",
            "describe",
            "what is",
            "what are",
            "what's",
            "what’s",
            "how does",
            "how do",
            "why",
            "what does",
            "how can",
            "how to",
            "discuss",
        ],
    ),
];

fn kind(listed: &Listed) -> (String, f64) {
    let given = listed.given.kind.to_lowercase();
    if KINDS.contains(&given.as_str()) {
        return (given, 1.0);
    }
    let lower = listed.text.to_lowercase();
    let heading = listed.headings.iter().any(|h| h.to_lowercase().contains("coding"));
    // A task that is answered with code asks for code; a question may only be illustrated by it.
    let answered = !lower.ends_with('?') && listed.points.iter().any(|p| p.contains(super::answers::NEW_LINE));
    let code = lower.contains(super::answers::NEW_LINE) || heading || answered;
    for (kind, sure, signs) in KIND_SIGNS {
        if signs.iter().any(|s| has_words(&lower, s)) {
            let other = code && *kind != "coding";
            return (if other { "coding" } else { kind }.to_owned(), if other { 0.7 } else { *sure });
        }
    }
    if code { ("coding".to_owned(), 0.7) } else { ("explain".to_owned(), 0.35) }
}

/// Whether words stand in a text as whole words.
fn has_words(text: &str, words: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (text.get(..at).unwrap_or(""), text.get(at + words.len()..).unwrap_or(""));
        let edge = words.ends_with(|c: char| c.is_alphanumeric());
        !inside(before.chars().next_back()) && (!edge || !inside(after.chars().next()))
    })
}

/// Words for difficulty.
const LEVEL_SIGNS: &[(&str, &[&str])] = &[
    ("intern", &["intern", "internship", "trivial"]),
    ("junior", &["junior", "easy", "beginner", "beginners", "basic", "basics", "entry", "simple", "fundamentals", "1"]),
    ("mid", &["mid", "medium", "intermediate", "middle", "moderate", "2"]),
    ("senior", &["senior", "hard", "advanced", "expert", "difficult", "3"]),
    ("staff", &["staff", "principal", "lead", "architect"]),
];

fn level(listed: &Listed, kind: &str) -> (String, f64) {
    let given = listed.given.level.to_lowercase();
    if LEVELS.contains(&given.as_str()) {
        return (given, 1.0);
    }
    let of = |text: &str| {
        LEVEL_SIGNS
            .iter()
            .find(|(_, words)| words.iter().any(|w| has_words(text, w)))
            .map(|(level, _)| (*level).to_owned())
    };
    if let Some(level) = of(&given) {
        return (level, 0.9);
    }
    let words_only = |h: &String| h.to_lowercase().chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    if let Some(level) = listed.headings.iter().rev().find_map(|h| of(&words_only(h))) {
        return (level, 0.7);
    }
    let lower = listed.text.to_lowercase();
    let definition = ["what is", "what are", "what does", "define", "name "].iter().any(|s| lower.starts_with(s));
    match kind {
        "design" | "debug" => ("senior".to_owned(), 0.4),
        _ if definition => ("junior".to_owned(), 0.55),
        _ => ("mid".to_owned(), 0.4),
    }
}

fn two(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
