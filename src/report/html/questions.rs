//! The questions as cards, and the controls that filter them.

use super::markup::Markup;
use crate::report::format::Options;
use crate::report::value::{QuestionValue, Tailored, topic_name};
use crate::report::words;

/// Writes the section.
pub fn write(page: &mut Markup, value: &Tailored, options: &Options) {
    page.within("section", &[("id", "questions"), ("aria-labelledby", "h-questions")], |page| {
        page.leaf("h2", &[("id", "h-questions"), ("tabindex", "-1")], "Likely questions");
        let questions = words::questions(value, options);
        if questions.is_empty() {
            page.leaf("p", &[("class", "lead")], "None: nothing in the bank fits, or every question was filtered out.");
            return;
        }
        let made = questions.iter().filter(|q| words::source(q.source) != "bank").count();
        let mut lead = format!("{} questions, the likeliest first", questions.len());
        if options.bank > 0 {
            lead = format!("{lead}; chosen from {} in the bank", crate::report::text::thousands(options.bank));
        }
        if made > 0 {
            lead = format!("{lead}, {made} made for this pair");
        }
        page.leaf("p", &[("class", "lead")], &format!("{lead}."));
        controls(page, questions);
        page.within("div", &[("class", "cards"), ("id", "cards")], |page| {
            for question in questions {
                card(page, question);
            }
        });
        page.fixed("<p class=\"js note\" id=\"none\" hidden>No question is left with these filters.</p>\n");
    });
}

fn controls(page: &mut Markup, questions: &[QuestionValue]) {
    page.within(
        "div",
        &[("class", "js controls"), ("role", "group"), ("aria-label", "Filters and practice")],
        |page| {
            filter(page, "topic", "Topic", questions.iter().map(|q| (q.topic.as_str(), topic_name(&q.topic))));
            filter(page, "kind", "Kind", questions.iter().map(|q| (q.kind.name(), q.kind.name())));
            filter(page, "level", "Level", questions.iter().map(|q| (q.level.name(), q.level.name())));
            let sources = questions.iter().map(|q| (words::source(q.source), words::origin(q.source)));
            filter(page, "source", "Source", sources);
            page.fixed(
                "<label class=\"check\"><input type=\"checkbox\" id=\"hide-done\"> Hide rehearsed</label>\n\
             <button type=\"button\" class=\"quiet\" id=\"reset\">Reset</button>\n\
             <button type=\"button\" class=\"primary\" id=\"start\">Practise these</button>\n\
             <p class=\"count\" id=\"count\" role=\"status\"></p>\n",
            );
        },
    );
    page.fixed(
        "<details class=\"js keys\"><summary>Keyboard</summary>\n\
         <p><kbd>j</kbd> next question, <kbd>k</kbd> previous, <kbd>space</kbd> its points, <kbd>x</kbd> check it off, \
         <kbd>p</kbd> practise, <kbd>?</kbd> this list. <label class=\"check\"><input type=\"checkbox\" id=\"keys-on\" checked> \
         Use these keys</label></p></details>\n",
    );
}

fn filter<'q>(page: &mut Markup, name: &'static str, label: &str, values: impl Iterator<Item = (&'q str, &'q str)>) {
    let mut choices: Vec<(&str, &str)> = Vec::new();
    for value in values {
        if !choices.contains(&value) {
            choices.push(value);
        }
    }
    page.within("label", &[("class", "filter")], |page| {
        page.leaf("span", &[], label);
        page.within("select", &[("data-filter", name)], |page| {
            page.leaf("option", &[("value", "")], "All");
            for (value, shown) in choices {
                page.leaf("option", &[("value", value)], shown);
            }
        });
    });
}

fn card(page: &mut Markup, question: &QuestionValue) {
    let id = format!("q{}", question.rank);
    let heading = format!("{id}-text");
    let attributes = [
        ("class", "card"),
        ("id", &*id),
        ("tabindex", "-1"),
        ("aria-labelledby", &heading),
        ("data-id", &question.id),
        ("data-topic", &question.topic),
        ("data-kind", question.kind.name()),
        ("data-level", question.level.name()),
        ("data-source", words::source(question.source)),
    ];
    page.within("article", &attributes, |page| {
        page.within("p", &[("class", "tags")], |page| {
            page.leaf("span", &[("class", "rank")], &question.rank.to_string());
            page.leaf("span", &[("class", "topic-name")], topic_name(&question.topic));
            page.leaf("span", &[], question.kind.name());
            page.leaf("span", &[], question.level.name());
            page.leaf("span", &[("class", "origin")], words::origin(question.source));
            page.fixed("<span class=\"js rated\" hidden></span>");
        });
        page.prose("h3", &[("class", "question"), ("id", &heading)], &question.text);
        because(page, question);
        folded(page, "points", "What a strong answer covers", &question.strong_answer);
        folded(page, "follow-ups", "Follow-ups", &question.follow_ups);
        own(page, &heading);
    });
}

fn because(page: &mut Markup, question: &QuestionValue) {
    if question.because.is_empty() {
        return;
    }
    page.within("ul", &[("class", "because")], |page| {
        for because in &question.because {
            let reason = words::reason(because);
            page.within("li", &[], |page| {
                page.leaf("span", &[("class", "label")], reason.label);
                page.text(" ");
                page.within("span", &[], |page| {
                    if !reason.lead.is_empty() {
                        page.text(&format!("{}: ", reason.lead));
                    }
                    match &reason.place {
                        Some(place) => {
                            page.leaf("q", &[], reason.text);
                            page.leaf("span", &[("class", "place")], &format!(" ({place})"));
                        }
                        None => page.text(reason.text),
                    }
                });
            });
        }
    });
}

fn folded(page: &mut Markup, class: &str, title: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    page.within("details", &[("class", class)], |page| {
        page.leaf("summary", &[], title);
        page.within("ul", &[], |page| {
            for item in items {
                page.prose("li", &[], item);
            }
        });
    });
}

/// What the person adds: checked off, and notes.
fn own(page: &mut Markup, heading: &str) {
    page.within("div", &[("class", "js own")], |page| {
        page.within("label", &[("class", "check")], |page| {
            page.within("span", &[], |page| {
                page.void("input", &[("type", "checkbox"), ("class", "done"), ("aria-describedby", heading)]);
                page.text(" Rehearsed");
            });
        });
        page.within("details", &[("class", "notes")], |page| {
            page.leaf("summary", &[], "Notes");
            page.within("textarea", &[("rows", "3"), ("aria-label", "Notes"), ("aria-describedby", heading)], |_| {});
        });
    });
    page.fixed("<p class=\"note-print\" hidden></p>\n");
}
