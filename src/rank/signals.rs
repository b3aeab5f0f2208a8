//! What speaks for a question: named signals, each one function with its value and its reason, weighted by
//! `data/rank/weights.txt`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Because, Candidate, Side, Source, View, topics};
use crate::bank::Question;
use crate::compare::{Gap, Match};
use crate::score::Score;
use crate::terms::{Evidence, Kind, Level, Strength};

const WEIGHTS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/rank/weights.txt"));

/// The weight of a signal.
pub fn weight(signal: &str) -> f64 {
    static PARSED: OnceLock<HashMap<&'static str, f64>> = OnceLock::new();
    let weights = PARSED.get_or_init(|| {
        let rows =
            WEIGHTS.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('|').map(str::trim).collect::<Vec<_>>());
        rows.filter_map(|row| Some((*row.first()?, row.get(1)?.parse().ok()?))).collect()
    });
    weights.get(signal).copied().unwrap_or(0.0)
}

/// What a ranking knows of each topic and skill, looked up many times.
pub struct Signals<'a> {
    view: View<'a>,
    topics: HashMap<&'static str, &'a topics::Ranked>,
    matches: HashMap<&'a str, &'a Match>,
    gaps: HashMap<&'a str, &'a Gap>,
    kinds: Vec<(Kind, f64)>,
    hints: Vec<(&'static str, usize)>,
}

/// What a signal says: its value, 0..=1, and why.
struct Said(f64, String);

impl<'a> Signals<'a> {
    /// Gathers what the signals look at.
    pub fn of(view: View<'a>, ranked: &'a [topics::Ranked]) -> Self {
        let matches: HashMap<&str, &Match> = view.fit.matches.iter().map(|m| (m.named.id.as_str(), m)).collect();
        let gaps =
            view.fit.gaps.iter().filter_map(|g| Some((view.fit.matches.get(g.of)?.named.id.as_str(), g))).collect();
        Signals {
            view,
            topics: ranked.iter().map(|t| (t.topic.id, t)).collect(),
            matches,
            gaps,
            kinds: kind_mix(view.posting.level, view.posting.role.as_ref().map(|g| g.role.id)),
            hints: view.posting.hints.iter().map(|h| (h.class, h.line)).collect(),
        }
    }

    /// The bank's questions whose topic has a chance and that make sense for the role, scored.
    pub fn of_the_bank(&self) -> Vec<Candidate> {
        let role = self.view.posting.role.as_ref().map(|g| g.role.id);
        let fits_role = |q: &Question| q.roles.is_empty() || role.is_none_or(|r| q.roles.iter().any(|o| o == r));
        let questions = self.view.bank.questions().iter().enumerate();
        questions
            .filter(|(_, q)| self.topics.contains_key(q.topic) && fits_role(q))
            .map(|(place, q)| self.candidate(place, q))
            .collect()
    }

    fn candidate(&self, place: usize, question: &Question) -> Candidate {
        let skills: Vec<&str> = question.skills.iter().map(String::as_str).collect();
        let mut score = Score::default();
        let mut add = |signal: &str, said: Said| {
            if said.0 != 0.0 {
                score.add(signal, weight(signal), said.0, said.1);
            }
        };
        add("topic", self.topic(question.topic));
        add("retrieval", self.retrieval(place));
        add("skill", self.skill(&skills));
        add("gap", self.gap(&skills, question.topic));
        add("level", self.level(question.level));
        add("kind", self.kind(question.kind));
        add("interview", self.interview(question.kind));
        add("guide", self.guide(question));
        add("claim", self.claim(&skills, question.kind));
        add("stranger", self.stranger(&skills));
        Candidate {
            id: question.id.clone(),
            place: Some(place),
            topic: question.topic,
            kind: question.kind,
            level: question.level,
            source: Source::Bank,
            text: String::new(),
            strong_answer: Vec::new(),
            follow_ups: Vec::new(),
            score,
            because: self.because(place, question),
        }
    }

