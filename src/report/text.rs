//! Findings for people: plain words first, the line itself with the place marked, what to write instead.
//!
//! No box art and no colour: the same text serves a terminal, a log and a screen reader. A marker line of `^`
//! is added only when `marks` is set (a terminal); a screen reader would spell it out.

use super::{Finding, Findings, Severity, Sources};
use crate::language::Lang;
use std::fmt::Write as _;

/// How to write findings.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The language of the words.
    pub lang: Lang,
    /// Underline the place with `^` (for terminals).
    pub marks: bool,
    /// So many of one rule in one file are shown in full; the rest are counted.
    pub cap: usize,
}

/// All findings, grouped by cause within a file, with a summary at the end. Empty when there is none.
pub fn render(findings: &Findings, sources: &Sources, style: Style) -> String {
    let mut out = String::new();
    let mut shown: Vec<((Option<super::FileId>, &str), usize)> = Vec::new();
    for finding in findings {
        let key = (finding.span.map(|span| span.file), finding.rule.name);
        let count = if let Some((_, count)) = shown.iter_mut().find(|(k, _)| *k == key) {
            *count += 1;
            *count
        } else {
            shown.push((key, 1));
            1
        };
        if count <= style.cap {
            one(&mut out, finding, sources, style);
            out.push('\n');
        }
    }
    for ((file, rule), count) in &shown {
        if *count > style.cap {
            let path = file.and_then(|f| sources.get(f)).map_or("", |s| s.path.as_str());
            let more = count - style.cap;
            let _ = match style.lang {
                Lang::Sv => writeln!(out, "… och {more} till av samma slag ({rule}) i {path}."),
                Lang::En => writeln!(out, "… and {more} more of the same kind ({rule}) in {path}."),
            };
        }
    }
    if !findings.is_empty() {
        out.push_str(&summary(findings, style.lang));
        out.push('\n');
    }
    out
}

fn one(out: &mut String, finding: &Finding, sources: &Sources, style: Style) {
    let rule = finding.rule;
    let what = rule.what.fill(style.lang, &finding.args);
    let word = rule.severity.word(style.lang);
    let located = finding.span.and_then(|span| Some((span, sources.get(span.file)?)));
    if let Some((span, source)) = located {
        let at = source.position(span.start as usize);
        let _ = writeln!(out, "{}:{}:{}: {word}: {what}", source.path, at.line, at.column);
        let line = source.line(at.line);
        if span.end > 0 && !line.trim().is_empty() {
            let (line, skipped) = window(line, at.column);
            let _ = writeln!(out, "    {}", finding.excerpt(&line));
            if style.marks {
                let text = source.text.get(span.range()).unwrap_or("");
                let width = text.lines().next().unwrap_or("").chars().count().max(1);
                // Tabs are kept, so that the marks stand under the right letters whatever the tab width is.
                let lead: String = line
                    .chars()
                    .take(at.column - 1 - skipped)
                    .map(|c| if c == '\t' { '\t' } else { ' ' })
                    .collect();
                let _ = writeln!(out, "    {lead}{}", "^".repeat(width));
            }
        }
    } else {
        let _ = writeln!(out, "{word}: {what}");
    }
    let (why, cure) = match style.lang {
        Lang::Sv => ("Varför", "Gör så här"),
        Lang::En => ("Why", "What to do"),
    };
    let _ = writeln!(out, "  {why}: {}", rule.why.fill(style.lang, &finding.args));
    let _ = writeln!(out, "  {cure}: {}", rule.cure.fill(style.lang, &finding.args));
    for span in &finding.related {
        if let Some(source) = sources.get(span.file) {
            let at = source.position(span.start as usize);
            let also = match style.lang {
                Lang::Sv => "Se också",
                Lang::En => "See also",
            };
            let _ = writeln!(out, "  {also}: {}:{}:{}", source.path, at.line, at.column);
        }
    }
    if finding.repeated > 0 {
        let pages = finding.repeated;
        let _ = match (style.lang, pages) {
            (Lang::Sv, 1) => writeln!(out, "  Samma sak: på en sida till"),
            (Lang::Sv, _) => writeln!(out, "  Samma sak: på {pages} sidor till"),
            (Lang::En, 1) => writeln!(out, "  The same: on one more page"),
            (Lang::En, _) => writeln!(out, "  The same: on {pages} more pages"),
        };
    }
    let label = match style.lang {
        Lang::Sv => "Regel",
        Lang::En => "Rule",
    };
    let criterion = match rule.criterion {
        "" => String::new(),
        c => format!(", {c}"),
    };
    let _ = writeln!(out, "  {label}: {}{criterion}", rule.name);
}

/// So many characters of a line are shown at the most: a page may be written on one line.
const WIDEST: usize = 400;

/// The part of a long line around a column, and by how many characters the place has moved to the left.
fn window(line: &str, column: usize) -> (std::borrow::Cow<'_, str>, usize) {
    if line.len() <= WIDEST || line.chars().count() <= WIDEST {
        return (line.into(), 0);
    }
    let start = column.saturating_sub(WIDEST / 4);
    let part: String = line.chars().skip(start).take(WIDEST).collect();
    let end = if line.chars().nth(start + WIDEST).is_some() { "…" } else { "" };
    match start {
        0 => (format!("{part}{end}").into(), 0),
        _ => (format!("…{part}{end}").into(), start - 1),
    }
}

/// "2 fel, 1 varning och 0 råd." in the reader's language.
pub fn summary(findings: &Findings, lang: Lang) -> String {
    let count = |severity| findings.iter().filter(|f| f.rule.severity == severity).count();
    let (e, w, a) = (count(Severity::Error), count(Severity::Warning), count(Severity::Advice));
    match lang {
        Lang::Sv => {
            let warnings = if w == 1 { "varning" } else { "varningar" };
            format!("{e} fel, {w} {warnings} och {a} råd.")
        }
        Lang::En => {
            let plural = |n: usize| if n == 1 { "" } else { "s" };
            format!("{e} error{}, {w} warning{} and {a} piece{} of advice.", plural(e), plural(w), plural(a))
        }
    }
}
