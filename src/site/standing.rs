//! How decisions, actions and questions stand today. Derived from what later meetings say; closed notes never change.

use super::relations::{ItemId, item_of};
use super::{DocId, Site};
use crate::content::items::{Item, ItemKind};

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// An action whose last day has passed.
    Overdue,
    /// Not begun, or not answered.
    Open,
    /// Under way.
    Ongoing,
    /// A decision that holds.
    InForce,
    /// A question that has been answered.
    Answered,
    /// Done.
    Done,
    /// Given up.
    Dropped,
    /// A decision that another one has replaced.
    Replaced,
    /// A decision whose last day has passed.
    Expired,
}

impl Standing {
    /// The canonical name, which is the key of its word in the theme.
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Open => "open",
            Self::Ongoing => "ongoing",
            Self::InForce => "in_force",
            Self::Answered => "answered",
            Self::Done => "done",
            Self::Dropped => "dropped",
            Self::Replaced => "replaced",
            Self::Expired => "expired",
        }
    }

    fn from_state(state: &str) -> Option<Self> {
        Some(match state {
            "open" => Self::Open,
            "ongoing" => Self::Ongoing,
            "done" => Self::Done,
            "answered" => Self::Answered,
            "dropped" => Self::Dropped,
            "replaced" => Self::Replaced,
            "expired" => Self::Expired,
            _ => return None,
        })
    }
}

impl Site {
    /// The item of an id.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        item_of(&self.documents, id)
    }

    /// How an item stands today; `None` for kinds that have no register.
    pub fn standing(&self, id: ItemId) -> Option<Standing> {
        let item = self.item(id).filter(|item| item.kind.is_numbered())?;
        if self.relations.replaced_by.contains_key(&id) {
            return Some(Standing::Replaced);
        }
        let told =
            self.relations.history.get(&id).and_then(|steps| steps.iter().rev().find_map(|step| step.state));
        let told = told.or(item.status).and_then(Standing::from_state);
        let past = item.by.as_ref().is_some_and(|by| by.value < self.today);
        Some(match (item.kind, told) {
            (ItemKind::Decision, None) if past => Standing::Expired,
            (ItemKind::Decision, None | Some(Standing::Open | Standing::Ongoing)) => Standing::InForce,
            (ItemKind::Action, None | Some(Standing::Open | Standing::Ongoing)) if past => Standing::Overdue,
            (_, Some(standing)) => standing,
            (_, None) => Standing::Open,
        })
    }

    /// The items of a document with their ids.
    pub fn items_of(&self, document: DocId) -> impl Iterator<Item = (ItemId, &Item)> {
        let items = self.document(document).map(|d| d.items.as_slice()).unwrap_or_default();
        items.iter().enumerate().map(move |(n, item)| (ItemId(document, n), item))
    }
}
