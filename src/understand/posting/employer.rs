//! Who is hiring: beside or under the title, behind a label, or in the first sentences.

use super::facts::{names_a_job, strip_label};
use crate::document::Document;
use crate::understand::headings::part_of;

/// Lines at the top in which a sentence may say who is hiring.
const SAID: usize = 15;

/// The company: beside or under the title, or after "About".
pub(super) fn company(document: &Document, title_line: Option<usize>) -> Option<String> {
    let title_text = title_line.map(|i| document.line(i)).unwrap_or_default();
    if let Some(at) = title_text.find(" at ") {
        let name =
            title_text.get(at + 4..).unwrap_or_default().split(['|', '(', ',', '–']).next().unwrap_or_default().trim();
        if is_name(name) {
            return Some(name.to_owned());
        }
    }
    if let Some(name) = behind_title(document, title_text) {
        return Some(name);
    }
    for i in 0..document.lines.len().min(40) {
        let text = document.line(i);
        if let Some(name) =
            ["company:", "employer:", "organization:", "unternehmen:"].iter().find_map(|l| strip_label(text, l))
        {
            let name = name.trim();
            return is_name(name).then(|| name.to_owned());
        }
        if let Some(rest) = text.strip_prefix("About ").or_else(|| text.strip_prefix("ABOUT ")) {
            let name = rest.trim_end_matches(':').trim();
            let word = name.to_lowercase();
            let general = ["us", "you", "the ", "our", "this", "me", "your", "job", "role", "team", "it"]
                .iter()
                .any(|w| word == *w || word.starts_with(w) && w.ends_with(' '));
            if is_name(name) && !general && name.split_whitespace().count() <= 4 {
                return Some(name.to_owned());
            }
        }
    }
    if let Some(name) = (0..document.lines.len().min(SAID)).find_map(|i| says_who(document.line(i))) {
        return Some(name.to_owned());
    }
    // The line next to the title: "Northwind Freight · Halifax · Full-time", or the name alone.
    let beside = title_line.into_iter().flat_map(|i| [i.checked_sub(1), Some(i + 1)]).flatten();
    for i in beside {
        let text = document.line(i);
        let first = text.split(['·', '|', '•', '—']).next().unwrap_or_default().trim();
        let several = first.len() < text.trim().len();
        let place =
            first.contains(',') || first.to_lowercase().contains("remote") || first.chars().any(|c| c.is_ascii_digit());
        if is_name(first)
            && !place
            && part_of(first).is_none()
            && (several || i + 1 == title_line.unwrap_or(0))
            && !names_a_job(first)
        {
            return Some(first.to_owned());
        }
    }
    None
}

fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    (1..=5).contains(&words) && text.starts_with(char::is_uppercase) && !text.ends_with(['.', '?', '!', ':'])
}

/// "Backend Engineer — Northwind": what stands behind the title, where the text goes on to speak of it by that name. A team
/// or a product behind a title is spoken of in lower case or not at all.
fn behind_title(document: &Document, title: &str) -> Option<String> {
    let (job, rest) = [" — ", " | ", " @ ", " · "].iter().find_map(|s| title.split_once(s))?;
    let name = rest.split(['—', '|', '@', '·', '(']).next().unwrap_or_default().trim();
    let spoken_of = (0..document.lines.len()).map(|i| document.line(i)).filter(|l| *l != title).any(|line| {
        line.match_indices(name).any(|(at, _)| {
            let after = line.get(at + name.len()..).unwrap_or_default();
            [
                " is ", " has ", "'s ", "’s ", " was ", ", we ", ", you ", " builds ", " makes ", " runs ", " sells ",
                " helps ",
            ]
            .iter()
            .any(|v| after.starts_with(v))
        })
    });
    (names_a_job(job) && is_name(name) && !names_a_job(name) && spoken_of).then(|| name.to_owned())
}

/// "Northwind is hiring a …", "Join Northwind as …", "At Northwind, we …".
fn says_who(line: &str) -> Option<&str> {
    const HIRES: &[&str] =
        &[" is hiring", " is looking for", " is seeking", " is searching for", " is recruiting", " seeks "];
    let before = HIRES.iter().find_map(|h| line.split_once(h)).map(|(name, _)| name);
    let joined = line.strip_prefix("Join ").and_then(|r| r.split_once(" as ")).map(|(name, _)| name);
    let at = line
        .strip_prefix("At ")
        .and_then(|r| r.split_once(", "))
        .filter(|(_, rest)| ["we ", "we'", "we’", "you ", "you'", "you’", "our "].iter().any(|w| rest.starts_with(w)));
    let name = before.or(joined).or(at.map(|(name, _)| name))?.trim();
    let capitals =
        name.split_whitespace().all(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '&'));
    let general = ["We", "Our", "This", "The", "It", "Who", "A", "An", "He", "She", "They", "Us"];
    let first = name.split_whitespace().next().unwrap_or_default();
    let named = is_name(name) && capitals && !general.contains(&first) && !names_a_job(name);
    (named && name.split_whitespace().count() <= 4).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_says_that_they_hire() {
        assert_eq!(says_who("Tallow Ferries is hiring a data engineer in Oban"), Some("Tallow Ferries"));
        assert_eq!(says_who("Join Tallow as our second tester"), Some("Tallow"));
        assert_eq!(says_who("At Tallow, we sell candles"), Some("Tallow"));
        for line in
            ["Our client is looking for a nurse", "We is hiring", "Join us as a tester", "At heart, we are sailors"]
        {
            assert_eq!(says_who(line), None, "{line}");
        }
    }

    #[test]
    fn a_company_behind_the_title() {
        let read = |text: &str| crate::read::Reader::default().read("jd.txt", text.as_bytes()).expect("a text");
        let of = |text: &str| company(&read(text), Some(0));
        assert_eq!(
            of("Backend Engineer — Tallow Ferries\n\nTallow Ferries is a small line.\n").as_deref(),
            Some("Tallow Ferries")
        );
        assert_eq!(of("Backend Engineer — Payments\n\nYou join the team for payments.\n"), None);
    }
}
