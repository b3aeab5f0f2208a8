//! From the glyphs of a page to its lines in reading order: pieces of text, columns, rows, the text of a row.

use super::cells::{self, Part};
use super::chars;
use super::columns;
use super::flow::Side;
use super::glyph::{Glyph, Page};

/// A gap in the stream of glyphs, in em, from which what follows is another piece of text.
pub(super) const PIECE_GAP: f32 = 1.6;
/// A jump back, in em, from which what follows is another piece. Kerning and accents jump less.
const PIECE_BACK: f32 = 0.6;
/// A shift of the baseline, in em, from which what follows is another piece.
const PIECE_SHIFT: f32 = 0.12;
/// Pieces on one baseline that are painted apart and stand this close, in em, are one piece: text placed glyph by glyph.
const MERGE_GAP: f32 = 0.45;
/// Baselines this close, in em of the larger, are one row.
const ROW_SHIFT: f32 = 0.28;

/// Pieces of a row from which a new one isn't compared with each: no line has so many.
const MOST_COMPARED: usize = 200;

/// Glyphs that follow each other on one baseline.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// By their left ends.
    pub(super) glyphs: Vec<Glyph>,
    /// The left end of its ink.
    pub(super) x0: f32,
    /// The right end of its ink.
    pub(super) x1: f32,
    /// Its baseline.
    pub(super) y: f32,
    /// The size of most of its text.
    pub(super) size: f32,
    /// When it was painted, counted in pieces.
    pub(super) order: usize,
    /// How many words it has, roughly: told by blanks and gaps.
    pub(super) words: usize,
}

impl Piece {
    fn new(glyph: Glyph, order: usize) -> Self {
        Piece { x0: glyph.x0, x1: glyph.x1, y: glyph.y, size: glyph.size, order, words: 1, glyphs: vec![glyph] }
    }

    /// The top of its letters, about.
    pub(super) fn top(&self) -> f32 {
        self.y - 0.75 * self.size
    }

    /// The bottom of its letters, about.
    pub(super) fn bottom(&self) -> f32 {
        self.y + 0.25 * self.size
    }

    fn finish(mut self) -> Option<Self> {
        while self.glyphs.last().is_some_and(Glyph::is_blank) {
            self.glyphs.pop();
        }
        let lead = self.glyphs.iter().take_while(|g| g.is_blank()).count();
        self.glyphs.drain(..lead);
        self.glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let ink = || self.glyphs.iter().filter(|g| !g.is_blank());
        self.x0 = ink().map(|g| g.x0).fold(f32::INFINITY, f32::min);
        self.x1 = ink().map(|g| g.x1).fold(f32::NEG_INFINITY, f32::max);
        self.size = ink().map(|g| g.size).fold(0.0, f32::max);
        let mut words = 0;
        let mut last: Option<&Glyph> = None;
        let mut blank = true;
        for g in &self.glyphs {
            if g.is_blank() {
                blank = true;
                continue;
            }
            let gap = last.is_some_and(|l| g.x0 - l.x1 > 0.15 * g.size);
            words += usize::from(blank || gap);
            blank = false;
            last = Some(g);
        }
        self.words = words;
        (words > 0).then_some(self)
    }
}

/// A row of pieces that stand on one baseline, from left to right.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// By their left ends.
    pub(super) pieces: Vec<Piece>,
    /// The baseline of its largest piece.
    pub(super) y: f32,
    /// The size of its largest piece.
    pub(super) size: f32,
    /// Further lines of its cells.
    pub(super) more: Vec<More>,
}

/// A further line of a cell.
#[derive(Debug, Clone)]
pub(super) struct More {
    /// Where the cell's first line begins and ends.
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// What it says.
    pub(super) piece: Piece,
}

impl Row {
    /// By their left ends, across its pieces, which can be set into each other.
    pub(super) fn glyphs(&self) -> Vec<&Glyph> {
        let mut out: Vec<&Glyph> = self.pieces.iter().flat_map(|p| &p.glyphs).collect();
        out.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        out
    }

    /// The left end of its ink.
    pub(super) fn x0(&self) -> f32 {
        self.pieces.iter().map(|p| p.x0).fold(f32::INFINITY, f32::min)
    }

    /// The right end of its ink.
    pub(super) fn x1(&self) -> f32 {
        self.pieces.iter().map(|p| p.x1).fold(f32::NEG_INFINITY, f32::max)
    }
}

/// A page as blocks, each a column, a cell, or the whole width.
#[derive(Debug, Default)]
pub(super) struct Laid {
    /// In reading order, with their sides of the page's main gutter.
    pub(super) blocks: Vec<(Side, Part)>,
    /// Whether there were columns side by side.
    pub(super) columns: bool,
}

