//! Splits HTML into tags and text, as forgiving as browsers are and in linear time.

use std::borrow::Cow;

/// A piece of the source.
#[derive(Debug, PartialEq)]
pub(super) enum Token<'a> {
    /// A start tag: its name in lower case, and its attributes.
    Start { name: String, attributes: Vec<(String, String)>, closed: bool },
    /// An end tag.
    End(String),
    /// Text with its entities decoded.
    Text(Cow<'a, str>),
    /// The inside of `script`, as it stands.
    Raw(&'a str),
}

/// Elements whose inside is no markup.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"];

/// The tokens of a source.
pub(super) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    /// The raw element that was just opened.
    raw: Option<&'static str>,
    /// Raw elements that have no end tag from here on, so that it isn't looked for again and again.
    endless: Vec<&'static str>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Tokens { source, at: 0, raw: None, endless: Vec::new() }
    }

    fn rest(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// The inside of a raw element, up to its end tag.
    fn raw_text(&mut self, name: &'static str) -> Option<Token<'a>> {
        let rest = self.rest();
        let end = if self.endless.contains(&name) { None } else { find_end_tag(rest, name) };
        let inside = match end {
            Some(end) => rest.get(..end)?,
            None => {
                self.endless.push(name);
                // A script that never ends is the rest of the page; an unclosed title is a slip.
                if matches!(name, "script" | "style" | "iframe") { rest } else { "" }
            }
        };
        self.at += inside.len();
        match name {
            "script" => Some(Token::Raw(inside)),
            "title" | "textarea" | "xmp" => Some(Token::Text(decode_entities(inside))),
            _ => None,
        }
    }

    /// A tag, comment or declaration at a `<`. `None` where the `<` is only a character.
    fn markup(&mut self) -> Option<Option<Token<'a>>> {
        let rest = self.rest();
        let after = rest.get(1..)?;
        if let Some(comment) = after.strip_prefix("!--") {
            let length = comment.find("-->").map_or(comment.len(), |i| i + 3);
            self.at += 4 + length;
            return Some(None);
        }
        let is_end = after.starts_with('/');
        let name_part = after.strip_prefix('/').unwrap_or(after);
        if after.starts_with(['!', '?']) || (is_end && !name_part.starts_with(|c: char| c.is_ascii_alphabetic())) {
            let length = rest.find('>').map_or(rest.len(), |i| i + 1);
            self.at += length;
            return Some(None);
        }
        if !name_part.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        let name: String = name_part
            .chars()
            .take_while(|c| !c.is_whitespace() && !matches!(c, '>' | '/' | '<'))
            .map(|c| c.to_ascii_lowercase())
            .collect();
        self.at += 1 + usize::from(is_end) + name.len();
        let (attributes, closed) = self.attributes();
        if is_end {
            return Some(Some(Token::End(name)));
        }
        self.raw = RAW.into_iter().find(|raw| *raw == name).filter(|_| !closed || name == "script");
        Some(Some(Token::Start { name, attributes, closed }))
    }

    /// The attributes up to and with the `>`.
    fn attributes(&mut self) -> (Vec<(String, String)>, bool) {
        let mut attributes = Vec::new();
        let mut closed = false;
        loop {
            let rest = self.rest();
            let start = rest.trim_start();
            self.at += rest.len() - start.len();
            match start.chars().next() {
                None => break,
                Some('>') => {
                    self.at += 1;
                    break;
                }
                // A tag that was never finished; the next one begins.
                Some('<') => break,
                Some('/') => {
                    closed = start.starts_with("/>");
                    self.at += 1;
                    continue;
                }
                Some(_) => {}
            }
            let length = start.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(start.len());
            // A stray `=` is a name of its own, or this would never end.
            let length = length.max(start.chars().next().map_or(1, char::len_utf8));
            let name = start.get(..length).unwrap_or_default().to_ascii_lowercase();
            self.at += length;
            let mut value = self.value();
            if name == "href" {
                // All that matters of a link is whether it stays on the page.
                value.truncate(usize::from(value.starts_with('#')));
            }
            if attributes.len() < 100 && is_used(&name) {
                attributes.push((name, value));
            }
        }
        (attributes, closed)
    }

    /// The value after an attribute's name, empty if there is none.
    fn value(&mut self) -> String {
        let rest = self.rest();
        let Some(value) = rest.trim_start().strip_prefix('=') else { return String::new() };
        let value = value.trim_start();
        self.at += rest.len() - value.len();
        let (inside, length) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inside = value.get(1..).unwrap_or_default();
                let end = inside.find(quote).unwrap_or(inside.len());
                (inside.get(..end).unwrap_or_default(), (end + 2).min(value.len()))
            }
            _ => {
                let end = value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len());
                (value.get(..end).unwrap_or_default(), end)
            }
        };
        self.at += length;
        decode_entities(inside).into_owned()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            if let Some(name) = self.raw.take() {
                match self.raw_text(name) {
                    Some(token) => return Some(token),
                    None => continue,
                }
            }
            let rest = self.rest();
            if rest.is_empty() {
                return None;
            }
            if rest.starts_with('<') {
                match self.markup() {
                    Some(Some(token)) => return Some(token),
                    Some(None) => continue,
                    None => {}
                }
            }
            // Text up to the next `<`, which may itself begin with one that is only a character.
            let skip = usize::from(rest.starts_with('<'));
            let end = rest.get(skip..).and_then(|r| r.find('<')).map_or(rest.len(), |i| i + skip);
            self.at += end;
            return Some(Token::Text(decode_entities(rest.get(..end).unwrap_or_default())));
        }
    }
}

