//! A number that can be read: a weighted sum with its parts, each with a name and a reason.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One part of a [`Score`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// The signal's name.
    pub signal: String,
    /// Its weight.
    pub weight: f64,
    /// What it said, 0..=1.
    pub value: f64,
    /// Why it said so.
    pub why: String,
}

/// A weighted sum.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Score {
    /// The sum of weight times value over all parts.
    pub value: f64,
    /// What it is made of.
    pub parts: Vec<Part>,
}

impl Score {
    /// Adds a part, and its share to the sum in the same breath, so that the two can't drift apart.
    pub fn add(&mut self, signal: &str, weight: f64, value: f64, why: impl Into<String>) {
        self.value += weight * value;
        self.parts.push(Part { signal: signal.to_owned(), weight, value, why: why.into() });
    }
}
