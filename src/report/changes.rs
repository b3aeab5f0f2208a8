//! What changed between two results, for two versions of a resume: which gaps closed or opened, why the fit moved.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::value::{MatchValue, Tailored};
use crate::terms::Evidence;

/// The changes from one result to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Changes {
    /// The fit before and after.
    pub fit: FitChange,
    /// Gaps of the first result that the second does not have.
    pub closed: Vec<Change>,
    /// Gaps of the second result that the first does not have.
    pub opened: Vec<Change>,
    /// Skills whose evidence changed without closing or opening a gap.
    pub moved: Vec<Change>,
    /// Skills that only one of the two postings asks for.
    pub asked_once: Vec<String>,
    /// Ids of topics whose place among the first six changed: those that came in.
    pub topics_in: Vec<String>,
    /// Those that went out.
    pub topics_out: Vec<String>,
}

/// How the fit moved.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FitChange {
    /// Before.
    pub before: Option<f64>,
    /// After.
    pub after: Option<f64>,
}

/// A skill whose evidence changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// The skill's id.
    pub skill: String,
    /// The skill's name.
    pub name: String,
    /// What the first resume shows.
    pub before: Evidence,
    /// What the second shows.
    pub after: Evidence,
    /// The line of the second resume that shows it, or of the first where the second has none.
    pub line: Option<String>,
}

impl Changes {
    /// The changes.
    pub fn between(old: &Tailored, new: &Tailored) -> Self {
        let gap = |result: &Tailored, id: &str| result.gaps.iter().any(|g| g.skill == id);
        let (mut closed, mut opened, mut moved, mut asked_once) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for after in &new.fit.skills {
            let Some(before) = old.fit.skills.iter().find(|s| s.id == after.id) else {
                asked_once.push(after.id.clone());
                continue;
            };
            let change = || change(before, after);
            match (gap(old, &after.id), gap(new, &after.id)) {
                (true, false) => closed.push(change()),
                (false, true) => opened.push(change()),
                _ if before.evidence != after.evidence => moved.push(change()),
                _ => {}
            }
        }
        asked_once.extend(
            old.fit.skills.iter().filter(|s| !new.fit.skills.iter().any(|n| n.id == s.id)).map(|s| s.id.clone()),
        );
        let first = |result: &Tailored| -> Vec<String> { result.topics.iter().take(6).map(|t| t.id.clone()).collect() };
        let (before, after) = (first(old), first(new));
        Changes {
            fit: FitChange { before: old.fit.score, after: new.fit.score },
            closed,
            opened,
            moved,
            asked_once,
            topics_in: after.iter().filter(|t| !before.contains(t)).cloned().collect(),
            topics_out: before.iter().filter(|t| !after.contains(t)).cloned().collect(),
        }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.fit.before == self.fit.after
            && self.closed.is_empty()
            && self.opened.is_empty()
            && self.moved.is_empty()
            && self.asked_once.is_empty()
            && self.topics_in.is_empty()
    }
}

fn change(before: &MatchValue, after: &MatchValue) -> Change {
    let line = after.shown_in.first().or(before.shown_in.first()).map(|s| s.text.clone());
    Change { skill: after.id.clone(), name: after.name.clone(), before: before.evidence, after: after.evidence, line }
}
