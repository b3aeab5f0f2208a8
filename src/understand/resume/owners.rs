//! Whether what a line names is the person's own work: not somebody else's ("worked next to the React team", "two teammates
//! wrote the Cypress tests"), not a wish ("eager to learn Rust"), not denied.

use std::ops::Range;

use super::turns::{turns, wishes};
use crate::understand::patterns::marked;
use crate::understand::posting::verdict::same_length_lower;
use crate::understand::sentences::{clauses, sentences};

use super::whose::{
    BELONGS, BY, NAMED, PEOPLE, PHRASE, POSSESSIVE, SUBJECT, THAT, THEIRS, WAS_BY, of_ones_own, takes_all,
};

/// Stretches of a line in which nothing that is named is the person's own.
pub fn not_own(line: &str) -> Vec<Range<usize>> {
    let lower = same_length_lower(line);
    let marked = marked(&lower, &[(1, PEOPLE)]);
    let mut out = Vec::new();
    let mut named = false;
    let mut before: Option<Range<usize>> = None;
    for sentence in sentences(&lower) {
        wishes(&lower, &sentence, &mut out);
        turns(&lower, &sentence, &mut out);
        if let Some(before) = before.replace(sentence.clone())
            && takes_all(marked.get(sentence.clone()).unwrap_or_default())
            && !names_own_team(lower.get(sentence.clone()).unwrap_or_default())
        {
            out.push(before);
        }
        named = others(line, &lower, &marked, &sentence, named, &mut out);
    }
    out
}

/// Stretches of a list in which what is named is only wished for: "Next on my list: dbt and Snowflake".
pub fn wished(line: &str) -> Vec<Range<usize>> {
    let lower = same_length_lower(line);
    let mut out = Vec::new();
    wishes(&lower, &(0..lower.len()), &mut out);
    // "Plans: a certificate in spring": a list that says so itself.
    let label = lower.trim_start_matches(|c: char| !c.is_alphanumeric());
    let plans = ["plans", "planned", "next", "to learn", "wish list", "still to learn", "on my list"].iter().any(|w| {
        label
            .strip_prefix(w)
            .is_some_and(|rest| rest.starts_with([':', '\t', '|']) || rest.starts_with("  ") || rest.starts_with(" | "))
    });
    if plans {
        out.push(0..lower.len());
    }
    out
}

/// Whether a clause goes on about whoever was named before it.
fn goes_on(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–' | '—'));
    let text = text.strip_prefix("and ").unwrap_or(text);
    let begins = |words: &str| text.strip_prefix(words).is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric()));
    ["who", "whose", "which", "while they", "as they", "when they", "because they", "they", "so that they"]
        .into_iter()
        .any(begins)
}

/// Whether a clause ends with somebody else, whom the next may go on about: 40 bytes after them at most, in the same breath.
fn named_last(marked: &str) -> bool {
    let last = [marked.rfind('\x01').map(|at| at + 1), marked.rfind("co-worker").map(|at| at + "co-worker".len())];
    let rest = last.into_iter().flatten().max().and_then(|at| marked.get(at..));
    rest.is_some_and(|r| r.len() <= 40 && !r.contains([',', ';']))
}

