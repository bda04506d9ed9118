//! What every page shares: its language, its place, the shell around it.

use super::furniture::Furniture;
use crate::content::document::Document;
use crate::content::formats::Format;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::forms::Renderer;
use crate::language::tag::LangTag;
use crate::language::{Lang, dates, numbers};
use crate::site::{DocId, Route, Site, Whole};
use crate::theme::strings::Strings;
use crate::theme::view::{Fact, Link, Value};
use jiff::civil::Date;
use std::sync::Arc;

/// Pages that are made from all notes together, and the keys of their names.
pub(super) const TOOLS: &[(Route, &str)] = &[
    (Route::Calendar, "calendar"),
    (Route::Register(ItemKind::Decision), "decisions"),
    (Route::Register(ItemKind::Action), "actions"),
    (Route::Register(ItemKind::Question), "questions"),
    (Route::Feedback, "feedback_title"),
    (Route::WhoDoesWhat, "who_does_what"),
    (Route::Matching, "matching"),
    (Route::Balance, "balance"),
];

/// A page in the making.
pub(in crate::forms) struct Frame<'a> {
    pub(in crate::forms) site: &'a Site,
    /// Its address, from the root.
    pub(super) address: &'a str,
    pub(super) route: &'a Route,
    /// What samverka says on it.
    pub(super) lang: Lang,
    /// The language of the page.
    pub(in crate::forms) tag: LangTag,
    strings: &'a Strings,
    pub(super) renderer: Renderer<'a>,
    /// Empty until the page is [furnished](Frame::furnished).
    pub(super) furniture: Arc<Furniture>,
}

impl<'a> Frame<'a> {
    pub(in crate::forms) fn new(renderer: &Renderer<'a>, address: &'a str, route: &'a Route) -> Self {
        let site = renderer.site;
        let own =
            |tag: LangTag| if Lang::from_locale(tag.primary()).is_some() { tag } else { site.lang.into() };
        let main = || own(site.main_language());
        // A text in a language that samverka does not speak stands on a page in the site's own.
        let spoken = |tag: LangTag| if Lang::from_locale(tag.primary()).is_some() { tag } else { main() };
        let tag = match route {
            Route::Start(lang) => spoken(lang.clone()),
            Route::Search(lang) => (*lang).into(),
            Route::Document(id) => {
                site.document(*id).map_or_else(main, |document| spoken(site.language(document)))
            }
            _ => main(),
        };
        let lang = tag.ui();
        let strings = renderer.theme.strings(lang);
        Self { site, address, route, lang, tag, strings, renderer: *renderer, furniture: Arc::default() }
    }

    /// The theme's words of a key.
    pub(in crate::forms) fn t(&self, key: &'a str) -> &'a str {
        self.strings.get(key)
    }

    /// The same, filled.
    pub(in crate::forms) fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        self.strings.fill(key, args)
    }

    /// Words for a number.
    pub(super) fn count(&self, key: &str, n: usize) -> String {
        self.strings.count(key, n)
    }

    /// The word of a canonical name: `status_draft`, `sector_civil`.
    pub(in crate::forms) fn word(&self, kind: &str, name: &str) -> String {
        self.strings.get(&format!("{kind}_{name}")).to_owned()
    }

    /// The words of a key that was put together.
    pub(super) fn word_of(&self, key: &str) -> String {
        self.strings.get(key).to_owned()
    }

    /// The address of a route, from this page. `None` when the site has no such route.
    pub(super) fn address_of(&self, route: &Route) -> Option<String> {
        self.site.routes.address(route).map(|to| crate::world::relative(self.address, &to))
    }

    /// Whether a tag is of another language than the page.
    pub(in crate::forms) fn other(&self, tag: &LangTag) -> Option<String> {
        (tag.primary() != self.tag.primary()).then(|| tag.as_str().to_owned())
    }

    /// A link to a document, in the words of its title.
    pub(super) fn document_link(&self, id: DocId) -> Link {
        let id = self.site.suited(id, &self.tag);
        let Some(document) = self.site.document(id) else { return Link::default() };
        let language = self.site.language(document);
        Link {
            label: tied(&document.title),
            href: self.address_of(&Route::Document(id)).unwrap_or_default(),
            lang: self.other(&language),
            hreflang: self.other(&language),
            ..Link::default()
        }
    }

