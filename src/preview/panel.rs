//! Our own pages: what is wrong with the site, and with a page that could not be made. And how findings are listed.
//!
//! *Accessibility*: one `main`, one `h1`, nothing before it that would have to be skipped. Headings by severity and
//! file. Colour says nothing that words do not.

use super::ask::OURS;
use super::live::Now;
use super::words;
use crate::language::Lang;
use crate::report::{Finding, Findings, Phrase, Severity, Source, Sources, Span, Stored};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// So many findings are listed; a page with ten thousand helps nobody.
const MAX_LISTED: usize = 500;
/// So much of a line is shown before the place and after it, in characters.
const AROUND: (usize, usize) = (120, 240);

/// The script that reloads a page.
pub(super) fn script(now: &Now) -> String {
    format!("<script src=\"/{OURS}reload.js\" data-since=\"{}\" defer></script>", now.version)
}

/// The page with all findings.
pub(super) fn all(now: &Now, lang: Lang) -> String {
    let findings = now.snapshot.findings();
    let counts = words::counts(findings, lang);
    let say = |phrase: Phrase| phrase.raw(lang);
    let (heading, intro) = if findings.is_empty() {
        (say(words::ALL_WELL), say(words::ALL_WELL_LONG))
    } else {
        (counts.as_str(), say(words::UPDATED))
    };
    let mut body = format!("<h1>{heading}</h1>\n<p>{intro}</p>\n");
    let _ = writeln!(body, "<p><a href=\"/\">{}</a></p>", say(words::TO_SITE));
    List::of_site(now, lang).write(&mut body, findings);
    document(now, lang, heading, &body)
}

/// The page that stands where a page could not be made.
pub(super) fn broken(now: &Now, findings: &Findings, address: &str, lang: Lang) -> String {
    let say = |phrase: Phrase| phrase.raw(lang);
    let heading = say(words::BROKEN_PAGE);
    let mut body = format!("<h1>{heading}</h1>\n<p><code>/{}</code></p>\n", escape(address));
    let _ = writeln!(body, "<p>{}</p>", say(words::BROKEN_PAGE_LONG));
    let _ = writeln!(body, "<p><a href=\"/{OURS}\">{}</a></p>", say(words::SHOW_ALL));
    List::of_site(now, lang).write(&mut body, findings);
    document(now, lang, heading, &body)
}

/// A page of ours. Its title is markup, as is its body.
pub(super) fn document(now: &Now, lang: Lang, heading: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; script-src 'self'; \
         frame-src 'self'; base-uri 'none'; form-action 'none'\">\n<title>{heading} – {}</title>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <link rel=\"stylesheet\" href=\"/{OURS}preview.css\">\n{}\n</head>\n<body>\n<main id=\"main\">\n{body}</main>\n\
         </body>\n</html>\n",
        lang.tag(),
        words::PREVIEW.raw(lang),
        script(now),
    )
}

/// How findings are listed.
pub(super) struct List<'l> {
    pub(super) sources: &'l Sources,
    pub(super) lang: Lang,
    /// The level of the headings over severities; those over files are one below.
    pub(super) level: u8,
    /// Links to a place.
    pub(super) ways: &'l dyn Fn(Span) -> String,
}

impl<'l> List<'l> {
    /// The list of a page that knows only the site.
    fn of_site(now: &'l Now, lang: Lang) -> Self {
        Self { sources: now.snapshot.sources(), lang, level: 2, ways: &|_| String::new() }
    }