/// `marked` is the copy of `lower` in which [`PEOPLE`] are marked; `named` tells whether a sentence before names somebody, and
/// what comes back whether this one does, of whom "their" in the next may speak.
fn others(
    original: &str,
    lower: &str,
    marked: &str,
    sentence: &Range<usize>,
    named: bool,
    out: &mut Vec<Range<usize>>,
) -> bool {
    let signs = marked.get(sentence.clone()).unwrap_or_default();
    // Without somebody else there is nothing of theirs.
    if !(names_who(signs) || named && signs.contains("their ")) {
        return false;
    }
    in_brackets(lower, signs, sentence, out);
    let clauses = clauses(lower, sentence.clone());
    let mut theirs_before = false;
    let mut somebody_named = false;
    let mut belonged = false;
    for clause in &clauses {
        let text = lower.get(clause.clone()).unwrap_or_default();
        if matches!(text.trim_matches(|c: char| !c.is_alphanumeric()), "" | "and" | "or") {
            continue;
        }
        let signs = marked.get(clause.clone()).unwrap_or_default();
        let goes_on = goes_on(text);
        let mine = text.split_whitespace().any(|w| matches!(w, "i" | "we"));
        let subject = !mine && names_who(signs) && SUBJECT.is_match(signs) && !names_own_team(text);
        // "who turn them into reports with A, B and C": an enumeration goes on with a name.
        let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
        let bare = bare.strip_prefix("and ").or_else(|| bare.strip_prefix("or ")).unwrap_or(bare);
        let at = clause.end - bare.len();
        let name = original.get(at..).is_some_and(|t| t.starts_with(char::is_uppercase));
        let enumerates = theirs_before && !mine && text.trim_start().starts_with(',') && name;
        let whose = bare.starts_with("whose ") && (somebody_named || theirs_before);
        let theirs = enumerates || subject || whose || (goes_on && (somebody_named || theirs_before) && !mine);
        if theirs {
            out.push(clause.clone());
        }
        for found in PHRASE.captures_iter(signs) {
            let led = text.get(..found.get(0).map_or(0, |m| m.start())).is_some_and(leads);
            // "their" speaks of whoever was named; in "the consumers and their queues" nobody was.
            let before = found.get(0).and_then(|m| signs.get(..m.start())).unwrap_or_default();
            let somebody = named || somebody_named || theirs_before || theirs || NAMED.is_match(before);
            let theirs = found.name("y").filter(|_| somebody);
            if let Some(x) = found.name("x").or(theirs)
                && !led
            {
                out.push(clause.start + x.start()..clause.start + x.end());
            }
        }
        let as_well =
            belonged && ["as do", "as does", "as did", "and so do", "and so does"].iter().any(|w| bare.starts_with(w));
        let says = ["belong", "stay", "from ", "up to ", "lies with ", "lay with "].iter().any(|w| signs.contains(w));
        belonged = (says && names_who(signs) && BELONGS.is_match(signs)) || as_well;
        if belonged {
            out.push(clause.clone());
        }
        if signs.contains(" by ") && (BY.is_match(signs) || WAS_BY.is_match(signs)) {
            // "X, and Y on the chip, were written by …": the subject stands in the clauses before.
            let passive =
                ["was ", "were ", "is ", "are ", "had been ", "has been "].iter().any(|w| bare.starts_with(w));
            out.push(if passive { sentence.start } else { clause.start }..clause.end);
        }
        let relative = ["that ", "which "].iter().any(|w| signs.trim_start().starts_with(w));
        let predicate = names_who(signs) && (signs.contains('\'') || signs.contains(" of ")) && THEIRS.is_match(signs);
        if predicate {
            out.push(clause.clone());
        }
        if relative && (predicate || THAT.is_match(signs)) {
            out.push(last_words(lower, sentence.start..clause.start, 5)..clause.end);
        }
        if signs.contains('\'')
            && let Some(found) = POSSESSIVE.captures_iter(signs).next().and_then(|c| c.name("x"))
            && !of_ones_own(text, signs, found.start())
        {
            // "the supplier's importer in X": what it was rewritten in is one's own.
            out.push(clause.start + found.start()..clause.start + noun_phrase(signs, found.start()));
        }
        somebody_named = named_last(signs) && !names_own_team(text);
        theirs_before = theirs;
    }
    names_who(signs) && NAMED.is_match(signs)
}

/// What stands in brackets right after somebody else is theirs: "the motion team (C++, Rust) runs my models".
fn in_brackets(lower: &str, signs: &str, sentence: &Range<usize>, out: &mut Vec<Range<usize>>) {
    for (open, _) in signs.match_indices(" (") {
        let before = lower.get(sentence.start..sentence.start + open).unwrap_or_default();
        // "the motion team (…", but not "a course for developers (…".
        let to_here = signs.get(..open).unwrap_or_default();
        let after_somebody = to_here.ends_with('\x01') && NAMED.find_iter(to_here).any(|m| m.end() == open);
        let own = leads(before) || before.split_whitespace().any(|w| matches!(w, "i" | "we" | "my" | "our"));
        if after_somebody && !own {
            let close = signs.get(open..).and_then(|rest| rest.find(')')).map_or(signs.len(), |at| open + at);
            out.push(sentence.start + open..sentence.start + close);
        }
    }
}

