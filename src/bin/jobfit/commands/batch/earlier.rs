//! Pairs of earlier runs whose two documents are the same now: their lines, their figures and their reports.
//!
//! The pairs of a run are in the order of the names, as those of the plan are, so that one walk along both finds all.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use jobfit::batch::Record;
use jobfit::batch::records::{self, digest};

use super::aside::{self, Made};
use super::folder::{RECORDS, RESULTS};
use super::plan::{Plan, Source};
use super::reports::{self, REPORTS};
use super::state::{Input, Origin};

/// The runs that were put aside, the latest first.
pub struct Earlier {
    runs: Vec<Run>,
    /// Where a report may be: in its place already, or with one of the runs.
    reports: Vec<PathBuf>,
    formats: Vec<String>,
}

struct Run {
    folder: PathBuf,
    made: Made,
    jobs: Places,
    resumes: Places,
}

/// Which documents are the same in two lists.
struct Places {
    /// From the place in the earlier one.
    now: Vec<Option<usize>>,
    /// From the place in the later one.
    then: Vec<Option<usize>>,
}

/// What is known of a document before it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// Nothing.
    Nothing,
    /// That it was understood.
    Well,
    /// Why it can't be used.
    Failed(String),
}

impl Earlier {
    /// What a folder holds that the origin may take from: nothing where later postings depend on earlier ones.
    pub fn of(folder: &Path, origin: &Origin) -> Self {
        let folders = if origin.wish.avoid_repeats { Vec::new() } else { aside::folders(folder) };
        let runs = folders.into_iter().filter_map(|folder| {
            let made = aside::made(&folder).filter(|m| m.origin.alike(origin))?;
            let jobs = Places::of(&made.origin.jobs, &origin.jobs);
            let resumes = Places::of(&made.origin.resumes, &origin.resumes);
            Some(Run { folder, made, jobs, resumes })
        });
        let runs: Vec<Run> = runs.collect();
        let places = std::iter::once(folder).chain(runs.iter().map(|r| r.folder.as_path()));
        let reports = places.map(|p| p.join(REPORTS)).collect();
        Earlier { runs, reports, formats: origin.wish.formats.clone() }
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// What the runs know of the posting at a place.
    pub fn job(&self, place: usize, passing: &str) -> Known {
        self.known(|run| run.known(&run.jobs, &run.made.failed_jobs, place), passing)
    }

    /// What the runs know of the resume at a place.
    pub fn resume(&self, place: usize, passing: &str) -> Known {
        self.known(|run| run.known(&run.resumes, &run.made.failed_resumes, place), passing)
    }

    /// An error that may pass says nothing.
    fn known(&self, of: impl Fn(&Run) -> Known, passing: &str) -> Known {
        let mut all = self.runs.iter().map(of);
        all.find(|k| !matches!(k, Known::Nothing) && *k != Known::Failed(passing.to_owned())).unwrap_or(Known::Nothing)
    }

    /// A walk along the pairs.
    pub fn walk(&self) -> Walk<'_> {
        Walk { tracks: self.runs.iter().filter_map(Track::of).collect() }
    }

    /// Where a report lies, for each format; none where one is missing or not what was written.
    pub fn reports(&self, record: &Record, job: &Source, resume: &Source) -> Option<Vec<PathBuf>> {
        if record.reports.len() != self.formats.len() {
            return None;
        }
        let found = record.reports.iter().zip(&self.formats).map(|(wanted, format)| {
            let mut paths = self.reports.iter().map(|f| reports::place(f, &job.name, &resume.name, format));
            paths.find(|p| fs::read(p).is_ok_and(|bytes| digest(&bytes) == *wanted))
        });
        found.collect()
    }

    /// Puts the reports of a pair in their place. Whether all were there.
    pub fn bring(&self, record: &Record, job: &Source, resume: &Source) -> std::io::Result<bool> {
        let Some(found) = self.reports(record, job, resume) else { return Ok(false) };
        for (from, format) in found.iter().zip(&self.formats) {
            let Some(folder) = self.reports.first() else { continue };
            let to = reports::place(folder, &job.name, &resume.name, format);
            if *from != to {
                reports::bring(from, &to)?;
            }
        }
        Ok(true)
    }

    /// Whether the report of each pair is there; how whole they are isn't looked at.
    pub fn all_reports(folder: &Path, plan: &Plan, formats: &[String], failed: impl Fn(usize, usize) -> bool) -> bool {
        let folder = folder.join(REPORTS);
        (0..plan.pairs.len()).filter_map(|place| plan.pairs.get(place)).all(|(job, resume)| {
            let (Some(of_job), Some(of_resume)) = (plan.jobs.get(job), plan.resumes.get(resume)) else { return true };
            failed(job, resume)
                || formats.iter().all(|f| reports::place(&folder, &of_job.name, &of_resume.name, f).exists())
        })
    }
}

