//! Reads PDFs: hayro finds the glyphs, this module makes lines in reading order of them.
//!
//! ```text
//! guard       does the file unpack to more than it may
//! glyphs      content streams → glyphs with place, size, colour; hidden: what can't be seen is left out
//! layout      glyphs → pieces → rows; columns: which pieces stand side by side
//! cells       cells of several lines side by side: read whole; bands: paragraphs side by side
//! lines       row → words, cells, bullet; chars: what single glyphs mean
//! notes       places and dates at the margin; marks: bullets that are drawn
//! labels      dates that wrap in a column of their own; ways to reach someone beside other lines
//! running     page headers and numbers are left out; flow: columns that go on over pages
//! paragraphs  rows → logical lines: wrapped lines joined, headings told; anew: what isn't; hyphens: torn words mended
//! quality     is it text; a second reader's where it is better
//! ```
//!
//! hayro runs on a thread of its own, with room for deep recursion and with a clock: where it doesn't come back in time,
//! the thread is left behind, and the caller gets an error. Text is never partial.

mod anew;
mod bands;
mod cells;
mod chars;
mod columns;
mod flow;
mod glyph;
mod glyphs;
mod guard;
mod hidden;
mod hyphens;
mod labels;
mod layout;
mod lines;
mod marks;
mod notes;
mod paragraphs;
mod quality;
mod running;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::glyph::{Painting, Says};
use self::glyphs::Stop;
use self::paragraphs::Block;
use crate::read::draft::{Draft, DraftLine, LineKind};
use crate::read::error::ReadError;
use crate::read::limits::{Deadline, Limits};

/// Bytes of stack for hayro: it recurses through nested objects (512) and forms (50). Reserved, not used.
const STACK: usize = 64 << 20;

/// How long to wait for hayro before looking at the clock again.
const TICK: Duration = Duration::from_millis(20);

/// Another way to get at the text of a PDF, which may be run where it can be stopped.
pub trait SecondReader {
    /// The plain text of each page.
    ///
    /// # Errors
    /// Where it finds no text, or goes over a limit.
    fn read(&self, bytes: &[u8], limits: &Limits) -> Result<Vec<String>, ReadError>;
}

/// Reads a PDF. `second` is asked where this reader's own text is in doubt, see `quality.rs` for the measure.
///
/// # Errors
/// Where the file is damaged, encrypted, a scan, or over a limit, and where no reader finds text that can be used.
pub fn read(
    bytes: &[u8],
    limits: &Limits,
    deadline: &Deadline,
    second: Option<&dyn SecondReader>,
) -> Result<Draft, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if u64::try_from(bytes.len()).is_ok_and(|n| n > limits.file_bytes) {
        return Err(ReadError::TooLarge {
            what: "bytes of the file",
            limit: format!("{} MiB", limits.file_bytes >> 20),
            hint: "split the document, or save its text",
        });
    }
    let first = on_thread(bytes, limits, deadline);
    let (draft, pages) = match first {
        Ok(read) => read,
        // A file that hayro can't open may be one that the other reader can.
        Err(ReadError::Damaged { detail }) => {
            return match second.map(|s| s.read(bytes, limits)) {
                Some(Ok(pages)) if quality::of_pages(&pages) >= quality::GOOD => Ok(from_second(&pages)),
                _ => Err(ReadError::Damaged { detail }),
            };
        }
        Err(error) => return Err(error),
    };
    let own = quality::of_draft(&draft);
    if own.is_good() {
        return Ok(draft);
    }
    if let Some(Ok(other)) = second.map(|s| s.read(bytes, limits)) {
        let theirs = quality::of_pages(&other);
        if theirs >= quality::GOOD && theirs > own.score + quality::MARGIN {
            return Ok(from_second(&other));
        }
    }
    if own.said == 0 {
        return Err(ReadError::Scan { pages });
    }
    if own.is_garbled() {
        return Err(ReadError::Garbled { detail: own.detail() });
    }
    Ok(draft)
}

/// Reads with the `pdf-extract` crate: what a [`SecondReader`]'s child process runs. Not to be run in the process that
/// matters: a crafted file can overflow its stack or its memory, which nothing catches.
///
/// # Errors
/// Where it can't read the file, or panics.
pub fn extract_with_pdf_extract(bytes: &[u8]) -> Result<Vec<String>, ReadError> {
    let damaged = |detail: String| ReadError::Damaged { detail };
    match catch_unwind(|| pdf_extract::extract_text_from_mem_by_pages(bytes)) {
        Ok(Ok(pages)) => Ok(pages),
        Ok(Err(error)) => Err(damaged(error.to_string())),
        Err(_) => Err(damaged("its content can't be interpreted".to_owned())),
    }
}

