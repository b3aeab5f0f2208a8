//! The guides as text, Markdown, HTML and JSON, and the site: links resolve, numbers are right, words stay words.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};

use jobfit::bank::{Bank, source};
use jobfit::catalogue;
use jobfit::guide::text::Style;
use jobfit::guide::{self, Format, site};
use jobfit::report::terminal::Paint;
use jobfit::vocabulary::Vocabulary;
use regex::Regex;

fn pages() -> BTreeMap<String, String> {
    let files = site::files(&Bank::shipped().unwrap(), false, "");
    files.into_iter().map(|f| (f.name, f.text)).collect()
}

fn all<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
    let pattern = Regex::new(pattern).unwrap();
    pattern.captures_iter(text).filter_map(|c| c.get(1)).map(|m| m.as_str()).collect()
}

fn style() -> Style {
    Style { columns: 80, paint: Paint::new(false), points: true }
}

#[test]
fn the_site_has_an_index_a_page_a_role_and_a_sitemap() {
    let pages = pages();
    assert_eq!(pages.len(), catalogue::roles().len() + 2);
    let index = &pages["index.html"];
    for role in catalogue::roles() {
        assert!(index.contains(&format!("href=\"{}.html\"", role.id)), "{}", role.id);
        assert!(pages["sitemap.xml"].contains(&format!("<loc>{}.html</loc>", role.id)), "{}", role.id);
    }
}

