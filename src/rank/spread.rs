//! A list over the topics in proportion to their likelihood: no two questions that practise the same thing, kinds mixed.
//!
//! Questions are taken one at a time, each time the one with the highest score after what its topic and kind have already
//! had is taken off. Since that only grows, the scores of the list fall from the first question to the last.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::Source;
use super::tuning::{Same, Tuning};
use super::words::Words;
use crate::terms::Kind;

/// Two questions whose words overlap by this share (Jaccard, stems) practise the same thing.
const ALIKE: f64 = 0.28;

/// A question as the choice sees it.
#[derive(Debug, Clone, Copy)]
pub struct Open {
    /// Its score.
    pub value: f64,
    /// Where it stands among the questions of its source.
    pub at: At,
    /// The place of its topic in the catalogue.
    pub topic: usize,
    /// What it makes a person do.
    pub kind: Kind,
    /// Where it comes from.
    pub source: Source,
}

/// Where an open question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Among the prospects of the posting.
    Prospect(usize),
    /// Among the questions that were made.
    Made(usize),
}

/// A question that was chosen.
#[derive(Debug, Clone, Copy)]
pub struct Pick {
    /// Which.
    pub at: At,
    /// What its topic and kind have had already takes this off its score.
    pub off: f64,
    /// How many questions of the topic stand before it.
    pub of_topic: usize,
    /// How many of the kind.
    pub of_kind: usize,
}

/// A question that was looked at.
struct Seen {
    value: f64,
    place: usize,
    open: Open,
}

impl Ord for Seen {
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.total_cmp(&other.value).then(other.place.cmp(&self.place))
    }
}

impl PartialOrd for Seen {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Seen {}

/// Open questions, best first; only as many of them are put in order as are looked at.
pub struct Queue<F> {
    open: Vec<Open>,
    sorted: usize,
    before: F,
}

/// Questions that are put in order in one go: about as many as a short list looks at.
const STEP: usize = 96;

impl<F: Fn(&Open, &Open) -> Ordering> Queue<F> {
    /// A queue; `before` puts two in order, and says of no two that they are equal.
    pub fn of(open: Vec<Open>, before: F) -> Self {
        Queue { open, sorted: 0, before }
    }

    fn get(&mut self, place: usize) -> Option<Open> {
        while place >= self.sorted && self.sorted < self.open.len() {
            let rest = self.open.get_mut(self.sorted..)?;
            let step = STEP.min(rest.len());
            if step < rest.len() {
                rest.select_nth_unstable_by(step, &self.before);
            }
            rest.get_mut(..step)?.sort_unstable_by(&self.before);
            self.sorted += step;
        }
        self.open.get(place).copied()
    }
}

/// Chooses up to `top` questions, most likely first. `likelihood` is by the topics' places, 0 for those without a chance.
pub fn choose<F: Fn(&Open, &Open) -> Ordering>(
    mut queue: Queue<F>,
    likelihood: &[f64],
    top: usize,
    tuning: &Tuning,
    words_of: impl Fn(At) -> Words,
) -> Vec<Pick> {
    let mut chosen: Vec<Pick> = Vec::with_capacity(top);
    let mut words: Vec<Words> = Vec::with_capacity(top);
    // Questions that have been looked at, by what their value was then.
    let mut seen: BinaryHeap<Seen> = BinaryHeap::new();
    let mut place = 0;
    let mut topics_had: Vec<usize> = vec![0; likelihood.len()];
    let mut kinds_had = [0_usize; Kind::ALL.len()];
    let mut made_had = [0_usize; 4];
    let had = |list: &[usize], place: usize| list.get(place).copied().unwrap_or(0);
    let add = |list: &mut [usize], place: usize| {
        if let Some(count) = list.get_mut(place) {
            *count += 1;
        }
    };
    while chosen.len() < top {
        let taken_off = |open: &Open| {
            let likely = likelihood.get(open.topic).copied().filter(|l| *l > 0.0).unwrap_or(0.3);
            let topic = had(&topics_had, open.topic) as f64 / likely.max(0.1);
            let kind = had(&kinds_had, open.kind as usize) as f64;
            let made = if open.source == Source::Bank { 0.0 } else { had(&made_had, open.source as usize) as f64 };
            tuning.taken_off(Same::Topic) * topic
                + tuning.taken_off(Same::Kind) * kind
                + tuning.taken_off(Same::Made) * made
        };
        // What is taken off only grows, so that a value that was right once is a bound ever after: a question whose value is
        // still right when it comes to the top is the best.
        let best = loop {
            let fresh = queue.get(place).filter(|open| seen.peek().is_none_or(|top| open.value > top.value));
            let (value, at, open) = match fresh {
                Some(open) => {
                    place += 1;
                    (open.value, place - 1, open)
                }
                None => match seen.pop() {
                    Some(top) => (top.value, top.place, top.open),
                    None => break None,
                },
            };
            let now = open.value - taken_off(&open);
            if now >= value {
                break Some(open);
            }
            seen.push(Seen { value: now, place: at, open });
        };
        let Some(open) = best else { break };
        let own = words_of(open.at);
        if words.iter().any(|w| w.alike(&own, ALIKE)) {
            continue;
        }
        chosen.push(Pick {
            at: open.at,
            off: taken_off(&open),
            of_topic: had(&topics_had, open.topic),
            of_kind: had(&kinds_had, open.kind as usize),
        });
        add(&mut topics_had, open.topic);
        add(&mut kinds_had, open.kind as usize);
        add(&mut made_had, open.source as usize);
        words.push(own);
    }
    chosen
}
