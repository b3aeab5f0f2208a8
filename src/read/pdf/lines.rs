//! The text of a row: where its words end, which of its pieces are cells, whether it begins with a bullet.

use super::chars::{self, UNKNOWN};
use super::glyph::Glyph;
use super::hyphens;
use super::layout::{self, More, Row};
use unicode_normalization::UnicodeNormalization;

/// A gap between letters, in em, from which they are two words. 0.17 glued the words of a popular LaTeX template.
const WORD_GAP: f32 = 0.105;
/// The same between Chinese and Japanese characters, which no blanks part.
const HAN_GAP: f32 = 0.5;
/// The median gap between letters, in em, from which a text is letter-spaced.
const TRACKED: f32 = 0.08;
/// In letter-spaced text words are apart by this many of its median gaps.
const TRACKED_WORD: f32 = 1.7;
/// A gap in em from which what follows is another cell: a date at the margin, a column of a table. The gap at which pieces
/// are cut, so that it doesn't matter in which order they were painted.
const CELL_GAP: f32 = layout::PIECE_GAP;
/// At a tab stop, this is enough.
const STOP_GAP: f32 = 0.7;
/// Rows that have a gap before one place, from which it is a tab stop.
const STOP_ROWS: usize = 3;

/// A row as text.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// Its cells from left to right, without the bullet.
    pub(super) cells: Vec<String>,
    /// Where each cell begins.
    pub(super) starts: Vec<f32>,
    /// Whether it began with a bullet.
    pub(super) bullet: bool,
    /// The left end of its ink, bullet included.
    pub(super) x0: f32,
    /// The left end of its text.
    pub(super) text_x0: f32,
    /// The right end of its ink.
    pub(super) x1: f32,
    /// The right end of its first cell's ink.
    pub(super) first_x1: f32,
    /// Its baseline.
    pub(super) y: f32,
    /// The size of most of its letters.
    pub(super) size: f32,
    /// The face of most of its letters, see [`Glyph::face`].
    pub(super) faces: Vec<u32>,
    /// Letters and other characters that say something.
    pub(super) said: usize,
    /// Glyphs inside words that nothing tells.
    pub(super) unread: usize,
}

impl Line {
    /// Adds a further line of one of its cells.
    fn add(&mut self, more: &More) {
        let (text, unread) = words(&layout::tidy(more.piece.glyphs.clone()));
        let off = |start: f32| (start - more.x0).abs();
        let nearest = self.starts.iter().enumerate().min_by(|a, b| off(*a.1).total_cmp(&off(*b.1)));
        let Some(cell) = nearest.map(|(i, _)| i).and_then(|i| self.cells.get_mut(i)) else { return };
        if text.is_empty() {
            return;
        }
        hyphens::append(cell, &text);
        self.unread += unread;
        self.said += text.chars().filter(|c| !c.is_whitespace()).count();
    }

    /// All of it.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        for cell in &self.cells {
            if !out.is_empty() {
                out.push_str(if out.ends_with(':') || is_number(&out) || is_bare(&out) { " " } else { " | " });
            }
            out.push_str(cell);
        }
        out
    }
}

/// `1.`, `2)`, `iv.`: the number of an item.
pub(super) fn is_number(text: &str) -> bool {
    text.strip_suffix(['.', ')']).is_some_and(|n| {
        !n.is_empty()
            && n.len() <= 3
            && (n.bytes().all(|b| b.is_ascii_digit()) || n.bytes().all(|b| b"ivx".contains(&b)))
    })
}

/// `3` before a heading.
fn is_bare(text: &str) -> bool {
    text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit())
}

/// Places at which text begins after a gap in several rows: where labels end and what they label begins.
pub(super) fn tab_stops(rows: &[Row]) -> Vec<f32> {
    let mut starts: Vec<f32> =
        rows.iter().flat_map(|row| gaps(&row.glyphs()).into_iter().filter(|g| g.1 > STOP_GAP).map(|g| g.0)).collect();
    starts.sort_by(f32::total_cmp);
    let mut stops = Vec::new();
    let mut group: Vec<f32> = Vec::new();
    for x in starts.into_iter().chain([f32::INFINITY]) {
        if group.first().is_some_and(|first| x - first > 1.0) {
            if group.len() >= STOP_ROWS {
                stops.extend(group.first());
            }
            group.clear();
        }
        group.push(x);
    }
    stops
}

