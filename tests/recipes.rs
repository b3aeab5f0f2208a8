//! What the documentation tells people to type works: every `sh` block of the README and of `docs/` runs, in the order of its
//! page, in a folder with the files that the page names. What can't run here is fenced as `console`.
#![allow(clippy::unwrap_used)]
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A fenced block: its language, the line it begins at, its text.
struct Block {
    language: String,
    line: usize,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn blocks(page: &str) -> Vec<Block> {
    let text = fs::read_to_string(root().join(page)).unwrap();
    let mut out: Vec<Block> = Vec::new();
    let mut open = false;
    for (number, line) in (1..).zip(text.lines()) {
        match (line.strip_prefix("```"), open) {
            (Some(language), false) => {
                out.push(Block { language: language.trim().to_owned(), line: number + 1, text: String::new() });
                open = true;
            }
            (Some(_), true) => open = false,
            (None, true) => {
                let block = out.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, false) => {}
        }
    }
    assert!(!open, "{page}: a block is not closed");
    out
}

/// The scripts below `run: |` of a workflow, without their indentation.
fn steps(workflow: &str) -> Vec<String> {
    let mut lines = workflow.lines().peekable();
    let mut out = Vec::new();
    while let Some(line) = lines.next() {
        let depth = |l: &str| l.len() - l.trim_start().len();
        if line.trim_start().trim_start_matches("- ") != "run: |" {
            continue;
        }
        // The script stands deeper than its key, which the dash of a list moves in.
        let key = depth(line) + if line.trim_start().starts_with("- ") { 2 } else { 0 };
        let mut script = String::new();
        while let Some(inner) = lines.next_if(|l| l.trim().is_empty() || depth(l) > key) {
            script.push_str(inner.trim_start());
            script.push('\n');
        }
        out.push(script);
    }
    out
}

/// A folder with the files that the pages name.
struct Sandbox(tempfile::TempDir);

impl Sandbox {
    fn new() -> Self {
        let sandbox = Sandbox(tempfile::tempdir().unwrap());
        let pair = |from: &str, to: &str| {
            let to = sandbox.path(to);
            fs::create_dir_all(to.parent().unwrap()).unwrap();
            fs::copy(root().join("fixtures/pairs").join(from), to).unwrap();
        };
        for name in ["jd.txt", "posting.txt"] {
            pair("backend-senior-vs-mid/jd.txt", name);
        }
        pair("backend-senior-vs-mid/resume.pdf", "resume.pdf");
        pair("full-stack-vs-wordpress/resume.pdf", "resume-old.pdf");
        for folder in ["jobs", "postings"] {
            pair("backend-senior-vs-mid/jd.txt", &format!("{folder}/tollgate.txt"));
            pair("frontend-vs-fullstack/jd.txt", &format!("{folder}/frontend.txt"));
            pair("data-engineer-vs-swe/jd.md", &format!("{folder}/data.md"));
        }
        pair("backend-senior-vs-mid/resume.pdf", "clients/one.pdf");
        pair("data-engineer-vs-swe/resume.docx", "clients/two.docx");
        pair("mobile-ios-vs-android/resume.md", "clients/three.md");
        let pairs = "{\"id\": 1, \"job\": {\"path\": \"jd.txt\"}, \"resume\": {\"path\": \"resume.pdf\"}}\n\
                     {\"id\": 2, \"job\": {\"path\": \"jd.txt\"}, \"resume\": {\"path\": \"clients/two.docx\"}}\n";
        fs::write(sandbox.path("pairs.jsonl"), pairs).unwrap();
        sandbox
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, script: &str) -> Output {
        let home = self.path(".home");
        fs::create_dir_all(&home).unwrap();
        let built = Path::new(env!("CARGO_BIN_EXE_jobfit")).parent().unwrap().to_owned();
        let path = std::env::join_paths(
            std::iter::once(built).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
        )
        .unwrap();
        let mut command = Command::new("bash");
        command.args(["-euo", "pipefail", "-c", script]).current_dir(self.0.path()).stdin(Stdio::null());
        command.env("PATH", path).env("HOME", &home).env("JOBFIT_DATA_DIR", home.join("jobfit"));
        for name in ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            command.env(name, home.join(name));
        }
        // A `make` that runs these tests must not speak to the one of a recipe.
        for name in ["SOURCE_DATE_EPOCH", "COLUMNS", "MAKEFLAGS", "MFLAGS", "MAKELEVEL", "BASH_ENV", "NO_COLOR"] {
            command.env_remove(name);
        }
        command.output().expect("bash can't be run; install it (apt-get install bash)")
    }

