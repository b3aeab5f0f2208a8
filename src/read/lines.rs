//! What the readers of marked-up formats share: tidying a line, telling a bullet, and the checks at the end.

use super::draft::{Draft, DraftLine, LineKind};
use super::error::ReadError;
use super::limits::{Deadline, Limits};

/// Bullets that mean nothing else at the start of a line. The last ones are what Symbol and Wingdings leave behind.
const BULLETS: &str = "•‣⁃∙◦●○■□▪▫◆◇♦►▶▸➢➤➔→✓✔✦★❖⦁⬥⬧❑❒·\u{F0B7}\u{F0A7}\u{F0D8}\u{F0FC}\u{F076}\u{F0A8}\u{F02D}";

/// One line's text: runs of blanks become one, a tab stays a tab, what can't be seen goes.
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank: Option<char> = None;
    for c in text.chars() {
        match c {
            '\t' => blank = Some('\t'),
            c if c.is_whitespace() => blank = blank.or(Some(' ')),
            c if is_invisible(c) => {}
            c => {
                if let Some(b) = blank.take()
                    && !out.is_empty()
                {
                    out.push(b);
                }
                out.push(c);
            }
        }
    }
    out
}

/// Characters that have no place in a line of text: controls, zero-width spaces, soft hyphens, bidirectional controls.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || is_bidi_control(c)
        || matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}')
}

/// Controls that reorder text for the eye, so that a person and a program read different things.
pub(super) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What follows a bullet that was typed as text, where the line begins with one.
///
/// Hyphens and dashes count only before a blank, so that `-5 °C` and `-- Company` stay what they are.
pub(super) fn strip_bullet(text: &str) -> Option<&str> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    let spaced = rest.starts_with([' ', '\t', '\u{A0}']);
    let is_bullet = match first {
        '-' | '–' | '—' | '*' => spaced,
        'o' => spaced && rest.trim_start().starts_with(char::is_uppercase),
        // A mid-dot or an arrow also joins things; as a bullet it stands apart or before a word.
        '·' | '→' | '★' => spaced,
        c => BULLETS.contains(c) || (('\u{E000}'..='\u{F8FF}').contains(&c) && spaced),
    };
    let rest = rest.trim_start();
    // A line of bullets is an ornament or a masked name (`* * *`), not an item.
    (is_bullet && rest.chars().any(char::is_alphanumeric)).then_some(rest)
}

/// Adds a line if anything is left of it once tidied; a bullet typed as text makes it an item.
pub(super) fn push(lines: &mut Vec<DraftLine>, kind: LineKind, text: &str, gap_before: bool) {
    let text = tidy(text);
    if matches!(kind, LineKind::Text | LineKind::Bullet(_))
        && let Some((lead, items)) = inline_items(&text)
    {
        if !lead.is_empty() {
            lines.push(DraftLine { text: lead.to_owned(), kind, page: None, gap_before });
        }
        let depth =
            if let (LineKind::Bullet(depth), false) = (kind, lead.is_empty()) { depth.saturating_add(1) } else { 0 };
        for (i, item) in items.iter().enumerate() {
            let gap_before = gap_before && i == 0 && lead.is_empty();
            lines.push(DraftLine { text: (*item).to_owned(), kind: LineKind::Bullet(depth), page: None, gap_before });
        }
        return;
    }
    let (kind, text) = match kind {
        LineKind::Text | LineKind::Heading(3..) => match strip_bullet(&text) {
            Some(rest) => (LineKind::Bullet(0), rest.to_owned()),
            None => (kind, text),
        },
        LineKind::Bullet(_) => match strip_bullet(&text) {
            Some(rest) => (kind, rest.to_owned()),
            None => (kind, text),
        },
        other => (other, text),
    };
    if !text.is_empty() {
        lines.push(DraftLine { text, kind, page: None, gap_before });
    }
}

/// Items that were run together: `We offer • time off • a pension`, as copying from a page leaves them.
///
/// Bullets also separate short things (`Berlin • +49 30 • jane@x.example`), so the pieces have to be of some length.
fn inline_items(text: &str) -> Option<(&str, Vec<&str>)> {
    let starts = text.starts_with(['•', '▪', '●']);
    let count = text.matches(" • ").count() + text.matches(" ▪ ").count() + text.matches(" ● ").count();
    if count < if starts { 1 } else { 2 } {
        return None;
    }
    let body = if starts { text.trim_start_matches(['•', '▪', '●', ' ', '\t']) } else { text };
    let parts: Vec<&str> = body.split(['•', '▪', '●']).map(str::trim).filter(|p| !p.is_empty()).collect();
    let (lead, items) =
        if starts { ("", parts.as_slice()) } else { parts.split_first().map(|(l, rest)| (*l, rest))? };
    let letters: usize = items.iter().map(|i| i.chars().count()).sum();
    (!items.is_empty() && letters >= items.len() * if starts { 15 } else { 30 }).then(|| (lead, items.to_vec()))
}

/// Adds a note unless there is one of its kind.
pub(super) fn note_once(draft: &mut Draft, code: &'static str, message: &str) {
    if draft.notes.iter().all(|n| n.code != code) {
        draft.note(code, message);
    }
}

