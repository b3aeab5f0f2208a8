//! Texts as sets of stems, to tell whether two questions practise the same thing.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::index::terms;
use crate::bank::Bank;
use crate::vocabulary::{SkillIx, Vocabulary};

/// The stems of a text, as sorted hashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    hashes: Arc<[u64]>,
    /// A bit for each hash, to tell most texts apart at a glance.
    bits: [u64; 4],
}

impl Words {
    /// Those of a text.
    pub fn of(text: &str) -> Self {
        let mut hashes: Vec<u64> = terms(text)
            .iter()
            .map(|word| {
                let mut hasher = DefaultHasher::new();
                hasher.write(word.as_bytes());
                hasher.finish()
            })
            .collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut bits = [0_u64; 4];
        for hash in &hashes {
            // The two lowest bits choose the word, the next six the bit in it.
            for (word, bits) in (0..).zip(&mut bits) {
                if hash & 3 == word {
                    *bits |= 1 << ((hash >> 2) & 63);
                }
            }
        }
        Words { hashes: hashes.into(), bits }
    }

    /// Whether two texts have more than this share of their words in common.
    pub fn alike(&self, other: &Self, share: f64) -> bool {
        jaccard(self.most_shared(other), self, other) > share && self.overlap(other) > share
    }

    /// The share of words that two texts have in common (Jaccard), 0..=1.
    pub fn overlap(&self, other: &Self) -> f64 {
        let (mut a, mut b) = (self.hashes.iter().peekable(), other.hashes.iter().peekable());
        let mut shared = 0;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => a.next(),
                std::cmp::Ordering::Greater => b.next(),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    b.next();
                    a.next()
                }
            };
        }
        jaccard(shared, self, other)
    }

    /// No more words than this can be shared: one a common bit, and those that hide behind another's bit.
    fn most_shared(&self, other: &Self) -> usize {
        let ones = |bits: [u64; 4]| bits.iter().map(|b| b.count_ones() as usize).sum::<usize>();
        let common: usize = self.bits.iter().zip(&other.bits).map(|(a, b)| (a & b).count_ones() as usize).sum();
        let hidden = |words: &Words| words.hashes.len() - ones(words.bits);
        let least = self.hashes.len().min(other.hashes.len());
        (common + hidden(self).min(hidden(other))).min(least)
    }
}

fn jaccard(shared: usize, a: &Words, b: &Words) -> f64 {
    let all = a.hashes.len() + b.hashes.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

/// What of the bank's questions is looked up again and again, worked out when it is first asked for.
#[derive(Default)]
pub struct Shelf {
    words: OnceLock<Vec<OnceLock<Words>>>,
    technologies: OnceLock<Vec<Vec<Technology>>>,
}

/// A skill of a question that is a technology and no way of working.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Technology {
    /// Its place in the question's list.
    pub place: usize,
    /// Its place in the vocabulary.
    pub ix: SkillIx,
}

impl Shelf {
    /// The words of the question at a place.
    pub fn words(&self, bank: &Bank, place: usize) -> Words {
        let all = self.words.get_or_init(|| bank.questions().iter().map(|_| OnceLock::new()).collect());
        let make = || Words::of(bank.questions().get(place).map_or("", |q| bank.body(q).text));
        all.get(place).map_or_else(make, |w| w.get_or_init(make).clone())
    }

    /// The technologies of the question at a place.
    pub fn technologies(&self, bank: &Bank, vocabulary: &Vocabulary, place: usize) -> &[Technology] {
        let all = self.technologies.get_or_init(|| {
            let mut known: HashMap<&str, Option<SkillIx>> = HashMap::new();
            let questions = bank.questions().iter();
            questions
                .map(|q| {
                    let skills = q.skills.iter().enumerate();
                    skills
                        .filter_map(|(place, id)| {
                            let ix = known
                                .entry(id)
                                .or_insert_with(|| vocabulary.by_id(id).filter(|s| !s.is_method()).map(|s| s.ix));
                            Some(Technology { place, ix: (*ix)? })
                        })
                        .collect()
                })
                .collect()
        });
        all.get(place).map_or(&[], Vec::as_slice)
    }
}

/// Words of questions that are made again and again for one posting or one resume, by what they are made of.
#[derive(Debug, Default)]
pub struct Memory(Mutex<HashMap<(usize, usize), Words>>);

impl Memory {
    /// The words that were made of something, or are made now.
    pub fn words(&self, of: (usize, usize), text: impl FnOnce() -> String) -> Words {
        if let Some(words) = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&of) {
            return words.clone();
        }
        let words = Words::of(&text());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(of, words.clone());
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overlap_is_the_share_of_common_stems() {
        let (a, b) = (Words::of("Kafka consumers lag behind"), Words::of("a Kafka consumer lags"));
        assert!((a.overlap(&b) - 0.75).abs() < 1e-9, "{}", a.overlap(&b));
        assert_eq!(a.overlap(&a), 1.0);
        let texts =
            ["", "one cat", "one dog and one cat", "Kafka consumers lag", "how Kafka consumers lag behind their dog"];
        for a in texts.map(Words::of) {
            for b in texts.map(Words::of) {
                assert_eq!(a.alike(&b, 0.28), a.overlap(&b) > 0.28);
            }
        }
        assert_eq!(Words::of("").overlap(&Words::of("the of")), 0.0);
    }
}
