//! What the work of a resume says without a sure name: deeds, and plain words that its list of skills knows as names.

use super::guard::{Mention, is_year};
use super::matcher::{Hit, Scan};
use super::source::Guard;
use super::tokens::{Gap, Token};
use super::{SkillIx, Vocabulary};

impl Scan<'_> {
    /// What the text tells that somebody did, by the skill that it takes.
    pub fn told(&self, vocabulary: &Vocabulary) -> Vec<Mention> {
        let told = vocabulary
            .deeds(self)
            .into_iter()
            .filter(|hit| vocabulary.get(hit.skill).is_some_and(|s| !self.ruled_out(&s, hit)));
        told.map(|hit| self.mention(&hit)).collect()
    }

    /// Plain words that nothing around them makes a skill, in the letter case of one that `listed` knows to be meant: "Envoy at
    /// the edge" in the work of somebody who lists Envoy.
    pub fn called(&self, vocabulary: &Vocabulary, listed: &dyn Fn(SkillIx) -> bool) -> Vec<Mention> {
        let called = self.hits.iter().filter(|hit| {
            listed(hit.skill)
                && vocabulary.get(hit.skill).is_some_and(|skill| {
                    skill.guard() == Guard::Plain && self.in_own_case(&skill, hit) && !self.ruled_out(&skill, hit)
                })
                && !self.is_initial(hit)
                && self.stands_as_name(hit)
        });
        called.map(|hit| self.mention(hit)).collect()
    }

    fn mention(&self, hit: &Hit) -> Mention {
        let span = self.span(hit);
        Mention { skill: hit.skill, start: span.start, end: span.end, first: hit.first, last: hit.end, field: false }
    }

    /// Whether a capitalised word can be a tool's name where it stands: within a sentence, and part of no longer name; at the
    /// start of one, before what no verb's object begins with.
    fn stands_as_name(&self, hit: &Hit) -> bool {
        let capital = |t: &Token| self.text.get(t.start..t.end).is_some_and(|w| w.starts_with(char::is_uppercase));
        if !self.surface(hit).starts_with(char::is_uppercase) {
            return false;
        }
        let end = self.span(hit).end;
        let joined = self.tokens.get(hit.end).filter(|t| t.gap != Gap::Break);
        if is_year(self.text, end)
            || joined.is_some_and(|t| capital(t) && !self.hits.iter().any(|h| h.first == hit.end))
        {
            return false;
        }
        let begins = |i: usize| i == 0 || self.tokens.get(i).is_some_and(|t| t.gap == Gap::Break);
        if !begins(hit.first) {
            let before = hit.first.saturating_sub(1);
            return begins(before) || !self.tokens.get(before).is_some_and(capital);
        }
        let after = self.text.get(end..).unwrap_or_default();
        after.starts_with([',', ':'])
            || after.starts_with(" (")
            || joined.is_some_and(|t| {
                matches!(t.lower.as_str(), "at" | "in" | "for" | "with" | "behind" | "on" | "as" | "before" | "and")
            })
    }
}
