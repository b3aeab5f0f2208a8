//! The words of `jobfit practice`, `completions` and `man`.

use std::path::PathBuf;

use clap::{Args, ValueHint};
use clap_complete::Shell;

use super::{Banks, Wish};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit practice result.json            the questions of a result, what is due first\n  jobfit practice posting.txt resume.pdf --limit 5\n  jobfit practice --due                  what is due today, from all results practised so far\n  jobfit practice --list                 progress by topic\n\nIn each question: think or speak, press Enter, tick the points you made (1 3 4), rate it (again, hard, good, easy). q stops;\nwhat was rated is kept. The state is kept in practice.json in JOBFIT_DATA_DIR, else in the user's data folder."
)]
pub struct Practice {
    /// A result of `jobfit tailor --json`; or the posting
    #[arg(value_name = "RESULT.json|JOB", value_hint = ValueHint::FilePath, required_unless_present_any = ["due", "list"])]
    pub result: Option<String>,
    /// The resume, where the first is a posting
    #[arg(value_hint = ValueHint::FilePath)]
    pub resume: Option<String>,
    /// Only questions that are due, none that are new; without a result, from all that were practised
    #[arg(long)]
    pub due: bool,
    /// Also questions that are not due yet
    #[arg(long, conflicts_with = "due")]
    pub all: bool,
    /// No questions: progress by topic, and what is due when
    #[arg(long, conflicts_with = "due")]
    pub list: bool,
    /// At most so many questions this time
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub limit: Option<u16>,
    #[command(flatten)]
    pub banks: Banks,
    #[command(flatten)]
    pub wish: Wish,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit completions bash > ~/.local/share/bash-completion/completions/jobfit\n  jobfit completions zsh > ~/.zfunc/_jobfit\n  jobfit completions fish > ~/.config/fish/completions/jobfit.fish"
)]
pub struct Completions {
    /// The shell
    pub shell: Shell,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  jobfit man | man -l -\n  jobfit man --out ~/.local/share/man/man1")]
pub struct Man {
    /// Write a page for the program and one for each command into this folder; made where it does not exist
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace pages that exist
    #[arg(long)]
    pub force: bool,
}
