//! Questions about what the resume claims: the claims worth probing are those with numbers, with ownership, and near to what
//! the posting asks for.

use super::{Made, Of, Told, shortened};
use crate::catalogue;
use crate::rank::{Because, Side, Source, View, topics};
use crate::terms::{Evidence, Kind};
use crate::understand::headings::Section;
use crate::understand::patterns::{Pattern, ascii, marked};
use crate::understand::resume::Resume;

/// Claims that are offered.
const MOST: usize = 6;

/// Ways to ask about each kind of claim.
pub(super) const TURNS: usize = 2;

/// What kind of claim it is, and so what is asked about it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Claim {
    /// A figure that moved.
    Change,
    /// Something moved from one place to another.
    Migration,
    /// People or a piece of work led.
    Lead,
    /// Something built or designed.
    Build,
    /// A size.
    Scale,
}

impl Claim {
    fn of(lower: &str) -> Option<Self> {
        static CHANGE: Pattern = Pattern::new(|| {
            ascii(
                r"\bfrom\b[\x00-\x7f]{1,40}\d[\x00-\x7f]{0,30}\bto\b|\bby \d+([.,]\d+)?\s?(%|percent|x|times)|\d+\s?%|\b(cut|reduc|halv|doubl|tripl|improv|increas|decreas|sped|lower|sav)\w*\b[\x00-\x7f]{0,60}\d",
            )
        });
        let figure = lower.bytes().any(|b| b.is_ascii_digit());
        let first = lower.split(|c: char| !c.is_alphabetic()).find(|w| !w.is_empty()).unwrap_or_default();
        let has = |words: &[&str]| lower.split(|c: char| !c.is_alphabetic()).any(|w| words.contains(&w));
        if has(&["migrated", "moved", "ported", "replaced", "rewrote", "switched", "transitioned"]) {
            Some(Claim::Migration)
        } else if figure && CHANGE.is_match(&marked(lower, &[])) {
            Some(Claim::Change)
        } else if ["led", "lead", "managed", "owned", "own", "headed", "coordinated", "founded", "mentored", "hired"]
            .contains(&first)
        {
            Some(Claim::Lead)
        } else if [
            "built",
            "designed",
            "created",
            "developed",
            "wrote",
            "implemented",
            "introduced",
            "launched",
            "architected",
            "established",
            "set",
        ]
        .contains(&first)
        {
            Some(Claim::Build)
        } else if figure {
            Some(Claim::Scale)
        } else {
            None
        }
    }

    fn question(self) -> &'static [&'static str; TURNS] {
        match self {
            Claim::Change => &[
                "How did you know that this was the thing to change, how did you measure it, and what did it cost somewhere else?",
                "Where did the first figure come from, which part of the difference was your doing, and has it held since?",
            ],
            Claim::Migration => &[
                "What was the hardest thing to move, how would you have gone back half-way, and what got worse?",
                "Who had to change how they work, in which order did you move things, and how did you know that nothing was lost?",
            ],
            Claim::Lead => &[
                "Which decision was yours alone, who disagreed, and how did it turn out?",
                "What did you hand over, what did you keep, and what would the others say you should have done differently?",
            ],
            Claim::Build => &[
                "Which alternatives did you rule out and why, and what would you build differently today?",
                "Who uses it, what did the first version get wrong, and how did you find out?",
            ],
            Claim::Scale => &[
                "What gives way first when that number grows tenfold, and how would you see it coming?",
                "What about that size made the work hard, and what was your own part in it?",
            ],
        }
    }

    fn points(self) -> &'static [&'static str] {
        match self {
            Claim::Change => &[
                "Gives the figure before and after, over what period, and how it was measured",
                "Separates the effect of this change from others that came at the same time",
                "Names what was considered and not done, and why",
                "Says what it cost: complexity, money, another figure that got worse",
            ],
            Claim::Migration => &[
                "Explains why it had to move, in terms of what the old way could no longer do",
                "Describes the order of steps and the point up to which there was a way back",
                "Says how old and new were compared before the switch",
                "Admits what broke or got worse, and how it was dealt with",
            ],
            Claim::Lead => &[
                "Makes clear what was decided by whom, with an example of a decision of one's own",
                "Tells of a disagreement and how it ended, without making anyone a fool",
                "Gives the result in figures or in what others did differently afterwards",
                "Says what one would do differently",
            ],
            Claim::Build => &[
                "States the requirement that decided the design, with a number where there is one",
                "Compares it fairly with at least one alternative",
                "Tells of a failure in use and what was changed because of it",
                "Knows who uses it now and what they still complain about",
            ],
            Claim::Scale => &[
                "Puts the number in relation: per second, per person, per machine",
                "Names the first bottleneck and how it shows itself in measurements",
                "Separates one's own part from that of the team and the platform",
            ],
        }
    }

    fn follow_up(self) -> &'static str {
        match self {
            Claim::Change => "What would have happened if you had done nothing?",
            Claim::Migration => "When would you advise another team not to make the same move?",
            Claim::Lead => "What did you learn about yourself that you still use?",
            Claim::Build => "What would you delete from it?",
            Claim::Scale => "Which of your decisions depended on that size?",
        }
    }
}

