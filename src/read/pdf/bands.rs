//! Bands of paragraphs that stand side by side between rows of other kinds: they are read one after the other.

use super::cells::{self, Chain};
use super::layout::{More, Piece, Row};

/// Columns of paragraphs, side by side between two heights.
pub(super) struct Band {
    /// Between these heights.
    pub(super) top: f32,
    pub(super) bottom: f32,
    /// The ends of each, from left to right.
    columns: Vec<(f32, f32)>,
}

impl Band {
    /// The rows of each column. What stands in none goes with the one to its right.
    pub(super) fn cells(&self, rows: Vec<Row>) -> Vec<Vec<Row>> {
        let mut out: Vec<Vec<Row>> = self.columns.iter().map(|_| Vec::new()).collect();
        for row in rows {
            let mut parts: Vec<Vec<Piece>> = self.columns.iter().map(|_| Vec::new()).collect();
            let last = self.columns.len().saturating_sub(1);
            for piece in row.pieces {
                let home = self.columns.iter().position(|c| piece.x0 < c.1).unwrap_or(last);
                if let Some(part) = parts.get_mut(home) {
                    part.push(piece);
                }
            }
            let mut more = row.more;
            for (cell, pieces) in out.iter_mut().zip(parts) {
                if pieces.is_empty() {
                    continue;
                }
                let size = pieces.iter().map(|p| p.size).fold(0.0, f32::max);
                let right = pieces.iter().map(|p| p.x1).fold(f32::NEG_INFINITY, f32::max);
                let (own, others) = more.into_iter().partition(|m: &More| m.x0 < right);
                more = others;
                cell.push(Row { pieces, y: row.y, size, more: own });
            }
        }
        out.retain(|rows| !rows.is_empty());
        out
    }
}

/// Where paragraphs stand side by side, from top to bottom.
pub(super) fn find(rows: &[Row]) -> Vec<Band> {
    let margin = cells::right_end(rows);
    let mut chains: Vec<(Chain, bool)> = cells::chains(rows)
        .into_iter()
        .filter_map(|c| {
            let side = cells::beside(rows, &c)?;
            let full = c.is_prose() && cells::wraps(rows, &c, &side, margin, (c.top, c.bottom));
            Some((c, full))
        })
        .collect();
    chains.sort_by(|a, b| a.0.top.total_cmp(&b.0.top));
    let mut out: Vec<Band> = Vec::new();
    let mut chains = chains.into_iter().peekable();
    while let Some((chain, mut full)) = chains.next() {
        let mut band = Band { top: chain.top - 1.0, bottom: chain.bottom + 1.0, columns: vec![(chain.x0, chain.x1)] };
        while let Some((next, f)) = chains.next_if(|(c, _)| c.top <= band.bottom) {
            full |= f;
            band.bottom = band.bottom.max(next.bottom + 1.0);
            band.columns.push((next.x0, next.x1));
        }
        band.columns = merged(band.columns);
        if full && band.columns.len() > 1 && is_clear(rows, &band) {
            out.push(band);
        }
    }
    out
}

/// Ranges that overlap as one.
fn merged(mut ranges: Vec<(f32, f32)>) -> Vec<(f32, f32)> {
    ranges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut out: Vec<(f32, f32)> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if range.0 < last.1 => last.1 = last.1.max(range.1),
            _ => out.push(range),
        }
    }
    out
}

/// Whether nothing in the band crosses from one column to another.
fn is_clear(rows: &[Row], band: &Band) -> bool {
    let inside = rows.iter().filter(|r| r.y >= band.top && r.y <= band.bottom);
    inside.flat_map(|r| &r.pieces).all(|p| band.columns.iter().filter(|c| p.x0 < c.1 && p.x1 > c.0).count() <= 1)
}
