//! The second reader of PDFs in a process of its own: our own binary, with a deadline and a bound on memory, so that a stack
//! overflow or a panic of the parser is a message and not the end.

use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use jobfit::read::error::ReadError;
use jobfit::read::limits::Limits;
use jobfit::read::pdf::{self, SecondReader};

/// Address space that the child may use, in bytes. Reading takes a few; the rest is room for odd fonts.
const MEMORY: u64 = 512 << 20;
/// What separates pages in the child's output.
const PAGE: char = '\u{c}';

/// Starts the child.
pub struct Child;

impl SecondReader for Child {
    fn read(&self, bytes: &[u8], limits: &Limits) -> Result<Vec<String>, ReadError> {
        let damaged = |detail: &str| ReadError::Damaged { detail: detail.to_owned() };
        let program = std::env::current_exe().map_err(|_| damaged("the second reader can't be started"))?;
        let child = Command::new(program)
            .arg("read-pdf-second")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let mut child = child.map_err(|_| damaged("the second reader can't be started"))?;
        let (Some(mut to), Some(mut from)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(damaged("the second reader can't be reached"));
        };
        let owned = bytes.to_vec();
        let writer = thread::spawn(move || to.write_all(&owned));
        let reader = thread::spawn(move || {
            let mut text = String::new();
            from.read_to_string(&mut text).map(|_| text)
        });
        let end = Instant::now() + limits.time;
        let status = loop {
            match child.try_wait() {
                Ok(Some(status)) => break Some(status),
                Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(1)),
                _ => break None,
            }
        };
        if status.is_none() {
            let _ = child.kill();
            let _ = child.wait();
        }
        let _ = writer.join();
        let text = reader.join();
        match (status, text) {
            (None, _) => Err(ReadError::TimedOut { seconds: limits.time.as_secs() }),
            (Some(status), Ok(Ok(text))) if status.success() => Ok(text.split(PAGE).map(str::to_owned).collect()),
            _ => Err(damaged("its text can't be extracted")),
        }
    }
}

/// What the child does: PDF from standard input, text to standard output.
pub fn serve() -> Result<()> {
    bound_memory();
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    // A panic of the parser is told by the exit status; its message would only confuse.
    std::panic::set_hook(Box::new(|_| {}));
    let pages = pdf::extract_with_pdf_extract(&bytes).map_err(|e| anyhow::anyhow!("{e}"))?;
    let text = pages.iter().map(|p| p.replace(PAGE, " ")).collect::<Vec<_>>().join(&PAGE.to_string());
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

#[cfg(unix)]
fn bound_memory() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    // Where the system refuses, the deadline still holds.
    let _ = setrlimit(Resource::As, Rlimit { current: Some(MEMORY), maximum: Some(MEMORY) });
}

#[cfg(not(unix))]
fn bound_memory() {
    let _ = MEMORY;
}
