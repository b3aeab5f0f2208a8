//! Collects the glyphs of a PDF's pages with the place, size and colour at which they are painted.
//!
//! hayro interprets the content streams and calls the [`Collector`]; nothing is rendered. hayro can't be told to stop, so
//! a limit that is passed unwinds out of the callback with a [`Stop`], which [`super::read`] catches at the thread's end.

use std::collections::{HashMap, HashSet};

use hayro_interpret::font::{Glyph as Painted, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::dict::keys::ACTUAL_TEXT;
use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::kurbo::{BezPath, PathEl, Rect, Shape};
use hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, SoftMask, TransformExt, interpret_page,
};

use super::glyph::{Face, Glyph, Page, Painting, Says, UNITS_PER_EM, placed, turn_back};
use super::hidden::{Backdrop, Reason, Rgb};
use super::marks;
use crate::read::error::ReadError;
use crate::read::limits::{Deadline, Limits};

/// Device calls allowed for each glyph that the limits allow: paths, clips and images outnumber glyphs in drawings, and
/// forms that call each other multiply both.
const CALLS_PER_GLYPH: usize = 2;

/// Device calls between two looks at the clock, which cost more than a call does.
const CALLS_PER_LOOK: usize = 256;

/// Thousandths of an em by which the length of a letter's outline may be wrong.
const OUTLINE_ACCURACY: f64 = 5.0;

/// Characters that an `ActualText` may have beyond two for each of its glyphs: `mailto:` for an icon.
const MOST_ACTUAL: usize = 12;

/// Elements of a path that may be a bullet, at most: browsers make a circle of eighteen.
const MOST_MARK_ELEMENTS: usize = 24;

/// What unwinds through hayro when a limit is passed.
pub(super) struct Stop(pub(super) ReadError);

/// Collects all pages of `pdf`. Unwinds with [`Stop`] where a limit is passed.
pub(super) fn collect(pdf: &Pdf, limits: &Limits, deadline: &Deadline) -> Painting {
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings::default();
    let mut painting = Painting::default();
    let mut collector = Collector {
        page: Page::default(),
        backdrop: Backdrop::default(),
        opacity: Vec::new(),
        faces: Vec::new(),
        known: HashMap::new(),
        masks: HashSet::new(),
        in_mask: false,
        marked: Vec::new(),
        budget: Budget { calls: 0, glyphs: 0, limits: *limits, deadline: *deadline },
    };
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        let (width, height) = page.render_dimensions();
        collector.page = Page { number, width, height, ..Page::default() };
        collector.backdrop = Backdrop::new(width, height);
        collector.marked.clear();
        collector.masks.clear();
        collector.opacity.clear();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let place = page.initial_transform(true).to_kurbo();
        let mut context = Context::new(place, bounds, &cache, page.xref(), settings.clone());
        collector.budget.look();
        interpret_page(page, &mut context, &mut collector);
        painting.pages.push(std::mem::take(&mut collector.page));
    }
    painting.faces = collector.faces;
    painting
}

/// What the document may still cost.
struct Budget {
    calls: usize,
    glyphs: usize,
    limits: Limits,
    deadline: Deadline,
}

impl Budget {
    fn call(&mut self) {
        self.calls += 1;
        if self.calls.is_multiple_of(CALLS_PER_LOOK) {
            self.look();
            let most = self.limits.glyphs.saturating_mul(CALLS_PER_GLYPH);
            if self.calls > most {
                stop(ReadError::TooLarge {
                    what: "drawing operations",
                    limit: most.to_string(),
                    hint: "export the document again, or save its text",
                });
            }
        }
    }

    fn look(&self) {
        if self.deadline.passed() {
            stop(ReadError::TimedOut { seconds: self.limits.time.as_secs() });
        }
    }

    fn glyph(&mut self) {
        self.glyphs += 1;
        if self.glyphs > self.limits.glyphs {
            stop(ReadError::TooLarge {
                what: "glyphs",
                limit: self.limits.glyphs.to_string(),
                hint: "split the document, or save its text",
            });
        }
    }
}

