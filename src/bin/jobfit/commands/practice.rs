//! `jobfit practice`: rehearse in the terminal, one question at a time. Everything is lines, so that it works in a pipe too.

use std::io::{self, BufRead, IsTerminal, Write};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use jobfit::catalogue;
use jobfit::pipeline::Request;
use jobfit::practice::{Choice, Drill, Rating, State, choose, progress};
use jobfit::report::terminal::{Paint, cut, safe, width, wrap};

use super::{compare, tailor};
use crate::args::{Global, Practice};
use crate::keep::Keep;
use crate::{Done, Usage, input, output};

pub fn run(args: &Practice, global: &Global) -> Result<Done> {
    let now = now(args.wish.today.as_deref())?;
    let keep = Keep::at_home()?;
    let state = keep.load()?;
    let drills = drills(args, global, &state)?;
    let mut desk = Desk {
        paint: Paint::new(output::color(global)),
        columns: output::columns().clamp(40, 100),
        terminal: io::stdin().is_terminal(),
        keep: &keep,
        now,
    };
    if args.list {
        return desk.list(&drills, &state);
    }
    let choice = match (args.due, args.all) {
        (true, _) => Choice::Due,
        (_, true) => Choice::All,
        _ => Choice::DueAndNew,
    };
    let known = drills.clone();
    let mut chosen = choose(drills, &state, now, choice);
    chosen.truncate(args.limit.map_or(usize::MAX, usize::from));
    if chosen.is_empty() {
        return desk.nothing(&known, &state);
    }
    desk.sit(chosen)
}

/// The questions: those of a result or pair, else all that were practised before.
fn drills(args: &Practice, global: &Global, state: &State) -> Result<Vec<Drill>> {
    let mut drills: Vec<Drill> = match (&args.result, &args.resume) {
        (Some(job), Some(resume)) => {
            if job == "-" || resume == "-" {
                let said = "practice reads your answers from standard input; give posting and resume as files";
                return Err(Usage(said.to_owned()).into());
            }
            let request: Request = tailor::request(&args.wish)?;
            let today = tailor::today(args.wish.today.as_deref())?;
            let toolkit = super::toolkit(global, &args.banks)?;
            let result =
                toolkit.run(&input::document(job, global)?, &input::document(resume, global)?, today, &request)?;
            for warning in &result.warnings {
                output::say_warning(global, &warning.message);
            }
            result.questions.iter().map(Drill::of).collect()
        }
        (Some(result), None) => compare::result(result.as_ref())?.questions.iter().map(Drill::of).collect(),
        _ => state.cards.iter().map(|(id, card)| Drill::again(id, card)).collect(),
    };
    let topics = args.wish.topic.iter().map(|t| super::topic(t).map(|t| t.id)).collect::<Result<Vec<_>>>()?;
    let kinds = args.wish.kind.iter().map(|k| tailor::kind(k).map(|k| k.name())).collect::<Result<Vec<_>>>()?;
    drills.retain(|d| {
        (topics.is_empty() || topics.contains(&d.topic.as_str()))
            && (kinds.is_empty() || kinds.iter().any(|k| d.about.split(" · ").next() == Some(k)))
    });
    Ok(drills)
}

/// The time: noon of `--today`, else SOURCE_DATE_EPOCH, else the system's, in seconds since 1970.
fn now(today: Option<&str>) -> Result<i64> {
    // Says what is wrong with either in the same words as everywhere.
    tailor::today(today)?;
    if let Some(date) = today.and_then(|t| t.parse::<jiff::civil::Date>().ok()) {
        let noon = date.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).context("--today is out of range")?;
        return Ok(noon.timestamp().as_second());
    }
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|e| e.parse().ok());
    Ok(epoch.unwrap_or_else(|| jiff::Timestamp::now().as_second()))
}

/// `2026-11-27`.
fn day(seconds: i64) -> String {
    let at = jiff::Timestamp::from_second(seconds).unwrap_or_default();
    at.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}

fn in_days(days: i64) -> String {
    if days == 1 { "tomorrow".to_owned() } else { format!("in {days} days") }
}

/// Where a person sits and answers.
struct Desk<'k> {
    paint: Paint,
    columns: usize,
    terminal: bool,
    keep: &'k Keep,
    now: i64,
}

/// What a person wants after a question was shown.
enum Step {
    Rated(Rating, usize),
    Skipped,
    Stop,
}

