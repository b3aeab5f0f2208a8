//! The folder of the results: three files that grow in the order of the pairs, and the rest, put in place when all is done.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use jobfit::batch::{Block, Record, records, summary};

use super::aside::{self, BEFORE};
use super::earlier::{Earlier, Walk};
use super::plan::{Plan, Source};
use super::reports::REPORTS;
use super::state::{CHECKPOINT, Checkpoint, Finished, Origin, STATE, State, put};
use super::taken::Work;
use crate::input::plain;

/// The lines.
pub const RESULTS: &str = "results.jsonl";
/// What is kept of each pair for a later run.
pub const RECORDS: &str = ".jobfit-batch.pairs";
pub const SUMMARY: &str = "summary.csv";
pub const FAILURES: &str = "failures.jsonl";
pub const COHORT: &str = "cohort.json";
pub const PAGE: &str = "cohort.html";
const LOCK: &str = ".jobfit-batch.lock";

/// How often it is written down how far the batch is, at least; where that takes long, more rarely.
const EVERY: Duration = Duration::from_secs(2);

/// Bytes that wait to be written together, about.
const TOGETHER: usize = 1 << 20;

/// The folder while a batch runs.
pub struct Folder {
    pub(super) path: PathBuf,
    /// Held while the batch runs: nobody else writes there.
    _lock: File,
    results: File,
    records: File,
    summary: File,
    /// Lines and records that wait.
    waiting: (Vec<u8>, Vec<u8>),
    /// Whether something could not be written: what is written down of how far it is holds no more.
    broken: bool,
    /// How far it is.
    pub at: Checkpoint,
    saved: Instant,
    pause: Duration,
}

/// Why the pairs did not come to their end.
pub enum Halt {
    /// It was asked for.
    Stopped,
    /// Something went wrong.
    Broken(anyhow::Error),
}

impl From<anyhow::Error> for Halt {
    fn from(error: anyhow::Error) -> Self {
        Halt::Broken(error)
    }
}

/// What is taken from earlier runs, while the pairs go by.
pub struct Taking<'a> {
    pub plan: &'a Plan,
    pub work: &'a Work,
    pub earlier: &'a Earlier,
    pub walk: Walk<'a>,
    pub stop: &'a AtomicBool,
}

impl Folder {
    /// Opens the folder, and goes on where it was left, or begins; what may be taken from an earlier run is put aside.
    pub fn open(path: &Path, origin: &Origin, before: Option<&State>) -> Result<Self> {
        let shown = path.display();
        if let Err(error) = fs::create_dir_all(path) {
            bail!("{shown}: the folder can't be made ({}); give another with --out", plain(&error));
        }
        if before.is_none() && path.join(RESULTS).exists() && !path.join(STATE).exists() {
            bail!("{shown}: there is a {RESULTS} already that no batch left here; give another folder with --out");
        }
        let lock = lock(path)?;
        if State::of(path).as_ref() != before {
            bail!("{shown}: another batch has just written there; run the same command again");
        }
        aside::settle(path)?;
        let left = before.filter(|s| s.finished.is_none()).and_then(|s| checkpoint(path, &s.origin));
        let goes_on = before.is_some_and(|s| s.origin == *origin) && left.is_some();
        if !goes_on {
            match before.filter(|s| s.origin.alike(origin) && !origin.wish.avoid_repeats) {
                Some(before) => aside::put_aside(path, before, left.as_ref())?,
                None => aside::forget(path)?,
            }
            clear(path, before)?;
            state(path, origin, None)?;
        }
        let at = match left.filter(|_| goes_on) {
            Some(at) => at,
            None => Checkpoint::new(origin, origin.wish.avoid_repeats)?,
        };
        let mut folder = Folder {
            path: path.to_owned(),
            _lock: lock,
            results: grown(&path.join(RESULTS), at.results_bytes)?,
            records: grown(&path.join(RECORDS), at.records_bytes)?,
            summary: grown(&path.join(SUMMARY), at.summary_bytes)?,
            waiting: (Vec::new(), Vec::new()),
            broken: false,
            at,
            saved: Instant::now(),
            pause: EVERY,
        };
        if folder.at.summary_bytes == 0 {
            folder.append_summary(summary::HEAD)?;
        }
        if folder.at.records_bytes == 0 {
            records::append(&folder.at.origin, &mut folder.waiting.1).map_err(anyhow::Error::msg)?;
            folder.flush()?;
        }
        Ok(folder)
    }