    /// A link to a page that samverka makes, in the words of a key.
    pub(super) fn made_link(&self, route: &Route, key: &'a str) -> Option<Link> {
        let main = self.site.main_language();
        Some(Link {
            label: self.t(key).to_owned(),
            href: self.address_of(route)?,
            hreflang: if matches!(route, Route::Start(_)) { None } else { self.other(&main) },
            ..Link::default()
        })
    }

    /// A link to a municipality's page.
    pub(super) fn municipality_link(&self, name: &'static str) -> Link {
        let href = self.address_of(&Route::Municipality(name)).unwrap_or_default();
        Link { label: name.to_owned(), href, ..Link::default() }
    }

    /// The page's other forms, each in words: what it is, its format and, where that is known, its size.
    pub(super) fn form_links(&self) -> Vec<Link> {
        let formats = self.site.routes.forms(self.route);
        let sizes = self.renderer.sizes(&formats, self.route);
        let link = |(format, size): (Format, Option<u64>)| {
            let facts = format.facts();
            let page = Box::new(self.route.clone());
            let ending = facts.ending.raw(self.lang).rsplit('.').next().unwrap_or("").to_uppercase();
            let size = size.map(|size| numbers::format_size(self.lang, size));
            let told: Vec<String> = std::iter::once(ending).chain(size).collect();
            Some(Link {
                label: format!("{} ({})", facts.title.raw(self.lang), told.join(", ")),
                href: self.address_of(&Route::Form(format, page))?,
                ..Link::default()
            })
        };
        formats.into_iter().zip(sizes).filter_map(link).collect()
    }

    /// What all texts of a topic or a year are called on one page.
    pub(in crate::forms) fn whole_title(&self, whole: Whole) -> Option<String> {
        Some(match whole {
            Whole::Topic(topic) => self.fill("whole_topic", &[("topic", &self.site.document(topic)?.title)]),
            Whole::Year(year) => self.fill("whole_year", &[("year", &year.to_string())]),
        })
    }

    /// A link to all texts of a topic or a year on one page.
    pub(super) fn whole_link(&self, whole: Whole) -> Option<Link> {
        let (label, href) = (self.whole_title(whole)?, self.address_of(&Route::Whole(whole))?);
        Some(Link { label, href, ..Link::default() })
    }

    /// What a type of document is called, as a heading is written.
    pub(in crate::forms) fn kind(&self, kind: Type) -> String {
        crate::language::fold::capital(&self.word("kind", kind.name()))
    }

    /// A day as a value.
    pub(super) fn day(&self, date: Date) -> Value {
        Value { text: dates::long(self.lang, date), datetime: Some(date.to_string()), ..Value::default() }
    }

    /// A fact of one text.
    pub(super) fn fact(&self, key: &'a str, text: impl Into<String>) -> Fact {
        self.fact_of(key, Value { text: text.into(), ..Value::default() })
    }

    /// A fact of one value.
    pub(super) fn fact_of(&self, key: &'a str, value: Value) -> Fact {
        Fact { term: self.t(key).to_owned(), values: vec![value], ..Fact::default() }
    }

    /// A fact of several links; none when there are none.
    pub(super) fn fact_links(&self, key: &'a str, links: Vec<Link>) -> Option<Fact> {
        let values: Vec<Value> = links.into_iter().map(value_of).collect();
        (!values.is_empty()).then(|| Fact { term: self.t(key).to_owned(), values, ..Fact::default() })
    }

    /// The project's name in the page's language.
    pub(in crate::forms) fn site_name(&self) -> String {
        let project = &self.site.file.project;
        let translated = project.translation.as_ref().filter(|t| t.lang.primary() == self.tag.primary());
        match translated {
            Some(translation) if self.other_than_main() => translation.title.clone(),
            _ if project.name.is_empty() => self.t("site_unnamed").to_owned(),
            _ => project.name.clone(),
        }
    }

    /// Whether the page is in another language than the site's main one.
    pub(super) fn other_than_main(&self) -> bool {
        self.site.file.languages.first().is_some_and(|main| main.primary() != self.tag.primary())
    }