/// Lays out a page. Text in each direction is laid out by itself: upright first, then what is turned.
pub(super) fn lay(page: &mut Page) -> Laid {
    let mut laid = Laid::default();
    for turn in 0..4 {
        let glyphs = page.glyphs.iter().filter(|g| g.turn == turn).cloned();
        let pieces = merge(pieces(glyphs));
        if pieces.is_empty() {
            continue;
        }
        let mut blocks = Vec::new();
        columns::split(pieces, &mut blocks);
        laid.columns |= blocks.len() > 1;
        for (side, block) in blocks {
            let rows = rows(block);
            if !rows.is_empty() {
                // What is turned is on no side of what isn't.
                let side = if turn == 0 { side } else { Side::Whole };
                laid.blocks.extend(cells::arrange(rows).into_iter().map(|part| (side, part)));
            }
        }
    }
    laid
}

/// Cuts the stream of glyphs where the pen jumps.
pub(super) fn pieces(glyphs: impl Iterator<Item = Glyph>) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut open: Option<Piece> = None;
    let mut order = 0;
    for glyph in glyphs {
        if let Some(piece) = &mut open {
            let em = piece.size.max(glyph.size);
            let gap = glyph.x0 - piece.x1;
            let near =
                (glyph.y - piece.y).abs() <= PIECE_SHIFT * em && gap <= PIECE_GAP * em && gap >= -PIECE_BACK * em;
            let blank = glyph.is_blank();
            if near
                || (blank && piece.glyphs.last().is_some_and(Glyph::is_blank) && gap <= PIECE_GAP * em && gap >= 0.0)
            {
                if !blank {
                    piece.x1 = piece.x1.max(glyph.x1);
                    piece.size = piece.size.max(glyph.size);
                }
                piece.glyphs.push(glyph);
                continue;
            }
        }
        out.extend(open.take().and_then(Piece::finish));
        order += 1;
        open = (!glyph.is_blank()).then(|| Piece::new(glyph, order));
    }
    out.extend(open.and_then(Piece::finish));
    out
}

/// Joins pieces that touch on one baseline, in whatever order they were painted.
fn merge(mut pieces: Vec<Piece>) -> Vec<Piece> {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)).then(a.order.cmp(&b.order)));
    let mut out: Vec<Piece> = Vec::new();
    let mut pieces = pieces.into_iter().peekable();
    while let Some(first) = pieces.next() {
        let y = first.y;
        let mut row = vec![first];
        while let Some(next) = pieces.next_if(|p| p.y - y <= PIECE_SHIFT * p.size) {
            row.push(next);
        }
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0).then(a.x1.total_cmp(&b.x1)).then(a.order.cmp(&b.order)));
        let mut row = row.into_iter();
        let Some(mut open) = row.next() else { continue };
        for next in row {
            let em = open.size.max(next.size);
            let gap = next.x0 - open.x1;
            if is_copy(&open, &next) {
                continue;
            }
            let alike = open.size.min(next.size) > 0.6 * em;
            if alike && gap <= MERGE_GAP * em && gap >= -2.0 * em {
                open.order = open.order.min(next.order);
                open.words += next.words;
                open.glyphs.extend(next.glyphs);
                open.x1 = open.x1.max(next.x1);
                open.size = em;
            } else {
                out.push(open);
                open = next;
            }
        }
        out.push(open);
    }
    for piece in &mut out {
        piece.glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
    out
}

/// Whether all of `copy` is painted over a part of `piece`, as fake bold and shadows are.
fn is_copy(piece: &Piece, copy: &Piece) -> bool {
    if copy.x0 > piece.x1 || copy.x1 > piece.x1 + 0.2 * piece.size {
        return false;
    }
    let near = 0.2 * piece.size;
    let from = piece.glyphs.partition_point(|g| g.x0 < copy.x0 - near);
    let mut glyphs = piece.glyphs.iter().skip(from).take_while(|g| g.x0 <= copy.x1 + near);
    copy.glyphs.iter().filter(|g| !g.is_blank()).all(|g| glyphs.any(|a| is_double(a, g)))
}

