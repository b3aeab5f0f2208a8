//! From printed lines to logical ones: wrapped lines joined, headings and rows of tables told.

use std::collections::HashMap;

use super::flow::Side;
use super::glyph::Face;
use super::hyphens;
use super::lines::{self, Line};
use crate::read::draft::{DraftLine, LineKind};

/// A gap between baselines, in em, from which lines are not of one paragraph.
const PARAGRAPH_GAP: f32 = 1.75;
/// Relative to the body, the size from which a line is a heading, and the size of a top one.
const HEADING: f32 = 1.12;
const TITLE: f32 = 1.5;
/// Relative to the body's, the strokes with which a face is bold: of the same letter, and of any.
const BOLD: f32 = 1.2;
const BOLD_OF_ANY: f32 = 1.35;
/// Width in em of a block, below which a line that begins with a capital is taken for an item of its own.
const NARROW: f32 = 27.0;
/// Words that end no line of their own.
const BREAKS_OFF: &[&str] = &[
    "a",
    "an",
    "and",
    "as",
    "at",
    "by",
    "for",
    "from",
    "in",
    "into",
    "of",
    "on",
    "or",
    "the",
    "to",
    "with",
    "using",
    "via",
    "und",
    "der",
    "die",
    "das",
    "für",
    "mit",
    "von",
    "et",
    "de",
    "la",
    "le",
    "les",
    "des",
    "du",
    "en",
    "pour",
    "y",
    "el",
    "&",
    "including",
];
/// Words of a heading, at most.
const HEADING_WORDS: usize = 8;

/// The lines of one block of a page.
pub(super) struct Block {
    /// From top to bottom.
    pub(super) lines: Vec<Line>,
    /// Where full lines end, where its own don't tell: it's a part of a block.
    pub(super) margin: Option<f32>,
    /// Where it stands on its page.
    pub(super) side: Side,
    /// 1-based.
    pub(super) page: u32,
    /// The page's height in points.
    pub(super) height: f32,
}

/// What most of the document looks like.
struct Body {
    /// The size of most characters.
    size: f32,
    /// The strokes of each letter in the face that most of it has.
    strokes: HashMap<char, f32>,
    /// The strokes of its letters in the middle.
    stroke: f32,
    /// The usual distance of baselines, in em.
    pitch: f32,
}

/// All blocks of the document as logical lines.
pub(super) fn join(blocks: &[Block], faces: &[Face]) -> Vec<DraftLine> {
    let body = Body::of(blocks, faces);
    let mut out: Vec<DraftLine> = Vec::new();
    let mut open_end: Option<bool> = None;
    for block in blocks {
        join_block(block, &body, faces, &mut out, &mut open_end);
    }
    out
}

impl Body {
    fn of(blocks: &[Block], faces: &[Face]) -> Self {
        let lines = || blocks.iter().flat_map(|b| &b.lines);
        let size = middle(lines().map(|l| (l.size, l.said)).collect()).unwrap_or(10.0);
        let mut counts: HashMap<u32, usize> = HashMap::new();
        for face in lines().filter(|l| (l.size / size - 1.0).abs() < 0.1).flat_map(|l| &l.faces) {
            *counts.entry(*face).or_default() += 1;
        }
        let mut counts: Vec<(u32, usize)> = counts.into_iter().collect();
        counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut strokes = HashMap::new();
        let mut weighed: Vec<(f32, usize)> = Vec::new();
        for (face, count) in counts {
            if let Some(face) = face_of(faces, face) {
                strokes.entry(face.letter).or_insert(face.stroke);
                weighed.push((face.stroke, count));
            }
        }
        let stroke = middle(weighed).unwrap_or(0.0);
        let mut gaps: Vec<f32> = blocks
            .iter()
            .flat_map(|b| b.lines.windows(2))
            .filter_map(|w| if let [a, b] = w { Some((b.y - a.y) / a.size.max(b.size).max(0.1)) } else { None })
            .filter(|gap| (0.9..2.2).contains(gap))
            .collect();
        gaps.sort_by(f32::total_cmp);
        let pitch = gaps.get(gaps.len() / 2).copied().unwrap_or(1.25);
        Body { size, strokes, stroke, pitch }
    }

