//! The command line as scripts and people meet it: exit statuses, where errors go, the same bytes for the same input.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const POSTING: &str = "\
Senior Backend Engineer
Northwind Freight · Remote

About us
Northwind Freight moves parcels. Our customers run on SAP and our finance team excels at Excel.

What you will do
- Build services in Go and run them on Kubernetes
- Review your colleagues' code

Requirements
- 5+ years of professional backend experience
- PostgreSQL, with an eye for slow queries
- Experience with Kafka, RabbitMQ or another message broker

Nice to have
- Terraform

We offer
- Dental insurance, stock options and a gym
";

const RESUME: &str = "\
Robin Example
robin@example.org

Experience

Backend Engineer, Acme Parcel, May 2020 - Present
- Built the parcel tracking service in Go; it answers 4,000 requests a second from PostgreSQL
- Moved 14 services to Docker Swarm
- Replaced polling by RabbitMQ and cut the delay from 40 s to 2 s

Junior Developer, Tiny Shop, Jan 2019 - April 2020
- Wrote the order import in Python

Skills
Go, Python, PostgreSQL, RabbitMQ, Docker, Terraform

Education
BSc Computer Science, Somewhere University, 2015 - 2018
";

struct Sandbox {
    dir: tempfile::TempDir,
}

impl Sandbox {
    fn new() -> Self {
        let sandbox = Sandbox { dir: tempfile::tempdir().unwrap() };
        sandbox.file("jd.txt", POSTING.as_bytes());
        sandbox.file("cv.txt", RESUME.as_bytes());
        sandbox
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jobfit"));
        command.args(args).current_dir(self.dir.path()).env_remove("SOURCE_DATE_EPOCH").env_remove("COLUMNS");
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).stdin(Stdio::null()).output().unwrap()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn json(output: &Output) -> serde_json::Value {
    assert!(output.status.success(), "{}", err(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

const TODAY: [&str; 2] = ["--today", "2026-11-15"];

#[test]
fn the_main_job_on_a_plain_pair() {
    let sandbox = Sandbox::new();
    let result = json(&sandbox.run(&["tailor", "jd.txt", "cv.txt", "--json", TODAY[0], TODAY[1]]));
    assert_eq!(result["schema_version"], 1);
    assert_eq!(result["job"]["title"], "Senior Backend Engineer");
    assert_eq!(result["job"]["company"], "Northwind Freight");
    assert_eq!(result["job"]["role"]["id"], "backend-engineer");
    assert_eq!(result["job"]["level"], "senior");
    assert_eq!(result["job"]["years_required"], 5.0);
    assert_eq!(result["resume"]["years"], 7.9);

    let skills = result["fit"]["skills"].as_array().unwrap();
    let of = |id: &str| skills.iter().find(|s| s["id"] == id).unwrap_or_else(|| panic!("{id} was not asked for"));
    assert_eq!(of("go")["evidence"], "demonstrated");
    assert_eq!(of("postgresql")["evidence"], "demonstrated");
    assert_eq!(of("kubernetes")["evidence"], "related");
    assert_eq!(of("terraform")["evidence"], "listed");
    assert_eq!(of("terraform")["strength"], "preferred");
    assert_eq!(of("code-review")["evidence"], "missing");
    // Perks and what the customers and the finance team use are no requirements.
    assert!(!skills.iter().any(|s| s["id"] == "sap" || s["id"] == "excel"));
    // RabbitMQ is enough for "Kafka, RabbitMQ or another".
    let gaps: Vec<&str> = result["gaps"].as_array().unwrap().iter().map(|g| g["skill"].as_str().unwrap()).collect();
    assert!(gaps.contains(&"kubernetes") && gaps.contains(&"terraform"));
    assert!(!gaps.contains(&"kafka") && !gaps.contains(&"rabbitmq"));
    // Each reason with a line quotes that line.
    for question in result["questions"].as_array().unwrap() {
        for because in question["because"].as_array().unwrap() {
            let Some(line) = because["line"].as_u64() else { continue };
            let text = if because["document"] == "job" { POSTING } else { RESUME };
            let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
            let there = lines[usize::try_from(line).unwrap() - 1].trim_start_matches("- ");
            let said = because["text"].as_str().unwrap();
            assert!(there.contains(said) || said.contains(there), "line {line}: {said:?} is not {there:?}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_everywhere() {
    let sandbox = Sandbox::new();
    let args = ["tailor", "jd.txt", "cv.txt", "--json", TODAY[0], TODAY[1]];
    let first = sandbox.run(&args).stdout;
    for (name, value) in
        [("LANG", "tr_TR.UTF-8"), ("TZ", "Pacific/Kiritimati"), ("HOME", "/nonexistent"), ("XDG_CACHE_HOME", "/proc")]
    {
        let again = sandbox.command(&args).env(name, value).output().unwrap().stdout;
        assert_eq!(first, again, "{name}={value}");
    }
    let absent = sandbox.command(&args).env_clear().output().unwrap();
    assert_eq!(first, absent.stdout, "without any environment");
    let elsewhere =
        Command::new(env!("CARGO_BIN_EXE_jobfit")).args(args).current_dir(sandbox.dir.path()).output().unwrap();
    assert_eq!(first, elsewhere.stdout);
}

#[test]
fn present_means_today() {
    let sandbox = Sandbox::new();
    let years = |args: &[&str], epoch: Option<&str>| {
        let mut command = sandbox.command(&[&["tailor", "jd.txt", "cv.txt", "--json"], args].concat());
        if let Some(epoch) = epoch {
            command.env("SOURCE_DATE_EPOCH", epoch);
        }
        json(&command.output().unwrap())["resume"]["years"].as_f64().unwrap()
    };
    assert_eq!(years(&["--today", "2024-12-31"], None), 6.0);
    assert_eq!(years(&[], Some("1735689600")), 6.1, "January 2025");
    assert_eq!(years(&["--today", "2024-12-31"], Some("1893456000")), 6.0, "the option decides");
}

#[test]
fn reports_validate_against_their_schemas() {
    let sandbox = Sandbox::new();
    let calls: [(&str, &[&str]); 5] = [
        ("tailor", &["tailor", "jd.txt", "cv.txt", "--json", "--explain", "--hours", "4"]),
        ("read", &["read", "cv.txt", "--json"]),
        ("skills", &["skills", "--json"]),
        ("bank", &["bank", "list", "--topic", "caching", "--json"]),
        ("guide", &["guide", "backend-engineer", "--json"]),
    ];
    for (name, args) in calls {
        let schema = json(&sandbox.run(&["schema", name]));
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        let validator = jsonschema::validator_for(&schema).unwrap();
        let value = json(&sandbox.run(args));
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
    }
    // The contract's own example.
    let schema = json(&sandbox.run(&["schema", "tailor"]));
    let example: serde_json::Value = serde_json::from_str(include_str!("contract/tailor.example.json")).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&example).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn parts_of_a_score_add_up() {
    let sandbox = Sandbox::new();
    let result = json(&sandbox.run(&["tailor", "jd.txt", "cv.txt", "--json", "--explain"]));
    for question in result["questions"].as_array().unwrap() {
        let parts = question["parts"].as_array().unwrap();
        assert!(!parts.is_empty());
        let sum: f64 = parts.iter().map(|p| p["weight"].as_f64().unwrap() * p["value"].as_f64().unwrap()).sum();
        let score = question["score"].as_f64().unwrap();
        assert!((sum.clamp(0.0, 1.0) - score).abs() < 0.006, "{}: {sum} is not {score}", question["id"]);
    }
}

#[test]
fn bad_input_is_a_line_that_says_what_to_do() {
    let sandbox = Sandbox::new();
    sandbox.file("empty.pdf", b"");
    sandbox.file("blank.txt", b"  \n\n ");
    sandbox.file("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 legacy word document, with more bytes behind");
    sandbox.file(
        "noise.bin",
        &(0u32..3000).flat_map(|i| i.wrapping_mul(2_654_435_761).to_le_bytes()).collect::<Vec<u8>>(),
    );
    sandbox.file("short.txt", b"Robin Example, developer");
    sandbox.file("photo.png", b"\x89PNG\r\n\x1a\n0000000000000000");
    fs::create_dir(sandbox.path("folder")).unwrap();
    let cases = [
        ("missing.pdf", "check the path"),
        ("folder", "folder"),
        ("empty.pdf", "empty"),
        ("blank.txt", "empty"),
        ("old.doc", "DOCX"),
        ("noise.bin", ";"),
        ("short.txt", "too few"),
        ("photo.png", ";"),
    ];
    for (name, hint) in cases {
        let output = sandbox.run(&["tailor", "jd.txt", name]);
        let said = err(&output);
        assert_eq!(output.status.code(), Some(1), "{name}: {said}");
        assert!(output.stdout.is_empty(), "{name}");
        assert!(said.starts_with("error: ") && said.contains(name) && said.contains(hint), "{name}: {said}");
        assert_eq!(said.lines().count(), 1, "{name}: {said}");
    }
}

#[test]
fn a_wrong_command_line_is_exit_2() {
    let sandbox = Sandbox::new();
    for args in [
        &["tailor", "-", "-"][..],
        &["tailor", "jd.txt"],
        &["tailor", "jd.txt", "cv.txt", "--format", "wurst"],
        &["tailor", "jd.txt", "cv.txt", "--today", "yesterday"],
        &["tailor", "jd.txt", "cv.txt", "--role", "wizard"],
        &["guide", "backend-enginer"],
        &["frobnicate"],
    ] {
        let output = sandbox.run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(err(&output).starts_with("error: "), "{args:?}: {}", err(&output));
    }
    assert!(err(&sandbox.run(&["guide", "backend-enginer"])).contains("did you mean backend-engineer"));
}

#[test]
fn doubts_are_warnings() {
    let sandbox = Sandbox::new();
    let swapped = sandbox.run(&["tailor", "cv.txt", "cv.txt"]);
    assert!(swapped.status.success());
    assert!(err(&swapped).contains("warning: cv.txt: this looks like a resume"), "{}", err(&swapped));
    sandbox.file("poem.txt", b"Shall I compare thee to a summer's day? Thou art more lovely and more temperate. Rough winds do shake the darling buds of May, and summer's lease hath all too short a date.");
    let poem = sandbox.run(&["tailor", "poem.txt", "cv.txt"]);
    assert!(poem.status.success());
    assert!(err(&poem).contains("warning: poem.txt: no requirement was found"), "{}", err(&poem));
    let result = json(&sandbox.run(&["tailor", "poem.txt", "cv.txt", "--json", "--quiet"]));
    assert_eq!(result["fit"]["score"], serde_json::Value::Null);
    assert_eq!(result["gaps"], serde_json::json!([]));
    assert!(sandbox.run(&["tailor", "poem.txt", "cv.txt", "--quiet"]).stderr.is_empty());
}

#[test]
fn standard_input_is_a_document() {
    let sandbox = Sandbox::new();
    let mut child = sandbox
        .command(&["tailor", "-", "cv.txt", "--json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(POSTING.as_bytes()).unwrap();
    let result = json(&child.wait_with_output().unwrap());
    assert_eq!(result["job"]["source"], "-");
    assert_eq!(result["job"]["role"]["id"], "backend-engineer");
}

#[test]
fn the_text_report_fits_and_is_plain_in_a_pipe() {
    let sandbox = Sandbox::new();
    for columns in ["80", "120", "50"] {
        let output =
            sandbox.command(&["tailor", "jd.txt", "cv.txt", "--points"]).env("COLUMNS", columns).output().unwrap();
        let text = out(&output);
        assert!(!text.contains('\u{1b}'), "no escape codes in a pipe");
        let widest = text.lines().map(|l| l.chars().count()).max().unwrap();
        assert!(widest <= columns.parse().unwrap(), "{widest} columns of {columns}");
        for part in ["LIKELY QUESTIONS", "GAPS", "REHEARSE", "Kubernetes", "(posting, line"] {
            assert!(text.contains(part), "{part}");
        }
    }
    let always = sandbox.run(&["tailor", "jd.txt", "cv.txt", "--color", "always"]);
    assert!(out(&always).contains('\u{1b}'));
}

#[test]
fn documents_cannot_command_the_terminal() {
    let sandbox = Sandbox::new();
    let evil = POSTING
        .replace("Terraform", "Terraform \u{1b}]0;owned\u{7}\u{202e}")
        .replace("Northwind Freight ·", "Evil\u{1b}[2J Corp ·");
    sandbox.file("evil.txt", evil.as_bytes());
    let output = sandbox.run(&["tailor", "evil.txt", "cv.txt"]);
    let text = out(&output) + &err(&output);
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{text}");
}

#[test]
fn files_are_written_whole_or_not_at_all() {
    let sandbox = Sandbox::new();
    let args = ["tailor", "jd.txt", "cv.txt", "--json", "-o", "out.json"];
    assert!(sandbox.run(&args).status.success());
    let first = fs::read(sandbox.path("out.json")).unwrap();
    let again = sandbox.run(&args);
    assert_eq!(again.status.code(), Some(1));
    assert!(err(&again).contains("--force"), "{}", err(&again));
    assert!(sandbox.run(&[&args[..], &["--force"]].concat()).status.success());
    assert_eq!(fs::read(sandbox.path("out.json")).unwrap(), first);
    let nowhere = sandbox.run(&["tailor", "jd.txt", "cv.txt", "-o", "no/such/folder/out.txt"]);
    assert_eq!(nowhere.status.code(), Some(1));
    assert!(err(&nowhere).contains("does not exist"));
    let left: Vec<_> = fs::read_dir(sandbox.dir.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!left.iter().any(|n| Path::new(n).extension().is_some_and(|e| e == "tmp")), "{left:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let sandbox = Sandbox::new();
    let mut child =
        sandbox.command(&["skills", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(output.stderr.is_empty());
}

#[test]
fn filters_and_exclusions_hold() {
    let sandbox = Sandbox::new();
    let ids = |value: &serde_json::Value| -> Vec<String> {
        value["questions"].as_array().unwrap().iter().map(|q| q["id"].as_str().unwrap().to_owned()).collect()
    };
    let all = ids(&json(&sandbox.run(&["tailor", "jd.txt", "cv.txt", "--json"])));
    assert_eq!(all.len(), 15);
    sandbox.file("done.txt", all[..5].join("\n").as_bytes());
    let rest = ids(&json(&sandbox.run(&["tailor", "jd.txt", "cv.txt", "--json", "--exclude", "done.txt"])));
    assert!(rest.iter().all(|id| !all[..5].contains(id)));
    let databases = json(&sandbox.run(&["tailor", "jd.txt", "cv.txt", "--json", "--topic", "databases", "--top", "5"]));
    assert!(databases["questions"].as_array().unwrap().iter().all(|q| q["topic"] == "databases"));
}

#[test]
fn ones_own_skills_and_questions_count() {
    let sandbox = Sandbox::new();
    sandbox.file("own.txt", b"parceldb | ParcelDB | database | databases | parcel db | sql | relational-database |\n");
    let jd = POSTING.replace("- PostgreSQL, with an eye for slow queries", "- ParcelDB");
    sandbox.file("own-jd.txt", jd.as_bytes());
    let result = json(&sandbox.run(&["tailor", "own-jd.txt", "cv.txt", "--json", "--skills", "own.txt"]));
    let found = result["fit"]["skills"].as_array().unwrap().iter().find(|s| s["id"] == "parceldb").unwrap().clone();
    assert_eq!(found["evidence"], "related", "PostgreSQL could be swapped in");

    let question = "# Own\n\n## databases-own-ledger\nKind: design\nLevel: senior\nTopic: databases\nSkills: PostgreSQL\n\nYour ledger in PostgreSQL grows by 40 million rows a day and the auditors want every balance as of any minute of the last seven years. What do you build?\n\nStrong answer:\n- States the grain of the ledger\n- Compares snapshots with sums\n- Says what it costs to keep\n\nFollow-ups:\n- What would you delete?\n";
    sandbox.file("own.md", question.as_bytes());
    let result = json(&sandbox.run(&["tailor", "jd.txt", "cv.txt", "--json", "--bank", "own.md", "--only-bank"]));
    assert!(result["questions"].as_array().unwrap().iter().any(|q| q["id"] == "databases-own-ledger"));
    let both = json(&sandbox.run(&["bank", "list", "--json", "--bank", "own.md"]));
    let shipped = json(&sandbox.run(&["bank", "list", "--json"]));
    let (both, shipped) = (both["questions"].as_array().unwrap(), shipped["questions"].as_array().unwrap());
    assert_eq!(both.len(), shipped.len() + 1);
    assert!(shipped.iter().all(|q| both.contains(q)), "the bank that ships stays as it is, skills included");
    let checked = sandbox.run(&["bank", "check", "own.md"]);
    assert!(checked.status.success(), "{}", out(&checked));
    sandbox.file("bad.md", question.replace("Kind: design", "Kind: quiz").as_bytes());
    let checked = sandbox.run(&["bank", "check", "bad.md"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(out(&checked).contains("bad.md:3:") && out(&checked).contains("[question-kind]"), "{}", out(&checked));
}

#[test]
fn the_bank_can_be_listed_shown_and_searched() {
    let sandbox = Sandbox::new();
    let list = json(&sandbox.run(&["bank", "list", "--topic", "caching", "--kind", "debug", "--json"]));
    let questions = list["questions"].as_array().unwrap();
    assert!(!questions.is_empty() && questions.iter().all(|q| q["topic"] == "caching" && q["kind"] == "debug"));
    let found = json(&sandbox.run(&["bank", "search", "rate", "limiter", "token", "bucket", "--json"]));
    assert!(found["questions"][0]["text"].as_str().unwrap().to_lowercase().contains("limit"));
    let id = questions[0]["id"].as_str().unwrap();
    assert!(out(&sandbox.run(&["bank", "show", id])).contains("A strong answer"));
    assert_eq!(sandbox.run(&["bank", "show", "no-such-question"]).status.code(), Some(2));
}

#[test]
fn the_guide_counts_its_questions() {
    let sandbox = Sandbox::new();
    let guide = json(&sandbox.run(&["guide", "backend-engineer", "--json"]));
    let counted: usize =
        guide["sections"].as_array().unwrap().iter().map(|s| s["questions"].as_array().unwrap().len()).sum();
    assert_eq!(guide["questions"], counted);
    let all = json(&sandbox.run(&["guide", "backend-engineer", "--all-questions", "--json"]));
    assert!(all["questions"].as_u64().unwrap() as usize > counted);
    assert!(out(&sandbox.run(&["guide"])).lines().count() == 20);
}
