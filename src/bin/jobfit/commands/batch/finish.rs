//! The files that are put in place when all pairs are done.

use std::fs;
use std::io::{self, Write};

use anyhow::Result;
use jobfit::batch::cohort::Member;
use jobfit::batch::{Cohort, Failure, page};

use super::aside;
use super::folder::{COHORT, FAILURES, Folder, PAGE, RECORDS, RESULTS, SUMMARY, leave_clean, state};
use super::plan::Plan;
use super::reports::{self, REPORTS};
use super::state::{Finished, Input, Origin, put};

impl Folder {
    /// Puts the last files in place.
    pub fn finish(&mut self, origin: &Origin, plan: &Plan) -> Result<Finished> {
        let rest = self.at.rows.take();
        self.append_summary(&rest)?;
        self.sync()?;
        let failures = self.failures(origin);
        put(&self.path.join(FAILURES), |out| {
            for failure in &failures {
                serde_json::to_writer(&mut *out, failure)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        })?;
        let names = |inputs: &[Input]| inputs.iter().map(|i| i.name.clone()).collect::<Vec<_>>();
        let cohort = self.at.sums.cohort(&names(&origin.jobs), &names(&origin.resumes));
        put(&self.path.join(COHORT), |out| {
            serde_json::to_writer_pretty(&mut *out, &cohort)?;
            out.write_all(b"\n")
        })?;
        put(&self.path.join(PAGE), |out| self.page(&cohort, origin, plan, out))?;
        let files = [RESULTS, RECORDS, SUMMARY, FAILURES, COHORT, PAGE].into_iter().map(|name| {
            let size = fs::metadata(self.path.join(name)).map_err(|e| self.wrong(name, &e))?.len();
            Ok((name.to_owned(), size))
        });
        let finished = Finished {
            results: self.at.results,
            failures: failures.len(),
            failed_jobs: aside::places(&self.at.failed_jobs),
            failed_resumes: aside::places(&self.at.failed_resumes),
            files: files.collect::<Result<Vec<_>>>()?,
        };
        state(&self.path, origin, Some(finished.clone()))?;
        leave_clean(&self.path);
        Ok(finished)
    }

    /// All failures: postings, resumes, pairs, each in their order.
    fn failures(&self, origin: &Origin) -> Vec<Failure> {
        let of = |inputs: &[Input], failed: &[Option<String>]| {
            let both = inputs.iter().zip(failed);
            both.filter_map(|(i, e)| Some(Failure { file: i.name.clone(), error: e.clone()? })).collect::<Vec<_>>()
        };
        let mut out = of(&origin.jobs, &self.at.failed_jobs);
        out.extend(of(&origin.resumes, &self.at.failed_resumes));
        out.extend(self.at.failed_pairs.iter().cloned());
        out
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
        let reports = |member: &Member| -> Vec<(String, String)> {
            let Some(format) = format else { return Vec::new() };
            let Ok(resume) = plan.resumes.binary_search_by(|s| s.name.cmp(&member.resume)) else { return Vec::new() };
            let jobs = jobs_of.get(resume).into_iter().flatten().filter_map(|&j| plan.jobs.get(j));
            jobs.map(|job| {
                let parts = reports::parts(&job.name, &member.resume, format);
                let href: Vec<String> = parts.iter().map(|p| reports::percent(p)).collect();
                (job.name.clone(), format!("{REPORTS}/{}", href.join("/")))
            })
            .collect()
        };
        page::write(cohort, &reports, out)
    }
}
