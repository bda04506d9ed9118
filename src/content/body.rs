//! The running text of a note, as a tree. It follows from the source, so it need not be kept: who asks for it when it is not
//! there has it read again.

use super::document::{self, Document};
use super::items::{self, Item};
use super::types::Name;
use crate::language::Lang;
use crate::markdown::media::Media;
use crate::markdown::{self, Kind, Node, tree};
use crate::report::{Findings, Source, Spanned};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::{Arc, OnceLock};

/// A running text, read or to be read.
#[derive(Clone, Default)]
pub struct Body {
    source: Arc<Source>,
    /// The site's main language, which the note was read with.
    lang: Lang,
    tree: OnceLock<markdown::Document>,
}

impl Body {
    /// One that is read when it is asked for.
    pub(super) fn unread(source: &Arc<Source>, lang: Lang) -> Self {
        Self { source: Arc::clone(source), lang, tree: OnceLock::new() }
    }

    /// Gives the marks in it the ids that the items have now.
    pub(super) fn anchor(&mut self, items: &[Item]) {
        if let Some(tree) = self.tree.get_mut() {
            items::anchor(items, &mut tree.blocks);
        }
    }

    /// One that has been read.
    pub(super) fn read(source: &Arc<Source>, lang: Lang, tree: markdown::Document) -> Self {
        Self { tree: tree.into(), ..Self::unread(source, lang) }
    }
}

/// Read from the same, they are the same.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang && (Arc::ptr_eq(&self.source, &other.source) || self.source == other.source)
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body of {}", self.source.path)
    }
}

impl Document {
    /// The running text.
    pub fn body(&self) -> &markdown::Document {
        let Body { source, lang, tree } = &self.text;
        tree.get_or_init(|| {
            let again = document::read(source, self.file, *lang, &mut Findings::new());
            let mut body = again.text.tree.into_inner().unwrap_or_default();
            // A version has the ids of its original.
            items::anchor(&self.items, &mut body.blocks);
            body
        })
    }
}

/// What ties a running text to others: what they may refer to in it, and what it refers to, footnotes too. Whoever looks after
/// these ties needs no tree.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Ends {
    /// The ids of its elements, in their order: headings and items have their own.
    pub ids: Vec<String>,
    /// Where links lead, as written.
    pub links: Vec<Name>,
    /// Images, as written.
    pub images: Vec<Name>,
    /// Sounds and films.
    pub media: Vec<Spanned<Media>>,
}

impl Ends {
    /// Those of a tree.
    pub(super) fn of(body: &markdown::Document) -> Self {
        let mut ends = Self::default();
        let ids = |node: &Node| match &node.kind {
            Kind::Element { attributes, .. } => {
                attributes.iter().filter(|(key, _)| *key == "id").map(|(_, id)| id.clone()).collect()
            }
            _ => Vec::new(),
        };
        tree::walk(&body.blocks, &mut |node| ends.ids.extend(ids(node)));
        let mut visit = |node: &Node| match &node.kind {
            Kind::Link { target, .. } => ends.links.push(Spanned::new(target.clone(), node.span)),
            Kind::Image { src, .. } => ends.images.push(Spanned::new(src.clone(), node.span)),
            Kind::Media(media) => ends.media.push(Spanned::new(Media::clone(media), node.span)),
            _ => {}
        };
        tree::walk(&body.blocks, &mut visit);
        for note in &body.footnotes {
            tree::walk(&note.children, &mut visit);
        }
        ends
    }

    /// All files and places that it refers to, as written.
    pub fn targets(&self) -> impl Iterator<Item = &str> {
        let named = self.links.iter().chain(&self.images).map(|name| name.value.as_str());
        named.chain(self.media.iter().flat_map(|media| media.files()))
    }
}
