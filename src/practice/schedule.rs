//! When a question comes back: FSRS, by days. What went badly comes back within the same sitting too, which needs no
//! schedule, so the steps of minutes that FSRS also knows are left off.

use chrono::{DateTime, Utc};
use rs_fsrs::{Card as FsrsCard, FSRS, Parameters};
use serde::{Deserialize, Serialize};

use super::state::Card;

/// How it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rating {
    /// Not at all: once more today.
    Again,
    /// With gaps.
    Hard,
    /// Well.
    Good,
    /// Nothing was missing.
    Easy,
}

impl Rating {
    /// All of them, the worst first.
    pub const ALL: [Rating; 4] = [Rating::Again, Rating::Hard, Rating::Good, Rating::Easy];

    /// The word for it.
    pub fn name(self) -> &'static str {
        match self {
            Rating::Again => "again",
            Rating::Hard => "hard",
            Rating::Good => "good",
            Rating::Easy => "easy",
        }
    }

    /// What a person types: the word, its beginning, or its number.
    pub fn of(typed: &str) -> Option<Self> {
        let typed = typed.trim().to_lowercase();
        let number = typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let by_number = number.and_then(|n| Rating::ALL.get(n).copied());
        by_number.or_else(|| Rating::ALL.into_iter().find(|r| !typed.is_empty() && r.name().starts_with(&typed)))
    }

    /// What the points made speak for.
    pub fn suggested(made: usize, of: usize) -> Self {
        match made * 100 / of.max(1) {
            0..40 => Rating::Again,
            40..70 => Rating::Hard,
            70..100 => Rating::Good,
            _ => Rating::Easy,
        }
    }

    fn fsrs(self) -> rs_fsrs::Rating {
        match self {
            Rating::Again => rs_fsrs::Rating::Again,
            Rating::Hard => rs_fsrs::Rating::Hard,
            Rating::Good => rs_fsrs::Rating::Good,
            Rating::Easy => rs_fsrs::Rating::Easy,
        }
    }
}

/// The figures that FSRS keeps of a question.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Memory {
    /// Days after which nine of ten remember.
    pub stability: f64,
    /// 1 to 10.
    pub difficulty: f64,
    /// Times rated.
    pub reps: i32,
    /// Times forgotten after it was known.
    pub lapses: i32,
    /// Days until it comes back, from the last time.
    pub days: i64,
}

/// The longest time after which a question comes back: an interview is seldom further away.
const LONGEST_DAYS: i32 = 90;
const DAY: i64 = 86_400;

/// A card after a rating: its memory and when it is due, in seconds since 1970.
pub fn next(card: Option<&Card>, rating: Rating, now: i64) -> (Memory, i64) {
    let parameters = Parameters { enable_short_term: false, maximum_interval: LONGEST_DAYS, ..Parameters::default() };
    let at = |seconds: i64| DateTime::<Utc>::from_timestamp(seconds, 0).unwrap_or_default();
    let before = match card {
        Some(card) => FsrsCard {
            due: at(card.due),
            stability: card.memory.stability.max(0.01),
            difficulty: card.memory.difficulty.clamp(1.0, 10.0),
            elapsed_days: 0,
            scheduled_days: card.memory.days,
            reps: card.memory.reps,
            lapses: card.memory.lapses,
            state: rs_fsrs::State::Review,
            // A clock that was set back must not make time run backwards.
            last_review: at(card.last().min(now)),
        },
        None => FsrsCard { due: at(now), last_review: at(now), ..FsrsCard::default() },
    };
    let after = FSRS::new(parameters).next(before, at(now), rating.fsrs()).card;
    let memory = Memory {
        stability: thousandths(after.stability),
        difficulty: thousandths(after.difficulty),
        reps: after.reps,
        lapses: after.lapses,
        days: after.scheduled_days.clamp(1, i64::from(LONGEST_DAYS)),
    };
    (memory, now + memory.days * DAY)
}

/// Whether something due at one time is due at another: its day has come.
pub fn is_due(due: i64, now: i64) -> bool {
    due.div_euclid(DAY) <= now.div_euclid(DAY)
}

fn thousandths(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn better_answers_come_back_later() {
        let days: Vec<i64> = Rating::ALL.into_iter().map(|r| next(None, r, 0).0.days).collect();
        assert!(days.windows(2).all(|w| w[0] <= w[1]) && days[0] < days[3], "{days:?}");
        let (memory, due) = next(None, Rating::Good, 1_000_000);
        let card = Card { memory, due, ..Card::default() };
        let later = next(Some(&card), Rating::Good, due);
        assert!(later.0.days > memory.days, "{} after {}", later.0.days, memory.days);
        let lapsed = next(Some(&card), Rating::Again, due);
        assert!(lapsed.0.days < later.0.days);
    }

    #[test]
    fn figures_from_a_strange_file_or_clock_stay_sane() {
        let card = Card {
            memory: Memory { stability: -3.0, difficulty: 99.0, reps: -1, lapses: 0, days: -5 },
            due: i64::MAX / 4,
            ..Card::default()
        };
        for rating in Rating::ALL {
            let (memory, due) = next(Some(&card), rating, 0);
            assert!((1..=90).contains(&memory.days) && due > 0 && memory.stability.is_finite(), "{memory:?}");
        }
    }

    #[test]
    fn a_rating_is_typed_as_word_beginning_or_number() {
        assert_eq!(Rating::of("good"), Some(Rating::Good));
        assert_eq!(Rating::of(" E"), Some(Rating::Easy));
        assert_eq!(Rating::of("1"), Some(Rating::Again));
        assert_eq!(Rating::of("0").or(Rating::of("5")).or(Rating::of("")).or(Rating::of("x")), None);
    }

    #[test]
    fn a_question_is_due_all_day() {
        assert!(is_due(DAY + 50_000, DAY + 3));
        assert!(!is_due(2 * DAY, 2 * DAY - 1));
    }
}
