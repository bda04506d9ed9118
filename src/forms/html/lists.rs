//! Pages that list all documents of a type.

use super::frame::Frame;
use super::leaf::Leaf;
use super::lessons;
use crate::content::document::Document;
use crate::content::kind::Type;
use crate::content::types::Data;
use crate::language::fold;
use crate::site::attendance::SECTORS;
use crate::site::overview::{UNDATED, is_dated, letter_anchor};
use crate::site::{DocId, Route, State, Whole};
use crate::theme::view::{Entry, Group, Link, List, Value};

impl Frame<'_> {
    /// A page of groups under headings.
    pub(super) fn list(&self, page: &'static str, title: &str, lede: String, groups: Vec<Group>) -> List {
        let shell = self.shell(page, title, Some(&lede));
        List {
            shell,
            lede: Some(lede),
            more: Vec::new(),
            letters: Vec::new(),
            groups,
            pages: Vec::new(),
            forms: self.form_links(),
        }
    }

    /// A document as an entry of a list.
    pub(super) fn entry(&self, id: DocId) -> Entry {
        let Some(document) = self.site.document(id) else { return Entry::default() };
        let (mut meta, mut notice) = (Vec::new(), None);
        if let Some(event) = document.event() {
            meta.extend(document.day().map(|day| self.day(day)));
            meta.extend(
                event
                    .place
                    .municipality
                    .as_ref()
                    .map(|m| Value { text: m.value.clone(), ..Value::default() }),
            );
            // Nobody shall read a day and a place of something that will not be there.
            if matches!(self.site.state(document), State::Cancelled | State::Moved) {
                notice = Some(self.state(document));
            } else {
                meta.push(Value { text: self.state(document), status: true, ..Value::default() });
            }
        } else if let Data::Statistic(statistic) = &document.data {
            meta.extend(statistic.measured.map(|day| self.day(day)));
            meta.extend(statistic.area.as_ref().map(|area| self.said(document, area)));
        } else if let Some(date) = &document.date {
            meta.push(self.day(date.value));
        }
        Entry {
            notice,
            link: self.document_link(id),
            meta,
            summary: self.summary(id, document),
            ..Entry::default()
        }
    }

    /// The summary of a document in the page's language.
    fn summary(&self, id: DocId, document: &Document) -> Option<String> {
        let suited = self.site.links(id).map(|links| links.versions.clone()).unwrap_or_default();
        let own = self.lang.tag();
        let translated = suited
            .iter()
            .filter_map(|v| self.site.document(*v))
            .find(|d| !d.version.easy_read && self.site.language(d).primary() == own && d.summary.is_some());
        let text = |d: &Document| d.summary.as_ref().map(|s| s.value.clone());
        translated.and_then(text).or_else(|| text(document)).or_else(|| match &document.data {
            Data::Match(need) => need.text.as_ref().map(|t| t.value.clone()),
            Data::Lesson(lesson) => lesson.learning.clone(),
            Data::Organisation(organisation) => organisation.mandate.clone(),
            _ => None,
        })
    }
}

/// A page of all documents of a type.
pub(super) fn of_type(frame: &Frame<'_>, leaf: Leaf<'_>, kind: Type) -> List {
    let key = kind.plural();
    let title = frame.word("title", key);
    let lede = frame.word("lede", key);
    let documents = frame.site.of_type(kind);
    let groups = match kind {
        Type::Meeting | Type::Workshop | Type::Mailing | Type::Reply => {
            by_year(frame, &leaf.slices(documents).concat())
        }
        Type::Organisation => {
            let mut groups = by_sector(frame, &leaf);
            groups.extend(gaps(frame, &leaf));
            groups
        }
        Type::Lesson => lessons::groups(frame, &leaf),
        _ if leaf.is_parted() => by_letter(frame, &leaf, kind),
        _ => {
            let entries = documents.iter().map(|id| frame.entry(*id)).collect();
            vec![Group { title: frame.word("all", key), id: "g-all".into(), entries, ..Group::default() }]
        }
    };
    let page = match kind {
        Type::Meeting => "meetings",
        Type::Workshop => "workshops",
        Type::Topic => "topics",
        Type::Organisation => "organisations",
        _ => "list",
    };
    let titles = |n: usize| {
        let part = leaf.parted().parts().get(n);
        part.map_or_else(String::new, |part| heading(frame, kind, &part.anchor))
    };
    let letters = match kind {
        _ if !leaf.is_parted() => {
            leaf.jumps(groups.iter().map(|group| (group.title.as_str(), group.id.as_str())))
        }
        Type::Organisation => leaf.jumps_by(titles),
        Type::Lesson => lessons::jumps(frame, &leaf),
        _ if is_dated(kind) => leaf.jumps_by(titles),
        // By letter.
        _ => {
            let parts = leaf.parted().parts().iter().enumerate();
            let named: Vec<(String, &str)> =
                parts.map(|(n, part)| (titles(n), part.anchor.as_str())).collect();
            leaf.jumps(named.iter().map(|(title, anchor)| (title.as_str(), *anchor)))
        }
    };
    List { more: more(frame, kind), letters, ..leaf.list(page, &title, lede, groups) }
}

