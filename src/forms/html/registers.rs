//! The registers: every decision, action and question of all meetings, by how it stands today.

use super::frame::{Frame, value_of};
use crate::content::items::{Item, ItemKind};
use crate::site::{ItemId, Standing};
use crate::theme::view::{Group, List, Table, Value};
use std::collections::BTreeMap;

/// A group of a register: the key of its words, and the standings in it.
type Part = (&'static str, &'static [Standing]);

/// Groups of each register, in the order in which they are of use. The first one says so when it is empty.
fn parts(kind: ItemKind) -> &'static [Part] {
    use Standing::{
        Answered, Done, Dropped, Expired, InForce, Ongoing, Open, Overdue, Partly, Replaced, Unanswered,
    };
    match kind {
        ItemKind::Decision => &[
            ("in_force", &[InForce, Open, Ongoing]),
            ("replaced", &[Replaced]),
            ("expired", &[Expired, Done, Answered, Dropped]),
        ],
        ItemKind::Action => &[
            ("overdue", &[Overdue]),
            ("open", &[Open, Ongoing]),
            ("done", &[Done, Answered]),
            ("dropped", &[Dropped, Replaced, Expired]),
        ],
        _ => &[
            ("unanswered", &[Unanswered, Open, Partly, Ongoing]),
            ("answered", &[Answered, Done]),
            ("dropped", &[Dropped, Replaced, Expired]),
        ],
    }
}

/// The register of a kind.
pub(super) fn register(frame: &Frame<'_>, kind: ItemKind) -> List {
    let site = frame.site;
    let all: Vec<(ItemId, &Item)> = site
        .relations
        .items
        .values()
        .filter_map(|id| Some((*id, site.item(*id)?)))
        .filter(|(_, item)| item.kind == kind)
        .collect();
    let register = kind.name();
    let mut groups = Vec::new();
    for (n, (key, standings)) in parts(kind).iter().enumerate() {
        let mut own: Vec<(ItemId, &Item)> = all
            .iter()
            .copied()
            .filter(|(id, _)| site.standing(*id).is_some_and(|standing| standings.contains(&standing)))
            .collect();
        if own.is_empty() && n > 0 {
            continue;
        }
        own.sort_by_key(|(id, _)| site.urgency(*id));
        groups.push(Group {
            title: frame.word(register, key),
            id: format!("g-{}", key.replace('_', "-")),
            empty: own.is_empty().then(|| frame.word(register, "none")),
            items: own.into_iter().map(|(id, item)| frame.whole_item(id, item)).collect(),
            ..Group::default()
        });
    }
    if kind == ItemKind::Action {
        groups.extend(by_owner(frame, &all));
    }
    let title = frame.word("register", register);
    let lede = frame.word("lede_register", register);
    frame.list("register", &title, lede, groups)
}

/// How many actions each owner has, by how they stand.
fn by_owner(frame: &Frame<'_>, actions: &[(ItemId, &Item)]) -> Option<Group> {
    let mut counts: BTreeMap<String, (Value, [usize; 3])> = BTreeMap::new();
    for (id, item) in actions {
        let Some(standing) = frame.site.standing(*id) else { continue };
        let column = match standing {
            Standing::Overdue => 0,
            standing if standing.is_open() => 1,
            _ => 2,
        };
        for name in &item.who {
            let organisation = frame.site.organisation(name);
            let value = organisation.map_or_else(
                || Value { text: super::facts::capital(name), ..Value::default() },
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
