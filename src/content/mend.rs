//! Writes the repairs that findings offer into their text, when it can be shown that nothing else changes.
//!
//! What is shown before a text is given back: no letter and no digit differs, what is told of the other lines is not more
//! than before, the findings are gone, and the text means the same everywhere else: the same tree of Markdown and the same
//! facts. A repair for which that does not hold is left out.

use super::edit::{self, Edit};
use super::yaml::{self, Node as Fact};
use super::{allows, decode, text};
use crate::language::Lang;
use crate::markdown::{self, Kind, Node as Block};
use crate::report::{FileId, Finding, Findings, Repair, Rule, Source, Span, allow};
use std::ops::Range;

/// More rounds than any text needs: each makes at least one finding go.
const ROUNDS: usize = 500;

/// A text with its repairs, and the rules that they were for, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The text.
    pub text: String,
    /// A rule for each repair that was made.
    pub rules: Vec<&'static Rule>,
}

/// Makes all safe repairs of a text. `lang` is the site's main language; `wanted` says which rules are told on the site. To
/// mend what is mended changes nothing.
pub fn mend(source: &Source, lang: Lang, wanted: &dyn Fn(&Rule) -> bool) -> Mended {
    let mut now = source.clone();
    let mut rules = Vec::new();
    for _ in 0..ROUNDS {
        let told = told(&now, lang);
        let offered: Vec<&Finding> =
            told.iter().filter(|finding| finding.repair.is_some() && wanted(finding.rule)).collect();
        let Some((after, used)) = batches(&offered).into_iter().find_map(|batch| {
            let after = Source::new(now.path.clone(), change(&now.text, &batch)?);
            is_safe(&now, &after, &batch, &told, lang).then_some((after, batch))
        }) else {
            break;
        };
        rules.extend(used.iter().map(|finding| finding.rule));
        now = after;
    }
    Mended { text: now.text, rules }
}

/// What is told of a text by itself, without what a comment allows.
fn told(source: &Source, lang: Lang) -> Findings {
    let mut findings = text::alone(source, lang).unwrap_or_default();
    allow::apply(&allows::find(source, FileId(0)), &mut findings);
    findings.sorted()
}

/// Repairs to try together: all, as lines may hang together; those of one rule; each alone.
fn batches<'f>(offered: &[&'f Finding]) -> Vec<Vec<&'f Finding>> {
    let mut out = Vec::new();
    if offered.len() > 1 {
        out.push(offered.to_vec());
        let mut names: Vec<&str> = offered.iter().map(|finding| finding.rule.name).collect();
        names.sort_unstable();
        names.dedup();
        if names.len() > 1 {
            let of = |name| offered.iter().filter(|f| f.rule.name == name).copied().collect::<Vec<_>>();
            out.extend(names.into_iter().map(of));
        }
    }
    out.extend(offered.iter().map(|finding| vec![*finding]));
    out
}

/// The text with some repairs. `None` when one of them is no mere change of marks and spaces within a line, or two overlap.
fn change(text: &str, batch: &[&Finding]) -> Option<String> {
    let mut edits = Vec::new();
    let mut end = 0;
    for Repair { span, text: new } in ordered(batch) {
        let old = text.get(span.range())?;
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        if letters(old) != letters(new)
            || old.contains('\n')
            || new.contains('\n')
            || span.range().start < end
        {
            return None;
        }
        end = span.range().end;
        edits.push(Edit { at: span.range(), text: new.clone() });
    }
    let after = edit::apply(text, edits);
    (after != text).then_some(after)
}

fn ordered<'f>(batch: &[&'f Finding]) -> Vec<&'f Repair> {
    let mut repairs: Vec<&Repair> = batch.iter().filter_map(|finding| finding.repair.as_ref()).collect();
    repairs.sort_by_key(|repair| repair.span);
    repairs
}

/// The lines that repairs are on, as they stand before and after.
struct Lines {
    before: Vec<Range<usize>>,
    after: Vec<Range<usize>>,
}

