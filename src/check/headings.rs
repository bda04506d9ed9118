//! Headings that are none, that are missing, that are there twice; titles of two pages that are the same.

use super::Text;
use super::blocks::Role;
use crate::content::kind::Type;
use crate::language::fold;
use crate::markdown::{Kind, Node};
use crate::report::catalog::text as rules;
use crate::report::{Finding, Findings};
use crate::site::Site;
use std::collections::{BTreeMap, BTreeSet};

/// So many words need a heading among them.
const LONG: usize = 300;
/// No heading has more words.
const HEADING_WORDS: usize = 8;

pub(super) fn check(note: &Text<'_>, findings: &mut Findings) {
    let blocks = &note.body.blocks;
    for (i, node) in blocks.iter().enumerate() {
        fake(node, blocks.get(i + 1), findings);
    }
    duplicates(note, findings);
    if !note.document.headings.is_empty() {
        return;
    }
    let words: usize = note
        .blocks
        .iter()
        .filter(|block| matches!(block.role, Role::Paragraph | Role::Item))
        .map(|block| block.words.len())
        .sum();
    if words > LONG {
        findings.push(Finding::at(&rules::HEADING_MISSING, note.document.title.span).with("words", words));
    }
}

/// A paragraph that is bold from end to end, short, no sentence, and followed by text.
fn fake(node: &Node, next: Option<&Node>, findings: &mut Findings) {
    if node.kind != Kind::Paragraph || !is_bold(&node.children) {
        return;
    }
    let text = node.plain();
    let sentence = text.ends_with(['.', '!', '?', ',', ';']);
    let words = text.split_whitespace().count();
    let heads = next.is_some_and(|next| {
        matches!(next.kind, Kind::Paragraph | Kind::List(_) | Kind::Table { .. }) && !is_bold(&next.children)
    });
    // What goes on in small letters (`**karin bokar lokalen**`) is something to remember and no heading.
    let begins = !text.trim_start().starts_with(char::is_lowercase);
    if heads && begins && !sentence && words <= HEADING_WORDS && text.chars().any(char::is_alphabetic) {
        let cure = format!("## {}", text.trim_end_matches(':'));
        findings.push(
            Finding::at(&rules::HEADING_FAKE, node.span).with("text", text.as_str()).with("cure", cure),
        );
    }
}

/// Bold from end to end, in italics too or not.
fn is_bold(inline: &[Node]) -> bool {
    match inline {
        [Node { kind: Kind::Strong, .. }] => true,
        [Node { kind: Kind::Emphasis, children, .. }] => is_bold(children),
        _ => false,
    }
}

fn duplicates(note: &Text<'_>, findings: &mut Findings) {
    let mut parents: Vec<(u8, String)> = Vec::new();
    let mut seen: BTreeSet<(Vec<String>, String)> = BTreeSet::new();
    for block in note.blocks.iter().filter(|block| block.role == Role::Heading) {
        let Some(level) = level_at(&note.body.blocks, block.span) else { continue };
        parents.retain(|(parent, _)| *parent < level);
        let key = fold::key(&block.text);
        let path: Vec<String> = parents.iter().map(|(_, text)| text.clone()).collect();
        if !key.is_empty() && !seen.insert((path, key.clone())) {
            let finding = Finding::at(&rules::HEADING_DUPLICATE, block.span);
            findings.push(finding.with("text", block.text.as_str()));
        }
        parents.push((level, key));
    }
}

fn level_at(nodes: &[Node], span: crate::report::Span) -> Option<u8> {
    nodes.iter().find_map(|node| match node.kind {
        Kind::Heading { level, .. } if node.span == span => Some(level),
        _ => level_at(&node.children, span),
    })
}

/// Two pages of one type and language that are called the same.
pub(super) fn check_titles(site: &Site, findings: &mut Findings) {
    let mut seen: BTreeMap<(Type, String, bool, String), crate::report::Span> = BTreeMap::new();
    for document in &site.documents {
        let lang = site.language(document).primary().to_owned();
        let key = (document.kind, lang, document.version.easy_read, fold::key(&document.title));
        match seen.get(&key) {
            Some(first) => findings.push(
                Finding::at(&rules::TITLE_DUPLICATE, document.title.span)
                    .with("title", document.title.as_str())
                    .related(*first),
            ),
            None => {
                seen.insert(key, document.title.span);
            }
        }
    }
}
