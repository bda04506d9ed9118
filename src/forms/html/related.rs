//! What hangs together with a document: the same topic, the same organisation, the same meeting.

use super::frame::Frame;
use crate::content::document::Document;
use crate::content::kind::Type;
use crate::language::dates;
use crate::site::DocId;
use crate::theme::view::{Group, Link};

impl Frame<'_> {
    /// Documents of some types that name a document, a group a type.
    pub(super) fn related(&self, id: DocId, wanted: impl Fn(Type) -> bool) -> Vec<Group> {
        let named = self.site.relations.named_by.get(&id).map(Vec::as_slice).unwrap_or_default();
        let kind = |id: &DocId| self.site.document(*id).map(|document| document.kind);
        let list: Vec<DocId> = named.iter().copied().filter(|id| kind(id).is_some_and(&wanted)).collect();
        self.grouped(&list)
    }

    /// Documents as groups of links, by type, each by day.
    pub(super) fn grouped(&self, documents: &[DocId]) -> Vec<Group> {
        let group = |kind: Type| self.group_of(kind, &self.by_day(documents, kind));
        Type::RELATED.into_iter().filter_map(group).collect()
    }

    /// Those documents that are of a type, by day.
    pub(super) fn by_day(&self, documents: &[DocId], kind: Type) -> Vec<DocId> {
        let of = |id: &DocId| self.site.document(*id).is_some_and(|document| document.kind == kind);
        let mut list: Vec<DocId> = documents.iter().copied().filter(of).collect();
        list.sort_by_key(|id| self.site.document(*id).and_then(Document::day));
        list
    }

    /// Documents of a type as a group of links; none, when there are none.
    pub(super) fn group_of(&self, kind: Type, documents: &[DocId]) -> Option<Group> {
        let links: Vec<Link> = documents.iter().map(|id| self.dated_link(*id)).collect();
        let key = kind.plural();
        let title = self.word("related", key);
        (!links.is_empty()).then(|| Group { title, id: format!("r-{key}"), links, ..Group::default() })
    }

    /// A link to a document with its day beside it.
    pub(super) fn dated_link(&self, id: DocId) -> Link {
        let mut link = self.document_link(id);
        let document = self.site.document(id);
        link.note = document.and_then(Document::day).map(|day| dates::long(self.lang, day));
        link
    }
}
