//! Headings: the title, and levels without gaps below it.

use super::working::{Working, lines, within};
use crate::content::edit::Edit;
use crate::language::fold;
use crate::markdown::{Kind, Node, tree};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// `Topic: The budget`, as W3C's scribes write a heading.
static TOPIC: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^(?:\*\*|__)?(?:Topic|Subtopic|TOPIC)(?:\*\*|__)?:(?:\*\*|__)?\s*(.+?)\s*$").ok()
});
/// `##Rubrik`: a heading to older programs.
static GLUED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^ {0,3}(?:#{2,6}([^#\s][^#]*)|#(\p{Lu}\p{L}+ [^#]*))$").ok());

/// Words of a first heading that head a part, never the whole.
const PARTS: &[&str] = &[
    "agenda",
    "dagordning",
    "present",
    "attendees",
    "narvarande",
    "deltagare",
    "participants",
    "links",
    "notes",
    "minutes",
    "anteckningar",
    "beslut",
    "decisions",
    "summary",
    "sammanfattning",
    "introduction",
    "inledning",
    "logistics",
];

struct Heading {
    level: u8,
    at: Range<usize>,
    text: String,
    block: bool,
}

/// Lines that are meant as headings become such.
pub(super) fn written(text: &mut Working) {
    let code = text.code();
    let mut edits = Vec::new();
    let mut blank = true;
    for (range, line) in lines(&text.text) {
        if !within(&code, range.start) {
            if let Some(found) = TOPIC.as_ref().and_then(|pattern| pattern.captures(line)) {
                let words = found.get(1).map_or("", |m| m.as_str()).trim_matches('*');
                let lead = if blank { "" } else { "\n" };
                edits.push(Edit { at: range.clone(), text: format!("{lead}## {words}\n") });
            } else if let Some(found) = GLUED.as_ref().and_then(|pattern| pattern.captures(line))
                && let Some(words) = found.get(1).or_else(|| found.get(2))
            {
                edits.push(Edit::insert(range.start + words.start(), " "));
            }
        }
        blank = line.trim().is_empty();
    }
    text.apply(edits);
}

/// Puts levels in order, from 2. Gives the title, which then is no part of the text: the one that is known, or the first
/// heading.
pub(super) fn settle(text: &mut Working, known: Option<&str>) -> Option<String> {
    let blocks = text.blocks();
    let first_block = blocks.first().map(|node| node.span.range().start);
    let mut all: Vec<Heading> = Vec::new();
    tree::walk(&blocks, &mut |node: &Node| {
        if let Kind::Heading { level, .. } = node.kind {
            let range = node.span.range();
            let source = text.of(node).trim_end();
            all.push(Heading {
                level,
                at: range.start..range.start + source.len(),
                text: node.plain().trim().to_owned(),
                block: Some(range.start) == first_block,
            });
        }
    });
    all.sort_by_key(|heading| heading.at.start);
    let mut edits = Vec::new();
    let mut title = None;
    // Whether the first heading is the title, of a text that has others of its level too.
    if let Some(first) = all.first() {
        let folded = fold::fold(&first.text);
        let alone = all.iter().filter(|heading| heading.level <= first.level).count() == 1;
        let heads = match known {
            Some(known) => fold::same(known, &first.text),
            None => {
                (alone || first.block)
                    && !PARTS.contains(&folded.trim_end_matches(':'))
                    && !first.text.is_empty()
            }
        };
        if heads {
            title = Some(first.text.clone());
            edits.push(Edit { at: first.at.clone(), text: String::new() });
            all.remove(0);
        }
    }
    let mut stack: Vec<(u8, u8)> = Vec::new();
    for heading in &all {
        if heading.text.is_empty() && !has_picture(text.text.get(heading.at.clone()).unwrap_or("")) {
            edits.push(Edit { at: heading.at.clone(), text: String::new() });
            continue;
        }
        while stack.last().is_some_and(|(level, _)| *level >= heading.level) {
            stack.pop();
        }
        let level = stack.last().map_or(2, |(_, level)| (level + 1).min(6));
        stack.push((heading.level, level));
        edits.extend(leveled(text.text.get(heading.at.clone()).unwrap_or(""), heading, level));
    }
    text.apply(edits);
    title
}

fn has_picture(source: &str) -> bool {
    source.contains("![") || source.contains("<img")
}

/// The changes that give a heading its level.
fn leveled(source: &str, heading: &Heading, level: u8) -> Vec<Edit> {
    let marks = "#".repeat(usize::from(level));
    let start = heading.at.start;
    if source.starts_with('#') {
        let old = source.len() - source.trim_start_matches('#').len();
        return vec![Edit { at: start..start + old, text: marks }];
    }
    if source.get(..2).is_some_and(|tag| tag.eq_ignore_ascii_case("<h")) {
        let digit = |at: usize| Edit { at: at..at + 1, text: level.to_string() };
        let mut edits = vec![digit(start + 2)];
        if let Some(end) = source.rfind("</").filter(|at| source.len() > at + 3) {
            edits.push(digit(start + end + 3));
        }
        return edits;
    }
    // Underlined with === or ---.
    let Some((words, _)) = source.rsplit_once('\n') else { return Vec::new() };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    vec![Edit { at: heading.at.clone(), text: format!("{marks} {words}") }]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(text: &str, known: Option<&str>) -> (Option<String>, String) {
        let mut working = Working::new(text);
        written(&mut working);
        let title = settle(&mut working, known);
        (title, working.text.trim().to_owned())
    }

    #[test]
    fn levels_have_no_gaps() {
        for (text, known, title, expected) in [
            ("# Möte\n\n### A\n\n### B\n\n##### C\n", None, Some("Möte"), "## A\n\n## B\n\n### C"),
            ("## Möte\n\n### A\n", None, Some("Möte"), "## A"),
            ("# Möte\n\n# A\n\n# B\n", None, Some("Möte"), "## A\n\n## B"),
            ("# Agenda\n\n# Beslut\n", None, None, "## Agenda\n\n## Beslut"),
            ("# Annat\n\nText\n", Some("Möte"), None, "## Annat\n\nText"),
            ("Möte\n====\n\nPunkt\n-----\n", None, Some("Möte"), "## Punkt"),
            ("<h1>Möte</h1>\n\n<h4>A</h4>\n", None, Some("Möte"), "<h2>A</h2>"),
            ("# Möte\n\n##\n\n## A\n", None, Some("Möte"), "## A"),
            (
                "# Möte\n\n##Punkt\n\ntext\nTopic: Pengar\n",
                None,
                Some("Möte"),
                "## Punkt\n\ntext\n\n## Pengar",
            ),
        ] {
            let (found, body) = settled(text, known);
            assert_eq!(found.as_deref(), title, "{text}");
            assert_eq!(body.replace("\n\n\n\n", "\n\n"), expected, "{text}");
        }
    }
}
