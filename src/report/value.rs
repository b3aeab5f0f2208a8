//! The result of `tailor` as scripts see it. The fields and their meaning are the contract; they change only together with
//! [`SCHEMA_VERSION`].

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::catalogue;
use crate::compare::{self, Fit};
use crate::document::Document;
use crate::rank::{self, Candidate, Ranking, Side, View};
use crate::score;
use crate::terms::{Evidence, Kind, Level, Strength};
use crate::understand::dates::Month;
use crate::understand::posting::asked::round;
use crate::understand::posting::{Posting, Requirement};
use crate::understand::resume::Resume;

/// The version of the output's form.
pub const SCHEMA_VERSION: u32 = 1;

/// The result of comparing one posting with one resume.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tailored {
    /// The version of this form.
    pub schema_version: u32,
    /// The posting, as understood.
    pub job: Job,
    /// The resume, as understood.
    pub resume: Person,
    /// How the two compare.
    pub fit: FitValue,
    /// What to work on, first things first.
    pub gaps: Vec<GapValue>,
    /// Every topic with a chance to come up, by priority.
    pub topics: Vec<TopicValue>,
    /// The likely questions, most likely first.
    pub questions: Vec<QuestionValue>,
    /// The blocks of a plan, where hours were given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plan: Vec<BlockValue>,
    /// What the person should know.
    pub warnings: Vec<Warning>,
}

/// The posting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Job {
    /// The path as typed.
    pub source: String,
    /// The title, where it is clear.
    pub title: Option<String>,
    /// Who is hiring, where it is clear.
    pub company: Option<String>,
    /// The role, where it is clear.
    pub role: Option<RoleValue>,
    /// The level.
    pub level: Level,
    /// Years asked for overall, the lower one of a range.
    pub years_required: Option<f64>,
    /// What is asked for, line by line.
    pub requirements: Vec<RequirementValue>,
}

/// A role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RoleValue {
    /// The role's id.
    pub id: String,
    /// The role's name.
    pub name: String,
    /// How sure the program is, 0..=1.
    pub confidence: f64,
}

/// One thing that a line asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RequirementValue {
    /// `r1`, `r2`, …
    pub id: String,
    /// 1-based line in the text that `read` prints.
    pub line: usize,
    /// The sentence.
    pub text: String,
    /// How strongly it is asked for.
    pub strength: Strength,
    /// Ids of the skills it names.
    pub skills: Vec<String>,
    /// Whether one of the skills is enough.
    pub any_of: bool,
    /// Years asked for with these skills.
    pub years: Option<f64>,
}

/// The resume.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    /// The path as typed.
    pub source: String,
    /// Years of paid work, overlaps counted once.
    pub years: Option<f64>,
    /// The part of them that counts for the role of the posting.
    pub years_in_field: Option<f64>,
    /// The person's level.
    pub level: Level,
    /// The positions held.
    pub positions: Vec<Position>,
    /// What it demonstrates or lists itself.
    pub skills: Vec<SkillValue>,
}

/// A position.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// The title.
    pub title: String,
    /// Who it was for; empty where it is not clear.
    pub organization: String,
    /// `YYYY-MM`.
    pub start: String,
    /// `YYYY-MM`, or null where it goes on.
    pub end: Option<String>,
    /// 1-based line of the title.
    pub line: Option<usize>,
}

/// A skill of the resume.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SkillValue {
    /// The skill's id.
    pub id: String,
    /// The skill's name.
    pub name: String,
    /// Demonstrated or listed.
    pub evidence: Evidence,
    /// Years in dated entries, overlaps counted once.
    pub years: Option<f64>,
    /// `YYYY-MM`.
    pub last_used: Option<String>,
}

/// How posting and resume compare.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FitValue {
    /// A guidance figure, 0..=1, no verdict; null where nothing was asked.
    pub score: Option<f64>,
    /// What is required.
    pub required: MetValue,
    /// What is preferred.
    pub preferred: MetValue,
    /// One for each skill asked, most important first.
    pub skills: Vec<MatchValue>,
}

