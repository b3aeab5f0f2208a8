//! The dated entries of a resume: positions, projects, degrees, with the lines that belong to each.

use std::ops::Range;

use crate::document::Document;
use crate::read::draft::LineKind;
use crate::understand::dates::{self, Month, Span};
use crate::understand::headings::Section;

use super::titles::{name, names_job, words};

/// An entry with its head and the lines below it.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The section it stands in.
    pub section: Section,
    /// The job's title, or the first words of its head.
    pub title: String,
    /// Who it was for; empty where it is not clear.
    pub organization: String,
    /// Its dates.
    pub span: Option<Span>,
    /// The line of its title, 0-based.
    pub line: usize,
    /// The lines of its head.
    pub head: Range<usize>,
    /// All its lines.
    pub lines: Range<usize>,
    /// Whether it is paid work (no studies, voluntary work or leave).
    pub paid: bool,
}

/// Characters from which a line is no head.
const LONG: usize = 130;
/// Bytes of a column of dates, at most.
const COLUMN: usize = 32;

/// The entries, in the order of the document.
pub fn find(document: &Document, sections: &[Section], today: Month) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut start = 0;
    while start < sections.len() {
        let section = sections.get(start).copied().unwrap_or(Section::Head);
        let end = (start..sections.len()).find(|&i| sections.get(i) != Some(&section)).unwrap_or(sections.len());
        if matches!(
            section,
            Section::Experience
                | Section::Projects
                | Section::Education
                | Section::Publications
                | Section::Volunteering
                | Section::Courses
                | Section::Certificates
        ) {
            in_section(document, section, start..end, today, &mut entries);
        }
        start = end.max(start + 1);
    }
    entries
}

/// A line that carries the dates of an entry.
fn dated(document: &Document, i: usize, today: Month) -> Option<(Span, Range<usize>)> {
    let text = document.line(i);
    if let Some(wrapped) = wrapped(document, i) {
        return Some(wrapped).filter(|(span, _)| span.start <= today);
    }
    if i.checked_sub(1).is_some_and(|before| wrapped(document, before).is_some()) {
        return None;
    }
    // Dates in a column of their own, with all there is to say beside them.
    let column = text.split_once(" | ").map(|(column, _)| column.len()).filter(|&end| end <= COLUMN);
    let long = text.chars().count() > LONG + 60;
    if long && column.is_none() {
        return None;
    }
    let found = dates::spans(text);
    // "Developer, senior since 2024 | 2022 – now": the longest range is that of the entry.
    let months = |f: &&dates::Found| f.span.months(today).len();
    let best = found.iter().filter(|f| f.range).rev().max_by_key(months).or_else(|| found.last())?;
    if best.span.start > today {
        return None;
    }
    if long {
        let alone = column.is_some_and(|end| best.range && best.at.end <= end);
        return alone.then(|| (best.span, best.at.clone()));
    }
    let outside = text.len() - best.at.len();
    // A sentence that mentions a date is no head: a range must stand at an end of the line or nearly alone, a single date
    // must stand at one end of a short line.
    let at_end = text.get(best.at.end..).unwrap_or_default().trim().len() <= 30;
    let at_start =
        text.get(..best.at.start).unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric()).len() <= 3;
    let lower = text.to_lowercase();
    let stop = text.ends_with('.') && !lower.ends_with("inc.") && !lower.ends_with("ltd.");
    let sentence = stop && text.split_whitespace().count() > 6;
    let bullet = document.is_bullet(i);
    // Set apart at the right edge, it is a head however long the rest.
    let apart =
        text.get(..best.at.start).is_some_and(|b| b.trim_end().ends_with(['|', '\t', '·']) || b.ends_with("  "))
            && at_end;
    let fits = match (best.range, bullet) {
        (_, false) if apart => !sentence,
        (true, false) => (at_end || at_start || outside < 90) && !sentence,
        (true, true) => (at_end || at_start) && outside < 80 && !sentence,
        (false, false) => (at_end || at_start) && outside < 90 && !sentence,
        (false, true) => false,
    };
    fits.then(|| (best.span, best.at.clone()))
}

/// Dates in a column so narrow that the last year stands on the next line: "Nov 2023 – Feb | Intern, Acme", "2024 | Built it".
fn wrapped(document: &Document, i: usize) -> Option<(Span, Range<usize>)> {
    let (column, _) = document.line(i).split_once(" | ")?;
    if column.len() > COLUMN || !column.ends_with(char::is_alphabetic) || i + 1 >= document.lines.len() {
        return None;
    }
    let next = document.line(i + 1);
    let year = next.get(..4).filter(|y| y.bytes().all(|b| b.is_ascii_digit()))?;
    let rest = next.get(4..).unwrap_or_default().trim_start();
    let whole = format!("{column} {year}");
    let found = dates::spans(&whole).into_iter().find(|f| f.range && f.at == (0..whole.len()))?;
    (rest.is_empty() || rest.starts_with('|')).then_some((found.span, 0..column.len()))
}

