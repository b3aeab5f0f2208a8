//! Which part of a posting or section of a resume a heading opens, from the lists in `data/cues`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::cues::Phrases;
use crate::document::Document;
use crate::read::draft::LineKind;

/// A part of a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Before any heading, or under one that says nothing.
    Unknown,
    /// What is needed.
    Required,
    /// What would be a plus.
    Preferred,
    /// What is expressly not asked for.
    NotNeeded,
    /// The work.
    Duties,
    /// The tools of the team.
    Stack,
    /// Who one would work with.
    Team,
    /// How they interview and hire.
    Process,
    /// What they offer.
    Benefits,
    /// Equal opportunity, privacy, how to apply.
    Legal,
    /// The company.
    About,
}

/// A section of a resume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Section {
    /// Name, contact, whatever stands above the first heading.
    Head,
    /// Positions held.
    Experience,
    /// Projects.
    Projects,
    /// Schools and degrees.
    Education,
    /// Lists of skills.
    Skills,
    /// Certificates.
    Certificates,
    /// Courses.
    Courses,
    /// Publications and talks.
    Publications,
    /// Voluntary work, activities, teaching, service.
    Volunteering,
    /// A summary of oneself.
    Summary,
    /// Languages people speak.
    Languages,
    /// Hobbies and the rest.
    Interests,
    /// Awards and grants.
    Awards,
    /// People who can be asked.
    References,
    /// How to reach the person.
    Contact,
}

impl Section {
    /// The name that `read` prints.
    pub fn name(self) -> &'static str {
        match self {
            Section::Head => "head",
            Section::Experience => "experience",
            Section::Projects => "projects",
            Section::Education => "education",
            Section::Skills => "skills",
            Section::Certificates => "certificates",
            Section::Courses => "courses",
            Section::Publications => "publications",
            Section::Volunteering => "volunteering",
            Section::Summary => "summary",
            Section::Languages => "languages",
            Section::Interests => "interests",
            Section::Awards => "awards",
            Section::References => "references",
            Section::Contact => "contact",
        }
    }
}

impl Part {
    /// The name that `read` prints.
    pub fn name(self) -> &'static str {
        match self {
            Part::Unknown => "body",
            Part::Required => "required",
            Part::Preferred => "preferred",
            Part::NotNeeded => "not-needed",
            Part::Duties => "duties",
            Part::Stack => "stack",
            Part::Team => "team",
            Part::Process => "process",
            Part::Benefits => "benefits",
            Part::Legal => "legal",
            Part::About => "about",
        }
    }
}

const POSTING: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/cues/headings-posting.txt"));
const RESUME: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/cues/headings-resume.txt"));

/// The phrases of sections in the order of the file, by their first word.
type Sections = HashMap<&'static str, Vec<(Section, Vec<&'static str>)>>;

fn phrases(text: &'static str, named: impl Fn(&str) -> Option<Section>) -> Sections {
    let mut out = Sections::new();
    for (name, list) in text.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once('|')) {
        let Some(section) = named(name.trim()) else { continue };
        for phrase in list.split(',').map(|p| p.split_whitespace().collect::<Vec<_>>()) {
            if let Some(first) = phrase.first().copied() {
                out.entry(first).or_default().push((section, phrase));
            }
        }
    }
    out
}

fn posting_phrases() -> &'static Phrases {
    static PARSED: OnceLock<Phrases> = OnceLock::new();
    PARSED.get_or_init(|| Phrases::parse(POSTING))
}

/// The parts in the order of the file: on a tie, the earlier one wins.
const PARTS: &[Part] = &[
    Part::NotNeeded,
    Part::Preferred,
    Part::Required,
    Part::Duties,
    Part::Stack,
    Part::Process,
    Part::Benefits,
    Part::Legal,
    Part::Team,
    Part::About,
];

