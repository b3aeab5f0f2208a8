//! Hours turned into blocks: what to rehearse when, with the questions for it.

use super::{Candidate, topics};

/// A block of rehearsing.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// 1-based.
    pub day: usize,
    /// How long.
    pub minutes: usize,
    /// Topic id.
    pub topic: &'static str,
    /// Ids of the questions to practise.
    pub questions: Vec<String>,
    /// Why it stands here.
    pub why: String,
}

/// The shortest block that helps: one question aloud, and what was missing looked up. Minutes.
const LEAST: usize = 20;
/// The longest block that a person keeps at. Minutes.
const MOST: usize = 90;
/// A story to bring or a thing half known: short work. Minutes.
const QUICK: usize = 30;

/// Makes the plan; what does not fit is returned by its topics.
///
/// Each topic gets time in proportion to its priority, at least `LEAST` and at most `MOST` minutes. Where the hours do
/// not reach, the least urgent topics are left out. Within the plan, what is quickly gained stands before long studies of
/// the same urgency.
pub fn make(
    ranked: &[topics::Ranked<'_>],
    questions: &[Candidate],
    hours: f64,
    days: usize,
    why: &dyn Fn(&topics::Ranked<'_>) -> Vec<String>,
) -> (Vec<Block>, Vec<&'static str>) {
    let total = minutes(hours);
    let mut wanted: Vec<(&topics::Ranked<'_>, usize)> = Vec::new();
    let mut left_out = Vec::new();
    let sum: f64 = ranked.iter().map(|t| t.priority).sum();
    let mut left = total;
    for topic in ranked {
        let share = if sum > 0.0 { topic.priority / sum * total as f64 } else { 0.0 };
        // Rounded to five minutes: a plan, not a measurement.
        let own = questions.iter().filter(|q| q.topic == topic.topic().id).count();
        let quick = if topic.strength >= 0.6 { QUICK } else { MOST };
        let most = if own == 0 { QUICK } else { quick };
        let size = ((share / 5.0).round() * 5.0) as usize;
        let size = size.clamp(LEAST, most.max(LEAST));
        if left >= size && topic.priority > 0.05 {
            left -= size;
            wanted.push((topic, size));
        } else {
            left_out.push(topic.topic().id);
        }
    }
    // What is left goes to the most urgent.
    for slot in &mut wanted {
        let more = left.min(MOST.saturating_sub(slot.1));
        slot.1 += more;
        left -= more;
    }
    // Quick wins first among neighbours in urgency: bands of priority, then the shorter block.
    let band = |t: &topics::Ranked<'_>| (t.priority * 4.0).round() as i64;
    wanted.sort_by(|a, b| {
        band(b.0)
            .cmp(&band(a.0))
            .then(a.1.cmp(&b.1))
            .then(b.0.priority.total_cmp(&a.0.priority))
            .then(a.0.topic().id.cmp(b.0.topic().id))
    });
    let a_day = total.div_ceil(days);
    let mut blocks = Vec::new();
    let (mut day, mut used) = (1, 0);
    for (topic, size) in wanted {
        let mut rest = size;
        let ids: Vec<String> = questions.iter().filter(|q| q.topic == topic.topic().id).map(|q| q.id.clone()).collect();
        while rest > 0 {
            if used >= a_day && day < days {
                day += 1;
                used = 0;
            }
            let room = if day < days { a_day.saturating_sub(used) } else { rest };
            // A remainder too short to help goes with the block before it.
            let now = if rest <= room || rest - room.min(rest) < LEAST {
                rest
            } else if room < LEAST {
                0
            } else {
                room
            };
            if now == 0 {
                day += 1;
                used = 0;
                continue;
            }
            let why = format!(
                "priority {:.2}: {}",
                topic.priority,
                why(topic).into_iter().next().unwrap_or_else(|| "likely to come up".to_owned())
            );
            blocks.push(Block { day, minutes: now, topic: topic.topic().id, questions: ids.clone(), why });
            used += now;
            rest -= now;
        }
    }
    (blocks, left_out)
}

fn minutes(hours: f64) -> usize {
    // Bounded by the command line; a day has 24 hours and nobody rehearses for a year.
    (hours.clamp(0.0, 24.0 * 365.0) * 60.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

    fn topic(id: &str, likelihood: f64, strength: f64) -> topics::Ranked<'static> {
        let topic = catalogue::topic(id).expect("a topic of the catalogue");
        topics::Ranked {
            basis: Box::leak(Box::new(topics::Basis::of(topic, 0))),
            likelihood,
            strength,
            priority: likelihood * (1.0 - 0.8 * strength),
        }
    }

    #[test]
    fn a_plan_fits_its_hours_and_says_what_does_not() {
        let ranked = [
            topic("messaging", 0.9, 0.1),
            topic("caching", 0.8, 0.2),
            topic("databases", 0.7, 0.3),
            topic("security", 0.5, 0.5),
            topic("testing", 0.4, 0.5),
        ];
        for hours in [0.5, 1.0, 2.5, 6.0] {
            for days in [1, 3] {
                let (blocks, left_out) = make(&ranked, &[], hours, days, &|_| Vec::new());
                let used: usize = blocks.iter().map(|b| b.minutes).sum();
                assert!(used <= (hours * 60.0) as usize, "{hours} h, {days} d: {used} minutes");
                assert!(blocks.iter().all(|b| b.day >= 1 && b.day <= days));
                let planned: std::collections::BTreeSet<_> = blocks.iter().map(|b| b.topic).collect();
                assert_eq!(planned.len() + left_out.len(), ranked.len());
            }
        }
        assert_eq!(make(&ranked, &[], 0.5, 1, &|_| Vec::new()).0.first().map(|b| b.topic), Some("messaging"));
    }
}