fn in_section(document: &Document, section: Section, range: Range<usize>, today: Month, entries: &mut Vec<Entry>) {
    let dates: Vec<(usize, Span, Range<usize>)> =
        range.clone().filter_map(|i| dated(document, i, today).map(|(span, at)| (i, span, at))).collect();
    // Bullets with dates are heads only where no other line of the section has dates.
    let plain = dates.iter().any(|(i, ..)| !document.is_bullet(*i));
    let dates: Vec<_> = dates.into_iter().filter(|(i, ..)| !plain || !document.is_bullet(*i)).collect();
    // "Teacher, head of year from 2021" above "Acme School, 2017 to 2025" is one head: the range is that of the entry.
    let ranges: Vec<usize> = dates.iter().filter(|(i, ..)| has_range(document, *i)).map(|(i, ..)| *i).collect();
    let above = |i: usize| {
        !has_range(document, i)
            && ranges.contains(&(i + 1))
            && names_job(document.line(i))
            && !names_job(document.line(i + 1))
    };
    let dates: Vec<_> = dates.into_iter().filter(|(i, ..)| !above(*i)).collect();
    let mut floor = range.start;
    let first_of_section = entries.len();
    for (i, span, at) in dates {
        let before = document.line(i).get(..at.start).unwrap_or_default();
        let after = document.line(i).get(at.end..).unwrap_or_default();
        let lead = words(&format!("{before} {after}"));
        let mut from = i;
        // The title stands on the lines above where the line of the dates has little else, or where the line above is set
        // as a heading.
        while from > floor && from + 2 > i {
            let above = from - 1;
            let heading = matches!(document.kind(above), LineKind::Heading(_)) && document.line(above).len() < LONG;
            let short = is_head_line(document, above)
                && !document.lines.get(from).is_some_and(|l| l.gap_before && lead.split_whitespace().count() >= 2);
            let opens_section =
                above == range.start && crate::understand::headings::section_of(document.line(above)).is_some();
            if opens_section
                || !(heading
                    || (short
                        && (lead.split_whitespace().count() < 3
                            || names_job(document.line(above)) && !names_job(&lead))))
            {
                break;
            }
            from = above;
        }
        let mut to = i + 1;
        while to < range.end
            && to < i + 3
            && is_head_line(document, to)
            && dated(document, to, today).is_none()
            && !document.lines.get(to).is_some_and(|l| l.gap_before)
        {
            to += 1;
        }
        let (title, organization, line) = name(document, from..to, i, &at);
        // A line that is entry and all is no head, but tells what was done.
        let head = if document.line(i).chars().count() > LONG + 60 { from..i } else { from..to };
        if let Some(last) = entries.get_mut(first_of_section..).and_then(<[Entry]>::last_mut) {
            last.lines.end = from.max(last.head.end);
        }
        let paid = section == Section::Experience && is_paid(document, from..to);
        entries.push(Entry {
            section,
            title,
            organization,
            span: Some(span),
            line,
            head,
            lines: from..range.end,
            paid,
        });
        floor = to;
    }
}

/// Whether a line has the dates of an entry, with a beginning and an end; "from 2021" alone may be about a part of it.
fn has_range(document: &Document, i: usize) -> bool {
    let text = document.line(i);
    let since = |found: &dates::Found| {
        let before = text.get(..found.at.start).unwrap_or_default().trim_end().to_lowercase();
        let own = text.get(found.at.clone()).unwrap_or_default().to_lowercase();
        let begins = |w: &str| own.starts_with(w) || before.ends_with(w);
        found.span.end.is_none() && (begins("from") || begins("since")) && !own.contains(['-', '–', '—'])
    };
    wrapped(document, i).is_some() || dates::spans(text).iter().any(|found| found.range && !since(found))
}

/// Whether a line can be part of an entry's head: short, no bullet, no sentence.
fn is_head_line(document: &Document, i: usize) -> bool {
    let text = document.line(i);
    !document.is_bullet(i)
        && !text.is_empty()
        && text.len() <= LONG
        && !text.ends_with(['.', ';'])
        && text.split_whitespace().count() <= 14
}

/// Whether an entry among the positions is paid work. Studies, voluntary work, assistantships of students and leave are not.
fn is_paid(document: &Document, head: Range<usize>) -> bool {
    const UNPAID: &[&str] = &[
        "volunteer",
        "unpaid",
        "maternity",
        "paternity",
        "parental leave",
        "sabbatical",
        "career break",
        "leave of absence",
        "elternzeit",
        "ehrenamt",
        "bénévole",
        "voluntari",
        "teaching assistant",
        "undergraduate",
        "student assistant",
        "phd student",
        "phd candidate",
        "doctoral candidate",
        "doctoral student",
        "doctoral researcher",
        "doctorand",
        "master's thesis",
        "bachelor's thesis",
        "master thesis",
        "full-time parent",
        "travelling",
        "traveling",
    ];
    head.into_iter().all(|i| {
        let lower = document.line(i).to_lowercase().replace("postdoctoral", "postdoc");
        !UNPAID.iter().any(|u| lower.contains(u))
    })
}
