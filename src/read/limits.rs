//! What one document may cost. Each limit has its error; none of them is ever a reason to use other text.

use std::time::{Duration, Instant};

/// The bounds of reading one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file, at most.
    pub file_bytes: u64,
    /// Pages, at most.
    pub pages: usize,
    /// Bytes that compressed parts may unpack to, in all.
    pub unpacked_bytes: u64,
    /// How deep elements, objects or values may be nested.
    pub nesting: usize,
    /// Glyphs (PDF) or characters (other formats), at most.
    pub glyphs: usize,
    /// Wall-clock time for the document.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 32 << 20,
            pages: 100,
            unpacked_bytes: 64 << 20,
            nesting: 200,
            glyphs: 1_000_000,
            time: Duration::from_secs(5),
        }
    }
}

/// The moment at which the reading of one document is given up.
#[derive(Debug, Clone, Copy)]
pub struct Deadline(Option<Instant>);

impl Deadline {
    /// `time` from now.
    pub fn after(time: Duration) -> Self {
        Deadline(Instant::now().checked_add(time))
    }

    /// Whether it has passed.
    pub fn passed(&self) -> bool {
        self.0.is_some_and(|at| Instant::now() >= at)
    }
}
