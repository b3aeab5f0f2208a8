//! Finds columns: tall empty strips with text on both sides that is read one side after the other.
//!
//! What looks like a column and isn't: dates at the right margin and labels at the left one, whose text belongs to the
//! line beside it, and tables, which are read row by row. The order in which the file paints the pieces tells them apart
//! best: columns are painted one after the other, rows one below the other.

use super::flow::Side;
use super::layout::Piece;
use super::notes;

/// The narrowest gutter, in em of the text around it.
const GUTTER: f32 = 0.75;
/// Lines on each side of a gutter, at least.
const LINES: usize = 4;
/// The same where one side is painted after the other and their baselines don't agree.
const FEW_LINES: usize = 2;
/// The share of the shorter side's height along which both sides have text, at least.
const OVERLAP: f32 = 0.4;
/// The share of the smaller side's lines on the other's baselines from which it may be a part of the other's rows: where one
/// side is painted after the other, and where they are painted in turn, as rows are.
const ON_LINES: f32 = 0.6;
const ON_LINES_MIXED: f32 = 0.4;
/// Baselines this close, in em of the smaller, are one.
const SAME_BASELINE: f32 = 0.2;
/// The usual distance of baselines, in em, from which lines are no paragraph and no list.
const SPARSE: f32 = 1.9;
/// Glyphs a piece, up to which a side has no text.
const MARK_GLYPHS: usize = 2;
/// Columns within columns, at most; deeper is noise.
const DEPTH: usize = 12;
/// Pieces on a page from which the search is given up: it compares every piece with every left edge.
const MOST_PIECES: usize = 6_000;
/// Left edges that are tried as the right end of a gutter, at most.
const MOST_EDGES: usize = 160;

/// A strip and the pieces that it parts.
struct Gutter {
    /// Tops and bottoms in between which nothing crosses it.
    top: f32,
    bottom: f32,
    /// Its right end: the left edge of what stands to the right of it.
    right: f32,
    /// How much it explains.
    weight: f32,
}

/// Splits `pieces` into blocks in reading order, with their sides of the main gutter. Whole alone if there are no columns.
pub(super) fn split(pieces: Vec<Piece>, out: &mut Vec<(Side, Vec<Piece>)>) {
    divide(pieces, out, DEPTH, Side::Whole);
}

fn divide(mut pieces: Vec<Piece>, out: &mut Vec<(Side, Vec<Piece>)>, depth: usize, side: Side) {
    pieces.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)).then(a.order.cmp(&b.order)));
    let gutter =
        if depth == 0 || pieces.len() < 2 * FEW_LINES || pieces.len() > MOST_PIECES { None } else { best(&pieces) };
    let Some(gutter) = gutter else {
        if !pieces.is_empty() {
            out.push((side, pieces));
        }
        return;
    };
    let (mut above, mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for piece in pieces {
        if piece.y < gutter.top {
            above.push(piece);
        } else if piece.y > gutter.bottom {
            below.push(piece);
        } else if piece.x0 >= gutter.right - 1.0 {
            right.push(piece);
        } else {
            left.push(piece);
        }
    }
    // Every part is smaller than the whole: both sides of a gutter have lines.
    let main = depth == DEPTH;
    let (at_left, at_right) = if main { (Side::Left(gutter.right), Side::Right(gutter.right)) } else { (side, side) };
    for (part, side) in [(above, side), (left, at_left), (right, at_right), (below, side)] {
        divide(part, out, depth - 1, side);
    }
}

/// The gutter that explains most, in pieces sorted by their baselines.
fn best(pieces: &[Piece]) -> Option<Gutter> {
    let mut sizes: Vec<f32> = pieces.iter().map(|p| p.size).collect();
    sizes.sort_by(f32::total_cmp);
    let em = sizes.get(sizes.len() / 2).copied()?;
    let mut best: Option<Gutter> = None;
    for edge in edges(pieces) {
        for gutter in strips(pieces, edge, em) {
            if best.as_ref().is_none_or(|b| gutter.weight > b.weight) {
                best = Some(gutter);
            }
        }
    }
    best
}

/// Left edges of pieces, most frequent first.
fn edges(pieces: &[Piece]) -> Vec<f32> {
    let mut xs: Vec<f32> = pieces.iter().map(|p| p.x0).collect();
    xs.sort_by(f32::total_cmp);
    let mut edges: Vec<(f32, usize)> = Vec::new();
    for x in xs {
        match edges.last_mut() {
            Some((edge, n)) if x - *edge < 1.5 => *n += 1,
            _ => edges.push((x, 1)),
        }
    }
    edges.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.total_cmp(&b.0)));
    edges.truncate(MOST_EDGES);
    edges.into_iter().map(|(x, _)| x).collect()
}

