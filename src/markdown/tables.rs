//! Tables: captions, header cells, row headers.

use super::tree::{Kind, Node};
use crate::language::{fold, numbers};
use crate::report::catalog::markup as rules;
use crate::report::{Finding, Findings};

/// Gives tables their captions (a paragraph `Tabell: …` or `Table: …` right before or after) and finds row headers.
pub fn settle(nodes: &mut Vec<Node>, findings: &mut Findings) {
    let mut i = 0;
    while i < nodes.len() {
        if let Some(node) = nodes.get_mut(i) {
            settle(&mut node.children, findings);
        }
        if !matches!(nodes.get(i).map(|n| &n.kind), Some(Kind::Table { .. })) {
            i += 1;
            continue;
        }
        let before = i.checked_sub(1).filter(|&j| nodes.get(j).is_some_and(is_caption));
        // Between two tables a caption belongs to the one that it stands before.
        let table = |j: usize| matches!(nodes.get(j).map(|n| &n.kind), Some(Kind::Table { .. }));
        let after = Some(i + 1)
            .filter(|&j| before.is_none() && nodes.get(j).is_some_and(is_caption) && !table(j + 1));
        let caption = before.or(after).map(|j| nodes.remove(j));
        if before.is_some() {
            i -= 1;
        }
        if let Some(table) = nodes.get_mut(i) {
            one(table, caption, findings);
        }
        i += 1;
    }
}

fn is_caption(node: &Node) -> bool {
    let text = node.plain();
    let label = text.split(':').next().map(fold::fold).unwrap_or_default();
    let word = label.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    matches!(node.kind, Kind::Paragraph) && text.contains(':') && matches!(word, "tabell" | "table")
}

/// Drops `Tabell:` from the front of a caption's first text.
fn without_label(mut caption: Node) -> Node {
    caption.kind = Kind::Caption;
    let bare = |text: &str| matches!(fold::fold(text.trim()).as_str(), "tabell" | "table");
    match caption.children.first_mut() {
        Some(Node { kind: Kind::Text(text), .. }) => {
            if let Some((_, rest)) = text.split_once(':').filter(|(label, _)| bare(label)) {
                *text = rest.trim_start().to_owned();
            }
        }
        // `**Tabell:** Kommuner`
        Some(first) if bare(first.plain().trim_end_matches(':')) => {
            caption.children.remove(0);
            if let Some(Node { kind: Kind::Text(text), .. }) = caption.children.first_mut() {
                *text = text.trim_start_matches([':', ' ']).to_owned();
            }
        }
        _ => {}
    }
    caption
}

fn one(table: &mut Node, caption: Option<Node>, findings: &mut Findings) {
    let rows: Vec<&Node> = table.children.iter().collect();
    let head: Vec<String> =
        rows.first().map(|r| r.children.iter().map(Node::plain).collect()).unwrap_or_default();
    if head.iter().all(String::is_empty) {
        findings.push(Finding::at(&rules::TABLE_NO_HEADER, table.span));
    }
    if caption.is_none() {
        findings.push(Finding::at(&rules::TABLE_NO_CAPTION, table.span));
    }
    let first: Vec<String> =
        rows.iter().skip(1).map(|row| row.children.first().map(Node::plain).unwrap_or_default()).collect();
    if let Kind::Table { row_headers, .. } = &mut table.kind {
        *row_headers = head.len() > 1 && heads_rows(&first);
    }
    if let Some(caption) = caption {
        table.children.insert(0, without_label(caption));
    }
}

/// The first column heads its rows when each of its cells is filled, is no number, and differs from the others:
/// only then does its text tell which row one is in.
fn heads_rows(cells: &[String]) -> bool {
    let filled = cells.iter().all(|cell| !cell.is_empty() && numbers::parse_decimal(cell).is_none());
    let mut sorted: Vec<&String> = cells.iter().collect();
    sorted.sort();
    sorted.dedup();
    !cells.is_empty() && filled && sorted.len() == cells.len()
}
