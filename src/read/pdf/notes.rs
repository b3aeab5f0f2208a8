//! Notes at the right margin: the place and the dates of what stands to their left, two or three lines each.
//!
//! They look like a column of their own, and a program paints them as cells of a table. Read as a column, a date would
//! follow the title of the next entry.

use super::layout::Piece;

/// Lines of a note, at most, and words of each.
const LINES: usize = 4;
pub(super) const WORDS: usize = 5;
/// The distance of baselines, in em, up to which lines are of one note.
const PITCH: f32 = 1.75;
/// Baselines this close, in em, are one.
const SAME_BASELINE: f32 = 0.25;

/// Whether `right`, sorted by baselines, are notes to `left`: all end at the margin but begin anywhere, each begins on a
/// line of the left side, and half of them or more say when.
pub(super) fn are(left: &[&Piece], right: &[&Piece]) -> bool {
    let end = right.iter().map(|p| p.x1).fold(f32::NEG_INFINITY, f32::max);
    let start = right.iter().map(|p| p.x0).fold(f32::INFINITY, f32::min);
    let flush = right.iter().all(|p| end - p.x1 < 0.2 * p.size && p.words <= WORDS);
    let ragged = right.iter().any(|p| p.x0 - start > p.size);
    if !flush || !ragged {
        return false;
    }
    let (mut notes, mut dated) = (0, 0);
    let mut rest = right;
    while let Some((first, more)) = rest.split_first() {
        let mut before = first;
        let further = more.iter().take_while(|p| {
            let goes_on = p.y - before.y < PITCH * p.size.max(before.size);
            before = p;
            goes_on
        });
        let count = 1 + further.count();
        let slack = SAME_BASELINE * first.size;
        let from = left.partition_point(|p| p.y < first.y - slack);
        let beside = left.get(from).is_some_and(|p| p.y < first.y + slack);
        if count > LINES || !beside {
            return false;
        }
        notes += 1;
        dated += usize::from(rest.iter().take(count).any(|p| has_year(p)));
        rest = rest.get(count..).unwrap_or_default();
    }
    dated * 2 >= notes
}

/// Whether a year stands in it.
pub(super) fn has_year(piece: &Piece) -> bool {
    let mut digits = String::new();
    let is_year = |digits: &str| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"));
    for glyph in &piece.glyphs {
        match glyph.one().filter(char::is_ascii_digit) {
            Some(c) => digits.push(c),
            None if is_year(&digits) => return true,
            None => digits.clear(),
        }
    }
    is_year(&digits)
}
