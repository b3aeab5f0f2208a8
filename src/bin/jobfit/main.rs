//! The command line: parses the words, runs the command, and turns what went wrong into a line and an exit status.

mod args;
mod banks;
mod cache;
mod commands;
mod input;
mod keep;
mod output;
mod pager;
mod progress;
mod second_reader;

use std::process::ExitCode;

use clap::Parser;

use args::Cli;

/// How a command ended, as an exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// All of it.
    Well,
    /// There were findings, or documents that failed.
    WithFindings,
    /// All of it, but what was required does not hold.
    GateShut,
    /// At the person's wish, before the end.
    Interrupted,
}

/// What the command line says that can't be: exit status 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; a closed pipe is nobody's.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    match commands::run(&cli) {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::WithFindings) => ExitCode::from(1),
        Ok(Done::GateShut) => ExitCode::from(3),
        Ok(Done::Interrupted) => ExitCode::from(130),
        Err(error) => {
            if output::reader_left(&error) {
                return ExitCode::SUCCESS;
            }
            output::say_error(&error);
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}
