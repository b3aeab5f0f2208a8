//! The formats of a report, all on the same value: what they look like, and that a document's words stay words in each.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::date;
use jobfit::report::terminal::is_command;
use jobfit::report::value::Tailored;
use jobfit::report::{Format, Options};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The example of the contract, with a plan, a made question, alternatives and code.
fn sample() -> Value {
    let mut value: Value = serde_json::from_str(include_str!("contract/tailor.example.json")).unwrap();
    value["plan"] = json!([
        { "day": 1, "minutes": 45, "topic": "containers", "questions": ["containers-rollout-stuck"], "why": "priority 0.81" },
        { "day": 1, "minutes": 20, "topic": "databases", "questions": [], "why": "priority 0.4" },
        { "day": 2, "minutes": 330, "topic": "databases", "questions": ["bridge-kafka"], "why": "priority 0.4" },
    ]);
    let bridge = json!({
        "rank": 2, "id": "bridge-kafka", "text": "They use Kafka; you used RabbitMQ. What does `acks=all` give you?",
        "topic": "messaging", "kind": "gap", "level": "senior", "source": "both", "score": 0.5,
        "because": [
            { "kind": "gap", "document": "resume", "line": 18, "text": "no Kafka; RabbitMQ instead: Replaced polling by RabbitMQ" },
        ],
        "strong_answer": ["Says what `min.insync.replicas` adds"], "follow_ups": [],
    });
    value["questions"].as_array_mut().unwrap().push(bridge);
    let gap = |name: &str, evidence: &str| {
        json!({ "skill": name.to_lowercase(), "name": name, "strength": "preferred", "evidence": evidence, "priority": 0.2,
            "group": 1, "why": format!("a plus on line 30; nothing shows {name}") })
    };
    value["gaps"].as_array_mut().unwrap().extend([gap("Kafka", "missing"), gap("Pulsar", "listed")]);
    value
}

fn written(format: Format, value: &Value) -> String {
    let value: Tailored = serde_json::from_value(value.clone()).unwrap();
    let options = Options { today: date(2026, 11, 30), bank: 1594, ..Options::default() };
    let mut out = Vec::new();
    format.report().write(&value, &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// What stands between two marks.
fn between<'t>(text: &'t str, open: &str, close: &str) -> &'t str {
    let from = text.find(open).unwrap() + open.len();
    &text[from..from + text[from..].find(close).unwrap()]
}

#[test]
fn markdown() {
    insta::assert_snapshot!(written(Format::Markdown, &sample()));
}

#[test]
fn csv() {
    let text = written(Format::Csv, &sample());
    assert!(text.lines().count() == text.matches("\r\n").count());
    insta::assert_snapshot!(text.replace("\r\n", "\n"));
}

#[test]
fn anki() {
    insta::assert_snapshot!(written(Format::Anki, &sample()));
}

#[test]
fn ics() {
    insta::assert_snapshot!(written(Format::Ics, &sample()).replace("\r\n", "\n"));
}

#[test]
fn html() {
    let page = written(Format::Html, &sample());
    // Style and script have their own files; the policy changes with them.
    let body = &page[page.find("<body>").unwrap()..page.find("<dialog").unwrap()];
    insta::assert_snapshot!(body);
}

#[test]
fn every_format_writes_something_else() {
    let mut all: Vec<String> = Format::ALL.iter().map(|f| written(*f, &sample())).collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), Format::ALL.len());
    assert!(all.iter().all(|text| !text.is_empty()));
}

#[test]
fn the_policy_allows_the_style_and_the_script_of_the_page_and_nothing_else() {
    let page = written(Format::Html, &sample());
    let digest = |open: &str, close: &str| {
        format!("&#39;sha256-{}&#39;", STANDARD.encode(Sha256::digest(between(&page, open, close).as_bytes())))
    };
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    assert_eq!(
        policy,
        format!(
            "default-src &#39;none&#39;; style-src {}; script-src {}; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;",
            digest("<style>", "</style>"),
            digest("<script>", "</script>")
        )
    );
    assert_eq!(page.matches("<script").count(), 1);
    // Nothing runs or paints outside of the two.
    assert!(!page.contains(" style=") && !page.contains(" onclick=") && !page.contains("innerHTML"));
}

