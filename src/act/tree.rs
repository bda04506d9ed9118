//! A page as a tree that is only read: nodes in the order of the text, each with where its subtree ends.
//!
//! The order makes every walk a loop: no page is nested too deep for it.

use std::collections::BTreeMap;
use std::ops::Range;

/// A node, by its place in the order of the text.
pub(super) type Id = usize;

/// Which vocabulary an element is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    Html,
    Svg,
    Other,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Element(Element),
    Text(String),
    /// The document, a comment.
    Other,
}

/// An element as written, or as the parser had to add it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) space: Space,
    pub(super) tag: String,
    pub(super) attributes: Vec<Attribute>,
    /// The start tag; for an element that is not written, the tag or text that made the parser add it.
    pub(super) span: Range<usize>,
    /// Whether it is written.
    pub(super) written: bool,
}

/// An attribute, with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) value: String,
    pub(super) span: Range<usize>,
}

#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) what: What,
    pub(super) parent: Option<Id>,
    /// The first node after it that is not in it.
    pub(super) end: Id,
}

/// The tree. The first node is the document.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// All elements by their `id`, in order.
    ids: BTreeMap<String, Vec<Id>>,
}

impl Tree {
    pub(super) fn new(nodes: Vec<Node>) -> Self {
        let mut tree = Self { nodes, ids: BTreeMap::new() };
        let mut ids: BTreeMap<String, Vec<Id>> = BTreeMap::new();
        for id in tree.elements() {
            if let Some(name) = tree.get(id, "id").filter(|name| !name.is_empty()) {
                ids.entry(name.to_owned()).or_default().push(id);
            }
        }
        tree.ids = ids;
        tree
    }

    pub(super) fn element(&self, id: Id) -> Option<&Element> {
        match &self.nodes.get(id)?.what {
            What::Element(element) => Some(element),
            _ => None,
        }
    }

    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes.get(id)?.what {
            What::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The name of an HTML element; nothing for others.
    pub(super) fn tag(&self, id: Id) -> &str {
        self.element(id).filter(|e| e.space == Space::Html).map_or("", |e| e.tag.as_str())
    }

    pub(super) fn is_svg(&self, id: Id) -> bool {
        self.element(id).is_some_and(|e| e.space == Space::Svg)
    }

    /// The name of an SVG element; nothing for others.
    pub(super) fn svg_tag(&self, id: Id) -> &str {
        self.element(id).filter(|e| e.space == Space::Svg).map_or("", |e| e.tag.as_str())
    }

    pub(super) fn attribute(&self, id: Id, name: &str) -> Option<&Attribute> {
        self.element(id)?.attributes.iter().find(|attribute| attribute.name == name)
    }

    /// An attribute's value.
    pub(super) fn get(&self, id: Id, name: &str) -> Option<&str> {
        self.attribute(id, name).map(|attribute| attribute.value.as_str())
    }

    pub(super) fn has(&self, id: Id, name: &str) -> bool {
        self.attribute(id, name).is_some()
    }

    /// Whether an attribute has one of some values, whatever the case of the letters.
    pub(super) fn is(&self, id: Id, name: &str, values: &[&str]) -> bool {
        self.get(id, name).is_some_and(|v| values.iter().any(|value| v.trim().eq_ignore_ascii_case(value)))
    }

    pub(super) fn parent(&self, id: Id) -> Option<Id> {
        self.nodes.get(id)?.parent
    }

    /// What it stands in, from the nearest outwards.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::successors(self.parent(id), |at| self.parent(*at))
    }

    /// Itself and what it stands in.
    pub(super) fn up(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        std::iter::once(id).chain(self.ancestors(id))
    }

    fn end(&self, id: Id) -> Id {
        self.nodes.get(id).map_or(id, |node| node.end)
    }

    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> + '_ {
        let end = self.end(id);
        std::iter::successors(Some(id + 1), |at| Some(self.end(*at).max(at + 1)))
            .take_while(move |at| *at < end)
    }

    /// All that is in it, in order.
    pub(super) fn within(&self, id: Id) -> Range<Id> {
        id + 1..self.end(id).max(id + 1)
    }

    /// The first node after it that is not in it.
    pub(super) fn after(&self, id: Id) -> Id {
        self.end(id)
    }

    /// All elements of the page, in order.
    pub(super) fn elements(&self) -> impl Iterator<Item = Id> + '_ {
        (0..self.nodes.len()).filter(|id| self.element(*id).is_some())
    }

    /// The first element with an `id`: the one that a reference finds.
    pub(super) fn by_id(&self, name: &str) -> Option<Id> {
        self.all_by_id(name).first().copied()
    }

    /// All elements with an `id`.
    pub(super) fn all_by_id(&self, name: &str) -> &[Id] {
        self.ids.get(name).map_or(&[], Vec::as_slice)
    }

    /// The elements that an attribute names by their `id`; those that are not there are left out.
    pub(super) fn references(&self, id: Id, name: &str) -> Vec<Id> {
        let names = self.get(id, name).unwrap_or("").split_ascii_whitespace();
        names.filter_map(|name| self.by_id(name)).collect()
    }

    /// The texts of an element, one after the other, without judging what is shown.
    pub(super) fn raw_text(&self, id: Id) -> String {
        self.within(id).filter_map(|at| self.text(at)).collect()
    }
}
