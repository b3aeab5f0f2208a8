//! Batches: the same bytes however often they are interrupted, one bad file a line, and what `tailor` would say of each pair.
#![allow(clippy::unwrap_used, reason = "what a test needs is there, or the test fails")]

mod again;
mod around;
mod sandbox;

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use sandbox::{Sandbox, TODAY, resume, same, well};

#[test]
fn each_pair_is_what_tailor_says_in_a_fixed_order() {
    let sandbox = Sandbox::of(4, 5);
    well(&sandbox.batch("full", &["--threads", "3"]));
    well(&sandbox.batch("one", &["--threads", "1"]));
    well(&sandbox.batch("brief", &["--detail", "brief"]));
    same(&sandbox.tree("full"), &sandbox.tree("one"));
    let (full, brief) = (sandbox.lines("full/results.jsonl"), sandbox.lines("brief/results.jsonl"));
    let names: Vec<(String, String)> = full
        .iter()
        .map(|l| (l["pair"]["job"].as_str().unwrap().to_owned(), l["pair"]["resume"].as_str().unwrap().to_owned()))
        .collect();
    let mut sorted = names.clone();
    sorted.sort();
    assert_eq!(names, sorted);
    assert_eq!(names.len(), 20);
    assert_eq!(names[1], ("job-000.txt".to_owned(), "team-0/cv-002.txt".to_owned()));
    for (line, brief) in full.iter().zip(&brief) {
        let (job, resume) = (line["pair"]["job"].as_str().unwrap(), line["pair"]["resume"].as_str().unwrap());
        let (job, resume) = (format!("jd/{job}"), format!("cv/{resume}"));
        let output = sandbox.run(&["tailor", &job, &resume, "--json", TODAY[0], TODAY[1]]);
        let mut alone: Value = serde_json::from_slice(&output.stdout).unwrap();
        // The sources are the paths below the folders.
        alone["job"]["source"] = line["job"]["source"].clone();
        alone["resume"]["source"] = line["resume"]["source"].clone();
        let mut told = line.clone();
        told.as_object_mut().unwrap().remove("pair");
        for warning in alone["warnings"].as_array_mut().unwrap() {
            let message = warning["message"].as_str().unwrap().replace("jd/", "").replace("cv/", "");
            warning["message"] = message.into();
        }
        assert_eq!(told, alone);
        assert_eq!(brief["pair"], line["pair"]);
        assert_eq!(brief["fit"], line["fit"]["score"]);
        let first = |list: &Value, key: &str| -> Vec<Value> {
            list.as_array().unwrap().iter().take(10).map(|v| v[key].clone()).collect()
        };
        assert_eq!(*brief["gaps"].as_array().unwrap(), first(&line["gaps"], "skill"));
        assert_eq!(*brief["topics"].as_array().unwrap(), first(&line["topics"], "id"));
        assert_eq!(*brief["questions"].as_array().unwrap(), first(&line["questions"], "id"));
    }
    let size = |out: &str| fs::metadata(sandbox.path(out).join("results.jsonl")).unwrap().len();
    assert!(size("brief") * 10 < size("full"));
    let schema: Value = serde_json::from_slice(&sandbox.run(&["schema", "batch"]).stdout).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    assert!(full.iter().chain(&brief).all(|line| validator.is_valid(line)));
}

#[test]
fn killed_at_any_moment_it_ends_with_the_same_bytes() {
    let sandbox = Sandbox::of(12, 30);
    let args = ["--format", "text", "--top", "5"];
    well(&sandbox.batch("whole", &args));
    let base = ["batch", "--jobs", "jd", "--resumes", "cv", "--out", "killed", "--threads", "2"];
    let words = [&base[..], &TODAY, &args].concat();
    // Moments that differ from run to run without a random number: the length of a run does.
    for wait in [40, 150, 400, 900] {
        let mut child = sandbox.command(&words).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
    }
    // A torn last line, as a full disk leaves it.
    if let Ok(mut file) = fs::OpenOptions::new().append(true).open(sandbox.path("killed/results.jsonl"))
        && !sandbox.path("killed/cohort.json").exists()
    {
        file.write_all(b"{\"pair\":{\"job\":\"jo").unwrap();
    }
    well(&sandbox.run(&words));
    same(&sandbox.tree("whole"), &sandbox.tree("killed"));
    // Once more: nothing to do.
    let before = fs::metadata(sandbox.path("killed/results.jsonl")).unwrap().modified().unwrap();
    well(&sandbox.run(&words));
    assert_eq!(before, fs::metadata(sandbox.path("killed/results.jsonl")).unwrap().modified().unwrap());
    same(&sandbox.tree("whole"), &sandbox.tree("killed"));
}

#[test]
fn what_has_changed_is_noticed() {
    let sandbox = Sandbox::of(2, 3);
    well(&sandbox.batch("out", &["--detail", "brief"]));
    let first = sandbox.tree("out");
    // The same length and the same time, other words.
    let changed = resume(1).replace("Acme 1", "Emca 1").replace("Go", "C#").replace("Python", "Fortra");
    sandbox.file("cv/team-1/cv-001.txt", changed.as_bytes());
    well(&sandbox.batch("out", &["--detail", "brief"]));
    let second = sandbox.tree("out");
    assert!(first["results.jsonl"] != second["results.jsonl"]);
    well(&sandbox.batch("fresh", &["--detail", "brief"]));
    same(&second, &sandbox.tree("fresh"));
    // Another option.
    well(&sandbox.batch("out", &["--detail", "brief", "--top", "3"]));
    assert!(sandbox.lines("out/results.jsonl").iter().all(|l| l["questions"].as_array().unwrap().len() == 3));
    // A file that went.
    fs::remove_file(sandbox.path("cv/team-0/cv-002.txt")).unwrap();
    well(&sandbox.batch("out", &["--detail", "brief", "--top", "3"]));
    assert_eq!(sandbox.lines("out/results.jsonl").len(), 4);
}

