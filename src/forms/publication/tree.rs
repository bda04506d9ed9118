//! The tree that every form but the web page is written from: small, with nothing left to look up.
//!
//! It says what a reader gets, in the order in which it is read. Links are whole addresses, pictures are files, languages
//! are there where they change; a form needs no site to write it.

use crate::content::formats::Subject;
use crate::language::tag::LangTag;
use crate::markdown::html::FOOTNOTES;
use jiff::civil::Date;
use serde::Serialize;

/// A text in full, with all that is to be told around it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Publication {
    /// Its title: the heading of level 1, which is not among the blocks.
    pub title: String,
    /// What it is: `Dialogmöte`.
    pub kind: String,
    /// What it is of, for forms that differ by that.
    #[serde(skip)]
    pub subject: Option<Subject>,
    /// Its language. What is in another says so.
    #[serde(serialize_with = "tag")]
    pub lang: LangTag,
    /// The language of the title, when another.
    #[serde(serialize_with = "tags")]
    pub title_lang: Option<LangTag>,
    /// In easy language: lines end where the author ended them, and there is more room.
    pub easy: bool,
    /// In a few sentences.
    pub summary: Option<String>,
    /// The day that it is about.
    #[serde(serialize_with = "date")]
    pub day: Option<Date>,
    /// The day that its text was last changed, as it says itself.
    #[serde(serialize_with = "date")]
    pub revised: Option<Date>,
    /// The same, or else `day`. Never that of the clock.
    #[serde(serialize_with = "date")]
    pub changed: Option<Date>,
    /// The page's address: whole when the site has one, else from its root.
    pub address: String,
    /// The address of the site, when it has one: then `address` is whole. Links that begin so stay within the site.
    pub root: Option<String>,
    /// Of an event: the whole address of its take-back sheet, when the site has an address.
    pub sheet: Option<String>,
    /// The name of the site.
    pub site: String,
    /// Who publishes it.
    pub publisher: String,
    /// Funders with their statements, then other logos.
    pub emblems: Vec<Emblem>,
    /// The text.
    pub blocks: Vec<Block>,
}

/// A logo. A funder's has a sentence which must never be parted from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Emblem {
    /// The picture.
    pub image: Image,
    /// What a funder demands to be said.
    pub statement: Option<String>,
    /// The language of these words, when another than the publication's.
    #[serde(serialize_with = "tags")]
    pub lang: Option<LangTag>,
    /// Height on paper in millimetres, at least 10.
    pub height_mm: u32,
}

