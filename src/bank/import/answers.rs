//! What stands below a question → the points of its answer, or more of its text.

/// A block below a question.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Words.
    Words(String),
    /// A bullet with its indent.
    Item(usize, String),
    /// Code.
    Code(Vec<String>),
}

/// A split paragraph has at most so many points.
const MOST: usize = 6;
/// And is split where there are fewer than this.
const LEAST: usize = 3;
/// What parts the lines of code, since a question is one paragraph.
pub const NEW_LINE: &str = " ⏎ ";
/// What stands where nobody answered yet.
const NO_ANSWER: &[&str] = &["answer here", "answer", "todo", "tbd", "tba", "n/a", "..."];

/// Code on one line, indents kept.
pub fn code(lines: &[String]) -> String {
    let first = lines.iter().position(|l| !l.trim().is_empty()).unwrap_or(0);
    let last = lines.iter().rposition(|l| !l.trim().is_empty()).map_or(0, |l| l + 1);
    let kept: Vec<String> =
        lines.get(first..last).unwrap_or_default().iter().map(|l| l.replace('\t', "    ")).collect();
    if kept.is_empty() { String::new() } else { format!("`{}`", kept.join(NEW_LINE)) }
}

/// Blocks as running text.
pub fn text(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut before_item = false;
    for block in blocks {
        let (said, item) = match block {
            Block::Words(words) => (words.clone(), false),
            Block::Item(_, words) => (words.clone(), true),
            Block::Code(lines) => (code(lines), false),
        };
        if !out.is_empty() && !said.is_empty() {
            out.push_str(if item && before_item { "; " } else { " " });
        }
        out.push_str(&said);
        before_item = item;
    }
    out
}

/// Blocks as points: a bullet or paragraph a point, what hangs below a bullet with it, code with what it belongs to.
pub fn points(blocks: &[Block]) -> Vec<String> {
    let mut points: Vec<String> = Vec::new();
    let mut hangs = false;
    for block in blocks {
        let (said, joins) = match block {
            Block::Words(words) if NO_ANSWER.contains(&words.to_lowercase().trim_end_matches('.')) => continue,
            Block::Words(words) => (words.clone(), false),
            Block::Item(indent, words) => (words.clone(), *indent >= 2 && hangs),
            Block::Code(lines) => (code(lines), true),
        };
        if said.is_empty() {
            continue;
        }
        match points.last_mut() {
            Some(last) if joins => {
                last.push_str(if last.ends_with([':', '.', ';', '`']) { " " } else { "; " });
                last.push_str(&said);
            }
            _ => points.push(said),
        }
        hangs = matches!(block, Block::Item(..));
    }
    if points.len() < LEAST { split(points) } else { points }
}

/// Few long paragraphs as sentences, as many as a question can have points.
fn split(points: Vec<String>) -> Vec<String> {
    let sentences: Vec<Vec<String>> = points.iter().map(|p| sentences(p)).collect();
    let count: usize = sentences.iter().map(Vec::len).sum();
    if count > MOST { points } else { sentences.into_iter().flatten().collect() }
}

/// A text at its full stops; not inside code, and not after a short word such as `e.g.`.
fn sentences(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut code = false;
    let mut sentence = String::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        if !sentence.is_empty() {
            sentence.push(' ');
        }
        sentence.push_str(word);
        code ^= word.matches('`').count() % 2 == 1;
        let ends =
            word.ends_with(['.', '!', '?']) && word.trim_end_matches('.').chars().count() > 2 && !word.contains("e.g");
        let next = words.peek().is_none_or(|n| n.starts_with(|c: char| c.is_uppercase()));
        if ends && next && !code {
            out.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.is_empty() {
        out.push(sentence);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Block {
        Block::Words(text.to_owned())
    }

    #[test]
    fn points_are_bullets_paragraphs_and_sentences() {
        let item = |indent, text: &str| Block::Item(indent, text.to_owned());
        assert_eq!(
            points(&[item(0, "One"), item(2, "of two"), item(0, "Two"), item(0, "Three")]),
            ["One; of two", "Two", "Three"]
        );
        assert_eq!(
            points(&[words("It is fast. It is e.g. Small. And `a. B` stays.")]),
            ["It is fast.", "It is e.g. Small.", "And `a. B` stays."]
        );
        assert!(points(&[words("Answer here")]).is_empty());
        let code = Block::Code(vec![String::new(), "if x:".to_owned(), "    y()".to_owned()]);
        assert_eq!(points(&[words("So:"), code]), ["So: `if x: ⏎     y()`"]);
    }
}
