//! A row a pair, best fit first within a posting, in a form that spreadsheets open and don't execute.

use serde::{Deserialize, Serialize};

use super::run::Row;
use crate::catalogue;

/// The first line of the file. The byte order mark tells spreadsheets that it is UTF-8.
pub const HEAD: &str =
    "\u{feff}job,resume,fit,required_met,required_of,preferred_met,preferred_of,first_gaps,rehearse_first\r\n";

/// Gaps and topics that a row names.
const NAMED: usize = 5;

/// The rows of one posting, until all its resumes are done.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Rows {
    job: Option<usize>,
    rows: Vec<Sorted>,
}

/// A line with what it is sorted by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Sorted {
    fit: Option<f64>,
    resume: usize,
    line: String,
}

impl Rows {
    /// Adds a row; where it begins another posting, the lines of the one before are handed back.
    pub fn add(&mut self, row: &Row, job: &str, resume: &str) -> Option<String> {
        let before = if self.job == Some(row.job) { None } else { Some(self.take()) };
        self.job = Some(row.job);
        self.rows.push(Sorted { fit: row.fit, resume: row.resume, line: line(row, job, resume) });
        before.filter(|lines| !lines.is_empty())
    }

    /// The lines that are left, in order.
    pub fn take(&mut self) -> String {
        let mut rows = std::mem::take(&mut self.rows);
        let fit = |r: &Sorted| r.fit.unwrap_or(-1.0);
        rows.sort_by(|a, b| fit(b).total_cmp(&fit(a)).then(a.resume.cmp(&b.resume)));
        rows.into_iter().map(|r| r.line).collect()
    }
}

fn line(row: &Row, job: &str, resume: &str) -> String {
    let gaps: Vec<&str> = row.gaps.iter().take(NAMED).map(String::as_str).collect();
    let topics: Vec<&str> = row
        .topics
        .iter()
        .take(NAMED)
        .filter_map(|c| catalogue::topics().get(usize::from(c.topic)))
        .map(|t| t.name)
        .collect();
    let fit = row.fit.map(|f| format!("{f:.2}")).unwrap_or_default();
    let (required, preferred) = (row.required, row.preferred);
    format!(
        "{},{},{fit},{},{},{},{},{},{}\r\n",
        cell(job),
        cell(resume),
        required.met,
        required.of,
        preferred.met,
        preferred.of,
        cell(&gaps.join("; ")),
        cell(&topics.join("; "))
    )
}

/// Text as a cell: quoted where it must be, and never a formula. What a spreadsheet would execute (`=`, `+`, `-`, `@` at the
/// start, after blanks or control characters too) gets an apostrophe before it.
pub fn cell(text: &str) -> String {
    let first = text.trim_start().chars().next();
    let control = text.starts_with(['\t', '\r', '\n']);
    let formula = control || first.is_some_and(|c| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'));
    let safe = if formula { format!("'{text}") } else { text.to_owned() };
    if safe.contains([',', '"', '\n', '\r', ';', '\'']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_text_and_never_formulas() {
        assert_eq!(cell("cv.pdf"), "cv.pdf");
        assert_eq!(cell("a, b"), "\"a, b\"");
        assert_eq!(cell("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        for text in ["+1", "-1", "@SUM(A1)", " =1", "\t=1"] {
            assert!(cell(text).contains('\''), "{text:?}");
        }
    }
}
