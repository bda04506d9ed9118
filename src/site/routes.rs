//! Routes: every address of the site and what stands there.

use super::names::DocId;
use crate::content::formats::{Format, Subject};
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::language::Lang;
use crate::language::tag::LangTag;
use crate::search;
use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// The start page, in a language of the site.
    Start(LangTag),
    /// All documents of a type.
    List(Type),
    /// One document.
    Document(DocId),
    /// An earlier address of a document, which leads on to it.
    Moved(DocId, usize),
    /// All events and last days.
    Calendar,
    /// A month in which something happens: year, month.
    Month(i16, i8),
    /// Who came to the events, by sector.
    Balance,
    /// All municipalities of the project.
    Municipalities,
    /// One municipality, by its name.
    Municipality(&'static str),
    /// A further page of a list that is parted: of which, and which page, from 2.
    More(Box<Route>, usize),
    /// Everything from A to Ö.
    Alphabet,
    /// Everything by its place.
    SiteMap,
    /// What is shown where nothing stands.
    NotFound,
    /// All decisions, actions or questions.
    Register(ItemKind),
    /// What organisations have answered, meeting by meeting.
    Feedback,
    /// The take-back sheet of an event, for one organisation or for any.
    Sheet(DocId, Option<DocId>),
    /// All texts of a topic or of a year, one after another: to print or to read offline.
    Whole(Whole),
    /// A page in another form.
    Form(Format, Box<Route>),
    /// Needs beside offers.
    Matching,
    /// Who has which mandate, and which actions.
    WhoDoesWhat,
    /// The organisations as a table for spreadsheets (RFC 4180).
    Inventory,
    /// The same as data (RFC 8259).
    InventoryData,
    /// The events of a series for a calendar, by its slug (RFC 5545).
    Series(String),
    /// The project's fact sheet.
    Project,
    /// The accessibility statement.
    Statement,
    /// The glossary, with the abbreviations.
    Glossary,
    /// The one style sheet.
    Style,
    /// A file of the theme's `assets/`, by its path there.
    ThemeAsset(String),
    /// A file of `content/`, by its path from the site's root.
    Asset(String),
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// The Atom feed.
    Feed,
    /// The search page, in a language of the site.
    Search(Lang),
    /// A file of the index.
    SearchPart(search::Part),
}

impl Route {
    /// Whether it is a page of HTML.
    pub fn is_page(&self) -> bool {
        !matches!(
            self,
            Self::Style
                | Self::ThemeAsset(_)
                | Self::Asset(_)
                | Self::Sitemap
                | Self::Robots
                | Self::Feed
                | Self::Inventory
                | Self::InventoryData
                | Self::Series(_)
                | Self::Form(..)
                | Self::SearchPart(_)
        )
    }
}

/// What is gathered on one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whole {
    /// All that a topic is about.
    Topic(DocId),
    /// The events of a year.
    Year(i16),
}

/// All routes, both ways.
#[derive(Debug, Clone, Default)]
pub struct Routes {
    listed: Vec<(String, Route)>,
    by_address: HashMap<String, usize>,
    by_route: HashMap<Route, usize>,
    sheets: Sheets,
    forms: Forms,
    /// The files of the index: as many as documents, and known by rule as well.
    search: search::Plan,
}

/// Pages in other forms. Each stands beside its page under the same name with another ending, so these are not listed
/// either but known by that rule.
#[derive(Debug, Clone, Default)]
struct Forms {
    lang: Lang,
    formats: Vec<Format>,
    /// What the page is and its language, by its place in the list.
    subjects: BTreeMap<usize, (Subject, LangTag)>,
    /// The language of pages that are not listed.
    main: Option<LangTag>,
}

impl Forms {
    fn of(&self, subject: Subject, lang: &LangTag) -> impl Iterator<Item = Format> {
        let suits = move |format: &Format| format.facts().of.contains(&subject) && format.suits(lang);
        self.formats.iter().copied().filter(suits)
    }

    fn ending(&self, format: Format) -> &'static str {
        format.facts().ending.raw(self.lang)
    }
}