#[test]
fn without_a_date_the_first_run_decides() {
    let sandbox = Sandbox::of(1, 1);
    let run = |epoch: &str| {
        let args = ["batch", "--jobs", "jd", "--resumes", "cv", "--out", "out"];
        let output = sandbox.command(&args).env("SOURCE_DATE_EPOCH", epoch).output().unwrap();
        well(&output);
        sandbox.lines("out/results.jsonl")[0]["resume"]["years"].as_f64().unwrap()
    };
    let years = run("1735689600");
    sandbox.file("cv/team-0/cv-000.txt", resume(0).replace("Acme", "Emca").as_bytes());
    assert_eq!(run("1893456000"), years);
}

#[test]
fn a_bad_file_is_a_line_and_all_others_are_done() {
    let sandbox = Sandbox::of(2, 2);
    sandbox.file("cv/empty.pdf", b"");
    sandbox.file("cv/short.txt", b"Robin Example, developer");
    sandbox.file("cv/torn.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog");
    sandbox.file("jd/photo.png", b"\x89PNG\r\n\x1a\n0000000000000000");
    for _ in 0..2 {
        let output = sandbox.batch("out", &[]);
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.starts_with("error: 4 document(s) failed") && said.lines().count() == 1, "{said}");
    }
    assert_eq!(sandbox.lines("out/results.jsonl").len(), 4);
    let failures = sandbox.lines("out/failures.jsonl");
    let files: Vec<&str> = failures.iter().map(|f| f["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["photo.png", "empty.pdf", "short.txt", "torn.pdf"]);
    assert!(failures.iter().all(|f| f["error"].as_str().unwrap().contains(';')));
    let output = sandbox.batch("fast", &["--fail-fast"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().starts_with("error: photo.png: "));
    assert!(sandbox.lines("fast/results.jsonl").is_empty());
}

#[test]
fn pairs_of_a_list_lists_and_patterns() {
    let sandbox = Sandbox::of(3, 3);
    sandbox.file(
        "pairs.csv",
        b"resume,job\nteam-0/cv-002.txt,job-001.txt\nteam-1/cv-001.txt,job-000.txt\nteam-0/cv-002.txt,job-001.txt\n",
    );
    well(&sandbox.batch("out", &["--pairs", "pairs.csv"]));
    let pair = |l: &Value| format!("{} {}", l["pair"]["job"], l["pair"]["resume"]).replace('"', "");
    let pairs: Vec<String> = sandbox.lines("out/results.jsonl").iter().map(pair).collect();
    assert_eq!(pairs, ["job-000.txt team-1/cv-001.txt", "job-001.txt team-0/cv-002.txt"]);
    sandbox.file("paths.csv", b"job,resume\njd/job-002.txt,cv/team-0/cv-000.txt\n");
    well(&sandbox.run(&["batch", "--pairs", "paths.csv", "--out", "paths"]));
    assert_eq!(sandbox.lines("paths/results.jsonl")[0]["job"]["source"], "jd/job-002.txt");
    sandbox.file("list.txt", b"jd/job-002.txt\n\njd/job-000.txt\n");
    well(&sandbox.run(&["batch", "--jobs", "@list.txt", "--resumes", "cv/team-0/*.txt", "cv/team-1", "--out", "list"]));
    let pairs: Vec<String> = sandbox.lines("list/results.jsonl").iter().map(pair).collect();
    assert_eq!(pairs.len(), 6);
    assert_eq!(pairs[0], "jd/job-000.txt cv-001.txt");
    sandbox.file("wrong.csv", b"job,resume\nnobody.txt,team-0/cv-000.txt\n");
    let output = sandbox.batch("wrong", &["--pairs", "wrong.csv"]);
    assert!(String::from_utf8(output.stderr).unwrap().contains("wrong.csv:2: no posting"));
    for args in [
        &["batch", "--out", "x"][..],
        &["batch", "--jobs", "jd", "--out", "x"],
        &["batch", "--jobs", "jd", "--resumes", "cv"],
    ] {
        assert_eq!(sandbox.run(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn later_postings_bring_new_questions() {
    let sandbox = Sandbox::of(3, 70);
    well(&sandbox.batch("out", &["--avoid-repeats", "--threads", "4", "--top", "8"]));
    let mut had: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in sandbox.lines("out/results.jsonl") {
        let had = had.entry(line["pair"]["resume"].to_string()).or_default();
        for question in line["questions"].as_array().unwrap() {
            let id = question["id"].as_str().unwrap().to_owned();
            assert!(!had.contains(&id), "{id} again");
            had.push(id);
        }
    }
    assert!(had.values().all(|h| h.len() == 24));
    well(&sandbox.batch("again", &["--avoid-repeats", "--threads", "1", "--top", "8"]));
    same(&sandbox.tree("out"), &sandbox.tree("again"));
}
