//! The folder of the results: two files that grow in the order of the pairs, and the rest, put in place when all is done.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use jobfit::batch::{Block, Cohort, Failure, page, summary};
use jobfit::report::value::Tailored;
use jobfit::report::{Format, Options};

use super::plan::Plan;
use super::state::{CHECKPOINT, Checkpoint, Finished, Origin, STATE, State, put};
use crate::input::plain;

const RESULTS: &str = "results.jsonl";
const SUMMARY: &str = "summary.csv";
const FAILURES: &str = "failures.jsonl";
const COHORT: &str = "cohort.json";
const PAGE: &str = "cohort.html";
const REPORTS: &str = "reports";

/// How often it is written down how far the batch is, at least; where that takes long, more rarely.
const EVERY: Duration = Duration::from_secs(2);

/// The folder while a batch runs.
pub struct Folder {
    path: PathBuf,
    results: File,
    summary: File,
    /// How far it is.
    pub at: Checkpoint,
    saved: Instant,
    pause: Duration,
}

impl Folder {
    /// Opens the folder, and goes on where it was left, or begins.
    pub fn open(path: &Path, origin: &Origin, before: Option<&State>) -> Result<Self> {
        let shown = path.display();
        if let Err(error) = fs::create_dir_all(path) {
            bail!("{shown}: the folder can't be made ({}); give another with --out", plain(&error));
        }
        if before.is_none() && path.join(RESULTS).exists() && !path.join(STATE).exists() {
            bail!("{shown}: there is a {RESULTS} already that no batch left here; give another folder with --out");
        }
        let results = grown(&path.join(RESULTS))?;
        match results.try_lock() {
            Err(TryLockError::WouldBlock) => bail!("{shown}: another batch is writing there; wait for it to end"),
            // Where the system has no locks, nobody is kept out.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        let summary = grown(&path.join(SUMMARY))?;
        let left =
            before.filter(|s| s.origin == *origin && s.finished.is_none()).and_then(|_| checkpoint(path, origin));
        let goes_on = left.is_some();
        let at = match left {
            Some(at) => at,
            None => Checkpoint::new(origin, origin.wish.avoid_repeats)?,
        };
        let now = Instant::now();
        let mut folder = Folder { path: path.to_owned(), results, summary, at, saved: now, pause: EVERY };
        if !goes_on {
            folder.clear(before)?;
            folder.state(origin, None)?;
        }
        folder.cut(RESULTS, folder.at.results_bytes)?;
        folder.cut(SUMMARY, folder.at.summary_bytes)?;
        if folder.at.summary_bytes == 0 {
            folder.append_summary(summary::HEAD)?;
        }
        Ok(folder)
    }

    /// Takes away what an earlier batch left that this one may not write again.
    fn clear(&self, before: Option<&State>) -> Result<()> {
        for name in [CHECKPOINT, FAILURES, COHORT, PAGE] {
            match fs::remove_file(self.path.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(self.broken(name, &error)),
                _ => {}
            }
        }
        if before.is_some_and(|s| !s.origin.wish.formats.is_empty()) {
            match fs::remove_dir_all(self.path.join(REPORTS)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(self.broken(REPORTS, &error)),
                _ => {}
            }
        }
        Ok(())
    }

    fn cut(&mut self, name: &str, bytes: u64) -> Result<()> {
        let file = if name == RESULTS { &mut self.results } else { &mut self.summary };
        let cut = file.set_len(bytes).and_then(|()| file.seek(SeekFrom::Start(bytes)));
        cut.map(|_| ()).map_err(|e| self.broken(name, &e))
    }

    fn broken(&self, name: &str, error: &io::Error) -> anyhow::Error {
        anyhow::anyhow!(
            "{}: can't be written ({}); make room, then run the same command again to go on",
            self.path.join(name).display(),
            plain(error)
        )
    }

    fn append_summary(&mut self, text: &str) -> Result<()> {
        self.summary.write_all(text.as_bytes()).map_err(|e| self.broken(SUMMARY, &e))?;
        self.at.summary_bytes += text.len() as u64;
        Ok(())
    }

    /// Takes the results of a portion in.
    pub fn add(&mut self, block: Block, plan: &Plan) -> Result<()> {
        if let Some(error) = block.broken {
            bail!("{error}");
        }
        self.results.write_all(&block.lines).map_err(|e| self.broken(RESULTS, &e))?;
        self.at.results_bytes += block.lines.len() as u64;
        self.at.results += block.rows.len();
        let name =
            |sources: &[super::plan::Source], i: usize| sources.get(i).map_or("", |s| s.name.as_str()).to_owned();
        for row in &block.rows {
            self.at.sums.add(row);
            if let Some(asked) = self.at.asked.get_mut(row.resume) {
                asked.extend(row.questions.iter().cloned());
            }
            if let Some(lines) = self.at.rows.add(row, &name(&plan.jobs, row.job), &name(&plan.resumes, row.resume)) {
                self.append_summary(&lines)?;
            }
        }
        for failure in block.failures {
            if !self.at.failed_pairs.contains(&failure) {
                self.at.failed_pairs.push(failure);
            }
        }
        self.at.next = block.pairs.end;
        if self.saved.elapsed() >= self.pause { self.save() } else { Ok(()) }
    }

    /// Writes down how far it is.
    pub fn save(&mut self) -> Result<()> {
        let begun = Instant::now();
        self.results.sync_data().map_err(|e| self.broken(RESULTS, &e))?;
        self.summary.sync_data().map_err(|e| self.broken(SUMMARY, &e))?;
        let bytes = postcard::to_stdvec(&self.at)?;
        put(&self.path.join(CHECKPOINT), |out| out.write_all(&bytes))?;
        self.saved = Instant::now();
        // A twentieth of the time at most.
        self.pause = EVERY.max(begun.elapsed() * 20);
        Ok(())
    }

    /// Puts the last files in place.
    pub fn finish(&mut self, origin: &Origin, plan: &Plan) -> Result<Finished> {
        let rest = self.at.rows.take();
        self.append_summary(&rest)?;
        self.results.sync_data().map_err(|e| self.broken(RESULTS, &e))?;
        self.summary.sync_data().map_err(|e| self.broken(SUMMARY, &e))?;
        let failures = self.failures(origin);
        put(&self.path.join(FAILURES), |out| {
            for failure in &failures {
                serde_json::to_writer(&mut *out, failure)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        })?;
        let names = |inputs: &[super::state::Input]| inputs.iter().map(|i| i.name.clone()).collect::<Vec<_>>();
        let cohort = self.at.sums.cohort(&names(&origin.jobs), &names(&origin.resumes));
        put(&self.path.join(COHORT), |out| {
            serde_json::to_writer_pretty(&mut *out, &cohort)?;
            out.write_all(b"\n")
        })?;
        put(&self.path.join(PAGE), |out| self.page(&cohort, origin, plan, out))?;
        let files = [RESULTS, SUMMARY, FAILURES, COHORT, PAGE].into_iter().map(|name| {
            let size = fs::metadata(self.path.join(name)).map_err(|e| self.broken(name, &e))?.len();
            Ok((name.to_owned(), size))
        });
        let finished =
            Finished { results: self.at.results, failures: failures.len(), files: files.collect::<Result<Vec<_>>>()? };
        self.state(origin, Some(finished.clone()))?;
        // What is done needs no place to go on from.
        let _ = fs::remove_file(self.path.join(CHECKPOINT));
        Ok(finished)
    }

    /// All failures: postings, resumes, pairs, each in their order.
    fn failures(&self, origin: &Origin) -> Vec<Failure> {
        let of = |inputs: &[super::state::Input], failed: &[Option<String>]| {
            let both = inputs.iter().zip(failed);
            both.filter_map(|(i, e)| Some(Failure { file: i.name.clone(), error: e.clone()? })).collect::<Vec<_>>()
        };
        let mut out = of(&origin.jobs, &self.at.failed_jobs);
        out.extend(of(&origin.resumes, &self.at.failed_resumes));
        out.extend(self.at.failed_pairs.iter().cloned());
        out
    }

    fn state(&self, origin: &Origin, finished: Option<Finished>) -> Result<()> {
        let state = State { origin: origin.clone(), finished };
        put(&self.path.join(STATE), |out| {
            serde_json::to_writer_pretty(&mut *out, &state)?;
            out.write_all(b"\n")
        })
    }

    fn page(&self, cohort: &Cohort, origin: &Origin, plan: &Plan, out: &mut dyn Write) -> io::Result<()> {
        let format = origin.wish.formats.first();
        let mut jobs_of: Vec<Vec<usize>> = vec![Vec::new(); if format.is_some() { plan.resumes.len() } else { 0 }];
        if format.is_some() {
            let failed = |list: &[Option<String>], i: usize| list.get(i).is_some_and(Option::is_some);
            for (job, resume) in (0..plan.pairs.len()).filter_map(|place| plan.pairs.get(place)) {
                if !failed(&self.at.failed_jobs, job)
                    && !failed(&self.at.failed_resumes, resume)
                    && let Some(jobs) = jobs_of.get_mut(resume)
                {
                    jobs.push(job);
                }
            }
        }
        let reports = |member: &jobfit::batch::cohort::Member| -> Vec<(String, String)> {
            let Some(format) = format else { return Vec::new() };
            let Ok(resume) = plan.resumes.binary_search_by(|s| s.name.cmp(&member.resume)) else { return Vec::new() };
            let jobs = jobs_of.get(resume).into_iter().flatten().filter_map(|&j| plan.jobs.get(j));
            jobs.map(|job| {
                let parts = report_parts(&job.name, &member.resume, format);
                let href: Vec<String> = parts.iter().map(|p| percent(p)).collect();
                (job.name.clone(), format!("{REPORTS}/{}", href.join("/")))
            })
            .collect()
        };
        page::write(cohort, &reports, out)
    }
}

fn grown(path: &Path) -> Result<File> {
    let opened = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path);
    opened.map_err(|e| {
        anyhow::anyhow!("{}: can't be written ({}); give another folder with --out", path.display(), plain(&e))
    })
}

/// The place to go on from, where it belongs to this origin and the files reach as far.
fn checkpoint(path: &Path, origin: &Origin) -> Option<Checkpoint> {
    let at: Checkpoint = postcard::from_bytes(&fs::read(path.join(CHECKPOINT)).ok()?).ok()?;
    let reaches = |name: &str, bytes: u64| fs::metadata(path.join(name)).is_ok_and(|m| m.len() >= bytes);
    (origin.hash().ok()? == at.origin && reaches(RESULTS, at.results_bytes) && reaches(SUMMARY, at.summary_bytes))
        .then_some(at)
}

/// Writes the reports of a pair.
pub fn reports(
    folder: &Path,
    formats: &[(String, Format)],
    job: &str,
    result: &Tailored,
    options: &Options,
) -> Result<(), String> {
    for (name, format) in formats {
        let parts = report_parts(job, &result.resume.source, name);
        let path = parts.iter().fold(folder.join(REPORTS), |path, part| path.join(part));
        let part = path.with_file_name(format!("{}.part", parts.last().map_or("", String::as_str)));
        let mut bytes = Vec::new();
        let written = format.report().write(result, options, &mut bytes).and_then(|()| {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&part, &bytes)?;
            fs::rename(&part, &path)
        });
        written.map_err(|e| {
            let shown = path.display();
            format!("{shown}: can't be written ({}); make room, then run the same command again to go on", plain(&e))
        })?;
    }
    Ok(())
}

/// The place of a report below the folder of reports: a folder for the posting, a file for the resume.
fn report_parts(job: &str, resume: &str, format: &str) -> Vec<String> {
    let ending = match format {
        "text" => "txt",
        "markdown" => "md",
        other => other,
    };
    let parts = |name: &str| {
        name.split('/')
            .filter(|p| !p.is_empty() && *p != ".")
            .map(|p| if p == ".." { "up".to_owned() } else { p.replace([':', '\\'], "_") })
            .collect::<Vec<_>>()
    };
    let mut out = parts(job);
    out.extend(parts(resume));
    if let Some(last) = out.last_mut() {
        last.push('.');
        last.push_str(ending);
    }
    out
}

/// A part of a path as a part of a link.
fn percent(part: &str) -> String {
    let mut out = String::new();
    for byte in part.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_stay_below_their_folder() {
        assert_eq!(report_parts("../../jd.md", "/a/cv.pdf", "markdown"), ["up", "up", "jd.md", "a", "cv.pdf.md"]);
        assert_eq!(percent("a b\"<é>.pdf"), "a%20b%22%3C%C3%A9%3E.pdf");
    }
}
