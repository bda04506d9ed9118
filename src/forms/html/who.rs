//! Who has which mandate, who carries results home, and who has which actions to do.

use super::frame::Frame;
use super::leaf::Leaf;
use crate::content::items::ItemKind;
use crate::content::types::Data;
use crate::site::attendance::SECTORS;
use crate::site::overview::Owner;
use crate::site::paging::ENTRIES;
use crate::site::{DocId, ItemId, Route, Standing};
use crate::theme::view::{Entry, Fact, Group, Link, List, Value};

/// So many of what each has to do, where all of it is more than fits a page; the rest stands on the organisation's own page, or
/// in the register.
const ACTIONS: usize = 5;

/// A page of all organisations and roles.
pub(super) fn view(frame: &Frame<'_>, leaf: Leaf<'_>) -> List {
    let site = frame.site;
    let mut groups = Vec::new();
    for (n, sector) in SECTORS.into_iter().enumerate() {
        let own = site.of_sector(sector);
        let entries: Vec<Entry> =
            leaf.cut(n, &own).iter().filter_map(|id| organisation(frame, *id)).collect();
        if !entries.is_empty() {
            let title = frame.word("sector_title", sector);
            groups.push(Group { title, id: format!("g-{sector}"), entries, ..Group::default() });
        }
    }
    let roles: Vec<&Owner> = site.roles().collect();
    let entries: Vec<Entry> =
        leaf.cut(SECTORS.len(), &roles).iter().filter_map(|owner| role(frame, owner)).collect();
    if !entries.is_empty() {
        let title = frame.t("roles").to_owned();
        groups.push(Group { title, id: "g-roles".into(), entries, ..Group::default() });
    }
    let letters = leaf.jumps_by(|n| match SECTORS.get(n) {
        Some(sector) => frame.word("sector_title", sector),
        None => frame.t("roles").to_owned(),
    });
    let lede = frame.t("lede_who").to_owned();
    List { letters, ..leaf.list("who", frame.t("who_does_what"), lede, groups) }
}

fn organisation(frame: &Frame<'_>, id: DocId) -> Option<Entry> {
    let site = frame.site;
    let document = site.document(id)?;
    let Data::Organisation(organisation) = &document.data else { return None };
    let link = frame.document_link(id);
    let mut facts = Vec::new();
    facts.extend(frame.told(document, "practice", organisation.practice.as_ref()));
    let carriers = site.carriers(id);
    facts.extend((!carriers.is_empty()).then(|| frame.fact("carrier", carriers.join(", "))));
    let own = site.relations.items_of.get(&id).map(Vec::as_slice).unwrap_or_default();
    let page = frame.address_of(&Route::Document(id)).map(|page| format!("{page}#r-to-do"));
    facts.push(
        open_actions(frame, &link.label, own, page)
            .unwrap_or_else(|| frame.fact("open_actions", frame.t("no_open_actions"))),
    );
    let text = organisation.mandate.clone().unwrap_or_else(|| frame.t("no_mandate").to_owned());
    Some(Entry { link, summary: Some(text), facts, ..Entry::default() })
}

/// Roles own actions too: the project leader, a working group.
fn role(frame: &Frame<'_>, owner: &Owner) -> Option<Entry> {
    let register = frame.address_of(&Route::Register(ItemKind::Action));
    let facts = vec![open_actions(frame, &owner.name, &owner.actions, register)?];
    let link = Link { label: owner.name.clone(), ..Link::default() };
    Some(Entry { link, facts, ..Entry::default() })
}

/// The actions that are open, the most urgent first, and where the rest stands when they are many.
fn open_actions(frame: &Frame<'_>, owner: &str, items: &[ItemId], rest: Option<String>) -> Option<Fact> {
    let site = frame.site;
    let action = |id: &ItemId| site.item(*id).is_some_and(|item| item.kind == ItemKind::Action);
    let open = |id: &ItemId| action(id) && site.standing(*id).is_some_and(Standing::is_open);
    let mut list: Vec<ItemId> = items.iter().copied().filter(open).collect();
    list.sort_by_cached_key(|id| site.urgency(*id));
    // What is overdue and what is open are the first two groups of the register.
    let all = site.register(ItemKind::Action).partition_point(|(group, _)| *group < 2);
    let most = if all > ENTRIES { ACTIONS } else { ENTRIES };
    let more = list.len().saturating_sub(most);
    let shown = list.iter().take(most);
    let links = shown.filter_map(|id| Some(noted(frame.item_link(*id, site.item(*id)?)))).collect();
    let mut fact = frame.fact_links("open_actions", links)?;
    if let Some(href) = rest.filter(|_| more > 0) {
        let text = frame.count("more_actions", more);
        // As many others may have just as much to do: the link says whose it is (WCAG 2.4.9).
        let label = Some(frame.fill("title_part", &[("title", &text), ("part", owner)]));
        fact.values.push(Value { text, href: Some(href), label, ..Value::default() });
    }
    Some(fact)
}

/// A link whose note is part of its words, for where notes are not shown.
fn noted(link: Link) -> Link {
    let note = link.note.clone().unwrap_or_default();
    Link { label: if note.is_empty() { link.label } else { format!("{} ({note})", link.label) }, ..link }
}
