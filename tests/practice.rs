//! `practice`, driven as a person drives it: from the first question to the saved state, killed in between, with a state that
//! is damaged, through a pipe and on a terminal.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

struct Sandbox {
    dir: tempfile::TempDir,
}

impl Sandbox {
    /// A result with so many questions of five points, of two topics.
    fn new(questions: usize) -> Self {
        let sandbox = Sandbox { dir: tempfile::tempdir().unwrap() };
        let listed: Vec<Value> = (1..=questions)
            .map(|i| {
                json!({
                    "rank": i, "id": format!("q{i}"), "text": format!("Question number {i}: what do you do when \u{1b}[31mit\u{202e} burns?"),
                    "topic": if i % 2 == 0 { "caching" } else { "databases" }, "kind": "design", "level": "senior", "source": "bank",
                    "score": 0.5, "because": [{ "kind": "role", "document": null, "line": null, "text": "usual" }],
                    "strong_answer": ["one", "two", "three", "four", "five"], "follow_ups": ["And then?"],
                })
            })
            .collect();
        let result = json!({
            "schema_version": 1,
            "job": { "source": "jd.txt", "title": null, "company": null, "role": null, "level": "mid", "years_required": null, "requirements": [] },
            "resume": { "source": "cv.txt", "years": null, "years_in_field": null, "level": "mid", "positions": [], "skills": [] },
            "fit": { "score": null, "required": { "met": 0, "of": 0 }, "preferred": { "met": 0, "of": 0 }, "skills": [] },
            "gaps": [], "topics": [], "questions": listed, "warnings": [],
        });
        fs::write(sandbox.dir.path().join("result.json"), result.to_string()).unwrap();
        sandbox
    }

    fn command(&self, today: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jobfit"));
        command.arg("practice").args(args).args(["--today", today]).current_dir(self.dir.path());
        command.env("JOBFIT_DATA_DIR", "data").env_remove("SOURCE_DATE_EPOCH").env_remove("COLUMNS");
        command
    }

