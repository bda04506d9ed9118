//! Needs beside offers. The seed asks for "bättre matchmaking inför projektstart, finns deltagare, finns behov?".

use super::frame::{Frame, value_of};
use crate::content::document::Document;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::content::types::Data;
use crate::language::{fold, order};
use crate::site::DocId;
use crate::theme::view::{Entry, Fact, Group, Link, List, Pair, Value};
use std::collections::BTreeMap;

/// So many suggestions beside one that has found nothing yet.
const SUGGESTIONS: usize = 5;

/// The board.
pub(super) fn view(frame: &Frame<'_>) -> List {
    let site = frame.site;
    let (needs, offers) = (site.of_type(Type::Need), site.of_type(Type::Offer));
    let open = |list: &[DocId]| -> Vec<DocId> {
        list.iter().copied().filter(|id| site.matching(*id) == Some("open")).collect()
    };
    let (open_needs, open_offers) = (open(needs), open(offers));
    let mut groups = vec![
        unmatched(frame, "needs_open", &open_needs, &open_offers),
        unmatched(frame, "offers_open", &open_offers, &open_needs),
        matched(frame, needs, offers),
    ];
    groups.extend(closed(frame, needs.iter().chain(offers)));
    groups.extend(from_meetings(frame));
    let all = [needs, offers].concat();
    groups.extend(index(frame, &all));
    let lede = frame.t("lede_matching").to_owned();
    frame.list("matching", frame.t("matching"), lede, groups)
}

/// What has found nothing yet, with what may fit beside it.
fn unmatched(frame: &Frame<'_>, key: &'static str, list: &[DocId], others: &[DocId]) -> Group {
    let pair = |id: &DocId| {
        let mut fitting: Vec<(usize, DocId, String)> = others
            .iter()
            .filter_map(|other| frame.fit(*id, *other).map(|(score, why)| (score, *other, why)))
            .collect();
        fitting.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        let beside: Vec<Link> = fitting
            .into_iter()
            .take(SUGGESTIONS)
            .map(|(_, other, why)| Link { note: Some(why), ..frame.document_link(other) })
            .collect();
        let lead = frame.t(if beside.is_empty() { "fits_nothing" } else { "may_fit" }).to_owned();
        Pair { entry: frame.match_entry(*id), lead, beside }
    };
    Group {
        title: frame.word("matching_title", key),
        id: format!("g-{}", key.replace('_', "-")),
        empty: list.is_empty().then(|| frame.word("matching_none", key)),
        pairs: list.iter().map(pair).collect(),
        ..Group::default()
    }
}

/// What has found each other: every need with its offers, then offers whose need has a page of its own no more.
fn matched(frame: &Frame<'_>, needs: &[DocId], offers: &[DocId]) -> Group {
    let site = frame.site;
    let found = |id: &&DocId| site.matching(**id) == Some("matched");
    let lone = |id: &&DocId| !site.matches(**id).iter().any(|other| needs.contains(other));
    let pairs = needs.iter().filter(found).chain(offers.iter().filter(found).filter(lone)).map(|id| {
        let beside: Vec<Link> =
            site.matches(*id).into_iter().map(|other| frame.document_link(other)).collect();
        let lead = frame.t(if beside.is_empty() { "fits_untold" } else { "fits" }).to_owned();
        Pair { entry: frame.match_entry(*id), lead, beside }
    });
    let pairs: Vec<Pair> = pairs.collect();
    Group {
        title: frame.t("matching_title_matched").to_owned(),
        id: "g-matched".into(),
        empty: pairs.is_empty().then(|| frame.t("matching_none_matched").to_owned()),
        pairs,
        ..Group::default()
    }
}

fn closed<'d>(frame: &Frame<'_>, all: impl Iterator<Item = &'d DocId>) -> Option<Group> {
    let site = frame.site;
    let links: Vec<Link> = all
        .filter_map(|id| {
            let state = site.matching(*id).filter(|state| matches!(*state, "closed" | "expired"))?;
            Some(Link { note: Some(frame.word("matching", state)), ..frame.document_link(*id) })
        })
        .collect();
    let title = frame.t("matching_title_closed").to_owned();
    (!links.is_empty()).then(|| Group { title, id: "g-closed".into(), links, ..Group::default() })
}

/// Needs and offers that were said at a meeting and have no page of their own.
fn from_meetings(frame: &Frame<'_>) -> Option<Group> {
    let site = frame.site;
    let said = site.relations.events.iter().flat_map(|event| site.items_of(*event));
    let links: Vec<Link> = said
        .filter(|(_, item)| matches!(item.kind, ItemKind::Need | ItemKind::Offer))
        .map(|(id, item)| Link { note: Some(frame.short_name(id.0)), ..frame.item_link(id, item) })
        .collect();
    let title = frame.t("matching_title_said").to_owned();
    (!links.is_empty()).then(|| Group { title, id: "g-said".into(), links, ..Group::default() })
}

