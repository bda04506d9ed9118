//! The start page, in each of the site's languages.

use super::events;
use super::frame::{Frame, TOOLS};
use crate::content::document::Document;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::site::{ItemId, Route, Standing, State};
use crate::theme::view::{Fact, Link, Start};

/// So many of the latest events.
const LATEST: usize = 3;
/// So many organisations and topics; the rest are in their lists.
const SHOWN: usize = 12;

pub(super) fn view(frame: &Frame<'_>) -> Start {
    let site = frame.site;
    let project = &site.file.project;
    let translation = project
        .translation
        .as_ref()
        .filter(|t| frame.other_than_main() && t.lang.primary() == frame.lang.tag());
    let lede = translation.map(|t| t.summary.clone()).or_else(|| project.summary.clone());
    let next = site.next_event();
    let latest: Vec<_> = site
        .relations
        .events
        .iter()
        .rev()
        .filter(|id| site.document(**id).is_some_and(|d| site.state(d) == State::Held))
        .take(LATEST)
        .map(|id| frame.entry(*id))
        .collect();
    let links = |kind: Type| {
        site.of_type(kind)
            .iter()
            .copied()
            .take(SHOWN)
            .map(|id| frame.document_link(id))
            .collect::<Vec<Link>>()
    };
    let shell = frame.shell("start", &frame.site_name(), lede.as_deref());
    Start {
        shell,
        lede,
        progress: events::progress(frame),
        next_facts: next.and_then(|id| site.document(id)).map(|d| next_facts(frame, d)).unwrap_or_default(),
        next: next.map(|id| frame.entry(id)),
        no_next: frame.t("no_next").to_owned(),
        calendar: frame.made_link(&Route::Calendar, "calendar"),
        changed: site.changed_events().into_iter().map(|id| frame.entry(id)).collect(),
        latest,
        all_events: [(Type::Meeting, "all_meetings"), (Type::Workshop, "all_workshops")]
            .into_iter()
            .filter_map(|(kind, key)| frame.made_link(&Route::List(kind), key))
            .collect(),
        topics: links(Type::Topic),
        organisations: links(Type::Organisation),
        all_organisations: frame.made_link(&Route::List(Type::Organisation), "all_organisations"),
        follow: follow(frame),
        texts: texts(frame),
        project: frame.made_link(&Route::Project, "about_project"),
    }
}

/// What one must know before coming: when, where, what there is for those who need it, by when to say so.
fn next_facts(frame: &Frame<'_>, document: &Document) -> Vec<Fact> {
    let mut facts = events::practical(frame, document);
    facts.extend(events::access_in_short(frame, document));
    facts
}

/// Ways to follow up, with what is urgent said beside them.
fn follow(frame: &Frame<'_>) -> Vec<Link> {
    let site = frame.site;
    let count = |kind: ItemKind, wanted: fn(Standing) -> bool| {
        let of_kind = |id: &&ItemId| site.item(**id).is_some_and(|item| item.kind == kind);
        let standings = site.relations.items.values().filter(of_kind).filter_map(|id| site.standing(*id));
        standings.filter(|standing| wanted(*standing)).count()
    };
    let notes = [
        (
            Route::Register(ItemKind::Decision),
            "count_in_force",
            count(ItemKind::Decision, |s| s == Standing::InForce),
        ),
        (
            Route::Register(ItemKind::Action),
            "count_overdue",
            count(ItemKind::Action, |s| s == Standing::Overdue),
        ),
        (Route::Register(ItemKind::Question), "count_open", count(ItemKind::Question, Standing::is_open)),
    ];
    TOOLS
        .iter()
        .filter_map(|(route, key)| {
            let note = notes.iter().find(|(own, _, n)| own == route && *n > 0);
            let note = note.map(|(_, key, n)| frame.count(key, *n));
            Some(Link { note, ..frame.made_link(route, key)? })
        })
        .collect()
}

/// On a start page in another language: every text there is in that language.
fn texts(frame: &Frame<'_>) -> Vec<Link> {
    if !frame.other_than_main() {
        return Vec::new();
    }
    let own = |d: &crate::content::document::Document| frame.site.language(d).primary() == frame.lang.tag();
    frame
        .site
        .documents
        .iter()
        .enumerate()
        .filter(|(_, d)| own(d))
        .map(|(i, _)| frame.dated_link(crate::site::DocId(i)))
        .collect()
}
