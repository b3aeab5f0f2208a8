//! `jobfit read`: exactly what the program sees in a document, so that a person finds out why something was missed.

use anyhow::Result;
use jobfit::report::seen::Seen;
use jobfit::report::terminal::{Paint, safe};

use crate::args::{Global, Read};
use crate::{Done, input, output, pager};

pub fn run(args: &Read, global: &Global) -> Result<Done> {
    let document = input::document(&args.file, global)?;
    if args.text {
        pager::show(global, |out| writeln!(out, "{}", document.text))?;
        return Ok(Done::Well);
    }
    let vocabulary = super::vocabulary(global)?;
    let seen = Seen::of(&document, &vocabulary);
    for warning in &seen.warnings {
        output::say_warning(global, &format!("{}: {}", input::name(&args.file), warning.message));
    }
    if args.json {
        output::to_stdout(|out| {
            serde_json::to_writer_pretty(&mut *out, &seen)?;
            out.write_all(b"\n")
        })?;
        return Ok(Done::Well);
    }
    let paint = Paint::new(output::color(global));
    pager::show(global, |out| {
        for line in &seen.lines {
            writeln!(
                out,
                "{} {} {}",
                paint.quiet(&format!("{:>4}", line.n)),
                paint.quiet(&format!("{:<14}", line.section)),
                safe(&line.text)
            )?;
        }
        Ok(())
    })?;
    Ok(Done::Well)
}