/// The pieces of one block as rows, from top to bottom. Raised or lowered small pieces join the row that they touch.
pub(super) fn rows(mut pieces: Vec<Piece>) -> Vec<Row> {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Row> = Vec::new();
    for piece in pieces {
        // Rows are sorted too, so the row of a piece is among the last few.
        let home = rows.iter_mut().rev().take(3).find(|row| belongs(row, &piece));
        match home {
            Some(row) => {
                // Raised letters and accents come first.
                if piece.size > 1.25 * row.size || row.pieces.iter().all(is_letters) && !is_letters(&piece) {
                    row.y = piece.y;
                }
                row.size = row.size.max(piece.size);
                row.pieces.push(piece);
            }
            None => rows.push(Row { y: piece.y, size: piece.size, pieces: vec![piece], more: Vec::new() }),
        }
    }
    for row in &mut rows {
        row.pieces.sort_by(|a, b| a.x0.total_cmp(&b.x0).then(a.x1.total_cmp(&b.x1)).then(a.order.cmp(&b.order)));
    }
    rows.sort_by(|a, b| a.y.total_cmp(&b.y));
    rows.dedup_by(|b, a| is_shadow(a, b));
    rows
}

/// Whether `b` is `a` once more, a little below.
fn is_shadow(a: &Row, b: &Row) -> bool {
    let near =
        (a.y - b.y).abs() < 0.6 * a.size && (a.x0() - b.x0()).abs() < 0.6 * a.size && (a.size - b.size).abs() < 0.1;
    near && a.glyphs().iter().filter(|g| !g.is_blank()).map(|g| &g.says).eq(b
        .glyphs()
        .iter()
        .filter(|g| !g.is_blank())
        .map(|g| &g.says))
}

fn belongs(row: &Row, piece: &Piece) -> bool {
    let em = row.size.max(piece.size);
    let (small, large) = (row.size.min(piece.size), em);
    let shift = (piece.y - row.y).abs();
    if row.pieces.len() > MOST_COMPARED {
        return shift <= ROW_SHIFT * small;
    }
    let apart = |a: &Piece| piece.x0 >= a.x1 - 0.35 * large || piece.x1 <= a.x0 + 0.35 * large;
    if !row.pieces.iter().all(apart) {
        // The raised letters come first, being higher.
        let swapped = || Row { y: piece.y, size: piece.size, pieces: vec![piece.clone()], more: Vec::new() };
        let (beside, over): (Vec<&Piece>, Vec<&Piece>) = row.pieces.iter().partition(|a| apart(a));
        return is_set_into(row, piece)
            || over.iter().all(|p| is_letters(p) && is_set_into(&swapped(), p))
                && (beside.is_empty() || shift <= ROW_SHIFT * small.max(0.6 * large));
    }
    if shift <= ROW_SHIFT * small.max(0.6 * large) {
        return true;
    }
    // A superscript or an index: smaller, and its middle within the other's letters, and next to it.
    let touches = row.pieces.iter().any(|a| piece.x0 - a.x1 < 0.7 * em && a.x0 - piece.x1 < 0.7 * em);
    small < 0.85 * large && shift < 0.55 * large && touches
}

fn is_letters(piece: &Piece) -> bool {
    let letter = |c: char| c.is_alphanumeric() || chars::is_accent(c);
    piece.glyphs.len() <= 2 && piece.glyphs.iter().all(|g| g.one().is_some_and(letter))
}

/// Whether a letter or two stand raised or lowered among the row's letters: exponents, the names of TeX and LaTeX, the
/// accents that TeX puts on capitals.
fn is_set_into(row: &Row, piece: &Piece) -> bool {
    let em = row.size.max(piece.size);
    let exponent = piece.size < 0.85 * row.size;
    let letter = piece.glyphs.iter().all(|g| g.one().is_some_and(|c| c.is_alphabetic() || chars::is_accent(c)));
    if !is_letters(piece) || !(letter || exponent) || (piece.y - row.y).abs() > 0.4 * em {
        return false;
    }
    // Lines stand further apart than this, so whatever it overlaps is its own line.
    row.pieces.iter().any(|p| piece.x0 > p.x0 - 0.4 * em && piece.x1 < p.x1 + 0.4 * em)
}

/// Whether the glyph's left neighbour paints the same letter at nearly the same place, as fake bold does.
pub(super) fn is_double(a: &Glyph, b: &Glyph) -> bool {
    let near = (a.x0 - b.x0).abs() < 0.12 * a.size.max(b.size) && (a.y - b.y).abs() < 0.12 * a.size.max(b.size);
    near && a.says == b.says && !a.is_blank()
}

/// Composes accents with their letters and drops doubled glyphs, in glyphs sorted by their left ends.
pub(super) fn tidy(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mut out: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        if out.iter().rev().take(2).any(|a| is_double(a, &glyph)) {
            continue;
        }
        if let Some(last) = out.last_mut()
            && let Some(c) = chars::compose(last, &glyph)
        {
            last.says = super::glyph::Says::One(c);
            last.x0 = last.x0.min(glyph.x0);
            last.x1 = last.x1.max(glyph.x1);
            continue;
        }
        out.push(glyph);
    }
    out
}
