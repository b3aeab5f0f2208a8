//! Markdown, as people and pandoc write it: blocks by their first characters, inline marks taken away.

use super::charset;
use super::draft::{Draft, DraftLine, LineKind};
use super::error::ReadError;
use super::jsonld::is_date;
use super::limits::{Deadline, Limits};
use super::lines::{check, finish, heading_shape, push, runs_on};
use super::plain::{is_rule, wrap_width};
use super::table::{CELL, push_row};

mod grid;
mod inline;

use inline::clean;

/// Reads a Markdown file.
pub fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Draft, ReadError> {
    let decoded = charset::decode(bytes, None, limits)?;
    check(deadline, limits)?;
    let mut draft = decoded.draft();
    let body = front_matter(&decoded.text, &mut draft);
    draft.lines = lines(&inline::without_comments(body), 0);
    finish(draft, limits)
}

/// Takes what is stated between `---` at the top, and returns the rest.
fn front_matter<'a>(text: &'a str, draft: &mut Draft) -> &'a str {
    let Some(rest) = text.trim_start().strip_prefix("---\n") else { return text };
    let ends = ["\n---\n", "\n...\n"].iter().filter_map(|m| Some((rest.find(m)?, m.len())));
    let Some((end, length)) = ends.min() else { return text };
    let head = rest.get(..end).unwrap_or_default();
    // Two rules with text between them are not front matter.
    if !head.lines().all(|l| l.trim().is_empty() || l.contains(':') || l.starts_with([' ', '-', '#'])) {
        return text;
    }
    for line in head.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']);
        let value = Some(value.to_owned()).filter(|v| !v.is_empty() && !v.starts_with(['[', '{', '|', '>']));
        let stated = &mut draft.stated;
        match key.trim().to_lowercase().as_str() {
            "title" | "position" | "role" | "job_title" => stated.title = stated.title.take().or(value),
            "company" | "organization" | "organisation" | "employer" | "company_name" => {
                stated.organization = stated.organization.take().or(value);
            }
            "date" | "date_posted" | "posted" => {
                let value = value.and_then(|v| v.get(..10).map(str::to_owned)).filter(|v| is_date(v));
                stated.date = stated.date.take().or(value);
            }
            _ => {}
        }
    }
    rest.get(end + length..).unwrap_or_default()
}

/// A text without its inline marks.
pub(super) fn clean_inline(text: &str) -> String {
    clean(text)
}

/// How much a text looks like Markdown; 0 is plain text, 2 makes it likely.
pub(super) fn signs(text: &str) -> usize {
    let mut signs = 0;
    for line in text.lines().take(400) {
        let trimmed = line.trim_start();
        let is_heading = heading(trimmed).is_some_and(|(_, t)| !t.is_empty());
        signs += usize::from(is_heading) * 2;
        signs += usize::from(trimmed.starts_with("```") || trimmed.starts_with("|--") || trimmed.starts_with("| --"));
        signs += usize::from(line.matches("**").count() >= 2 || line.contains("]("));
        signs += usize::from(line.contains("]{.") || line.contains("\\*") || line.contains("\\_"));
    }
    signs
}

/// The line that is being gathered.
struct Open {
    kind: LineKind,
    text: String,
    gap: bool,
}

struct Blocks {
    lines: Vec<DraftLine>,
    open: Option<Open>,
    gap: bool,
    /// True right after a hard break.
    broken: bool,
    /// The width at which the text is wrapped, and the length of the last line.
    width: Option<usize>,
    length: usize,
    /// The columns at which the items of the open lists have their text.
    columns: Vec<usize>,
}

