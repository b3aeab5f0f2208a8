//! What the head of an entry names: the title, who the work was for, and where it was.

use std::ops::Range;

use crate::document::Document;
use crate::understand::headings::section_of;
use crate::understand::jobs::JOBS;

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
pub(super) fn name(
    document: &Document,
    head: Range<usize>,
    dated: usize,
    at: &Range<usize>,
) -> (String, String, usize) {
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

/// Whether a text names a job.
pub(super) fn names_job(text: &str) -> bool {
    const MORE: &[&str] = &[
        "leader",
        "internship",
        "fellow",
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
        "professor",
        "instructor",
        "postdoc",
        "ceo",
        "operator",
        "editor",
        "writer",
        "partner",
        "engineering",
    ];
    let job = |w: &str| JOBS.contains(&w) || MORE.contains(&w);
    text.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '-'))
        .any(|w| job(w) || w.strip_suffix('s').is_some_and(job))
}

/// A text without what separates it from its neighbours.
pub(super) fn words(text: &str) -> String {
    text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')').trim().to_owned()
}
