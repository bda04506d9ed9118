//! What an organisation comes for: what it has to do, what concerns it, what has been decided, and its take-back sheets.

use super::frame::{Frame, value_of};
use crate::content::items::ItemKind;
use crate::language::dates;
use crate::site::{DocId, ItemId, Standing};
use crate::theme::view::{Fact, Group, Item, Link, Table, Value};

/// So many decisions for somebody who is new; the register has the rest.
const DECISIONS: usize = 7;

/// The groups that come before an organisation's own text.
pub(super) fn first(frame: &Frame<'_>, id: DocId) -> Vec<Group> {
    let site = frame.site;
    let to_do = site.to_do(id);
    let mut concerns = site.concerns(id);
    concerns.retain(|item| !to_do.contains(item));
    let items = |list: &[ItemId]| -> Vec<Item> {
        list.iter().filter_map(|item| Some(frame.own_item(*item, site.item(*item)?, id))).collect()
    };
    let next = site.next_for(id).and_then(|event| site.document(event)?.day());
    let title = match next {
        Some(day) => frame.fill("to_do_before", &[("day", &dates::long(frame.lang, day))]),
        None => frame.t("to_do").to_owned(),
    };
    // The sheets of the questions, and that of the latest meeting, are what one takes home to talk about.
    let asking = to_do.iter().filter(|item| site.item(**item).is_some_and(|i| i.kind == ItemKind::Question));
    let mut events: Vec<DocId> = asking.map(|item| item.0).chain(site.latest_event()).collect();
    events.sort();
    events.dedup();
    // A meeting that was not for it says to it what it says to everybody.
    let sheet = |event| frame.sheet_link(event, Some(id)).or_else(|| frame.sheet_link(event, None));
    let sheets = events.into_iter().filter_map(sheet);
    vec![
        Group {
            title,
            id: "r-to-do".into(),
            lede: to_do.is_empty().then(|| frame.t("nothing_to_do").to_owned()),
            items: items(&to_do),
            links: sheets.collect(),
            ..Group::default()
        },
        Group {
            title: frame.t("concerns_organisation").to_owned(),
            id: "r-concerns".into(),
            empty: concerns.is_empty().then(|| frame.t("concerns_nothing").to_owned()),
            items: items(&concerns),
            ..Group::default()
        },
        newcomer(frame, id),
    ]
}

/// For somebody who is new in the organisation: what has been decided, what is open, who carries results home.
fn newcomer(frame: &Frame<'_>, id: DocId) -> Group {
    let site = frame.site;
    let mut facts = Vec::new();
    let decided = |id: &ItemId| {
        let decision = site.item(*id).is_some_and(|item| item.kind == ItemKind::Decision);
        decision && site.standing(*id) == Some(Standing::InForce)
    };
    let decisions: Vec<ItemId> = site.concerns(id).into_iter().filter(decided).collect();
    let values: Vec<Link> = decisions
        .iter()
        .take(DECISIONS)
        .filter_map(|id| Some(Link { note: None, ..frame.item_link(*id, site.item(*id)?) }))
        .collect();
    facts.extend(frame.fact_links("new_decided", values));
    let open = site.to_do(id).len();
    facts.push(frame.fact("new_open", frame.count("open_items", open)));
    let carriers = site.carriers(id);
    let carried =
        if carriers.is_empty() { vec![frame.t("new_nobody").to_owned()] } else { carriers.to_vec() };
    facts.push(Fact {
        term: frame.t("carrier").to_owned(),
        values: carried.into_iter().map(|text| Value { text, ..Value::default() }).collect(),
        ..Fact::default()
    });
    facts.extend(
        site.next_for(id).and_then(|id| frame.fact_links("next_event", vec![frame.document_link(id)])),
    );
    let lede = Some(frame.t("new_here_lede").to_owned());
    Group { title: frame.t("new_here").to_owned(), id: "r-new".into(), lede, facts, ..Group::default() }
}

/// A row a meeting that the organisation was to come to: how far it has come, and its sheet.
pub(super) fn feedback(frame: &Frame<'_>, id: DocId) -> Option<Group> {
    let site = frame.site;
    let rows: Vec<Vec<Value>> = site
        .relations
        .events
        .iter()
        .rev()
        .filter_map(|event| {
            let sheet = frame.sheet_link(*event, Some(id))?;
            let text = frame.t("sheet").to_owned();
            let label = Some(frame.fill("sheet_link", &[("meeting", &frame.short_name(*event))]));
            let sheet = Value { text, label, href: Some(sheet.href), ..Value::default() };
            Some(vec![value_of(frame.document_link(*event)), frame.stage(*event, id), sheet])
        })
        .collect();
    if rows.is_empty() {
        return None;
    }
    let head = ["meeting", "state", "sheet"].map(|key| frame.t(key).to_owned()).to_vec();
    Some(Group {
        title: frame.t("feedback_own").to_owned(),
        id: "r-feedback".into(),
        table: Some(Table::new(frame.t("feedback_own_caption").to_owned(), head, rows)),
        ..Group::default()
    })
}
