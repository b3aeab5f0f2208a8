//! Takes the marks out of a line of Markdown: emphasis, links, code, spans, escapes, entities, tags.

use crate::read::html::decode_entities;

/// A mark that is kept unless its partner is found.
struct Mark {
    at: usize,
    length: usize,
    mark: char,
}

/// The text of a line without its marks. `<br>` becomes a line break.
pub(super) fn clean(source: &str) -> String {
    let chars: Vec<char> = source.chars().collect();
    let get = |i: usize| chars.get(i).copied();
    let mut out: Vec<char> = Vec::with_capacity(chars.len());
    let mut marks: Vec<Mark> = Vec::new();
    let mut brackets: Vec<(usize, bool)> = Vec::new();
    // Ranges of `out` that turn out to be marks.
    let mut dropped: Vec<(usize, usize)> = Vec::new();
    let mut i = 0;
    while let Some(c) = get(i) {
        let next = get(i + 1);
        match c {
            '\\' if next.is_some_and(|n| n.is_ascii_punctuation()) => {
                out.extend(next);
                i += 2;
            }
            '`' => {
                let length = run(&chars, i);
                // The mark of code, opening or closing; what is inside stays as it is up to its partner.
                match closing(&chars, i + length, length) {
                    Some(end) => {
                        out.extend(chars.get(i + length..end).unwrap_or_default());
                        i = end + length;
                    }
                    None => i += length,
                }
            }
            '*' | '_' | '~' => {
                let length = run(&chars, i);
                let before = i.checked_sub(1).and_then(get);
                let after = get(i + length);
                let opens = after.is_some_and(|a| !a.is_whitespace());
                let closes = before.is_some_and(|b| !b.is_whitespace());
                let inside_word =
                    c == '_' && before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
                let single_tilde = c == '~' && length < 2;
                let partner = marks.iter().rev().take(8).position(|m| m.mark == c && m.length == length);
                if inside_word || single_tilde || length > 3 {
                    out.extend(std::iter::repeat_n(c, length));
                } else if let Some(back) = partner.filter(|_| closes) {
                    let at = marks.len() - 1 - back;
                    if let Some(mark) = marks.drain(at..).next() {
                        dropped.push((mark.at, mark.at + mark.length));
                    }
                } else {
                    if opens {
                        marks.push(Mark { at: out.len(), length, mark: c });
                    }
                    out.extend(std::iter::repeat_n(c, length));
                }
                i += length;
            }
            '!' if next == Some('[') => {
                brackets.push((out.len(), true));
                out.extend(['!', '[']);
                i += 2;
            }
            '[' if next == Some('^') => {
                // A footnote's mark.
                match chars.iter().skip(i).take(60).position(|&c| c == ']') {
                    Some(length) => i += length + 1,
                    None => {
                        out.push(c);
                        i += 1;
                    }
                }
            }
            '[' => {
                brackets.push((out.len(), false));
                out.push(c);
                i += 1;
            }
            ']' => {
                i += 1;
                let target = target(&chars, i);
                match (brackets.pop(), target) {
                    (Some((at, true)), Some(end)) => {
                        // A picture's description is not text that a reader sees.
                        out.truncate(at);
                        dropped.retain(|&(from, _)| from < at);
                        marks.retain(|m| m.at < at);
                        i = end;
                    }
                    (Some((at, false)), Some(end)) => {
                        dropped.push((at, at + 1));
                        i = end;
                    }
                    _ => out.push(c),
                }
            }
            '{' if attributes(&chars, i).is_some() => i = attributes(&chars, i).unwrap_or(i + 1),
            '<' => match tag(&chars, i) {
                Some((text, end)) => {
                    out.extend(text.chars());
                    i = end;
                }
                None => {
                    out.push(c);
                    i += 1;
                }
            },
            c => {
                out.push(c);
                i += 1;
            }
        }
    }
    dropped.sort_unstable();
    let mut text = String::with_capacity(out.len());
    let mut from = 0;
    for (start, end) in dropped {
        text.extend(out.get(from..start.max(from)).unwrap_or_default());
        from = end.max(from);
    }
    text.extend(out.get(from..).unwrap_or_default());
    decode_entities(&text).into_owned()
}

