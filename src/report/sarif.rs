//! Findings as SARIF 2.1.0 (OASIS Standard), which editors and code hosts read: one run, the rules that were broken with
//! their words, a result for each finding.
//!
//! Columns count characters, as in everything that we say (`columnKind: unicodeCodePoints`, § 3.14.17). Addresses of files
//! are relative (`%SRCROOT%`, § 3.4.4).

use super::source::Position;
use super::{Finding, Findings, Rule, Severity, Source, Sources, Span};
use crate::language::Lang;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

/// The schema that the output follows.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What may stand in a path of a relative address (RFC 3986, unreserved characters and `/`).
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The findings as one SARIF log, with a final newline. `prefix` leads from where the reader stands to the site's folder
/// (`web/`), and is empty when they are the same.
pub fn render(findings: &Findings, sources: &Sources, prefix: &str, lang: Lang) -> String {
    let mut rules: Vec<&'static Rule> = findings.iter().map(|finding| finding.rule).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup();
    let log = Log { sources, prefix, lang };
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            let index = rules.iter().position(|rule| *rule == finding.rule).unwrap_or(0);
            log.result(finding, index)
        })
        .collect();
    let value = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "samverka",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "language": lang.tag(),
                "rules": rules.iter().map(|rule| log.rule(rule)).collect::<Vec<_>>(),
            }},
            "language": lang.tag(),
            "columnKind": "unicodeCodePoints",
            "invocations": [{ "executionSuccessful": true }],
            "results": results,
        }],
    });
    // A value of maps, lists and strings always serialises.
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// SARIF's word for a severity (§ 3.27.10).
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

struct Log<'a> {
    sources: &'a Sources,
    prefix: &'a str,
    lang: Lang,
}

impl Log<'_> {
    fn rule(&self, rule: &Rule) -> Value {
        let mut tags = Vec::new();
        if rule.criterion.starts_with("WCAG") {
            tags.push("accessibility");
        }
        if !rule.criterion.is_empty() {
            tags.push(rule.criterion);
        }
        json!({
            "id": rule.name,
            "shortDescription": { "text": rule.what.bare(self.lang) },
            "fullDescription": { "text": rule.why.bare(self.lang) },
            "help": { "text": rule.cure.bare(self.lang) },
            "defaultConfiguration": { "level": level(rule.severity) },
            "properties": { "tags": tags },
        })
    }

    fn result(&self, finding: &Finding, index: usize) -> Value {
        let rule = finding.rule;
        let words = [rule.what, rule.why, rule.cure].map(|phrase| phrase.fill(self.lang, &finding.args));
        let mut result = json!({
            "ruleId": rule.name,
            "ruleIndex": index,
            "level": level(finding.severity),
            "message": { "text": words.join(" ") },
        });
        let mut put = |key: &str, value: Vec<Value>| {
            if let (Value::Object(map), false) = (&mut result, value.is_empty()) {
                map.insert(key.to_owned(), Value::Array(value));
            }
        };
        put("locations", finding.span.and_then(|span| self.location(span)).into_iter().collect());
        put("relatedLocations", finding.related.iter().filter_map(|span| self.location(*span)).collect());
        put("fixes", self.fix(finding, &words[2]).into_iter().collect());
        result
    }

    fn location(&self, span: Span) -> Option<Value> {
        let source = self.sources.get(span.file)?;
        let mut place = json!({ "artifactLocation": self.artifact(source) });
        // What concerns the file as a whole has no region.
        if let (Value::Object(map), true) = (&mut place, span.end > 0) {
            let (start, end) = source.extent(span.range());
            map.insert("region".to_owned(), region(start, end));
        }
        Some(json!({ "physicalLocation": place }))
    }

    fn artifact(&self, source: &Source) -> Value {
        let path = format!("{}{}", self.prefix, source.path);
        json!({ "uri": utf8_percent_encode(&path, PATH).to_string(), "uriBaseId": "%SRCROOT%" })
    }

    fn fix(&self, finding: &Finding, cure: &str) -> Option<Value> {
        let repair = finding.repair.as_ref()?;
        let source = self.sources.get(repair.span.file)?;
        let range = repair.span.range();
        let deleted = region(source.position(range.start), source.position(range.end));
        Some(json!({
            "description": { "text": cure },
            "artifactChanges": [{
                "artifactLocation": self.artifact(source),
                "replacements": [{ "deletedRegion": deleted, "insertedContent": { "text": repair.text } }],
            }],
        }))
    }
}

fn region(start: Position, end: Position) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}
