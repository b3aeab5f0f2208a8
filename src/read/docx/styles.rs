//! What Word's styles say: heading levels, list depths, weight and size, inherited from style to style.

use std::collections::HashMap;

use crate::read::xml::{Id, Tree};

/// What properties say of a run of text. `None` where they don't, so that the style below decides.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) bold: Option<bool>,
    pub(super) caps: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// In half points.
    pub(super) size: Option<u32>,
}

impl Look {
    /// Reads an `rPr`.
    pub(super) fn read(tree: &Tree, properties: Id) -> Self {
        let on = |name: &str| tree.child(properties, name).map(|p| is_on(tree, p));
        Look {
            bold: on("b"),
            caps: on("caps"),
            hidden: on("vanish"),
            size: tree.child(properties, "sz").and_then(|p| tree.attribute(p, "val")).and_then(|v| v.parse().ok()),
        }
    }

    /// This, and `below` where this says nothing.
    pub(super) fn over(self, below: Look) -> Self {
        Look {
            bold: self.bold.or(below.bold),
            caps: self.caps.or(below.caps),
            hidden: self.hidden.or(below.hidden),
            size: self.size.or(below.size),
        }
    }
}

/// A property that is on unless its value says otherwise.
fn is_on(tree: &Tree, property: Id) -> bool {
    !matches!(tree.attribute(property, "val"), Some("0" | "false" | "off" | "none"))
}

/// A style with all that it inherits.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) look: Look,
    /// 1 for the largest, as in [`LineKind`](crate::read::draft::LineKind).
    pub(super) heading: Option<u8>,
    /// The depth of a list's style.
    pub(super) list: Option<u8>,
}

struct Raw {
    style: Style,
    based_on: Option<String>,
}

/// The styles of a document by their ids.
#[derive(Default)]
pub(super) struct Styles {
    raw: HashMap<String, Raw>,
    default_paragraph: Option<String>,
    defaults: Look,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(tree: &Tree) -> Self {
        let mut styles = Styles::default();
        let Some(root) = tree.child(0, "styles") else { return styles };
        if let Some(properties) = tree.path(root, &["docDefaults", "rPrDefault", "rPr"]) {
            styles.defaults = Look::read(tree, properties);
        }
        for id in tree.children(root).filter(|&id| tree.name(id) == "style") {
            let Some(key) = tree.attribute(id, "styleId") else { continue };
            let value = |name: &str| tree.child(id, name).and_then(|c| tree.attribute(c, "val"));
            let name = value("name").unwrap_or(key).to_lowercase();
            let is_paragraph = tree.attribute(id, "type") == Some("paragraph");
            let outline = tree.path(id, &["pPr", "outlineLvl"]).and_then(|o| tree.attribute(o, "val"));
            let outline = outline.and_then(|v| v.parse::<u8>().ok()).filter(|&l| l < 9);
            let numbered = tree.path(id, &["pPr", "numPr"]).map(|n| list_depth(tree, n));
            let style = Style {
                look: tree.child(id, "rPr").map(|p| Look::read(tree, p)).unwrap_or_default(),
                heading: named_heading(&name).or(outline.map(|l| l + 1)).filter(|_| is_paragraph),
                list: named_list(&name).or(numbered.flatten()),
            };
            if is_paragraph && tree.attribute(id, "default").is_some_and(|d| d == "1" || d == "true") {
                styles.default_paragraph = Some(key.to_owned());
            }
            styles.raw.insert(key.to_owned(), Raw { style, based_on: value("basedOn").map(str::to_owned) });
        }
        styles
    }

    /// A paragraph's style; `None` for the default one.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Style {
        let mut style = id.or(self.default_paragraph.as_deref()).map(|id| self.resolve(id)).unwrap_or_default();
        style.look = style.look.over(self.defaults);
        style
    }

    /// What a character style says by itself.
    pub(super) fn character(&self, id: &str) -> Look {
        self.resolve(id).look
    }

    fn resolve(&self, id: &str) -> Style {
        let mut style = Style::default();
        let mut at = Some(id);
        // Bounded, because a style may be based on itself in a broken file.
        for _ in 0..20 {
            let Some(raw) = at.and_then(|id| self.raw.get(id)) else { break };
            style.look = style.look.over(raw.style.look);
            style.heading = style.heading.or(raw.style.heading);
            style.list = style.list.or(raw.style.list);
            at = raw.based_on.as_deref();
        }
        style
    }
}

/// The depth in a `numPr`; `None` where it takes the paragraph out of its list.
pub(super) fn list_depth(tree: &Tree, properties: Id) -> Option<u8> {
    let value = |name: &str| tree.child(properties, name).and_then(|c| tree.attribute(c, "val"));
    if value("numId") == Some("0") {
        return None;
    }
    Some(value("ilvl").and_then(|v| v.parse::<u8>().ok()).unwrap_or(0).min(8))
}

/// Word's own names for headings, in the languages it writes into files: `heading 1`, `Title`.
fn named_heading(name: &str) -> Option<u8> {
    if name == "title" {
        return Some(1);
    }
    let level = ["heading", "überschrift", "titre", "título", "заголовок"]
        .iter()
        .find_map(|word| name.strip_prefix(word))?
        .trim()
        .parse::<u8>()
        .ok()?;
    Some(level.clamp(1, 9))
}

/// `list bullet`, `list bullet 3`, `list number 2`.
fn named_list(name: &str) -> Option<u8> {
    let rest = name.strip_prefix("list bullet").or_else(|| name.strip_prefix("list number"))?.trim();
    if rest.is_empty() { Some(0) } else { rest.parse::<u8>().ok().map(|n| n.saturating_sub(1).min(8)) }
}
