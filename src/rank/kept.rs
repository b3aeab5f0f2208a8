//! A bank and its index as one piece of bytes, so that whoever has a large bank of their own need not parse and index it in
//! each run. Where the bytes are kept is the caller's business; they are read in place.
//!
//! ```text
//! magic, format, key, digest of the rest | lengths | heads | index | bodies
//! ```

use tantivy::directory::OwnedBytes;

use super::index::{self, BankIndex, IndexError};
use crate::bank::{Bank, BankError};

mod digest;

pub use digest::Digest;

const MAGIC: &[u8; 8] = b"jobfitbk";
/// Changes with the form of the bytes, or of the tables and the index in them.
const FORMAT: u32 = 1;
/// Magic, format, key, digest.
const HEADER: usize = 8 + 4 + 16 + 16;
/// Three lengths.
const LENGTHS: usize = 3 * 8;

/// Bytes that hold no bank, or another one than was asked for.
#[derive(Debug, thiserror::Error)]
pub enum KeptError {
    /// Another form, another key, or not all of it.
    #[error("it is no bank of this version that was made of these questions")]
    Other,
    /// Its digest is wrong.
    #[error("it is damaged")]
    Damaged,
    /// From the bank.
    #[error(transparent)]
    Bank(#[from] BankError),
    /// From the index.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// What a bank is kept under: changes with all that it is made of, and with the version of the program.
pub fn key(parts: &[&[u8]]) -> Digest {
    let mut all = format!("{FORMAT} {}", env!("CARGO_PKG_VERSION")).into_bytes();
    for part in parts {
        all.extend((part.len() as u64).to_le_bytes());
        all.extend_from_slice(part);
    }
    Digest::of(&all)
}

/// The bytes to keep for a bank, index included.
///
/// # Errors
/// [`KeptError`] where the bank can't be indexed.
pub fn bytes(bank: &Bank, key: Digest) -> Result<Vec<u8>, KeptError> {
    let (heads, index) = (bank.heads()?, index::packed(bank)?);
    let parts = [heads.as_slice(), index.as_slice(), bank.bodies()];
    let mut out = Vec::with_capacity(HEADER + LENGTHS + parts.iter().map(|p| p.len()).sum::<usize>());
    out.extend_from_slice(MAGIC);
    out.extend(FORMAT.to_le_bytes());
    out.extend(key.0.to_le_bytes());
    out.extend([0; 16]);
    for part in parts {
        out.extend((part.len() as u64).to_le_bytes());
    }
    for part in parts {
        out.extend_from_slice(part);
    }
    let digest = Digest::of(out.get(HEADER..).unwrap_or_default());
    if let Some(slot) = out.get_mut(HEADER - 16..HEADER) {
        slot.copy_from_slice(&digest.0.to_le_bytes());
    }
    Ok(out)
}

/// The bank and index that some bytes hold; all of them are checked.
///
/// # Errors
/// [`KeptError`]: whatever it is, the bank is to be made anew.
pub fn read(bytes: Vec<u8>, of: Digest) -> Result<(Bank, BankIndex), KeptError> {
    let bytes = OwnedBytes::new(bytes);
    let (header, rest) = bytes.split_at_checked(HEADER).ok_or(KeptError::Other)?;
    let wanted = [MAGIC.as_slice(), &FORMAT.to_le_bytes(), &of.0.to_le_bytes()].concat();
    let digest = header.strip_prefix(wanted.as_slice()).ok_or(KeptError::Other)?;
    if digest != Digest::of(rest).0.to_le_bytes() {
        return Err(KeptError::Damaged);
    }
    let mut at = HEADER + LENGTHS;
    let (lengths, _) = rest.as_chunks::<8>();
    let mut part = |place: usize| {
        let length = lengths.get(place).and_then(|l| usize::try_from(u64::from_le_bytes(*l)).ok());
        let end = length.and_then(|l| at.checked_add(l)).filter(|e| *e <= bytes.len()).ok_or(KeptError::Damaged)?;
        let part = bytes.slice(at..end);
        at = end;
        Ok::<OwnedBytes, KeptError>(part)
    };
    let (heads, index, bodies) = (part(0)?, part(1)?, part(2)?);
    let bank = Bank::read(&heads, bodies)?;
    let index = BankIndex::read(&index, &bank)?;
    Ok((bank, index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_the_bank_again_and_anything_else_is_refused() {
        let bank = Bank::shipped().unwrap();
        let key = key(&[b"one"]);
        let kept = bytes(&bank, key).unwrap();
        assert_eq!(kept, bytes(&bank, key).unwrap(), "the same bank gives the same bytes");
        let (again, index) = read(kept.clone(), key).unwrap();
        assert_eq!(again.questions(), bank.questions());
        assert_eq!(again.fingerprint(), bank.fingerprint());
        let words = [("cach".to_owned(), 1.0)];
        assert_eq!(
            index.search(&words, &[], 9).unwrap(),
            BankIndex::of(&bank).unwrap().search(&words, &[], 9).unwrap()
        );

        assert!(matches!(read(kept.clone(), super::key(&[b"two"])), Err(KeptError::Other)));
        assert!(matches!(read(Vec::new(), key), Err(KeptError::Other)));
        for place in [0, 9, 13, 30, HEADER, HEADER + LENGTHS, kept.len() / 2, kept.len() - 1] {
            let mut damaged = kept.clone();
            damaged[place] ^= 1;
            assert!(read(damaged, key).is_err(), "byte {place}");
        }
        for length in [1, HEADER, HEADER + 5, kept.len() - 1] {
            assert!(read(kept[..length].to_vec(), key).is_err(), "{length} bytes");
        }
    }

    #[test]
    fn a_key_tells_where_one_part_ends() {
        assert_ne!(key(&[b"ab", b"c"]), key(&[b"a", b"bc"]));
    }
}
