//! How decisions, actions and questions stand today. Derived from what later meetings say; closed notes never change.

use super::relations::{ItemId, item_of};
use super::{DocId, Site};
use crate::content::items::{Item, ItemKind};
use std::collections::BTreeMap;

/// How an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// An action whose last day has passed.
    Overdue,
    /// A question that nobody has answered though the last day has passed.
    Unanswered,
    /// Not begun, or not answered.
    Open,
    /// A question that some of those who were asked have answered.
    Partly,
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
            Self::Unanswered => "unanswered",
            Self::Open => "open",
            Self::Partly => "partly",
            Self::Ongoing => "ongoing",
            Self::InForce => "in_force",
            Self::Answered => "answered",
            Self::Done => "done",
            Self::Dropped => "dropped",
            Self::Replaced => "replaced",
            Self::Expired => "expired",
        }
    }

    /// Whether something is left to do.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Overdue | Self::Unanswered | Self::Open | Self::Partly | Self::Ongoing)
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
        self.standings.get(&id).copied()
    }

    /// How everything stands: worked out once, as many pages show it.
    pub(super) fn standings(&self) -> BTreeMap<ItemId, Standing> {
        let all = (0..self.documents.len()).map(DocId).flat_map(|document| self.items_of(document));
        all.filter_map(|(id, item)| Some((id, self.stand(id, item)?))).collect()
    }

    fn stand(&self, id: ItemId, item: &Item) -> Option<Standing> {
        if !item.kind.is_numbered() {
            return None;
        }
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
            (ItemKind::Question, None | Some(Standing::Open | Standing::Ongoing)) => self.replied(id, past),
            (_, Some(standing)) => standing,
            (_, None) => Standing::Open,
        })
    }

    /// How a question stands by its answers, when no meeting has said so.
    fn replied(&self, id: ItemId, past: bool) -> Standing {
        let answered = self.answered_by(id);
        if answered.is_empty() {
            return if past { Standing::Unanswered } else { Standing::Open };
        }
        let all = self.addressed(id).iter().all(|organisation| answered.contains(organisation));
        if all { Standing::Answered } else { Standing::Partly }
    }

    /// The items of a document with their ids.
    pub fn items_of(&self, document: DocId) -> impl Iterator<Item = (ItemId, &Item)> {
        let items = self.document(document).map(|d| d.items.as_slice()).unwrap_or_default();
        items.iter().enumerate().map(move |(n, item)| (ItemId(document, n), item))
    }
}
