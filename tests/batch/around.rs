//! What stands around a batch: lines on standard input, what a coach opens, progress, interrupts.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::sandbox::{Sandbox, TODAY, posting, resume, well};

#[test]
fn a_stream_answers_line_by_line() {
    let sandbox = Sandbox::of(2, 2);
    let mut child = sandbox
        .command(&["batch", "--stream", TODAY[0], TODAY[1]])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut to = child.stdin.take().unwrap();
    let mut from = BufReader::new(child.stdout.take().unwrap());
    let mut ask = |line: &str| -> Value {
        writeln!(to, "{line}").unwrap();
        to.flush().unwrap();
        let mut answer = String::new();
        from.read_line(&mut answer).unwrap();
        serde_json::from_str(&answer).unwrap()
    };
    // Each answer comes before the next line is sent.
    let paths = ask(r#"{"id": 7, "job": {"path": "jd/job-000.txt"}, "resume": {"path": "cv/team-0/cv-000.txt"}}"#);
    assert_eq!(paths["id"], 7);
    let alone = sandbox.run(&["tailor", "jd/job-000.txt", "cv/team-0/cv-000.txt", "--json", TODAY[0], TODAY[1]]);
    assert_eq!(paths["result"], serde_json::from_slice::<Value>(&alone.stdout).unwrap());
    let line = serde_json::json!({"id": {"a": 1}, "job": {"text": posting(0)}, "resume": {"text": resume(0)}});
    let texts = ask(&line.to_string());
    assert_eq!(texts["id"]["a"], 1);
    assert_eq!(texts["result"]["questions"], paths["result"]["questions"]);
    for (line, id) in [
        ("not json", Value::Null),
        (r#"{"id": "x", "job": {"path": "jd/job-000.txt"}}"#, "x".into()),
        (r#"{"id": "y", "job": {"path": "gone"}, "resume": {"text": "short"}}"#, "y".into()),
        (r#"{"id": "z", "job": {"path": "jd/job-000.txt"}, "resume": {"text": "short"}}"#, "z".into()),
    ] {
        let answer = ask(line);
        assert_eq!(answer["id"], id, "{answer}");
        assert!(answer["error"].is_string(), "{answer}");
    }
    assert!(
        ask(r#"{"id": 8, "job": {"path": "jd/job-001.txt"}, "resume": {"path": "cv/team-1/cv-001.txt"}}"#)["result"]
            .is_object()
    );
    drop(to);
    assert!(child.wait().unwrap().success());
}

// Windows has no such names.
#[cfg(unix)]
#[test]
fn what_a_coach_opens_is_safe() {
    let sandbox = Sandbox::of(2, 2);
    sandbox.file("cv/<script>alert(1)<!--.txt", resume(5).as_bytes());
    sandbox.file("cv/=cmd\"x.txt", resume(6).as_bytes());
    well(&sandbox.batch("out", &["--format", "text"]));
    let page = fs::read_to_string(sandbox.path("out/cohort.html")).unwrap();
    assert!(!page.contains("<script") && page.contains("&lt;script&gt;"));
    for outside in ["http:", "https:", "src=", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("<caption>") && page.contains("scope=\"row\"") && page.contains("scope=\"col\""));
    for link in page.split("href=\"").skip(1).map(|l| l.split('"').next().unwrap()) {
        let mut bytes = Vec::new();
        let mut rest = link.bytes();
        while let Some(byte) = rest.next() {
            if byte == b'%' {
                let hex: Vec<u8> = rest.by_ref().take(2).collect();
                bytes.push(u8::from_str_radix(std::str::from_utf8(&hex).unwrap(), 16).unwrap());
            } else {
                bytes.push(byte);
            }
        }
        assert!(sandbox.path("out").join(String::from_utf8(bytes).unwrap()).is_file(), "{link}");
    }
    let summary = fs::read_to_string(sandbox.path("out/summary.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(summary.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 8);
    assert!(rows.iter().any(|r| &r[1] == "'=cmd\"x.txt"));
    for rows in rows.chunks(4) {
        let fits: Vec<f64> = rows.iter().map(|r| r[2].parse().unwrap()).collect();
        assert!(fits.windows(2).all(|f| f[0] >= f[1]), "{fits:?}");
    }
    let cohort: Value = serde_json::from_slice(&fs::read(sandbox.path("out/cohort.json")).unwrap()).unwrap();
    assert_eq!(cohort["resumes"].as_array().unwrap().len(), 4);
    assert!(cohort["topics"][0]["resumes"][0]["priority"].is_number());
}

#[test]
fn progress_is_plain_where_asked_for_and_silent_in_a_pipe() {
    let sandbox = Sandbox::of(1, 2);
    assert!(sandbox.batch("silent", &[]).stderr.is_empty());
    let said = String::from_utf8(sandbox.batch("plain", &["--progress", "plain"]).stderr).unwrap();
    assert!(said.lines().any(|l| l.starts_with("pairs: 2 of 2, 0 failed, ")), "{said}");
    assert!(sandbox.batch("quiet", &["--progress", "plain", "--quiet"]).stderr.is_empty());
}

#[cfg(unix)]
#[test]
fn an_interrupt_says_how_to_go_on() {
    let sandbox = Sandbox::of(40, 100);
    let mut child = sandbox
        .command(&["batch", "--jobs", "jd", "--resumes", "cv", "--out", "out", TODAY[0], TODAY[1]])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(700));
    let id = child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let mut said = String::new();
    std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{said}");
    assert!(said.starts_with("error: interrupted after ") && said.contains("run the same command again"), "{said}");
    let text = fs::read_to_string(sandbox.path("out/results.jsonl")).unwrap_or_default();
    assert!(text.is_empty() || text.ends_with('\n'));
}
