//! Tables in Markdown: rows between pipes, and pandoc's grids whose cells are blocks of their own.

use super::inline::clean;

/// A grid's border: `+-----+----+`.
pub(super) fn is_border(line: &str) -> bool {
    line.len() >= 3
        && line.starts_with('+')
        && line.ends_with('+')
        && line.contains(['-', '='])
        && line.chars().all(|c| "+-=:".contains(c))
}

/// The rows of a grid whose top border was read: for each, the source of each cell.
pub(super) fn rows<'a>(source: &mut std::iter::Peekable<impl Iterator<Item = &'a str>>) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut cells: Vec<String> = Vec::new();
    while let Some(line) = source.next_if(|l| l.trim_start().starts_with(['|', '+'])) {
        let line = line.trim();
        if is_border(line) {
            rows.push(std::mem::take(&mut cells));
            continue;
        }
        // A cell may span rows, and then a border has text in it; its bars are cell bounds all the same.
        let inside = line.trim_start_matches(['|', '+']).trim_end_matches(['|', '+']);
        for (i, part) in split(inside).iter().enumerate() {
            if cells.len() <= i {
                cells.push(String::new());
            }
            if let Some(cell) = cells.get_mut(i) {
                let is_bar = !part.is_empty() && part.chars().all(|c| "-=+".contains(c));
                cell.push_str(if is_bar { "" } else { part.strip_prefix(' ').unwrap_or(part).trim_end() });
                cell.push('\n');
            }
        }
    }
    rows.push(cells);
    rows.retain(|r| r.iter().any(|c| !c.trim().is_empty()));
    rows
}

/// The cells of a row between pipes; none for the row of dashes below the head.
pub(super) fn cells(line: &str) -> Vec<String> {
    let inside = line.strip_prefix('|').unwrap_or(line);
    let inside = inside.strip_suffix('|').unwrap_or(inside);
    if inside.chars().all(|c| "-:| +=".contains(c)) {
        return Vec::new();
    }
    split(inside).iter().map(|c| clean(c.trim())).collect()
}

/// Splits at bars that are not escaped.
fn split(text: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == '|' && !escaped {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    cells
}
