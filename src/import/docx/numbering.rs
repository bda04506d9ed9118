//! Lists: which paragraphs are items, of what, and what number stands before them.

use super::{attr, child, val};
use std::collections::BTreeMap;

/// Levels of a list.
const LEVELS: usize = 9;

/// A level of a list.
#[derive(Debug, Clone)]
struct Level {
    bullet: bool,
    /// No mark at all: the paragraph is none of a list.
    none: bool,
    start: u64,
    /// `%1.`, `§ %1`, `%1.%2`
    text: String,
    letters: bool,
}

/// What stands before a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// A bullet.
    Bullet,
    /// A number of an ordered list.
    Number(u64),
    /// A number that is a part of the text: `§ 12`, `1.2`.
    Written(String),
}

/// The lists of a document, and how far each has come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// By the number that paragraphs name: the kind of list, and its levels.
    lists: BTreeMap<String, (String, Vec<Level>)>,
    /// How far a kind of list has come, level by level.
    counts: BTreeMap<String, [u64; LEVELS]>,
}

impl Numbering {
    pub(super) fn read(text: Option<&str>) -> Self {
        let Some(Ok(xml)) = text.map(super::parse) else { return Self::default() };
        let root = xml.root_element();
        let mut kinds: BTreeMap<&str, Vec<Level>> = BTreeMap::new();
        for node in root.children().filter(|node| node.tag_name().name() == "abstractNum") {
            let Some(id) = attr(node, "abstractNumId") else { continue };
            let mut levels = Vec::new();
            for level in node.children().filter(|node| node.tag_name().name() == "lvl").take(LEVELS) {
                let format = val(level, "numFmt").unwrap_or("decimal");
                levels.push(Level {
                    bullet: format == "bullet",
                    none: format == "none",
                    start: val(level, "start").and_then(|n| n.parse().ok()).unwrap_or(1),
                    text: val(level, "lvlText").unwrap_or("").to_owned(),
                    letters: format.ends_with("Letter") || format.ends_with("Roman"),
                });
            }
            kinds.insert(id, levels);
        }
        let mut lists = BTreeMap::new();
        for node in root.children().filter(|node| node.tag_name().name() == "num") {
            let (Some(id), Some(kind)) = (attr(node, "numId"), val(node, "abstractNumId")) else { continue };
            let mut levels = kinds.get(kind).cloned().unwrap_or_default();
            let mut own = kind.to_owned();
            for over in node.children().filter(|node| node.tag_name().name() == "lvlOverride") {
                let at = attr(over, "ilvl").and_then(|n| n.parse::<usize>().ok()).unwrap_or(0);
                let start =
                    child(over, "startOverride").and_then(|s| attr(s, "val")).and_then(|n| n.parse().ok());
                if let (Some(level), Some(start)) = (levels.get_mut(at), start) {
                    level.start = start;
                    // It begins anew, and so has a count of its own.
                    own = format!("{kind}/{id}");
                }
            }
            lists.insert(id.to_owned(), (own, levels));
        }
        Self { lists, counts: BTreeMap::new() }
    }

    /// The mark of the next paragraph of a list at a level.
    pub(super) fn next(&mut self, list: &str, level: usize, heading: bool) -> Option<Mark> {
        // 0 takes a paragraph out of the list of its style.
        if list == "0" {
            return None;
        }
        let Some((kind, levels)) = self.lists.get(list) else { return Some(Mark::Bullet) };
        let level = level.min(LEVELS - 1);
        let Some(own) = levels.get(level) else { return Some(Mark::Bullet) };
        if own.none {
            return None;
        }
        if own.bullet {
            return Some(Mark::Bullet);
        }
        let counts = self.counts.entry(kind.clone()).or_default();
        let mut shown = [0; LEVELS];
        for (i, count) in counts.iter_mut().enumerate() {
            let start = levels.get(i).map_or(1, |level| level.start);
            if i == level {
                *count = if *count == 0 { start.max(1) } else { count.saturating_add(1) };
            } else if i > level {
                *count = 0;
            }
            if let Some(shown) = shown.get_mut(i) {
                *shown = if *count == 0 && i < level { start } else { *count };
            }
        }
        let number = shown.get(level).copied().unwrap_or(1);
        let mut text = own.text.clone();
        for (i, count) in shown.iter().enumerate() {
            text = text.replace(&format!("%{}", i + 1), &count.to_string());
        }
        let plain = own.text.trim_end_matches(['.', ')', ' ']) == format!("%{}", level + 1) || own.letters;
        if plain && !heading {
            Some(Mark::Number(number))
        } else {
            Some(Mark::Written(text.trim().to_owned()))
        }
    }
}
