//! The questions as a table for a spreadsheet: RFC 4180, one row a question.

use std::io::{self, Write};

use super::escape::csv;
use super::format::{Options, Report};
use super::value::{QuestionValue, Tailored};
use super::words;

/// Writes the questions as CSV.
pub struct Csv;

const COLUMNS: [&str; 9] = ["rank", "id", "topic", "kind", "level", "source", "score", "text", "because"];

impl Report for Csv {
    fn write(&self, value: &Tailored, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{}\r\n", COLUMNS.join(","))?;
        for question in words::questions(value, options) {
            let cells = cells(question).map(|cell| csv(&cell));
            write!(out, "{}\r\n", cells.join(","))?;
        }
        Ok(())
    }
}

fn cells(question: &QuestionValue) -> [String; COLUMNS.len()] {
    [
        question.rank.to_string(),
        question.id.clone(),
        question.topic.clone(),
        question.kind.to_string(),
        question.level.to_string(),
        words::source(question.source).to_owned(),
        question.score.to_string(),
        question.text.clone(),
        because(question),
    ]
}

fn because(question: &QuestionValue) -> String {
    let reasons = question.because.iter().map(|b| match words::reason(b).place {
        Some(place) => format!("{} ({place})", b.text),
        None => b.text.clone(),
    });
    reasons.collect::<Vec<_>>().join(" | ")
}
