//! The top of the page: which job, which resume, how the two compare, what is in doubt.

use super::markup::Markup;
use crate::report::value::Tailored;
use crate::report::words;

/// Writes the header.
pub fn write(page: &mut Markup, value: &Tailored) {
    page.within("header", &[("class", "top")], |page| {
        page.within("div", &[("class", "bar")], |page| {
            page.leaf("p", &[("class", "eyebrow")], "Interview preparation");
            page.fixed("<button type=\"button\" class=\"js quiet\" id=\"theme\">Dark</button>\n");
        });
        page.leaf("h1", &[], words::title(value));
        page.leaf("p", &[("class", "facts")], &words::job_facts(value));
        page.leaf("p", &[("class", "facts")], &words::person_facts(value));
        fit(page, value);
        nav(page, value);
    });
}

fn fit(page: &mut Markup, value: &Tailored) {
    page.within("div", &[("class", "fit")], |page| {
        for (met, what) in words::met(value) {
            page.within("p", &[("class", "figure")], |page| {
                page.leaf("strong", &[], &format!("{} of {}", met.met, met.of));
                page.text(&format!(" {what}"));
            });
        }
        let said = if words::met(value).is_empty() {
            "Nothing was asked for that could be compared."
        } else {
            "Asked for, and shown by dated work."
        };
        page.within("p", &[("class", "note")], |page| {
            page.text(&format!("{said} "));
            page.leaf("em", &[], "Guidance, no verdict.");
        });
    });
}

fn nav(page: &mut Markup, value: &Tailored) {
    let mut links = vec![
        ("#coverage", "Coverage"),
        ("#gaps", "Gaps"),
        ("#rehearse", "Rehearse"),
        ("#questions", "Questions"),
        ("#evidence", "Side by side"),
    ];
    if !value.plan.is_empty() {
        links.push(("#plan", "Plan"));
    }
    page.within("nav", &[("aria-label", "Sections")], |page| {
        page.within("ul", &[], |page| {
            for (to, name) in links {
                page.within("li", &[], |page| page.leaf("a", &[("href", to)], name));
            }
        });
    });
}

/// Writes what is in doubt, where something is.
pub fn warnings(page: &mut Markup, value: &Tailored) {
    if value.warnings.is_empty() {
        return;
    }
    page.within("section", &[("class", "doubts"), ("aria-labelledby", "h-doubts")], |page| {
        page.leaf("h2", &[("id", "h-doubts")], "Not sure");
        page.within("ul", &[], |page| {
            for warning in &value.warnings {
                page.leaf("li", &[], &warning.message);
            }
        });
    });
}
