//! The plan as a calendar (RFC 5545): one event a day, from the day after today, at the same time of day wherever the
//! person is. The times float: they carry no zone.

use std::io::{self, Write};

use jiff::Span;
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::escape::ics;
use super::format::{Options, Report};
use super::value::{BlockValue, Tailored, topic_name};
use super::words;

/// Writes the plan as a calendar.
pub struct Ics;

/// When a day's work begins: in the evening, or in the morning where it would go past eleven at night.
const EVENING: (u32, &str) = (5 * 60, "180000");
const MORNING: &str = "090000";
/// Octets of a content line without its end.
const LINE: usize = 75;
const LACKS: &str = "a calendar is made of the plan, and there is none: give --hours N (and --days N) to make one";

impl Report for Ics {
    fn lacks(&self, value: &Tailored) -> Option<&'static str> {
        value.plan.is_empty().then_some(LACKS)
    }

    fn write(&self, value: &Tailored, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        if value.plan.is_empty() {
            // A calendar without a component is none.
            return Err(io::Error::new(io::ErrorKind::InvalidInput, LACKS));
        }
        for property in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jobfit//jobfit//EN", "CALSCALE:GREGORIAN"] {
            line(out, property)?;
        }
        for (day, blocks) in words::days(value) {
            event(out, value, options.today, day, &blocks)?;
        }
        line(out, "END:VCALENDAR")
    }
}

fn event(out: &mut dyn Write, value: &Tailored, today: Date, day: usize, blocks: &[&BlockValue]) -> io::Result<()> {
    let minutes: usize = blocks.iter().map(|b| b.minutes).sum();
    let after = i64::try_from(day).unwrap_or(i64::MAX);
    let date = Span::new().try_days(after).ok().and_then(|span| today.checked_add(span).ok());
    let date = date.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "the plan goes past the last date"))?;
    let begins = if minutes <= EVENING.0 as usize { EVENING.1 } else { MORNING };
    let topics: Vec<&str> = blocks.iter().map(|b| topic_name(&b.topic)).collect();
    let summary = format!("Rehearse: {}", topics.join(", "));

    line(out, "BEGIN:VEVENT")?;
    line(out, &format!("UID:{}-{day}@jobfit.invalid", plan_id(value, today)))?;
    line(out, &format!("DTSTAMP:{}T000000Z", today.strftime("%Y%m%d")))?;
    line(out, &format!("DTSTART:{}T{begins}", date.strftime("%Y%m%d")))?;
    line(out, &format!("DURATION:PT{minutes}M"))?;
    line(out, &format!("SUMMARY:{}", ics(&summary)))?;
    line(out, &format!("DESCRIPTION:{}", description(value, blocks)))?;
    line(out, "END:VEVENT")
}

/// The same for the same plan, so that a second import replaces the first.
fn plan_id(value: &Tailored, today: Date) -> String {
    let plan = format!("{}\0{}\0{today}", value.job.source, value.resume.source);
    Sha256::digest(plan.as_bytes()).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn description(value: &Tailored, blocks: &[&BlockValue]) -> String {
    let mut lines = vec![ics(&format!("For {}", words::title(value)))];
    for block in blocks {
        lines.push(ics(&format!("{} min {}", block.minutes, topic_name(&block.topic))));
        let questions = block.questions.iter().filter_map(|id| value.question(id));
        lines.extend(questions.map(|q| ics(&format!("{}. {}", q.rank, q.text))));
    }
    lines.join("\\n")
}

/// A content line, folded: every line but the first begins with a blank, none is cut within a character.
fn line(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let mut folded = String::with_capacity(text.len() + text.len() / LINE * 3);
    let mut used = 0;
    for c in text.chars() {
        if used + c.len_utf8() > LINE {
            folded.push_str("\r\n ");
            used = 1;
        }
        folded.push(c);
        used += c.len_utf8();
    }
    write!(out, "{folded}\r\n")
}
