//! Lessons by topic, by target group, and those that came up at the meetings.

use super::paging::Part;
use super::{DocId, ItemId, Site};
use crate::content::document::Document;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::language::{fold, order};
use std::collections::BTreeMap;

/// What lessons stand under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heading {
    /// A topic. A lesson on several stands under each of them.
    Topic(DocId),
    /// No topic.
    Without,
    /// The people that they are about, as an index.
    TargetGroup(String),
}

/// All lessons as they stand in their list.
#[derive(Debug, Clone, Default)]
pub struct Lessons {
    /// The groups: the id, the heading, what stands there.
    pub groups: Vec<(String, Heading, Vec<DocId>)>,
    /// What was marked as a lesson in the notes of a meeting, the newest first.
    pub said: Vec<ItemId>,
}

impl Lessons {
    /// The groups of the list.
    pub(super) fn parts(&self) -> Vec<Part> {
        let part = |(anchor, heading, own): &(String, Heading, Vec<DocId>)| match heading {
            Heading::TargetGroup(_) => Part::links(anchor.clone(), own.len()),
            _ => Part::entries(anchor.clone(), own.len()),
        };
        self.groups.iter().map(part).chain([Part::links("g-meetings", self.said.len())]).collect()
    }
}

impl Site {
    /// Puts the lessons under their headings.
    pub(super) fn gather_lessons(&self) -> Lessons {
        let lessons = self.of_type(Type::Lesson);
        let topics = |id: DocId| self.links(id).map(|links| links.topics.as_slice()).unwrap_or_default();
        let mut groups = Vec::new();
        for &topic in self.of_type(Type::Topic) {
            let own: Vec<DocId> = lessons.iter().copied().filter(|id| topics(*id).contains(&topic)).collect();
            let slug = self.document(topic).map_or("", |document| document.slug.as_str());
            groups.push((format!("g-{}", fold::slug(slug)), Heading::Topic(topic), own));
        }
        let without = lessons.iter().copied().filter(|id| topics(*id).is_empty()).collect();
        groups.push(("t-none".to_owned(), Heading::Without, without));
        groups.extend(self.by_target_group(lessons));
        groups.retain(|(.., own)| !own.is_empty());
        let events = self.relations.events.iter().rev();
        let said = events.flat_map(|id| self.items_of(*id)).filter(|(_, item)| item.kind == ItemKind::Lesson);
        Lessons { groups, said: said.map(|(id, _)| id).collect() }
    }

    /// `Unga` and `unga` are the same people.
    fn by_target_group(&self, lessons: &[DocId]) -> impl Iterator<Item = (String, Heading, Vec<DocId>)> {
        let mut people: BTreeMap<String, (String, Vec<DocId>)> = BTreeMap::new();
        for id in lessons {
            let group = self.document(*id).and_then(|document: &Document| document.target_group.as_ref());
            let Some(group) = group else { continue };
            let (_, own) =
                people.entry(fold::slug(group)).or_insert_with(|| (fold::capital(group), Vec::new()));
            own.push(*id);
        }
        let mut people: Vec<(String, (String, Vec<DocId>))> = people.into_iter().collect();
        people.sort_by(|(_, (a, _)), (_, (b, _))| order::compare(self.lang, a, b));
        people.into_iter().map(|(slug, (name, own))| (format!("p-{slug}"), Heading::TargetGroup(name), own))
    }
}