/// A claim of a resume.
#[derive(Debug, Clone)]
pub(super) struct Found {
    line: usize,
    claim: Claim,
    /// Numbers in it, three at most.
    numbers: usize,
    /// Whether it is of work that goes on.
    recent: bool,
    /// The skills that it shows: places in [`Resume::skills`].
    skills: Vec<usize>,
}

impl Found {
    pub(super) fn id(&self) -> String {
        format!("claim-line-{}", self.line + 1)
    }
}

/// Finds the claims of a resume, whoever asks.
pub(super) fn find(resume: &Resume) -> Vec<Found> {
    let mut found = Vec::new();
    for (line, text) in resume.lines.iter().enumerate() {
        let own = resume.entries.iter().any(|e| {
            matches!(e.section, Section::Experience | Section::Projects)
                && e.lines.contains(&line)
                && !e.head.contains(&line)
                && (e.paid || e.section == Section::Projects)
        });
        let words = text.split_whitespace().count();
        if !own || !(6..=60).contains(&words) {
            continue;
        }
        let lower = text.to_lowercase();
        let Some(claim) = Claim::of(&lower) else { continue };
        let skills = resume.skills.iter().enumerate().filter(|(_, s)| s.lines.contains(&line)).map(|(i, _)| i);
        let numbers = lower.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).count();
        let entry = resume.entries.iter().find(|e| e.lines.contains(&line));
        found.push(Found {
            line,
            claim,
            numbers: numbers.min(3),
            recent: entry.and_then(|e| e.span).is_some_and(|s| s.end.is_none()),
            skills: skills.collect(),
        });
    }
    found
}

