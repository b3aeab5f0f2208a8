//! An XML part as a tree in one vector, for the office formats: names without prefix, bounded depth and size.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::charset;
use super::error::ReadError;
use super::limits::{Deadline, Limits};
use super::lines::{check, too_deep};

/// The index of a node.
pub(super) type Id = usize;

enum Kind {
    Element { name: u32, attributes: Vec<(u32, String)> },
    Text(String),
}

struct Node {
    kind: Kind,
    first: Option<Id>,
    last: Option<Id>,
    next: Option<Id>,
}

/// A parsed part. The root is node 0 and has no name.
pub(super) struct Tree {
    nodes: Vec<Node>,
    names: Vec<String>,
}

impl Tree {
    /// Parses a part in whatever encoding its mark or declaration states.
    ///
    /// A part that breaks off or has an unexpected end tag gives what came before; damage there is no reason to lose
    /// the text, and readers of office files are as lenient.
    pub(super) fn parse(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Self, ReadError> {
        let text = charset::decode_xml(bytes);
        let mut builder = Builder::new(limits);
        let mut reader = Reader::from_str(&text);
        reader.config_mut().check_end_names = false;
        reader.config_mut().allow_unmatched_ends = true;
        reader.config_mut().allow_dangling_amp = true;
        for count in 0_usize.. {
            if count % 4096 == 0 {
                check(deadline, limits)?;
            }
            match reader.read_event() {
                Ok(Event::Start(start)) => builder.open(&start)?,
                Ok(Event::Empty(start)) => {
                    builder.open(&start)?;
                    builder.close();
                }
                Ok(Event::End(_)) => builder.close(),
                Ok(Event::Text(text)) => builder.text(&text.xml10_content())?,
                Ok(Event::CData(text)) => builder.text(&text.xml10_content())?,
                Ok(Event::GeneralRef(entity)) => {
                    let name = entity.xml10_content();
                    match entity.resolve_char_ref() {
                        Ok(Some(c)) => builder.text(c.encode_utf8(&mut [0; 4]))?,
                        // Other entities would have to be declared, and declarations are not followed.
                        _ => builder.text(quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default())?,
                    }
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) if builder.tree.nodes.len() < 3 => {
                    return Err(ReadError::Damaged { detail: format!("XML: {error}") });
                }
                Err(_) => break,
            }
        }
        Ok(builder.tree)
    }

    /// The children of a node, in order.
    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = self.nodes.get(id).and_then(|n| n.first);
        std::iter::from_fn(move || {
            let current = at?;
            at = self.nodes.get(current).and_then(|n| n.next);
            Some(current)
        })
    }

    /// An element's name without its prefix; empty for text and the root.
    pub(super) fn name(&self, id: Id) -> &str {
        match self.nodes.get(id).map(|n| &n.kind) {
            Some(Kind::Element { name, .. }) => self.names.get(*name as usize).map_or("", String::as_str),
            _ => "",
        }
    }

    /// The text of a text node.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match self.nodes.get(id).map(|n| &n.kind) {
            Some(Kind::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// An attribute by its name without prefix.
    pub(super) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match self.nodes.get(id).map(|n| &n.kind) {
            Some(Kind::Element { attributes, .. }) => attributes
                .iter()
                .find(|(name, _)| self.names.get(*name as usize).is_some_and(|n| n == wanted))
                .map(|(_, value)| value.as_str()),
            _ => None,
        }
    }

    /// The first child element of this name.
    pub(super) fn child(&self, id: Id, name: &str) -> Option<Id> {
        self.children(id).find(|&c| self.name(c) == name)
    }

    /// The element reached by these names, one below the other.
    pub(super) fn path(&self, id: Id, names: &[&str]) -> Option<Id> {
        names.iter().try_fold(id, |at, name| self.child(at, name))
    }

    /// All elements, in document order.
    pub(super) fn elements(&self) -> impl Iterator<Item = Id> + '_ {
        (1..self.nodes.len()).filter(|&id| matches!(self.nodes.get(id).map(|n| &n.kind), Some(Kind::Element { .. })))
    }
}

