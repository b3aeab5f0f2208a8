//! For a thing that the posting asks for, on which the bank has no question and which no bridge leads to: one made from the line
//! that asks.

use super::{Made, Of, Told, shortened};
use crate::catalogue;
use crate::compare::Match;
use crate::rank::signals::{is_required, of_resume};
use crate::rank::{Because, Side, Source, View};
use crate::terms::{Evidence, Kind};

/// Questions of this kind that are offered.
const MOST: usize = 4;

/// Makes them, for the heaviest skills first.
pub(super) fn make(view: View<'_>, bridges: &[Made]) -> Vec<Made> {
    let (mut out, mut bridged) = (Vec::new(), 0);
    let role = view.posting.role.as_ref().and_then(|g| g.role.topics.first().copied());
    for (i, m) in view.fit.matches.iter().enumerate().filter(|(_, m)| is_required(m)) {
        if out.len() + bridged >= MOST {
            break;
        }
        let held = view.prospects.held.get(m.asked) == Some(&true);
        let Some(asked) = view.posting.asked.get(m.asked) else { continue };
        let method = view.sought.skills.get(m.asked).is_some_and(|s| s.method);
        // A method of a topic, and a topic itself, is what the topic's own questions are about.
        let covered = (method && !asked.topics.is_empty()) || catalogue::topic(&asked.named.id).is_some();
        if held || covered {
            continue;
        }
        if bridges.iter().any(|b| b.of == Of::Bridge(i)) {
            bridged += 1;
            continue;
        }
        let topic = asked.topics.first().copied().or(role).and_then(catalogue::topic_place);
        let Some(topic) = topic else { continue };
        out.push(Made {
            of: Of::Requirement(i),
            topic,
            kind: Kind::Experience,
            source: Source::Job,
            skill: Some(m.asked),
            near: 0.8,
        });
    }
    out
}

pub(super) fn id(m: &Match<'_>) -> String {
    format!("job-{}", m.named.id)
}

/// The question.
pub(super) fn text(view: View<'_>, of: usize) -> String {
    let found = view.fit.matches.get(of).and_then(|m| Some((m, view.posting.asked.get(m.asked)?)));
    let Some((m, asked)) = found else { return String::new() };
    let name = &m.named.name;
    let quote = shortened(&asked.text, 24);
    let ask = match m.evidence {
        Evidence::Demonstrated => format!(
            "Tell me about the hardest problem that you solved with {name}: what made it hard, what did you try first, and what would you do differently now?"
        ),
        Evidence::Listed => format!(
            "What have you done with {name} so far, where did its limits show, and what would you do in your first two weeks to be of use with it here?"
        ),
        _ => format!(
            "You have not shown {name} so far. What do you expect it to be good at and bad at, and how would you become useful with it within a month?"
        ),
    };
    format!("The posting asks for {name}: “{quote}”. {ask}")
}

/// The question with its reasons.
pub(super) fn tell(view: View<'_>, of: usize) -> Option<Told> {
    let m = view.fit.matches.get(of)?;
    let asked = view.posting.asked.get(m.asked)?;
    let name = &m.named.name;
    let mut because = vec![Because {
        kind: "requirement",
        document: Some(Side::Job),
        line: Some(asked.line),
        text: asked.text.clone(),
    }];
    because.extend(of_resume(m, view.resume, m.evidence != Evidence::Demonstrated));
    Some(Told {
        text: text(view, of),
        strong_answer: vec![
            format!("Tells what {name} was or would be used for, in terms of the problem and not of the tool"),
            "Gives one concrete case with its constraint and its result".to_owned(),
            format!("Names a limit of {name} and what one does about it"),
            "Is open about what one has not done, with a plan that fits the first weeks".to_owned(),
        ],
        follow_ups: vec![format!("What would you use in place of {name}, and what would that cost?")],
        because,
    })
}
