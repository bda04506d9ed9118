//! What stands on the pages that are made from all notes together, in which groups and in which order.
//!
//! Each is found once (`gathered`), and a page takes its own part of it.

use super::attendance::SECTORS;
use super::paging::{self, Layout, Part, Parted};
use super::{DocId, ItemId, Route, Site, Standing, State};
use crate::content::document::Document;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::language::{fold, order};
use crate::site::calendar::Occasion;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The id of the group of what has no day.
pub const UNDATED: &str = "g-undated";

/// A group of a register: the key of its words, and the standings in it.
pub type Standings = (&'static str, &'static [Standing]);

/// Who has actions to do: an organisation, or a role.
#[derive(Debug, Clone)]
pub struct Owner {
    /// The organisation, if it is one with a page.
    pub organisation: Option<DocId>,
    /// Its name.
    pub name: String,
    /// The actions, in the order in which they were noted.
    pub actions: Vec<ItemId>,
}

/// Groups of each register, in the order in which they are of use.
pub fn standings(kind: ItemKind) -> &'static [Standings] {
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
    /// A list with what stands on each of its pages; one page for what is never parted.
    pub(super) fn gather_parted(&self, list: &Route) -> Parted {
        let (layout, parts) = match list {
            Route::List(kind) if is_dated(*kind) => (Layout::Running, self.parts_by_year(*kind)),
            Route::List(Type::Organisation) => (Layout::Running, self.parts_of_inventory()),
            Route::List(Type::Lesson) => (Layout::Running, self.lessons().parts()),
            Route::List(kind) => (Layout::Running, self.parts_by_letter(*kind)),
            Route::Register(kind) => (Layout::Running, self.parts_of_register(*kind)),
            Route::Municipality(name) => (Layout::Running, self.parts_of_municipality(name)),
            Route::Month(year, month) => (Layout::Running, self.parts_of_month(*year, *month)),
            Route::Matching => (Layout::Running, self.board().parts()),
            Route::WhoDoesWhat => (Layout::Running, self.parts_of_who()),
            Route::SiteMap => (Layout::Running, self.parts_of_map()),
            Route::Balance => {
                let uncounted = self.attendance().iter().filter(|event| !event.is_counted()).count();
                let parts = vec![
                    Part::entries("s-table", self.attendance().len()),
                    Part::links("s-uncounted", uncounted),
                ];
                (Layout::Running, parts)
            }
            // What has been asked after the latest meetings, and by whom it is answered: each has its newest first.
            Route::Feedback => {
                let events = self.held_events().len();
                let organisations = if events == 0 { 0 } else { self.organisations().len() };
                let parts = vec![
                    Part::entries("g-events", events),
                    Part::entries("g-matrix", organisations),
                    Part::entries("g-sheets", events),
                ];
                (Layout::Beside, parts)
            }
            Route::Alphabet => {
                let part = |(letter, all): &(String, Vec<_>)| Part::links(letter_anchor(letter), all.len());
                (Layout::Apart, self.letters().iter().map(part).collect())
            }
            _ => return Parted::default(),
        };
        Parted::new(layout, parts)
    }

    fn parts_by_year(&self, kind: Type) -> Vec<Part> {
        let anchor = |id: &DocId| {
            let day = self.document(*id).and_then(Document::day);
            day.map_or_else(|| UNDATED.to_owned(), |day| format!("g-{}", day.year()))
        };
        counted(self.of_type(kind).iter().map(anchor), Part::entries)
    }

    /// One group, or one for each letter when one page does not hold them: they stand by title, and are looked up by it.
    fn parts_by_letter(&self, kind: Type) -> Vec<Part> {
        let all = self.of_type(kind).len();
        if all <= paging::ENTRIES {
            return vec![Part::entries("g-all", all)];
        }
        let part = |(letter, own): (&str, Vec<DocId>)| Part::entries(letter_anchor(letter), own.len());
        self.titled(kind).into_iter().map(part).collect()
    }

    fn parts_of_inventory(&self) -> Vec<Part> {
        let sectors = SECTORS.into_iter().map(|sector| self.part_of_sector(sector));
        let gaps = self.gaps().map(|(anchor, names)| Part::links(anchor, names.len()));
        sectors.chain(gaps).chain([Part::links("g-inventory", 1)]).collect()
    }

    fn part_of_sector(&self, sector: &'static str) -> Part {
        Part::entries(format!("g-{sector}"), self.of_sector(sector).len())
    }

    fn parts_of_register(&self, kind: ItemKind) -> Vec<Part> {
        let register = self.register(kind);
        let part = |(n, (key, _)): (usize, &Standings)| {
            let entries = register.iter().filter(|(group, _)| *group == n).count();
            Part::entries(format!("g-{}", key.replace('_', "-")), entries)
        };
        let owners = if kind == ItemKind::Action { self.owners().len() } else { 0 };
        let groups = standings(kind).iter().enumerate().map(part);
        groups.chain((owners > 0).then(|| Part::links("g-owners", owners))).collect()
    }

    fn parts_of_municipality(&self, name: &str) -> Vec<Part> {
        let here = self.relations.in_municipality.get(name).map(Vec::as_slice).unwrap_or_default();
        let part = |kind: Type| {
            let entries =
                here.iter().filter(|id| self.document(**id).is_some_and(|d| d.kind == kind)).count();
            Part::links(format!("r-{}", kind.plural()), entries)
        };
        Type::RELATED.into_iter().map(part).collect()
    }

    fn parts_of_month(&self, year: i16, month: i8) -> Vec<Part> {
        let days = Date::new(year, month, 1).ok().map(|first| self.occasions_in(first)).unwrap_or_default();
        counted(days.iter().map(|occasion| day_anchor(occasion.day)), Part::entries)
    }

    fn parts_of_who(&self) -> Vec<Part> {
        let sectors = SECTORS.into_iter().map(|sector| self.part_of_sector(sector));
        sectors.chain([Part::entries("g-roles", self.roles().count())]).collect()
    }

    fn parts_of_map(&self) -> Vec<Part> {
        let part = |kind: Type| Part::links(format!("g-{}", kind.plural()), self.mapped(kind).len());
        map_order().map(part).collect()
    }

    /// The points of a register in their order, each with its group.
    pub(super) fn gather_register(&self, kind: ItemKind) -> Vec<(usize, ItemId)> {
        let group = |id: ItemId| {
            let standing = self.standing(id)?;
            standings(kind).iter().position(|(_, standings)| standings.contains(&standing))
        };
        let of_kind = |id: &ItemId| self.item(*id).is_some_and(|item| item.kind == kind);
        let all = self.relations.items.values().copied().filter(of_kind);
        let mut all: Vec<(usize, ItemId)> = all.filter_map(|id| Some((group(id)?, id))).collect();
        all.sort_by_cached_key(|(group, id)| (*group, self.urgency(*id)));
        all
    }

    /// Everybody who has or had an action, by name.
    pub(super) fn gather_owners(&self) -> Vec<Owner> {
        let mut owners: BTreeMap<(Option<DocId>, String), Vec<ItemId>> = BTreeMap::new();
        for id in self.relations.items.values() {
            let Some(item) = self.item(*id).filter(|item| item.kind == ItemKind::Action) else { continue };
            for name in &item.who {
                let key = match self.organisation(name) {
                    Some(id) => (Some(id), String::new()),
                    None => (None, fold::capital(name)),
                };
                owners.entry(key).or_default().push(*id);
            }
        }
        let named = |((organisation, name), actions): ((Option<DocId>, String), Vec<ItemId>)| {
            let title = organisation.and_then(|id| self.document(id)).map(|d| d.title.value.clone());
            Owner { organisation, name: title.unwrap_or(name), actions }
        };
        let mut owners: Vec<Owner> = owners.into_iter().map(named).collect();
        owners.sort_by(|a, b| order::compare(self.lang, &a.name, &b.name));
        owners
    }

    /// Roles that have something to do: the project leader, a working group.
    pub fn roles(&self) -> impl Iterator<Item = &Owner> {
        let open = |id: &ItemId| self.standing(*id).is_some_and(Standing::is_open);
        self.owners().iter().filter(move |own| own.organisation.is_none() && own.actions.iter().any(open))
    }

    /// The organisations of a sector, by name.
    pub fn of_sector(&self, sector: &str) -> Vec<DocId> {
        self.organisations().iter().copied().filter(|id| self.sector(*id) == sector).collect()
    }

    /// What the inventory lacks: municipalities without any organisation, and those with one sector only; by the ids of
    /// their groups.
    pub fn gaps(&self) -> [(&'static str, Vec<&'static str>); 3] {
        [("g-gap-both", false, false), ("g-gap-public", true, false), ("g-gap-civil", false, true)].map(
            |(anchor, civil, public)| {
                let so = |name: &&'static str| {
                    let sectors = self.sectors_in(name);
                    sectors.contains("civil") == civil && sectors.contains("public") == public
                };
                (anchor, self.municipalities.iter().copied().filter(so).collect())
            },
        )
    }

    /// Events that have been held, the newest first.
    pub(super) fn gather_held(&self) -> Vec<DocId> {
        let held = |id: &DocId| self.document(*id).is_some_and(|d| self.state(d) == State::Held);
        self.relations.events.iter().rev().copied().filter(held).collect()
    }

    /// What is on the days of a month, by its first day.
    pub fn occasions_in(&self, first: Date) -> &[Occasion] {
        let start = self.occasions.partition_point(|occasion| occasion.day < first);
        let end = self.occasions.partition_point(|occasion| occasion.day.first_of_month() <= first);
        self.occasions.get(start..end).unwrap_or_default()
    }

    /// Whether the site map leads to the list of a type instead of to each of its documents.
    pub fn is_folded(&self, kind: Type) -> bool {
        // There is no list of pages, so the map is where all of them stand.
        kind != Type::Page && self.of_type(kind).len() > paging::ENTRIES
    }

    /// The documents of a type that the site map names, each followed by its versions, of which it says that they are.
    pub fn mapped(&self, kind: Type) -> Vec<(DocId, bool)> {
        if self.is_folded(kind) {
            return Vec::new();
        }
        let versions = |id: &DocId| self.links(*id).map(|links| links.versions.clone()).unwrap_or_default();
        let with_versions = |id: &DocId| {
            let own = *id;
            let others = versions(id).into_iter().filter(move |other| *other != own);
            std::iter::once((own, false)).chain(others.map(|other| (other, true)))
        };
        self.of_type(kind).iter().flat_map(with_versions).collect()
    }
}

/// The types in the order of the site map.
pub fn map_order() -> impl Iterator<Item = Type> {
    [Type::Page].into_iter().chain(Type::ALL.into_iter().filter(|kind| *kind != Type::Page))
}

/// Whether the documents of a type stand in the order of their days.
pub fn is_dated(kind: Type) -> bool {
    matches!(kind, Type::Meeting | Type::Workshop | Type::Mailing | Type::Reply)
}

/// The id of the group of a letter.
pub fn letter_anchor(letter: &str) -> String {
    format!("g-{}", if letter == "#" { "tal".to_owned() } else { letter.to_lowercase() })
}

/// The id of a day on the page of its month.
pub fn day_anchor(day: Date) -> String {
    format!("d-{}", day.day())
}

/// Groups by the anchors of their entries, which stand in the order of the groups.
fn counted(anchors: impl Iterator<Item = String>, part: fn(String, usize) -> Part) -> Vec<Part> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for anchor in anchors {
        match counts.last_mut().filter(|(last, _)| *last == anchor) {
            Some((_, count)) => *count += 1,
            None => counts.push((anchor, 1)),
        }
    }
    counts.into_iter().map(|(anchor, count)| part(anchor, count)).collect()
}
