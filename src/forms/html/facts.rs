//! Facts of documents: a term and what is so, in the page's language.

use super::frame::{Frame, call, reach, value_of};
use crate::content::document::Document;
use crate::content::fields::other::SECTORS;
use crate::content::types::{Access, Data, Event};
use crate::language::dates;
use crate::language::fold::capital;
use crate::site::{DocId, Route, State, Target};
use crate::theme::view::{Fact, Link, Value};

impl Frame<'_> {
    /// When an event is: day and hours.
    pub(super) fn when(&self, document: &Document) -> Option<Value> {
        let (text, datetime) = (self.when_within(document)?, document.day()?.to_string());
        Some(Value { text: capital(&text), datetime: Some(datetime), ..Value::default() })
    }

    /// The same within a sentence.
    pub(super) fn when_within(&self, document: &Document) -> Option<String> {
        let day = dates::with_weekday(self.lang, document.day()?);
        let hours = document.event().and_then(|event| event.hours);
        Some(match hours {
            Some(hours) => self.fill("when", &[("day", &day), ("hours", &self.hours(hours))]),
            None => day,
        })
    }

    /// `13.00–16.00`. A word joiner on both sides of the dash keeps the times on one line.
    pub(super) fn hours(&self, hours: dates::Hours) -> String {
        dates::hours(self.lang, hours).replace('–', "\u{2060}–\u{2060}")
    }

    /// How an event stands, in words.
    pub(in crate::forms) fn state(&self, document: &Document) -> String {
        let state = self.site.state(document);
        let first = document.date.as_ref().map(|date| dates::long(self.lang, date.value));
        if let (State::Moved, Some(day)) = (state, document.event().and_then(|event| event.moved_to)) {
            let day = dates::long(self.lang, day);
            return match first {
                Some(from) => self.fill("state_moved_from_to", &[("from", &from), ("day", &day)]),
                None => self.fill("state_moved_to", &[("day", &day)]),
            };
        }
        let past = document.day().is_some_and(|day| day < self.site.today);
        let word = if state == State::Planned && past { "planned_past" } else { state.name() };
        self.word("state", word)
    }

    /// Where an event is, in a line.
    pub(in crate::forms) fn place(event: &Event) -> Option<String> {
        let place = &event.place;
        let municipality = place.municipality.as_ref().map(|name| name.value.clone());
        // Not twice when the street address ends with the town.
        let municipality =
            municipality.filter(|town| place.address.as_ref().is_none_or(|a| !a.ends_with(town.as_str())));
        let parts: Vec<String> =
            [place.name.clone(), place.address.clone(), municipality].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// Words of a document's author, in their language.
    pub(super) fn said(&self, document: &Document, text: &str) -> Value {
        let lang = self.other(&self.site.language(document));
        Value { text: text.to_owned(), lang, ..Value::default() }
    }

    /// A fact in the words of a document's author, if there are any.
    pub(super) fn told(&self, document: &Document, key: &'static str, text: Option<&String>) -> Option<Fact> {
        text.map(|text| self.fact_of(key, self.said(document, text)))
    }

    /// The facts of a document, by its type.
    pub(super) fn facts(&self, id: DocId, document: &Document) -> Vec<Fact> {
        let mut facts = Vec::new();
        match &document.data {
            Data::Event(event) => self.event_facts(document, event, &mut facts),
            Data::Organisation(o) => {
                facts.push(self.fact("sector", self.word("sector", o.sector)));
                facts.extend(o.standing.map(|s| self.fact("standing", self.word("organisation", s))));
                facts.extend(self.told(document, "short_name", o.short_name.as_ref()));
                facts.extend(self.told(document, "mandate", o.mandate.as_ref()));
                facts.extend(self.told(document, "practice", o.practice.as_ref()));
                facts.extend(self.told(document, "org_number", o.org_number.as_ref()));
                if let Some(web) = o.web.as_ref().filter(|w| w.starts_with("http")) {
                    let value = Value {
                        text: self.t("own_website").to_owned(),
                        href: Some(web.value.clone()),
                        ..Value::default()
                    };
                    facts.push(self.fact_of("website", value));
                }
                if !o.former_names.is_empty() {
                    let values = o.former_names.iter().map(|name| self.said(document, name)).collect();
                    facts.push(Fact { term: self.t("former_names").to_owned(), values, ..Fact::default() });
                }
                if let Some(contact) = &o.contact {
                    facts.extend(self.told(document, "contact_role", contact.role.as_ref()));
                    facts.extend(
                        contact.email.as_ref().map(|email| self.fact_of("contact_email", reach(email))),
                    );
                    facts.extend(
                        contact.phone.as_ref().map(|phone| self.fact_of("contact_phone", call(phone))),
                    );
                }
            }
            Data::Reply(reply) => {
                facts.extend(self.dated(document));
                facts.extend(self.told(document, "discussed_in", reply.discussed_in.as_ref()));
            }
            Data::Match(_) => {
                facts.extend(self.site.matching(id).map(|state| {
                    let text = self.word("matching", state);
                    self.fact_of("state", Value { text, status: true, ..Value::default() })
                }));
                facts.extend(self.match_numbers(document));
            }
            Data::Lesson(l) => {
                let list = [
                    ("period", &l.period),
                    ("project_owner", &l.owner),
                    ("funding", &l.funding),
                    ("result", &l.result),
                    ("source", &l.source),
                ];
                facts.extend(
                    list.into_iter().filter_map(|(key, text)| self.told(document, key, text.as_ref())),
                );
            }
            Data::Statistic(s) => {
                facts.extend(self.told(document, "source", s.source.as_ref()));
                facts.extend(s.measured.map(|d| self.fact_of("measured", self.day(d))));
                let list =
                    [("unit", &s.unit), ("area", &s.area), ("method", &s.method), ("comment", &s.comment)];
                facts.extend(
                    list.into_iter().filter_map(|(key, text)| self.told(document, key, text.as_ref())),
                );
            }
            Data::Mailing(m) => {
                facts.extend(self.dated(document));
                facts.extend(self.told(document, "audience", m.audience.as_ref()));
            }
            Data::Topic(_) | Data::Page(_) => {}
        }
        self.shared_facts(id, document, &mut facts);
        facts
    }

    fn dated(&self, document: &Document) -> Option<Fact> {
        document.date.as_ref().map(|date| self.fact_of("date", self.day(date.value)))
    }

    fn event_facts(&self, document: &Document, event: &Event, facts: &mut Vec<Fact>) {
        facts.extend(self.when(document).map(|when| self.fact_of("when_term", when)));
        facts.extend(self.told(document, "place", Self::place(event).as_ref()));
        if let Some(remote) = &event.place.remote {
            let word = self.t(if remote.yes { "yes" } else { "no" });
            let text = remote.note.as_ref().map_or_else(|| word.to_owned(), |note| format!("{word}, {note}"));
            facts.push(self.fact("feature_remote", text));
        }
        facts.extend(self.told(document, "series", event.series.as_ref()));
        facts.extend(event.form.map(|form| self.fact("form", self.word("form", form))));
        if !event.sectors.is_empty() {
            let values = event.sectors.iter().map(|name| self.sector(document, name)).collect();
            facts.push(Fact { term: self.t("sectors").to_owned(), values, ..Fact::default() });
        }
        facts.extend(self.told(document, "aim", event.aim.as_ref()));
        facts.extend(self.told(document, "method", event.method.as_ref()));
        for (role, who) in &event.roles {
            let value = match self.site.organisation(who) {
                Some(id) => value_of(self.document_link(id)),
                None => self.said(document, &who.value),
            };
            let lang = self.other(&self.site.language(document));
            facts.push(Fact { term: capital(role), lang, values: vec![value] });
        }
    }

    /// A sector by its own word, or what was written in its place.
    fn sector(&self, document: &Document, name: &str) -> Value {
        match SECTORS.iter().find(|choice| choice.matches(name)) {
            Some(choice) => Value { text: self.word("sector", choice.name), ..Value::default() },
            None => self.said(document, &capital(name)),
        }
    }

    /// What every type may have: the organisation, the meeting, topics, municipalities, the target group.
    fn shared_facts(&self, id: DocId, document: &Document, facts: &mut Vec<Fact>) {
        let Some(links) = self.site.links(id) else { return };
        let one = |id: Option<DocId>| id.map(|id| self.document_link(id)).into_iter().collect::<Vec<Link>>();
        let invited = document.event().filter(|event| event.attended.is_empty()).map(|_| &links.invited);
        let invited = invited.into_iter().flatten().map(|id| self.document_link(*id)).collect();
        facts.extend(self.fact_links("invited", invited));
        facts.extend(self.fact_links(
            "matches",
            self.site.matches(id).into_iter().map(|id| self.document_link(id)).collect(),
        ));
        facts.extend(self.fact_links("organisation", one(links.organisation)));
        facts.extend(self.fact_links("meeting", one(links.meeting)));
        facts.extend(
            self.fact_links("topics", links.topics.iter().map(|id| self.document_link(*id)).collect()),
        );
        let places = links.municipalities.iter().map(|name| self.municipality_link(name)).collect();
        facts.extend(self.fact_links("municipalities", places));
        facts.extend(self.told(document, "target_group", document.target_group.as_ref()));
        facts.extend(self.told(document, "level", document.level.as_ref()));
        facts.extend(document.updated.map(|d| self.fact_of("updated", self.day(d))));
        facts.extend(document.reviewed.map(|d| self.fact_of("reviewed", self.day(d))));
        if let Some(film) = &document.sign_language {
            let href = match self.site.target(document, film) {
                Target::Outside(url) => Some(url),
                Target::Asset(path) => self.address_of(&Route::Asset(path)),
                _ => None,
            };
            let text = self.t("sign_language_film").to_owned();
            facts.extend(href.map(|href| {
                self.fact_of("sign_language", Value { text, href: Some(href), ..Value::default() })
            }));
        }
    }

    /// What there is at an event for those who need it.
    pub(super) fn access_facts(&self, document: &Document, access: &Access) -> Vec<Fact> {
        let mut facts: Vec<Fact> = access
            .features
            .iter()
            .map(|(feature, answer)| {
                let word = self.t(if answer.yes { "yes" } else { "no" });
                let text =
                    answer.note.as_ref().map_or_else(|| word.to_owned(), |note| format!("{word}, {note}"));
                let term = self.word("feature", feature.name());
                Fact { term, values: vec![Value { text, ..Value::default() }], ..Fact::default() }
            })
            .collect();
        facts.extend(access.material_by.map(|d| self.fact_of("material_by", self.day(d))));
        if let Some(to) = &access.needs_to {
            facts.push(self.fact_of("needs_to", reach(to)));
        }
        facts.extend(access.needs_by.map(|d| self.fact_of("needs_by", self.day(d))));
        facts.extend(self.told(document, "access_note", access.note.as_ref()));
        facts
    }
}
