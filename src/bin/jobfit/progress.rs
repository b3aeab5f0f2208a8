//! Progress on standard error: a bar on a terminal, plain lines where asked for, nothing in a pipe.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::{self, Global};

/// How often plain lines come.
const EVERY: Duration = Duration::from_secs(1);

/// How far some work is.
pub struct Progress {
    shown: Shown,
    what: &'static str,
    begun: Instant,
    said: Instant,
    done: u64,
    of: u64,
    failed: usize,
}

enum Shown {
    Bar(ProgressBar),
    Plain,
    Nothing,
}

impl Progress {
    /// Progress of `of` things.
    pub fn new(how: args::Progress, global: &Global, what: &'static str, of: usize, failed: usize) -> Self {
        let of = u64::try_from(of).unwrap_or(u64::MAX);
        let shown = match how {
            _ if global.quiet => Shown::Nothing,
            args::Progress::Plain => Shown::Plain,
            args::Progress::Auto if io::stderr().is_terminal() => Shown::Bar(bar(what, of)),
            args::Progress::Auto | args::Progress::None => Shown::Nothing,
        };
        let now = Instant::now();
        let progress = Progress { shown, what, begun: now, said: now, done: 0, of, failed };
        progress.tell_failures();
        progress
    }

    /// Some more are done, and so many have failed since the beginning.
    pub fn step(&mut self, more: usize, failed: usize) {
        self.done += u64::try_from(more).unwrap_or(0);
        if failed != self.failed {
            self.failed = failed;
            self.tell_failures();
        }
        match &self.shown {
            Shown::Bar(bar) => bar.set_position(self.done),
            Shown::Plain if self.said.elapsed() >= EVERY => self.say(),
            Shown::Plain | Shown::Nothing => {}
        }
    }

    /// A line about the work.
    pub fn tell(&self, text: &str) {
        match &self.shown {
            Shown::Bar(bar) => bar.println(format!("{}: {text}", self.what)),
            Shown::Plain => {
                let _ = writeln!(io::stderr(), "{}: {text}", self.what);
            }
            Shown::Nothing => {}
        }
    }

    /// The end of this work.
    pub fn finish(mut self) {
        match &self.shown {
            Shown::Bar(bar) => bar.finish_and_clear(),
            Shown::Plain => self.say(),
            Shown::Nothing => {}
        }
    }

    fn tell_failures(&self) {
        if let Shown::Bar(bar) = &self.shown
            && self.failed > 0
        {
            bar.set_message(format!(", {} failed", self.failed));
        }
    }

    fn say(&mut self) {
        self.said = Instant::now();
        let seconds = self.begun.elapsed().as_secs_f64();
        let rate = if seconds > 0.0 { self.done as f64 / seconds } else { 0.0 };
        let left = if rate > 0.0 { self.of.saturating_sub(self.done) as f64 / rate } else { 0.0 };
        let _ = writeln!(
            io::stderr(),
            "{}: {} of {}, {} failed, {rate:.0} a second, {left:.0} s left",
            self.what,
            self.done,
            self.of,
            self.failed
        );
    }
}

fn bar(what: &str, of: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(of), ProgressDrawTarget::stderr());
    let form = format!("{what} [{{bar:32}}] {{pos}} of {{len}}, {{per_sec}}, {{eta}} left{{msg}}");
    if let Ok(style) = ProgressStyle::with_template(&form) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}