    fn is_bold(&self, line: &Line, faces: &[Face]) -> bool {
        let faces = || line.faces.iter().filter_map(|&f| face_of(faces, f));
        let bold = faces().filter(|face| match self.strokes.get(&face.letter) {
            Some(same) => face.stroke > BOLD * same,
            None => face.stroke > BOLD_OF_ANY * self.stroke,
        });
        let (bold, all) = (bold.count(), faces().count());
        all > 0 && bold * 10 >= all * 7
    }
}

/// The value in the middle of values that count so many times.
fn middle(mut values: Vec<(f32, usize)>) -> Option<f32> {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = values.iter().map(|v| v.1).sum::<usize>() / 2;
    let mut seen = 0;
    let found = values.iter().find(|v| {
        seen += v.1;
        seen > half
    });
    found.map(|v| v.0)
}

fn face_of(faces: &[Face], face: u32) -> Option<&Face> {
    faces.get(usize::try_from(face).ok()?.checked_sub(1)?)
}

/// Joins the lines of one block. `open_end` carries a paragraph over to the next block: whether the last line may go on.
fn join_block(block: &Block, body: &Body, faces: &[Face], out: &mut Vec<DraftLine>, open_end: &mut Option<bool>) {
    let margin = block.margin.unwrap_or_else(|| right_margin(&block.lines));
    let rows = table_rows(&block.lines);
    let mut previous: Option<(&Line, LineKind, f32)> = None;
    for (i, line) in block.lines.iter().enumerate() {
        let gap = previous.map(|(before, ..)| (line.y - before.y) / line.size.max(before.size).max(0.1));
        let mut kind =
            kind_of(line, rows.get(i).copied().unwrap_or(false), gap.is_none_or(|g| g > 1.1 * body.pitch), body, faces);
        if matches!(kind, LineKind::Heading(_)) && in_paragraph(&block.lines, i) {
            kind = LineKind::Text;
        }
        let text = line.text();
        let goes_on = match (previous, out.last()) {
            (Some((before, before_kind, indent)), Some(last)) => {
                let gap = (line.y - before.y) / line.size.max(before.size).max(0.1);
                kind == LineKind::Text
                    && matches!(before_kind, LineKind::Text | LineKind::Bullet(_))
                    && gap < (body.pitch * 1.3).min(PARAGRAPH_GAP)
                    && same_column(before, line, before_kind, indent)
                    && reaches(before, line, margin)
                    && (before_kind != LineKind::Text || !starts_anew(&text, &last.text, line, margin))
                    && line.cells.len() == 1
                    && (before.cells.len() == 1 || under_last_cell(before, line))
            }
            (None, Some(last)) => {
                // The first line of a block goes on with the last of the page before if that one ends in mid-sentence.
                *open_end == Some(true)
                    && kind == LineKind::Text
                    && text.chars().next().is_some_and(char::is_lowercase)
                    && last.page.is_some_and(|p| p < block.page)
            }
            _ => false,
        };
        let indent = if line.bullet { line.text_x0 } else { line.x0 };
        if goes_on && let Some(last) = out.last_mut() {
            hyphens::append(&mut last.text, &text);
            let (kind, indent) = previous
                .map_or((last.kind, indent), |(_, kind, i)| (kind, if kind == LineKind::Text { line.x0 } else { i }));
            previous = Some((line, kind, indent));
        } else {
            out.push(DraftLine {
                text,
                kind,
                page: Some(block.page),
                gap_before: gap.is_none_or(|gap| gap > body.pitch * 1.25),
            });
            previous = Some((line, kind, indent));
        }
    }
    *open_end = previous.map(|(line, kind, _)| {
        matches!(kind, LineKind::Text | LineKind::Bullet(_))
            && line.x1 > margin - 6.0 * line.size
            && out.last().is_some_and(|l| !l.text.ends_with(['.', '!', '?', ':']))
    });
}

