//! The patterns that tell whose work a clause speaks of. They run over a marked copy in which [`PEOPLE`] are `\x01`.

use crate::understand::patterns::{Pattern, ascii};

/// Words for somebody else, in order.
#[rustfmt::skip]
pub(super) const PEOPLE: &[&str] = &[
    "accountants", "administrator", "administrators", "agencies", "agency", "analyst", "analysts", "apprentice",
    "architect", "architects", "boss", "brother", "chapter", "chapters", "classmate", "classmates", "clients",
    "clinicians", "colleague", "colleagues", "company", "consultancies", "consultancy", "consultant",
    "consultants", "contractor", "contractors", "coworker", "coworkers", "crew", "crews", "customers", "dba",
    "dbas", "department", "departments", "designer", "designers", "developer", "developers", "director",
    "directors", "engineer", "engineers", "finance", "firm", "firms", "flatmate", "freelancer", "freelancers",
    "friend", "friends", "group", "groups", "guild", "guilds", "head", "heads", "husband", "integrator",
    "intern", "interns", "journalist", "lawyers", "lecturer", "manager", "managers", "marketing", "nurses",
    "office", "officer", "officers", "operations", "others", "partner", "people", "pharmacist", "predecessor",
    "predecessors", "professor", "programmers", "provider", "providers", "qa", "researcher", "researchers",
    "sales", "scientist", "scientists", "secretary", "sister", "specialist", "specialists", "squad", "squads",
    "subcontractor", "subcontractors", "successor", "supervisor", "supplier", "suppliers", "team", "teammate",
    "teammates", "teams", "technician", "technicians", "tester", "testers", "trainee", "tribe", "tribes",
    "vendor", "vendors", "wife",
];
/// Somebody else, in a copy in which they are marked.
const WHO: &str = r"(?:\x01+(?:-in-law)?|co-workers?)";
/// A word with its blank, marked or not.
const WORD: &str = r"(?:[a-z\x01\x0e\x0f'/&+#.-]+ )";

/// Words before somebody else.
const DETERMINER: &str = r"(?:the|our|their|a|an|another|other|two|three|four|several|some|my|both|outside|in-house)";

/// A clause whose subject is somebody else.
pub(super) static SUBJECT: Pattern = Pattern::new(|| {
    ascii(&format!(
        r"^[\s,;:\x0f-]*(?:(?:in|since|from|by) (?:[a-z]+ )?\d{{4}},? |last year,? |later,? |meanwhile,? )?(?:and |but |so that |when |where |because |as |until |after |before |while |then )*(?:{DETERMINER} )+{WORD}{{0,3}}?{WHO} (?:[a-z]+ly )?(?:also )?[a-z]+"
    ))
});
/// Somebody else anywhere.
pub(super) static NAMED: Pattern = Pattern::new(|| ascii(&format!(r"\b{DETERMINER} {WORD}{{0,3}}?{WHO}")));
/// "the React team", "their Airflow".
pub(super) static PHRASE: Pattern = Pattern::new(|| {
    ascii(&format!(
        r"\b(?:next to|alongside|beside|with|for|from|to|by|of|supporting|supported|helped|assisted|joined up with) (?:the|our|their|a|an|another) (?P<x>(?:[a-z0-9\x01\x0e.+#/&-]+ ){{0,3}}?){WHO}|\btheir (?P<y>(?:first |own |new |old |whole |other |main )*[a-z0-9\x01\x0e.+#/-]+)"
    ))
});
/// "built by the vendor".
pub(super) static BY: Pattern = Pattern::new(|| {
    ascii(&format!(
        r"\b(?:built|written|run|maintained|owned|managed|operated|made|provided|deployed|set|done|held|drawn|handled|designed|led|developed|audited|created) by (?:(?:the|our|an?|another|other|my|some) )?(?:[a-z\x01\x0e-]+ ){{0,3}}{WHO}"
    ))
});
/// "was written in Vue by the agency".
pub(super) static WAS_BY: Pattern = Pattern::new(|| {
    ascii(&format!(
        r"\b(?:is|are|was|were|been|be) (?:also |all |mostly )?(?:built|written|run|maintained|made|set|done|handled|designed|developed|looked after|hosted|provided)(?: [a-z0-9\x01\x0e.+#/&-]+){{1,5}} by (?:(?:the|our|an?|another|other|my|some) )?(?:[a-z\x01\x0e-]+ ){{0,3}}{WHO}"
    ))
});
/// "the clusters are the platform team's", "was another squad's", "which is the territory of the platform chapter".
pub(super) static THEIRS: Pattern = Pattern::new(|| {
    ascii(&format!(
        r"\b(?:is|are|was|were|stays?|stayed|remains?|remained) (?:also |still |now |all |mostly |both )?(?:{DETERMINER} {WORD}{{0,3}}?{WHO}'\x0f*s?(?:\s*$|\s*[,;.)]| (?:job|work|business|turf|territory|call|affair|domain|responsibility|concern|task)\b)|(?:the |a )?(?:job|work|business|turf|territory|affair|domain|responsibility|concern|task|matter) of {DETERMINER} {WORD}{{0,3}}?{WHO})"
    ))
});
/// "the cluster belongs to the platform team", "reviews stayed with the director", "came from the county's IT department".
pub(super) static BELONGS: Pattern = Pattern::new(|| {
    ascii(&format!(
        r"\b(?:belong(?:s|ed)? to|stay(?:s|ed)? with|c[ao]mes? from|is up to|was up to|lies with|lay with) {DETERMINER} {WORD}{{0,3}}?{WHO}"
    ))
});
/// The second clause of "the nodes that the data team operated".
pub(super) static THAT: Pattern = Pattern::new(|| {
    let did = r"(?:had |have |has )?(?:produces?|produced|creates?|created|prepares?|prepared|generates?|loads?|written|implemented?s?|coded|programmed|operated?s?|maintain(?:s|ed)?|runs?|ran|owns?|owned|wrote|writes?|built|build|held|holds?|set|sets|manages?|managed|made|did|does|designed|developed|looks? after|looked after|put|sends?|sent|provides?|provided|delivers?|delivered|needed|needs?|wanted|asked)";
    ascii(&format!(
        r"^\s*(?:that|which) (?:the|our|their|an?|my|another|other) {WORD}{{0,2}}{WHO} (?:(?:in [a-z]+ )?{did}\b|[a-z]+ (?:[a-z]+ )?for (?:us|me|our)\b)"
    ))
});
/// "marketing's go-to-market plan".
pub(super) static POSSESSIVE: Pattern =
    Pattern::new(|| ascii(&format!(r"{WHO}'\x0f*s? (?P<x>[a-z0-9\x01\x0e.+#/-]+)")));

