//! A tree of a page's elements in one vector. Deeper nesting than the limit is flattened, as browsers do.

use crate::read::error::ReadError;
use crate::read::limits::{Deadline, Limits};
use crate::read::lines::check;

use super::tokens::{Token, Tokens};

/// The index of a node.
pub(super) type Id = usize;

enum Kind {
    Element { name: String, attributes: Vec<(String, String)> },
    Text(String),
}

struct Node {
    kind: Kind,
    parent: Id,
    first: Option<Id>,
    last: Option<Id>,
    next: Option<Id>,
}

/// A parsed page. The root is node 0.
pub(super) struct Tree {
    nodes: Vec<Node>,
    json_ld: Vec<String>,
}

impl Tree {
    /// Parses a page or a piece of one. Never fails but for the deadline.
    pub(super) fn parse(source: &str, limits: &Limits, deadline: &Deadline) -> Result<Self, ReadError> {
        let root = Node { kind: Kind::Text(String::new()), parent: 0, first: None, last: None, next: None };
        let mut builder = Builder {
            tree: Tree { nodes: vec![root], json_ld: Vec::new() },
            open: vec![0],
            flat: Vec::new(),
            nesting: limits.nesting.clamp(16, 500),
        };
        let mut in_json_ld = false;
        for (count, token) in Tokens::new(source).enumerate() {
            if count % 4096 == 0 {
                check(deadline, limits)?;
            }
            match token {
                Token::Start { name, attributes, closed } => {
                    let kind = attributes.iter().find(|(n, _)| n == "type").map_or("", |(_, v)| v);
                    in_json_ld = name == "script" && kind.to_ascii_lowercase().contains("ld+json");
                    builder.start(name, attributes, closed);
                }
                Token::End(name) => builder.end(&name),
                Token::Text(text) => {
                    builder.append(Kind::Text(text.into_owned()));
                }
                Token::Raw(script) if in_json_ld => builder.tree.json_ld.push(script.to_owned()),
                Token::Raw(_) => {}
            }
        }
        Ok(builder.tree)
    }

    /// How many nodes there are, the root included.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The insides of the page's JSON-LD scripts.
    pub(super) fn json_ld(&self) -> impl Iterator<Item = &str> {
        self.json_ld.iter().map(String::as_str)
    }

    /// The children of a node, in order.
    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let mut at = self.nodes.get(id).and_then(|n| n.first);
        std::iter::from_fn(move || {
            let current = at?;
            at = self.next(current);
            Some(current)
        })
    }

    /// The sibling after a node.
    pub(super) fn next(&self, id: Id) -> Option<Id> {
        self.nodes.get(id).and_then(|n| n.next)
    }

    /// The node above; the root's is itself.
    pub(super) fn parent(&self, id: Id) -> Id {
        self.nodes.get(id).map_or(0, |n| n.parent)
    }

    /// An element's name; empty for text and the root.
    pub(super) fn name(&self, id: Id) -> &str {
        match self.nodes.get(id).map(|n| &n.kind) {
            Some(Kind::Element { name, .. }) => name,
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

    /// An attribute's value.
    pub(super) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match self.nodes.get(id).map(|n| &n.kind) {
            Some(Kind::Element { attributes, .. }) => {
                attributes.iter().find(|(n, _)| n == wanted).map(|(_, v)| v.as_str())
            }
            _ => None,
        }
    }

    /// The words in an element's class and id, split at hyphens and underscores too, in lower case.
    pub(super) fn labels(&self, id: Id) -> Vec<String> {
        let both = [self.attribute(id, "class"), self.attribute(id, "id")];
        both.into_iter()
            .flatten()
            .flat_map(|value| value.split(|c: char| !c.is_alphanumeric()))
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    }

    /// All elements of this name, in document order. Ids grow in document order.
    pub(super) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = Id> + 'a {
        (1..self.nodes.len()).filter(move |&id| self.name(id) == name)
    }

    /// The text below a node, cut where it is longer than any title or label.
    ///
    /// The bound also keeps badly nested pages linear, where half of the page is below each of many elements.
    pub(super) fn text_below(&self, id: Id) -> String {
        let mut out = String::new();
        let mut open = vec![id];
        let mut visits = 0;
        while let Some(at) = open.pop().filter(|_| out.len() < 400 && visits < 200) {
            visits += 1;
            if let Some(text) = self.text(at) {
                out.push_str(text);
            } else if self.name(at) == "br" {
                out.push(' ');
            }
            let children: Vec<Id> = self.children(at).take(200).collect();
            open.extend(children.into_iter().rev());
        }
        out
    }
}

