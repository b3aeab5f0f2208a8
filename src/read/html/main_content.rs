//! What of a page is its text: leaves out menus, forms, cookie dialogs, other jobs, and what is hidden.

use crate::read::lines::tidy;

use super::tree::{Id, Tree};

/// Which nodes of a tree are left out, and where the text is.
pub(super) struct Content {
    /// The element that holds the text.
    pub(super) root: Id,
    /// True for a page of a web site, false for a document that happens to be HTML.
    pub(super) is_site: bool,
    /// Words in elements that are hidden by style or attribute.
    pub(super) hidden_words: usize,
    left_out: Vec<bool>,
}

impl Content {
    /// All of the tree but scripts and hidden elements.
    pub(super) fn all(tree: &Tree) -> Self {
        let mut content = Content { root: 0, is_site: false, hidden_words: 0, left_out: vec![false; tree.len()] };
        for id in 1..tree.len() {
            if is_machinery(tree.name(id)) {
                content.leave_out(id);
            } else if is_hidden(tree, id) {
                content.hidden_words += tree.text_below(id).split_whitespace().count();
                content.leave_out(id);
            }
        }
        content
    }

    /// The main content of a page; `is_posting` if the page states that it is a posting.
    pub(super) fn of(tree: &Tree, is_posting: bool) -> Self {
        let mut content = Content::all(tree);
        content.is_site = is_posting || is_site(tree);
        let sizes = content.sizes(tree);
        let all = sizes.first().copied().unwrap_or(0);
        let has_title = |id: Id| has_below(tree, id, "h1");
        // Class names promise little. What holds most of the text or its title is never left out for its class.
        let small = |id: Id, share: usize| sizes.get(id).is_some_and(|s| s * 100 <= all * share) && !has_title(id);
        for id in 1..tree.len() {
            let name = tree.name(id);
            let left_out = match name {
                "" => false,
                "nav" | "form" if content.is_site => small(id, 60),
                "nav" => !has_title(id),
                "footer" => content.is_site && small(id, 40),
                "header" => content.is_site && has_below(tree, id, "nav") && !has_title(id),
                "aside" => {
                    content.is_site && small(id, 30) && link_text(tree, id) * 2 >= sizes.get(id).copied().unwrap_or(0)
                }
                "a" | "button" => is_button(tree, id),
                _ => false,
            };
            if left_out || (content.is_site && is_furniture(tree, id) && small(id, 40)) {
                content.leave_out(id);
            }
        }
        if content.is_site {
            content.leave_out_other_jobs(tree, &small);
            // Only a posting is sure to be in one place; a person's page has contacts and skills beside it.
            if is_posting || tree.named("a").chain(tree.named("button")).any(|id| invites_to_apply(tree, id)) {
                content.root = content.best_root(tree);
            }
        }
        content
    }

    /// Whether a node is left out.
    pub(super) fn is_left_out(&self, id: Id) -> bool {
        self.left_out.get(id).copied().unwrap_or(true)
    }

    /// Whether a node or one above it is left out.
    pub(super) fn is_inside_left_out(&self, tree: &Tree, mut id: Id) -> bool {
        while id != 0 {
            if self.is_left_out(id) {
                return true;
            }
            id = tree.parent(id);
        }
        false
    }

    fn leave_out(&mut self, id: Id) {
        if let Some(flag) = self.left_out.get_mut(id) {
            *flag = true;
        }
    }

    /// Bytes of text below each node, of what is not left out. Children have greater ids than their parents.
    fn sizes(&self, tree: &Tree) -> Vec<usize> {
        let mut sizes = vec![0_usize; tree.len()];
        for id in (1..tree.len()).rev() {
            if self.is_left_out(id) {
                continue;
            }
            let own = tree.text(id).map_or(0, |t| t.split_whitespace().map(str::len).sum());
            let size = sizes.get(id).copied().unwrap_or(0) + own;
            if let Some(s) = sizes.get_mut(id) {
                *s = size;
            }
            if let Some(s) = sizes.get_mut(tree.parent(id)) {
                *s += size;
            }
        }
        sizes
    }

    /// Sections whose heading announces other jobs: the section, or what follows the heading in it.
    fn leave_out_other_jobs(&mut self, tree: &Tree, small: &dyn Fn(Id, usize) -> bool) {
        for id in 1..tree.len() {
            if !is_heading(tree.name(id)) || !announces_others(&tree.text_below(id)) {
                continue;
            }
            let parent = tree.parent(id);
            if parent != 0 && !matches!(tree.name(parent), "body" | "main" | "article") && small(parent, 30) {
                self.leave_out(parent);
                continue;
            }
            self.leave_out(id);
            let mut at = tree.next(id);
            while let Some(sibling) = at.filter(|&s| !is_heading(tree.name(s))) {
                self.leave_out(sibling);
                at = tree.next(sibling);
            }
        }
    }

    /// `main` or the only `article`, if most of the text is in it, else all.
    fn best_root(&self, tree: &Tree) -> Id {
        let sizes = self.sizes(tree);
        let size = |id: Id| sizes.get(id).copied().unwrap_or(0);
        let all = size(0);
        let candidates = (1..tree.len())
            .filter(|&id| matches!(tree.name(id), "main" | "article") || tree.attribute(id, "role") == Some("main"));
        candidates
            .filter(|&id| !self.is_inside_left_out(tree, id) && size(id) * 2 >= all)
            .max_by_key(|&id| (size(id), usize::MAX - id))
            .unwrap_or(0)
    }
}

