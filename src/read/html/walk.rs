//! Makes lines of a page's blocks.

use crate::read::draft::{DraftLine, LineKind};
use crate::read::error::ReadError;
use crate::read::limits::{Deadline, Limits};
use crate::read::lines::{check, heading_shape, push, runs_on, tidy};
use crate::read::table::push_row;

use super::main_content::Content;
use super::tree::{Id, Tree, is_block};

/// The lines below the content's root.
pub(super) fn lines(
    tree: &Tree,
    content: &Content,
    limits: &Limits,
    deadline: &Deadline,
) -> Result<Vec<DraftLine>, ReadError> {
    let mut walk = Walk {
        tree,
        content,
        lines: Vec::new(),
        text: String::new(),
        letters: 0,
        bold_letters: 0,
        kind: LineKind::Text,
        bold: 0,
        lists: 0,
        gap: false,
        broken: false,
        preformatted: false,
        visited: 0,
        late: false,
        deadline,
    };
    walk.children(content.root);
    walk.flush();
    if walk.late {
        check(deadline, limits)?;
    }
    let mut lines = walk.lines;
    // A heading over nothing is what is left of a form or a list of links.
    while content.is_site && lines.last().is_some_and(|l| matches!(l.kind, LineKind::Heading(2..))) {
        lines.pop();
    }
    Ok(lines)
}

struct Walk<'a> {
    tree: &'a Tree,
    content: &'a Content,
    lines: Vec<DraftLine>,
    /// The line that is being gathered.
    text: String,
    letters: usize,
    bold_letters: usize,
    kind: LineKind,
    /// How many bold elements are open.
    bold: usize,
    lists: usize,
    gap: bool,
    /// True right after a `<br>`.
    broken: bool,
    preformatted: bool,
    visited: usize,
    late: bool,
    deadline: &'a Deadline,
}

