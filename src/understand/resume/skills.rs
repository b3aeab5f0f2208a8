//! Each skill that a resume shows or names: how strong its evidence is, where it stands, in which entries it was used.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::owners;
use super::positions::Entry;
use crate::document::Document;
use crate::terms::Evidence;
use crate::understand::Named;
use crate::understand::dates::Month;
use crate::understand::headings::{Section, section_of};
use crate::vocabulary::guard::{Mention, Place};
use crate::vocabulary::{SkillIx, Vocabulary};

/// A skill of a resume.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Which.
    pub named: Named,
    /// Demonstrated or listed.
    pub evidence: Evidence,
    /// Indexes of the dated entries in which it was used.
    pub entries: Vec<usize>,
    /// The last month in which it was used.
    pub last_used: Option<Month>,
    /// The lines that show it, the strongest first, 0-based.
    pub lines: Vec<usize>,
}

/// Gathers the skills, by id.
pub fn gather(
    document: &Document,
    sections: &[Section],
    entries: &[Entry],
    vocabulary: &Vocabulary,
    today: Month,
) -> Vec<Shown> {
    let mut found: BTreeMap<Named, Found> = BTreeMap::new();
    let listed = listed(document, sections, vocabulary);
    for (line, &section) in sections.iter().enumerate() {
        if matches!(section, Section::Languages | Section::References | Section::Contact) {
            continue;
        }
        let text = document.line(line);
        let heading = !document.is_bullet(line) && section_of(text).is_some();
        if text.is_empty() || heading {
            continue;
        }
        let hobby = section == Section::Interests && !is_about_computers(text);
        let place = Place { list: section == Section::Skills || is_labelled_list(text), item: false };
        let scan = vocabulary.scan(text);
        let mut mentions = scan.mentions(vocabulary, place);
        if entries.iter().rposition(|e| e.lines.contains(&line)).is_some_and(|e| tells(entries, e, line)) {
            mentions.extend(scan.told(vocabulary));
            mentions.extend(scan.called(vocabulary, &|skill| listed.contains(&skill)));
        }
        if hobby {
            mentions.retain(|m| text.get(m.start..m.end).is_some_and(is_made_up));
        }
        if mentions.is_empty() {
            continue;
        }
        let foreign = if place.list { owners::wished(text) } else { owners::not_own(text) };
        let entry = entries.iter().rposition(|e| e.lines.contains(&line));
        let head = entry.and_then(|e| entries.get(e)).filter(|e| e.head.contains(&line));
        for mention in &mentions {
            if foreign.iter().any(|r| r.contains(&mention.start)) {
                continue;
            }
            let named_by_title = head
                .is_some_and(|e| matches!(e.section, Section::Experience | Section::Projects | Section::Volunteering))
                && !place.list;
            // What follows a project's name in its head is what it was made of.
            let made_of = head.is_some_and(|e| e.section == Section::Projects) && after_name(text, mention.start);
            if named_by_title && !made_of && !names_tools(text, mention, &mentions, &scan_pieces(text)) {
                continue;
            }
            if mention.field {
                // A certificate names what it is about.
                let implied: Vec<_> = vocabulary.get(mention.skill).map(|s| s.implies().collect()).unwrap_or_default();
                for named in implied.into_iter().filter_map(|ix| Named::listed(vocabulary, ix)) {
                    found.entry(named).or_default().named_on.push(line);
                }
                continue;
            }
            let Some(named) = Named::listed(vocabulary, mention.skill) else { continue };
            let slot = found.entry(named).or_default();
            match entry.filter(|&e| entries.get(e).is_some_and(demonstrates)) {
                Some(e) => {
                    slot.used_in.insert(e);
                    slot.used_on.push(line);
                }
                None => slot.named_on.push(line),
            }
        }
    }
    with_implied(&mut found, vocabulary);
    found.into_iter().map(|(named, f)| f.into_shown(named, entries, today)).collect()
}

/// What the lists of skills name.
fn listed(document: &Document, sections: &[Section], vocabulary: &Vocabulary) -> BTreeSet<SkillIx> {
    let lines = (0..sections.len()).filter(|&i| sections.get(i) == Some(&Section::Skills)).map(|i| document.line(i));
    lines
        .flat_map(|line| vocabulary.scan(line).mentions(vocabulary, Place { list: true, item: false }))
        .map(|mention| mention.skill)
        .collect()
}

/// Whoever used RHEL used Linux: where a skill is named by itself too, it was used wherever something that implies it was.
fn with_implied(found: &mut BTreeMap<Named, Found>, vocabulary: &Vocabulary) {
    let mut shares: Vec<(Named, BTreeSet<usize>, Vec<usize>)> = Vec::new();
    for (named, own) in found.iter().filter(|(_, f)| !f.used_in.is_empty()) {
        let Some(skill) = named.ix.and_then(|ix| vocabulary.get(ix)) else { continue };
        for implied in skill.implies().filter_map(|ix| Named::listed(vocabulary, ix)) {
            shares.push((implied, own.used_in.clone(), own.used_on.clone()));
        }
    }
    for (named, used_in, used_on) in shares {
        if let Some(slot) = found.get_mut(&named) {
            slot.used_in.extend(used_in);
            slot.used_on.extend(used_on);
        }
    }
}

