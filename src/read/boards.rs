//! Postings as job boards' public APIs give them: Greenhouse, Lever, Ashby.

use serde_json::{Map, Value};

use super::charset;
use super::detect::Format;
use super::draft::{Draft, LineKind};
use super::error::ReadError;
use super::html;
use super::jsonld::{self, is_date};
use super::limits::{Deadline, Limits};
use super::lines::{finish, push};

const SHAPES: &str =
    "read are JSON Resume, RenderCV, a schema.org JobPosting, and single postings of Greenhouse, Lever and Ashby";

/// Tells which board's posting a value is.
pub(super) fn shape_of(value: &Value) -> Result<Format, ReadError> {
    if jsonld::has_posting(value) {
        return Ok(Format::JsonLd);
    }
    let Some(posting) = single(value)? else {
        return Err(ReadError::Unsupported { what: "JSON of a shape that isn't known", hint: SHAPES });
    };
    let is_text = |key: &str| posting.get(key).is_some_and(Value::is_string);
    if is_text("title") && is_text("content") {
        Ok(Format::Greenhouse)
    } else if is_text("text")
        && (is_text("descriptionPlain") || is_text("description") || posting.contains_key("lists"))
    {
        Ok(Format::Lever)
    } else if is_text("title") && (is_text("descriptionHtml") || is_text("descriptionPlain")) {
        Ok(Format::Ashby)
    } else {
        Err(ReadError::Unsupported { what: "JSON of a shape that isn't known", hint: SHAPES })
    }
}

/// The posting in a value: the value itself, or the only one in a board's list.
fn single(value: &Value) -> Result<Option<&Map<String, Value>>, ReadError> {
    let list = match value {
        Value::Array(all) => all,
        Value::Object(object) => match object.get("jobs").or_else(|| object.get("postings")) {
            Some(Value::Array(all)) => all,
            _ => match object.get("jobPosting").or_else(|| object.get("job")) {
                Some(Value::Object(inner)) => return Ok(Some(inner)),
                _ => return Ok(Some(object)),
            },
        },
        _ => return Ok(None),
    };
    let is_posting = |v: &Value| v.get("title").or_else(|| v.get("text")).is_some_and(Value::is_string);
    match list.as_slice() {
        [one] => Ok(one.as_object()),
        [first, ..] if is_posting(first) => Err(ReadError::Unsupported {
            what: "a list of several postings",
            hint: "save each posting as a file of its own",
        }),
        _ => Ok(None),
    }
}

/// Reads a posting from a board's JSON.
pub fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Draft, ReadError> {
    let decoded = charset::decode(bytes, None, limits)?;
    let value: Value =
        serde_json::from_str(&decoded.text).map_err(|e| ReadError::Damaged { detail: format!("JSON: {e}") })?;
    let format = shape_of(&value)?;
    if format == Format::JsonLd {
        return jsonld::read(bytes, limits, deadline);
    }
    let Some(posting) = single(&value)? else {
        return Err(ReadError::Damaged { detail: "no posting in its JSON".to_owned() });
    };
    let text = |key: &str| posting.get(key).and_then(Value::as_str).map(str::trim).filter(|t| !t.is_empty());
    let mut draft = decoded.draft();
    draft.stated.title = text(if format == Format::Lever { "text" } else { "title" }).map(str::to_owned);
    draft.stated.organization = first_text(posting, &["company_name", "companyName", "organizationName", "company"])
        .or_else(|| {
            value
                .get("companyName")
                .or_else(|| value.get("organizationName"))
                .and_then(Value::as_str)
                .map(str::to_owned)
        });
    let date = ["first_published", "publishedAt", "publishedDate", "updated_at"].iter().find_map(|key| text(key));
    draft.stated.date =
        date.and_then(|d| d.get(..10)).filter(|d| is_date(d)).map(str::to_owned).or_else(|| created(posting));
    html::head(&mut draft);
    push(&mut draft.lines, LineKind::Text, &facts(posting), false);
    let add = |draft: &mut Draft, html_keys: &[&str], plain_key: &str| -> Result<(), ReadError> {
        let source = html_keys.iter().find_map(|key| text(key)).or_else(|| text(plain_key));
        if let Some(source) = source {
            draft.lines.extend(html::fragment(source, limits, deadline)?);
        }
        Ok(())
    };
    match format {
        Format::Greenhouse => add(&mut draft, &["content"], "content")?,
        Format::Ashby => add(&mut draft, &["descriptionHtml"], "descriptionPlain")?,
        _ => {
            add(&mut draft, &["description"], "descriptionPlain")?;
            for list in posting.get("lists").and_then(Value::as_array).into_iter().flatten() {
                if let Some(heading) = list.get("text").and_then(Value::as_str) {
                    push(&mut draft.lines, LineKind::Heading(3), &html::decode_entities(heading), true);
                }
                if let Some(content) = list.get("content").and_then(Value::as_str) {
                    // Items without a list around them, as Lever has them.
                    draft.lines.extend(html::fragment(&format!("<ul>{content}</ul>"), limits, deadline)?);
                }
            }
            add(&mut draft, &["additional"], "additionalPlain")?;
        }
    }
    finish(draft, limits)
}

