//! The gaps, what to rehearse first with its progress, and the plan.

use super::markup::Markup;
use crate::report::format::Options;
use crate::report::text::sign;
use crate::report::value::{QuestionValue, Tailored, TopicValue, topic_name};
use crate::report::words;

/// Writes the gaps.
pub fn gaps(page: &mut Markup, value: &Tailored) {
    page.within("section", &[("id", "gaps"), ("aria-labelledby", "h-gaps")], |page| {
        page.leaf("h2", &[("id", "h-gaps")], "Gaps");
        let gaps = words::gaps(value);
        if gaps.is_empty() {
            let said = if value.fit.skills.is_empty() {
                "None found, since no skill was asked for."
            } else {
                "None: everything asked for is shown by dated work."
            };
            page.leaf("p", &[("class", "lead")], said);
            return;
        }
        page.leaf(
            "p",
            &[("class", "lead")],
            "What the posting asks and your dated work does not show, first things first.",
        );
        page.within("ol", &[("class", "gaps")], |page| {
            for group in &gaps {
                let Some(first) = group.first() else { continue };
                let names: Vec<&str> = group.iter().map(|g| g.name.as_str()).collect();
                page.within("li", &[], |page| {
                    page.leaf("strong", &[], &names.join(" or "));
                    page.leaf("p", &[("class", "why")], &first.why);
                    page.within("span", &[("class", "tags")], |page| {
                        let sign = sign(first.evidence).to_string();
                        page.leaf("span", &[("class", "sign"), ("aria-hidden", "true")], &sign);
                        page.text(&format!(" {} · {}", first.evidence, words::asked(first.strength)));
                    });
                });
            }
        });
    });
}

/// Writes the topics.
pub fn rehearse(page: &mut Markup, value: &Tailored, options: &Options) {
    page.within("section", &[("id", "rehearse"), ("aria-labelledby", "h-rehearse")], |page| {
        page.leaf("h2", &[("id", "h-rehearse")], "What to rehearse first");
        let (with, without): (Vec<&TopicValue>, Vec<&TopicValue>) = words::topics(value, options)
            .iter()
            .partition(|t| words::questions(value, options).iter().any(|q| q.topic == t.id));
        if with.is_empty() && without.is_empty() {
            page.leaf("p", &[("class", "lead")], "No topic stands out.");
            return;
        }
        let lead = "The longer the bar, the sooner: likely to be asked, and thin in your resume.";
        page.leaf("p", &[("class", "lead")], lead);
        if !with.is_empty() {
            page.within("ol", &[("class", "topics")], |page| {
                for topic in &with {
                    page.within("li", &[("data-topic", &topic.id)], |page| self::topic(page, value, options, topic));
                }
            });
        }
        if !without.is_empty() {
            let names: Vec<String> =
                without.iter().map(|t| format!("{} ({})", t.name, words::likely(t.likelihood))).collect();
            page.leaf("p", &[("class", "note")], &format!("May come up too: {}.", names.join(", ")));
        }
    });
}

fn topic(page: &mut Markup, value: &Tailored, options: &Options, topic: &TopicValue) {
    page.leaf("h3", &[], &topic.name);
    let priority = words::percent(topic.priority);
    page.within("svg", &[("class", "meter"), ("width", "100%"), ("height", "6"), ("aria-hidden", "true")], |page| {
        page.fixed("<rect class=\"track\" width=\"100%\" height=\"6\" rx=\"3\"></rect>");
        page.within("rect", &[("class", "level"), ("width", &priority), ("height", "6"), ("rx", "3")], |_| {});
    });
    let grades = format!("{} · {}", words::likely(topic.likelihood), words::shown(topic.strength));
    page.leaf("p", &[("class", "tags")], &grades);
    page.leaf("p", &[("class", "why")], &topic.why.join("; "));
    page.within("p", &[("class", "asked-here")], |page| {
        let asked = words::questions(value, options).iter().filter(|q| q.topic == topic.id);
        links(page, asked.collect());
        page.fixed("<span class=\"js done-of\"></span>");
    });
}

/// `Questions 1, 4`, each a link to its card.
fn links(page: &mut Markup, questions: Vec<&QuestionValue>) {
    page.text(if questions.len() == 1 { "Question " } else { "Questions " });
    for (i, question) in questions.into_iter().enumerate() {
        if i > 0 {
            page.text(", ");
        }
        page.leaf("a", &[("href", &format!("#q{}", question.rank))], &question.rank.to_string());
    }
}

/// Writes the plan, where there is one.
pub fn plan(page: &mut Markup, value: &Tailored, options: &Options) {
    let days = words::days(value);
    if days.is_empty() {
        return;
    }
    page.within("section", &[("id", "plan"), ("aria-labelledby", "h-plan")], |page| {
        page.leaf("h2", &[("id", "h-plan")], "Plan");
        for (day, blocks) in days {
            let minutes: usize = blocks.iter().map(|b| b.minutes).sum();
            page.leaf("h3", &[], &format!("Day {day}, {minutes} minutes"));
            page.within("ul", &[("class", "plan")], |page| {
                for block in blocks {
                    page.within("li", &[], |page| {
                        page.leaf("span", &[("class", "minutes")], &format!("{} min", block.minutes));
                        page.text(" ");
                        page.leaf("strong", &[], topic_name(&block.topic));
                        let shown = words::questions(value, options);
                        let asked: Vec<&QuestionValue> =
                            block.questions.iter().filter_map(|id| shown.iter().find(|q| q.id == *id)).collect();
                        if !asked.is_empty() {
                            page.text(" ");
                            page.within("span", &[("class", "tags")], |page| links(page, asked));
                        }
                    });
                }
            });
        }
    });
}