/// Leaves hayro. `resume_unwind` and not `panic!`: nothing is wrong, and the panic hook has nothing to print.
fn stop(error: ReadError) -> ! {
    std::panic::resume_unwind(Box::new(Stop(error)))
}

struct Collector {
    page: Page,
    backdrop: Backdrop,
    /// The opacities of the transparency groups that are open.
    opacity: Vec<f32>,
    faces: Vec<Face>,
    /// Index + 1 into `faces` by the cache key of a glyph.
    known: HashMap<u128, u32>,
    /// The soft masks of the page that were looked into.
    masks: HashSet<u128>,
    /// Whether what is drawn is a soft mask.
    in_mask: bool,
    /// For each marked content that is open: the text that stands for it, and the glyph at which it began.
    marked: Vec<Option<(Box<str>, usize)>>,
    budget: Budget,
}

impl Collector {
    /// Puts the text that a marked content stands for in the place of its glyphs, which are often icons.
    fn substitute(&mut self, text: Box<str>, from: usize) {
        let Some((first, rest)) = self.page.glyphs.get_mut(from..).and_then(<[Glyph]>::split_first_mut) else { return };
        let near = rest.iter().all(|g| g.turn == first.turn && (g.y - first.y).abs() < 0.5 * first.size);
        // Text that is much longer than what is seen isn't what is seen.
        if !near || text.chars().count() > MOST_ACTUAL + 2 * (rest.len() + 1) {
            return;
        }
        first.x1 = rest.iter().map(|g| g.x1).fold(first.x1, f32::max);
        let mut chars = text.chars();
        first.says = match (chars.next(), chars.next()) {
            (Some(c), None) => Says::One(c),
            _ => Says::Many(text),
        };
        self.page.glyphs.truncate(from + 1);
    }
    fn face(&mut self, glyph: &Painted<'_>, letter: char) -> u32 {
        let Painted::Outline(outline) = glyph else { return 0 };
        let key = outline.identifier().cache_key();
        if let Some(&face) = self.known.get(&key) {
            return face;
        }
        let path = outline.outline();
        let length = path.perimeter(OUTLINE_ACCURACY).max(1.0);
        let stroke = (2.0 * path.area().abs() / (length * UNITS_PER_EM)) as f32;
        self.faces.push(Face { letter, stroke });
        let face = u32::try_from(self.faces.len()).unwrap_or(0);
        self.known.insert(key, face);
        face
    }

    /// The colour of a paint and how much it covers, None for patterns and gradients.
    fn colour(&self, paint: &Paint<'_>) -> Option<(Rgb, f32)> {
        let Paint::Color(colour) = paint else { return None };
        let [r, g, b, alpha] = colour.to_rgba().components();
        let group: f32 = self.opacity.iter().product();
        Some(([r, g, b], alpha * group))
    }

    /// Collects the text of a soft mask: letters filled with a gradient are drawn as a box behind a mask of letters.
    fn look_into(&mut self, mask: Option<SoftMask<'_>>) {
        let Some(mask) = mask.filter(|_| !self.in_mask) else { return };
        if self.masks.insert(mask.cache_key()) {
            self.in_mask = true;
            mask.interpret(self);
            self.in_mask = false;
        }
    }

