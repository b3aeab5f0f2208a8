//! What a sentence of a posting names and does not ask for: denied, somebody else's, on its way out.

use std::ops::Range;

use crate::understand::cues;
use crate::understand::patterns::{Pattern, REST, ascii, marked};
use crate::understand::sentences::clauses;

/// For each mention: whether the sentence says that it is not asked for.
pub(super) fn denied(lower: &str, places: &[Range<usize>]) -> Vec<bool> {
    // "no X", "not X", "no prior experience with X", "instead of X", "rather than X": right before the name.
    static DIRECT: Pattern = Pattern::new(|| {
        ascii(
            r"(?:\b(?:no|without|neither|nor|not|never|nothing (?:on|in|with)|kein|keine|pas de|sin|ohne|instead of|rather than|as opposed to|other than)\s+(?:(?:any|prior|previous|more|night|nightly|weekend|legacy|real|actual|deep|serious|hands-on|direct|in-depth|daily|advanced|formal|need for|need of|knowledge of|experience (?:with|in)|longer)\s+){0,2}(?:[a-z0-9.+#/]+\s+(?:or|and)\s+(?:any\s+)?)?)$",
        )
    });
    const DENY: &[&str] = &[
        "no ", "not", "without ", "neither ", "nor ", "never ", "kein", "pas ", "sin ", "ohne ", "instead ", "rather ",
        "opposed ", "other ",
    ];
    let denies = DENY.iter().any(|w| lower.contains(w));
    let clauses_of = clauses(lower, 0..lower.len());
    let cue = cues::posting("not-asked").find_all(lower);
    // "not required but", "helpful but not required", "not only": these soften or add, they don't deny.
    let soft = cues::posting("preferred-after").is_in(lower) || cues::posting("preferred-before").is_in(lower);
    places
        .iter()
        .map(|place| {
            let before = lower.get(..place.start).unwrap_or_default();
            let right_before = Some(before).filter(|_| denies).and_then(|b| DIRECT.find(b)).is_some_and(|m| {
                let negation = m.as_str();
                let continues =
                    negation.starts_with("not") && lower.get(m.end()..).is_some_and(|r| r.contains("but also"));
                !continues && !negation.starts_with("not just") && !negation.starts_with("not only")
            });
            if right_before && !cannot_do_without(before) {
                return true;
            }
            cue.iter().any(|c| {
                if soft
                    && lower
                        .get(c.clone())
                        .is_some_and(|t| t.contains("required") || t.contains("necessary") || t.contains("needed"))
                {
                    return false;
                }
                if helps_all_the_same(lower, place, c, places) {
                    return false;
                }
                let relative = goes_back(lower, place, c, &clauses_of, places);
                let but = lower
                    .get(c.end..place.start)
                    .is_some_and(|t| [" but ", ", though", " if you "].iter().any(|w| t.contains(w)));
                let follows = place.start >= c.end && !but;
                let same_clause = clauses_of.iter().any(|r| r.contains(&place.start) && r.contains(&c.start));
                let subject = c.start >= place.end && (same_clause || relative) && !is_can_do(lower, c);
                follows || subject
            })
        })
        .collect()
}

/// "You won't be doing X alone" and the like say nothing about X.
fn is_can_do(lower: &str, cue: &Range<usize>) -> bool {
    lower
        .get(cue.end..)
        .is_some_and(|rest| rest.trim_start().starts_with("alone") || rest.trim_start().starts_with("bored"))
}

/// Others in and around the company, in order; `\x01` in a marked copy.
#[rustfmt::skip]
const TEAMS: &[&str] = &[
    "agency", "analysts", "colleagues", "contractors", "department", "departments", "group", "groups", "office",
    "scientists", "squad", "squads", "team", "teams", "vendor", "vendors",
];
/// Those whom the company serves or works with; `\x02`.
const OUTSIDE: &[&str] = &["actuaries", "agents", "buyers", "clients", "customers", "partners", "sellers", "users"];
/// Other departments; `\x03`.
const DEPARTMENTS: &[&str] =
    &["accountants", "desk", "finance", "helpdesk", "hr", "legal", "marketing", "people", "sales"];
/// Somebody else, and a word before that, in a copy in which they are marked.
const WHO: &str = r"[\x01\x02]+";
const WORD: &str = r"(?:[a-z\x01-\x03\x0e-]+ )";

