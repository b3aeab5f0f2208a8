//! The title and the company as a page states them: its first heading, its `og:title`, the title of its window.

use crate::read::draft::Stated;

use super::main_content::Content;
use super::one_line;
use super::tree::{Id, Tree};

/// What the page says of itself.
pub(super) fn stated(tree: &Tree, content: &Content) -> Stated {
    let visible = |id: &Id| !content.is_inside_left_out(tree, *id);
    let heading = tree
        .named("h1")
        .filter(visible)
        .chain(tree.named("h2").filter(visible).filter(|&id| is_titled(tree, id)))
        .find_map(|id| one_line(&tree.text_below(id)));
    let meta = |property: &str| {
        tree.named("meta")
            .find(|&id| tree.attribute(id, "property").or(tree.attribute(id, "name")) == Some(property))
            .and_then(|id| tree.attribute(id, "content"))
            .and_then(one_line)
    };
    let shared = meta("og:title");
    let window = tree.named("title").find_map(|id| one_line(&tree.text_below(id)));
    let (mut title, mut organization) = (heading, None);
    for text in shared.iter().chain(window.iter()) {
        let (job, company) = split(text);
        // A converter's title is the name of the file.
        title = title.or(Some(job).filter(|t| content.is_site && !t.contains("__") && !t.contains("://")));
        organization = organization.or(company);
    }
    Stated { title, organization: organization.or(meta("og:site_name")).filter(|_| content.is_site), date: None }
}

/// An `h2` that is the page's title: named so, or marked as microdata.
fn is_titled(tree: &Tree, id: Id) -> bool {
    tree.attribute(id, "itemprop") == Some("title")
        || tree.labels(id).iter().any(|l| matches!(l.as_str(), "title" | "headline"))
}

/// `Engineer at Petrel | Careers` is the title and the company.
fn split(text: &str) -> (String, Option<String>) {
    let job = [" | ", " – ", " — ", " :: ", " · "].iter().fold(text, |t, s| t.split(s).next().unwrap_or(t));
    // A hyphen also stands inside of titles; what follows the last one is the site.
    let job = match job.rsplit_once(" - ") {
        Some((front, back)) if ["jobs", "careers", "career", "job"].contains(&back.to_lowercase().as_str()) => {
            front.rsplit_once(" - ").map_or(front, |(title, _)| title)
        }
        _ => job,
    };
    // As on LinkedIn: `Petrel hiring Engineer in Dublin`.
    if let Some((company, rest)) = job.split_once(" hiring ") {
        let title = rest.rsplit_once(" in ").map_or(rest, |(title, _)| title);
        return (title.trim().to_owned(), Some(company.trim().to_owned()));
    }
    match job.rsplit_once(" at ").or_else(|| job.rsplit_once(" @ ")) {
        Some((title, company)) if !title.trim().is_empty() && company.split(' ').count() <= 5 => {
            (title.trim().to_owned(), Some(company.trim().to_owned()).filter(|c| !c.is_empty()))
        }
        _ => (job.trim().to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn titles_are_split_from_companies_and_sites() {
        assert_eq!(split("SRE at Petrel"), ("SRE".into(), Some("Petrel".into())));
        assert_eq!(split("Petrel hiring SRE in Dublin | LinkedIn"), ("SRE".into(), Some("Petrel".into())));
        assert_eq!(split("SDET - Brackenfield Energy - Jobs"), ("SDET".into(), None));
        assert_eq!(
            split("Site Reliability Engineer (Dublin) | Careers | Petrel"),
            ("Site Reliability Engineer (Dublin)".into(), None)
        );
    }
}
