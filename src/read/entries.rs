//! What the two resume formats made of fields share: values of any type as text, dates as ranges, entries as lines.

use serde_json::{Map, Value};

use super::draft::{Draft, LineKind};
use super::lines::{note_once, push};

/// A list of fields.
pub(super) type Fields = Map<String, Value>;

/// A field as text. Numbers and booleans count; collections don't.
pub(super) fn text(fields: &Fields, key: &str) -> Option<String> {
    scalar(fields.get(key)?)
}

/// A value as text.
pub(super) fn scalar(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The first of these fields that has text.
pub(super) fn first(fields: &Fields, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| text(fields, key))
}

/// The texts of a field that is a list of texts, or one text.
pub(super) fn texts(fields: &Fields, key: &str) -> Vec<String> {
    match fields.get(key) {
        Some(Value::Array(all)) => {
            all.iter().filter_map(|v| scalar(v).or_else(|| v.as_object().and_then(|o| text(o, "name")))).collect()
        }
        Some(other) => scalar(other).into_iter().collect(),
        None => Vec::new(),
    }
}

/// The entries of a field that should be a list of objects; notes what is not.
pub(super) fn entries<'a>(draft: &mut Draft, fields: &'a Fields, key: &str) -> Vec<&'a Fields> {
    let values: Vec<&Value> = match fields.get(key) {
        None | Some(Value::Null) => return Vec::new(),
        Some(Value::Array(all)) => all.iter().collect(),
        // One entry without the list around it is a common slip.
        Some(one) => vec![one],
    };
    let mut found = Vec::new();
    for value in values {
        match value {
            Value::Object(entry) => found.push(entry),
            Value::Null => {}
            _ => wrong_type(draft),
        }
    }
    found
}

/// Notes a field that has another type than its format says.
pub(super) fn wrong_type(draft: &mut Draft) {
    note_once(draft, "wrong-type", "Some fields have another type than their format says; they were left out.");
}

/// `2020-05 – Present`, or what there is of it.
pub(super) fn range(start: Option<String>, end: Option<String>) -> Option<String> {
    let is_present = |e: &String| e.eq_ignore_ascii_case("present");
    match (start, end) {
        (Some(start), Some(end)) if is_present(&end) => Some(format!("{start} – Present")),
        (Some(start), Some(end)) => Some(format!("{start} – {end}")),
        (Some(start), None) => Some(format!("{start} – Present")),
        (None, end) => end,
    }
}

/// The parts that are there, joined.
pub(super) fn joined(parts: &[Option<String>], between: &str) -> String {
    parts.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(between)
}

/// Adds the lines of a text that may have several.
pub(super) fn add(draft: &mut Draft, kind: LineKind, text: &str, gap: bool) {
    for (i, line) in text.lines().filter(|l| !l.trim().is_empty()).enumerate() {
        push(&mut draft.lines, kind, line, gap && i == 0);
    }
}

/// Adds a section's heading.
pub(super) fn heading(draft: &mut Draft, text: &str) {
    push(&mut draft.lines, LineKind::Heading(2), text, true);
}
