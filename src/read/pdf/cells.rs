//! Cells of several lines that stand side by side in one block: labels that wrap beside text, paragraphs in the cells of a table.
//!
//! Programs paint a cell after the other, whole; rows of single lines they paint from left to right. So lines that are
//! painted one right after the other and stand one below the other are of one cell, although other text stands beside
//! them. Where such a cell wraps, it is read whole: a label as one cell of its first row, paragraphs one after the other.
//! Cells whose lines end of their own accord (a title over a company, a date over a place) stay row by row.

use super::bands;
use super::chars;
use super::layout::{More, Piece, Row};
use super::lines;
use super::notes;

/// The distance of baselines, in em, up to which lines are of one cell.
const PITCH: f32 = 1.75;
/// How far a line may stand in or out, in em, under the one above.
const INDENT: f32 = 2.5;
/// Room between a cell's text and the next cell, in em, at least.
const PADDING: f32 = 0.6;
/// Words and lines of a label, at most.
const LABEL_WORDS: usize = 10;
const LABEL_LINES: usize = 5;
/// Words of a line that is no title and no company, at least.
const SENTENCE_WORDS: usize = 7;
/// Lines of a cell that wraps beside what stands on its first row only, at most.
const FIRST_LINES: usize = 4;
/// The share of the block's width that a label takes, at most.
const LABEL_WIDTH: f32 = 0.45;
/// Pieces in a block from which it stays as it is: no page of a resume has so many.
const MOST_PIECES: usize = 2_500;

/// Rows that are read together.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// From top to bottom.
    pub(super) rows: Vec<Row>,
    /// Where full lines of the block end of which it is a part.
    pub(super) margin: Option<f32>,
    /// Where text begins after labels, see [`lines::tab_stops`].
    pub(super) stops: Vec<f32>,
}

impl Part {
    fn of(rows: Vec<Row>) -> Self {
        Part { margin: None, stops: lines::tab_stops(&rows), rows }
    }
}

/// The lines of one cell, as far as they are painted one right after the other.
pub(super) struct Chain {
    /// Indices of rows, of pieces in them.
    pub(super) at: Vec<(usize, usize)>,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Its first and last baselines.
    pub(super) top: f32,
    pub(super) bottom: f32,
    words: usize,
}

impl Chain {
    /// Whether its lines are long enough for sentences.
    pub(super) fn is_prose(&self) -> bool {
        self.words >= 4 * self.at.len()
    }
}

/// Parts the rows of a block where cells of several lines stand side by side.
pub(super) fn arrange(mut rows: Vec<Row>) -> Vec<Part> {
    if rows.iter().map(|r| r.pieces.len()).sum::<usize>() > MOST_PIECES || rows.iter().all(|r| r.pieces.len() < 2) {
        return vec![Part::of(rows)];
    }
    join_labels(&mut rows);
    let (margin, stops) = (Some(right_end(&rows)), lines::tab_stops(&rows));
    let mut out = Vec::new();
    let mut rest = Vec::new();
    let bands = bands::find(&rows);
    if bands.is_empty() {
        return vec![Part { rows, margin: None, stops }];
    }
    let mut bands = bands.into_iter().peekable();
    let mut rows = rows.into_iter().peekable();
    while let Some(row) = rows.next() {
        let Some(band) = bands.next_if(|b| row.y >= b.top) else {
            rest.push(row);
            continue;
        };
        if !rest.is_empty() {
            out.push(Part { rows: std::mem::take(&mut rest), margin, stops: stops.clone() });
        }
        let mut inside = vec![row];
        while let Some(row) = rows.next_if(|r| r.y <= band.bottom) {
            inside.push(row);
        }
        out.extend(band.cells(inside).into_iter().map(Part::of));
    }
    if !rest.is_empty() {
        out.push(Part { rows: rest, margin, stops });
    }
    out
}

pub(super) fn right_end(rows: &[Row]) -> f32 {
    rows.iter().map(Row::x1).fold(f32::NEG_INFINITY, f32::max)
}