/// Runs hayro and the layout on a thread that can be left behind. The draft and the number of pages.
fn on_thread(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<(Draft, usize), ReadError> {
    let bytes = Arc::new(bytes.to_vec());
    let (limits, deadline) = (*limits, *deadline);
    let (send, receive) = channel();
    let work = move || {
        let result = catch_unwind(AssertUnwindSafe(|| read_with_hayro(&bytes, &limits, &deadline)));
        // Nobody listens any more where the time was over.
        let _ = send.send(result.unwrap_or_else(|panic| {
            Err(match panic.downcast::<Stop>() {
                Ok(stop) => stop.0,
                Err(_) => ReadError::Damaged { detail: "its content can't be interpreted".to_owned() },
            })
        }));
    };
    let started = std::thread::Builder::new().name("pdf".to_owned()).stack_size(STACK).spawn(work);
    if let Err(error) = started {
        return Err(ReadError::Damaged { detail: format!("no thread to read it on: {error}") });
    }
    loop {
        match receive.recv_timeout(TICK) {
            Ok(result) => return result,
            Err(RecvTimeoutError::Timeout) if !deadline.passed() => {}
            Err(RecvTimeoutError::Timeout) => return Err(ReadError::TimedOut { seconds: limits.time.as_secs() }),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(ReadError::Damaged { detail: "its content can't be interpreted".to_owned() });
            }
        }
    }
}

fn read_with_hayro(bytes: &Arc<Vec<u8>>, limits: &Limits, deadline: &Deadline) -> Result<(Draft, usize), ReadError> {
    guard::check(bytes, limits, deadline)?;
    let pdf = Pdf::new(Arc::clone(bytes)).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm) => {
            ReadError::Encrypted
        }
        LoadPdfError::Decryption(_) => ReadError::Damaged { detail: "its encryption is broken".to_owned() },
        LoadPdfError::Invalid => ReadError::Damaged { detail: "no page can be found in it".to_owned() },
    })?;
    guard::check_decrypted(&pdf, bytes, limits, deadline)?;
    let pages = pdf.pages().len();
    if pages == 0 {
        return Err(ReadError::Damaged { detail: "it has no pages".to_owned() });
    }
    if pages > limits.pages {
        return Err(ReadError::TooLarge { what: "pages", limit: limits.pages.to_string(), hint: "split the document" });
    }
    let painting = glyphs::collect(&pdf, limits, deadline);
    Ok((to_draft(painting, deadline, limits)?, pages))
}

/// Lays out what was painted.
fn to_draft(mut painting: Painting, deadline: &Deadline, limits: &Limits) -> Result<Draft, ReadError> {
    let mut draft = Draft::default();
    for page in &mut painting.pages {
        for (reason, count) in hidden::take(page) {
            let message =
                format!("page {}: text that {} was left out ({count} characters)", page.number, reason.words());
            draft.note("hidden-text", message);
        }
    }
    let coded = chars::resolve_codes(&mut painting.pages);
    let (mut said, mut unread) = (0, 0);
    let mut blocks = Vec::new();
    for page in &mut painting.pages {
        if deadline.passed() {
            return Err(ReadError::TimedOut { seconds: limits.time.as_secs() });
        }
        let unknown = page.glyphs.iter().filter(|g| g.says == Says::Unknown).count();
        let laid = layout::lay(page);
        if laid.columns {
            draft.note("two-columns", format!("page {} has columns; they were read one after the other", page.number));
        }
        if laid.blocks.is_empty() && page.images > 0 {
            draft.note(
                "scanned-page",
                format!("page {} has images and no text; what they show was not read", page.number),
            );
        }
        let mut page_unread = 0;
        for (side, part) in &laid.blocks {
            let mut ends: Vec<f32> = part.rows.iter().map(layout::Row::x1).collect();
            ends.sort_by(f32::total_cmp);
            let mut lines: Vec<_> = part.rows.iter().filter_map(|row| lines::read(row, &part.stops, &ends)).collect();
            labels::mend(&mut lines);
            labels::join_torn(&mut lines);
            labels::part_contacts(&mut lines);
            said += lines.iter().map(|l| l.said).sum::<usize>();
            page_unread += lines.iter().map(|l| l.unread).sum::<usize>();
            blocks.push(Block { lines, margin: part.margin, side: *side, page: page.number, height: page.height });
        }
        // Icons say nothing either; what counts is a page of nothing else.
        if unknown > 20 && unknown * 5 > page.glyphs.len() {
            page_unread = page_unread.max(unknown);
        }
        unread += page_unread;
    }
    running::drop_from(&mut blocks);
    flow::stitch(&mut blocks);
    marks::apply(&mut blocks, painting.pages.iter_mut().map(|p| std::mem::take(&mut p.marks)).collect());
    draft.lines = paragraphs::join(&blocks, &painting.faces);
    draft.unreadable = if said + unread == 0 { 0.0 } else { unread as f64 / (said + unread) as f64 };
    if coded > 0 && coded * 2 > said {
        draft.note(
            "repaired-encoding",
            "the letters of its bitmap fonts have no names and were told by TeX's numbering",
        );
    }
    Ok(draft)
}

/// The second reader's plain text as a draft. It says nothing about layout beyond line breaks.
fn from_second(pages: &[String]) -> Draft {
    let mut draft = Draft::default();
    draft.note("second-reader", "the text was read by a second, simpler reader; the order of columns may be wrong");
    for (page, text) in (1..).zip(pages) {
        let mut gap = false;
        for line in text.lines() {
            let text = line.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.is_empty() {
                gap = true;
                continue;
            }
            let mut chars = text.chars();
            let bullet = chars.next().is_some_and(chars::is_bullet);
            let (kind, text) = if bullet {
                (LineKind::Bullet(0), chars.as_str().trim_start().to_owned())
            } else {
                (LineKind::Text, text)
            };
            if !text.is_empty() {
                draft.lines.push(DraftLine { text, kind, page: Some(page), gap_before: gap });
            }
            gap = false;
        }
    }
    draft
}