    /// Scores a question that was made: by what it was made for, as a question of the bank would be.
    pub fn score_made(&self, made: super::made::Made) -> Candidate {
        let mut candidate = made.candidate;
        let skills: Vec<&str> = made.skills.iter().map(String::as_str).collect();
        let mut score = Score::default();
        let mut add = |signal: &str, said: Said| {
            if said.0 != 0.0 {
                score.add(signal, weight(signal), said.0, said.1);
            }
        };
        add("topic", self.topic(candidate.topic));
        add("retrieval", Said(made.near, "made from a line of the documents".to_owned()));
        add("skill", self.skill(&skills));
        add("gap", self.gap(&skills, candidate.topic));
        add("level", Said(1.0, "made for this person".to_owned()));
        add("kind", self.kind(candidate.kind));
        candidate.score = score;
        candidate
    }

    /// How likely the interview probes the question's topic.
    fn topic(&self, topic: &str) -> Said {
        self.topics
            .get(topic)
            .map_or(Said(0.0, String::new()), |t| Said(t.likelihood, t.why.first().cloned().unwrap_or_default()))
    }

    /// How near the question is to a requirement, by the index.
    fn retrieval(&self, place: usize) -> Said {
        let near = self.view.retrieval.near(place);
        let text = near
            .and_then(|n| self.view.posting.requirements.get(n.requirement))
            .map(|r| format!("near to line {}", r.line + 1));
        Said(near.map_or(0.0, |n| n.value), text.unwrap_or_default())
    }

    /// How much the posting asks for the skills that the question needs.
    fn skill(&self, skills: &[&str]) -> Said {
        let asked: Vec<&&Match> = skills.iter().filter_map(|s| self.matches.get(s)).collect();
        let best = asked.iter().map(|m| m.weight).fold(0.0, f64::max);
        let share = if skills.is_empty() { 0.0 } else { asked.len() as f64 / skills.len() as f64 };
        let names: Vec<&str> = asked.iter().map(|m| m.named.name.as_str()).collect();
        Said(
            best * (0.5 + 0.5 * share),
            if names.is_empty() { String::new() } else { format!("asks for {}", names.join(", ")) },
        )
    }

    /// How much the question rehearses what the resume lacks.
    fn gap(&self, skills: &[&str], topic: &str) -> Said {
        let of_skill = skills
            .iter()
            .filter_map(|s| self.gaps.get(s).map(|g| (*s, g)))
            .max_by(|a, b| a.1.priority.total_cmp(&b.1.priority));
        if let Some((skill, gap)) = of_skill {
            let name = self.matches.get(skill).map_or(skill, |m| m.named.name.as_str());
            return Said(gap.priority, format!("{name} is a gap"));
        }
        self.topics.get(topic).map_or(Said(0.0, String::new()), |t| {
            Said(0.6 * t.likelihood * (1.0 - t.strength), "the resume shows little of the topic".to_owned())
        })
    }

    /// How near the question's level is to the job's: one step off costs a third.
    fn level(&self, level: Level) -> Said {
        let job = self.view.posting.level;
        let place = |l: Level| -> f64 {
            match l {
                Level::Intern => 0.0,
                Level::Junior => 0.7,
                Level::Mid => 2.0,
                Level::Senior => 3.0,
                Level::Staff => 4.0,
                Level::Manager => 4.5,
                Level::Executive => 5.5,
            }
        };
        let manages = |l: Level| matches!(l, Level::Manager | Level::Executive);
        let apart = (place(level) - place(job)).abs() + if manages(level) && !manages(job) { 1.0 } else { 0.0 };
        Said(f64::max(0.0, 1.0 - apart / 3.0), format!("a {level} question for a {job} job"))
    }

    /// How usual the kind is in such an interview.
    fn kind(&self, kind: Kind) -> Said {
        let share = self.kinds.iter().find(|k| k.0 == kind).map_or(0.3, |k| k.1);
        Said(share, format!("{kind} questions at this level"))
    }

