//! Silence at one place, with a written reason: `<!-- samverka: allow image-text reason="…" -->`.
//!
//! A comment is read here and applied here; where comments stand and how far each reaches is for those who know the texts.
//! A silence is told when it has no reason, names no rule, or has nothing to silence: what is left standing would hide the
//! next fault.

use super::catalog::rules as told;
use super::levels::{fixed, unknown};
use super::{FileId, Finding, Findings, Phrase, Rule, Span, catalog};
use crate::language::fold;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What a comment says that is addressed to samverka.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// It silences a rule, by name; with the reason, if there is one.
    Allow(String, Option<String>),
    /// Something that cannot be read.
    Unreadable,
}

/// A comment in a source text, and how far it reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allow {
    /// What it says.
    pub said: Said,
    /// The comment.
    pub span: Span,
    /// The bytes of the block that it is for; empty when there is none.
    pub scope: Range<usize>,
}

/// A finding that was silenced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silenced {
    /// What would have been told.
    pub finding: Finding,
    /// Why it is allowed.
    pub reason: String,
}

/// How such a comment is written, for messages.
const EXAMPLE: Phrase = Phrase {
    sv: "<!-- samverka: tillåt table-no-caption därför=\"Rubriken ovanför säger vad tabellen visar.\" -->",
    en: "<!-- samverka: allow table-no-caption reason=\"The heading above says what the table shows.\" -->",
};

/// Reads the inside of a comment (without `<!--` and `-->`, or `#`). `None` when it is not addressed to samverka.
pub fn read(comment: &str) -> Option<Said> {
    let said = comment.trim().strip_prefix("samverka")?.trim_start().strip_prefix(':')?.trim();
    let (verb, rest) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
    if !matches!(fold::fold(verb).as_str(), "allow" | "tillat") {
        return Some(Said::Unreadable);
    }
    let rest = rest.trim();
    let (rule, rest) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    if rule.is_empty() || rule.contains('=') {
        return Some(Said::Unreadable);
    }
    if rest.trim().is_empty() {
        return Some(Said::Allow(rule.to_owned(), None));
    }
    let Some((key, value)) = rest.split_once('=') else { return Some(Said::Unreadable) };
    if !matches!(fold::fold(key.trim()).as_str(), "reason" | "darfor" | "skal") {
        return Some(Said::Unreadable);
    }
    let quote = |c: char| matches!(c, '"' | '\'' | '”' | '“' | '’' | '‘') || c.is_whitespace();
    let reason = value.trim_matches(quote).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(Said::Allow(
        rule.to_owned(),
        Some(reason).filter(|reason| reason.chars().any(char::is_alphanumeric)),
    ))
}

/// Takes out the findings that are allowed, tells what is wrong with the comments, and gives what was silenced.
///
/// A finding is allowed when it begins in the block that a comment is for. One that concerns the file as a whole has no
/// block: a comment anywhere in the file is for it. Of rules that are told only when somebody asks, nobody knows whether
/// there is anything to silence until then: see [`apply_asked`].
pub fn apply(allows: &[Allow], findings: &mut Findings) -> Vec<Silenced> {
    silence(allows, false, findings)
}

/// As [`apply`], for findings of the rules that are told only when somebody asks ([`Rule::is_asked`]), and the comments that
/// are for them.
pub fn apply_asked(allows: &[Allow], findings: &mut Findings) -> Vec<Silenced> {
    silence(allows, true, findings)
}

fn silence(allows: &[Allow], asked: bool, findings: &mut Findings) -> Vec<Silenced> {
    let mut more = Findings::new();
    let mut silenced = Vec::new();
    // A comment is for its own file: nobody looks through all that is told of the others.
    let commented: BTreeSet<FileId> = allows.iter().map(|allow| allow.span.file).collect();
    let mut by_file: BTreeMap<FileId, Vec<(usize, &Finding)>> = BTreeMap::new();
    for (place, finding) in findings.iter().enumerate() {
        if let Some(span) = finding.span.filter(|span| commented.contains(&span.file)) {
            by_file.entry(span.file).or_default().push((place, finding));
        }
    }
    let mut gone = BTreeSet::new();
    for allow in allows {
        // What is wrong with a comment itself is told the first time.
        let mut unsound = Findings::new();
        let sound = sound(allow, &mut unsound);
        if !asked {
            more.extend(unsound);
        }
        let Some((rule, reason)) = sound.filter(|(rule, _)| rule.is_asked() == asked) else { continue };
        let mut used = false;
        for (place, finding) in by_file.get(&allow.span.file).into_iter().flatten() {
            let here = finding.rule == rule && finding.span.is_some_and(|span| reaches(allow, span));
            if here && gone.insert(*place) {
                used = true;
                silenced.push(Silenced { finding: Finding::clone(finding), reason: reason.clone() });
            }
        }
        if !used {
            more.push(Finding::at(&told::ALLOW_UNUSED, allow.span).with("name", rule.name));
        }
    }
    let mut places = 0..;
    findings.retain(|_| places.next().is_none_or(|place| !gone.contains(&place)));
    findings.extend(more);
    silenced
}