/// Whether the letters of a short text are all capitals, as in `WORK EXPERIENCE`.
pub(super) fn all_caps(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3 && text.chars().all(|c| !c.is_lowercase()) && text.chars().any(char::is_uppercase)
}

/// Whether a text is a heading by its capitals alone.
pub(super) fn is_caps_heading(text: &str) -> bool {
    all_caps(text)
        && heading_shape(text)
        && !has_year(text)
        && !text.contains(['\t', '@', '/', '|', '*'])
        && text.chars().filter(|c| c.is_alphabetic()).count() >= 5
}

/// Whether the next printed line goes on with this one, where a break in the source is there only to wrap.
pub(super) fn runs_on(text: &str, next: &str) -> bool {
    next.starts_with(char::is_lowercase)
        && text.chars().count() >= 40
        && !text.ends_with(['.', ';', ':', '!', '?', '•'])
}

/// Whether a text has the shape of a heading: short, without the end of a sentence.
pub(super) fn heading_shape(text: &str) -> bool {
    let text = text.trim();
    let words = text.split_whitespace().count();
    text.chars().count() < 80
        && (1..=10).contains(&words)
        && text.chars().any(char::is_alphabetic)
        && !text.ends_with(['.', ',', ';'])
}

/// Whether a year stands in the text, which marks an entry rather than a section.
pub(super) fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")))
}

/// The error for a passed deadline.
pub(super) fn timed_out(limits: &Limits) -> ReadError {
    ReadError::TimedOut { seconds: limits.time.as_secs() }
}

/// Gives up when the deadline has passed.
pub(super) fn check(deadline: &Deadline, limits: &Limits) -> Result<(), ReadError> {
    if deadline.passed() { Err(timed_out(limits)) } else { Ok(()) }
}

/// The error for elements, objects or groups inside each other.
pub(super) fn too_deep(limits: &Limits) -> ReadError {
    ReadError::TooLarge {
        what: "its parts are nested too deeply",
        limit: format!("{} levels", limits.nesting),
        hint: "save it again with the program that made it, or as plain text",
    }
}

/// Checks of every reader at its end: there is text, and not too much of it.
pub(super) fn finish(mut draft: Draft, limits: &Limits) -> Result<Draft, ReadError> {
    // Capitals that stand alone are a heading, whatever the format knows of headings.
    let mut after_caps = false;
    for (i, line) in draft.lines.iter_mut().enumerate() {
        let is_caps = line.kind == LineKind::Text && is_caps_heading(&line.text);
        if is_caps && (line.gap_before || i == 0) && !after_caps {
            line.kind = LineKind::Heading(2);
        }
        after_caps = is_caps && !line.gap_before;
    }
    if let Some(first) = draft.lines.first_mut() {
        first.gap_before = false;
    }
    let characters: usize = draft.lines.iter().map(|l| l.text.chars().count()).sum();
    if characters > limits.glyphs {
        return Err(ReadError::TooLarge {
            what: "it has too much text",
            limit: format!("{} characters", limits.glyphs),
            hint: "leave out what doesn't belong to the document",
        });
    }
    if draft.lines.iter().all(|l| !l.text.chars().any(char::is_alphanumeric)) {
        return Err(ReadError::Empty);
    }
    if draft.unreadable == 0.0 {
        let bad = draft.lines.iter().flat_map(|l| l.text.chars()).filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
        draft.unreadable = bad as f64 / characters.max(1) as f64;
    }
    Ok(draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_bullet_makes_an_item() {
        let mut lines = Vec::new();
        for text in ["• Rust", "- Go", "-- Company", "-5 °C", "* * *", "o Led a team", "o sea", "\u{F0B7} Ada"] {
            push(&mut lines, LineKind::Text, text, false);
        }
        let seen: Vec<_> = lines.iter().map(|l| (l.kind, l.text.as_str())).collect();
        assert_eq!(
            seen,
            [
                (LineKind::Bullet(0), "Rust"),
                (LineKind::Bullet(0), "Go"),
                (LineKind::Text, "-- Company"),
                (LineKind::Text, "-5 °C"),
                (LineKind::Text, "* * *"),
                (LineKind::Bullet(0), "Led a team"),
                (LineKind::Text, "o sea"),
                (LineKind::Bullet(0), "Ada"),
            ]
        );
    }

    #[test]
    fn items_that_were_run_together_are_parted() {
        let mut lines = Vec::new();
        push(
            &mut lines,
            LineKind::Text,
            "Your tasks • Collaborate with product managers and others • Build the models that everybody uses",
            false,
        );
        push(&mut lines, LineKind::Text, "Berlin • +49 30 555 • jane@x.example • github.com/jane", false);
        let kinds: Vec<_> = lines.iter().map(|l| l.kind).collect();
        assert_eq!(kinds, [LineKind::Text, LineKind::Bullet(0), LineKind::Bullet(0), LineKind::Text]);
    }

    #[test]
    fn tidying_keeps_tabs_and_drops_what_cannot_be_seen() {
        assert_eq!(tidy("  Ku\u{200B}ber\u{202E}netes \u{A0} v1 \t 2020 \n"), "Kubernetes v1\t2020");
    }
}
