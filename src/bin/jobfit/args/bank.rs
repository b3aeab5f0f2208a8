//! The words of `jobfit bank`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Banks;

#[derive(Debug, Subcommand)]
pub enum Bank {
    /// The questions, one a line
    List(BankList),
    /// One question with what a strong answer covers
    Show(BankShow),
    /// Questions by words and skills, best first
    Search(BankSearch),
    /// What is wrong in a file or folder of questions
    Check(BankCheck),
    /// Makes bank files of question lists in Markdown, CSV or JSON
    Import(BankImport),
}

/// Which questions.
#[derive(Debug, Args)]
pub struct Filter {
    /// Of this topic
    #[arg(long, value_name = "ID")]
    pub topic: Option<String>,
    /// Of the topics of this role
    #[arg(long, value_name = "ID")]
    pub role: Option<String>,
    /// That need this skill
    #[arg(long, value_name = "NAME")]
    pub skill: Option<String>,
    /// Of this kind
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// Of this level
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<String>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub banks: Banks,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit bank list --topic caching\n  jobfit bank list --role backend-engineer --kind debug --level senior\n  jobfit bank list --skill PostgreSQL --json | jq '.questions | length'"
)]
pub struct BankList {
    #[command(flatten)]
    pub filter: Filter,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  jobfit bank show caching-stampede\n  jobfit bank show caching-stampede --json")]
pub struct BankShow {
    /// The question's id
    pub id: String,
    /// As JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub banks: Banks,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit bank search slow query after deploy\n  jobfit bank search retries --topic messaging --top 5"
)]
pub struct BankSearch {
    /// Words
    #[arg(required = true)]
    pub words: Vec<String>,
    /// How many
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
    #[command(flatten)]
    pub filter: Filter,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  jobfit bank check my-questions.md\n  jobfit bank check questions/ --json")]
pub struct BankCheck {
    /// A file or folder
    pub path: PathBuf,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit bank import questions.md -o bank\n  jobfit bank import lists/ -o bank --source https://example.org/questions --license MIT\n  jobfit bank import team.csv -o bank && jobfit bank check bank\n\nMarkdown: headings, bullets, bold lines and <details> are understood. CSV: a first row with the column question, and any of\nanswer, points, follow_ups, topic, kind, level, skills, source, license, id. JSON: a list of objects with the same names.\nWhat was guessed is marked in the files with how sure it is; read those questions again before you use them."
)]
pub struct BankImport {
    /// A file of questions, or a folder of them: .md, .csv, .json (repeatable)
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The folder for the bank files, one for each file read; made where it does not exist
    #[arg(long, short, value_name = "DIR")]
    pub out: PathBuf,
    /// Where the questions come from, for all files (else the name of each file)
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    /// Their licence, for all files (else that of a LICENSE file beside them)
    #[arg(long, value_name = "TEXT")]
    pub license: Option<String>,
    /// Replace files that exist
    #[arg(long)]
    pub force: bool,
    /// The summary as JSON
    #[arg(long)]
    pub json: bool,
}
