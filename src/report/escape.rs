//! What a document says stays text in every format. Each function takes any text and returns it so that the format at
//! hand reads it as words: no markup, no formula, no line of its own, no control or bidi character.

use super::terminal::safe;

/// Text for HTML, between tags and in quoted attributes alike.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A run of a text of the bank: words, or code between backticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run<'a> {
    /// Words.
    Words(&'a str),
    /// Code, without its backticks.
    Code(&'a str),
}

/// The runs of a text in which `code` stands between backticks. A backtick without its pair is a word.
pub fn runs(text: &str) -> Vec<Run<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut from = 0;
    while let Some(open) = rest.get(from..).and_then(|r| r.find('`')).map(|at| at + from) {
        let close = rest.get(open + 1..).and_then(|r| r.find('`')).map(|at| at + open + 1);
        match close.map(|close| (close, &rest[open + 1..close])) {
            Some((close, code)) if !code.trim().is_empty() => {
                if open > 0 {
                    out.push(Run::Words(&rest[..open]));
                }
                out.push(Run::Code(code));
                rest = &rest[close + 1..];
                from = 0;
            }
            Some((close, _)) => from = close + 1,
            None => break,
        }
    }
    if !rest.is_empty() {
        out.push(Run::Words(rest));
    }
    out
}

/// Text for Markdown as GitHub reads it: no emphasis, link, mention, reference, table cell or block begins in it.
pub fn markdown(text: &str) -> String {
    at_start(&inline(&safe(text)))
}

/// Like [`markdown`], and code between backticks stays code.
pub fn markdown_prose(text: &str) -> String {
    let text = safe(text);
    let written: String = runs(&text)
        .into_iter()
        .map(|run| match run {
            Run::Words(words) => inline(words),
            Run::Code(code) => format!("`{code}`"),
        })
        .collect();
    at_start(&written)
}

/// What is special anywhere in a line.
fn inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '$' | '!' => {
                out.push('\\');
                out.push(c);
            }
            // Bare addresses would become links.
            ':' if chars.peek() == Some(&'/') => out.push_str("\\:"),
            '.' if out.to_ascii_lowercase().ends_with("www") => out.push_str("\\."),
            // An empty comment parts what would call a person or another issue.
            '@' => out.push_str("@<!-- -->"),
            '#' if chars.peek().is_some_and(char::is_ascii_digit) => out.push_str("#<!-- -->"),
            c => out.push(c),
        }
    }
    out
}

/// What is special only where a line begins: headings, rules, lists, numbers.
fn at_start(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && matches!(text.as_bytes().get(digits), Some(b'.' | b')')) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    if text.starts_with(['#', '-', '+', '=', ':']) { format!("\\{text}") } else { text.to_owned() }
}

/// A cell of a CSV table (RFC 4180). A spreadsheet never takes it for a formula: what would begin one gets an apostrophe.
pub fn csv(text: &str) -> String {
    const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let words = safe(text);
    let begins = text.starts_with(FORMULA) || words.starts_with(FORMULA);
    let cell = if begins { format!("'{words}") } else { words };
    // Some spreadsheets also part cells at semicolons.
    if cell.contains(['"', ',', ';', '\'']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

/// A tag or another word of an Anki file: no blank in it.
pub fn anki_word(text: &str) -> String {
    let word: Vec<String> = safe(text).split_whitespace().map(html).collect();
    word.join("-")
}

/// A value of a calendar (RFC 5545, TEXT).
pub fn ics(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in safe(text).chars() {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_stays_words() {
        assert_eq!(
            html("<img src=x onerror='a()'> & \"\u{202e}\""),
            "&lt;img src=x onerror=&#39;a()&#39;&gt; &amp; &quot;&quot;"
        );
    }

    #[test]
    fn code_is_found_between_pairs_only() {
        assert_eq!(runs("a `b` c"), [Run::Words("a "), Run::Code("b"), Run::Words(" c")]);
        assert_eq!(runs("`b`"), [Run::Code("b")]);
        assert_eq!(runs("one ` only"), [Run::Words("one ` only")]);
        assert_eq!(runs("``` x"), [Run::Words("``` x")]);
    }

    #[test]
    fn markdown_blocks_do_not_begin() {
        assert_eq!(markdown("# title"), "\\# title");
        assert_eq!(markdown("- item"), "\\- item");
        assert_eq!(markdown("12. item"), "12\\. item");
        assert_eq!(markdown("a | b"), "a \\| b");
        assert_eq!(markdown("[x](javascript:alert)"), "\\[x\\](javascript:alert)");
        assert_eq!(
            markdown("see https://evil.example www.evil.example"),
            "see https\\://evil.example www\\.evil.example"
        );
        assert_eq!(markdown("@octocat #12 C#"), "@<!-- -->octocat #<!-- -->12 C#");
        assert_eq!(markdown_prose("<b> in `a <b>`"), "\\<b\\> in `a <b>`");
    }

    #[test]
    fn cells_are_never_formulas() {
        for formula in ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1"] {
            assert!(csv(formula).trim_start_matches('"').starts_with('\''), "{formula:?}: {}", csv(formula));
        }
        assert_eq!(csv("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(csv("plain"), "plain");
    }
}