    /// The findings: errors first; within a severity by file, what concerns no file first; within a file by line.
    pub(super) fn write(&self, out: &mut String, findings: &Findings) {
        let mut groups: BTreeMap<(Severity, Option<&str>), Vec<&Finding>> = BTreeMap::new();
        for finding in findings {
            let path = finding.span.and_then(|span| self.sources.stored(span.file)).map(Stored::path);
            groups.entry((finding.severity, path)).or_default().push(finding);
        }
        let mut left = MAX_LISTED;
        let mut current = None;
        let (upper, lower) = (self.level, self.level + 1);
        for ((severity, path), mut group) in groups {
            if left == 0 {
                break;
            }
            if current != Some(severity) {
                current = Some(severity);
                let _ = writeln!(out, "<h{upper}>{}</h{upper}>", words::heading(severity).raw(self.lang));
            }
            let heading = path.map_or_else(|| words::WHOLE_SITE.raw(self.lang).to_owned(), escape);
            let _ = writeln!(out, "<h{lower}>{heading}</h{lower}>\n<ul class=\"findings\">");
            group.sort_by_key(|finding| finding.span);
            for finding in group.iter().take(left) {
                self.item(out, finding);
            }
            left = left.saturating_sub(group.len());
            out.push_str("</ul>\n");
        }
        if findings.len() > MAX_LISTED {
            let _ = writeln!(out, "<p>{}</p>", words::more(findings.len() - MAX_LISTED, self.lang));
        }
    }

    fn item(&self, out: &mut String, finding: &Finding) {
        let (sources, lang, rule) = (self.sources, self.lang, finding.rule);
        let say = |phrase: Phrase| escape(&phrase.fill(lang, &finding.args));
        let _ = write!(out, "<li><p class=\"what\">{}</p><dl>", say(rule.what));
        let mut row = |name: Phrase, value: &str| {
            let _ = write!(out, "<div><dt>{}</dt><dd>{value}</dd></div>", name.raw(lang));
        };
        if let Some((span, source)) = finding.span.and_then(|span| Some((span, sources.get(span.file)?))) {
            row(words::PLACE, &place(span, source));
            if let Some(line) = line(finding, span, source) {
                row(words::LINE, &line);
            }
            let ways = (self.ways)(span);
            if !ways.is_empty() {
                row(words::GO_THERE, &ways);
            }
        }
        row(words::WHY, &say(rule.why));
        row(words::CURE, &say(rule.cure));
        let also = finding.related.iter().filter_map(|span| Some(place(*span, sources.get(span.file)?)));
        let also = also.collect::<Vec<_>>().join(", ");
        if !also.is_empty() {
            row(words::ALSO, &also);
        }
        let criterion =
            if rule.criterion.is_empty() { String::new() } else { format!(" ({})", escape(rule.criterion)) };
        row(words::RULE, &format!("<code>{}</code>{criterion}", escape(rule.name)));
        out.push_str("</dl></li>\n");
    }
}

/// `content/moten/x.md:12:3`, which many editors take when it is pasted.
fn place(span: Span, source: &Source) -> String {
    let at = source.position(span.start as usize);
    format!("<code>{}:{}:{}</code>", escape(&source.path), at.line, at.column)
}

/// The line with the place marked; of a long one, what is around the place.
fn line(finding: &Finding, span: Span, source: &Source) -> Option<String> {
    let at = source.position(span.start as usize);
    let line: Vec<char> = finding.excerpt(source.line(at.line)).chars().collect();
    if span.end == 0 || line.iter().all(|c| c.is_whitespace()) {
        return None;
    }
    let width = source
        .text
        .get(span.range())
        .and_then(|text| text.lines().next())
        .map_or(0, |text| text.chars().count());
    let start = (at.column - 1).min(line.len());
    let end = (start + width).min(line.len()).min(start + AROUND.1);
    let (from, to) = (start.saturating_sub(AROUND.0), (end + AROUND.1).min(line.len()));
    let cut =
        |from: usize, to: usize| escape(&line.get(from..to).unwrap_or_default().iter().collect::<String>());
    let marked = if start < end { format!("<mark>{}</mark>", cut(start, end)) } else { String::new() };
    let (before, after) = (if from > 0 { "…" } else { "" }, if to < line.len() { "…" } else { "" });
    Some(format!("<code class=\"line\">{before}{}{marked}{}{after}</code>", cut(from, start), cut(end, to)))
}

/// Text as it may stand in HTML and in a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Would not be well-formed, and nobody sees it.
            c if c.is_control() && c != '\t' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}