/// The take-back sheets of organisations: many times as many as events. They are not listed but known by how their address
/// is made, `lead/organisation.html`.
#[derive(Debug, Clone, Default)]
struct Sheets {
    events: BTreeMap<String, DocId>,
    organisations: BTreeMap<String, DocId>,
    /// Of each event, the address without the organisation, and the organisations that have one.
    leads: BTreeMap<DocId, (String, BTreeSet<DocId>)>,
    slugs: BTreeMap<DocId, String>,
}

impl Sheets {
    fn find(&self, address: &str) -> Option<Route> {
        let (lead, slug) = address.strip_suffix(".html")?.rsplit_once('/')?;
        let (event, organisation) = (self.events.get(lead)?, self.organisations.get(slug)?);
        let (_, of) = self.leads.get(event)?;
        of.contains(organisation).then_some(Route::Sheet(*event, Some(*organisation)))
    }

    fn address(&self, route: &Route) -> Option<String> {
        let Route::Sheet(event, Some(organisation)) = route else { return None };
        let (lead, _) = self.leads.get(event).filter(|(_, of)| of.contains(organisation))?;
        Some(format!("{lead}/{}.html", self.slugs.get(organisation)?))
    }

    /// Those of all events, by address.
    fn all(&self) -> impl Iterator<Item = Route> {
        self.events.values().flat_map(|event| {
            let of = self.leads.get(event).map(|(_, of)| of);
            let mut slugs: Vec<_> =
                of.into_iter().flatten().filter_map(|id| Some((self.slugs.get(id)?, *id))).collect();
            slugs.sort();
            slugs.into_iter().map(|(_, organisation)| Route::Sheet(*event, Some(organisation)))
        })
    }
}

impl Routes {
    /// Adds a route. `Err` gives the route that has the address already (case does not count: a USB stick is often
    /// formatted so).
    pub fn add(&mut self, address: String, route: Route) -> Result<(), Route> {
        let key = address.to_lowercase();
        if let Some(taken) = self.by_address.get(&key).and_then(|place| self.listed.get(*place)) {
            return Err(taken.1.clone());
        }
        if let Some(taken) = self.sheets.find(&key) {
            return Err(taken);
        }
        let place = self.listed.len();
        self.by_address.insert(key, place);
        self.by_route.insert(route.clone(), place);
        self.listed.push((address, route));
        Ok(())
    }

    /// Adds sheets of events for organisations. An event comes with the address of its sheets without the form and the
    /// organisations that have one, an organisation with its slug. An address that is taken stays what it is.
    pub fn add_sheets(
        &mut self,
        events: impl Iterator<Item = (DocId, String, BTreeSet<DocId>)>,
        organisations: impl Iterator<Item = (DocId, String)>,
    ) {
        let Sheets { events: by_lead, organisations: by_slug, leads, slugs } = &mut self.sheets;
        // Most events of many a site were for no organisation by name.
        for (id, lead, of) in events.filter(|(.., of)| !of.is_empty()) {
            if let Entry::Vacant(free) = by_lead.entry(lead) {
                leads.insert(id, (free.key().clone(), of));
                free.insert(id);
            }
        }
        for (id, slug) in organisations {
            if let Entry::Vacant(free) = by_slug.entry(slug) {
                slugs.insert(id, free.key().clone());
                free.insert(id);
            }
        }
    }

    /// Whether an event has a sheet for an organisation. Most have none, and an address takes longer to make.
    pub fn has_sheet(&self, event: DocId, organisation: DocId) -> bool {
        self.sheets.leads.get(&event).is_some_and(|(_, of)| of.contains(&organisation))
    }

    /// Adds the forms that pages come in, each where it suits what the page is. An address that is taken stays what it
    /// is: then the page has no such form.
    pub fn add_forms(
        &mut self,
        (lang, main): (Lang, LangTag),
        formats: &[Format],
        subject: impl Fn(&Route) -> Option<(Subject, LangTag)>,
    ) {
        let subjects = self.listed.iter().enumerate();
        let subjects = subjects.filter_map(|(place, (_, route))| Some((place, subject(route)?))).collect();
        self.forms = Forms { lang, formats: formats.to_vec(), subjects, main: Some(main) };
    }

    /// The forms that a page comes in, in the order in which it lists them.
    pub fn forms(&self, page: &Route) -> Vec<Format> {
        let Some((subject, lang)) = self.subject(page) else { return Vec::new() };
        let made = |format: &Format| self.form_address(*format, page).is_some();
        self.forms.of(subject, lang).filter(made).collect()
    }

