//! JSON Resume 1.x, as JSON or YAML. People's files have wrong types all over; what can be read is read.

use serde_json::Value;

use super::charset;
use super::draft::{Draft, LineKind};
use super::entries::{Fields, add, entries, first, heading, joined, range, text, texts, wrong_type};
use super::error::ReadError;
use super::limits::{Deadline, Limits};
use super::lines::{finish, push};
use super::yaml;

/// The sections, in the order in which resumes have them, with their headings.
const SECTIONS: [(&str, &str); 11] = [
    ("work", "Experience"),
    ("volunteer", "Volunteer Experience"),
    ("projects", "Projects"),
    ("education", "Education"),
    ("skills", "Skills"),
    ("certificates", "Certifications"),
    ("awards", "Awards"),
    ("publications", "Publications"),
    ("languages", "Languages"),
    ("interests", "Interests"),
    ("references", "References"),
];

/// Whether a JSON value has the shape.
pub(super) fn looks_like(value: &Value) -> bool {
    let Some(object) = value.as_object() else { return false };
    let known = SECTIONS.iter().filter(|(key, _)| object.get(*key).is_some_and(Value::is_array)).count();
    object.contains_key("basics") || known >= 2 || (known == 1 && object.get("$schema").is_some())
}

/// Whether a text is the same as YAML.
pub(super) fn looks_like_yaml(text: &str) -> bool {
    text.lines().any(|l| l.trim_end() == "basics:")
}

/// Reads a JSON Resume.
pub fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Draft, ReadError> {
    let decoded = charset::decode(bytes, None, limits)?;
    let value: Value = if decoded.text.trim_start().starts_with('{') {
        serde_json::from_str(&decoded.text).map_err(|e| ReadError::Damaged { detail: format!("JSON: {e}") })?
    } else {
        yaml::parse(&decoded.text, limits, deadline)?
    };
    let mut draft = decoded.draft();
    let Some(resume) = value.as_object() else {
        return Err(ReadError::Damaged { detail: "JSON Resume: not an object".to_owned() });
    };
    match resume.get("basics") {
        Some(Value::Object(basics)) => add_basics(&mut draft, basics),
        Some(Value::Null) | None => {}
        Some(_) => wrong_type(&mut draft),
    }
    for (key, title) in SECTIONS {
        add_section(&mut draft, resume, key, title);
    }
    finish(draft, limits)
}

fn add_basics(draft: &mut Draft, basics: &Fields) {
    if let Some(name) = text(basics, "name") {
        draft.push(LineKind::Heading(1), name, None);
    }
    if let Some(label) = text(basics, "label") {
        push(&mut draft.lines, LineKind::Text, &label, false);
    }
    let location = match basics.get("location") {
        Some(Value::Object(l)) => {
            Some(joined(&[text(l, "city"), text(l, "region"), text(l, "countryCode")], ", ")).filter(|l| !l.is_empty())
        }
        _ => text(basics, "location"),
    };
    let contact =
        joined(&[text(basics, "email"), text(basics, "phone"), first(basics, &["url", "website"]), location], " | ");
    push(&mut draft.lines, LineKind::Text, &contact, false);
    for profile in entries(draft, basics, "profiles") {
        let line = joined(&[text(profile, "network"), first(profile, &["url", "username"])], ": ");
        push(&mut draft.lines, LineKind::Text, &line, false);
    }
    if let Some(summary) = text(basics, "summary") {
        heading(draft, "Summary");
        add(draft, LineKind::Text, &summary, false);
    }
}

fn add_section(draft: &mut Draft, resume: &Fields, key: &str, title: &str) {
    let start = draft.lines.len();
    // Interests and the like are often plain texts.
    if let Some(Value::Array(all)) = resume.get(key)
        && !all.is_empty()
        && all.iter().all(Value::is_string)
    {
        for item in texts(resume, key) {
            add(draft, LineKind::Bullet(0), &item, false);
        }
    }
    if draft.lines.len() == start {
        for entry in entries(draft, resume, key) {
            add_entry(draft, key, entry);
        }
    }
    if draft.lines.len() > start {
        let mut section = draft.lines.split_off(start);
        heading(draft, title);
        draft.lines.append(&mut section);
    }
}

