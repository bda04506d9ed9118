//! Findings as workflow commands of GitHub Actions, which it shows beside the lines of a change.
//!
//! The form and its escapes: `docs.github.com`, Workflow commands, and `@actions/core`, which writes them.

use super::{Finding, Findings, Severity, Sources, text};
use crate::language::Lang;
use std::fmt::Write as _;

/// A command a finding, and a summary. `prefix` leads from the root of the repository to the site's folder (`web/`).
pub fn render(findings: &Findings, sources: &Sources, prefix: &str, lang: Lang) -> String {
    let mut out = String::new();
    for finding in findings {
        command(&mut out, finding, sources, prefix, lang);
    }
    if !findings.is_empty() {
        out.push_str(&text::summary(findings, lang));
        out.push('\n');
    }
    out
}

fn command(out: &mut String, finding: &Finding, sources: &Sources, prefix: &str, lang: Lang) {
    let rule = finding.rule;
    let mut parts = Vec::new();
    if let Some((span, source)) = finding.span.and_then(|span| Some((span, sources.get(span.file)?))) {
        let (start, end) = source.extent(span.range());
        parts.push(format!("file={}", property(&format!("{prefix}{}", source.path))));
        parts.push(format!("line={}", start.line));
        if end.line > start.line {
            // Columns are for a place on one line.
            parts.push(format!("endLine={}", end.line));
        } else if span.end > 0 {
            parts.push(format!("col={},endColumn={}", start.column, end.column));
        }
    }
    let title = match rule.criterion {
        "" => rule.name.to_owned(),
        criterion => format!("{} ({criterion})", rule.name),
    };
    parts.push(format!("title={}", property(&title)));
    let words = [rule.what, rule.why, rule.cure].map(|phrase| phrase.fill(lang, &finding.args));
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let _ = writeln!(out, "::{level} {}::{}", parts.join(","), data(&words.join("\n")));
}

/// A message: what would end the command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property: what would end it, too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::catalog::markup;
    use crate::report::{Source, Span};

    #[test]
    fn a_command_keeps_to_its_line_and_its_parts() {
        let mut sources = Sources::default();
        let file = sources.add(Source::new("content/a, b: 100%.md", "\nSe [x](y)\n"));
        let finding = Finding::at(&markup::LINK_BROKEN, Span::new(file, 4..10)).with("target", "50 %\r\ny");
        let findings: Findings = [finding, Finding::nowhere(&markup::TABLE_NO_CAPTION)].into_iter().collect();
        let told = render(&findings, &sources, "web/", Lang::En);
        let mut lines = told.lines();
        assert_eq!(
            lines.next().expect("a line"),
            "::error file=web/content/a%2C b%3A 100%25.md,line=2,col=4,endColumn=10,title=link-broken (WCAG 2.4.4)::\
             The link goes to 50 %25%0D%0Ay, which does not exist.%0AThe reader ends up on an error page.%0A\
             Correct the address, or remove the link. Write the path to the source file, such as ../topics/funding.md."
        );
        assert!(lines.next().expect("a line").starts_with("::warning title=table-no-caption (WCAG 1.3.1)::"));
    }
}
