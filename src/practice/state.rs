//! What is kept between two times of practice: one JSON text. Questions are kept whole, so that what is due can be asked
//! without the result that it came from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Drill;
use super::schedule::{self, Memory, Rating};

/// The version of the file's form.
pub const VERSION: u32 = 1;
/// Tries kept of a question.
const TRIES: usize = 50;

/// All that is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// [`VERSION`].
    pub version: u32,
    /// The questions practised, by id.
    pub cards: BTreeMap<String, Card>,
}

impl Default for State {
    fn default() -> Self {
        State { version: VERSION, cards: BTreeMap::new() }
    }
}

/// A question that was practised.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Card {
    /// The question.
    pub text: String,
    /// Topic id.
    pub topic: String,
    /// Kind and level.
    #[serde(default)]
    pub about: String,
    /// What a strong answer covers.
    pub points: Vec<String>,
    /// What digs deeper.
    #[serde(default)]
    pub follow_ups: Vec<String>,
    /// When it comes back, in seconds since 1970.
    pub due: i64,
    /// What FSRS keeps.
    pub memory: Memory,
    /// How it went each time, the last one last.
    pub tries: Vec<Try>,
}

/// One time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Try {
    /// Seconds since 1970.
    pub at: i64,
    /// How it went.
    pub rating: Rating,
    /// Points made.
    pub made: usize,
    /// Of so many.
    pub of: usize,
}

/// A file that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// It is no such file, or half of one.
    #[error(
        "the practice state is damaged ({0}); move the file away to begin anew, or put back a copy; it was left as it is"
    )]
    Damaged(String),
    /// Written by a later version.
    #[error(
        "the practice state was written by a later version of jobfit (form {0}); update jobfit; the file was left as it is"
    )]
    Later(u32),
}

impl State {
    /// Reads a state.
    ///
    /// # Errors
    /// Where it is damaged or of a later version.
    pub fn parse(text: &str) -> Result<Self, StateError> {
        #[derive(Deserialize)]
        struct Versioned {
            version: u32,
        }
        let damaged = |e: serde_json::Error| StateError::Damaged(e.to_string());
        let Versioned { version } = serde_json::from_str(text).map_err(damaged)?;
        if version > VERSION {
            return Err(StateError::Later(version));
        }
        serde_json::from_str(text).map_err(damaged)
    }

    /// The text to write.
    ///
    /// # Errors
    /// Where a figure can't be written.
    pub fn text(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// Notes how a question went: the card as it is afterwards.
    pub fn rate(&mut self, drill: &Drill, rating: Rating, made: usize, now: i64) -> &Card {
        let (memory, due) = schedule::next(self.cards.get(&drill.id), rating, now);
        let card = self.cards.entry(drill.id.clone()).or_default();
        card.text.clone_from(&drill.text);
        card.topic.clone_from(&drill.topic);
        card.about.clone_from(&drill.about);
        card.points.clone_from(&drill.points);
        card.follow_ups.clone_from(&drill.follow_ups);
        card.memory = memory;
        card.due = due;
        card.tries.push(Try { at: now, rating, made, of: drill.points.len() });
        let over = card.tries.len().saturating_sub(TRIES);
        card.tries.drain(..over);
        card
    }
}

impl Card {
    /// When it was rated last; 0 for never.
    pub fn last(&self) -> i64 {
        self.tries.last().map_or(0, |t| t.at)
    }

    /// Whether its day has come.
    pub fn is_due(&self, now: i64) -> bool {
        schedule::is_due(self.due, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_reads_back_as_written() {
        let mut state = State::default();
        let drill = Drill {
            id: "q".to_owned(),
            text: "Why?".to_owned(),
            topic: "caching".to_owned(),
            about: String::new(),
            because: String::new(),
            points: vec!["a".to_owned(), "b".to_owned()],
            follow_ups: Vec::new(),
        };
        state.rate(&drill, Rating::Good, 1, 1_000);
        state.rate(&drill, Rating::Again, 0, 90_000);
        let text = state.text().unwrap();
        assert_eq!(State::parse(&text).unwrap(), state);
        for end in [0, 1, text.len() / 2, text.len() - 3] {
            assert!(matches!(State::parse(&text[..end]), Err(StateError::Damaged(_))), "{end}");
        }
        assert!(matches!(State::parse("{\"version\": 2, \"other\": []}"), Err(StateError::Later(2))));
    }
}