/// The place and the size in em of each gap, in glyphs sorted by their left ends.
fn gaps(glyphs: &[&Glyph]) -> Vec<(f32, f32)> {
    let mut end: Option<&Glyph> = None;
    let mut out = Vec::new();
    for glyph in glyphs.iter().filter(|g| !g.is_blank()) {
        if let Some(end) = end {
            out.push((glyph.x0, (glyph.x0 - end.x1) / end.size.max(glyph.size).max(0.1)));
        }
        if end.is_none_or(|end| glyph.x1 > end.x1) {
            end = Some(glyph);
        }
    }
    out
}

/// Whether a line of three words or more is stretched to a margin, where two others end too: its words are apart alike, as
/// the cells of no row are.
fn is_stretched(gaps: &[(f32, f32)], end: f32, ends: &[f32]) -> bool {
    let wide = || gaps.iter().map(|g| g.1).filter(|&gap| gap > WORD_GAP);
    let (least, most) = (wide().fold(f32::INFINITY, f32::min), wide().fold(0.0, f32::max));
    let from = ends.partition_point(|&e| e < end - 0.5);
    let others = ends.get(from + 2).is_some_and(|&e| e < end + 0.5);
    others && wide().count() >= 2 && most - least < 0.1 * most
}

/// Reads a row. None where it says nothing. `ends` has the right ends of the rows around it, sorted.
pub(super) fn read(row: &Row, stops: &[f32], ends: &[f32]) -> Option<Line> {
    let mut line = Line { x0: row.x0(), x1: row.x1(), y: row.y, ..Line::default() };
    let glyphs = row.glyphs();
    let at_stop = |x: f32| stops.get(stops.partition_point(|&s| s < x - 1.0)).is_some_and(|&s| s <= x + 1.0);
    let ends_cell = |&(x, gap): &(f32, f32)| gap > CELL_GAP || gap > STOP_GAP && at_stop(x);
    let gaps = gaps(&glyphs);
    let stretched = is_stretched(&gaps, line.x1, ends);
    // Cells of several lines are told by these, however close they stand to others.
    let told = row.more.iter().flat_map(|m| {
        let after = gaps.iter().map(|g| g.0).find(|&x| x > m.x1);
        after.into_iter().chain(gaps.iter().map(|g| g.0).find(|&x| (x - m.x0).abs() < 0.1))
    });
    let mut breaks: Vec<f32> = gaps.iter().filter(|g| !stretched && ends_cell(g)).map(|g| g.0).chain(told).collect();
    breaks.sort_by(f32::total_cmp);
    breaks.dedup();
    let mut breaks = breaks.into_iter().peekable();
    let mut cells: Vec<Vec<Glyph>> = Vec::new();
    let mut cell = Vec::new();
    for glyph in glyphs {
        if breaks.next_if(|&x| glyph.x0 >= x).is_some() {
            cells.push(std::mem::take(&mut cell));
        }
        cell.push(glyph.clone());
    }
    cells.push(cell);
    line.size = usual_size(cells.iter().flatten());
    let mut first = true;
    for glyphs in cells {
        let mut glyphs = layout::tidy(glyphs);
        if first && take_bullet(&mut glyphs) {
            line.bullet = true;
        } else if !first && is_bulleted(&glyphs) {
            take_bullet(&mut glyphs);
        }
        let Some(start) = glyphs.iter().find(|g| !g.is_blank()).map(|g| g.x0) else { continue };
        let (text, unread) = words(&glyphs);
        if text.is_empty() {
            continue;
        }
        if first {
            line.text_x0 = start;
            line.first_x1 = glyphs.iter().filter(|g| !g.is_blank()).map(|g| g.x1).fold(start, f32::max);
        }
        first = false;
        line.unread += unread;
        line.said += text.chars().filter(|c| !c.is_whitespace()).count();
        line.faces.extend(glyphs.iter().filter(|g| !g.is_blank() && g.face > 0).map(|g| g.face));
        line.starts.push(start);
        line.cells.push(text);
    }
    for more in &row.more {
        line.add(more);
    }
    (!line.cells.is_empty()).then_some(line)
}

