//! From a path as typed to a document.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::time::Duration;

use anyhow::{Result, bail};
use jobfit::document::Document;
use jobfit::read::Reader;
use jobfit::read::limits::Limits;

use crate::args::Global;
use crate::second_reader::Child;

/// The limits that the options ask for.
pub fn limits(global: &Global) -> Limits {
    Limits { time: Duration::from_secs(global.timeout), ..Limits::default() }
}

/// Reads and understands the bytes of a document; `-` is standard input.
pub fn document(source: &str, global: &Global) -> Result<Document> {
    let limits = limits(global);
    let bytes = bytes(source, limits.file_bytes)?;
    let child = Child;
    let reader = Reader { limits, second: Some(&child) };
    match reader.read(source, &bytes) {
        Ok(document) => Ok(document),
        Err(error) => bail!("{}: {error}", name(source)),
    }
}

/// The bytes of a document, one more than the limit at most.
fn bytes(source: &str, limit: u64) -> Result<Vec<u8>> {
    if source == "-" {
        let mut out = Vec::new();
        if let Err(error) = io::stdin().lock().take(limit + 1).read_to_end(&mut out) {
            bail!("standard input: {}; give a file instead", plain(&error));
        }
        return Ok(out);
    }
    file(Path::new(source), limit).or_else(|error| bail!("{source}: {error}"))
}

/// The bytes of a file, one more than the limit at most; what went wrong comes without its name.
pub fn file(path: &Path, limit: u64) -> Result<Vec<u8>, String> {
    match fs::metadata(path) {
        Ok(meta) if meta.is_dir() => return Err("this is a folder; name one document in it".to_owned()),
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err("there is no such file; check the path".to_owned());
        }
        Err(error) => return Err(format!("{}; check the path and its permissions", plain(&error))),
    }
    let mut out = Vec::new();
    let read = File::open(path).and_then(|f| f.take(limit + 1).read_to_end(&mut out));
    read.map(|_| out).map_err(|error| format!("{}; check its permissions", plain(&error)))
}

/// The name of a source in messages.
pub fn name(source: &str) -> &str {
    if source == "-" { "standard input" } else { source }
}

/// An error of the system without its number.
pub fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}