impl Lines {
    fn of(before: &str, after: &str, batch: &[&Finding]) -> Self {
        let line = |text: &str, at: usize| {
            let start = text.get(..at).and_then(|lead| lead.rfind('\n')).map_or(0, |end| end + 1);
            let length = text.get(start..).map_or(0, |rest| rest.find('\n').unwrap_or(rest.len()));
            start..start + length
        };
        let mut lines = Self { before: Vec::new(), after: Vec::new() };
        let mut moved = 0usize;
        let mut gone = 0usize;
        for repair in ordered(batch) {
            let at = repair.span.range();
            lines.before.push(line(before, at.start));
            lines.after.push(line(after, at.start + moved - gone));
            moved += repair.text.len();
            gone += at.len();
        }
        lines
    }
}

fn touches(lines: &[Range<usize>], span: Span) -> bool {
    let at = span.range();
    lines.iter().any(|line| at.start < line.end && line.start < at.end.max(at.start + 1))
}

/// Whether the text after is the text before but for what the repairs are for.
fn is_safe(before: &Source, after: &Source, batch: &[&Finding], told: &Findings, lang: Lang) -> bool {
    let lines = Lines::of(&before.text, &after.text, batch);
    let now = self::told(after, lang);
    let gone = batch.iter().all(|finding| {
        let count = |findings: &Findings| findings.iter().filter(|other| other.rule == finding.rule).count();
        count(&now) + batch.iter().filter(|other| other.rule == finding.rule).count() <= count(told)
    });
    gone && no_more(told, &now, &lines) && same_text(before, after, &lines)
}

/// Whether nothing is told of the other lines that was not told before. What stands on a line that has become readable may
/// well be told.
fn no_more(before: &Findings, after: &Findings, lines: &Lines) -> bool {
    let elsewhere = |finding: &&Finding, lines: &[Range<usize>]| {
        finding.span.is_none_or(|span| span.range() == (0..0) || !touches(lines, span))
    };
    let mut known: Vec<&Finding> =
        before.iter().filter(|finding| elsewhere(finding, &lines.before)).collect();
    after.iter().filter(|finding| elsewhere(finding, &lines.after)).all(|finding| {
        let at = known.iter().position(|old| old.rule == finding.rule && old.args == finding.args);
        at.map(|at| known.swap_remove(at)).is_some()
    })
}

fn same_text(before: &Source, after: &Source, lines: &Lines) -> bool {
    let file = FileId(0);
    let mut quiet = Findings::new();
    let form = before.path.rsplit_once('.').map_or("", |(_, form)| form);
    if !matches!(form.to_ascii_lowercase().as_str(), "md" | "markdown") {
        return same_yaml(&before.text, 0..before.text.len(), &after.text, 0..after.text.len(), lines);
    }
    let (old, new) = (decode::split(before, file, &mut quiet), decode::split(after, file, &mut quiet));
    let facts = match (old.front, new.front) {
        (None, None) => true,
        (Some(old), Some(new)) => same_yaml(&before.text, old, &after.text, new, lines),
        _ => false,
    };
    let read = |source: &Source, body| markdown::read(&source.text, body, file, &mut Findings::new());
    let (old, new) = (read(before, old.body), read(after, new.body));
    let notes = old.footnotes.len() == new.footnotes.len()
        && old
            .footnotes
            .iter()
            .zip(&new.footnotes)
            .all(|(a, b)| same_blocks(&a.children, &b.children, lines));
    facts && notes && same_blocks(&old.blocks, &new.blocks, lines)
}

