//! Batches: the same bytes however often they are interrupted, one bad file a line, and what `tailor` would say of each pair.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

const TODAY: [&str; 2] = ["--today", "2026-11-15"];

const SKILLS: [&str; 18] = [
    "Go",
    "Python",
    "PostgreSQL",
    "Kafka",
    "RabbitMQ",
    "Docker",
    "Kubernetes",
    "Terraform",
    "React",
    "TypeScript",
    "Java",
    "Spring Boot",
    "Redis",
    "AWS",
    "Airflow",
    "Spark",
    "MySQL",
    "GraphQL",
];
const TITLES: [&str; 5] = [
    "Senior Backend Engineer",
    "Data Engineer",
    "Frontend Engineer",
    "Site Reliability Engineer",
    "Full Stack Developer",
];

/// A posting and a resume that no other number gives.
fn posting(n: usize) -> String {
    let skill = |i: usize| SKILLS[(n * 5 + i * 7) % SKILLS.len()];
    format!(
        "{}\nCompany {n} · Remote\n\nWhat you will do\n- Build services in {} and run them on {}\n- Keep {} healthy\n\n\
         Requirements\n- {}+ years of professional experience\n- {}, with an eye for slow queries\n- Experience with {} or {}\n\n\
         Nice to have\n- {}\n",
        TITLES[n % TITLES.len()],
        skill(0),
        skill(1),
        skill(2),
        2 + n % 6,
        skill(3),
        skill(4),
        skill(5),
        skill(6)
    )
}

fn resume(n: usize) -> String {
    let skill = |i: usize| SKILLS[(n * 3 + i * 5) % SKILLS.len()];
    format!(
        "Robin Example {n}\nrobin{n}@example.org\n\nExperience\n\n{}, Acme {n}, May 20{:02} - Present\n\
         - Built the tracking service in {}; it answers {} requests a second from {}\n- Moved {} services to {}\n\
         - Cut the delay from 40 s to {} s with {}\n\nDeveloper, Tiny Shop, Jan 2012 - April 2014\n- Wrote the order import in {}\n\n\
         Skills\n{}, {}, {}\n\nEducation\nBSc Computer Science, Somewhere University, 2009 - 2012\n",
        TITLES[(n + 2) % TITLES.len()],
        15 + n % 8,
        skill(0),
        100 * (n + 1),
        skill(1),
        n + 2,
        skill(2),
        n % 9 + 1,
        skill(3),
        skill(4),
        skill(5),
        skill(6),
        skill(7)
    )
}

struct Sandbox {
    dir: tempfile::TempDir,
}

impl Sandbox {
    /// With so many postings and resumes.
    fn of(jobs: usize, resumes: usize) -> Self {
        let sandbox = Sandbox { dir: tempfile::tempdir().unwrap() };
        for n in 0..jobs {
            sandbox.file(&format!("jd/job-{n:03}.txt"), posting(n).as_bytes());
        }
        for n in 0..resumes {
            sandbox.file(&format!("cv/team-{}/cv-{n:03}.txt", n % 2), resume(n).as_bytes());
        }
        sandbox
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn file(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jobfit"));
        command.args(args).current_dir(self.dir.path()).env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// `batch` of the two folders into another.
    fn batch(&self, out: &str, more: &[&str]) -> Output {
        let base = ["batch", "--jobs", "jd", "--resumes", "cv", "--out", out];
        self.run(&[&base[..], &TODAY, more].concat())
    }

    fn lines(&self, file: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.path(file)).unwrap();
        text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
    }

    /// All files below a folder with their bytes.
    fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        fn walk(root: &Path, folder: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(root, &path, out);
                } else {
                    let name = path.strip_prefix(root).unwrap().display().to_string();
                    out.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        let mut out = BTreeMap::new();
        walk(&self.path(folder), &self.path(folder), &mut out);
        out
    }
}

fn well(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty());
}

fn same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (name, bytes) in a {
        assert!(b[name] == *bytes, "{name} differs");
    }
}

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
    if let Ok(mut file) = fs::OpenOptions::new().append(true).open(sandbox.path("killed/results.jsonl")) {
        if !sandbox.tree("killed").contains_key("cohort.json") {
            file.write_all(b"{\"pair\":{\"job\":\"jo").unwrap();
        }
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
