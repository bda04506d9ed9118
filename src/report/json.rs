//! Findings for machines: one JSON object, stable names, both the words and the parts.
//!
//! Stable means: within a `VERSION` names and meanings stay, and only new names come in. README.md describes them.

use super::source::Position;
use super::{Finding, Findings, Severity, Sources, Span};
use crate::language::Lang;
use serde::Serialize;

/// The version of the form.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Item<'a> {
    rule: &'static str,
    severity: &'static str,
    criterion: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place<'a>>,
    what: String,
    why: String,
    cure: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    repair: Option<Replacement<'a>>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    place: Place<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    findings: Vec<Item<'a>>,
    errors: usize,
    warnings: usize,
    advice: usize,
    total: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    cannot_tell: Option<Vec<Open<'a>>>,
}

/// A place where a rule cannot be decided.
#[derive(Serialize)]
struct Open<'a> {
    rule: &'static str,
    criterion: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<Place<'a>>,
}

/// The findings as one JSON object, with a final newline.
pub fn render(findings: &Findings, sources: &Sources, lang: Lang) -> String {
    render_with(findings, None, sources, lang)
}

/// As [`render`], with the places where a rule cannot be decided.
pub fn render_with(findings: &Findings, open: Option<&Findings>, sources: &Sources, lang: Lang) -> String {
    let report = Report {
        version: VERSION,
        findings: findings.iter().map(|finding| item(finding, sources, lang)).collect(),
        errors: findings.count(Severity::Error),
        warnings: findings.count(Severity::Warning),
        advice: findings.count(Severity::Advice),
        total: findings.len(),
        cannot_tell: open.map(|open| open.iter().map(|finding| undecided(finding, sources)).collect()),
    };
    // Plain structs of strings and numbers always serialise.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

fn item<'a>(finding: &'a Finding, sources: &'a Sources, lang: Lang) -> Item<'a> {
    let rule = finding.rule;
    Item {
        rule: rule.name,
        severity: finding.severity.code(),
        criterion: rule.criterion,
        place: finding.span.and_then(|span| place(span, sources)),
        what: rule.what.fill(lang, &finding.args),
        why: rule.why.fill(lang, &finding.args),
        cure: rule.cure.fill(lang, &finding.args),
        related: finding.related.iter().filter_map(|span| place(*span, sources)).collect(),
        repair: finding.repair.as_ref().and_then(|repair| {
            // As bytes stand: spaces at the end of what gives way are a part of it.
            let source = sources.get(repair.span.file)?;
            let (start, end) =
                (source.position(repair.span.range().start), source.position(repair.span.range().end));
            Some(Replacement { place: between(&source.path, start, end), text: &repair.text })
        }),
    }
}

fn undecided<'a>(finding: &Finding, sources: &'a Sources) -> Open<'a> {
    let place = finding.span.and_then(|span| place(span, sources));
    Open { rule: finding.rule.name, criterion: finding.rule.criterion, place }
}

fn place(span: Span, sources: &Sources) -> Option<Place<'_>> {
    let source = sources.get(span.file)?;
    let (start, end) = source.extent(span.range());
    Some(between(&source.path, start, end))
}

fn between(file: &str, start: Position, end: Position) -> Place<'_> {
    Place { file, line: start.line, column: start.column, end_line: end.line, end_column: end.column }
}
