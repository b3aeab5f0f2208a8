//! OpenDocument text (LibreOffice): headings, lists, tables, and headers and footers from the page styles.

use std::collections::HashMap;

use super::draft::{Draft, DraftLine, LineKind};
use super::error::ReadError;
use super::limits::{Deadline, Limits};
use super::lines::{finish, note_once};
use super::paragraph::{self, Paragraph, clean_margin};
use super::table::push_row;
use super::xml::{Id, Tree};
use super::zipped::Package;

/// Reads an `.odt`.
pub fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Draft, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    if let Some(manifest) = package.part("META-INF/manifest.xml")?
        && manifest.windows(15).any(|w| w == b"encryption-data")
    {
        return Err(ReadError::Unsupported {
            what: "a password-protected OpenDocument file",
            hint: "open it, remove the password, and save it again",
        });
    }
    let Some(content) = package.part("content.xml")? else {
        return Err(ReadError::Damaged { detail: "no content.xml in it".to_owned() });
    };
    let content = Tree::parse(&content, limits, deadline)?;
    let Some(body) = content.path(0, &["document-content", "body", "text"]) else {
        return Err(ReadError::Unsupported {
            what: "an OpenDocument file that is no text document",
            hint: "export it as PDF, or save it as a text document (.odt)",
        });
    };
    let mut looks = Looks::default();
    let mut draft = Draft::default();
    let (mut headers, mut footers) = (Vec::new(), Vec::new());
    if let Some(styles) = package.part("styles.xml")? {
        let styles = Tree::parse(&styles, limits, deadline)?;
        looks.read(&styles);
        for id in styles.elements() {
            match styles.name(id) {
                "header" => headers.extend(walk(&styles, id, &looks, &mut Vec::new())),
                "footer" => footers.extend(walk(&styles, id, &looks, &mut Vec::new())),
                _ => {}
            }
        }
    }
    clean_margin(&mut headers);
    clean_margin(&mut footers);
    draft.lines.append(&mut headers);
    looks.read(&content);
    let mut hidden = Vec::new();
    let mut lines = walk(&content, body, &looks, &mut hidden);
    draft.lines.append(&mut lines);
    draft.lines.append(&mut footers);
    if !hidden.is_empty() {
        note_once(&mut draft, "hidden-text", "The document has text that is formatted as hidden; it was left out.");
    }
    finish(draft, limits)
}

/// What a style says of its text.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    bold: Option<bool>,
    hidden: Option<bool>,
    caps: Option<bool>,
    /// In tenths of a point.
    size: Option<u32>,
}

#[derive(Default)]
struct Looks {
    styles: HashMap<String, (Look, Option<String>, Option<String>)>,
}

impl Looks {
    fn read(&mut self, tree: &Tree) {
        for id in tree.elements().filter(|&id| matches!(tree.name(id), "style" | "default-style")) {
            let properties = tree.child(id, "text-properties");
            let value = |name: &str| properties.and_then(|p| tree.attribute(p, name));
            let look = Look {
                bold: value("font-weight").map(|w| w == "bold" || w.parse::<u32>().is_ok_and(|w| w >= 600)),
                hidden: value("display").map(|d| d == "none"),
                caps: value("text-transform").map(|t| t == "uppercase"),
                size: value("font-size")
                    .and_then(|s| s.strip_suffix("pt"))
                    .and_then(|s| s.parse::<f32>().ok())
                    .map(|s| (s * 10.0) as u32),
            };
            let name = tree.attribute(id, "name").unwrap_or("").to_owned();
            let key = if tree.name(id) == "style" { name } else { String::new() };
            let display = tree.attribute(id, "display-name").map(str::to_owned);
            self.styles.insert(key, (look, tree.attribute(id, "parent-style-name").map(str::to_owned), display));
        }
    }

    fn of(&self, name: Option<&str>) -> Look {
        let mut look = Look::default();
        let mut at = name;
        for _ in 0..20 {
            let Some((own, parent, _)) = at.and_then(|n| self.styles.get(n)) else { break };
            look.bold = look.bold.or(own.bold);
            look.hidden = look.hidden.or(own.hidden);
            look.caps = look.caps.or(own.caps);
            look.size = look.size.or(own.size);
            at = parent.as_deref();
        }
        look
    }

