//! `jobfit why`: why a question is at its rank, or was not chosen and what it lost to.

use std::io::{self, Write};

use anyhow::Result;
use jobfit::pipeline::Warnings;
use jobfit::rank::{self, Candidate, Ranking, View};
use jobfit::report::terminal::{Paint, cut, safe, wrap};

use super::tailor;
use crate::args::{Global, Why};
use crate::{Done, input, output};

pub fn run(args: &Why, global: &Global) -> Result<Done> {
    let request = tailor::request(&args.wish)?;
    let today = tailor::today(args.wish.today.as_deref())?;
    let toolkit = super::toolkit(global, &args.banks)?;
    let job = input::document(&args.job, global)?;
    let resume = input::document(&args.resume, global)?;
    let opening = toolkit.opening(toolkit.posting(&job, &request), Warnings::default())?;
    let applicant = toolkit.applicant(&resume, today)?;
    let fit = toolkit.compare(&opening, &applicant);
    let view = toolkit.view(&opening, &applicant, &fit);
    let ranking = rank::rank(view, &request.wish);
    let all = rank::candidates(view, &rank::Wish::default());
    let found = ranking.questions.iter().position(|q| q.id == args.question);
    let chosen = found.and_then(|i| ranking.questions.get(i).map(|q| (i, q)));
    let candidate = all.iter().find(|q| q.id == args.question);
    let Some(shown) = chosen.map(|c| c.1).or(candidate) else { return not_a_candidate(args, view, &all) };
    let paint = Paint::new(output::color(global));
    let columns = output::columns().clamp(40, 120);
    output::to_stdout(|out| {
        for line in wrap(&safe(&text_of(view, shown)), columns) {
            writeln!(out, "{}", paint.strong(&line))?;
        }
        writeln!(out)?;
        match chosen {
            Some((i, _)) => writeln!(out, "Rank {} of {}. Its score:", i + 1, ranking.questions.len())?,
            None => writeln!(out, "Not among the {} chosen. Its score:", ranking.questions.len())?,
        }
        parts(shown, columns, out)?;
        beside(view, &ranking, chosen.map(|c| c.0), shown, &all, columns, out)
    })?;
    Ok(Done::Well)
}

fn text_of(view: View<'_>, question: &Candidate) -> String {
    match question.place.and_then(|p| view.bank.questions().get(p)) {
        Some(q) => view.bank.body(q).text.to_owned(),
        None => question.text.clone(),
    }
}

fn parts(question: &Candidate, columns: usize, out: &mut dyn Write) -> io::Result<()> {
    for part in &question.score.parts {
        let value = part.weight * part.value;
        let line =
            format!("  {value:>7.3}  {:<10} {:.2} × {:.2}  {}", part.signal, part.weight, part.value, safe(&part.why));
        writeln!(out, "{}", cut(&line, columns))?;
    }
    writeln!(out, "  {:>7.3}  in all", question.score.value)
}

/// What it stands next to: the one before it in the list, or for one that was not chosen the one it lost to.
fn beside(
    view: View<'_>,
    ranking: &Ranking<'_>,
    rank: Option<usize>,
    question: &Candidate,
    all: &[Candidate],
    columns: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut say = |text: String| -> io::Result<()> {
        writeln!(out)?;
        for line in wrap(&safe(&text), columns) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    };
    if let Some(rank) = rank {
        let before = rank.checked_sub(1).and_then(|i| ranking.questions.get(i));
        return match before {
            Some(before) => say(format!(
                "Before it stands {} with {:.3}: {}",
                before.id,
                before.score.value,
                lead(before, question)
            )),
            None => say("Nothing stands before it.".to_owned()),
        };
    }
    let place = all.iter().position(|q| q.id == question.id).map_or(0, |p| p + 1);
    say(format!("By its own score it is number {place} of {} candidates.", all.len()))?;
    let same: Vec<&Candidate> = ranking.questions.iter().filter(|q| q.topic == question.topic).collect();
    match (same.last(), ranking.questions.last()) {
        (Some(last), _) if last.score.value >= question.score.value || same.len() >= 2 => {
            let names: Vec<&str> = same.iter().map(|q| q.id.as_str()).collect();
            say(format!(
                "Its topic is practised by {} already; each takes something off the next of the topic. It lost to {} ({:.3}): {}",
                names.join(", "),
                last.id,
                last.score.value,
                lead(last, question)
            ))
        }
        (_, Some(last)) => {
            say(format!("The last of the list, {}, has {:.3}: {}", last.id, last.score.value, lead(last, question)))
        }
        (_, None) => say(format!("No question was chosen; {} candidates were there.", view.bank.questions().len())),
    }
}

/// The signal in which the one is ahead of the other most.
fn lead(ahead: &Candidate, behind: &Candidate) -> String {
    let value = |q: &Candidate, signal: &str| -> f64 {
        q.score.parts.iter().filter(|p| p.signal == signal).map(|p| p.weight * p.value).sum()
    };
    let mut best: Option<(f64, &str, &str)> = None;
    for part in &ahead.score.parts {
        let by = value(ahead, &part.signal) - value(behind, &part.signal);
        if best.is_none_or(|b| by > b.0) {
            best = Some((by, &part.signal, &part.why));
        }
    }
    match best {
        Some((by, signal, why)) if by > 0.0 => format!("ahead by {by:.3} in {signal} ({why})"),
        _ => "what its neighbours of the same topic and kind take off decides".to_owned(),
    }
}

/// A question of the bank that is no candidate at all, or no question.
fn not_a_candidate(args: &Why, view: View<'_>, all: &[Candidate]) -> Result<Done> {
    let Some((_, question)) = view.bank.find(&args.question) else {
        let names = view.bank.questions().iter().map(|q| q.id.as_str()).chain(all.iter().map(|q| q.id.as_str()));
        return Err(super::unknown("question", &args.question, names, "`jobfit bank search WORDS` finds some").into());
    };
    let reason = if question.roles.is_empty() {
        format!("its topic, {}, has no chance to come up: nothing in the posting speaks of it", question.topic)
    } else {
        format!("it is meant for {}", question.roles.join(", "))
    };
    output::to_stdout(|out| writeln!(out, "{}: not a candidate, since {reason}.", question.id))?;
    Ok(Done::Well)
}