/// Whether the line is one of three or more alike: a paragraph set larger or bolder than others isn't a heading.
fn in_paragraph(lines: &[Line], i: usize) -> bool {
    let alike = |a: Option<&Line>, b: Option<&Line>| match (a, b) {
        (Some(a), Some(b)) => {
            (a.size / b.size.max(0.1) - 1.0).abs() < 0.03
                && (a.x0 - b.x0).abs() < 0.5 * a.size
                && (b.y - a.y).abs() < 1.8 * a.size
                && a.text().chars().any(char::is_lowercase)
                && b.text().chars().any(char::is_lowercase)
        }
        _ => false,
    };
    let at = |i: Option<usize>| i.and_then(|i| lines.get(i));
    let up = alike(at(i.checked_sub(1)), at(Some(i)));
    let down = alike(at(Some(i)), at(Some(i + 1)));
    let around = up && down;
    let above = up && alike(at(i.checked_sub(2)), at(i.checked_sub(1)));
    let below = down && alike(at(Some(i + 1)), at(Some(i + 2)));
    around || above || below
}

/// Where full lines of the block end: as far right as any does.
fn right_margin(lines: &[Line]) -> f32 {
    lines.iter().map(|l| l.x1).fold(0.0, f32::max)
}

/// Whether `line` stands under `before` as the rest of its paragraph or list item does.
fn same_column(before: &Line, line: &Line, kind: LineKind, indent: f32) -> bool {
    let em = line.size.max(1.0);
    let alike = (line.size / before.size.max(0.1) - 1.0).abs() < 0.06;
    match kind {
        LineKind::Bullet(_) => {
            let under = line.x0 > indent - 0.8 * em && line.x0 < indent + 2.0 * em;
            alike && (under || before.cells.len() > 1 && under_last_cell(before, line))
        }
        _ => {
            let starts_low = line.cells.first().is_some_and(|text| {
                text.starts_with(char::is_lowercase) && !is_address(text.split(' ').next().unwrap_or(""))
            });
            // A paragraph whose first line is indented.
            let outdented = starts_low && line.x0 < indent && line.x0 > indent - 2.5 * em;
            alike && ((line.x0 - indent).abs() < 1.0 * em || outdented || under_last_cell(before, line))
        }
    }
}

/// Whether the line goes on with the last cell of `before`, which has a label to its left.
fn under_last_cell(before: &Line, line: &Line) -> bool {
    before.starts.last().is_some_and(|x| (line.x0 - x).abs() < 0.4 * line.size.max(1.0))
}

/// Whether the next line's first word would not have fitted on `before`.
fn reaches(before: &Line, line: &Line, margin: f32) -> bool {
    if before.cells.last().is_some_and(|text| hyphens::ends_torn(text)) {
        return true;
    }
    let text = line.cells.first().map_or("", String::as_str);
    let count = text.chars().count().max(1) as f32;
    let word = text.split(' ').next().map_or(0, |w| w.chars().count()) as f32;
    let width = (line.first_x1 - line.text_x0) * (word + 1.0) / count;
    before.x1 + width + 0.3 * line.size > margin
}

