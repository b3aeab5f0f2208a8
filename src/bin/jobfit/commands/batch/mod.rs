//! `jobfit batch`: many postings and many resumes, into a folder or line by line.
//!
//! ```text
//! plan    the words of the command line → documents and pairs
//! state   what the results are made from, and how far they are
//! folder  the files of the results
//! finish  those that tell of all pairs
//! reports those of each pair
//! aside   what an earlier run left, kept while it is of use
//! earlier pairs of earlier runs whose documents are the same
//! taken   which pairs are taken from there, which documents have to be read
//! stream  lines on standard input → lines on standard output
//! ```

mod aside;
mod earlier;
mod finish;
mod folder;
mod plan;
mod reports;
mod state;
mod stream;
mod taken;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;
use jobfit::Toolkit;
use jobfit::batch::{self, Batch, Detail, Spread, Understood, documents, ordered};
use jobfit::pipeline::{Applicant, Request};
use jobfit::rank;
use jobfit::read::Reader;
use jobfit::read::error::ReadError;
use jobfit::report::value::Tailored;
use jobfit::report::{Format, Options};
use jobfit::understand::dates::Month;

use self::earlier::Earlier;
use self::folder::{Folder, Halt, Taking};
use self::plan::{Plan, Source};
use self::state::{Finished, Origin, State, Wish};
use self::taken::{Reading, Work};
use super::tailor;
use crate::args::{self, Global};
use crate::progress::Progress;
use crate::second_reader::Child;
use crate::{Done, input, output};

pub fn run(args: &args::Batch, global: &Global) -> Result<Done> {
    // A panic becomes the failure of one document; its message would stand between other output.
    std::panic::set_hook(Box::new(|_| {}));
    let Some(out) = &args.out else { return stream::run(args, global) };
    let stop = Arc::new(AtomicBool::new(false));
    on_interrupt(&stop);
    let mut session = Session {
        args,
        global,
        out,
        spread: spread(args),
        stop,
        plan: Plan::of(args)?,
        toolkit: super::toolkit(global, &args.banks)?,
        request: request(args),
        formats: args.format.iter().map(|f| Ok((f.clone(), tailor::format(f)?))).collect::<Result<Vec<_>>>()?,
    };
    session.run()
}

/// How many threads work.
fn spread(args: &args::Batch) -> Spread {
    args.threads.map_or_else(Spread::all_cores, |n| Spread::of(usize::from(n)))
}

fn request(args: &args::Batch) -> Request {
    Request { wish: rank::Wish { top: usize::from(args.top), ..rank::Wish::default() }, ..Request::default() }
}

fn detail(args: &args::Batch) -> Detail {
    match args.detail {
        args::Detail::Brief => Detail::Brief,
        args::Detail::Full => Detail::Full,
    }
}

/// The first Ctrl-C asks to stop, the second stops.
fn on_interrupt(stop: &Arc<AtomicBool>) {
    use signal_hook::consts::{SIGINT, SIGTERM};
    for signal in [SIGINT, SIGTERM] {
        // Where the system refuses, the signal ends the program, and the next run goes on all the same.
        let _ = signal_hook::flag::register_conditional_shutdown(signal, 130, Arc::clone(stop));
        let _ = signal_hook::flag::register(signal, Arc::clone(stop));
    }
}

struct Session<'a> {
    args: &'a args::Batch,
    global: &'a Global,
    out: &'a Path,
    spread: Spread,
    stop: Arc<AtomicBool>,
    plan: Plan,
    toolkit: Toolkit,
    request: Request,
    formats: Vec<(String, Format)>,
}

