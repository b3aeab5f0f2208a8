//! A list over the topics in proportion to their likelihood: no two questions that practise the same thing, kinds mixed.
//!
//! Questions are taken one at a time, each time the one with the highest score after what its topic and kind have already
//! had is taken off. Since that only grows, the scores of the list fall from the first question to the last.

use std::collections::{BTreeMap, BTreeSet};

use super::index::terms;
use super::{Candidate, Source, Wish, topics};
use crate::bank::Bank;
use crate::terms::Kind;

/// Taken off for each question that the topic has already, divided by the topic's likelihood.
const TOPIC: f64 = 0.11;
/// Taken off for each question of the kind that the list has already.
const KIND: f64 = 0.012;
/// Taken off for each made question that the list has already.
const MADE: f64 = 0.05;
/// Two questions whose words overlap by this share (Jaccard, stems) practise the same thing.
const ALIKE: f64 = 0.28;

/// Chooses the questions, most likely first. `candidates` come best first.
pub fn choose(bank: &Bank, ranked: &[topics::Ranked], candidates: Vec<Candidate>, wish: &Wish) -> Vec<Candidate> {
    let likelihood: BTreeMap<&str, f64> = ranked.iter().map(|t| (t.topic.id, t.likelihood)).collect();
    let mut open: Vec<Option<Candidate>> = candidates.into_iter().map(Some).collect();
    let mut chosen: Vec<Candidate> = Vec::new();
    let mut words: Vec<BTreeSet<String>> = Vec::new();
    let mut topics_had: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut kinds_had: BTreeMap<Kind, usize> = BTreeMap::new();
    let mut made_had: BTreeMap<Source, usize> = BTreeMap::new();
    while chosen.len() < wish.top {
        let taken_off = |c: &Candidate| {
            let topic = topics_had.get(c.topic).copied().unwrap_or(0) as f64
                / likelihood.get(c.topic).copied().unwrap_or(0.3).max(0.1);
            let kind = kinds_had.get(&c.kind).copied().unwrap_or(0) as f64;
            let made =
                if c.source == Source::Bank { 0.0 } else { made_had.get(&c.source).copied().unwrap_or(0) as f64 };
            TOPIC * topic + KIND * kind + MADE * made
        };
        let mut best: Option<(f64, usize)> = None;
        for (i, candidate) in open.iter().enumerate() {
            let Some(candidate) = candidate else { continue };
            // They come best first: no later one can beat the best by more than what was taken off it.
            if best.is_some_and(|b| candidate.score.value <= b.0) {
                break;
            }
            let value = candidate.score.value - taken_off(candidate);
            if best.is_none_or(|b| value > b.0) {
                best = Some((value, i));
            }
        }
        let Some((value, i)) = best else { break };
        let Some(mut candidate) = open.get_mut(i).and_then(Option::take) else { break };
        let own = text_words(bank, &candidate);
        if words.iter().any(|w| overlap(w, &own) > ALIKE) {
            continue;
        }
        let off = taken_off(&candidate);
        if off > 0.0 {
            let had = topics_had.get(candidate.topic).copied().unwrap_or(0);
            candidate.score.add(
                "spread",
                -1.0,
                off,
                format!(
                    "{had} question(s) on this topic stand before it, and {} of its kind",
                    kinds_had.get(&candidate.kind).copied().unwrap_or(0)
                ),
            );
        }
        debug_assert!((candidate.score.value - value).abs() < 1e-9, "a score is the sum of its parts");
        *topics_had.entry(candidate.topic).or_default() += 1;
        *kinds_had.entry(candidate.kind).or_default() += 1;
        *made_had.entry(candidate.source).or_default() += 1;
        words.push(own);
        chosen.push(candidate);
    }
    chosen
}

fn text_words(bank: &Bank, candidate: &Candidate) -> BTreeSet<String> {
    let text = match candidate.place.and_then(|p| bank.questions().get(p)) {
        Some(question) => bank.body(question).text.to_owned(),
        None => candidate.text.clone(),
    };
    terms(&text).into_iter().collect()
}

fn overlap(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    let shared = a.intersection(b).count();
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}
