//! Builds HTML. Tags and attribute names are words of this program (`&'static str`); everything else is escaped, so no
//! document can add markup, and what was opened is closed.

use crate::report::escape::{Run, html, runs};
use crate::report::terminal::safe;

/// Attributes and their values.
pub type Attributes<'a> = &'a [(&'static str, &'a str)];

/// A page in the making.
#[derive(Debug, Default)]
pub struct Markup {
    out: String,
}

impl Markup {
    /// Markup of this program, as it stands.
    pub fn fixed(&mut self, markup: &'static str) {
        self.out.push_str(markup);
    }

    /// An element around what `inner` writes.
    pub fn within(&mut self, tag: &'static str, attributes: Attributes<'_>, inner: impl FnOnce(&mut Self)) {
        self.begin(tag, attributes);
        inner(self);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
        if is_block(tag) {
            self.out.push('\n');
        }
    }

    /// An element around a text.
    pub fn leaf(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) {
        self.within(tag, attributes, |m| m.text(text));
    }

    /// An element around a text in which code stands between backticks.
    pub fn prose(&mut self, tag: &'static str, attributes: Attributes<'_>, text: &str) {
        self.within(tag, attributes, |m| m.prose_text(text));
    }

    /// An element that has no content.
    pub fn void(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.begin(tag, attributes);
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        // Blanks at the ends part this text from its neighbours.
        if text.starts_with(' ') {
            self.out.push(' ');
        }
        self.out.push_str(&html(text));
        if text.len() > 1 && text.ends_with(' ') {
            self.out.push(' ');
        }
    }

    fn prose_text(&mut self, text: &str) {
        let text = safe(text);
        for run in runs(&text) {
            match run {
                Run::Words(words) => self.text(words),
                Run::Code(code) => self.leaf("code", &[], code),
            }
        }
    }

    fn begin(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.out.push_str(&html(value));
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.out
    }
}

/// Elements after which a line can end without making a blank that shows.
fn is_block(tag: &str) -> bool {
    matches!(
        tag,
        "article"
            | "blockquote"
            | "body"
            | "details"
            | "dialog"
            | "div"
            | "figure"
            | "footer"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "head"
            | "header"
            | "html"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "section"
            | "svg"
            | "table"
            | "tbody"
            | "td"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
