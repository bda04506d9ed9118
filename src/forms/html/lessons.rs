//! Lessons by topic, by target group, and those that came up at the meetings.

use super::frame::Frame;
use crate::content::document::Document;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::content::types::Data;
use crate::language::{fold, order};
use crate::site::{DocId, Route};
use crate::theme::view::{Entry, Group, Link, Value};
use std::collections::BTreeMap;

/// The groups of the list. A lesson on several topics stands under each of them.
pub(super) fn groups(frame: &Frame<'_>, lessons: &[DocId]) -> Vec<Group> {
    let site = frame.site;
    let topics = |id: DocId| site.links(id).map(|links| links.topics.as_slice()).unwrap_or_default();
    let mut groups = Vec::new();
    for &topic in site.of_type(Type::Topic) {
        let entries: Vec<Entry> =
            lessons.iter().filter(|id| topics(**id).contains(&topic)).map(|id| entry(frame, *id)).collect();
        if entries.is_empty() {
            continue;
        }
        let link = frame.document_link(topic);
        let slug = site.document(topic).map_or("", |document| document.slug.as_str());
        groups.push(Group {
            title: link.label,
            href: Some(link.href),
            id: format!("g-{}", fold::slug(slug)),
            entries,
            ..Group::default()
        });
    }
    let without: Vec<Entry> =
        lessons.iter().filter(|id| topics(**id).is_empty()).map(|id| entry(frame, *id)).collect();
    if !without.is_empty() {
        let title = frame.t("without_topic").to_owned();
        groups.push(Group { title, id: "t-none".into(), entries: without, ..Group::default() });
    }
    groups.extend(by_target_group(frame, lessons));
    groups.extend(from_meetings(frame));
    groups
}

/// When the project ran and whose it was, and what is to be learnt.
fn entry(frame: &Frame<'_>, id: DocId) -> Entry {
    let mut entry = frame.entry(id);
    let Some(document) = frame.site.document(id) else { return entry };
    if let Data::Lesson(lesson) = &document.data {
        let said = [&lesson.period, &lesson.owner].into_iter().flatten();
        entry.meta = said.map(|text| frame.said(document, text)).collect();
        if lesson.learning.is_some() {
            entry.summary.clone_from(&lesson.learning);
        }
    }
    entry
}

/// An index of the people that the lessons are about. `Unga` and `unga` are the same people.
fn by_target_group(frame: &Frame<'_>, lessons: &[DocId]) -> Vec<Group> {
    let mut people: BTreeMap<String, (String, Vec<Link>)> = BTreeMap::new();
    for id in lessons {
        let group = frame.site.document(*id).and_then(|document: &Document| document.target_group.as_ref());
        let Some(group) = group else { continue };
        let (_, links) = people
            .entry(fold::slug(group))
            .or_insert_with(|| (crate::language::fold::capital(group), Vec::new()));
        links.push(frame.document_link(*id));
    }
    let mut people: Vec<(String, (String, Vec<Link>))> = people.into_iter().collect();
    people.sort_by(|(_, (a, _)), (_, (b, _))| order::compare(frame.lang, a, b));
    people
        .into_iter()
        .map(|(slug, (name, links))| Group {
            title: frame.fill("for_target_group", &[("name", &name)]),
            id: format!("p-{slug}"),
            links,
            ..Group::default()
        })
        .collect()
}

/// What was marked as a lesson in the notes of a meeting, where it stands.
fn from_meetings(frame: &Frame<'_>) -> Option<Group> {
    let site = frame.site;
    let mut links = Vec::new();
    for id in site.relations.events.iter().rev() {
        let Some(document) = site.document(*id) else { continue };
        let Some(page) = frame.address_of(&Route::Document(*id)) else { continue };
        for (_, item) in site.items_of(*id).filter(|(_, item)| item.kind == ItemKind::Lesson) {
            let Value { text, lang, .. } = frame.said(document, &item.text.value);
            links.push(Link {
                // The meeting follows after a comma.
                label: text.trim_end_matches('.').to_owned(),
                href: format!("{page}#{}", item.id),
                hreflang: lang.clone(),
                lang,
                note: Some(super::frame::tied(&document.title)),
                ..Link::default()
            });
        }
    }
    let title = frame.t("lessons_of_meetings").to_owned();
    (!links.is_empty()).then(|| Group { title, id: "g-meetings".into(), links, ..Group::default() })
}
