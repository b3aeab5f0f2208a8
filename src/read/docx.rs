//! Word documents: the text of every part a person sees, with what styles, lists and tables say of it.
//!
//! The parts are parsed into trees (`super::xml`); `paragraphs` walks them, `styles` knows what a style means.

use super::draft::{Draft, DraftLine};
use super::error::ReadError;
use super::limits::{Deadline, Limits};
use super::lines::{finish, note_once};
use super::paragraph::clean_margin;
use super::xml::{Id, Tree};
use super::zipped::Package;

mod paragraphs;
mod styles;

use paragraphs::Walk;
use styles::Styles;

/// Reads a `.docx`: headers first, then the body, text boxes where they are anchored, notes and footers at the end.
pub fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Draft, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let main = main_part(&mut package, limits, deadline)?;
    let Some(document) = part(&mut package, &main, limits, deadline)? else {
        return Err(ReadError::Damaged { detail: "no document part in it".to_owned() });
    };
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let styles = match part(&mut package, &format!("{folder}/styles.xml"), limits, deadline)? {
        Some(tree) => Styles::read(&tree),
        None => Styles::default(),
    };
    let relations = relations(&mut package, &main, limits, deadline)?;
    let mut draft = Draft::default();

    let mut header = Vec::new();
    let mut footer = Vec::new();
    for id in document.elements() {
        let into = match document.name(id) {
            "headerReference" => &mut header,
            "footerReference" => &mut footer,
            _ => continue,
        };
        let target = document.attribute(id, "id").and_then(|id| relations.iter().find(|(r, _)| r == id));
        let Some((_, target)) = target else { continue };
        if let Some(tree) = part(&mut package, &resolve(&folder, target), limits, deadline)? {
            let lines = walk(&tree, 0, &styles, &mut draft);
            into.extend(lines);
        }
    }
    clean_margin(&mut header);
    clean_margin(&mut footer);

    draft.lines.append(&mut header);
    let body = document.path(0, &["document", "body"]).unwrap_or(0);
    let lines = walk(&document, body, &styles, &mut draft);
    draft.lines.extend(lines);
    for name in ["footnotes", "endnotes"] {
        if let Some(tree) = part(&mut package, &format!("{folder}/{name}.xml"), limits, deadline)? {
            let lines = walk(&tree, 0, &styles, &mut draft);
            draft.lines.extend(lines);
        }
    }
    draft.lines.append(&mut footer);
    finish(draft, limits)
}

fn walk(tree: &Tree, from: Id, styles: &Styles, draft: &mut Draft) -> Vec<DraftLine> {
    let mut walk = Walk::new(tree, styles);
    walk.blocks(from);
    let (lines, hidden) = walk.lines();
    if hidden {
        note_once(draft, "hidden-text", "The document has text that is formatted as hidden; it was left out.");
    }
    lines
}

/// The main part by the package's relations: Word calls it `word/document.xml`, other programs may not.
fn main_part(package: &mut Package<'_>, limits: &Limits, deadline: &Deadline) -> Result<String, ReadError> {
    if let Some(tree) = part(package, "_rels/.rels", limits, deadline)? {
        for id in tree.elements() {
            let is_main = tree.attribute(id, "Type").is_some_and(|t| t.ends_with("/officeDocument"));
            if let Some(target) = tree.attribute(id, "Target").filter(|_| is_main) {
                let target = target.trim_start_matches('/');
                if package.has(target) {
                    return Ok(target.to_owned());
                }
            }
        }
    }
    let found = package.find(|n| n.starts_with("word/document") && n.ends_with(".xml"));
    Ok(found.unwrap_or_else(|| "word/document.xml".to_owned()))
}

/// The relations of a part: their ids and targets.
fn relations(
    package: &mut Package<'_>,
    of: &str,
    limits: &Limits,
    deadline: &Deadline,
) -> Result<Vec<(String, String)>, ReadError> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let Some(tree) = part(package, &format!("{folder}/_rels/{file}.rels"), limits, deadline)? else {
        return Ok(Vec::new());
    };
    Ok(tree
        .elements()
        .filter_map(|id| Some((tree.attribute(id, "Id")?.to_owned(), tree.attribute(id, "Target")?.to_owned())))
        .collect())
}

