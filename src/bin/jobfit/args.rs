//! The words of the command line, as typed. What they mean is decided by the commands.

mod bank;
mod practice;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

pub use bank::{Bank, BankCheck, BankImport, BankList, BankSearch, BankShow, Filter};
pub use practice::{Completions, Man, Practice};

/// Reads a job posting and a resume, offline, and tells what the interview will probably ask and what to rehearse first.
#[derive(Debug, Parser)]
#[command(name = "jobfit", version, about, max_term_width = 100, arg_required_else_help = true)]
#[command(
    after_help = "Examples:\n  jobfit tailor posting.txt resume.pdf\n  jobfit tailor posting.html resume.docx --json | jq '.gaps[].name'\n  jobfit guide backend-engineer\n  jobfit practice result.json   rehearse the questions of a result\n  jobfit read resume.pdf        what the program sees in a document\n\nNothing leaves this machine: no network, no account, no telemetry."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub global: Global,
}

/// Options that every command takes.
#[derive(Debug, Args)]
pub struct Global {
    /// Colours: on a terminal, always, or never (NO_COLOR is respected)
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    pub color: When,
    /// Leave out progress and warnings on standard error
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Long text goes straight to the terminal, not through $PAGER
    #[arg(long, global = true)]
    pub no_pager: bool,
    /// Bound on the reading of one document, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=600), global = true)]
    pub timeout: u64,
    /// A file of skills that adds to the vocabulary or overrides it (see data/README.md)
    #[arg(long, value_name = "PATH", global = true)]
    pub skills: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Likely questions, gaps and topics to rehearse, from a posting and a resume
    Tailor(Tailor),
    /// Every resume against every posting, into a folder; or line by line
    Batch(Batch),
    /// Why a question is at its rank, or was not chosen
    Why(Why),
    /// What changed between two results, for two versions of a resume
    Compare(Compare),
    /// The interview guide of one role; without a role, the list of roles
    Guide(Guide),
    /// What the program sees in a document: lines, sections
    Read(Read),
    /// The vocabulary of skills
    Skills(Skills),
    /// The question bank
    #[command(
        subcommand,
        after_help = "Examples:\n  jobfit bank search slow query after deploy\n  jobfit bank show caching-stampede\n  jobfit bank import questions.md -o bank"
    )]
    Bank(Bank),
    /// Rehearse in the terminal: question, points, how it went, and when to ask it again
    Practice(Practice),
    /// The JSON Schema of an output
    Schema(Schema),
    /// Completions for a shell
    Completions(Completions),
    /// The manual page, or one for each command
    Man(Man),
    /// Reads a PDF on standard input with the second reader (for the program itself)
    #[command(name = "read-pdf-second", hide = true)]
    SecondReader,
}

/// Where a report goes and what it looks like.
#[derive(Debug, Args)]
pub struct Output {
    /// The form of the report
    #[arg(long, short, value_name = "FORMAT", default_value = "text")]
    pub format: String,
    /// Short for --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file where it exists
    #[arg(long)]
    pub force: bool,
}

impl Output {
    /// The name of the format asked for.
    pub fn format(&self) -> &str {
        if self.json { "json" } else { &self.format }
    }
}

/// Banks of one's own.
#[derive(Debug, Default, Args)]
pub struct Banks {
    /// A file or folder of questions that adds to the bank; one of the same id replaces it
    #[arg(long, value_name = "PATH")]
    pub bank: Vec<PathBuf>,
    /// Only the banks given with --bank
    #[arg(long, requires = "bank")]
    pub only_bank: bool,
    /// Read a large bank anew, and keep nothing of it in the cache folder (JOBFIT_CACHE_DIR)
    #[arg(long)]
    pub no_cache: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit tailor posting.txt resume.pdf\n  jobfit tailor posting.html resume.pdf --brief\n  jobfit tailor posting.md resume.docx --points --top 20\n  jobfit tailor posting.txt resume.pdf --hours 6 --days 3\n  jobfit tailor posting.txt resume.pdf --format html -o report.html\n  jobfit tailor posting.txt resume.pdf --format ics --hours 6 --days 3 -o plan.ics\n  pbpaste | jobfit tailor - resume.pdf --json\n  jobfit tailor posting.txt resume.pdf --brief --require-fit 0.6 --require-skill postgresql\n\nA gate that does not hold is said in one line on standard error, after the report, and the exit\nstatus is 3. The fit is a guidance figure of one posting, no measure of a person: it must not be used\nto reject anybody."
)]
pub struct Tailor {
    /// The posting: PDF, DOCX, ODT, RTF, HTML, Markdown, text or a job board's JSON; - for standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub job: String,
    /// The resume: PDF, DOCX, ODT, RTF, HTML, Markdown, text, JSON Resume or RenderCV; - for standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub resume: String,
    #[command(flatten)]
    pub output: Output,
    #[command(flatten)]
    pub banks: Banks,
    /// The short form: ten questions and five topics
    #[arg(long)]
    pub brief: bool,
    /// With what a strong answer covers and follow-ups
    #[arg(long)]
    pub points: bool,
    /// With the parts of each question's score
    #[arg(long)]
    pub explain: bool,
    #[command(flatten)]
    pub wish: Wish,
    #[command(flatten)]
    pub gates: Gates,
}

