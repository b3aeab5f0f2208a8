//! Run again: only what is missing or changed is done, and the bytes are those of a fresh run.

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;

use crate::sandbox::{Sandbox, TODAY, posting, resume, same, well};

const LATE: &str = "reading took longer than 5 s; raise it with --timeout, or save the document as text";

/// Runs `batch` into `out`, and says what it told of pairs taken, and how many documents it read.
fn again(sandbox: &Sandbox, more: &[&str]) -> (Option<String>, String) {
    let output = sandbox.batch("out", &[more, &["--progress", "plain"]].concat());
    let said = String::from_utf8(output.stderr).unwrap();
    let taken = said.lines().find_map(|l| l.strip_prefix("pairs: ")?.strip_suffix(" to compare")).map(str::to_owned);
    let read = said.lines().rfind(|l| l.starts_with("documents: ")).unwrap_or_default();
    (taken, read.split(',').next().unwrap().to_owned())
}

fn taken(taken: usize, left: usize) -> Option<String> {
    Some(format!("{taken} taken from an earlier run, {left}"))
}

/// Whether `out` holds what a run into an empty folder makes.
fn as_fresh(sandbox: &Sandbox, more: &[&str]) {
    let _ = fs::remove_dir_all(sandbox.path("fresh"));
    sandbox.batch("fresh", more);
    same(&sandbox.tree("out"), &sandbox.tree("fresh"));
}

fn changed(n: usize) -> String {
    resume(n).replace("Acme", "Emca").replace("Go", "C#").replace("Python", "Fortran")
}

#[test]
fn of_a_changed_document_only_its_pairs_are_compared() {
    let sandbox = Sandbox::of(4, 6);
    for more in [&["--detail", "brief"][..], &["--format", "text", "--format", "csv"]] {
        sandbox.file("cv/team-1/cv-003.txt", resume(3).as_bytes());
        sandbox.file("jd/job-001.txt", posting(1).as_bytes());
        assert_eq!(again(&sandbox, more), (None, "documents: 10 of 10".to_owned()));
        let reports = sandbox.path("out/reports");
        let time = |n: usize| {
            let report = reports.join(format!("job-002.txt/team-{}/cv-{n:03}.txt.csv", n % 2));
            fs::metadata(report).and_then(|m| m.modified()).ok()
        };
        let times = [time(2), time(3)];
        sandbox.file("cv/team-1/cv-003.txt", changed(3).as_bytes());
        assert_eq!(again(&sandbox, more), (taken(20, 4), "documents: 5 of 5".to_owned()));
        as_fresh(&sandbox, more);
        assert_eq!(times[0], time(2));
        assert!(times[1].is_none() || times[1] != time(3));
        // A changed posting.
        sandbox.file("jd/job-001.txt", posting(11).as_bytes());
        assert_eq!(again(&sandbox, more), (taken(18, 6), "documents: 7 of 7".to_owned()));
        as_fresh(&sandbox, more);
        fs::remove_dir_all(sandbox.path("out")).unwrap();
    }
}

#[test]
fn of_an_added_document_only_its_pairs_are_compared_and_a_removed_one_leaves_nothing() {
    let sandbox = Sandbox::of(3, 4);
    sandbox.file("cv/bad.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog");
    sandbox.file("jd/photo.png", b"\x89PNG\r\n\x1a\n0000000000000000");
    let more = ["--format", "markdown"];
    again(&sandbox, &more);
    sandbox.file("cv/team-0/cv-001.txt", resume(9).as_bytes());
    assert_eq!(again(&sandbox, &more), (taken(12, 3), "documents: 4 of 4".to_owned()));
    as_fresh(&sandbox, &more);
    assert_eq!(sandbox.lines("out/failures.jsonl").len(), 2);
    fs::remove_file(sandbox.path("cv/team-1/cv-003.txt")).unwrap();
    fs::remove_file(sandbox.path("jd/job-000.txt")).unwrap();
    assert_eq!(again(&sandbox, &more), (taken(8, 0), "documents: 0 of 0".to_owned()));
    as_fresh(&sandbox, &more);
    assert!(!sandbox.path("out/reports/job-000.txt").exists());
    // One more that fails, and one that fails no longer.
    sandbox.file("cv/worse.pdf", b"");
    sandbox.file("cv/bad.pdf", resume(8).as_bytes());
    assert_eq!(again(&sandbox, &more), (taken(8, 4), "documents: 4 of 4".to_owned()));
    as_fresh(&sandbox, &more);
    // The pairs of a list, of which some were not compared before.
    sandbox.file("pairs.csv", b"job,resume\njob-001.txt,team-0/cv-000.txt\njob-002.txt,team-0/cv-001.txt\n");
    let listed = ["--format", "markdown", "--pairs", "pairs.csv"];
    assert_eq!(again(&sandbox, &listed), (taken(2, 0), "documents: 0 of 0".to_owned()));
    as_fresh(&sandbox, &listed);
    again(&sandbox, &more);
    as_fresh(&sandbox, &more);
}

