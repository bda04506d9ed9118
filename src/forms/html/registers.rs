//! The registers: every decision, action and question of all meetings, by how it stands today.

use super::frame::{Frame, value_of};
use super::leaf::Leaf;
use crate::content::items::ItemKind;
use crate::site::Standing;
use crate::site::overview::{self, Owner};
use crate::theme::view::{Group, List, Table, Value};

/// A page of the register of a kind.
pub(super) fn register(frame: &Frame<'_>, leaf: Leaf<'_>, kind: ItemKind) -> List {
    let site = frame.site;
    let register = kind.name();
    let standings = overview::standings(kind);
    let mut groups = Vec::new();
    let slices = leaf.slices(site.register(kind));
    for (n, ((key, _), own)) in standings.iter().zip(slices).enumerate() {
        // The first one says so when it is empty.
        if own.is_empty() && (n > 0 || !leaf.shows(n)) {
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
    if kind == ItemKind::Action {
        groups.extend(by_owner(frame, leaf.cut(standings.len(), site.owners())));
    }
    let title = frame.word("register", register);
    let lede = frame.word("lede_register", register);
    let letters = leaf.jumps_by(|n| match standings.get(n) {
        Some((key, _)) => frame.word(register, key),
        None => frame.t("action_by_owner").to_owned(),
    });
    List { letters, ..leaf.list("register", &title, lede, groups) }
}

/// How many actions each owner has, by how they stand.
fn by_owner(frame: &Frame<'_>, owners: &[Owner]) -> Option<Group> {
    let row = |owner: &Owner| {
        let mut counts = [0; 3];
        for standing in owner.actions.iter().filter_map(|id| frame.site.standing(*id)) {
            let [overdue, open, closed] = &mut counts;
            *match standing {
                Standing::Overdue => overdue,
                standing if standing.is_open() => open,
                _ => closed,
            } += 1;
        }
        let name = owner.organisation.map_or_else(
            || Value { text: owner.name.clone(), ..Value::default() },
            |id| value_of(frame.document_link(id)),
        );
        let numbers = counts.map(|n: usize| Value { text: n.to_string(), ..Value::default() });
        std::iter::once(name).chain(numbers).collect()
    };
    let rows: Vec<Vec<Value>> = owners.iter().map(row).collect();
    if rows.is_empty() {
        return None;
    }
    let head = ["owner", "action_overdue", "action_open", "action_closed"].map(|key| frame.t(key).to_owned());
    let caption = frame.t("action_owners").to_owned();
    Some(Group {
        title: frame.t("action_by_owner").to_owned(),
        id: "g-owners".into(),
        table: Some(Table::new(caption, head.to_vec(), rows)),
        ..Group::default()
    })
}
