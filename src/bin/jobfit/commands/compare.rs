//! `jobfit compare`: what changed between two results.

use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use jobfit::report::changes::{Change, Changes};
use jobfit::report::terminal::{Paint, safe, wrap};
use jobfit::report::value::Tailored;

use crate::args::{Compare, Global};
use crate::{Done, output};

pub fn run(args: &Compare, global: &Global) -> Result<Done> {
    let (old, new) = (result(&args.old)?, result(&args.new)?);
    let changes = Changes::between(&old, &new);
    let paint = Paint::new(output::color(global));
    let columns = output::columns().clamp(40, 120);
    output::to_stdout(|out| {
        if args.json {
            serde_json::to_writer_pretty(&mut *out, &changes)?;
            return out.write_all(b"\n");
        }
        text(&changes, paint, columns, out)
    })?;
    Ok(Done::Well)
}

/// A result that `tailor --json` wrote.
pub fn result(path: &Path) -> Result<Tailored> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("{shown}: can't be read; check the path"))?;
    match serde_json::from_str::<Tailored>(&text) {
        Ok(result) => Ok(result),
        Err(error) => bail!(
            "{shown}: this is no result of `jobfit tailor --json` ({error}); make one with: jobfit tailor JOB RESUME --json -o FILE"
        ),
    }
}

fn text(changes: &Changes, paint: Paint, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    let score = |s: Option<f64>| s.map_or_else(|| "none".to_owned(), |s| format!("{s:.2}"));
    if changes.is_empty() {
        return writeln!(out, "Nothing changed (fit {}).", score(changes.fit.after));
    }
    writeln!(out, "Fit {} → {} (guidance, no verdict)", score(changes.fit.before), score(changes.fit.after))?;
    let mut list = |title: &str, items: &[Change]| -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n{}", paint.heading(title))?;
        for item in items {
            writeln!(out, "  {}  {} → {}", paint.strong(&safe(&item.name)), item.before, item.after)?;
            for line in item.line.iter().flat_map(|l| wrap(&safe(l), columns - 6)) {
                writeln!(out, "      {line}")?;
            }
        }
        Ok(())
    };
    list("Gaps closed", &changes.closed)?;
    list("Gaps opened", &changes.opened)?;
    list("Moved", &changes.moved)?;
    let names = |ids: &[String]| ids.join(", ");
    if !changes.topics_in.is_empty() {
        writeln!(out, "\nAmong the first topics to rehearse now: {}", names(&changes.topics_in))?;
        writeln!(out, "No longer: {}", names(&changes.topics_out))?;
    }
    if !changes.asked_once.is_empty() {
        let text = format!("The two postings differ; only one of them asks for: {}", names(&changes.asked_once));
        for line in wrap(&text, columns) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}