/// The piece at a row's and its own index.
fn piece(rows: &[Row], at: (usize, usize)) -> Option<&Piece> {
    rows.get(at.0)?.pieces.get(at.1)
}

/// Runs of pieces that are painted one right after the other, each below the one before.
pub(super) fn chains(rows: &[Row]) -> Vec<Chain> {
    let mut all: Vec<((usize, usize), &Piece)> = rows
        .iter()
        .enumerate()
        .flat_map(|(r, row)| row.pieces.iter().enumerate().map(move |(p, piece)| ((r, p), piece)))
        .collect();
    all.sort_by_key(|(_, piece)| piece.order);
    let mut out: Vec<Chain> = Vec::new();
    let mut before: Option<(&Piece, bool)> = None;
    for (at, piece) in all {
        let accompanied = is_accompanied(rows, piece);
        match out.last_mut() {
            // Text above isn't of the cell.
            Some(chain) if before.is_some_and(|(b, had)| (had || !accompanied) && is_below(b, piece)) => {
                chain.at.push(at);
                chain.x0 = chain.x0.min(piece.x0);
                chain.x1 = chain.x1.max(piece.x1);
                chain.bottom = piece.y;
                chain.words += piece.words;
            }
            _ => out.push(Chain {
                at: vec![at],
                x0: piece.x0,
                x1: piece.x1,
                top: piece.y,
                bottom: piece.y,
                words: piece.words,
            }),
        }
        let had = out.last().is_some_and(|c| c.at.len() > 1) && before.is_some_and(|(_, had)| had);
        before = Some((piece, had || accompanied));
    }
    out.retain(|chain| chain.at.len() > 1);
    out
}

/// Whether other text stands beside a piece.
fn is_accompanied(rows: &[Row], piece: &Piece) -> bool {
    let near = 0.6 * piece.size;
    let from = rows.partition_point(|r| r.y < piece.y - near);
    let around = rows.iter().skip(from).take_while(|r| r.y <= piece.y + near);
    around.flat_map(|r| &r.pieces).any(|p| p.x1 <= piece.x0 || p.x0 >= piece.x1)
}

/// Whether `b` is the next line of the cell of `a`, as far as places tell.
fn is_below(a: &Piece, b: &Piece) -> bool {
    let em = a.size.max(b.size);
    let step = b.y - a.y;
    let aligned =
        (a.x0 - b.x0).abs() < INDENT * em || (a.x1 - b.x1).abs() < 0.5 * em || (a.x0 + a.x1 - b.x0 - b.x1).abs() < em;
    step > 0.6 * em && step < PITCH * em && a.size.min(b.size) > 0.9 * em && aligned && a.x0 < b.x1 && b.x0 < a.x1
}

/// What stands beside a chain: the nearest ends on both sides, whether only on its first row. None where nothing does, or
/// where something is in the way.
pub(super) struct Beside {
    left: Option<f32>,
    right: Option<f32>,
    first_only: bool,
}

pub(super) fn beside(rows: &[Row], chain: &Chain) -> Option<Beside> {
    let em = rows.get(chain.at.first()?.0)?.size;
    let from = rows.partition_point(|r| r.y < chain.top - 0.3 * em);
    let within = rows.iter().enumerate().skip(from).take_while(|(_, r)| r.y <= chain.bottom + 0.3 * em);
    let mut out = Beside { left: None, right: None, first_only: true };
    for (r, row) in within {
        for (p, piece) in row.pieces.iter().enumerate() {
            if chain.at.contains(&(r, p)) {
                continue;
            }
            if piece.x1 <= chain.x0 {
                out.left = Some(out.left.unwrap_or(f32::NEG_INFINITY).max(piece.x1));
            } else if piece.x0 >= chain.x1 {
                out.right = Some(out.right.unwrap_or(f32::INFINITY).min(piece.x0));
            } else {
                return None;
            }
            out.first_only &= chain.at.first().is_some_and(|first| first.0 == r);
        }
    }
    (out.left.is_some() || out.right.is_some()).then_some(out)
}