    fn must(&self, page: &str, line: usize, script: &str) {
        let output = self.run(script);
        assert!(
            output.status.success(),
            "{page}, the block at line {line}, ended with {}:\n{script}\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!said.contains("error:"), "{page}, the block at line {line}:\n{script}\n{said}");
    }
}

fn tool(name: &str) {
    let found = std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).any(|p| p.join(name).is_file());
    assert!(found, "the recipes need {name}; install it (apt-get install {name}) and run the tests again");
}

/// Runs a page; hands back the folder and how many blocks ran.
fn page(name: &str) -> (Sandbox, usize) {
    tool("jq");
    tool("make");
    let sandbox = Sandbox::new();
    let mut ran = 0;
    for block in blocks(name) {
        match block.language.as_str() {
            "sh" => sandbox.must(name, block.line, &block.text),
            "make" | "csv" => {
                let file = if block.language == "make" { "Makefile" } else { "questions.csv" };
                fs::write(sandbox.path(file), &block.text).unwrap();
                continue;
            }
            "yaml" => {
                let steps = steps(&block.text);
                assert!(!steps.is_empty(), "{name}, line {}: a workflow without a script", block.line);
                steps.iter().for_each(|s| {
                    let _ = fs::remove_file(sandbox.path("report.html"));
                    sandbox.must(name, block.line, s);
                });
            }
            "console" | "text" => continue,
            other => panic!("{name}, line {}: a block of `{other}`; use sh, console or text", block.line),
        }
        ran += 1;
    }
    (sandbox, ran)
}

#[test]
fn the_recipes() {
    let (sandbox, ran) = page("docs/recipes.md");
    assert!(ran >= 15, "{ran} blocks");
    let read = |name: &str| fs::read_to_string(sandbox.path(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
    assert!(read("report.html").contains("</html>"));
    assert!(read("plan.ics").contains("BEGIN:VEVENT"));
    assert!(read("cards.txt").lines().count() > 20);
    assert_eq!(read("results/summary.csv").lines().count(), 1 + 9);
    assert_eq!(read("results/failures.jsonl"), "");
    assert!(read("bank/questions.md").contains("## caching-"));
    assert!(read("reports/tollgate.html").contains("</html>") && read("reports/frontend.html").contains("</html>"));
}

#[test]
fn the_page_about_batches() {
    let (sandbox, ran) = page("docs/batch.md");
    assert!(ran >= 2, "{ran} blocks");
    assert_eq!(fs::read_to_string(sandbox.path("results.jsonl")).unwrap().lines().count(), 2);
    assert!(sandbox.path("results/cohort.html").is_file());
}

#[test]
fn the_readme() {
    let (_, ran) = page("README.md");
    assert!(ran >= 1, "{ran} blocks");
}

/// A test that runs nothing proves nothing.
#[test]
fn a_block_that_fails_is_noticed() {
    let sandbox = Sandbox::new();
    assert!(!sandbox.run("jobfit tailor jd.txt nothing.pdf | cat").status.success());
    assert_eq!(sandbox.run("jobfit tailor jd.txt resume.pdf --require-fit 1 > /dev/null").status.code(), Some(3));
    assert_eq!(steps("a:\n  - run: |\n      one \\\n        --two\n    next: x\n"), ["one \\\n--two\n"]);
}