/// Where the words that belong together from `from` on end: before the next preposition or mark.
fn noun_phrase(text: &str, from: usize) -> usize {
    const END: &[&str] = &[
        "by", "with", "in", "on", "to", "from", "for", "of", "using", "through", "as", "at", "into", "onto", "over",
        "via",
    ];
    let mut end = from;
    for word in text.get(from..).unwrap_or_default().split_inclusive(' ') {
        let bare = word.trim_end();
        if END.contains(&bare) {
            break;
        }
        end += word.len();
        if bare.ends_with([',', ';', '.', ')', '(']) {
            break;
        }
    }
    end
}

/// Whether somebody else is named at all.
fn names_who(marked: &str) -> bool {
    marked.contains('\x01') || marked.contains("co-worker")
}

/// Where the last words of a stretch begin.
fn last_words(text: &str, range: Range<usize>, words: usize) -> usize {
    let stretch = text.get(range.clone()).unwrap_or_default().trim_end();
    let blanks: Vec<usize> = stretch.match_indices(' ').map(|(at, _)| at).collect();
    let first = blanks.len().checked_sub(words).and_then(|i| blanks.get(i)).copied().unwrap_or(0);
    range.start + first
}

/// Whether a clause is about a team that the person leads or belongs to.
fn leads(before: &str) -> bool {
    [
        "led", "lead", "leading", "managed", "manage", "managing", "founded", "built", "grew", "headed", "ran", "run",
        "member", "hired", "coached", "mentored",
    ]
    .iter()
    .any(|w| before.split(|c: char| !c.is_alphabetic()).any(|b| b == *w))
}

