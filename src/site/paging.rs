//! Long lists, parted: a list of ten thousand entries is a page of some megabytes, and nobody looks through it.
//!
//! Only lists that grow with each meeting are parted: of events, mailings and replies, and the registers. Lists of
//! organisations, topics and the like stay whole, as one looks for one's own in them.

use super::{DocId, ItemId, Route, Site, Standing};
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use std::ops::Range;

/// So many entries a page.
pub const ENTRIES: usize = 50;

/// A group of a register: the key of its words, and the standings in it.
pub type Part = (&'static str, &'static [Standing]);

/// Groups of each register, in the order in which they are of use.
pub fn parts(kind: ItemKind) -> &'static [Part] {
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

impl Site {
    /// How many pages a list has: one, if it is not parted.
    pub fn pages_of(&self, route: &Route) -> usize {
        let entries = match route {
            Route::List(kind) if is_parted(*kind) => self.of_type(*kind).len(),
            Route::Register(kind) => self.register(*kind).len(),
            _ => 0,
        };
        entries.div_ceil(ENTRIES).max(1)
    }

    /// The documents on a page of a list, from 1; all of them, if it is not parted.
    pub fn listed_on(&self, kind: Type, page: usize) -> &[DocId] {
        let all = self.of_type(kind);
        if is_parted(kind) { all.get(on(page, all.len())).unwrap_or_default() } else { all }
    }

    /// The points on a page of a register, from 1: the group of each, by its place in [`parts`].
    pub fn registered_on(&self, kind: ItemKind, page: usize) -> &[(usize, ItemId)] {
        let all = self.register(kind);
        all.get(on(page, all.len())).unwrap_or_default()
    }

    /// The points of a register in their order.
    pub(super) fn gather_register(&self, kind: ItemKind) -> Vec<(usize, ItemId)> {
        let group = |id: ItemId| {
            let standing = self.standing(id)?;
            parts(kind).iter().position(|(_, standings)| standings.contains(&standing))
        };
        let of_kind = |id: &ItemId| self.item(*id).is_some_and(|item| item.kind == kind);
        let all = self.relations.items.values().copied().filter(of_kind);
        let mut all: Vec<(usize, ItemId)> = all.filter_map(|id| Some((group(id)?, id))).collect();
        all.sort_by_cached_key(|(group, id)| (*group, self.urgency(*id)));
        all
    }
}

/// Whether a list grows with each meeting.
fn is_parted(kind: Type) -> bool {
    matches!(kind, Type::Meeting | Type::Workshop | Type::Mailing | Type::Reply)
}

/// The places of the entries on a page, of so many.
fn on(page: usize, all: usize) -> Range<usize> {
    let start = page.saturating_sub(1).saturating_mul(ENTRIES).min(all);
    start..start.saturating_add(ENTRIES).min(all)
}

/// The address of a further page of a list: with a full stop, which no document has in its own but before its language.
pub(super) fn address(list: &str, page: usize) -> String {
    format!("{}.{page}.html", list.strip_suffix(".html").unwrap_or(list))
}
