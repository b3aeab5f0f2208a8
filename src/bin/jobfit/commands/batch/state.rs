//! What a folder of results was made from, and how far it is: so that the same command goes on, and another begins anew.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use anyhow::{Result, bail};
use jobfit::Toolkit;
use jobfit::batch::cohort::Sums;
use jobfit::batch::summary::Rows;
use jobfit::batch::{Failure, Pairs, Spread, ordered};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::plan::{Plan, Source};
use crate::input;

/// The name of the file in the folder of the results.
pub const STATE: &str = ".jobfit-batch.json";
/// How far it is, while it is not done.
pub const CHECKPOINT: &str = ".jobfit-batch.checkpoint";

/// What the results are made from. Where more in it differs than the documents and the pairs, they are made anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Of the program.
    pub version: String,
    /// The month that "Present" means.
    pub date: String,
    /// What was asked for.
    pub wish: Wish,
    /// Fingerprint of the vocabulary.
    pub vocabulary: String,
    /// Fingerprint of the bank.
    pub bank: String,
    /// The postings.
    pub jobs: Vec<Input>,
    /// The resumes.
    pub resumes: Vec<Input>,
    /// Of the list of pairs, where there is one.
    pub pairs: Option<String>,
}

/// The options that change the results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wish {
    pub brief: bool,
    pub formats: Vec<String>,
    pub top: u16,
    pub avoid_repeats: bool,
    pub timeout: u64,
    /// The month, where it was given.
    pub today: Option<String>,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    pub name: String,
    /// Of its bytes; why not, where it can't be read.
    pub sha256: String,
}

/// The file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub origin: Origin,
    /// Once all is done.
    pub finished: Option<Finished>,
}

/// What a finished batch left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finished {
    /// Pairs with a result.
    pub results: usize,
    /// Documents without one.
    pub failures: usize,
    /// Postings that could not be used, by their places.
    pub failed_jobs: BTreeMap<usize, String>,
    /// Resumes likewise.
    pub failed_resumes: BTreeMap<usize, String>,
    /// The files and their sizes.
    pub files: Vec<(String, u64)>,
}

/// How far a batch is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Of the [`Origin`].
    pub origin: String,
    /// The place of the next pair.
    pub next: usize,
    /// Pairs with a result.
    pub results: usize,
    /// Bytes of `results.jsonl`.
    pub results_bytes: u64,
    /// Bytes of what is kept of each pair.
    pub records_bytes: u64,
    /// Bytes of `summary.csv`.
    pub summary_bytes: u64,
    /// Rows that wait for the others of their posting.
    pub rows: Rows,
    /// The sums of the cohort.
    pub sums: Sums,
    /// Documents that failed: they stay failed.
    pub failed_jobs: Vec<Option<String>>,
    /// Likewise.
    pub failed_resumes: Vec<Option<String>>,
    /// Pairs that failed.
    pub failed_pairs: Vec<Failure>,
    /// The questions that each resume has had, where later postings are to bring others.
    pub asked: Vec<Vec<String>>,
}

impl Checkpoint {
    /// The beginning.
    pub fn new(origin: &Origin, avoid_repeats: bool) -> Result<Self> {
        let resumes = origin.resumes.len();
        Ok(Checkpoint {
            origin: origin.hash()?,
            next: 0,
            results: 0,
            results_bytes: 0,
            records_bytes: 0,
            summary_bytes: 0,
            rows: Rows::default(),
            sums: Sums::of(resumes),
            failed_jobs: Vec::new(),
            failed_resumes: Vec::new(),
            failed_pairs: Vec::new(),
            asked: vec![Vec::new(); if avoid_repeats { resumes } else { 0 }],
        })
    }
}

impl Origin {
    /// The origin of a plan. The documents are read for it, on all threads.
    pub fn of(
        plan: &Plan,
        toolkit: &Toolkit,
        wish: Wish,
        date: String,
        limit: u64,
        spread: Spread,
        stop: &AtomicBool,
    ) -> Result<Option<Self>> {
        let hashed = |sources: &[Source]| -> Result<Option<Vec<Input>>> {
            let mut out = Vec::with_capacity(sources.len());
            let work = |place: usize| sources.get(place).map(|s| hash_file(s, limit));
            ordered(spread, sources.len(), stop, work, |_, input| -> Result<()> {
                out.extend(input);
                Ok(())
            })?;
            Ok((out.len() == sources.len()).then_some(out))
        };
        let (Some(jobs), Some(resumes)) = (hashed(&plan.jobs)?, hashed(&plan.resumes)?) else { return Ok(None) };
        let pairs = match &plan.pairs {
            Pairs::All { .. } => None,
            Pairs::Listed(pairs) => Some(hex(&serde_json::to_vec(pairs)?)),
        };
        Ok(Some(Origin {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            date,
            wish,
            vocabulary: format!("{:016x}", toolkit.vocabulary.fingerprint()),
            bank: format!("{:016x}", toolkit.bank.fingerprint()),
            jobs,
            resumes,
            pairs,
        }))
    }

    /// Whether a pair of the same two documents gives the same result for both.
    pub fn alike(&self, other: &Self) -> bool {
        let all = |o: &Self| (o.version.clone(), o.date.clone(), o.wish.clone(), o.vocabulary.clone(), o.bank.clone());
        all(self) == all(other)
    }

    /// One value for all of it.
    pub fn hash(&self) -> Result<String> {
        Ok(hex(&serde_json::to_vec(self)?))
    }
}

impl Input {
    /// Whether there were bytes.
    pub fn was_read(&self) -> bool {
        self.sha256.len() == 64 && self.sha256.bytes().all(|b| b.is_ascii_hexdigit())
    }
}

impl State {
    /// That of a folder, where there is one that this version understands.
    pub fn of(folder: &Path) -> Option<Self> {
        serde_json::from_slice(&fs::read(folder.join(STATE)).ok()?).ok()
    }

    /// Whether what a finished batch left is still there.
    pub fn intact(&self, folder: &Path) -> bool {
        self.finished.as_ref().is_some_and(|f| {
            f.files.iter().all(|(name, size)| fs::metadata(folder.join(name)).is_ok_and(|m| m.len() == *size))
        })
    }
}

fn hash_file(source: &Source, limit: u64) -> Input {
    let sha256 = input::file(&source.path, limit).map_or_else(|error| error, |bytes| hex(&bytes));
    Input { name: source.name.clone(), sha256 }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// Writes a file under another name and puts it in place, so that no half of it is ever seen.
pub fn put(path: &Path, write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<()> {
    let part = path.with_extension("part");
    let written = fs::File::create(&part).and_then(|file| {
        let mut out = std::io::BufWriter::new(file);
        write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_data()
    });
    if let Err(error) = written.and_then(|()| fs::rename(&part, path)) {
        bail!(
            "{}: can't be written ({}); make room, then run the same command again to go on",
            path.display(),
            input::plain(&error)
        );
    }
    Ok(())
}