#[test]
fn a_calendar_needs_a_plan() {
    let mut value = sample();
    assert_eq!(Format::Ics.report().lacks(&serde_json::from_value(value.clone()).unwrap()), None);
    value["plan"] = json!([]);
    let value: Tailored = serde_json::from_value(value).unwrap();
    assert!(Format::Ics.report().lacks(&value).unwrap().contains("--hours"));
    assert!(Format::Ics.report().write(&value, &Options::default(), &mut Vec::new()).is_err());
    for format in Format::ALL.into_iter().filter(|f| *f != Format::Ics) {
        assert_eq!(format.report().lacks(&value), None);
    }
}

#[test]
fn calendar_lines_are_folded_within_75_octets_and_not_within_a_character() {
    let mut value = sample();
    value["job"]["title"] = json!("日本語の役職名".repeat(20));
    let text = written(Format::Ics, &value);
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\n', '\r']), "{line:?}");
    }
    assert!(text.replace("\r\n ", "").contains(&"日本語の役職名".repeat(20)));
}

#[test]
fn the_short_form_is_short() {
    let mut value = sample();
    let questions = value["questions"].as_array_mut().unwrap();
    for rank in 3..=12 {
        let mut question = questions[0].clone();
        question["rank"] = json!(rank);
        question["id"] = json!(format!("q-{rank}"));
        questions.push(question);
    }
    let value: Tailored = serde_json::from_value(value).unwrap();
    let count = |brief: bool| {
        let mut out = Vec::new();
        Format::Csv.report().write(&value, &Options { brief, ..Options::default() }, &mut out).unwrap();
        String::from_utf8(out).unwrap().lines().count() - 1
    };
    assert_eq!((count(true), count(false)), (10, 12));
}

/// Fields whose values are words of the contract and no document's.
const OURS: [&str; 10] =
    ["strength", "evidence", "level", "kind", "document", "start", "end", "last_used", "schema_version", "code"];

/// The sample with every text replaced, as if a document or a bank had said it.
fn saying(text: &str) -> Value {
    fn replace(value: &mut Value, key: &str, text: &str) {
        match value {
            Value::String(old) => {
                let ours = OURS.contains(&key) || (key == "source" && matches!(old.as_str(), "bank" | "both"));
                if !ours {
                    text.clone_into(old);
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|item| replace(item, key, text)),
            Value::Object(fields) => fields.iter_mut().for_each(|(key, value)| replace(value, key, text)),
            _ => {}
        }
    }
    let mut value = sample();
    replace(&mut value, "", text);
    value
}

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)> ' onmouseover='alert(1)",
    "</title></style></textarea></script><!-- --><![CDATA[ & &lt;",
    "red \u{1b}[31m bell \u{7} back \u{8} nul \u{0} c1 \u{9b}31m",
    "right to left \u{202e}gpj.exe\u{2066}\u{2069} \u{200b}\u{feff}\u{e0041}",
    "[click](javascript:alert(1)) ![x](https://evil.example/a.png)",
    "<https://evil.example> https://evil.example www.evil.example a@evil.example",
    "# heading",
    "- item *bold* __bold__ ~~gone~~ $x$",
    "1. item",
    "| a | b | \\| c",
    "``` fence ` ~~~",
    "line\r\nBEGIN:VEVENT\r\nSUMMARY:x\n\n# heading\n| a |\u{2028}b",
    "tab\there\tand\tthere",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "a;=1+1,=2,\"=3\"",
];

#[test]
fn no_control_or_bidi_character_of_a_document_passes() {
    for text in HOSTILE {
        for format in Format::ALL.into_iter().filter(|f| *f != Format::Json) {
            let out = written(format, &saying(text));
            let own = if format == Format::Anki { "\n\t" } else { "\n" };
            let out = if matches!(format, Format::Csv | Format::Ics) { out.replace("\r\n", "\n") } else { out };
            let bad = out.chars().find(|c| is_command(*c) && !own.contains(*c));
            assert_eq!(bad, None, "{format:?} of {text:?}");
        }
    }
}

