//! Question lists as tables: CSV with a head, and JSON lists of objects or strings.

use serde_json::Value;

use super::inline;
use super::{ImportError, List, Listed};

/// Names that people give to the column of a field, in lower case with `_` for anything between words.
const COLUMNS: &[(&str, &[&str])] = &[
    ("question", &["question", "questions", "text", "q", "prompt", "title", "front"]),
    ("points", &["answer", "answers", "strong_answer", "points", "a", "solution", "expected_answer", "back"]),
    ("follow_ups", &["follow_ups", "follow_up", "followups", "followup", "follow_up_questions"]),
    ("topic", &["topic", "category", "section", "subject", "area", "deck"]),
    ("kind", &["kind", "type"]),
    ("level", &["level", "difficulty", "seniority"]),
    ("skills", &["skills", "skill", "tags", "tag", "technologies"]),
    ("source", &["source", "url", "link"]),
    ("license", &["license", "licence"]),
    ("weak_answer", &["weak_answer", "weak", "red_flags"]),
    ("id", &["id", "key", "slug"]),
];

fn field(column: &str) -> Option<&'static str> {
    let name: String =
        column.trim().to_lowercase().chars().map(|c| if c.is_alphanumeric() { c } else { '_' }).collect();
    COLUMNS.iter().find(|(_, names)| names.contains(&name.as_str())).map(|c| c.0)
}

/// Puts a value into the field of a question.
fn put(listed: &mut Listed, field: &str, values: Vec<String>) {
    let one = || values.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    match field {
        "question" => {
            let (text, mark) = inline::marks(&inline::plain(&one()));
            listed.text = text;
            if let Some(level) = mark.filter(|_| listed.given.level.is_empty()) {
                level.name().clone_into(&mut listed.given.level);
            }
        }
        "points" => listed.points = values.iter().map(|v| inline::plain(v)).filter(|v| !v.is_empty()).collect(),
        "follow_ups" => listed.follow_ups = values.iter().map(|v| inline::plain(v)).filter(|v| !v.is_empty()).collect(),
        "topic" => listed.given.topic = one(),
        "kind" => listed.given.kind = one(),
        "level" => listed.given.level = one(),
        "skills" => listed.given.skills = values.iter().flat_map(|v| list(v, &[',', ';', '|'])).collect(),
        "source" => listed.given.source = one(),
        "license" => listed.given.license = one(),
        "weak_answer" => listed.given.weak_answer = one(),
        "id" => listed.given.id = one(),
        _ => {}
    }
}

fn list(text: &str, marks: &[char]) -> Vec<String> {
    text.split(|c| marks.contains(&c))
        .map(|s| s.trim().trim_start_matches(['-', '*', '•']).trim().to_owned())
        .filter(|s| !s.is_empty())
        .collect()
}

/// A cell that holds several points: one a line, else parted by `;` or `|`.
fn cell(text: &str) -> Vec<String> {
    if text.trim().contains('\n') {
        return list(text, &['\n']);
    }
    if text.contains('|') { list(text, &['|']) } else { list(text, &[';']) }
}

/// Reads CSV; commas, semicolons or tabs, whichever the first row has most of.
pub fn csv(text: &str) -> List {
    let head = text.lines().next().unwrap_or_default();
    let separator = [',', ';', '\t'].into_iter().max_by_key(|c| (head.matches(*c).count(), *c == ',')).unwrap_or(',');
    let mut rows = rows(text, separator).into_iter();
    let Some((first_line, head)) = rows.next() else { return List::default() };
    let fields: Vec<Option<&str>> = head.iter().map(|c| field(c)).collect();
    let mut list = List::default();
    let named = fields.contains(&Some("question"));
    // Without a head the first column holds the questions, from the first row on.
    let fields = if named { fields } else { vec![Some("question"), Some("points")] };
    let first = (!named).then_some((first_line, head));
    for (line, row) in first.into_iter().chain(rows) {
        let mut listed = Listed { line, ..Listed::default() };
        for (field, value) in fields.iter().zip(&row) {
            match field {
                Some(field @ ("points" | "follow_ups")) => put(&mut listed, field, cell(value)),
                Some(field) => put(&mut listed, field, vec![value.clone()]),
                None => {}
            }
        }
        if listed.text.is_empty() {
            let said = row.join(" ").trim().to_owned();
            if !said.is_empty() {
                list.left_out.push((line, said));
            }
        } else {
            list.questions.push(listed);
        }
    }
    list
}

