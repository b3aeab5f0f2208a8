//! Blocks of pairs → lines of JSON and rows, in the order of the pairs.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::documents::{Failure, Understood, guarded};
use super::lines::{Brief, Detail, FIRST, write_brief, write_full};
use super::ordered::{Spread, ordered};
use super::pairs::{Pairs, Portion};
use super::records::{Digest, Record, digest};
use crate::compare::{Fit, Met};
use crate::pipeline::{Applicant, Opening, Request, Toolkit};
use crate::rank::topics::Ranked;
use crate::rank::{self, Wish};
use crate::report::value::{MetValue, Tailored};

/// Takes the result of a pair, with the places of its posting and its resume; gives the digests of what it wrote.
pub type Each<'a> = &'a (dyn Fn(usize, usize, &Tailored) -> Result<Vec<Digest>, String> + Sync);

/// What a batch works on. A document that failed is `None`; its pairs give no result.
pub struct Batch<'a> {
    /// Vocabulary, bank and index.
    pub toolkit: &'a Toolkit,
    /// What is asked of the ranking.
    pub request: &'a Request,
    /// The postings.
    pub jobs: &'a [Option<Understood>],
    /// The resumes.
    pub resumes: &'a [Option<Applicant>],
    /// Which with which.
    pub pairs: &'a Pairs,
    /// How much is told of each.
    pub detail: Detail,
    /// Whether a resume's later postings bring only questions that its earlier ones did not.
    pub fresh_questions: bool,
    /// Writes more of a pair elsewhere; what it says instead is the failure of the whole batch.
    pub each: Option<Each<'a>>,
    /// Whether the pair at a place is left out.
    pub leave_out: Option<&'a (dyn Fn(usize) -> bool + Sync)>,
}

/// The results of a portion of pairs.
#[derive(Debug, Default)]
pub struct Block {
    /// The places of the pairs.
    pub pairs: Range<usize>,
    /// Their results, a line each.
    pub lines: Vec<u8>,
    /// What is kept of each, in the same order.
    pub records: Vec<Record>,
    /// Pairs that gave no result although both documents were understood.
    pub failures: Vec<Failure>,
    /// What could not be written elsewhere.
    pub broken: Option<String>,
}

/// A pair in figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The posting.
    pub job: usize,
    /// The resume.
    pub resume: usize,
    /// The fit, 0..=1.
    pub fit: Option<f64>,
    /// What is required.
    pub required: MetValue,
    /// What is preferred.
    pub preferred: MetValue,
    /// The first gaps: names.
    pub gaps: Vec<String>,
    /// The topics.
    pub topics: Vec<Cell>,
    /// Ids of the questions, where later postings are to bring others.
    pub questions: Vec<String>,
}

/// A topic of a pair. The figures have two decimals, so that hundredths hold them exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its place in the catalogue.
    pub topic: u8,
    /// In hundredths.
    pub likelihood: u8,
    /// In hundredths.
    pub strength: u8,
    /// In hundredths.
    pub priority: u8,
}

/// A posting whose turn is near, and how many portions still need it.
#[derive(Default)]
struct Turn {
    opening: Mutex<Option<Result<Arc<Opening>, String>>>,
    left: AtomicUsize,
}

enum Task {
    Prepare(usize),
    Compare { portion: Portion, first_of_job: usize },
}

