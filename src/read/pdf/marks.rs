//! Bullets that are drawn and not written: browsers paint the discs of a list as circles, LaTeX's pictures as arrows.
//!
//! Squares before headings and dots on a time line look the same and aren't bullets: those stand apart, before short
//! lines that others follow; bullets stand before lines that follow each other, or before full ones.

use hayro_interpret::kurbo::Rect;

use super::paragraphs::Block;

/// Sides of a mark in points.
const SIDES: std::ops::RangeInclusive<f64> = 1.0..=9.0;
/// A mark's height in em of its line.
const HEIGHT: std::ops::RangeInclusive<f32> = 0.15..=0.75;
/// The room between a mark and its line, in em.
const ROOM: std::ops::RangeInclusive<f32> = 0.15..=2.2;
/// Marks that are remembered on a page; drawings have more.
const MOST: usize = 1_000;
/// The room at the end of a line, in em, up to which it is full.
const FULL: f32 = 6.0;
/// The distance of baselines, in em, up to which lines follow each other.
const PITCH: f32 = 2.2;

/// A small shape, in points from the top left corner of the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    x0: f32,
    x1: f32,
    /// Its middle.
    y: f32,
    height: f32,
}

/// Remembers a shape that may be a bullet.
pub(super) fn remember(marks: &mut Vec<Mark>, bounds: Rect) {
    let (width, height) = (bounds.width(), bounds.height());
    let shape = SIDES.contains(&width) && SIDES.contains(&height) && width < 2.0 * height && height < 2.0 * width;
    if !shape || marks.len() >= MOST {
        return;
    }
    let (x0, y) = (bounds.x0 as f32, bounds.center().y as f32);
    // A shape that is filled and stroked comes twice.
    if marks.last().is_none_or(|m| (m.x0 - x0).abs() > 0.5 || (m.y - y).abs() > 0.5) {
        marks.push(Mark { x0, x1: bounds.x1 as f32, y, height: height as f32 });
    }
}

/// A line with a mark before it.
struct Marked {
    block: usize,
    line: usize,
    mark: Mark,
}

/// Makes items of lists of the lines that have bullets drawn before them. `pages` has the marks of each page.
pub(super) fn apply(blocks: &mut [Block], mut pages: Vec<Vec<Mark>>) {
    pages.iter_mut().for_each(|marks| marks.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0))));
    let mut marked = find(blocks, &pages);
    // Bullets of one kind have one size.
    marked.sort_by(|a, b| a.mark.height.total_cmp(&b.mark.height).then((a.block, a.line).cmp(&(b.block, b.line))));
    for kind in marked.chunk_by(|a, b| b.mark.height - a.mark.height < 0.2) {
        let mut places: Vec<(usize, usize)> = kind.iter().map(|m| (m.block, m.line)).collect();
        places.sort_unstable();
        let listed = places.iter().filter(|&&place| is_listed(blocks, &places, place)).count();
        if listed < 2 || listed * 2 < places.len() {
            continue;
        }
        for m in kind {
            if let Some(line) = blocks.get_mut(m.block).and_then(|b| b.lines.get_mut(m.line)) {
                line.bullet = true;
                line.x0 = m.mark.x0;
            }
        }
    }
}

fn find(blocks: &[Block], pages: &[Vec<Mark>]) -> Vec<Marked> {
    let mut out = Vec::new();
    for (b, block) in blocks.iter().enumerate() {
        let page = usize::try_from(block.page).unwrap_or(0).saturating_sub(1);
        let Some(marks) = pages.get(page).filter(|marks| !marks.is_empty()) else { continue };
        for (l, line) in block.lines.iter().enumerate().filter(|(_, line)| !line.bullet && line.size > 0.0) {
            let from = marks.partition_point(|m| m.y < line.y - 0.75 * line.size);
            let level = || marks.iter().skip(from).take_while(|m| m.y < line.y + 0.1 * line.size);
            let before =
                |m: &&Mark| ROOM.contains(&((line.x0 - m.x1) / line.size)) && HEIGHT.contains(&(m.height / line.size));
            let mut own = level().filter(before);
            // The dots of a rating and the keys of a chart stand in a row.
            let row = || level().filter(|m| m.x1 > line.x0 - 4.0 * line.size && m.x0 < line.x1).count();
            if let (Some(&mark), None) = (own.next(), own.next())
                && row() == 1
            {
                out.push(Marked { block: b, line: l, mark });
            }
        }
    }
    out
}

/// Whether the next line that is marked, or the one before, is the next item or the one before.
fn is_listed(blocks: &[Block], places: &[(usize, usize)], (block, line): (usize, usize)) -> bool {
    let Some(lines) = blocks.get(block).map(|b| &b.lines) else { return false };
    let margin = lines.iter().map(|l| l.first_x1).fold(f32::NEG_INFINITY, f32::max);
    let marked = |l: usize| places.binary_search(&(block, l)).is_ok();
    // Whether no line stands between two marked ones but the rest of the first.
    let follows = |from: usize, to: usize| {
        let between = lines.get(from..=to).unwrap_or_default();
        between.windows(2).enumerate().all(|(i, w)| {
            let [a, b] = w else { return true };
            let near = b.y - a.y < PITCH * a.size.max(b.size);
            let rest = from + i + 1 == to || a.first_x1 > margin - FULL * a.size && (b.x0 - a.text_x0).abs() < a.size;
            near && rest
        })
    };
    let next = (line + 1..lines.len()).find(|&l| marked(l));
    let last = (0..line).rev().find(|&l| marked(l));
    next.is_some_and(|next| follows(line, next)) || last.is_some_and(|last| follows(last, line))
}