#[test]
fn links_resolve_and_ids_stand_once() {
    let pages = pages();
    for (name, text) in pages.iter().filter(|p| p.0.ends_with(".html")) {
        let ids = all(r#"\bid="([^"]+)""#, text);
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name}: an id stands twice");
        for link in all(r#"\bhref="([^"]+)""#, text).into_iter().filter(|l| *l != "data:,") {
            match link.split_once('#') {
                Some(("", id)) => assert!(unique.contains(id), "{name}: {link}"),
                _ => assert!(pages.contains_key(link), "{name}: {link}"),
            }
        }
        // Nothing is fetched, run or sent.
        for never in ["src=", "http-equiv=\"refresh\"", "<form", "<iframe", "<script>", "@import", "url(", " onclick"] {
            assert!(!text.contains(never), "{name}: {never}");
        }
        assert!(text.contains("Content-Security-Policy") && text.contains("default-src 'none'"), "{name}");
        assert_eq!(all("(<link rel=\"canonical\")", text).len(), 1, "{name}");
        assert_eq!(all("(<h1)", text).len(), 1, "{name}");
        let description = all(r#"<meta name="description" content="([^"]+)""#, text);
        assert!(description[0].len() > 60, "{name}");
    }
    let descriptions: BTreeSet<&str> =
        pages.values().flat_map(|t| all(r#"<meta name="description" content="([^"]+)""#, t)).collect();
    assert_eq!(descriptions.len(), pages.len() - 1, "two pages have the same description");
}

#[test]
fn data_for_search_engines_reads_and_numbers_are_counted() {
    let bank = Bank::shipped().unwrap();
    let pages = pages();
    let mut shown: BTreeSet<String> = BTreeSet::new();
    for role in catalogue::roles() {
        let text = &pages[&format!("{}.html", role.id)];
        let guide = guide::of(role, &bank, false);
        shown.extend(guide.sections.iter().flat_map(|s| &s.questions).map(|q| q.id.clone()));
        let cards = all(r#"<li id="q-([^"]+)""#, text);
        assert_eq!(cards.len(), guide.questions, "{}", role.id);
        assert!(text.contains(&format!("{} questions on {} topics", cards.len(), guide.sections.len())), "{}", role.id);
        let blocks: Vec<serde_json::Value> = all(r#"(?s)<script type="application/ld\+json">(.*?)</script>"#, text)
            .into_iter()
            .map(|b| serde_json::from_str(b).unwrap())
            .collect();
        let types: Vec<&str> = blocks.iter().map(|b| b["@type"].as_str().unwrap()).collect();
        assert_eq!(types, ["FAQPage", "BreadcrumbList"], "{}", role.id);
        let questions = blocks[0]["mainEntity"].as_array().unwrap();
        assert_eq!(questions.len(), guide.questions + guide.fast_answers.len(), "{}", role.id);
        assert!(questions.iter().all(|q| q["acceptedAnswer"]["text"].as_str().is_some_and(|t| t.len() > 20)));
    }
    let index = &pages["index.html"];
    let figures = all(r"<strong>([0-9,]+)</strong>", index);
    let topics: BTreeSet<&str> = catalogue::roles().iter().flat_map(|r| r.topics.iter().copied()).collect();
    assert_eq!(figures[0], catalogue::roles().len().to_string());
    assert_eq!(figures[1], topics.len().to_string());
    assert_eq!(figures[2].replace(',', ""), shown.len().to_string());
}

#[test]
fn a_base_makes_addresses_absolute_and_links_stay_relative() {
    let files = site::files(&Bank::shipped().unwrap(), false, "https://example.org/g/");
    let page = files.iter().find(|f| f.name == "data-engineer.html").unwrap();
    assert!(page.text.contains("<link rel=\"canonical\" href=\"https://example.org/g/data-engineer.html\">"));
    assert!(page.text.contains("<a href=\"index.html\">"));
    let sitemap = files.iter().find(|f| f.name == "sitemap.xml").unwrap();
    assert_eq!(all("<loc>(https://example.org/g/[a-z-]+.html)</loc>", &sitemap.text).len(), 21);
}

#[test]
fn every_format_holds_every_question_and_the_same_bytes_come_twice() {
    let bank = Bank::shipped().unwrap();
    let role = catalogue::role("backend-engineer").unwrap();
    let guide = guide::of(role, &bank, false);
    for format in Format::ALL {
        let write = || {
            let mut out = Vec::new();
            format.write(&guide, style(), &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let text = write();
        assert_eq!(text, write());
        let squeezed = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
        let flat = squeezed(&text);
        for question in guide.sections.iter().flat_map(|s| &s.questions) {
            let start: String =
                question.text.split([',', '.', '"', '\'', '`', '*', '_', '&', '<', '?']).next().unwrap().to_owned();
            assert!(flat.contains(&squeezed(&start)), "{}: {start}", format.name());
        }
        if format == Format::Text {
            assert!(text.lines().all(|l| l.chars().count() <= 80));
        }
    }
}

#[test]
fn what_a_bank_says_stays_text() {
    let evil = "A cache holds \"x\" </script><script>alert(1)</script> <img src=x onerror=alert(2)> & 'y' [a](javascript:b) \u{202e}\u{1b}[31m **now** what do you do about it?";
    let mut text = String::from("# Caching\n");
    for i in 0..4 {
        text.push_str(&format!(
            "\n## evil-{i}\nKind: design\nLevel: mid\n\n{evil}\n\nStrong answer:\n- {evil}\n- b\n- c\n\nFollow-ups:\n- {evil}\n\nWeak answer: {evil}\n"
        ));
    }
    let mut findings = Vec::new();
    let entries = source::parse("caching.md", Some("caching"), &text, &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    let bank = Bank::of(&entries, &Vocabulary::shipped().unwrap()).unwrap();
    let guide = guide::of(catalogue::role("backend-engineer").unwrap(), &bank, true);
    for format in [Format::Html, Format::Markdown, Format::Text] {
        let mut out = Vec::new();
        format.write(&guide, style(), &mut out).unwrap();
        let said = String::from_utf8(out).unwrap();
        assert!(said.contains("A cache holds"));
        assert!(!said.contains('\u{202e}') && !said.contains('\u{1b}'), "{}", format.name());
        if format != Format::Text {
            assert!(!said.contains("<script>") && !said.contains("<img"), "{}", format.name());
            assert!(!said.contains("href=\"javascript"), "{}", format.name());
        }
        if format == Format::Markdown {
            assert!(!said.contains("[a](javascript"));
        }
        if format == Format::Html {
            for block in all(r#"(?s)<script type="application/ld\+json">(.*?)</script>"#, &said) {
                let value: serde_json::Value = serde_json::from_str(block).unwrap();
                assert_eq!(value["@type"], "FAQPage");
            }
            assert_eq!(said.matches("</script>").count(), 1);
        }
    }
}

#[test]
fn the_command_writes_the_site_once() {
    let dir = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_jobfit")).args(args).current_dir(dir.path()).output().unwrap()
    };
    let output = run(&["guide", "--all", "--out", "site", "--base-url", "https://example.org"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(std::fs::read_dir(dir.path().join("site")).unwrap().count(), 22);
    assert_eq!(run(&["guide", "--all", "--out", "site"]).status.code(), Some(1));
    assert!(run(&["guide", "--all", "--out", "site", "--force"]).status.success());
    for wrong in ["javascript:x", "example.org", "https://", "https://x/\"y"] {
        assert_eq!(run(&["guide", "--all", "--out", "other", "--base-url", wrong]).status.code(), Some(2), "{wrong}");
    }
    assert!(!dir.path().join("other").exists());
    let page = run(&["guide", "data-engineer", "--format", "html"]);
    assert!(page.stdout.starts_with(b"<!doctype html>"));
}