/// Attributes that say something about the text; styles and links of a page can be megabytes.
fn is_used(name: &str) -> bool {
    matches!(
        name,
        "href"
            | "class"
            | "id"
            | "role"
            | "hidden"
            | "style"
            | "type"
            | "property"
            | "name"
            | "content"
            | "itemprop"
            | "aria-hidden"
            | "aria-label"
    )
}

/// Where `</name` begins.
fn find_end_tag(text: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find("</") {
        let at = from + found;
        let tag = text.get(at + 2..)?.as_bytes();
        if tag.get(..name.len()).is_some_and(|t| t.eq_ignore_ascii_case(name.as_bytes())) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

/// Decodes character references. What is none stays as it stands.
pub(in crate::read) fn decode_entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let from = rest.get(at..).unwrap_or_default();
        // The longest name in HTML has 33 characters.
        let end = from.char_indices().take(36).find(|(i, c)| *i > 0 && !c.is_ascii_alphanumeric() && *c != '#');
        let (reference, length) = match end {
            Some((i, ';')) => (from.get(1..i), i + 1),
            Some((i, _)) => (from.get(1..i), i),
            None => (from.get(1..), from.len()),
        };
        match reference.and_then(|name| resolve(name, from.get(..length).is_some_and(|r| r.ends_with(';')))) {
            Some(resolved) => {
                out.push_str(&resolved);
                rest = from.get(length..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or_default();
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// A reference without its `&` and `;`. Without the `;` only numbers and the oldest names count, as in browsers.
fn resolve(name: &str, ended: bool) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // Numbers of C1 controls mean Windows-1252 on the web.
        if let Some(byte) = u8::try_from(code).ok().filter(|b| (0x80..0xA0).contains(b)) {
            return Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned());
        }
        return Some(char::from_u32(code).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER).to_string());
    }
    let old = matches!(
        name,
        "amp" | "lt" | "gt" | "quot" | "nbsp" | "copy" | "reg" | "eacute" | "auml" | "ouml" | "uuml" | "szlig"
    );
    if name.is_empty() || !(ended || old) {
        return None;
    }
    let whole = format!("&{name};");
    let decoded = html_escape::decode_html_entities(&whole);
    (decoded != whole).then(|| decoded.into_owned())
}
