//! Findings for people: what, where, whom it shuts out, what to write instead.
//!
//! No box art, and every word stands there without colour. On a terminal the place is marked with `^`; elsewhere, and when
//! it is to be read aloud, it is told in words, as a screen reader would spell the marks out.

use super::excerpt::{Excerpt, clean, excerpt, marks};
use super::{Finding, Findings, Severity, Source, Sources, Span};
use crate::language::Lang;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// How to write findings.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The language of the words.
    pub lang: Lang,
    /// Underline the place with `^` (for terminals) instead of telling it in words.
    pub marks: bool,
    /// Colour the severity and the marks, in addition to the words.
    pub colour: bool,
    /// So many places of one cause are listed; the rest are counted.
    pub cap: usize,
}

/// All findings, those of one cause told once with their places, and a summary at the end. Empty when there is none.
pub fn render(findings: &Findings, sources: &Sources, style: Style) -> String {
    let mut out = String::new();
    for group in groups(findings) {
        tell(&mut out, &group, sources, style);
        out.push('\n');
    }
    if !findings.is_empty() {
        out.push_str(&summary(findings, style.lang));
        out.push('\n');
    }
    out
}

/// Findings of one cause: the same rule with the same arguments. In the order of the first of each.
fn groups(findings: &Findings) -> Vec<Vec<&Finding>> {
    let mut out: Vec<Vec<&Finding>> = Vec::new();
    let mut known: BTreeMap<(&str, Severity, String), usize> = BTreeMap::new();
    for finding in findings {
        let key = (finding.rule.name, finding.severity, format!("{:?}{:?}", finding.args, finding.related));
        if let Some(group) = known.get(&key).and_then(|at| out.get_mut(*at)) {
            group.push(finding);
        } else {
            known.insert(key, out.len());
            out.push(vec![finding]);
        }
    }
    out
}

fn tell(out: &mut String, group: &[&Finding], sources: &Sources, style: Style) {
    let Some(finding) = group.first() else { return };
    let (rule, lang) = (finding.rule, style.lang);
    let what = clean(&rule.what.fill(lang, &finding.args));
    let word = painted(finding.severity.word(lang), finding.severity, style);
    let located = finding.span.and_then(|span| Some((span, sources.get(span.file)?)));
    if let Some((span, source)) = located {
        let _ = writeln!(out, "{}: {word}: {what}", place(span, source));
        if let Some(excerpt) = excerpt(finding, span, source) {
            line(out, &excerpt, span, source, finding.severity, style);
        }
    } else {
        let _ = writeln!(out, "{word}: {what}");
    }
    let mut row = |sv: &str, en: &str, text: &str| {
        let _ = writeln!(out, "  {}: {}", lang.pick(sv, en), clean(text));
    };
    row("Varför", "Why", &rule.why.fill(lang, &finding.args));
    row("Gör så här", "What to do", &rule.cure.fill(lang, &finding.args));
    for span in &finding.related {
        if let Some(source) = sources.get(span.file) {
            row("Se också", "See also", &place(*span, source));
        }
    }
    let criterion = if rule.criterion.is_empty() { String::new() } else { format!(", {}", rule.criterion) };
    row("Regel", "Rule", &format!("{}{criterion}", rule.name));
    if finding.repair.is_some() {
        row("Kan rättas åt dig", "Can be corrected for you", "samverka check --fix");
    }
    others(out, group, sources, style);
}

/// The other places of one cause.
fn others(out: &mut String, group: &[&Finding], sources: &Sources, style: Style) {
    let places: Vec<Span> = group.iter().skip(1).filter_map(|finding| finding.span).collect();
    if places.is_empty() {
        return;
    }
    let _ = writeln!(out, "  {}:", style.lang.pick("Samma sak här", "The same here"));
    let shown = style.cap.saturating_sub(1);
    for span in places.iter().take(shown) {
        if let Some(source) = sources.get(span.file) {
            let _ = writeln!(out, "    {}", place(*span, source));
        }
    }
    if let Some(more) = places.len().checked_sub(shown).filter(|more| *more > 0) {
        let _ = match style.lang {
            Lang::Sv if more == 1 => writeln!(out, "    och 1 ställe till (visa alla med --all)"),
            Lang::Sv => writeln!(out, "    och {more} ställen till (visa alla med --all)"),
            Lang::En if more == 1 => writeln!(out, "    and 1 more place (show all with --all)"),
            Lang::En => writeln!(out, "    and {more} more places (show all with --all)"),
        };
    }
}

/// The line and the place in it: marked, or in words.
fn line(out: &mut String, shown: &Excerpt, span: Span, source: &Source, severity: Severity, style: Style) {
    let (start, end) = source.extent(span.range());
    if style.marks {
        let _ = writeln!(out, "    {}", shown.line);
        // Tabs are kept, so that the marks stand under the right letters whatever the tab width is.
        let _ = writeln!(out, "    {}{}", shown.lead, painted(&marks(shown), severity, style));
        return;
    }
    let _ = match style.lang {
        Lang::Sv => writeln!(out, "  Rad {}: {}", start.line, shown.line.trim()),
        Lang::En => writeln!(out, "  Line {}: {}", start.line, shown.line.trim()),
    };
    let last = end.column.saturating_sub(1).max(start.column);
    let _ = match style.lang {
        Lang::Sv if end.line > start.line => writeln!(out, "  Stället: rad {} till {}", start.line, end.line),
        Lang::En if end.line > start.line => {
            writeln!(out, "  The place: line {} to {}", start.line, end.line)
        }
        Lang::Sv if shown.whole => writeln!(out, "  Stället: hela raden"),
        Lang::En if shown.whole => writeln!(out, "  The place: the whole line"),
        Lang::Sv if shown.place.trim().is_empty() => writeln!(out, "  Stället: tecken {}", start.column),
        Lang::En if shown.place.trim().is_empty() => writeln!(out, "  The place: character {}", start.column),
        Lang::Sv => {
            writeln!(out, "  Stället: ”{}”, tecken {} till {last}", shown.place, start.column)
        }
        Lang::En => {
            writeln!(out, "  The place: “{}”, character {} to {last}", shown.place, start.column)
        }
    };
}