/// How many are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MetValue {
    /// Demonstrated.
    pub met: usize,
    /// Asked for; alternatives count once.
    pub of: usize,
}

/// What the resume shows of a skill that is asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MatchValue {
    /// The skill's id.
    pub id: String,
    /// The skill's name.
    pub name: String,
    /// Required or preferred.
    pub strength: Strength,
    /// How much it matters here, 0..=1.
    pub weight: f64,
    /// What the resume shows.
    pub evidence: Evidence,
    /// Ids of siblings that the resume does show.
    pub related: Vec<String>,
    /// Years asked for.
    pub years_asked: Option<f64>,
    /// Years shown in dated entries.
    pub years_shown: Option<f64>,
    /// The line that asks for it.
    pub asked_in: Option<Asked>,
    /// The lines that show it.
    pub shown_in: Vec<Shown>,
}

/// A line of the posting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Asked {
    /// 1-based.
    pub line: usize,
    /// What it says.
    pub text: String,
}

/// A line of the resume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Shown {
    /// 1-based.
    pub line: usize,
    /// The section it stands in.
    pub section: String,
    /// What it says.
    pub text: String,
}

/// A gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GapValue {
    /// The skill's id.
    pub skill: String,
    /// The skill's name.
    pub name: String,
    /// Required or preferred.
    pub strength: Strength,
    /// Listed, related, missing or short.
    pub evidence: Evidence,
    /// How urgent, 0..=1.
    pub priority: f64,
    /// The same number for alternatives of which one is enough.
    pub group: Option<usize>,
    /// Why, with lines of both documents.
    pub why: String,
}

/// A topic.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TopicValue {
    /// The topic's id.
    pub id: String,
    /// The topic's name.
    pub name: String,
    /// Will the interview probe it, 0..=1.
    pub likelihood: f64,
    /// How well the resume shows it, 0..=1.
    pub strength: f64,
    /// What to rehearse first, 0..=1.
    pub priority: f64,
    /// Ids of the skills asked for that belong to it.
    pub skills: Vec<String>,
    /// Why, in a few words each.
    pub why: Vec<String>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QuestionValue {
    /// 1-based.
    pub rank: usize,
    /// The question's id.
    pub id: String,
    /// The question.
    pub text: String,
    /// Topic id.
    pub topic: String,
    /// What it makes a person do.
    pub kind: Kind,
    /// The level at which it separates people best.
    pub level: Level,
    /// Where it comes from: `bank`, `job`, `resume` or `both`.
    pub source: SourceValue,
    /// How likely and how useful, 0..=1.
    pub score: f64,
    /// Why it is asked.
    pub because: Vec<BecauseValue>,
    /// What a strong answer covers.
    pub strong_answer: Vec<String>,
    /// What digs deeper.
    pub follow_ups: Vec<String>,
    /// The parts of the score, with `--explain`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<score::Part>,
}

/// Where a question comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceValue {
    /// It stands in the bank.
    Bank,
    /// Made from a requirement that the bank has nothing on.
    Job,
    /// Made from what the resume claims.
    Resume,
    /// A bridge from what the resume shows to what the posting asks.
    Both,
}

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BecauseValue {
    /// `requirement`, `gap`, `claim`, `role` or `level`.
    pub kind: String,
    /// `job` or `resume`, where it quotes one.
    pub document: Option<String>,
    /// 1-based line of that document.
    pub line: Option<usize>,
    /// The line, or what is said.
    pub text: String,
}

/// A block of a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlockValue {
    /// 1-based.
    pub day: usize,
    /// How long.
    pub minutes: usize,
    /// Topic id.
    pub topic: String,
    /// Ids of questions.
    pub questions: Vec<String>,
    /// Why it stands here.
    pub why: String,
}

/// Something that the person should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Warning {
    /// Kebab-case and stable.
    pub code: String,
    /// One sentence.
    pub message: String,
}

