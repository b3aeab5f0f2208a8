//! From printed lines to logical ones: wrapped lines joined, headings and rows of tables told.

use std::collections::HashMap;

use super::anew::{is_address, starts_anew};
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
/// How far the first line of a paragraph is indented, in em, at most: half an inch is 3.6 em of 10 points.
const FIRST_LINE: f32 = 3.7;
/// Ends of sentences, and of what introduces a list.
const ENDS: [char; 5] = ['.', '!', '?', ';', ':'];
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
    // Whether the last logical line has more than one printed one.
    let mut wrapped = false;
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
                let item = matches!(before_kind, LineKind::Bullet(_));
                // A sentence that a break by hand parts.
                let mid = text.starts_with(char::is_lowercase) && !last.text.ends_with(ENDS);
                let under = under_last_cell(before, line);
                kind == LineKind::Text
                    && (before_kind == LineKind::Text || item || under && last.text.ends_with([',', '&', '/']))
                    && gap < (body.pitch * 1.3).min(PARAGRAPH_GAP)
                    && same_column(before, line, before_kind, indent)
                    && (reaches(before, line, margin) || mid && (wrapped || item))
                    && (before_kind != LineKind::Text || !starts_anew(&text, &last.text, line, margin))
                    && line.cells.len() == 1
                    && (before.cells.len() == 1 || under || item && mid && is_clause(before))
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
            wrapped = true;
        } else {
            out.push(DraftLine {
                text,
                kind,
                page: Some(block.page),
                gap_before: gap.is_none_or(|gap| gap > body.pitch * 1.25),
            });
            previous = Some((line, kind, indent));
            wrapped = false;
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
            // A paragraph whose first line is indented, or has a number before it.
            let outdented = starts_low && line.x0 < indent && line.x0 > indent - FIRST_LINE * em;
            let first = before.cells.first().and_then(|text| text.split(' ').next());
            let numbered = starts_low && first.is_some_and(lines::is_number) && line.x0 > indent;
            let hanging = numbered && line.x0 < indent + 2.5 * em;
            alike && ((line.x0 - indent).abs() < 1.0 * em || outdented || hanging || under_last_cell(before, line))
        }
    }
}

/// Whether the last cell is a part of a sentence, and no date or place.
fn is_clause(line: &Line) -> bool {
    line.cells.last().is_some_and(|text| text.split(' ').count() >= 4)
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