impl Batch<'_> {
    /// Does the pairs from a place on and hands their blocks over in order; where nothing of a block is to be done, there is none.
    /// `asked` are the questions that each resume has had before that place. Returns whether all were done: `stop` ends it after what is in hand.
    ///
    /// # Errors
    /// That of `sink`.
    pub fn run<E>(
        &self,
        from: usize,
        asked: &[Vec<String>],
        spread: Spread,
        stop: &AtomicBool,
        mut sink: impl FnMut(Block) -> Result<(), E>,
    ) -> Result<bool, E> {
        let turns: Vec<Turn> = self.jobs.iter().map(|_| Turn::default()).collect();
        let asked: Vec<Mutex<HashSet<String>>> = self
            .resumes
            .iter()
            .enumerate()
            .map(|(i, _)| Mutex::new(asked.get(i).into_iter().flatten().cloned().collect()))
            .collect();
        let done = (Mutex::new(0), Condvar::new());
        let tasks = self.tasks(from, spread, &turns);
        let work = |place: usize| match tasks.get(place) {
            Some(Task::Compare { portion, first_of_job }) => {
                if self.fresh_questions {
                    // What the earlier postings ask must be known.
                    let held = done.0.lock().unwrap_or_else(PoisonError::into_inner);
                    let ready = done.1.wait_while(held, |n| *n < *first_of_job);
                    drop(ready.unwrap_or_else(PoisonError::into_inner));
                }
                let block = self.block(portion, &turns, &asked);
                *done.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
                done.1.notify_all();
                Some(block)
            }
            Some(Task::Prepare(job)) => {
                if let Some(turn) = turns.get(*job) {
                    self.opening(*job, turn).ok();
                }
                None
            }
            None => None,
        };
        let handed = ordered(spread, tasks.len(), stop, work, |_, block| match block {
            Some(block) => sink(block),
            None => Ok(()),
        })?;
        Ok(handed == tasks.len())
    }

    /// The portions in order, and before each posting's own the making ready of one that comes later.
    fn tasks(&self, from: usize, spread: Spread, turns: &[Turn]) -> Vec<Task> {
        let mut by_job: Vec<(usize, Vec<Portion>)> = Vec::new();
        for portion in self.pairs.portions(from) {
            let idle = || portion.pairs.clone().all(|place| self.left_out(place));
            if self.jobs.get(portion.job).is_none_or(Option::is_none) || idle() {
                continue;
            }
            if let Some(turn) = turns.get(portion.job) {
                turn.left.fetch_add(1, Ordering::Relaxed);
            }
            match by_job.last_mut() {
                Some((job, portions)) if *job == portion.job => portions.push(portion),
                _ => by_job.push((portion.job, vec![portion])),
            }
        }
        let ahead = spread.threads;
        let jobs: Vec<usize> = by_job.iter().map(|j| j.0).collect();
        let mut tasks: Vec<Task> = jobs.iter().take(ahead).map(|&j| Task::Prepare(j)).collect();
        let mut done = 0;
        for (i, (_, portions)) in by_job.into_iter().enumerate() {
            tasks.extend(jobs.get(i + ahead).map(|&j| Task::Prepare(j)));
            let first_of_job = done;
            done += portions.len();
            tasks.extend(portions.into_iter().map(|portion| Task::Compare { portion, first_of_job }));
        }
        tasks
    }

    fn left_out(&self, place: usize) -> bool {
        self.leave_out.is_some_and(|left_out| left_out(place))
    }

    /// The opening of a posting; whoever comes first makes it, the others wait for it.
    fn opening(&self, job: usize, turn: &Turn) -> Result<Arc<Opening>, String> {
        let mut held = turn.opening.lock().unwrap_or_else(PoisonError::into_inner);
        let made = held.get_or_insert_with(|| {
            guarded(|| {
                let understood = self.jobs.get(job).and_then(Option::as_ref).ok_or("it was not understood")?;
                let opening = self.toolkit.opening(understood.posting.clone(), understood.warnings.clone());
                opening.map(Arc::new).map_err(|e| e.to_string())
            })
        });
        made.clone()
    }

    fn block(&self, portion: &Portion, turns: &[Turn], asked: &[Mutex<HashSet<String>>]) -> Block {
        let mut block = Block { pairs: portion.pairs.clone(), ..Block::default() };
        let Some(turn) = turns.get(portion.job) else { return block };
        let opening = self.opening(portion.job, turn);
        if turn.left.fetch_sub(1, Ordering::AcqRel) == 1 {
            *turn.opening.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        let opening = match opening {
            Ok(opening) => opening,
            Err(error) => {
                let understood = self.jobs.get(portion.job).and_then(Option::as_ref);
                let file = understood.map(|u| u.posting.source.clone()).unwrap_or_default();
                block.failures.push(Failure { file, error });
                return block;
            }
        };
        let places = portion.pairs.clone().filter(|&place| !self.left_out(place));
        for (job, resume) in places.filter_map(|place| self.pairs.get(place)) {
            let Some(applicant) = self.resumes.get(resume).and_then(Option::as_ref) else { continue };
            let length = block.lines.len();
            let made = guarded(|| {
                let had = asked.get(resume).filter(|_| self.fresh_questions);
                self.pair(&opening, applicant, (job, resume), had, &mut block.lines, &mut block.broken)
            });
            match made {
                Ok((row, reports)) => {
                    let line = block.lines.get(length..).unwrap_or_default();
                    block.records.push(Record { row, bytes: line.len() as u64, digest: digest(line), reports });
                }
                Err(error) => {
                    block.lines.truncate(length);
                    let file = format!("{} with {}", opening.posting.source, applicant.resume.source);
                    block.failures.push(Failure { file, error });
                }
            }
        }
        block
    }

    fn pair(
        &self,
        opening: &Opening,
        applicant: &Applicant,
        (job, resume): (usize, usize),
        had: Option<&Mutex<HashSet<String>>>,
        out: &mut Vec<u8>,
        broken: &mut Option<String>,
    ) -> Result<(Row, Vec<Digest>), String> {
        let changed = had.map(|had| {
            let mut request = self.request.clone();
            let had = had.lock().unwrap_or_else(PoisonError::into_inner);
            request.wish.exclude.extend(had.iter().cloned());
            request
        });
        let request = changed.as_ref().unwrap_or(self.request);
        let wish = self.wish(request);
        let failed = |e: serde_json::Error| e.to_string();
        let fit = self.toolkit.compare(opening, applicant);
        let view = self.toolkit.view(opening, applicant, &fit);
        let outline = rank::outline(view, &wish);
        let mut row = Row::of(&fit, &outline.topics, job, resume);
        if let Some(had) = had {
            let told = if self.detail == Detail::Full { usize::MAX } else { FIRST };
            row.questions = outline.ids(view).into_iter().take(told).collect();
            had.lock().unwrap_or_else(PoisonError::into_inner).extend(row.questions.iter().cloned());
        }
        if self.detail == Detail::Brief {
            write_brief(&Brief::of(view, &outline), out).map_err(failed)?;
        }
        let mut reports = Vec::new();
        if self.detail == Detail::Full || self.each.is_some() {
            let result = self.toolkit.told(opening, applicant, view, outline, request);
            if self.detail == Detail::Full {
                write_full(&result, out).map_err(failed)?;
            }
            match self.each.map(|each| each(job, resume, &result)) {
                Some(Ok(digests)) => reports = digests,
                Some(Err(error)) => {
                    broken.get_or_insert(error);
                }
                None => {}
            }
        }
        Ok((row, reports))
    }

    /// Questions that nobody sees need not be chosen.
    fn wish<'r>(&self, request: &'r Request) -> Cow<'r, Wish> {
        if self.detail == Detail::Full || self.each.is_some() || request.wish.top <= FIRST {
            Cow::Borrowed(&request.wish)
        } else {
            Cow::Owned(Wish { top: FIRST, ..request.wish.clone() })
        }
    }
}

impl Row {
    /// The figures of a pair.
    pub fn of(fit: &Fit<'_>, topics: &[Ranked<'_>], job: usize, resume: usize) -> Self {
        let hundredths = |value: f64| (value.clamp(0.0, 1.0) * 100.0).round() as u8;
        let met = |met: Met| MetValue { met: met.met, of: met.of };
        let gaps = fit.gaps.iter().filter_map(|g| fit.matches.get(g.of));
        let cells = topics.iter().filter_map(|t| {
            Some(Cell {
                topic: u8::try_from(t.basis.place).ok()?,
                likelihood: hundredths(t.likelihood),
                strength: hundredths(t.strength),
                priority: hundredths(t.priority),
            })
        });
        Row {
            job,
            resume,
            fit: fit.score,
            required: met(fit.required),
            preferred: met(fit.preferred),
            gaps: gaps.take(FIRST).map(|m| m.named.name.clone()).collect(),
            topics: cells.collect(),
            questions: Vec::new(),
        }
    }
}
