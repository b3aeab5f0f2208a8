//! YAML as the JSON it stands for, for RenderCV and JSON Resume files: bounded depth, and no aliases to blow it up.

use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Value};

use super::error::ReadError;
use super::limits::{Deadline, Limits};
use super::lines::{check, too_deep};

/// A collection that is being filled.
enum Open {
    Sequence(Vec<Value>),
    Mapping(Map<String, Value>, Option<String>),
}

/// Parses the first document of a text.
///
/// Dates and numbers stay the text they are written as: `2020-05` and `3.10` are no numbers in a resume.
pub(super) fn parse(text: &str, limits: &Limits, deadline: &Deadline) -> Result<Value, ReadError> {
    let mut open: Vec<Open> = Vec::new();
    for (count, event) in Parser::new_from_str(text).enumerate() {
        if count % 1024 == 0 {
            check(deadline, limits)?;
        }
        let (event, _) = event.map_err(|e| ReadError::Damaged { detail: format!("YAML: {e}") })?;
        let value = match event {
            Event::SequenceStart(..) => {
                open.push(Open::Sequence(Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                open.push(Open::Mapping(Map::new(), None));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|done| match done {
                Open::Sequence(values) => Value::Array(values),
                Open::Mapping(map, _) => Value::Object(map),
            }),
            Event::Scalar(text, style, ..) => {
                let is_null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                Some(if is_null { Value::Null } else { Value::String(text.into_owned()) })
            }
            // What an alias repeats has been read where it was written.
            Event::Alias(_) => Some(Value::Null),
            Event::DocumentEnd | Event::StreamEnd => break,
            _ => None,
        };
        if open.len() > limits.nesting {
            return Err(too_deep(limits));
        }
        let Some(value) = value else { continue };
        match open.last_mut() {
            None => return Ok(value),
            Some(Open::Sequence(values)) => values.push(value),
            Some(Open::Mapping(map, key)) => match key.take() {
                None => *key = Some(value.as_str().unwrap_or_default().to_owned()),
                Some(key) => {
                    map.insert(key, value);
                }
            },
        }
    }
    Err(ReadError::Damaged { detail: "YAML: it ends too early".to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Value, ReadError> {
        let limits = Limits::default();
        parse(text, &limits, &Deadline::after(limits.time))
    }

    #[test]
    fn collections_keep_order_and_scalars_stay_text() {
        let value = of("b: 2020-05\na: [x, 3.10, ~]\nc:\n  - k: |\n      one\n      two\n").expect("a value");
        assert_eq!(value.to_string(), r#"{"b":"2020-05","a":["x","3.10",null],"c":[{"k":"one\ntwo\n"}]}"#);
    }

    #[test]
    fn depth_and_aliases_are_bounded() {
        assert!(of(&"[".repeat(100_000)).is_err());
        assert!(of("a: &a [x]\nb: [*a, *a]\n").is_ok());
        assert!(of("a: [1").is_err());
    }
}
