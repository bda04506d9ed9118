//! The command line: arguments in, exit code out. One file a command.
//!
//! Exit codes: 0 all is well, 1 there are findings that stop, 2 the command could not run.

mod about;
mod args;
mod ask;
mod backup;
mod build;
mod check;
mod complain;
mod completions;
mod explain;
mod external;
mod fields;
mod fix;
mod forget;
mod forms;
mod fresh;
mod html;
mod import;
mod init;
mod kept;
mod man;
mod new;
mod number;
mod password;
mod past;
mod publish;
mod receipt;
mod replace;
mod reply;
mod schema;
mod search;
mod send;
mod serve;
mod show;
mod text;
mod traces;
mod version;

use crate::language::Lang;
use crate::report::{Finding, Findings, Sources};
use crate::world::Disk;
use args::Common;
use jiff::civil::Date;
use std::path::PathBuf;
use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Good,
    /// There are findings that stop.
    Findings,
    /// It could not run.
    Failed,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Good => Self::from(0),
            Outcome::Findings => Self::from(1),
            Outcome::Failed => Self::from(2),
        }
    }
}

/// Runs the program with its arguments, the first being its name.
pub fn run(arguments: &[String]) -> ExitCode {
    let lang = args::language(arguments);
    let matches = match args::command(lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return complain::complain(&error, lang).into(),
    };
    let outcome = match matches.subcommand() {
        Some(("init", m)) => init::run(m, lang),
        Some(("new", m)) => new::run(m, lang),
        Some(("import", m)) => import::run(m, lang),
        Some(("number", m)) => number::run(m, lang),
        Some(("forget", m)) => forget::run(m, lang),
        Some(("build", m)) => build::run(m, lang),
        Some(("publish", m)) => publish::run(m, lang),
        Some(("check", m)) => check::run(m, lang),
        Some(("serve", m)) => serve::run(m, lang),
        Some(("search", m)) => search::run(m, lang),
        Some(("schema", m)) => schema::run(m, lang),
        Some(("fields", m)) => fields::run(m, lang),
        Some(("forms", m)) => forms::run(m, lang),
        Some(("explain", m)) => explain::run(m, lang),
        Some(("completions", m)) => completions::run(m, lang),
        Some(("man", m)) => man::run(m, lang),
        _ => Outcome::Failed,
    };
    outcome.into()
}

/// A site's folder, seen on a day.
fn disk(common: &Common) -> Disk {
    Disk::new(root(&common.source), common.today.unwrap_or_else(today))
}

/// The folder that holds `content/`: the one named, or, when one stands in `content/` itself, the one above.
fn root(source: &std::path::Path) -> PathBuf {
    let inside = !source.join("content").is_dir()
        && (source.join("site.yaml").is_file() || source.ends_with("content"));
    let whole = std::path::absolute(source).unwrap_or_else(|_| source.to_owned());
    if inside { whole.parent().map_or_else(|| whole.clone(), PathBuf::from) } else { source.to_owned() }
}

/// The day by the computer's clock. The only place that asks.
#[allow(clippy::disallowed_methods)] // See clippy.toml: `today` is an input everywhere else.
fn today() -> Date {
    jiff::ZonedDateTime::now().date()
}

/// Now by the computer's clock, fit for the name of a folder on any computer: `2014-05-01-142530`.
#[allow(clippy::disallowed_methods)] // Names a backup, and comes into nothing that is built.
fn stamp() -> String {
    jiff::ZonedDateTime::now().strftime("%Y-%m-%d-%H%M%S").to_string()
}

/// Now in seconds since 1970: how long an answer of another site holds.
#[allow(clippy::disallowed_methods)] // Comes into nothing that is built.
fn seconds() -> u64 {
    u64::try_from(jiff::ZonedDateTime::now().timestamp().as_second()).unwrap_or_default()
}

/// Now by the computer's clock, for a person who is told that somebody else is at work: `2014-05-01 14:25 +02:00`.
#[allow(clippy::disallowed_methods)] // Stands in the lock while a site is published, and comes into nothing that is built.
fn moment() -> String {
    jiff::ZonedDateTime::now().strftime("%Y-%m-%d %H:%M %:z").to_string()
}

/// Tells one thing that keeps a command from running.
fn refuse(finding: Finding, lang: Lang) -> Outcome {
    let findings: Findings = std::iter::once(finding).collect();
    show::text(&findings, &Sources::default(), lang);
    Outcome::Failed
}
