//! What speaks for a question: named signals, each with its value and its reason, weighted by `data/rank/weights.txt`.
//!
//! A value is worked out for every question, a reason only for those that are shown. Signals that look at the posting alone
//! are worked out once a posting, in [`Prospects`](super::Prospects).

use super::made::Made;
use super::prospects::Standing;
use super::tuning::Weights;
use super::{Because, Candidate, Side, Source, View, topics};
use crate::bank::Question;
use crate::compare::Match;
use crate::score::Score;
use crate::terms::{Evidence, Kind, Strength};
use crate::understand::resume::Resume;

mod fixed;
mod mix;

pub use fixed::{announced, kind, level, skill};
pub use mix::kind_mix;

/// The signals, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// How likely the interview probes the question's topic.
    Topic,
    /// How near the question is to a requirement, by the index.
    Retrieval,
    /// How much the posting asks for the skills that the question needs.
    Skill,
    /// How much the question rehearses what the resume lacks.
    Gap,
    /// How near the question's level is to the job's.
    Level,
    /// How usual the kind is in such an interview.
    Kind,
    /// Whether the posting says that its interview has this kind.
    Interview,
    /// Whether the role's guide holds the question.
    Guide,
    /// Whether the person can tell work that the resume shows.
    Claim,
    /// Whether the question needs technologies of which the posting asks for none.
    Stranger,
}

impl Signal {
    /// All of them.
    pub const ALL: [Signal; 10] = [
        Signal::Topic,
        Signal::Retrieval,
        Signal::Skill,
        Signal::Gap,
        Signal::Level,
        Signal::Kind,
        Signal::Interview,
        Signal::Guide,
        Signal::Claim,
        Signal::Stranger,
    ];

    /// The name, as in the file of weights.
    pub fn name(self) -> &'static str {
        match self {
            Signal::Topic => "topic",
            Signal::Retrieval => "retrieval",
            Signal::Skill => "skill",
            Signal::Gap => "gap",
            Signal::Level => "level",
            Signal::Kind => "kind",
            Signal::Interview => "interview",
            Signal::Guide => "guide",
            Signal::Claim => "claim",
            Signal::Stranger => "stranger",
        }
    }
}

/// What each signal says of a question, 0..=1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Values(Weights);

impl Values {
    /// Sets what a signal says.
    pub fn set(&mut self, signal: Signal, value: f64) {
        if let Some(slot) = self.0.get_mut(signal as usize) {
            *slot = value;
        }
    }

    /// The score: the sum of weight times value. It is the same sum, in the same order, as that of the parts that are told.
    pub fn sum(&self, weights: &Weights) -> f64 {
        self.0.iter().zip(weights).fold(0.0, |sum, (value, weight)| sum + weight * value)
    }

    /// The score with its parts, each with a reason.
    fn told(&self, weights: &Weights, why: impl Fn(Signal) -> String) -> Score {
        let mut score = Score::default();
        for ((signal, value), weight) in Signal::ALL.into_iter().zip(self.0).zip(weights) {
            if value != 0.0 {
                score.add(signal.name(), *weight, value, why(signal));
            }
        }
        score
    }
}

/// What a ranking knows of each topic and skill of a pair.
pub struct Signals<'a> {
    view: View<'a>,
    /// By the topics' places in the catalogue.
    topics: Vec<Option<&'a topics::Ranked<'a>>>,
    /// By the topics' places: what the gap signal says of a question without a skill that is a gap.
    thin: Vec<f64>,
    /// By the skills' places in [`Posting::asked`]: how urgent the gap is.
    gaps: Vec<Option<f64>>,
}

