//! All that the commands print. Nothing else in the program does.
//!
//! What was asked for goes to standard output, what is said about it to standard error. No colour, no cursor tricks:
//! a screen reader and a log file get the same words (ATAG 2.0, A.1.2).

use super::args::Format;
use super::text::{Text, Words};
use crate::language::Lang;
use crate::report::{Findings, Sources, json, text};
use std::io::{IsTerminal, Write};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// So many findings of one kind in one file are shown in full.
const CAP: usize = 8;

/// Prints a line that was asked for. A reader that has gone away (`| head`) is no reason to complain.
pub(super) fn out(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Prints a line about what is going on.
pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Prints findings: on standard output, as the command was asked to find them.
pub(super) fn findings(findings: &Findings, sources: &Sources, lang: Lang, format: Format) {
    let told = match format {
        Format::Json => json::render(findings, sources, lang),
        Format::Text => {
            let marks = std::io::stdout().is_terminal();
            text::render(findings, sources, text::Style { lang, marks, cap: CAP })
        }
    };
    let _ = write!(std::io::stdout().lock(), "{told}");
}

/// Prints findings as JSON, with the places where a rule cannot be decided.
pub(super) fn json_with(findings: &Findings, open: &Findings, sources: &Sources, lang: Lang) {
    let told = json::render_with(findings, Some(open), sources, lang);
    let _ = write!(std::io::stdout().lock(), "{told}");
}

/// Progress on long work: a line a second at the most, nothing at all when it is done at once.
pub(super) struct Progress {
    lang: Lang,
    next: Mutex<Instant>,
}

impl Progress {
    pub(super) fn new(lang: Lang) -> Self {
        Self { lang, next: Mutex::new(Instant::now() + Duration::from_secs(1)) }
    }

    pub(super) fn at(&self, done: usize, all: usize) {
        let Ok(mut next) = self.next.try_lock() else { return };
        if Instant::now() >= *next {
            *next = Instant::now() + Duration::from_secs(1);
            say(&Text::Progress.fill(self.lang, &[("done", &done.to_string()), ("all", &all.to_string())]));
        }
    }
}
