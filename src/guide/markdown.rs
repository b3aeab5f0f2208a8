//! A guide as Markdown: renders where people paste it, points folded away in `<details>`.

use std::io::{self, Write};

use super::escape::markdown as md;
use super::{Guide, html};

/// Writes a guide.
///
/// # Errors
/// Those of the writer.
pub fn write(guide: &Guide, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n\n{}\n", md(&guide.title), md(&guide.intro))?;
    writeln!(out, "**For:** {}\n", md(&guide.audience))?;
    writeln!(out, "{}\n", html::counted(guide))?;
    for section in &guide.sections {
        writeln!(out, "- [{}](#{}) ({})", md(&section.heading), anchor(&section.heading), section.questions.len())?;
    }
    let mut number = 0;
    for section in &guide.sections {
        writeln!(out, "\n## {}\n\n{}", md(&section.heading), md(&section.text))?;
        for question in &section.questions {
            number += 1;
            writeln!(out, "\n**{number}.** {}  ", md(&question.text))?;
            writeln!(out, "*{} · {}*", question.kind, question.level)?;
            writeln!(out, "\n<details>\n<summary>What a strong answer covers</summary>\n")?;
            for point in &question.strong_answer {
                writeln!(out, "- {}", md(point))?;
            }
            if !question.follow_ups.is_empty() {
                writeln!(out, "\nFollow-ups:\n")?;
                for follow_up in &question.follow_ups {
                    writeln!(out, "- {}", md(follow_up))?;
                }
            }
            if !question.weak_answer.is_empty() {
                writeln!(out, "\nThe usual weak answer: {}", md(&question.weak_answer))?;
            }
            writeln!(out, "\n</details>")?;
        }
    }
    writeln!(out, "\n## Fast answers")?;
    for answer in &guide.fast_answers {
        writeln!(out, "\n### {}\n\n{}", md(&answer.question), md(&answer.answer))?;
    }
    writeln!(out, "\n## How to prepare\n")?;
    for point in &guide.prepare {
        writeln!(out, "- [ ] {}", md(point))?;
    }
    writeln!(out, "\n## Related guides\n")?;
    for related in &guide.related {
        writeln!(out, "- {}: `jobfit guide {}`", md(&related.name), related.role)?;
    }
    writeln!(out, "\n{}", html::rights(guide))
}

/// The anchor that the usual renderers give a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.to_lowercase();
    kept.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}
