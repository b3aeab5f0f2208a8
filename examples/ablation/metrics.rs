//! How near a ranking comes to what labels say: topics, what to rehearse, questions.

use std::collections::BTreeMap;

use serde::Deserialize;

/// Grades from 1 to 3 by topic; a topic that is not there has none.
pub type Grades = BTreeMap<String, u32>;

/// What a careful reader of a posting and a resume expects.
#[derive(Debug, Deserialize)]
pub struct Expected {
    /// How likely the interview probes each topic.
    pub topics_jd: Grades,
    /// What this person should rehearse first.
    pub rehearse: Grades,
}

/// What a ranking says of a pair.
pub struct Said<'a> {
    /// Topics, the likeliest first.
    pub likely: Vec<&'a str>,
    /// Topics, those to rehearse first before the others.
    pub rehearse: Vec<&'a str>,
    /// The topics of the questions, in their order.
    pub questions: Vec<&'a str>,
}

/// The figures of a pair, or their means; 1 is best.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Figures {
    /// nDCG of the ten likeliest topics.
    pub topics: f64,
    /// nDCG of the first six topics to rehearse.
    pub rehearse: f64,
    /// Grades of the topics of the first ten questions, three a topic at most, as a share of the best such list.
    pub gain: f64,
    /// Topics of grade 3 on which one of the first fifteen questions is, and how many such topics there are.
    pub key: (usize, usize),
}

impl Figures {
    /// Those of a pair.
    pub fn of(said: &Said<'_>, expected: &Expected) -> Self {
        let grade = |t: &str| expected.topics_jd.get(t).copied().unwrap_or(0);
        let first = said.questions.get(..10).unwrap_or(&said.questions);
        let had = |i: usize, t: &str| first.iter().take(i).filter(|o| **o == t).count();
        let gain: u32 = first.iter().enumerate().filter(|(i, t)| had(*i, t) < 3).map(|(_, t)| grade(t)).sum();
        let key: Vec<&String> = expected.topics_jd.iter().filter(|g| *g.1 == 3).map(|g| g.0).collect();
        let asked = key.iter().filter(|k| said.questions.iter().take(15).any(|q| *q == k.as_str())).count();
        Figures {
            topics: ndcg(&said.likely, &expected.topics_jd, 10),
            rehearse: ndcg(&said.rehearse, &expected.rehearse, 6),
            gain: f64::min(1.0, f64::from(gain) / f64::from(ideal(&expected.topics_jd))),
            key: (asked, key.len()),
        }
    }

    /// The means of some; of key topics, those of all pairs together.
    pub fn mean(all: &[Figures]) -> Self {
        let mean = |of: fn(&Figures) -> f64| all.iter().map(of).sum::<f64>() / all.len().max(1) as f64;
        Figures {
            topics: mean(|f| f.topics),
            rehearse: mean(|f| f.rehearse),
            gain: mean(|f| f.gain),
            key: all.iter().fold((0, 0), |sum, f| (sum.0 + f.key.0, sum.1 + f.key.1)),
        }
    }

    /// Each with its name.
    pub fn named(&self) -> [(&'static str, f64); 4] {
        [
            ("topics-ndcg10", self.topics),
            ("rehearse-ndcg6", self.rehearse),
            ("question-gain", self.gain),
            ("key-topics", self.key.0 as f64 / self.key.1.max(1) as f64),
        ]
    }
}

fn dcg(grades: impl Iterator<Item = u32>) -> f64 {
    (2..).zip(grades).map(|(i, g)| f64::from(2_u32.pow(g) - 1) / f64::from(i).log2()).sum()
}

fn ndcg(said: &[&str], grades: &Grades, first: usize) -> f64 {
    let mut best: Vec<u32> = grades.values().copied().collect();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let of = said.iter().take(first).map(|t| grades.get(*t).copied().unwrap_or(0));
    dcg(of) / dcg(best.into_iter().take(first)).max(f64::EPSILON)
}

/// The grades of a list of ten that gives each topic its share by grade, three at most.
fn ideal(grades: &Grades) -> u32 {
    const SLOTS: u32 = 10;
    const MOST: u32 = 3;
    let total: u32 = grades.values().sum::<u32>().max(1);
    let mut given: Vec<(u32, u32, u32)> =
        grades.values().map(|&g| (g, MOST.min(g * SLOTS / total), g * SLOTS % total)).collect();
    // What is left goes to those that were rounded down most.
    given.sort_by(|a, b| b.2.cmp(&a.2).then(b.0.cmp(&a.0)));
    let mut left = SLOTS.saturating_sub(given.iter().map(|g| g.1).sum());
    for slot in &mut given {
        if left > 0 && slot.1 < MOST {
            slot.1 += 1;
            left -= 1;
        }
    }
    given.iter().map(|(grade, n, _)| grade * n).sum::<u32>().max(1)
}
