//! An index as one piece of bytes, read in place through a [`Directory`] that can only be read.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, WatchCallback, WatchHandle, WritePtr,
};

use super::{IndexError, build};
use crate::bank::Bank;

/// The files of an index in one: a count of questions, then for each file its name and bytes.
#[derive(Clone)]
pub(super) struct Packed {
    files: Arc<HashMap<PathBuf, OwnedBytes>>,
    /// How many questions it holds.
    pub questions: usize,
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Packed").field("files", &self.files.len()).finish()
    }
}

impl Packed {
    /// Reads the table of files; the files stay where they are.
    pub fn read(bytes: &OwnedBytes) -> Result<Self, IndexError> {
        let damaged = |e: postcard::Error| IndexError::Damaged(e.to_string());
        let (questions, files): (u32, Vec<(&str, &[u8])>) = postcard::from_bytes(bytes).map_err(damaged)?;
        let questions = usize::try_from(questions).map_err(|e| IndexError::Damaged(e.to_string()))?;
        let begin = bytes.as_ptr().addr();
        let files = files.into_iter().map(|(name, file)| {
            // Where the reader found it, as a place in what the index keeps.
            let at = file.as_ptr().addr() - begin;
            (PathBuf::from(name), bytes.slice(at..at + file.len()))
        });
        Ok(Packed { files: Arc::new(files.collect()), questions })
    }
}

/// The bytes of an index, those of `data/index.bin` for the bank that ships. The random name that tantivy gives a segment is
/// replaced by a fixed one, so that the same bank gives the same bytes.
///
/// # Errors
/// [`IndexError`].
pub fn packed(bank: &Bank) -> Result<Vec<u8>, IndexError> {
    let (index, directory) = build(bank)?;
    let segment =
        index.searchable_segment_ids()?.first().map(tantivy::index::SegmentId::uuid_string).unwrap_or_default();
    let fixed = "0".repeat(32);
    let hyphenated = |hex: &str| {
        [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)]
            .iter()
            .filter_map(|&(a, b)| hex.get(a..b))
            .collect::<Vec<_>>()
            .join("-")
    };
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for path in index.directory().list_managed_files() {
        let Ok(bytes) = directory.atomic_read(&path) else { continue };
        let name = path.display().to_string();
        if name.starts_with('.') {
            continue;
        }
        let bytes = if name.ends_with(".json") {
            let text = String::from_utf8_lossy(&bytes)
                .replace(&hyphenated(&segment), &hyphenated(&fixed))
                .replace(&segment, &fixed);
            text.into_bytes()
        } else {
            bytes
        };
        files.push((name.replace(&segment, &fixed), bytes));
    }
    files.sort();
    let count = u32::try_from(bank.questions().len()).map_err(|e| IndexError::Damaged(e.to_string()))?;
    let borrowed: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    postcard::to_stdvec(&(count, borrowed)).map_err(|e| IndexError::Damaged(e.to_string()))
}

fn read_only(path: &Path) -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, format!("{} can only be read", path.display()))
}

impl Directory for Packed {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = self.files.get(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))?;
        Ok(Arc::new(file.clone()))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.files.contains_key(path))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.get(path).map(|f| f.to_vec()).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only(path)), filepath: path.to_owned() })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::IoError { io_error: Arc::new(read_only(path)), filepath: path.to_owned() })
    }

    fn atomic_write(&self, path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(read_only(path))
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}
