//! Whom the questions of a meeting go to.

use super::Site;
use super::names::DocId;
use super::relations::ItemId;
use crate::content::items::ItemKind;
use crate::content::types::Data;

impl Site {
    /// The questions of a meeting that an organisation is to answer, in the order of the notes: those to it by name, to its
    /// sector, to everybody. A question that names nobody goes to everybody.
    pub fn questions_to(&self, meeting: DocId, organisation: DocId) -> Vec<ItemId> {
        let sector = match self.document(organisation).map(|document| &document.data) {
            Some(Data::Organisation(organisation)) => organisation.sector,
            _ => "",
        };
        let relations = &self.relations;
        let named = relations.items_of.get(&organisation).map(Vec::as_slice).unwrap_or_default();
        let among =
            |word: &str, id: ItemId| relations.asked.get(word).is_some_and(|asked| asked.contains(&id));
        self.items_of(meeting)
            .filter(|(_, item)| item.kind == ItemKind::Question)
            .filter(|(id, item)| {
                item.who.is_empty() || named.contains(id) || among("all", *id) || among(sector, *id)
            })
            .map(|(id, _)| id)
            .collect()
    }
}