    /// Whether the style is or comes from the one for titles.
    fn is_title(&self, name: Option<&str>) -> bool {
        let mut at = name;
        for _ in 0..20 {
            if at == Some("Title") {
                return true;
            }
            at = at.and_then(|n| self.styles.get(n)).and_then(|(_, parent, _)| parent.as_deref());
        }
        false
    }
}

struct Walk<'a> {
    tree: &'a Tree,
    looks: &'a Looks,
    lines: Vec<DraftLine>,
    hidden: &'a mut Vec<Id>,
    depth: Option<u8>,
    first_in_item: bool,
    in_cell: bool,
    gap: bool,
    body_size: u32,
}

/// A paragraph, and the text boxes and notes that are anchored in it.
#[derive(Default)]
struct Gathered {
    paragraph: Paragraph,
    boxes: Vec<Id>,
}

fn walk(tree: &Tree, from: Id, looks: &Looks, hidden: &mut Vec<Id>) -> Vec<DraftLine> {
    let body_size = looks.of(Some("Standard")).size.or(looks.of(Some("")).size).unwrap_or(120);
    let mut walk = Walk {
        tree,
        looks,
        lines: Vec::new(),
        hidden,
        depth: None,
        first_in_item: false,
        in_cell: false,
        gap: false,
        body_size,
    };
    walk.blocks(from);
    walk.lines
}

