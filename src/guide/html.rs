//! A guide as a page: one file, no script, no request; points folded away and unfolded on paper.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::escape::{html as esc, html_with_code, json as ld};
use super::{Guide, Section};
use crate::catalogue;
use crate::report::lists::QuestionItem;

/// The looks of all pages.
pub(super) const STYLE: &str = include_str!("style.css");

/// Nothing may be fetched, run, embedded or sent.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Where a page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place<'a> {
    /// By itself: related guides are named, not linked.
    Alone,
    /// In a site, below this address; empty for relative links.
    Site(&'a str),
}

/// The head and frame of a page.
pub(super) struct Frame<'a> {
    pub title: &'a str,
    pub description: &'a str,
    pub canonical: Option<String>,
    pub data: &'a [Value],
}

/// A page around a body.
pub(super) fn framed(frame: &Frame<'_>, body: &str) -> String {
    let canonical =
        frame.canonical.as_ref().map(|c| format!("<link rel=\"canonical\" href=\"{}\">\n", esc(c))).unwrap_or_default();
    let data: String =
        frame.data.iter().map(|d| format!("<script type=\"application/ld+json\">{}</script>\n", ld(d))).collect();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n\
         <meta name=\"description\" content=\"{}\">\n{canonical}\
         <link rel=\"icon\" href=\"data:,\">\n<style>\n{STYLE}</style>\n{data}</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the content</a>\n{body}</body>\n</html>\n",
        esc(frame.title),
        esc(frame.description),
    )
}

/// The page of a guide.
pub fn page(guide: &Guide, place: Place<'_>) -> String {
    let title = format!("{} ({}, with strong answers)", guide.title, guide.questions);
    let description = description(guide);
    let canonical = match place {
        Place::Alone => None,
        Place::Site(base) => Some(address(base, &guide.role)),
    };
    let data = match place {
        Place::Alone => vec![faq(guide)],
        Place::Site(base) => vec![faq(guide), breadcrumbs(guide, base)],
    };
    let mut body = String::new();
    if place != Place::Alone {
        body.push_str(&format!(
            "<header class=\"top\"><nav aria-label=\"Breadcrumb\"><ol class=\"crumbs\"><li><a href=\"index.html\">All guides</a></li>\
             <li aria-current=\"page\">{}</li></ol></nav></header>\n",
            esc(&guide.name)
        ));
    }
    body.push_str(&format!(
        "<main id=\"main\" class=\"page\" tabindex=\"-1\">\n<div class=\"hero\">\n<h1>{}</h1>\n<p class=\"lead\">{}</p>\n\
         <p class=\"for\"><strong>For</strong> {}</p>\n<p class=\"count\">{}</p>\n</div>\n",
        esc(&guide.title),
        esc(&guide.intro),
        esc(&lower_first(&guide.audience)),
        counted(guide)
    ));
    body.push_str(&contents(guide));
    let mut number = 0;
    for section in &guide.sections {
        body.push_str(&self::section(section, &mut number));
    }
    body.push_str("<section id=\"fast-answers\" class=\"fast\">\n<h2>Fast answers</h2>\n");
    for answer in &guide.fast_answers {
        body.push_str(&format!("<h3>{}</h3>\n<p>{}</p>\n", esc(&answer.question), esc(&answer.answer)));
    }
    body.push_str("</section>\n<section id=\"prepare\" class=\"prepare\">\n<h2>How to prepare</h2>\n<ul>\n");
    for point in &guide.prepare {
        body.push_str(&format!("<li>{}</li>\n", html_with_code(point)));
    }
    body.push_str("</ul>\n</section>\n");
    body.push_str(&related(guide, place));
    body.push_str(&format!("</main>\n<footer><p>{}</p></footer>\n", esc(&rights(guide))));
    framed(&Frame { title: &title, description: &description, canonical, data: &data }, &body)
}

/// The address of a role's page.
pub(super) fn address(base: &str, role: &str) -> String {
    format!("{base}{role}.html")
}

/// How much the guide holds, in words; all of it counted.
pub fn counted(guide: &Guide) -> String {
    let points: usize = guide.sections.iter().flat_map(|s| &s.questions).map(|q| q.strong_answer.len()).sum();
    format!(
        "{} questions on {} topics, with {points} points that strong answers cover.",
        guide.questions,
        guide.sections.len()
    )
}

/// Where the questions come from, and their licences.
pub fn rights(guide: &Guide) -> String {
    let rights: BTreeSet<String> = guide
        .sections
        .iter()
        .flat_map(|s| &s.questions)
        .map(|q| if q.license.is_empty() { q.source.clone() } else { format!("{} ({})", q.source, q.license) })
        .collect();
    format!("Questions: {}.", rights.into_iter().collect::<Vec<_>>().join("; "))
}

fn description(guide: &Guide) -> String {
    let names: Vec<&str> =
        guide.sections.iter().filter_map(|s| catalogue::topic(&s.topic)).map(|t| t.name).take(4).collect();
    format!(
        "{} {} interview questions on {} and more: what each tests, what a strong answer covers, and the follow-ups.",
        guide.questions,
        guide.name,
        names.join(", ")
    )
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    let (first, second) = (chars.next(), chars.next());
    match first {
        // `ML engineers` keeps its letters.
        Some(first) if second.is_none_or(|s| !s.is_uppercase()) => {
            format!("{}{}", first.to_lowercase(), text.get(first.len_utf8()..).unwrap_or_default())
        }
        _ => text.to_owned(),
    }
}

