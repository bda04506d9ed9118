//! Needs beside offers. The seed asks for "bättre matchmaking inför projektstart, finns deltagare, finns behov?".

use super::frame::{Frame, tied, value_of};
use super::leaf::Leaf;
use crate::content::document::Document;
use crate::content::types::Data;
use crate::language::fold;
use crate::site::{DocId, ItemId};
use crate::theme::view::{Entry, Fact, Group, Link, List, Pair, Value};

/// So many suggestions beside one that has found nothing yet.
const SUGGESTIONS: usize = 5;

/// A page of the board.
pub(super) fn view(frame: &Frame<'_>, leaf: Leaf<'_>) -> List {
    let board = frame.site.board();
    let mut groups = Vec::new();
    if leaf.shows(0) {
        groups.push(unmatched(frame, "needs_open", leaf.cut(0, &board.needs), &board.offers));
    }
    if leaf.shows(1) {
        groups.push(unmatched(frame, "offers_open", leaf.cut(1, &board.offers), &board.needs));
    }
    if leaf.shows(2) {
        groups.push(matched(frame, leaf.cut(2, &board.matched)));
    }
    groups.extend(closed(frame, leaf.cut(3, &board.closed)));
    groups.extend(from_meetings(frame, leaf.cut(4, &board.said)));
    for (n, (anchor, rows)) in board.index.iter().enumerate() {
        groups.extend(index(frame, anchor, leaf.cut(5 + n, rows)));
    }
    let letters = leaf.jumps_by(|n| match n {
        0 => frame.word("matching_title", "needs_open"),
        1 => frame.word("matching_title", "offers_open"),
        2 => frame.t("matching_title_matched").to_owned(),
        3 => frame.t("matching_title_closed").to_owned(),
        4 => frame.t("matching_title_said").to_owned(),
        _ => board.index.get(n - 5).map_or_else(String::new, |(anchor, _)| index_title(frame, anchor)),
    });
    let lede = frame.t("lede_matching").to_owned();
    List { letters, ..leaf.list("matching", frame.t("matching"), lede, groups) }
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

/// What has found each other.
fn matched(frame: &Frame<'_>, list: &[DocId]) -> Group {
    let pairs = list.iter().map(|id| {
        let beside: Vec<Link> =
            frame.site.matches(*id).into_iter().map(|other| frame.document_link(other)).collect();
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

fn closed(frame: &Frame<'_>, list: &[DocId]) -> Option<Group> {
    let link = |id: &DocId| {
        let note = frame.site.matching(*id).map(|state| frame.word("matching", state));
        Link { note, ..frame.document_link(*id) }
    };
    let links: Vec<Link> = list.iter().map(link).collect();
    let title = frame.t("matching_title_closed").to_owned();
    (!links.is_empty()).then(|| Group { title, id: "g-closed".into(), links, ..Group::default() })
}

/// Needs and offers that were said at a meeting and have no page of their own.
fn from_meetings(frame: &Frame<'_>, list: &[ItemId]) -> Option<Group> {
    let link = |id: &ItemId| {
        let link = frame.item_link(*id, frame.site.item(*id)?);
        Some(Link { note: Some(frame.short_name(id.0)), ..link })
    };
    let links: Vec<Link> = list.iter().filter_map(link).collect();
    let title = frame.t("matching_title_said").to_owned();
    (!links.is_empty()).then(|| Group { title, id: "g-said".into(), links, ..Group::default() })
}

/// All of them by a word: topic, target group, municipality.
fn index(frame: &Frame<'_>, anchor: &str, rows: &[(String, DocId)]) -> Option<Group> {
    let mut facts: Vec<Fact> = Vec::new();
    for (term, id) in rows {
        let term = if anchor == "g-by-topic" { &tied(term) } else { term };
        if facts.last().is_none_or(|fact| fact.term != *term) {
            facts.push(Fact { term: term.clone(), ..Fact::default() });
        }
        if let Some(fact) = facts.last_mut() {
            fact.values.push(frame.kind_value(*id));
        }
    }
    let title = index_title(frame, anchor);
    (!facts.is_empty()).then(|| Group { title, id: anchor.to_owned(), facts, ..Group::default() })
}

fn index_title(frame: &Frame<'_>, anchor: &str) -> String {
    frame.word_of(&anchor.trim_start_matches("g-").replace('-', "_"))
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
