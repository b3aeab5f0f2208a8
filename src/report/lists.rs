//! What `skills`, `bank` and `guide` hand to scripts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::{Bank, Question};
use crate::terms::{Kind, Level};
use crate::vocabulary::{Skill, Vocabulary};

/// The vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SkillList {
    /// The skills, by id.
    pub skills: Vec<SkillItem>,
}

/// A skill of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SkillItem {
    /// The id.
    pub id: String,
    /// The name as people write it.
    pub name: String,
    /// `language`, `framework`, …
    pub kind: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Ids of what it implies.
    pub implies: Vec<String>,
    /// Ids of what one could swap in.
    pub siblings: Vec<String>,
    /// Topic ids.
    pub topics: Vec<String>,
}

impl SkillItem {
    /// A skill as scripts see it.
    pub fn of(skill: &Skill<'_>, vocabulary: &Vocabulary) -> Self {
        let id = |ix| vocabulary.get(ix).map(|s: Skill<'_>| s.id().to_owned());
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        SkillItem {
            id: skill.id().to_owned(),
            name: skill.name().to_owned(),
            kind: skill.kind().to_owned(),
            aliases: owned(&skill.aliases()),
            implies: skill.implies().filter_map(id).collect(),
            siblings: skill.siblings().filter_map(id).collect(),
            topics: owned(skill.topics()),
        }
    }
}

/// Questions of the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuestionList {
    /// The questions.
    pub questions: Vec<QuestionItem>,
}

/// A question of the bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuestionItem {
    /// The id.
    pub id: String,
    /// The question.
    pub text: String,
    /// Topic id.
    pub topic: String,
    /// What it makes a person do.
    pub kind: Kind,
    /// The level at which it separates people best.
    pub level: Level,
    /// Ids of the skills that one must know to answer.
    pub skills: Vec<String>,
    /// What a strong answer covers.
    pub strong_answer: Vec<String>,
    /// What digs deeper.
    pub follow_ups: Vec<String>,
    /// The usual weak answer, or empty.
    pub weak_answer: String,
    /// Where it comes from.
    pub source: String,
    /// Its licence.
    pub license: String,
}

/// Where the questions that ship come from, and their licence.
const SHIPPED: (&str, &str) = ("jobfit", "CC-BY-4.0");

impl QuestionItem {
    /// A question as scripts see it.
    pub fn of(question: &Question, bank: &Bank) -> Self {
        let body = bank.body(question);
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
        QuestionItem {
            id: question.id.clone(),
            text: body.text.to_owned(),
            topic: question.topic.to_owned(),
            kind: question.kind,
            level: question.level,
            skills: question.skills.clone(),
            strong_answer: owned(&body.strong_answer),
            follow_ups: owned(&body.follow_ups),
            weak_answer: body.weak_answer.to_owned(),
            source: or(body.source, SHIPPED.0),
            license: or(body.license, SHIPPED.1),
        }
    }
}
