//! Which pairs are taken from earlier runs, and which documents have to be read for the others.

use std::sync::atomic::{AtomicBool, Ordering};

use super::earlier::{Earlier, Known};
use super::plan::Plan;
use super::state::Checkpoint;

/// What is to be done.
pub struct Work {
    /// A bit a pair: whether it is taken.
    taken: Vec<u64>,
    /// How many pairs are taken.
    pub count: usize,
    /// How many are compared, as far as is known before the documents are read.
    pub left: usize,
    /// The postings.
    pub jobs: Vec<Reading>,
    /// The resumes.
    pub resumes: Vec<Reading>,
}

/// What is done with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// It is read and understood.
    Read,
    /// No pair needs it.
    Leave,
    /// It stays failed.
    Failed(String),
}

impl Work {
    /// Decides from where the batch is on; nothing where `stop` was set. `passing` is the error that another run may not
    /// meet.
    pub fn of(plan: &Plan, at: &Checkpoint, earlier: &Earlier, passing: &str, stop: &AtomicBool) -> Option<Self> {
        // What was written of this run and what follows have to agree.
        let known = |failed: &[Option<String>], count: usize, of: &dyn Fn(usize) -> Known| -> Vec<Known> {
            let here = failed.len() == count;
            let known = |place: usize| match failed.get(place) {
                Some(Some(error)) => Known::Failed(error.clone()),
                Some(None) if here => Known::Well,
                _ => of(place),
            };
            (0..count).map(known).collect()
        };
        let jobs = known(&at.failed_jobs, plan.jobs.len(), &|place| earlier.job(place, passing));
        let resumes = known(&at.failed_resumes, plan.resumes.len(), &|place| earlier.resume(place, passing));
        let mut work = Work {
            taken: Vec::new(),
            count: 0,
            left: 0,
            jobs: jobs.iter().map(reading).collect(),
            resumes: resumes.iter().map(reading).collect(),
        };
        if !earlier.is_empty() {
            work.taken = vec![0; plan.pairs.len().div_ceil(64)];
        }
        let mut walk = earlier.walk();
        for place in at.next..plan.pairs.len() {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let Some(pair) = plan.pairs.get(place) else { continue };
            let (Some(job), Some(resume)) = (jobs.get(pair.0), resumes.get(pair.1)) else { continue };
            match (job, resume) {
                (Known::Failed(_), _) | (_, Known::Failed(_)) => continue,
                (Known::Well, Known::Well) => {
                    if whole(plan, earlier, walk.find(pair).map(|found| found.0), pair) {
                        work.take(place);
                        continue;
                    }
                }
                (Known::Nothing, _) | (_, Known::Nothing) => {}
            }
            work.left += 1;
            for reading in [work.jobs.get_mut(pair.0), work.resumes.get_mut(pair.1)].into_iter().flatten() {
                *reading = Reading::Read;
            }
        }
        Some(work)
    }

    /// Whether the pair at a place is taken.
    pub fn takes(&self, place: usize) -> bool {
        self.taken.get(place / 64).is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }

    fn take(&mut self, place: usize) {
        if let Some(bits) = self.taken.get_mut(place / 64) {
            *bits |= 1 << (place % 64);
            self.count += 1;
        }
    }
}

/// What is known decides, until a pair needs the document.
fn reading(known: &Known) -> Reading {
    match known {
        Known::Nothing => Reading::Read,
        Known::Well => Reading::Leave,
        Known::Failed(error) => Reading::Failed(error.clone()),
    }
}

fn whole(plan: &Plan, earlier: &Earlier, record: Option<jobfit::batch::Record>, pair: (usize, usize)) -> bool {
    let (Some(record), Some(job), Some(resume)) = (record, plan.jobs.get(pair.0), plan.resumes.get(pair.1)) else {
        return false;
    };
    earlier.reports(&record, job, resume).is_some()
}