impl Session<'_> {
    fn run(&mut self) -> Result<Done> {
        let before = State::of(self.out);
        let said = self.args.today.as_deref().map(|t| tailor::today(Some(t))).transpose()?;
        let wish = Wish {
            brief: detail(self.args) == Detail::Brief,
            formats: self.args.format.clone(),
            top: self.args.top,
            avoid_repeats: self.args.avoid_repeats,
            timeout: self.global.timeout,
            today: said.map(Month::iso),
        };
        // Who runs the same command again means the same day.
        let first = before.as_ref().filter(|s| s.origin.wish == wish).map(|s| s.origin.date.clone());
        let date = match (said, first) {
            (Some(month), _) => month.iso(),
            (None, Some(date)) => date,
            (None, None) => tailor::today(None)?.iso(),
        };
        let today = tailor::today(Some(&format!("{date}-01")))?;
        let limit = input::limits(self.global).file_bytes;
        let origin = Origin::of(&self.plan, &self.toolkit, wish, date, limit, self.spread, &self.stop)?;
        let Some(origin) = origin else { return self.interrupted(0) };
        if let Some(finished) = before.as_ref().filter(|s| s.origin == origin).and_then(|s| self.whole(s)) {
            folder::tidy(self.out);
            return self.end(finished.failures);
        }
        let mut folder = Folder::open(self.out, &origin, before.as_ref())?;
        let earlier = Earlier::of(self.out, &origin);
        // A deadline that passed may hold another time.
        let passing = ReadError::TimedOut { seconds: self.global.timeout }.to_string();
        let Some(work) = Work::of(&self.plan, &folder.at, &earlier, &passing, &self.stop) else {
            return self.interrupted(folder.at.next);
        };
        let Some((jobs, resumes)) = self.documents(today, &mut folder, &work)? else {
            return self.interrupted(folder.at.next);
        };
        let failed = failed(&folder);
        if failed > 0 && self.args.fail_fast {
            return self.failed_fast(&folder);
        }
        if !self.pairs((&jobs, &resumes), &mut folder, &work, &earlier)? {
            folder.save()?;
            return self.interrupted(folder.at.next);
        }
        let finished = folder.finish(&origin, &self.plan)?;
        self.end(finished.failures)
    }

    /// What a finished batch says of itself, where all that it left is there.
    fn whole<'s>(&self, state: &'s State) -> Option<&'s Finished> {
        let finished = state.finished.as_ref().filter(|_| state.intact(self.out))?;
        // A pair that failed has no report; which one isn't written down by its place.
        let listed = finished.failed_jobs.len() + finished.failed_resumes.len() < finished.failures;
        let failed =
            |job, resume| finished.failed_jobs.contains_key(&job) || finished.failed_resumes.contains_key(&resume);
        (listed || Earlier::all_reports(self.out, &self.plan, &self.args.format, failed)).then_some(finished)
    }

    /// Reads and understands what is needed from here on.
    #[expect(clippy::type_complexity, reason = "two lists, taken apart at once")]
    fn documents(
        &self,
        today: Month,
        folder: &mut Folder,
        work: &Work,
    ) -> Result<Option<(Vec<Option<Understood>>, Vec<Option<Applicant>>)>> {
        let count = work.jobs.iter().chain(&work.resumes).filter(|r| **r == Reading::Read).count();
        let mut progress = Progress::new(self.args.progress, self.global, "documents", count, 0);
        let limits = input::limits(self.global);
        let read = |source: &Source| {
            let bytes = input::file(&source.path, limits.file_bytes)?;
            let reader = Reader { limits, second: Some(&Child) };
            reader.read(&source.name, &bytes).map_err(|e| e.to_string())
        };
        let jobs = self.understood(
            (&self.plan.jobs, &work.jobs),
            (&mut folder.at.failed_jobs, 0),
            |source| documents::posting(&self.toolkit, &self.request, || read(source)),
            &mut progress,
        )?;
        let Some(jobs) = jobs else { return Ok(None) };
        if self.args.fail_fast && folder.at.failed_jobs.iter().any(Option::is_some) {
            progress.finish();
            return Ok(Some((jobs, Vec::new())));
        }
        let failed = folder.at.failed_jobs.iter().flatten().count();
        let resumes = self.understood(
            (&self.plan.resumes, &work.resumes),
            (&mut folder.at.failed_resumes, failed),
            |source| documents::applicant(&self.toolkit, today, || read(source)),
            &mut progress,
        )?;
        progress.finish();
        Ok(resumes.map(|resumes| (jobs, resumes)))
    }

    /// Documents in order; those that failed before stay failed, so that what was written and what follows agree, and those
    /// that no pair needs are left. `others` of another list have failed already.
    fn understood<T: Send>(
        &self,
        (sources, readings): (&[Source], &[Reading]),
        (failed, others): (&mut Vec<Option<String>>, usize),
        make: impl Fn(&Source) -> Result<T, String> + Sync,
        progress: &mut Progress,
    ) -> Result<Option<Vec<Option<T>>>> {
        failed.clear();
        let mut out = Vec::with_capacity(sources.len());
        let work = |place: usize| match (readings.get(place), sources.get(place)) {
            (Some(Reading::Failed(error)), _) => Err(error.clone()),
            (Some(Reading::Leave), _) => Ok(None),
            (_, Some(source)) => make(source).map(Some),
            (_, None) => Err("there is no such document".to_owned()),
        };
        let mut count = 0;
        ordered(self.spread, sources.len(), &self.stop, work, |place, made| -> Result<()> {
            match made {
                Ok(value) => {
                    out.push(value);
                    failed.push(None);
                }
                Err(error) => {
                    count += 1;
                    out.push(None);
                    failed.push(Some(error));
                    if self.args.fail_fast {
                        self.stop.store(true, Ordering::Relaxed);
                    }
                }
            }
            let read = readings.get(place) == Some(&Reading::Read);
            progress.step(usize::from(read), others + count);
            Ok(())
        })?;
        if self.args.fail_fast && count > 0 {
            out.resize_with(sources.len(), || None);
        }
        Ok((out.len() == sources.len()).then_some(out))
    }

    fn pairs(
        &self,
        (jobs, resumes): (&[Option<Understood>], &[Option<Applicant>]),
        folder: &mut Folder,
        work: &Work,
        earlier: &Earlier,
    ) -> Result<bool> {
        let options = Options { bank: self.toolkit.bank.questions().len(), ..Options::default() };
        let each = |job: usize, _: usize, result: &Tailored| {
            let name = self.plan.jobs.get(job).map_or("", |s| s.name.as_str());
            reports::write(self.out, &self.formats, name, result, &options)
        };
        let leave_out = |place: usize| work.takes(place);
        let batch = Batch {
            toolkit: &self.toolkit,
            request: &self.request,
            jobs,
            resumes,
            pairs: &self.plan.pairs,
            detail: detail(self.args),
            fresh_questions: self.args.avoid_repeats,
            each: if self.formats.is_empty() { None } else { Some(&each) },
            leave_out: Some(&leave_out),
        };
        let (from, asked) = (folder.at.next, folder.at.asked.clone());
        let failed = failed(folder);
        let mut progress = Progress::new(self.args.progress, self.global, "pairs", work.left, failed);
        if work.count > 0 {
            progress.tell(&format!("{} taken from an earlier run, {} to compare", work.count, work.left));
        }
        let (plan, stop) = (&self.plan, &*self.stop);
        let mut taking = Taking { plan, work, earlier, walk: earlier.walk(), stop };
        let run = batch.run(from, &asked, self.spread, &self.stop, |block: batch::Block| {
            let more = block.pairs.clone().filter(|&place| !work.takes(place)).count();
            let broke = block.failures.first().filter(|_| self.args.fail_fast).cloned();
            folder.add(block, &mut taking)?;
            if let Some(failure) = broke {
                return Err(Halt::Broken(anyhow::anyhow!("{}: {}", failure.file, failure.error)));
            }
            progress.step(more, failed + folder.at.failed_pairs.len());
            Ok(())
        });
        let all =
            run.and_then(|all| if all { folder.take(plan.pairs.len(), &mut taking).map(|()| true) } else { Ok(false) });
        match all {
            Ok(all) => {
                progress.finish();
                Ok(all)
            }
            Err(Halt::Stopped) => Ok(false),
            Err(Halt::Broken(error)) => {
                // As far as it came is worth keeping; where even that can't be written, the last time counts.
                let _ = folder.save();
                Err(error)
            }
        }
    }

    fn failed_fast(&self, folder: &Folder) -> Result<Done> {
        let sources = self.plan.jobs.iter().chain(&self.plan.resumes);
        let mut failed = folder.at.failed_jobs.clone();
        failed.resize(self.plan.jobs.len(), None);
        failed.extend(folder.at.failed_resumes.iter().cloned());
        let first = sources.zip(failed).find_map(|(s, e)| Some((s, e?)));
        let Some((source, error)) = first else { return Ok(Done::WithFindings) };
        anyhow::bail!("{}: {error}", source.name)
    }

    fn end(&self, failures: usize) -> Result<Done> {
        if failures == 0 {
            return Ok(Done::Well);
        }
        let place = self.out.join("failures.jsonl");
        output::say_error(&anyhow::anyhow!(
            "{failures} document(s) failed, all others are done; {} says why",
            place.display()
        ));
        Ok(Done::WithFindings)
    }

    fn interrupted(&self, at: usize) -> Result<Done> {
        output::say_error(&anyhow::anyhow!(
            "interrupted after {at} of {} pairs; run the same command again to go on",
            self.plan.pairs.len()
        ));
        Ok(Done::Interrupted)
    }
}

fn failed(folder: &Folder) -> usize {
    let at = &folder.at;
    at.failed_jobs.iter().chain(&at.failed_resumes).flatten().count() + at.failed_pairs.len()
}
