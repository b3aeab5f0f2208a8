//! `jobfit batch --stream`: lines on standard input → lines on standard output, in order: the form in which an engine for
//! many machines runs the program. What was understood is kept for the next lines, and bounded.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use anyhow::Result;
use jobfit::Toolkit;
use jobfit::batch::{Brief, Detail, documents};
use jobfit::pipeline::{Applicant, Opening, Request, STACK};
use jobfit::rank;
use jobfit::read::Reader;
use jobfit::read::limits::Limits;
use jobfit::understand::dates::Month;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{detail, request, spread};
use crate::args::{self, Global};
use crate::commands::tailor;
use crate::second_reader::Child;
use crate::{Done, input};

/// Documents of either side that are kept.
const KEPT: usize = 64;
/// Bytes of a line, at most: two documents of the largest size, as JSON writes them.
const LONGEST: u64 = 160 << 20;

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    job: Given,
    resume: Given,
}

/// A document: where it is, or what it says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "lowercase")]
enum Given {
    Path(String),
    Text(String),
}

#[derive(Serialize)]
struct Answer<'a, T: Serialize> {
    id: &'a Value,
    result: T,
}

#[derive(Serialize)]
struct Refusal<'a> {
    id: &'a Value,
    error: &'a str,
}

pub fn run(args: &args::Batch, global: &Global) -> Result<Done> {
    let stream = Stream {
        toolkit: crate::commands::toolkit(global, &args.banks)?,
        request: request(args),
        today: tailor::today(args.today.as_deref())?,
        limits: input::limits(global),
        detail: detail(args),
        jobs: Kept::default(),
        resumes: Kept::default(),
    };
    let spread = spread(args);
    let lines = Mutex::new(Incoming { next: 0, source: BufReader::new(io::stdin()), over: false });
    let answers = Mutex::new(Outgoing { next: 0, waiting: BTreeMap::new(), broken: None });
    let room = Condvar::new();
    let work = || {
        loop {
            let Some((place, line)) = lock(&lines).take() else { return };
            let answer = match line {
                Ok(line) => stream.answer(&line),
                Err(error) => refusal(&Value::Null, &error),
            };
            let mut held = lock(&answers);
            // One slow line holds the others back only after so many are ready.
            while held.broken.is_none() && place >= held.next + spread.window {
                held = room.wait(held).unwrap_or_else(PoisonError::into_inner);
            }
            held.put(place, answer);
            room.notify_all();
            if held.broken.is_some() {
                return;
            }
        }
    };
    thread::scope(|scope| {
        let started =
            (0..spread.threads).filter(|_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).is_ok());
        if started.count() == 0 {
            work();
        }
    });
    match answers.into_inner().unwrap_or_else(PoisonError::into_inner).broken {
        Some(error) => Err(error.into()),
        None => Ok(Done::Well),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Standard input, taken line by line by whoever is free.
struct Incoming<R> {
    next: usize,
    source: R,
    over: bool,
}

impl<R: BufRead> Incoming<R> {
    /// The next line that is not blank, and its place.
    fn take(&mut self) -> Option<(usize, Result<Vec<u8>, String>)> {
        loop {
            if self.over {
                return None;
            }
            let line = self.line();
            match line {
                Ok(Some(line)) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(None) => return None,
                other => {
                    self.next += 1;
                    return Some((self.next - 1, other.map(Option::unwrap_or_default)));
                }
            }
        }
    }

    fn line(&mut self) -> Result<Option<Vec<u8>>, String> {
        let mut line = Vec::new();
        let read = self.source.by_ref().take(LONGEST).read_until(b'\n', &mut line);
        match read {
            Ok(0) => {
                self.over = true;
                Ok(None)
            }
            Ok(_) if line.last() != Some(&b'\n') && line.len() as u64 >= LONGEST => {
                self.over = self.source.skip_until(b'\n').is_err();
                Err(format!("the line is longer than {} MiB", LONGEST >> 20))
            }
            Ok(_) => Ok(Some(line)),
            Err(error) => {
                self.over = true;
                Err(format!("standard input: {}", input::plain(&error)))
            }
        }
    }
}

/// Standard output, written in the order of the lines.
struct Outgoing {
    next: usize,
    waiting: BTreeMap<usize, Vec<u8>>,
    broken: Option<io::Error>,
}

impl Outgoing {
    fn put(&mut self, place: usize, answer: Vec<u8>) {
        self.waiting.insert(place, answer);
        let mut out = io::stdout().lock();
        while let Some(answer) = self.waiting.remove(&self.next) {
            self.next += 1;
            if let Err(error) = out.write_all(&answer).and_then(|()| out.flush()) {
                self.broken.get_or_insert(error);
            }
        }
    }
}

/// What was understood, by the hash of its name and bytes; the oldest goes where there is no more room.
struct Kept<T>(Mutex<Shelf<T>>);

struct Shelf<T> {
    /// With the time of its last use.
    held: HashMap<[u8; 32], (u64, Arc<T>)>,
    now: u64,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Kept(Mutex::new(Shelf { held: HashMap::new(), now: 0 }))
    }
}

