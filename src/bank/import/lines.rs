//! A Markdown list as a row of lines, each told for what it is; what is inside a fence is one block of code.

use super::inline;
use crate::terms::Level;

/// What a line is.
#[derive(Debug, Clone, PartialEq)]
pub enum Line {
    /// A heading: its depth and words.
    Heading(usize, String),
    /// A line that is told to be a question: `Question: …`, or all in bold, or bold with a number. The words; whether the
    /// task goes on below (a numbered title with a text after it).
    Asked(String, Told),
    /// What opens an answer: `Answer:`, or a summary such as "Show answer".
    Answer(String),
    /// The words of a `<summary>` that are no such phrase.
    Summary(String),
    /// The end of `<details>`.
    EndDetails,
    /// A bullet or number: its indent and words.
    Item(usize, String),
    /// A block of code.
    Code(Vec<String>),
    /// Words.
    Words(String),
    /// Nothing, or markup alone.
    Blank,
}

/// How a line says that it is a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// `Question:` or `Q:`.
    Label,
    /// All in bold.
    Bold,
    /// In bold with a number, and words after it: the task may go on below.
    Task,
}

/// A line with its place and the mark of difficulty on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// 1-based.
    pub number: usize,
    /// What it is.
    pub line: Line,
    /// The mark, where there is one.
    pub mark: Option<Level>,
}

/// Reads the lines.
pub fn read(text: &str) -> Vec<Placed> {
    let mut out = Vec::new();
    let mut rows = (1..).zip(text.lines()).peekable();
    if rows.peek().is_some_and(|(_, l)| l.trim_end() == "---") {
        // The head of a page: nothing in it is a question.
        rows.next();
        for (_, line) in rows.by_ref() {
            if line.trim_end() == "---" {
                break;
            }
        }
    }
    let mut comment = false;
    while let Some((number, raw)) = rows.next() {
        let trimmed = raw.trim();
        if comment || trimmed.starts_with("<!--") {
            comment = !trimmed.contains("-->");
            continue;
        }
        let fence =
            ["```", "~~~"].into_iter().find(|f| trimmed.starts_with(f) && !trimmed.get(3..).unwrap_or("").contains(f));
        if let Some(fence) = fence {
            let indent = raw.len() - raw.trim_start().len();
            let mut code = Vec::new();
            for (_, line) in rows.by_ref() {
                if line.trim_start().starts_with(fence) {
                    break;
                }
                let cut = line.len() - line.trim_start().len();
                code.push(line.get(cut.min(indent)..).unwrap_or(line).trim_end().to_owned());
            }
            out.push(Placed { number, line: Line::Code(code), mark: None });
            continue;
        }
        let mut whole = raw.to_owned();
        if trimmed.to_lowercase().contains("<summary>") && !trimmed.to_lowercase().contains("</summary>") {
            for (_, line) in rows.by_ref() {
                whole.push(' ');
                whole.push_str(line.trim());
                if line.to_lowercase().contains("</summary>") {
                    break;
                }
            }
        }
        out.extend(one(number, &whole));
    }
    out
}

/// A line as written, which may hold a summary and more beside it.
fn one(number: usize, raw: &str) -> Vec<Placed> {
    let lower = raw.to_lowercase();
    if let (Some(from), Some(to)) = (lower.find("<summary>"), lower.find("</summary>")) {
        let inside = raw.get(from + 9..to).unwrap_or_default();
        let (words, mark) = inline::marks(&inline::plain(inside));
        let line = if is_answer_phrase(&words) { Line::Answer(String::new()) } else { Line::Summary(words) };
        let before = raw.get(..from).unwrap_or_default();
        let mut out = Vec::new();
        if !inline::plain(before).is_empty() {
            out.extend(one(number, before));
        }
        out.push(Placed { number, line, mark });
        let rest = raw.get(to + 10..).unwrap_or_default();
        if !inline::plain(rest).is_empty() {
            out.extend(one(number, rest));
        }
        if lower.get(to..).is_some_and(|r| r.contains("</details>")) {
            out.push(Placed { number, line: Line::EndDetails, mark: None });
        }
        return out;
    }
    if let Some(at) = lower.find("</details>") {
        let before = raw.get(..at).unwrap_or_default();
        let mut out = if inline::plain(before).is_empty() { Vec::new() } else { one(number, before) };
        out.push(Placed { number, line: Line::EndDetails, mark: None });
        return out;
    }
    let (text, mark) = inline::marks(raw);
    let text = if mark.is_some() { format!("{}{text}", indent_of(raw)) } else { text };
    vec![Placed { number, line: told(&text), mark }]
}

fn indent_of(raw: &str) -> &str {
    raw.get(..raw.len() - raw.trim_start().len()).unwrap_or_default()
}