/// Lever's time of creation, in milliseconds.
fn created(posting: &Map<String, Value>) -> Option<String> {
    let days = posting.get("createdAt")?.as_i64()?.div_euclid(86_400_000);
    // Civil date from days since 1970, after Howard Hinnant.
    let z = days.checked_add(719_468).filter(|z| (0..4_000_000).contains(z))?;
    let (era, doe) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let (day, month) = (doy - (153 * mp + 2) / 5 + 1, if mp < 10 { mp + 3 } else { mp - 9 });
    let year = yoe + era * 400 + i64::from(month <= 2);
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// Place, team and kind of contract in one line.
fn facts(posting: &Map<String, Value>) -> String {
    let categories = posting.get("categories").and_then(Value::as_object);
    let location = match posting.get("location") {
        Some(Value::Object(location)) => location.get("name").and_then(Value::as_str),
        other => other.and_then(Value::as_str),
    };
    let category = |key: &str| categories.and_then(|c| c.get(key)).and_then(Value::as_str);
    let own = |key: &str| posting.get(key).and_then(Value::as_str);
    let all = [
        location,
        category("location"),
        own("department"),
        category("team").or(own("team")),
        category("commitment").or(own("employmentType")),
        own("workplaceType"),
    ];
    all.into_iter().flatten().filter(|t| !t.trim().is_empty()).collect::<Vec<_>>().join(" | ")
}

fn first_text(posting: &Map<String, Value>, keys: &[&str]) -> Option<String> {
    keys.iter()
        .find_map(|key| posting.get(*key).and_then(Value::as_str))
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use LineKind::{Bullet, Heading, Text};

    fn draft(json: &str) -> Draft {
        let limits = Limits::default();
        read(json.as_bytes(), &limits, &Deadline::after(limits.time)).expect("a draft")
    }

    fn seen(draft: &Draft) -> Vec<(LineKind, &str)> {
        draft.lines.iter().map(|l| (l.kind, l.text.as_str())).collect()
    }

    #[test]
    fn greenhouse_has_escaped_html() {
        let draft = draft(
            r#"{"title":"SRE","company_name":"Petrel","location":{"name":"Dublin"},"updated_at":"2026-11-03T10:00:00Z",
                "content":"&lt;h3&gt;You&lt;/h3&gt;&lt;ul&gt;&lt;li&gt;R&amp;amp;D&lt;/li&gt;&lt;/ul&gt;"}"#,
        );
        assert_eq!(
            seen(&draft),
            [(Heading(1), "SRE"), (Text, "Petrel"), (Text, "Dublin"), (Heading(3), "You"), (Bullet(0), "R&D")]
        );
        assert_eq!(draft.stated.date.as_deref(), Some("2026-11-03"));
    }

    #[test]
    fn lever_has_lists_beside_its_text() {
        let draft = draft(
            r#"[{"text":"SDET","categories":{"team":"QA"},"createdAt":1793664000000,"descriptionPlain":"We test.\n",
                "lists":[{"text":"What you'll do","content":"<li>Own it</li><li>Test it</li>"}],"additional":"<div>Pay</div>"}]"#,
        );
        assert_eq!(
            seen(&draft),
            [
                (Heading(1), "SDET"),
                (Text, "QA"),
                (Text, "We test."),
                (Heading(3), "What you'll do"),
                (Bullet(0), "Own it"),
                (Bullet(0), "Test it"),
                (Text, "Pay")
            ]
        );
        assert_eq!(draft.stated.date.as_deref(), Some("2026-11-03"));
    }

    #[test]
    fn ashby_may_be_a_board_of_one() {
        let draft = draft(
            r#"{"jobs":[{"title":"Dev","descriptionHtml":"<p>Write <b>Rust</b></p>","publishedAt":"2026-01-02T00:00"}]}"#,
        );
        assert_eq!(seen(&draft), [(Heading(1), "Dev"), (Text, "Write Rust")]);
        let two: Value = serde_json::from_str(r#"{"jobs":[{"title":"a"},{"title":"b"}]}"#).expect("JSON");
        assert!(shape_of(&two).is_err_and(|e| e.to_string().contains("several postings")));
    }
}
