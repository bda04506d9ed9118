//! The registers: every decision, action and question of all meetings, by how it stands today.

use super::frame::{Frame, value_of};
use crate::content::items::ItemKind;
use crate::site::{Route, Standing, paging};
use crate::theme::view::{Group, List, Table, Value};
use std::collections::BTreeMap;

/// A page of the register of a kind, from 1.
pub(super) fn register(frame: &Frame<'_>, kind: ItemKind, page: usize) -> List {
    let site = frame.site;
    let register = kind.name();
    let mut groups = Vec::new();
    let mut rest = site.registered_on(kind, page);
    for (n, (key, _)) in paging::parts(kind).iter().enumerate() {
        let (own, others) = rest.split_at(rest.partition_point(|(group, _)| *group <= n));
        rest = others;
        // The first one says so when it is empty.
        if own.is_empty() && (n > 0 || page > 1) {
            continue;
        }
        let items = own.iter().filter_map(|(_, id)| Some(frame.whole_item(*id, site.item(*id)?)));
        groups.push(Group {
            title: frame.word(register, key),
            id: format!("g-{}", key.replace('_', "-")),
            empty: own.is_empty().then(|| frame.word(register, "none")),
            items: items.collect(),
            ..Group::default()
        });
    }
    if kind == ItemKind::Action && page == 1 {
        groups.extend(by_owner(frame));
    }
    let title = frame.word("register", register);
    let lede = frame.word("lede_register", register);
    frame.paged("register", &title, lede, groups, &Route::Register(kind), page)
}

/// How many actions each owner has, by how they stand.
fn by_owner(frame: &Frame<'_>) -> Option<Group> {
    let site = frame.site;
    let all = site.relations.items.values().filter_map(|id| Some((*id, site.item(*id)?)));
    let mut counts: BTreeMap<String, (Value, [usize; 3])> = BTreeMap::new();
    for (id, item) in all.filter(|(_, item)| item.kind == ItemKind::Action) {
        let Some(standing) = site.standing(id) else { continue };
        let column = match standing {
            Standing::Overdue => 0,
            standing if standing.is_open() => 1,
            _ => 2,
        };
        for name in &item.who {
            let organisation = frame.site.organisation(name);
            let value = organisation.map_or_else(
                || Value { text: crate::language::fold::capital(name), ..Value::default() },
                |id| value_of(frame.document_link(id)),
            );
            let (_, counts) = counts.entry(value.text.clone()).or_insert_with(|| (value, [0; 3]));
            if let Some(count) = counts.get_mut(column) {
                *count += 1;
            }
        }
    }
    let mut rows: Vec<(Value, [usize; 3])> = counts.into_values().collect();
    rows.sort_by(|a, b| crate::language::order::compare(frame.lang, &a.0.text, &b.0.text));
    if rows.is_empty() {
        return None;
    }
    let head = ["owner", "action_overdue", "action_open", "action_closed"].map(|key| frame.t(key).to_owned());
    let cells = |(owner, counts): (Value, [usize; 3])| {
        let numbers = counts.map(|n| Value { text: n.to_string(), ..Value::default() });
        std::iter::once(owner).chain(numbers).collect()
    };
    let caption = frame.t("action_owners").to_owned();
    Some(Group {
        title: frame.t("action_by_owner").to_owned(),
        id: "g-owners".into(),
        table: Some(Table::new(caption, head.to_vec(), rows.into_iter().map(cells).collect())),
        ..Group::default()
    })
}
