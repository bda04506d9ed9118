//! Routes: every address of the site and what stands there.

use super::names::DocId;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::language::Lang;
use crate::language::tag::LangTag;
use std::collections::BTreeMap;

/// What stands at an address.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
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
    /// Needs beside offers.
    Matching,
    /// Who has which mandate, and which actions.
    WhoDoesWhat,
    /// The organisations as a table for spreadsheets (RFC 4180).
    Inventory,
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
        )
    }
}

/// All routes, both ways.
#[derive(Debug, Default)]
pub struct Routes {
    all: Vec<(String, Route)>,
    by_address: BTreeMap<String, usize>,
    by_route: BTreeMap<Route, usize>,
}

impl Routes {
    /// Adds a route. `Err` gives the route that has the address already (case does not count: a USB stick is often
    /// formatted so).
    pub fn add(&mut self, address: String, route: Route) -> Result<(), &Route> {
        let key = address.to_lowercase();
        if let Some(&taken) = self.by_address.get(&key) {
            return self.all.get(taken).map_or(Ok(()), |(_, route)| Err(route));
        }
        let place = self.all.len();
        self.by_address.insert(key, place);
        self.by_route.insert(route.clone(), place);
        self.all.push((address, route));
        Ok(())
    }

    /// What stands at an address.
    pub fn find(&self, address: &str) -> Option<&Route> {
        let place = *self.by_address.get(&address.to_lowercase())?;
        self.all.get(place).filter(|(own, _)| own == address).map(|(_, route)| route)
    }

    /// The address of a route, from the site's root.
    pub fn address(&self, route: &Route) -> Option<&str> {
        let place = *self.by_route.get(route)?;
        self.all.get(place).map(|(address, _)| address.as_str())
    }

    /// All of them, in the order they were added.
    pub fn all(&self) -> &[(String, Route)] {
        &self.all
    }
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

/// An address as seen from another: both from the site's root.
pub fn relative(from: &str, to: &str) -> String {
    let folder: Vec<&str> = from.split('/').collect();
    let folder = folder.split_last().map_or(&[][..], |(_, folder)| folder);
    let target: Vec<&str> = to.split('/').collect();
    let target_folder = target.split_last().map_or(&[][..], |(_, folder)| folder);
    let shared = folder.iter().zip(target_folder).take_while(|(a, b)| a == b).count();
    let mut out = "../".repeat(folder.len() - shared);
    out.push_str(&target.get(shared..).unwrap_or_default().join("/"));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_seen_from_where_one_is() {
        assert_eq!(relative("index.html", "moten/a.html"), "moten/a.html");
        assert_eq!(relative("moten/a.html", "index.html"), "../index.html");
        assert_eq!(relative("moten/2014/a.html", "moten/b.html"), "../b.html");
        assert_eq!(relative("moten/a.html", "moten/a.html"), "a.html");
        assert_eq!(relative("moten/a.html", "style.css"), "../style.css");
    }

    proptest::proptest! {
        #[test]
        fn a_relative_address_leads_there(from in "([a-c]/){0,3}[a-c]", to in "([a-c]/){0,3}[a-c]") {
            let mut at: Vec<&str> = from.split('/').collect();
            at.pop();
            let relative = relative(&from, &to);
            for part in relative.split('/') {
                if part == ".." { at.pop(); } else { at.push(part); }
            }
            proptest::prop_assert_eq!(at.join("/"), to);
        }
    }
}
