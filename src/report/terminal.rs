//! What a text for a terminal needs: wrapping by the width that characters really take, colours that also read without
//! them, and nothing in it that a document could use to command the terminal.

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthChar;

/// A document's words without control, bidi and other format characters; white space becomes one blank.
pub fn safe(text: &str) -> String {
    let kept = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_command(*c));
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that command a terminal or reorder text and are no words.
pub fn is_command(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{061c}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The columns that a text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Cuts a text to a number of columns, with an ellipsis where something was cut.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w + 1 > columns {
            break;
        }
        used += w;
        out.push(c);
    }
    format!("{}…", out.trim_end())
}

/// Wraps a text at blanks. A word longer than the line is broken, wide characters are measured.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(8);
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let mut word = word.to_owned();
        loop {
            let w = width(&word);
            let blank = usize::from(!line.is_empty());
            if used + blank + w <= columns {
                if blank == 1 {
                    line.push(' ');
                }
                line.push_str(&word);
                used += blank + w;
                break;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0;
                continue;
            }
            let mut taken = 0;
            let split = word.char_indices().find(|(_, c)| {
                taken += c.width().unwrap_or(0);
                taken > columns
            });
            let at = split.map_or(word.len(), |(at, _)| at.max(1));
            let rest = word.split_off(at);
            lines.push(word);
            word = rest;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The colours of a report. Each also has a sign or a word beside it; blue and yellow are told apart by nearly everybody.
#[derive(Debug, Clone, Copy)]
pub struct Paint {
    on: bool,
}

impl Paint {
    /// Paints, or leaves everything plain.
    pub fn new(on: bool) -> Self {
        Paint { on }
    }

    fn with(self, style: Style, text: &str) -> String {
        if self.on { format!("{}{text}{}", style.render(), style.render_reset()) } else { text.to_owned() }
    }

    /// A heading.
    pub fn heading(self, text: &str) -> String {
        self.with(Style::new().bold().fg_color(Some(AnsiColor::Blue.into())), text)
    }

    /// What matters most on a line.
    pub fn strong(self, text: &str) -> String {
        self.with(Style::new().bold(), text)
    }

    /// What stands beside it.
    pub fn quiet(self, text: &str) -> String {
        self.with(Style::new().dimmed(), text)
    }

    /// Something good.
    pub fn good(self, text: &str) -> String {
        self.with(Style::new().fg_color(Some(AnsiColor::Cyan.into())), text)
    }

    /// Something to work on.
    pub fn weak(self, text: &str) -> String {
        self.with(Style::new().fg_color(Some(AnsiColor::Yellow.into())), text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_cannot_command_the_terminal() {
        assert_eq!(safe("a\u{1b}[31mred\u{7} \u{202e}evil\u{2066} b\tc"), "a[31mred evil b c");
    }

    #[test]
    fn lines_never_pass_the_width() {
        for columns in [8, 20, 80] {
            for text in [
                "a few plain words that go on for a while and then some",
                "日本語の文字は二桁の幅を取ります とても長い単語",
                &"x".repeat(200),
            ] {
                for line in wrap(text, columns) {
                    assert!(width(&line) <= columns, "{columns}: {line}");
                }
            }
        }
        assert_eq!(wrap("one two three", 8), ["one two", "three"]);
    }
}
