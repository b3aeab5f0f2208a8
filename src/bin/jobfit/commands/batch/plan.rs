//! From the paths as typed to the documents of a batch and their pairs.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use jobfit::batch::Pairs;
use serde::Deserialize;

use crate::Usage;
use crate::args::Batch;
use crate::input::plain;

/// A document of a batch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The path relative to the folder given, else as typed. `/` separates its parts on every system.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// What is compared with what.
pub struct Plan {
    /// By the bytes of their names.
    pub jobs: Vec<Source>,
    /// Likewise.
    pub resumes: Vec<Source>,
    /// Places in the two.
    pub pairs: Pairs,
}

impl Plan {
    /// The plan that the words ask for.
    pub fn of(args: &Batch) -> Result<Self> {
        if args.jobs.is_empty() {
            let Some(list) = &args.pairs else {
                return Err(Usage("give --jobs and --resumes, or --pairs".to_owned()).into());
            };
            return of_paths(list);
        }
        let out = args.out.as_deref().and_then(|out| out.canonicalize().ok());
        let out = out.as_deref();
        let (jobs, resumes) = (sources(&args.jobs, "--jobs", out)?, sources(&args.resumes, "--resumes", out)?);
        let pairs = match &args.pairs {
            None => Pairs::All { jobs: jobs.len(), resumes: resumes.len() },
            Some(list) => Pairs::listed(of_names(list, &jobs, &resumes)?),
        };
        Ok(Plan { jobs, resumes, pairs })
    }
}

/// The documents that some words name; what stands in the folder of the results, `out`, is none.
fn sources(words: &[String], option: &str, out: Option<&Path>) -> Result<Vec<Source>> {
    let mut found: Vec<(Source, String)> = Vec::new();
    for word in words {
        match word.strip_prefix('@').filter(|_| !Path::new(word).exists()) {
            Some(list) => {
                let text = fs::read_to_string(list).with_context(|| format!("{list}: the list can't be read"))?;
                for line in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
                    expand(line, out, &mut found)?;
                }
            }
            None => expand(word, out, &mut found)?,
        }
    }
    if found.is_empty() {
        bail!("{option}: there is no document in {}; check the path", words.join(" "));
    }
    Ok(distinct(found))
}

/// What one word stands for: a folder, a pattern or a file. With each document, its name where that of two is the same.
fn expand(word: &str, out: Option<&Path>, found: &mut Vec<(Source, String)>) -> Result<()> {
    let path = Path::new(word);
    if path.is_dir() {
        let mut files = Vec::new();
        walk(path, "", out, &mut files)?;
        let typed = word.trim_end_matches('/');
        found.extend(files.into_iter().map(|source| {
            let whole = format!("{typed}/{}", source.name);
            (source, whole)
        }));
        return Ok(());
    }
    if !path.exists() && word.contains(['*', '?', '[']) {
        let matches = glob::glob(word).map_err(|e| Usage(format!("{word}: {e}")))?;
        let mut any = false;
        for path in matches.filter_map(Result::ok).filter(|p| p.is_file()) {
            any = true;
            let name = slashed(&path);
            found.push((Source { name: name.clone(), path }, name));
        }
        if !any {
            bail!("{word}: no file is called like this; check the pattern");
        }
        return Ok(());
    }
    let name = slashed(path);
    found.push((Source { name: name.clone(), path: path.to_owned() }, name));
    Ok(())
}

/// The files below a folder. Hidden ones, and links to folders, are left alone.
fn walk(folder: &Path, below: &str, results: Option<&Path>, out: &mut Vec<Source>) -> Result<()> {
    if results.is_some() && folder.canonicalize().ok().as_deref() == results {
        return Ok(());
    }
    let entries = fs::read_dir(folder)
        .map_err(|e| anyhow::anyhow!("{}: {}; check its permissions", folder.display(), plain(&e)))?;
    for entry in entries {
        let entry = entry.with_context(|| format!("{}: can't be read", folder.display()))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let name = if below.is_empty() { name } else { format!("{below}/{name}") };
        let path = entry.path();
        if entry.file_type().is_ok_and(|t| t.is_dir()) {
            walk(&path, &name, results, out)?;
        } else if path.is_file() {
            out.push(Source { name, path });
        }
    }
    Ok(())
}

/// In order, each once. Where two documents have the same name, both go by their whole paths.
fn distinct(found: Vec<(Source, String)>) -> Vec<Source> {
    let mut by_name: BTreeMap<String, Vec<(Source, String)>> = BTreeMap::new();
    for (source, whole) in found {
        let same = by_name.entry(source.name.clone()).or_default();
        if same.iter().all(|(s, _)| s.path != source.path) {
            same.push((source, whole));
        }
    }
    let mut out: Vec<Source> = Vec::new();
    for (_, same) in by_name {
        let alone = same.len() == 1;
        out.extend(
            same.into_iter().map(|(s, whole)| Source { name: if alone { s.name } else { whole }, path: s.path }),
        );
    }
    out.sort();
    out.dedup();
    out
}

fn slashed(path: &Path) -> String {
    let name = path.to_string_lossy().into_owned();
    if cfg!(windows) { name.replace('\\', "/") } else { name }
}

#[derive(Deserialize)]
struct Listed {
    job: String,
    resume: String,
}

fn rows(list: &Path) -> Result<Vec<Listed>> {
    let shown = list.display();
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(list)
        .map_err(|e| anyhow::anyhow!("{shown}: the pairs can't be read ({e})"))?;
    let rows = reader.deserialize().collect::<Result<Vec<Listed>, _>>();
    rows.map_err(|e| anyhow::anyhow!("{shown}: {e}; the first line names the columns job and resume"))
}

fn of_names(list: &Path, jobs: &[Source], resumes: &[Source]) -> Result<Vec<(usize, usize)>> {
    let place = |sources: &[Source], name: &str| sources.binary_search_by(|s| s.name.as_str().cmp(name)).ok();
    let mut out = Vec::new();
    for (row, line) in rows(list)?.into_iter().zip(2..) {
        match (place(jobs, &row.job), place(resumes, &row.resume)) {
            (Some(job), Some(resume)) => out.push((job, resume)),
            (None, _) => bail!("{}:{line}: no posting given with --jobs is called {}", list.display(), row.job),
            (_, None) => bail!("{}:{line}: no resume given with --resumes is called {}", list.display(), row.resume),
        }
    }
    Ok(out)
}

fn of_paths(list: &Path) -> Result<Plan> {
    let rows = rows(list)?;
    if rows.is_empty() {
        bail!("{}: there is no pair in it", list.display());
    }
    let sources = |names: Vec<&str>| {
        distinct(names.into_iter().map(|n| (Source { name: n.to_owned(), path: n.into() }, n.to_owned())).collect())
    };
    let jobs = sources(rows.iter().map(|r| r.job.as_str()).collect());
    let resumes = sources(rows.iter().map(|r| r.resume.as_str()).collect());
    let places = |sources: &[Source]| -> HashMap<String, usize> {
        sources.iter().enumerate().map(|(i, s)| (s.name.clone(), i)).collect()
    };
    let (by_job, by_resume) = (places(&jobs), places(&resumes));
    let pairs =
        rows.iter().filter_map(|r| Some((*by_job.get(&r.job)?, *by_resume.get(&r.resume)?))).collect::<Vec<_>>();
    Ok(Plan { jobs, resumes, pairs: Pairs::listed(pairs) })
}