#[derive(Default)]
struct Found {
    used_in: BTreeSet<usize>,
    used_on: Vec<usize>,
    named_on: Vec<usize>,
}

impl Found {
    fn into_shown(self, named: Named, entries: &[Entry], today: Month) -> Shown {
        let last_used = self
            .used_in
            .iter()
            .filter_map(|&e| entries.get(e))
            .filter_map(|e| e.span)
            .map(|s| s.end.map_or(today, |end| end.min(today)))
            .max();
        let mut lines = self.used_on;
        lines.extend(self.named_on);
        let mut seen = BTreeSet::new();
        lines.retain(|l| seen.insert(*l));
        let evidence = if self.used_in.is_empty() { Evidence::Listed } else { Evidence::Demonstrated };
        Shown { named, evidence, entries: self.used_in.into_iter().collect(), last_used, lines }
    }
}

/// Whether what an entry names was used in it: dated work, projects, publications, voluntary work.
fn demonstrates(entry: &Entry) -> bool {
    entry.span.is_some()
        && matches!(
            entry.section,
            Section::Experience | Section::Projects | Section::Publications | Section::Volunteering
        )
}

/// Whether a line tells what was done in an entry.
fn tells(entries: &[Entry], entry: usize, line: usize) -> bool {
    entries.get(entry).is_some_and(|e| demonstrates(e) && !e.head.contains(&line))
}

/// Whether a line about free time speaks of tinkering with computers, where a name is one of a tool.
fn is_about_computers(text: &str) -> bool {
    const TINKERING: &[&str] = &[
        "home lab",
        "homelab",
        "home server",
        "server",
        "code",
        "coding",
        "program",
        "app ",
        "apps",
        "linux",
        "raspberry",
        "arduino",
        "open source",
        "open-source",
        "electronics",
        "3d print",
        "robot",
        "hackathon",
        "website",
        "self-host",
        "automation",
        "docker",
    ];
    let lower = text.to_lowercase();
    TINKERING.iter().any(|t| lower.contains(t))
}

/// Whether no plain word is written so: `Three.js`, `PostgreSQL`, `ESP32`.
fn is_made_up(name: &str) -> bool {
    let inner = name.split(' ').any(|word| {
        let mut chars = word.chars();
        let first = chars.next().is_some_and(char::is_alphabetic);
        let rest = chars.as_str();
        first
            && (rest.contains('.') || rest.chars().any(|c| c.is_ascii_digit()) || rest.chars().any(char::is_uppercase))
            && rest.chars().any(char::is_lowercase)
    });
    inner && name.chars().count() > 3
}

/// `Technologies: Go, Kafka` inside an entry: a list of names.
fn is_labelled_list(text: &str) -> bool {
    const LABELS: &[&str] = &[
        "technologies",
        "technology",
        "tech stack",
        "stack",
        "tools",
        "tech",
        "skills",
        "environment",
        "built with",
        "technologies used",
        "tools used",
        "key skills",
        "languages",
        "frameworks",
        "technologien",
        "environnement technique",
    ];
    text.split_once(':').is_some_and(|(label, _)| LABELS.contains(&label.trim().to_lowercase().as_str()))
}

/// Whether a place in the head of a project stands behind its name.
fn after_name(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|before| before.contains([',', '|', '·', ':', '(', '—']) || before.contains(" – "))
}

/// The pieces of a head line, between what separates title, organization and dates.
fn scan_pieces(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if matches!(c, '|' | '\t' | '·' | '—' | '–' | ';' | '(' | ')' | '.') {
            out.push(start..at);
            start = at + c.len_utf8();
        }
    }
    out.push(start..text.len());
    out
}

/// Whether a mention in the head of an entry is meant as a tool: in a job's title, or in a list of at least two. A name of a
/// company ("Java Junction Café") is neither.
fn names_tools(text: &str, mention: &Mention, all: &[Mention], pieces: &[Range<usize>]) -> bool {
    let Some(piece) = pieces.iter().find(|p| p.contains(&mention.start)) else { return false };
    let together = all.iter().filter(|m| piece.contains(&m.start)).count();
    let words = text.get(piece.clone()).unwrap_or_default();
    if together >= 2 {
        let covered: usize = all.iter().filter(|m| piece.contains(&m.start)).map(|m| m.end - m.start).sum();
        return covered * 2 >= words.trim().len();
    }
    const TITLES: &[&str] = &[
        "developer",
        "engineer",
        "programmer",
        "administrator",
        "analyst",
        "consultant",
        "architect",
        "designer",
        "specialist",
        "lead",
        "manager",
        "tester",
    ];
    let title_part = words.split(',').scan(piece.start, |at, part| {
        let range = *at..*at + part.len();
        *at += part.len() + 1;
        Some((range, part))
    });
    title_part.filter(|(range, _)| range.contains(&mention.start)).any(|(_, part)| {
        let lower = part.to_lowercase();
        TITLES.iter().any(|t| lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == *t))
    })
}
