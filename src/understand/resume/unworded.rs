//! Headings of a resume in words of the person's own: "Now", "Tools I would put my hand up for", "Apart from that". That a
//! line is one shows in how it is written, that is as the headings in known words are; what it opens, in what follows it.

use crate::document::Document;
use crate::read::draft::LineKind;
use crate::understand::dates;
use crate::understand::headings::{Section, looks_like_heading, section_of};
use crate::understand::posting::facts::names_a_job;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::guard::Place;

/// How a heading is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// As the source says, with its depth.
    Marked(u8),
    /// All in capitals.
    Capitals,
    /// Short, with space before it.
    Plain,
}

/// The headings of a document that are written as those in known words are.
pub struct Unworded {
    styles: Vec<Style>,
}

/// Skills that a line of a list names at least.
const LISTED: usize = 4;
/// Words of a heading at most, where nothing below tells what it opens.
const SHORT: usize = 5;
/// Lines below a heading that are looked at.
const BELOW: usize = 12;

impl Unworded {
    /// Learns how the document writes its headings.
    pub fn of(document: &Document) -> Self {
        let known = (0..document.lines.len()).filter(|&i| section_of(bare(document.line(i))).is_some());
        Unworded { styles: known.filter_map(|i| style(document, i)).collect() }
    }

    /// The section that line `i` opens, under a heading that no list has. `current` is the one before it.
    pub fn opens(&self, document: &Document, i: usize, current: Section, vocabulary: &Vocabulary) -> Option<Section> {
        let style = style(document, i).filter(|s| self.styles.contains(s))?;
        let below: Vec<&str> = (i + 1..document.lines.len())
            .take_while(|&k| self.ends(document, k, style))
            .take(BELOW)
            .map(|k| document.line(k))
            .collect();
        let dated = below.iter().any(|l| dates::spans(l).iter().any(|s| s.range));
        let names = |line: &&&str| {
            line.matches([',', ';', '·', '|']).count() + 1 >= LISTED
                && vocabulary.scan(line).mentions(vocabulary, Place { list: true, item: false }).len() >= LISTED
        };
        let first = bare(document.line(i)).split_whitespace().next().and_then(section_of);
        match first {
            Some(section @ (Section::Projects | Section::Experience)) if dated => return Some(section),
            Some(Section::Skills) if !dated && below.iter().any(|l| names(&l)) => return Some(Section::Skills),
            _ => {}
        }
        let words = document.line(i).split_whitespace().count();
        let studies = below.iter().take(2).any(|l| of_school(l));
        let at_work = matches!(current, Section::Experience | Section::Projects | Section::Volunteering);
        match style {
            _ if studies && dated && style != Style::Plain => Some(Section::Education),
            // A company's name may be written as a heading too.
            _ if dated => {
                (!at_work && current != Section::Education && style != Style::Plain).then_some(Section::Experience)
            }
            _ if below.iter().take(3).any(|l| names(&l)) => Some(Section::Skills),
            Style::Plain => None,
            // Without a date it is no work, whatever it is; but jobs and companies are written in capitals too, line by line.
            Style::Capitals if names_a_job(document.line(i)) || self::style(document, i - 1).is_some() => None,
            _ if words > SHORT => None,
            _ if at_work || current == Section::Education => Some(Section::Interests),
            _ => None,
        }
    }

    /// Whether line `k` still stands under a heading of that style.
    fn ends(&self, document: &Document, k: usize, of: Style) -> bool {
        style(document, k) != Some(of) && section_of(bare(document.line(k))).is_none()
    }
}

fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// How line `i` is written, where it may be a heading.
fn style(document: &Document, i: usize) -> Option<Style> {
    let text = document.line(i);
    // Above stand the name and how to reach the person.
    if i == 0 || !looks_like_heading(document, i) || text.chars().any(|c| c.is_ascii_digit() || matches!(c, '@' | '·'))
    {
        return None;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters >= 3 && text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase) {
        return Some(Style::Capitals);
    }
    if let LineKind::Heading(depth) = document.kind(i) {
        return Some(Style::Marked(depth));
    }
    let sentence = text.ends_with(['.', '!', '?']) || !text.starts_with(char::is_uppercase) || text.contains(',');
    (!sentence && document.lines.get(i).is_some_and(|l| l.gap_before)).then_some(Style::Plain)
}

/// Whether a line tells of a school.
fn of_school(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    ["university", "college", "bsc", "msc", "bachelor", "master", "diploma", "degree", "phd", "ba", "beng", "institute"]
        .iter()
        .any(|w| words.contains(w))
}

#[cfg(test)]
mod tests {
    use crate::read::Reader;
    use crate::understand::headings::Section;
    use crate::understand::resume::sections::assign;
    use crate::vocabulary::Vocabulary;

    const RESUME: &str = "\
Robin Example
robin@example.org

IN SHORT

I build the parts that nobody sees.

NOW

Developer, Acme Parcel, May 2020 - Present
- Built the parcel tracking service in Python

BEFORE

Junior Developer, Northwind, Jan 2018 - Apr 2020
- Kept the shop running

LEARNED

BSc Computing, University of Somewhere, 2014 - 2017

WHAT IS IN MY DRAWER

Python, Go, PostgreSQL, Docker, Kafka

APART FROM THAT

I sail, and I scrape rust off the trailer.
";

    #[test]
    fn sections_in_ones_own_words() {
        let document = Reader::default().read("cv.txt", RESUME.as_bytes()).unwrap();
        let sections = assign(&document, &Vocabulary::shipped().unwrap());
        let of = |words: &str| {
            let line = (0..document.lines.len()).find(|&i| document.line(i).contains(words));
            line.and_then(|i| sections.get(i)).copied()
        };
        assert_eq!(of("nobody sees"), Some(Section::Summary));
        assert_eq!(of("tracking service"), Some(Section::Experience));
        assert_eq!(of("shop running"), Some(Section::Experience));
        assert_eq!(of("BSc Computing"), Some(Section::Education));
        assert_eq!(of("Docker, Kafka"), Some(Section::Skills));
        assert_eq!(of("scrape rust"), Some(Section::Interests));
    }

    #[test]
    fn a_company_in_capitals_opens_nothing() {
        let text = "Robin Example\n\nEXPERIENCE\n\nACME PARCEL\nDeveloper, May 2020 - Present\n- Built it in Python\n\nNORTHWIND\nTester, Jan 2018 - Apr 2020\n- Tested it\n";
        let document = Reader::default().read("cv.txt", text.as_bytes()).unwrap();
        let sections = assign(&document, &Vocabulary::shipped().unwrap());
        let line = (0..document.lines.len()).find(|&i| document.line(i).contains("Tested it"));
        assert_eq!(line.and_then(|i| sections.get(i)), Some(&Section::Experience));
    }
}
