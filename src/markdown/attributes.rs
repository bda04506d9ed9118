//! Braces after brackets: `[text]{lang=en}`, `[text](link){lang=en}`, `![](line.svg){decorative}`.
//!
//! Braces that say something else are text, and stay.

use super::tree::{Kind, Node};
use crate::language::tag::LangTag;
use crate::report::catalog::markup as rules;
use crate::report::{Finding, Findings, Span};

/// Reads the braces in all nodes.
pub fn apply(nodes: &mut Vec<Node>, findings: &mut Findings) {
    for node in nodes.iter_mut() {
        apply(&mut node.children, findings);
    }
    after_nodes(nodes, findings);
    while passage(nodes, findings) {}
}

/// `{decorative}` after an image, `{lang=en}` after a link.
fn after_nodes(nodes: &mut Vec<Node>, findings: &mut Findings) {
    let mut i = 0;
    while i + 1 < nodes.len() {
        let (left, right) = nodes.split_at_mut(i + 1);
        if let (Some(node), Some(Node { kind: Kind::Text(text), span, .. })) =
            (left.last_mut(), right.first_mut())
            && let Some((inside, rest)) = text.strip_prefix('{').and_then(|t| t.split_once('}'))
        {
            let used = match &mut node.kind {
                Kind::Image { decorative, .. }
                    if matches!(inside.trim(), "decorative" | "dekorativ" | "utsmyckning") =>
                {
                    *decorative = true;
                    true
                }
                Kind::Link { lang, .. } => match language(inside, *span, findings) {
                    Said::Language(found) => {
                        *lang = Some(found);
                        true
                    }
                    Said::Wrong => true,
                    Said::Else => false,
                },
                _ => false,
            };
            if used {
                let cut = text.len() - rest.len();
                *span = span.slice(cut..usize::MAX - span.start as usize);
                *text = rest.to_owned();
                if text.is_empty() {
                    nodes.remove(i + 1);
                }
            }
        }
        i += 1;
    }
}

/// What braces say of the language.
enum Said {
    /// This one.
    Language(LangTag),
    /// Something that is no language, which has been told.
    Wrong,
    /// Something else.
    Else,
}

/// Reads `lang=en`.
fn language(inside: &str, span: Span, findings: &mut Findings) -> Said {
    let inside = inside.trim();
    let Some(value) = inside.strip_prefix("lang=").or_else(|| inside.strip_prefix("språk=")) else {
        return Said::Else;
    };
    let value = value.trim_matches(['"', '\'']);
    if let Some(tag) = LangTag::parse(value) {
        return Said::Language(tag);
    }
    findings.push(Finding::at(&rules::LANG_INVALID, span).with("value", value));
    Said::Wrong
}

/// Finds one `[…]{lang=…}` among siblings and puts what is within it into a node of its own.
fn passage(nodes: &mut Vec<Node>, findings: &mut Findings) -> bool {
    for end in 0..nodes.len() {
        let Some(Node { kind: Kind::Text(text), span, .. }) = nodes.get(end) else { continue };
        let mut from = 0;
        while let Some(offset) = text.get(from..).and_then(|t| t.find("]{")) {
            let close = from + offset;
            from = close + 2;
            let Some((inside, _)) = text.get(close + 2..).and_then(|t| t.split_once('}')) else { continue };
            if !inside.contains('=') {
                continue;
            }
            let after = close + 2 + inside.len() + 1;
            let Some((start, open)) = opening(nodes, end, close) else { continue };
            let lang = match language(inside, *span, findings) {
                Said::Language(lang) => Some(lang),
                Said::Wrong => None,
                Said::Else => continue,
            };
            split(nodes, (start, open), (end, close, after), lang);
            return true;
        }
    }
    false
}

/// The `[` that belongs to a `]`: its node and offset.
fn opening(nodes: &[Node], end: usize, close: usize) -> Option<(usize, usize)> {
    let mut depth = 0usize;
    for i in (0..=end).rev() {
        let Some(Node { kind: Kind::Text(text), .. }) = nodes.get(i) else { continue };
        let part = if i == end { text.get(..close)? } else { text };
        for (at, c) in part.char_indices().rev() {
            match c {
                ']' => depth += 1,
                '[' if depth == 0 => return Some((i, at)),
                '[' => depth -= 1,
                _ => {}
            }
        }
    }
    None
}

fn split(nodes: &mut Vec<Node>, open: (usize, usize), close: (usize, usize, usize), lang: Option<LangTag>) {
    let (start, open) = open;
    let (end, close, after) = close;
    let piece = |node: &Node, range: std::ops::Range<usize>| -> Option<Node> {
        let Kind::Text(text) = &node.kind else { return None };
        let part = text.get(range.clone()).filter(|part| !part.is_empty())?;
        Some(Node::leaf(Kind::Text(part.to_owned()), node.span.slice(range)))
    };
    let length = |node: &Node| if let Kind::Text(text) = &node.kind { text.len() } else { 0 };
    let (Some(first), Some(last)) = (nodes.get(start).cloned(), nodes.get(end).cloned()) else { return };
    let mut inner = Vec::new();
    if start == end {
        inner.extend(piece(&first, open + 1..close));
    } else {
        inner.extend(piece(&first, open + 1..length(&first)));
        inner.extend(nodes.get(start + 1..end).into_iter().flatten().cloned());
        inner.extend(piece(&last, 0..close));
    }
    let mut put = Vec::new();
    put.extend(piece(&first, 0..open));
    match lang {
        Some(lang) => {
            let span = first.span.slice(open..usize::MAX - first.span.start as usize).to(last.span);
            put.push(Node { kind: Kind::Passage(lang), span, children: inner });
        }
        None => put.extend(inner),
    }
    put.extend(piece(&last, after..length(&last)));
    nodes.splice(start..=end, put);
}
