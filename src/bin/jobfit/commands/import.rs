//! `jobfit bank import`: bank files of other people's question lists.

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use jobfit::bank::check;
use jobfit::bank::import::{self, Form, Imported, Origin};
use jobfit::report::terminal::{cut, safe, wrap};
use serde_json::json;

use crate::args::{BankImport, Banks, Global};
use crate::{Done, Usage, input, output};

/// Guesses under this are counted as unsure.
const UNSURE: f64 = 0.6;

struct File {
    read: PathBuf,
    written: PathBuf,
    made: Imported,
    license: String,
}

pub fn run(args: &BankImport, global: &Global) -> Result<Done> {
    let toolkit = super::toolkit(global, &Banks::default())?;
    let mut taken: HashSet<String> = toolkit.bank.questions().iter().map(|q| q.id.clone()).collect();
    let mut names = HashSet::new();
    let mut made = Vec::new();
    // All lists are read before anything is written: a broken one leaves nothing half-done.
    for (path, form) in lists(&args.files)? {
        let text = text(&path, global)?;
        let shown = path.display().to_string();
        let license = args.license.clone().or_else(|| license_beside(&path)).unwrap_or_default();
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let origin = Origin { name: &name, source: args.source.as_deref().unwrap_or(&shown), license: &license };
        let list = match import::read(form, &text) {
            Ok(list) => list,
            Err(import::ImportError::Nothing) if args.files.iter().all(|f| *f != path) => {
                output::say_warning(global, &format!("{shown}: no question was found; left out"));
                continue;
            }
            Err(error) => bail!("{shown}: {error}"),
        };
        let imported = import::make(list, origin, &toolkit, &mut taken).with_context(|| shown.clone())?;
        made.push(File { written: target(&args.out, &path, &mut names), read: path, made: imported, license });
    }
    if made.is_empty() {
        bail!("no question was found in any of the files; put each into a bullet, a heading or a row");
    }
    output::folder(&args.out)?;
    if let Some(file) = made.iter().find(|f| f.written.exists() && !args.force) {
        bail!("{}: the file exists; give another folder, or --force to replace it", file.written.display());
    }
    for file in &made {
        output::to_file(&file.written, args.force, |out| out.write_all(file.made.text.as_bytes()))?;
    }
    output::to_stdout(|out| if args.json { as_json(&made, out) } else { as_text(&made, args, out) })?;
    Ok(Done::Well)
}

/// The files to read: as named, and those in the folders named.
fn lists(named: &[PathBuf]) -> Result<Vec<(PathBuf, Form)>> {
    let form = |path: &Path| path.extension().and_then(|e| e.to_str()).and_then(Form::of);
    let mut out = Vec::new();
    for path in named {
        if path.is_dir() {
            let mut open = vec![path.clone()];
            let mut found = Vec::new();
            while let Some(folder) = open.pop() {
                for entry in
                    std::fs::read_dir(&folder).with_context(|| format!("{}: can't be read", folder.display()))?
                {
                    let inner = entry?.path();
                    // A link could lead back up and never end.
                    if inner.is_dir() && !inner.is_symlink() {
                        open.push(inner);
                    } else if let Some(form) = form(&inner) {
                        found.push((inner, form));
                    }
                }
            }
            found.sort_by(|a, b| a.0.cmp(&b.0));
            out.extend(found);
            continue;
        }
        let Some(form) = form(path) else {
            let said = format!(
                "{}: a list is .md, .csv, .tsv or .json; rename the file or save it as one of these",
                path.display()
            );
            return Err(Usage(said).into());
        };
        out.push((path.clone(), form));
    }
    if out.is_empty() {
        bail!("there is no .md, .csv or .json file in the folder; name a file");
    }
    Ok(out)
}

fn text(path: &Path, global: &Global) -> Result<String> {
    let shown = path.display();
    let most = input::limits(global).file_bytes;
    let size = match std::fs::metadata(path) {
        Ok(meta) => meta.len(),
        Err(error) => bail!("{shown}: {}; check the path", input::plain(&error)),
    };
    if size > most {
        bail!("{shown}: larger than {} MB; split the list", most / 1_000_000);
    }
    match std::fs::read(path) {
        Ok(bytes) => {
            String::from_utf8(bytes).map_err(|_| anyhow::anyhow!("{shown}: this is no UTF-8 text; save it as UTF-8"))
        }
        Err(error) => bail!("{shown}: {}; check its permissions", input::plain(&error)),
    }
}

/// The licence that a file beside the list names.
fn license_beside(path: &Path) -> Option<String> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let text = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "COPYING"]
        .iter()
        .find_map(|name| std::fs::read_to_string(folder.join(name)).ok())?;
    let head: String = text.chars().take(1500).collect::<String>().to_lowercase();
    let known = [
        ("attribution-sharealike 4.0", "CC-BY-SA-4.0"),
        ("attribution-noncommercial 4.0", "CC-BY-NC-4.0"),
        ("attribution 4.0", "CC-BY-4.0"),
        ("cc0", "CC0-1.0"),
        ("apache license", "Apache-2.0"),
        ("mit license", "MIT"),
        ("permission is hereby granted, free of charge", "MIT"),
        ("gnu affero general public license", "AGPL-3.0"),
        ("gnu general public license", "GPL"),
    ];
    known.iter().find(|(words, _)| head.contains(words)).map(|(_, id)| (*id).to_owned())
}

