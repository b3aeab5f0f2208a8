//! Plain text: items, headings and wrapped paragraphs told by how the lines are set.

use super::charset;
use super::draft::{Draft, DraftLine, LineKind};
use super::error::ReadError;
use super::limits::{Deadline, Limits};
use super::lines::{all_caps, check, finish, has_year, heading_shape, push, strip_bullet};

/// Reads a text file in any encoding.
pub fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Draft, ReadError> {
    let decoded = charset::decode(bytes, None, limits)?;
    check(deadline, limits)?;
    let mut draft = decoded.draft();
    draft.lines = lines(&decoded.text);
    finish(draft, limits)
}

/// A line of the file.
struct Printed<'a> {
    text: &'a str,
    indent: usize,
    /// The text after a bullet or number, and the column at which it begins.
    item: Option<(&'a str, usize)>,
    length: usize,
    gap: bool,
}

/// The lines of a text that may be wrapped.
pub(super) fn lines(text: &str) -> Vec<DraftLine> {
    let printed = printed(text);
    let width = wrap_width(printed.iter().map(|l| l.length).collect());
    let mut lines: Vec<DraftLine> = Vec::new();
    let mut indents: Vec<usize> = Vec::new();
    // The last printed line of the logical line that is being gathered, and its text so far.
    let mut current: Option<(LineKind, String, bool)> = None;
    let mut text_column = 0;
    let mut previous: Option<&Printed<'_>> = None;
    for (i, line) in printed.iter().enumerate() {
        let next = printed.get(i + 1);
        if is_rule(line.text) {
            // A rule right below a short line makes it a heading; else it only separates.
            let underlines = !line.gap
                && !line.text.contains(' ')
                && heading_shape(current.as_ref().map_or("", |(_, text, _)| text));
            if let Some((kind, _, _)) = current.as_mut().filter(|(kind, _, _)| underlines && *kind == LineKind::Text) {
                *kind = LineKind::Heading(2);
            }
            end(&mut lines, &mut current);
            previous = None;
            continue;
        }
        if let (Some((kind, text, _)), Some(before)) = (current.as_mut(), previous)
            && !matches!(kind, LineKind::Heading(_))
            && continues(before, line, width, matches!(kind, LineKind::Bullet(_)).then_some(text_column))
        {
            join_wrapped(text, line.text);
            previous = Some(line);
            continue;
        }
        end(&mut lines, &mut current);
        let (kind, text) = match line.item {
            Some((text, column)) => {
                // The column of the text, for continuation lines; the indent of the bullet, for depth.
                text_column = column;
                indents.retain(|&outer| outer < line.indent);
                let depth = indents.len().min(8) as u8;
                indents.push(line.indent);
                (LineKind::Bullet(depth), text)
            }
            None => {
                if line.indent == 0 {
                    indents.clear();
                }
                let alone = line.gap || i == 0 || previous.is_none();
                (heading_level(line, next, alone).map_or(LineKind::Text, LineKind::Heading), line.text)
            }
        };
        current = Some((kind, text.to_owned(), line.gap || (previous.is_none() && i > 0)));
        previous = Some(line);
    }
    end(&mut lines, &mut current);
    lines
}

fn end(lines: &mut Vec<DraftLine>, current: &mut Option<(LineKind, String, bool)>) {
    if let Some((kind, text, gap)) = current.take() {
        push(lines, kind, &columns(&text), gap);
    }
}

fn printed(text: &str) -> Vec<Printed<'_>> {
    let mut gap = false;
    let mut out = Vec::new();
    for line in text.split('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            gap = true;
            continue;
        }
        let indent: usize = line.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let item = strip_marker(trimmed).map(|rest| (rest, indent + trimmed.chars().count() - rest.chars().count()));
        out.push(Printed { text: trimmed, indent, item, length: line.trim_end().chars().count(), gap });
        gap = false;
    }
    out
}