/// "is looked after by a team of its own", "trained in X by a sister team"
static BY: Pattern = Pattern::new(|| {
    ascii(&format!(
        r"\b(?:written|built|trained|run|maintained|looked after|owned|developed|handled|managed|operated)\b{REST}\bby (?:a|an|the|another|our|other) {WORD}{{0,3}}{WHO}"
    ))
});
/// "which a separate team builds in X"
static SEPARATE: Pattern = Pattern::new(|| {
    ascii(&format!(
        r"\b(?:a |the )?(?:separate|sister|neighbou?ring|another|different|other|external) {WORD}{{0,2}}{WHO}(?:,[\x00-\x2b\x2d-\x7f]*,)? (?:builds?|runs?|owns?|uses?|writes?|maintains?|looks? after|works? (?:in|with|on)|handles?|develops?)\b{REST}"
    ))
});
/// "the analytics team, across the aisle, builds dashboards in X"
static NAMED: Pattern = Pattern::new(|| {
    ascii(&format!(
        r"\bthe {WORD}{{1,2}}[\x01-\x03]+(?:,[\x00-\x2b\x2d-\x7f]*,| \([\x00-\x28\x2a-\x7f]*\))? (?:builds?|runs?|owns?|uses|writes?|maintains?|looks? after|lives? in|works? in|takes? care of|keeps?|fetch(?:es)?|has|have|draws?|puts?|operates?|deals? with|manages?|does|do|swears? by|prefers?)\b{REST}"
    ))
});
/// "our customers run on X", "our agents live in X, and our finance department excels at Y"
static OURS: Pattern = Pattern::new(|| {
    ascii(&format!(
        r"\bour {WORD}?[\x02\x03]+(?: [a-z\x01-\x03\x0e-]+)? (?:use|uses|run|runs|work|works|live|lives|think|thinks|meet|meets|rely|relies|write|writes|does|do|recently)\b{REST}"
    ))
});
/// "the designers, who work in X"
static RELATIVE: Pattern = Pattern::new(|| {
    ascii(
        r"(?:\x01+|\b(?:designers?|analyst|managers?|scientist|engineers?|researchers?|colleague|they)),? who (?:then |also |still |will )?(?:works?|uses?|lives?|writes?|thinks?|do|does|builds?|makes?|maintains?|owns?|runs?|takes?|draws?|puts?|keeps?|brings?) [\x00-\x2b\x2d\x2f-\x3a\x3c-\x7f]*",
    )
});
/// "Customers fetch the result from X": what those outside use is no business of the reader's.
static SERVED: Pattern = Pattern::new(|| ascii(&format!(r"^(?:(?:our|the|most|some|all|many) )?\x02+ [a-z]+ {REST}")));
/// "X and Y, both in the care of the product squads": all that stands before.
static CARE: Pattern = Pattern::new(|| {
    ascii(&format!(r"^[\x00-\x7f]*\bin the (?:care|hands) of (?:a|an|the|another|our|other) {WORD}{{0,3}}{WHO}"))
});
/// "next door they run X"
static AROUND: Pattern = Pattern::new(|| ascii(&format!(r"\b(?:around you|next door|across the aisle)\b{REST}")));

/// Stretches that speak of other people's work.
pub(super) fn foreign(lower: &str, places: &[Range<usize>]) -> Vec<Range<usize>> {
    let marked = marked(lower, &[(1, TEAMS), (2, OUTSIDE), (3, DEPARTMENTS)]);
    let has = |words: &[&str]| words.iter().any(|w| marked.contains(w));
    let who = has(&["\x01", "\x02"]);
    // A word that each pattern needs, so that most are never compiled.
    let others = ["separate", "sister", "neighbo", "another", "different", "other", "external"];
    [
        (&BY, who && has(&["by "])),
        (&SEPARATE, who && has(&others)),
        (&NAMED, who && has(&["the "])),
        (&OURS, has(&["our "]) && has(&["\x02", "\x03"])),
        (&RELATIVE, has(&[" who "])),
        (&SERVED, has(&["\x02"]) && !has(&["you"])),
        (&CARE, who && has(&["in the care of ", "in the hands of "])),
        (&AROUND, has(&["around you", "next door", "across the aisle"])),
    ]
    .into_iter()
    .filter(|(_, may)| *may)
    .flat_map(|(pattern, _)| pattern.find_iter(&marked).map(|m| m.range()))
    .chain(theirs(lower, places))
    .collect()
}

/// The clauses that a phrase gives to somebody else: "X is somebody else's job", "X, which the Lisbon office looks after".
fn theirs(lower: &str, places: &[Range<usize>]) -> Vec<Range<usize>> {
    let clauses_of = clauses(lower, 0..lower.len());
    let found = cues::posting("theirs").find_all(lower).into_iter();
    found
        .filter_map(|cue| {
            let clause = clauses_of.iter().find(|c| c.contains(&cue.start))?;
            Some(before_relative(lower, clause, &clauses_of, places).unwrap_or(clause.start)..clause.end)
        })
        .collect()
}

