//! The running text of a note, as a tree. It follows from the source, so it need not be kept: who asks for it when it is not
//! there has it read again.

use super::document::{self, Document};
use super::items::{self, Item};
use super::types::Name;
use crate::markdown::media::Media;
use crate::markdown::{self, Kind, Node, tree};
use crate::report::{Source, Spanned, Stored};
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::fmt;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, Weak};

/// A running text, read or to be read.
#[derive(Clone, Default)]
pub struct Body {
    source: Stored,
    /// Whether the tree is let go when nobody needs it any more.
    sparing: bool,
    tree: OnceLock<Arc<markdown::Document>>,
    recent: Recent,
}

/// A tree that is not kept here, as long as somebody has it.
#[derive(Default)]
struct Recent(Mutex<Weak<markdown::Document>>);

/// Marks may be given other ids in what is made of it.
impl Clone for Recent {
    fn clone(&self) -> Self {
        Self::default()
    }
}

thread_local! {
    /// The tree that was read last of those that are not kept: several things are made of a text after each other.
    static LAST: Cell<Option<Arc<markdown::Document>>> = const { Cell::new(None) };
}

impl Body {
    /// One that is read when it is asked for.
    pub(super) fn unread(source: &Stored) -> Self {
        let (sparing, tree, recent) = Default::default();
        Self { source: source.clone(), sparing, tree, recent }
    }

    /// One that has been read.
    pub(super) fn read(source: &Arc<Source>, tree: markdown::Document) -> Self {
        Self { tree: Arc::new(tree).into(), ..Self::unread(&Arc::clone(source).into()) }
    }

    /// Gives the marks in it the ids that the items have now.
    pub(super) fn anchor(&mut self, items: &[Item]) {
        if let Some(tree) = self.tree.get_mut() {
            items::anchor(items, &mut Arc::make_mut(tree).blocks);
        }
    }
}

/// Read from the same, they are the same.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        self.source == other.source
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Body of {}", self.source.path())
    }
}

impl Document {
    /// The running text.
    pub fn body(&self) -> Arc<markdown::Document> {
        let Body { source, sparing, tree, recent: Recent(recent) } = &self.text;
        let read = || Arc::new(document::tree(self, &source.open()));
        if !sparing {
            return Arc::clone(tree.get_or_init(read));
        }
        let recent = || recent.lock().unwrap_or_else(PoisonError::into_inner);
        let held = recent().upgrade();
        held.unwrap_or_else(|| {
            let tree = read();
            *recent() = Arc::downgrade(&tree);
            LAST.set(Some(Arc::clone(&tree)));
            tree
        })
    }

    /// From now on its tree is read when it is asked for, each time, from `source`; the one that was there is given away. A tree
    /// takes three times as much memory as its text, and is read in a tenth of the time that its page takes.
    pub(super) fn spare(&mut self, source: &Stored) -> Option<Arc<markdown::Document>> {
        self.text.source = source.clone();
        self.text.sparing = true;
        self.text.tree.take()
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
    /// Whether it has footnotes.
    pub footnotes: bool,
}

impl Ends {
    /// Those of a tree.
    pub(super) fn of(body: &markdown::Document) -> Self {
        let mut ends = Self { footnotes: !body.footnotes.is_empty(), ..Self::default() };
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
