//! Files → openings and applicants, each read and understood once. What goes wrong with one is a failure of that one.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use crate::document::Document;
use crate::pipeline::{Applicant, Request, Toolkit, Warnings};
use crate::understand::dates::Month;
use crate::understand::posting::Posting;

/// A document, or a pair, that gave no result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Failure {
    /// The name of the document; of a pair, both.
    pub file: String,
    /// What went wrong and what one can do.
    pub error: String,
}

/// A posting as a batch keeps it: what it needs of the bank is looked up when its turn comes.
#[derive(Debug, Clone)]
pub struct Understood {
    /// The posting.
    pub posting: Posting,
    /// What was noticed.
    pub warnings: Warnings,
}

/// Understands a posting; `read` hands over the document.
///
/// # Errors
/// What `read` says, or that the program broke on it.
pub fn posting(
    toolkit: &Toolkit,
    request: &Request,
    read: impl FnOnce() -> Result<Document, String>,
) -> Result<Understood, String> {
    guarded(|| {
        let document = read()?;
        let posting = toolkit.posting(&document, request);
        let warnings = Warnings::of_posting(&document, &posting);
        Ok(Understood { posting, warnings })
    })
}

/// Understands a resume; `read` hands over the document.
///
/// # Errors
/// What `read` says, that there is too little text, or that the program broke on it.
pub fn applicant(
    toolkit: &Toolkit,
    today: Month,
    read: impl FnOnce() -> Result<Document, String>,
) -> Result<Applicant, String> {
    guarded(|| {
        let document = read()?;
        toolkit.applicant(&document, today).map_err(|e| {
            let text = e.to_string();
            // The caller names the file.
            text.strip_prefix(&format!("{}: ", document.source)).map_or_else(|| text.clone(), str::to_owned)
        })
    })
}

/// Turns a panic into an error.
///
/// # Errors
/// Those of `work`, and what a panic says.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result,
        Err(panic) => Err(format!(
            "the program broke on it ({}); please report this, with the document if it may be shared",
            said(panic.as_ref())
        )),
    }
}

fn said(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure_of_one_document() {
        let result: Result<(), String> = guarded(|| panic!("a page without end"));
        assert!(result.is_err_and(|e| e.contains("a page without end")));
        assert_eq!(guarded(|| Ok(3)), Ok(3));
    }
}
