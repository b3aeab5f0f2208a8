//! `jobfit completions`: the completions of a shell, made from the words that the program takes.

use anyhow::Result;
use clap::CommandFactory;

use crate::args::{Cli, Completions};
use crate::{Done, output};

pub fn run(args: &Completions) -> Result<Done> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "jobfit", &mut script);
    output::to_stdout(|out| out.write_all(&script))?;
    Ok(Done::Well)
}