fn add_entry(draft: &mut Draft, key: &str, entry: &Fields) {
    let dates = range(text(entry, "startDate"), text(entry, "endDate"));
    let (head, date) = match key {
        "work" | "volunteer" => (
            joined(
                &[text(entry, "position"), first(entry, &["name", "company", "organization"]), text(entry, "location")],
                ", ",
            ),
            dates,
        ),
        "projects" => (joined(&[text(entry, "name"), text(entry, "entity"), text(entry, "type")], ", "), dates),
        "education" => (joined(&[joined_degree(entry), text(entry, "institution"), text(entry, "score")], ", "), dates),
        "certificates" => (joined(&[text(entry, "name"), text(entry, "issuer")], ", "), text(entry, "date")),
        "awards" => (joined(&[text(entry, "title"), text(entry, "awarder")], ", "), text(entry, "date")),
        "publications" => (joined(&[text(entry, "name"), text(entry, "publisher")], ", "), text(entry, "releaseDate")),
        "references" => (joined(&[text(entry, "name"), text(entry, "reference")], ": "), None),
        "languages" => (joined(&[text(entry, "language"), text(entry, "fluency")], ": "), None),
        // Skills and interests: the group, then what is in it. The level belongs to the group.
        _ => {
            let name = joined(&[text(entry, "name"), text(entry, "level").map(|l| format!("({l})"))], " ");
            let keywords = texts(entry, "keywords").join(", ");
            (joined(&[Some(name).filter(|n| !n.is_empty()), Some(keywords).filter(|k| !k.is_empty())], ": "), None)
        }
    };
    let line = joined(&[Some(head).filter(|h| !h.is_empty()), date], " | ");
    let apart = !matches!(key, "skills" | "languages" | "interests");
    add(draft, LineKind::Text, &line, apart);
    if matches!(key, "skills" | "interests" | "languages" | "references") {
        return;
    }
    for field in ["description", "summary"] {
        if let Some(text) = text(entry, field) {
            add(draft, LineKind::Text, &text, false);
        }
    }
    for field in ["roles", "courses", "highlights"] {
        if entry.get(field).is_some_and(|v| !v.is_array() && !v.is_string() && !v.is_null()) {
            wrong_type(draft);
        }
        for item in texts(entry, field) {
            add(draft, LineKind::Bullet(0), &item, false);
        }
    }
    let keywords = [texts(entry, "keywords"), texts(entry, "technologies")].concat();
    if !keywords.is_empty() {
        add(draft, LineKind::Text, &format!("Keywords: {}", keywords.join(", ")), false);
    }
}

/// `MSc in Physics`.
fn joined_degree(entry: &Fields) -> Option<String> {
    let degree = joined(&[text(entry, "studyType"), text(entry, "area")], " in ");
    (!degree.is_empty()).then_some(degree)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(json: &str) -> Draft {
        let limits = Limits::default();
        read(json.as_bytes(), &limits, &Deadline::after(limits.time)).expect("a draft")
    }

    #[test]
    fn sections_are_headed_lines() {
        let draft = draft(
            r#"{"basics":{"name":"Jane"},"skills":[{"name":"Backend","level":"Master","keywords":["Rust","Go"]}],
                "work":[{"name":"Acme","position":"Dev","startDate":"2020-05","highlights":["Built it"]}]}"#,
        );
        let seen: Vec<_> = draft.lines.iter().map(|l| (l.kind, l.text.as_str())).collect();
        assert_eq!(
            seen,
            [
                (LineKind::Heading(1), "Jane"),
                (LineKind::Heading(2), "Experience"),
                (LineKind::Text, "Dev, Acme | 2020-05 – Present"),
                (LineKind::Bullet(0), "Built it"),
                (LineKind::Heading(2), "Skills"),
                (LineKind::Text, "Backend (Master): Rust, Go"),
            ]
        );
    }

    #[test]
    fn wrong_types_are_noted_and_passed_over() {
        let draft = draft(r#"{"basics":[],"work":"x","skills":{"name":"Rust"},"education":null,"awards":[1]}"#);
        assert_eq!(draft.notes.first().map(|n| n.code), Some("wrong-type"));
        assert_eq!(draft.lines.last().map(|l| l.text.as_str()), Some("Rust"));
    }
}