impl Tailored {
    /// Puts the results of all stages together.
    pub fn of(view: View<'_>, ranking: &Ranking<'_>, warnings: Vec<Warning>, explain: bool) -> Self {
        Tailored {
            schema_version: SCHEMA_VERSION,
            job: job(view.posting),
            resume: person(view.resume, view.fit),
            fit: fit(view),
            gaps: view.fit.gaps.iter().filter_map(|g| gap(view, g)).collect(),
            topics: ranking.topics.iter().map(|t| topic(t, view)).collect(),
            questions: ranking.questions.iter().enumerate().map(|(i, q)| question(view, i + 1, q, explain)).collect(),
            plan: ranking.plan.iter().map(block).collect(),
            warnings,
        }
    }

    /// The question of an id.
    pub fn question(&self, id: &str) -> Option<&QuestionValue> {
        self.questions.iter().find(|q| q.id == id)
    }
}

/// The warnings about a posting: how its document was read, and how it was understood.
pub fn job_warnings(document: &Document, posting: &Posting) -> Vec<Warning> {
    of_document(document, &posting.doubts, "job")
}

/// The warnings about a resume.
pub fn resume_warnings(document: &Document, resume: &Resume) -> Vec<Warning> {
    of_document(document, &resume.doubts, "resume")
}

fn of_document(document: &Document, doubts: &[crate::understand::Doubt], what: &str) -> Vec<Warning> {
    let source = &document.source;
    let of_reading = document
        .notes
        .iter()
        .map(|n| Warning { code: format!("{what}-{}", n.code), message: format!("{source}: {}", n.message) });
    let named = |code: &str| if code.starts_with(what) { code.to_owned() } else { format!("{what}-{code}") };
    let of_doubts = doubts.iter().map(|d| Warning { code: named(d.code), message: format!("{source}: {}", d.message) });
    of_reading.chain(of_doubts).collect()
}

fn job(posting: &Posting) -> Job {
    Job {
        source: posting.source.clone(),
        title: posting.title.clone(),
        company: posting.company.clone(),
        role: posting.role.as_ref().map(|g| RoleValue {
            id: g.role.id.to_owned(),
            name: g.role.name.to_owned(),
            confidence: g.confidence,
        }),
        level: posting.level,
        years_required: posting.years,
        requirements: posting.requirements.iter().map(requirement).collect(),
    }
}

fn requirement(r: &Requirement) -> RequirementValue {
    RequirementValue {
        id: r.id.clone(),
        line: r.line + 1,
        text: r.text.clone(),
        strength: r.strength,
        skills: r.skills.iter().map(|s| s.id.clone()).collect(),
        any_of: r.any_of,
        years: r.years,
    }
}

fn person(resume: &Resume, fit: &Fit<'_>) -> Person {
    let mut skills: Vec<SkillValue> = resume
        .skills
        .iter()
        .map(|s| {
            let spans: Vec<_> = s
                .entries
                .iter()
                .filter_map(|&e| resume.entries.get(e))
                .filter_map(|e| e.span)
                .map(|p| p.months(resume.today))
                .collect();
            SkillValue {
                id: s.named.id.clone(),
                name: s.named.name.clone(),
                evidence: s.evidence,
                years: (!spans.is_empty())
                    .then(|| crate::understand::dates::years(crate::understand::dates::union(spans))),
                last_used: s.last_used.map(Month::iso),
            }
        })
        .collect();
    skills.sort_by(|a, b| {
        a.evidence
            .cmp(&b.evidence)
            .then(b.years.unwrap_or(0.0).total_cmp(&a.years.unwrap_or(0.0)))
            .then(a.id.cmp(&b.id))
    });
    let positions = resume.positions().filter_map(|p| {
        let span = p.span?;
        Some(Position {
            title: p.title.clone(),
            organization: p.organization.clone(),
            start: span.start.iso(),
            end: span.end.map(Month::iso),
            line: Some(p.line + 1),
        })
    });
    Person {
        source: resume.source.clone(),
        years: resume.years,
        years_in_field: fit.years_in_field,
        level: fit.level,
        positions: positions.collect(),
        skills,
    }
}

