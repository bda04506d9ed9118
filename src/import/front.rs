//! The facts on top of a foreign note: YAML as Jekyll, HedgeDoc and Obsidian write it, TOML as Hugo does.

use crate::content::decode;
use crate::content::yaml::{self, Kind, Node};
use crate::language::fold;
use crate::report::{FileId, Findings, Source};
use std::ops::Range;

/// A fact.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fact {
    /// As it is written.
    pub(super) key: String,
    /// What it says, one text or several; empty for what is nothing, or has parts of its own.
    pub(super) values: Vec<String>,
    /// The lines that it stands in, as they are written.
    pub(super) source: String,
}

impl Fact {
    /// The only value, or the first.
    pub(super) fn value(&self) -> &str {
        self.values.first().map_or("", String::as_str)
    }

    /// The key as keys are compared.
    pub(super) fn folded(&self) -> String {
        fold::key(&self.key)
    }
}

/// A note cut into its facts and its text.
#[derive(Debug, Clone, Default)]
pub(super) struct Cut {
    /// Whether there was a block of facts at all: only then do Jekyll and Hugo look for instructions in the text.
    pub(super) has_front: bool,
    /// The facts.
    pub(super) facts: Vec<Fact>,
    /// Lines that could not be read as facts.
    pub(super) unread: Vec<String>,
    /// The text.
    pub(super) body: String,
}

/// Cuts a note.
pub(super) fn cut(text: &str) -> Cut {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim_start().starts_with("+++") {
        return toml(text.trim_start());
    }
    let source = Source::new("", text);
    // What is wrong with a foreign block is not to be told in our words: what cannot be read is kept as a comment.
    let parts = decode::split(&source, FileId(0), &mut Findings::new());
    let body = text.get(parts.body.clone()).unwrap_or("").to_owned();
    let Some(range) = parts.front else { return Cut { body, ..Cut::default() } };
    // A `---` that is indented is a line of a text within the block.
    let (range, end) = closed(text, range, parts.body.start);
    let body = text.get(end..).unwrap_or("").to_owned();
    let block = text.get(range.clone()).unwrap_or("");
    let mut cut = Cut { has_front: true, body, ..Cut::default() };
    match yaml::parse(text, range.clone(), FileId(0), &mut Findings::new()) {
        Some(Node { kind: Kind::Map(pairs), .. }) => {
            let starts: Vec<usize> = pairs.iter().map(|(key, _)| key.span.range().start).collect();
            for (key, value) in &pairs {
                let start = key.span.range().start;
                let end = starts.iter().copied().filter(|at| *at > start).min().unwrap_or(range.end);
                // The next key's own quotation mark is no part of this fact.
                let written = text.get(start..end).unwrap_or("").trim_end_matches(['"', '\'']).trim_end();
                cut.facts.push(Fact {
                    key: key.value.trim().to_owned(),
                    values: values(value),
                    source: written.to_owned(),
                });
            }
        }
        _ => cut.unread.extend(block.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned)),
    }
    cut
}

/// The block of facts and where the text after it begins: only a `---` at the beginning of a line closes it.
fn closed(text: &str, front: Range<usize>, body: usize) -> (Range<usize>, usize) {
    let line = text.get(front.end..body).unwrap_or("");
    if !line.starts_with([' ', '\t']) {
        return (front, body);
    }
    let mut at = body;
    for line in text.get(body..).unwrap_or("").split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (front.start..at, at + line.len());
        }
        at += line.len();
    }
    (front, body)
}

/// The texts of a value.
fn values(node: &Node) -> Vec<String> {
    match &node.kind {
        Kind::Scalar(text) if !text.trim().is_empty() => vec![text.trim().to_owned()],
        Kind::List(items) => items.iter().flat_map(values).collect(),
        Kind::Map(pairs) => pairs.iter().take(1).flat_map(|(_, value)| values(value)).collect(),
        _ => Vec::new(),
    }
}