struct Builder<'a> {
    tree: Tree,
    open: Vec<Id>,
    ids: HashMap<String, u32>,
    limits: &'a Limits,
}

impl<'a> Builder<'a> {
    fn new(limits: &'a Limits) -> Self {
        let root = Node { kind: Kind::Text(String::new()), first: None, last: None, next: None };
        let tree = Tree { nodes: vec![root], names: Vec::new() };
        Builder { tree, open: vec![0], ids: HashMap::new(), limits }
    }

    fn id_of(&mut self, name: &str) -> u32 {
        if let Some(&id) = self.ids.get(name) {
            return id;
        }
        let id = self.tree.names.len() as u32;
        self.tree.names.push(name.to_owned());
        self.ids.insert(name.to_owned(), id);
        id
    }

    fn append(&mut self, kind: Kind) -> Result<Id, ReadError> {
        let id = self.tree.nodes.len();
        if id > self.limits.glyphs.saturating_mul(2) {
            return Err(ReadError::TooLarge {
                what: "it has too many elements",
                limit: format!("{}", self.limits.glyphs.saturating_mul(2)),
                hint: "save it again with the program that made it, or as plain text",
            });
        }
        self.tree.nodes.push(Node { kind, first: None, last: None, next: None });
        let parent = self.open.last().copied().unwrap_or(0);
        let previous = self.tree.nodes.get_mut(parent).and_then(|p| {
            p.first = p.first.or(Some(id));
            p.last.replace(id)
        });
        if let Some(node) = previous.and_then(|p| self.tree.nodes.get_mut(p)) {
            node.next = Some(id);
        }
        Ok(id)
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        if self.open.len() > self.limits.nesting {
            return Err(too_deep(self.limits));
        }
        let name = self.id_of(start.local_name().as_ref());
        let mut attributes = Vec::new();
        for attribute in start.attributes().with_checks(false).flatten() {
            let key = attribute.key.local_name();
            // Revision ids are the bulk of Word's attributes and say nothing here.
            if key.as_ref().starts_with("rsid") {
                continue;
            }
            let key = self.id_of(key.as_ref());
            let value = quick_xml::escape::unescape(&attribute.value)
                .map_or_else(|_| attribute.value.to_string(), |v| v.into_owned());
            attributes.push((key, value));
        }
        let id = self.append(Kind::Element { name, attributes })?;
        self.open.push(id);
        Ok(())
    }

    fn close(&mut self) {
        if self.open.len() > 1 {
            self.open.pop();
        }
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        let parent = self.open.last().copied().unwrap_or(0);
        let last = self.tree.nodes.get(parent).and_then(|p| p.last);
        if let Some(Kind::Text(before)) = last.and_then(|l| self.tree.nodes.get_mut(l)).map(|n| &mut n.kind) {
            before.push_str(text);
            return Ok(());
        }
        self.append(Kind::Text(text.to_owned())).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(xml: &str) -> Result<Tree, ReadError> {
        Tree::parse(xml.as_bytes(), &Limits::default(), &Deadline::after(Limits::default().time))
    }

    #[test]
    fn entities_become_text_and_prefixes_go() {
        let tree = parse("<w:a x:b='1 &lt; 2'>R&amp;D &#233;<![CDATA[<x>]]></w:a>").expect("a tree");
        let a = tree.child(0, "a").expect("a");
        assert_eq!(tree.attribute(a, "b"), Some("1 < 2"));
        assert_eq!(tree.children(a).filter_map(|c| tree.text(c)).collect::<String>(), "R&D é<x>");
    }

    #[test]
    fn depth_is_bounded_and_what_came_before_a_break_is_kept() {
        assert!(matches!(parse(&"<a>".repeat(100_000)), Err(ReadError::TooLarge { .. })));
        let tree = parse("<a><b>kept</b><c").expect("a tree");
        assert!(tree.path(0, &["a", "b"]).is_some());
    }
}
