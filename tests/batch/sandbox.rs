//! Postings and resumes that never existed, and a folder to compare them in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

pub const TODAY: [&str; 2] = ["--today", "2026-11-15"];

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
pub fn posting(n: usize) -> String {
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

pub fn resume(n: usize) -> String {
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

pub struct Sandbox {
    pub dir: tempfile::TempDir,
}

impl Sandbox {
    /// With so many postings and resumes.
    pub fn of(jobs: usize, resumes: usize) -> Self {
        let sandbox = Sandbox { dir: tempfile::tempdir().unwrap() };
        for n in 0..jobs {
            sandbox.file(&format!("jd/job-{n:03}.txt"), posting(n).as_bytes());
        }
        for n in 0..resumes {
            sandbox.file(&format!("cv/team-{}/cv-{n:03}.txt", n % 2), resume(n).as_bytes());
        }
        sandbox
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn file(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jobfit"));
        command.args(args).current_dir(self.dir.path()).env_remove("SOURCE_DATE_EPOCH").stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// `batch` of the two folders into another.
    pub fn batch(&self, out: &str, more: &[&str]) -> Output {
        let base = ["batch", "--jobs", "jd", "--resumes", "cv", "--out", out];
        self.run(&[&base[..], &TODAY, more].concat())
    }

    pub fn lines(&self, file: &str) -> Vec<Value> {
        let text = fs::read_to_string(self.path(file)).unwrap();
        text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
    }

    /// All files below a folder with their bytes.
    pub fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
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

pub fn well(output: &Output) {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty());
}

pub fn same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) {
    assert_eq!(a.keys().collect::<Vec<_>>(), b.keys().collect::<Vec<_>>());
    for (name, bytes) in a {
        assert!(b[name] == *bytes, "{name} differs");
    }
}
