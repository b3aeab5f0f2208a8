//! Long text goes through the pager on a terminal, and nowhere else.
#![allow(clippy::unwrap_used)]
#![cfg(unix)]

use std::fs;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

/// Runs the program on a terminal of 24 rows with a pager that marks what goes through it; what the terminal shows.
fn on_a_terminal(dir: &Path, args: &[&str], pager: &str) -> String {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&master).unwrap();
    unlockpt(&master).unwrap();
    let name = ptsname(&master, Vec::new()).unwrap();
    let slave = || fs::OpenOptions::new().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    rustix::termios::tcsetwinsize(
        &master,
        rustix::termios::Winsize { ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0 },
    )
    .unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_jobfit"))
        .args(args)
        .current_dir(dir)
        .env("PAGER", pager)
        .env("TERM", "xterm")
        .stdin(slave())
        .stdout(slave())
        .stderr(slave())
        .spawn()
        .unwrap();
    let reader = std::thread::spawn(move || {
        let mut seen = Vec::new();
        let mut buffer = [0; 4096];
        let mut screen = fs::File::from(master);
        // The terminal closes with an error once nobody holds its other end.
        while let Ok(n @ 1..) = screen.read(&mut buffer) {
            seen.extend_from_slice(&buffer[..n]);
        }
        String::from_utf8_lossy(&seen).into_owned()
    });
    assert!(child.wait().unwrap().success());
    reader.join().unwrap()
}

#[test]
fn only_long_text_on_a_terminal_is_paged() {
    let dir = tempfile::tempdir().unwrap();
    let pager = dir.path().join("pager");
    fs::write(&pager, "#!/bin/sh\necho \"PAGED $1\"\ncat\n").unwrap();
    fs::set_permissions(&pager, fs::Permissions::from_mode(0o755)).unwrap();
    let pager = format!("{} -x", pager.display());
    let run = |args: &[&str]| on_a_terminal(dir.path(), args, &pager);

    let guide = run(&["guide", "data-engineer"]);
    assert!(guide.starts_with("PAGED -x") && guide.contains("Related guides"), "{guide}");
    assert!(!run(&["guide", "data-engineer", "--no-pager"]).contains("PAGED"));
    assert!(!run(&["guide", "data-engineer", "--json"]).contains("PAGED"));
    assert!(run(&["bank", "list", "--topic", "caching"]).contains("PAGED"));
    fs::write(dir.path().join("short.txt"), "One line of text that is short\n").unwrap();
    assert!(!run(&["read", "short.txt"]).contains("PAGED"), "what fits is shown as it is");
    let missing = on_a_terminal(dir.path(), &["guide", "data-engineer"], "no-such-pager");
    assert!(missing.contains("Related guides"), "without a pager the text is shown all the same");
    // A pager that is left at once is no failure.
    on_a_terminal(dir.path(), &["guide", "data-engineer"], "true");

    let piped = Command::new(env!("CARGO_BIN_EXE_jobfit"))
        .args(["guide", "data-engineer"])
        .env("PAGER", &pager)
        .stdout(Stdio::piped())
        .output()
        .unwrap();
    assert!(!String::from_utf8_lossy(&piped.stdout).contains("PAGED"), "a pipe is never paged");
}
