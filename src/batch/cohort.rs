//! What a coach sees of many resumes: topics by resume, common gaps, who can rehearse what with whom.

use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::run::Row;
use crate::catalogue;

/// The sums of a cohort while its pairs go by. They are whole numbers, so that no order of adding changes them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sums {
    people: Vec<Of>,
    gaps: Vec<String>,
    /// Where a gap stands in `gaps`.
    places: HashMap<String, usize>,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Of {
    pairs: u32,
    fits: u32,
    fit: u32,
    best: Option<(u32, usize)>,
    topics: Vec<TopicSum>,
    gaps: Vec<u32>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct TopicSum {
    pairs: u32,
    likelihood: u32,
    strength: u32,
    priority: u32,
}

/// Topics by resume, for scripts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Cohort {
    /// The version of this form.
    pub schema_version: u32,
    /// How many postings were compared.
    pub jobs: usize,
    /// The resumes, by name.
    pub resumes: Vec<Member>,
    /// The topics, the one to rehearse first with the most resumes first.
    pub topics: Vec<CohortTopic>,
    /// Gaps, the most common first.
    pub gaps: Vec<CommonGap>,
    /// Who can rehearse a topic with whom.
    pub partners: Vec<Partners>,
}

/// A resume of the cohort.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Member {
    /// Its name.
    pub resume: String,
    /// Postings it was compared with.
    pub postings: u32,
    /// The mean fit, 0..=1.
    pub fit: Option<f64>,
    /// The posting with the best fit.
    pub best: Option<String>,
    /// The best fit, 0..=1.
    pub best_fit: Option<f64>,
}

/// A topic of the cohort.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CohortTopic {
    /// The topic's id.
    pub id: String,
    /// The topic's name.
    pub name: String,
    /// The mean over all resumes, 0..=1; one that no posting of it brings up counts as 0.
    pub priority: f64,
    /// One for each resume with a posting that may bring it up, by name.
    pub resumes: Vec<TopicOf>,
}

/// A topic of one resume: means over the postings that may bring it up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TopicOf {
    /// The resume's name.
    pub resume: String,
    /// Postings that may bring it up.
    pub postings: u32,
    /// Will the interview probe it, 0..=1.
    pub likelihood: f64,
    /// How well the resume shows it, 0..=1.
    pub strength: f64,
    /// What to rehearse first, 0..=1.
    pub priority: f64,
}

/// A gap that several resumes may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CommonGap {
    /// The skill's name.
    pub name: String,
    /// Resumes that have it for at least one posting.
    pub resumes: usize,
    /// Pairs in which it is among the first ten.
    pub pairs: u32,
}

/// Who needs a topic, and who shows it well enough to be asked about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Partners {
    /// The topic's id.
    pub topic: String,
    /// The topic's name.
    pub name: String,
    /// Resumes that should rehearse it, the most urgent first.
    pub rehearse: Vec<String>,
    /// Resumes that show it, the strongest first.
    pub show: Vec<String>,
}

/// A mean strength from which a person can help others with a topic.
const SHOWS: f64 = 0.7;
/// A mean priority from which a topic is worth a session.
const NEEDS: f64 = 0.3;
/// People that are named on either side of a topic.
const NAMED: usize = 5;
/// Gaps that are told.
const GAPS: usize = 50;

impl Sums {
    /// Sums for a number of resumes.
    pub fn of(resumes: usize) -> Self {
        Sums { people: vec![Of::default(); resumes], ..Sums::default() }
    }

    /// Adds a pair.
    pub fn add(&mut self, row: &Row) {
        let Some(person) = self.people.get_mut(row.resume) else { return };
        person.pairs += 1;
        if let Some(fit) = row.fit {
            let fit = hundredths(fit);
            person.fits += 1;
            person.fit += fit;
            if person.best.is_none_or(|b| fit > b.0) {
                person.best = Some((fit, row.job));
            }
        }
        person.topics.resize(catalogue::topics().len(), TopicSum::default());
        for cell in &row.topics {
            if let Some(sum) = person.topics.get_mut(usize::from(cell.topic)) {
                sum.pairs += 1;
                sum.likelihood += u32::from(cell.likelihood);
                sum.strength += u32::from(cell.strength);
                sum.priority += u32::from(cell.priority);
            }
        }
        for gap in &row.gaps {
            let place = self.places.get(gap).copied().unwrap_or_else(|| {
                let place = self.gaps.len();
                self.gaps.push(gap.clone());
                self.places.insert(gap.clone(), place);
                place
            });
            if person.gaps.len() <= place {
                person.gaps.resize(place + 1, 0);
            }
            if let Some(count) = person.gaps.get_mut(place) {
                *count += 1;
            }
        }
    }