impl Desk<'_> {
    /// Asks the questions; what went badly comes back at the end, until it goes better.
    fn sit(&mut self, chosen: Vec<Drill>) -> Result<Done> {
        let all = chosen.len();
        let mut queue: std::collections::VecDeque<Drill> = chosen.into();
        let (mut asked, mut rated, mut made, mut of) = (0, 0, 0, 0);
        while let Some(drill) = queue.pop_front() {
            asked += 1;
            let place = if asked > all { "once more".to_owned() } else { format!("{asked} of {all}") };
            match self.ask(&drill, &place)? {
                Step::Stop => break,
                Step::Skipped => {}
                Step::Rated(rating, points) => {
                    // Saved at once: whatever happens from here on, this answer counts.
                    let card = self.keep.rate(&drill, rating, points, self.now)?;
                    rated += 1;
                    made += points;
                    of += drill.points.len();
                    let back = format!("Comes back {} ({}).", in_days(card.memory.days), day(card.due));
                    if rating == Rating::Again {
                        self.say(&format!("Once more at the end. {back}"))?;
                        queue.push_back(drill);
                    } else {
                        self.say(&back)?;
                    }
                }
            }
        }
        self.say("")?;
        if rated == 0 {
            self.say("Nothing was rated, so nothing was kept.")?;
        } else {
            let times = if rated == 1 { "1 answer".to_owned() } else { format!("{rated} answers") };
            self.say(&format!("{times} rated, {made} of {of} points made. Kept in {}", self.keep.shown()))?;
            self.say(&self.paint.quiet("jobfit practice --list shows your progress; --due asks what is due."))?;
        }
        Ok(Done::Well)
    }

    fn ask(&mut self, drill: &Drill, place: &str) -> Result<Step> {
        let topic = catalogue::topic(&drill.topic).map_or(drill.topic.as_str(), |t| t.name);
        let left = format!("Question {place}");
        let right = format!("{topic} · {}", safe(&drill.about));
        let room = self.columns.saturating_sub(width(&left) + width(&right)).max(2);
        self.say(&format!("\n{}{}{}", self.paint.heading(&left), " ".repeat(room), self.paint.quiet(&right)))?;
        self.say(&self.paint.quiet(&"─".repeat(self.columns)))?;
        for line in wrap(&safe(&drill.text), self.columns) {
            self.say(&self.paint.strong(&line))?;
        }
        if !drill.because.is_empty() {
            self.say(&self.paint.quiet(&cut(&format!("Why: {}", safe(&drill.because)), self.columns)))?;
        }
        self.say("")?;
        let begun = Instant::now();
        match self.read("Think it through, best aloud. Enter shows the points; s skips, q stops.")?.as_deref() {
            None | Some("q" | "quit") => return Ok(Step::Stop),
            Some("s" | "skip") => return Ok(Step::Skipped),
            Some(_) => {}
        }
        if self.terminal {
            let seconds = begun.elapsed().as_secs();
            self.say(&self.paint.quiet(&format!("You took {}:{:02}.", seconds / 60, seconds % 60)))?;
        }
        self.say(&format!("\n{}", self.paint.heading("A strong answer")))?;
        for (number, point) in (1..).zip(&drill.points) {
            self.hang(&format!("{number:>3}  "), point)?;
        }
        if !drill.follow_ups.is_empty() {
            self.say(&self.paint.heading("They may go on with"))?;
            for follow_up in &drill.follow_ups {
                self.hang("  >  ", follow_up)?;
            }
        }
        self.say("")?;
        let Some(made) = self.tick(drill.points.len())? else { return Ok(Step::Stop) };
        let Some(rating) = self.rating(drill, made)? else { return Ok(Step::Stop) };
        Ok(Step::Rated(rating, made))
    }

    /// How many points were made; none where the person stops.
    fn tick(&mut self, of: usize) -> Result<Option<usize>> {
        if of == 0 {
            return Ok(Some(0));
        }
        loop {
            let Some(typed) = self.read("Which points did you make? Numbers such as 1 3, all, or Enter for none.")?
            else {
                return Ok(None);
            };
            if matches!(typed.as_str(), "q" | "quit") {
                return Ok(None);
            }
            match ticked(&typed, of) {
                Some(made) => return Ok(Some(made)),
                None => self.say(&format!("Numbers from 1 to {of}, please; or all, or nothing."))?,
            }
        }
    }

    fn rating(&mut self, drill: &Drill, made: usize) -> Result<Option<Rating>> {
        let suggested =
            if drill.points.is_empty() { Rating::Good } else { Rating::suggested(made, drill.points.len()) };
        let before = self.keep.load()?;
        let offers: Vec<String> = Rating::ALL
            .into_iter()
            .map(|r| {
                let days = jobfit::practice::schedule::next(before.cards.get(&drill.id), r, self.now).0.days;
                format!("{} ({days} d)", r.name())
            })
            .collect();
        let counted = format!("{made} of {} points.", drill.points.len());
        let prompt = format!("{counted} How did it go? {}; Enter: {}", offers.join(", "), suggested.name());
        loop {
            let Some(typed) = self.read(&prompt)? else { return Ok(None) };
            match typed.as_str() {
                "" => return Ok(Some(suggested)),
                "q" | "quit" => return Ok(None),
                _ => match Rating::of(&typed) {
                    Some(rating) => return Ok(Some(rating)),
                    None => self.say("One of again, hard, good, easy, please; or 1 to 4.")?,
                },
            }
        }
    }

    /// A line that a person types; none at the end of the input.
    fn read(&mut self, prompt: &str) -> Result<Option<String>> {
        for line in wrap(prompt, self.columns) {
            self.say(&self.paint.quiet(&line))?;
        }
        if self.terminal {
            let mut out = io::stdout().lock();
            write!(out, "> ")?;
            out.flush()?;
        }
        let mut line = Vec::new();
        // What is typed need not be text; what isn't, is no answer to anything.
        if io::stdin().lock().read_until(b'\n', &mut line).context("standard input can't be read")? == 0 {
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&line).trim().to_lowercase()))
    }

    fn say(&self, text: &str) -> Result<()> {
        output::to_stdout(|out| writeln!(out, "{text}"))
    }

    fn hang(&self, lead: &str, text: &str) -> Result<()> {
        for (i, line) in wrap(&safe(text), self.columns - width(lead)).into_iter().enumerate() {
            let lead = if i == 0 { self.paint.quiet(lead) } else { " ".repeat(width(lead)) };
            self.say(&format!("{lead}{line}"))?;
        }
        Ok(())
    }

    fn nothing(&self, drills: &[Drill], state: &State) -> Result<Done> {
        if state.cards.is_empty() && drills.is_empty() {
            self.say("Nothing was practised yet. Begin with: jobfit practice result.json")?;
            return Ok(Done::Well);
        }
        if drills.is_empty() {
            bail!(
                "there are no such questions; leave out --topic or --kind, or make another result with: jobfit tailor"
            );
        }
        let next = drills.iter().filter_map(|d| state.cards.get(&d.id)).map(|c| c.due).min();
        match next {
            Some(due) => {
                self.say(&format!("Nothing is due. The next question comes back on {}; --all asks anyway.", day(due)))?
            }
            None => self.say("Nothing is due.")?,
        }
        Ok(Done::Well)
    }

    /// Progress by topic, the weakest first.
    fn list(&self, drills: &[Drill], state: &State) -> Result<Done> {
        let topics = progress(drills, state, self.now);
        if topics.is_empty() {
            self.say("Nothing was practised yet. Begin with: jobfit practice result.json")?;
            return Ok(Done::Well);
        }
        let longest = topics.iter().map(|t| width(&t.topic)).max().unwrap_or(0).min(self.columns / 2);
        for topic in &topics {
            let name = cut(&topic.topic, longest);
            let pad = " ".repeat(longest - width(&name).min(longest));
            let bar = topic.made.map_or_else(
                || "·".repeat(10),
                |made| {
                    let full = ((made * 10.0).round() as usize).min(10);
                    format!("{}{}", "▇".repeat(full), "·".repeat(10 - full))
                },
            );
            let made = topic.made.map_or_else(|| "  — ".to_owned(), |m| format!("{:>3.0}%", m * 100.0));
            let due = if topic.due > 0 { self.paint.weak(&format!("  {} due", topic.due)) } else { String::new() };
            self.say(&format!(
                "{}{pad}  {bar} {made}  {} of {}{due}",
                self.paint.strong(&name),
                topic.practised,
                topic.of
            ))?;
        }
        let practised: usize = topics.iter().map(|t| t.practised).sum();
        let of: usize = topics.iter().map(|t| t.of).sum();
        let due: usize = topics.iter().map(|t| t.due).sum();
        self.say(&self.paint.quiet("points made the last time; questions practised"))?;
        self.say(&format!("\n{practised} of {of} questions practised, {due} due today."))?;
        let next =
            drills.iter().filter_map(|d| state.cards.get(&d.id)).filter(|c| !c.is_due(self.now)).map(|c| c.due).min();
        if let Some(next) = next {
            self.say(&format!("The next one after that comes back on {}.", day(next)))?;
        }
        Ok(Done::Well)
    }
}