/// The size that most glyphs have.
fn usual_size<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> f32 {
    let mut sizes: Vec<f32> = glyphs.filter(|g| !g.is_blank()).map(|g| g.size).collect();
    sizes.sort_by(f32::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(0.0)
}

/// Whether a cell begins with a bullet that has words after it.
fn is_bulleted(glyphs: &[Glyph]) -> bool {
    let mut ink = glyphs.iter().filter(|g| !g.is_blank()).map(Glyph::one);
    let bullet = ink.next().flatten().is_some_and(|c| chars::is_bullet(c) && !chars::is_private(c));
    bullet && ink.next().flatten().is_some_and(char::is_alphanumeric)
}

/// Takes a bullet, and the blanks after it, off the start.
fn take_bullet(glyphs: &mut Vec<Glyph>) -> bool {
    let lead = glyphs.iter().take_while(|g| g.is_blank()).count();
    glyphs.drain(..lead);
    let Some(first) = glyphs.first() else { return false };
    let Some(c) = first.one() else { return false };
    let next = glyphs.iter().skip(1).position(|g| !g.is_blank()).map(|i| i + 1);
    let room = next.and_then(|i| glyphs.get(i)).map_or(f32::INFINITY, |n| n.x0 - first.x1);
    let blank = next.is_none_or(|i| i > 1);
    let is = if chars::is_bullet(c) {
        blank || room > 0.12 * first.size || chars::is_private(c)
    } else {
        chars::is_weak_bullet(c) && next.is_some() && room > 0.22 * first.size && (blank || room > 0.3 * first.size)
    };
    if !is {
        return false;
    }
    glyphs.drain(..next.unwrap_or(glyphs.len()));
    true
}

/// The words of glyphs sorted by their left ends, and how many glyphs inside words say nothing.
pub(super) fn words(glyphs: &[Glyph]) -> (String, usize) {
    let ink: Vec<&Glyph> = glyphs.iter().filter(|g| !g.is_blank()).collect();
    let blanks = glyphs.len() - ink.len();
    let gaps = || {
        ink.windows(2)
            .filter_map(|w| if let [a, b] = w { Some((b.x0 - a.x1) / a.size.max(b.size).max(0.1)) } else { None })
    };
    let mut sorted: Vec<f32> = gaps().collect();
    sorted.sort_by(f32::total_cmp);
    let median = sorted.get(sorted.len() / 2).copied().unwrap_or(0.0);
    let tracked = sorted.len() >= 3 && median > TRACKED;
    // Blanks between single letters say nothing about words.
    let trust = !(tracked && blanks * 10 >= 6 * sorted.len());
    let limit = if tracked { WORD_GAP.max(TRACKED_WORD * median) } else { WORD_GAP };
    let mut out = String::new();
    let mut last: Option<&Glyph> = None;
    let mut blank = false;
    for glyph in glyphs {
        if glyph.is_blank() {
            blank = true;
            continue;
        }
        // An accent over nothing that takes it.
        if matches!(glyph.one(), Some('˜' | '˙')) {
            continue;
        }
        if let Some(last) = last {
            let gap = (glyph.x0 - last.x1) / last.size.max(glyph.size).max(0.1);
            // A raised figure before a word refers to a note.
            let leads =
                || matches!(out.trim_end_matches(|c: char| c.is_ascii_digit()).chars().next_back(), None | Some(' '));
            let mark = last.one().is_some_and(|c| c.is_ascii_digit())
                && leads()
                && last.size < 0.85 * glyph.size
                && last.y < glyph.y - 0.15 * glyph.size
                && glyph.one().is_some_and(char::is_alphabetic);
            let limit = if is_han(last) && is_han(glyph) { limit.max(HAN_GAP) } else { limit };
            if gap > limit || mark || (blank && trust && gap > -0.5) {
                out.push(' ');
            }
        }
        blank = false;
        glyph.say(&mut out);
        last = Some(glyph);
    }
    clean(&out)
}

/// Whether it is of a script that sets no blanks between words.
fn is_han(glyph: &Glyph) -> bool {
    glyph.one().is_some_and(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'))
}

/// Drops icons, guesses ligatures, composes accents.
fn clean(text: &str) -> (String, usize) {
    if text.is_ascii() {
        return (text.split_ascii_whitespace().collect::<Vec<_>>().join(" "), 0);
    }
    let mut unread = 0;
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let mut word = chars::without_icons(word);
        if word.contains(UNKNOWN) {
            let (whole, guesses) = chars::guess_ligatures(&word);
            unread += guesses;
            word = whole;
        }
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.nfc());
    }
    (out, unread)
}
