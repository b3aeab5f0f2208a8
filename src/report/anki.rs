//! The questions as notes for Anki's text import. The question's id is the note's id, so a second import updates the
//! notes of the first and keeps their schedule.

use std::io::{self, Write};

use super::escape::{Run, anki_word, html, runs};
use super::format::{Options, Report};
use super::terminal::safe;
use super::value::{QuestionValue, Tailored, topic_name};
use super::words;

/// Writes notes for Anki.
pub struct Anki;

/// The note type stands first, so that no line begins with a word of a document: Anki takes `#` there for a comment.
const HEADER: &str = "#separator:tab
#html:true
#notetype column:1
#deck column:2
#guid column:3
#tags column:6
#columns:Note type\tDeck\tGUID\tFront\tBack\tTags
";

impl Report for Anki {
    fn write(&self, value: &Tailored, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(HEADER.as_bytes())?;
        let deck = deck(value);
        for question in words::questions(value, options) {
            let fields =
                ["Basic", &deck, &anki_word(&question.id), &prose(&question.text), &back(question), &tags(question)];
            writeln!(out, "{}", fields.join("\t"))?;
        }
        Ok(())
    }
}

/// `Interview::Senior Backend Engineer`: two colons part decks, so those of a title are taken out.
fn deck(value: &Tailored) -> String {
    let title = safe(words::title(value)).replace(':', " ");
    format!("Interview::{}", html(&title))
}

fn prose(text: &str) -> String {
    let text = safe(text);
    let written = runs(&text).into_iter().map(|run| match run {
        Run::Words(words) => spaced(words),
        Run::Code(code) => format!("<code>{}</code>", html(code)),
    });
    written.collect()
}

/// Words with the blanks at their ends kept, which stand between them and code.
fn spaced(words: &str) -> String {
    let before = if words.starts_with(' ') { " " } else { "" };
    let after = if words.ends_with(' ') && words.len() > 1 { " " } else { "" };
    format!("{before}{}{after}", html(words))
}

fn list(title: &str, items: &[String]) -> String {
    if items.is_empty() {
        return String::new();
    }
    let items: String = items.iter().map(|i| format!("<li>{}</li>", prose(i))).collect();
    format!("<p>{title}</p><ul>{items}</ul>")
}

fn back(question: &QuestionValue) -> String {
    let about = format!("{} · {} · {}", topic_name(&question.topic), question.kind, words::origin(question.source));
    let points = list("A strong answer covers", &question.strong_answer);
    let follow_ups = list("Follow-ups", &question.follow_ups);
    format!("{points}{follow_ups}<p><small>{}</small></p>", html(&about))
}

fn tags(question: &QuestionValue) -> String {
    let tags = [
        ("topic", question.topic.as_str()),
        ("kind", question.kind.name()),
        ("level", question.level.name()),
        ("source", words::source(question.source)),
    ];
    tags.iter().map(|(of, tag)| format!("{of}::{}", anki_word(tag))).collect::<Vec<_>>().join(" ")
}
