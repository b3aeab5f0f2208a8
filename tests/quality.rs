//! How good the judgement is, on the labelled pairs of `fixtures/pairs`, as a ratchet: it fails when a figure falls and when
//! one has risen and nobody wrote it down.
//!
//! The figures are those of an evaluator of its own, in few lines: F1 of the skills asked for, the share of evidence that is
//! right, traps reported, facts, and how near the ranking comes to what a reader expects. `fixtures/README.md` says how the labels were made.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jobfit::rank::Wish;
use jobfit::read::Reader;
use jobfit::understand::dates::Month;
use jobfit::{Request, Toolkit};
use serde::Deserialize;

#[path = "../examples/ablation/metrics.rs"]
mod metrics;

use metrics::{Expected, Figures, Said};

#[derive(Deserialize)]
struct Labels {
    role: String,
    level: String,
    jd_years: Option<f64>,
    must: Vec<String>,
    nice: Vec<String>,
    #[serde(default)]
    not_asked: Vec<String>,
    evidence: BTreeMap<String, String>,
    #[serde(default)]
    resume_traps: Vec<String>,
    resume_years: Option<f64>,
    #[serde(default)]
    also_fine: Vec<String>,
    #[serde(default)]
    role_also_fine: Vec<String>,
}

/// What was counted over a set of pairs.
#[derive(Default)]
struct Counts {
    found: usize,
    extra: usize,
    missed: usize,
    evidence: (usize, usize),
    facts: (usize, usize),
    traps: usize,
    credited: usize,
    rankings: Vec<Figures>,
}

impl Counts {
    fn f1(&self) -> f64 {
        2.0 * self.found as f64 / (2 * self.found + self.extra + self.missed).max(1) as f64
    }
}

fn ratio(pair: (usize, usize)) -> f64 {
    pair.0 as f64 / pair.1.max(1) as f64
}

fn document(folder: &Path, stem: &str) -> PathBuf {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| {
            p.file_name().unwrap().to_str().unwrap().starts_with(&format!("{stem}."))
                && !p.display().to_string().contains(".src")
        })
        .collect();
    found.sort();
    found.swap_remove(0)
}

fn count(toolkit: &Toolkit, folder: &Path, counts: &mut Counts) {
    let text = fs::read_to_string(folder.join("labels.json")).unwrap();
    let labels: Labels = serde_json::from_str(&text).unwrap();
    let expected: Expected = serde_json::from_str(&text).unwrap();
    let read = |path: PathBuf| {
        let bytes = fs::read(&path).unwrap();
        Reader::default().read(&path.display().to_string(), &bytes).unwrap()
    };
    let (job, resume) = (read(document(folder, "jd")), read(document(folder, "resume")));
    let request = Request { wish: Wish { top: 15, ..Wish::default() }, ..Request::default() };
    let result = toolkit.run(&job, &resume, Month::of(2026, 11), &request).unwrap();
    let mut likely: Vec<_> = result.topics.iter().collect();
    likely.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
    let said = Said {
        likely: likely.iter().map(|t| t.id.as_str()).collect(),
        rehearse: result.topics.iter().map(|t| t.id.as_str()).collect(),
        questions: result.questions.iter().map(|q| q.topic.as_str()).collect(),
    };
    counts.rankings.push(Figures::of(&said, &expected));
    let id =
        |name: &String| toolkit.vocabulary.by_name(name).map_or_else(|| name.to_lowercase(), |s| s.id().to_owned());
    let ids = |names: &[String]| names.iter().map(id).collect::<BTreeSet<_>>();
    let wanted: BTreeSet<String> = ids(&labels.must).union(&ids(&labels.nice)).cloned().collect();
    let fine = ids(&labels.also_fine);
    let said: BTreeMap<&str, &str> = result.fit.skills.iter().map(|s| (s.id.as_str(), s.evidence.name())).collect();
    counts.found += wanted.iter().filter(|w| said.contains_key(w.as_str())).count();
    counts.missed += wanted.iter().filter(|w| !said.contains_key(w.as_str())).count();
    counts.extra += said.keys().filter(|s| !wanted.contains(**s) && !fine.contains(**s)).count();
    counts.traps += ids(&labels.not_asked).difference(&wanted).filter(|t| said.contains_key(t.as_str())).count();
    for (name, grade) in &labels.evidence {
        let grade = match grade.as_str() {
            "shown" => "demonstrated",
            "listed" | "missing" => grade,
            _ => "related",
        };
        counts.evidence.1 += 1;
        counts.evidence.0 += usize::from(said.get(id(name).as_str()) == Some(&grade));
    }
    let shows = |id: &String| result.resume.skills.iter().any(|s| s.id == *id);
    counts.credited += ids(&labels.resume_traps).iter().filter(|t| shows(t)).count();
    let role = result.job.role.map(|r| r.id).unwrap_or_default();
    let mut fact = |right: bool| {
        counts.facts.1 += 1;
        counts.facts.0 += usize::from(right);
    };
    fact(role == labels.role || labels.role_also_fine.contains(&role));
    fact(result.job.level.name() == labels.level);
    fact(result.job.years_required == labels.jd_years);
    if let Some(years) = labels.resume_years {
        fact(result.resume.years.is_some_and(|y| (y - years).abs() <= 0.5));
    }
}

#[test]
fn the_labelled_pairs_keep_their_figures() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let toolkit = Toolkit::shipped().unwrap();
    let mut counts = Counts::default();
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root.join("fixtures/pairs")).unwrap().map(|e| e.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 12, "{} pairs", folders.len());
    for folder in &folders {
        count(&toolkit, folder, &mut counts);
    }
    let figures = [
        ("asked-f1", counts.f1()),
        ("evidence", ratio(counts.evidence)),
        ("facts", ratio(counts.facts)),
        ("traps-reported", counts.traps as f64),
        ("traps-credited", counts.credited as f64),
    ];
    let rankings = Figures::mean(&counts.rankings).named();
    let said: String = figures.iter().map(|(name, value)| format!("{name} {value:.3}\n")).collect();
    // Coarser: these also move by which of two topics comes first that are as good as one another.
    let said = rankings.iter().fold(said, |said, (name, value)| said + &format!("{name} {value:.2}\n"));
    let path = root.join("tests/quality.txt");
    if std::env::var_os("JOBFIT_BLESS").is_some() {
        fs::write(&path, &said).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace('\r', "");
    assert_eq!(said, kept, "figures changed; where they rose, record them: JOBFIT_BLESS=1 cargo test --test quality");
}
