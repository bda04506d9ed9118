//! Markdown to a tree with spans, passes over the tree, and its writers.
//!
//! A tree and not a stream of events: links, headings, ids, tables are edits of nodes, never of text. The passes here
//! need only the document itself; what needs the rest of the site (where a link leads, how large an image is, which
//! words have an explanation) is asked of [`html::Surroundings`] when the tree is written, so that a parsed document
//! never changes when another one does.

pub mod attributes;
pub mod figures;
pub mod footnotes;
pub mod headings;
pub mod html;
mod judged;
pub mod media;
pub mod mistyped;
pub mod parse;
pub mod raw_html;
pub mod tables;
pub mod tree;
pub mod words;

pub use tree::{Kind, Node};

use crate::report::{FileId, Findings};
use std::ops::Range;

/// A body, read and put in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The blocks.
    pub blocks: Vec<Node>,
    /// Footnotes in the order of their first mention.
    pub footnotes: Vec<footnotes::Footnote>,
}

/// Reads the Markdown in a range of a source text, up to and including footnotes and figures. Headings are put in
/// order by [`headings::settle`], when it is known what the title is.
pub fn read(text: &str, range: Range<usize>, file: FileId, findings: &mut Findings) -> Document {
    let mut parsed = parse::parse(text, range, file, findings);
    let allowed = raw_html::allowed();
    judged::look(&parsed.blocks, &allowed, findings);
    raw_html::settle(&mut parsed.blocks, findings);
    for definition in &mut parsed.footnotes {
        judged::look(&definition.children, &allowed, findings);
        raw_html::settle(&mut definition.children, findings);
    }
    mistyped::look(text, &parsed.blocks, findings);
    for definition in &parsed.footnotes {
        mistyped::look(text, &definition.children, findings);
    }
    attributes::apply(&mut parsed.blocks, findings);
    for definition in &mut parsed.footnotes {
        attributes::apply(&mut definition.children, findings);
    }
    figures::settle(&mut parsed.blocks, findings);
    tables::settle(&mut parsed.blocks, findings);
    let footnotes = footnotes::settle(&mut parsed.blocks, parsed.footnotes);
    Document { blocks: parsed.blocks, footnotes }
}

#[cfg(test)]
mod tests;
