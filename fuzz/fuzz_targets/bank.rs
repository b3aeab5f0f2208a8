//! Bank files: the Markdown that `--bank` and `bank check` take. The first byte chooses whether the file's name gives the
//! topic, the rest is the file.
#![no_main]

use jobfit::bank::{check, source, Bank};
use jobfit_fuzz::{choice, TOOLKIT};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = choice(data) else { return };
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let topic = (first % 2 == 0).then_some("databases");
    let mut findings = Vec::new();
    let entries = source::parse("own.md", topic, text, &mut findings);
    let lines = text.lines().count();
    for finding in &findings {
        assert!((1..=lines).contains(&finding.line), "{}: line {} of {lines}", finding.code, finding.line);
    }
    check::near_duplicates(&entries);
    // A bank of entries that refer to nothing unknown keeps each of them, in the words of its file.
    let Ok(bank) = Bank::of(&entries, &TOOLKIT.vocabulary) else { return };
    assert_eq!(bank.questions().len(), entries.len());
    for entry in &entries {
        let (_, question) = bank.find(&entry.id).expect("each id is found");
        assert_eq!(bank.body(question).text, entry.text);
    }
});