struct Builder {
    tree: Tree,
    open: Vec<Id>,
    /// Names of elements that are open but too deep to be nested.
    flat: Vec<String>,
    nesting: usize,
}

impl Builder {
    fn append(&mut self, kind: Kind) -> Id {
        let id = self.tree.nodes.len();
        let parent = self.open.last().copied().unwrap_or(0);
        self.tree.nodes.push(Node { kind, parent, first: None, last: None, next: None });
        let previous = self.tree.nodes.get_mut(parent).and_then(|p| {
            p.first = p.first.or(Some(id));
            p.last.replace(id)
        });
        if let Some(node) = previous.and_then(|p| self.tree.nodes.get_mut(p)) {
            node.next = Some(id);
        }
        id
    }

    fn start(&mut self, name: String, attributes: Vec<(String, String)>, closed: bool) {
        let (closes, within): (&[&str], &[&str]) = match name.as_str() {
            "li" => (&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            "tr" => (&["tr"], &["table"]),
            "td" | "th" => (&["td", "th"], &["tr", "table"]),
            "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "caption", "colgroup"], &["table"]),
            "option" | "optgroup" => (&["option"], &["select"]),
            "body" => (&["head"], &[]),
            "a" => (&["a"], &["td", "th", "li", "div", "p", "section", "article"]),
            n if is_block(n) => (&["p"], &["td", "th", "li", "div", "section", "article", "button", "object", "table"]),
            _ => (&[], &[]),
        };
        self.close_up_to(closes, within);
        let is_void = closed && !is_block(&name)
            || matches!(
                name.as_str(),
                "area"
                    | "base"
                    | "br"
                    | "col"
                    | "embed"
                    | "hr"
                    | "img"
                    | "input"
                    | "link"
                    | "meta"
                    | "param"
                    | "source"
                    | "track"
                    | "wbr"
            );
        if self.open.len() > self.nesting {
            let flat = name.clone();
            self.append(Kind::Element { name, attributes });
            if !is_void {
                self.flat.push(flat);
            }
            return;
        }
        let id = self.append(Kind::Element { name, attributes });
        if !is_void {
            self.open.push(id);
        }
    }

    fn end(&mut self, name: &str) {
        // Only the last few are looked at, to stay linear in a page of unclosed tags.
        let recent = self.flat.len().saturating_sub(64);
        if let Some(at) = self.flat.iter().skip(recent).rposition(|n| n == name) {
            self.flat.truncate(recent + at);
            return;
        }
        if !self.flat.is_empty() || matches!(name, "body" | "html") {
            return;
        }
        let within: &[&str] = if matches!(name, "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot") {
            &[]
        } else if is_block(name) {
            &["td", "th"]
        } else {
            &["td", "th", "li", "div", "p", "section", "article", "ul", "ol", "table"]
        };
        self.close_up_to(&[name], within);
    }

    /// Closes the nearest open element of these names, unless one of `within` stands between.
    fn close_up_to(&mut self, names: &[&str], within: &[&str]) {
        for at in (1..self.open.len()).rev() {
            let name = self.open.get(at).map_or("", |&id| self.tree.name(id));
            if names.contains(&name) {
                self.open.truncate(at);
                return;
            }
            if within.contains(&name) {
                return;
            }
        }
    }
}

/// Elements that stand on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}
