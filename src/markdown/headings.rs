//! Headings: which one is the title, which level each has on the page, and its anchor.

use super::tree::{Kind, Node};
use crate::language::fold;
use crate::report::catalog::markup as rules;
use crate::report::{Finding, Findings, Span, Spanned};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Takes a heading that begins the text as the title, when there is no other title or it says the same.
pub fn take_title(blocks: &mut Vec<Node>, title: Option<&str>) -> Option<Spanned<String>> {
    let first = blocks.first()?;
    if !matches!(first.kind, Kind::Heading { level: 1, .. }) {
        return None;
    }
    let text = first.plain();
    if text.is_empty() || title.is_some_and(|title| fold::fold(title) != fold::fold(&text)) {
        return None;
    }
    let span = first.span;
    blocks.remove(0);
    Some(Spanned::new(text, span))
}

/// A heading of the page, for its table of contents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// On the page: 2 to 6.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The words.
    pub text: String,
    /// Where it was written.
    pub span: Span,
}

/// Puts levels in order below the page's h1 and gives every heading an anchor that is unique on the page.
///
/// A level that is skipped is told and repaired: the heading becomes a child of the one before it, and its sisters
/// with it. `taken` says whether an anchor stands on the page already.
pub fn settle(blocks: &mut [Node], taken: &dyn Fn(&str) -> bool, findings: &mut Findings) -> Vec<Entry> {
    let mut state = State {
        has_h1: false,
        stack: vec![(1, 1)],
        previous: 1,
        taken,
        used: BTreeSet::new(),
        next: BTreeMap::new(),
        entries: Vec::new(),
    };
    // Anchors that were given by hand hold; the others give way to them.
    let mut given: BTreeSet<String> = BTreeSet::new();
    each(blocks, &mut |node| {
        let span = node.span;
        let mut give = |id: &str| {
            let free = !given.contains(id) && !taken(id) && !is_mark(id);
            if free {
                given.insert(id.to_owned());
            } else {
                findings.push(Finding::at(&rules::HEADING_ID_TAKEN, span).with("id", id));
            }
            free
        };
        match &mut node.kind {
            Kind::Heading { level, id, .. } => {
                state.has_h1 |= *level == 1;
                if !id.is_empty() && !give(id) {
                    id.clear();
                }
            }
            Kind::Element { attributes, .. } => {
                attributes.retain(|(key, id)| *key != "id" || (!id.is_empty() && give(id)));
            }
            _ => {}
        }
    });
    state.used.extend(given);
    each(blocks, &mut |node| state.heading(node, findings));
    state.entries
}

/// Gives a tree that has been read again what [`settle`] found when it was read first: the headings in their order, and the ids
/// that its elements may have.
pub fn set(blocks: &mut [Node], entries: &[Entry], ids: &[String]) {
    let (mut entries, mut given) = (entries.iter(), BTreeSet::new());
    each(blocks, &mut |node| match &mut node.kind {
        Kind::Heading { level, id, .. } => {
            if let Some(entry) = entries.next() {
                *level = entry.level;
                id.clone_from(&entry.id);
            }
        }
        // Of several that want one id, the first has it.
        Kind::Element { attributes, .. } => {
            attributes.retain(|(key, id)| *key != "id" || (ids.contains(id) && given.insert(id.clone())));
        }
        _ => {}
    });
}

/// Headings as strong paragraphs.
pub fn soften(nodes: &mut [Node]) {
    each(nodes, &mut |node| {
        if let Kind::Heading { .. } = node.kind {
            let children = std::mem::take(&mut node.children);
            node.children = vec![Node { kind: Kind::Strong, span: node.span, children }];
            node.kind = Kind::Paragraph;
        }
    });
}

/// Whether an anchor is one that footnotes have.
fn is_mark(id: &str) -> bool {
    let number = id.strip_prefix("fn-").or_else(|| id.strip_prefix("fnref-"));
    number.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
}

/// Visits nodes that may change, headings in quotations and lists too.
fn each(nodes: &mut [Node], visit: &mut impl FnMut(&mut Node)) {
    for node in nodes {
        visit(node);
        each(&mut node.children, visit);
    }
}

struct State<'t> {
    /// The text uses `#` for its sections, so everything moves down one level.
    has_h1: bool,
    /// The open headings: level as written, level on the page.
    stack: Vec<(u8, u8)>,
    previous: u8,
    /// Whether an anchor stands on the page already.
    taken: &'t dyn Fn(&str) -> bool,
    /// Anchors of the text.
    used: BTreeSet<String>,
    /// The number to try next for a heading of the same words: a text may repeat one ten thousand times.
    next: BTreeMap<String, usize>,
    entries: Vec<Entry>,
}

impl State<'_> {
    fn heading(&mut self, node: &mut Node, findings: &mut Findings) {
        if !matches!(node.kind, Kind::Heading { .. }) {
            return;
        }
        let text = node.plain();
        let span = node.span;
        let Kind::Heading { level, id, .. } = &mut node.kind else { return };
        if text.is_empty() {
            findings.push(Finding::at(&rules::HEADING_EMPTY, span));
        }
        let written = *level + u8::from(self.has_h1);
        if written > self.previous + 1 {
            let hashes = |n: u8| "#".repeat(usize::from(n.saturating_sub(u8::from(self.has_h1)).max(1)));
            findings.push(
                Finding::at(&rules::HEADING_SKIP, span)
                    .with("text", text.as_str())
                    .with("from", usize::from(self.previous))
                    .with("to", usize::from(written))
                    .with("cure", hashes(self.previous + 1)),
            );
        }
        self.previous = written;
        while self.stack.len() > 1 && self.stack.last().is_some_and(|(open, _)| *open >= written) {
            self.stack.pop();
        }
        let on_page = self.stack.last().map_or(2, |(_, level)| (level + 1).min(6));
        self.stack.push((written, on_page));
        *level = on_page;
        if id.is_empty() {
            *id = self.free(&text);
        }
        self.entries.push(Entry { level: on_page, id: id.clone(), text, span });
    }

    fn free(&mut self, text: &str) -> String {
        let base = match fold::anchor(text) {
            empty if empty.is_empty() => "avsnitt".to_owned(),
            mark if is_mark(&mark) => format!("avsnitt-{mark}"),
            base => base,
        };
        let mut id = base.clone();
        let next = self.next.entry(base.clone()).or_insert(2);
        while self.used.contains(&id) || (self.taken)(&id) {
            id = format!("{base}-{next}");
            *next += 1;
        }
        self.used.insert(id.clone());
        id
    }
}
