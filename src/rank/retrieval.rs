//! Which questions of the bank are near to which requirement. It depends on the posting alone, so that many resumes can
//! be ranked against one posting without asking the index again.

use super::index::{BankIndex, IndexError, terms};
use crate::bank::Bank;
use crate::terms::Strength;
use crate::understand::posting::{Posting, Requirement};

/// How near a question is to the posting.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    /// 0..=1; 1 is the nearest that the bank has for a required line.
    pub value: f64,
    /// The requirement that it is nearest to: a place in [`Posting::requirements`].
    pub requirement: usize,
}

/// For each question of the bank, how near it is to the posting.
#[derive(Debug, Clone, Default)]
pub struct Retrieval {
    near: Vec<Option<Near>>,
}

/// Questions that are taken for each requirement.
const EACH: usize = 40;
/// Requirements that are looked up, the first ones; a posting with more repeats itself.
const MOST: usize = 60;

impl Retrieval {
    /// Asks the index for each requirement.
    ///
    /// # Errors
    /// [`IndexError`].
    pub fn of(posting: &Posting, bank: &Bank, index: &BankIndex) -> Result<Self, IndexError> {
        let mut near: Vec<Option<Near>> = vec![None; bank.questions().len()];
        for (requirement, asked) in posting.requirements.iter().enumerate().take(MOST) {
            let (words, skills) = query(asked);
            let found = index.search(&words, &skills, EACH)?;
            let best = found.first().map_or(0.0, |f| f64::from(f.1));
            let strength = match asked.strength {
                Strength::Required => 1.0,
                Strength::Duty => 0.9,
                Strength::Preferred => 0.5,
            };
            for (place, score) in found {
                let value = strength * f64::from(score) / best.max(f64::EPSILON);
                if let Some(slot) = near.get_mut(place)
                    && slot.is_none_or(|n| value > n.value)
                {
                    *slot = Some(Near { value, requirement });
                }
            }
        }
        Ok(Retrieval { near })
    }

    /// How near the question at a place of the bank is.
    pub fn near(&self, place: usize) -> Option<Near> {
        self.near.get(place).copied().flatten()
    }
}

/// Words or ids with their weights.
type Weighted = Vec<(String, f32)>;

/// The weighted words and skills of a requirement. A skill counts by its id and by its name; alternatives share.
fn query(asked: &Requirement) -> (Weighted, Weighted) {
    let share = if asked.any_of { 1.0 / (asked.skills.len().max(1) as f32).sqrt() } else { 1.0 };
    let skills: Weighted = asked.skills.iter().map(|s| (s.id.clone(), 2.0 * share)).collect();
    let names: Vec<String> = asked.skills.iter().flat_map(|s| terms(&s.name)).collect();
    let words = terms(&asked.text).into_iter().map(|w| {
        let weight = if names.contains(&w) { 1.2 } else { 0.7 };
        (w, weight)
    });
    (words.collect(), skills)
}