    pub(super) fn wrong(&self, name: &str, error: &io::Error) -> anyhow::Error {
        unwritten(&self.path.join(name), error)
    }

    pub(super) fn append_summary(&mut self, text: &str) -> Result<()> {
        if let Err(error) = self.summary.write_all(text.as_bytes()) {
            self.broken = true;
            return Err(self.wrong(SUMMARY, &error));
        }
        self.at.summary_bytes += text.len() as u64;
        Ok(())
    }

    /// Writes what waits.
    fn flush(&mut self) -> Result<()> {
        let (lines, records) = std::mem::take(&mut self.waiting);
        let written = self.results.write_all(&lines).map_err(|e| (RESULTS, e));
        if let Err((name, error)) = written.and_then(|()| self.records.write_all(&records).map_err(|e| (RECORDS, e))) {
            self.broken = true;
            return Err(self.wrong(name, &error));
        }
        self.at.results_bytes += lines.len() as u64;
        self.at.records_bytes += records.len() as u64;
        Ok(())
    }

    /// Takes the results of a portion in, and before and between them those of earlier runs.
    pub fn add(&mut self, block: Block, taking: &mut Taking<'_>) -> Result<(), Halt> {
        if let Some(error) = block.broken {
            return Err(Halt::Broken(anyhow::Error::msg(error)));
        }
        self.take(block.pairs.start, taking)?;
        for failure in block.failures {
            if !self.at.failed_pairs.contains(&failure) {
                self.at.failed_pairs.push(failure);
            }
        }
        let mut made = block.records.into_iter().peekable();
        let mut lines = block.lines.as_slice();
        for place in block.pairs.clone() {
            if taking.work.takes(place) {
                self.take_one(place, taking)?;
            } else if let Some(record) =
                made.next_if(|r| taking.plan.pairs.get(place) == Some((r.row.job, r.row.resume)))
            {
                let (line, rest) = lines.split_at_checked(record.bytes as usize).unwrap_or((lines, &[]));
                lines = rest;
                self.put(&record, line, taking.plan)?;
            }
            self.at.next = place + 1;
        }
        self.flush()?;
        Ok(self.save_now_and_then()?)
    }

    /// Takes what earlier runs have of the pairs up to a place.
    pub fn take(&mut self, end: usize, taking: &mut Taking<'_>) -> Result<(), Halt> {
        while self.at.next < end {
            if taking.work.takes(self.at.next) {
                if taking.stop.load(Ordering::Relaxed) {
                    return Err(Halt::Stopped);
                }
                self.take_one(self.at.next, taking)?;
            }
            self.at.next += 1;
            if self.waiting.0.len() >= TOGETHER {
                self.flush()?;
                self.save_now_and_then()?;
            }
        }
        Ok(self.flush()?)
    }

    fn take_one(&mut self, place: usize, taking: &mut Taking<'_>) -> Result<()> {
        let plan = taking.plan;
        let pair = plan.pairs.get(place).unwrap_or_default();
        let (job, resume) = (plan.jobs.get(pair.0), plan.resumes.get(pair.1));
        if let (Some((record, line)), Some(job), Some(resume)) = (taking.walk.find(pair), job, resume)
            && taking.earlier.bring(&record, job, resume).map_err(|e| self.wrong(REPORTS, &e))?
        {
            return self.put(&record, &line, plan);
        }
        let shown = self.path.display();
        bail!("{shown}: what an earlier run left was changed while this one ran; run the same command again")
    }

    fn put(&mut self, record: &Record, line: &[u8], plan: &Plan) -> Result<()> {
        let row = &record.row;
        let name = |sources: &[Source], i: usize| sources.get(i).map_or("", |s| s.name.as_str()).to_owned();
        match self.at.asked.get_mut(row.resume) {
            // Nothing is taken from such a run.
            Some(asked) => asked.extend(row.questions.iter().cloned()),
            None => records::append(record, &mut self.waiting.1).map_err(anyhow::Error::msg)?,
        }
        self.waiting.0.extend_from_slice(line);
        self.at.results += 1;
        self.at.sums.add(row);
        let lines = self.at.rows.add(row, &name(&plan.jobs, row.job), &name(&plan.resumes, row.resume));
        lines.map_or(Ok(()), |lines| self.append_summary(&lines))
    }

