//! Decisions, actions and questions as they are shown: here, on the page that they stand on, or elsewhere.

use super::frame::{Frame, value_of};
use crate::content::fields::other::SECTORS;
use crate::content::items::{Item, ItemKind};
use crate::language::fold::capital;
use crate::site::{AnswerId, DocId, ItemId, Route, Standing};
use crate::theme::view::{self, Answers, Fact, Link, Moment, Value};

impl Frame<'_> {
    /// An item as it is shown. `here` is whether it is shown on the page that it stands on.
    pub(super) fn item(&self, id: ItemId, item: &Item, here: bool) -> view::Item {
        let own = here && !item.in_body;
        view::Item {
            id: if own { item.id.clone() } else { String::new() },
            name: self.item_name(item),
            // One that stands here links to nowhere else: a stop for nothing with the keyboard.
            href: match (own, here) {
                (true, _) => String::new(),
                (false, true) => format!("#{}", item.id),
                (false, false) => self.item_address(id, item),
            },
            text: item.text.value.clone(),
            lang: self.site.document(id.0).and_then(|d| self.other(&self.site.language(d))),
            facts: self.item_facts(id, item),
            history_lead: self.t("history").to_owned(),
            history: self.history(id),
            answers: if here { self.answers(id) } else { Vec::new() },
            ..view::Item::default()
        }
    }

    /// An item as a register shows it: with where it was said, and with what was answered.
    pub(super) fn whole_item(&self, id: ItemId, item: &Item) -> view::Item {
        let mut shown = self.item(id, item, false);
        shown.origin = Some(self.dated_link(id.0));
        if item.kind == ItemKind::Question {
            let (answered, asked) = (self.site.answered_by(id), self.site.addressed(id));
            let count = asked.iter().filter(|organisation| answered.contains(organisation)).count();
            let open = self.site.standing(id).is_some_and(Standing::is_open);
            // Of a question that a meeting has called answered, "0 of 8" would say the contrary.
            if !asked.is_empty() && (count > 0 || open) {
                let (count, all) = (count.to_string(), asked.len().to_string());
                let text = self.fill("answered_of", &[("n", &count), ("all", &all)]);
                shown.facts.push(self.fact("answers", text));
            }
            shown.answers = self.answers(id);
        }
        shown
    }

    /// An item as an organisation sees it: of a question, whether it has answered, and not how many others have.
    pub(super) fn own_item(&self, id: ItemId, item: &Item, organisation: DocId) -> view::Item {
        let mut shown = self.item(id, item, false);
        let standing = self.site.standing(id).filter(|_| item.kind == ItemKind::Question);
        let late = item.by.as_ref().is_some_and(|by| by.value < self.site.today);
        let key = match (self.site.answered_by(id).contains(&organisation), standing) {
            (true, Some(_)) => "own_answered",
            (false, Some(standing)) if standing.is_open() => {
                if late {
                    "own_late"
                } else {
                    "own_open"
                }
            }
            _ => return shown,
        };
        for value in shown.facts.iter_mut().flat_map(|fact| &mut fact.values).filter(|value| value.status) {
            self.t(key).clone_into(&mut value.text);
        }
        shown
    }

    /// An item as a link: its name and words, how it stands, and its last day.
    pub(super) fn item_link(&self, id: ItemId, item: &Item) -> Link {
        let standing = self.site.standing(id).map(|standing| self.word("standing", standing.name()));
        let last = item.by.as_ref().map(|by| {
            let day = crate::language::dates::long(self.lang, by.value);
            format!("{} {day}", self.t(by_key(item.kind)).to_lowercase())
        });
        let note: Vec<String> = standing.into_iter().chain(last).collect();
        Link {
            label: format!("{}: {}", self.item_name(item), item.text.value),
            href: self.item_address(id, item),
            lang: self.site.document(id.0).and_then(|d| self.other(&self.site.language(d))),
            note: (!note.is_empty()).then(|| note.join(", ")),
            ..Link::default()
        }
    }

    /// `Beslut d2.1`; without a number where there is none.
    pub(super) fn item_name(&self, item: &Item) -> String {
        let kind = self.word("item", item.kind.name());
        if item.kind.is_numbered() { format!("{kind} {}", item.id) } else { kind }
    }

    /// Where an item stands.
    pub(super) fn item_address(&self, id: ItemId, item: &Item) -> String {
        let page = self.address_of(&Route::Document(id.0)).unwrap_or_default();
        format!("{page}#{}", item.id)
    }

    fn item_facts(&self, id: ItemId, item: &Item) -> Vec<Fact> {
        let mut facts = Vec::new();
        let who: Vec<Value> = item.who.iter().map(|name| self.who(name)).collect();
        if !who.is_empty() {
            let key = match item.kind {
                ItemKind::Action => "owner",
                ItemKind::Question => "to",
                ItemKind::Decision => "concerns",
                _ => "organisation",
            };
            facts.push(Fact { term: self.t(key).to_owned(), values: who, ..Fact::default() });
        }
        facts.extend(item.by.as_ref().map(|by| self.fact_of(by_key(item.kind), self.day(by.value))));
        if item.depends_on_person {
            facts.push(self.fact("depends_on_person", self.t("yes")));
        }
        let later = self.site.relations.replaced_by.get(&id).copied();
        facts.extend(later.and_then(|later| self.linked_item("replaced_by", later)));
        for earlier in &item.replaces {
            let place = self.site.relations.items.get(earlier.trim()).copied();
            facts.extend(place.and_then(|place| self.linked_item("replaces", place)));
        }
        if let Some(standing) = self.site.standing(id) {
            let text = self.word("standing", standing.name());
            facts.push(self.fact_of("state", Value { text, status: true, ..Value::default() }));
        }
        facts
    }

    /// Another item by its number: one end of a chain of decisions.
    fn linked_item(&self, key: &'static str, id: ItemId) -> Option<Fact> {
        let item = self.site.item(id)?;
        let href = Some(self.item_address(id, item));
        Some(self.fact_of(key, Value { text: self.item_name(item), href, ..Value::default() }))
    }

    /// Whom an item names: an organisation with its page, or words.
    fn who(&self, name: &str) -> Value {
        match self.site.organisation(name) {
            Some(id) => value_of(self.document_link(id)),
            None => match SECTORS.iter().find(|choice| choice.matches(name)) {
                Some(choice) => Value { text: self.word("sector_title", choice.name), ..Value::default() },
                None => Value { text: capital(name), ..Value::default() },
            },
        }
    }

    /// What later meetings have said of an item, the oldest first.
    fn history(&self, id: ItemId) -> Vec<Moment> {
        let steps = self.site.relations.history.get(&id).map(Vec::as_slice).unwrap_or_default();
        let moment = |step: &crate::site::Step| {
            let document = self.site.document(step.meeting)?;
            Some(Moment {
                day: document.date.as_ref().map(|date| self.day(date.value)),
                link: self.document_link(step.meeting),
                status: step.state.map(|state| self.word("standing", state)),
                text: step.comment.as_ref().map(|comment| self.said(document, comment)),
                ..Moment::default()
            })
        };
        steps.iter().filter_map(moment).collect()
    }

    /// What the organisations have answered, sector by sector.
    pub(super) fn answers(&self, id: ItemId) -> Vec<Answers> {
        let all = self.site.feedback.answers.get(&id).map(Vec::as_slice).unwrap_or_default();
        let of = |sector: &'static str| {
            let answers: Vec<(Link, Value)> =
                all.iter().filter_map(|answer| self.answer(*answer, sector)).collect();
            let title = self.word("sector_title", sector);
            (!answers.is_empty()).then_some(Answers { title, answers })
        };
        ["civil", "public", "other"].into_iter().filter_map(of).collect()
    }

    /// One answer, when it comes from a sector: the reply in the words of the organisation's name, and what it says.
    fn answer(&self, id: AnswerId, sector: &str) -> Option<(Link, Value)> {
        let (reply, organisation) = (self.site.document(id.0)?, self.site.links(id.0)?.organisation);
        if organisation.map_or("other", |organisation| self.site.sector(organisation)) != sector {
            return None;
        }
        let own = self.document_link(id.0);
        // The name alone would lead to the organisation, and to several of its replies (WCAG 2.4.9).
        let of = organisation.zip(self.site.links(id.0)?.meeting);
        let label = of.map_or(own.label.clone(), |(organisation, meeting)| {
            let (name, meeting) = (self.document_link(organisation).label, self.short_name(meeting));
            self.fill("answer_from", &[("name", &name), ("meeting", &meeting)])
        });
        Some((Link { label, ..own }, self.said(reply, self.site.answer(id)?)))
    }
}

/// What the last day of a kind of item is called.
fn by_key(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Question => "answer_by",
        ItemKind::Decision => "valid_until",
        _ => "due",
    }
}