impl Run {
    fn known(&self, places: &Places, failed: &std::collections::BTreeMap<usize, String>, place: usize) -> Known {
        match places.then.get(place).copied().flatten() {
            None => Known::Nothing,
            Some(then) => failed.get(&then).map_or(Known::Well, |error| Known::Failed(error.clone())),
        }
    }
}

impl Places {
    fn of(then: &[Input], now: &[Input]) -> Self {
        // Of a name that stands there twice, nothing can be said.
        let mut by_name: HashMap<&str, Option<usize>> = HashMap::with_capacity(now.len());
        for (place, input) in now.iter().enumerate() {
            by_name.entry(&input.name).and_modify(|p| *p = None).or_insert(Some(place));
        }
        let mut out = Places { now: vec![None; then.len()], then: vec![None; now.len()] };
        let mut seen: HashMap<&str, usize> = HashMap::with_capacity(then.len());
        for input in then {
            *seen.entry(&input.name).or_default() += 1;
        }
        for (place, (input, to)) in then.iter().zip(&mut out.now).enumerate() {
            let found = by_name.get(input.name.as_str()).copied().flatten();
            let same = |p: &usize| now.get(*p).is_some_and(|i| i.sha256 == input.sha256 && i.was_read());
            let found = found.filter(same).filter(|_| seen.get(input.name.as_str()) == Some(&1));
            *to = found;
            if let Some(from) = found.and_then(|p| out.then.get_mut(p)) {
                *from = Some(place);
            }
        }
        out
    }
}

/// A walk along the pairs of all runs.
pub struct Walk<'a> {
    tracks: Vec<Track<'a>>,
}

struct Track<'a> {
    run: &'a Run,
    records: BufReader<File>,
    lines: BufReader<File>,
    /// Where the walk is in the lines.
    at: u64,
    /// The next record that is of use: its pair as of now, itself, where its line begins.
    next: Option<((usize, usize), Record, u64)>,
    /// Where the line after begins.
    end: u64,
}

impl Walk<'_> {
    /// The record and the line of a pair. Pairs have to be asked for in order.
    pub fn find(&mut self, pair: (usize, usize)) -> Option<(Record, Vec<u8>)> {
        self.tracks.iter_mut().find_map(|track| track.find(pair))
    }
}

impl<'a> Track<'a> {
    fn of(run: &'a Run) -> Option<Self> {
        let open = |name: &str| File::open(run.folder.join(name)).ok().map(BufReader::new);
        let (mut records, lines) = (open(RECORDS)?, open(RESULTS)?);
        let origin: String = records::next(&mut records)?;
        (run.made.origin.hash().ok()? == origin).then_some(())?;
        let mut track = Track { run, records, lines, at: 0, next: None, end: 0 };
        track.step();
        Some(track)
    }

    /// Goes on to the next record whose documents are there still.
    fn step(&mut self) {
        self.next = None;
        while let Some(record) = records::next::<Record>(&mut self.records) {
            let begin = self.end;
            self.end += record.bytes;
            let now = |places: &Places, place: usize| places.now.get(place).copied().flatten();
            let pair = (now(&self.run.jobs, record.row.job), now(&self.run.resumes, record.row.resume));
            if let (Some(job), Some(resume)) = pair {
                self.next = Some(((job, resume), record, begin));
                return;
            }
        }
    }

    fn find(&mut self, pair: (usize, usize)) -> Option<(Record, Vec<u8>)> {
        while self.next.as_ref().is_some_and(|n| n.0 < pair) {
            self.step();
        }
        let (_, mut record, begin) = self.next.take_if(|n| n.0 == pair)?;
        let line = self.line(begin, record.bytes);
        self.step();
        let line = line.filter(|l| digest(l) == record.digest)?;
        (record.row.job, record.row.resume) = pair;
        Some((record, line))
    }

    fn line(&mut self, begin: u64, bytes: u64) -> Option<Vec<u8>> {
        let ahead = i64::try_from(begin).ok()?.checked_sub(i64::try_from(self.at).ok()?)?;
        self.lines.seek_relative(ahead).ok()?;
        let mut line = Vec::new();
        let read = self.lines.by_ref().take(bytes).read_to_end(&mut line).ok()?;
        self.at = begin + read as u64;
        Some(line)
    }
}