/// TOML as far as notes go: keys with texts, numbers, days, and lists of them on one line or several.
fn toml(text: &str) -> Cut {
    let mut cut = Cut { has_front: true, ..Cut::default() };
    let mut lines = text.split_inclusive('\n');
    let mut at = lines.next().map_or(0, str::len);
    let mut table = String::new();
    let mut open: Option<Fact> = None;
    for line in lines {
        at += line.len();
        let line = line.trim();
        if line == "+++" {
            text.get(at..).unwrap_or("").clone_into(&mut cut.body);
            cut.facts.extend(open);
            return cut;
        }
        if let Some(fact) = &mut open {
            fact.source.push('\n');
            fact.source.push_str(line);
            fact.values.extend(texts(line));
            if line.ends_with(']') {
                cut.facts.extend(open.take());
            }
            continue;
        }
        if line.starts_with('[') {
            table = format!("{}.", line.trim_matches(['[', ']']));
        } else if let Some((key, value)) = line.split_once('=') {
            let value = value.trim();
            let key = format!("{table}{}", key.trim().trim_matches('"'));
            let fact = Fact { key, values: texts(value), source: line.to_owned() };
            if value.starts_with('[') && !value.ends_with(']') {
                open = Some(fact);
            } else {
                cut.facts.push(fact);
            }
        } else if !line.is_empty() && !line.starts_with('#') {
            cut.unread.push(line.to_owned());
        }
    }
    // Never closed: it is no block of facts.
    Cut { body: text.to_owned(), ..Cut::default() }
}

/// The texts of a line of TOML.
fn texts(value: &str) -> Vec<String> {
    let value = value.trim();
    let quoted = |text: &str| -> Option<String> {
        let mark = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let inner = text.trim_matches(mark);
        Some(if mark == '"' { inner.replace("\\\"", "\"") } else { inner.to_owned() })
    };
    if let Some(one) = quoted(value).filter(|_| !value.contains(['[', ']']) || !value.contains("\", \"")) {
        return vec![one];
    }
    let list = value.trim_start_matches('[').trim_end_matches(']');
    let parts: Vec<&str> = if value.starts_with('[') || value.contains(',') || value == "]" {
        list.split(',').collect()
    } else {
        vec![list]
    };
    let bare = |part: &str| quoted(part).unwrap_or_else(|| part.to_owned());
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(text: &str) -> Vec<(String, Vec<String>)> {
        cut(text).facts.into_iter().map(|fact| (fact.key, fact.values)).collect()
    }

    #[test]
    fn facts_are_read_in_both_dresses() {
        let expected = [("title", vec!["Möte: ett"]), ("tags", vec!["a", "b"]), ("draft", vec!["true"])];
        let expected: Vec<(String, Vec<String>)> = expected
            .into_iter()
            .map(|(key, values)| (key.to_owned(), values.into_iter().map(str::to_owned).collect()))
            .collect();
        assert_eq!(facts("---\ntitle: \"Möte: ett\"\ntags:\n  - a\n  - b\ndraft: true\n---\nText"), expected);
        assert_eq!(
            facts("+++\ntitle = \"Möte: ett\"\ntags = [\"a\", \"b\"]\ndraft = true\n+++\nText"),
            expected
        );
        assert_eq!(cut("+++\ntitle = 'x'\n+++\nText").body, "Text");
        assert_eq!(cut("+++\nText").body, "+++\nText");
        assert!(!cut("# Text").has_front);
    }

    #[test]
    fn a_line_within_a_text_closes_nothing() {
        let cut = cut("---\ntitle: x\nexcerpt: |\n  Ett\n  ---\n  Två\nlayout: y\n---\nText\n");
        assert_eq!(cut.body, "Text\n");
        assert_eq!(cut.facts.len(), 3);
    }

    #[test]
    fn a_fact_keeps_its_lines() {
        let cut = cut("---\nlayout: post\nlinks:\n  - a: 1\n    b: 2\ntitle: x\n---\n");
        let sources: Vec<&str> = cut.facts.iter().map(|fact| fact.source.as_str()).collect();
        assert_eq!(sources, ["layout: post", "links:\n  - a: 1\n    b: 2", "title: x"]);
    }
}
