//! The interview guide of a role: its texts from `data/roles/guides`, its questions from the bank. Numbers in it are
//! counted, not written.

mod escape;
pub mod html;
pub mod markdown;
pub mod site;
pub mod text;

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::bank::{Bank, Question};
use crate::catalogue::{self, Role};
use crate::report::lists::QuestionItem;

/// All guides' texts, as `(role, text)` in postcard form.
static TEXTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/guides.bin"));

/// The guide of a role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Guide {
    /// The role's id.
    pub role: String,
    /// The role's name.
    pub name: String,
    /// The page's title.
    pub title: String,
    /// What this interview tests.
    pub intro: String,
    /// The phrase that people look for.
    pub phrase: String,
    /// Who the page is for.
    pub audience: String,
    /// A section a topic.
    pub sections: Vec<Section>,
    /// Short answers to what people ask about the interview itself.
    pub fast_answers: Vec<FastAnswer>,
    /// How to prepare.
    pub prepare: Vec<String>,
    /// The roles that share the most topics.
    pub related: Vec<Related>,
    /// How many questions the guide holds.
    pub questions: usize,
}

/// A section of a guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Section {
    /// Topic id.
    pub topic: String,
    /// "… interview questions".
    pub heading: String,
    /// What the section tests and what interviewers want to see.
    pub text: String,
    /// The questions.
    pub questions: Vec<QuestionItem>,
}

/// A question about the interview, answered in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FastAnswer {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}

/// A related guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Related {
    /// The role's id.
    pub role: String,
    /// The role's name.
    pub name: String,
    /// Ids of the topics that both have.
    pub topics: Vec<String>,
}

/// The forms that a guide is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// For a repository or a wiki.
    Markdown,
    /// One page that needs nothing else.
    Html,
    /// For scripts.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 4] = [Format::Text, Format::Markdown, Format::Html, Format::Json];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Json => "json",
        }
    }

    /// Writes a guide.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(self, guide: &Guide, style: text::Style, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Text => text::write(guide, style, out),
            Format::Markdown => markdown::write(guide, out),
            Format::Html => out.write_all(html::page(guide, html::Place::Alone).as_bytes()),
            Format::Json => {
                serde_json::to_writer_pretty(&mut *out, guide)?;
                out.write_all(b"\n")
            }
        }
    }
}

/// Questions of a section, at least where the bank has them.
const LEAST: usize = 4;
/// And at most, unless all are asked for.
const MOST: usize = 6;
/// Related guides that are named.
const RELATED: usize = 4;

/// The guide of a role; with all questions of its topics, or the best of each.
pub fn of(role: &'static Role, bank: &Bank, all: bool) -> Guide {
    let text = text_of(role.id);
    let sections: Vec<Section> = role
        .topics
        .iter()
        .filter_map(|id| {
            let topic = catalogue::topic(id)?;
            let chosen = choose(bank, role, id, all);
            let said = text.topics.iter().find(|t| t.0 == *id).map(|t| t.1.clone()).unwrap_or_default();
            Some(Section {
                topic: topic.id.to_owned(),
                heading: format!("{} interview questions", topic.name),
                text: said,
                questions: chosen.into_iter().map(|q| QuestionItem::of(q, bank)).collect(),
            })
        })
        .collect();
    let questions = sections.iter().map(|s| s.questions.len()).sum();
    Guide {
        role: role.id.to_owned(),
        name: role.name.to_owned(),
        title: format!("{} interview questions", role.name),
        fast_answers: fast_answers(role, &sections, questions, &text.prepare),
        intro: text.intro,
        phrase: text.phrase,
        audience: text.audience,
        sections,
        prepare: text.prepare,
        related: related(role),
        questions,
    }
}

