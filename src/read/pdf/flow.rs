//! Columns that go on over pages: a bar of skills and dates beside the story of a life is read over all pages before the
//! other column, else the rest of a section stands under the heading of another.

use super::paragraphs::Block;

/// The share of a page's text that the narrower of two columns takes, at most. Columns of one width are read page by page.
const NARROW: f32 = 0.42;
/// How far the gutter may move from page to page, in points.
const SAME_EDGE: f32 = 3.0;

/// Where a block stands on its page: whether beside the page's main gutter, which ends where the number says.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) enum Side {
    /// Above, below, or on a page without columns.
    #[default]
    Whole,
    Left(f32),
    Right(f32),
}

/// Puts the columns of pages that have the same two, one narrow and one wide, one after the other.
pub(super) fn stitch(blocks: &mut Vec<Block>) {
    let mut pages: Vec<Vec<Block>> = Vec::new();
    for block in blocks.drain(..).filter(|b| !b.lines.is_empty()) {
        match pages.last_mut() {
            Some(page) if page.first().is_some_and(|b| b.page == block.page) => page.push(block),
            _ => pages.push(vec![block]),
        }
    }
    let mut pages = pages.into_iter().peekable();
    while let Some(page) = pages.next() {
        let Some((edge, narrow)) = columns(&page).filter(|_| !ends_whole(&page)) else {
            blocks.extend(page);
            continue;
        };
        let mut run = page;
        while let Some(next) = pages.next_if(|next| {
            let begins_whole = next.first().is_none_or(|b| b.side == Side::Whole);
            !ends_whole(&run) && !begins_whole && columns(next).is_some_and(|(e, n)| n == narrow && same(e, edge))
        }) {
            run.extend(next);
        }
        let last = run.iter().rposition(|b| b.side != Side::Whole).map_or(0, |i| i + 1);
        let below = run.split_off(last);
        let first = run.iter().position(|b| b.side != Side::Whole).unwrap_or(0);
        let sides = run.split_off(first);
        blocks.extend(run);
        let (left, right): (Vec<Block>, Vec<Block>) =
            sides.into_iter().partition(|b| !matches!(b.side, Side::Right(_)));
        blocks.extend(left.into_iter().chain(right).chain(below));
    }
}

/// Whether text stands below the columns of the last page.
fn ends_whole(page: &[Block]) -> bool {
    page.last().is_none_or(|b| b.side == Side::Whole)
}

fn same(a: f32, b: f32) -> bool {
    (a - b).abs() < SAME_EDGE
}

/// The gutter of a page with a narrow and a wide column, and whether the left one is the narrow one.
fn columns(page: &[Block]) -> Option<(f32, bool)> {
    let edge = page.iter().find_map(|b| if let Side::Right(edge) = b.side { Some(edge) } else { None })?;
    let beside = || page.iter().filter(|b| b.side != Side::Whole).flat_map(|b| &b.lines);
    let start = beside().map(|l| l.x0).fold(f32::INFINITY, f32::min);
    let end = beside().map(|l| l.x1).fold(f32::NEG_INFINITY, f32::max);
    let left = (edge - start) / (end - start).max(1.0);
    let (narrow, wide) = (left <= NARROW, left >= 1.0 - NARROW);
    (narrow || wide).then_some((edge, narrow))
}
