//! Many postings and many resumes: every document read and understood once, each pair compared and ranked, on all cores.
//!
//! ```text
//! ordered    work spread over the cores, results in order
//! documents  files → openings and applicants, or the reason why not
//! pairs      which posting with which resume, in blocks
//! records    what is kept of a pair for a later batch
//! run        blocks → lines of JSON and rows, in the order of the pairs
//! lines      the two forms of a result
//! summary    a row a pair, for a spreadsheet
//! cohort     topics by resume, common gaps, who can rehearse what with whom
//! page       the cohort as one page of HTML
//! ```
//!
//! Memory is bounded by the documents: results leave as they are made.

pub mod cohort;
pub mod documents;
pub mod lines;
pub mod ordered;
pub mod page;
pub mod pairs;
pub mod records;
pub mod run;
pub mod summary;

pub use cohort::Cohort;
pub use documents::{Failure, Understood};
pub use lines::{Brief, Detail, Pair, ResultLine};
pub use ordered::{Spread, ordered};
pub use pairs::Pairs;
pub use records::{Digest, Record};
pub use run::{Batch, Block, Row};
