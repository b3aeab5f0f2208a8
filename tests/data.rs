//! The data that ships: complete, consistent, and with an index that belongs to it.
//!
//! `JOBFIT_BLESS=1 cargo test --test data` writes what is generated: `data/index.bin` and `data/schema/*.json`.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jobfit::bank::source::{self, Entry, Finding};
use jobfit::bank::{Bank, check, known};
use jobfit::catalogue;
use jobfit::rank::index;
use jobfit::vocabulary::Vocabulary;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn bless() -> bool {
    std::env::var_os("JOBFIT_BLESS").is_some()
}

/// Compares a generated file with what is in the tree, or writes it.
fn generated(path: &Path, bytes: &[u8]) {
    if bless() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let there = std::fs::read(path).unwrap_or_default();
    assert!(there == bytes, "{} is out of date; run JOBFIT_BLESS=1 cargo test --test data", path.display());
}

fn bank_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { bank_files(&path, out) } else { out.push(path) }
    }
    out.sort();
}

fn entries() -> (Vec<Entry>, Vec<Finding>) {
    let mut files = Vec::new();
    bank_files(&root().join("data/bank"), &mut files);
    let mut findings = Vec::new();
    let mut entries = Vec::new();
    for file in files {
        let topic = file.file_stem().and_then(|s| s.to_str()).and_then(catalogue::topic).map(|t| t.id);
        let text = std::fs::read_to_string(&file).unwrap();
        let name = file.strip_prefix(root()).unwrap().display().to_string();
        entries.extend(source::parse(&name, topic, &text, &mut findings));
    }
    (entries, findings)
}

#[test]
fn the_bank_has_no_findings() {
    let vocabulary = Vocabulary::shipped().unwrap();
    let (entries, mut findings) = entries();
    let resolve = |name: &str| vocabulary.by_name(name).map(|s| s.id().to_owned());
    findings.extend(check::references(&entries, &known(&resolve)));
    findings.extend(check::near_duplicates(&entries));
    let lines: Vec<String> =
        findings.iter().map(|f| format!("{}:{}: {} [{}]", f.file, f.line, f.message, f.code)).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn a_finding_names_file_line_and_mend() {
    let text = "# Caching\n\n## Bad Id\nKind: quiz\nLevel: mid\n\nToo short.\n\nStrong answer:\n- One\n\nFollow-ups:\n- Why?\n";
    let mut findings = Vec::new();
    source::parse("caching.md", Some("caching"), text, &mut findings);
    let codes: Vec<&str> = findings.iter().map(|f| f.code).collect();
    assert_eq!(codes, ["question-id", "question-kind", "question-length", "question-points"]);
    assert!(findings.iter().all(|f| f.file == "caching.md" && f.line == 3 && f.message.len() > 20));
}

#[test]
fn near_duplicates_are_found() {
    let text = |id: &str, words: &str| {
        format!(
            "## {id}\nKind: design\nLevel: mid\nTopic: caching\n\n{words}\n\nStrong answer:\n- a b c d e\n- b\n- c\n\nFollow-ups:\n- Why?\n"
        )
    };
    let first = "Your product page reads a price that changes twice a day, and sales wants a change to show within five seconds.";
    let second = "Your product page reads a price that changes twice a day, and marketing wants a change to show within ten seconds.";
    let mut findings = Vec::new();
    let entries = source::parse("own.md", None, &(text("own-a", first) + &text("own-b", second)), &mut findings);
    assert_eq!(findings, []);
    let duplicates = check::near_duplicates(&entries);
    assert_eq!(duplicates.iter().map(|f| (f.code, f.line)).collect::<Vec<_>>(), [("near-duplicate", 15)]);
}

#[test]
fn every_topic_has_a_dozen_questions() {
    let bank = Bank::shipped().unwrap();
    let mut counts: BTreeMap<&str, usize> = catalogue::topic_ids().map(|t| (t, 0)).collect();
    for question in bank.questions() {
        *counts.entry(question.topic).or_default() += 1;
    }
    let short: Vec<_> = counts.iter().filter(|(_, n)| **n < 12).collect();
    assert!(short.is_empty(), "{short:?}");
    assert!(bank.questions().len() >= 1400, "{} questions", bank.questions().len());
}

#[test]
fn a_hundred_and_fifty_technologies_have_three_questions_each() {
    let bank = Bank::shipped().unwrap();
    let vocabulary = Vocabulary::shipped().unwrap();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for question in bank.questions() {
        for skill in &question.skills {
            *counts.entry(skill).or_default() += 1;
        }
    }
    let technologies = counts.iter().filter(|(id, n)| **n >= 3 && vocabulary.by_id(id).is_some_and(|s| !s.is_method()));
    assert!(technologies.clone().count() >= 150, "{} technologies", technologies.count());
}

#[test]
fn the_backend_guide_has_all_situations() {
    let bank = Bank::shipped().unwrap();
    let role = catalogue::role("backend-engineer").unwrap();
    for topic in ["distributed-systems", "databases", "caching", "api-design", "observability", "security"] {
        let marked =
            bank.questions().iter().filter(|q| q.topic == topic && q.guide.iter().any(|r| r == role.id)).count();
        assert_eq!(marked, 4, "{topic}");
    }
}

#[test]
fn every_guide_is_complete() {
    let bank = Bank::shipped().unwrap();
    for role in catalogue::roles() {
        let guide = jobfit::guide::of(role, &bank, false);
        assert!(guide.intro.len() > 200 && !guide.phrase.is_empty() && !guide.audience.is_empty(), "{}", role.id);
        assert_eq!(guide.sections.len(), role.topics.len(), "{}", role.id);
        for section in &guide.sections {
            assert!(section.text.len() > 80, "{} {}: no text", role.id, section.topic);
            assert!(
                (4..=6).contains(&section.questions.len()),
                "{} {}: {}",
                role.id,
                section.topic,
                section.questions.len()
            );
        }
        assert!(guide.prepare.len() >= 4 && guide.related.len() >= 2, "{}", role.id);
        let counted: usize = guide.sections.iter().map(|s| s.questions.len()).sum();
        assert!(guide.fast_answers[0].answer.contains(&format!("{counted} questions")), "{}", role.id);
    }
}

#[test]
fn the_vocabulary_is_as_large_as_promised() {
    let vocabulary = Vocabulary::shipped().unwrap();
    let skills: Vec<_> = vocabulary.all().filter(|s| s.kind() != "field").collect();
    let aliases: usize = skills.iter().map(|s| s.aliases().len()).sum();
    assert!(skills.len() >= 2000, "{} skills", skills.len());
    assert!(aliases >= 6000, "{aliases} aliases");
}

#[test]
fn the_index_belongs_to_the_bank() {
    let packed = index::packed(&Bank::shipped().unwrap()).unwrap();
    assert_eq!(packed, index::packed(&Bank::shipped().unwrap()).unwrap(), "the same bank gives the same bytes");
    generated(&root().join("data/index.bin"), &packed);
}

#[test]
fn the_schemas_are_those_of_the_types() {
    for name in jobfit::report::schema::NAMES {
        let schema = jobfit::report::schema::of(name).unwrap();
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        generated(&root().join(format!("data/schema/{name}.json")), text.as_bytes());
    }
}