/// All of them by topic, target group and municipality.
fn index(frame: &Frame<'_>, all: &[DocId]) -> Vec<Group> {
    let site = frame.site;
    let mut topics: BTreeMap<String, Vec<DocId>> = BTreeMap::new();
    let (mut groups, mut places) = (topics.clone(), topics.clone());
    for id in all {
        let (Some(document), Some(links)) = (site.document(*id), site.links(*id)) else { continue };
        for topic in &links.topics {
            topics.entry(frame.document_link(*topic).label).or_default().push(*id);
        }
        if let Some(group) = &document.target_group {
            groups.entry(crate::language::fold::capital(group)).or_default().push(*id);
        }
        for place in &links.municipalities {
            places.entry((*place).to_owned()).or_default().push(*id);
        }
    }
    [("by_topic", topics), ("by_target_group", groups), ("by_municipality", places)]
        .into_iter()
        .filter(|(_, map)| !map.is_empty())
        .map(|(key, map)| {
            let mut rows: Vec<(String, Vec<DocId>)> = map.into_iter().collect();
            rows.sort_by(|a, b| order::compare(frame.lang, &a.0, &b.0));
            let fact = |(term, ids): (String, Vec<DocId>)| {
                let values = ids.iter().map(|id| frame.kind_value(*id)).collect();
                Fact { term, values, ..Fact::default() }
            };
            Group {
                title: frame.t(key).to_owned(),
                id: format!("g-{}", key.replace('_', "-")),
                facts: rows.into_iter().map(fact).collect(),
                ..Group::default()
            }
        })
        .collect()
}

impl Frame<'_> {
    /// Why two may fit, and how well: the same topic counts most, then the target group, then the place.
    fn fit(&self, a: DocId, b: DocId) -> Option<(usize, String)> {
        let site = self.site;
        let (one, other) = (site.links(a)?, site.links(b)?);
        let group = |id: DocId| site.document(id)?.target_group.as_deref().map(fold::fold);
        let (mut score, mut why) = (0, Vec::new());
        if one.topics.iter().any(|topic| other.topics.contains(topic)) {
            score += 4;
            why.push(self.t("same_topic").to_owned());
        }
        if group(a).is_some() && group(a) == group(b) {
            score += 2;
            why.push(self.t("same_target_group").to_owned());
        }
        // A place alone makes no match.
        if score == 0 {
            return None;
        }
        let places: Vec<&str> =
            one.municipalities.iter().copied().filter(|place| other.municipalities.contains(place)).collect();
        if !places.is_empty() {
            score += 1;
            why.push(self.fill("same_place", &[("places", &places.join(", "))]));
        }
        Some((score, why.join(", ")))
    }

    /// A need or an offer as a value, with what it is before its name.
    fn kind_value(&self, id: DocId) -> Value {
        let link = self.document_link(id);
        let kind = self.site.document(id).map_or("need", |document| document.kind.name());
        let text = format!("{}: {}", crate::language::fold::capital(&self.word("kind", kind)), link.label);
        value_of(Link { label: text, ..link })
    }

    /// A need or an offer with all that one must know to say whether it fits.
    fn match_entry(&self, id: DocId) -> Entry {
        Entry { facts: self.match_facts(id), ..self.entry(id) }
    }

    /// Whose it is, for whom, where, for how many, and until when.
    fn match_facts(&self, id: DocId) -> Vec<Fact> {
        let Some((document, links)) = self.site.document(id).zip(self.site.links(id)) else {
            return Vec::new();
        };
        let mut facts = Vec::new();
        facts.extend(
            links.organisation.and_then(|id| self.fact_links("organisation", vec![self.document_link(id)])),
        );
        facts.extend(
            self.fact_links("topics", links.topics.iter().map(|id| self.document_link(*id)).collect()),
        );
        facts.extend(self.told(document, "target_group", document.target_group.as_ref()));
        let places: Vec<Link> =
            links.municipalities.iter().map(|name| self.municipality_link(name)).collect();
        facts.extend(self.fact_links("municipalities", places));
        facts.extend(self.match_numbers(document));
        facts
    }

    /// For how many, and from when until when.
    pub(super) fn match_numbers(&self, document: &Document) -> Vec<Fact> {
        let Data::Match(m) = &document.data else { return Vec::new() };
        let mut facts = Vec::new();
        facts.extend(m.participants.map(|n| self.fact("participants", n.to_string())));
        facts.extend(m.from.map(|d| self.fact_of("from_day", self.day(d))));
        facts.extend(m.to.map(|d| self.fact_of("to_day", self.day(d))));
        facts
    }
}
