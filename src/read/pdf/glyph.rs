//! A glyph, its place, and the pages of glyphs that the rest of the module works on.

use hayro_interpret::kurbo::Affine;

use super::hidden::Reason;
use super::marks::Mark;

/// hayro works in thousandths of an em.
pub(super) const UNITS_PER_EM: f64 = 1000.0;

/// What a glyph says.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Says {
    /// One character, NUL where the font maps a ligature to nothing.
    One(char),
    /// Several: a ligature, or a cluster.
    Many(Box<str>),
    /// A Type 3 glyph without a name that is known: its code, in whichever encoding its maker used.
    Code(u8),
    /// Nothing that the font tells.
    Unknown,
}

/// One glyph, in points from the top left corner of its page as it is read (after [`Glyph::turn`]).
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    /// What it says.
    pub(super) says: Says,
    /// The left end of its advance.
    pub(super) x0: f32,
    /// The right end of its advance.
    pub(super) x1: f32,
    /// Its baseline, growing downwards.
    pub(super) y: f32,
    /// The size of its font.
    pub(super) size: f32,
    /// Quarter turns of the text, clockwise, 0..=3. Coordinates are turned back, so that every text runs to the right.
    pub(super) turn: u8,
    /// The face of its run's first letter: an index into [`Painting::faces`] and one more, 0 where unknown.
    pub(super) face: u32,
    /// Why it can't be seen, where it can't.
    pub(super) hidden: Option<Reason>,
}

impl Glyph {
    /// Whether `next`, painted after it, goes on with its word.
    pub(super) fn is_joined_by(&self, next: &Glyph) -> bool {
        let em = self.size.max(next.size);
        self.turn == next.turn && (self.y - next.y).abs() < 0.1 * em && (next.x0 - self.x1).abs() < 0.1 * em
    }
}

/// A letter as one font draws it, by which faces are told apart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Face {
    /// The letter.
    pub(super) letter: char,
    /// The usual width of its strokes in em: twice its area by its outline's length.
    pub(super) stroke: f32,
}

/// What was painted on one page.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// 1-based.
    pub(super) number: u32,
    /// In points, as displayed.
    pub(super) width: f32,
    /// In points, as displayed.
    pub(super) height: f32,
    /// In the order in which they are painted.
    pub(super) glyphs: Vec<Glyph>,
    /// How many images are painted.
    pub(super) images: usize,
    /// Small shapes, which may be bullets.
    pub(super) marks: Vec<Mark>,
}

/// What was painted in the whole document.
#[derive(Debug, Default)]
pub(super) struct Painting {
    /// In order.
    pub(super) pages: Vec<Page>,
    /// Letters as fonts draw them.
    pub(super) faces: Vec<Face>,
}

/// The glyph where `place` puts it, still in the page's own directions. None where it has no finite place.
pub(super) fn placed(says: Says, place: Affine, advance: f64, type3: bool) -> Option<Glyph> {
    let [a, b, c, d, x, y] = place.as_coeffs();
    let mut size = c.hypot(d) * UNITS_PER_EM;
    let width = a.hypot(b) * advance.max(0.0);
    if type3 && width > 1.5 * size {
        // Type 3 fonts choose their own units; a letter of average width is about half an em wide.
        size = 2.0 * width;
    }
    if !(x.is_finite() && y.is_finite() && size.is_finite() && width.is_finite()) {
        return None;
    }
    // The text's direction decides, not the glyph's: `b` grows downwards.
    let turn = if a.abs() >= b.abs() {
        if a >= 0.0 { 0 } else { 2 }
    } else if b >= 0.0 {
        1
    } else {
        3
    };
    Some(Glyph {
        says,
        x0: x as f32,
        x1: (x + width) as f32,
        y: y as f32,
        size: size as f32,
        turn,
        face: 0,
        hidden: None,
    })
}

/// Turns the page so that the glyph's text runs to the right.
pub(super) fn turn_back(glyph: &mut Glyph, width: f32, height: f32) {
    let (x, y, advance) = (glyph.x0, glyph.y, glyph.x1 - glyph.x0);
    (glyph.x0, glyph.y) = match glyph.turn {
        1 => (y, width - x),
        2 => (width - x, height - y),
        3 => (height - y, x),
        _ => (x, y),
    };
    glyph.x1 = glyph.x0 + advance;
}