    /// Whether the posting says that its interview has this kind.
    fn interview(&self, kind: Kind) -> Said {
        let class = match kind {
            Kind::Design | Kind::TradeOff => "interview-design",
            Kind::Coding => "interview-coding",
            Kind::Behavioral => "interview-behavioral",
            Kind::Case => "interview-case",
            _ => return Said(0.0, String::new()),
        };
        self.hints
            .iter()
            .find(|h| h.0 == class)
            .map_or(Said(0.0, String::new()), |h| Said(1.0, format!("the posting announces it on line {}", h.1 + 1)))
    }

    /// Whether the role's guide holds the question.
    fn guide(&self, question: &Question) -> Said {
        let held = self.view.posting.role.as_ref().is_some_and(|g| question.guide.iter().any(|r| r == g.role.id));
        Said(f64::from(u8::from(held)), "in the role's guide".to_owned())
    }

    /// Whether the person can tell work that the resume shows.
    fn claim(&self, skills: &[&str], kind: Kind) -> Said {
        let tells = matches!(kind, Kind::Experience | Kind::Behavioral);
        let shown = skills.iter().any(|s| self.matches.get(s).is_some_and(|m| m.evidence == Evidence::Demonstrated));
        Said(f64::from(u8::from(tells && shown)), "the resume has work to tell".to_owned())
    }

    /// Whether the question needs technologies of which the posting asks for none.
    fn stranger(&self, skills: &[&str]) -> Said {
        let technologies: Vec<&str> =
            skills.iter().copied().filter(|s| self.view.vocabulary.by_id(s).is_some_and(|s| !s.is_method())).collect();
        let unasked = technologies.iter().filter(|s| !self.known(s)).count();
        if technologies.is_empty() || unasked == 0 {
            return Said(0.0, String::new());
        }
        Said(unasked as f64 / technologies.len() as f64, format!("nobody asks for {}", technologies.join(", ")))
    }

    /// Whether a technology is asked for, or implied by what is asked for.
    fn known(&self, id: &str) -> bool {
        if self.matches.contains_key(id) {
            return true;
        }
        let Some(wanted) = self.view.vocabulary.by_id(id).map(|s| s.ix) else { return false };
        self.view
            .fit
            .matches
            .iter()
            .filter_map(|m| m.named.ix)
            .filter_map(|ix| self.view.vocabulary.get(ix))
            .any(|s| s.implies().any(|i| i == wanted))
    }

