//! A schema.org `JobPosting` in JSON-LD, as most career sites publish it for search engines.

use serde_json::{Map, Value};

use super::charset;
use super::draft::{Draft, Stated};
use super::error::ReadError;
use super::html;
use super::limits::{Deadline, Limits};
use super::lines::{finish, tidy};

/// What a `JobPosting` states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Posting {
    /// The description, HTML as a rule.
    pub description: String,
    /// Title, company, date.
    pub stated: Stated,
}

/// Reads a file that is one `JobPosting`.
pub fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Draft, ReadError> {
    let decoded = charset::decode(bytes, None, limits)?;
    let Some(posting) = posting(&decoded.text) else {
        return Err(ReadError::Damaged { detail: "no JobPosting in its JSON".to_owned() });
    };
    let mut draft = decoded.draft();
    draft.stated = posting.stated;
    html::head(&mut draft);
    draft.lines.extend(html::fragment(&posting.description, limits, deadline)?);
    finish(draft, limits)
}

/// The first `JobPosting` in a script's text, if there is one.
pub fn posting(script: &str) -> Option<Posting> {
    let value = parse(script)?;
    let object = find(&value, 0)?;
    let text = |value: Option<&Value>| match value {
        Some(Value::String(text)) => Some(tidy(&html::decode_entities(text))).filter(|t| !t.is_empty()),
        _ => None,
    };
    let mut description = String::new();
    for part in [
        "description",
        "responsibilities",
        "qualifications",
        "experienceRequirements",
        "skills",
        "educationRequirements",
    ] {
        if let Some(Value::String(more)) = object.get(part)
            && !description.contains(more.as_str())
        {
            if !description.is_empty() {
                description.push_str(&format!("<h3>{}</h3>", spaced(part)));
            }
            description.push_str(more);
        }
    }
    let organization =
        object.get("hiringOrganization").map(|o| if let Value::Array(all) = o { all.first().unwrap_or(o) } else { o });
    let organization = match organization {
        Some(Value::Object(o)) => text(o.get("name")),
        other => text(other),
    };
    let date = text(object.get("datePosted")).and_then(|d| d.get(..10).map(str::to_owned));
    let title = text(object.get("title")).or_else(|| text(object.get("name")));
    Some(Posting { description, stated: Stated { title, organization, date: date.filter(|d| is_date(d)) } })
}

/// Whether a value is or holds a `JobPosting`.
pub(super) fn has_posting(value: &Value) -> bool {
    find(value, 0).is_some()
}

/// `YYYY-MM-DD`.
pub(super) fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
}

/// `experienceRequirements` as a heading.
fn spaced(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() {
            out.push(' ');
        }
        if out.is_empty() { out.extend(c.to_uppercase()) } else { out.extend(c.to_lowercase()) }
    }
    out
}

/// Parses what sites have there: raw line breaks in strings, comment marks around it, a semicolon after it.
fn parse(script: &str) -> Option<Value> {
    // The mark of a CDATA section has a bracket of its own.
    let script = script.split_once("<![CDATA[").map_or(script, |(_, inside)| inside);
    let start = script.find(['{', '['])?;
    let mut escaped = String::with_capacity(script.len());
    let mut in_string = false;
    let mut after_backslash = false;
    for c in script.get(start..)?.chars() {
        match c {
            '"' if !after_backslash => in_string = !in_string,
            c if in_string && c.is_control() => {
                match c {
                    '\n' => escaped.push_str("\\n"),
                    '\t' => escaped.push_str("\\t"),
                    _ => escaped.push(' '),
                }
                after_backslash = false;
                continue;
            }
            _ => {}
        }
        after_backslash = c == '\\' && !after_backslash;
        escaped.push(c);
    }
    // The first value; what follows it is no concern. serde_json bounds the depth.
    serde_json::Deserializer::from_str(&escaped).into_iter::<Value>().next()?.ok()
}

/// Searches arrays, `@graph` and `mainEntity` for the posting. A few levels are enough for any page.
fn find(value: &Value, depth: usize) -> Option<&Map<String, Value>> {
    if depth > 6 {
        return None;
    }
    match value {
        Value::Array(all) => all.iter().find_map(|v| find(v, depth + 1)),
        Value::Object(object) => {
            let is = |v: &Value| v.as_str().is_some_and(|t| t.rsplit(['/', ':']).next() == Some("JobPosting"));
            let is_posting = match object.get("@type") {
                Some(Value::Array(types)) => types.iter().any(is),
                Some(one) => is(one),
                None => false,
            };
            if is_posting {
                return Some(object);
            }
            ["@graph", "mainEntity", "itemListElement", "item"]
                .iter()
                .filter_map(|key| object.get(*key))
                .find_map(|v| find(v, depth + 1))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sloppy_json_is_understood() {
        let script = "//<![CDATA[\n[{\"@type\":\"WebSite\"},{\"@type\":\"http://schema.org/JobPosting\",\"title\":\"R&amp;D \\\"lead\\\"\",\
                      \"description\":\"<p>one\ntwo</p>\",\"hiringOrganization\":\"Acme\"}]; //]]>";
        let posting = posting(script).expect("a posting");
        assert_eq!(posting.stated.title.as_deref(), Some("R&D \"lead\""));
        assert_eq!(posting.stated.organization.as_deref(), Some("Acme"));
        assert_eq!(posting.description, "<p>one\ntwo</p>");
    }

    #[test]
    fn other_types_are_none() {
        assert_eq!(posting("{\"@type\":\"Organization\",\"name\":\"x\"}"), None);
        assert_eq!(posting(&"[".repeat(100_000)), None);
    }
}
