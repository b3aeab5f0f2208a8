//! Cells that wrap beside others: `2017 –` on one line, `present` on the next; a word torn where a date stands at the margin.

use super::hyphens;
use super::lines::Line;

/// Ends of a date that goes on.
const GOES_ON: &[&str] = &["–", "-", "—", "−", "to", "until", "bis", "à", "au", "hasta", "–>"];
/// Ends of a time that isn't over.
const NOW: &[&str] = &[
    "present",
    "now",
    "today",
    "current",
    "ongoing",
    "heute",
    "jetzt",
    "aujourd’hui",
    "aujourd'hui",
    "actualidad",
    "oggi",
];
/// Words of a date, at most.
const WORDS: usize = 3;

/// Moves the second line of a date up to its first, in the lines of one block.
pub(super) fn mend(lines: &mut Vec<Line>) {
    let mut i = 1;
    while i < lines.len() {
        if let Some([first, second]) = lines.get_mut(i - 1..=i)
            && wraps(first, second)
        {
            let rest = second.cells.remove(0);
            if !second.starts.is_empty() {
                second.starts.remove(0);
            }
            if let Some(label) = first.cells.first_mut() {
                label.push(' ');
                label.push_str(&rest);
            }
            match second.starts.first() {
                Some(&x) => (second.x0, second.text_x0) = (x, x),
                None => {
                    lines.remove(i);
                }
            }
        }
        i += 1;
    }
}

/// Joins a line to the first cell of the line before, where a word is torn at that cell's end.
pub(super) fn join_torn(lines: &mut Vec<Line>) {
    let mut i = 1;
    while i < lines.len() {
        let text = match lines.get(i - 1..=i) {
            Some([first, second]) if goes_on(first, second) => second.cells.first().cloned(),
            _ => None,
        };
        if let Some(text) = text
            && let Some(cell) = lines.get_mut(i - 1).and_then(|first| first.cells.first_mut())
        {
            hyphens::append(cell, &text);
            lines.remove(i);
        } else {
            i += 1;
        }
    }
}

fn goes_on(first: &Line, second: &Line) -> bool {
    first.cells.len() > 1
        && second.cells.len() == 1
        && !second.bullet
        && first.cells.first().is_some_and(|cell| hyphens::ends_torn(cell))
        && second.cells.first().is_some_and(|cell| cell.starts_with(char::is_lowercase))
        && (first.text_x0 - second.x0).abs() < first.size
        && second.y - first.y < 2.0 * first.size
}

fn wraps(first: &Line, second: &Line) -> bool {
    let (Some(label), Some(rest)) = (first.cells.first(), second.cells.first()) else { return false };
    let ends = label.split(' ').next_back().unwrap_or("");
    first.cells.len() > 1
        && !first.bullet
        && !second.bullet
        && (GOES_ON.contains(&ends) || label.ends_with(['–', '—']))
        && label.chars().any(|c| c.is_ascii_digit())
        && is_end(rest)
        && (first.x0 - second.x0).abs() < 3.0 * first.size
        && second.y - first.y < 2.0 * first.size
}

fn is_end(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let lower = text.to_lowercase();
    let year = |w: &&str| w.len() >= 4 && w.trim_matches(|c: char| !c.is_ascii_digit()).len() == 4;
    words.len() <= WORDS && (words.iter().any(year) || NOW.iter().any(|now| lower.starts_with(now)))
}
