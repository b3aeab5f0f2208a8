//! ZIP containers (DOCX, ODT), unpacked part by part within one budget.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::error::ReadError;
use super::limits::Limits;

/// An opened container. What its parts unpack to is counted together.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
    budget: u64,
}

impl<'a> Package<'a> {
    /// Reads the list of parts; nothing is unpacked yet.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e.to_string()))?;
        Ok(Package { archive, left: limits.unpacked_bytes, budget: limits.unpacked_bytes })
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// The first part whose name satisfies `wanted`.
    pub fn find(&self, wanted: impl Fn(&str) -> bool) -> Option<String> {
        self.archive.file_names().flatten().find(|n| wanted(n)).map(|n| n.into_owned())
    }

    /// Unpacks a part; `None` if the container has none of this name.
    ///
    /// The sizes in the container's directory are claims, so the bytes are counted as they come.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(|e| damaged(&e.to_string()))?;
        if file.encrypted() {
            return Err(ReadError::Unsupported {
                what: "a password-protected document",
                hint: "open it, remove the password, and save it again",
            });
        }
        let mut bytes = Vec::new();
        file.take(self.left.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| damaged(&format!("{name}: {e}")))?;
        match self.left.checked_sub(bytes.len() as u64) {
            Some(left) => self.left = left,
            None => {
                return Err(ReadError::TooLarge {
                    what: "it unpacks to too much",
                    limit: format!("{} MiB", self.budget >> 20),
                    hint: "save it again with the program that made it",
                });
            }
        }
        Ok(Some(bytes))
    }
}

fn damaged(detail: &str) -> ReadError {
    ReadError::Damaged { detail: format!("ZIP container: {}", detail.trim_end_matches('.')) }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::io::Write;

    /// A container with these parts, deflated.
    pub(in crate::read) fn zip_of(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("start");
            writer.write_all(bytes).expect("write");
        }
        writer.finish().expect("finish").into_inner()
    }

    #[test]
    fn a_bomb_stops_at_the_budget() {
        let bytes = zip_of(&[("a", &vec![0; 3 << 20])]);
        assert!(bytes.len() < 64 << 10);
        let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
        let mut package = Package::open(&bytes, &limits).expect("a container");
        assert!(matches!(package.part("a"), Err(ReadError::TooLarge { .. })));
        assert_eq!(package.part("b"), Ok(None));
    }

    #[test]
    fn half_a_container_is_damaged() {
        let bytes = zip_of(&[("a", b"text")]);
        let half = bytes.get(..bytes.len() / 2).expect("half");
        assert!(matches!(Package::open(half, &Limits::default()), Err(ReadError::Damaged { .. })));
    }
}