    /// The reasons for a question of the bank, each with a line that the person can check.
    fn because(&self, place: usize, question: &Question) -> Vec<Because> {
        let posting = self.view.posting;
        let mut out = Vec::new();
        // Of the skills it needs, one of its own topic is the better reason.
        let own = |m: &Match| posting.asked.get(m.asked).is_some_and(|a| a.topics.contains(&question.topic));
        let asked = question
            .skills
            .iter()
            .filter_map(|s| self.matches.get(s.as_str()))
            .max_by(|a, b| own(a).cmp(&own(b)).then(a.weight.total_cmp(&b.weight)).then(b.asked.cmp(&a.asked)));
        // Where none is, a line that asks for the topic is.
        let asked = asked.filter(|m| own(m) || self.topics.get(question.topic).is_none_or(|t| t.matches.is_empty()));
        let topic = self.topics.get(question.topic);
        let near = self
            .view
            .retrieval
            .near(place)
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
            .or_else(|| topic.and_then(|t| t.line).map(|l| (l, posting.lines.get(l).cloned().unwrap_or_default())));
        if let Some((line, text)) = line {
            out.push(Because { kind: "requirement", document: Some(Side::Job), line: Some(line), text });
        }
        // What the resume has on it: on the skill itself, else on the first of the topic's of which something can be said.
        let of_topic = topic.into_iter().flat_map(|t| &t.matches).filter_map(|&i| self.view.fit.matches.get(i));
        let candidates = asked.copied().into_iter().chain(of_topic);
        out.extend(candidates.filter_map(|m| of_resume(m, self.gaps.contains_key(m.named.id.as_str()))).next());
        if let Some(guess) = posting.role.as_ref().filter(|g| g.role.topics.contains(&question.topic) && out.len() < 3)
        {
            out.push(Because {
                kind: "role",
                document: None,
                line: None,
                text: format!("typical of interviews for a {}", guess.role.name),
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
pub(super) fn of_resume(m: &Match, gap: bool) -> Option<Because> {
    let name = &m.named.name;
    let line = m.shown_in.first();
    match m.evidence {
        Evidence::Demonstrated => line.map(|l| Because {
            kind: "claim",
            document: Some(Side::Resume),
            line: Some(l.line),
            text: l.text.clone(),
        }),
        Evidence::Related if gap => {
            let names: Vec<&str> = m.related.iter().map(|r| r.name.as_str()).collect();
            line.map(|l| Because {
                kind: "gap",
                document: Some(Side::Resume),
                line: Some(l.line),
                text: format!("no {name}; {} instead: {}", names.join(", "), l.text),
            })
        }
        Evidence::Listed if gap => line.map(|l| Because {
            kind: "gap",
            document: Some(Side::Resume),
            line: Some(l.line),
            text: format!("{name} only named: {}", l.text),
        }),
        Evidence::Missing if gap => {
            Some(Because { kind: "gap", document: None, line: None, text: format!("no {name} in the resume") })
        }
        _ => None,
    }
}

/// How usual each kind of question is, 0..=1, at a level and for a role.
fn kind_mix(level: Level, role: Option<&str>) -> Vec<(Kind, f64)> {
    let mut mix = match level {
        Level::Intern | Level::Junior => vec![
            (Kind::Coding, 0.9),
            (Kind::Debug, 0.8),
            (Kind::Explain, 0.9),
            (Kind::TradeOff, 0.6),
            (Kind::Design, 0.4),
            (Kind::Behavioral, 0.7),
            (Kind::Experience, 0.5),
            (Kind::Case, 0.5),
        ],
        Level::Mid => vec![
            (Kind::Coding, 0.7),
            (Kind::Debug, 0.9),
            (Kind::Explain, 0.7),
            (Kind::TradeOff, 0.9),
            (Kind::Design, 0.8),
            (Kind::Behavioral, 0.6),
            (Kind::Experience, 0.7),
            (Kind::Case, 0.6),
        ],
        Level::Senior => vec![
            (Kind::Coding, 0.5),
            (Kind::Debug, 0.8),
            (Kind::Explain, 0.5),
            (Kind::TradeOff, 1.0),
            (Kind::Design, 1.0),
            (Kind::Behavioral, 0.7),
            (Kind::Experience, 0.8),
            (Kind::Case, 0.6),
        ],
        Level::Staff => vec![
            (Kind::Coding, 0.3),
            (Kind::Debug, 0.6),
            (Kind::Explain, 0.4),
            (Kind::TradeOff, 1.0),
            (Kind::Design, 1.0),
            (Kind::Behavioral, 0.9),
            (Kind::Experience, 0.9),
            (Kind::Case, 0.7),
        ],
        Level::Manager | Level::Executive => vec![
            (Kind::Coding, 0.1),
            (Kind::Debug, 0.3),
            (Kind::Explain, 0.4),
            (Kind::TradeOff, 0.8),
            (Kind::Design, 0.6),
            (Kind::Behavioral, 1.0),
            (Kind::Experience, 1.0),
            (Kind::Case, 0.9),
        ],
    };
    mix.extend([(Kind::Claim, 0.8), (Kind::Gap, 0.8)]);
    let cases = matches!(
        role,
        Some("product-manager" | "data-analyst" | "product-designer" | "program-manager" | "data-scientist")
    );
    for (kind, share) in &mut mix {
        if cases && *kind == Kind::Case {
            *share = 1.0;
        }
    }
    mix
}

/// Whether a skill counts as required.
pub fn is_required(m: &Match) -> bool {
    m.strength != Strength::Preferred
}
