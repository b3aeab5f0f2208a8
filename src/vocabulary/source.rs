//! The vocabulary's source files (`data/skills/*.txt`): one line a skill, eight columns. See `data/README.md`.

use std::collections::HashMap;

/// What a finding is about: where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Kebab-case and stable.
    pub code: &'static str,
    /// The file as it was named.
    pub file: String,
    /// 1-based.
    pub line: usize,
    /// What is wrong and what to do about it.
    pub message: String,
}

/// One line of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkillEntry {
    /// The id.
    pub id: String,
    /// The name as people write it.
    pub name: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// Topic ids, most typical first.
    pub topics: Vec<String>,
    /// Other spellings; `..` stands for up to three words.
    pub aliases: Vec<String>,
    /// What people write who did it without naming it; gaps and choices as in [`super::phrase`].
    pub deeds: Vec<String>,
    /// Ids of the skills that this one necessarily uses.
    pub implies: Vec<String>,
    /// Groups of skills that one could swap in for one another.
    pub swap: Vec<String>,
    /// Whether letter case or context matters.
    pub guard: Guard,
    /// Words in the same line that make a plain word the skill.
    pub near: Vec<String>,
    /// Phrases in which it is not the skill.
    pub not: Vec<String>,
    /// Where it stands.
    pub file: String,
    /// 1-based.
    pub line: usize,
}

/// When a name that was found counts as the skill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Guard {
    /// Always.
    None,
    /// Only in the letter case of the name or an alias.
    Case,
    /// Only in that letter case, and where its neighbours make it a skill.
    Plain,
}

/// What a skill can be.
pub const KINDS: &[&str] = &[
    "language",
    "framework",
    "library",
    "database",
    "platform",
    "service",
    "tool",
    "protocol",
    "format",
    "method",
    "concept",
    "field",
];

/// Reads the lines of one file. Lines with findings are left out.
pub fn parse(file: &str, text: &str, findings: &mut Vec<Finding>) -> Vec<SkillEntry> {
    let mut entries = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match parse_line(line) {
            Ok(entry) => entries.push(SkillEntry { file: file.to_owned(), line: number, ..entry }),
            Err((code, message)) => findings.push(Finding { code, file: file.to_owned(), line: number, message }),
        }
    }
    entries
}

fn parse_line(line: &str) -> Result<SkillEntry, (&'static str, String)> {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let &[id, name, kind, topics, aliases, implies, swap, guard] = columns.as_slice() else {
        return Err((
            "skill-columns",
            format!("{} columns, not 8: id | name | kind | topics | aliases | implies | swap | guard", columns.len()),
        ));
    };
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        return Err(("skill-id", format!("`{id}` is no id; use lower-case letters, digits and hyphens")));
    }
    if name.is_empty() {
        return Err(("skill-name", format!("`{id}` has no name")));
    }
    if !KINDS.contains(&kind) {
        return Err(("skill-kind", format!("`{kind}` is no kind; use one of {}", KINDS.join(", "))));
    }
    let mut entry = SkillEntry {
        id: id.to_owned(),
        name: name.to_owned(),
        kind: kind.to_owned(),
        topics: list(topics, ','),
        aliases: list(aliases, ','),
        deeds: Vec::new(),
        implies: list(implies, ','),
        swap: list(swap, ','),
        guard: Guard::None,
        near: Vec::new(),
        not: Vec::new(),
        file: String::new(),
        line: 0,
    };
    for part in list(guard, ';') {
        if let Some(words) = part.strip_prefix("near:") {
            entry.near = list(words, ',');
        } else if let Some(phrases) = part.strip_prefix("not:") {
            entry.not = list(phrases, ',');
        } else if part == "case" {
            entry.guard = Guard::Case;
        } else if part == "plain" {
            entry.guard = Guard::Plain;
        } else {
            return Err(("skill-guard", format!("`{part}` is no guard; use case, plain, near: or not:")));
        }
    }
    Ok(entry)
}

fn list(column: &str, separator: char) -> Vec<String> {
    column.split(separator).map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

/// Reads a file of deeds, `skill | phrase, phrase …` a line, into the skills that it names.
pub fn parse_deeds(file: &str, text: &str, entries: &mut [SkillEntry], findings: &mut Vec<Finding>) {
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let found = line.split_once('|').map(|(id, phrases)| (id.trim(), phrases));
        match found.and_then(|(id, p)| entries.iter_mut().find(|e| e.id == id).map(|e| (e, p))) {
            Some((entry, phrases)) => {
                for phrase in list(phrases, ',') {
                    if well_formed(&phrase) {
                        entry.deeds.push(phrase);
                    } else {
                        findings.push(Finding {
                            code: "deed-form",
                            file: file.to_owned(),
                            line: number,
                            message: format!("`{phrase}`: put blanks around a choice `(a/b)`, and no gap at an end"),
                        });
                    }
                }
            }
            None => findings.push(Finding {
                code: "deed-skill",
                file: file.to_owned(),
                line: number,
                message: "begin the line with the id of a skill and a `|`".to_owned(),
            }),
        }
    }
}

fn well_formed(phrase: &str) -> bool {
    let choices = phrase.matches('(').count();
    let closed = phrase.matches(')').count();
    let apart = format!(" {phrase} ");
    choices == closed
        && apart.matches(" (").count() == choices
        && apart.matches(") ").count() == closed
        && !phrase.starts_with("..")
        && !phrase.ends_with("..")
}

/// Findings over all files at once: ids used twice, references to skills that don't exist, unknown topics.
pub fn check(entries: &[SkillEntry], topics: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut ids: HashMap<&str, &SkillEntry> = HashMap::new();
    let mut say = |code, entry: &SkillEntry, message| {
        findings.push(Finding { code, file: entry.file.clone(), line: entry.line, message });
    };
    for entry in entries {
        if let Some(first) = ids.insert(&entry.id, entry) {
            say("skill-id-twice", entry, format!("`{}` is already defined in {}:{}", entry.id, first.file, first.line));
        }
    }
    for entry in entries {
        for id in entry.implies.iter().filter(|id| !ids.contains_key(id.as_str())) {
            say("skill-implies-unknown", entry, format!("`{}` implies `{id}`, which no line defines", entry.id));
        }
        for topic in entry.topics.iter().filter(|t| !topics.contains(&t.as_str())) {
            say("skill-topic-unknown", entry, format!("`{topic}` is no topic"));
        }
    }
    findings
}
