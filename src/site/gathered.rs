//! What many pages ask for, found once: a search through all documents for each page would grow with the square of the site.
//!
//! It follows from the facts of the documents, as all that is connected does, and so is kept with them. Each is found when
//! somebody asks: a preview that shows one page needs few of them.

use super::attendance::Attendance;
use super::lessons::Lessons;
use super::letters::Lettered;
use super::matching::Board;
use super::overview::{self, Owner};
use super::paging::Parted;
use super::routes::Whole;
use super::{DocId, ItemId, Route, Site, State};
use crate::content::document::Document;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::content::types::Data;
use crate::language::order;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

/// What has been asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Gathered {
    by_type: OnceLock<BTreeMap<Type, Vec<DocId>>>,
    coming: OnceLock<Vec<DocId>>,
    latest: OnceLock<Option<DocId>>,
    carriers: OnceLock<BTreeMap<DocId, Vec<String>>>,
    in_menu: OnceLock<Vec<DocId>>,
    wholes: OnceLock<BTreeMap<Whole, Vec<DocId>>>,
    registers: [OnceLock<Vec<(usize, ItemId)>>; 3],
    owners: OnceLock<Vec<Owner>>,
    held: OnceLock<Vec<DocId>>,
    attendance: OnceLock<Vec<Attendance>>,
    board: OnceLock<Board>,
    lessons: OnceLock<Lessons>,
    letters: OnceLock<Vec<(String, Vec<Lettered>)>>,
    lists: Lists,
}

/// The lists that have been asked for, with what stands on their pages.
#[derive(Debug, Default)]
struct Lists(Mutex<BTreeMap<Route, Arc<Parted>>>);

/// What is not parted.
static ONE_PAGE: LazyLock<Arc<Parted>> = LazyLock::new(Arc::default);

/// They are found again.
impl Clone for Lists {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Site {
    /// Documents of a type that are no versions of others, in the order that a reader expects: events by day, the
    /// newest first; the rest by title.
    pub fn of_type(&self, kind: Type) -> &[DocId] {
        self.gathered.by_type.get_or_init(|| self.by_type()).get(&kind).map_or(&[], Vec::as_slice)
    }

    fn by_type(&self) -> BTreeMap<Type, Vec<DocId>> {
        let mut types: BTreeMap<Type, Vec<(DocId, &Document)>> = BTreeMap::new();
        for (id, document) in self.originals() {
            types.entry(document.kind).or_default().push((id, document));
        }
        let sorted = |(kind, mut list): (Type, Vec<(DocId, &Document)>)| {
            let dated = overview::is_dated(kind);
            list.sort_by(|(_, a), (_, b)| {
                let by_title =
                    || order::compare(self.lang, &a.title, &b.title).then_with(|| a.path.cmp(&b.path));
                if dated { b.day().cmp(&a.day()).then_with(by_title) } else { by_title() }
            });
            (kind, list.into_iter().map(|(id, _)| id).collect())
        };
        types.into_iter().map(sorted).collect()
    }

    /// Events that one can still go to, the next one first.
    pub fn coming_events(&self) -> &[DocId] {
        self.gathered.coming.get_or_init(|| self.events_that(|document| self.is_coming(document)).collect())
    }

    /// The next event.
    pub fn next_event(&self) -> Option<DocId> {
        self.coming_events().first().copied()
    }

    /// The latest event that has been held.
    pub fn latest_event(&self) -> Option<DocId> {
        *self.gathered.latest.get_or_init(|| {
            let held = |id: &DocId| self.document(*id).is_some_and(|d| self.state(d) == State::Held);
            self.relations.events.iter().rev().copied().find(held)
        })
    }

    /// The points of a register in their order, each with its group.
    pub fn register(&self, kind: ItemKind) -> &[(usize, ItemId)] {
        let [decisions, actions, questions] = &self.gathered.registers;
        let cell = match kind {
            ItemKind::Decision => decisions,
            ItemKind::Action => actions,
            // There is no register of anything else.
            _ => questions,
        };
        cell.get_or_init(|| self.gather_register(kind))
    }

    /// Everybody who has or had an action, by name.
    pub fn owners(&self) -> &[Owner] {
        self.gathered.owners.get_or_init(|| self.gather_owners())
    }

    /// Events that have been held, the newest first.
    pub fn held_events(&self) -> &[DocId] {
        self.gathered.held.get_or_init(|| self.gather_held())
    }

    /// Events that were held and say who came, the earliest first. An organisation without a page has no sector, and is
    /// told of elsewhere.
    pub fn attendance(&self) -> &[Attendance] {
        self.gathered.attendance.get_or_init(|| self.gather_attendance())
    }

    /// All needs and offers as they stand on the board.
    pub fn board(&self) -> &Board {
        self.gathered.board.get_or_init(|| self.gather_board())
    }

    /// All lessons as they stand in their list.
    pub fn lessons(&self) -> &Lessons {
        self.gathered.lessons.get_or_init(|| self.gather_lessons())
    }

    /// What there is under each letter, from A to Ö.
    pub fn letters(&self) -> &[(String, Vec<Lettered>)] {
        self.gathered.letters.get_or_init(|| self.gather_letters())
    }

    /// A list with what stands on each of its pages; one page for what is never parted.
    pub fn parted(&self, list: &Route) -> Arc<Parted> {
        // One page of its own each, and there are many.
        if matches!(list, Route::Document(_) | Route::Sheet(..) | Route::Form(..) | Route::SearchPart(_)) {
            return Arc::clone(&ONE_PAGE);
        }
        let lists = || self.gathered.lists.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lists().get(list).map(Arc::clone);
        known.unwrap_or_else(|| {
            // Two threads may find the same; neither waits.
            let parted = Arc::new(self.gather_parted(list));
            lists().insert(list.clone(), Arc::clone(&parted));
            parted
        })
    }

    /// What is gathered on one page, with its texts.
    pub(super) fn all_wholes(&self) -> &BTreeMap<Whole, Vec<DocId>> {
        self.gathered.wholes.get_or_init(|| self.gather_wholes())
    }

    /// Pages that want to be in the menu, in the order they want.
    pub fn in_menu(&self) -> &[DocId] {
        self.gathered.in_menu.get_or_init(|| {
            let wanted = |(id, document): (DocId, &Document)| match &document.data {
                Data::Page(page) if page.menu => Some((page.order.unwrap_or(u32::MAX), id)),
                _ => None,
            };
            let mut pages: Vec<(u32, DocId)> = self.originals().filter_map(wanted).collect();
            pages.sort();
            pages.into_iter().map(|(_, id)| id).collect()
        })
    }

    /// The roles that have carried results home to an organisation, the latest first. Never a name.
    pub fn carriers(&self, organisation: DocId) -> &[String] {
        let carriers = self.gathered.carriers.get_or_init(|| self.all_carriers());
        carriers.get(&organisation).map_or(&[], Vec::as_slice)
    }

    fn all_carriers(&self) -> BTreeMap<DocId, Vec<String>> {
        let mut all: BTreeMap<DocId, Vec<String>> = BTreeMap::new();
        for event in self.relations.events.iter().rev().filter_map(|id| self.document(*id)?.event()) {
            for attendance in &event.attended {
                if let Some(role) = &attendance.carrier
                    && let Some(organisation) = self.organisation(&attendance.organisation)
                {
                    let roles = all.entry(organisation).or_default();
                    if !roles.contains(role) {
                        roles.push(role.clone());
                    }
                }
            }
        }
        all
    }
}