impl Emblem {
    /// The picture's text alternative where the statement stands beside it: the same words twice would be noise.
    pub fn alt(&self) -> &str {
        let twice = self.statement.as_deref() == Some(self.image.alt.as_str());
        if twice { "" } else { &self.image.alt }
    }
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Image {
    /// The file, from the root of the sources: `content/bilder/karta.png`.
    pub path: String,
    /// Its text alternative; empty for mere decoration.
    pub alt: String,
    /// Width and height in CSS pixels, if known.
    pub size: Option<(u32, u32)>,
}

/// A block: what it is, its anchor, its language when another than that around it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Block {
    /// What it is.
    pub content: Content,
    /// An anchor, unique in the publication.
    pub id: Option<String>,
    /// Its language.
    #[serde(serialize_with = "tags")]
    pub lang: Option<LangTag>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Content {
    /// A heading of level 2 to 6. No level is skipped.
    Heading(u8, Vec<Inline>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A list; with its first number if it is ordered.
    List(Option<u64>, Vec<Vec<Block>>),
    /// Terms and what is so of each.
    Terms(Vec<(Vec<Inline>, Vec<Vec<Inline>>)>),
    /// Code: lines that end where they end.
    Code(String),
    /// A thematic break.
    Break,
    /// A table.
    Table(Table),
    /// A picture with its caption, which may be empty.
    Figure(Image, Vec<Inline>),
    /// A line for a reader to write on.
    Rule,
    /// Blocks that belong together.
    Group(Vec<Block>),
}

/// A table. Every row has as many cells as the head.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Table {
    /// Its caption; may be empty.
    pub caption: Vec<Inline>,
    /// The heads of the columns.
    pub head: Vec<Vec<Inline>>,
    /// The cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// Whether the first cell of a row is its head.
    pub row_headers: bool,
    /// Columns of numbers, set to the end of the line.
    pub numeric: Vec<bool>,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Code.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong importance.
    Strong(Vec<Inline>),
    /// No longer so.
    Strike(Vec<Inline>),
    /// Below the line.
    Sub(Vec<Inline>),
    /// Above the line.
    Sup(Vec<Inline>),
    /// A line end that is meant.
    LineBreak,
    /// A link: a whole address, or `#` and an anchor of this publication.
    Link(String, Vec<Inline>),
    /// A picture within a line.
    Image(Image),
    /// A passage in another language.
    Passage(#[serde(serialize_with = "tag")] LangTag, Vec<Inline>),
    /// A mention of a footnote: its number and its anchor.
    Note(usize, String),
}

fn tag<S: serde::Serializer>(tag: &LangTag, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(tag.as_str())
}

#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)] // What serde asks for.
fn date<S: serde::Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    date.map(|date| date.to_string()).serialize(to)
}

#[allow(clippy::ref_option)] // What serde asks for.
fn tags<S: serde::Serializer>(tag: &Option<LangTag>, to: S) -> Result<S::Ok, S::Error> {
    tag.as_ref().map(LangTag::as_str).serialize(to)
}

impl Block {
    /// A block without an anchor, in the language around it.
    pub fn new(content: Content) -> Self {
        Self { content, id: None, lang: None }
    }

    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::new(Content::Heading(level, vec![Inline::Text(text.into())]))
    }

    /// A paragraph of plain words.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::new(Content::Paragraph(vec![Inline::Text(text.into())]))
    }

    /// The same with an anchor.
    #[must_use]
    pub fn at(self, id: impl Into<String>) -> Self {
        Self { id: Some(id.into()).filter(|id| !id.is_empty()), ..self }
    }

    /// The same in a language.
    #[must_use]
    pub fn in_language(self, lang: Option<LangTag>) -> Self {
        Self { lang, ..self }
    }

    /// Visits the block and all blocks within it, in order.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Self)) {
        visit(self);
        match &self.content {
            Content::Quote(blocks) | Content::Group(blocks) => {
                for block in blocks {
                    block.walk(visit);
                }
            }
            Content::List(_, items) => items.iter().flatten().for_each(|block| block.walk(visit)),
            _ => {}
        }
    }

    /// Lets something change the block and all blocks within it.
    pub fn walk_mut(&mut self, change: &mut impl FnMut(&mut Self)) {
        change(self);
        match &mut self.content {
            Content::Quote(blocks) | Content::Group(blocks) => {
                for block in blocks {
                    block.walk_mut(change);
                }
            }
            Content::List(_, items) => items.iter_mut().flatten().for_each(|block| block.walk_mut(change)),
            _ => {}
        }
    }

    /// The lines of inline content that stand in the block itself.
    pub fn lines(&self) -> Vec<&[Inline]> {
        match &self.content {
            Content::Heading(_, line) | Content::Paragraph(line) | Content::Figure(_, line) => vec![line],
            Content::Terms(terms) => terms
                .iter()
                .flat_map(|(term, values)| std::iter::once(term).chain(values))
                .map(Vec::as_slice)
                .collect(),
            Content::Table(table) => std::iter::once(&table.caption)
                .chain(&table.head)
                .chain(table.rows.iter().flatten())
                .map(Vec::as_slice)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The same to be changed.
    pub fn lines_mut(&mut self) -> Vec<&mut Vec<Inline>> {
        match &mut self.content {
            Content::Heading(_, line) | Content::Paragraph(line) | Content::Figure(_, line) => vec![line],
            Content::Terms(terms) => {
                terms.iter_mut().flat_map(|(term, values)| std::iter::once(term).chain(values)).collect()
            }
            Content::Table(table) => std::iter::once(&mut table.caption)
                .chain(&mut table.head)
                .chain(table.rows.iter_mut().flatten())
                .collect(),
            _ => Vec::new(),
        }
    }
}

impl Inline {
    /// What stands within it.
    pub fn children(&self) -> &[Self] {
        match self {
            Self::Emphasis(line)
            | Self::Strong(line)
            | Self::Strike(line)
            | Self::Sub(line)
            | Self::Sup(line)
            | Self::Link(_, line)
            | Self::Passage(_, line) => line,
            _ => &[],
        }
    }

    /// The same to be changed.
    pub fn children_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Emphasis(line)
            | Self::Strong(line)
            | Self::Strike(line)
            | Self::Sub(line)
            | Self::Sup(line)
            | Self::Link(_, line)
            | Self::Passage(_, line) => Some(line),
            _ => None,
        }
    }
}