/// The lines of a text. `depth` counts the grids around it; a cell may hold a grid, but not without end.
fn lines(text: &str, depth: usize) -> Vec<DraftLine> {
    let lengths = text.split('\n').map(|l| l.trim_end().chars().count()).filter(|&n| n > 0);
    let mut blocks = Blocks {
        lines: Vec::new(),
        open: None,
        gap: false,
        broken: false,
        width: wrap_width(lengths.collect()),
        length: 0,
        columns: Vec::new(),
    };
    let mut source = text.split('\n').peekable();
    let mut fence: Option<&str> = None;
    let mut in_simple_table = false;
    while let Some(line) = source.next() {
        let trimmed = line.trim();
        if let Some(mark) = fence {
            if trimmed.starts_with(mark) {
                fence = None;
            } else {
                push(&mut blocks.lines, LineKind::Text, line, false);
            }
        } else if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            blocks.end();
            fence = trimmed.get(..3);
        } else if trimmed.is_empty() || trimmed == "\\" {
            blocks.end();
            blocks.gap = true;
        } else if depth < 4 && grid::is_border(trimmed) {
            blocks.end();
            for cells in grid::rows(&mut source) {
                let cells = cells.iter().map(|c| lines(c, depth + 1)).collect();
                push_row(&mut blocks.lines, cells, true);
            }
            blocks.gap = true;
        } else if is_simple_border(line) {
            in_simple_table = !in_simple_table || source.peek().is_some_and(|n| !n.trim().is_empty());
            blocks.end();
            blocks.gap = true;
        } else if in_simple_table && line.starts_with("  ") {
            let cells = trimmed.split("  ").map(|c| clean(c.trim())).filter(|c| !c.is_empty());
            blocks.row(&cells.collect::<Vec<_>>());
        } else {
            in_simple_table = false;
            blocks.line(line);
        }
    }
    blocks.end();
    blocks.lines
}

impl Blocks {
    /// A line that is no fence, blank or table border.
    fn line(&mut self, line: &str) {
        let is_wrapped = self.is_wrapped(line);
        let was_broken = std::mem::take(&mut self.broken) && !self.gap;
        let mut trimmed = line.trim();
        let mut indent: usize =
            line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        // Quotes are text; so are the quotes in them.
        while let Some(quoted) = trimmed.strip_prefix('>') {
            trimmed = quoted.trim_start();
            indent = 0;
            self.columns.clear();
        }
        if trimmed.starts_with('[') && is_definition(trimmed) {
            return;
        }
        if is_rule(trimmed) {
            self.rule(trimmed);
            return;
        }
        if let Some((level, text)) = heading(trimmed) {
            self.start(LineKind::Heading(level), text.trim_end_matches('#'));
            self.end();
            self.columns.clear();
            return;
        }
        if trimmed.starts_with('|') {
            if trimmed.len() > 1 && trimmed.ends_with('|') {
                self.row(&grid::cells(trimmed));
            } else {
                // A line block of pandoc: each line stands for itself.
                self.start(LineKind::Text, trimmed.trim_start_matches('|'));
                self.end();
            }
            return;
        }
        if let Some((text, width)) = item(trimmed) {
            self.columns.retain(|&column| column <= indent);
            let depth = self.columns.len().min(8) as u8;
            self.columns.push(indent + width);
            self.start(LineKind::Bullet(depth), text);
        } else if bold_line(trimmed) {
            self.start(LineKind::Heading(3), trimmed);
            self.end();
            return;
        } else if let Some(open) = self.open.as_mut().filter(|_| is_wrapped) {
            open.text.push(' ');
            open.text.push_str(trimmed);
        } else if self.open.is_some() {
            // A line that ended early ended there: pasted text has its lines so, whatever Markdown makes of it.
            self.start(LineKind::Text, trimmed);
        } else {
            if indent == 0 {
                self.columns.clear();
            }
            // Pandoc's definitions.
            self.start(LineKind::Text, trimmed.strip_prefix(": ").unwrap_or(trimmed));
            // Text that came from a PDF has hard breaks where its lines were wrapped.
            if was_broken && let Some(before) = self.lines.pop_if(|l| runs_on(&l.text, trimmed)) {
                let text = format!("{} {trimmed}", escaped(&before.text));
                self.open = Some(Open { kind: before.kind, text, gap: before.gap_before });
            }
        }
        self.length = line.trim_end().chars().count();
        if line.ends_with("  ") || trimmed.ends_with('\\') {
            if let Some(open) = self.open.as_mut() {
                let kept = open.text.trim_end().trim_end_matches('\\').len();
                open.text.truncate(kept);
            }
            self.end();
            self.broken = true;
        }
    }