fn names_own_team(text: &str) -> bool {
    let first = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    ["our team", "my team", "the team i", "a team of", "team of"]
        .iter()
        .any(|t| first.starts_with(t) || text.contains("team i "))
        || leads(first.split(' ').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(line: &str, word: &str) -> bool {
        let at = line.find(word).expect("the word stands in the line");
        !not_own(line).iter().any(|r| r.contains(&at))
    }

    #[test]
    fn other_peoples_work_is_not_ones_own() {
        assert!(!own(
            "Proofread scenarios for the automation team, who wrote the Cypress suite for the broker portal.",
            "Cypress"
        ));
        assert!(!own(
            "I designed the MongoDB collections; two teammates wrote the React front end and its Cypress tests.",
            "Cypress"
        ));
        assert!(!own(
            "When reports needed a schedule I filed the ticket and the data engineers put it in their Airflow; they also own the sales marts",
            "Airflow"
        ));
        assert!(!own(
            "Worked next to the platform team while they rebuilt the student portal with Terraform; supplied their DNS zones.",
            "Terraform"
        ));
        assert!(!own(
            "Wrote the runbook for the service so that the DevOps team, who deploy it to AWS, could take it over",
            "AWS"
        ));
        assert!(!own(
            "Partnered with the data acquisition group at the host laboratory, who run the Kafka-based alert stream",
            "Kafka"
        ));
        assert!(!own(
            "Agreed on load targets for launch days with the hosting provider, who ran the k6 tests and sent us the reports.",
            "k6"
        ));
        assert!(!own("Worked next to the React team on the checkout", "React"));
        assert!(!own("Built the base images for the Cassandra nodes that the data team operated", "Cassandra"));
        assert!(!own("The SLOs themselves are set by the SRE team in Auckland, who use these dashboards", "SLOs"));
        assert!(!own("Nothing had to be bought. The load testing before it is done by QA.", "load testing"));
        assert!(!own(
            "Deliver events to the data team, who make reports with Airflow, Spark and Delta Lake, and sit in",
            "Delta"
        ));
        assert!(!own("Size opportunities for the product managers, who own the roadmap and write the PRDs.", "PRDs"));
        assert!(!own(
            "In 2026 the platform team began to replace these with OpenTelemetry, and they run it",
            "OpenTelemetry"
        ));
        assert!(!own("one small Go binary. My brother did the React page.", "React"));
        assert!(!own("price elasticities for marketing's go-to-market plan", "go-to-market"));
        assert!(!own("Eager to learn Rust and Kubernetes", "Kubernetes"));
    }

    #[test]
    fn a_list_of_plans_shows_nothing() {
        assert!(!wished("Plans: a certificate in spring, Rust").is_empty());
        assert!(!wished("To learn | Go, Rust").is_empty());
        assert!(wished("Planning: Jira, Trello").is_empty());
        assert!(wished("Next.js, React").is_empty());
    }

    #[test]
    fn whose_it_is_may_be_said_in_many_ways() {
        for (line, word) in [
            (
                "What we deliver runs on Kubernetes, which is the territory of the platform chapter; mine ends at the merge.",
                "Kubernetes",
            ),
            ("The Kubernetes clusters and their Helm charts are the platform team's.", "Helm"),
            ("The launch of the GraphQL gateway was another squad's; I only filled in the checklist.", "GraphQL"),
            ("A consultancy is rewriting our network layer in Terraform. I answer their questions.", "Terraform"),
            ("An intern of mine ported the segmenter to PyTorch as her thesis", "PyTorch"),
            ("Our researcher ran the usability testing of the new screen; I read her reports", "usability"),
            (
                "Checked the reader for keyboard traps; that app was written in Vue by the agency that maintains it.",
                "Vue",
            ),
            ("The motion team (C++, Rust, ROS 2) runs my models on the machine.", "Rust"),
            (
                "Supplied the endpoints for a back office of a partner firm; it was their first React front end.",
                "React",
            ),
            ("Argued against Redis for the lookups", "Redis"),
            ("Looked into Istio for a fortnight and advised against it; it was never installed.", "Istio"),
            ("Did the spike on Flutter and recommended against it.", "Flutter"),
            ("Chose PostgreSQL instead of MongoDB", "MongoDB"),
            ("The app talks Bluetooth Low Energy; a supplier in Hsinchu makes both ends of that.", "Bluetooth"),
            ("The shop is written in Elixir and deployed with Nomad. A contractor does all of it.", "Nomad"),
            ("Pass on extracts that the operations team pulls for us from Kibana.", "Kibana"),
            (
                "Answered the questions of the consultants who held the workshops for the app, and whose team built the sign-in on Keycloak.",
                "Keycloak",
            ),
            ("Called the integration team's SOAP gateway", "SOAP"),
        ] {
            assert!(!own(line, word), "{line}");
        }
    }

    #[test]
    fn ones_own_work_stays() {
        for (line, word) in [
            ("Replaced the vendor's tracing agent by OpenTelemetry in 31 services", "OpenTelemetry"),
            ("Led a team (Go, Kafka) of six", "Kafka"),
            ("Networking for Developers (DNS, TLS)", "DNS"),
            ("Found the slow starts with the Android Studio profiler", "Android Studio"),
            ("Built a dashboard in React that is used by the sales team", "React"),
            ("Chose PostgreSQL instead of MongoDB", "PostgreSQL"),
            ("Moved the customer's shop to AWS", "AWS"),
            ("Maintained the customers' Java programs", "Java"),
            ("Ported two clients' PHP shops", "PHP"),
            ("Write the squad's OKRs with the lead", "OKRs"),
            ("Moved our team's Jenkins jobs", "Jenkins"),
            ("I tuned the MySQL queries; a colleague read all of it", "MySQL"),
            ("Trained the support team in SQL; their tickets fell by half", "SQL"),
        ] {
            assert!(own(line, word), "{line}");
        }
        assert!(own("Led the platform team that moved 14 services to Kubernetes", "Kubernetes"));
        assert!(own("Wrote a Python job (pandas, pytest) that reconciles 1.2 million orders with refunds", "pytest"));
        assert!(own(
            "Look after 25 Selenium WebDriver smoke tests in Java; a developer helps when the page changes.",
            "Selenium"
        ));
        assert!(own("Designed the star schema for returns with one of our data engineers in BigQuery", "BigQuery"));
        assert!(own("Built a deployment tool in Rust that the whole company uses", "Rust"));
        assert!(own("Keep 140 Terraform modules for three accounts, with a plan on each pull request", "Terraform"));
        assert!(own("Built REST endpoints in Go with a team of six", "Go"));
    }
}