/// The words of a line; pictures give their alternative text, mentions of footnotes nothing.
pub fn plain(line: &[Inline]) -> String {
    let mut out = String::new();
    for inline in line {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::LineBreak => out.push(' '),
            Inline::Image(image) => out.push_str(&image.alt),
            Inline::Note(..) => {}
            within => out.push_str(&plain(within.children())),
        }
    }
    out
}

/// Visits everything in a line, in order.
pub fn walk<'a>(line: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in line {
        visit(inline);
        walk(inline.children(), visit);
    }
}

/// Lets something change everything in a line.
pub fn walk_mut(line: &mut [Inline], change: &mut impl FnMut(&mut Inline)) {
    for inline in line {
        change(inline);
        if let Some(children) = inline.children_mut() {
            walk_mut(children, change);
        }
    }
}

/// The footnotes, where their heading and the list of them begin a row of blocks: each is a group with an anchor.
pub fn footnotes(blocks: &[Block]) -> Option<&[Vec<Block>]> {
    let [heading, list, ..] = blocks else { return None };
    let (Content::Heading(..), Some(id)) = (&heading.content, &heading.id) else { return None };
    let Content::List(Some(1), items) = &list.content else { return None };
    // Within a whole an anchor has a prefix.
    let named = id.strip_suffix(FOOTNOTES).is_some_and(|prefix| prefix.is_empty() || prefix.ends_with('-'));
    let noted = |item: &Vec<Block>| {
        matches!(item.as_slice(), [Block { content: Content::Group(_), id: Some(_), .. }])
    };
    (named && items.iter().all(noted)).then_some(items)
}

impl Publication {
    /// Whether it is a take-back sheet: one page, with lines to write on.
    pub fn is_sheet(&self) -> bool {
        self.subject == Some(Subject::Sheet)
    }

    /// What stands under a heading of the page's own, with the heading; nothing when it has none of that anchor.
    pub fn section(&self, id: &str) -> &[Block] {
        let begins = |block: &Block| matches!(block.content, Content::Heading(2, _));
        let own = |block: &Block| begins(block) && block.id.as_deref() == Some(id);
        let Some(rest) = self.blocks.iter().position(own).and_then(|from| self.blocks.get(from..)) else {
            return &[];
        };
        let end = rest.iter().skip(1).position(begins).map_or(rest.len(), |end| end + 1);
        rest.get(..end).unwrap_or_default()
    }

    /// All pictures of the text, with those of the emblems first.
    pub fn images(&self) -> Vec<&Image> {
        let mut images: Vec<&Image> = self.emblems.iter().map(|emblem| &emblem.image).collect();
        for block in &self.blocks {
            block.walk(&mut |block| {
                if let Content::Figure(image, _) = &block.content {
                    images.push(image);
                }
                for line in block.lines() {
                    walk(line, &mut |inline| {
                        if let Inline::Image(image) = inline {
                            images.push(image);
                        }
                    });
                }
            });
        }
        images
    }
}
