//! Long text on a terminal goes through a pager; nothing else ever does.

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::args::Global;
use crate::output;

/// What shows text where $PAGER is not set: leaves at once where all fits, keeps colours, and leaves the text on the screen.
const USUAL: &str = "less -FRX";

/// Writes to standard output, through the pager where that is a terminal and the text is longer than it.
pub fn show(global: &Global, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    if global.no_pager || !io::stdout().is_terminal() {
        return output::to_stdout(write).context("standard output can't be written");
    }
    let mut text = Vec::new();
    write(&mut text)?;
    let lines = text.iter().filter(|b| **b == b'\n').count();
    if lines >= output::rows() && page(&text, env::var_os("PAGER")) {
        return Ok(());
    }
    output::to_stdout(|out| out.write_all(&text)).context("standard output can't be written")
}

/// Shows a text in the pager; false where there is none and nothing was shown.
fn page(text: &[u8], named: Option<OsString>) -> bool {
    let Some(words) = words(named) else { return false };
    let Some((program, arguments)) = words.split_first() else { return false };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::piped());
    if env::var_os("LESS").is_none() {
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut stdin) = child.stdin.take() {
        // Who leaves the pager early has read enough: a closed pipe is no error.
        let _ = stdin.write_all(text);
    }
    let _ = child.wait();
    true
}

/// The words of the pager's command; none where the person wants none.
fn words(named: Option<OsString>) -> Option<Vec<String>> {
    let named = named.map(|n| n.to_string_lossy().into_owned());
    let command = named.as_deref().unwrap_or(USUAL);
    let words: Vec<String> = command.split_whitespace().map(str::to_owned).collect();
    (!words.is_empty() && words != ["cat"]).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pager_is_the_persons_or_the_usual_one_or_none() {
        assert_eq!(words(None).unwrap(), ["less", "-FRX"]);
        assert_eq!(words(Some("most -s".into())).unwrap(), ["most", "-s"]);
        assert_eq!(words(Some("".into())), None);
        assert_eq!(words(Some("cat".into())), None);
    }

    #[test]
    fn a_pager_that_does_not_exist_shows_nothing() {
        assert!(!page(b"text\n", Some("no-such-pager-anywhere".into())));
    }
}
