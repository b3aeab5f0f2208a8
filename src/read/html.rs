//! Web pages: the posting or resume on them, without what every page of the site has.
//!
//! `tokens` splits the source, `tree` builds a bounded tree, `main_content` leaves out what surrounds the text,
//! `walk` makes lines. All of it is linear in the page's size and shallow on the stack, whatever the page is.

use super::charset;
use super::draft::{Draft, DraftLine, LineKind};
use super::error::ReadError;
use super::jsonld;
use super::limits::{Deadline, Limits};
use super::lines::{finish, note_once, tidy};

mod main_content;
mod title;
mod tokens;
mod tree;
mod walk;

use main_content::Content;
pub(super) use tokens::decode_entities;
use tree::Tree;

/// Reads a page. If it states a `JobPosting` in JSON-LD, that is the document, unless the page says much more.
pub fn read(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<Draft, ReadError> {
    let decoded = charset::decode(bytes, stated_charset(bytes).as_deref(), limits)?;
    let mut draft = decoded.draft();
    let tree = Tree::parse(&decoded.text, limits, deadline)?;
    let posting = tree.json_ld().find_map(jsonld::posting);
    let content = Content::of(&tree, posting.is_some());
    let page = walk::lines(&tree, &content, limits, deadline)?;
    if content.hidden_words > 2 && !content.is_site {
        note_once(&mut draft, "hidden-text", "The page has text that is set not to be shown; it was left out.");
    }
    draft.stated = title::stated(&tree, &content);

    if let Some(posting) = posting {
        let described = fragment(&posting.description, limits, deadline)?;
        // Some sites put a teaser there, and the posting itself only on the page.
        if size(&described) * 5 >= size(&page) * 2 {
            let title = posting.stated.title.clone().or(draft.stated.title.take());
            draft.stated = posting.stated;
            draft.stated.title = title;
            head(&mut draft);
            let title = draft.stated.title.clone();
            // The description may begin with its title as well.
            draft.lines.extend(
                described
                    .into_iter()
                    .enumerate()
                    .filter(|(i, l)| *i > 0 || Some(&l.text) != title.as_ref())
                    .map(|(_, l)| l),
            );
            return finish(draft, limits);
        }
        let page_says = std::mem::replace(&mut draft.stated, posting.stated);
        draft.stated.title = draft.stated.title.take().or(page_says.title);
        draft.stated.organization = draft.stated.organization.take().or(page_says.organization);
    }

    draft.lines = page;
    if content.is_site
        && let Some(title) = draft.stated.title.clone()
        && !draft.lines.iter().any(|l| l.text.eq_ignore_ascii_case(&title))
    {
        draft.lines.insert(0, DraftLine { text: title, kind: LineKind::Heading(1), page: None, gap_before: false });
    }
    finish(draft, limits)
}

/// The lines of a piece of HTML, as job boards have it in their JSON: everything in it belongs to the text.
pub(super) fn fragment(html: &str, limits: &Limits, deadline: &Deadline) -> Result<Vec<DraftLine>, ReadError> {
    let mut html = html.to_owned();
    // Escaped once for JSON and once more by somebody who was careful.
    for _ in 0..2 {
        let has_tags = html.contains("</") || html.contains("<br") || html.contains("<p") || html.contains("<li");
        if has_tags || !html.contains("&lt;") {
            break;
        }
        html = decode_entities(&html).into_owned();
    }
    if !html.contains('<') {
        let text = decode_entities(&html).into_owned();
        return Ok(super::plain::lines(&text));
    }
    let tree = Tree::parse(&html, limits, deadline)?;
    walk::lines(&tree, &Content::all(&tree), limits, deadline)
}

/// Puts the stated title and company at the top, as the lines of a document whose text leaves them out.
pub(super) fn head(draft: &mut Draft) {
    if let Some(title) = draft.stated.title.clone() {
        draft.push(LineKind::Heading(1), title, None);
    }
    if let Some(organization) = draft.stated.organization.clone() {
        draft.push(LineKind::Text, organization, None);
    }
}

/// Whether a text is HTML: it begins like a page, or is made of its elements.
pub(super) fn looks_like(text: &str) -> bool {
    let head: String = text.chars().take(4000).flat_map(char::to_lowercase).collect();
    let head = head.trim_start();
    if head.starts_with("<!doctype html") || head.contains("<html") || head.contains("<body") || head.contains("<head>")
    {
        return true;
    }
    let blocks =
        ["</p>", "</div>", "</li>", "</h1>", "</h2>", "</h3>", "</ul>", "</span>", "</td>", "<br>", "<br/>", "<br />"];
    let count: usize = blocks.iter().map(|tag| head.matches(tag).count()).sum();
    let starts = ["<p>", "<p ", "<div", "<section", "<article", "<main", "<ul", "<ol>", "<table", "<h1", "<h2", "<h3"];
    if starts.iter().any(|tag| head.starts_with(tag)) {
        return true;
    }
    if head.starts_with('<') { count >= 1 } else { count >= 6 }
}

/// The encoding that a page states in its head.
fn stated_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(bytes.get(..2048.min(bytes.len()))?).to_lowercase();
    let rest = head.split("charset=").nth(1)?.trim_start_matches(['"', '\'', ' ']);
    let label: String = rest.chars().take_while(|c| c.is_alphanumeric() || "-_:".contains(*c)).collect();
    (!label.is_empty()).then_some(label)
}

fn size(lines: &[DraftLine]) -> usize {
    lines.iter().map(|l| l.text.len()).sum()
}

/// A page's text in one line, for titles.
fn one_line(text: &str) -> Option<String> {
    let text = tidy(&text.replace('\t', " "));
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests;
