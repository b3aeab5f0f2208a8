//! Questions that no bank can hold: about what this resume claims, about a gap that a sibling bridges, about a requirement
//! on which the bank has nothing. Each says where it comes from. They are found first and put into words when chosen.

mod bridges;
mod claims;
mod requirements;

use super::words::{Memory, Words};
use super::{Candidate, Source, View, topics};
use crate::catalogue;
use crate::terms::Kind;
use crate::understand::resume::Resume;

/// What a question is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// A claim: its place in [`Claims`], and its turn among those that are offered.
    Claim { place: usize, turn: usize },
    /// A gap: the place of its match.
    Bridge(usize),
    /// A requirement: the place of its match.
    Requirement(usize),
}

/// A question that was made, before it is scored.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    of: Of,
    /// The place of its topic in the catalogue.
    pub topic: usize,
    /// What it makes a person do.
    pub kind: Kind,
    /// Where it comes from.
    pub source: Source,
    /// The skill that it is about: a place in [`Posting::asked`](crate::understand::posting::Posting::asked).
    pub skill: Option<usize>,
    /// How near it is to a requirement, 0..=1, as [`super::Retrieval`] would say.
    pub near: f64,
}

/// The claims of a resume that are worth probing, whoever asks.
#[derive(Debug, Default)]
pub struct Claims {
    found: Vec<claims::Found>,
    made: Memory,
}

impl Claims {
    /// Those of a resume.
    pub fn of(resume: &Resume) -> Self {
        Claims { found: claims::find(resume), made: Memory::default() }
    }
}

/// All of them.
pub fn all(view: View<'_>, ranked: &[topics::Ranked<'_>]) -> Vec<Made> {
    let mut out = claims::make(view, ranked);
    let bridges = bridges::make(view);
    let requirements = requirements::make(view, &bridges);
    out.extend(bridges);
    out.extend(requirements);
    out
}

impl Made {
    /// Its id, made of what it was made from.
    pub fn id(&self, view: View<'_>) -> String {
        let id = match self.of {
            Of::Claim { place, .. } => view.claims.found.get(place).map(claims::Found::id),
            Of::Bridge(of) => view.fit.matches.get(of).and_then(bridges::id),
            Of::Requirement(of) => view.fit.matches.get(of).map(requirements::id),
        };
        id.unwrap_or_default()
    }

    /// Its words.
    pub fn words(&self, view: View<'_>) -> Words {
        match self.of {
            Of::Claim { place, turn } => {
                view.claims.made.words((place, turn % claims::TURNS), || claims::text(view, place, turn))
            }
            Of::Bridge(of) => {
                // Of one thing asked, the sibling makes the difference: a place in the vocabulary.
                let sibling = view.fit.matches.get(of).and_then(|m| m.related.first()).and_then(|n| n.ix);
                let key = sibling.map_or(0, |ix| usize::from(ix.0) + SIBLINGS);
                view.prospects.made.words((of, key), || bridges::text(view, of))
            }
            Of::Requirement(of) => {
                let key = view.fit.matches.get(of).map_or(0, |m| m.evidence as usize);
                view.prospects.made.words((of, key), || requirements::text(view, of))
            }
        }
    }

    /// It in words, without a score.
    pub fn candidate(&self, view: View<'_>) -> Option<Candidate> {
        let topic = catalogue::topics().get(self.topic)?.id;
        let told = match self.of {
            Of::Claim { place, turn } => claims::tell(view, place, turn, self.skill)?,
            Of::Bridge(of) => bridges::tell(view, of)?,
            Of::Requirement(of) => requirements::tell(view, of)?,
        };
        Some(Candidate {
            id: self.id(view),
            place: None,
            topic,
            kind: self.kind,
            level: view.posting.level,
            source: self.source,
            text: told.text,
            strong_answer: told.strong_answer,
            follow_ups: told.follow_ups,
            score: crate::score::Score::default(),
            because: told.because,
        })
    }
}

/// Keys of siblings begin above those of grades of evidence.
const SIBLINGS: usize = 16;

/// The words of a question that was made.
struct Told {
    text: String,
    strong_answer: Vec<String>,
    follow_ups: Vec<String>,
    because: Vec<super::Because>,
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
