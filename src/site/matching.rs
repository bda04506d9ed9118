//! Which need fits which offer. It is enough that one of the two says so.

use super::paging::Part;
use super::{DocId, ItemId, Site};
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::content::types::Data;
use crate::language::{fold, order};
use std::collections::{BTreeMap, BTreeSet};

/// The words that needs and offers are looked up by, in their order, with each that has the word.
pub type Index = Vec<(String, DocId)>;

/// All needs and offers as they stand on the board.
#[derive(Debug, Clone, Default)]
pub struct Board {
    /// Needs that have found nothing yet.
    pub needs: Vec<DocId>,
    /// Offers that nobody has taken up.
    pub offers: Vec<DocId>,
    /// What has found each other: every need, then offers whose need has a page of its own no more.
    pub matched: Vec<DocId>,
    /// What is closed, or past its last day.
    pub closed: Vec<DocId>,
    /// What was said at a meeting and has no page of its own.
    pub said: Vec<ItemId>,
    /// By topic, by target group and by municipality: the id of the group, and what stands in it.
    pub index: [(&'static str, Index); 3],
}

impl Board {
    /// Its groups.
    pub(super) fn parts(&self) -> Vec<Part> {
        let index = self.index.iter().map(|(anchor, rows)| Part::links(*anchor, rows.len()));
        [
            Part::entries("g-needs-open", self.needs.len()),
            Part::entries("g-offers-open", self.offers.len()),
            Part::entries("g-matched", self.matched.len()),
            Part::links("g-closed", self.closed.len()),
            Part::links("g-said", self.said.len()),
        ]
        .into_iter()
        .chain(index)
        .collect()
    }
}

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

    /// Puts the board together.
    pub(super) fn gather_board(&self) -> Board {
        let (needs, offers) = (self.of_type(Type::Need), self.of_type(Type::Offer));
        let in_state = |list: &[DocId], states: &[&str]| -> Vec<DocId> {
            let so = |id: &DocId| self.matching(*id).is_some_and(|state| states.contains(&state));
            list.iter().copied().filter(so).collect()
        };
        let mut matched = in_state(needs, &["matched"]);
        let lone = |id: &DocId| !self.matches(*id).iter().any(|other| needs.contains(other));
        matched.extend(in_state(offers, &["matched"]).into_iter().filter(lone));
        let all = [needs, offers].concat();
        let said = self.relations.events.iter().flat_map(|event| self.items_of(*event));
        let said = said.filter(|(_, item)| matches!(item.kind, ItemKind::Need | ItemKind::Offer));
        Board {
            needs: in_state(needs, &["open"]),
            offers: in_state(offers, &["open"]),
            matched,
            closed: in_state(&all, &["closed", "expired"]),
            said: said.map(|(id, _)| id).collect(),
            index: self.index_of(&all),
        }
    }

    fn index_of(&self, all: &[DocId]) -> [(&'static str, Index); 3] {
        let (mut topics, mut groups, mut places) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for id in all {
            let (Some(document), Some(links)) = (self.document(*id), self.links(*id)) else { continue };
            for topic in &links.topics {
                let suited = self.suited(*topic, &self.spoken());
                let title = self.document(suited).map(|topic| topic.title.value.clone());
                put(&mut topics, title.unwrap_or_default(), *id);
            }
            if let Some(group) = &document.target_group {
                put(&mut groups, fold::capital(group), *id);
            }
            for place in &links.municipalities {
                put(&mut places, (*place).to_owned(), *id);
            }
        }
        [("g-by-topic", topics), ("g-by-target-group", groups), ("g-by-municipality", places)].map(
            |(anchor, words)| {
                let mut words: Vec<(String, Vec<DocId>)> = words.into_iter().collect();
                words.sort_by(|a, b| order::compare(self.lang, &a.0, &b.0));
                let rows =
                    |(word, ids): (String, Vec<DocId>)| ids.into_iter().map(move |id| (word.clone(), id));
                (anchor, words.into_iter().flat_map(rows).collect())
            },
        )
    }
}

fn put(words: &mut BTreeMap<String, Vec<DocId>>, word: String, id: DocId) {
    words.entry(word).or_default().push(id);
}
