//! The report as one HTML file: opens from disk, asks nothing of the network, reads and prints as a plain page where
//! scripts are off. With scripts it filters, keeps check-offs and notes in the browser, and runs a practice.

mod coverage;
mod evidence;
mod head;
mod markup;
mod practice;
mod questions;
mod topics;

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use self::markup::Markup;
use super::format::{Options, Report};
use super::value::Tailored;
use super::words;

/// Writes the page.
pub struct Html;

const STYLE: &str = include_str!("html/report.css");
const SCRIPT: &str = include_str!("html/report.js");

impl Report for Html {
    fn write(&self, value: &Tailored, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut page = Markup::default();
        page.fixed("<!doctype html>\n");
        page.within("html", &[("lang", "en"), ("data-fingerprint", &fingerprint(value, options))], |page| {
            page.within("head", &[], |page| meta(page, value));
            page.within("body", &[], |page| body(page, value, options));
        });
        out.write_all(page.finish().as_bytes())
    }
}

fn meta(page: &mut Markup, value: &Tailored) {
    page.void("meta", &[("charset", "utf-8")]);
    // The policy comes before all that it governs: nothing but this very style and this very script.
    page.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", &policy())]);
    page.fixed(
        "\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"jobfit\">\n\
         <link rel=\"icon\" href=\"data:,\">\n",
    );
    page.leaf("title", &[], &format!("{}: interview preparation", words::title(value)));
    page.fixed("\n");
    page.within("style", &[], |page| page.fixed(STYLE));
    page.fixed("\n");
}

fn body(page: &mut Markup, value: &Tailored, options: &Options) {
    page.fixed("<a class=\"skip\" href=\"#questions\">Skip to the questions</a>\n");
    head::write(page, value);
    page.within("main", &[], |page| {
        head::warnings(page, value);
        coverage::write(page, value);
        topics::gaps(page, value);
        topics::rehearse(page, value, options);
        questions::write(page, value, options);
        evidence::write(page, value);
        topics::plan(page, value, options);
    });
    page.within("footer", &[], |page| {
        let from =
            format!("Made offline from {} and {}.", words::file(&value.job.source), words::file(&value.resume.source));
        page.leaf("p", &[], &from);
        page.fixed("<p class=\"js\">Check-offs and notes stay in this browser.</p>\n");
    });
    practice::write(page);
    page.within("script", &[], |page| page.fixed(SCRIPT));
    page.fixed("\n");
}

/// What the page may load: nothing; and run: the style and the script it holds, by their digests.
fn policy() -> String {
    let digest = |text: &str| STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
        digest(STYLE),
        digest(SCRIPT)
    )
}

/// Under which name the browser keeps what the person does: the same for the same documents and questions.
fn fingerprint(value: &Tailored, options: &Options) -> String {
    let mut hash = Sha256::new();
    let ids = words::questions(value, options).iter().map(|q| q.id.as_str());
    for part in [value.job.source.as_str(), value.resume.source.as_str()].into_iter().chain(ids) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
