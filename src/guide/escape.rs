//! Words → words of a page, a Markdown file or a block of JSON in a page. A bank can be anybody's: what it says stays text.

pub use crate::report::escape::html;
use crate::report::terminal::{is_command, safe};

/// For HTML, with what stands between backticks as code.
pub fn html_with_code(text: &str) -> String {
    let escaped = html(text);
    if escaped.matches('`').count() % 2 == 1 {
        return escaped;
    }
    let mut out = String::with_capacity(escaped.len());
    for (i, part) in escaped.split('`').enumerate() {
        if i % 2 == 1 {
            out.push_str("<code>");
            out.push_str(part);
            out.push_str("</code>");
        } else {
            out.push_str(part);
        }
    }
    out
}

/// JSON for a `<script type="application/ld+json">`: nothing in it can end the element.
pub fn json(value: &serde_json::Value) -> String {
    let plain: String = value.to_string().chars().filter(|c| !is_command(*c)).collect();
    plain
        .replace('&', "\\u0026")
        .replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

/// For Markdown: nothing is taken for markup but code between backticks.
pub fn markdown(text: &str) -> String {
    let text = safe(text);
    let code = text.matches('`').count().is_multiple_of(2);
    let mut out = String::with_capacity(text.len() + 8);
    let mut in_code = false;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            '`' if code => {
                in_code = !in_code;
                out.push(c);
            }
            _ if in_code => out.push(c),
            '<' => out.push_str("&lt;"),
            '&' if next.is_alphanumeric() || next == '#' => out.push_str("&amp;"),
            // An underscore inside a name is none of emphasis.
            '_' if before.is_alphanumeric() && next.is_alphanumeric() => out.push(c),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            '#' | '>' | '+' | '-' | '=' if out.is_empty() => {
                out.push('\\');
                out.push(c);
            }
            // `1.` at the beginning would be a list.
            '.' | ')' if !out.is_empty() && out.bytes().all(|b| b.is_ascii_digit()) => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVIL: &str = "</script><img src=x onerror=\"a('b')\">&\u{202e}\u{1b}[31m";

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(html(EVIL), "&lt;/script&gt;&lt;img src=x onerror=&quot;a(&#39;b&#39;)&quot;&gt;&amp;[31m");
        assert_eq!(html_with_code("use `a < b` here"), "use <code>a &lt; b</code> here");
        assert_eq!(html_with_code("an odd ` one"), "an odd ` one");
        let said = json(&serde_json::json!({ "a": EVIL }));
        assert!(!said.contains('<') && serde_json::from_str::<serde_json::Value>(&said).is_ok());
    }

    #[test]
    fn markdown_stays_words() {
        assert_eq!(
            markdown("# no *heading* [x](javascript:y) <b>"),
            "\\# no \\*heading\\* \\[x\\](javascript:y) &lt;b>"
        );
        assert_eq!(markdown("1. no list"), "1\\. no list");
        assert_eq!(markdown("snake_case `a*b`"), "snake_case `a*b`");
    }
}
