//! The registers: every decision, action and question, in the order in which they were made.

use crate::content::fields::other::SECTORS;
use crate::content::items::{Item, ItemKind};
use crate::forms::Renderer;
use crate::site::{AnswerId, ItemId, Route, Site, relations};
use serde_json::{Value, json};

/// The items of a kind, by the day of their meeting, then as they stand in its note.
fn items(site: &Site, kind: ItemKind) -> Vec<(ItemId, &Item)> {
    let events = site.relations.events.iter();
    events.flat_map(|event| site.items_of(*event)).filter(|(_, item)| item.kind == kind).collect()
}

/// Whom an item names: organisations as they are called, sectors by their canonical names.
fn who(site: &Site, item: &Item) -> Vec<String> {
    let name = |name: &str| {
        let organisation = site.organisation(name).and_then(|id| site.document(id));
        let sector = || relations::sector(name).unwrap_or(name).to_owned();
        organisation.map_or_else(sector, |document| document.title.value.clone())
    };
    item.who.iter().map(|who| name(who)).collect()
}

/// The whole address of an item, or from the site's root when the site has no address.
fn address(site: &Site, id: ItemId, item: &Item) -> String {
    let root = site.file.address.as_ref().map_or("", |root| root.value.as_str());
    format!("{root}{}#{}", site.routes.address(&Route::Document(id.0)).unwrap_or_default(), item.id)
}

/// A row an item, below the heads.
pub(super) fn rows(renderer: &Renderer<'_>, kind: ItemKind) -> Vec<Vec<String>> {
    let (site, strings) = (renderer.site, renderer.theme.strings(renderer.site.lang));
    let (named, last) = match kind {
        ItemKind::Action => ("owner", "due"),
        ItemKind::Question => ("to", "answer_by"),
        _ => ("concerns", "valid_until"),
    };
    let head = ["csv_id", "csv_text", named, last, "state", "meeting", "date", "page_address"];
    let mut rows = vec![head.map(|key| strings.get(key).to_owned()).to_vec()];
    for (id, item) in items(site, kind) {
        let Some(meeting) = site.document(id.0) else { continue };
        let standing = site.standing(id).map(|standing| format!("standing_{}", standing.name()));
        // A sector is told in words, as on the page.
        let sector = |name: String| {
            let choice = SECTORS.iter().find(|choice| choice.matches(&name));
            choice.map_or(name, |choice| strings.get(&format!("sector_title_{}", choice.name)).to_owned())
        };
        rows.push(vec![
            item.id.clone(),
            item.text.value.clone(),
            who(site, item).into_iter().map(sector).collect::<Vec<_>>().join(", "),
            item.by.as_ref().map(|by| by.value.to_string()).unwrap_or_default(),
            standing.map_or_else(String::new, |key| strings.get(&key).to_owned()),
            meeting.title.value.clone(),
            meeting.day().map(|day| day.to_string()).unwrap_or_default(),
            address(site, id, item),
        ]);
    }
    rows
}

/// The register as an object.
pub(super) fn object(site: &Site, kind: ItemKind) -> Value {
    let items: Vec<Value> =
        items(site, kind).into_iter().filter_map(|(id, item)| told(site, id, item)).collect();
    json!({
        "version": 1,
        "register": kind.name(),
        "site": site.file.project.name,
        "language": site.main_language().as_str(),
        "items": items,
    })
}

fn told(site: &Site, id: ItemId, item: &Item) -> Option<Value> {
    let meeting = site.document(id.0)?;
    let answers = site.feedback.answers.get(&id).map(Vec::as_slice).unwrap_or_default();
    Some(json!({
        "id": item.id,
        "text": item.text.value,
        "language": site.language(meeting).as_str(),
        "who": who(site, item),
        "by": item.by.as_ref().map(|by| by.value.to_string()),
        "standing": site.standing(id).map(crate::site::Standing::name),
        "replaced_by": site.relations.replaced_by.get(&id).and_then(|later| site.item(*later)).map(|later| &later.id),
        "meeting": { "title": meeting.title.value, "date": meeting.day().map(|day| day.to_string()) },
        "answers": answers.iter().filter_map(|answer| answered(site, *answer)).collect::<Vec<_>>(),
        "address": address(site, id, item),
    }))
}

fn answered(site: &Site, id: AnswerId) -> Option<Value> {
    let organisation = site.links(id.0)?.organisation.and_then(|id| site.document(id));
    Some(json!({
        "organisation": organisation.map(|document| document.title.value.as_str()),
        "text": site.answer(id)?,
    }))
}