fn told(raw: &str) -> Line {
    let trimmed = raw.trim();
    if let heading @ Line::Heading(..) = heading(trimmed) {
        return heading;
    }
    let indent = indent_of(raw).chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    if let Some(rest) = item(trimmed) {
        let inner = rest.trim_start();
        if let Line::Heading(_, words) = heading(inner) {
            // `1. ### Why?` is a question by its number; `- ## Why?` is a bullet.
            let numbered = trimmed.starts_with(|c: char| c.is_ascii_digit());
            return if numbered { Line::Asked(words, Told::Bold) } else { Line::Item(indent, words) };
        }
        if let Line::Asked(words, Told::Label) = asked(inner) {
            return Line::Asked(words, Told::Label);
        }
        let words = inline::plain(inner);
        return if words.is_empty() { Line::Blank } else { Line::Item(indent, words) };
    }
    match asked(trimmed) {
        Line::Words(_) => {}
        other => return other,
    }
    let words = inline::plain(trimmed);
    if words.is_empty() || words.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '|')) {
        Line::Blank
    } else {
        Line::Words(words)
    }
}

/// A heading; [`Line::Blank`] where it is none.
fn heading(trimmed: &str) -> Line {
    let hashes = trimmed.bytes().take_while(|b| *b == b'#').count();
    match trimmed.get(hashes..) {
        Some(rest) if (1..=6).contains(&hashes) && rest.starts_with([' ', '\t']) => {
            Line::Heading(hashes, inline::plain(rest.trim().trim_end_matches('#')))
        }
        _ => Line::Blank,
    }
}

/// The words after a bullet or a number.
fn item(trimmed: &str) -> Option<&str> {
    if let Some(rest) = ["- ", "* ", "+ ", "-\t", "*\t"].iter().find_map(|m| trimmed.strip_prefix(m)) {
        return Some(rest.strip_prefix("[ ] ").or_else(|| rest.strip_prefix("[x] ")).unwrap_or(rest));
    }
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    let after = trimmed.get(digits..)?;
    if (1..=4).contains(&digits) { after.strip_prefix(". ").or_else(|| after.strip_prefix(") ")) } else { None }
}

/// A line that says by itself that it is a question or an answer; [`Line::Words`] where it does not.
fn asked(trimmed: &str) -> Line {
    let bare = inline::plain(trimmed);
    if let Some(words) = labelled(&bare, &["question", "q"]) {
        return Line::Asked(words, Told::Label);
    }
    if let Some(words) = labelled(&bare, &["answer", "a", "solution", "ans"]) {
        return Line::Answer(words);
    }
    let none = Line::Words(String::new());
    let Some(inside) = trimmed.strip_prefix("**") else { return none };
    let Some(end) = inside.find("**") else { return none };
    let (bold, rest) = (inside.get(..end).unwrap_or_default(), inside.get(end + 2..).unwrap_or_default());
    let after = inline::plain(rest);
    let digits = bold.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = bold.get(digits..).and_then(|r| r.strip_prefix([')', '.'])).filter(|_| digits > 0);
    match numbered {
        Some(title) => {
            let title = inline::plain(title);
            let stop = if title.is_empty() || title.ends_with(['.', '?', ':']) { "" } else { "." };
            let rest = after.trim_start_matches(['.', ':', ' ']);
            let words = format!("{title}{stop} {rest}").trim().to_owned();
            let open = !rest.is_empty() && !words.ends_with('?');
            Line::Asked(words, if open { Told::Task } else { Told::Bold })
        }
        None if after.is_empty() || after.chars().all(|c| !c.is_alphanumeric()) => {
            Line::Asked(inline::plain(bold), Told::Bold)
        }
        None => none,
    }
}

/// The words after `Question:`, `Q1.`, `Question 3 -`.
fn labelled(bare: &str, labels: &[&str]) -> Option<String> {
    let lower = bare.to_lowercase();
    labels.iter().find_map(|label| {
        let rest = lower.strip_prefix(label)?;
        let at = bare.len().checked_sub(rest.len())?;
        let tail = bare.get(at..)?.trim_start();
        let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
        let after = tail.get(digits..)?.trim_start();
        let mark = if digits > 0 { after.strip_prefix([':', '.', ')', '-', '–']) } else { after.strip_prefix(':') };
        mark.map(|words| words.trim().to_owned())
    })
}

/// Words of a summary that only say that the answer is inside.
fn is_answer_phrase(words: &str) -> bool {
    let lower: String = words.to_lowercase().chars().filter(|c| c.is_alphabetic() || *c == ' ').collect();
    let words: Vec<&str> = lower.split_whitespace().collect();
    const SAID: &[&str] = &[
        "answer",
        "answers",
        "solution",
        "solutions",
        "show",
        "see",
        "view",
        "reveal",
        "hint",
        "hints",
        "spoiler",
        "click",
        "here",
        "to",
        "the",
        "expand",
        "details",
        "explanation",
        "for",
        "open",
        "a",
        "toggle",
        "read",
        "more",
    ];
    words.len() <= 6 && words.iter().all(|w| SAID.contains(w))
}
