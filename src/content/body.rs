//! The running text of a note, as a tree. It follows from the source, so it need not be kept: who asks for it when it is not
//! there has it read again.

use super::document::{self, Document};
use super::items::{self, Item};
use crate::language::Lang;
use crate::markdown::{self, Kind, Node, tree};
use crate::report::{Findings, Source};
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

/// What others may refer to in a running text, and what it refers to.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub struct Ends {
    /// The ids of its elements, in their order: headings and items have their own.
    pub ids: Vec<String>,
    /// Where links, images and media lead to, as written: each once.
    pub targets: Vec<String>,
}

impl Ends {
    /// Those of a tree.
    pub(super) fn of(body: &markdown::Document) -> Self {
        let mut ends = Self::default();
        tree::walk(&body.blocks, &mut |node| {
            if let Kind::Element { attributes, .. } = &node.kind {
                let ids = attributes.iter().filter(|(key, _)| *key == "id");
                ends.ids.extend(ids.map(|(_, id)| id.clone()));
            }
        });
        let mut visit = |node: &Node| match &node.kind {
            Kind::Link { target: written, .. } | Kind::Image { src: written, .. } => {
                ends.targets.push(written.clone());
            }
            Kind::Media(media) => ends.targets.extend(media.files().map(ToOwned::to_owned)),
            _ => {}
        };
        tree::walk(&body.blocks, &mut visit);
        for note in &body.footnotes {
            tree::walk(&note.children, &mut visit);
        }
        ends.targets.sort_unstable();
        ends.targets.dedup();
        ends
    }
}
