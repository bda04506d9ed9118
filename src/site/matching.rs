//! Which need fits which offer. It is enough that one of the two says so.

use super::{DocId, Site};
use crate::content::types::Data;
use std::collections::BTreeSet;

impl Site {
    /// How a need or an offer stands today: `open`, `matched`, `closed`, or `expired` when its last day has passed.
    pub fn matching(&self, id: DocId) -> Option<&'static str> {
        let Data::Match(item) = &self.document(id)?.data else { return None };
        if item.status == Some("closed") {
            return Some("closed");
        }
        if item.status == Some("matched") || !self.matches(id).is_empty() {
            return Some("matched");
        }
        let past = item.to.is_some_and(|to| to < self.today);
        Some(if past { "expired" } else { "open" })
    }

    /// What a need or an offer has been matched with, said by either of the two.
    pub fn matches(&self, id: DocId) -> Vec<DocId> {
        let own = self.links(id).map(|links| links.matches.as_slice()).unwrap_or_default();
        let back = self.relations.named_by.get(&id).map(Vec::as_slice).unwrap_or_default();
        let back =
            back.iter().filter(|other| self.links(**other).is_some_and(|links| links.matches.contains(&id)));
        own.iter().chain(back).copied().collect::<BTreeSet<_>>().into_iter().collect()
    }
}