/// The questions of a topic for a role: those marked for its guide first, then those of its usual levels, one kind after
/// another, so that four of a kind never stand together.
fn choose<'b>(bank: &'b Bank, role: &Role, topic: &str, all: bool) -> Vec<&'b Question> {
    let fits = |q: &&Question| q.topic == topic && (q.roles.is_empty() || q.roles.iter().any(|r| r == role.id));
    let mut marked: Vec<&Question> =
        bank.questions().iter().filter(fits).filter(|q| q.guide.iter().any(|r| r == role.id)).collect();
    let mut rest: Vec<&Question> =
        bank.questions().iter().filter(fits).filter(|q| !marked.iter().any(|m| m.id == q.id)).collect();
    // A question that needs no product fits every reader of a guide.
    rest.sort_by_key(|q| {
        (q.skills.len(), !matches!(q.level, crate::terms::Level::Mid | crate::terms::Level::Senior), q.id.clone())
    });
    if all {
        marked.extend(rest);
        return marked;
    }
    marked.truncate(MOST);
    for question in rest {
        if marked.len() >= LEAST {
            break;
        }
        marked.push(question);
    }
    marked
}

fn fast_answers(role: &Role, sections: &[Section], questions: usize, prepare: &[String]) -> Vec<FastAnswer> {
    let name = role.name;
    let an = if name.starts_with(['A', 'E', 'I', 'O']) { "an" } else { "a" };
    let topics: Vec<String> =
        sections.iter().map(|s| s.heading.trim_end_matches(" interview questions").to_owned()).collect();
    let listed = match topics.split_last() {
        Some((last, some)) if !some.is_empty() => format!("{} and {last}", some.join(", ")),
        _ => topics.join(""),
    };
    let mut out = vec![FastAnswer {
        question: format!("What questions are asked in {an} {name} interview?"),
        answer: format!(
            "Mostly about {listed}. This page has {questions} questions on these {} topics, each with what a strong answer covers.",
            sections.len()
        ),
    }];
    if let Some(first) = prepare.first() {
        let second = prepare.get(1).map(|s| format!(" {s}")).unwrap_or_default();
        out.push(FastAnswer {
            question: format!("How do I prepare for {an} {name} interview?"),
            answer: format!("{first}{second}"),
        });
    }
    out
}

/// The roles that share the most topics, the nearest first.
fn related(role: &Role) -> Vec<Related> {
    let mut shared: Vec<(&Role, Vec<String>)> = catalogue::roles()
        .iter()
        .filter(|r| r.id != role.id)
        .map(|r| (r, role.topics.iter().filter(|t| r.topics.contains(t)).map(|t| (*t).to_owned()).collect()))
        .filter(|(_, topics): &(&Role, Vec<String>)| !topics.is_empty())
        .collect();
    shared.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.id.cmp(b.0.id)));
    shared.truncate(RELATED);
    shared.into_iter().map(|(r, topics)| Related { role: r.id.to_owned(), name: r.name.to_owned(), topics }).collect()
}

#[derive(Default)]
struct Text {
    phrase: String,
    audience: String,
    intro: String,
    topics: Vec<(String, String)>,
    prepare: Vec<String>,
}

/// The texts of a role's guide; empty where none are written.
fn text_of(role: &str) -> Text {
    let texts: Vec<(&str, &str)> = postcard::from_bytes(TEXTS).unwrap_or_default();
    let Some((_, source)) = texts.into_iter().find(|t| t.0 == role) else { return Text::default() };
    let mut text = Text::default();
    let mut topic: Option<String> = None;
    for line in source.lines().map(str::trim).filter(|l| !l.is_empty()) {
        if let Some(heading) = line.strip_prefix("## ") {
            topic = Some(heading.to_owned());
            continue;
        }
        match (&topic, line.strip_prefix("- ")) {
            (None, _) if line.starts_with("# ") => {}
            (None, _) => match line.split_once(": ") {
                Some(("Phrase", value)) => value.clone_into(&mut text.phrase),
                Some(("For", value)) => value.clone_into(&mut text.audience),
                _ => join(&mut text.intro, line),
            },
            (Some(heading), Some(item)) if heading == "How to prepare" => text.prepare.push(item.to_owned()),
            (Some(heading), _) if heading == "How to prepare" => {
                if let Some(last) = text.prepare.last_mut() {
                    join(last, line);
                }
            }
            (Some(heading), _) => match text.topics.last_mut() {
                Some((id, said)) if id == heading => join(said, line),
                _ => text.topics.push((heading.clone(), line.to_owned())),
            },
        }
    }
    text
}

fn join(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}
