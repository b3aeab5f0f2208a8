//! A paragraph of an office document while it is gathered: its text, and how its letters look.

use super::draft::{DraftLine, LineKind};
use super::lines::{all_caps, has_year, heading_shape, is_caps_heading, push, runs_on, tidy};

/// How a run of text looks. Sizes are in whatever unit the format has.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    pub(super) bold: bool,
    pub(super) caps: bool,
    pub(super) size: u32,
}

/// What has been gathered. `\n` in the text is a break within the paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    letters: usize,
    bold: usize,
    caps: usize,
    size: u32,
}

impl Paragraph {
    /// Adds text that looks alike.
    pub(super) fn add(&mut self, text: &str, look: Look) {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        self.bold += if look.bold { letters } else { 0 };
        self.caps += if look.caps { letters } else { 0 };
        if letters > 0 {
            self.size = self.size.max(look.size);
        }
        self.text.push_str(text);
    }

    /// Whether there is nothing to see in it.
    pub(super) fn is_empty(&self) -> bool {
        tidy(&self.text).is_empty()
    }

    /// How many characters a reader sees, roughly.
    pub(super) fn length(&self) -> usize {
        self.text.chars().count()
    }

    /// The level of a heading made by hand: larger, bold, in capitals, or with a rule below it.
    pub(super) fn heading(&self, body_size: u32, ruled: bool, in_cell: bool) -> Option<u8> {
        let text = tidy(&self.text.replace('\n', " "));
        if !heading_shape(&text) || has_year(&text) || text.contains(['\t', '@']) || self.text.trim().contains('\n') {
            return None;
        }
        let is_bold = self.letters > 0 && self.bold == self.letters;
        let is_caps = all_caps(&text) || (self.letters > 3 && self.caps == self.letters);
        let times =
            |tenths: u32| body_size > 0 && u64::from(self.size) * 10 >= u64::from(body_size) * u64::from(tenths);
        if times(15) {
            Some(1)
        } else if (is_bold && (times(11) || is_caps || ruled))
            || (is_caps && (times(11) || ruled))
            || (!in_cell && is_caps_heading(&text))
        {
            Some(2)
        } else if is_bold && !in_cell {
            Some(3)
        } else {
            None
        }
    }

    /// Adds the paragraph's lines. `gap` is used up by the first.
    pub(super) fn push(&self, lines: &mut Vec<DraftLine>, kind: LineKind, gap: &mut bool) {
        *gap |= matches!(kind, LineKind::Heading(_));
        let mut kind = kind;
        let mut whole = String::new();
        for part in self.text.split('\n').map(str::trim).filter(|p| !p.is_empty()) {
            let continues = matches!(kind, LineKind::Heading(_))
                || runs_on(&whole, part)
                || (matches!(kind, LineKind::Bullet(_)) && part.starts_with(char::is_lowercase));
            if whole.is_empty() {
                whole = part.to_owned();
            } else if continues {
                whole.push(' ');
                whole.push_str(part);
            } else {
                push_one(lines, kind, &whole, gap);
                // What follows a break in an item is no item of its own.
                kind = LineKind::Text;
                whole = part.to_owned();
            }
        }
        push_one(lines, kind, &whole, gap);
    }
}

fn push_one(lines: &mut Vec<DraftLine>, kind: LineKind, text: &str, gap: &mut bool) {
    let before = lines.len();
    // A row of blanks is a tab made by hand.
    push(lines, kind, &text.replace("      ", "\t"), *gap);
    *gap &= lines.len() == before;
}

/// Cleans the lines of headers or footers: each once, though every section and the first page have their own, and no
/// page numbers, which are of no use and invite wrong conclusions.
pub(super) fn clean_margin(lines: &mut Vec<DraftLine>) {
    let mut seen: Vec<String> = Vec::new();
    lines.retain_mut(|line| {
        // The numbers are fields, whose results need not be in the file.
        if let Some(rest) = ["Page of", "Page"].iter().find_map(|p| line.text.strip_suffix(p)) {
            line.text = rest.trim_end_matches([' ', '\t', '·', '|', '-', '–', '•', ',']).to_owned();
        }
        // What stands in a header or footer heads nothing, unless it is the name in large type.
        if matches!(line.kind, LineKind::Heading(2..)) {
            line.kind = LineKind::Text;
        }
        let is_kept = !line.text.is_empty() && !is_page_number(&line.text) && !seen.contains(&line.text);
        if is_kept {
            seen.push(line.text.clone());
        }
        is_kept
    });
}

/// `3`, `Page 3 of 4`.
fn is_page_number(text: &str) -> bool {
    let is_number = |w: &str| w.len() <= 3 && w.chars().all(|c| c.is_ascii_digit());
    let is_word = |w: &str| ["page", "of", "seite", "von", "p"].contains(&w.to_lowercase().as_str());
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    words.iter().any(|w| is_number(w)) && words.len() <= 4 && words.iter().all(|w| is_number(w) || is_word(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, bold: bool, size: u32) -> Option<u8> {
        let mut paragraph = Paragraph::default();
        paragraph.add(text, Look { bold, caps: false, size });
        paragraph.heading(20, false, false)
    }

    #[test]
    fn headings_by_hand() {
        assert_eq!(of("Jane Doe", false, 32), Some(1));
        assert_eq!(of("Experience", true, 24), Some(2));
        assert_eq!(of("WORK EXPERIENCE", false, 20), Some(2));
        assert_eq!(of("Tools", true, 20), Some(3));
        assert_eq!(of("Tools", false, 20), None);
        assert_eq!(of("Engineer, 2020", true, 20), None);
        assert_eq!(of("We build things that work.", true, 20), None);
    }

    #[test]
    fn margins_have_no_page_numbers() {
        assert!(is_page_number("Page 3 of 4") && is_page_number("2"));
        assert!(!is_page_number("Jane Doe, page 3") && !is_page_number("2020"));
        let line = |text: &str| DraftLine { text: text.into(), kind: LineKind::Text, page: None, gap_before: false };
        let mut lines = vec![line("Jane Doe · Page of"), line("1"), line("Jane Doe")];
        clean_margin(&mut lines);
        assert_eq!(lines, [line("Jane Doe")]);
    }

    #[test]
    fn breaks_part_lines_but_not_sentences() {
        let mut paragraph = Paragraph::default();
        paragraph.add("Jane Doe\nBerlin\nI am an engineer with six years of experience in\ndesign", Look::default());
        let mut lines = Vec::new();
        paragraph.push(&mut lines, LineKind::Text, &mut false);
        let texts: Vec<_> = lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(texts, ["Jane Doe", "Berlin", "I am an engineer with six years of experience in design"]);
    }
}
