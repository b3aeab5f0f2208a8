//! A tiny bank, a posting, a resume, and what the ranking makes of them.

use std::fmt::Write as _;

use jobfit::bank::{Bank, source};
use jobfit::pipeline::Warnings;
use jobfit::rank::{self, Candidate, Source, Wish};
use jobfit::read::Reader;
use jobfit::understand::dates::Month;
use jobfit::vocabulary::Vocabulary;
use jobfit::{Request, Toolkit};

/// What a question is about where a test has no opinion.
const TEXT: &str =
    "It is Monday and the thing that you are answerable for is not as it should be: what do you look at, and why?";

/// A question of a tiny bank.
#[derive(Clone, Copy)]
pub struct Q<'a> {
    pub id: &'a str,
    pub topic: &'a str,
    pub kind: &'a str,
    pub level: &'a str,
    pub skills: &'a str,
    pub guide: &'a str,
    pub roles: &'a str,
    pub text: &'a str,
}

/// A question on databases at the level of most postings here, all else being equal.
pub const PLAIN: Q<'static> =
    Q { id: "", topic: "databases", kind: "debug", level: "senior", skills: "", guide: "", roles: "", text: TEXT };

/// A resume that shows work with Go and PostgreSQL, and names Redis.
pub const RESUME: &str = "\
Robin Example

Experience

Backend Engineer, Acme Parcel, May 2018 - Present
- Built the parcel tracking service in Go; it answers 4,000 requests a second
- Cut the time of the nightly report in PostgreSQL from 50 to 4 minutes

Skills
Go, PostgreSQL, Redis

Education
BSc Computer Science, Somewhere University, 2014 - 2017
";

/// A senior backend posting with these lines under its requirements.
pub fn posting(lines: &[&str]) -> String {
    lines.iter().fold(
        "Senior Backend Engineer\n\nAbout us\nNorthwind Freight moves parcels.\n\nRequirements\n".to_owned(),
        |text, line| text + "- " + line + "\n",
    )
}

/// What the ranking says of a bank, a posting and a resume.
pub struct Stage {
    /// All questions of the bank that could be asked, by their own scores.
    pub candidates: Vec<Candidate>,
    /// The list that a person gets, without questions that were made.
    pub chosen: Vec<Candidate>,
    /// Where the questions of that list come from, those that were made among them.
    pub sources: Vec<Source>,
    /// Topics to rehearse, first things first, each with likelihood and strength.
    pub topics: Vec<(&'static str, f64, f64)>,
}

impl Stage {
    pub fn of(bank: &[Q<'_>], posting: &str, resume: &str) -> Self {
        let vocabulary = Vocabulary::shipped().unwrap();
        let text = bank.iter().fold(String::new(), |mut text, q| {
            writeln!(text, "## {}\nKind: {}\nLevel: {}\nTopic: {}", q.id, q.kind, q.level, q.topic).unwrap();
            for (field, value) in [("Skills", q.skills), ("Guide", q.guide), ("Roles", q.roles)] {
                if !value.is_empty() {
                    writeln!(text, "{field}: {value}").unwrap();
                }
            }
            text + "\n" + q.text + "\n\nStrong answer:\n- One\n- Two\n- Three\n\nFollow-ups:\n- Why?\n\n"
        });
        let mut findings = Vec::new();
        let entries = source::parse("tiny.md", None, &text, &mut findings);
        assert_eq!(findings, []);
        let bank = Bank::of(&entries, &vocabulary).unwrap();
        let toolkit = Toolkit::of(vocabulary, bank).unwrap();
        let read = |name: &str, text: &str| Reader::default().read(name, text.as_bytes()).unwrap();
        let posting = toolkit.posting(&read("jd.txt", posting), &Request::default());
        let applicant = toolkit.applicant(&read("cv.txt", resume), Month::of(2026, 11)).unwrap();
        let opening = toolkit.opening(posting, Warnings::default()).unwrap();
        let fit = toolkit.compare(&opening, &applicant);
        let view = toolkit.view(&opening, &applicant, &fit);
        let wish = Wish { top: 30, ..Wish::default() };
        let of_bank = |all: Vec<Candidate>| all.into_iter().filter(|c| c.source == Source::Bank).collect::<Vec<_>>();
        let ranking = rank::rank(view, &wish);
        let stage = Stage {
            candidates: of_bank(rank::candidates(view, &wish)),
            topics: ranking.topics.iter().map(|t| (t.topic().id, t.likelihood, t.strength)).collect(),
            sources: ranking.questions.iter().map(|q| q.source).collect(),
            chosen: of_bank(ranking.questions),
        };
        for candidate in stage.candidates.iter().chain(&stage.chosen) {
            let sum = candidate.score.parts.iter().fold(0.0, |sum, part| sum + part.weight * part.value);
            assert_eq!(sum, candidate.score.value, "the parts of {} add up to its score", candidate.id);
            assert!(candidate.score.parts.iter().all(|p| !p.why.is_empty() || p.signal == "topic"), "{candidate:?}");
        }
        stage
    }

    /// The ids of the candidates, best first.
    pub fn ids(&self) -> Vec<&str> {
        self.candidates.iter().map(|c| c.id.as_str()).collect()
    }

    /// The ids of the list, first to last.
    pub fn list(&self) -> Vec<&str> {
        self.chosen.iter().map(|c| c.id.as_str()).collect()
    }

    /// What a signal says of each candidate, in the order of the candidates; 0 where it says nothing.
    pub fn signal(&self, signal: &str) -> Vec<(&str, f64)> {
        let said = |c: &Candidate| c.score.parts.iter().find(|p| p.signal == signal).map_or(0.0, |p| p.value);
        self.candidates.iter().map(|c| (c.id.as_str(), said(c))).collect()
    }

    /// That a signal, and only it, puts the candidates in this order: what all others say is the same.
    pub fn only(&self, signal: &str, ids: &[&str]) {
        assert_eq!(self.ids(), ids, "{:#?}", self.signal(signal));
        let others = |c: &Candidate| -> Vec<(String, f64)> {
            let parts = c.score.parts.iter().filter(|p| p.signal != signal);
            parts.map(|p| (p.signal.clone(), p.value)).collect()
        };
        for pair in self.candidates.windows(2) {
            assert_eq!(others(&pair[0]), others(&pair[1]), "{} and {}", pair[0].id, pair[1].id);
        }
        let values = self.signal(signal);
        assert!(values.windows(2).any(|pair| pair[0].1 != pair[1].1), "{signal} tells them apart: {values:?}");
    }
}
