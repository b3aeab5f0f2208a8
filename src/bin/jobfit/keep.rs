//! Where the practice state is kept. It is written under another name and renamed after each answer, so that a program that
//! is killed leaves the state of before or of after, never half of one.

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use jobfit::practice::{Card, Drill, Rating, State};

use crate::{input, output};

const NAME: &str = "practice.json";

/// The file of the practice state.
pub struct Keep {
    folder: PathBuf,
}

impl Keep {
    /// In JOBFIT_DATA_DIR, else in the user's data folder.
    pub fn at_home() -> Result<Self> {
        let Some(folder) = data_folder(|name| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from)) else {
            bail!("no place to keep the practice state is known; set JOBFIT_DATA_DIR to a folder");
        };
        Ok(Keep { folder })
    }

    fn file(&self) -> PathBuf {
        self.folder.join(NAME)
    }

    /// The file's name for messages.
    pub fn shown(&self) -> String {
        self.file().display().to_string()
    }

    /// What was kept; empty the first time.
    pub fn load(&self) -> Result<State> {
        let file = self.file();
        let shown = file.display();
        match fs::read(&file) {
            Ok(bytes) => {
                State::parse(&String::from_utf8_lossy(&bytes)).with_context(|| shown.to_string()).map_err(|e| {
                    // One line, as all errors are.
                    anyhow::anyhow!("{e:#}")
                })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(State::default()),
            Err(error) => bail!("{shown}: {}; check its permissions, or set JOBFIT_DATA_DIR", input::plain(&error)),
        }
    }

    /// Notes how a question went. The file is read again first: another window may have added to it.
    pub fn rate(&self, drill: &Drill, rating: Rating, made: usize, now: i64) -> Result<Card> {
        let mut state = self.load()?;
        let card = state.rate(drill, rating, made, now).clone();
        let text = state.text()?;
        output::folder(&self.folder)?;
        output::clear_left(&self.folder, &format!(".{NAME}."));
        output::to_file(&self.file(), true, |out: &mut dyn Write| out.write_all(text.as_bytes()))?;
        Ok(card)
    }
}

/// The user's data folder as the platform has it.
fn data_folder(var: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(folder) = var("JOBFIT_DATA_DIR") {
        return Some(folder);
    }
    // A relative one is to be ignored, as its specification says.
    if let Some(folder) = var("XDG_DATA_HOME").filter(|f| f.is_absolute()) {
        return Some(folder.join("jobfit"));
    }
    if cfg!(windows) {
        return var("APPDATA").map(|f| f.join("jobfit"));
    }
    let home = var("HOME")?;
    Some(if cfg!(target_os = "macos") {
        home.join("Library/Application Support/jobfit")
    } else {
        home.join(".local/share/jobfit")
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_folder_is_the_one_named_or_the_users() {
        let of =
            |set: &[(&str, &str)]| data_folder(|name| set.iter().find(|s| s.0 == name).map(|s| PathBuf::from(s.1)));
        assert_eq!(of(&[("JOBFIT_DATA_DIR", "x"), ("XDG_DATA_HOME", "/d")]).unwrap(), Path::new("x"));
        assert_eq!(of(&[]), None);
        if cfg!(unix) {
            assert_eq!(of(&[("XDG_DATA_HOME", "/d"), ("HOME", "/h")]).unwrap(), Path::new("/d/jobfit"));
            assert!(of(&[("XDG_DATA_HOME", "relative"), ("HOME", "/h")]).unwrap().starts_with("/h"));
        }
    }
}
