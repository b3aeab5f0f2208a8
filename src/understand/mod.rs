//! What a posting asks for and what a resume shows.
//!
//! [`posting`] and [`resume`] each take a [`Document`](crate::document::Document) and never look at the other. What both
//! need stands beside them: headings, sentences, cues, dates, years, languages.

pub mod cues;
pub mod dates;
pub mod headings;
mod jobs;
pub mod language;
pub(crate) mod patterns;
pub mod posting;
pub mod resume;
pub mod sentences;
pub mod years;

use crate::vocabulary::{SkillIx, Vocabulary};

/// A skill that a document names: of the vocabulary, or outside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// The id: of the vocabulary, or the slug of the name.
    pub id: String,
    /// The name as people write it.
    pub name: String,
    /// Its place in the vocabulary.
    pub ix: Option<SkillIx>,
}

impl Named {
    /// The skill at a place of the vocabulary.
    pub fn listed(vocabulary: &Vocabulary, ix: SkillIx) -> Option<Self> {
        let skill = vocabulary.get(ix)?;
        Some(Named { id: skill.id().to_owned(), name: skill.name().to_owned(), ix: Some(ix) })
    }

    /// A skill outside the vocabulary.
    pub fn unlisted(name: &str) -> Self {
        Named { id: crate::vocabulary::tokens::slug(name), name: name.to_owned(), ix: None }
    }
}

/// Something that the person should know about how a document was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Kebab-case and stable.
    pub code: &'static str,
    /// One sentence.
    pub message: String,
}
