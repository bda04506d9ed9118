//! Footnotes: numbered by their first mention, gathered at the end of the text.

use super::tree::{Kind, Node, walk};
use crate::report::Span;
use std::collections::BTreeMap;

/// `[^label]: …` as written.
#[derive(Debug)]
pub struct Definition {
    /// The label.
    pub label: String,
    /// Where it was written.
    pub span: Span,
    /// Its blocks.
    pub children: Vec<Node>,
}

/// A footnote in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Footnote {
    /// From 1.
    pub number: usize,
    /// How often the text mentions it; 0 when it never does (it is shown all the same: nothing written is lost).
    pub mentions: usize,
    /// Its blocks.
    pub children: Vec<Node>,
}

/// Numbers the mentions and puts the definitions in order.
pub fn settle(blocks: &mut [Node], definitions: Vec<Definition>) -> Vec<Footnote> {
    let mut order: Vec<String> = Vec::new();
    let note = |label: &str, order: &mut Vec<String>| {
        if !order.iter().any(|known| known == label) && definitions.iter().any(|d| d.label == label) {
            order.push(label.to_owned());
        }
    };
    walk(blocks, &mut |node| {
        if let Kind::FootnoteRef { label, .. } = &node.kind {
            note(label, &mut order);
        }
    });
    // A footnote may mention another one; those come after, then what nobody mentions.
    for definition in &definitions {
        walk(&definition.children, &mut |node| {
            if let Kind::FootnoteRef { label, .. } = &node.kind {
                note(label, &mut order);
            }
        });
    }
    for definition in &definitions {
        note(&definition.label, &mut order);
    }
    let numbers: BTreeMap<String, usize> = order.iter().cloned().zip(1..).collect();
    let mut mentions: BTreeMap<String, usize> = BTreeMap::new();
    for block in blocks {
        number(block, &numbers, &mut mentions);
    }
    let mut notes: Vec<(String, Footnote)> = Vec::new();
    for definition in definitions {
        let Some(&place) = numbers.get(&definition.label) else { continue };
        let mut children = definition.children;
        for child in &mut children {
            number(child, &numbers, &mut mentions);
        }
        notes.push((definition.label, Footnote { number: place, mentions: 0, children }));
    }
    notes.sort_by_key(|(_, note)| note.number);
    notes.dedup_by_key(|(_, note)| note.number);
    for (label, note) in &mut notes {
        note.mentions = mentions.get(label).copied().unwrap_or(0);
    }
    notes.into_iter().map(|(_, note)| note).collect()
}

fn number(node: &mut Node, numbers: &BTreeMap<String, usize>, mentions: &mut BTreeMap<String, usize>) {
    if let Kind::FootnoteRef { label, number, mention } = &mut node.kind {
        *number = numbers.get(label).copied().unwrap_or(0);
        let count = mentions.entry(label.clone()).or_default();
        *count += 1;
        *mention = *count;
    }
    for child in &mut node.children {
        self::number(child, numbers, mentions);
    }
}
