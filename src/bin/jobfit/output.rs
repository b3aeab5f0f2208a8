//! Where output goes: standard output or a file, with or without colour; errors and warnings to standard error.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use jobfit::report::terminal::safe;

use crate::args::{Global, When};
use crate::input::plain;

/// Whether colours may be used on standard output.
pub fn color(global: &Global) -> bool {
    match global.color {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
            let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
            io::stdout().is_terminal() && !refused && !dumb
        }
    }
}

/// The columns of standard output: those of the terminal, else 80. `COLUMNS` decides where it is set.
pub fn columns() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let terminal = || if io::stdout().is_terminal() { terminal_columns() } else { None };
    said.or_else(terminal).unwrap_or(80)
}

#[cfg(unix)]
fn terminal_columns() -> Option<usize> {
    rustix::termios::tcgetwinsize(io::stdout()).ok().map(|s| usize::from(s.ws_col)).filter(|c| *c > 0)
}

#[cfg(not(unix))]
fn terminal_columns() -> Option<usize> {
    None
}

/// The rows of the terminal.
pub fn rows() -> usize {
    terminal_rows().unwrap_or(24)
}

#[cfg(unix)]
fn terminal_rows() -> Option<usize> {
    rustix::termios::tcgetwinsize(io::stdout()).ok().map(|s| usize::from(s.ws_row)).filter(|r| *r > 0)
}

#[cfg(not(unix))]
fn terminal_rows() -> Option<usize> {
    None
}

/// Writes to standard output in one go.
pub fn to_stdout(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    out.flush()?;
    Ok(())
}

/// Writes to a file: under a temporary name in the same folder, then renamed, so that no half of it is ever seen. An
/// existing file is replaced only with `force`.
pub fn to_file(path: &Path, force: bool, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
    let shown = path.display();
    if path.is_dir() {
        bail!("{shown}: this is a folder; name a file in it");
    }
    if path.exists() && !force {
        bail!("{shown}: the file exists; give another name, or --force to replace it");
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        bail!("{shown}: the folder {} does not exist; create it first", folder.display());
    }
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let temporary = folder.join(format!(".{name}.{}.tmp", std::process::id()));
    let written = File::create(&temporary).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(&mut out)?;
        out.flush()?;
        out.get_ref().sync_all()
    });
    let result = written.and_then(|()| fs::rename(&temporary, path));
    if let Err(error) = result {
        let _ = fs::remove_file(&temporary);
        bail!("{shown}: can't be written ({}); nothing was left behind", plain(&error));
    }
    Ok(())
}

/// Takes away what programs that were killed left half-written: files of this beginning that end in `.tmp` and are older than
/// an hour. Before, it may be another one's at work.
pub fn clear_left(folder: &Path, beginning: &str) {
    const LEFT: Duration = Duration::from_secs(3600);
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ours = name.starts_with(beginning) && Path::new(&name).extension().is_some_and(|e| e == "tmp");
        let age = || entry.metadata().and_then(|m| m.modified()).ok().and_then(|m| m.elapsed().ok());
        if ours && age().is_some_and(|a| a > LEFT) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Makes a folder where it does not exist.
pub fn folder(path: &Path) -> Result<()> {
    let shown = path.display();
    if path.exists() && !path.is_dir() {
        bail!("{shown}: this is a file; name a folder");
    }
    if let Err(error) = fs::create_dir_all(path) {
        bail!("{shown}: the folder can't be made ({}); check the path and its permissions", plain(&error));
    }
    Ok(())
}

/// Writes a report to where it was asked for.
pub fn report(
    output: &crate::args::Output,
    global: &Global,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<()> {
    match &output.output {
        Some(path) if path.as_os_str() != "-" => to_file(path, output.force, write),
        _ if matches!(output.format(), "text" | "markdown") => crate::pager::show(global, write),
        _ => to_stdout(write).context("standard output can't be written"),
    }
}

/// Whether an error is that whoever read our output went away.
pub fn reader_left(error: &anyhow::Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

/// One line on standard error about what was required and does not hold. Not left out by `--quiet`: it is the reason of the
/// exit status.
pub fn say_gate(message: &str) {
    let _ = writeln!(io::stderr(), "gate: {}", safe(message));
}

/// One line on standard error that begins with `error:`.
pub fn say_error(error: &anyhow::Error) {
    let _ = writeln!(io::stderr(), "error: {}", safe(&error.to_string()));
}

/// One line on standard error that begins with `warning:`.
pub fn say_warning(global: &Global, message: &str) {
    if !global.quiet {
        let _ = writeln!(io::stderr(), "warning: {}", safe(message));
    }
}