    fn save_now_and_then(&mut self) -> Result<()> {
        if self.saved.elapsed() >= self.pause { self.save() } else { Ok(()) }
    }

    /// Writes down how far it is.
    pub fn save(&mut self) -> Result<()> {
        if self.broken {
            return Ok(());
        }
        let begun = Instant::now();
        self.flush()?;
        self.sync()?;
        let bytes = postcard::to_stdvec(&self.at)?;
        put(&self.path.join(CHECKPOINT), |out| out.write_all(&bytes))?;
        self.saved = Instant::now();
        // A twentieth of the time at most.
        self.pause = EVERY.max(begun.elapsed() * 20);
        Ok(())
    }

    pub(super) fn sync(&self) -> Result<()> {
        for (file, name) in [(&self.results, RESULTS), (&self.records, RECORDS), (&self.summary, SUMMARY)] {
            file.sync_data().map_err(|e| self.wrong(name, &e))?;
        }
        Ok(())
    }
}

/// Takes away what helps a run that is not done, where nobody else is writing.
pub fn tidy(path: &Path) {
    if (path.join(CHECKPOINT).exists() || path.join(BEFORE).exists())
        && let Ok(_lock) = lock(path)
    {
        leave_clean(path);
    }
}

/// What can't be taken away now is taken away by the next run.
pub fn leave_clean(path: &Path) {
    let _ = fs::remove_file(path.join(CHECKPOINT));
    let _ = aside::forget(path);
}

fn lock(path: &Path) -> Result<File> {
    let file = opened(&path.join(LOCK))?;
    match file.try_lock() {
        Err(TryLockError::WouldBlock) => {
            bail!("{}: another batch is writing there; wait for it to end", path.display())
        }
        // Where the system has no locks, nobody is kept out.
        Err(TryLockError::Error(_)) | Ok(()) => Ok(file),
    }
}

/// Takes away what an earlier batch left that this one may not write again.
fn clear(path: &Path, before: Option<&State>) -> Result<()> {
    for name in [CHECKPOINT, FAILURES, COHORT, PAGE] {
        aside::gone(fs::remove_file(path.join(name))).map_err(|e| unwritten(&path.join(name), &e))?;
    }
    if before.is_some_and(|s| !s.origin.wish.formats.is_empty()) {
        aside::gone(fs::remove_dir_all(path.join(REPORTS))).map_err(|e| unwritten(&path.join(REPORTS), &e))?;
    }
    Ok(())
}

pub fn state(path: &Path, origin: &Origin, finished: Option<Finished>) -> Result<()> {
    let state = State { origin: origin.clone(), finished };
    put(&path.join(STATE), |out| {
        serde_json::to_writer_pretty(&mut *out, &state)?;
        out.write_all(b"\n")
    })
}

fn unwritten(path: &Path, error: &io::Error) -> anyhow::Error {
    let shown = path.display();
    anyhow::anyhow!("{shown}: can't be written ({}); make room, then run the same command again to go on", plain(error))
}

fn opened(path: &Path) -> Result<File> {
    let opened = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path);
    opened.map_err(|e| {
        anyhow::anyhow!("{}: can't be written ({}); give another folder with --out", path.display(), plain(&e))
    })
}

/// A file that goes on after so many bytes.
fn grown(path: &Path, bytes: u64) -> Result<File> {
    let mut file = opened(path)?;
    let cut = file.set_len(bytes).and_then(|()| file.seek(SeekFrom::Start(bytes)));
    cut.map(|_| file).map_err(|e| unwritten(path, &e))
}

/// The place to go on from, where it belongs to this origin and the files reach as far.
fn checkpoint(path: &Path, origin: &Origin) -> Option<Checkpoint> {
    let at: Checkpoint = postcard::from_bytes(&fs::read(path.join(CHECKPOINT)).ok()?).ok()?;
    let reaches = |name: &str, bytes: u64| fs::metadata(path.join(name)).is_ok_and(|m| m.len() >= bytes);
    (origin.hash().ok()? == at.origin
        && reaches(RESULTS, at.results_bytes)
        && reaches(RECORDS, at.records_bytes)
        && reaches(SUMMARY, at.summary_bytes))
    .then_some(at)
}
