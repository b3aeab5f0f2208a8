//! `jobfit man`: manual pages, made from the words that the program takes.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::args::{self, Cli};
use crate::{Done, output};

pub fn run(args: &args::Man) -> Result<Done> {
    let mut command = Cli::command();
    // Gives subcommands their global options and their full names.
    command.build();
    let Some(folder) = &args.out else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page)?;
        output::to_stdout(|out| out.write_all(&page))?;
        return Ok(Done::Well);
    };
    output::folder(folder)?;
    let mut pages = 0;
    write(&command, "jobfit", folder, args.force, &mut pages)?;
    output::to_stdout(|out| writeln!(out, "{pages} pages in {}", folder.display()))?;
    Ok(Done::Well)
}

/// The page of a command and those of its subcommands.
fn write(command: &Command, name: &str, folder: &Path, force: bool, pages: &mut usize) -> Result<()> {
    let mut page = Vec::new();
    Man::new(command.clone()).title(name).render(&mut page).context("the page can't be made")?;
    output::to_file(&folder.join(format!("{name}.1")), force, |out: &mut dyn Write| out.write_all(&page))?;
    *pages += 1;
    for sub in command.get_subcommands().filter(|s| !s.is_hide_set() && s.get_name() != "help") {
        write(sub, &format!("{name}-{}", sub.get_name()), folder, force, pages)?;
    }
    Ok(())
}
