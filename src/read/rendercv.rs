//! The input of RenderCV: a `cv` with sections in the person's own order, each entry of one of seven types.

use serde_json::Value;

use super::charset;
use super::draft::{Draft, LineKind};
use super::entries::{Fields, add, first, heading, joined, range, scalar, text, texts, wrong_type};
use super::error::ReadError;
use super::limits::{Deadline, Limits};
use super::lines::{finish, push};
use super::markdown;
use super::yaml;

/// Whether a text is a RenderCV file in YAML.
pub(super) fn looks_like(text: &str) -> bool {
    let mut lines = text.lines().skip_while(|l| l.trim_end() != "cv:").skip(1);
    lines.find(|l| !l.trim().is_empty()).is_some_and(|l| l.starts_with([' ', '\t']) && l.contains(':'))
}

/// Whether a JSON value has the same shape.
pub(super) fn is_cv(value: &Value) -> bool {
    value.get("cv").is_some_and(|cv| cv.get("sections").is_some() || cv.get("name").is_some())
}

/// Reads a RenderCV file.
pub fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Draft, ReadError> {
    let decoded = charset::decode(bytes, None, limits)?;
    let value: Value = if decoded.text.trim_start().starts_with('{') {
        serde_json::from_str(&decoded.text).map_err(|e| ReadError::Damaged { detail: format!("JSON: {e}") })?
    } else {
        yaml::parse(&decoded.text, limits, deadline)?
    };
    let mut draft = decoded.draft();
    let Some(cv) = value.get("cv").and_then(Value::as_object) else {
        return Err(ReadError::Damaged { detail: "RenderCV: no `cv` with fields in it".to_owned() });
    };
    if let Some(name) = text(cv, "name") {
        draft.push(LineKind::Heading(1), name, None);
    }
    if let Some(label) = first(cv, &["label", "headline"]) {
        push(&mut draft.lines, LineKind::Text, &label, false);
    }
    let contact = joined(&[text(cv, "location"), text(cv, "email"), text(cv, "phone"), text(cv, "website")], " | ");
    push(&mut draft.lines, LineKind::Text, &contact, false);
    if let Some(Value::Array(networks)) = cv.get("social_networks") {
        for network in networks.iter().filter_map(Value::as_object) {
            push(
                &mut draft.lines,
                LineKind::Text,
                &joined(&[text(network, "network"), text(network, "username")], ": "),
                false,
            );
        }
    }
    match cv.get("sections") {
        Some(Value::Object(sections)) => {
            for (title, entries) in sections {
                heading(&mut draft, &titled(title));
                match entries {
                    Value::Array(all) => all.iter().for_each(|entry| add_entry(&mut draft, entry)),
                    one => add_entry(&mut draft, one),
                }
            }
        }
        Some(Value::Null) | None => {}
        Some(_) => wrong_type(&mut draft),
    }
    // Texts in it are Markdown.
    for line in &mut draft.lines {
        line.text = markdown::clean_inline(&line.text).replace('\n', " ");
    }
    finish(draft, limits)
}

/// `professional_experience` as RenderCV prints it.
fn titled(key: &str) -> String {
    if key.contains(' ') || key.chars().any(char::is_uppercase) {
        return key.to_owned();
    }
    let words = key.split('_').map(|w| {
        let mut chars = w.chars();
        chars.next().map(|c| c.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}

fn add_entry(draft: &mut Draft, entry: &Value) {
    let Value::Object(fields) = entry else {
        match scalar(entry) {
            Some(text) => add(draft, LineKind::Text, &text, false),
            None => wrong_type(draft),
        }
        return;
    };
    // The types of entries are told by their fields.
    if let Some(details) = text(fields, "details").filter(|_| fields.contains_key("label")) {
        add(draft, LineKind::Text, &joined(&[text(fields, "label"), Some(details)], ": "), false);
        return;
    }
    if let Some(bullet) = first(fields, &["bullet", "number", "reversed_number"]) {
        add(draft, LineKind::Bullet(0), &bullet, false);
        return;
    }
    let date = text(fields, "date").or_else(|| range(text(fields, "start_date"), text(fields, "end_date")));
    let degree = joined(&[text(fields, "degree"), text(fields, "area")], " in ");
    let main = first(fields, &["position", "name", "title"]).or(Some(degree).filter(|d| !d.is_empty()));
    let place = first(fields, &["company", "institution", "journal"]);
    let authors = texts(fields, "authors").join(", ");
    let head = joined(&[main, place, text(fields, "location")], ", ");
    add(draft, LineKind::Text, &joined(&[Some(head).filter(|h| !h.is_empty()), date], " | "), true);
    add(draft, LineKind::Text, &authors, false);
    for field in ["summary", "doi", "url"] {
        if let Some(text) = text(fields, field) {
            add(draft, LineKind::Text, &text, false);
        }
    }
    add_highlights(draft, fields);
}

fn add_highlights(draft: &mut Draft, fields: &Fields) {
    if fields.get("highlights").is_some_and(|v| !v.is_array() && !v.is_string() && !v.is_null()) {
        wrong_type(draft);
    }
    for highlight in texts(fields, "highlights") {
        // RenderCV writes nested items into the text: `Built it - with Rust`, a hyphen at the start of its line.
        for (i, part) in highlight.split("\n").filter(|p| !p.trim().is_empty()).enumerate() {
            push(
                &mut draft.lines,
                LineKind::Bullet(u8::from(i > 0 && part.trim_start().starts_with("- "))),
                part,
                false,
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_types_of_entries() {
        let yaml = "cv:\n  name: John Doe\n  sections:\n    summary:\n      - I *build* things.\n    professional_experience:\n      - company: Acme\n        \
                    position: Dev\n        start_date: 2020-05\n        end_date: present\n        highlights:\n          - Built **Rust** tools\n    education:\n      \
                    - institution: MIT\n        area: Physics\n        degree: BSc\n        end_date: 2019\n    Skills:\n      - label: Languages\n        details: Rust, Go\n      \
                    - bullet: Chess\n    publications:\n      - title: On it\n        authors: [J. Doe, A. Roe]\n        date: 2021\ndesign:\n  theme: classic\n";
        assert!(looks_like(yaml));
        let limits = Limits::default();
        let draft = read(yaml.as_bytes(), &limits, &Deadline::after(limits.time)).expect("a draft");
        let seen: Vec<_> = draft.lines.iter().map(|l| (l.kind, l.text.as_str())).collect();
        assert_eq!(
            seen,
            [
                (LineKind::Heading(1), "John Doe"),
                (LineKind::Heading(2), "Summary"),
                (LineKind::Text, "I build things."),
                (LineKind::Heading(2), "Professional Experience"),
                (LineKind::Text, "Dev, Acme | 2020-05 – Present"),
                (LineKind::Bullet(0), "Built Rust tools"),
                (LineKind::Heading(2), "Education"),
                (LineKind::Text, "BSc in Physics, MIT | 2019"),
                (LineKind::Heading(2), "Skills"),
                (LineKind::Text, "Languages: Rust, Go"),
                (LineKind::Bullet(0), "Chess"),
                (LineKind::Heading(2), "Publications"),
                (LineKind::Text, "On it | 2021"),
                (LineKind::Text, "J. Doe, A. Roe"),
            ]
        );
    }
}
