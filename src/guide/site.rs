//! The guides of all roles as a site of static pages: an index, a page a role, a sitemap.

use std::collections::BTreeSet;

use serde_json::json;

use super::escape::html as esc;
use super::html::{Frame, Place, address, framed, page};
use super::{Guide, of};
use crate::bank::Bank;
use crate::catalogue;
use crate::report::text::thousands;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name in the folder.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// The files of the site. `base` is the address that it will stand at, ending in `/`; empty for relative links.
pub fn files(bank: &Bank, all_questions: bool, base: &str) -> Vec<File> {
    let guides: Vec<Guide> = catalogue::roles().iter().map(|role| of(role, bank, all_questions)).collect();
    let mut out = vec![File { name: "index.html".to_owned(), text: index(&guides, base) }];
    out.extend(guides.iter().map(|g| File { name: format!("{}.html", g.role), text: page(g, Place::Site(base)) }));
    out.push(File { name: "sitemap.xml".to_owned(), text: sitemap(&guides, base) });
    out
}

fn index(guides: &[Guide], base: &str) -> String {
    let sections = || guides.iter().flat_map(|g| &g.sections);
    let topics: BTreeSet<&str> = sections().map(|s| s.topic.as_str()).collect();
    // A question that two roles share counts once.
    let questions: BTreeSet<&str> = sections().flat_map(|s| &s.questions).map(|q| q.id.as_str()).collect();
    let (n, t, q) = (guides.len(), topics.len(), thousands(questions.len()));
    let description = format!(
        "{n} interview guides with {q} questions on {t} topics: what each interview tests, what strong answers cover, and how to prepare."
    );
    let mut body = format!(
        "<main id=\"main\" class=\"page index\" tabindex=\"-1\">\n<div class=\"hero\">\n<h1>Interview question guides</h1>\n\
         <p class=\"lead\">What each interview tests, the questions it asks, and what a strong answer covers. \
         Pick the role you are preparing for.</p>\n\
         <ul class=\"figures\"><li><strong>{n}</strong> roles</li><li><strong>{t}</strong> topics</li>\
         <li><strong>{q}</strong> questions</li></ul>\n</div>\n<ul class=\"cards\">\n"
    );
    for guide in guides {
        let names: Vec<&str> =
            guide.sections.iter().filter_map(|s| catalogue::topic(&s.topic)).map(|t| t.name).collect();
        body.push_str(&format!(
            "<li><a href=\"{}.html\">{}</a><span class=\"shares\">{}</span><span class=\"n\">{} questions</span></li>\n",
            esc(&guide.role),
            esc(&guide.name),
            esc(&names.join(" · ")),
            guide.questions
        ));
    }
    body.push_str("</ul>\n</main>\n<footer><p>Each page works without scripts and asks nothing of the network. Print one for a handout.</p></footer>\n");
    let items: Vec<_> = (1..)
        .zip(guides)
        .map(|(i, g)| json!({ "@type": "ListItem", "position": i, "name": g.title, "url": address(base, &g.role) }))
        .collect();
    let list =
        json!({ "@context": "https://schema.org", "@type": "ItemList", "numberOfItems": n, "itemListElement": items });
    let crumbs = json!({
        "@context": "https://schema.org", "@type": "BreadcrumbList",
        "itemListElement": [{ "@type": "ListItem", "position": 1, "name": "Interview guides", "item": format!("{base}index.html") }],
    });
    let title = format!("Interview question guides for {n} roles");
    let canonical = Some(format!("{base}index.html"));
    framed(&Frame { title: &title, description: &description, canonical, data: &[list, crumbs] }, &body)
}

fn sitemap(guides: &[Guide], base: &str) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let pages = std::iter::once("index").chain(guides.iter().map(|g| g.role.as_str()));
    for name in pages {
        out.push_str(&format!("<url><loc>{}</loc></url>\n", esc(&address(base, name))));
    }
    out.push_str("</urlset>\n");
    out
}
