//! The words that the formats share: where a question comes from, what a grade of evidence means, which gaps are
//! alternatives. A format decides how they look, not what they say.

use super::format::Options;
use super::value::{BecauseValue, BlockValue, GapValue, MetValue, QuestionValue, SourceValue, Tailored, TopicValue};
use crate::compare::gaps::plain;
use crate::terms::{Evidence, Strength};

/// The name of a file without its folders: a report is passed on, and the folders are nobody else's business.
pub fn file(source: &str) -> &str {
    source.rsplit(['/', '\\']).next().unwrap_or(source)
}

/// Questions and topics in the short form.
const BRIEF: (usize, usize) = (10, 5);

/// The questions that a report shows.
pub fn questions<'v>(value: &'v Tailored, options: &Options) -> &'v [QuestionValue] {
    let most = if options.brief { BRIEF.0 } else { usize::MAX };
    &value.questions[..value.questions.len().min(most)]
}

/// The topics that a report shows.
pub fn topics<'v>(value: &'v Tailored, options: &Options) -> &'v [TopicValue] {
    let most = if options.brief { BRIEF.1 } else { usize::MAX };
    &value.topics[..value.topics.len().min(most)]
}

/// The title of the job, or the file's name where there is none.
pub fn title(value: &Tailored) -> &str {
    value.job.title.as_deref().unwrap_or_else(|| file(&value.job.source))
}

/// Company, role, level and years of the job, where they are known.
pub fn job_facts(value: &Tailored) -> String {
    let job = &value.job;
    let role = job.role.as_ref().map_or_else(
        || "role not clear".to_owned(),
        |r| if r.confidence < 0.5 { format!("perhaps {}", r.name) } else { r.name.clone() },
    );
    let years = job.years_required.filter(|y| *y > 0.0).map(|y| format!("{}+ years", plain(y)));
    let level = format!("{} level", job.level);
    job.company.iter().cloned().chain([role, level]).chain(years).collect::<Vec<_>>().join(" · ")
}

/// What the resume was taken for.
pub fn person_facts(value: &Tailored) -> String {
    let resume = &value.resume;
    let mut out = file(&resume.source).to_owned();
    if let Some(years) = resume.years {
        out = format!("{out}: {} years of work", plain(years));
        if let Some(field) = resume.years_in_field.filter(|f| (f - years).abs() >= 0.5) {
            out = format!("{out}, {} of them in this field", plain(field));
        }
    }
    let latest = resume
        .positions
        .iter()
        .max_by(|a, b| (a.end.is_none(), &a.end, &a.start).cmp(&(b.end.is_none(), &b.end, &b.start)));
    match latest {
        Some(last) if last.organization.is_empty() => format!("{out}, last as {}", last.title),
        Some(last) => format!("{out}, last as {} at {}", last.title, last.organization),
        None => out,
    }
}

/// `7 of 10 required` and `1 of 4 preferred`, where something was asked.
pub fn met(value: &Tailored) -> Vec<(MetValue, &'static str)> {
    [(value.fit.required, "required"), (value.fit.preferred, "preferred")].into_iter().filter(|m| m.0.of > 0).collect()
}

/// Where a question comes from, as the contract names it.
pub fn source(source: SourceValue) -> &'static str {
    match source {
        SourceValue::Bank => "bank",
        SourceValue::Job => "job",
        SourceValue::Resume => "resume",
        SourceValue::Both => "both",
    }
}

/// Where a question comes from, for people.
pub fn origin(source: SourceValue) -> &'static str {
    match source {
        SourceValue::Bank => "from the bank",
        SourceValue::Job => "made from the posting",
        SourceValue::Resume => "made from your resume",
        SourceValue::Both => "bridges both",
    }
}

