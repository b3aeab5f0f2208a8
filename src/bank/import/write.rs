//! Questions → a bank file.

use super::{Guessed, Origin};

/// The file.
pub fn file(questions: &[Guessed], origin: Origin<'_>) -> String {
    let name = comment(origin.name);
    let mut out = format!("# Questions of {name}\n\n");
    if !origin.source.is_empty() {
        out.push_str(&format!("Source: {}\n", line(origin.source)));
    }
    if !origin.license.is_empty() {
        out.push_str(&format!("License: {}\n", line(origin.license)));
    }
    out.push_str("\n<!-- Imported. Topic, kind, level and skills were guessed where the list did not say them; `sure` tells how sure\neach guess is, 0 to 1. Read what is under 0.6 again, and take the comment away. -->\n");
    for question in questions {
        let entry = &question.entry;
        let sure = question.sure;
        out.push_str(&format!(
            "\n## {}\n<!-- sure: {:.2} (topic {:.2}, kind {:.2}, level {:.2}), line {} of {name} -->\n",
            entry.id,
            sure.overall(),
            sure.topic,
            sure.kind,
            sure.level,
            entry.line
        ));
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                out.push_str(&format!("{name}: {}\n", line(value)));
            }
        };
        field("Topic", &entry.topic);
        field("Kind", &entry.kind);
        field("Level", &entry.level);
        field("Skills", &entry.skills.join(", "));
        if entry.source != origin.source {
            field("Source", &entry.source);
        }
        if entry.license != origin.license {
            field("License", &entry.license);
        }
        out.push_str(&format!("\n{}\n", line(&entry.text)));
        list(&mut out, "Strong answer:", &entry.strong_answer);
        list(&mut out, "Follow-ups:", &entry.follow_ups);
        if !entry.weak_answer.is_empty() {
            out.push_str(&format!("\nWeak answer: {}\n", line(&entry.weak_answer)));
        }
    }
    out
}

fn list(out: &mut String, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    out.push_str(&format!("\n{title}\n"));
    for item in items {
        out.push_str(&format!("- {}\n", one_line(item)));
    }
}

/// What begins a line of its own kind in a bank file.
const RESERVED: &[&str] = &["##", "<!--", "Strong answer:", "Follow-ups:", "Weak answer:"];

/// A text as a line that the file's reader takes for words and nothing else.
pub fn line(text: &str) -> String {
    let line = one_line(text);
    if RESERVED.iter().any(|r| line.starts_with(r)) { format!("“{line}”") } else { line }
}

/// Without new lines and control characters. Blanks inside stay: they are the indents of code.
fn one_line(text: &str) -> String {
    let kept: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    kept.trim().to_owned()
}

/// A text that cannot end a comment.
fn comment(text: &str) -> String {
    line(text).replace("--", "- -").replace('>', " ")
}