/// What follows a bullet, or a number or letter that counts items.
pub(super) fn strip_marker(text: &str) -> Option<&str> {
    if let Some(rest) = strip_bullet(text) {
        return Some(rest);
    }
    if let Some(rest) = text.strip_prefix("> ").or_else(|| text.strip_prefix("+ ")) {
        return Some(rest.trim_start());
    }
    let mark = text.find([' ', '\t']).and_then(|i| text.get(..i))?;
    let rest = text.get(mark.len()..)?.trim_start();
    let body = mark.strip_suffix([')', '.'])?;
    let body = body.strip_prefix('(').unwrap_or(body);
    let number = (1..=2).contains(&body.len()) && body.chars().all(|c| c.is_ascii_digit());
    // `A. Turing` is a name, `a)` counts.
    let letter = body.len() == 1 && mark.ends_with(')') && body.chars().all(|c| c.is_ascii_alphabetic());
    // `10. June 2020` is a date.
    let dated = number && has_year(rest) && rest.split(' ').count() <= 3;
    ((number || letter) && !dated && !rest.is_empty()).then_some(rest)
}

/// The width at which a text was wrapped, from its lines' lengths; `None` where lines are whole paragraphs.
pub(super) fn wrap_width(mut lengths: Vec<usize>) -> Option<usize> {
    lengths.sort_unstable();
    let longest = lengths.last().copied().unwrap_or(0);
    let typical = lengths.get(lengths.len().saturating_mul(97) / 100).copied().unwrap_or(longest);
    // Paragraphs on one line each leave a few very long lines; wrapped text has many near its width.
    let near = lengths.iter().filter(|&&l| l * 100 >= typical * 85).count();
    ((45..=130).contains(&typical) && longest * 10 <= typical * 13 && near >= 2).then_some(typical)
}

/// Whether `line` goes on with what `before` began. `column` is where the item's text begins, if it is in one.
fn continues(before: &Printed<'_>, line: &Printed<'_>, width: Option<usize>, column: Option<usize>) -> bool {
    if line.gap || line.item.is_some() || starts_with_label(line.text) {
        return false;
    }
    let word = line.text.split(' ').next().map_or(0, |w| w.chars().count());
    let full = width.is_some_and(|w| (before.length + 1 + word) * 100 >= w * 95);
    let starts_lower = line.text.starts_with(char::is_lowercase);
    let ended = before.text.ends_with(['.', '!', '?', ':']);
    let hangs = column.is_some_and(|c| line.indent > 0 && line.indent.abs_diff(c) <= 1);
    if column.is_some() && !hangs && line.indent == 0 && !starts_lower {
        // Flush left below an item: goes on only where the item broke off in the middle of a sentence.
        return full && !ended && !all_caps(line.text);
    }
    if starts_lower && !ended {
        return full || hangs || before.length >= 40 || before.text.ends_with([',', '-', '–', '&', '/']);
    }
    (full && (hangs || (!ended && !all_caps(line.text)))) || (hangs && before.text.ends_with([',', '-', '&', '/']))
}

/// `Languages: Rust, Go` begins something of its own.
fn starts_with_label(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
        && text
            .split_once(':')
            .is_some_and(|(label, rest)| label.split(' ').count() <= 3 && (rest.is_empty() || rest.starts_with(' ')))
}

/// Joins a continuation, and a word that was hyphenated.
fn join_wrapped(text: &mut String, more: &str) {
    let stem =
        text.strip_suffix('-').filter(|s| s.ends_with(char::is_lowercase) && more.starts_with(char::is_lowercase));
    if let Some(stem) = stem {
        let word = stem.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        // First parts of compounds that keep their hyphen.
        let compound = [
            "front", "back", "full", "self", "real", "high", "low", "cross", "end", "to", "well", "open", "long",
            "short", "multi", "non", "on", "hands", "data", "test", "event", "user", "cloud", "problem", "decision",
            "customer", "client", "third", "part", "large", "time", "post", "pre", "co", "object", "mission", "state",
            "detail", "results", "goal", "fast",
        ];
        if !compound.contains(&word.as_str()) {
            text.pop();
        }
        text.push_str(more);
        return;
    }
    text.push(' ');
    text.push_str(more);
}