    /// The start page in the page's language, or the main one.
    pub(super) fn start(&self) -> String {
        let mut languages = self.site.file.languages.iter();
        let own = languages.find(|lang| lang.primary() == self.tag.primary());
        let main = self.site.file.languages.first();
        own.or(main)
            .and_then(|lang| {
                self.address_of(&Route::Start(lang.clone()))
                    .or_else(|| self.address_of(&Route::Start(main?.clone())))
            })
            .unwrap_or_else(|| crate::world::relative(self.address, "index.html"))
    }

    /// A version by what sets it apart: its language in that language's own name, or that it is easy to read.
    pub(super) fn version_link(&self, id: DocId, document: &Document) -> Link {
        let language = self.site.language(document);
        let other = self.other(&language);
        let label = match (document.version.easy_read, &other) {
            (false, _) => language.own_name().to_owned(),
            (true, None) => self.t("easy_read").to_owned(),
            (true, Some(_)) => format!("{} ({})", self.t("easy_read"), language.own_name()),
        };
        let label = if other.is_none() && !document.version.easy_read {
            self.t("ordinary_text").to_owned()
        } else {
            label
        };
        Link {
            label,
            href: self.address_of(&Route::Document(id)).unwrap_or_default(),
            lang: other.clone().filter(|_| !document.version.easy_read),
            hreflang: other,
            ..Link::default()
        }
    }

    pub(super) fn contact(&self) -> Vec<Fact> {
        let contact = &self.site.file.project.contact;
        let person = contact.person.as_ref().and_then(|id| self.site.person(id));
        let mut facts = Vec::new();
        if let Some(role) = contact.role.as_ref().or(person.and_then(|p| p.role.as_ref())) {
            let lang = self.other(&self.site.main_language());
            facts.push(self.fact_of("contact_role", Value { text: role.clone(), lang, ..Value::default() }));
        }
        if let Some(name) = person.and_then(|p| p.shown_name()) {
            facts.push(self.fact("contact_person", name));
        }
        if let Some(organisation) = &contact.organisation {
            let link = self.site.organisation(organisation).map(|id| self.document_link(id));
            let value = match link {
                Some(link) => value_of(link),
                None => Value { text: organisation.value.clone(), ..Value::default() },
            };
            facts.push(self.fact_of("contact_organisation", value));
        }
        if let Some(email) = &contact.email {
            facts.push(self.fact_of("contact_email", reach(email)));
        }
        if let Some(phone) = &contact.phone {
            facts.push(self.fact_of("contact_phone", call(phone)));
        }
        facts
    }

    /// Registers and other pages that are made from all notes together.
    pub(super) fn tools(&self) -> Vec<Link> {
        self.made_links(TOOLS)
    }

    /// Links to those of some pages that the site has.
    pub(super) fn made_links(&self, pages: &[(Route, &'static str)]) -> Vec<Link> {
        let link = |(route, key): &(Route, &'static str)| {
            Some(Link { current: self.current(route), ..self.made_link(route, key)? })
        };
        pages.iter().filter_map(link).collect()
    }

    /// What a link is to this page: to itself, to the list that it is a further page of, or neither.
    pub(super) fn current(&self, to: &Route) -> &'static str {
        match self.route {
            own if own == to => "page",
            Route::More(list, _) if **list == *to => "true",
            _ => "",
        }
    }
}

/// A link as the value of a fact.
pub(super) fn value_of(link: Link) -> Value {
    Value { text: link.label, href: Some(link.href), lang: link.lang, ..Value::default() }
}

/// An address to reach someone at, as a link when it is an e-mail address.
pub(super) fn reach(text: &str) -> Value {
    let mail = text.contains('@') && !text.contains(char::is_whitespace);
    Value { text: text.to_owned(), href: mail.then(|| format!("mailto:{text}")), ..Value::default() }
}

/// A telephone number as a link (RFC 3966).
pub(super) fn call(phone: &str) -> Value {
    let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    // Hyphens and spaces that do not break keep the number on one line.
    let text = phone.replace('-', "\u{2011}").replace(' ', "\u{a0}");
    Value { text, href: Some(format!("tel:{digits}")), ..Value::default() }
}

/// Ties a number to the word before it, so that no line begins with it: `Dialogmöte 2`.
pub(super) fn tied(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == ' ' && chars.peek().is_some_and(char::is_ascii_digit) && out.ends_with(char::is_alphabetic) {
            out.push('\u{a0}');
        } else {
            out.push(c);
        }
    }
    out
}
