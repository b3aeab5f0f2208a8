//! Nothing leaves the machine: what the program asks of the kernel while it works, as strace tells it. No socket is ever made,
//! and nothing changes on the disk but the output that was asked for.
//!
//! strace has to be installed, and processes have to be allowed to trace their children; where either is not so, these tests
//! fail, because a promise that nobody checked is none.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// All that makes or uses a socket, and all that takes a name in the file system. A question mark: not on every processor.
const TRACED: &str = "trace=%network,%file,?io_uring_setup,?memfd_create";

/// Calls that take a name and change nothing under it. Whatever is not here counts as a change, so that a call that nobody
/// thought of is seen. `open` and `openat` are judged by their flags.
const LOOKING: &[&str] = &[
    "access",
    "chdir",
    "faccessat",
    "faccessat2",
    "fstatat",
    "getcwd",
    "getxattr",
    "lgetxattr",
    "lstat",
    "name_to_handle_at",
    "newfstatat",
    "readlink",
    "readlinkat",
    "stat",
    "statfs",
    "statx",
];

/// The network calls of every Linux; all of them begin with a socket, the first two.
const NETWORK: &[&str] = &[
    "socket",
    "socketpair",
    "socketcall",
    "accept",
    "accept4",
    "bind",
    "connect",
    "getpeername",
    "getsockname",
    "getsockopt",
    "listen",
    "recv",
    "recvfrom",
    "recvmmsg",
    "recvmmsg_time64",
    "recvmsg",
    "send",
    "sendmmsg",
    "sendmsg",
    "sendto",
    "setsockopt",
    "shutdown",
];

/// What a run did, as lines of strace.
#[derive(Debug, Default)]
struct Deeds {
    /// Calls about sockets, and io_uring, through which they could be made unseen.
    network: Vec<String>,
    /// Calls that open for writing, make, rename or remove something.
    changes: Vec<String>,
    /// Names that were opened for reading.
    read: Vec<String>,
    /// Programs that were started.
    programs: Vec<String>,
}

impl Deeds {
    fn of(trace: &str) -> Self {
        let mut deeds = Deeds::default();
        for line in trace.lines() {
            // `1234 openat(AT_FDCWD, "file", O_RDONLY) = 3`; the end of a call that another thread interrupted, signals and
            // exits have no name and bracket here.
            let call = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
            let Some((name, arguments)) = call.split_once('(') else { continue };
            if !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
                continue;
            }
            let opens_to_read = matches!(name, "open" | "openat" | "openat2")
                && arguments.contains("O_RDONLY")
                && !["O_CREAT", "O_TRUNC", "O_TMPFILE"].iter().any(|flag| arguments.contains(flag));
            if NETWORK.contains(&name) || name == "io_uring_setup" {
                deeds.network.push(line.to_owned());
            } else if opens_to_read {
                deeds.read.extend(quoted(arguments));
            } else if matches!(name, "execve" | "execveat") {
                deeds.programs.push(line.to_owned());
            } else if !LOOKING.contains(&name) && !arguments.contains("\"/dev/null\"") {
                deeds.changes.push(line.to_owned());
            }
        }
        deeds
    }
}

/// The strings among the arguments of a call.
fn quoted(arguments: &str) -> Vec<String> {
    arguments.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

/// Runs a program under strace, without a home, in a folder; it has to end with `status`.
fn traced(program: &Path, arguments: &[&str], folder: &Path, status: i32) -> Deeds {
    let trace = tempfile::NamedTempFile::new().unwrap();
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-s", "256", "-e", TRACED, "-o"]).arg(trace.path()).arg(program).args(arguments);
    for unset in ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "JOBFIT_DATA_DIR", "TMPDIR"] {
        command.env_remove(unset);
    }
    let output = match command.env("SOURCE_DATE_EPOCH", "1795000000").current_dir(folder).output() {
        Ok(output) => output,
        Err(error) => {
            panic!("strace can't be started ({error}); install it, for example with `apt-get install strace`")
        }
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        !said.contains("Operation not permitted") && !said.contains("ptrace"),
        "processes can't be traced here ({}); in a container, allow it with `--cap-add SYS_PTRACE`, elsewhere see \
         /proc/sys/kernel/yama/ptrace_scope",
        said.trim()
    );
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {said}");
    let deeds = Deeds::of(&fs::read_to_string(trace.path()).unwrap());
    assert!(!deeds.read.is_empty(), "{arguments:?}: strace told nothing");
    deeds
}

fn jobfit(arguments: &[&str], folder: &Path) -> Deeds {
    traced(Path::new(env!("CARGO_BIN_EXE_jobfit")), arguments, folder, 0)
}

