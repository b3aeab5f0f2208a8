//! What helps a person who does not know the program yet: help with examples, the nearest command, completions, manual pages.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

struct Sandbox {
    dir: tempfile::TempDir,
}

impl Sandbox {
    fn new() -> Self {
        Sandbox { dir: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn run(&self, args: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_jobfit")).args(args).current_dir(self.dir.path()).output().unwrap()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn completions_and_manual_pages_name_every_command() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = out(&sandbox.run(&["completions", shell]));
        assert!(script.contains("practice") && script.contains("no-pager"), "{shell}");
    }
    assert_eq!(sandbox.run(&["completions", "tcsh"]).status.code(), Some(2));
    let page = out(&sandbox.run(&["man"]));
    assert!(page.contains(".TH jobfit 1") && page.contains("Examples:"), "{page}");
    assert!(sandbox.run(&["man", "--out", "man/man1"]).status.success());
    let pages: Vec<String> = fs::read_dir(sandbox.path("man/man1"))
        .unwrap()
        .map(|e| e.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    for page in ["jobfit.1", "jobfit-tailor.1", "jobfit-bank-import.1", "jobfit-practice.1"] {
        assert!(pages.iter().any(|p| p == page), "{page} is not in {pages:?}");
    }
    assert!(!pages.iter().any(|p| p.contains("second") || p.contains("help")), "{pages:?}");
    let text = fs::read_to_string(sandbox.path("man/man1/jobfit-bank-import.1")).unwrap();
    assert!(text.contains("jobfit bank import") || text.contains("jobfit\\-bank\\-import"), "{text}");
    assert_eq!(sandbox.run(&["man", "--out", "man/man1"]).status.code(), Some(1), "pages are not overwritten unasked");
}

#[test]
fn every_command_has_examples_and_a_mistyped_one_gets_the_nearest() {
    let sandbox = Sandbox::new();
    let commands: [&[&str]; 17] = [
        &["tailor"],
        &["why"],
        &["compare"],
        &["guide"],
        &["read"],
        &["skills"],
        &["schema"],
        &["practice"],
        &["completions"],
        &["man"],
        &["bank", "list"],
        &["bank", "show"],
        &["bank", "search"],
        &["bank", "check"],
        &["bank", "import"],
        &["bank"],
        &[],
    ];
    for command in commands {
        let help = out(&sandbox.run(&[command, &["--help"]].concat()));
        assert!(help.contains("Examples:\n"), "{command:?}: {help}");
    }
    for (typed, meant) in [("tailro", "tailor"), ("practise", "practice"), ("guides", "guide")] {
        let output = sandbox.run(&[typed]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(&format!("'{meant}'")), "{}", err(&output));
    }
    let output = sandbox.run(&["bank", "serach", "x"]);
    assert!(err(&output).contains("'search'"), "{}", err(&output));
}