    fn cover(&mut self, bounds: Rect, exact: bool, paint: &Paint<'_>) {
        if self.in_mask {
            return;
        }
        let colour = self.colour(paint);
        let solid = if exact { colour.map(|(rgb, _)| rgb) } else { None };
        let alpha = colour.map_or(1.0, |(_, alpha)| alpha);
        self.backdrop.cover(bounds, solid, alpha);
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.call();
        let few = path.elements().len() <= MOST_MARK_ELEMENTS;
        let filled = matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..));
        if filled || few {
            let path = props.transform * path;
            let bounds = path.bounding_box();
            if filled {
                let straight = path.elements().len() <= 6 && !path.elements().iter().any(is_curve);
                self.cover(bounds, straight, &props.paint);
            }
            if few && !self.in_mask {
                marks::remember(&mut self.page.marks, bounds);
            }
        }
        self.look_into(props.soft_mask);
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.call();
        if matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            let bounds = props.transform.transform_rect_bbox(*rect);
            self.cover(bounds, true, &props.paint);
            if !self.in_mask {
                marks::remember(&mut self.page.marks, bounds);
            }
        }
        self.look_into(props.soft_mask);
    }

    fn draw_image(&mut self, _: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.budget.call();
        self.page.images += 1;
        // What an image looks like is not known: text on it counts as seen.
        let bounds = props.transform.transform_rect_bbox(Rect::new(0.0, 0.0, 1.0, 1.0));
        self.backdrop.cover(bounds, None, 1.0);
        self.look_into(props.soft_mask);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.budget.call();
        let invisible = matches!(mode, DrawMode::Invisible);
        // In a mask colours mean something else.
        let colour = if self.in_mask { None } else { self.colour(&props.paint) };
        let mut face = None;
        for painted in run.glyphs() {
            self.budget.glyph();
            let says = says(painted);
            let letter = match says {
                Says::One(c) if c.is_alphabetic() => Some(c),
                _ => None,
            };
            if face.is_none()
                && let Some(letter) = letter
            {
                face = Some(self.face(painted, letter));
            }
            let place = props.transform * painted.transform();
            let Some(mut glyph) = placed(says, place, advance(painted), matches!(**painted, Painted::Type3(_))) else {
                continue;
            };
            glyph.face = face.unwrap_or(0);
            glyph.hidden = if invisible {
                Some(Reason::Invisible)
            } else {
                self.backdrop.hides(&glyph, place, colour, (self.page.width, self.page.height))
            };
            turn_back(&mut glyph, self.page.width, self.page.height);
            self.page.glyphs.push(glyph);
        }
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.budget.call();
        let text = properties.and_then(|p| p.get::<PdfString<'_>>(ACTUAL_TEXT)).map(|s| decode_text(s.as_bytes()));
        self.marked.push(text.map(|text| (text.into_boxed_str(), self.page.glyphs.len())));
    }

    fn end_marked_content(&mut self) {
        if let Some(Some((text, from))) = self.marked.pop() {
            self.substitute(text, from);
        }
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.budget.call();
    }

    fn push_clip_rect(&mut self, _: &Rect) {
        self.budget.call();
    }

    fn pop_clip(&mut self) {
        self.budget.call();
    }

    fn push_transparency_group(&mut self, opacity: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.budget.call();
        self.opacity.push(opacity);
    }

    fn pop_transparency_group(&mut self) {
        self.budget.call();
        self.opacity.pop();
    }
}

fn is_curve(el: &PathEl) -> bool {
    matches!(el, PathEl::QuadTo(..) | PathEl::CurveTo(..))
}

/// A text string of PDF: UTF-16 or UTF-8 with a mark in front, else Latin-1, which is near enough to its own encoding.
fn decode_text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|c| c.iter().fold(0_u16, |n, &b| n << 8 | u16::from(b)));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&b| char::from(b)).collect(),
    }
}

fn says(glyph: &Painted<'_>) -> Says {
    match glyph.as_unicode() {
        Some(BfString::Char(c)) => Says::One(c),
        Some(BfString::String(s)) => Says::Many(s.into_boxed_str()),
        None => match glyph {
            Painted::Type3(g) => u8::try_from(g.char_code()).map_or(Says::Unknown, Says::Code),
            Painted::Outline(_) => Says::Unknown,
        },
    }
}

/// In thousandths of an em.
fn advance(glyph: &Painted<'_>) -> f64 {
    match glyph {
        Painted::Outline(g) => g.advance_width().map_or(500.0, f64::from),
        Painted::Type3(g) => g.advance_width().map_or(500.0, f64::from),
    }
}
