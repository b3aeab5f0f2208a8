//! The form in which the bank ships: a head a question, read at start, and a body, read when the question is shown.

use serde::{Deserialize, Serialize};

use super::source::{Entry, KINDS, LEVELS};

/// What ranking looks at.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Head<'a> {
    /// The id.
    pub id: &'a str,
    /// Topic id.
    pub topic: &'a str,
    /// Index into [`KINDS`].
    pub kind: u8,
    /// Index into [`LEVELS`].
    pub level: u8,
    /// Ids of skills.
    #[serde(borrow)]
    pub skills: Vec<&'a str>,
    /// Role ids; empty for all.
    #[serde(borrow)]
    pub roles: Vec<&'a str>,
    /// Role ids whose guide must show it.
    #[serde(borrow)]
    pub guide: Vec<&'a str>,
    /// Where its body begins.
    pub body: u32,
}

/// What a person reads.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Body<'a> {
    /// The question.
    pub text: &'a str,
    /// What a strong answer covers.
    #[serde(borrow)]
    pub strong_answer: Vec<&'a str>,
    /// What digs deeper.
    #[serde(borrow)]
    pub follow_ups: Vec<&'a str>,
    /// The usual weak answer, or empty.
    pub weak_answer: &'a str,
    /// Where it comes from, or empty.
    pub source: &'a str,
    /// Its licence, or empty.
    pub license: &'a str,
}

/// The two tables.
#[derive(Debug, Default, Clone)]
pub struct Packed {
    /// A list of [`Head`], by id, in postcard form.
    pub heads: Vec<u8>,
    /// The bodies, each in postcard form.
    pub bodies: Vec<u8>,
}

/// Packs entries that have no findings; skills are given by their ids.
///
/// # Errors
/// A message where the tables can't be made (over 4 GiB).
pub fn pack(entries: &[Entry], skill: &dyn Fn(&str) -> Option<String>) -> Result<Packed, String> {
    let mut sorted: Vec<&Entry> = entries.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    let skills: Vec<Vec<String>> = sorted.iter().map(|e| e.skills.iter().filter_map(|s| skill(s)).collect()).collect();
    let mut bodies = Vec::new();
    let mut heads = Vec::with_capacity(sorted.len());
    for (entry, skills) in sorted.iter().zip(&skills) {
        let place = |list: &[&str], word: &str| {
            list.iter().position(|k| *k == word).and_then(|i| u8::try_from(i).ok()).unwrap_or(0)
        };
        heads.push(Head {
            id: &entry.id,
            topic: &entry.topic,
            kind: place(KINDS, &entry.kind),
            level: place(LEVELS, &entry.level),
            skills: strs(skills),
            roles: strs(&entry.roles),
            guide: strs(&entry.guide),
            body: u32::try_from(bodies.len()).map_err(|e| e.to_string())?,
        });
        let body = Body {
            text: &entry.text,
            strong_answer: strs(&entry.strong_answer),
            follow_ups: strs(&entry.follow_ups),
            weak_answer: &entry.weak_answer,
            source: &entry.source,
            license: &entry.license,
        };
        bodies.extend(postcard::to_stdvec(&body).map_err(|e| e.to_string())?);
    }
    Ok(Packed { heads: postcard::to_stdvec(&heads).map_err(|e| e.to_string())?, bodies })
}

/// Borrowed strings.
pub fn strs(list: &[String]) -> Vec<&str> {
    list.iter().map(String::as_str).collect()
}
