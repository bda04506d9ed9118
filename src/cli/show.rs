//! All that the commands print. Nothing else in the program does.
//!
//! What was asked for goes to standard output, what is said about it to standard error. No cursor tricks, and colour only
//! on a terminal and beside the words: a screen reader and a log file get the same (ATAG 2.0, A.1.2).

use super::args::{Common, Format};
use super::text::{Text, Words};
use crate::language::Lang;
use crate::report::{Findings, Sources, github, json, sarif, text};
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// So many places of one cause are listed.
const CAP: usize = 5;

/// Prints a line that was asked for. A reader that has gone away (`| head`) is no reason to complain.
pub(super) fn out(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Prints a line about what is going on.
pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// Prints findings: on standard output, as the command was asked to find them.
pub(super) fn findings(findings: &Findings, sources: &Sources, lang: Lang, common: &Common) {
    whole(&told(findings, sources, lang, common));
}

/// Prints what [`told`] gave.
pub(super) fn whole(told: &str) {
    let _ = write!(std::io::stdout().lock(), "{told}");
}

/// What [`findings`] prints.
pub(super) fn told(findings: &Findings, sources: &Sources, lang: Lang, common: &Common) -> String {
    match common.format {
        Format::Json => json::render(findings, sources, lang),
        Format::Sarif => sarif::render(findings, sources, &prefix(&super::root(&common.source)), lang),
        Format::Github => github::render(findings, sources, &prefix(&super::root(&common.source)), lang),
        Format::Text => {
            let aloud = common.shown.aloud;
            let cap = if common.shown.all { usize::MAX } else { CAP };
            let style = text::Style { lang, marks: !aloud && marks(), colour: !aloud && colour(), cap };
            text::render(findings, sources, style)
        }
    }
}

/// All that [`told`] depends on beside the findings, the language and what the command was asked.
pub(super) fn manner() -> (bool, bool) {
    (marks(), colour())
}

/// Prints findings for people, for commands that have no say in how.
pub(super) fn text(findings: &Findings, sources: &Sources, lang: Lang) {
    let style = text::Style { lang, marks: marks(), colour: colour(), cap: CAP };
    let _ = write!(std::io::stdout().lock(), "{}", text::render(findings, sources, style));
}

/// Whether whoever reads sees a grid of letters, in which a mark stands below its place.
fn marks() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}

fn colour() -> bool {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    wants_colour(&variable, std::io::stdout().is_terminal())
}

/// Whether to colour: no-color.org comes first, then `CLICOLOR_FORCE` and `CLICOLOR` (bixense.com/clicolors), then whether
/// it is a terminal that can. A variable that is set to nothing is not set.
fn wants_colour(variable: &dyn Fn(&str) -> Option<OsString>, terminal: bool) -> bool {
    if variable("NO_COLOR").is_some() {
        return false;
    }
    if variable("CLICOLOR_FORCE").is_some_and(|value| value != "0") {
        return true;
    }
    let dumb = variable("TERM").is_some_and(|term| term == "dumb");
    terminal && !dumb && variable("CLICOLOR").is_none_or(|value| value != "0")
}

/// The way from where the command was started to the site's folder, with a final `/`: a code host knows files from the root
/// of the repository. Empty when they are the same, or when the site is not below.
fn prefix(root: &Path) -> String {
    let below = std::env::current_dir().and_then(|here| {
        let whole = std::path::absolute(root)?;
        Ok(whole.strip_prefix(here).map(Path::to_owned).unwrap_or_default())
    });
    let below = below.unwrap_or_default();
    let parts: Vec<String> = below
        .components()
        .filter(|part| matches!(part, std::path::Component::Normal(_)))
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    parts.into_iter().fold(String::new(), |path, part| path + &part + "/")
}

/// Prints findings as JSON, with the places where a rule cannot be decided.
pub(super) fn json_with(findings: &Findings, open: &Findings, sources: &Sources, lang: Lang) {
    let told = json::render_with(findings, Some(open), sources, lang);
    let _ = write!(std::io::stdout().lock(), "{told}");
}

/// Progress on long work: a line a second at the most, nothing at all when it is done at once.
pub(super) struct Progress {
    lang: Lang,
    text: Text,
    next: Mutex<Instant>,
}

impl Progress {
    /// What is told: a text with `{done}` and `{all}`.
    pub(super) fn new(text: Text, lang: Lang) -> Self {
        Self { lang, text, next: Mutex::new(Instant::now() + Duration::from_secs(1)) }
    }

    pub(super) fn at(&self, done: usize, all: usize) {
        let Ok(mut next) = self.next.try_lock() else { return };
        if Instant::now() >= *next {
            *next = Instant::now() + Duration::from_secs(1);
            say(&self.text.fill(self.lang, &[("done", &done.to_string()), ("all", &all.to_string())]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_a_matter_of_the_terminal_and_of_what_the_reader_says() {
        let wants = |set: &[(&str, &str)], terminal| {
            let variable = |name: &str| {
                let found = set.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| OsString::from(value)).filter(|value| !value.is_empty())
            };
            wants_colour(&variable, terminal)
        };
        assert!(wants(&[("TERM", "xterm")], true) && !wants(&[], false));
        assert!(!wants(&[("NO_COLOR", "1")], true) && wants(&[("NO_COLOR", "")], true));
        assert!(wants(&[("CLICOLOR_FORCE", "1")], false) && !wants(&[("CLICOLOR_FORCE", "0")], false));
        assert!(!wants(&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], true));
        assert!(!wants(&[("CLICOLOR", "0")], true) && !wants(&[("TERM", "dumb")], true));
    }
}
