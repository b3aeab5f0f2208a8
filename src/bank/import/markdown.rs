//! Question lists in Markdown. People write them in five ways, and a list keeps to one or two: `Question:` before each,
//! each in bold, each a heading, each the summary of `<details>`, or each a bullet. Which it is decides what a bullet is:
//! a question, a question that hangs below one, or a point of an answer.

use super::answers::{self, Block};
use super::lines::{self, Line, Placed, Told};
use super::{List, Listed};
use crate::terms::Level;

/// Headings below which nothing is asked.
const NOT_ASKED: &[&str] = &[
    "table of contents",
    "contents",
    "contributing",
    "contributors",
    "license",
    "licence",
    "references",
    "resources",
    "further reading",
    "credits",
    "acknowledgements",
    "acknowledgments",
    "links",
    "about",
];
/// Words that a request begins with.
const ASKS: &[&str] = &[
    "what",
    "why",
    "how",
    "when",
    "where",
    "who",
    "which",
    "whats",
    "what's",
    "explain",
    "describe",
    "discuss",
    "name",
    "list",
    "compare",
    "give",
    "tell",
    "can",
    "could",
    "do",
    "does",
    "did",
    "is",
    "are",
    "have",
    "has",
    "would",
    "should",
    "write",
    "implement",
    "design",
    "talk",
    "define",
    "consider",
    "suppose",
    "if",
    "walk",
    "in",
    "difference",
    "create",
];

/// Reads a list.
pub fn read(text: &str) -> List {
    let lines = lines::read(text);
    let bullets = asks_in_bullets(&lines);
    let mut reader = Reader { bullets, ..Reader::default() };
    for placed in &lines {
        reader.take(placed);
    }
    reader.close();
    reader.leave_before();
    reader.list
}

/// Whether the questions of a list are its bullets: where nothing else asks, or more bullets end in a question mark.
fn asks_in_bullets(lines: &[Placed]) -> bool {
    let mut told = 0;
    let mut items = 0;
    for placed in lines {
        match &placed.line {
            Line::Asked(..) | Line::Summary(_) => told += 1,
            Line::Heading(depth, words) if is_question_heading(*depth, words) => told += 1,
            Line::Item(indent, words) if *indent < 2 && words.ends_with('?') => items += 1,
            _ => {}
        }
    }
    told == 0 || items > told
}

