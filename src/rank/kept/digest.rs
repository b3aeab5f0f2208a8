//! A digest of many bytes, fast enough that checking a large bank costs less than using it.
//!
//! It tells apart what accident makes different: other questions, a damaged file. It is no protection against somebody who
//! wants two inputs to look the same.

use std::io::{self, Read};

/// Bytes that are mixed at a time, and the size of the pieces in which a source is read.
const PIECE: usize = 1 << 18;
/// Odd constants with about as many ones as zeros: digits of π, as in many a hash.
const MIX: [u64; 8] = [
    0x243f_6a88_85a3_08d3,
    0x1319_8a2e_0370_7345,
    0xa409_3822_299f_31d1,
    0x082e_fa98_ec4e_6c89,
    0x4528_21e6_38d0_1377,
    0xbe54_66cf_34e9_0c6d,
    0xc0ac_29b7_c97c_50dd,
    0x3f84_d5b5_b547_0917,
];

/// 128 bits that change with the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest(pub u128);

impl Digest {
    /// That of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut state = [MIX[0], MIX[1], MIX[2], MIX[3]];
        let mut pieces = bytes.chunks(PIECE);
        pieces.by_ref().for_each(|piece| add(&mut state, piece));
        finish(state, bytes.len() as u64)
    }

    /// That of all bytes of a source, the same as [`Digest::of`] them.
    ///
    /// # Errors
    /// Those of the source.
    pub fn of_reader(source: &mut impl Read) -> io::Result<Self> {
        let mut state = [MIX[0], MIX[1], MIX[2], MIX[3]];
        let mut piece = Vec::with_capacity(PIECE);
        let mut length = 0;
        loop {
            piece.clear();
            source.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
            if piece.is_empty() {
                return Ok(finish(state, length));
            }
            length += piece.len() as u64;
            add(&mut state, &piece);
        }
    }
}

/// The two halves of a product, one on the other.
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    let low = u64::try_from(product & u128::from(u64::MAX)).unwrap_or_default();
    let high = u64::try_from(product >> 64).unwrap_or_default();
    low ^ high
}

fn add(state: &mut [u64; 4], piece: &[u8]) {
    let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
    let (blocks, rest) = piece.as_chunks::<64>();
    let mut last = [0_u8; 64];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    let last = if rest.is_empty() { None } else { Some(&last) };
    for block in blocks.iter().chain(last) {
        let (words, _) = block.as_chunks::<8>();
        let (pairs, _) = words.as_chunks::<2>();
        for ((lane, [a, b]), mix) in state.iter_mut().zip(pairs).zip(MIX.as_chunks::<2>().0) {
            // Added and not only multiplied: a factor that happens to be zero must not make the lane forget what it had.
            *lane = lane.rotate_left(23).wrapping_add(fold(word(a) ^ mix[0] ^ *lane, word(b) ^ mix[1]));
        }
    }
}

fn finish(state: [u64; 4], length: u64) -> Digest {
    let [a, b, c, d] = state;
    let high = fold(a ^ MIX[4] ^ length, b ^ MIX[5]).wrapping_add(c);
    let low = fold(c ^ MIX[6] ^ length, d ^ MIX[7]).wrapping_add(a.rotate_left(32)) ^ b;
    Digest(u128::from(fold(high ^ MIX[0], d ^ MIX[2]) ^ high) << 64 | u128::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_and_the_length_count() {
        let bytes: Vec<u8> = (0..PIECE + 1000).map(|i| u8::try_from(i * 7 % 251).unwrap_or_default()).collect();
        let whole = Digest::of(&bytes);
        for place in [0, 1, 63, 64, 1000, PIECE - 1, PIECE, bytes.len() - 1] {
            for bit in 0..8 {
                let mut other = bytes.clone();
                other[place] ^= 1 << bit;
                assert_ne!(Digest::of(&other), whole, "bit {bit} of byte {place}");
            }
        }
        let mut longer = bytes.clone();
        longer.push(0);
        assert_ne!(Digest::of(&longer), whole);
        assert_ne!(Digest::of(&[0; 64]), Digest::of(&[0; 128]));
        assert_ne!(Digest::of(b""), Digest::of(&[0]));
        let (a, b) = bytes.split_at(128);
        assert_ne!(Digest::of(&[b, a].concat()), whole);
    }

    #[test]
    fn a_source_gives_the_digest_of_its_bytes() {
        /// Gives few bytes at a time, as pipes do.
        struct Slow<'a>(&'a [u8]);
        impl Read for Slow<'_> {
            fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
                let most = to.len().min(77);
                self.0.read(&mut to[..most])
            }
        }
        for length in [0, 1, 63, 64, 65, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 130] {
            let bytes: Vec<u8> = (0..length).map(|i| u8::try_from(i % 253).unwrap_or_default()).collect();
            assert_eq!(Digest::of_reader(&mut Slow(&bytes)).unwrap(), Digest::of(&bytes), "{length}");
        }
    }
}
