//! What a person is told when a publishing stops.

use super::lock::Claim;
use super::target::Fault;
use crate::output;
use crate::report::catalog::publish as rules;
use crate::report::{Arg, Finding, Findings, Phrase, Rule};
use std::io;

/// How far a publishing has come.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) target: &'a str,
    /// Steps that are done.
    pub(super) done: usize,
    /// Of how many.
    pub(super) all: usize,
}

impl Told<'_> {
    fn finding(&self, rule: &'static Rule) -> Finding {
        Finding::nowhere(rule).with("target", self.target)
    }

    /// A target said no. `path` is the file that was concerned, or nothing.
    pub(super) fn fault(&self, path: &str, fault: &Fault) -> Findings {
        let rule = match fault {
            Fault::Dropped(_) => &rules::PUBLISH_DROPPED,
            Fault::Login(_) => &rules::PUBLISH_LOGIN,
            Fault::HostKeyUnknown(_) => &rules::PUBLISH_HOST_KEY_UNKNOWN,
            Fault::HostKeyChanged(..) => &rules::PUBLISH_HOST_KEY_CHANGED,
            Fault::Certificate(_) => &rules::PUBLISH_CERTIFICATE,
            Fault::Full(_) => &rules::PUBLISH_FULL,
            Fault::Denied(_) => &rules::PUBLISH_DENIED,
            Fault::NotBuiltIn => &rules::PUBLISH_NOT_BUILT_IN,
            Fault::Other(_) => &rules::PUBLISH_FAILED,
        };
        let known = match fault {
            Fault::HostKeyChanged(known, _) => Some(known.as_str()),
            _ => None,
        };
        let so_far = (self.all > 0).then(|| {
            let (done, all) = (self.done, self.all);
            Arg::Both(format!("{done} av {all} steg är gjorda."), format!("{done} of {all} steps are done."))
        });
        let finding = self.finding(rule).with("reason", reason(fault)).with_opt("known", known);
        let path = (!path.is_empty()).then_some(path);
        one(finding.with_opt("so_far", so_far).with_opt("path", path))
    }

    /// A file of somebody else's.
    pub(super) fn foreign(&self, path: &str) -> Finding {
        self.finding(&rules::PUBLISH_FOREIGN).with("path", path)
    }

    pub(super) fn manifest(&self, reason: &str) -> Findings {
        one(self
            .finding(&rules::PUBLISH_MANIFEST)
            .with("path", super::manifest::path())
            .with("reason", reason))
    }

    pub(super) fn locked(&self, other: Option<&Claim>) -> Findings {
        one(who(self.finding(&rules::PUBLISH_LOCKED), other))
    }

    pub(super) fn taken_over(&self, other: Option<&Claim>) -> Findings {
        one(who(self.finding(&rules::PUBLISH_TAKEN_OVER), other))
    }

    pub(super) fn removals(&self, gone: usize, held: usize) -> Findings {
        one(self.finding(&rules::PUBLISH_REMOVALS).with("n", gone).with("all", held))
    }

    /// A file of the site could not be read on this computer.
    pub(super) fn source(&self, path: &str, error: &io::Error) -> Findings {
        let finding = self.finding(&rules::PUBLISH_FAILED).with("path", path);
        one(finding.with("reason", output::reason(error)))
    }
}

/// Who holds the lock, when it is known.
fn who(finding: Finding, other: Option<&Claim>) -> Finding {
    finding
        .with_opt("who", other.map(|claim| claim.who.as_str()))
        .with_opt("since", other.map(|claim| claim.since.as_str()))
}

/// What the server or the system said; a few things that servers do not say in words.
fn reason(fault: &Fault) -> Arg {
    match fault.reason() {
        "" => Phrase { sv: "inget svar", en: "no answer" }.into(),
        words => Arg::from(words.trim_end_matches(['.', '\r', '\n', ' '])),
    }
}

fn one(finding: Finding) -> Findings {
    std::iter::once(finding).collect()
}
