//! The dated entries of a resume: positions, projects, degrees, with the lines that belong to each.

use std::ops::Range;

use crate::document::Document;
use crate::read::draft::LineKind;
use crate::understand::dates::{self, Month, Span};
use crate::understand::headings::{Section, section_of};

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

fn names_job(text: &str) -> bool {
    const JOBS: &[&str] = &[
        "engineer",
        "developer",
        "manager",
        "analyst",
        "scientist",
        "architect",
        "designer",
        "administrator",
        "consultant",
        "specialist",
        "director",
        "lead",
        "leader",
        "programmer",
        "tester",
        "sdet",
        "intern",
        "internship",
        "head",
        "officer",
        "researcher",
        "fellow",
        "technician",
        "nurse",
        "accountant",
        "chef",
        "teacher",
        "coach",
        "owner",
        "master",
        "assistant",
        "associate",
        "supervisor",
        "agent",
        "barista",
        "waiter",
        "clerk",
        "cook",
        "founder",
        "co-founder",
        "freelancer",
        "freelance",
        "trainee",
        "apprentice",
        "lecturer",
        "professor",
        "instructor",
        "postdoc",
        "cto",
        "ceo",
        "coordinator",
        "operator",
        "editor",
        "writer",
        "representative",
        "partner",
        "entwickler",
        "ingénieur",
        "développeur",
        "desarrollador",
        "ingeniero",
        "engineering",
    ];
    text.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .any(|w| JOBS.contains(&w) || w.strip_suffix('s').is_some_and(|w| JOBS.contains(&w)))
}

fn words(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')').trim().to_owned()
}

/// A piece of an entry's head.
struct Piece {
    text: String,
    line: usize,
    /// Whether it stands in brackets.
    aside: bool,
}

/// The pieces of an entry's head.
fn pieces(document: &Document, head: Range<usize>, dated: usize, at: &Range<usize>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for line in head {
        let text = document.line(line);
        // The section's heading right above its first entry names nobody's employer.
        if line != dated && section_of(text).is_some() {
            continue;
        }
        let text = if line == dated {
            format!("{} | {}", text.get(..at.start).unwrap_or_default(), text.get(at.end..).unwrap_or_default())
        } else {
            text.to_owned()
        };
        let text = at_stops(&text.replace(" at ", " | ").replace(" @ ", " | ").replace(": ", " | "));
        let mut aside = false;
        for piece in text.split_inclusive(['|', '\t', '·', '•', '—', '–', ',', ';', '(', ')']) {
            for part in piece.split(" - ").flat_map(|p| p.split("  ")) {
                let text = words(part.trim_end_matches(['(', ')']));
                if text.chars().filter(|c| c.is_alphabetic()).count() >= 2 {
                    out.push(Piece { text, line, aside });
                }
            }
            aside = (aside || piece.ends_with('(')) && !piece.ends_with(')');
        }
    }
    out
}

/// "Acme Hosting, Leiden. Systems Engineer": a full stop behind a name parts it from the title.
fn at_stops(text: &str) -> String {
    const SHORT: &[&str] = &[
        "inc", "ltd", "co", "corp", "llc", "univ", "dept", "tech", "st", "dr", "sr", "jr", "mr", "mrs", "ms", "no",
        "vol", "prof", "eng", "intl", "mgr", "bros", "dipl", "ing", "assoc", "asst", "sen", "snr", "jnr", "gen", "col",
        "mt",
    ];
    let mut parts = text.split(". ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let word = out.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let next = part.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let stop = word.chars().count() > 1
            && ![word, next].iter().any(|w| SHORT.contains(&w.as_str()))
            && part.starts_with(char::is_uppercase);
        out.push_str(if stop { " | " } else { ". " });
        out.push_str(part);
    }
    out
}

/// "Developer, then Lead Developer": what somebody became.
fn became(piece: &str) -> Option<&str> {
    ["then ", "later ", "now "].iter().find_map(|word| piece.strip_prefix(word)).filter(|title| names_job(title))
}

/// The title, the organization and the line of the title.
fn name(document: &Document, head: Range<usize>, dated: usize, at: &Range<usize>) -> (String, String, usize) {
    let pieces = pieces(document, head, dated, at);
    let last = pieces.iter().rposition(|p| !p.aside && became(&p.text).is_some());
    let title = last.or_else(|| pieces.iter().position(|p| names_job(&p.text))).unwrap_or(0);
    let fits = |k: &usize| {
        pieces.get(*k).is_some_and(|p| {
            *k != title && !names_job(&p.text) && p.text.split_whitespace().count() <= 8 && !is_remark(&p.text)
        })
    };
    // "CA, USA", and what stands before them in the same line, is where it was.
    let place = |k: usize| {
        let at = |k: usize| pieces.get(k).is_some_and(|p| is_place(&p.text));
        let same_line = pieces.get(k).map(|p| p.line) == pieces.get(k + 1).map(|p| p.line);
        at(k) || same_line && at(k + 1)
    };
    let aside = |k: usize| pieces.get(k).is_some_and(|p| p.aside);
    let all = || (0..pieces.len()).filter(fits);
    let chosen =
        all().find(|&k| !aside(k) && !place(k)).or_else(|| all().find(|&k| !aside(k))).or_else(|| all().next());
    let organization = chosen.and_then(|k| pieces.get(k)).map(|p| p.text.clone()).unwrap_or_default();
    match pieces.get(title) {
        Some(p) => (became(&p.text).unwrap_or(&p.text).to_owned(), organization, p.line),
        None => (String::new(), organization, dated),
    }
}

/// Whether a piece is a state or country.
fn is_place(piece: &str) -> bool {
    const STATES: &str = "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND \
        OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC USA US UK U.S U.S.A";
    const COUNTRIES: &[&str] = &[
        "germany",
        "france",
        "spain",
        "italy",
        "netherlands",
        "the netherlands",
        "canada",
        "india",
        "ireland",
        "switzerland",
        "austria",
        "belgium",
        "portugal",
        "poland",
        "sweden",
        "norway",
        "denmark",
        "finland",
        "australia",
        "brazil",
        "mexico",
        "singapore",
        "japan",
        "china",
        "turkey",
        "united states",
        "s.korea",
        "south korea",
        "united kingdom",
    ];
    STATES.split_whitespace().any(|s| s == piece) || COUNTRIES.contains(&piece.to_lowercase().as_str())
}

fn is_remark(piece: &str) -> bool {
    let lower = piece.to_lowercase();
    [
        "remote",
        "full-time",
        "part-time",
        "full time",
        "part time",
        "hybrid",
        "contract",
        "permanent",
        "evenings",
        "self-employed",
        "freelance",
        "expected",
        "paid",
        "now",
        "before",
        "earlier",
        "currently",
        "previously",
        "role",
        "position",
        "title",
        "company",
        "employer",
        "client",
        "senior",
        "junior",
        "first line",
        "second line",
        "third line",
    ]
    .iter()
    .any(|r| lower == *r)
        || lower.strip_prefix("level ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
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