/// `content/sidor/om.md:12:1`, which editors and terminals open when it is chosen.
fn place(span: Span, source: &Source) -> String {
    let at = source.position(span.start as usize);
    format!("{}:{}:{}", clean(&source.path), at.line, at.column)
}

/// A word in the colour of a severity (ECMA-48: bold red, yellow, cyan), if colours are wanted.
fn painted(word: &str, severity: Severity, style: Style) -> String {
    let code = match severity {
        Severity::Error => "1;31",
        Severity::Warning => "33",
        Severity::Advice => "36",
    };
    if style.colour { format!("\u{1b}[{code}m{word}\u{1b}[0m") } else { word.to_owned() }
}

/// "2 fel, 1 varning och 0 råd, i 3 filer. Vanligast: link-broken (2), summary-missing (1)."
pub fn summary(findings: &Findings, lang: Lang) -> String {
    let (e, w, a) = (
        findings.count(Severity::Error),
        findings.count(Severity::Warning),
        findings.count(Severity::Advice),
    );
    let files: BTreeSet<_> =
        findings.iter().filter_map(|finding| finding.span).map(|span| span.file).collect();
    let files = files.len();
    let mut out = match lang {
        Lang::Sv => {
            let warnings = if w == 1 { "varning" } else { "varningar" };
            let files = match files {
                0 => String::new(),
                1 => ", i 1 fil".to_owned(),
                n => format!(", i {n} filer"),
            };
            format!("{e} fel, {w} {warnings} och {a} råd{files}.")
        }
        Lang::En => {
            let plural = |n: usize| if n == 1 { "" } else { "s" };
            let files = match files {
                0 => String::new(),
                n => format!(", in {n} file{}", plural(n)),
            };
            format!(
                "{e} error{}, {w} warning{} and {a} piece{} of advice{files}.",
                plural(e),
                plural(w),
                plural(a)
            )
        }
    };
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *rules.entry(finding.rule.name).or_default() += 1;
    }
    if rules.len() > 1 {
        let mut rules: Vec<(&str, usize)> = rules.into_iter().collect();
        rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let most = rules.iter().take(3).map(|(name, count)| format!("{name} ({count})"));
        let most = most.collect::<Vec<_>>().join(", ");
        let _ = write!(out, " {}: {most}.", lang.pick("Vanligast", "Most common"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::catalog::markup;

    const LINE: &str = "Se [kartan](karta.md) och mer.";

    fn sample(count: usize) -> (Findings, Sources) {
        let mut sources = Sources::default();
        let findings = (0..count).map(|n| {
            let file = sources.add(Source::new(format!("content/{n}.md"), format!("# Om\n\n{LINE}\n")));
            Finding::at(&markup::LINK_BROKEN, Span::new(file, 9..27)).with("target", "karta.md")
        });
        let findings: Findings = findings.collect();
        (findings, sources)
    }

    fn style(marks: bool, colour: bool) -> Style {
        Style { lang: Lang::Sv, marks, colour, cap: 5 }
    }

    #[test]
    fn the_place_is_marked_on_a_terminal_and_told_in_words_elsewhere() {
        let (findings, sources) = sample(1);
        let marked = render(&findings, &sources, style(true, false));
        assert!(
            marked.starts_with(
                "content/0.md:3:4: Fel: Länken går till karta.md, som inte finns.\n    Se [kartan](karta.md) och mer.\n       ^^^^^^^^^^^^^^^^^^\n"
            ),
            "{marked}"
        );
        let told = render(&findings, &sources, style(false, false));
        assert!(
            told.contains(
                "  Rad 3: Se [kartan](karta.md) och mer.\n  Stället: ”[kartan](karta.md)”, tecken 4 till 21\n"
            ),
            "{told}"
        );
        assert!(!told.contains('^'), "{told}");
    }

    #[test]
    fn colour_adds_and_nothing_hangs_on_it() {
        let (findings, sources) = sample(1);
        let plain = render(&findings, &sources, style(true, false));
        let coloured = render(&findings, &sources, style(true, true));
        assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[1;31mFel\u{1b}[0m"), "{coloured}");
        assert_eq!(coloured.replace("\u{1b}[1;31m", "").replace("\u{1b}[0m", ""), plain);
    }

    #[test]
    fn one_cause_in_many_places_is_told_once() {
        let (findings, sources) = sample(17);
        let told = render(&findings, &sources, style(false, false));
        assert_eq!(told.matches("Varför").count(), 1);
        assert_eq!(told.matches("content/").count(), 5, "{told}");
        assert!(told.contains("    och 12 ställen till (visa alla med --all)\n"), "{told}");
        assert!(told.ends_with("17 fel, 0 varningar och 0 råd, i 17 filer.\n"), "{told}");
        let all = render(&findings, &sources, Style { cap: usize::MAX, ..style(false, false) });
        assert_eq!(all.matches("content/").count(), 17);
        assert!(!all.contains("--all"));
    }

    #[test]
    fn the_summary_names_the_most_common_rules() {
        let mut findings = sample(3).0;
        findings.push(Finding::nowhere(&markup::TABLE_NO_CAPTION));
        let told = summary(&findings, Lang::En);
        assert_eq!(
            told,
            "3 errors, 1 warning and 0 pieces of advice, in 3 files. Most common: link-broken (3), table-no-caption (1)."
        );
    }
}
