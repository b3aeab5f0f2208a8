//! Turns of phrase by which a line names what its writer did not do: wishes, denials, what was passed over for something
//! else, what others did.

use std::ops::Range;

use crate::understand::cues;
use crate::understand::patterns::{Pattern, ascii, marked};
use crate::understand::sentences::clauses;

/// From a word of wishing or denying to the end of its sentence.
pub(super) fn wishes(lower: &str, sentence: &Range<usize>, out: &mut Vec<Range<usize>>) {
    static NOT: Pattern = Pattern::new(|| {
        ascii(
            r"\b(?:no|without|kein|keine)\s+(?:prior |previous |formal |real )?(?:[a-z0-9.+#/-]+)(?:\s+(?:experience|knowledge))?",
        )
    });
    let text = lower.get(sentence.clone()).unwrap_or_default();
    if cues::resume("dismissed").is_in(text) {
        out.push(sentence.clone());
    }
    for class in ["aspiration", "negation"] {
        if let Some(cue) = cues::resume(class).find(text) {
            out.push(sentence.start + cue.start..sentence.end);
        }
    }
    if ["no ", "without ", "kein"].iter().any(|w| text.contains(w)) {
        let marked = marked(text, &[]);
        out.extend(NOT.find_iter(&marked).map(|m| sentence.start + m.start()..sentence.start + m.end()));
    }
}

/// Stretches that a phrase gives to somebody else or rules out, as far as its class reaches.
pub(super) fn turns(lower: &str, sentence: &Range<usize>, out: &mut Vec<Range<usize>>) {
    let text = lower.get(sentence.clone()).unwrap_or_default();
    let clauses = clauses(text, 0..text.len());
    let clause_of = |at: usize| clauses.iter().find(|c| c.contains(&at)).cloned();
    let mut push = |range: Range<usize>| out.push(sentence.start + range.start..sentence.start + range.end);
    for cue in cues::resume("passed-over").find_all(text) {
        push(cue.end..clause_of(cue.start).map_or(text.len(), |c| c.end.max(cue.end)));
    }
    for cue in cues::resume("of-others").find_all(text) {
        // The verb itself is the person's own: who hired engineers did hire.
        let verb = text.get(cue.clone()).and_then(|t| t.find(' ')).unwrap_or(0);
        push(cue.start + verb..cue.end);
    }
    for cue in cues::resume("theirs").find_all(text) {
        if let Some(clause) = clause_of(cue.start) {
            push(clause);
        }
    }
}
