//! What is searched, in which order. The index numbers documents in this order, so what is first wins a tie, and documents
//! of a language stand together.

use super::Site;
use super::names::DocId;
use super::routes::{Route, Routes};
use crate::language::Lang;
use crate::search::{Part, Plan};
use std::cmp::Reverse;
use std::collections::BTreeMap;

impl Site {
    /// The languages in which one can search: those of the site that samverka speaks.
    pub fn search_languages(&self) -> Vec<Lang> {
        let mut languages: Vec<Lang> = Vec::new();
        for tag in &self.file.languages {
            languages.extend(Lang::from_locale(tag.primary()).filter(|lang| !languages.contains(lang)));
        }
        if languages.is_empty() { vec![self.lang] } else { languages }
    }

    /// Gives the index its addresses.
    pub(super) fn add_search(&mut self, routes: &mut Routes) {
        for lang in self.search_languages() {
            // A page of that name is told as any that takes an address of the site.
            let _ = routes.add(lang.pick("sok.html", "search.html").to_owned(), Route::Search(lang));
        }
        self.searched = self.gather_searched(routes);
        routes.add_search(Plan { folder: self.lang.pick("sok", "search"), documents: self.searched.len() });
    }

    /// All [routes](Routes::all), with what is searched of a page beside the page: whoever renders in this order needs its text
    /// once.
    pub fn in_order(&self) -> Vec<(String, Route)> {
        let mut all = self.routes.all();
        let places: BTreeMap<Route, usize> = all.iter().map(|(_, route)| route.clone()).zip(0..).collect();
        let key = |route: &Route| match route {
            Route::SearchPart(Part::Document(number)) => {
                let page = self.searched.get(*number).and_then(|page| places.get(page));
                (page.copied().unwrap_or(usize::MAX), true)
            }
            other => (places.get(other).copied().unwrap_or(usize::MAX), false),
        };
        all.sort_by_cached_key(|(_, route)| key(route));
        all
    }

    /// All documents, and the pages that samverka makes of them; not those that only repeat what others say.
    fn gather_searched(&self, routes: &Routes) -> Vec<Route> {
        let main = self.main_language();
        let rank = |primary: &str| {
            let place = self.file.languages.iter().position(|lang| lang.primary() == primary);
            place.unwrap_or(if primary == main.primary() { 0 } else { usize::MAX })
        };
        let documents = self.documents.iter().enumerate().map(|(i, document)| {
            let day = document.event().and_then(|_| document.day());
            let key = (
                rank(self.language(document).primary()),
                !document.version.is_original(),
                false,
                Reverse(day),
            );
            (key, document.path.as_str(), Route::Document(DocId(i)))
        });
        let made = routes.listed().iter().filter_map(|(address, route)| {
            let language = match route {
                Route::Start(lang) => lang.primary(),
                route if is_made(route) => main.primary(),
                _ => return None,
            };
            Some(((rank(language), false, true, Reverse(None)), address.as_str(), route.clone()))
        });
        let mut all: Vec<_> =
            documents.chain(made).filter(|(.., route)| routes.address(route).is_some()).collect();
        all.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        all.into_iter().map(|(.., route)| route).collect()
    }
}

fn is_made(route: &Route) -> bool {
    matches!(
        route,
        Route::List(_)
            | Route::Calendar
            | Route::Balance
            | Route::Municipalities
            | Route::Municipality(_)
            | Route::Alphabet
            | Route::SiteMap
            | Route::Register(_)
            | Route::Feedback
            | Route::Matching
            | Route::WhoDoesWhat
            | Route::Project
            | Route::Statement
            | Route::Glossary
    )
}
