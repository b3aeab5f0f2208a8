//! Refuses files whose streams unpack to more than they may, before hayro unpacks them into memory.
//!
//! The bytes are searched for streams, without a parser: what a parser would skip can't hurt, what it would find is found.
//! Streams that call themselves images are passed over: a scan's pages unpack to far more than text ever does, and hayro
//! doesn't unpack an image unless it is asked to.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::Object;

use crate::read::error::ReadError;
use crate::read::limits::{Deadline, Limits};

/// What deflate, LZW and run lengths can shrink to, at most: 258 bytes in 2 bits, 4,096 bytes in 12 bits, 128 in 2 bytes.
const DEFLATE_RATIO: u64 = 1_032;
const LZW_RATIO: u64 = 2_731;
const RUN_RATIO: u64 = 64;
/// Bytes before a `stream` in which its dictionary is looked for.
const DICTIONARY: usize = 2_048;
/// A stream that can't unpack to more than this share of what is left is taken at its worst, without a try.
const SMALL_SHARE: u64 = 64;

/// Checks the streams of a file as they stand in it.
pub(super) fn check(bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<(), ReadError> {
    let mut budget = Budget { left: limits.unpacked_bytes, limits, deadline };
    let mut at = 0;
    while let Some(found) = find(bytes, b"stream", at) {
        at = found + 6;
        let before = bytes.get(found.saturating_sub(DICTIONARY)..found).unwrap_or(&[]);
        if before.ends_with(b"end") {
            continue;
        }
        let mut start = at;
        for blank in [b'\r', b'\n'] {
            start += usize::from(bytes.get(start) == Some(&blank));
        }
        let end = find(bytes, b"endstream", start).unwrap_or(bytes.len());
        at = at.max(end);
        let from = memchr::memmem::rfind(before, b" obj").map_or(0, |i| i + 4);
        let dictionary = plain_names(before.get(from..).unwrap_or(&[]));
        // The data may hold the word `endstream`; its own length, where it is given, tells better.
        let length = length(&dictionary).map_or(bytes.len(), |n| start.saturating_add(n)).max(end).min(bytes.len());
        budget.spend(&dictionary, bytes.get(start..length).unwrap_or(&[]))?;
    }
    Ok(())
}

/// The same for a file that is encrypted, whose streams can be seen only once it's open.
pub(super) fn check_decrypted(pdf: &Pdf, bytes: &[u8], limits: &Limits, deadline: &Deadline) -> Result<(), ReadError> {
    if find(bytes, b"/Encrypt", 0).is_none() {
        return Ok(());
    }
    let mut budget = Budget { left: limits.unpacked_bytes, limits, deadline };
    for object in pdf.objects() {
        if let Object::Stream(stream) = object {
            budget.spend(&plain_names(stream.dict().data()), &stream.raw_data())?;
        }
    }
    Ok(())
}

/// What may still be unpacked.
struct Budget<'a> {
    left: u64,
    limits: &'a Limits,
    deadline: &'a Deadline,
}

/// A filter that can make more of less.
#[derive(Clone, Copy, PartialEq)]
enum Filter {
    Deflate,
    Lzw,
    Runs,
}

impl Filter {
    fn ratio(self) -> u64 {
        match self {
            Filter::Deflate => DEFLATE_RATIO,
            Filter::Lzw => LZW_RATIO,
            Filter::Runs => RUN_RATIO,
        }
    }
}

impl Budget<'_> {
    fn spend(&mut self, dictionary: &[u8], data: &[u8]) -> Result<(), ReadError> {
        if self.deadline.passed() {
            return Err(ReadError::TimedOut { seconds: self.limits.time.as_secs() });
        }
        if find(dictionary, b"/Image", 0).is_some() {
            return Ok(());
        }
        let data = without_ascii(dictionary, data);
        let filters = filters(dictionary, &data);
        let packed = u64::try_from(data.len()).unwrap_or(u64::MAX);
        let worst = filters.iter().fold(packed, |n, f| n.saturating_mul(f.ratio()));
        if worst < self.left / SMALL_SHARE {
            self.left -= worst;
            return Ok(());
        }
        let unpacked = match filters.as_slice() {
            [] => packed,
            [Filter::Deflate] => deflated(&data, self.left),
            [Filter::Lzw] => lzw(&data),
            [Filter::Deflate, Filter::Deflate] => {
                measure(ZlibDecoder::new(ZlibDecoder::new(data.as_ref())), self.left).max(deflated(&data, self.left))
            }
            // Nobody chains these but to do harm.
            _ => worst,
        };
        if unpacked >= self.left {
            return Err(ReadError::TooLarge {
                what: "bytes when unpacked",
                limit: format!("{} MiB", self.limits.unpacked_bytes >> 20),
                hint: "export the document again, or save its text",
            });
        }
        self.left -= unpacked;
        Ok(())
    }
}