/// What a grade of evidence means.
pub fn meaning(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Demonstrated => "shown by dated work",
        Evidence::Short => "shown, for fewer years than asked",
        Evidence::Listed => "only named",
        Evidence::Related => "something close is shown",
        Evidence::Missing => "nothing shows it",
        Evidence::Unknown => "the text is in doubt",
    }
}

/// How strongly something is asked for, as the figures count it: a duty counts as required.
pub fn asked(strength: Strength) -> &'static str {
    if strength == Strength::Preferred { "preferred" } else { "required" }
}

/// Whether the interview will probe a topic.
pub fn likely(likelihood: f64) -> &'static str {
    match likelihood {
        l if l >= 0.65 => "likely",
        l if l >= 0.35 => "possible",
        _ => "less likely",
    }
}

/// How well the resume shows a topic.
pub fn shown(strength: f64) -> &'static str {
    match strength {
        s if s >= 0.65 => "strong: bring your story",
        s if s >= 0.4 => "some",
        _ => "weak",
    }
}

/// A share as a whole percentage.
pub fn percent(share: f64) -> String {
    format!("{}%", (share.clamp(0.0, 1.0) * 100.0).round())
}

/// A reason for a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason<'v> {
    /// `asked`, `yours` or `usual`.
    pub label: &'static str,
    /// What is said before the quote, or empty.
    pub lead: &'v str,
    /// The line of a document, or what is said.
    pub text: &'v str,
    /// `posting, line 23`, where it quotes a document.
    pub place: Option<String>,
}

/// A reason in its parts.
pub fn reason(because: &BecauseValue) -> Reason<'_> {
    let place = match (because.document.as_deref(), because.line) {
        (Some("job"), Some(line)) => Some(format!("posting, line {line}")),
        (Some(_), Some(line)) => Some(format!("resume, line {line}")),
        _ => None,
    };
    let label = match (because.document.as_deref(), because.kind.as_str()) {
        (Some("job"), _) => "asked",
        (Some(_), _) | (None, "gap") => "yours",
        _ => "usual",
    };
    // `Kafka only named: the line` quotes only what follows the colon.
    let split = because.text.split_once(": ").filter(|_| because.kind == "gap" && place.is_some());
    let (lead, text) = split.unwrap_or(("", &because.text));
    Reason { label, lead, text, place }
}

/// The gaps, required ones first, with alternatives of which one is enough put together; the one nearest to being met
/// comes first and speaks for all.
pub fn gaps(value: &Tailored) -> Vec<Vec<&GapValue>> {
    let mut out: Vec<Vec<&GapValue>> = Vec::new();
    for gap in &value.gaps {
        let same = out.iter_mut().find(|g| gap.group.is_some() && g.first().is_some_and(|f| f.group == gap.group));
        match same {
            Some(group) => group.push(gap),
            None => out.push(vec![gap]),
        }
    }
    for group in &mut out {
        group.sort_by_key(|g| nearness(g.evidence));
    }
    out.sort_by_key(|g| g.first().is_some_and(|f| f.strength == Strength::Preferred));
    out
}

fn nearness(evidence: Evidence) -> u8 {
    match evidence {
        Evidence::Short => 0,
        Evidence::Listed => 1,
        Evidence::Related => 2,
        _ => 3,
    }
}

/// The days of a plan, in order, with their blocks.
pub fn days(value: &Tailored) -> Vec<(usize, Vec<&BlockValue>)> {
    let mut out: Vec<(usize, Vec<&BlockValue>)> = Vec::new();
    for block in &value.plan {
        match out.iter_mut().find(|d| d.0 == block.day) {
            Some(day) => day.1.push(block),
            None => out.push((block.day, vec![block])),
        }
    }
    out.sort_by_key(|d| d.0);
    out
}

/// The ranks of some questions, as `1, 4, 9`.
pub fn ranks<'v>(questions: impl Iterator<Item = &'v QuestionValue>) -> String {
    questions.map(|q| q.rank.to_string()).collect::<Vec<_>>().join(", ")
}