/// "A supplier makes both ends of that": what the sentence before tells is somebody else's.
pub(super) fn takes_all(signs: &str) -> bool {
    const ALL: [&str; 9] = [
        "all of that",
        "all of it",
        "all of this",
        "all of those",
        "all of them",
        "both of them",
        "both of those",
        "ends of that",
        "ends of it",
    ];
    const DOES: [&str; 16] = [
        "makes",
        "made",
        "does",
        "did",
        "runs",
        "ran",
        "owns",
        "owned",
        "builds",
        "built",
        "writes",
        "wrote",
        "maintains",
        "maintained",
        "handles",
        "handled",
    ];
    signs.contains('\x01')
        && signs.split_whitespace().any(|w| DOES.contains(&w))
        && ALL.iter().any(|all| signs.contains(all))
        && SUBJECT.is_match(signs)
        && !signs.split_whitespace().take(3).any(|w| matches!(w, "i" | "we" | "my" | "our"))
}

/// Whether what is said to be somebody's is the work of whoever writes: a customer's program is what a consultant works on,
/// and "the squad's" or "my team's" is one's own, unlike "the platform team's". `at` is where the thing itself stands.
pub(super) fn of_ones_own(text: &str, signs: &str, at: usize) -> bool {
    const FOR: [&str; 6] = ["customer's", "customers'", "client's", "clients'", "company's", "employer's"];
    const GROUP: [&str; 7] = ["team's", "squad's", "crew's", "group's", "department's", "chapter's", "guild's"];
    let before = text.get(..at).unwrap_or_default().trim_end();
    let mut words = before.rsplit(' ');
    let whose = words.next().unwrap_or_default();
    let article = words.next().unwrap_or_default();
    let whose = whose.trim_start_matches(|c: char| !c.is_alphanumeric()).replace('’', "'");
    let own = matches!(article, "the" | "our" | "my");
    // Not a customer who did something with it.
    let done = signs.get(at..).is_some_and(|rest| rest.contains('\x01'));
    FOR.contains(&whose.as_str()) && !done || own && GROUP.contains(&whose.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_in_order_and_patterns_compile() {
        assert!(PEOPLE.is_sorted());
        for pattern in [&SUBJECT, &NAMED, &PHRASE, &BY, &WAS_BY, &THEIRS, &BELONGS, &THAT, &POSSESSIVE] {
            assert!(pattern.compiles());
        }
    }
}