impl Walk<'_> {
    /// Recursion is bounded by the tree's depth.
    fn children(&mut self, parent: Id) {
        let tree = self.tree;
        let flow = self.flow(parent);
        let mut previous: Option<Id> = None;
        for id in tree.children(parent) {
            self.visited += 1;
            if self.visited.is_multiple_of(4096) {
                self.late |= self.deadline.passed();
            }
            if self.late {
                return;
            }
            if self.content.is_left_out(id) {
                continue;
            }
            if let Some(before) = previous
                && is_item(tree.name(id))
                && is_item(tree.name(before))
            {
                self.separate(flow, before, id);
            }
            self.node(id);
            if !tree.text(id).is_some_and(|t| t.trim().is_empty()) {
                previous = Some(id);
            }
        }
    }

    fn node(&mut self, id: Id) {
        let tree = self.tree;
        if let Some(text) = tree.text(id) {
            self.add(text);
            return;
        }
        match tree.name(id) {
            "br" => {
                self.flush();
                self.broken = true;
            }
            "hr" => {
                self.flush();
                self.gap = true;
            }
            "b" | "strong" => {
                self.bold += 1;
                self.children(id);
                self.bold -= 1;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = tree.name(id).as_bytes().get(1).map_or(1, |b| b.saturating_sub(b'0'));
                // A heading inside of an item (`<li><h3>`) is still the item's first line.
                self.block(id, LineKind::Heading(level), true);
            }
            "ul" | "ol" | "menu" => {
                self.flush();
                self.lists += 1;
                self.children(id);
                self.flush();
                self.lists -= 1;
            }
            "li" if self.is_item_of_text(id) => {
                let depth = self.lists.saturating_sub(1).min(8) as u8;
                self.block(id, LineKind::Bullet(depth), false);
            }
            "p" | "blockquote" | "table" | "section" | "article" | "dl" => {
                // Paragraphs in an item continue it; elsewhere they stand apart.
                let in_item = matches!(self.kind, LineKind::Bullet(_)) && self.text.trim().is_empty();
                if tree.name(id) == "table" {
                    self.table(id);
                } else {
                    self.block(id, if in_item { self.kind } else { LineKind::Text }, !in_item);
                }
            }
            "pre" => {
                self.preformatted = true;
                self.block(id, LineKind::Text, true);
                self.preformatted = false;
            }
            name if is_block(name) => {
                let in_item =
                    matches!(self.kind, LineKind::Bullet(_) | LineKind::Heading(_)) && self.text.trim().is_empty();
                self.block(id, if in_item { self.kind } else { LineKind::Text }, false);
            }
            _ => self.children(id),
        }
    }

    /// An element on lines of its own. Its first line has the kind; later ones are text.
    fn block(&mut self, id: Id, kind: LineKind, gap: bool) {
        if !self.text.trim().is_empty() {
            self.flush();
        }
        self.text.clear();
        self.broken = false;
        self.gap |= gap;
        let outer = std::mem::replace(&mut self.kind, kind);
        self.children(id);
        let before = self.lines.len();
        self.flush();
        // What follows a heading belongs to it.
        self.gap |= gap && !matches!(kind, LineKind::Heading(_));
        // The kind is used up by the first line, whichever element it was in.
        let used = self.lines.len() > before || self.kind != kind;
        self.kind = if used && outer == kind { LineKind::Text } else { outer };
    }

    /// Ends the line.
    fn flush(&mut self) {
        let text = tidy(&std::mem::take(&mut self.text));
        let (letters, bold) = (std::mem::take(&mut self.letters), std::mem::take(&mut self.bold_letters));
        if text.is_empty() {
            return;
        }
        let kind = match self.kind {
            LineKind::Text if letters > 0 && letters == bold && heading_shape(&text) && !text.contains('\t') => {
                LineKind::Heading(3)
            }
            kind => kind,
        };
        // Text that came from a PDF has breaks where its lines were wrapped.
        if std::mem::take(&mut self.broken)
            && kind == LineKind::Text
            && let Some(last) = self.lines.last_mut().filter(|l| runs_on(&l.text, &text))
        {
            last.text.push(' ');
            last.text.push_str(&text);
            return;
        }
        let before = self.lines.len();
        push(&mut self.lines, kind, &text, self.gap || matches!(kind, LineKind::Heading(_)));
        if self.lines.len() > before {
            self.gap = false;
            self.kind = LineKind::Text;
        }
    }

    fn add(&mut self, text: &str) {
        if self.preformatted {
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.flush();
                }
                self.text.push_str(line);
            }
            return;
        }
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        if self.bold > 0 {
            self.bold_letters += letters;
        }
        // Tabs in the source are layout of the source.
        self.text.extend(text.chars().map(|c| if c == '\t' { ' ' } else { c }));
    }

    fn table(&mut self, table: Id) {
        self.flush();
        self.gap = true;
        let tree = self.tree;
        let mut rows = Vec::new();
        let mut open: Vec<Id> = tree.children(table).collect();
        open.reverse();
        while let Some(id) = open.pop().filter(|_| !self.late) {
            if self.content.is_left_out(id) {
                continue;
            }
            match tree.name(id) {
                "tr" => rows.push(id),
                "thead" | "tbody" | "tfoot" => {
                    let children: Vec<Id> = tree.children(id).collect();
                    open.extend(children.into_iter().rev());
                }
                "colgroup" => {}
                // Text that is in the table but in none of its cells, as browsers move out.
                _ => {
                    self.node(id);
                    self.flush();
                }
            }
        }
        for row in rows {
            let outer = std::mem::take(&mut self.lines);
            let (gap, kind) = (std::mem::take(&mut self.gap), std::mem::replace(&mut self.kind, LineKind::Text));
            let lists = std::mem::take(&mut self.lists);
            let mut cells = Vec::new();
            for cell in tree.children(row) {
                if !self.content.is_left_out(cell) {
                    self.node(cell);
                    self.flush();
                    self.gap = false;
                    cells.push(std::mem::take(&mut self.lines));
                }
            }
            self.lines = outer;
            (self.kind, self.lists) = (kind, lists);
            push_row(&mut self.lines, cells, gap);
        }
        self.gap = true;
    }

    /// A list may also lay out a page; an item with headings in it is a section.
    fn is_item_of_text(&self, id: Id) -> bool {
        let mut open: Vec<Id> = self.tree.children(id).collect();
        while let Some(at) = open.pop() {
            if matches!(self.tree.name(at), "h1" | "h2" | "h3" | "h4" | "section" | "article" | "table") {
                return false;
            }
            if open.len() < 50 && !matches!(self.tree.name(at), "ul" | "ol") {
                open.extend(self.tree.children(at));
            }
        }
        true
    }

    /// How the inline elements right below a block relate: as pieces of a sentence, or as items set apart by style.
    fn flow(&self, parent: Id) -> Flow {
        let tree = self.tree;
        let name = tree.name(parent);
        if !is_block(name) {
            return Flow::Sentence;
        }
        let has_text = tree.children(parent).any(|c| tree.text(c).is_some_and(|t| !t.trim().is_empty()));
        let items = tree.children(parent).filter(|&c| is_item(tree.name(c))).count();
        let chips = tree.children(parent).filter(|&c| tree.name(c) == "span").count();
        if has_text || items < 2 {
            Flow::Sentence
        } else if chips == items && items >= 4 {
            // Four spans and nothing else: tags, in whatever block they stand.
            Flow::Items
        } else if matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "td" | "th" | "li") {
            Flow::Line
        } else {
            Flow::Items
        }
    }

    /// Sets an inline element apart from the one before it, where style and not a blank does so on the page.
    fn separate(&mut self, flow: Flow, previous: Id, next: Id) {
        let before = self.text.chars().next_back();
        let blank = before.is_none_or(char::is_whitespace);
        let following = self.tree.text_below(next);
        let after = following.trim_start().chars().next();
        let starts_item = after.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || c == '(');
        // Spans right below a division are chips or columns; bold and italics may be parts of a word.
        let is_chip = |id: Id| matches!(self.tree.name(id), "span" | "a" | "time" | "small" | "label");
        let apart = match flow {
            Flow::Sentence => false,
            Flow::Items => blank || starts_item || (is_chip(previous) && is_chip(next)),
            // A word may change its style in the middle (`<b>J</b><span>ava</span>`), so only clear breaks count.
            Flow::Line => {
                let ends = before.is_some_and(|c| c.is_lowercase() || c == ')');
                !blank && starts_item && ends && following.trim().len() > 3
            }
        };
        if apart && !self.text.trim().is_empty() {
            self.text.push('\t');
        }
    }
}

#[derive(Clone, Copy)]
enum Flow {
    Sentence,
    Line,
    Items,
}

/// Inline elements that style turns into columns and chips.
fn is_item(name: &str) -> bool {
    matches!(name, "span" | "a" | "time" | "small" | "label" | "strong" | "b" | "em" | "i")
}