fn resume_phrases() -> &'static Sections {
    static PARSED: OnceLock<Sections> = OnceLock::new();
    PARSED.get_or_init(|| {
        let all = [
            Section::Experience,
            Section::Projects,
            Section::Education,
            Section::Skills,
            Section::Certificates,
            Section::Courses,
            Section::Publications,
            Section::Volunteering,
            Section::Summary,
            Section::Languages,
            Section::Interests,
            Section::Awards,
            Section::References,
            Section::Contact,
        ];
        phrases(RESUME, |name| all.into_iter().find(|s| s.name() == name))
    })
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .replace('’', "'")
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '-'))
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

fn begins(words: &[String], phrase: &[&str]) -> bool {
    words.len() >= phrase.len() && words.iter().zip(phrase).all(|(a, b)| a == b)
}

/// The most words that a heading has.
const HEADING_WORDS: usize = 9;

/// The part that a heading's words open: the one with the longest phrase in them.
pub fn part_of(heading: &str) -> Option<Part> {
    let count = heading.split_whitespace().count();
    if count == 0 || count > HEADING_WORDS + 3 {
        return None;
    }
    // "Person specification: desirable"
    if let Some(part) = heading.split_once(':').and_then(|(_, tail)| part_of(tail)) {
        return Some(part);
    }
    let lower = heading.to_lowercase();
    let mut best: Option<(usize, usize)> = None;
    for found in posting_phrases().find(&lower) {
        // The stack of a "full-stack engineer" is no heading's.
        if lower.get(..found.at.start).is_some_and(|b| b.ends_with('-')) {
            continue;
        }
        let Some(place) = PARTS.iter().position(|p| p.name() == found.class) else { continue };
        let length = lower.get(found.at).map_or(0, |t| t.split([' ', '-']).count());
        if best.is_none_or(|(longest, at)| length > longest || (length == longest && place < at)) {
            best = Some((length, place));
        }
    }
    let part = best.and_then(|(_, place)| PARTS.get(place)).copied();
    let has = |list: &[&str]| words(&lower).iter().any(|w| list.contains(&w.as_str()));
    match part {
        // "Not needed, though we'd be glad"
        Some(Part::NotNeeded) if has(&["but", "though", "although"]) => Some(Part::Preferred),
        // "What nobody will ask of you"
        Some(Part::Required) if has(&["nobody", "never", "won't"]) => Some(Part::NotNeeded),
        part => part,
    }
}

/// The part of what is marked as a heading but has no known phrase in it: "You", "Us", "What nobody here will make you do".
pub fn part_by_word(heading: &str) -> Option<Part> {
    let words = words(heading);
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["you"] => Some(Part::Required),
        ["us" | "we"] => Some(Part::About),
        words => {
            let denies = |w: &&str| matches!(*w, "not" | "never" | "without" | "nobody") || w.ends_with("n't");
            // "Handy, not more" denies nothing that would be asked.
            let speaks = |w: &&str| matches!(*w, "what" | "who" | "you" | "we" | "us" | "this" | "here");
            (words.iter().any(denies) && words.iter().any(speaks)).then_some(Part::NotNeeded)
        }
    }
}

/// Whether a line says nothing but the name of a part that asks for something: "Qualifications", "Key responsibilities".
pub fn names_part(line: &str) -> bool {
    let lower = line.trim().trim_end_matches(':').to_lowercase();
    let whole = 0..lower.len();
    posting_phrases().find(&lower).iter().any(|f| {
        f.at == whole && matches!(f.class, "required" | "preferred" | "duties") && lower.split_whitespace().count() <= 4
    })
}

