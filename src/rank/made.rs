//! Questions that no bank can hold: about what this resume claims, about a gap that a sibling bridges, about a requirement
//! on which the bank has nothing. Each says where it comes from.

mod bridges;
mod claims;
mod requirements;

use super::{Candidate, View, topics};

/// A question that was made, before it is scored.
#[derive(Debug, Clone)]
pub struct Made {
    /// The question.
    pub candidate: Candidate,
    /// Ids of the skills that it is about.
    pub skills: Vec<String>,
    /// How near it is to a requirement, 0..=1, as [`super::Retrieval`] would say.
    pub near: f64,
}

/// All of them.
pub fn all(view: View<'_>, ranked: &[topics::Ranked]) -> Vec<Made> {
    let mut out = claims::make(view, ranked);
    out.extend(bridges::make(view));
    out.extend(requirements::make(view));
    out
}

/// A line short enough to stand in a question: its first sentence, cut at a clause where it is longer than `words`.
pub(super) fn shortened(line: &str, words: usize) -> String {
    let sentence =
        crate::understand::sentences::sentences(line).into_iter().next().and_then(|r| line.get(r)).unwrap_or(line);
    let sentence = sentence.trim_end_matches(['.', ';', ',', ' ']);
    if sentence.split_whitespace().count() <= words {
        return sentence.to_owned();
    }
    let cut = |sentence: &str| sentence.split_whitespace().take(words).collect::<Vec<_>>().join(" ");
    let head = cut(sentence);
    match head.rfind([',', ';', '–', '(']).filter(|&at| at > head.len() / 2) {
        Some(at) => head.get(..at).unwrap_or(&head).trim_end().to_owned(),
        None => format!("{head} …"),
    }
}
