//! The tree.

use super::media::Media;
use crate::language::tag::LangTag;
use crate::report::Span;

/// The elements of HTML that may stand in a note as blocks.
pub(super) const BLOCKS: &[&str] = &[
    "blockquote",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "hr",
    "li",
    "ol",
    "p",
    "summary",
    "ul",
];

/// A node: what it is, where it was written, what is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it was written.
    pub span: Span,
    /// What is in it.
    pub children: Vec<Node>,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As the text runs.
    Start,
    /// Centred.
    Centre,
    /// To the end: numbers.
    End,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading. The level is as written until [`super::headings::settle`] has been.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its anchor; empty until settled, unless given by hand.
        id: String,
        /// Its language, if another than the text's.
        lang: Option<LangTag>,
    },
    /// A quotation.
    Quote,
    /// A list; with its first number if it is ordered.
    List(Option<u64>),
    /// An item, and whether it is a task, done or not.
    Item(Option<bool>),
    /// Code, with its language.
    CodeBlock {
        /// `rust`, `markdown`; may be empty.
        info: String,
        /// The code.
        text: String,
    },
    /// A thematic break.
    Break,
    /// A table: [`Kind::Caption`] first if there is one, then rows.
    Table {
        /// A column each.
        aligns: Vec<Align>,
        /// Whether the first cell of each row heads it.
        row_headers: bool,
    },
    /// A table's caption.
    Caption,
    /// A row; the first is the header.
    Row,
    /// A cell.
    Cell,
    /// A figure: an image, then a [`Kind::Caption`].
    Figure,
    /// Text.
    Text(String),
    /// Code in a line.
    Code(String),
    /// Emphasis.
    Emphasis,
    /// Strong importance.
    Strong,
    /// Struck out.
    Strike,
    /// A line end that is only a space.
    SoftBreak,
    /// A line end that is meant.
    HardBreak,
    /// A link.
    Link {
        /// As written.
        target: String,
        /// The language of what it leads to or says.
        lang: Option<LangTag>,
    },
    /// An image. Its children are the alternative text.
    Image {
        /// As written.
        src: String,
        /// The title in quotes: a caption.
        title: String,
        /// Marked as mere decoration.
        decorative: bool,
    },
    /// A sound or a film.
    Media(Box<Media>),
    /// A mention of a footnote.
    FootnoteRef {
        /// The label as written.
        label: String,
        /// Its number; 0 until settled.
        number: usize,
        /// Which mention of it this is, from 1.
        mention: usize,
    },
    /// A passage in another language: `[text]{lang=en}`.
    Passage(LangTag),
    /// An HTML element that is allowed in notes.
    Element {
        /// Its name.
        tag: &'static str,
        /// Allowed attributes.
        attributes: Vec<(&'static str, String)>,
    },
    /// A decision, an action … at the place where it stands: an anchor around the paragraph or within the item.
    Marked {
        /// Its anchor.
        id: String,
    },
    /// Raw HTML, before [`super::raw_html::settle`].
    Raw {
        /// As written.
        html: String,
        /// A block, or within a line.
        block: bool,
    },
}

impl Node {
    /// A node without children.
    pub fn leaf(kind: Kind, span: Span) -> Self {
        Self { kind, span, children: Vec::new() }
    }

    /// The words of the node and all within it; images give their alternative text, footnote marks nothing.
    pub fn plain(&self) -> String {
        let mut out = String::with_capacity(self.span.end.saturating_sub(self.span.start) as usize);
        self.gather(&mut out);
        squeezed(out)
    }

    fn gather(&self, out: &mut String) {
        match &self.kind {
            Kind::Text(text) | Kind::Code(text) | Kind::CodeBlock { text, .. } => out.push_str(text),
            Kind::SoftBreak | Kind::HardBreak => out.push(' '),
            _ => {
                for child in &self.children {
                    child.gather(out);
                }
                if self.kind.is_block() {
                    out.push(' ');
                }
            }
        }
    }

    /// Visits the node and all within it, in order.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Node)) {
        visit(self);
        for child in &self.children {
            child.walk(visit);
        }
    }
}

impl Kind {
    /// Whether it stands on its own, as a block.
    pub fn is_block(&self) -> bool {
        match self {
            Self::Paragraph
            | Self::Heading { .. }
            | Self::Quote
            | Self::List(_)
            | Self::Item(_)
            | Self::CodeBlock { .. }
            | Self::Break
            | Self::Table { .. }
            | Self::Caption
            | Self::Row
            | Self::Cell
            | Self::Figure
            | Self::Marked { .. } => true,
            Self::Element { tag, .. } => BLOCKS.contains(tag),
            Self::Raw { block, .. } => *block,
            _ => false,
        }
    }
}

/// A text with one space between its words, and none around it. Most texts are so already.
pub fn squeezed(mut text: String) -> String {
    text.truncate(text.trim_end().len());
    if is_squeezed(&text) {
        return text;
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text has no space but single ones between words.
fn is_squeezed(text: &str) -> bool {
    // Bytes of other white space in ASCII, and those with which a character begins that may be some (Unicode `White_Space`).
    let other = |byte: u8| matches!(byte, b'\t'..=b'\r' | 0xc2 | 0xe1..=0xe3);
    // To the end, as several bytes are looked at in one step that way.
    let may = text.bytes().fold(false, |may, byte| may | other(byte));
    let loose = |c: char| c.is_whitespace() && c != ' ';
    let pairs = text.bytes().zip(text.bytes().skip(1));
    let doubled = pairs.map(|pair| u8::from(pair == (b' ', b' '))).max() == Some(1);
    !(text.starts_with(' ') || doubled || (may && text.contains(loose)))
}

/// The words of several nodes.
pub fn plain(nodes: &[Node]) -> String {
    nodes.iter().map(Node::plain).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Visits all nodes and all within them, in order.
pub fn walk<'a>(nodes: &'a [Node], visit: &mut impl FnMut(&'a Node)) {
    for node in nodes {
        node.walk(visit);
    }
}
