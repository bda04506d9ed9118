//! Who comes to the events, by sector: counts of organisations and of people, never a name.

use super::{DocId, Site};
use crate::content::types::Data;
use std::collections::BTreeSet;

/// The sectors, in the order in which they are shown.
pub const SECTORS: [&str; 3] = ["civil", "public", "other"];

/// Who came from one sector.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Presence {
    /// The organisations: those with a page of their own.
    pub organisations: BTreeSet<DocId>,
    /// People, where they were counted.
    pub people: u32,
    /// Organisations whose people were counted.
    pub counted: usize,
    /// Organisations whose people were not.
    pub uncounted: usize,
}

/// Who came to an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attendance {
    /// The event.
    pub event: DocId,
    /// In the order of [`SECTORS`].
    pub sectors: [Presence; 3],
}

impl Presence {
    /// How many people; `None` when organisations came and none of them was counted.
    pub fn people(&self) -> Option<u32> {
        (self.counted > 0 || self.uncounted == 0).then_some(self.people)
    }
}

impl Attendance {
    /// Whether anybody was counted.
    pub fn is_counted(&self) -> bool {
        self.sectors.iter().any(|presence| presence.counted > 0)
    }
}

impl Site {
    /// Events that were held and say who came, the earliest first.
    pub(super) fn gather_attendance(&self) -> Vec<Attendance> {
        self.held_events()
            .iter()
            .rev()
            .copied()
            .map(|event| Attendance { event, sectors: self.presence(event) })
            .filter(|attendance| attendance.sectors.iter().any(|p| !p.organisations.is_empty()))
            .collect()
    }

    fn presence(&self, event: DocId) -> [Presence; 3] {
        let mut sectors: [Presence; 3] = Default::default();
        let attended = self.document(event).and_then(|d| d.event()).map(|e| e.attended.as_slice());
        for came in attended.unwrap_or_default() {
            let Some(id) = self.organisation(&came.organisation) else { continue };
            let Some(Data::Organisation(organisation)) = self.document(id).map(|d| &d.data) else { continue };
            let place = SECTORS.iter().position(|sector| *sector == organisation.sector);
            let Some(presence) = place.and_then(|place| sectors.get_mut(place)) else { continue };
            presence.organisations.insert(id);
            match came.count {
                Some(count) => {
                    presence.people = presence.people.saturating_add(count);
                    presence.counted += 1;
                }
                None => presence.uncounted += 1,
            }
        }
        sectors
    }
}
