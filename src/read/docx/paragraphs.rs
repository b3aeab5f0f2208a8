//! Walks a part of a Word document and makes lines of its paragraphs and tables.

use crate::read::draft::{DraftLine, LineKind};
use crate::read::lines::heading_shape;
use crate::read::paragraph::{self, Paragraph};
use crate::read::table::push_row;
use crate::read::xml::{Id, Tree};

use super::styles::{Look, Styles, list_depth};

/// A paragraph, and the text boxes that are anchored in it.
#[derive(Default)]
struct Gathered {
    paragraph: Paragraph,
    boxes: Vec<Id>,
}

/// A walk through one part. Nesting is bounded by the tree's own bound.
pub(super) struct Walk<'a> {
    tree: &'a Tree,
    styles: &'a Styles,
    lines: Vec<DraftLine>,
    /// The type size that most of the part's letters have, in half points.
    body_size: u32,
    hidden: bool,
    gap: bool,
    in_cell: bool,
}

impl<'a> Walk<'a> {
    pub(super) fn new(tree: &'a Tree, styles: &'a Styles) -> Self {
        let mut walk =
            Walk { tree, styles, lines: Vec::new(), body_size: 0, hidden: false, gap: false, in_cell: false };
        walk.body_size = walk.common_size();
        walk
    }

    /// The lines, and whether hidden text was left out.
    pub(super) fn lines(self) -> (Vec<DraftLine>, bool) {
        (self.lines, self.hidden)
    }

    /// Walks whatever holds paragraphs and tables.
    pub(super) fn blocks(&mut self, parent: Id) {
        let tree = self.tree;
        for id in tree.children(parent) {
            match tree.name(id) {
                "p" => self.paragraph(id),
                "tbl" => self.table(id),
                "Fallback" | "del" | "moveFrom" | "sectPr" | "tblPr" | "tcPr" | "sdtPr" | "" => {}
                // The separators between text and notes.
                "footnote" | "endnote" if tree.attribute(id, "type").is_some_and(|t| t != "normal") => {}
                _ => self.blocks(id),
            }
        }
    }

    fn table(&mut self, table: Id) {
        let tree = self.tree;
        for row in tree.children(table).flat_map(|id| wrapped(tree, id, "tr")) {
            let cells: Vec<Id> = tree.children(row).flat_map(|id| wrapped(tree, id, "tc")).collect();
            let outer = std::mem::take(&mut self.lines);
            let (gap, was_in_cell) = (std::mem::take(&mut self.gap), self.in_cell);
            let mut parts = Vec::new();
            let alone = cells.len() == 1;
            for cell in cells {
                self.in_cell = !alone;
                self.blocks(cell);
                self.gap = false;
                let mut lines = std::mem::take(&mut self.lines);
                // A band across the page: one cell, shaded, with a few words in it.
                if let ([line], true) = (lines.as_mut_slice(), alone && self.is_shaded(cell))
                    && line.kind == LineKind::Text
                    && heading_shape(&line.text)
                {
                    line.kind = LineKind::Heading(2);
                }
                parts.push(lines);
            }
            self.lines = outer;
            self.in_cell = was_in_cell;
            push_row(&mut self.lines, parts, gap);
        }
    }

    fn is_shaded(&self, cell: Id) -> bool {
        let fill = self.tree.path(cell, &["tcPr", "shd"]).and_then(|s| self.tree.attribute(s, "fill"));
        fill.is_some_and(|f| !matches!(f, "auto" | "FFFFFF"))
    }

    fn paragraph(&mut self, id: Id) {
        let tree = self.tree;
        let properties = tree.child(id, "pPr");
        let value = |name: &str| properties.and_then(|p| tree.child(p, name)).and_then(|c| tree.attribute(c, "val"));
        let style = self.styles.paragraph(value("pStyle"));
        let own_list = properties.and_then(|p| tree.child(p, "numPr")).map(|n| list_depth(tree, n));
        let list = own_list.unwrap_or(style.list);
        let own_outline = value("outlineLvl").and_then(|v| v.parse::<u8>().ok()).filter(|&l| l < 9).map(|l| l + 1);

        let mut gathered = Gathered::default();
        self.runs(id, style.look, &mut gathered);
        let paragraph = gathered.paragraph;
        if paragraph.is_empty() {
            self.gap = true;
        } else {
            let heading = own_outline.or(style.heading).filter(|_| paragraph.length() < 150);
            let border =
                properties.and_then(|p| tree.path(p, &["pBdr", "bottom"])).and_then(|b| tree.attribute(b, "val"));
            let is_ruled = border.is_some_and(|b| b != "nil" && b != "none");
            let kind = match (heading, list) {
                (Some(level), _) => LineKind::Heading(level),
                (None, Some(depth)) => LineKind::Bullet(depth),
                (None, None) => {
                    paragraph.heading(self.body_size, is_ruled, self.in_cell).map_or(LineKind::Text, LineKind::Heading)
                }
            };
            paragraph.push(&mut self.lines, kind, &mut self.gap);
        }
        for text_box in gathered.boxes {
            let was_in_cell = std::mem::replace(&mut self.in_cell, false);
            self.gap = true;
            self.blocks(text_box);
            self.gap = true;
            self.in_cell = was_in_cell;
        }
    }