    /// Whether a line goes on with the open one.
    fn is_wrapped(&self, line: &str) -> bool {
        let text = line.trim();
        let word = text.split(' ').next().map_or(0, |w| w.chars().count());
        let full = self.width.is_some_and(|w| (self.length + 1 + word) * 100 >= w * 90);
        full || text.starts_with(|c: char| c.is_lowercase() || c == '(')
    }

    /// A line of dashes and the like: it underlines a heading, or only separates.
    fn rule(&mut self, rule: &str) {
        let is_setext = rule.starts_with(['=', '-']);
        match self.open.as_mut().filter(|o| is_setext && o.kind == LineKind::Text) {
            Some(open) => open.kind = LineKind::Heading(if rule.starts_with('=') { 1 } else { 2 }),
            None => self.gap = true,
        }
        self.end();
    }

    fn start(&mut self, kind: LineKind, text: &str) {
        self.end();
        let gap = std::mem::take(&mut self.gap) || matches!(kind, LineKind::Heading(_));
        self.open = Some(Open { kind, text: text.trim().to_owned(), gap });
    }

    /// Ends the open line; `<br>` in it makes several.
    fn end(&mut self) {
        let Some(open) = self.open.take() else { return };
        for (i, part) in clean(&open.text).split('\n').enumerate() {
            let kind = if i == 0 { open.kind } else { LineKind::Text };
            push(&mut self.lines, kind, part, open.gap && i == 0);
        }
    }

    fn row(&mut self, cells: &[String]) {
        self.end();
        let cells: Vec<String> = cells.iter().map(|c| c.replace('\n', " ")).filter(|c| !c.trim().is_empty()).collect();
        let kind = if cells.len() > 1 { LineKind::Row } else { LineKind::Text };
        let gap = std::mem::take(&mut self.gap);
        push(&mut self.lines, kind, &cells.join(CELL), gap);
    }
}

/// Text that has been cleaned, so that cleaning it again changes nothing.
fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| c.is_ascii_punctuation().then_some('\\').into_iter().chain([c])).collect()
}

/// `## Text`, with the blank that the standard asks for.
fn heading(line: &str) -> Option<(u8, &str)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let is_heading = (1..=6).contains(&level) && (text.is_empty() || text.starts_with([' ', '\t']));
    is_heading.then(|| (level as u8, text.trim()))
}

/// An item's text, and how wide its mark is.
fn item(line: &str) -> Option<(&str, usize)> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = match line.as_bytes().get(digits)? {
        b'.' | b')' if (1..=3).contains(&digits) => digits + 1,
        b'-' | b'*' | b'+' if digits == 0 => 1,
        _ => return None,
    };
    let rest = line.get(mark..)?;
    let text = rest.trim_start();
    if text.len() == rest.len() || text.is_empty() {
        return None;
    }
    let task = ["[ ] ", "[x] ", "[X] "].iter().find_map(|t| text.strip_prefix(t));
    Some((task.unwrap_or(text), mark + (rest.len() - text.len()).min(4)))
}

/// A line of nothing but bold text.
fn bold_line(line: &str) -> bool {
    let line = line.strip_suffix(':').unwrap_or(line).trim_end_matches(['\\', ' ']);
    ["**", "__"].iter().any(|mark| {
        line.strip_prefix(mark)
            .and_then(|l| l.strip_suffix(mark))
            .is_some_and(|inside| !inside.contains(mark) && heading_shape(inside.trim_end_matches(':')))
    })
}

/// `[name]: http://…`, which only links refer to.
fn is_definition(line: &str) -> bool {
    let is_target = |t: &str| t.contains("://") || t.trim().starts_with(['#', '/']);
    line.split_once("]:").is_some_and(|(name, target)| !name.contains(' ') && is_target(target))
}

/// The dashes above, between and below pandoc's simple tables: in groups, or indented.
fn is_simple_border(line: &str) -> bool {
    let trimmed = line.trim();
    let is_long = line.starts_with("  ") && trimmed.len() >= 6 && trimmed.starts_with("--");
    is_long && trimmed.chars().all(|c| c == '-' || c == ' ')
}

#[cfg(test)]
mod tests;
