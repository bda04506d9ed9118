//! When things happen: how events stand today, what is ahead, and every day that matters to somebody.

use super::{DocId, ItemId, Site, State};
use crate::content::document::Document;
use crate::content::kind::Type;
use crate::language::fold;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What is on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// An event on its day: for one that was moved, the new one.
    Event(DocId),
    /// An event that was to be on this day and has been moved to another: nobody shall come in vain.
    Left(DocId),
    /// The last day to say what one needs at an event.
    NeedsBy(DocId),
    /// The last day of an action, of a question, of a decision.
    LastDay(ItemId),
}

/// A day and what is on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Occasion {
    /// The day.
    pub day: Date,
    /// What is on it.
    pub what: Happening,
}

impl Site {
    /// How an event stands today.
    pub fn state(&self, document: &Document) -> State {
        let event = document.event();
        let ahead = document.day().is_some_and(|day| day >= self.today);
        match event.and_then(|event| event.state) {
            Some("planned") => State::Planned,
            Some("cancelled") => State::Cancelled,
            Some("moved") => State::Moved,
            None if ahead && event.is_some_and(|event| event.moved_to.is_some()) => State::Moved,
            None if ahead => State::Planned,
            Some(_) | None => State::Held,
        }
    }

    /// Whether one can still go there: it is planned, or moved to a day that is known, and that day is not past.
    pub fn is_coming(&self, document: &Document) -> bool {
        let will_be = match self.state(document) {
            State::Planned => true,
            State::Moved => document.event().is_some_and(|event| event.moved_to.is_some()),
            State::Held | State::Cancelled => false,
        };
        will_be && document.day().is_some_and(|day| day >= self.today)
    }

    /// The first day of each month in which something happens, in order.
    pub fn busy_months(&self) -> Vec<Date> {
        let mut months: Vec<Date> = self.occasions.iter().map(|o| o.day.first_of_month()).collect();
        months.dedup();
        months
    }

    /// Series of more than one event: the slug, the name, the events by day.
    pub fn series(&self) -> Vec<(String, String, Vec<DocId>)> {
        let mut series: BTreeMap<String, (String, Vec<DocId>)> = BTreeMap::new();
        for id in &self.relations.events {
            let name = self.document(*id).and_then(Document::event).and_then(|event| event.series.clone());
            let Some(name) = name.filter(|name| !fold::slug(name).is_empty()) else { continue };
            series.entry(fold::slug(&name)).or_insert_with(|| (name, Vec::new())).1.push(*id);
        }
        let many = series.into_iter().filter(|(_, (_, events))| events.len() > 1);
        many.map(|(slug, (name, events))| (slug, name, events)).collect()
    }

    /// Events to come that are cancelled or moved, but for the next one, which says so itself.
    pub fn changed_events(&self) -> Vec<DocId> {
        let next = self.next_event();
        let ahead = |day: Option<Date>| day.is_some_and(|day| day >= self.today);
        let changed = |d: &Document| {
            matches!(self.state(d), State::Cancelled | State::Moved)
                && (ahead(d.day()) || ahead(d.date.as_ref().map(|date| date.value)))
        };
        self.events_that(changed).filter(|id| Some(*id) != next).collect()
    }

    /// How many events of a type the project has held within its period.
    pub fn held(&self, kind: Type) -> usize {
        self.within_period(kind, |document| self.state(document) == State::Held)
    }

    /// How many events of a type within the project's period have a day on which they were or will be.
    pub fn dated(&self, kind: Type) -> usize {
        self.within_period(kind, |document| match self.state(document) {
            State::Held | State::Planned => true,
            State::Moved => document.event().is_some_and(|event| event.moved_to.is_some()),
            State::Cancelled => false,
        })
    }

    fn within_period(&self, kind: Type, counts: impl Fn(&Document) -> bool) -> usize {
        let project = &self.file.project;
        let within = |day: Date| {
            project.start.is_none_or(|start| day >= start) && project.end.is_none_or(|end| day <= end)
        };
        self.events_that(|d| d.kind == kind && d.day().is_some_and(within) && counts(d)).count()
    }

    /// Events by day, the earliest first, of those that a test lets through.
    pub(super) fn events_that(&self, test: impl Fn(&Document) -> bool) -> impl Iterator<Item = DocId> {
        self.relations.events.iter().copied().filter(move |id| self.document(*id).is_some_and(&test))
    }

    /// Every day that matters, in order; of one day, events before last days. Empty when no event has a day: last days
    /// alone make no calendar.
    pub(super) fn gather_occasions(&self) -> Vec<Occasion> {
        let mut all = Vec::new();
        let mut add = |day: Option<Date>, what| all.extend(day.map(|day| Occasion { day, what }));
        for &id in &self.relations.events {
            let Some(document) = self.document(id) else { continue };
            let first = document.date.as_ref().map(|date| date.value);
            add(document.day(), Happening::Event(id));
            if document.day() != first {
                add(first, Happening::Left(id));
            }
            if self.state(document) != State::Cancelled {
                let access = document.event().and_then(|event| event.access.as_ref());
                add(access.and_then(|access| access.needs_by), Happening::NeedsBy(id));
            }
        }
        if !all.iter().any(|occasion| matches!(occasion.what, Happening::Event(_))) {
            return Vec::new();
        }
        let mut add = |day: Option<Date>, what| all.extend(day.map(|day| Occasion { day, what }));
        for &item in self.relations.items.values() {
            let by = self.item(item).and_then(|item| item.by.as_ref());
            add(by.map(|by| by.value), Happening::LastDay(item));
        }
        all.sort();
        all
    }
}
