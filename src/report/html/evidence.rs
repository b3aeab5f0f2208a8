//! The requirements on one side, what the resume shows of each on the other, both in their own words.

use super::markup::Markup;
use crate::compare::gaps::plain;
use crate::report::text::sign;
use crate::report::value::{Asked, MatchValue, RequirementValue, Tailored};
use crate::report::words;

/// Writes the section.
pub fn write(page: &mut Markup, value: &Tailored) {
    page.within("section", &[("id", "evidence"), ("aria-labelledby", "h-evidence")], |page| {
        page.leaf("h2", &[("id", "h-evidence")], "Side by side");
        let rows = rows(value);
        let lead = "What the posting says on the left, what your resume shows of it on the right.";
        page.leaf("p", &[("class", "lead")], if rows.is_empty() { "No skill was asked for." } else { lead });
        for (asked, skills) in &rows {
            row(page, value, asked.as_ref(), skills);
        }
        rest(page, value, &rows);
    });
}

type Row<'v> = (Option<Asked>, Vec<&'v MatchValue>);

/// The skills by the line that asks for them, lines in their order in the posting.
fn rows(value: &Tailored) -> Vec<Row<'_>> {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for skill in &value.fit.skills {
        match rows.iter_mut().find(|r| r.0 == skill.asked_in) {
            Some(row) => row.1.push(skill),
            None => rows.push((skill.asked_in.clone(), vec![skill])),
        }
    }
    rows.sort_by_key(|r| r.0.as_ref().map_or(usize::MAX, |a| a.line));
    rows
}

fn row(page: &mut Markup, value: &Tailored, asked: Option<&Asked>, skills: &[&MatchValue]) {
    page.within("div", &[("class", "pair")], |page| {
        page.within("div", &[("class", "side")], |page| match asked {
            Some(asked) => {
                let requirement = requirement(value, asked);
                let strength = skills.first().map_or("", |s| words::asked(s.strength));
                let one = if requirement.is_some_and(|r| r.any_of) { ", one is enough" } else { "" };
                page.leaf("h3", &[("class", "tags")], &format!("Posting, line {} · {strength}{one}", asked.line));
                page.leaf("blockquote", &[], &asked.text);
            }
            None => {
                page.leaf("h3", &[("class", "tags")], "Posting");
                page.leaf("p", &[], "In no single line.");
            }
        });
        page.within("ul", &[("class", "side")], |page| {
            for skill in skills {
                page.within("li", &[], |page| shown(page, skill));
            }
        });
    });
}

fn requirement<'v>(value: &'v Tailored, asked: &Asked) -> Option<&'v RequirementValue> {
    value.job.requirements.iter().find(|r| r.line == asked.line && r.text == asked.text)
}

fn shown(page: &mut Markup, skill: &MatchValue) {
    page.within("p", &[("class", "gap")], |page| {
        page.leaf("span", &[("class", "sign"), ("aria-hidden", "true")], &sign(skill.evidence).to_string());
        page.text(" ");
        page.leaf("strong", &[], &skill.name);
        let years = match (skill.years_shown, skill.years_asked) {
            (Some(shown), Some(asked)) => format!(", {} of {} years", plain(shown), plain(asked)),
            (Some(shown), None) => format!(", {} years", plain(shown)),
            (None, Some(asked)) => format!(", {} years asked", plain(asked)),
            (None, None) => String::new(),
        };
        page.leaf("span", &[("class", "tags")], &format!(" {}{years}", words::meaning(skill.evidence)));
    });
    if let Some(first) = skill.shown_in.first() {
        page.leaf("blockquote", &[], &first.text);
        let more = match skill.shown_in.len() - 1 {
            0 => String::new(),
            1 => ", and one more line".to_owned(),
            n => format!(", and {n} more lines"),
        };
        page.leaf("p", &[("class", "place")], &format!("resume, line {}, {}{more}", first.line, first.section));
    }
}

/// The lines that name no skill: they are asked all the same.
fn rest(page: &mut Markup, value: &Tailored, rows: &[Row<'_>]) {
    let shown = |r: &RequirementValue| rows.iter().any(|(a, _)| a.as_ref().is_some_and(|a| a.line == r.line));
    let rest: Vec<&RequirementValue> = value.job.requirements.iter().filter(|r| !shown(r)).collect();
    if rest.is_empty() {
        return;
    }
    page.within("details", &[("class", "rest")], |page| {
        page.leaf("summary", &[], &format!("Lines that ask for no skill the program compares ({})", rest.len()));
        page.within("ul", &[], |page| {
            for requirement in rest {
                page.within("li", &[], |page| {
                    page.leaf("q", &[], &requirement.text);
                    page.leaf("span", &[("class", "place")], &format!(" line {}", requirement.line));
                });
            }
        });
    });
}