/// Whether a comment of this file is for a place.
fn reaches(allow: &Allow, span: Span) -> bool {
    let at = span.range();
    let whole_file = at == (0..0);
    let within = allow.scope.contains(&at.start) || (at.is_empty() && at.end == allow.scope.end);
    let file: FileId = allow.span.file;
    span.file == file && (whole_file || (within && !allow.scope.is_empty()))
}

/// The rule and the reason of a comment that may silence.
fn sound(allow: &Allow, findings: &mut Findings) -> Option<(&'static Rule, String)> {
    let Said::Allow(name, reason) = &allow.said else {
        findings.push(Finding::at(&told::ALLOW_UNREADABLE, allow.span).with("example", EXAMPLE));
        return None;
    };
    let Some(rule) = catalog::find(name) else {
        findings.push(unknown(&told::ALLOW_UNKNOWN, allow.span, name));
        return None;
    };
    if rule.is_fixed() {
        findings.push(fixed(&told::ALLOW_FIXED, allow.span, rule));
        return None;
    }
    let Some(reason) = reason else {
        let finding = Finding::at(&told::ALLOW_NO_REASON, allow.span).with("name", rule.name);
        findings.push(finding.with("example", EXAMPLE));
        return None;
    };
    Some((rule, reason.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allow(rule: &str, reason: Option<&str>) -> Said {
        Said::Allow(rule.to_owned(), reason.map(str::to_owned))
    }

    #[test]
    fn a_comment_is_read_in_both_languages() {
        assert_eq!(
            read(" samverka: allow link-broken reason=\"It comes  later.\" "),
            Some(allow("link-broken", Some("It comes later.")))
        );
        assert_eq!(
            read("samverka: tillåt link-broken därför=”Den kommer.”"),
            Some(allow("link-broken", Some("Den kommer.")))
        );
        assert_eq!(
            read("samverka: Tillåt link-broken\n  därför = 'a = b'"),
            Some(allow("link-broken", Some("a = b")))
        );
        assert_eq!(read("samverka: allow link-broken"), Some(allow("link-broken", None)));
        assert_eq!(
            read("samverka: allow link-broken reason=\"…\""),
            Some(allow("link-broken", None)),
            "dots are no reason"
        );
        for broken in [
            "samverka: alow x",
            "samverka:",
            "samverka: allow",
            "samverka: allow x y",
            "samverka: allow reason=\"x\"",
            "samverka: allow x motiv=\"y\"",
        ] {
            assert_eq!(read(broken), Some(Said::Unreadable), "{broken}");
        }
        assert_eq!(read("Vi ska samverka: tillåt oss"), None);
        assert_eq!(read(""), None);
    }

    #[test]
    fn only_findings_that_begin_in_the_block_are_silenced() {
        let file = FileId(0);
        let at = |range: Range<usize>| Finding::at(&catalog::markup::LINK_BROKEN, Span::new(file, range));
        let mut findings: Findings = [at(10..20), at(30..40), at(0..0)].into_iter().collect();
        let said = allow("link-broken", Some("Den kommer."));
        let allows = [Allow { said, span: Span::new(file, 5..9), scope: 10..25 }];
        let silenced = apply(&allows, &mut findings);
        assert_eq!(silenced.len(), 2);
        assert_eq!(
            findings.iter().map(|finding| finding.span).collect::<Vec<_>>(),
            [Some(Span::new(file, 30..40))]
        );
    }

    proptest::proptest! {
        #[test]
        fn no_comment_makes_the_reader_fail(text in "(samverka: ?)?(allow|tillåt)?[ -~åäö=\"”\n]{0,60}") {
            let _ = read(&text);
        }
    }
}