/// The rows with the line that each begins on; quotes may hold separators, quotes and new lines.
fn rows(text: &str, separator: char) -> Vec<(usize, Vec<String>)> {
    let mut rows = Vec::new();
    let (mut row, mut cell) = (Vec::new(), String::new());
    let (mut quoted, mut line, mut begun) = (false, 1, 1);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\n' {
            line += 1;
        }
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => {
                quoted = true;
                cell.clear();
            }
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push((begun, std::mem::take(&mut row)));
                begun = line;
            }
            c if c == separator && !quoted => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push((begun, row));
    }
    rows
}

/// Reads JSON: a list; an object that holds one under `questions`, `items` or `data`; or an object of lists, whose names are
/// then headings.
pub fn json(text: &str) -> Result<List, ImportError> {
    let value: Value = serde_json::from_str(text).map_err(|e| ImportError::Json(e.to_string()))?;
    let mut list = List::default();
    match &value {
        Value::Array(items) => objects(items, &[], &mut list),
        Value::Object(fields) => {
            let known =
                ["questions", "items", "data"].into_iter().find_map(|k| fields.get(k).and_then(Value::as_array));
            match known {
                Some(items) => objects(items, &[], &mut list),
                None => {
                    for (name, items) in fields.iter().filter_map(|(n, v)| Some((n, v.as_array()?))) {
                        objects(items, std::slice::from_ref(name), &mut list);
                    }
                }
            }
        }
        _ => return Err(ImportError::NoList),
    }
    if list.questions.is_empty() && list.left_out.is_empty() { Err(ImportError::NoList) } else { Ok(list) }
}

fn objects(items: &[Value], headings: &[String], list: &mut List) {
    for item in items {
        let line = list.questions.len() + list.left_out.len() + 1;
        let mut listed = Listed { line, headings: headings.to_vec(), ..Listed::default() };
        match item {
            Value::String(text) => put(&mut listed, "question", vec![text.clone()]),
            Value::Object(fields) => {
                for (name, value) in fields {
                    let Some(field) = field(name) else { continue };
                    let values = match value {
                        Value::String(text) if matches!(field, "points" | "follow_ups") => cell(text),
                        Value::String(text) => vec![text.clone()],
                        Value::Number(n) => vec![n.to_string()],
                        Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                        _ => continue,
                    };
                    // `text` and `title` may stand beside `question`, which then has the word.
                    if field != "question" || listed.text.is_empty() || name.eq_ignore_ascii_case("question") {
                        put(&mut listed, field, values);
                    }
                }
            }
            _ => {}
        }
        if listed.text.is_empty() { list.left_out.push((line, item.to_string())) } else { list.questions.push(listed) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_keeps_quotes_new_lines_and_rows_without_a_question() {
        let list =
            csv("Question,Answer,Difficulty\n\"Why, \"\"oh\"\" why?\",\"- one\n- two\",hard\n,lost,\nAnd?,a; b,\n");
        assert_eq!(list.questions.len(), 2);
        assert_eq!(list.questions[0].text, "Why, \"oh\" why?");
        assert_eq!(list.questions[0].points, ["one", "two"]);
        assert_eq!(list.questions[0].given.level, "hard");
        assert_eq!(list.questions[1].points, ["a", "b"]);
        assert_eq!(list.questions[1].line, 5);
        assert_eq!(list.left_out.len(), 1);
    }

    #[test]
    fn json_lists_of_any_usual_shape_are_read() {
        for text in [
            r#"["Why?"]"#,
            r#"[{"question": "Why?", "title": "T"}]"#,
            r#"{"questions": [{"text": "Why?"}]}"#,
            r#"{"SQL": [{"q": "Why?"}]}"#,
        ] {
            let list = json(text).unwrap();
            assert_eq!(list.questions[0].text, "Why?", "{text}");
        }
        assert!(json("{").is_err() && json("3").is_err() && json("{\"a\": 1}").is_err());
    }
}