/// How often the character at `i` is repeated.
fn run(chars: &[char], i: usize) -> usize {
    let first = chars.get(i);
    chars.iter().skip(i).take_while(|c| Some(*c) == first).count()
}

/// Where the closing mark of code begins.
fn closing(chars: &[char], from: usize, length: usize) -> Option<usize> {
    let mut i = from;
    // Code in a line of text is short; the bound keeps a line of backticks linear.
    while i < chars.len().min(from + 500) {
        if chars.get(i) == Some(&'`') {
            let found = run(chars, i);
            if found == length {
                return Some(i);
            }
            i += found;
        } else {
            i += 1;
        }
    }
    None
}

/// The end of a link's target, a reference or attributes right after `]`.
fn target(chars: &[char], i: usize) -> Option<usize> {
    match chars.get(i)? {
        '(' => {
            let mut depth = 0_usize;
            for (n, c) in chars.iter().enumerate().skip(i).take(2000) {
                match c {
                    '(' => depth += 1,
                    ')' if depth == 1 => return Some(attributes(chars, n + 1).unwrap_or(n + 1)),
                    ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            None
        }
        '[' => chars.iter().skip(i).take(100).position(|&c| c == ']').map(|n| i + n + 1),
        '{' => attributes(chars, i),
        _ => None,
    }
}

/// The end of `{.class #id key=value}`.
fn attributes(chars: &[char], i: usize) -> Option<usize> {
    if chars.get(i) != Some(&'{') {
        return None;
    }
    let length = chars.iter().skip(i).take(300).position(|&c| c == '}')?;
    let inside: String = chars.get(i + 1..i + length)?.iter().collect();
    let inside = inside.trim();
    (inside.starts_with(['.', '#']) || inside.contains("=\"")).then_some(i + length + 1)
}

/// What stands for a tag at `i`, and where it ends: an address for `<http://…>`, a break for `<br>`, nothing for others.
fn tag(chars: &[char], i: usize) -> Option<(String, usize)> {
    let length = chars.iter().skip(i).take(400).position(|&c| c == '>')?;
    let inside: String = chars.get(i + 1..i + length)?.iter().collect();
    let end = i + length + 1;
    if inside.contains("://") && !inside.contains(' ') || inside.contains('@') && !inside.contains([' ', '=']) {
        return Some((inside, end));
    }
    let name = inside.strip_prefix('/').unwrap_or(&inside);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name: String = name.chars().take_while(char::is_ascii_alphanumeric).flat_map(char::to_lowercase).collect();
    let text = match name.as_str() {
        "br" | "p" | "div" | "li" | "tr" => "\n",
        "td" | "th" => " ",
        "a" | "b" | "i" | "u" | "em" | "strong" | "span" | "sub" | "sup" | "code" | "kbd" | "img" | "small"
        | "center" | "font" | "ul" | "ol" | "table" | "tbody" | "thead" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
        | "details" | "summary" | "mark" | "s" | "del" | "ins" | "hr" | "section" => "",
        // `Vec<T>` and the like are text.
        _ => return None,
    };
    Some((text.to_owned(), end))
}

/// The text without HTML comments, which may go over many lines.
pub(super) fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        let Some(length) = rest.get(start..).and_then(|r| r.find("-->")) else { break };
        out.push_str(rest.get(..start).unwrap_or_default());
        rest = rest.get(start + length + 3..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn marks_go_and_text_stays() {
        for (source, want) in [
            ("**Rust** and *Go*, __C__ ~~no~~", "Rust and Go, C no"),
            ("snake_case 5 * 3 * 2 _ok_", "snake_case 5 * 3 * 2 ok"),
            ("[text](http://x.example/a_(b)) ![icon](i.png)<me@x.example>", "text me@x.example"),
            ("[marked]{.mark} [[Job]{.underline}](u) [x] a[0]", "marked Job [x] a[0]"),
            ("C\\# \\- 3\\. a\\|b \\*\\*\\*", "C# - 3. a|b ***"),
            ("`a_b*c*` R&amp;D Vec<T> x<br>y", "a_b*c* R&D Vec<T> x\ny"),
            ("** alone", "** alone"),
            ("***both*** note[^1]", "both note"),
        ] {
            assert_eq!(clean(source), want);
        }
    }
}