/// Where a list goes: a file of its own name, numbered where two lists share one.
fn target(folder: &Path, list: &Path, names: &mut HashSet<String>) -> PathBuf {
    let stem = list.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_else(|| "questions".to_owned());
    let mut name = format!("{stem}.md");
    let mut number = 2;
    while !names.insert(name.clone()) {
        name = format!("{stem}-{number}.md");
        number += 1;
    }
    folder.join(name)
}

/// Figures of a file.
struct Count {
    questions: usize,
    follow_ups: usize,
    with_points: usize,
    unsure: usize,
    average: f64,
}

fn count(made: &Imported) -> Count {
    let sure: Vec<f64> = made.questions.iter().map(|q| q.sure.overall()).collect();
    Count {
        questions: sure.len(),
        follow_ups: made.questions.iter().map(|q| q.entry.follow_ups.len()).sum(),
        with_points: made.questions.iter().filter(|q| !q.entry.strong_answer.is_empty()).count(),
        unsure: sure.iter().filter(|s| **s < UNSURE).count(),
        average: sure.iter().sum::<f64>() / sure.len().max(1) as f64,
    }
}

/// What a check would say: each code with how many questions it names.
fn findings(files: &[File]) -> BTreeMap<&'static str, usize> {
    let mut out = BTreeMap::new();
    for finding in files.iter().flat_map(|f| &f.made.findings) {
        *out.entry(finding.code).or_default() += 1;
    }
    // Only all of them together tell which say nearly the same.
    let entries: Vec<_> = files.iter().flat_map(|f| &f.made.questions).map(|q| q.entry.clone()).collect();
    for finding in check::near_duplicates(&entries) {
        *out.entry(finding.code).or_default() += 1;
    }
    out
}

fn as_json(files: &[File], out: &mut dyn Write) -> std::io::Result<()> {
    let listed: Vec<_> = files
        .iter()
        .map(|f| {
            let n = count(&f.made);
            let left: Vec<_> =
                f.made.left_out.iter().map(|(line, text)| json!({ "line": line, "text": text })).collect();
            json!({
                "read": f.read.display().to_string(), "written": f.written.display().to_string(), "license": f.license,
                "questions": n.questions, "follow_ups": n.follow_ups, "with_points": n.with_points,
                "sure": (n.average * 100.0).round() / 100.0, "unsure": n.unsure, "left_out": left,
            })
        })
        .collect();
    let questions: usize = files.iter().map(|f| f.made.questions.len()).sum();
    let value = json!({ "files": listed, "questions": questions, "findings": findings(files) });
    serde_json::to_writer_pretty(&mut *out, &value)?;
    out.write_all(b"\n")
}

fn as_text(files: &[File], args: &BankImport, out: &mut dyn Write) -> std::io::Result<()> {
    let columns = output::columns().clamp(40, 120);
    let (mut questions, mut unsure, mut unlicensed) = (0, 0, 0);
    for file in files {
        let n = count(&file.made);
        questions += n.questions;
        unsure += n.unsure;
        unlicensed += usize::from(file.license.is_empty());
        writeln!(out, "{} → {}", safe(&file.read.display().to_string()), safe(&file.written.display().to_string()))?;
        let license = if file.license.is_empty() { "licence not known" } else { file.license.as_str() };
        let said = format!(
            "{} questions, {} with points, {} follow-ups; sure {:.2} on average, {} under {UNSURE}; {license}",
            n.questions, n.with_points, n.follow_ups, n.average, n.unsure
        );
        for line in wrap(&said, columns - 2) {
            writeln!(out, "  {line}")?;
        }
        if let Some((line, text)) = file.made.left_out.first() {
            let said = format!(
                "left out, since nothing is asked: {} lines, the first {line}: {}",
                file.made.left_out.len(),
                safe(text)
            );
            writeln!(out, "  {}", cut(&said, columns - 2))?;
        }
    }
    writeln!(
        out,
        "\n{questions} questions in {} files; {unsure} guesses to look at (sure under {UNSURE})",
        files.len()
    )?;
    let found = findings(files);
    if !found.is_empty() {
        let list: Vec<String> = found.iter().map(|(code, n)| format!("{n} × {code}")).collect();
        let said = format!(
            "A check rejects these as they are: {}. `jobfit bank check {}` names each with its line and mend; a bank can be used with --bank once it has none.",
            list.join(", "),
            args.out.display()
        );
        for line in wrap(&said, columns) {
            writeln!(out, "{line}")?;
        }
    }
    if unlicensed > 0 {
        writeln!(
            out,
            "For {unlicensed} of the files no licence was found; say it with --license before you share them."
        )?;
    }
    Ok(())
}
