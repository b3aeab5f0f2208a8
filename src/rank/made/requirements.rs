//! For a thing that the posting asks for and on which the bank has no question: one made from the line that asks.

use super::{Made, shortened};
use crate::rank::signals::{is_required, of_resume};
use crate::rank::{Because, Candidate, Side, Source, View};
use crate::score::Score;
use crate::terms::{Evidence, Kind};

/// Questions of this kind that are offered.
const MOST: usize = 4;

/// Makes them, for the heaviest skills first.
pub fn make(view: View<'_>) -> Vec<Made> {
    let mut out = Vec::new();
    for m in view.fit.matches.iter().filter(|m| is_required(m)) {
        if out.len() >= MOST {
            break;
        }
        let held = view.bank.questions().iter().any(|q| q.skills.contains(&m.named.id));
        let Some(asked) = view.posting.asked.get(m.asked) else { continue };
        let method = m.named.ix.and_then(|ix| view.vocabulary.get(ix)).is_some_and(|s| s.is_method());
        // A method of a topic is what the topic's own questions are about.
        if held || (method && !asked.topics.is_empty()) {
            continue;
        }
        let role = view.posting.role.as_ref().and_then(|g| g.role.topics.first().copied());
        let Some(topic) = asked.topics.first().copied().or(role) else { continue };
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
        let mut because = vec![Because {
            kind: "requirement",
            document: Some(Side::Job),
            line: Some(asked.line),
            text: asked.text.clone(),
        }];
        because.extend(of_resume(m, m.evidence != Evidence::Demonstrated));
        let candidate = Candidate {
            id: format!("job-{}", m.named.id),
            place: None,
            topic,
            kind: Kind::Experience,
            level: view.posting.level,
            source: Source::Job,
            text: format!("The posting asks for {name}: “{quote}”. {ask}"),
            strong_answer: vec![
                format!("Tells what {name} was or would be used for, in terms of the problem and not of the tool"),
                "Gives one concrete case with its constraint and its result".to_owned(),
                format!("Names a limit of {name} and what one does about it"),
                "Is open about what one has not done, with a plan that fits the first weeks".to_owned(),
            ],
            follow_ups: vec![format!("What would you use in place of {name}, and what would that cost?")],
            score: Score::default(),
            because,
        };
        out.push(Made { candidate, skills: vec![m.named.id.clone()], near: 0.8 });
    }
    out
}
