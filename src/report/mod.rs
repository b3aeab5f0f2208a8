//! Ranking → report: one value that holds all that a report tells, and one file a format that writes it.

pub mod changes;
pub mod format;
pub mod lists;
pub mod schema;
pub mod seen;
pub mod terminal;
pub mod text;
pub mod value;

pub use format::{Format, Options, Report};