fn section(section: &Section, number: &mut usize) -> String {
    let mut out = format!(
        "<section id=\"{}\">\n<h2>{}</h2>\n<p class=\"about\">{}</p>\n<ol class=\"questions\" start=\"{}\">\n",
        esc(&section.topic),
        esc(&section.heading),
        esc(&section.text),
        *number + 1
    );
    for question in &section.questions {
        *number += 1;
        out.push_str(&self::question(question, *number));
    }
    out.push_str("</ol>\n</section>\n");
    out
}

fn question(question: &QuestionItem, number: usize) -> String {
    let id = format!("q-{}", esc(&question.id));
    let mut out = format!(
        "<li id=\"{id}\"><a class=\"number\" href=\"#{id}\" aria-label=\"Question {number}\">{number}</a>\n<p class=\"ask\">{}</p>\n\
         <p class=\"meta\"><span class=\"kind\">{}</span> <span class=\"level\">{}</span></p>\n",
        html_with_code(&question.text),
        question.kind,
        question.level
    );
    let points = question.strong_answer.len();
    out.push_str(&format!(
        "<details><summary>What a strong answer covers <span class=\"n\">{points} {}</span></summary>\n<ul class=\"points\">\n",
        if points == 1 { "point" } else { "points" }
    ));
    for point in &question.strong_answer {
        out.push_str(&format!("<li>{}</li>\n", html_with_code(point)));
    }
    out.push_str("</ul>\n");
    if !question.follow_ups.is_empty() {
        out.push_str("<p class=\"sub\">They may go on with</p>\n<ul class=\"follow\">\n");
        for follow_up in &question.follow_ups {
            out.push_str(&format!("<li>{}</li>\n", html_with_code(follow_up)));
        }
        out.push_str("</ul>\n");
    }
    if !question.weak_answer.is_empty() {
        out.push_str(&format!(
            "<p class=\"weak\"><strong>Usual weak answer:</strong> {}</p>\n",
            html_with_code(&question.weak_answer)
        ));
    }
    out.push_str("</details></li>\n");
    out
}

fn contents(guide: &Guide) -> String {
    let mut out =
        String::from("<nav class=\"toc\" aria-label=\"On this page\">\n<p class=\"sub\">On this page</p>\n<ul>\n");
    for section in &guide.sections {
        let name = catalogue::topic(&section.topic).map_or(section.heading.as_str(), |t| t.name);
        out.push_str(&format!(
            "<li><a href=\"#{}\">{}</a> <span class=\"n\">{}</span></li>\n",
            esc(&section.topic),
            esc(name),
            section.questions.len()
        ));
    }
    out.push_str(
        "<li><a href=\"#fast-answers\">Fast answers</a></li>\n<li><a href=\"#prepare\">How to prepare</a></li>\n",
    );
    out.push_str("<li><a href=\"#related\">Related guides</a></li>\n</ul>\n</nav>\n");
    out
}

fn related(guide: &Guide, place: Place<'_>) -> String {
    let mut out =
        String::from("<section id=\"related\" class=\"related\">\n<h2>Related guides</h2>\n<ul class=\"cards\">\n");
    for related in &guide.related {
        let names: Vec<&str> = related.topics.iter().filter_map(|t| catalogue::topic(t)).map(|t| t.name).collect();
        let name = match place {
            Place::Alone => {
                format!("<strong>{}</strong> <code>jobfit guide {}</code>", esc(&related.name), esc(&related.role))
            }
            Place::Site(_) => format!("<a href=\"{}.html\">{}</a>", esc(&related.role), esc(&related.name)),
        };
        out.push_str(&format!("<li>{name}<span class=\"shares\">Shares {}</span></li>\n", esc(&names.join(", "))));
    }
    out.push_str("</ul>\n</section>\n");
    out
}

/// The questions and answers of the page for search engines; what it says also stands on the page.
fn faq(guide: &Guide) -> Value {
    let fast = guide.fast_answers.iter().map(|a| (a.question.clone(), a.answer.clone()));
    let questions = guide.sections.iter().flat_map(|s| &s.questions).filter(|q| !q.strong_answer.is_empty());
    let asked = questions.map(|q| (q.text.clone(), format!("{}.", q.strong_answer.join(". "))));
    let entities: Vec<Value> = fast
        .chain(asked)
        .map(|(question, answer)| {
            json!({ "@type": "Question", "name": question, "acceptedAnswer": { "@type": "Answer", "text": answer } })
        })
        .collect();
    json!({ "@context": "https://schema.org", "@type": "FAQPage", "mainEntity": entities })
}

fn breadcrumbs(guide: &Guide, base: &str) -> Value {
    json!({
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            { "@type": "ListItem", "position": 1, "name": "Interview guides", "item": format!("{base}index.html") },
            { "@type": "ListItem", "position": 2, "name": guide.name, "item": address(base, &guide.role) },
        ],
    })
}
