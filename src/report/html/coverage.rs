//! What is asked against what is shown, as a picture. Its places are percentages and its letters pixels, so it grows
//! with the page and stays readable on a phone. Grades differ by length, pattern and word, not by colour alone.

use super::markup::Markup;
use crate::report::terminal::{cut, safe};
use crate::report::value::{MatchValue, Tailored};
use crate::report::words;
use crate::terms::{Evidence, Strength};

/// How many skills the picture shows; all stand in the section with both sides.
const MOST: usize = 18;
/// Pixels of a row, and of the heading before a group.
const ROW: usize = 26;
const HEADING: usize = 32;
/// Where bars begin and how wide the longest is, in percent.
const BARS: (f64, f64) = (41.0, 30.0);
/// Columns of a name.
const NAME: usize = 20;

/// Writes the section.
pub fn write(page: &mut Markup, value: &Tailored) {
    page.within("section", &[("id", "coverage"), ("aria-labelledby", "h-coverage")], |page| {
        page.leaf("h2", &[("id", "h-coverage")], "Coverage");
        if value.fit.skills.is_empty() {
            page.leaf("p", &[("class", "lead")], "The posting names no skill that the program knows.");
            return;
        }
        page.leaf(
            "p",
            &[("class", "lead")],
            "The outline is what the posting asks, longer where it matters more; the filling is what your resume shows.",
        );
        page.within("figure", &[], |page| {
            picture(page, value);
            legend(page);
        });
        if value.fit.skills.len() > MOST {
            let note = format!("The {MOST} that matter most of {}; all stand side by side below.", value.fit.skills.len());
            page.leaf("p", &[("class", "note")], &note);
        }
    });
}

fn picture(page: &mut Markup, value: &Tailored) {
    let shown: Vec<&MatchValue> = value.fit.skills.iter().take(MOST).collect();
    let (preferred, required): (Vec<&MatchValue>, Vec<&MatchValue>) =
        shown.into_iter().partition(|s| s.strength == Strength::Preferred);
    let groups: Vec<(&str, Vec<&MatchValue>)> =
        [("Required", required), ("Preferred", preferred)].into_iter().filter(|g| !g.1.is_empty()).collect();
    // The outlines are measured by the longest, so that the picture always fills its place.
    let most = value.fit.skills.iter().map(|s| s.weight).fold(0.1, f64::max);
    let rows: usize = groups.iter().map(|g| g.1.len()).sum();
    let height = (groups.len() * HEADING + rows * ROW).to_string();
    let attributes = [
        ("role", "img"),
        ("aria-labelledby", "c-title c-desc"),
        ("class", "coverage"),
        ("width", "100%"),
        ("height", &*height),
    ];
    page.within("svg", &attributes, |page| {
        page.leaf("title", &[("id", "c-title")], "What the posting asks against what the resume shows");
        page.leaf("desc", &[("id", "c-desc")], &described(&groups));
        page.fixed(PATTERNS);
        let mut y = 0;
        for (name, skills) in &groups {
            let at = (y + 20).to_string();
            page.leaf("text", &[("class", "group"), ("x", "0"), ("y", &at)], name);
            y += HEADING;
            for skill in skills {
                row(page, skill, most, y);
                y += ROW;
            }
        }
    });
}

/// Fillings that are told apart without colour. Their ids are those that the style names.
const PATTERNS: &str = "<defs>\
<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"ink\" width=\"2.5\" height=\"6\"></rect></pattern>\
<pattern id=\"dots\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><circle class=\"ink\" cx=\"3\" cy=\"3\" r=\"1.3\"></circle></pattern>\
</defs>\n";

fn described(groups: &[(&str, Vec<&MatchValue>)]) -> String {
    let group = |(name, skills): &(&str, Vec<&MatchValue>)| {
        let skills: Vec<String> =
            skills.iter().map(|s| format!("{}, {}", s.name, words::meaning(s.evidence))).collect();
        format!("{name}: {}.", skills.join("; "))
    };
    groups.iter().map(group).collect::<Vec<_>>().join(" ")
}

fn row(page: &mut Markup, skill: &MatchValue, most: f64, y: usize) {
    let (grade, share) = grade(skill.evidence);
    let width = BARS.1 * (skill.weight / most).clamp(0.1, 1.0);
    let percent = |number: f64| format!("{number:.1}%");
    let (baseline, top) = ((y + 16).to_string(), (y + 5).to_string());
    page.within("g", &[("class", "row")], |page| {
        page.leaf("title", &[], &format!("{}: {}", skill.name, words::meaning(skill.evidence)));
        page.leaf("text", &[("x", "0"), ("y", &baseline)], &cut(&safe(&skill.name), NAME));
        let bar = |page: &mut Markup, class: &str, width: f64| {
            let (x, width) = (percent(BARS.0), percent(width));
            let place = [("x", &*x), ("y", &*top), ("width", &*width), ("height", "14"), ("rx", "3"), ("class", class)];
            page.within("rect", &place, |_| {});
        };
        if share > 0.0 {
            bar(page, grade, width * share);
        }
        bar(page, if skill.evidence == Evidence::Unknown { "asked doubt" } else { "asked" }, width);
        page.leaf(
            "text",
            &[("class", "grade"), ("x", "100%"), ("y", &baseline), ("text-anchor", "end")],
            skill.evidence.name(),
        );
    });
}

/// The class of a filling and the share of the outline that it takes.
fn grade(evidence: Evidence) -> (&'static str, f64) {
    match evidence {
        Evidence::Demonstrated => ("full", 1.0),
        Evidence::Short => ("full", 0.7),
        Evidence::Listed => ("listed", 0.5),
        Evidence::Related => ("related", 0.3),
        Evidence::Missing | Evidence::Unknown => ("none", 0.0),
    }
}

fn legend(page: &mut Markup) {
    page.within("figcaption", &[], |page| {
        page.within("ul", &[("class", "legend")], |page| {
            for evidence in [Evidence::Demonstrated, Evidence::Listed, Evidence::Related, Evidence::Missing] {
                page.within("li", &[], |page| {
                    let (class, share) = grade(evidence);
                    let width = format!("{}%", share * 100.0);
                    page.within(
                        "svg",
                        &[("width", "34"), ("height", "14"), ("aria-hidden", "true"), ("class", "coverage")],
                        |page| {
                            let place = [("width", &*width), ("height", "14"), ("rx", "3"), ("class", class)];
                            page.within("rect", &place, |_| {});
                            page.fixed("<rect width=\"100%\" height=\"14\" rx=\"3\" class=\"asked\"></rect>");
                        },
                    );
                    page.leaf("span", &[], &format!("{evidence}: {}", words::meaning(evidence)));
                });
            }
        });
    });
}
