//! The JSON Schemas (2020-12) of what the program hands to scripts, made from the types that write it.

use schemars::{Schema, schema_for};

use super::lists::{QuestionList, SkillList};
use super::seen::Seen;
use super::value::Tailored;
use crate::batch::ResultLine;
use crate::guide::Guide;

/// The names of the schemas.
pub const NAMES: &[&str] = &["tailor", "batch", "skills", "bank", "read", "guide"];

/// The schema of a name.
pub fn of(name: &str) -> Option<Schema> {
    match name {
        "tailor" => Some(schema_for!(Tailored)),
        "batch" => Some(schema_for!(ResultLine)),
        "skills" => Some(schema_for!(SkillList)),
        "bank" => Some(schema_for!(QuestionList)),
        "read" => Some(schema_for!(Seen)),
        "guide" => Some(schema_for!(Guide)),
        _ => None,
    }
}