/// Whether `text` begins something of its own although it stands right under a full line.
fn starts_anew(text: &str, last: &str, line: &Line, margin: f32) -> bool {
    let short = line.x1 < margin - 0.5 * (margin - line.x0) && line.x1 - line.x0 < 0.5 * (margin - line.x0);
    let aside = text.starts_with('(') && !text.contains(|c: char| c.is_ascii_digit());
    let lower = aside || text.chars().next().is_some_and(|c| c.is_lowercase() || ",;)&/".contains(c));
    let ended = last.ends_with(['.', '!', '?', ';', ')']);
    if lines::is_number(text.split(' ').next().unwrap_or("")) || ended && (is_labelled(text) || opens_entry(text)) {
        return true;
    }
    if hyphens::ends_torn(last) {
        return false;
    }
    let mail = text.split(' ').next().is_some_and(|word| word.contains('@') && is_address(word));
    if mail || is_address(text) || is_address(last) || !text.contains(' ') && !last.contains(' ') {
        return true;
    }
    if lower || last.ends_with([',', '-', '–', '&', '/']) {
        return false;
    }
    // In a block of short lines (an address, a list of skills) nothing tells a wrapped line from the next item, unless the
    // line before breaks off.
    let narrow = margin - line.x0 < NARROW * line.size;
    let last_word = last.rsplit(' ').next().unwrap_or("");
    let breaks_off = BREAKS_OFF.contains(&last_word) || last.matches('(').count() > last.matches(')').count();
    narrow && !breaks_off || has_year(text) && short
}

/// A mail or web address: never the rest of a sentence.
fn is_address(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    !text.contains(' ') && (text.contains(['@', '/']) || text.starts_with("www.")) && text.contains('.')
}

/// `Operating systems: …`.
fn is_labelled(text: &str) -> bool {
    let Some((label, _)) = text.split_once(": ") else { return false };
    label.split(' ').count() <= 4 && label.chars().next().is_some_and(char::is_uppercase) && !label.contains(['.', ','])
}

/// `2019, August …`, `DATA ANALYST …`.
fn opens_entry(text: &str) -> bool {
    let capitals = |word: &str| word.chars().count() >= 3 && word.chars().all(char::is_uppercase);
    let mut words = text.split(' ');
    match (words.next(), words.next()) {
        (Some(first), second) => has_year(first) || capitals(first) && second.is_some_and(capitals),
        _ => false,
    }
}

/// Whether a year stands in `text`.
fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|w| w.len() == 4 && (w.starts_with("19") || w.starts_with("20")))
}

/// Adjoining lines with the same number of cells at the same places, three cells or more or three lines or more.
fn table_rows(lines: &[Line]) -> Vec<bool> {
    let alike = |a: &Line, b: &Line| {
        a.cells.len() > 1
            && a.cells.len() == b.cells.len()
            && a.starts.iter().zip(&b.starts).all(|(x, y)| (x - y).abs() < 0.5 * a.size.max(1.0))
    };
    let mut out = vec![false; lines.len()];
    let mut start = 0;
    for i in 1..=lines.len() {
        let goes_on = matches!((lines.get(i - 1), lines.get(i)), (Some(a), Some(b)) if alike(a, b));
        if goes_on {
            continue;
        }
        let cells = lines.get(start).map_or(0, |l| l.cells.len());
        if i - start >= 3 || (i - start >= 2 && cells >= 3) {
            out.iter_mut().take(i).skip(start).for_each(|row| *row = true);
        }
        start = i;
    }
    out
}

/// What the look of a line says. `apart`: more room above it than between lines.
fn kind_of(line: &Line, row: bool, apart: bool, body: &Body, faces: &[Face]) -> LineKind {
    if line.bullet {
        return LineKind::Bullet(0);
    }
    if row {
        return LineKind::Row;
    }
    let text = line.cells.first().map_or("", String::as_str);
    let words = text.split(' ').count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let plain = words <= HEADING_WORDS
        && letters >= 3
        && line.cells.len() == 1
        && !text.ends_with(['.', ',', ';'])
        && !text.contains(['@', '|'])
        && !text.contains("://");
    if !plain {
        return LineKind::Text;
    }
    if line.size >= TITLE * body.size {
        return LineKind::Heading(1);
    }
    if line.size >= HEADING * body.size {
        return LineKind::Heading(2);
    }
    let capitals = letters >= 4 && !text.chars().any(|c| c.is_lowercase() || c.is_ascii_digit());
    let bold =
        words <= 5 && !text.contains(',') && !text.chars().any(|c| c.is_ascii_digit()) && body.is_bold(line, faces);
    if (capitals && words <= 6 && apart) || bold { LineKind::Heading(2) } else { LineKind::Text }
}
