//! Cells that belong to other lines than their own. They wrap: `2017 –` on one line, `present` on the next; a word torn where a date stands at the margin.

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

/// Lines of a block of ways to reach someone, at least.
const CONTACTS: usize = 3;

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

/// Ways to reach someone, flush right beside other lines, are read after those: the name and the title stand in the left part.
pub(super) fn part_contacts(lines: &mut Vec<Line>) {
    let pair = |l: &Line| l.cells.len() == 2 && !l.bullet;
    let mut i = 0;
    while i < lines.len() {
        let goes_on = |w: &[Line]| match w {
            [a, b] => {
                pair(b) && b.y - a.y < 1.6 * a.size && (a.x1 - b.x1).abs() < 1.5 && (a.text_x0 - b.text_x0).abs() < 1.0
            }
            _ => false,
        };
        let rest = lines.get(i..).unwrap_or_default();
        let count =
            if rest.first().is_some_and(pair) { 1 + rest.windows(2).take_while(|w| goes_on(w)).count() } else { 1 };
        let run = rest.get(..count).unwrap_or_default();
        let cells = |n: usize| run.iter().filter_map(move |l| l.cells.get(n));
        let reach = cells(1).filter(|text| is_reach(text)).count();
        let ragged = run.iter().any(|l| {
            l.starts.get(1).zip(run.first().and_then(|f| f.starts.get(1))).is_some_and(|(a, b)| (a - b).abs() > 2.0)
        });
        if count >= CONTACTS && ragged && reach * 2 >= count && !cells(0).any(|text| is_reach(text)) {
            let right: Vec<Line> = run.iter().map(right_half).collect();
            for line in lines.iter_mut().skip(i).take(count) {
                line.cells.truncate(1);
                line.starts.truncate(1);
                line.x1 = line.first_x1;
            }
            lines.splice(i + count..i + count, right);
            i += count;
        }
        i += count;
    }
}

/// The second cell as a line of its own. What it says is counted with the first.
fn right_half(line: &Line) -> Line {
    let start = line.starts.get(1).copied().unwrap_or(line.x0);
    Line {
        cells: line.cells.iter().skip(1).cloned().collect(),
        starts: line.starts.iter().skip(1).copied().collect(),
        x0: start,
        text_x0: start,
        first_x1: line.x1,
        said: 0,
        unread: 0,
        bullet: false,
        ..line.clone()
    }
}

/// An address or a telephone number.
fn is_reach(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let phone = digits >= 7 && text.chars().all(|c| c.is_ascii_digit() || " +()-/.".contains(c));
    let address = !text.contains(' ') && text.contains('.') && (text.contains(['@', '/']) || text.starts_with("www."));
    phone || address
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
