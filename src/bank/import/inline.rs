//! Markup inside a line → plain words. What stands between backticks is code and stays as it is.

use crate::terms::Level;

/// A line without emphasis, links, images, tags and entities.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for (i, part) in text.split('`').enumerate() {
        if i % 2 == 1 {
            out.push('`');
            out.push_str(part);
            out.push('`');
        } else {
            out.push_str(&unmarked(part));
        }
    }
    // An odd backtick has no partner: the last code span was none.
    if text.matches('`').count() % 2 == 1 && out.ends_with('`') {
        out.pop();
    }
    let kept: String =
        out.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200d}' | '\u{fe0f}' | '\u{feff}')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unmarked(text: &str) -> String {
    let text = tags(&links(text));
    let text = text.replace("**", "").replace("__", "").replace("~~", "");
    html_escape::decode_html_entities(&emphasis(&text)).into_owned()
}

/// `![alt](to)` → nothing, `[words](to)` → words.
fn links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        let link = from.find("](").and_then(|middle| {
            let end = middle + from.get(middle..)?.find(')')?;
            Some((from.get(1..middle)?, from.get(end + 1..)?))
        });
        let Some((words, after)) = link.filter(|(words, _)| !words.contains('[')) else {
            out.push_str(before);
            out.push('[');
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        if let Some(before) = before.strip_suffix('!') {
            out.push_str(before);
        } else {
            out.push_str(before);
            out.push_str(words);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Leaves out what looks like a tag: `<br/>`, `</b>`, `<img …>`. A plain `<` stays.
fn tags(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let name = from.get(1..).unwrap_or_default().trim_start_matches('/');
        let is_tag = name.starts_with(|c: char| c.is_ascii_alphabetic());
        match from.find('>').filter(|_| is_tag) {
            Some(end) => {
                let inside = from.get(..=end).unwrap_or_default();
                // Indices as in y<sub>i</sub> belong to the word; everything else parts words.
                if !inside.contains("sub") && !inside.contains("sup") {
                    out.push(' ');
                }
                rest = from.get(end + 1..).unwrap_or_default();
            }
            None => {
                out.push('<');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    out
}

/// `*word*` and `_word_` → word; a star in a product and an underscore in a name stay.
fn emphasis(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let mut drop = vec![false; chars.len()];
    let mut open: Option<usize> = None;
    for (i, &c) in chars.iter().enumerate() {
        if c != '*' && c != '_' {
            continue;
        }
        let before = if i == 0 { ' ' } else { at(i - 1) };
        let opens = !at(i + 1).is_whitespace() && !before.is_alphanumeric();
        let closes = !before.is_whitespace() && !at(i + 1).is_alphanumeric();
        match open {
            Some(from) if closes && at(from) == c => {
                for place in [from, i] {
                    if let Some(slot) = drop.get_mut(place) {
                        *slot = true;
                    }
                }
                open = None;
            }
            _ if opens => open = Some(i),
            _ => {}
        }
    }
    chars.iter().zip(drop).filter(|(_, gone)| !gone).map(|(c, _)| *c).collect()
}

/// Pictures that lists mark difficulty with.
const MARKS: &[(char, Level)] = &[
    ('👶', Level::Junior),
    ('🟢', Level::Junior),
    ('⭐', Level::Mid),
    ('🟡', Level::Mid),
    ('🚀', Level::Senior),
    ('🔴', Level::Senior),
];

/// Takes marks of difficulty off a line: the line without them, and the highest that was there.
pub fn marks(text: &str) -> (String, Option<Level>) {
    let found = MARKS.iter().filter(|(mark, _)| text.contains(*mark)).map(|m| m.1).next_back();
    if found.is_none() {
        return (text.to_owned(), None);
    }
    let kept = text.chars().filter(|c| !MARKS.iter().any(|m| m.0 == *c) && !matches!(c, '\u{200d}' | '\u{fe0f}'));
    (kept.collect::<String>().trim().to_owned(), found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_goes_and_code_stays() {
        assert_eq!(plain("What is **MVCC** in [Postgres](https://x.y/z)?"), "What is MVCC in Postgres?");
        assert_eq!(plain("`<script>` and <b>bold</b><br/>"), "`<script>` and bold");
        assert_eq!(plain("a < b and *this* y<sub>i</sub> &lt; 2*3*4"), "a < b and this yi < 2*3*4");
        assert_eq!(plain("![img](a.png) snake_case_name _x_"), "snake_case_name x");
        assert_eq!(plain("an odd ` backtick"), "an odd ` backtick");
    }

    #[test]
    fn marks_of_difficulty_are_levels() {
        assert_eq!(marks("What is X? 👶"), ("What is X?".to_owned(), Some(Level::Junior)));
        assert_eq!(marks("Cold start? \u{200d}⭐️🚀"), ("Cold start?".to_owned(), Some(Level::Senior)));
        assert_eq!(marks("Plain"), ("Plain".to_owned(), None));
    }
}