/// Makes a question of each claim worth probing, the best first.
pub(super) fn make(view: View<'_>, ranked: &[topics::Ranked<'_>]) -> Vec<Made> {
    // The skills of the resume that the posting asks for and that work shows.
    let mut asked: Vec<Option<usize>> = vec![None; view.resume.skills.len()];
    for (i, m) in view.fit.matches.iter().enumerate().filter(|(_, m)| m.evidence == Evidence::Demonstrated) {
        if let Some(slot) = m.direct.and_then(|d| asked.get_mut(d)) {
            *slot = Some(i);
        }
    }
    let mut found: Vec<(f64, usize, Option<usize>)> = Vec::with_capacity(view.claims.found.len());
    for (place, claim) in view.claims.found.iter().enumerate() {
        let weight = |i: usize| view.fit.matches.get(i).map_or(0.0, |m| m.weight);
        let matches = claim.skills.iter().filter_map(|&s| asked.get(s).copied().flatten());
        let best = matches.max_by(|&a, &b| weight(a).total_cmp(&weight(b)).then(b.cmp(&a)));
        let relevance = best.map_or(0.0, weight);
        let kind = match claim.claim {
            Claim::Change => 0.45,
            Claim::Migration => 0.4,
            Claim::Build | Claim::Lead => 0.3,
            Claim::Scale => 0.15,
        };
        let worth = kind + 0.6 * relevance + 0.08 * claim.numbers as f64 + if claim.recent { 0.1 } else { 0.0 };
        found.push((worth, place, best));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    found.truncate(MOST);
    let questions = found.into_iter().enumerate();
    questions.filter_map(|(turn, (worth, place, best))| question(view, ranked, (place, turn), best, worth)).collect()
}

fn question(
    view: View<'_>,
    ranked: &[topics::Ranked<'_>],
    (place, turn): (usize, usize),
    best: Option<usize>,
    worth: f64,
) -> Option<Made> {
    let claim = view.claims.found.get(place)?.claim;
    let asked = best.and_then(|i| view.posting.asked.get(i));
    let likely = || ranked.iter().max_by(|a, b| a.likelihood.total_cmp(&b.likelihood)).map(|r| r.basis.place);
    let led = || {
        let ownership = catalogue::topic_place("ownership").filter(|_| claim == Claim::Lead);
        ownership.filter(|t| ranked.iter().any(|r| r.basis.place == *t))
    };
    let topic = asked
        .and_then(|a| a.topics.first())
        .and_then(|t| catalogue::topic_place(t))
        .or_else(led)
        .or_else(|| likely().filter(|_| best.is_some()))?;
    Some(Made {
        of: Of::Claim { place, turn },
        topic,
        kind: Kind::Claim,
        source: Source::Resume,
        skill: best,
        near: worth.min(0.9),
    })
}

/// The question.
pub(super) fn text(view: View<'_>, place: usize, turn: usize) -> String {
    let Some(found) = view.claims.found.get(place) else { return String::new() };
    let line = view.resume.lines.get(found.line).map_or("", String::as_str);
    let ask = found.claim.question().get(turn % TURNS).copied().unwrap_or_default();
    format!("{} {ask}", told(line))
}

/// The question with its reasons; `asked` is the skill that it is about.
pub(super) fn tell(view: View<'_>, place: usize, turn: usize, asked: Option<usize>) -> Option<Told> {
    let found = view.claims.found.get(place)?;
    let (line, claim) = (found.line, found.claim);
    let mut because = Vec::new();
    if let Some(asked) = asked.and_then(|i| view.posting.asked.get(i)) {
        because.push(Because {
            kind: "requirement",
            document: Some(Side::Job),
            line: Some(asked.line),
            text: asked.text.clone(),
        });
    }
    let text = view.resume.lines.get(line)?.clone();
    because.push(Because { kind: "claim", document: Some(Side::Resume), line: Some(line), text });
    Some(Told {
        text: self::text(view, place, turn),
        strong_answer: claim.points().iter().map(|p| (*p).to_owned()).collect(),
        follow_ups: vec![claim.follow_up().to_owned()],
        because,
    })
}

/// The claim as one would tell it back: "You cut p95 from 4.2 s to 310 ms." Where it does not begin with a verb, quoted.
fn told(line: &str) -> String {
    let short = shortened(line, 30);
    let first: String = short.chars().take_while(|c| c.is_alphabetic()).collect();
    let rest = short.get(first.len()..).unwrap_or_default();
    let lower = first.to_lowercase();
    if lower == "i" {
        return format!("You{}.", second_person(rest));
    }
    let verb = is_past(&lower) && rest.starts_with(' ');
    if verb && !short.contains(": ") {
        format!("You {lower}{}.", second_person(rest))
    } else {
        format!("Your resume says: “{short}”.")
    }
}

fn is_past(word: &str) -> bool {
    const IRREGULAR: &[&str] = &[
        "built",
        "cut",
        "led",
        "wrote",
        "rewrote",
        "ran",
        "grew",
        "made",
        "brought",
        "took",
        "set",
        "put",
        "got",
        "gave",
        "held",
        "kept",
        "taught",
        "found",
        "drove",
        "won",
        "sold",
        "sped",
        "broke",
        "chose",
        "did",
        "drew",
        "began",
        "became",
        "split",
        "shrank",
        "oversaw",
        "spoke",
        "bought",
        "spent",
        "stood",
        "understood",
        "rebuilt",
        "dealt",
    ];
    IRREGULAR.contains(&word) || (word.len() > 4 && word.ends_with("ed"))
}

fn second_person(text: &str) -> String {
    let swapped = text.split(' ').map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let said = match bare {
            "I" => "you",
            "my" => "your",
            "me" => "you",
            "we" => "you",
            "our" => "your",
            "us" => "you",
            _ => return word.to_owned(),
        };
        word.replace(bare, said)
    });
    swapped.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_told_back() {
        assert_eq!(
            told("Cut p95 from 4.2 s to 310 ms by partitioning the ledger."),
            "You cut p95 from 4.2 s to 310 ms by partitioning the ledger."
        );
        assert_eq!(told("Rewrote our billing with my team; it pays off"), "You rewrote your billing with your team.");
        assert_eq!(
            told("Capacity planning for disk and bandwidth"),
            "Your resume says: “Capacity planning for disk and bandwidth”."
        );
    }
}