    fn run(&self, today: &str, args: &[&str], typed: &str) -> Output {
        let mut child = self
            .command(today, args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // It may leave before it has read all.
        let _ = child.stdin.take().unwrap().write_all(typed.as_bytes());
        child.wait_with_output().unwrap()
    }

    fn file(&self) -> PathBuf {
        self.dir.path().join("data/practice.json")
    }

    fn state(&self) -> Value {
        serde_json::from_str(&fs::read_to_string(self.file()).unwrap()).unwrap()
    }
}

fn out(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

const DAY: &str = "2026-11-15";
/// Enter, the points, the rating.
const GOOD: &str = "\n1 2 3 4\ngood\n";

#[test]
fn from_the_first_question_to_the_saved_state() {
    let sandbox = Sandbox::new(3);
    let said = out(&sandbox.run(DAY, &["result.json"], &format!("{GOOD}\nall\n\n\n\nagain\n{GOOD}")));
    assert!(said.contains("Question 1 of 3") && said.contains("Question once more"), "{said}");
    assert!(said.contains("4 answers rated, 13 of 20 points made"), "{said}");
    assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}'), "a document commands nothing");
    let state = sandbox.state();
    assert_eq!(state["version"], 1);
    let cards = state["cards"].as_object().unwrap();
    assert_eq!(cards.len(), 3);
    assert_eq!(cards["q1"]["tries"][0]["made"], 4);
    assert_eq!(cards["q2"]["tries"][0]["rating"], "easy", "all points suggest easy");
    let tries: Vec<&str> =
        cards["q3"]["tries"].as_array().unwrap().iter().map(|t| t["rating"].as_str().unwrap()).collect();
    assert_eq!(tries, ["again", "good"]);
    assert!(cards["q2"]["due"].as_i64() > cards["q1"]["due"].as_i64());

    // The same day nothing is due; later it is, even without the result.
    assert!(out(&sandbox.run(DAY, &["result.json"], "")).contains("Nothing is due. The next question comes back on"));
    fs::remove_file(sandbox.dir.path().join("result.json")).unwrap();
    let later = out(&sandbox.run("2027-02-20", &["--due"], "q\n"));
    assert!(later.contains("Question 1 of 3") && later.contains("Nothing was rated"), "{later}");
    let listed = out(&sandbox.run("2027-02-20", &["--list"], ""));
    assert!(listed.contains("Caching") && listed.contains("3 of 3 questions practised, 3 due today"), "{listed}");
}

#[test]
fn limits_skips_filters_and_wrong_answers() {
    let sandbox = Sandbox::new(6);
    let said = out(&sandbox.run(DAY, &["result.json", "--limit", "2"], "s\n\nnine\n9\n1-3,3\nperhaps\n3\n"));
    assert!(said.contains("Question 2 of 2") && !said.contains("3 of 6"), "{said}");
    assert!(said.contains("Numbers from 1 to 5, please") && said.contains("One of again, hard, good, easy"), "{said}");
    assert_eq!(sandbox.state()["cards"]["q2"]["tries"][0]["made"], 3);
    assert!(sandbox.state()["cards"].get("q1").is_none(), "what was skipped is not rated");
    let said = out(&sandbox.run(DAY, &["result.json", "--topic", "caching"], ""));
    assert!(said.contains("Question 1 of 2"), "{said}");
    assert_eq!(sandbox.run(DAY, &["result.json", "--topic", "cachign"], "").status.code(), Some(2));
    assert_eq!(sandbox.run(DAY, &[], "").status.code(), Some(2), "a result is needed");
    assert_eq!(sandbox.run(DAY, &["jobs.json"], "").status.code(), Some(1));
}

#[test]
fn killed_in_the_middle_it_goes_on_where_it_was() {
    let sandbox = Sandbox::new(4);
    let mut child =
        sandbox.command(DAY, &["result.json"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(format!("{GOOD}{GOOD}\n1 2").as_bytes()).unwrap();
    stdin.flush().unwrap();
    // It waits for the third question's points now; then it is killed without a chance to tidy up.
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|l| l.contains("Question 3 of 4")));
    assert!(lines.any(|l| l.contains("Which points did you make?")));
    child.kill().unwrap();
    child.wait().unwrap();
    drop(stdin);
    assert_eq!(sandbox.state()["cards"].as_object().unwrap().len(), 2, "what was rated is kept");

    let said = out(&sandbox.run(DAY, &["result.json"], &GOOD.repeat(2)));
    assert!(said.contains("Question number 3") && said.contains("Question 2 of 2"), "{said}");
    assert_eq!(sandbox.state()["cards"].as_object().unwrap().len(), 4);
}

#[test]
fn killed_at_any_moment_the_state_is_whole() {
    let sandbox = Sandbox::new(200);
    let mut kept = 0;
    // Twelve kills at least; more on a machine that is too slow to have kept anything by then.
    for round in 0..60u64 {
        if round >= 12 && kept > 0 {
            break;
        }
        let mut child =
            sandbox.command(DAY, &["result.json"]).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let typing = std::thread::spawn(move || {
            let _ = stdin.write_all(GOOD.repeat(200).as_bytes());
        });
        std::thread::sleep(std::time::Duration::from_millis(20 + 13 * round));
        child.kill().unwrap();
        child.wait().unwrap();
        typing.join().unwrap();
        if sandbox.file().exists() {
            let now = sandbox.state()["cards"].as_object().unwrap().len();
            assert!(now >= kept, "round {round}: {now} after {kept}");
            kept = now;
        }
    }
    assert!(kept > 0, "nothing was ever kept, so nothing was tested");
}

#[test]
fn a_damaged_state_is_left_as_it_is() {
    let sandbox = Sandbox::new(1);
    fs::create_dir(sandbox.dir.path().join("data")).unwrap();
    for (damage, said) in [
        ("", "damaged"),
        ("{\"version\": 1, \"cards\": {\"q1\":", "damaged"),
        ("{\"version\": 1, \"cards\": 3}", "damaged"),
        ("\u{0}\u{1}", "damaged"),
        ("{\"version\": 9}", "update jobfit"),
    ] {
        fs::write(sandbox.file(), damage).unwrap();
        for args in [&["result.json"][..], &["--list"], &["--due"]] {
            let output = sandbox.run(DAY, args, GOOD);
            let err = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{damage:?}");
            assert!(err.starts_with("error: ") && err.lines().count() == 1, "{err}");
            assert!(err.contains("practice.json") && err.contains(said) && err.contains("left as it is"), "{err}");
            assert_eq!(fs::read_to_string(sandbox.file()).unwrap(), damage, "it was overwritten");
        }
    }
}

#[test]
fn a_posting_and_a_resume_will_do() {
    let sandbox = Sandbox::new(1);
    let write = |name: &str, text: &str| fs::write(sandbox.dir.path().join(name), text).unwrap();
    write(
        "jd.txt",
        "Senior Backend Engineer\n\nRequirements\n- 5+ years of backend experience\n- PostgreSQL and Redis\n- Kubernetes\n",
    );
    write(
        "cv.txt",
        "Robin Example\nrobin@example.org\n\nExperience\n\nBackend Engineer, Acme Parcel, May 2020 - Present\n- Built the tracking service in Go on PostgreSQL, 4,000 requests a second\n- Moved 14 services to Docker Swarm\n\nSkills\nGo, PostgreSQL, Docker\n",
    );
    let said = out(&sandbox.run(DAY, &["jd.txt", "cv.txt", "--limit", "1"], GOOD));
    assert!(said.contains("1 answer rated"), "{said}");
    assert_eq!(sandbox.state()["cards"].as_object().unwrap().len(), 1);
    assert_eq!(sandbox.run(DAY, &["-", "cv.txt"], "").status.code(), Some(2));
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error() {
    let sandbox = Sandbox::new(1);
    fs::write(sandbox.dir.path().join("data"), "a file").unwrap();
    let output = sandbox.run(DAY, &["result.json"], GOOD);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "));
}

/// Reads what a terminal shows until some words are there.
#[cfg(unix)]
fn until(screen: &mut impl Read, seen: &mut String, words: &str, end: &str) {
    let mut buffer = [0; 4096];
    // Answered before the prompt is there, the echo of the answer would stand before it.
    while !(seen.contains(words) && seen.ends_with(end)) {
        let n = screen.read(&mut buffer).unwrap_or(0);
        assert!(n > 0, "the terminal closed before {words:?}: {seen}");
        seen.push_str(&String::from_utf8_lossy(&buffer[..n]));
    }
}

#[cfg(unix)]
#[test]
fn on_a_terminal_it_prompts_and_keeps_to_the_width() {
    use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

    let sandbox = Sandbox::new(2);
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let slave = || fs::OpenOptions::new().read(true).write(true).open(Path::new(name.to_str().unwrap())).unwrap();
    let size = rustix::termios::Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 };
    rustix::termios::tcsetwinsize(&master, size).unwrap();
    let mut child = sandbox
        .command(DAY, &["result.json"])
        .env("TERM", "xterm")
        .env_remove("NO_COLOR")
        .stdin(slave())
        .stdout(slave())
        .stderr(slave())
        .spawn()
        .unwrap();
    let mut screen = fs::File::from(master);
    let mut seen = String::new();
    until(&mut screen, &mut seen, "q stops.", "> ");
    screen.write_all(b"\n").unwrap();
    until(&mut screen, &mut seen, "Enter for none.", "> ");
    screen.write_all(b"1 2\n").unwrap();
    until(&mut screen, &mut seen, "2 of 5 points.", "> ");
    screen.write_all(b"hard\n").unwrap();
    until(&mut screen, &mut seen, "Question 2 of 2", "> ");
    screen.write_all(b"q\n").unwrap();
    until(&mut screen, &mut seen, "1 answer rated", "");
    assert!(child.wait().unwrap().success());
    assert!(seen.contains("> ") && seen.contains("You took 0:"), "{seen}");
    assert!(seen.contains("\u{1b}[1m"), "a terminal gets colours");
    let plain = regex::Regex::new("\u{1b}\\[[0-9;]*m").unwrap().replace_all(&seen, "").into_owned();
    for line in plain.lines().filter(|l| !l.contains("Kept in")) {
        assert!(line.trim_end().chars().count() <= 80, "{line}");
    }
    assert_eq!(sandbox.state()["cards"]["q1"]["tries"][0]["rating"], "hard");
}
