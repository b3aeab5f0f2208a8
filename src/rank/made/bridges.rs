//! Questions that bridge a gap: the posting asks for one thing, the resume shows one that could be swapped for it.

use super::{Made, Of, Told};
use crate::catalogue;
use crate::compare::Match;
use crate::rank::signals::of_resume;
use crate::rank::{Because, Side, Source, View};
use crate::terms::{Evidence, Kind};

/// Bridges that are offered.
const MOST: usize = 5;

/// Makes a question of each gap that a sibling bridges, the most urgent first.
pub(super) fn make(view: View<'_>) -> Vec<Made> {
    let mut groups: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for gap in view.fit.gaps.iter().filter(|g| g.evidence == Evidence::Related) {
        let Some(m) = view.fit.matches.get(gap.of).filter(|m| !m.related.is_empty()) else { continue };
        let Some(asked) = view.posting.asked.get(m.asked) else { continue };
        if out.len() >= MOST {
            break;
        }
        // One bridge is enough for a group of alternatives.
        if let Some(group) = gap.group {
            if groups.contains(&group) {
                continue;
            }
            groups.push(group);
        }
        let Some(topic) = asked.topics.first().and_then(|t| catalogue::topic_place(t)) else { continue };
        out.push(Made {
            of: Of::Bridge(gap.of),
            topic,
            kind: Kind::Gap,
            source: Source::Both,
            skill: Some(gap.of),
            near: 0.75,
        });
    }
    out
}

pub(super) fn id(m: &Match<'_>) -> Option<String> {
    Some(format!("bridge-{}-from-{}", m.named.id, m.related.first()?.id))
}

/// The question.
pub(super) fn text(view: View<'_>, of: usize) -> String {
    worded(view, of).map(|w| w.question).unwrap_or_default()
}

fn worded(view: View<'_>, of: usize) -> Option<Words> {
    let m = view.fit.matches.get(of)?;
    let (kind, topic) = (view.sought.skills.get(m.asked)?.kind, view.posting.asked.get(m.asked)?.topics.first()?);
    Some(words(kind, topic, &m.named.name, &m.related.first()?.name))
}

/// The question with its reasons.
pub(super) fn tell(view: View<'_>, of: usize) -> Option<Told> {
    let m = view.fit.matches.get(of)?;
    let asked = view.posting.asked.get(m.asked)?;
    let words = worded(view, of)?;
    let mut because = vec![Because {
        kind: "requirement",
        document: Some(Side::Job),
        line: Some(asked.line),
        text: asked.text.clone(),
    }];
    because.extend(of_resume(m, view.resume, true));
    Some(Told { text: words.question, strong_answer: words.points, follow_ups: vec![words.follow_up], because })
}

struct Words {
    question: String,
    points: Vec<String>,
    follow_up: String,
}

/// The words for a kind of thing: what carries over between two languages is not what carries over between two databases.
fn words(kind: &str, topic: &str, asked: &str, shown: &str) -> Words {
    let owned = |list: &[&str]| list.iter().map(|s| s.replace("{a}", asked).replace("{b}", shown)).collect::<Vec<_>>();
    let fill = |text: &str| text.replace("{a}", asked).replace("{b}", shown);
    let (question, points, follow_up) = match (kind, topic) {
        ("language", _) => (
            "They write {a}; your resume shows {b}. Which habits from {b} would make bad {a}, and how would you get from working code to code that the team's reviewers like within your first month?",
            &[
                "Names two or three real differences between {a} and {b} (types, errors, memory, concurrency, packaging) and what each changes in daily work",
                "Picks a small task that touches the build, the tests and a review, instead of a course",
                "Says what carries over: testing, design, debugging, reading other people's code",
                "Is honest about what one has written in {a} so far",
            ][..],
            "Show me something in {a} that surprised you when you came from {b}.",
        ),
        ("database", _) => (
            "Their data lives in {a}, yours has lived in {b}. You are asked in your second week why one query got slow overnight. What do you do as you would in {b}, and where would that mislead you?",
            &[
                "Begins with what both have: the plan, the statistics, what changed, the size of the data",
                "Knows where {a} differs from {b} in a way that matters here (storage, indexes, concurrency control, cost model)",
                "Says which tools of {a} give the same view, or how one would find out",
                "Changes nothing in production before it can be undone",
            ][..],
            "Which guarantee of {b} did you rely on without thinking, and does {a} give it?",
        ),
        ("platform" | "service", _) | (_, "cloud") => (
            "They run on {a}; your resume shows {b}. Take one thing that you ran on {b}: how would it look on {a}, what would you have to unlearn, and what would you check before you trust it?",
            &[
                "Maps the parts one for one where that is honest, and says where it isn't",
                "Names a difference in identity, networking, limits or pricing that bites newcomers",
                "Starts from the requirement and not from the list of services",
                "Has a plan to learn that leaves production alone",
            ][..],
            "What is better on {b}, and how would you live without it?",
        ),
        (_, "messaging" | "stream-processing") => (
            "They run on {a}, you have run {b}. A consumer dies half-way through a message: what happens in {b}, what happens in {a}, and what does that change in how you write consumers and plan capacity?",
            &[
                "Compares acknowledgement, redelivery and ordering in {a} and {b} for this very case",
                "Keeps consumers idempotent either way, and says how",
                "Knows what each keeps after delivery, and what that means for replaying",
                "Says what to watch: lag or depth, age of the oldest message, retries",
            ][..],
            "For which job would you still choose {b}?",
        ),
        ("framework" | "library", _) => (
            "They build with {a}; your resume shows {b}. You take over a feature half-written in {a}: what do you recognise at once, what do you look up first, and which pattern from {b} must you not carry over?",
            &[
                "Names what the two have in common, and one place where they think differently",
                "Reads the project's own conventions before the framework's manual",
                "Has an example of a pattern from {b} that fights {a}",
                "Plans for a first change that is small, tested and reviewed",
            ][..],
            "Why do you think that they chose {a} over {b}?",
        ),
        ("method" | "concept", _) => (
            "They ask for {a}; your resume shows {b}. Take a piece of work in which you practised {b}: what would you have done differently if the goal had been {a}, and what would you need to learn first?",
            &[
                "Says clearly where {a} and {b} overlap and where they don't",
                "Uses a real piece of work, with what it achieved",
                "Names the first thing to learn and a way to learn it on the job",
            ][..],
            "How would you convince a sceptic that your experience carries over?",
        ),
        _ => (
            "They use {a}, you have used {b}. In your first week you have to change something in an existing {a} setup: what carries over from {b}, what would mislead you, and how do you find out before it hurts?",
            &[
                "Separates the idea that both share from how each of them does it",
                "Names at least one concrete difference between {a} and {b} and what follows from it",
                "Makes the first change in a way that can be undone, with somebody who knows {a} looking on",
                "Says how one would learn the rest, and how long that will honestly take",
            ][..],
            "When would you argue for {b} in their place, and when would you let it be?",
        ),
    };
    Words { question: fill(question), points: owned(points), follow_up: fill(follow_up) }
}
