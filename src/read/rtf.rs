//! Rich Text Format: control words and groups read in one pass; what is not text is skipped by its destination.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::draft::{Draft, DraftLine};
use super::error::ReadError;
use super::limits::{Deadline, Limits};
use super::lines::{check, finish, note_once, too_deep};
use super::paragraph::{Paragraph, clean_margin};

mod text;

/// Reads an `.rtf`.
pub fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Draft, ReadError> {
    // A first pass finds the size of most letters, by which the second tells headings.
    let sizes = pass(bytes, 0, limits, deadline)?.sizes;
    let body_size = sizes.iter().max_by_key(|&&(size, count)| (count, size)).map_or(0, |&(size, _)| size);
    let reader = pass(bytes, body_size, limits, deadline)?;
    let (mut lines, mut footers) = (reader.headers, reader.footers);
    clean_margin(&mut lines);
    clean_margin(&mut footers);
    lines.extend(reader.lines);
    lines.append(&mut footers);
    let mut draft = Draft { lines, ..Draft::default() };
    if reader.hidden {
        note_once(&mut draft, "hidden-text", "The document has text that is formatted as hidden; it was left out.");
    }
    finish(draft, limits)
}

fn pass<'a>(bytes: &'a [u8], body_size: u32, limits: &Limits, deadline: &Deadline) -> Result<Reader<'a>, ReadError> {
    let mut reader = Reader::new(bytes, body_size);
    let mut count = 0_usize;
    while reader.at < bytes.len() {
        count += 1;
        if count.is_multiple_of(4096) {
            check(deadline, limits)?;
        }
        reader.step();
        // Word nests a few dozen groups at most; more is a broken or a hostile file.
        if reader.groups.len() > limits.nesting {
            return Err(too_deep(limits));
        }
    }
    reader.end_paragraph();
    reader.end_row();
    Ok(reader)
}

/// Where text belongs.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Body,
    Header,
    Footer,
    /// A text box, read before the paragraph in which it is anchored.
    Box,
}

