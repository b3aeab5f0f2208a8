//! The commands, one file each.

mod bank;
mod batch;
mod compare;
mod completions;
mod gates;
mod guide;
mod import;
mod man;
mod practice;
mod read;
mod schema;
mod skills;
mod tailor;
mod why;

use anyhow::{Context, Result};
use jobfit::vocabulary::Vocabulary;
use jobfit::{Toolkit, catalogue};

use crate::args::{Banks, Cli, Command, Global};
use crate::{Done, Usage, banks, second_reader};

/// Runs the command.
pub fn run(cli: &Cli) -> Result<Done> {
    let global = &cli.global;
    match &cli.command {
        Command::Tailor(args) => tailor::run(args, global),
        Command::Batch(args) => batch::run(args, global),
        Command::Why(args) => why::run(args, global),
        Command::Compare(args) => compare::run(args, global),
        Command::Guide(args) => guide::run(args, global),
        Command::Read(args) => read::run(args, global),
        Command::Skills(args) => skills::run(args, global),
        Command::Bank(args) => bank::run(args, global),
        Command::Practice(args) => practice::run(args, global),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args),
        Command::SecondReader => second_reader::serve().map(|()| Done::Well),
    }
}

/// The vocabulary, with the person's own file.
pub fn vocabulary(global: &Global) -> Result<Vocabulary> {
    let shipped = Vocabulary::shipped()?;
    match &global.skills {
        None => Ok(shipped),
        Some(path) => {
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("{}: the file of skills can't be read", path.display()))?;
            Ok(shipped.with_file(&path.display().to_string(), &text)?)
        }
    }
}

/// Vocabulary, bank and index together.
pub fn toolkit(global: &Global, banks: &Banks) -> Result<Toolkit> {
    banks::toolkit(vocabulary(global)?, banks)
}

/// The role of an id, or what could have been meant.
pub fn role(id: &str) -> Result<&'static catalogue::Role> {
    catalogue::role(id).ok_or_else(|| {
        unknown("role", id, catalogue::roles().iter().map(|r| r.id), "`jobfit guide` lists the roles").into()
    })
}

/// The topic of an id, or what could have been meant.
pub fn topic(id: &str) -> Result<&'static catalogue::Topic> {
    catalogue::topic(id)
        .ok_or_else(|| unknown("topic", id, catalogue::topic_ids(), "`jobfit bank list` shows the topics").into())
}

/// An error about a name that doesn't exist, with the nearest ones that do.
pub fn unknown<'n>(what: &str, id: &str, names: impl Iterator<Item = &'n str>, hint: &str) -> Usage {
    let mut near: Vec<(f64, &str)> = names.map(|n| (strsim::jaro_winkler(&id.to_lowercase(), n), n)).collect();
    near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let near: Vec<&str> = near.into_iter().take_while(|n| n.0 >= 0.75).take(3).map(|n| n.1).collect();
    let meant = if near.is_empty() { String::new() } else { format!("; did you mean {}?", near.join(" or ")) };
    Usage(format!("there is no {what} `{id}`{meant} ({hint})"))
}