impl<T> Kept<T> {
    fn get(&self, key: [u8; 32], make: impl FnOnce() -> Result<T, String>) -> Result<Arc<T>, String> {
        {
            let mut shelf = lock(&self.0);
            shelf.now += 1;
            let now = shelf.now;
            if let Some((used, value)) = shelf.held.get_mut(&key) {
                *used = now;
                return Ok(Arc::clone(value));
            }
        }
        let made = Arc::new(make()?);
        let mut shelf = lock(&self.0);
        if shelf.held.len() >= KEPT
            && let Some(oldest) = shelf.held.iter().min_by_key(|(_, v)| v.0).map(|(k, _)| *k)
        {
            shelf.held.remove(&oldest);
        }
        let now = shelf.now;
        shelf.held.insert(key, (now, Arc::clone(&made)));
        Ok(made)
    }
}

struct Stream {
    toolkit: Toolkit,
    request: Request,
    today: Month,
    limits: Limits,
    detail: Detail,
    jobs: Kept<Opening>,
    resumes: Kept<Applicant>,
}

impl Stream {
    /// The answer to a line, with its line break.
    fn answer(&self, line: &[u8]) -> Vec<u8> {
        let line: Line = match serde_json::from_slice(line) {
            Ok(line) => line,
            Err(error) => {
                // The id is worth giving back where it can be made out.
                let id = serde_json::from_slice::<Value>(line).ok().and_then(|v| v.get("id").cloned());
                let form = "a line is {\"id\": …, \"job\": {\"path\": …}, \"resume\": {\"text\": …}}";
                return refusal(&id.unwrap_or_default(), &format!("{error}; {form}"));
            }
        };
        self.result(&line).unwrap_or_else(|error| refusal(&line.id, &error))
    }

    fn result(&self, line: &Line) -> Result<Vec<u8>, String> {
        let (name, bytes) = self.bytes(&line.job, "job")?;
        let opening = self.jobs.get(key(name, &bytes), || {
            let understood = documents::posting(&self.toolkit, &self.request, || self.read(name, &bytes))?;
            self.toolkit.opening(understood.posting, understood.warnings).map_err(|e| e.to_string())
        });
        let opening = opening.map_err(|e| format!("{name}: {e}"))?;
        let (name, bytes) = self.bytes(&line.resume, "resume")?;
        let applicant = self
            .resumes
            .get(key(name, &bytes), || documents::applicant(&self.toolkit, self.today, || self.read(name, &bytes)));
        let applicant = applicant.map_err(|e| format!("{name}: {e}"))?;
        let written = documents::guarded(|| {
            let (toolkit, request) = (&self.toolkit, &self.request);
            if self.detail == Detail::Full {
                let result = toolkit.tailor(&opening, &applicant, request);
                return Ok(serde_json::to_vec(&Answer { id: &line.id, result }));
            }
            let fit = toolkit.compare(&opening, &applicant);
            let view = toolkit.view(&opening, &applicant, &fit);
            let result = Brief::of(view, &rank::outline(view, &request.wish));
            Ok(serde_json::to_vec(&Answer { id: &line.id, result }))
        })?;
        let mut written = written.map_err(|e| e.to_string())?;
        written.push(b'\n');
        Ok(written)
    }

    /// The name and the bytes of a document; one that is given as text goes by what it is.
    fn bytes<'g>(&self, given: &'g Given, what: &'g str) -> Result<(&'g str, Vec<u8>), String> {
        match given {
            Given::Path(path) => {
                let bytes = input::file(Path::new(path), self.limits.file_bytes);
                Ok((path.as_str(), bytes.map_err(|e| format!("{path}: {e}"))?))
            }
            Given::Text(text) => Ok((what, text.clone().into_bytes())),
        }
    }

    fn read(&self, name: &str, bytes: &[u8]) -> Result<jobfit::document::Document, String> {
        let reader = Reader { limits: self.limits, second: Some(&Child) };
        reader.read(name, bytes).map_err(|e| e.to_string())
    }
}

fn key(name: &str, bytes: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(name.as_bytes());
    hasher.update([0]);
    hasher.update(bytes);
    hasher.finalize().into()
}

fn refusal(id: &Value, error: &str) -> Vec<u8> {
    let mut out = serde_json::to_vec(&Refusal { id, error }).unwrap_or_default();
    out.push(b'\n');
    out
}
