//! A guide for a terminal.

use std::io::{self, Write};

use super::Guide;
use crate::report::terminal::{Paint, safe, wrap};

/// How it is written.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Columns.
    pub columns: usize,
    /// Colours, or none.
    pub paint: Paint,
    /// With what a strong answer covers.
    pub points: bool,
}

/// Writes a guide.
///
/// # Errors
/// Those of the writer.
pub fn write(guide: &Guide, style: Style, out: &mut dyn Write) -> io::Result<()> {
    let Style { columns, paint, points } = style;
    let paragraph = |out: &mut dyn Write, indent: usize, text: &str| hang(out, columns, &" ".repeat(indent), text);
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
            for (i, line) in wrap(&safe(&question.text), columns - 5).into_iter().enumerate() {
                let lead = if i == 0 { format!("{number:>3}  ") } else { "     ".to_owned() };
                writeln!(out, "{}{}", paint.quiet(&lead), paint.strong(&line))?;
            }
            let about = format!("{} · {} · {}", question.kind, question.level, safe(&question.id));
            writeln!(out, "     {}", paint.quiet(&about))?;
            if points {
                for point in &question.strong_answer {
                    hang(out, columns, "     - ", point)?;
                }
                for follow_up in &question.follow_ups {
                    hang(out, columns, "     > ", follow_up)?;
                }
            }
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
        hang(out, columns, "  - ", point)?;
    }
    writeln!(out, "\n{}\n", paint.heading("Related guides"))?;
    for related in &guide.related {
        paragraph(out, 2, &format!("jobfit guide {}  shares {}", related.role, related.topics.join(", ")))?;
    }
    if !points {
        writeln!(out, "\n{}", paint.quiet("--points shows what a strong answer covers."))?;
    }
    Ok(())
}

/// A text behind a lead, its later lines below the first.
fn hang(out: &mut dyn Write, columns: usize, lead: &str, text: &str) -> io::Result<()> {
    for (i, line) in wrap(&safe(text), columns.saturating_sub(lead.len())).into_iter().enumerate() {
        let lead = if i == 0 { lead.to_owned() } else { " ".repeat(lead.len()) };
        writeln!(out, "{lead}{line}")?;
    }
    Ok(())
}
