//! jobfit reads a job posting and a resume and tells what the interview will probably ask and what to rehearse first.
//!
//! A posting and a resume come in as bytes and leave as a report; nothing flows back.
//!
//! ```text
//! read        bytes → Document            what is written, in reading order, line by line
//! understand  Document → Posting, Resume  what is asked for; what is shown
//! compare     Posting × Resume → Fit      evidence for each thing asked, and the gaps
//! rank        Fit × Bank → Ranking        questions and topics, each with its reasons
//! report      Ranking → text, JSON, …
//! ```
//!
//! The library neither prints nor exits, opens no socket and keeps no state.

pub mod bank;
pub mod batch;
pub mod catalogue;
pub mod compare;
pub mod document;
pub mod guide;
pub mod pipeline;
#[cfg(feature = "cli")]
pub mod practice;
pub mod rank;
pub mod read;
pub mod report;
pub mod score;
pub mod terms;
pub mod understand;
pub mod vocabulary;

pub use pipeline::{Request, Toolkit};
