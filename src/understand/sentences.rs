//! Cuts a line into sentences and sentences into clauses, so that a cue reaches as far as its writer meant.

use std::ops::Range;

/// Abbreviations after which a full stop ends nothing.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "etc", "vs", "inc", "ltd", "prof", "dr", "mr", "mrs", "ms", "st", "no", "approx", "incl", "z.b",
    "bzw", "ca", "resp", "dept",
];

/// The sentences of a line, as byte ranges. Full stops, question and exclamation marks end one, and semicolons.
pub fn sentences(line: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = line.char_indices().peekable();
    let mut depth = 0i32;
    while let Some((at, c)) = chars.next() {
        match c {
            '(' => depth += 1,
            ')' => depth = (depth - 1).max(0),
            _ => {}
        }
        let ends = match c {
            '.' | '!' | '?' => {
                depth == 0
                    && chars.peek().is_none_or(|(_, n)| n.is_whitespace())
                    && !after_abbreviation(line, start, at)
            }
            ';' => depth == 0,
            _ => false,
        };
        if ends {
            push(&mut out, line, start..at + c.len_utf8());
            start = at + c.len_utf8();
        }
    }
    push(&mut out, line, start..line.len());
    out
}

fn push(out: &mut Vec<Range<usize>>, line: &str, range: Range<usize>) {
    let text = line.get(range.clone()).unwrap_or_default();
    let start = range.start + (text.len() - text.trim_start().len());
    let end = range.end - (text.len() - text.trim_end().len());
    if start < end {
        out.push(start..end);
    }
}

fn after_abbreviation(line: &str, start: usize, stop: usize) -> bool {
    let before = line.get(start..stop).unwrap_or_default();
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default().to_lowercase();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic) && before.len() > word.len();
    initial || ABBREVIATIONS.contains(&word.as_str())
}

/// Words that begin a new clause.
const CLAUSE_WORDS: &[&str] = &[
    " while ",
    " who ",
    " which ",
    " whose ",
    " so that ",
    " but ",
    " although ",
    " though ",
    " whereas ",
    " because ",
    " as they ",
    " when ",
    " that ",
    " where ",
];

/// The clauses of a sentence: cut at commas, colons, dashes, parentheses and the words that join clauses.
pub fn clauses(line: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let text = line.get(sentence.clone()).unwrap_or_default();
    let lower = text.to_lowercase();
    let mut cuts: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        let next_blank = text.get(at + c.len_utf8()..).is_some_and(|r| r.starts_with(char::is_whitespace));
        if matches!(c, '(' | ')' | '–' | '—') || (matches!(c, ',' | ':') && next_blank) {
            cuts.push(at);
        }
    }
    // Lower case can change lengths in a few scripts; the cut words are ASCII, so only equal lengths are used.
    if lower.len() == text.len() {
        for word in CLAUSE_WORDS {
            cuts.extend(lower.match_indices(word).map(|(at, _)| at));
        }
    }
    cuts.sort_unstable();
    let mut out = Vec::new();
    let mut start = 0;
    for cut in cuts.into_iter().chain([text.len()]) {
        push(&mut out, line, sentence.start + start..sentence.start + cut);
        start = cut;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str) -> Vec<&str> {
        sentences(line).into_iter().map(|r| &line[r]).collect()
    }

    #[test]
    fn sentences_end_where_they_end() {
        assert_eq!(cut("No Angular. No Java either."), ["No Angular.", "No Java either."]);
        assert_eq!(
            cut("Python (3.11+) or Go, e.g. for tools. Fine"),
            ["Python (3.11+) or Go, e.g. for tools.", "Fine"]
        );
        assert_eq!(cut("with R. Oduya and S. Go"), ["with R. Oduya and S. Go"]);
        assert_eq!(cut("Python; Go is a plus"), ["Python;", "Go is a plus"]);
    }

    #[test]
    fn clauses_end_at_relative_pronouns() {
        let line = "Proofread scenarios for the automation team, who wrote the Cypress suite";
        let parts: Vec<&str> = clauses(line, 0..line.len()).into_iter().map(|r| &line[r]).collect();
        assert_eq!(parts, ["Proofread scenarios for the automation team", ",", "who wrote the Cypress suite"]);
    }
}