/// How many lines of a chain between two heights are full: the next one's first word had no room. And of how many.
fn full_lines(rows: &[Row], chain: &Chain, beside: &Beside, margin: f32, span: (f32, f32)) -> (usize, usize) {
    let pieces: Vec<&Piece> = chain.at.iter().filter_map(|&at| piece(rows, at)).collect();
    let (mut full, mut all) = (0, 0);
    let spread = |end: &dyn Fn(&Piece) -> f32| {
        let ends = || pieces.iter().map(|p| end(p));
        ends().fold(f32::NEG_INFINITY, f32::max) - ends().fold(f32::INFINITY, f32::min)
    };
    let (ragged_left, ragged_right) = (spread(&|p| p.x0), spread(&|p| p.x1));
    for pair in pieces.windows(2) {
        let [a, b] = pair else { continue };
        let em = a.size.max(b.size);
        if a.y < span.0 - 0.3 * em || b.y > span.1 + 0.3 * em {
            continue;
        }
        let left = beside.left.map_or(chain.x0, |x| x + PADDING * em).min(chain.x0);
        let right = beside.right.map_or(margin, |x| x - PADDING * em).max(chain.x1);
        let room = if ragged_right < 1.0 && ragged_left > 1.0 {
            a.x0 - left
        } else if (a.x0 - b.x0).abs() < INDENT * em {
            right - a.x1
        } else {
            right - left - (a.x1 - a.x0)
        };
        all += 1;
        full += usize::from(first_word(b) + 0.25 * em > room);
    }
    (full, all)
}

/// Whether most lines of a chain between two heights are full.
pub(super) fn wraps(rows: &[Row], chain: &Chain, beside: &Beside, margin: f32, span: (f32, f32)) -> bool {
    let (full, all) = full_lines(rows, chain, beside, margin, span);
    all > 0 && full * 2 >= all
}

/// The width of a piece's first word.
fn first_word(piece: &Piece) -> f32 {
    let mut end: Option<f32> = None;
    for glyph in &piece.glyphs {
        if glyph.is_blank() || end.is_some_and(|end| glyph.x0 - end > 0.15 * glyph.size) {
            break;
        }
        end = Some(glyph.x1);
    }
    end.map_or(0.0, |end| end - piece.x0)
}

/// Whether each line is a year or a number by itself: a column of dates, not one that wraps.
fn is_list_of_years(rows: &[Row], chain: &Chain) -> bool {
    chain.at.iter().filter_map(|&at| piece(rows, at)).all(|p| {
        let last = p.glyphs.iter().rev().find_map(super::glyph::Glyph::one);
        let digits = p.glyphs.iter().filter(|g| g.one().is_some_and(|c| c.is_ascii_digit())).count();
        digits >= 4 && last.is_some_and(char::is_alphanumeric)
    })
}

fn has(piece: &Piece, sign: char) -> bool {
    piece.glyphs.iter().filter_map(super::glyph::Glyph::one).any(|c| c == sign)
}

fn opens_with_bullet(piece: &Piece) -> bool {
    let Some(first) = piece.glyphs.first() else { return false };
    let alone = piece.glyphs.get(1).is_some_and(|next| next.is_blank() || next.x0 - first.x1 > 0.2 * first.size);
    first.one().is_some_and(|c| chars::is_bullet(c) || alone && chars::is_weak_bullet(c))
}

