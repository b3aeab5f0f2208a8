//! What the control words and characters of an RTF file add up to: paragraphs, cells, rows.

use crate::read::draft::LineKind;
use crate::read::paragraph::Look;
use crate::read::table::push_row;

use super::{Place, Reader};

impl Reader<'_> {
    /// `\uN`, with the characters after it that stand in for it.
    pub(super) fn unicode(&mut self, number: i32) {
        self.flush();
        // Written as a signed 16-bit number.
        let unit = number.rem_euclid(0x1_0000) as u16;
        self.replaced = self.state.uc;
        match (self.surrogate.take(), unit) {
            (_, 0xD800..=0xDBFF) => self.surrogate = Some(unit),
            (Some(high), low) => {
                for c in char::decode_utf16([high, low]).flatten() {
                    self.push(c);
                }
            }
            (None, unit) => self.push(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER)),
        }
    }

    pub(super) fn byte(&mut self, byte: u8) {
        if self.replaced > 0 {
            self.replaced -= 1;
        } else if !self.state.skip {
            self.pending.push(byte);
        }
    }

    /// Decodes what has been gathered in the document's code page.
    pub(super) fn flush(&mut self) {
        if !self.pending.is_empty() {
            let bytes = std::mem::take(&mut self.pending);
            let (text, _) = self.state.encoding.decode_without_bom_handling(&bytes);
            for c in text.chars() {
                self.push(c);
            }
        }
    }

    pub(super) fn push(&mut self, c: char) {
        if self.state.skip {
            return;
        }
        if self.state.hidden {
            self.hidden |= c.is_alphanumeric();
            return;
        }
        if !self.pending.is_empty() {
            self.flush();
        }
        if c.is_alphanumeric() {
            let size = self.state.size;
            if let Some((_, count)) = self.sizes.iter_mut().find(|(s, _)| *s == size) {
                *count += 1;
            } else if self.sizes.len() < 100 {
                // A document has a handful of sizes; a hostile file gets no more.
                self.sizes.push((size, 1));
            }
        }
        let look = Look { bold: self.state.bold, caps: self.state.caps, size: self.state.size };
        self.paragraph.add(c.encode_utf8(&mut [0; 4]), look);
    }

    pub(super) fn end_paragraph(&mut self) {
        self.flush();
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.is_empty() {
            self.gap = true;
            return;
        }
        let kind = match (self.outline, self.list) {
            (Some(level), _) => LineKind::Heading(level),
            (None, Some(depth)) => LineKind::Bullet(depth),
            _ => paragraph.heading(self.body_size, false, self.in_table).map_or(LineKind::Text, LineKind::Heading),
        };
        let into = match self.state.place {
            Place::Header => &mut self.headers,
            Place::Footer => &mut self.footers,
            _ if self.in_table => &mut self.cell,
            _ => &mut self.lines,
        };
        paragraph.push(into, kind, &mut self.gap);
    }

    pub(super) fn end_cell(&mut self) {
        self.in_table = true;
        self.end_paragraph();
        self.gap = false;
        self.cells.push(std::mem::take(&mut self.cell));
    }

    pub(super) fn end_row(&mut self) {
        self.in_table |= !self.cell.is_empty();
        self.end_paragraph();
        let mut cells = std::mem::take(&mut self.cells);
        cells.push(std::mem::take(&mut self.cell));
        push_row(&mut self.lines, cells, false);
        self.in_table = false;
    }
}