/// The strips that end at `edge` and part columns.
fn strips(pieces: &[Piece], edge: f32, em: f32) -> Vec<Gutter> {
    let left_end = edge - GUTTER * em;
    let crosses = |p: &Piece| p.x0 < edge - 1.0 && p.x1 > left_end;
    let mut out = Vec::new();
    let mut start = 0;
    for end in 0..=pieces.len() {
        let wall = pieces.get(end).is_none_or(crosses);
        if !wall {
            continue;
        }
        if let Some(run) = pieces.get(start..end)
            && run.len() >= 2 * FEW_LINES
        {
            out.extend(judge(run, edge, left_end, pieces.get(end), start.checked_sub(1).and_then(|i| pieces.get(i))));
        }
        start = end + 1;
    }
    out
}

/// Bullets, numbers, icons: they belong to what stands beside them wherever their baselines are.
fn is_marks(side: &[&Piece]) -> bool {
    side.iter().map(|p| p.glyphs.len()).sum::<usize>() <= MARK_GLYPHS * side.len()
}

/// A baseline and what stands on it.
struct Baseline {
    y: f32,
    words: usize,
    size: f32,
}

/// Distinct baselines, from top to bottom.
fn lines(side: &[&Piece]) -> Vec<Baseline> {
    let mut out: Vec<Baseline> = Vec::new();
    for p in side {
        match out.last_mut() {
            Some(line) if p.y - line.y < 0.3 * p.size => line.words += p.words,
            _ => out.push(Baseline { y: p.y, words: p.words, size: p.size }),
        }
    }
    out
}

/// Whether the pieces of `run`, none of which crosses the strip, are columns beside it.
fn judge(run: &[Piece], edge: f32, left_end: f32, below: Option<&Piece>, above: Option<&Piece>) -> Option<Gutter> {
    let (mut left, mut right): (Vec<&Piece>, Vec<&Piece>) = run.iter().partition(|p| p.x0 < edge - 1.0);
    trim(&mut left, &mut right, below, above);
    let (llines, rlines) = (lines(&left), lines(&right));
    let order = Order::of(&left, &right, &llines, &rlines);
    let fewer = llines.len().min(rlines.len());
    let small = if llines.len() <= rlines.len() { &llines } else { &rlines };
    let few = || {
        // A name beside the ways to reach its owner shares a baseline with one by chance; it's larger.
        let size = |lines: &[Baseline]| lines.iter().map(|l| l.size).fold(0.0, f32::max);
        let (a, b) = (size(&llines), size(&rlines));
        let unlike = a.max(b) > 1.3 * a.min(b);
        let apart = order.on == 0.0 || order.on <= 0.5 && unlike;
        let torn = |wall: Option<&Piece>, edge: Option<&Piece>| match (wall, edge) {
            (Some(wall), Some(edge)) => (wall.y - edge.y).abs() < SAME_BASELINE * wall.size.min(edge.size),
            _ => false,
        };
        order.switches <= 1 && apart && !are_apart(small) && !torn(above, run.first()) && !torn(below, run.last())
    };
    let enough = fewer >= LINES || fewer >= FEW_LINES && few();
    if !enough {
        return None;
    }
    if is_marks(&left) || is_marks(&right) {
        return None;
    }
    let span = |side: &[&Piece]| Some((side.first()?.top(), side.last()?.bottom()));
    let ((ltop, lbottom), (rtop, rbottom)) = (span(&left)?, span(&right)?);
    let overlap = lbottom.min(rbottom) - ltop.max(rtop);
    if overlap < OVERLAP * (lbottom - ltop).min(rbottom - rtop) {
        return None;
    }
    if order.belongs_beside(&llines, &rlines) || notes::are(&left, &right) {
        return None;
    }
    let top = left.first()?.y.min(right.first()?.y);
    let grid = first_of_grid(&left, &right);
    let words: usize = llines.iter().map(|l| l.words).sum();
    if grid.is_some() && words <= 4 * llines.len() && llines.len() * 10 <= 7 * rlines.len() {
        // Labels that wrap beside what they label.
        return None;
    }
    let bottom = grid.unwrap_or(left.last()?.y.max(right.last()?.y));
    let nearest = left.iter().map(|p| p.x1).fold(f32::NEG_INFINITY, f32::max);
    let width = (edge - nearest).max(edge - left_end);
    // Tall strips first; between strips of one height the wider one, which parts columns and not tab stops.
    let weight = overlap + 0.5 * width.min(40.0);
    Some(Gutter { top: top - 0.5, bottom: bottom + 0.5, right: edge, weight })
}