    /// Gathers the text below a paragraph, whatever it is wrapped in.
    fn runs(&mut self, parent: Id, look: Look, into: &mut Gathered) {
        let tree = self.tree;
        for id in tree.children(parent) {
            match tree.name(id) {
                "r" => {
                    let properties = tree.child(id, "rPr");
                    let named = properties
                        .and_then(|p| tree.child(p, "rStyle"))
                        .and_then(|s| tree.attribute(s, "val"))
                        .map(|s| self.styles.character(s))
                        .unwrap_or_default();
                    let own = properties.map(|p| Look::read(tree, p)).unwrap_or_default();
                    self.runs(id, own.over(named).over(look), into);
                }
                "t" => self.add_text(id, look, into),
                "tab" | "ptab" => into.paragraph.text.push('\t'),
                "br" | "cr" => into.paragraph.text.push('\n'),
                "noBreakHyphen" => into.paragraph.text.push('-'),
                // Symbols are icons, unless they begin the line as bullets do.
                "sym" if into.paragraph.is_empty() => into.paragraph.text.push_str("• "),
                "sym" => into.paragraph.text.push(' '),
                "txbxContent" => into.boxes.push(id),
                "Fallback" | "del" | "moveFrom" | "pPr" | "rPr" | "instrText" | "delText" | "rt" | "sdtPr" => {}
                "" => {}
                _ => self.runs(id, look, into),
            }
        }
    }

    fn add_text(&mut self, id: Id, look: Look, into: &mut Gathered) {
        let tree = self.tree;
        for text in tree.children(id).filter_map(|c| tree.text(c)) {
            if look.hidden == Some(true) {
                self.hidden |= text.chars().any(char::is_alphanumeric);
                continue;
            }
            // A preserved line feed in the XML is a blank to Word.
            let text = text.replace(['\n', '\r'], " ");
            let look = paragraph::Look {
                bold: look.bold == Some(true),
                caps: look.caps == Some(true),
                size: look.size.unwrap_or(0),
            };
            into.paragraph.add(&text, look);
        }
    }

    /// The most common size of letters, by a walk over the paragraphs' runs.
    fn common_size(&self) -> u32 {
        let tree = self.tree;
        let mut counts: Vec<(u32, usize)> = Vec::new();
        for id in tree.elements().filter(|&id| tree.name(id) == "p") {
            let style = tree.path(id, &["pPr", "pStyle"]).and_then(|s| tree.attribute(s, "val"));
            let look = self.styles.paragraph(style).look;
            for run in tree.children(id).filter(|&r| tree.name(r) == "r") {
                let own = tree.child(run, "rPr").map(|p| Look::read(tree, p)).unwrap_or_default();
                let size = own.over(look).size.unwrap_or(0);
                let letters: usize =
                    tree.children(run).flat_map(|t| tree.children(t)).filter_map(|t| tree.text(t)).map(str::len).sum();
                match counts.iter_mut().find(|(s, _)| *s == size) {
                    Some((_, n)) => *n += letters,
                    None => counts.push((size, letters)),
                }
            }
        }
        counts.into_iter().max_by_key(|&(size, n)| (n, size)).map_or(0, |(size, _)| size)
    }
}

/// The rows or cells at or below a node, seen through content controls and tracked insertions.
fn wrapped(tree: &Tree, id: Id, wanted: &str) -> Vec<Id> {
    let mut found = Vec::new();
    let mut open = vec![id];
    while let Some(at) = open.pop() {
        match tree.name(at) {
            name if name == wanted => found.push(at),
            "sdt" | "sdtContent" | "ins" | "customXml" => {
                let children: Vec<Id> = tree.children(at).collect();
                open.extend(children.into_iter().rev());
            }
            _ => {}
        }
    }
    // A row that was deleted with changes tracked.
    found.retain(|&id| tree.path(id, &["trPr", "del"]).is_none());
    found
}
