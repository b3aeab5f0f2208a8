//! `jobfit tailor`: the main job.

use std::sync::OnceLock;

use anyhow::{Context, Result, bail};
use jiff::civil::Date;
use jobfit::pipeline::{Request, Warnings, both};
use jobfit::rank;
use jobfit::report::{Format, Options};
use jobfit::terms::{Kind, Level};
use jobfit::understand::dates::Month;

use super::gates::Gates;
use super::unknown;
use crate::args::{Global, Tailor, Wish};
use crate::{Done, Usage, input, output};

pub fn run(args: &Tailor, global: &Global) -> Result<Done> {
    if args.job == "-" && args.resume == "-" {
        return Err(Usage(
            "only one of the two documents can come from standard input; give the other as a file".to_owned(),
        )
        .into());
    }
    let format = format(args.output.format())?;
    let request = Request { explain: args.explain, ..request(&args.wish)? };
    let today = date(args.wish.today.as_deref())?;
    // Whoever needs it first makes it, while the resume is being read.
    let kit = OnceLock::new();
    let toolkit = || kit.get_or_init(|| super::toolkit(global, &args.banks)).as_ref().ok();
    let (opening, applicant) = both(
        || -> Result<_> {
            let Some(toolkit) = toolkit() else { return Ok(None) };
            let job = input::document(&args.job, global)?;
            let posting = toolkit.posting(&job, &request);
            let gates = Gates::of(&args.gates, &posting, toolkit)?;
            let warnings = Warnings::of_posting(&job, &posting);
            Ok(Some((toolkit.opening(posting, warnings)?, gates)))
        },
        || -> Result<_> {
            let resume = input::document(&args.resume, global)?;
            toolkit().map(|kit| Ok(kit.applicant(&resume, month(today))?)).transpose()
        },
    );
    let toolkit = kit.into_inner().context("nothing was loaded")??;
    // Each is there where the toolkit is.
    let (Some((opening, gates)), Some(applicant)) = (opening?, applicant?) else { bail!("nothing was loaded") };
    let result = toolkit.tailor(&opening, &applicant, &request);
    for warning in &result.warnings {
        output::say_warning(global, &warning.message);
    }
    let options = Options {
        width: output::columns(),
        color: args.output.output.is_none() && output::color(global),
        brief: args.brief,
        points: args.points,
        bank: toolkit.bank.questions().len(),
        today,
    };
    let report = format.report();
    if let Some(lacks) = report.lacks(&result) {
        return Err(Usage(lacks.to_owned()).into());
    }
    let written = output::report(&args.output, global, |out| report.write(&result, &options, out));
    let shut = gates.shut(&result, &applicant, &toolkit);
    // `| head` must not open a gate.
    if let Err(error) = written
        && !(shut.is_some() && output::reader_left(&error))
    {
        return Err(error);
    }
    match shut {
        Some(said) => {
            output::say_gate(&said);
            Ok(Done::GateShut)
        }
        None => Ok(Done::Well),
    }
}

/// The format of a name.
pub fn format(name: &str) -> Result<Format> {
    let found = Format::ALL.into_iter().find(|f| f.name() == name);
    found.ok_or_else(|| unknown("format", name, Format::ALL.iter().map(|f| f.name()), "jobfit tailor --help").into())
}

/// What the options ask of the ranking.
pub fn request(wish: &Wish) -> Result<Request> {
    let role = wish.role.as_deref().map(super::role).transpose()?;
    let level = wish.level.as_deref().map(level).transpose()?;
    let topics = wish.topic.iter().map(|t| super::topic(t).map(|t| t.id.to_owned())).collect::<Result<Vec<_>>>()?;
    let kinds = wish.kind.iter().map(|k| kind(k)).collect::<Result<Vec<_>>>()?;
    let exclude = match &wish.exclude {
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("{}: the file of ids can't be read", path.display()))?;
            text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_owned).collect()
        }
        None => Vec::new(),
    };
    if wish.hours.is_some_and(|h| !(0.25..=1000.0).contains(&h)) {
        return Err(Usage("--hours takes a number from 0.25 to 1000".to_owned()).into());
    }
    let wish = rank::Wish {
        top: usize::from(wish.top),
        topics,
        kinds,
        levels: Vec::new(),
        exclude,
        hours: wish.hours,
        days: usize::from(wish.days),
    };
    Ok(Request { role, level, wish, explain: false })
}

/// The level of a name.
pub fn level(name: &str) -> Result<Level> {
    Level::of(name).ok_or_else(|| {
        unknown(
            "level",
            name,
            Level::ALL.iter().map(|l| l.name()),
            "intern, junior, mid, senior, staff, manager, executive",
        )
        .into()
    })
}

/// The kind of a name.
pub fn kind(name: &str) -> Result<Kind> {
    Kind::of(name).ok_or_else(|| {
        unknown("kind", name, Kind::ALL.iter().map(|k| k.name()), "design, debug, trade-off, explain, …").into()
    })
}

/// The month that "Present" means.
pub fn today(said: Option<&str>) -> Result<Month> {
    date(said).map(month)
}

fn month(date: Date) -> Month {
    Month::of(i32::from(date.year()), i32::from(date.month()))
}

/// The date that counts as today: as said, else by SOURCE_DATE_EPOCH, else the system's date in UTC.
pub fn date(said: Option<&str>) -> Result<Date> {
    Ok(match (said, std::env::var("SOURCE_DATE_EPOCH")) {
        (Some(text), _) => {
            text.parse::<Date>().map_err(|_| Usage(format!("--today takes a date such as 2026-11-15, not `{text}`")))?
        }
        (None, Ok(epoch)) => {
            let seconds = epoch.parse::<i64>().ok().and_then(|s| jiff::Timestamp::from_second(s).ok());
            let at =
                seconds.ok_or_else(|| Usage(format!("SOURCE_DATE_EPOCH is `{epoch}`, not a number of seconds")))?;
            at.to_zoned(jiff::tz::TimeZone::UTC).date()
        }
        (None, Err(_)) => jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date(),
    })
}