fn pair(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/pairs/backend-senior-vs-mid").join(file);
    path.to_str().unwrap().to_owned()
}

/// A folder that nothing may be written to, and one for output. Root may write to the first all the same; that nobody tried
/// is what the trace shows.
struct Place {
    _all: tempfile::TempDir,
    bare: PathBuf,
    out: PathBuf,
}

impl Place {
    fn new() -> Self {
        let all = tempfile::tempdir().unwrap();
        let (bare, out) = (all.path().join("bare"), all.path().join("out"));
        fs::create_dir(&bare).unwrap();
        fs::create_dir(&out).unwrap();
        let mut permissions = fs::metadata(&bare).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&bare, permissions).unwrap();
        Place { _all: all, bare, out }
    }
}

#[test]
fn a_report_is_made_of_two_files_and_makes_one() {
    let place = Place::new();
    let (job, resume) = (pair("jd.txt"), pair("resume.pdf"));
    for format in ["text", "json", "html"] {
        let out = place.out.join(format);
        let deeds = jobfit(&["tailor", &job, &resume, "--format", format, "-o", out.to_str().unwrap()], &place.bare);
        assert_eq!(deeds.network, Vec::<String>::new(), "{format}");
        assert_eq!(deeds.programs.len(), 1, "{:?}", deeds.programs);
        assert!(deeds.read.contains(&job) && deeds.read.contains(&resume), "{format}: {:?}", deeds.read);
        // A file beside the output, which gets its name once it is whole.
        let hidden = format!("{}/.{format}.", place.out.display());
        let [made, named] = deeds.changes.as_slice() else { panic!("{format}: {:#?}", deeds.changes) };
        assert!(made.contains(" openat(") && quoted(made).iter().all(|f| f.starts_with(&hidden)), "{made}");
        assert!(named.contains(" rename"), "{named}");
        assert!(quoted(named).iter().all(|f| f.starts_with(&hidden) || Path::new(f) == out), "{named}");
        let left: Vec<_> = fs::read_dir(&place.out).unwrap().map(|e| e.unwrap().path()).collect();
        assert!(left.contains(&out) && left.iter().all(|f| !f.to_string_lossy().starts_with(&hidden)), "{left:?}");
    }
    assert_eq!(fs::read_dir(&place.bare).unwrap().count(), 0);
}

#[test]
fn what_goes_to_standard_output_leaves_no_trace() {
    let place = Place::new();
    let (job, resume) = (pair("jd.txt"), pair("resume.pdf"));
    let commands: [&[&str]; 5] = [
        &["tailor", &job, &resume],
        &["guide"],
        &["guide", "backend-engineer"],
        &["read", &resume],
        &["bank", "search", "slow query"],
    ];
    for arguments in commands {
        let deeds = jobfit(arguments, &place.bare);
        assert_eq!(deeds.network, Vec::<String>::new(), "{arguments:?}");
        assert_eq!(deeds.changes, Vec::<String>::new(), "{arguments:?}");
        assert_eq!(deeds.programs.len(), 1, "{:?}", deeds.programs);
    }
    assert_eq!(fs::read_dir(&place.bare).unwrap().count(), 0);
}

#[test]
fn the_second_reader_of_pdfs_keeps_to_itself_too() {
    let place = Place::new();
    // A page without text, as scans are: the second reader is asked, in a process of its own, and finds none either.
    let scan = place.out.join("scan.pdf");
    fs::write(
        &scan,
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n\
         3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>> endobj\ntrailer <</Root 1 0 R>>\n%%EOF\n",
    )
    .unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_jobfit"));
    let deeds = traced(program, &["read", scan.to_str().unwrap()], &place.bare, 1);
    assert!(deeds.programs.iter().any(|call| call.contains("read-pdf-second")), "{:?}", deeds.programs);
    assert_eq!(deeds.network, Vec::<String>::new());
    assert_eq!(deeds.changes, Vec::<String>::new());
}

/// What the test below runs: a socket, and a file that is made.
#[test]
#[ignore = "run by the test below"]
fn a_program_that_does_both() {
    let _socket = std::net::UdpSocket::bind("127.0.0.1:0");
    fs::write("made", "by the test").unwrap();
}

#[test]
fn a_socket_and_a_file_would_be_seen() {
    let folder = tempfile::tempdir().unwrap();
    let this = std::env::current_exe().unwrap();
    let deeds = traced(&this, &["--exact", "a_program_that_does_both", "--ignored", "-q"], folder.path(), 0);
    assert!(deeds.network.iter().any(|call| call.contains(" socket(AF_INET")), "{deeds:?}");
    assert!(deeds.changes.iter().any(|call| call.contains("\"made\"") && call.contains("O_CREAT")), "{deeds:?}");
}
