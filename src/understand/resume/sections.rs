//! Which section of a resume each line belongs to.

use std::collections::{HashMap, HashSet};

use crate::document::Document;
use crate::read::draft::LineKind;
use crate::understand::dates;
use crate::understand::headings::{Section, looks_like_heading, section_of};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::guard::Place;

use super::unworded::Unworded;

/// The section of each line. A heading belongs to the section it opens.
pub fn assign(document: &Document, vocabulary: &Vocabulary) -> Vec<Section> {
    let mut sections = Vec::with_capacity(document.lines.len());
    let mut current = Section::Head;
    let repeated = repeated_leads(document);
    let unworded = Unworded::of(document);
    for i in 0..document.lines.len() {
        // "Technologies: Kotlin, Room" under each of several jobs says what was used there.
        let of_work = matches!(current, Section::Experience | Section::Projects) && repeated.contains(&i);
        if of_work {
            sections.push(current);
            continue;
        }
        let said = opens(document, i, current, vocabulary);
        if let Some(section) = said.or_else(|| unworded.opens(document, i, current, vocabulary)) {
            current = section;
            sections.push(current);
            continue;
        }
        sections.push(own(document.line(i), current).unwrap_or(current));
    }
    if !sections.contains(&Section::Experience) {
        without_headings(document, &mut sections);
    }
    sections
}

/// Lines that begin with a label for skills ("Technologies:", "Tech stack:") which other lines begin with as well.
fn repeated_leads(document: &Document) -> HashSet<usize> {
    let mut by_lead: HashMap<String, Vec<usize>> = HashMap::new();
    for i in 0..document.lines.len() {
        let Some((lead, _)) = document.line(i).split_once(':') else { continue };
        if lead.split_whitespace().count() <= 4 && section_of(lead) == Some(Section::Skills) {
            by_lead.entry(lead.trim().to_lowercase()).or_default().push(i);
        }
    }
    by_lead.into_values().filter(|lines| lines.len() > 1).flatten().collect()
}

/// The section that line `i` opens as a heading.
pub fn opens(document: &Document, i: usize, current: Section, vocabulary: &Vocabulary) -> Option<Section> {
    let text = document.line(i);
    if matches!(document.kind(i), LineKind::Bullet(_)) {
        return None;
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    let section = section_of(bare)?;
    let words = bare.split_whitespace().count();
    let written_as_one = looks_like_heading(document, i)
        || (words <= 4 && bare.chars().next().is_some_and(char::is_uppercase) && !text.ends_with(['.', ',']));
    if !written_as_one {
        return None;
    }
    // "Languages" and "Methods" above programming languages are labels of the list of skills.
    let next = document.line(i + 1);
    let names_skills =
        |least: usize| vocabulary.scan(next).mentions(vocabulary, Place { list: true, item: false }).len() >= least;
    match section {
        Section::Languages if names_skills(2) => Some(Section::Skills),
        Section::Summary | Section::Interests | Section::Courses
            if current == Section::Skills && names_skills(2) && words == 1 && section != Section::Interests =>
        {
            Some(Section::Skills)
        }
        _ => Some(section),
    }
}

/// The section of a line such as `Skills: Python, Go`, which carries its heading in front.
fn own(text: &str, current: Section) -> Option<Section> {
    let (lead, rest) = text.split_once(':')?;
    if rest.trim().is_empty() || lead.split_whitespace().count() > 4 {
        return None;
    }
    match section_of(lead)? {
        // A label of the list of skills: "Other: VMware, Linux".
        Section::Interests if current == Section::Skills => None,
        section @ (Section::Skills
        | Section::Interests
        | Section::Courses
        | Section::Certificates
        | Section::Awards) => Some(section),
        _ => None,
    }
}

/// A resume without a heading for work: dated lines and what follows them are taken for it.
fn without_headings(document: &Document, sections: &mut [Section]) {
    let mut inside = false;
    for (i, section) in sections.iter_mut().enumerate() {
        if !matches!(*section, Section::Head | Section::Summary) {
            inside = false;
            continue;
        }
        inside |= dates::spans(document.line(i)).iter().any(|s| s.range);
        if inside {
            *section = Section::Experience;
        }
    }
}
