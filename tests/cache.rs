//! A large bank of one's own is kept in the user's cache folder, and nothing but speed depends on it.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const POSTING: &str = "\
Senior Backend Engineer

Requirements
- 5+ years with Go and PostgreSQL
- Experience with Kafka and Zanzibarium
";

const RESUME: &str = "\
Robin Example

Experience

Backend Engineer, Acme Parcel, May 2020 - Present
- Built the parcel tracking service in Go; it answers 4,000 requests a second from PostgreSQL

Education
BSc Computer Science, Somewhere University, 2015 - 2018
";

const TOPICS: [&str; 6] = ["databases", "messaging", "caching", "api-design", "distributed-systems", "observability"];
const SKILLS: [&str; 4] = ["PostgreSQL", "Kafka", "Redis", "Go"];

/// A bank of more than 2 MiB of Markdown, and so large enough to be kept. All but 24 questions of it is a comment: whether a bank is
/// kept is decided by the size of its files, and reading and indexing thousands of questions is what the other tests do.
fn questions() -> String {
    let mut out = String::from("# Own\n\n<!--\n");
    while out.len() <= 2 << 20 {
        out.push_str("Notes that nobody is asked about, as people keep them beside their questions.\n");
    }
    out.push_str("-->\n");
    for n in 0..24 {
        let (topic, skill) = (TOPICS[n % 6], SKILLS[n % 4]);
        writeln!(out, "\n## own-{n:04}\nKind: design\nLevel: senior\nTopic: {topic}\nSkills: {skill}\n").unwrap();
        writeln!(out, "You run {skill} for {} shops of kind w{} and it has to hold.\n", n * 31, n * 17).unwrap();
        writeln!(out, "Strong answer:\n- Says why w{n}\n- Says when x{n}\n- Says what for y{n}\n").unwrap();
        writeln!(out, "Follow-ups:\n- What breaks first?").unwrap();
    }
    out
}

struct Sandbox {
    dir: tempfile::TempDir,
}

impl Sandbox {
    fn new() -> Self {
        let sandbox = Sandbox { dir: tempfile::tempdir().unwrap() };
        fs::write(sandbox.path("jd.txt"), POSTING).unwrap();
        fs::write(sandbox.path("cv.txt"), RESUME).unwrap();
        fs::write(sandbox.path("own.md"), questions()).unwrap();
        sandbox
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn command(&self, cache: &Path, more: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jobfit"));
        command.args(["tailor", "jd.txt", "cv.txt", "--json", "--today", "2026-11-15", "--bank", "own.md"]);
        command.args(more).current_dir(self.dir.path()).env("JOBFIT_CACHE_DIR", cache);
        command
    }

    fn run(&self, cache: &Path, more: &[&str]) -> Output {
        let output = self.command(cache, more).output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        output
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).map(|d| d.map(|e| e.unwrap().path()).collect()).unwrap_or_default();
    files.sort();
    files
}

#[test]
fn a_large_bank_is_kept_and_made_anew_where_it_is_damaged_or_changed() {
    let sandbox = Sandbox::new();
    let cache = sandbox.path("cache/below");
    let plain = sandbox.run(&cache, &["--only-bank", "--no-cache"]);
    assert_eq!(files(&cache), [] as [PathBuf; 0], "--no-cache writes nothing");
    assert!(String::from_utf8_lossy(&plain.stdout).contains("own-0"), "questions of the bank are asked");

    let first = sandbox.run(&cache, &["--only-bank"]);
    assert!(first.stdout == plain.stdout, "the same bytes with and without a cache");
    let kept = files(&cache);
    assert_eq!(kept.len(), 1, "{kept:?}");
    let whole = fs::read(&kept[0]).unwrap();
    let holds = |words: &str| whole.windows(words.len()).any(|w| w == words.as_bytes());
    assert!(holds("You run Kafka") && !holds("Zanzibarium") && !holds("Acme"), "questions are kept, documents are not");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&kept[0]).unwrap().permissions().mode() & 0o077, 0, "it is the user's alone");
    }
    assert!(sandbox.run(&cache, &["--only-bank"]).stdout == plain.stdout);
    assert!(fs::read(&kept[0]).unwrap() == whole, "what is whole is left");

    let mut damaged = whole.clone();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 0x40;
    for bad in [damaged.as_slice(), &whole[..middle], b""] {
        fs::write(&kept[0], bad).unwrap();
        let again = sandbox.run(&cache, &["--only-bank", "--no-cache"]);
        assert!(
            again.stdout == plain.stdout && fs::read(&kept[0]).unwrap() == bad,
            "--no-cache reads and writes nothing"
        );
        assert!(sandbox.run(&cache, &["--only-bank"]).stdout == plain.stdout);
        assert!(fs::read(&kept[0]).unwrap() == whole, "made anew, and the same");
    }

    let text = fs::read_to_string(sandbox.path("own.md")).unwrap();
    fs::write(sandbox.path("own.md"), text.replace("it has to hold", "it must hold on")).unwrap();
    let changed = sandbox.run(&cache, &["--only-bank"]);
    assert!(String::from_utf8_lossy(&changed.stdout).contains("it must hold on"));
    assert_eq!(files(&cache).len(), 2);
    let both = sandbox.run(&cache, &[]);
    assert!(both.stdout != changed.stdout, "with the one that ships it is another bank");
    assert_eq!(files(&cache).len(), 3);
}