    fn subject(&self, page: &Route) -> Option<(Subject, &LangTag)> {
        match self.by_route.get(page) {
            Some(place) => self.forms.subjects.get(place).map(|(subject, lang)| (*subject, lang)),
            None if matches!(page, Route::Sheet(..)) => Some((Subject::Sheet, self.forms.main.as_ref()?)),
            None => None,
        }
    }

    fn form_address(&self, format: Format, page: &Route) -> Option<String> {
        let (subject, lang) = self.subject(page)?;
        let of = self.forms.of(subject, lang).any(|own| own == format);
        let page = self.address(page)?;
        let made = format!("{}.{}", page.strip_suffix(".html")?, self.forms.ending(format));
        (of && !self.by_address.contains_key(&made.to_lowercase())).then_some(made)
    }

    fn find_form(&self, address: &str) -> Option<Route> {
        let of = |format: &Format| {
            let stem = address.strip_suffix(self.forms.ending(*format))?.strip_suffix('.')?;
            let page = self.find(&format!("{stem}.html"))?;
            let (subject, lang) = self.subject(&page)?;
            self.forms.of(subject, lang).any(|own| own == *format).then_some(page)
        };
        // Two forms may end alike where no page has both.
        self.forms.formats.iter().find_map(|format| Some(Route::Form(*format, Box::new(of(format)?))))
    }

    /// Adds the files of an index.
    pub fn add_search(&mut self, plan: search::Plan) {
        self.search = plan;
    }

    /// The files of the index.
    pub fn search(&self) -> search::Plan {
        self.search
    }

    /// What stands at an address.
    pub fn find(&self, address: &str) -> Option<Route> {
        match self.by_address.get(&address.to_lowercase()) {
            Some(place) => {
                self.listed.get(*place).filter(|(own, _)| own == address).map(|(_, route)| route.clone())
            }
            None if is_page(address) => self.sheets.find(address),
            None => self.search.find(address).map(Route::SearchPart).or_else(|| self.find_form(address)),
        }
    }

    /// The address of a route, from the site's root.
    pub fn address(&self, route: &Route) -> Option<Cow<'_, str>> {
        if let Route::Form(format, page) = route {
            return self.form_address(*format, page).map(Cow::Owned);
        }
        if let Route::SearchPart(part) = route {
            return self.search.address(*part).map(Cow::Owned);
        }
        match self.by_route.get(route) {
            Some(place) => self.listed.get(*place).map(|(address, _)| address.as_str().into()),
            None => {
                self.sheets.address(route).filter(|made| !self.by_address.contains_key(made)).map(Cow::Owned)
            }
        }
    }

    /// Those that are listed: all but the sheets of organisations, what pages are in other forms, and the index.
    pub fn listed(&self) -> &[(String, Route)] {
        &self.listed
    }

    /// All of them: the index, so that whoever renders in this order begins with it and makes pages meanwhile; those that
    /// are listed in the order they were added, then the sheets of organisations; each page followed by its other forms.
    pub fn all(&self) -> Vec<(String, Route)> {
        let sheets = self.sheets.all().filter_map(|route| Some((self.address(&route)?.into_owned(), route)));
        let search = self.search.all().map(Route::SearchPart);
        let search = search.filter_map(|route| Some((self.address(&route)?.into_owned(), route)));
        let mut all: Vec<(String, Route)> = search.collect();
        for (address, page) in self.listed.iter().cloned().chain(sheets) {
            let forms =
                self.forms(&page).into_iter().map(|format| Route::Form(format, Box::new(page.clone())));
            let forms: Vec<Route> = forms.collect();
            all.push((address, page));
            all.extend(forms.into_iter().filter_map(|form| Some((self.address(&form)?.into_owned(), form))));
        }
        all
    }
}

/// Whether an address is one of a page, by its form.
fn is_page(address: &str) -> bool {
    address.rsplit_once('.').is_some_and(|(_, form)| form == "html")
}

