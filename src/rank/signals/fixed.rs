//! What the signals say that look at the posting alone.

use crate::rank::topics::listed;
use crate::terms::{Kind, Level};
use crate::understand::posting::Posting;
use crate::understand::posting::asked::Skill;

/// What is left of a skill of which no topic is at home in the role: a tool on the side.
const ASIDE: f64 = 0.5;

/// How much the posting asks for the skills that a question needs: `asked` are those it asks for, of `all` that there are.
pub fn skill(posting: &Posting, asked: &[usize], all: usize) -> f64 {
    let role = posting.role.as_ref().map(|g| g.role);
    let aside = |a: &Skill| role.is_some_and(|r| !a.topics.iter().any(|t| r.is_at_home(t)));
    // One of five languages in a row is asked about less than the one language of a posting, though more than a fifth as much.
    let weight = |a: &Skill| {
        let listed = a.topics.first().map_or(1, |t| listed(posting, a, t)) as f64;
        a.weight * if aside(a) { ASIDE } else { 1.0 } / listed.max(1.0).sqrt().sqrt()
    };
    let best = asked.iter().filter_map(|&i| posting.asked.get(i)).map(weight).fold(0.0, f64::max);
    let share = if all == 0 { 0.0 } else { asked.len() as f64 / all as f64 };
    best * (0.5 + 0.5 * share)
}

/// How near a question's level is to the job's: one step off costs a third.
pub fn level(question: Level, job: Level) -> f64 {
    let place = |l: Level| -> f64 {
        match l {
            Level::Intern => 0.0,
            Level::Junior => 0.7,
            Level::Mid => 2.0,
            Level::Senior => 3.0,
            Level::Staff => 4.0,
            Level::Manager => 4.5,
            // Who leads those who lead: farther from a manager than a manager is from staff.
            Level::Executive => 6.0,
        }
    };
    let manages = |l: Level| matches!(l, Level::Manager | Level::Executive);
    let apart = (place(question) - place(job)).abs() + if manages(question) && !manages(job) { 1.0 } else { 0.0 };
    f64::max(0.0, 1.0 - apart / 3.0)
}

/// How usual a kind is.
pub fn kind(kinds: &[(Kind, f64)], kind: Kind) -> f64 {
    kinds.iter().find(|k| k.0 == kind).map_or(0.3, |k| k.1)
}

/// The line in which the posting announces a kind of question, 0-based.
pub fn announced(posting: &Posting, kind: Kind) -> Option<usize> {
    let class = match kind {
        Kind::Design | Kind::TradeOff => "interview-design",
        Kind::Coding => "interview-coding",
        Kind::Behavioral => "interview-behavioral",
        Kind::Case => "interview-case",
        _ => return None,
    };
    posting.hints.iter().find(|h| h.class == class).map(|h| h.line)
}