/// Moves the further lines of labels, and of cells that wrap beside a date on their first row, to that row.
fn join_labels(rows: &mut Vec<Row>) {
    let chains = chains(rows);
    let sides: Vec<Option<Beside>> = chains.iter().map(|c| beside(rows, c)).collect();
    let mut joined: Vec<bool> = chains
        .iter()
        .zip(&sides)
        .map(|(c, s)| s.as_ref().is_some_and(|s| is_one(rows, c, s, &chains, &sides)))
        .collect();
    // Short cells in a row of three or more follow the others of their row.
    let alike = |a: &Chain, b: &Chain| (a.top - b.top).abs() < 1.0 && (a.bottom - b.bottom).abs() < 1.0;
    for (i, chain) in chains.iter().enumerate() {
        let row = || chains.iter().zip(&joined).filter(|(other, _)| alike(chain, other));
        let short = chain.words <= 2 * chain.at.len() && chain.at.len() <= LABEL_LINES;
        if short
            && row().count() >= 3
            && row().any(|(_, &joined)| joined)
            && let Some(joined) = joined.get_mut(i)
        {
            *joined = true;
        }
    }
    // What moves: from where, to which row, and the ends of the cell's first line there.
    let mut moved = Vec::new();
    for (chain, _) in chains.iter().zip(&joined).filter(|(_, joined)| **joined) {
        let Some((&home, further)) = chain.at.split_first() else { continue };
        let Some((x0, x1)) = piece(rows, home).map(|p| (p.x0, p.x1)) else { continue };
        moved.extend(further.iter().map(|&at| (at, home.0, x0, x1)));
    }
    // From the end, so that indices stay right.
    moved.sort_by_key(|&(at, ..)| std::cmp::Reverse(at));
    for ((r, p), home, x0, x1) in moved {
        let Some(from) = rows.get_mut(r).filter(|row| p < row.pieces.len()) else { continue };
        let piece = from.pieces.remove(p);
        if let Some(row) = rows.get_mut(home) {
            row.more.insert(0, More { x0, x1, piece });
        }
    }
    rows.retain(|row| !row.pieces.is_empty());
}

/// Whether a chain is read as one cell of its first row.
fn is_one(rows: &[Row], chain: &Chain, side: &Beside, chains: &[Chain], sides: &[Option<Beside>]) -> bool {
    let (margin, left) = (right_end(rows), rows.iter().map(Row::x0).fold(f32::INFINITY, f32::min));
    let pieces: Vec<&Piece> = chain.at.iter().filter_map(|&at| piece(rows, at)).collect();
    let flush = pieces.iter().all(|p| (p.x1 - chain.x1).abs() < 1.0);
    let note = side.right.is_none() && flush && pieces.iter().any(|p| notes::has_year(p));
    let label = (chain.words <= LABEL_WORDS || note && pieces.iter().all(|p| p.words <= notes::WORDS))
        && chain.at.len() <= LABEL_LINES
        && chain.x1 - chain.x0 < LABEL_WIDTH * (margin - left);
    let beside_first = side.first_only && chain.at.len() <= FIRST_LINES;
    if !label && !beside_first {
        return false;
    }
    if pieces.iter().any(|p| has(p, '@')) || pieces.iter().skip(1).any(|p| opens_with_bullet(p)) {
        return false;
    }
    let span = (chain.top, chain.bottom);
    let (full, all) = full_lines(rows, chain, side, margin, span);
    // At the right margin nothing tells how much room a left-aligned cell has.
    if (side.right.is_some() || flush) && all > 0 && full == all && !is_list_of_years(rows, chain) {
        return true;
    }
    if !label || side.right.is_none() && !flush {
        return false;
    }
    let beside_prose = chains.iter().zip(sides).any(|(other, s)| {
        let apart = other.x0 >= chain.x1 || other.x1 <= chain.x0;
        apart && other.is_prose() && s.as_ref().is_some_and(|s| wraps(rows, other, s, margin, span))
    });
    // A place over a date at the right margin, with a list or sentences under the title to the left; a company under a
    // title stays beside its date.
    let beside = chain.at.iter().skip(1).filter_map(|at| {
        let row = rows.get(at.0)?;
        let words: usize = row.pieces.iter().filter(|p| p.x1 <= chain.x0).map(|p| p.words).sum();
        (words > 0).then(|| words >= SENTENCE_WORDS || row.pieces.first().is_some_and(opens_with_bullet))
    });
    let beside_list = note && beside.take(1).all(|apart| apart);
    beside_prose || beside_list
}