/// What a group inherits from the one around it.
#[derive(Clone, Copy)]
struct State {
    skip: bool,
    place: Place,
    hidden: bool,
    bold: bool,
    caps: bool,
    /// How many characters after `\u` stand in for it.
    uc: usize,
    /// In half points.
    size: u32,
    encoding: &'static Encoding,
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    state: State,
    groups: Vec<State>,
    /// Bytes of the document's code page that are not decoded yet.
    pending: Vec<u8>,
    surrogate: Option<u16>,
    /// Characters that are still to be skipped after `\u`.
    replaced: usize,
    star: bool,
    paragraph: Paragraph,
    /// Paragraphs that were broken off for what is anchored in them.
    anchors: Vec<Paragraph>,
    headers: Vec<DraftLine>,
    footers: Vec<DraftLine>,
    body_size: u32,
    /// How many letters have which size.
    sizes: Vec<(u32, usize)>,
    list: Option<u8>,
    outline: Option<u8>,
    cells: Vec<Vec<DraftLine>>,
    cell: Vec<DraftLine>,
    in_table: bool,
    lines: Vec<DraftLine>,
    gap: bool,
    hidden: bool,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], body_size: u32) -> Self {
        let state = State {
            skip: false,
            place: Place::Body,
            hidden: false,
            bold: false,
            caps: false,
            uc: 1,
            size: 24,
            encoding: WINDOWS_1252,
        };
        Reader {
            bytes,
            at: 0,
            state,
            groups: Vec::new(),
            pending: Vec::new(),
            surrogate: None,
            replaced: 0,
            star: false,
            paragraph: Paragraph::default(),
            anchors: Vec::new(),
            headers: Vec::new(),
            footers: Vec::new(),
            body_size,
            sizes: Vec::new(),
            list: None,
            outline: None,
            cells: Vec::new(),
            cell: Vec::new(),
            in_table: false,
            lines: Vec::new(),
            gap: false,
            hidden: false,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn step(&mut self) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'{' => {
                self.flush();
                self.groups.push(self.state);
                self.star = false;
            }
            b'}' => {
                self.flush();
                // The end of a group ends what `\u` skips in it.
                self.replaced = 0;
                if let Some(outer) = self.groups.pop() {
                    if outer.place != self.state.place {
                        self.end_paragraph();
                        self.paragraph = self.anchors.pop().unwrap_or_default();
                    }
                    self.state = outer;
                }
            }
            b'\\' => self.control(),
            b'\r' | b'\n' | 0 => {}
            byte => self.byte(byte),
        }
    }

    fn control(&mut self) {
        let Some(first) = self.peek() else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            match first {
                b'\'' => {
                    let digits = self.bytes.get(self.at..self.at + 2).and_then(|d| std::str::from_utf8(d).ok());
                    if let Some(byte) = digits.and_then(|d| u8::from_str_radix(d, 16).ok()) {
                        self.at += 2;
                        self.byte(byte);
                    }
                }
                b'*' => self.star = true,
                b'~' => self.push(' '),
                b'_' => self.push('-'),
                b'\r' | b'\n' => self.end_paragraph(),
                b'\\' | b'{' | b'}' => self.byte(first),
                _ => {}
            }
            return;
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let length = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        let word = String::from_utf8_lossy(rest.get(..length).unwrap_or_default()).into_owned();
        self.at += length;
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest.iter().skip(sign).take(10).take_while(|b| b.is_ascii_digit()).count();
        let number = rest
            .get(..sign + digits)
            .filter(|_| digits > 0)
            .and_then(|n| std::str::from_utf8(n).ok())
            .and_then(|n| n.parse().ok());
        if digits > 0 {
            self.at += sign + digits;
        }
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        self.word(&word, number);
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        if word != "u" {
            self.flush();
        }
        let starred = std::mem::take(&mut self.star);
        match word {
            "par" | "sect" | "page" => self.end_paragraph(),
            "line" | "softline" => self.push('\n'),
            "tab" => self.push('\t'),
            "cell" | "nestcell" => self.end_cell(),
            "row" | "nestrow" => self.end_row(),
            "pard" => {
                self.list = None;
                self.outline = None;
                self.in_table = false;
            }
            "intbl" => self.in_table = true,
            "trowd" if !self.in_table => self.end_paragraph(),
            "plain" => {
                (self.state.bold, self.state.caps, self.state.hidden) = (false, false, false);
                self.state.size = 24;
            }
            "b" => self.state.bold = on,
            "v" => self.state.hidden = on,
            "caps" => self.state.caps = on,
            "fs" => self.state.size = number.and_then(|n| u32::try_from(n).ok()).unwrap_or(24),
            "ls" => self.list = self.list.or(Some(0)),
            "ilvl" => self.list = Some(number.unwrap_or(0).clamp(0, 8) as u8),
            "outlinelevel" => self.outline = number.filter(|n| (0..9).contains(n)).map(|n| n as u8 + 1),
            "uc" => self.state.uc = number.unwrap_or(1).clamp(0, 8) as usize,
            "u" => self.unicode(number.unwrap_or(0)),
            "ansicpg" => self.state.encoding = code_page(number.unwrap_or(1252)),
            "mac" => self.state.encoding = encoding_rs::MACINTOSH,
            "bullet" => self.push('•'),
            "emdash" => self.push('—'),
            "endash" => self.push('–'),
            "lquote" => self.push('‘'),
            "rquote" => self.push('’'),
            "ldblquote" => self.push('“'),
            "rdblquote" => self.push('”'),
            "emspace" | "enspace" | "qmspace" => self.push(' '),
            "bin" => self.at = self.at.saturating_add(number.unwrap_or(0).max(0) as usize),
            // A list's bullet as text, for readers that know no lists: it tells that this is an item.
            "listtext" | "pntext" => {
                self.list = self.list.or(Some(0));
                self.state.skip = true;
            }
            "header" | "headerl" | "headerr" | "headerf" => self.enter(Place::Header),
            // Notes go to the end, as footers do.
            "footer" | "footerl" | "footerr" | "footerf" | "footnote" => self.enter(Place::Footer),
            "shptxt" => self.enter(Place::Box),
            // Shapes are marked as destinations that may be skipped, but hold the text boxes.
            "shpinst" | "shp" | "shppict" => {}
            "nesttableprops" => self.state.skip = true,
            "fonttbl" | "colortbl" | "stylesheet" | "info" | "pict" | "object" | "fldinst" | "listtable"
            | "listoverridetable" | "revtbl" | "rsidtbl" | "generator" | "themedata" | "colorschememapping"
            | "latentstyles" | "datastore" | "xmlnstbl" | "mmathPr" | "nonshppict" | "sp" | "filetbl"
            | "annotation" | "atnid" | "atnauthor" | "deleted" | "bkmkstart" | "bkmkend" | "shprslt"
            | "nonesttables" => {
                self.state.skip = true;
            }
            _ if starred => self.state.skip = true,
            _ => {}
        }
    }

    /// Begins what is anchored in the current paragraph.
    fn enter(&mut self, place: Place) {
        // A place within itself is one place; groups that are skipped have none.
        if self.state.place != place && !self.state.skip {
            self.anchors.push(std::mem::take(&mut self.paragraph));
            self.state.place = place;
        }
    }
}

fn code_page(number: i32) -> &'static Encoding {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10000 => "macintosh".to_owned(),
        65001 => "utf-8".to_owned(),
        n => format!("windows-{n}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

#[cfg(test)]
mod tests;
