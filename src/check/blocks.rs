//! The text of a note as its reader meets it: block by block, each with its words and where they stand.

use crate::content::document::Document;
use crate::markdown::tree::squeezed;
use crate::markdown::{Kind, Node};
use crate::report::Span;
use std::cell::OnceCell;
use std::ops::Range;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Paragraph,
    Heading,
    Item,
    /// In a table: short pieces, no sentences.
    Cell,
    Caption,
}

/// A piece of running text.
#[derive(Debug)]
pub(super) struct Block<'d> {
    pub(super) role: Role,
    pub(super) span: Span,
    /// The inline nodes.
    pub(super) inline: Vec<&'d Node>,
    /// Its words as one reads them, without code; other languages that are marked as such are left out.
    pub(super) text: String,
    /// Where its sentences are, once somebody has asked.
    cut: OnceCell<Vec<Range<usize>>>,
    /// Within a quotation or a passage marked as another language.
    pub(super) quoted: bool,
}

impl Block<'_> {
    /// Its sentences.
    pub(super) fn sentences(&self) -> impl Iterator<Item = &str> {
        let cut = self.cut.get_or_init(|| sentences(&self.text));
        cut.iter().filter_map(|range| self.text.get(range.clone()))
    }
}

/// All blocks of a note, footnotes last.
pub(super) fn of(document: &Document) -> Vec<Block<'_>> {
    let mut out = Vec::new();
    gather(&document.body.blocks, false, &mut out);
    for note in &document.body.footnotes {
        gather(&note.children, false, &mut out);
    }
    out
}

fn gather<'d>(nodes: &'d [Node], quoted: bool, out: &mut Vec<Block<'d>>) {
    for node in nodes {
        let role = match &node.kind {
            Kind::Paragraph => Role::Paragraph,
            Kind::Heading { .. } => Role::Heading,
            Kind::Item(_) | Kind::Marked { .. } => Role::Item,
            Kind::Cell => Role::Cell,
            Kind::Caption => Role::Caption,
            Kind::CodeBlock { .. } => continue,
            Kind::Quote => {
                gather(&node.children, true, out);
                continue;
            }
            _ => {
                gather(&node.children, quoted || other_language(node), out);
                continue;
            }
        };
        let inline: Vec<&Node> = node.children.iter().take_while(|child| !child.kind.is_block()).collect();
        if !inline.is_empty() {
            let mut text = String::new();
            for child in &inline {
                words(child, &mut text);
            }
            let text = squeezed(text);
            let quoted = quoted || other_language(node);
            out.push(Block { role, span: node.span, inline, text, cut: OnceCell::new(), quoted });
        }
        let below = node.children.iter().position(|child| child.kind.is_block());
        gather(below.and_then(|from| node.children.get(from..)).unwrap_or_default(), quoted, out);
    }
}

/// Whether a node is marked as being in another language.
fn other_language(node: &Node) -> bool {
    match &node.kind {
        Kind::Passage(_) | Kind::Heading { lang: Some(_), .. } | Kind::Link { lang: Some(_), .. } => true,
        Kind::Element { attributes, .. } => attributes.iter().any(|(name, _)| *name == "lang"),
        _ => false,
    }
}

/// The words of an inline node: no code, no other language, no text of images.
fn words(node: &Node, out: &mut String) {
    match &node.kind {
        Kind::Text(text) => out.push_str(text),
        Kind::SoftBreak | Kind::HardBreak | Kind::Code(_) | Kind::Image { .. } | Kind::FootnoteRef { .. } => {
            out.push(' ');
        }
        _ if other_language(node) => out.push(' '),
        _ => node.children.iter().for_each(|child| words(child, out)),
    }
}

/// The words of a text: letters and what may stand within a word.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '\u{ad}' | '\u{2011}')))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// The sentences of a text. A full stop within an abbreviation or a number ends none.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let trimmed = |range: Range<usize>| {
        let part = text.get(range.clone()).unwrap_or("");
        let start = range.start + part.len() - part.trim_start().len();
        start..start + part.trim().len()
    };
    let mut from = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let end = at + c.len_utf8();
        let rest = text.get(end..).unwrap_or("");
        let next = rest.trim_start_matches(['"', '”', '’', ')', '»']).trim_start();
        let gap = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | ')' | '»'));
        let ends =
            rest.is_empty() || (gap && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
        // Looking back costs time, so only where it may matter: a line of 50,000 marks would take minutes.
        if !ends {
            continue;
        }
        let last = text.get(from..at).and_then(|part| part.rsplit(char::is_whitespace).next()).unwrap_or("");
        let dotted = last.contains('.') && !last.starts_with(|c: char| c.is_ascii_digit());
        let abbreviation = c == '.' && (dotted || ABBREVIATED.contains(&last.to_lowercase().as_str()));
        if !abbreviation || rest.is_empty() {
            out.push(trimmed(from..end));
            from = end;
        }
    }
    out.push(trimmed(from..text.len()));
    out.retain(|sentence| text.get(sentence.clone()).is_some_and(|text| split(text).next().is_some()));
    out
}

/// Words that end with a full stop and end no sentence.
const ABBREVIATED: [&str; 20] = [
    "kl", "nr", "st", "resp", "ca", "dr", "bl", "tel", "sid", "ev", "inkl", "exkl", "kap", "etc", "mr",
    "mrs", "prof", "s", "vol", "fig",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        let text = "Vi ses kl. 13.00. Ta med t.ex. kaffe. Kostar det 3.5 kr? Ja! Nej… ”Vi ses.” Slut";
        let sentences = |text: &'static str| -> Vec<&str> {
            sentences(text).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(
            sentences(text),
            [
                "Vi ses kl. 13.00.",
                "Ta med t.ex. kaffe.",
                "Kostar det 3.5 kr?",
                "Ja!",
                "Nej… ”Vi ses.",
                "” Slut"
            ]
        );
        assert!(sentences("… – ").is_empty());
    }
}