/// What has to hold for exit status 0.
#[derive(Debug, Args)]
#[command(next_help_heading = "Gates")]
pub struct Gates {
    /// Exit status 3 where the fit (fit.score of --json) is below this share, 0 to 1, or can't be told
    #[arg(long, value_name = "N", value_parser = share)]
    pub require_fit: Option<f64>,
    /// Exit status 3 where the resume does not show this skill by dated work, asked for or not; being listed is not enough
    /// (repeatable; `jobfit skills` lists the ids)
    #[arg(long, value_name = "ID")]
    pub require_skill: Vec<String>,
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok().filter(|n| (0.0..=1.0).contains(n));
    share.ok_or_else(|| "a share from 0 to 1 is needed, such as 0.6".to_owned())
}

/// How much is told of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Detail {
    /// The ids of the ten first gaps, topics and questions
    Brief,
    /// What `tailor --json` tells
    Full,
}

/// How progress is shown on standard error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Progress {
    /// A bar on a terminal, nothing elsewhere
    Auto,
    /// A line every second
    Plain,
    /// Nothing
    None,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit batch --jobs postings/ --resumes clients/ --out results\n  jobfit batch --jobs 'postings/*.html' --resumes @clients.txt --out results --detail brief\n  jobfit batch --pairs pairs.csv --out results --format text\n  jobfit batch --stream < pairs.jsonl > results.jsonl\n\nRun again with the same arguments, it goes on where it was, or does nothing where all is done.",
    group(clap::ArgGroup::new("what").args(["jobs", "pairs", "stream"]).required(true).multiple(true))
)]
pub struct Batch {
    /// Postings: files, folders, globs, or @FILE with a path a line
    #[arg(long, value_name = "PATH", num_args = 1.., requires = "resumes", conflicts_with = "stream")]
    pub jobs: Vec<String>,
    /// Resumes, likewise
    #[arg(long, value_name = "PATH", num_args = 1.., requires = "jobs", conflicts_with = "stream")]
    pub resumes: Vec<String>,
    /// Only these pairs: a CSV with the columns job and resume (names below the folders given, else paths)
    #[arg(long, value_name = "FILE", conflicts_with = "stream")]
    pub pairs: Option<PathBuf>,
    /// The folder of the results; it is made where it doesn't exist
    #[arg(long, value_name = "DIR", required_unless_present = "stream", conflicts_with = "stream")]
    pub out: Option<PathBuf>,
    /// Read lines {"id", "job", "resume"} on standard input, where each of the two is {"path"} or {"text"}, and write lines
    /// {"id", "result"} or {"id", "error"}
    #[arg(long)]
    pub stream: bool,
    /// How much is told of a pair
    #[arg(long, value_name = "DETAIL", default_value = "full")]
    pub detail: Detail,
    /// A report a pair as well, under DIR/reports (repeatable)
    #[arg(long, short, value_name = "FORMAT", conflicts_with = "stream")]
    pub format: Vec<String>,
    /// How many questions
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..=200))]
    pub top: u16,
    /// The date that "Present" means, YYYY-MM-DD (else SOURCE_DATE_EPOCH, else the day of the first run)
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
    /// A resume's later postings bring only questions that its earlier ones did not
    #[arg(long, conflicts_with = "stream")]
    pub avoid_repeats: bool,
    /// Stop at the first document that fails
    #[arg(long, conflicts_with = "stream")]
    pub fail_fast: bool,
    /// How many threads (all cores)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// How progress is shown on standard error
    #[arg(long, value_name = "HOW", default_value = "auto")]
    pub progress: Progress,
    #[command(flatten)]
    pub banks: Banks,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit why caching-stampede posting.txt resume.pdf\n  jobfit why caching-stampede posting.txt resume.pdf --top 30"
)]
pub struct Why {
    /// The question's id, from `tailor --json` or `bank list`
    pub question: String,
    /// The posting
    #[arg(value_hint = ValueHint::FilePath)]
    pub job: String,
    /// The resume
    #[arg(value_hint = ValueHint::FilePath)]
    pub resume: String,
    #[command(flatten)]
    pub banks: Banks,
    #[command(flatten)]
    pub wish: Wish,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit tailor posting.txt old.pdf --json -o old.json\n  jobfit tailor posting.txt new.pdf --json -o new.json\n  jobfit compare old.json new.json"
)]
pub struct Compare {
    /// The earlier result
    pub old: PathBuf,
    /// The later result
    pub new: PathBuf,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

/// What a ranking should hold.
#[derive(Debug, Args)]
pub struct Wish {
    /// How many questions
    #[arg(long, value_name = "N", default_value_t = 15, value_parser = clap::value_parser!(u16).range(1..=200))]
    pub top: u16,
    /// The role, where it was not recognised (`jobfit guide` lists them)
    #[arg(long, value_name = "ID")]
    pub role: Option<String>,
    /// The level, where it was not recognised, and the level of the questions
    #[arg(long, value_name = "ID")]
    pub level: Option<String>,
    /// Only questions of this topic (repeatable)
    #[arg(long, value_name = "ID")]
    pub topic: Vec<String>,
    /// Only questions of this kind (repeatable)
    #[arg(long, value_name = "KIND")]
    pub kind: Vec<String>,
    /// A file with ids of questions practised already, one a line
    #[arg(long, value_name = "FILE")]
    pub exclude: Option<PathBuf>,
    /// Make a plan that fits these hours
    #[arg(long, value_name = "N")]
    pub hours: Option<f64>,
    /// Spread the plan over these days
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=365), requires = "hours")]
    pub days: u16,
    /// The date that "Present" means, YYYY-MM-DD (else SOURCE_DATE_EPOCH, else today)
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit guide\n  jobfit guide backend-engineer\n  jobfit guide data-engineer --all-questions --json\n  jobfit guide data-engineer --format html -o guide.html\n  jobfit guide --all --out site --base-url https://example.org/guides/"
)]
pub struct Guide {
    /// The role's id
    #[arg(conflicts_with = "all")]
    pub role: Option<String>,
    /// All questions of each topic, not only the best
    #[arg(long)]
    pub all_questions: bool,
    /// With what a strong answer covers (always there, folded, in Markdown and HTML)
    #[arg(long)]
    pub points: bool,
    /// Write the guides of all roles as a site of static pages
    #[arg(long, requires = "out", conflicts_with_all = ["format", "json", "output"])]
    pub all: bool,
    /// The folder of the site; made where it does not exist
    #[arg(long, value_name = "DIR", requires = "all")]
    pub out: Option<PathBuf>,
    /// Where the site will stand, for canonical links and the sitemap (else they are relative)
    #[arg(long, value_name = "URL", requires = "all")]
    pub base_url: Option<String>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit read resume.pdf\n  jobfit read posting.html --text\n  jobfit read resume.pdf --json"
)]
pub struct Read {
    /// The document; - for standard input
    #[arg(value_hint = ValueHint::FilePath)]
    pub file: String,
    /// The bare text
    #[arg(long, conflicts_with = "json")]
    pub text: bool,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  jobfit skills\n  jobfit skills postgres\n  jobfit skills --json | jq '.skills | length'"
)]
pub struct Skills {
    /// Only skills whose name, id or alias contains this
    pub search: Option<String>,
    /// As JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  jobfit schema tailor > tailor.schema.json\n  jobfit schema guide")]
pub struct Schema {
    /// tailor, batch, skills, bank, read or guide
    pub name: String,
}