/// The section that a line opens: one whose words are all phrases of sections, joined by words such as "and".
pub fn section_of(heading: &str) -> Option<Section> {
    // "Selected publications (of 41)"
    let words = words(heading.split('(').next().unwrap_or(heading));
    if words.is_empty() || words.len() > HEADING_WORDS {
        return None;
    }
    const JOINING: &[&str] = &[
        "and",
        "&",
        "of",
        "the",
        "my",
        "und",
        "et",
        "y",
        "selected",
        "relevant",
        "other",
        "additional",
        "key",
        "meine",
        "mes",
        "a",
        "earlier",
        "previous",
        "recent",
        "current",
        "prior",
        "further",
    ];
    let mut rest = words.as_slice();
    let mut first: Option<Section> = None;
    while let Some(word) = rest.first() {
        let longest = resume_phrases()
            .get(word.as_str())
            .into_iter()
            .flatten()
            .map(|(section, phrase)| (phrase.len(), *section, phrase))
            .filter(|(_, _, p)| begins(rest, p))
            .max_by_key(|(n, _, _)| *n);
        match longest {
            Some((n, section, _)) => {
                first.get_or_insert(section);
                rest = rest.get(n..).unwrap_or_default();
            }
            None if JOINING.contains(&word.as_str()) => rest = rest.get(1..).unwrap_or_default(),
            None => return None,
        }
    }
    first
}

/// Whether line `i` looks like a heading, from what the source says or from how it is written.
pub fn looks_like_heading(document: &Document, i: usize) -> bool {
    let text = document.line(i);
    let count = text.split_whitespace().count();
    if count == 0 || count > HEADING_WORDS {
        return false;
    }
    match document.kind(i) {
        LineKind::Heading(_) => true,
        LineKind::Bullet(_) => false,
        LineKind::Row if text.contains('|') => false,
        LineKind::Row | LineKind::Text => {
            let bare = text.trim_end_matches(':').trim();
            if bare.ends_with(['.', ',', ';']) {
                return false;
            }
            let capitals = bare.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            text.ends_with(':')
                || capitals
                || (bare.ends_with('?') && count <= 7)
                || document.lines.get(i).is_some_and(|l| l.gap_before)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_by_the_longest_phrase() {
        assert_eq!(part_of("What we don't ask for"), Some(Part::NotNeeded));
        assert_eq!(part_of("What you don't need"), Some(Part::NotNeeded));
        assert_eq!(part_of("What we ask"), Some(Part::Required));
        assert_eq!(part_of("What would help"), Some(Part::Preferred));
        assert_eq!(part_of("Preferred qualifications:"), Some(Part::Preferred));
        assert_eq!(part_of("WHAT WILL HELP YOU STAND OUT (PREFERRED)"), Some(Part::Preferred));
        assert_eq!(part_of("WHAT YOU WILL NEED (REQUIRED)"), Some(Part::Required));
        assert_eq!(part_of("The job in a nutshell"), Some(Part::Duties));
        assert_eq!(part_of("What you get"), Some(Part::Benefits));
        assert_eq!(part_of("Das bringst du mit"), Some(Part::Required));
        assert_eq!(part_of("Who we are"), Some(Part::About));
        assert_eq!(part_by_word("You"), Some(Part::Required));
        assert_eq!(part_by_word("What nobody here will make you do"), Some(Part::NotNeeded));
        assert_eq!(part_by_word("Engineering at Example"), None);
        assert_eq!(part_of("WHAT YOU'D HAVE ON YOUR PLATE"), Some(Part::Duties));
        assert_eq!(part_of("Who we think would enjoy this"), Some(Part::Required));
        assert_eq!(part_of("And who might not"), Some(Part::NotNeeded));
        assert_eq!(part_of("Not needed, though we'd smile"), Some(Part::Preferred));
        assert_eq!(part_of("Person specification: desirable"), Some(Part::Preferred));
        assert_eq!(part_of("Similar jobs"), Some(Part::Legal));
        assert_eq!(part_of("Engineering at Example"), None);
    }

    #[test]
    fn sections_need_all_their_words() {
        assert_eq!(section_of("WORK EXPERIENCE"), Some(Section::Experience));
        assert_eq!(section_of("Skills & Tools"), Some(Section::Skills));
        assert_eq!(section_of("Teaching and Activities"), Some(Section::Volunteering));
        assert_eq!(section_of("Experience with Kafka"), None);
        assert_eq!(section_of("Berufserfahrung"), Some(Section::Experience));
        assert_eq!(section_of("Grants and prizes"), Some(Section::Awards));
    }
}
