//! Ranking → report: one value that holds all that a report tells, and one file a format that writes it.

pub mod anki;
pub mod changes;
pub mod csv;
pub mod escape;
pub mod format;
pub mod html;
pub mod ics;
pub mod lists;
pub mod markdown;
pub mod schema;
pub mod seen;
pub mod terminal;
pub mod text;
pub mod value;
pub mod words;

pub use format::{Format, Options, Report};