/// How many different points a person typed: `1 3`, `1,3`, `2-4`, `all`, nothing; none where it is something else.
fn ticked(typed: &str, of: usize) -> Option<usize> {
    match typed {
        "all" | "a" => return Some(of),
        "" | "none" | "0" => return Some(0),
        _ => {}
    }
    let mut made = std::collections::BTreeSet::new();
    for word in typed.split([' ', ',', ';', '\t']).filter(|w| !w.is_empty()) {
        let (from, to) = word.split_once('-').unwrap_or((word, word));
        let (from, to): (usize, usize) = (from.parse().ok()?, to.parse().ok()?);
        if from == 0 || to > of || from > to {
            return None;
        }
        made.extend(from..=to);
    }
    Some(made.len())
}

#[cfg(test)]
mod tests {
    use super::ticked;

    #[test]
    fn points_are_ticked_in_any_usual_way() {
        assert_eq!(ticked("1 3", 5), Some(2));
        assert_eq!(ticked("1,1, 3-5", 5), Some(4));
        assert_eq!(ticked("all", 5), Some(5));
        assert_eq!(ticked("", 5), Some(0));
        for wrong in ["6", "0 1", "x", "4-2", "1-9"] {
            assert_eq!(ticked(wrong, 5), None, "{wrong}");
        }
    }
}
