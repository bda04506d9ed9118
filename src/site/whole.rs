//! What is gathered on one page: all that a topic is about, all events of a year.

use super::{DocId, Route, Site, routes::Whole};
use crate::content::formats::Subject;
use crate::content::kind::Type;
use crate::language::Lang;
use crate::language::tag::LangTag;
use std::collections::{BTreeMap, BTreeSet};

/// More texts than this nobody reads or prints as one: they would be a book of some hundred sheets, and its page some megabytes.
const MOST: usize = 100;

impl Site {
    /// Everything that is worth gathering: topics that more than their own page tells of, and years with events.
    pub(super) fn wholes(&self) -> Vec<Whole> {
        let topics = self.of_type(Type::Topic).iter().copied().map(Whole::Topic);
        let topics = topics.filter(|topic| self.texts_of(*topic).len() > 1);
        let years = self.all_wholes().keys().filter(|whole| matches!(whole, Whole::Year(_))).copied();
        topics.chain(years).filter(|whole| self.texts_of(*whole).len() <= MOST).collect()
    }

    /// The texts of a whole, in the order in which they are read: what it is about, then events by day, then the rest.
    pub fn texts_of(&self, whole: Whole) -> &[DocId] {
        self.all_wholes().get(&whole).map_or(&[], Vec::as_slice)
    }

    /// All wholes with their texts, in one pass over the documents.
    pub(super) fn gather_wholes(&self) -> BTreeMap<Whole, Vec<DocId>> {
        let mut wholes: BTreeMap<Whole, Vec<DocId>> = BTreeMap::new();
        for topic in self.of_type(Type::Topic) {
            wholes.insert(Whole::Topic(*topic), vec![*topic]);
        }
        let rest = self.originals().filter(|(_, document)| !document.kind.is_event()).map(|(id, _)| id);
        for id in self.relations.events.iter().copied().chain(rest) {
            let Some((document, links)) = self.document(id).zip(self.links(id)) else { continue };
            if document.kind.is_event()
                && let Some(day) = document.day()
            {
                wholes.entry(Whole::Year(day.year())).or_default().push(id);
            }
            let topics: BTreeSet<DocId> = links.topics.iter().copied().filter(|topic| *topic != id).collect();
            for topic in topics {
                if let Some(texts) = wholes.get_mut(&Whole::Topic(topic)) {
                    texts.push(id);
                }
            }
        }
        wholes
    }

    /// The address of a whole.
    pub(super) fn whole_address(&self, whole: Whole) -> Option<String> {
        let folder = self.lang.pick("samlat", "collected");
        Some(match whole {
            Whole::Year(year) => format!("{folder}/{year:04}.html"),
            Whole::Topic(topic) => {
                format!("{folder}/{}/{}.html", Type::Topic.folder(self.lang), self.document(topic)?.slug)
            }
        })
    }

    /// The language of a page: a text in a language that samverka does not speak stands on a page in the site's own.
    pub(super) fn page_language(&self, route: &Route) -> LangTag {
        let own = match route {
            Route::Document(id) => self.document(*id).map(|document| self.language(document)),
            _ => None,
        };
        own.filter(|lang| Lang::from_locale(lang.primary()).is_some()).unwrap_or_else(|| self.spoken())
    }

    /// The language of the pages that samverka makes.
    pub(super) fn spoken(&self) -> LangTag {
        let main = self.main_language();
        if Lang::from_locale(main.primary()).is_some() { main } else { self.lang.into() }
    }

    /// What a page is, for the forms that it can come in; `None` when it comes in no other.
    pub fn subject(&self, route: &Route) -> Option<Subject> {
        Some(match route {
            Route::Document(id) => match self.document(*id)?.kind {
                Type::Meeting | Type::Workshop => Subject::Event,
                Type::Topic => Subject::Topic,
                Type::Organisation => Subject::Organisation,
                Type::Statistic => Subject::Statistic,
                Type::Mailing => Subject::Mailing,
                Type::Reply | Type::Need | Type::Offer | Type::Lesson | Type::Page => Subject::Text,
            },
            Route::Sheet(..) => Subject::Sheet,
            Route::Whole(_) => Subject::Whole,
            Route::Calendar => Subject::Calendar,
            Route::Register(_) => Subject::Register,
            _ => return None,
        })
    }
}