/// Fixed addresses, in the site's language.
pub fn fixed(lang: Lang) -> impl Iterator<Item = (Route, String)> {
    [
        (Route::Calendar, lang.pick("kalender/index.html", "calendar/index.html")),
        (Route::Balance, lang.pick("sektorsbalans.html", "sector-balance.html")),
        (Route::Municipalities, lang.pick("kommuner/index.html", "municipalities/index.html")),
        (Route::Register(ItemKind::Decision), lang.pick("beslut.html", "decisions.html")),
        (Route::Register(ItemKind::Action), lang.pick("atgarder.html", "actions.html")),
        (Route::Register(ItemKind::Question), lang.pick("fragor.html", "questions.html")),
        (Route::Feedback, lang.pick("aterforing/index.html", "take-back/index.html")),
        (Route::Matching, lang.pick("matchning.html", "matching.html")),
        (Route::WhoDoesWhat, lang.pick("vem-gor-vad.html", "who-does-what.html")),
        (Route::Inventory, lang.pick("organisationer/organisationer.csv", "organisations/organisations.csv")),
        (
            Route::InventoryData,
            lang.pick("organisationer/organisationer.json", "organisations/organisations.json"),
        ),
        (Route::Alphabet, lang.pick("a-o.html", "a-z.html")),
        (Route::SiteMap, lang.pick("webbplatskarta.html", "site-map.html")),
        (Route::NotFound, "404.html"),
        (Route::Project, lang.pick("projektet.html", "project.html")),
        (Route::Statement, lang.pick("tillganglighetsredogorelse.html", "accessibility-statement.html")),
        (Route::Glossary, lang.pick("ordlista.html", "glossary.html")),
        (Route::Style, "style.css"),
        (Route::Robots, "robots.txt"),
    ]
    .into_iter()
    .map(|(route, address)| (route, address.to_owned()))
}

/// The address that a link leads to as it is written on a page, with its fragment: the inverse of [`crate::world::relative`].
pub fn resolve(page: &str, href: &str) -> String {
    let mut at: Vec<&str> = page.split('/').collect();
    at.pop();
    for part in href.split('/') {
        match part {
            ".." => {
                at.pop();
            }
            part => at.push(part),
        }
    }
    at.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_are_known_without_being_listed() {
        let mut routes = Routes::default();
        let sheet = |event, organisation| Route::Sheet(DocId(event), Some(DocId(organisation)));
        let add = |routes: &mut Routes, address: &str, route| routes.add(address.to_owned(), route);
        assert_eq!(add(&mut routes, "t/m/a/b.html", Route::Calendar), Ok(()), "as an event a/b would have");
        let all = BTreeSet::from([3, 4, 5].map(DocId));
        routes.add_sheets(
            [
                (DocId(1), "t/m/a".to_owned(), all.clone()),
                (DocId(2), "t/m/c".to_owned(), all),
                (DocId(6), "t/m/e".to_owned(), BTreeSet::from([DocId(3)])),
            ]
            .into_iter(),
            [(DocId(3), "b".to_owned()), (DocId(4), "d".to_owned()), (DocId(5), "d".to_owned())].into_iter(),
        );
        assert_eq!(routes.find("t/m/c/b.html"), Some(sheet(2, 3)));
        assert_eq!(routes.find("t/m/a/b.html"), Some(Route::Calendar), "what is listed goes before");
        assert_eq!(routes.address(&sheet(1, 3)), None);
        assert_eq!(routes.address(&sheet(2, 5)), None, "the first of two of one name has it");
        assert_eq!(add(&mut routes, "T/m/c/d.html", Route::Balance), Err(sheet(2, 4)));
        assert_eq!(
            (routes.find("t/m/c/D.html"), routes.find("t/m/c.html"), routes.find("d.html")),
            (None, None, None)
        );
        assert_eq!(
            (routes.find("t/m/e/d.html"), routes.address(&sheet(6, 4))),
            (None, None),
            "not for this one"
        );
        let all = routes.all();
        assert_eq!(all.len(), 5);
        for (address, route) in all {
            assert_eq!(routes.find(&address).as_ref(), Some(&route));
            assert_eq!(routes.address(&route).as_deref(), Some(address.as_str()));
        }
    }

    proptest::proptest! {
        #[test]
        fn a_relative_address_leads_there(from in "([a-c]/){0,3}[a-c]", to in "([a-c]/){0,3}[a-c]") {
            proptest::prop_assert_eq!(resolve(&from, &crate::world::relative(&from, &to)), to);
        }
    }
}
