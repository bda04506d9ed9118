//! What hangs together with a document: the same topic, the same organisation, the same meeting.

use super::frame::Frame;
use crate::content::document::Document;
use crate::content::kind::Type;
use crate::language::dates;
use crate::site::DocId;
use crate::theme::view::{Group, Link};

/// The types of related documents, in the order in which they are shown.
const ORDER: [Type; 11] = [
    Type::Topic,
    Type::Meeting,
    Type::Workshop,
    Type::Need,
    Type::Offer,
    Type::Lesson,
    Type::Statistic,
    Type::Reply,
    Type::Mailing,
    Type::Page,
    Type::Organisation,
];

impl Frame<'_> {
    /// Documents of some types that name a document, a group a type.
    pub(super) fn related(&self, id: DocId, wanted: impl Fn(Type) -> bool) -> Vec<Group> {
        let named = self.site.relations.named_by.get(&id).map(Vec::as_slice).unwrap_or_default();
        let kind = |id: &DocId| self.site.document(*id).map(|document| document.kind);
        let list: Vec<DocId> = named.iter().copied().filter(|id| kind(id).is_some_and(&wanted)).collect();
        self.grouped(&list)
    }

    /// Documents as groups of links, by type.
    pub(super) fn grouped(&self, documents: &[DocId]) -> Vec<Group> {
        let mut groups = Vec::new();
        for kind in ORDER {
            let mut list: Vec<DocId> = documents
                .iter()
                .copied()
                .filter(|id| self.site.document(*id).is_some_and(|document| document.kind == kind))
                .collect();
            list.sort_by_key(|id| self.site.document(*id).and_then(Document::day));
            let links: Vec<Link> = list.into_iter().map(|id| self.dated_link(id)).collect();
            if !links.is_empty() {
                let key = Self::list_key(kind);
                groups.push(Group {
                    title: self.word("related", key),
                    id: format!("r-{key}"),
                    links,
                    ..Group::default()
                });
            }
        }
        groups
    }

    /// A link to a document with its day beside it.
    pub(super) fn dated_link(&self, id: DocId) -> Link {
        let mut link = self.document_link(id);
        let document = self.site.document(id);
        link.note = document.and_then(Document::day).map(|day| dates::long(self.lang, day));
        link
    }
}