/// Where the first row of a grid ends: cells painted in turn, left, right, left, right, each pair below the one before.
fn first_of_grid(left: &[&Piece], right: &[&Piece]) -> Option<f32> {
    let mut all: Vec<(usize, bool, f32)> = left.iter().map(|p| (p.order, true, p.y)).collect();
    all.extend(right.iter().map(|p| (p.order, false, p.y)));
    all.sort_by_key(|a| a.0);
    // The top and the bottom of each run on one side.
    let mut runs: Vec<(bool, f32, f32)> = Vec::new();
    for (_, side, y) in all {
        match runs.last_mut() {
            Some(run) if run.0 == side => (run.1, run.2) = (run.1.min(y), run.2.max(y)),
            _ => runs.push((side, y, y)),
        }
    }
    let pairs = || runs.chunks(2).filter_map(|pair| if let [a, b] = pair { Some((a, b)) } else { None });
    let em = left.iter().chain(right).map(|p| p.size).fold(f32::INFINITY, f32::min);
    let mut bottom = f32::NEG_INFINITY;
    for (a, b) in pairs() {
        // A title may stand over the first.
        let tall = a.2 - a.1 > em && b.2 - b.1 > em;
        let near = if tall && bottom.is_infinite() { 1.6 } else { 0.4 };
        let level = (a.1 - b.1).abs() < near * em;
        if !level || a.1.min(b.1) <= bottom {
            return None;
        }
        bottom = a.2.max(b.2);
    }
    (runs.len() >= 4 && runs.len().is_multiple_of(2)).then(|| pairs().next().map(|(a, b)| a.2.max(b.2)))?
}

/// Leaves out lines of one side that stand above or below all of the other's and were painted with what stands across the
/// strip there: the heading of the next section isn't the end of the left column.
fn trim<'a>(left: &mut Vec<&'a Piece>, right: &mut Vec<&'a Piece>, below: Option<&Piece>, above: Option<&Piece>) {
    if let Some(wall) = below {
        trim_end(left, right, wall);
        trim_end(right, left, wall);
    }
    // On the left what stands above is read first anyhow.
    if above.is_some()
        && let (Some(first), Some(top)) = (left.iter().map(|p| p.order).min(), left.first().map(|p| p.y))
    {
        let lead = right.iter().take_while(|p| p.y < top - 0.3 * p.size && p.order < first).count();
        right.drain(..lead);
    }
}

fn trim_end(side: &mut Vec<&Piece>, other: &[&Piece], wall: &Piece) {
    let (Some(last), Some(bottom)) = (other.iter().map(|p| p.order).max(), other.last().map(|p| p.y)) else { return };
    if wall.order < last || side.iter().all(|p| p.order > last) {
        return;
    }
    while side.last().is_some_and(|p| p.y > bottom + 0.3 * p.size && p.order > last) {
        side.pop();
    }
}

/// How the two sides of a strip relate.
struct Order {
    /// How often the painting goes from one side to the other.
    switches: usize,
    /// The share of the lines of the side with fewer that stand on the other's baselines.
    on: f32,
}

impl Order {
    fn of(left: &[&Piece], right: &[&Piece], llines: &[Baseline], rlines: &[Baseline]) -> Self {
        let side = |pieces: &[&Piece], left: bool| pieces.iter().map(|p| (p.order, left)).collect::<Vec<_>>();
        let mut sides = side(left, true);
        sides.extend(side(right, false));
        sides.sort_unstable();
        let switches = sides.windows(2).filter(|w| matches!(w, [a, b] if a.1 != b.1)).count();
        let (small, large) = if llines.len() <= rlines.len() { (llines, rlines) } else { (rlines, llines) };
        let beside = |s: &Baseline| {
            let slack = SAME_BASELINE * s.size;
            let next = large.partition_point(|l| l.y < s.y - slack);
            let near = large.iter().skip(next).take_while(|l| l.y < s.y + slack);
            near.map(|l| (l.y - s.y).abs() / l.size.min(s.size).max(0.1)).any(|shift| shift < SAME_BASELINE)
        };
        let on = small.iter().filter(|s| beside(s)).count();
        Order { switches, on: on as f32 / small.len().max(1) as f32 }
    }

    /// Whether one side is a part of the other's lines: dates, labels, the cells of a table.
    fn belongs_beside(&self, llines: &[Baseline], rlines: &[Baseline]) -> bool {
        let small = if llines.len() <= rlines.len() { llines } else { rlines };
        let in_turn = self.switches <= 3 || (self.switches as f32) <= 0.2 * small.len() as f32;
        if in_turn { self.on >= ON_LINES && is_sparse(small) } else { self.on >= ON_LINES_MIXED }
    }
}

/// Few words a line, and lines further apart than those of a paragraph or a list: notes beside other text.
fn is_sparse(lines: &[Baseline]) -> bool {
    let words: usize = lines.iter().map(|l| l.words).sum();
    words as f32 <= 4.0 * lines.len() as f32 && are_apart(lines)
}

/// Whether the lines are further apart than those of a paragraph or a list.
fn are_apart(lines: &[Baseline]) -> bool {
    let gap = |w: &[Baseline]| if let [a, b] = w { Some((b.y - a.y) / a.size.max(1.0)) } else { None };
    let mut gaps: Vec<f32> = lines.windows(2).filter_map(gap).collect();
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).is_some_and(|&gap| gap >= SPARSE)
}
