//! Question lists of other people, and the bank file made of them. The first byte chooses the form, the rest is the list.
#![no_main]

use std::collections::HashSet;

use jobfit::bank::import::{self, Form, ImportError, Origin};
use jobfit_fuzz::{choice, TOOLKIT};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = choice(data) else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let form = match first % 3 {
        0 => Form::Markdown,
        1 => Form::Csv,
        _ => Form::Json,
    };
    let Ok(list) = import::read(form, text) else { return };
    let read = list.questions.len();
    let origin = Origin { name: "list", source: "list", license: "" };
    match import::make(list, origin, &TOOLKIT, &mut HashSet::new()) {
        Ok(made) => assert_eq!(made.questions.len(), read, "no question is dropped"),
        Err(error @ ImportError::Lost { .. }) => panic!("{error}"),
        Err(_) => {}
    }
});