impl Walk<'_> {
    fn blocks(&mut self, parent: Id) {
        let tree = self.tree;
        for id in tree.children(parent) {
            match tree.name(id) {
                "h" => {
                    let level = tree.attribute(id, "outline-level").and_then(|l| l.parse::<u8>().ok()).unwrap_or(1);
                    self.paragraph(id, Some(level));
                }
                "p" => self.paragraph(id, None),
                "list" => {
                    let outer = self.depth;
                    self.depth = Some(outer.map_or(0, |d| (d + 1).min(8)));
                    self.blocks(id);
                    self.depth = outer;
                }
                "list-item" | "list-header" => {
                    self.first_in_item = true;
                    self.blocks(id);
                    self.first_in_item = false;
                }
                "table" => self.table(id),
                "tracked-changes" | "annotation" | "sequence-decls" | "forms" | "table-of-content" | "" => {}
                _ => self.blocks(id),
            }
        }
    }

    fn table(&mut self, table: Id) {
        let tree = self.tree;
        let mut open: Vec<Id> = tree.children(table).collect();
        open.reverse();
        while let Some(id) = open.pop() {
            if tree.name(id) != "table-row" {
                let children: Vec<Id> = tree.children(id).collect();
                open.extend(children.into_iter().rev());
                continue;
            }
            let outer = std::mem::take(&mut self.lines);
            let (gap, depth, was_in_cell) = (std::mem::take(&mut self.gap), self.depth.take(), self.in_cell);
            let cells: Vec<Id> = tree.children(id).filter(|&c| tree.name(c) == "table-cell").collect();
            self.in_cell = cells.len() > 1;
            let mut parts = Vec::new();
            for cell in cells {
                self.blocks(cell);
                self.gap = false;
                parts.push(std::mem::take(&mut self.lines));
            }
            self.lines = outer;
            (self.depth, self.in_cell) = (depth, was_in_cell);
            push_row(&mut self.lines, parts, gap);
        }
    }

    fn paragraph(&mut self, id: Id, heading: Option<u8>) {
        let tree = self.tree;
        let style = tree.attribute(id, "style-name");
        let mut gathered = Gathered::default();
        self.inline(id, self.looks.of(style), &mut gathered);
        let paragraph = gathered.paragraph;
        if paragraph.is_empty() {
            self.gap = true;
        } else {
            let heading = heading.or(self.looks.is_title(style).then_some(1)).filter(|_| paragraph.length() < 150);
            let kind = match (heading, self.depth) {
                (Some(level), _) => LineKind::Heading(level.clamp(1, 9)),
                (None, Some(depth)) if self.first_in_item => LineKind::Bullet(depth),
                _ => paragraph.heading(self.body_size, false, self.in_cell).map_or(LineKind::Text, LineKind::Heading),
            };
            self.first_in_item = false;
            paragraph.push(&mut self.lines, kind, &mut self.gap);
        }
        for text_box in gathered.boxes {
            self.gap = true;
            self.blocks(text_box);
            self.gap = true;
        }
    }

    fn inline(&mut self, parent: Id, look: Look, into: &mut Gathered) {
        let tree = self.tree;
        for id in tree.children(parent) {
            if let Some(text) = tree.text(id) {
                if look.hidden == Some(true) {
                    self.hidden.push(id);
                    continue;
                }
                let text: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
                let look = paragraph::Look {
                    bold: look.bold == Some(true),
                    caps: look.caps == Some(true),
                    size: look.size.unwrap_or(0),
                };
                into.paragraph.add(&text, look);
                continue;
            }
            match tree.name(id) {
                "s" => {
                    let count = tree.attribute(id, "c").and_then(|c| c.parse::<usize>().ok()).unwrap_or(1);
                    into.paragraph.text.extend(std::iter::repeat_n(' ', count.min(100)));
                }
                "tab" => into.paragraph.text.push('\t'),
                "line-break" => into.paragraph.text.push('\n'),
                "text-box" => into.boxes.push(id),
                "note-body" => into.boxes.push(id),
                "hidden-text" => self.hidden.push(id),
                "note-citation" | "annotation" | "page-number" | "page-count" | "ruby-text" | "title" | "desc"
                | "binary-data" | "change" => {}
                "span" => {
                    let own = self.looks.of(tree.attribute(id, "style-name"));
                    let look = Look {
                        bold: own.bold.or(look.bold),
                        hidden: own.hidden.or(look.hidden),
                        caps: own.caps.or(look.caps),
                        size: own.size.or(look.size),
                    };
                    self.inline(id, look, into);
                }
                _ => self.inline(id, look, into),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::zipped::tests::zip_of;

    #[test]
    fn text_lists_tables_and_hidden_text() {
        let content = "<o:document-content xmlns:o='o'><o:automatic-styles><s:style s:name='H'><s:text-properties t:display='none'/></s:style>\
            <s:style s:name='B'><s:text-properties f:font-weight='bold'/></s:style></o:automatic-styles><o:body><o:text>\
            <t:tracked-changes><t:p>deleted</t:p></t:tracked-changes>\
            <t:h t:outline-level='2'>Work</t:h><t:p>Acme<t:tab/>2020<t:span t:style-name='H'> Kubernetes</t:span><t:line-break/>Berlin</t:p>\
            <t:p t:style-name='B'>Tools</t:p>\
            <t:list><t:list-item><t:p>Rust</t:p><t:list><t:list-item><t:p>tokio</t:p></t:list-item></t:list></t:list-item></t:list>\
            <t:table><t:table-row><t:table-cell><t:p>SQL</t:p></t:table-cell><t:table-cell><t:p>expert</t:p></t:table-cell></t:table-row></t:table>\
            </o:text></o:body></o:document-content>";
        let bytes =
            zip_of(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())]);
        let limits = Limits::default();
        let draft = read(&bytes, &limits, &Deadline::after(limits.time)).expect("a draft");
        let seen: Vec<_> = draft.lines.iter().map(|l| (l.kind, l.text.as_str())).collect();
        assert_eq!(
            seen,
            [
                (LineKind::Heading(2), "Work"),
                (LineKind::Text, "Acme\t2020"),
                (LineKind::Text, "Berlin"),
                (LineKind::Heading(3), "Tools"),
                (LineKind::Bullet(0), "Rust"),
                (LineKind::Bullet(1), "tokio"),
                (LineKind::Row, "SQL | expert"),
            ]
        );
        assert_eq!(draft.notes.first().map(|n| n.code), Some("hidden-text"));
    }
}
