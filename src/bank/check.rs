//! What can only be said of a bank as a whole: ids used twice, unknown topics, roles and skills, near-duplicates.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::source::{Entry, Finding};

/// What a bank's questions may refer to.
pub struct Known<'a> {
    /// Topic ids.
    pub topics: &'a [&'a str],
    /// Role ids.
    pub roles: &'a [&'a str],
    /// The id of the skill that a name means.
    pub skill: &'a dyn Fn(&str) -> Option<String>,
}

/// Words in a shingle.
const SHINGLE: usize = 3;
/// Two questions are near-duplicates where they share this part of their shingles (Jaccard). Measured on the bank that
/// ships: honest neighbours stay under 0.15.
const DUPLICATE: f64 = 0.3;

/// Findings about references and ids.
pub fn references(entries: &[Entry], known: &Known<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut ids: HashMap<&str, &Entry> = HashMap::new();
    for entry in entries {
        let mut say =
            |code, message| findings.push(Finding { code, file: entry.file.clone(), line: entry.line, message });
        if let Some(first) = ids.insert(&entry.id, entry) {
            say(
                "question-id-twice",
                format!(
                    "`{}` is already the id of {}:{}; give this question another",
                    entry.id, first.file, first.line
                ),
            );
        }
        if !known.topics.contains(&entry.topic.as_str()) {
            say(
                "question-topic",
                format!("`{}` is no topic; see `jobfit guide` and data/roles/topics.txt", entry.topic),
            );
        }
        for role in entry.roles.iter().chain(&entry.guide).filter(|r| !known.roles.contains(&r.as_str())) {
            say("question-role", format!("`{role}` is no role; `jobfit guide` lists them"));
        }
        for skill in entry.skills.iter().filter(|s| (known.skill)(s).is_none()) {
            say(
                "question-skill",
                format!("`{skill}` is not in the vocabulary; use a name that `jobfit skills` lists, or add it"),
            );
        }
    }
    findings
}

/// Pairs of questions that say nearly the same, the later one reported.
pub fn near_duplicates(entries: &[Entry]) -> Vec<Finding> {
    let texts: Vec<Vec<String>> = entries.iter().map(|e| words(&e.text)).collect();
    let sets: Vec<HashSet<&[String]>> = texts.iter().map(|w| w.windows(SHINGLE).collect()).collect();
    let mut places: HashMap<&[String], Vec<usize>> = HashMap::new();
    let mut findings = Vec::new();
    for (i, set) in sets.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for shingle in set {
            let seen = places.entry(shingle).or_default();
            for &other in seen.iter() {
                *shared.entry(other).or_default() += 1;
            }
            seen.push(i);
        }
        for (other, n) in shared {
            let (Some(entry), Some(first), Some(theirs)) = (entries.get(i), entries.get(other), sets.get(other)) else {
                continue;
            };
            let union = set.len() + theirs.len() - n;
            let share = n as f64 / union.max(1) as f64;
            if share > DUPLICATE {
                let message = format!(
                    "`{}` says nearly the same as `{}` ({}:{}); keep the better one",
                    entry.id, first.id, first.file, first.line
                );
                findings.push(Finding { code: "near-duplicate", file: entry.file.clone(), line: entry.line, message });
            }
        }
    }
    findings
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}