impl<'a> Signals<'a> {
    /// Gathers what the signals look at.
    pub fn of(view: View<'a>, ranked: &'a [topics::Ranked<'a>]) -> Self {
        let mut topics = vec![None; crate::catalogue::topics().len()];
        let mut thin = vec![0.0; topics.len()];
        for topic in ranked {
            if let (Some(slot), Some(thin)) = (topics.get_mut(topic.basis.place), thin.get_mut(topic.basis.place)) {
                *slot = Some(topic);
                *thin = 0.6 * topic.likelihood * (1.0 - topic.strength);
            }
        }
        let mut gaps = vec![None; view.fit.matches.len()];
        for gap in &view.fit.gaps {
            if let Some(slot) = gaps.get_mut(gap.of) {
                *slot = Some(gap.priority);
            }
        }
        Signals { view, topics, thin, gaps }
    }

    /// The topic at a place of the catalogue, where it has a chance.
    pub fn topic(&self, place: usize) -> Option<&'a topics::Ranked<'a>> {
        self.topics.get(place).copied().flatten()
    }

    /// What the signals say of a question of the bank; nothing where its topic has no chance.
    pub fn values(&self, question: &Standing) -> Option<Values> {
        let topic = self.topic(question.topic)?;
        let skills = self.view.prospects.skills(question);
        let mut values = question.fixed;
        values.set(Signal::Topic, topic.likelihood);
        values.set(Signal::Gap, self.gap(skills, question.topic));
        if matches!(question.kind, Kind::Experience | Kind::Behavioral) && self.shown(skills) {
            values.set(Signal::Claim, 1.0);
        }
        Some(values)
    }

    /// What they say of a question that was made: by what it was made for, as of a question of the bank.
    pub fn of_made(&self, made: &Made) -> Values {
        let skills = made.skill.as_slice();
        let mut values = Values::default();
        values.set(Signal::Topic, self.topic(made.topic).map_or(0.0, |t| t.likelihood));
        values.set(Signal::Retrieval, made.near);
        values.set(Signal::Skill, skill(self.view.posting, skills, skills.len()));
        values.set(Signal::Gap, self.gap(skills, made.topic));
        // Made for this person, it is at the level of the job.
        values.set(Signal::Level, 1.0);
        values.set(Signal::Kind, kind(&self.view.prospects.kinds, made.kind));
        values
    }

    fn gap(&self, skills: &[usize], topic: usize) -> f64 {
        self.most_urgent(skills).map_or_else(|| self.thin.get(topic).copied().unwrap_or(0.0), |g| g.1)
    }

    /// The most urgent gap among some skills.
    fn most_urgent(&self, skills: &[usize]) -> Option<(usize, f64)> {
        let gaps = skills.iter().filter_map(|&i| Some((i, (*self.gaps.get(i)?)?)));
        gaps.max_by(|a, b| a.1.total_cmp(&b.1))
    }

    /// Whether the resume has work to tell on one of some skills.
    fn shown(&self, skills: &[usize]) -> bool {
        let mut matches = skills.iter().filter_map(|&i| self.view.fit.matches.get(i));
        matches.any(|m| m.evidence == Evidence::Demonstrated)
    }

    /// A question of the bank in words.
    pub fn candidate(&self, standing: &Standing, values: &Values) -> Option<Candidate> {
        let question = self.view.bank.questions().get(standing.place)?;
        let skills = self.view.prospects.skills(standing);
        Some(Candidate {
            id: question.id.clone(),
            place: Some(standing.place),
            topic: question.topic,
            kind: question.kind,
            level: question.level,
            source: Source::Bank,
            text: String::new(),
            strong_answer: Vec::new(),
            follow_ups: Vec::new(),
            score: values.told(&self.view.tuning.weights, |signal| self.why(signal, standing, question, skills)),
            because: self.because(standing, question),
        })
    }

    /// A question that was made, in words.
    pub fn made(&self, made: &Made, values: &Values) -> Option<Candidate> {
        let mut candidate = made.candidate(self.view)?;
        candidate.score = values.told(&self.view.tuning.weights, |signal| match signal {
            Signal::Retrieval => "made from a line of the documents".to_owned(),
            Signal::Level => "made for this person".to_owned(),
            Signal::Topic => self.why_topic(made.topic),
            Signal::Skill => self.why_skill(made.skill.as_slice()),
            Signal::Gap => self.why_gap(made.skill.as_slice()),
            _ => format!("{} questions at this level", made.kind),
        });
        Some(candidate)
    }

    /// Why a signal says what it says.
    fn why(&self, signal: Signal, standing: &Standing, question: &Question, skills: &[usize]) -> String {
        let posting = self.view.posting;
        match signal {
            Signal::Topic => self.why_topic(standing.topic),
            Signal::Retrieval => {
                let near = self.view.prospects.retrieval.near(standing.place);
                let requirement = near.and_then(|n| posting.requirements.get(n.requirement));
                requirement.map(|r| format!("near to line {}", r.line + 1)).unwrap_or_default()
            }
            Signal::Skill => self.why_skill(skills),
            Signal::Gap => self.why_gap(skills),
            Signal::Level => format!("a {} question for a {} job", question.level, posting.level),
            Signal::Kind => format!("{} questions at this level", question.kind),
            Signal::Interview => announced(posting, question.kind)
                .map(|line| format!("the posting announces it on line {}", line + 1))
                .unwrap_or_default(),
            Signal::Guide => "in the role's guide".to_owned(),
            Signal::Claim => "the resume has work to tell".to_owned(),
            Signal::Stranger => {
                let technologies =
                    self.view.shelf.technologies(self.view.bank, self.view.vocabulary, standing.place).iter();
                let names: Vec<&str> =
                    technologies.filter_map(|t| question.skills.get(t.place)).map(String::as_str).collect();
                let names = if names.is_empty() { question.topic.to_owned() } else { names.join(", ") };
                format!("nobody asks for {names}")
            }
        }
    }

    fn why_topic(&self, place: usize) -> String {
        let why = self.topic(place).map(|t| t.why(self.view.posting, self.view.fit));
        why.and_then(|w| w.into_iter().next()).unwrap_or_default()
    }

    fn why_skill(&self, skills: &[usize]) -> String {
        let asked = skills.iter().filter_map(|&i| self.view.posting.asked.get(i));
        let names: Vec<&str> = asked.map(|a| a.named.name.as_str()).collect();
        if names.is_empty() { String::new() } else { format!("asks for {}", names.join(", ")) }
    }

    fn why_gap(&self, skills: &[usize]) -> String {
        match self.most_urgent(skills).and_then(|g| self.view.posting.asked.get(g.0)) {
            Some(asked) => format!("{} is a gap", asked.named.name),
            None => "the resume shows little of the topic".to_owned(),
        }
    }

    /// The reasons for a question of the bank, each with a line that the person can check.
    fn because(&self, standing: &Standing, question: &Question) -> Vec<Because> {
        let (posting, fit) = (self.view.posting, self.view.fit);
        let mut out = Vec::new();
        // Of the skills it needs, one of its own topic is the better reason; where none is, a line that asks for the topic.
        let own = |m: &Match<'_>| posting.asked.get(m.asked).is_some_and(|a| a.topics.contains(&question.topic));
        let topic = self.topic(standing.topic);
        let asked = self
            .view
            .prospects
            .skills(standing)
            .iter()
            .filter_map(|&i| fit.matches.get(i))
            .max_by(|a, b| own(a).cmp(&own(b)).then(a.weight.total_cmp(&b.weight)).then(b.asked.cmp(&a.asked)))
            .filter(|m| own(m) || topic.is_none_or(|t| t.basis.matches.is_empty()));
        let near = self
            .view
            .prospects
            .retrieval
            .near(standing.place)
            .filter(|n| n.value > 0.55)
            .and_then(|n| posting.requirements.get(n.requirement))
            .filter(|r| {
                // A requirement without a skill of the topic is near by its words alone: no reason a person could check.
                r.skills.iter().any(|s| question.skills.contains(&s.id) || self.of_topic(&s.id, question.topic))
            });
        let line = asked
            .and_then(|m| posting.asked.get(m.asked))
            .map(|a| (a.line, a.text.clone()))
            .or_else(|| near.map(|r| (r.line, r.text.clone())))
            .or_else(|| {
                topic.and_then(|t| t.basis.line).map(|l| (l, posting.lines.get(l).cloned().unwrap_or_default()))
            });
        if let Some((line, text)) = line {
            out.push(Because { kind: "requirement", document: Some(Side::Job), line: Some(line), text });
        }
        // What the resume has on it: on the skill itself, on those of the line that asks, else on the first of the topic's of
        // which something can be said. That another skill of the topic is missing is no reason for this question.
        let of_line = fit.matches.iter().filter(|m| near.is_some_and(|r| r.skills.iter().any(|s| s.id == m.named.id)));
        let of_topic =
            topic.into_iter().flat_map(|t| &t.basis.matches).filter_map(|&i| fit.matches.get(i)).filter(|m| {
                m.evidence == Evidence::Demonstrated
                    || m.named.id == question.topic
                    || question.skills.contains(&m.named.id)
            });
        let said = asked.into_iter().chain(of_line).chain(of_topic).filter_map(|m| {
            let gap = self.gaps.get(m.asked).is_some_and(Option::is_some);
            of_resume(m, self.view.resume, gap)
        });
        out.extend(said.take(1));
        if let Some(guess) = posting.role.as_ref().filter(|g| g.role.topics.contains(&question.topic) && out.len() < 3)
        {
            out.push(Because {
                kind: "role",
                document: None,
                line: None,
                text: format!("typical of interviews for {}", guess.role.with_article()),
            });
        } else if out.is_empty() {
            out.push(Because {
                kind: "level",
                document: None,
                line: None,
                text: format!("usual at the level of the job ({})", posting.level),
            });
        }
        out
    }

    fn of_topic(&self, skill: &str, topic: &str) -> bool {
        self.view.vocabulary.by_id(skill).is_some_and(|s| s.topics().contains(&topic))
    }
}

/// What the resume has on a skill: a gap in words, or the line that shows it.
pub(super) fn of_resume(m: &Match<'_>, resume: &Resume, gap: bool) -> Option<Because> {
    let name = &m.named.name;
    let line = m.shown_in.first().and_then(|&line| Some((line, resume.lines.get(line)?)));
    let quoted = |kind: &'static str, text: &dyn Fn(&str) -> String| {
        line.map(|(line, said)| Because { kind, document: Some(Side::Resume), line: Some(line), text: text(said) })
    };
    match m.evidence {
        Evidence::Demonstrated => quoted("claim", &str::to_owned),
        Evidence::Related if gap => {
            let names: Vec<&str> = m.related.iter().map(|r| r.name.as_str()).collect();
            quoted("gap", &|said| format!("no {name}; {} instead: {said}", names.join(", ")))
        }
        Evidence::Listed if gap => quoted("gap", &|said| format!("{name} only named: {said}")),
        Evidence::Missing if gap => {
            Some(Because { kind: "gap", document: None, line: None, text: format!("no {name} in the resume") })
        }
        _ => None,
    }
}

/// Whether a skill counts as required.
pub fn is_required(m: &Match<'_>) -> bool {
    m.strength != Strength::Preferred
}
