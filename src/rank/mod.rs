//! Fit × Bank → Ranking: the questions this interview will probably ask this person, and what to rehearse first.
//!
//! ```text
//! topics     how likely each topic is, how well the resume shows it, what to rehearse first
//! index      the bank's tantivy index
//! retrieval  which questions are near to which requirement: once a posting
//! signals    what speaks for a question, each with a name, a weight and a reason
//! made       questions made from the resume's claims, from gaps that a sibling bridges, from bare requirements
//! spread     a list over the topics in proportion to their likelihood, no two alike
//! plan       hours turned into blocks
//! ```

pub mod index;
pub mod made;
pub mod plan;
pub mod retrieval;
pub mod signals;
pub mod spread;
pub mod topics;

use crate::bank::Bank;
use crate::compare::Fit;
use crate::score::Score;
use crate::terms::{Kind, Level};
use crate::understand::posting::Posting;
use crate::understand::resume::Resume;
use crate::vocabulary::Vocabulary;

pub use retrieval::Retrieval;

/// Where a question comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// It stands in the bank.
    Bank,
    /// Made from a requirement that the bank has nothing on.
    Job,
    /// Made from what the resume claims.
    Resume,
    /// Made from both: a bridge from what is shown to what is asked.
    Both,
}

impl Source {
    /// The name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Source::Bank => "bank",
            Source::Job => "job",
            Source::Resume => "resume",
            Source::Both => "both",
        }
    }
}

/// A document that a reason quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The posting.
    Job,
    /// The resume.
    Resume,
}

/// A reason for a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Because {
    /// `requirement`, `gap`, `claim`, `role` or `level`.
    pub kind: &'static str,
    /// The document that it quotes.
    pub document: Option<Side>,
    /// 0-based line of that document.
    pub line: Option<usize>,
    /// The line, or what is said.
    pub text: String,
}

/// A question that could be asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The id: of the bank, or made of what it was made from.
    pub id: String,
    /// Place in the bank, for one that stands there.
    pub place: Option<usize>,
    /// Topic id.
    pub topic: &'static str,
    /// What it makes a person do.
    pub kind: Kind,
    /// Its level.
    pub level: Level,
    /// Where it comes from.
    pub source: Source,
    /// The words, for one that was made; the bank holds the others.
    pub text: String,
    /// What a strong answer covers, likewise.
    pub strong_answer: Vec<String>,
    /// What digs deeper, likewise.
    pub follow_ups: Vec<String>,
    /// Its score.
    pub score: Score,
    /// Why it is asked.
    pub because: Vec<Because>,
}

/// What the person wants of a ranking.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// How many questions; 0 for none.
    pub top: usize,
    /// Only these topics; empty for all.
    pub topics: Vec<String>,
    /// Only these kinds; empty for all.
    pub kinds: Vec<Kind>,
    /// Only these levels; empty for all.
    pub levels: Vec<Level>,
    /// Ids that were practised already.
    pub exclude: Vec<String>,
    /// Hours to rehearse; no plan without.
    pub hours: Option<f64>,
    /// Days to spread them over.
    pub days: usize,
}

/// Questions and topics, each with its reasons.
#[derive(Debug, Clone)]
pub struct Ranking {
    /// By priority.
    pub topics: Vec<topics::Ranked>,
    /// The chosen questions, most likely first.
    pub questions: Vec<Candidate>,
    /// The blocks of a plan, where hours were given.
    pub plan: Vec<plan::Block>,
    /// What did not fit into the hours.
    pub left_out: Vec<&'static str>,
}

/// Everything that a ranking looks at.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The posting.
    pub posting: &'a Posting,
    /// The resume.
    pub resume: &'a Resume,
    /// How they compare.
    pub fit: &'a Fit,
    /// The bank.
    pub bank: &'a Bank,
    /// What of the bank is near to the posting.
    pub retrieval: &'a Retrieval,
    /// The vocabulary.
    pub vocabulary: &'a Vocabulary,
}

/// Ranks.
pub fn rank(view: View<'_>, wish: &Wish) -> Ranking {
    let topics = topics::rank(view.posting, view.resume, view.fit, view.vocabulary);
    let candidates = candidates(view, &topics, wish);
    let questions = spread::choose(view.bank, &topics, candidates, wish);
    let (plan, left_out) = match wish.hours {
        Some(hours) => plan::make(&topics, &questions, hours, wish.days.max(1)),
        None => (Vec::new(), Vec::new()),
    };
    Ranking { topics, questions, plan, left_out }
}

/// All questions that could be asked, scored, best first.
pub fn candidates(view: View<'_>, topics: &[topics::Ranked], wish: &Wish) -> Vec<Candidate> {
    let signals = signals::Signals::of(view, topics);
    let mut out: Vec<Candidate> = signals.of_the_bank();
    out.extend(made::all(view, topics).into_iter().map(|c| signals.score_made(c)));
    out.retain(|c| wanted(c, wish));
    out.sort_by(|a, b| b.score.value.total_cmp(&a.score.value).then_with(|| a.id.cmp(&b.id)));
    out
}

fn wanted(candidate: &Candidate, wish: &Wish) -> bool {
    (wish.topics.is_empty() || wish.topics.iter().any(|t| t == candidate.topic))
        && (wish.kinds.is_empty() || wish.kinds.contains(&candidate.kind))
        && (wish.levels.is_empty() || wish.levels.contains(&candidate.level))
        && !wish.exclude.contains(&candidate.id)
}