/// Three blanks and more within a line set columns apart, as a tab does.
fn columns(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("   ") {
        out.push_str(rest.get(..at).unwrap_or_default());
        out.push('\t');
        rest = rest.get(at..).unwrap_or_default().trim_start();
    }
    out.push_str(rest);
    out
}

/// A line drawn with characters.
pub(super) fn is_rule(text: &str) -> bool {
    let first = text.chars().next();
    // With blanks in it, it is the border of a table.
    let count = text.chars().filter(|c| *c != ' ').count();
    count >= 3
        && first.is_some_and(|f| "=-_~*#─━═—–•.".contains(f))
        && text.chars().all(|c| c == ' ' || Some(c) == first)
}

/// The level of a line that is set like a heading: 2 where it stands by itself, 3 where it only introduces items.
fn heading_level(line: &Printed<'_>, next: Option<&Printed<'_>>, alone: bool) -> Option<u8> {
    let text = line.text;
    if !heading_shape(text) || has_year(text) || text.contains('@') {
        return None;
    }
    let introduces = text.ends_with(':') && text.split_whitespace().count() <= 7;
    let is_caps = all_caps(text) && text.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    if alone && (is_caps || (introduces && next.is_some())) {
        Some(2)
    } else if introduces && next.is_some_and(|n| n.item.is_some()) {
        Some(3)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LineKind::{Bullet, Heading, Text};

    fn seen(text: &str) -> Vec<(LineKind, String)> {
        lines(text).into_iter().map(|l| (l.kind, l.text)).collect()
    }

    #[test]
    fn items_of_all_kinds_with_depth() {
        let got = seen("- Rust\n  * tokio\n    1. timers\n• Go\n2) SQL\na) Ada\n10. June 2020\n");
        let want = [
            (Bullet(0), "Rust"),
            (Bullet(1), "tokio"),
            (Bullet(2), "timers"),
            (Bullet(0), "Go"),
            (Bullet(0), "SQL"),
            (Bullet(0), "Ada"),
            (Text, "10. June 2020"),
        ];
        assert_eq!(got, want.map(|(k, t)| (k, t.to_owned())));
    }

    #[test]
    fn wrapped_lines_are_joined_and_hyphens_mended() {
        let got = seen(
            "We look after three million meters in England and Wales and their\n\
             readings, and somebody has to make sure that none of them is the\n\
             wrong one, with front-\nend work.\n\n\
             - Own the end-to-end suite of the customer portal and its develop-\n  ment for the\n  portal\n\
             - Next\n",
        );
        let texts: Vec<_> = got.iter().map(|(_, t)| t.as_str()).collect();
        assert_eq!(texts.len(), 3, "{texts:?}");
        assert!(texts.first().is_some_and(|t| t.ends_with("wrong one, with front-end work.")));
        assert!(texts.get(1).is_some_and(|t| t.ends_with("its development for the portal")));
    }

    #[test]
    fn headings_by_capitals_rules_and_colons() {
        let got = seen(
            "JANE DOE\njane@x.example\n\nExperience\n==========\nAcme   2020\n\nRequirements:\n- Rust\n\nACME 2020\n",
        );
        let want = [
            (Heading(2), "JANE DOE"),
            (Text, "jane@x.example"),
            (Heading(2), "Experience"),
            (Text, "Acme\t2020"),
            (Heading(2), "Requirements:"),
            (Bullet(0), "Rust"),
            (Text, "ACME 2020"),
        ];
        assert_eq!(got, want.map(|(k, t)| (k, t.to_owned())));
    }

    #[test]
    fn short_lines_stay_apart() {
        assert_eq!(seen("Jane Doe\nBerlin\nRust, Go\n").len(), 3);
    }
}