/// Whether two trees are the same but for nodes on the lines. What stands before and after those must be equal; a node on the
/// lines that is still of its kind is looked into.
fn same_blocks(old: &[Block], new: &[Block], lines: &Lines) -> bool {
    let clear = |a: &Block, b: &Block| {
        !touches(&lines.before, a.span) && !touches(&lines.after, b.span) && equal(a, b)
    };
    let head = old.iter().zip(new).take_while(|(a, b)| clear(a, b)).count();
    let (old, new) = (old.get(head..).unwrap_or(&[]), new.get(head..).unwrap_or(&[]));
    let tail = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| clear(a, b)).count();
    let (old, new) = (&old[..old.len() - tail], &new[..new.len() - tail]);
    match (old, new) {
        ([], []) => true,
        ([a], [b]) if a.kind == b.kind && !a.children.is_empty() => {
            same_blocks(&a.children, &b.children, lines)
        }
        // Several lines of one list, say, with others between: pair by pair.
        (old, new) if old.len() == new.len() && old.iter().zip(new).all(|(a, b)| a.kind == b.kind) => {
            old.iter().zip(new).all(|(a, b)| clear(a, b) || same_blocks(&a.children, &b.children, lines))
        }
        (old, new) => {
            // What changed its kind stands on the lines, with what was part of it.
            let on_lines = old.iter().all(|node| touches(&lines.before, node.span));
            let meant = |node: &Block| {
                // `#Rubrik` and below it `    så` or `2) så`: what follows a heading may be code, or a list.
                matches!(
                    node.kind,
                    Kind::Heading { .. }
                        | Kind::Paragraph
                        | Kind::Text(_)
                        | Kind::Link { .. }
                        | Kind::Image { .. }
                ) || old.iter().any(|old| old.kind == node.kind)
            };
            on_lines
                && !old.is_empty()
                && new.iter().all(meant)
                && new.iter().any(|node| touches(&lines.after, node.span))
        }
    }
}

/// Whether two nodes are the same, wherever they stand.
fn equal(a: &Block, b: &Block) -> bool {
    a.kind == b.kind
        && a.children.len() == b.children.len()
        && a.children.iter().zip(&b.children).all(|(a, b)| equal(a, b))
}

fn same_yaml(before: &str, old: Range<usize>, after: &str, new: Range<usize>, lines: &Lines) -> bool {
    if before.get(old.clone()) == after.get(new.clone()) {
        return true;
    }
    let mut told = Findings::new();
    let old = yaml::parse(before, old, FileId(0), &mut Findings::new());
    let new = yaml::parse(after, new, FileId(0), &mut told);
    match (old, new) {
        (None, None) => true,
        (Some(old), Some(new)) if matches!(old.kind, yaml::Kind::Map(_) | yaml::Kind::List(_)) => {
            same_facts(&old, &new, lines)
        }
        // Nothing could be read before: then all must be readable now.
        (_, Some(new)) => told.is_empty() && matches!(new.kind, yaml::Kind::Map(_) | yaml::Kind::List(_)),
        _ => false,
    }
}

/// Whether facts are the same but for those on the lines that could not be read.
fn same_facts(old: &Fact, new: &Fact, lines: &Lines) -> bool {
    match (&old.kind, &new.kind) {
        (yaml::Kind::Damaged, _) => true,
        (yaml::Kind::Map(old), yaml::Kind::Map(new)) => {
            let kept = old.iter().all(|(key, value)| {
                let twin = new.iter().find(|(other, _)| other.value == key.value);
                twin.is_some_and(|(_, other)| same_facts(value, other, lines))
            });
            let known = |key: &str| old.iter().any(|(other, _)| other.value == key);
            kept && new.iter().all(|(key, _)| known(&key.value) || touches(&lines.after, key.span))
        }
        (yaml::Kind::List(old), yaml::Kind::List(new)) => {
            // Points that were part of another one come on their lines.
            let more = new.len() > old.len();
            let kept: Vec<&Fact> =
                new.iter().filter(|point| !more || !touches(&lines.after, point.span)).collect();
            old.len() == kept.len() && old.iter().zip(kept).all(|(a, b)| same_facts(a, b, lines))
        }
        (old, new) => old == new,
    }
}

#[cfg(test)]
mod tests;