/// Tags and the names of their attributes, in order; `code` is what the program makes of backticks.
fn skeleton(markup: &str) -> Vec<String> {
    let tags = markup.split('<').skip(1).map(|rest| &rest[..rest.find('>').unwrap_or(rest.len())]);
    let names = |tag: &str| {
        // What is quoted is a value; the rest are names.
        let bare: Vec<&str> = tag.split('"').step_by(2).collect();
        bare.join("")
    };
    tags.map(names).filter(|t| t != "code" && t != "/code").collect()
}

#[test]
fn markup_never_reaches_html_or_anki() {
    for format in [Format::Html, Format::Anki] {
        let expected = skeleton(&written(format, &saying("plain words")));
        for text in HOSTILE {
            assert_eq!(skeleton(&written(format, &saying(text))), expected, "{format:?} of {text:?}");
        }
    }
}

#[test]
fn a_link_is_never_made_of_a_document() {
    for text in HOSTILE {
        let page = written(Format::Html, &saying(text));
        for (at, _) in page.match_indices("href=\"") {
            let to = &page[at + 6..];
            assert!(to.starts_with('#') || to.starts_with("data:,\""), "{text:?}");
        }
        assert!(!page.contains(" src=\""));
    }
}

/// What Markdown would read as markup: the line's beginning and every special character that is not escaped.
fn marks(line: &str) -> String {
    let mut out = String::new();
    let mut chars = line.replace("<!-- -->", "").chars().collect::<Vec<_>>().into_iter().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            // Code is inert up to its end.
            '`' => while chars.next().is_some_and(|c| c != '`') {},
            '<' | '>' | '[' | ']' | '|' | '*' | '_' | '~' | '&' | '!' | '$' => out.push(c),
            _ => {}
        }
    }
    let digits = line.trim_start_matches("### ").trim_start_matches(|c: char| c.is_ascii_digit());
    let lead = line.chars().next().filter(|c| "#-+=>:".contains(*c) || digits.starts_with(". "));
    let _ = write!(out, " {lead:?}");
    out
}

#[test]
fn markup_never_reaches_markdown() {
    let shape = |text: &str| written(Format::Markdown, &saying(text)).lines().map(marks).collect::<Vec<_>>();
    let expected = shape("plain words");
    for text in HOSTILE {
        assert_eq!(shape(text), expected, "{text:?}");
        let out = written(Format::Markdown, &saying(text));
        assert!(!out.contains("https://") && !out.contains("www.") && !out.contains("a@evil"), "{text:?}");
    }
}

/// The rows and cells of a CSV text.
fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let row = rows.last_mut().unwrap();
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => row.last_mut().unwrap().extend(chars.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => rows.push(vec![String::new()]),
            c => row.last_mut().unwrap().push(c),
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]), "ends with a line end");
    rows
}

#[test]
fn a_cell_never_begins_a_formula() {
    for text in HOSTILE {
        let rows = rows(&written(Format::Csv, &saying(text)));
        assert_eq!(rows.len(), 3);
        for row in rows {
            assert_eq!(row.len(), 9, "{text:?}");
            assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])), "{row:?}");
        }
    }
}

#[test]
fn an_anki_line_always_has_its_six_columns_and_is_no_comment() {
    for text in HOSTILE.iter().chain(&["#tags column:1", "Deck::Sub"]) {
        let out = written(Format::Anki, &saying(text));
        let notes: Vec<&str> = out.lines().skip_while(|l| l.starts_with('#')).collect();
        assert_eq!(notes.len(), 2, "{text:?}");
        for note in notes {
            let columns: Vec<&str> = note.split('\t').collect();
            assert_eq!(columns.len(), 6, "{text:?}");
            assert_eq!((columns[0], columns[1].matches("::").count()), ("Basic", 1));
            assert!(!columns[2].contains(' '));
        }
    }
}

#[test]
fn a_calendar_holds_only_its_own_properties() {
    let names = |text: &str| {
        let out = written(Format::Ics, &saying(text)).replace("\r\n ", "");
        out.lines().map(|line| line.split(':').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let expected = names("plain words");
    for text in HOSTILE {
        assert_eq!(names(text), expected, "{text:?}");
    }
}