fn is_question_heading(depth: usize, words: &str) -> bool {
    let numbered =
        words.split_once(['.', ')']).is_some_and(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    (depth >= 2 && words.ends_with('?')) || (depth >= 3 && numbered)
}

fn is_request(words: &str) -> bool {
    let first: String = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    words.ends_with('?') || ASKS.contains(&first.trim_matches(|c: char| !c.is_alphanumeric() && c != '\''))
}

/// A question that is being read, with what stands below it.
#[derive(Default)]
struct Open {
    listed: Listed,
    blocks: Vec<Block>,
    /// The task may go on below: up to its first code, or the first code alone.
    goes_on: Option<Told>,
    /// From here on it is the answer, whatever it looks like.
    answered: Option<usize>,
    /// The indent of its bullet, where it is one.
    bullet: Option<usize>,
    mark: Option<Level>,
}

#[derive(Default)]
struct Reader {
    list: List,
    bullets: bool,
    headings: Vec<(usize, String)>,
    open: Option<Open>,
    /// Words between a heading and its first question.
    before: Vec<(usize, String)>,
    /// Whether a question has them in its text already.
    before_used: bool,
    /// Whether the line before can go on in this one.
    paragraph: bool,
}

impl Reader {
    fn take(&mut self, placed: &Placed) {
        let paragraph = std::mem::replace(&mut self.paragraph, false);
        match &placed.line {
            Line::Heading(depth, words)
                if self.is_asked_here() && !self.bullets && is_question_heading(*depth, words) =>
            {
                self.headings.retain(|(d, _)| d < depth);
                self.begin(placed, unnumbered(words), None, None);
            }
            Line::Heading(depth, words) => {
                self.close();
                self.leave_before();
                self.headings.retain(|(d, _)| d < depth);
                self.headings.push((*depth, words.clone()));
            }
            Line::Asked(words, told) if self.is_question(*told, words) => {
                self.begin(placed, words.clone(), Some(*told), None);
            }
            Line::Asked(words, _) => self.words(placed, words, paragraph),
            Line::Summary(words) => match &mut self.open {
                Some(open) if open.bullet.is_some() && !is_request(words) => {
                    open.blocks.push(Block::Words(words.clone()))
                }
                _ => self.begin(placed, words.clone(), None, None),
            },
            Line::Answer(words) => {
                if let Some(open) = &mut self.open {
                    open.answered.get_or_insert(open.blocks.len());
                }
                if !words.is_empty() {
                    self.words(placed, words, false);
                }
            }
            Line::EndDetails | Line::Blank => {}
            Line::Item(indent, words) => self.item(placed, *indent, words),
            Line::Code(code) => match &mut self.open {
                Some(open) => open.blocks.push(Block::Code(code.clone())),
                None => self.list.left_out.push((placed.number, answers::code(code))),
            },
            Line::Words(words) => self.words(placed, words, paragraph),
        }
    }

    /// Whether questions can stand here at all.
    fn is_asked_here(&self) -> bool {
        !self
            .headings
            .iter()
            .any(|(_, h)| NOT_ASKED.contains(&h.to_lowercase().trim_matches([':', '#', ' ']).to_owned().as_str()))
    }

    /// A label always asks. Bold lines ask unless the questions are the bullets; then they are titles in between.
    fn is_question(&self, told: Told, words: &str) -> bool {
        told == Told::Label || (!self.bullets && self.is_asked_here() && !words.is_empty())
    }

    fn begin(&mut self, placed: &Placed, text: String, told: Option<Told>, bullet: Option<usize>) {
        self.close();
        let preamble: Vec<(usize, String)> = if told == Some(Told::Task) { self.before.clone() } else { Vec::new() };
        if told == Some(Told::Task) {
            self.before_used = !preamble.is_empty();
        } else {
            self.leave_before();
        }
        let mut whole = String::new();
        for (_, words) in preamble {
            whole.push_str(&words);
            whole.push_str(if words.ends_with(['.', ':', ';', '?']) { " " } else { "; " });
        }
        whole.push_str(&text);
        self.open = Some(Open {
            listed: Listed {
                text: whole,
                own: text,
                headings: self.headings.iter().map(|h| h.1.clone()).collect(),
                line: placed.number,
                ..Listed::default()
            },
            goes_on: told,
            bullet,
            mark: placed.mark,
            ..Open::default()
        });
    }

    fn item(&mut self, placed: &Placed, indent: usize, words: &str) {
        self.paragraph = true;
        if self.bullets {
            let parent = self.open.as_ref().and_then(|o| o.bullet);
            let nested = parent.is_some_and(|p| indent > p + 1);
            if nested {
                if let Some(open) = &mut self.open {
                    nest(open, indent, words);
                }
            } else if self.is_asked_here() {
                self.begin(placed, words.to_owned(), None, Some(indent));
            } else {
                self.close();
                self.list.left_out.push((placed.number, words.to_owned()));
            }
            return;
        }
        let asked_here = self.is_asked_here();
        match &mut self.open {
            Some(open) => open.blocks.push(Block::Item(indent, words.to_owned())),
            None if !asked_here => self.list.left_out.push((placed.number, words.to_owned())),
            None if words.ends_with('?') => self.begin(placed, words.to_owned(), None, Some(indent)),
            None => self.before.push((placed.number, words.to_owned())),
        }
    }

    fn words(&mut self, placed: &Placed, words: &str, paragraph: bool) {
        self.paragraph = true;
        let Some(open) = &mut self.open else {
            self.before.push((placed.number, words.to_owned()));
            return;
        };
        if paragraph && open.bullet.is_some() && open.blocks.is_empty() && open.listed.follow_ups.is_empty() {
            open.listed.text = format!("{} {words}", open.listed.text);
            return;
        }
        match open.blocks.last_mut() {
            // A paragraph and a bullet go on until a blank line.
            Some(Block::Words(last) | Block::Item(_, last)) if paragraph => {
                last.push(' ');
                last.push_str(words);
            }
            _ => open.blocks.push(Block::Words(words.to_owned())),
        }
    }

    /// What stood before a question that does not need it.
    fn leave_before(&mut self) {
        if std::mem::take(&mut self.before_used) {
            self.before.clear();
        }
        self.list.left_out.append(&mut self.before);
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let mut listed = open.listed;
        let first_code = open.blocks.iter().position(|b| matches!(b, Block::Code(_)));
        let asked = match (open.answered, open.goes_on) {
            (Some(at), _) => at,
            (None, Some(Told::Label)) if first_code == Some(0) => 1,
            // Code right below a bullet is what the bullet asks about.
            (None, None) if self.bullets && first_code == Some(0) => 1,
            (None, Some(Told::Task)) => first_code.unwrap_or(0),
            _ => 0,
        };
        let (task, answer) = open.blocks.split_at_checked(asked).unwrap_or((&[], &open.blocks));
        let more = answers::text(task);
        if !more.is_empty() {
            listed.text = format!("{} {more}", listed.text);
        }
        listed.points.extend(answers::points(answer));
        listed.given.level = open.mark.map(|m| m.name().to_owned()).unwrap_or_default();
        self.list.questions.push(listed);
    }
}

/// A bullet below a question: one of a list that the question ends in, a question to follow, or a point.
fn nest(open: &mut Open, indent: usize, words: &str) {
    if open.listed.text.ends_with(':') && open.blocks.is_empty() || open.goes_on == Some(Told::Task) {
        let stop = if open.goes_on.is_some() { ";" } else { "" };
        open.listed.text = format!("{}{stop} {words}", open.listed.text);
        open.goes_on = Some(Told::Task);
    } else if is_request(words) && open.blocks.is_empty() {
        open.listed.follow_ups.push(words.to_owned());
    } else {
        open.blocks.push(Block::Item(indent.saturating_sub(open.bullet.unwrap_or(0) + 2), words.to_owned()));
    }
}

/// A heading without its number.
fn unnumbered(words: &str) -> String {
    match words.split_once(['.', ')']) {
        Some((number, rest)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => {
            rest.trim().to_owned()
        }
        _ => words.to_owned(),
    }
}
