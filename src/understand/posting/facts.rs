//! Title, company and level of a posting, each only where it is clear.

use super::employer::company;
use crate::catalogue;
use crate::document::Document;
use crate::read::draft::LineKind;
use crate::terms::Level;
use crate::understand::headings::{Part, part_of};
use crate::understand::jobs::JOBS;

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// The title.
    pub title: Option<String>,
    /// Its line, where it has one.
    pub title_line: Option<usize>,
    /// Who is hiring.
    pub company: Option<String>,
    /// The level that a word says.
    pub level: Option<Level>,
}

/// Lines at the top in which a title is looked for.
const TOP: usize = 12;

/// Finds the facts.
pub fn find(document: &Document, parts: &[Part]) -> Facts {
    let stated = document.stated.title.as_deref().map(clean_title).filter(|t| !t.is_empty());
    // A word for a job first; "iOS" or "backend" alone also stands in menus.
    let found = [names_a_job as fn(&str) -> bool, names_a_role].into_iter().find_map(|names| {
        (0..document.lines.len().min(TOP)).find_map(|i| title_in(document, i, names).map(|t| (i, t)))
    });
    let (title_line, title) = match (stated, found) {
        (Some(title), Some((line, there))) if there.contains(&title) || title.contains(&there) => {
            (Some(line), Some(title))
        }
        (Some(title), _) => (None, Some(title)),
        (None, Some((line, title))) => (Some(line), Some(title)),
        (None, None) => (None, None),
    };
    let company = document.stated.organization.clone().or_else(|| company(document, title_line));
    let level = title.as_deref().and_then(level_of_title).or_else(|| level_of_text(document, parts));
    Facts { title, title_line, company, level }
}

/// A line that is a job's title: short, and with the words of one.
fn title_in(document: &Document, i: usize, names: fn(&str) -> bool) -> Option<String> {
    let text = document.line(i);
    if text.contains("://") {
        return None;
    }
    let labelled = ["job title:", "title:", "position:", "role:", "job:", "stelle:", "poste :", "poste:", "puesto:"]
        .iter()
        .find_map(|l| strip_label(text, l));
    if let Some(title) = labelled {
        return Some(clean_title(title)).filter(|t| !t.is_empty());
    }
    let heading = matches!(document.kind(i), LineKind::Heading(_));
    if matches!(document.kind(i), LineKind::Bullet(_))
        || text.split_whitespace().count() > 14
        || text.ends_with(['.', '!', ':'])
        || text.matches(['·', '|', '•']).count() >= MENU
    {
        return None;
    }
    let title = clean_title(text);
    let named = names(&title);
    let short = title.split_whitespace().count() <= 9;
    (named && (short || heading) && part_of(&title).is_none_or(|_| named && heading || i < 3)).then_some(title)
}

pub(super) fn strip_label<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let head = text.get(..label.len())?;
    head.eq_ignore_ascii_case(label).then(|| text.get(label.len()..).unwrap_or_default())
}

/// Separators in a line that make it a menu.
const MENU: usize = 4;

