//! Phrases with gaps and choices: `review .. code`, `(restored/recovered) .. service`, `paged ... at night`.
//!
//! `..` stands for up to three words and `...` for up to eight, none of them across punctuation; `(a/b c/d)` for any one of
//! its choices. The part before the first gap becomes keys, the rest is kept as text and matched without being built.

use super::tokens::{Stems, stemmed_key};

/// Words that a `..` stands for, at most.
const GAP: u8 = 3;
/// Words that a `...` stands for, at most.
const WIDE_GAP: u8 = 8;

/// Whether an alias has a gap, and is read by this module.
pub fn has_gap(alias: &str) -> bool {
    alias.contains("..")
}

/// The keys that open a phrase, in stems, and what follows in the form that [`follows`] reads.
pub fn compile(phrase: &str, stems: &Stems) -> (Vec<String>, String) {
    let mut parts: Vec<(u8, Vec<String>)> = vec![(0, vec![String::new()])];
    for piece in pieces(phrase) {
        let gap = match piece.as_str() {
            ".." => GAP,
            "..." => WIDE_GAP,
            _ => 0,
        };
        if gap > 0 {
            parts.push((gap, vec![String::new()]));
            continue;
        }
        let choices: Vec<&str> = match piece.strip_prefix('(').and_then(|p| p.strip_suffix(')')) {
            Some(inner) => inner.split('/').collect(),
            None => vec![&piece],
        };
        if let Some((_, written)) = parts.last_mut() {
            *written = written.iter().flat_map(|w| choices.iter().map(move |c| format!("{w} {c}"))).collect();
        }
    }
    let mut parts = parts.into_iter().map(|(gap, written)| {
        let mut keys: Vec<String> = written.iter().map(|w| stemmed_key(w, stems)).filter(|k| !k.is_empty()).collect();
        keys.sort_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        keys.dedup();
        (gap, keys)
    });
    let first = parts.next().map(|p| p.1).unwrap_or_default();
    let rest = parts.filter(|p| !p.1.is_empty()).map(|(gap, keys)| format!("{gap}{}\n", keys.join("|"))).collect();
    (first, rest)
}

/// A phrase cut at blanks outside parentheses.
fn pieces(phrase: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for word in phrase.split_whitespace() {
        match out.last_mut().filter(|_| open) {
            Some(last) => {
                last.push(' ');
                last.push_str(word);
            }
            None => out.push(word.to_owned()),
        }
        open = (open || word.starts_with('(')) && !word.ends_with(')');
    }
    out
}

/// Where a phrase ends whose first part ended at `after`: one past its last word. `stem` gives the stem of a word, `joined`
/// says that no punctuation stands before it.
pub fn follows<'s>(
    rest: &str,
    after: usize,
    stem: &dyn Fn(usize) -> Option<&'s str>,
    joined: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    rest.split_terminator('\n').try_fold(after, |from, part| {
        let gap = part.bytes().next().map_or(0, |b| usize::from(b.saturating_sub(b'0')));
        let keys = part.get(1..)?;
        (from..=from + gap).take_while(|&at| at == from || joined(at - 1)).filter(|&at| joined(at)).find_map(|at| {
            // Most words open none of the choices, and that is soon told.
            stem(at).filter(|word| keys.contains(word))?;
            keys.split('|').find_map(|key| {
                let mut next = at;
                for word in key.split(' ') {
                    if stem(next) != Some(word) || !joined(next) {
                        return None;
                    }
                    next += 1;
                }
                Some(next)
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_before_the_gap_are_keys_and_behind_it_text() {
        let (first, rest) = compile("(restored/brought back) .. (service/site) ... hour", &Stems::default());
        assert_eq!(first, ["bring back", "restor"]);
        assert_eq!(rest, "3servic|site\n8hour\n");
    }
}