#[test]
fn killed_while_it_takes_from_an_earlier_run_it_ends_with_the_same_bytes() {
    let sandbox = Sandbox::of(10, 24);
    let more = ["--format", "text", "--top", "5"];
    well(&sandbox.batch("out", &more));
    let base = ["batch", "--jobs", "jd", "--resumes", "cv", "--out", "out", "--threads", "2"];
    let words = [&base[..], &TODAY, &more].concat();
    let killed = |wait: u64| {
        let mut child = sandbox.command(&words).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        let _ = child.kill();
        child.wait().unwrap();
    };
    // Something else changes between, so that several runs lie there.
    for (round, n) in [3, 8, 15, 20].into_iter().enumerate() {
        sandbox.file(&format!("cv/team-{}/cv-{n:03}.txt", n % 2), changed(n).as_bytes());
        for wait in [60, 110, 160, 220, 300] {
            killed(wait + 15 * round as u64);
        }
    }
    well(&sandbox.run(&words));
    as_fresh(&sandbox, &more);
    assert!(!sandbox.path("out/.jobfit-batch.before").exists());
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_is_an_earlier_run_too() {
    let sandbox = Sandbox::of(6, 40);
    let base = ["batch", "--jobs", "jd", "--resumes", "cv", "--out", "out", "--threads", "1"];
    let words = [&base[..], &TODAY].concat();
    let mut child = sandbox.command(&words).stderr(Stdio::null()).spawn().unwrap();
    // Until the first lines are there.
    for _ in 0..600 {
        std::thread::sleep(Duration::from_millis(20));
        if fs::metadata(sandbox.path("out/results.jsonl")).is_ok_and(|m| m.len() > 0) {
            break;
        }
    }
    let id = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    child.wait().unwrap();
    let done = sandbox.lines("out/results.jsonl").len();
    sandbox.file("cv/team-0/cv-004.txt", changed(4).as_bytes());
    let (said, _) = again(&sandbox, &[]);
    let jobs = done.div_ceil(40);
    let with_changed = (0..jobs).filter(|j| done > j * 40 + 2).count();
    assert_eq!(said, taken(done - with_changed, 240 - done + with_changed));
    as_fresh(&sandbox, &[]);
}

#[test]
fn another_wish_begins_anew() {
    let sandbox = Sandbox::of(2, 3);
    again(&sandbox, &["--detail", "brief"]);
    let all = (None, "documents: 5 of 5".to_owned());
    for more in [&["--detail", "brief", "--top", "4"][..], &[], &["--format", "text"], &["--avoid-repeats"]] {
        assert_eq!(again(&sandbox, more), all, "{more:?}");
        as_fresh(&sandbox, more);
    }
    // Later postings depend on earlier ones.
    sandbox.file("cv/team-0/cv-002.txt", changed(2).as_bytes());
    assert_eq!(again(&sandbox, &["--avoid-repeats"]), all);
    as_fresh(&sandbox, &["--avoid-repeats"]);
}

#[test]
fn what_was_lost_or_changed_in_the_folder_is_made_again() {
    let sandbox = Sandbox::of(3, 4);
    let more = ["--format", "text"];
    again(&sandbox, &more);
    fs::remove_file(sandbox.path("out/reports/job-001.txt/team-0/cv-002.txt.txt")).unwrap();
    assert_eq!(again(&sandbox, &more), (taken(11, 1), "documents: 2 of 2".to_owned()));
    as_fresh(&sandbox, &more);
    // Another line by hand, and an end that is missing.
    let lines = fs::read_to_string(sandbox.path("out/results.jsonl")).unwrap();
    let cut = lines.replacen("job-000.txt", "job-OOO.txt", 1);
    fs::write(sandbox.path("out/results.jsonl"), &cut[..cut.len() - 5]).unwrap();
    assert_eq!(again(&sandbox, &more).0, taken(10, 2));
    as_fresh(&sandbox, &more);
    fs::write(sandbox.path("out/reports/job-001.txt/team-0/cv-000.txt.txt"), "mine").unwrap();
    fs::remove_file(sandbox.path("out/failures.jsonl")).unwrap();
    assert_eq!(again(&sandbox, &more).0, taken(11, 1));
    as_fresh(&sandbox, &more);
    fs::remove_file(sandbox.path("out/results.jsonl")).unwrap();
    assert_eq!(again(&sandbox, &more), (None, "documents: 7 of 7".to_owned()));
    as_fresh(&sandbox, &more);
}

#[test]
fn a_failure_stays_unless_it_was_a_deadline() {
    let sandbox = Sandbox::of(2, 3);
    for (error, stays) in [("it was no good; try another", true), (LATE, false)] {
        again(&sandbox, &[]);
        let path = sandbox.path("out/.jobfit-batch.json");
        let mut state: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        state["finished"]["failed_resumes"]["1"] = error.into();
        fs::write(&path, state.to_string()).unwrap();
        fs::remove_file(sandbox.path("out/failures.jsonl")).unwrap();
        let (said, read) = again(&sandbox, &[]);
        if stays {
            assert_eq!((said, read.as_str()), (taken(4, 0), "documents: 0 of 0"));
            assert_eq!(sandbox.lines("out/failures.jsonl")[0]["error"], error);
            fs::remove_dir_all(sandbox.path("out")).unwrap();
        } else {
            assert_eq!((said, read.as_str()), (taken(4, 2), "documents: 3 of 3"));
            as_fresh(&sandbox, &[]);
        }
    }
}
