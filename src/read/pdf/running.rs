//! Page headers, footers and page numbers.

use std::collections::HashMap;

use super::lines::Line;
use super::paragraphs::Block;

/// The share of the page's height at its top and bottom in which headers and footers stand.
const EDGE: f32 = 0.09;

/// Page numbers, and lines near a page's edge that come back on other pages; at the top, where a name may stand, their
/// first time excepted.
pub(super) fn drop_from(blocks: &mut [Block]) {
    let shape = |line: &Line| {
        let mut out = String::new();
        for c in line.text().chars() {
            let c = if c.is_ascii_digit() { '#' } else { c };
            if c != '#' || !out.ends_with('#') {
                out.extend(c.to_lowercase());
            }
        }
        out
    };
    let at_edge = |line: &Line, height: f32| line.y < EDGE * height || line.y - line.size > (1.0 - EDGE) * height;
    let mut pages: HashMap<String, Vec<u32>> = HashMap::new();
    for block in blocks.iter() {
        for line in block.lines.iter().filter(|l| at_edge(l, block.height)) {
            let seen = pages.entry(shape(line)).or_default();
            if !seen.contains(&block.page) {
                seen.push(block.page);
            }
        }
    }
    for block in blocks {
        let (page, height) = (block.page, block.height);
        block.lines.retain(|line| {
            if !at_edge(line, height) {
                return true;
            }
            let shape = shape(line);
            let bottom = line.y > 0.5 * height;
            let comes_back = pages.get(&shape).is_some_and(|seen| seen.len() > 1);
            if is_page_number(&shape) || bottom && comes_back {
                return false;
            }
            pages.get(&shape).is_none_or(|seen| seen.first() == Some(&page))
        });
    }
}

/// `3`, `- 3 -`, `3/4`, `page 3 of 4`, digits shaped as `#`.
fn is_page_number(shape: &str) -> bool {
    let mut rest = shape;
    for word in ["page", "seite", "página", "pagina", "of", "von", "de", "sur", "di"] {
        if let Some(at) = rest.find(word)
            && at <= 4
        {
            rest = rest.get(at..).unwrap_or(rest);
            break;
        }
    }
    let words: Vec<&str> =
        rest.split(|c: char| c.is_whitespace() || "/|-–—.".contains(c)).filter(|w| !w.is_empty()).collect();
    matches!(
        words.as_slice(),
        ["#"]
            | ["#", "#"]
            | ["page" | "seite" | "página" | "pagina", "#"]
            | ["page" | "seite" | "página" | "pagina", "#", "of" | "von" | "de" | "sur" | "di", "#"]
            | ["page" | "seite", "#", "#"]
            | ["#", "of" | "von" | "de" | "sur", "#"]
    )
}