/// The filters that a dictionary names, in order; by the data's first bytes where it names them elsewhere.
fn filters(dictionary: &[u8], data: &[u8]) -> Vec<Filter> {
    let mut found: Vec<(usize, Filter)> = Vec::new();
    for (name, filter) in [
        (b"/Fl".as_slice(), Filter::Deflate),
        (b"/LZW".as_slice(), Filter::Lzw),
        (b"/RunLengthDecode".as_slice(), Filter::Runs),
        (b"/RL".as_slice(), Filter::Runs),
    ] {
        // `/Flags` is no filter.
        let all = memchr::memmem::find_iter(dictionary, name);
        found.extend(
            all.filter(|&i| dictionary.get(i..i + 4) != Some(b"/Fla") || dictionary.get(i..i + 6) == Some(b"/Flate"))
                .map(|i| (i, filter)),
        );
    }
    found.sort_by_key(|f| f.0);
    if found.is_empty() && find(dictionary, b"/Filter", 0).is_some() {
        let zlib = matches!(data, [a, b, ..] if a & 0x0f == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0);
        let reference = memchr::memmem::find(dictionary, b" R").is_some();
        if zlib {
            return vec![Filter::Deflate];
        }
        // Neither named nor to be told: the worst of those that are left.
        return if reference { vec![Filter::Lzw] } else { Vec::new() };
    }
    found.into_iter().map(|f| f.1).collect()
}

/// Names with their `#xx` undone, so that nothing hides in spelling.
fn plain_names(dictionary: &[u8]) -> Cow<'_, [u8]> {
    if !dictionary.contains(&b'#') {
        return Cow::Borrowed(dictionary);
    }
    let mut out = Vec::with_capacity(dictionary.len());
    let mut rest = dictionary;
    while let Some((&byte, tail)) = rest.split_first() {
        let code = tail
            .get(..2)
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(code) if byte == b'#' => {
                out.push(code);
                rest = tail.get(2..).unwrap_or(&[]);
            }
            _ => {
                out.push(byte);
                rest = tail;
            }
        }
    }
    Cow::Owned(out)
}

/// `/Length 123`, not `/Length 5 0 R`.
fn length(dictionary: &[u8]) -> Option<usize> {
    let at = memchr::memmem::find_iter(dictionary, b"/Length")
        .find(|i| dictionary.get(i + 7).is_some_and(|c| !c.is_ascii_digit()))?;
    let rest = std::str::from_utf8(dictionary.get(at + 7..at + 40).or_else(|| dictionary.get(at + 7..))?).ok()?;
    let mut words = rest.split(|c: char| c.is_whitespace() || "/<>".contains(c)).filter(|w| !w.is_empty());
    let number = words.next()?.parse().ok()?;
    (words.nth(1) != Some("R")).then_some(number)
}

/// Undoes `ASCII85Decode` and `ASCIIHexDecode`, which make less of more, so that what is below can be measured.
fn without_ascii<'a>(dictionary: &[u8], data: &'a [u8]) -> Cow<'a, [u8]> {
    let has = |name: &[u8]| find(dictionary, name, 0).is_some();
    if has(b"/ASCII85") || has(b"/A85") {
        let mut out = Vec::with_capacity(data.len());
        let (mut group, mut count) = (0_u32, 0);
        for &byte in data {
            match byte {
                b'~' => break,
                b'z' if count == 0 => out.extend([0; 4]),
                b'!'..=b'u' => {
                    group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                    count += 1;
                    if count == 5 {
                        out.extend(group.to_be_bytes());
                        (group, count) = (0, 0);
                    }
                }
                _ => {}
            }
        }
        return Cow::Owned(out);
    }
    if has(b"/ASCIIHex") || has(b"/AHx") {
        let digits = data.iter().take_while(|&&b| b != b'>').filter_map(|&b| char::from(b).to_digit(16));
        let digits: Vec<u32> = digits.collect();
        let pair = |pair: &[u32]| u8::try_from(pair.iter().fold(0, |n, d| n * 16 + d)).unwrap_or(0);
        return Cow::Owned(digits.chunks(2).map(pair).collect());
    }
    Cow::Borrowed(data)
}

/// What deflated data unpacks to, with the header of zlib or without.
fn deflated(data: &[u8], most: u64) -> u64 {
    let zlib = measure(ZlibDecoder::new(data), most);
    if zlib > 0 { zlib } else { measure(DeflateDecoder::new(data), most) }
}

/// How many bytes come out, counted up to `most`.
fn measure(reader: impl Read, most: u64) -> u64 {
    let mut sink = Count(0);
    // A broken stream ends early; what came out until then is what hayro would have got.
    let _ = std::io::copy(&mut reader.take(most), &mut sink);
    sink.0
}

struct Count(u64);

impl std::io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// How many bytes LZW data unpacks to: each code stands for a text one longer than the code before it.
fn lzw(data: &[u8]) -> u64 {
    let mut lengths: Vec<u64> = vec![1; 258];
    let (mut buffer, mut bits, mut width) = (0_u32, 0, 9);
    let mut last: Option<u64> = None;
    let mut total = 0;
    for &byte in data {
        buffer = buffer << 8 | u32::from(byte);
        bits += 8;
        if bits < width {
            continue;
        }
        bits -= width;
        let code = (buffer >> bits) & ((1 << width) - 1);
        buffer &= (1 << bits) - 1;
        match code {
            256 => {
                lengths.truncate(258);
                width = 9;
                last = None;
                continue;
            }
            257 => break,
            _ => {}
        }
        let known = usize::try_from(code).ok().and_then(|code| lengths.get(code).copied());
        // A code that isn't known yet is the text before it and one more.
        let length = known.unwrap_or_else(|| last.map_or(1, |n| n + 1));
        if let Some(last) = last
            && lengths.len() < 4_096
        {
            lengths.push(last + 1);
        }
        total += length;
        last = Some(length);
        width = match lengths.len() + 1 {
            0..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
    }
    total
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    memchr::memmem::find(bytes.get(from..)?, what).map(|i| i + from)
}
