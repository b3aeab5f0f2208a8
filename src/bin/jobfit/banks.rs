//! From the paths of `--bank` to a bank with its index.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use jobfit::bank::source::{self, Entry, Finding};
use jobfit::bank::{Bank, BankError};
use jobfit::rank::kept::{self, Digest};
use jobfit::vocabulary::Vocabulary;
use jobfit::{Toolkit, catalogue};

use crate::args::Banks;
use crate::cache::Cache;

/// Banks of fewer bytes of Markdown, some 1,500 questions, are read and indexed in each run: that takes about as long as for the
/// bank that ships, which is indexed anew wherever something is added to it.
const LARGE: u64 = 2 << 20;

/// A toolkit with the person's own bank.
pub fn toolkit(vocabulary: Vocabulary, banks: &Banks) -> Result<Toolkit> {
    if banks.bank.is_empty() {
        return Ok(Toolkit::of(vocabulary, Bank::shipped()?)?);
    }
    let files = banks.bank.iter().map(|path| below(path)).collect::<Result<Vec<_>>>()?.concat();
    let size: u64 = files.iter().filter_map(|f| fs::metadata(f).ok()).map(|m| m.len()).sum();
    let cache = if banks.no_cache || size < LARGE { None } else { Cache::of_user() };
    let Some(cache) = cache else {
        let bank = bank(&texts(&files)?, banks.only_bank, &vocabulary)?;
        return Ok(Toolkit::of(vocabulary, bank)?);
    };
    let made_of = |digests: Vec<Digest>| -> Result<Digest> { key(&files, &digests, banks.only_bank, &vocabulary) };
    let digests = files.iter().map(|file| digest(file)).collect::<Result<Vec<_>>>()?;
    if let Some((bank, index)) = cache.load(made_of(digests)?) {
        return Ok(Toolkit::with(vocabulary, bank, index));
    }
    let texts = texts(&files)?;
    // A file may have changed since it was looked at: what is kept is named by what was read.
    let key = made_of(texts.iter().map(|t| Digest::of(t.1.as_bytes())).collect())?;
    let bank = bank(&texts, banks.only_bank, &vocabulary)?;
    drop(texts);
    let bytes = kept::bytes(&bank, key)?;
    drop(bank);
    cache.store(key, &bytes);
    let (bank, index) = kept::read(bytes, key)?;
    Ok(Toolkit::with(vocabulary, bank, index))
}

/// What a bank is kept under.
fn key(files: &[PathBuf], digests: &[Digest], only: bool, vocabulary: &Vocabulary) -> Result<Digest> {
    let shipped = if only { 0 } else { Bank::shipped()?.fingerprint() };
    let mut parts = vec![shipped.to_le_bytes().to_vec(), vocabulary.fingerprint().to_le_bytes().to_vec()];
    for (file, digest) in files.iter().zip(digests) {
        parts.push(topic(file).unwrap_or_default().as_bytes().to_vec());
        parts.push(digest.0.to_le_bytes().to_vec());
    }
    Ok(kept::key(&parts.iter().map(Vec::as_slice).collect::<Vec<_>>()))
}

fn digest(file: &Path) -> Result<Digest> {
    let digest = File::open(file).and_then(|mut f| Digest::of_reader(&mut f));
    digest.with_context(|| format!("{}: can't be read", file.display()))
}

/// The questions of a file, or of all `.md` files below a folder, by name.
pub fn entries(path: &Path, findings: &mut Vec<Finding>) -> Result<Vec<Entry>> {
    Ok(parse(&texts(&below(path)?)?, findings))
}

/// The file itself, or all `.md` files below a folder, by name.
fn below(path: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut open = vec![path.to_owned()];
    while let Some(next) = open.pop() {
        let meta = fs::metadata(&next).with_context(|| format!("{}: can't be read; check the path", next.display()))?;
        if meta.is_dir() {
            for entry in fs::read_dir(&next).with_context(|| format!("{}: can't be read", next.display()))? {
                let path = entry?.path();
                if path.is_dir() || path.extension().is_some_and(|e| e == "md") {
                    open.push(path);
                }
            }
        } else {
            files.push(next);
        }
    }
    files.sort();
    Ok(files)
}

fn texts(files: &[PathBuf]) -> Result<Vec<(&Path, String)>> {
    let read = |file: &PathBuf| fs::read_to_string(file);
    files
        .iter()
        .map(|f| Ok((f.as_path(), read(f).with_context(|| format!("{}: can't be read as text", f.display()))?)))
        .collect()
}

/// The topic that a file is named after.
fn topic(file: &Path) -> Option<&'static str> {
    file.file_stem().and_then(|s| s.to_str()).and_then(catalogue::topic).map(|t| t.id)
}

fn parse(texts: &[(&Path, String)], findings: &mut Vec<Finding>) -> Vec<Entry> {
    let parsed =
        texts.iter().map(|(file, text)| source::parse(&file.display().to_string(), topic(file), text, findings));
    parsed.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// The bank of some texts, with the one that ships or alone.
fn bank(texts: &[(&Path, String)], only: bool, vocabulary: &Vocabulary) -> Result<Bank> {
    let mut findings = Vec::new();
    let entries = parse(texts, &mut findings);
    if let Some(first) = findings.first() {
        bail!("{}; `jobfit bank check` lists all findings", said(first));
    }
    let made = if only { Bank::of(&entries, vocabulary) } else { Bank::shipped()?.with(entries, vocabulary) };
    made.map_err(|error| match error {
        BankError::Findings(findings) => match findings.first() {
            Some(first) => anyhow!("{}; `jobfit bank check` lists all findings", said(first)),
            None => anyhow!("the bank can't be used"),
        },
        other => other.into(),
    })
}

/// A finding as one line.
pub fn said(finding: &Finding) -> String {
    format!("{}:{}: {} [{}]", finding.file, finding.line, finding.message, finding.code)
}