#[test]
fn several_programs_at_once_say_the_same_and_leave_one_file() {
    let sandbox = Sandbox::new();
    let cache = sandbox.path("cache");
    let running: Vec<_> = (0..4)
        .map(|_| sandbox.command(&cache, &[]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap())
        .collect();
    let outputs: Vec<Output> = running.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
    for output in &outputs {
        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
        assert!(output.stdout == outputs[0].stdout);
    }
    assert_eq!(files(&cache).len(), 1, "{:?}", files(&cache));
    assert!(sandbox.run(&cache, &[]).stdout == outputs[0].stdout);
}

#[test]
fn without_a_folder_that_can_be_written_it_works_all_the_same() {
    let sandbox = Sandbox::new();
    fs::write(sandbox.path("file"), "no folder").unwrap();
    // A path below a file can be made by nobody, root included.
    let output = sandbox.run(&sandbox.path("file/cache"), &["--only-bank"]);
    assert!(output.stdout == sandbox.run(&sandbox.path("cache"), &["--only-bank", "--no-cache"]).stdout);
    // A folder where the file should be: it can neither be read nor replaced.
    let cache = sandbox.path("cache");
    assert!(sandbox.run(&cache, &["--only-bank"]).stdout == output.stdout);
    let kept = files(&cache).remove(0);
    fs::remove_file(&kept).unwrap();
    fs::create_dir_all(kept.join("in the way")).unwrap();
    assert!(sandbox.run(&cache, &["--only-bank"]).stdout == output.stdout);
    assert_eq!(files(&cache), [kept], "nothing is left half-written");
}

#[test]
fn small_banks_and_the_one_that_ships_are_not_kept() {
    let sandbox = Sandbox::new();
    let cache = sandbox.path("cache");
    let text = fs::read_to_string(sandbox.path("own.md")).unwrap();
    let (_, asked) = text.split_once("-->").unwrap();
    fs::write(sandbox.path("own.md"), asked).unwrap();
    sandbox.run(&cache, &[]);
    let mut shipped = Command::new(env!("CARGO_BIN_EXE_jobfit"));
    shipped.args(["tailor", "jd.txt", "cv.txt", "--brief"]).current_dir(sandbox.dir.path());
    assert!(shipped.env("JOBFIT_CACHE_DIR", &cache).output().unwrap().status.success());
    assert!(!cache.exists());
}