    /// The cohort: `jobs` and `resumes` are the names.
    pub fn cohort(&self, jobs: &[String], resumes: &[String]) -> Cohort {
        let people: Vec<(&String, &Of)> = resumes.iter().zip(&self.people).filter(|(_, p)| p.pairs > 0).collect();
        let topics = topics(&people);
        Cohort {
            schema_version: crate::report::value::SCHEMA_VERSION,
            jobs: jobs.len(),
            resumes: people
                .iter()
                .map(|(name, p)| Member {
                    resume: (*name).clone(),
                    postings: p.pairs,
                    fit: mean(p.fit, p.fits),
                    best: p.best.and_then(|b| jobs.get(b.1)).cloned(),
                    best_fit: p.best.and_then(|b| mean(b.0, 1)),
                })
                .collect(),
            gaps: self.common_gaps(),
            partners: topics.iter().filter_map(partners).collect(),
            topics,
        }
    }

    fn common_gaps(&self) -> Vec<CommonGap> {
        let mut gaps: Vec<CommonGap> = self
            .gaps
            .iter()
            .enumerate()
            .map(|(place, name)| {
                let counts = self.people.iter().filter_map(|p| p.gaps.get(place)).filter(|c| **c > 0);
                let (resumes, pairs) = counts.fold((0, 0), |(n, sum), c| (n + 1, sum + c));
                CommonGap { name: name.clone(), resumes, pairs }
            })
            .collect();
        gaps.sort_by(|a, b| b.resumes.cmp(&a.resumes).then(b.pairs.cmp(&a.pairs)).then(a.name.cmp(&b.name)));
        gaps.truncate(GAPS);
        gaps
    }
}

fn topics(people: &[(&String, &Of)]) -> Vec<CohortTopic> {
    let mut out: Vec<CohortTopic> = Vec::new();
    for (place, topic) in catalogue::topics().iter().enumerate() {
        let resumes: Vec<TopicOf> = people
            .iter()
            .filter_map(|(name, person)| {
                let sum = person.topics.get(place)?;
                Some(TopicOf {
                    resume: (*name).clone(),
                    postings: sum.pairs,
                    likelihood: mean(sum.likelihood, sum.pairs)?,
                    strength: mean(sum.strength, sum.pairs)?,
                    priority: mean(sum.priority, sum.pairs)?,
                })
            })
            .collect();
        if resumes.is_empty() {
            continue;
        }
        let all: f64 = resumes.iter().map(|r| r.priority).sum();
        let priority = (all / people.len() as f64 * 100.0).round() / 100.0;
        out.push(CohortTopic { id: topic.id.to_owned(), name: topic.name.to_owned(), priority, resumes });
    }
    out.sort_by(|a, b| b.priority.total_cmp(&a.priority).then(a.id.cmp(&b.id)));
    out
}

fn partners(topic: &CohortTopic) -> Option<Partners> {
    let named = |by: &dyn Fn(&TopicOf) -> f64, least: f64| {
        let mut found: Vec<&TopicOf> = topic.resumes.iter().filter(|r| by(r) >= least).collect();
        found.sort_by(|a, b| by(b).total_cmp(&by(a)).then(a.resume.cmp(&b.resume)));
        found.into_iter().take(NAMED).map(|r| r.resume.clone()).collect::<Vec<_>>()
    };
    let rehearse = named(&|r| r.priority, NEEDS);
    let show: Vec<String> = named(&|r| r.strength, SHOWS).into_iter().filter(|s| !rehearse.contains(s)).collect();
    (!rehearse.is_empty() && !show.is_empty()).then(|| Partners {
        topic: topic.id.clone(),
        name: topic.name.clone(),
        rehearse,
        show,
    })
}

fn hundredths(value: f64) -> u32 {
    (value.clamp(0.0, 1.0) * 100.0).round() as u32
}

/// A mean of hundredths, with two decimals.
fn mean(sum: u32, of: u32) -> Option<f64> {
    (of > 0).then(|| (f64::from(sum) / f64::from(of)).round() / 100.0)
}
