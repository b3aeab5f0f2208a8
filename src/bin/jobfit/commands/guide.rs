//! `jobfit guide`: the interview guide of a role, from the bank.

use std::io::{self, Write};

use anyhow::Result;
use jobfit::bank::Bank;
use jobfit::catalogue;
use jobfit::guide::{self, Guide};
use jobfit::report::terminal::{Paint, wrap};

use crate::args::{self, Global};
use crate::{Done, output};

pub fn run(args: &args::Guide, global: &Global) -> Result<Done> {
    let Some(role) = &args.role else { return roles(args, global) };
    let role = super::role(role)?;
    let guide = guide::of(role, &Bank::shipped()?, args.all_questions);
    match args.output.format() {
        "json" => output::report(&args.output, |out| {
            serde_json::to_writer_pretty(&mut *out, &guide)?;
            out.write_all(b"\n")
        })?,
        "text" => {
            let paint = Paint::new(args.output.output.is_none() && output::color(global));
            let columns = output::columns().clamp(40, 120);
            output::report(&args.output, |out| text(&guide, columns, paint, out))?;
        }
        other => {
            return Err(super::unknown("format", other, ["text", "json"].into_iter(), "jobfit guide --help").into());
        }
    }
    Ok(Done::Well)
}

fn roles(args: &args::Guide, global: &Global) -> Result<Done> {
    let paint = Paint::new(output::color(global));
    output::to_stdout(|out| {
        if args.output.format() == "json" {
            let roles: Vec<_> = catalogue::roles()
                .iter()
                .map(|r| serde_json::json!({ "id": r.id, "name": r.name, "topics": r.topics }))
                .collect();
            serde_json::to_writer_pretty(&mut *out, &serde_json::json!({ "roles": roles }))?;
            return out.write_all(b"\n");
        }
        for role in catalogue::roles() {
            writeln!(out, "{}  {}", paint.strong(&format!("{:<26}", role.id)), role.topics.join(" "))?;
        }
        Ok(())
    })?;
    Ok(Done::Well)
}

fn text(guide: &Guide, columns: usize, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let paragraph = |out: &mut dyn Write, indent: usize, text: &str| -> io::Result<()> {
        for line in wrap(text, columns - indent) {
            writeln!(out, "{}{line}", " ".repeat(indent))?;
        }
        Ok(())
    };
    writeln!(out, "{}\n", paint.heading(&guide.title.to_uppercase()))?;
    paragraph(out, 0, &guide.intro)?;
    writeln!(out)?;
    paragraph(out, 0, &format!("For: {}", guide.audience))?;
    let mut number = 0;
    for section in &guide.sections {
        writeln!(out, "\n{}\n", paint.heading(&section.heading))?;
        paragraph(out, 0, &section.text)?;
        for question in &section.questions {
            number += 1;
            writeln!(out)?;
            for (i, line) in wrap(&question.text, columns - 5).into_iter().enumerate() {
                let lead = if i == 0 { format!("{number:>3}  ") } else { "     ".to_owned() };
                writeln!(out, "{}{}", paint.quiet(&lead), paint.strong(&line))?;
            }
            writeln!(
                out,
                "     {}",
                paint.quiet(&format!("{} · {} · {}", question.kind, question.level, question.id))
            )?;
        }
    }
    writeln!(out, "\n{}", paint.heading("Fast answers"))?;
    for answer in &guide.fast_answers {
        writeln!(out)?;
        paragraph(out, 0, &answer.question)?;
        paragraph(out, 2, &answer.answer)?;
    }
    writeln!(out, "\n{}\n", paint.heading("How to prepare"))?;
    for point in &guide.prepare {
        for (i, line) in wrap(point, columns - 4).into_iter().enumerate() {
            writeln!(out, "  {} {line}", if i == 0 { "-" } else { " " })?;
        }
    }
    writeln!(out, "\n{}\n", paint.heading("Related guides"))?;
    for related in &guide.related {
        paragraph(out, 2, &format!("jobfit guide {}  shares {}", related.role, related.topics.join(", ")))?;
    }
    Ok(())
}