fn fit(view: View<'_>) -> FitValue {
    let (posting, resume, fit) = (view.posting, view.resume, view.fit);
    let met = |m: compare::Met| MetValue { met: m.met, of: m.of };
    let skills = fit.matches.iter().map(|m| MatchValue {
        id: m.named.id.clone(),
        name: m.named.name.clone(),
        strength: m.strength,
        weight: m.weight,
        evidence: m.evidence,
        related: m.related.iter().map(|r| r.id.clone()).collect(),
        years_asked: m.years_asked,
        years_shown: m.years_shown,
        asked_in: posting.asked.get(m.asked).map(|a| Asked { line: a.line + 1, text: a.text.clone() }),
        shown_in: m
            .shown_in
            .iter()
            .map(|&line| Shown {
                line: line + 1,
                section: resume.sections.get(line).map_or("head", |s| s.name()).to_owned(),
                text: resume.lines.get(line).cloned().unwrap_or_default(),
            })
            .collect(),
    });
    FitValue { score: fit.score, required: met(fit.required), preferred: met(fit.preferred), skills: skills.collect() }
}

fn gap(view: View<'_>, gap: &compare::Gap) -> Option<GapValue> {
    let m = view.fit.matches.get(gap.of)?;
    Some(GapValue {
        skill: m.named.id.clone(),
        name: m.named.name.clone(),
        strength: m.strength,
        evidence: gap.evidence,
        priority: gap.priority,
        group: gap.group,
        why: compare::gaps::why(view.posting, view.resume, m, gap.evidence),
    })
}

fn topic(t: &rank::topics::Ranked<'_>, view: View<'_>) -> TopicValue {
    let fit = view.fit;
    let mut skills: Vec<String> = Vec::new();
    for id in t.basis.matches.iter().filter_map(|&i| fit.matches.get(i)).map(|m| &m.named.id) {
        if !skills.contains(id) {
            skills.push(id.clone());
        }
    }
    TopicValue {
        id: t.topic().id.to_owned(),
        name: t.topic().name.to_owned(),
        likelihood: t.likelihood,
        strength: t.strength,
        priority: t.priority,
        skills,
        why: t.why(view.posting, fit),
    }
}

fn question(view: View<'_>, rank: usize, q: &Candidate, explain: bool) -> QuestionValue {
    let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    let (text, strong_answer, follow_ups) = match q.place.and_then(|p| view.bank.questions().get(p)) {
        Some(question) => {
            let body = view.bank.body(question);
            (body.text.to_owned(), owned(&body.strong_answer), owned(&body.follow_ups))
        }
        None => (q.text.clone(), q.strong_answer.clone(), q.follow_ups.clone()),
    };
    QuestionValue {
        rank,
        id: q.id.clone(),
        text,
        topic: q.topic.to_owned(),
        kind: q.kind,
        level: q.level,
        source: match q.source {
            rank::Source::Bank => SourceValue::Bank,
            rank::Source::Job => SourceValue::Job,
            rank::Source::Resume => SourceValue::Resume,
            rank::Source::Both => SourceValue::Both,
        },
        score: round(q.score.value.clamp(0.0, 1.0)),
        because: q
            .because
            .iter()
            .map(|b| BecauseValue {
                kind: b.kind.to_owned(),
                document: b.document.map(|d| if d == Side::Job { "job".to_owned() } else { "resume".to_owned() }),
                line: b.line.map(|l| l + 1),
                text: b.text.clone(),
            })
            .collect(),
        strong_answer,
        follow_ups,
        parts: if explain { q.score.parts.clone() } else { Vec::new() },
    }
}

fn block(b: &rank::plan::Block) -> BlockValue {
    BlockValue {
        day: b.day,
        minutes: b.minutes,
        topic: b.topic.to_owned(),
        questions: b.questions.clone(),
        why: b.why.clone(),
    }
}

/// The name of a topic.
pub fn topic_name(id: &str) -> &str {
    catalogue::topic(id).map_or(id, |t| t.name)
}