/// The heading of a group of the list of a type that is parted, by its anchor.
pub(super) fn heading(frame: &Frame<'_>, kind: Type, anchor: &str) -> String {
    let name = anchor.trim_start_matches("g-");
    match (kind, name) {
        (Type::Organisation, "inventory") => frame.t("inventory_title").to_owned(),
        (Type::Organisation, _) if SECTORS.contains(&name) => frame.word("sector_title", name),
        (Type::Organisation, gap) => frame.word_of(&gap.replace('-', "_")),
        (_, "undated") => frame.t("undated").to_owned(),
        (_, "tal") => "#".to_owned(),
        (_, year_or_letter) => fold::capital(year_or_letter),
    }
}

/// Documents by title, of a list that is too long for one page.
fn by_letter(frame: &Frame<'_>, leaf: &Leaf<'_>, kind: Type) -> Vec<Group> {
    let group = |(n, (letter, documents)): (usize, (&str, Vec<DocId>))| {
        let entries: Vec<Entry> = leaf.cut(n, &documents).iter().map(|id| frame.entry(*id)).collect();
        let id = letter_anchor(letter);
        (!entries.is_empty()).then(|| Group { title: letter.to_owned(), id, entries, ..Group::default() })
    };
    frame.site.titled(kind).into_iter().enumerate().filter_map(group).collect()
}

/// Pages that show the same in another way.
fn more(frame: &Frame<'_>, kind: Type) -> Vec<Link> {
    let pages: &[(Route, &str)] = match kind {
        Type::Meeting | Type::Workshop => &[(Route::Calendar, "calendar")],
        Type::Organisation | Type::Statistic => &[(Route::Balance, "balance")],
        _ => &[],
    };
    pages.iter().filter_map(|(route, key)| frame.made_link(route, key)).collect()
}

pub(super) fn by_year(frame: &Frame<'_>, documents: &[DocId]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for document in documents {
        let day = frame.site.document(*document).and_then(Document::day);
        let title = day.map_or_else(|| frame.t("undated").to_owned(), |day| day.year().to_string());
        if groups.last().is_none_or(|group| group.title != title) {
            let id = day.map_or_else(|| UNDATED.to_owned(), |day| format!("g-{}", day.year()));
            let whole = day.and_then(|day| frame.whole_link(Whole::Year(day.year())));
            let event = frame.site.document(*document).is_some_and(|own| own.kind.is_event());
            let links = whole.into_iter().filter(|_| event).collect();
            groups.push(Group { title, id, links, ..Group::default() });
        }
        if let Some(group) = groups.last_mut() {
            group.entries.push(frame.entry(*document));
        }
    }
    groups
}

/// The two sectors, both shown even when one has nobody yet.
fn by_sector(frame: &Frame<'_>, leaf: &Leaf<'_>) -> Vec<Group> {
    let mut groups = Vec::new();
    for (n, sector) in SECTORS.into_iter().enumerate() {
        let all = frame.site.of_sector(sector);
        if !leaf.shows(n) || (all.is_empty() && sector == "other") {
            continue;
        }
        let entry = |id: &DocId| {
            let mut entry = frame.entry(*id);
            if let Some(Data::Organisation(o)) = frame.site.document(*id).map(|d| &d.data) {
                entry.meta.extend(o.standing.map(|s| Value {
                    text: frame.word("organisation", s),
                    status: true,
                    ..Value::default()
                }));
            }
            entry
        };
        groups.push(Group {
            title: frame.word("sector_title", sector),
            id: format!("g-{sector}"),
            entries: leaf.cut(n, &all).iter().map(entry).collect(),
            empty: all.is_empty().then(|| frame.t("sector_empty").to_owned()),
            ..Group::default()
        });
    }
    groups
}

/// What the inventory lacks: municipalities without any organisation, and those with one sector only. And the same as a
/// table for spreadsheets.
fn gaps(frame: &Frame<'_>, leaf: &Leaf<'_>) -> Vec<Group> {
    let group = |(n, (id, names)): (usize, (&'static str, Vec<&'static str>))| {
        let here = leaf.cut(SECTORS.len() + n, &names);
        let links = here.iter().map(|name| frame.municipality_link(name)).collect();
        let lede = Some(frame.count("municipalities", names.len()));
        let title = heading(frame, Type::Organisation, id);
        (!here.is_empty()).then(|| Group { title, id: id.to_owned(), lede, links, ..Group::default() })
    };
    let gaps = frame.site.gaps();
    let inventory = SECTORS.len() + gaps.len();
    let mut groups: Vec<Group> = gaps.into_iter().enumerate().filter_map(group).collect();
    if !leaf.shows(inventory) {
        return groups;
    }
    let tables = [(Route::Inventory, "inventory"), (Route::InventoryData, "inventory_data")];
    let links: Vec<Link> = tables.iter().filter_map(|(route, key)| frame.made_link(route, key)).collect();
    if !links.is_empty() {
        let title = frame.t("inventory_title").to_owned();
        groups.push(Group { title, id: "g-inventory".into(), links, ..Group::default() });
    }
    groups
}
