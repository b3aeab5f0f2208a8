//! Joins the lines of a paragraph: words torn at a line's end are mended, hyphens that belong to a word are kept.

/// Whether a line ends in a hyphen after a letter.
pub(super) fn ends_torn(text: &str) -> bool {
    let mut back = text.chars().rev();
    matches!(back.next(), Some('-' | '\u{2010}')) && back.next().is_some_and(char::is_alphabetic)
}

/// Adds the next line of a paragraph, mending a hyphen at the end.
pub(super) fn append(text: &mut String, next: &str) {
    let lower = next.chars().next().is_some_and(char::is_lowercase);
    if !ends_torn(text) {
        text.push(' ');
        text.push_str(next);
        return;
    }
    let head: String = text
        .trim_end_matches(['-', '\u{2010}'])
        .rsplit(|c: char| c.is_whitespace() || "(/,".contains(c))
        .next()
        .unwrap_or("")
        .to_owned();
    let tail: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
    let mend = if lower { !keeps_hyphen(&head, &tail) } else { is_camel(&head, &tail) };
    if mend {
        while text.ends_with(['-', '\u{2010}']) {
            text.pop();
        }
    }
    text.push_str(next);
}

/// First parts of compounds that keep their hyphen, and second ones.
const BEFORE_HYPHEN: &str = "\
    all anti award back best business client cloud co cost cross customer cutting data day decision deep detail e \
    end ever ex event fast first five follow four front full fully goal hands hard high highly in industry inter \
    large lead long low machine mid mission multi non object off on one open part peer performance post pre pro \
    problem production real results risk role second self semi server short single small so start state step sub \
    team test third three time to top two up user value web well wide work world year";
const AFTER_HYPHEN: &str = "\
    and class code depth edge efficient end first free functional grade house in language learning level line long made \
    of off on out person platform quality repeat scale side solving source stack standing term time to up wide winning \
    availability cost cutting defined fidelity impact known latency performance performing profile rounded throughput \
    traffic value volume world";
/// Second parts that keep their hyphen after any word.
const AFTER_ANY: &str = "aware based centric driven facing focused friendly intensive oriented ready related specific";

/// Whether `word` is in a list of words with blanks between.
fn has(words: &str, word: &str) -> bool {
    words.split(' ').any(|w| w == word)
}

/// Whether the hyphen between two parts that a line's end set apart is a part of the word.
fn keeps_hyphen(head: &str, tail: &str) -> bool {
    let last = head.rsplit(['-', '\u{2010}']).next().unwrap_or(head).to_lowercase();
    let joins =
        matches!(last.as_str(), "a" | "and" | "at" | "by" | "de" | "for" | "in" | "of" | "on" | "the" | "to" | "up");
    last.chars().count() == 1
        || joins && head.contains(['-', '\u{2010}'])
        || has(AFTER_ANY, tail)
        || has(BEFORE_HYPHEN, &last) && has(AFTER_HYPHEN, tail)
        || head.chars().all(char::is_uppercase)
        || matches!(last.as_str(), "cross" | "hands" | "non" | "self")
}

/// Names written in camel case, which line ends tear where the capital is.
const CAMEL: &str = "\
    javascript typescript coffeescript mongodb postgresql mysql nosql github gitlab graphql dynamodb couchdb \
    influxdb mariadb powershell powerpoint powerbi linkedin youtube tensorflow pytorch openstack openshift opencv \
    opengl cloudformation cloudwatch intellij webassembly websocket websockets rabbitmq activemq numpy scipy jquery \
    fastapi testng junit devops mlops bigquery clickhouse elasticsearch hubspot salesforce sharepoint wordpress \
    woocommerce sqlite matlab latex phonegap servicenow datadog newrelic sonarqube circleci argocd neo4j cockroachdb \
    scylladb";

/// Whether two parts, the second with a capital, are one word.
fn is_camel(head: &str, tail: &str) -> bool {
    let whole = format!("{head}{tail}").to_lowercase();
    let capitals = |word: &str, least: usize| word.chars().count() >= least && word.chars().all(char::is_uppercase);
    has(CAMEL, &whole) || capitals(head, 3) && capitals(tail, 2) || tail == "DB" || tail == "SQL" || tail == "QL"
}

#[cfg(test)]
mod tests {
    use super::append;

    #[test]
    fn hyphens_are_mended_or_kept() {
        for (torn, whole) in [
            (("contain-", "ers"), "containers"),
            (("end-to-", "end"), "end-to-end"),
            (("state-of-the-", "art"), "state-of-the-art"),
            (("cross-func-", "tional"), "cross-functional"),
            (("real-", "time"), "real-time"),
            (("real-", "ized"), "realized"),
            (("pipe-", "line"), "pipeline"),
            (("event-", "driven"), "event-driven"),
            (("e-", "commerce"), "e-commerce"),
            (("Java-", "Script"), "JavaScript"),
            (("Mon-", "goDB"), "MongoDB"),
            (("Jean-", "Pierre"), "Jean-Pierre"),
            (("DEVEL-", "OPMENT"), "DEVELOPMENT"),
            (("2015 -", "2017"), "2015 - 2017"),
        ] {
            let mut text = torn.0.to_owned();
            append(&mut text, torn.1);
            assert_eq!(text, whole);
        }
    }
}