/// Elements whose text is for the browser, or for nobody.
fn is_machinery(name: &str) -> bool {
    matches!(
        name,
        "head"
            | "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "math"
            | "canvas"
            | "iframe"
            | "object"
            | "select"
            | "datalist"
            | "textarea"
            | "input"
            | "button"
            | "audio"
            | "video"
            | "map"
            | "title"
            | "rp"
            | "rt"
    )
}

fn is_hidden(tree: &Tree, id: Id) -> bool {
    if tree.attribute(id, "hidden").is_some_and(|v| v != "false" && v != "until-found")
        || tree.attribute(id, "aria-hidden") == Some("true")
    {
        return true;
    }
    let Some(style) = tree.attribute(id, "style") else { return false };
    let style: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    style.split(';').any(|rule| {
        matches!(
            rule,
            "display:none"
                | "display:none!important"
                | "visibility:hidden"
                | "font-size:0"
                | "font-size:0px"
                | "font-size:0pt"
                | "opacity:0"
        )
    })
}

/// Signs of a page on a web site: a form, a dialog, an invitation to apply or sign in, a menu that leads elsewhere.
fn is_site(tree: &Tree) -> bool {
    let has = |name: &str| tree.named(name).next().is_some();
    let is_dialog = |id: Id| {
        tree.attribute(id, "role") == Some("dialog") || tree.labels(id).iter().any(|l| l.starts_with("cookie"))
    };
    let leads_away = |nav: Id| below(tree, nav).any(|id| tree.attribute(id, "href") == Some(""));
    has("form")
        || (1..tree.len()).any(is_dialog)
        || tree.named("a").any(|id| is_button(tree, id))
        || (tree.named("nav").any(leads_away) && (has("main") || has("footer")))
}

fn invites_to_apply(tree: &Tree, id: Id) -> bool {
    let text = tidy(&tree.text_below(id)).to_lowercase();
    is_button(tree, id) && (text.contains("apply") || text.contains("submit"))
}

/// Bytes of text in the links below a node.
fn link_text(tree: &Tree, id: Id) -> usize {
    below(tree, id)
        .filter(|&id| tree.name(id) == "a")
        .map(|id| tree.text_below(id).split_whitespace().map(str::len).sum::<usize>())
        .sum()
}

/// Parts that a site puts around any text.
fn is_furniture(tree: &Tree, id: Id) -> bool {
    if matches!(tree.attribute(id, "role"), Some("dialog" | "alertdialog" | "navigation" | "search" | "contentinfo")) {
        return true;
    }
    if tree.attribute(id, "aria-label").is_some_and(announces_others) {
        return true;
    }
    let labels = tree.labels(id);
    let applies = labels.iter().any(|l| matches!(l.as_str(), "apply" | "application")) && has_below(tree, id, "form");
    let pairs_with_jobs =
        labels.iter().any(|l| matches!(l.as_str(), "jobs" | "job" | "positions" | "roles" | "vacancies" | "openings"));
    applies
        || labels.iter().any(|l| {
            matches!(
                l.as_str(),
                "cookie"
                    | "cookies"
                    | "consent"
                    | "gdpr"
                    | "onetrust"
                    | "banner"
                    | "modal"
                    | "popup"
                    | "breadcrumb"
                    | "breadcrumbs"
                    | "crumbs"
                    | "newsletter"
                    | "share"
                    | "sharing"
                    | "hidden"
                    | "sronly"
                    | "navbar"
                    | "menu"
                    | "footer"
                    | "similar"
                    | "recommended"
                    | "recommendations"
                    | "skiplink"
            ) || (l == "related" && (pairs_with_jobs || labels.len() == 1))
        })
}

/// Links and buttons that invite to do something: they say nothing about the job.
///
/// Whole phrases only: a person may well have a project called Apply Magic or Share Point.
fn is_button(tree: &Tree, id: Id) -> bool {
    let text = tidy(&tree.text_below(id)).to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let whole = [
        "apply",
        "apply now",
        "apply here",
        "apply online",
        "apply today",
        "save job",
        "save this job",
        "share",
        "share job",
        "share this job",
        "sign in",
        "log in",
        "view all jobs",
        "report this job",
        "submit application",
        "show more",
        "show less",
    ];
    let starts = [
        "apply for ",
        "apply to ",
        "apply with ",
        "apply on ",
        "skip to ",
        "back to jobs",
        "back to all",
        "back to search",
    ];
    whole.contains(&text) || (starts.iter().any(|s| text.starts_with(s)) && text.split(' ').count() <= 6)
}

fn announces_others(text: &str) -> bool {
    let text = tidy(text).to_lowercase();
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let others = ["similar", "related", "other", "more", "recommended", "featured", "latest", "recent", "current"];
    let jobs = [
        "job",
        "jobs",
        "role",
        "roles",
        "position",
        "positions",
        "opening",
        "openings",
        "vacancy",
        "vacancies",
        "opportunities",
        "careers",
    ];
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    (others.contains(&first) && words.take(2).any(|w| jobs.contains(&w)))
        || text.starts_with("people also")
        || text.starts_with("you might also")
        || text.starts_with("you may also")
        || text.starts_with("jobs you may")
        || text.starts_with("jobs you might")
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn has_below(tree: &Tree, id: Id, name: &str) -> bool {
    below(tree, id).any(|at| tree.name(at) == name)
}

/// The nodes below one. Their ids follow it without a gap.
fn below(tree: &Tree, id: Id) -> impl Iterator<Item = Id> + '_ {
    (id + 1..tree.len()).take_while(move |&at| tree.parent(at) >= id)
}
