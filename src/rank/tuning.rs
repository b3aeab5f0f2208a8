//! The figures that a ranking is made with, from `data/rank`: what each signal weighs for a question, with what chance each sign
//! of a posting brings a topic up, and what is taken off so that a list is spread. Leaving one out shows what it is good for.

use std::sync::OnceLock;

use super::signals::Signal;

const WEIGHTS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/rank/weights.txt"));
const SPREAD: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/rank/spread.txt"));
const CHANCES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/rank/chances.txt"));

/// What a signal weighs, by the place of the signal in [`Signal::ALL`].
pub type Weights = [f64; Signal::ALL.len()];

/// What in a posting speaks for a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A skill that is asked for.
    Skill,
    /// What is left of it for a topic that is at home neither in the role nor in every interview.
    Foreign,
    /// A topic of the role.
    Role,
    /// A topic that the role often meets beside its own.
    Also,
    /// Words of a line.
    Said,
    /// The level.
    Level,
    /// A person from another field.
    Change,
}

impl Sign {
    /// All of them.
    pub const ALL: [Sign; 7] =
        [Sign::Skill, Sign::Foreign, Sign::Role, Sign::Also, Sign::Said, Sign::Level, Sign::Change];

    /// The name, as in the file of chances.
    pub fn name(self) -> &'static str {
        match self {
            Sign::Skill => "skill",
            Sign::Foreign => "foreign",
            Sign::Role => "role",
            Sign::Also => "also",
            Sign::Said => "said",
            Sign::Level => "level",
            Sign::Change => "change",
        }
    }
}

/// What a question can have in common with those before it, for which something is taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// The topic.
    Topic,
    /// The kind.
    Kind,
    /// That it was made, and of what.
    Made,
}

impl Same {
    /// All of them.
    pub const ALL: [Same; 3] = [Same::Topic, Same::Kind, Same::Made];

    /// The name, as in the file.
    pub fn name(self) -> &'static str {
        match self {
            Same::Topic => "topic",
            Same::Kind => "kind",
            Same::Made => "made",
        }
    }
}

/// The figures that a ranking is made with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tuning {
    /// What each signal weighs.
    pub weights: Weights,
    chances: [f64; Sign::ALL.len()],
    spread: [f64; Same::ALL.len()],
}

impl Tuning {
    /// Those that ship.
    pub fn shipped() -> &'static Self {
        static PARSED: OnceLock<Tuning> = OnceLock::new();
        PARSED.get_or_init(|| {
            let (weights, chances, spread) = (rows(WEIGHTS), rows(CHANCES), rows(SPREAD));
            let find = |rows: &[(&str, f64)], name| rows.iter().find(|r| r.0 == name).map_or(0.0, |r| r.1);
            Tuning {
                weights: Signal::ALL.map(|s| find(&weights, s.name())),
                chances: Sign::ALL.map(|s| find(&chances, s.name())),
                spread: Same::ALL.map(|s| find(&spread, s.name())),
            }
        })
    }

    /// The chance that a sign at its fullest brings a topic up.
    pub fn chance(&self, sign: Sign) -> f64 {
        self.chances.get(sign as usize).copied().unwrap_or(0.0)
    }

    /// What is taken off for each question before it that has the same.
    pub fn taken_off(&self, same: Same) -> f64 {
        self.spread.get(same as usize).copied().unwrap_or(0.0)
    }

    /// The same without a signal.
    #[must_use]
    pub fn without(mut self, signal: Signal) -> Self {
        if let Some(slot) = self.weights.get_mut(signal as usize) {
            *slot = 0.0;
        }
        self
    }

    /// The same without a sign.
    #[must_use]
    pub fn without_sign(mut self, sign: Sign) -> Self {
        if let Some(slot) = self.chances.get_mut(sign as usize) {
            *slot = 0.0;
        }
        self
    }

    /// The same where nothing is taken off for this.
    #[must_use]
    pub fn without_same(mut self, same: Same) -> Self {
        if let Some(slot) = self.spread.get_mut(same as usize) {
            *slot = 0.0;
        }
        self
    }
}

fn rows(text: &'static str) -> Vec<(&'static str, f64)> {
    let rows = text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| {
        let mut cells = l.split('|').map(str::trim);
        Some((cells.next()?, cells.next()?.parse().ok()?))
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_name_everything_once_and_nothing_else() {
        let names = |text| rows(text).into_iter().map(|r| r.0).collect::<Vec<_>>();
        assert_eq!(names(WEIGHTS), Signal::ALL.map(Signal::name));
        assert_eq!(names(CHANCES), Sign::ALL.map(Sign::name));
        assert_eq!(names(SPREAD), Same::ALL.map(Same::name));
    }
}
