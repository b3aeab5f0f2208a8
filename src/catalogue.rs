//! The roles and topics that the program knows, from `data/roles`. Their ids are part of the contract.
//!
//! Twenty roles and some eighty topics: read from their text once, on first use, in well under 0.1 ms.

use std::collections::HashMap;
use std::sync::OnceLock;

const TOPICS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/roles/topics.txt"));
const ROLES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/roles/roles.txt"));

/// Something that interviews probe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The id, in lower case with hyphens.
    pub id: &'static str,
    /// The name.
    pub name: &'static str,
}

/// A kind of job, with the topics that its interviews probe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The id, in lower case with hyphens.
    pub id: &'static str,
    /// The name.
    pub name: &'static str,
    /// Topic ids, the most typical first.
    pub topics: Vec<&'static str>,
    /// Topic ids that its interviews often meet beside these.
    pub also: Vec<&'static str>,
    /// Words in a title that name this role.
    pub titles: Vec<&'static str>,
}

impl Role {
    /// Whether its interviews probe a topic: its own, what it often meets beside them, what any role meets.
    pub fn is_at_home(&self, topic: &str) -> bool {
        self.topics.contains(&topic) || self.also.contains(&topic) || GENERAL_TOPICS.contains(&topic)
    }

    /// The name after "a" or "an", by its first letter: "an Engineering Manager".
    pub fn with_article(&self) -> String {
        // "a UX Designer": a letter that is spoken as "you".
        let vowel = self.name.starts_with(['A', 'E', 'I', 'O', 'U']) && !self.name.starts_with("UX");
        format!("{} {}", if vowel { "an" } else { "a" }, self.name)
    }
}

/// Topics that any role may meet, whether or not its guide lists them.
pub const GENERAL_TOPICS: &[&str] = &[
    "algorithms",
    "languages",
    "software-design",
    "testing",
    "performance",
    "ownership",
    "collaboration",
    "ambiguity",
    "mentoring",
    "communication",
    "motivation",
];

/// How much of a skill goes to its first, second and third topic.
pub const SHARES: [f64; 3] = [1.0, 0.45, 0.25];

/// All topics, in the order of the file.
pub fn topics() -> &'static [Topic] {
    static PARSED: OnceLock<Vec<Topic>> = OnceLock::new();
    PARSED.get_or_init(|| {
        rows(TOPICS)
            .filter_map(|row| match row.as_slice() {
                &[id, name] => Some(Topic { id, name }),
                _ => None,
            })
            .collect()
    })
}

/// All roles, in the order of the file.
pub fn roles() -> &'static [Role] {
    static PARSED: OnceLock<Vec<Role>> = OnceLock::new();
    PARSED.get_or_init(|| {
        rows(ROLES)
            .filter_map(|row| match row.as_slice() {
                &[id, name, topics, also, titles] => Some(Role {
                    id,
                    name,
                    topics: topics.split_whitespace().collect(),
                    also: also.split_whitespace().collect(),
                    titles: titles.split(',').map(str::trim).collect(),
                }),
                _ => None,
            })
            .collect()
    })
}

fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')).map(|l| l.split('|').map(str::trim).collect())
}

/// The ids of all topics.
pub fn topic_ids() -> impl Iterator<Item = &'static str> {
    topics().iter().map(|t| t.id)
}

/// The topic of an id.
pub fn topic(id: &str) -> Option<&'static Topic> {
    topics().iter().find(|t| t.id == id)
}

/// The place of a topic among [`topics`].
pub fn topic_place(id: &str) -> Option<usize> {
    static PLACES: OnceLock<HashMap<&'static str, usize>> = OnceLock::new();
    let places = PLACES.get_or_init(|| topics().iter().enumerate().map(|(place, t)| (t.id, place)).collect());
    places.get(id).copied()
}

/// The role of an id.
pub fn role(id: &str) -> Option<&'static Role> {
    roles().iter().find(|r| r.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_every_topic_of_a_role_exists() {
        assert_eq!(topics().len(), rows(TOPICS).count());
        assert_eq!(roles().len(), rows(ROLES).count());
        assert_eq!(roles().len(), 20);
        for role in roles() {
            assert!((6..=8).contains(&role.topics.len()), "{}", role.id);
            for id in &role.topics {
                assert!(topic(id).is_some(), "{}: {id}", role.id);
            }
        }
        assert!(GENERAL_TOPICS.iter().all(|id| topic(id).is_some()));
    }
}