/// The words of a title in lower case, with a blank around each.
fn bare(title: &str) -> String {
    format!(
        " {} ",
        title
            .to_lowercase()
            .replace(['/', ',', '(', ')', '-', '–', '|'], " ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    )
}

/// Whether a role of the catalogue is named.
fn names_a_role(title: &str) -> bool {
    let lower = bare(title);
    catalogue::roles().iter().flat_map(|r| &r.titles).any(|t| t.len() > 3 && lower.contains(&format!(" {t} ")))
}

/// Whether a word for a job stands in a title.
pub(crate) fn names_a_job(title: &str) -> bool {
    const MORE: &[&str] = &["entwicklerin", "ingenieur", "advocate", "statistician", "bioinformatician", "sre"];
    let lower = bare(title);
    JOBS.iter().chain(MORE).any(|j| lower.contains(&format!(" {j} ")))
}

/// A title without what job boards add: ids, places, gender marks, "at Company".
fn clean_title(text: &str) -> String {
    let mut title = text.trim().trim_start_matches('#').trim().to_owned();
    for cut in [" | ", " @ ", " — ", "\t", "   "] {
        if let Some(at) = title.find(cut) {
            title.truncate(at);
        }
    }
    if let Some(at) = title.find(" at ")
        && names_a_job(title.get(..at).unwrap_or_default())
    {
        title.truncate(at);
    }
    let lower = title.to_lowercase();
    for mark in [
        "(m/f/d)",
        "(m/w/d)",
        "(f/m/d)",
        "(w/m/d)",
        "(m/f/x)",
        "(f/m/x)",
        "(m/f)",
        "(h/f)",
        "(f/h)",
        "(all genders)",
        "(d/f/m)",
        "(x/f/m)",
        "m/f/d",
        "m/w/d",
    ] {
        if let Some(at) = lower.find(mark)
            && title.is_char_boundary(at)
            && title.is_char_boundary(at + mark.len())
            && lower.len() == title.len()
        {
            title.replace_range(at..at + mark.len(), "");
            break;
        }
    }
    title
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .trim_matches(|c: char| matches!(c, '-' | '–' | ',' | ':' | '*'))
        .trim()
        .to_owned()
}

/// The level that a title's words say.
pub fn level_of_title(title: &str) -> Option<Level> {
    let lower = format!(" {} ", title.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '+', " "));
    let has = |words: &[&str]| words.iter().any(|w| lower.contains(&format!(" {w} ")));
    let manages = has(&["manager", "engineering management", "teamleiter", "team leader"]);
    // A product or programme manager manages no people by title.
    let of_people = manages
        && (has(&[
            "engineering",
            "development",
            "software",
            "people",
            "delivery",
            "qa",
            "reliability",
            "design",
            "data",
            "analytics",
            "it",
            "security",
            "support",
        ]))
        && !has(&["product", "program", "programme", "project", "account", "case", "release"]);
    if has(&[
        "intern",
        "internship",
        "trainee",
        "working student",
        "werkstudent",
        "praktikant",
        "praktikum",
        "stagiaire",
        "apprentice",
        "co op",
    ]) {
        Some(Level::Intern)
    } else if has(&["director", "vp", "vice president", "head", "chief", "cto", "cpo", "ciso", "cio"]) {
        Some(Level::Executive)
    } else if of_people {
        Some(Level::Manager)
    } else if has(&["staff", "principal", "lead", "tech lead", "technical lead", "distinguished", "fellow"]) {
        Some(Level::Staff)
    } else if has(&["senior", "sr", "iii", "iv"]) {
        Some(Level::Senior)
    } else if has(&[
        "junior",
        "jr",
        "graduate",
        "grad",
        "entry level",
        "entry",
        "associate",
        "berufseinsteiger",
        "débutant",
        "new graduate",
    ]) {
        Some(Level::Junior)
    } else if has(&["mid", "mid level", "intermediate", "medior", "ii"]) {
        Some(Level::Mid)
    } else {
        None
    }
}

/// The level that the text says in so many words.
fn level_of_text(document: &Document, parts: &[Part]) -> Option<Level> {
    const SAYS: &[(&str, Level)] = &[
        ("mid-level position", Level::Mid),
        ("mid-level role", Level::Mid),
        ("mid level position", Level::Mid),
        ("mid-level engineer", Level::Mid),
        ("senior-level position", Level::Senior),
        ("senior position", Level::Senior),
        ("senior role", Level::Senior),
        ("senior-level role", Level::Senior),
        ("junior position", Level::Junior),
        ("junior role", Level::Junior),
        ("entry-level position", Level::Junior),
        ("entry-level role", Level::Junior),
        ("entry level position", Level::Junior),
        ("entry level role", Level::Junior),
        ("graduate program", Level::Junior),
        ("graduate role", Level::Junior),
        ("staff-level", Level::Staff),
        ("seniority level: mid", Level::Mid),
        ("internship program", Level::Intern),
        ("level: senior", Level::Senior),
    ];
    (0..document.lines.len()).filter(|&i| !matches!(parts.get(i), Some(Part::Legal | Part::Benefits))).find_map(|i| {
        let lower = document.line(i).to_lowercase();
        SAYS.iter().find(|(phrase, _)| lower.contains(phrase)).map(|(_, level)| *level)
    })
}

/// The level that years say: up to 2 junior, 3 to 5 mid, 6 and more senior; without any, mid.
pub fn level_of_years(years: Option<f64>) -> Level {
    match years {
        Some(y) if y <= 2.0 => Level::Junior,
        Some(y) if y >= 6.0 => Level::Senior,
        _ => Level::Mid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_by_the_word() {
        assert_eq!(level_of_title("Senior Backend Engineer"), Some(Level::Senior));
        assert_eq!(level_of_title("Principal Data Scientist"), Some(Level::Staff));
        assert_eq!(level_of_title("Engineering Manager, Payments"), Some(Level::Manager));
        assert_eq!(level_of_title("Product Manager"), None);
        assert_eq!(level_of_title("Senior Product Manager"), Some(Level::Senior));
        assert_eq!(level_of_title("Head of Design"), Some(Level::Executive));
        assert_eq!(level_of_title("Software Engineer I, Backend (New Graduate)"), Some(Level::Junior));
        assert_eq!(level_of_title("Data Engineer"), None);
    }

    #[test]
    fn titles_lose_what_boards_add() {
        assert_eq!(clean_title("Senior Data Engineer (m/f/d) | Acme | Berlin"), "Senior Data Engineer");
        assert_eq!(clean_title("Site Reliability Engineer at Petrel"), "Site Reliability Engineer");
    }
}