/// Stretches that speak of what is on its way out.
pub(super) fn retired(lower: &str, places: &[Range<usize>]) -> Vec<Range<usize>> {
    static FROM: Pattern = Pattern::new(|| {
        ascii(
            r"\b(?:migrat\w*|mov\w*|switch\w*|transition\w*|port\w*)\b[\x00-\x2b\x2d\x2f-\x3a\x3c-\x7f]{0,40}? (?:away )?(?:from|off)\b(?P<x>[\x00-\x2b\x2d\x2f-\x3a\x3c-\x7f]*?)(?: (?:to|onto|into|towards)\b|$|[,;.])",
        )
    });
    let mut out: Vec<Range<usize>> = Vec::new();
    if [" from", " off"].iter().any(|w| lower.contains(w)) {
        let marked = marked(lower, &[]);
        out.extend(FROM.captures_iter(&marked).filter_map(|c| c.name("x").map(|m| m.range())));
    }
    let clauses_of = clauses(lower, 0..lower.len());
    for found in cues::posting("retired").find_all(lower) {
        let Some(mut covered) = clauses_of.iter().find(|c| c.contains(&found.start)).cloned() else { continue };
        // "replaced by X", "what used to be X is now Y": what comes after is what stays.
        let after = lower.get(found.end..covered.end).unwrap_or_default();
        const TURNS: &[&str] = &["by ", "with ", "is now ", "are now ", "in favour of ", "in favor of ", "and now "];
        if let Some(turn) = TURNS.iter().filter_map(|t| word_at(after, t)).min() {
            covered.end = found.end + turn;
        }
        covered.start =
            covered.start.min(before_relative(lower, &covered, &clauses_of, places).unwrap_or(covered.start));
        out.push(covered);
    }
    // "Y (the last one was deleted)" speaks of Y, "Y (the last X was deleted)" of X.
    if let Some(open) = lower.find("(the last ") {
        let close = lower.get(open..).and_then(|r| r.find(')')).map_or(lower.len(), |c| open + c);
        if places.iter().any(|p| (open..close).contains(&p.start)) {
            out.push(open..close);
        } else if let Some(clause) = clauses(lower, 0..open).pop() {
            out.push(clause);
        }
    }
    out
}

/// Where a word or phrase that ends in a blank begins in a text, at the begin of a word.
fn word_at(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase)
        .map(|(at, _)| at)
        .find(|&at| text.get(..at).and_then(|b| b.chars().next_back()).is_none_or(|c| !c.is_alphanumeric()))
}

/// "Nothing works here without X", "you won't get far without X" ask for X.
fn cannot_do_without(before: &str) -> bool {
    const NEGATIVE: &[&str] = &[
        "no",
        "not",
        "nothing",
        "nobody",
        "none",
        "never",
        "cannot",
        "can't",
        "can’t",
        "won't",
        "won’t",
        "don't",
        "don’t",
        "doesn't",
        "doesn’t",
        "hardly",
        "impossible",
        "unthinkable",
        "lost",
        "couldn't",
        "couldn’t",
        "wouldn't",
        "wouldn’t",
    ];
    before.trim_end().strip_suffix("without").is_some_and(|b| {
        b.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’'))).any(|w| NEGATIVE.contains(&w))
    })
}

/// "You don't have to know X, but it helps": a plus, with nothing else named before the praise.
fn helps_all_the_same(lower: &str, place: &Range<usize>, cue: &Range<usize>, places: &[Range<usize>]) -> bool {
    let from = place.end.max(cue.end);
    let after = lower.get(from..).unwrap_or_default();
    let Some(turn) = ["but ", "though ", "yet "].iter().filter_map(|t| word_at(after, t)).min() else { return false };
    let praise = cues::posting("preferred-after").find(after.get(turn..).unwrap_or_default());
    praise.is_some_and(|p| !places.iter().any(|q| q.start >= from && q.start < from + turn + p.start))
}

/// Whether a denial behind a name goes back to it over the begin of a clause: "X, which you will not touch", "the word X, but
/// won't have to draw".
fn goes_back(
    lower: &str,
    place: &Range<usize>,
    cue: &Range<usize>,
    clauses: &[Range<usize>],
    places: &[Range<usize>],
) -> bool {
    let before = lower.get(..cue.start).unwrap_or_default();
    if [", which you ", " which you ", " that you ", ", and you "].iter().any(|r| before.ends_with(r)) {
        return true;
    }
    let Some(clause) = clauses.iter().find(|c| c.contains(&cue.start)) else { return false };
    let names = places.iter().any(|p| clause.contains(&p.start));
    let bare = lower.get(clause.clone()).unwrap_or_default().trim_start_matches(|c: char| !c.is_alphanumeric());
    let contrast = ["but ", "though ", "although ", "yet "].iter().any(|w| bare.starts_with(w));
    let never_done = cues::posting("not-done").find_all(lower).iter().any(|d| clause.contains(&d.start));
    (contrast && never_done && !names)
        || before_relative(lower, clause, clauses, places).is_some_and(|start| start <= place.start)
}

/// Where the last name before a clause that begins with "which" or "that" begins: the clause speaks of it.
fn before_relative(
    lower: &str,
    clause: &Range<usize>,
    clauses: &[Range<usize>],
    places: &[Range<usize>],
) -> Option<usize> {
    let bare = lower.get(clause.clone())?.trim_start_matches(|c: char| !c.is_alphanumeric());
    let relative = ["which ", "that ", "whose "].iter().any(|w| bare.starts_with(w));
    let last = places.iter().rev().find(|p| p.end <= clause.start)?;
    let near = clauses.iter().filter(|c| c.start >= last.end && c.end <= clause.start);
    let words = near.filter(|c| lower.get((*c).clone()).is_some_and(|t| t.chars().any(char::is_alphanumeric)));
    (relative && words.count() == 0).then_some(last.start)
}
