//! What is kept of each pair beside its line, so that a later batch with the same two documents need not compare them again.

use std::io::{self, Read};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::run::Row;

/// The first half of a SHA-256: whether bytes are still what was written.
pub type Digest = [u8; 16];

/// Bytes of a record, at most; what claims to be longer is none.
const LONGEST: u32 = 16 << 20;

/// A pair that gave a result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Its figures.
    pub row: Row,
    /// Bytes of its line, with the line break.
    pub bytes: u64,
    /// Of its line.
    pub digest: Digest,
    /// Of its reports, in the order of their formats.
    pub reports: Vec<Digest>,
}

/// The digest of some bytes.
pub fn digest(bytes: &[u8]) -> Digest {
    let mut out = Digest::default();
    out.copy_from_slice(&Sha256::digest(bytes)[..16]);
    out
}

/// Appends a value: its length in four bytes, then itself.
///
/// # Errors
/// Where it can't be written in this form.
pub fn append<T: Serialize>(value: &T, out: &mut Vec<u8>) -> Result<(), String> {
    let bytes = postcard::to_stdvec(value).map_err(|e| e.to_string())?;
    let length = u32::try_from(bytes.len()).map_err(|e| e.to_string())?;
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&bytes);
    Ok(())
}

/// The next value that was appended; none at the end, and where what follows is torn.
pub fn next<T: for<'de> Deserialize<'de>>(from: &mut impl Read) -> Option<T> {
    let mut length = [0; 4];
    from.read_exact(&mut length).ok()?;
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return None;
    }
    let mut bytes = Vec::new();
    let read: io::Result<usize> = from.take(u64::from(length)).read_to_end(&mut bytes);
    (read.ok()? as u64 == u64::from(length)).then(|| postcard::from_bytes(&bytes).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_torn_is_the_end() {
        let mut bytes = Vec::new();
        assert_eq!(append(&"first".to_owned(), &mut bytes), Ok(()));
        let whole = bytes.len();
        assert_eq!(append(&"second".to_owned(), &mut bytes), Ok(()));
        for length in 0..=bytes.len() {
            let mut from = &bytes[..length];
            let all: Vec<String> = std::iter::from_fn(|| next(&mut from)).collect();
            let count = if length == bytes.len() { 2 } else { usize::from(length >= whole) };
            assert_eq!(all.len(), count, "{length}");
        }
        assert_eq!(next::<String>(&mut &[0xff; 40][..]), None);
    }
}
