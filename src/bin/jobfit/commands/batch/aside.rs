//! What an earlier run left, put aside so that the run in hand can take from it.
//!
//! Each run that was put aside has a folder of its own below [`BEFORE`], numbered from the oldest on. It is filled under another
//! name and renamed, so that one that is there is whole; a move that was broken off is ended when the folder is opened again.
//! That is safe because nothing new is written in the folder of the results before.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::folder::{RECORDS, RESULTS};
use super::reports::REPORTS;
use super::state::{Checkpoint, Origin, State, put};
use crate::input::plain;

/// The folder of the runs put aside.
pub const BEFORE: &str = ".jobfit-batch.before";
/// A run on its way there.
const PART: &str = "part";
/// What a run was made from.
const MADE: &str = "made.json";

/// What a run was made from, and what could not be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    pub origin: Origin,
    /// By their places.
    pub failed_jobs: BTreeMap<usize, String>,
    /// Likewise.
    pub failed_resumes: BTreeMap<usize, String>,
}

/// Puts what a run left aside: one that ended, or as far as the checkpoint says. A run that left no pair is forgotten.
pub fn put_aside(folder: &Path, before: &State, left: Option<&Checkpoint>) -> Result<()> {
    let (failed_jobs, failed_resumes) = match (&before.finished, left) {
        (Some(finished), _) => (finished.failed_jobs.clone(), finished.failed_resumes.clone()),
        (None, Some(at)) => {
            // What came after the checkpoint may never have reached the disk.
            let records = OpenOptions::new().write(true).open(folder.join(RECORDS));
            records.and_then(|f| f.set_len(at.records_bytes)).map_err(|e| broken(folder, &e))?;
            (places(&at.failed_jobs), places(&at.failed_resumes))
        }
        (None, None) => return Ok(()),
    };
    if !folder.join(RECORDS).exists() {
        return Ok(());
    }
    let part = folder.join(BEFORE).join(PART);
    fs::create_dir_all(&part).map_err(|e| broken(folder, &e))?;
    let made = Made { origin: before.origin.clone(), failed_jobs, failed_resumes };
    put(&part.join(MADE), |out| Ok(serde_json::to_writer(out, &made)?))?;
    end_move(folder)
}

/// Ends a move that was broken off.
pub fn settle(folder: &Path) -> Result<()> {
    let part = folder.join(BEFORE).join(PART);
    if part.join(MADE).exists() {
        return end_move(folder);
    }
    // Nothing was moved yet.
    gone(fs::remove_dir_all(&part)).map_err(|e| broken(folder, &e))
}

fn end_move(folder: &Path) -> Result<()> {
    let before = folder.join(BEFORE);
    let part = before.join(PART);
    for name in [RESULTS, RECORDS, REPORTS] {
        gone(fs::rename(folder.join(name), part.join(name))).map_err(|e| broken(folder, &e))?;
    }
    let next = numbers(folder).last().map_or(0, |n| n + 1);
    fs::rename(&part, before.join(next.to_string())).map_err(|e| broken(folder, &e))
}

/// The folders of the runs put aside, the latest first.
pub fn folders(folder: &Path) -> Vec<PathBuf> {
    numbers(folder).iter().rev().map(|n| folder.join(BEFORE).join(n.to_string())).collect()
}

fn numbers(folder: &Path) -> Vec<u64> {
    let entries = fs::read_dir(folder.join(BEFORE)).into_iter().flatten().filter_map(Result::ok);
    let mut numbers: Vec<u64> = entries.filter_map(|e| e.file_name().to_str()?.parse().ok()).collect();
    numbers.sort_unstable();
    numbers
}

/// What the run in a folder put aside was made from.
pub fn made(run: &Path) -> Option<Made> {
    serde_json::from_slice(&fs::read(run.join(MADE)).ok()?).ok()
}

/// Takes away all that was put aside.
pub fn forget(folder: &Path) -> Result<()> {
    gone(fs::remove_dir_all(folder.join(BEFORE))).map_err(|e| broken(folder, &e))
}

/// The failures of a list, by their places.
pub fn places(failed: &[Option<String>]) -> BTreeMap<usize, String> {
    failed.iter().enumerate().filter_map(|(place, error)| Some((place, error.clone()?))).collect()
}

/// What is not there need not be moved or taken away.
pub fn gone(result: io::Result<()>) -> io::Result<()> {
    result.or_else(|e| if e.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(e) })
}

fn broken(folder: &Path, error: &io::Error) -> anyhow::Error {
    let shown = folder.display();
    anyhow::anyhow!(
        "{shown}: what an earlier run left can't be put aside ({}); check its permissions, then run the same command again",
        plain(error)
    )
}
