//! The two forms of a result: all that `tailor` tells, or a short line of ids.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::rank::{Outline, View};
use crate::report::value::Tailored;

/// How much is told of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The ids of what comes first.
    Brief,
    /// What `tailor` tells.
    Full,
}

/// How many gaps, topics and questions the short form names.
pub const FIRST: usize = 10;

/// Which posting with which resume, by their names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Pair {
    /// The posting.
    pub job: String,
    /// The resume.
    pub resume: String,
}

/// The short form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Brief {
    /// Which two.
    pub pair: Pair,
    /// The fit, 0..=1; null where nothing was asked.
    pub fit: Option<f64>,
    /// Ids of the skills to work on, the first ten.
    pub gaps: Vec<String>,
    /// Ids of the topics to rehearse, the first ten.
    pub topics: Vec<String>,
    /// Ids of the likely questions, the first ten.
    pub questions: Vec<String>,
}

/// A line of `results.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ResultLine {
    /// With `--detail full`.
    Full(Box<Full>),
    /// With `--detail brief`.
    Brief(Brief),
}

/// The long form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Full {
    /// Which two.
    pub pair: Pair,
    /// What `tailor` tells of them.
    #[serde(flatten)]
    pub result: Tailored,
}

impl Brief {
    /// The short form of what was chosen for a pair.
    pub fn of(view: View<'_>, outline: &Outline<'_>) -> Self {
        let gaps = view.fit.gaps.iter().filter_map(|g| view.fit.matches.get(g.of));
        let mut questions = outline.ids(view);
        questions.truncate(FIRST);
        Brief {
            pair: Pair { job: view.posting.source.clone(), resume: view.resume.source.clone() },
            fit: view.fit.score,
            gaps: gaps.take(FIRST).map(|m| m.named.id.clone()).collect(),
            topics: outline.topics.iter().take(FIRST).map(|t| t.topic().id.to_owned()).collect(),
            questions,
        }
    }
}

/// Appends a result in its long form and a line break.
///
/// # Errors
/// Where the value can't be written as JSON.
pub fn write_full(result: &Tailored, out: &mut Vec<u8>) -> serde_json::Result<()> {
    #[derive(Serialize)]
    struct Names<'a> {
        job: &'a str,
        resume: &'a str,
    }
    out.extend_from_slice(br#"{"pair":"#);
    serde_json::to_writer(&mut *out, &Names { job: &result.job.source, resume: &result.resume.source })?;
    out.push(b',');
    // The rest of the object goes on after its opening brace.
    let brace = out.len();
    serde_json::to_writer(&mut *out, result)?;
    out.remove(brace);
    out.push(b'\n');
    Ok(())
}

/// Appends a result in its short form and a line break.
///
/// # Errors
/// Where the value can't be written as JSON.
pub fn write_brief(result: &Brief, out: &mut Vec<u8>) -> serde_json::Result<()> {
    serde_json::to_writer(&mut *out, result)?;
    out.push(b'\n');
    Ok(())
}
