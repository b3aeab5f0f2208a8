//! Tables as people use them: for data, where a row is a line, and to lay out a page, where a cell is a column of text.

use super::draft::{DraftLine, LineKind};
use super::lines::{all_caps, has_year};

/// Between the cells of a row.
pub(super) const CELL: &str = " | ";

/// Turns one row, given as the lines of each of its cells, into lines.
///
/// A row whose cells have one line each is a [`LineKind::Row`]. Where one cell is a text of several lines and the others
/// are short labels (the dates of a job, as a rule), the labels join the text's first line. Otherwise each cell is a
/// column that is read before the next.
pub(super) fn push_row(lines: &mut Vec<DraftLine>, cells: Vec<Vec<DraftLine>>, gap_before: bool) {
    let mut cells: Vec<Vec<DraftLine>> = cells.into_iter().filter(|c| !c.is_empty()).collect();
    let start = lines.len();
    if cells.len() <= 1 {
        lines.extend(cells.pop().unwrap_or_default());
    } else if cells.iter().all(|c| c.len() == 1) {
        let text = cells.iter().flatten().map(|l| l.text.as_str()).collect::<Vec<_>>().join(CELL);
        lines.push(DraftLine { text, kind: LineKind::Row, page: None, gap_before: false });
    } else {
        push_layout(lines, cells);
    }
    if let Some(first) = lines.get_mut(start) {
        first.gap_before |= gap_before;
    }
}

/// A row with a cell of several lines.
fn push_layout(lines: &mut Vec<DraftLine>, cells: Vec<Vec<DraftLine>>) {
    let size = |c: &[DraftLine]| c.iter().map(|l| l.text.chars().count()).sum::<usize>();
    let main = (0..cells.len()).max_by_key(|&i| (cells.get(i).map_or(0, |c| size(c)), usize::MAX - i));
    let labels = cells.iter().enumerate().filter(|(i, _)| Some(*i) != main);
    let all_labels = labels.clone().all(|(_, c)| is_label(c));
    let first_line = main.and_then(|i| cells.get(i)).and_then(|c| c.first());
    let joinable = first_line.is_some_and(|l| !matches!(l.kind, LineKind::Bullet(_)));
    // A label that is a section's heading stands over its text, a date stands beside it.
    let is_heading = labels
        .clone()
        .flat_map(|(_, c)| c)
        .any(|l| !has_year(&l.text) && (all_caps(&l.text) || matches!(l.kind, LineKind::Heading(1..=2))));
    if !all_labels || !joinable || is_heading {
        let starts_section = lines.len();
        for (i, cell) in cells.into_iter().enumerate() {
            let at = lines.len();
            lines.extend(cell);
            if i > 0
                && at > starts_section
                && !is_heading
                && let Some(first) = lines.get_mut(at)
            {
                first.gap_before = true;
            }
        }
        return;
    }
    let mut text = String::new();
    let mut rest = Vec::new();
    for (i, cell) in cells.into_iter().enumerate() {
        let mut cell = cell.into_iter();
        if Some(i) == main {
            if let Some(first) = cell.next() {
                join(&mut text, &first.text, CELL);
            }
            rest.extend(cell);
        } else {
            for (n, line) in cell.enumerate() {
                let open = n > 0 && text.ends_with(['–', '-', '—']);
                join(&mut text, &line.text, if open { " " } else { CELL });
            }
        }
    }
    lines.push(DraftLine { text, kind: LineKind::Row, page: None, gap_before: false });
    lines.extend(rest);
}

/// A cell of a date or a place: two short lines at most, and no list.
fn is_label(cell: &[DraftLine]) -> bool {
    cell.len() <= 2
        && cell.iter().all(|l| l.text.chars().count() <= 40 && !matches!(l.kind, LineKind::Bullet(_) | LineKind::Row))
}

fn join(text: &mut String, part: &str, between: &str) {
    if !text.is_empty() {
        text.push_str(between);
    }
    text.push_str(part);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(kind: LineKind, text: &str) -> DraftLine {
        DraftLine { text: text.into(), kind, page: None, gap_before: false }
    }

    fn texts(cells: Vec<Vec<DraftLine>>) -> Vec<(LineKind, String)> {
        let mut lines = Vec::new();
        push_row(&mut lines, cells, false);
        lines.into_iter().map(|l| (l.kind, l.text)).collect()
    }

    use LineKind::{Bullet, Heading, Row, Text};

    #[test]
    fn a_row_of_data_is_one_line() {
        let row = texts(vec![vec![line(Text, "SQL")], vec![], vec![line(Text, "expert")]]);
        assert_eq!(row, [(Row, "SQL | expert".to_owned())]);
    }

    #[test]
    fn dates_join_the_first_line_beside_them() {
        let row = texts(vec![
            vec![line(Text, "2020 –"), line(Text, "2022")],
            vec![line(Heading(3), "Analyst"), line(Text, "Acme"), line(Bullet(0), "Built reports")],
        ]);
        assert_eq!(
            row,
            [
                (Row, "2020 – 2022 | Analyst".to_owned()),
                (Text, "Acme".to_owned()),
                (Bullet(0), "Built reports".to_owned())
            ]
        );
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let row = texts(vec![
            vec![line(Heading(2), "SKILLS"), line(Bullet(0), "Go")],
            vec![line(Heading(2), "WORK"), line(Text, "Acme, a company with a long name and a long description")],
        ]);
        let order: Vec<_> = row.iter().map(|(_, t)| t.split(' ').next().unwrap_or_default()).collect();
        assert_eq!(order, ["SKILLS", "Go", "WORK", "Acme,"]);
    }
}
