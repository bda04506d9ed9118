//! What every page shares: its language, its place, the shell around it.

use crate::content::document::Document;
use crate::content::formats::Format;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::content::project;
use crate::forms::Renderer;
use crate::language::tag::LangTag;
use crate::language::{Lang, dates, fold, numbers};
use crate::site::{DocId, Route, Site, Whole, routes};
use crate::theme::strings::Strings;
use crate::theme::view::{Fact, Link, Logo, Shell, Value};
use jiff::civil::Date;

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
    address: &'a str,
    route: &'a Route,
    /// What samverka says on it.
    pub(super) lang: Lang,
    /// The language of the page.
    pub(in crate::forms) tag: LangTag,
    strings: &'a Strings,
    renderer: Renderer<'a>,
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
        Self { site, address, route, lang, tag, strings, renderer: *renderer }
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

    /// The shell around a page with a title.
    pub(super) fn shell(&self, page: &'static str, title: &str, description: Option<&str>) -> Shell {
        let site = self.site;
        let site_name = self.site_name();
        let head_title = match self.route {
            Route::Start(_) => site_name.clone(),
            _ => format!("{title} – {site_name}"),
        };
        let depth = self.address.matches('/').count();
        let versions = self.versions();
        Shell {
            page,
            lang: self.tag.as_str().to_owned(),
            dir: self.tag.dir(),
            head_title,
            description: description.map(shorten),
            title: tied(title),
            title_lang: None,
            site_lang: self.other(&site.main_language()),
            site_name,
            root: "../".repeat(depth),
            start: self.start(),
            search: self.search().filter(|_| page != "search"),
            menu: self.menu(),
            alternates: self.alternates(&versions),
            versions,
            crumbs: self.crumbs(title),
            logos: self.logos().skip(site.file.funders.len()).flatten().collect(),
            funders: self.logos().take(site.file.funders.len()).flatten().collect(),
            contact: self.contact(),
            tools: self.tools(),
            about: self.about(),
            address: site.file.address.as_ref().map(|root| format!("{}{}", root.value, self.address)),
            updated: None,
            feed: self.address_of(&Route::Feed),
            own_feed: self.address_of(&Route::Form(Format::Feed, Box::new(self.route.clone()))),
        }
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
    fn start(&self) -> String {
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

    fn menu(&self) -> Vec<Link> {
        let start = Link {
            label: self.t("start").to_owned(),
            href: self.start(),
            current: if matches!(self.route, Route::Start(_)) { "page" } else { "" },
            ..Link::default()
        };
        let written = &self.site.file.menu;
        let mut links = vec![start];
        if written.is_empty() {
            for kind in [Type::Meeting, Type::Workshop, Type::Topic, Type::Organisation] {
                links.extend(self.menu_list(kind));
            }
            links.extend(self.site.in_menu().iter().map(|id| self.menu_document(*id)));
        } else {
            links.extend(written.iter().filter_map(|name| self.menu_entry(name)));
            // A page that is named twice is in the menu once.
            let mut seen = std::collections::BTreeSet::new();
            links.retain(|link| seen.insert(link.href.clone()));
        }
        links
    }

    fn menu_entry(&self, name: &str) -> Option<Link> {
        let route = self.site.menu_route(name)?;
        let key = match route {
            Route::List(kind) => return self.menu_list(kind),
            Route::Document(id) => return Some(self.menu_document(id)),
            Route::Calendar => "calendar",
            Route::Municipalities => "municipalities",
            Route::Project => "project",
            Route::Glossary => "glossary",
            ref tool => TOOLS.iter().find(|(route, _)| route == tool).map_or("alphabet", |(_, key)| key),
        };
        let month = |own: &Route| matches!(own, Route::Month(..));
        let in_month = month(self.route) || matches!(self.route, Route::More(list, _) if month(list));
        let current = if route == Route::Calendar && in_month { "true" } else { self.current(&route) };
        Some(Link { current, ..self.made_link(&route, key)? })
    }

    fn menu_list(&self, kind: Type) -> Option<Link> {
        let route = Route::List(kind);
        let mut link = self.made_link(&route, kind.plural())?;
        link.current = match self.route {
            Route::Document(id) if self.site.document(*id).is_some_and(|d| d.kind == kind) => "true",
            _ => self.current(&route),
        };
        Some(link)
    }

    fn menu_document(&self, id: DocId) -> Link {
        let mut link = self.document_link(id);
        let own = |d: DocId| self.site.links(d).and_then(|links| links.original).unwrap_or(d);
        if matches!(self.route, Route::Document(here) if own(*here) == own(id)) {
            link.current = "page";
        }
        link
    }

    /// Links to the same text in other languages and in easy language, each in its own words.
    fn versions(&self) -> Vec<Link> {
        match self.route {
            Route::Document(here) => {
                let versions = self.site.links(*here).map(|links| links.versions.clone()).unwrap_or_default();
                versions
                    .into_iter()
                    .filter(|id| id != here)
                    .filter_map(|id| Some(self.version_link(id, self.site.document(id)?)))
                    .collect()
            }
            Route::Start(here) => {
                let others = self.site.file.languages.iter().filter(|lang| *lang != here);
                others
                    .filter_map(|lang| {
                        Some(Link {
                            label: lang.own_name().to_owned(),
                            href: self.address_of(&Route::Start(lang.clone()))?,
                            lang: Some(lang.as_str().to_owned()),
                            hreflang: Some(lang.as_str().to_owned()),
                            ..Link::default()
                        })
                    })
                    .collect()
            }
            _ => Vec::new(),
        }
    }

    /// What search engines are told of versions in other languages. They take whole addresses only, and want the page itself
    /// among them.
    fn alternates(&self, versions: &[Link]) -> Vec<Link> {
        let Some(root) = &self.site.file.address else { return Vec::new() };
        let link = |tag: &str, address: &str| Link {
            hreflang: Some(tag.to_owned()),
            href: format!("{}{address}", root.value),
            ..Link::default()
        };
        let others: Vec<Link> = versions
            .iter()
            .filter_map(|to| Some(link(to.hreflang.as_deref()?, &routes::resolve(self.address, &to.href))))
            .collect();
        if others.is_empty() {
            return others;
        }
        std::iter::once(link(self.tag.as_str(), self.address)).chain(others).collect()
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

    fn crumbs(&self, title: &str) -> Vec<Link> {
        if matches!(self.route, Route::Start(_)) {
            return Vec::new();
        }
        let start = Link { label: self.t("start").to_owned(), href: self.start(), ..Link::default() };
        let own = Link { label: tied(title), current: "page", ..Link::default() };
        std::iter::once(start).chain(self.above(self.route)).chain([own]).collect()
    }

    /// The pages that a page is below, the outermost first.
    fn above(&self, route: &Route) -> Vec<Link> {
        let parent = match route {
            Route::Document(id) => {
                self.site.document(*id).and_then(|d| self.made_link(&Route::List(d.kind), d.kind.plural()))
            }
            Route::Municipality(_) => self.made_link(&Route::Municipalities, "municipalities"),
            Route::More(list, _) => {
                let own = self.list_link(list);
                return self.above(list).into_iter().chain(own).collect();
            }
            Route::Sheet(..) => self.made_link(&Route::Feedback, "feedback_title"),
            Route::Whole(Whole::Topic(_)) => self.made_link(&Route::List(Type::Topic), "topics"),
            Route::Whole(Whole::Year(_)) | Route::Month(..) => self.made_link(&Route::Calendar, "calendar"),
            Route::Balance => self.made_link(&Route::List(Type::Statistic), "statistics"),
            _ => None,
        };
        parent.into_iter().collect()
    }

    /// A link to a list that is parted, from its further pages.
    fn list_link(&self, list: &Route) -> Option<Link> {
        match list {
            Route::List(kind) => self.made_link(list, kind.plural()),
            Route::Municipality(name) => Some(self.municipality_link(name)),
            Route::Month(year, month) => {
                let label = dates::month(self.lang, Date::new(*year, *month, 1).ok()?);
                Some(Link { label: fold::capital(&label), href: self.address_of(list)?, ..Link::default() })
            }
            Route::Alphabet => self.made_link(list, "alphabet"),
            Route::SiteMap => self.made_link(list, "site_map"),
            made => {
                let (_, key) = TOOLS.iter().find(|(tool, _)| tool == made)?;
                self.made_link(list, key)
            }
        }
    }

    /// Funders' emblems and the other logos; `None` for one whose file is missing.
    fn logos(&self) -> impl Iterator<Item = Option<Logo>> {
        self.site.file.emblems().map(|(logo, mm)| self.logo(logo, mm))
    }

    fn logo(&self, logo: &project::Logo, mm: u32) -> Option<Logo> {
        let path = self.site.logo(&logo.file)?;
        let size = self.site.pictures.get(&path).and_then(|facts| facts.size);
        // The statement stands beside the emblem as text; read twice it would be noise, so then the image is silent.
        let twice = logo.statement.as_deref() == Some(logo.alt.as_str());
        Some(Logo {
            src: self.address_of(&Route::Asset(path))?,
            alt: if twice { String::new() } else { logo.alt.clone() },
            width: size.map(|(w, _)| w),
            height: size.map(|(_, h)| h),
            mm,
            statement: logo.statement.clone(),
        })
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
        let link = |(route, key): &(Route, &'static str)| {
            Some(Link { current: self.current(route), ..self.made_link(route, key)? })
        };
        TOOLS.iter().filter_map(link).collect()
    }

    /// What a link is to this page: to itself, to the list that it is a further page of, or neither.
    fn current(&self, to: &Route) -> &'static str {
        match self.route {
            own if own == to => "page",
            Route::More(list, _) if **list == *to => "true",
            _ => "",
        }
    }

    fn about(&self) -> Vec<Link> {
        let made = [
            (Route::Project, "project"),
            (Route::Municipalities, "municipalities"),
            (Route::Statement, "statement"),
            (Route::Glossary, "glossary"),
            (Route::Alphabet, "alphabet"),
            (Route::SiteMap, "site_map"),
        ];
        let link = |(route, key): &(Route, &'static str)| {
            Some(Link { current: self.current(route), ..self.made_link(route, key)? })
        };
        let mut links: Vec<Link> = made.iter().filter_map(link).collect();
        for lang in self.site.file.languages.iter().filter(|lang| self.other(lang).is_some()) {
            links.extend(self.address_of(&Route::Start(lang.clone())).map(|href| Link {
                label: match lang.primary() {
                    "en" => "In English".to_owned(),
                    // Not the same words as the link to this very text in Swedish (WCAG 2.4.9).
                    "sv" => "På svenska".to_owned(),
                    _ => lang.own_name().to_owned(),
                },
                href,
                lang: Some(lang.as_str().to_owned()),
                hreflang: Some(lang.as_str().to_owned()),
                ..Link::default()
            }));
        }
        links
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

/// A description of at most some 160 characters, ended at a sentence or a word.
fn shorten(text: &str) -> String {
    const MOST: usize = 160;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST).collect();
    match cut.rfind(". ") {
        Some(end) if end > MOST / 2 => cut.get(..=end).unwrap_or(&cut).to_owned(),
        _ => format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole)),
    }
}
