//! Finds text that a person who looks at the page can't see: painted in the colour of what is behind it, smaller than
//! [`SMALLEST`], off the page, or in the invisible render mode.
//!
//! Such text is left out and reported. What is behind a glyph is followed in drawing order; where it can't be known (an
//! image, a gradient, a curved shape) the glyph counts as seen, for a false alarm would lose a line of a resume.

use hayro_interpret::kurbo::{Affine, Point, Rect};

use super::glyph::{Glyph, Page};

/// A colour, each channel 0..=1.
pub(super) type Rgb = [f32; 3];

/// Points; below it nobody reads.
const SMALLEST: f32 = 2.0;

/// The largest difference of a channel at which text can't be told from its background.
const SAME_COLOUR: f32 = 0.08;

/// Opacity under which a fill or a glyph doesn't show.
const FAINT: f32 = 0.05;

/// How many fills are remembered a page; drawings with more have them where there is no text.
const MOST_FILLS: usize = 4_000;

/// The share of a page's glyphs in the invisible mode from which they are the text that OCR laid over a scan.
const OCR_SHARE: f32 = 0.8;

/// Why a glyph can't be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    /// Text render mode 3.
    Invisible,
    /// In the colour of its background, or transparent.
    Colour,
    /// Smaller than [`SMALLEST`].
    Tiny,
    /// Outside the page.
    Outside,
}

impl Reason {
    /// Completes "text that …".
    pub(super) fn words(self) -> &'static str {
        match self {
            Reason::Invisible => "is set to be invisible",
            Reason::Colour => "has the colour of its background",
            Reason::Tiny => "is smaller than 2 points",
            Reason::Outside => "lies outside the page",
        }
    }
}

/// What has been painted on a page so far, as boxes.
#[derive(Debug, Default)]
pub(super) struct Backdrop {
    /// In drawing order; None where the colour can't be known.
    fills: Vec<(Rect, Option<Rgb>)>,
    page: Rect,
}

impl Backdrop {
    /// An empty page of this size in points.
    pub(super) fn new(width: f32, height: f32) -> Self {
        Backdrop { fills: Vec::new(), page: Rect::new(0.0, 0.0, f64::from(width), f64::from(height)) }
    }

    /// Something was painted over `bounds`.
    pub(super) fn cover(&mut self, bounds: Rect, colour: Option<Rgb>, alpha: f32) {
        // Rules and the strokes of drawn letters hide nothing and show nothing off.
        let small = bounds.width() < 4.0 || bounds.height() < 4.0 || !bounds.area().is_finite();
        if small || alpha < FAINT || self.fills.len() >= MOST_FILLS {
            return;
        }
        // A translucent fill mixes with what is below it.
        let colour = if alpha < 0.95 { None } else { colour };
        self.fills.push((bounds, colour));
    }

    /// Why a glyph with this colour and opacity can't be seen on it; `place` is the glyph's own, before it is turned.
    pub(super) fn hides(
        &self,
        glyph: &Glyph,
        place: Affine,
        colour: Option<(Rgb, f32)>,
        (width, height): (f32, f32),
    ) -> Option<Reason> {
        if glyph.size < SMALLEST {
            return Some(Reason::Tiny);
        }
        let slack = glyph.size;
        if glyph.x0 > width + slack || glyph.y > height + slack || glyph.y < -slack || glyph.x1.max(glyph.x0) < -slack {
            return Some(Reason::Outside);
        }
        // Gradients and patterns show.
        let (rgb, alpha) = colour?;
        if alpha < FAINT {
            return Some(Reason::Colour);
        }
        // The middle of the letter: a third of an em up, half its advance along.
        let half = f64::from(glyph.x1 - glyph.x0) / 2.0;
        let [a, b, ..] = place.as_coeffs();
        let length = a.hypot(b).max(f64::MIN_POSITIVE);
        let up = f64::from(glyph.size) * 0.3;
        let (dx, dy) = (a / length, b / length);
        let x = f64::from(glyph.x0) + dx * half + dy * up;
        let y = f64::from(glyph.y) + dy * half - dx * up;
        let behind = match self.fills.iter().rev().find(|(r, _)| r.x0 <= x && x <= r.x1 && r.y0 <= y && y <= r.y1) {
            Some((_, colour)) => (*colour)?,
            None if self.page.contains(Point::new(x, y)) => [1.0; 3],
            None => return None,
        };
        let apart = rgb.iter().zip(behind).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        (apart < SAME_COLOUR).then_some(Reason::Colour)
    }
}

/// Takes the hidden glyphs off a page and says why each kind was hidden, most frequent first. Spaces don't count.
pub(super) fn take(page: &mut Page) -> Vec<(Reason, usize)> {
    let all = page.glyphs.len();
    let invisible = page.glyphs.iter().filter(|g| g.hidden == Some(Reason::Invisible)).count();
    let ocr = all > 0 && invisible as f32 >= OCR_SHARE * all as f32;
    show_torn_words(&mut page.glyphs);
    let mut counts: Vec<(Reason, usize)> = Vec::new();
    page.glyphs.retain(|glyph| match glyph.hidden {
        None => true,
        Some(Reason::Invisible) if ocr => true,
        Some(reason) => {
            if !glyph.is_blank() {
                match counts.iter_mut().find(|(r, _)| *r == reason) {
                    Some((_, n)) => *n += 1,
                    None => counts.push((reason, 1)),
                }
            }
            false
        }
    });
    counts.sort_by_key(|&(_, n)| std::cmp::Reverse(n));
    counts
}

/// A word of which a part is seen is no hidden word: converters let text run over the edge of its box.
fn show_torn_words(glyphs: &mut [Glyph]) {
    let mut start = 0;
    for end in 1..=glyphs.len() {
        let goes_on =
            matches!(glyphs.get(end - 1..=end), Some([a, b]) if a.is_joined_by(b) && !a.is_blank() && !b.is_blank());
        if goes_on {
            continue;
        }
        if let Some(word) = glyphs.get_mut(start..end)
            && word.iter().any(|g| g.hidden.is_none())
        {
            word.iter_mut().filter(|g| g.hidden == Some(Reason::Colour)).for_each(|g| g.hidden = None);
        }
        start = end;
    }
}
