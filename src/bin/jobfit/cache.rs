//! Where large banks of one's own are kept, parsed and indexed: a file a bank in the user's cache folder, named by what it was
//! made of. Nothing else is ever written there, and nothing depends on it: what can't be read is made anew, and what can't be
//! written is left.

use std::env;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use jobfit::bank::Bank;
use jobfit::rank::index::BankIndex;
use jobfit::rank::kept::{self, Digest};

use crate::output;

const PREFIX: &str = "bank-";
const SUFFIX: &str = ".bin";
/// Banks that are kept, those used last: each change of a bank makes a new one.
const MOST: usize = 4;

/// The user's cache folder.
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// JOBFIT_CACHE_DIR, else the cache folder of the platform; nothing where none is known.
    pub fn of_user() -> Option<Self> {
        let folder = cache_folder(|name| env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from))?;
        Some(Cache { folder })
    }

    fn file(&self, key: Digest) -> PathBuf {
        self.folder.join(format!("{PREFIX}{:032x}{SUFFIX}", key.0))
    }

    /// The bank of a key, where it is kept and whole.
    pub fn load(&self, key: Digest) -> Option<(Bank, BankIndex)> {
        let path = self.file(key);
        let found = kept::read(fs::read(&path).ok()?, key).ok()?;
        // What is used stays longest.
        let _ = File::open(&path).and_then(|f| f.set_modified(SystemTime::now()));
        Some(found)
    }

    /// Keeps the bytes of a bank, where that can be done.
    pub fn store(&self, key: Digest, bytes: &[u8]) {
        if fs::create_dir_all(&self.folder).is_err() {
            return;
        }
        output::clear_left(&self.folder, &format!(".{PREFIX}"));
        if write(&self.folder, &self.file(key), bytes).is_ok() {
            self.prune();
        }
    }

    fn prune(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        let mut banks: Vec<(SystemTime, PathBuf)> = entries
            .flatten()
            .filter(|e| {
                let name = e.file_name().to_string_lossy().into_owned();
                name.starts_with(PREFIX) && name.ends_with(SUFFIX)
            })
            .filter_map(|e| Some((e.metadata().ok()?.modified().ok()?, e.path())))
            .collect();
        banks.sort();
        for (_, path) in banks.iter().rev().skip(MOST) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Under another name first, then renamed: two programs at once write the same bytes, and nobody sees half of them. A machine
/// that loses power may leave half of them all the same; the digest in the file tells.
fn write(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(&temporary).and_then(|mut file| file.write_all(bytes));
    let result = written.and_then(|()| fs::rename(&temporary, path));
    if result.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    result
}

/// The user's cache folder as the platform has it.
fn cache_folder(var: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(folder) = var("JOBFIT_CACHE_DIR") {
        return Some(folder);
    }
    // A relative one is to be ignored, as its specification says.
    if let Some(folder) = var("XDG_CACHE_HOME").filter(|f| f.is_absolute()) {
        return Some(folder.join("jobfit"));
    }
    if cfg!(windows) {
        return var("LOCALAPPDATA").map(|f| f.join("jobfit").join("cache"));
    }
    let home = var("HOME")?;
    Some(if cfg!(target_os = "macos") { home.join("Library/Caches/jobfit") } else { home.join(".cache/jobfit") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_is_the_one_named_or_the_users() {
        let of =
            |set: &[(&str, &str)]| cache_folder(|name| set.iter().find(|s| s.0 == name).map(|s| PathBuf::from(s.1)));
        assert_eq!(of(&[("JOBFIT_CACHE_DIR", "x"), ("XDG_CACHE_HOME", "/c")]).unwrap(), Path::new("x"));
        assert_eq!(of(&[]), None);
        if cfg!(unix) {
            assert_eq!(of(&[("XDG_CACHE_HOME", "/c"), ("HOME", "/h")]).unwrap(), Path::new("/c/jobfit"));
            assert!(of(&[("XDG_CACHE_HOME", "relative"), ("HOME", "/h")]).unwrap().starts_with("/h"));
        }
    }

    #[test]
    fn only_the_banks_used_last_are_kept() {
        let dir = tempfile::tempdir().unwrap();
        let cache = Cache { folder: dir.path().to_owned() };
        fs::write(dir.path().join("notes.txt"), "not ours").unwrap();
        for i in 0..6_u32 {
            cache.store(Digest(u128::from(i)), b"x");
            let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(u64::from(i));
            File::open(cache.file(Digest(u128::from(i)))).and_then(|f| f.set_modified(at)).unwrap();
        }
        let there: Vec<bool> = (0..6).map(|i| cache.file(Digest(i)).exists()).collect();
        assert_eq!(there, [false, false, true, true, true, true]);
        assert!(dir.path().join("notes.txt").exists());
    }
}