/// A target as a name in the package: absolute, or below the folder of the main part.
fn resolve(folder: &str, target: &str) -> String {
    match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    }
}

fn part(
    package: &mut Package<'_>,
    name: &str,
    limits: &Limits,
    deadline: &Deadline,
) -> Result<Option<Tree>, ReadError> {
    match package.part(name)? {
        Some(bytes) if !bytes.trim_ascii().is_empty() => Tree::parse(&bytes, limits, deadline).map(Some),
        _ => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::draft::LineKind;
    use crate::read::zipped::tests::zip_of;

    fn lines_of(body: &str) -> Draft {
        let document = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
        let styles = "<w:styles xmlns:w='w'><w:style w:type='paragraph' w:styleId='Ttl'><w:name w:val='heading 2'/></w:style>\
             <w:style w:type='paragraph' w:styleId='LB2'><w:name w:val='List Bullet 2'/></w:style></w:styles>";
        let bytes = zip_of(&[("word/document.xml", document.as_bytes()), ("word/styles.xml", styles.as_bytes())]);
        let limits = Limits::default();
        read(&bytes, &limits, &Deadline::after(limits.time)).expect("a draft")
    }

    fn seen(draft: &Draft) -> Vec<(LineKind, &str)> {
        draft.lines.iter().map(|l| (l.kind, l.text.as_str())).collect()
    }

    #[test]
    fn styles_lists_and_breaks() {
        let draft = lines_of(
            "<w:p><w:pPr><w:pStyle w:val='Ttl'/></w:pPr><w:r><w:t>Work</w:t></w:r></w:p>\
             <w:p><w:r><w:t>Acme</w:t><w:tab/><w:t>2020</w:t><w:br/><w:t>Berlin</w:t></w:r></w:p>\
             <w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='3'/></w:numPr></w:pPr><w:r><w:t>Rust</w:t></w:r></w:p>\
             <w:p><w:pPr><w:pStyle w:val='LB2'/></w:pPr><w:r><w:t>Go</w:t></w:r></w:p>",
        );
        assert_eq!(
            seen(&draft),
            [
                (LineKind::Heading(2), "Work"),
                (LineKind::Text, "Acme\t2020"),
                (LineKind::Text, "Berlin"),
                (LineKind::Bullet(1), "Rust"),
                (LineKind::Bullet(1), "Go"),
            ]
        );
    }

    #[test]
    fn a_text_box_is_read_once_after_its_paragraph() {
        let boxed = "<w:txbxContent><w:p><w:r><w:t>Skills</w:t></w:r></w:p></w:txbxContent>";
        let draft = lines_of(&format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{boxed}</wps:txbx></w:drawing></mc:Choice>\
             <mc:Fallback><w:pict><v:textbox>{boxed}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
             <w:r><w:t>Jane Doe</w:t></w:r></w:p>"
        ));
        assert_eq!(seen(&draft), [(LineKind::Text, "Jane Doe"), (LineKind::Text, "Skills")]);
    }

    #[test]
    fn what_nobody_sees_is_left_out() {
        let draft = lines_of(
            "<w:p><w:r><w:t>Seen</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>\
             <w:ins><w:r><w:t> new</w:t></w:r></w:ins><w:r><w:instrText>HYPERLINK</w:instrText></w:r>\
             <w:r><w:rPr><w:vanish/></w:rPr><w:t> Kubernetes</w:t></w:r></w:p>\
             <mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice>\
             <mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>",
        );
        assert_eq!(seen(&draft), [(LineKind::Text, "Seen new"), (LineKind::Text, "box")]);
        assert_eq!(draft.notes.first().map(|n| n.code), Some("hidden-text"));
    }
}
