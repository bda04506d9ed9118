//! The search page, and the way to it from every page.

use super::frame::{Frame, TOOLS};
use crate::content::kind::Type;
use crate::language::Lang;
use crate::search::{FACETS, Part};
use crate::site::Route;
use crate::theme::view::{Link, Search};
use std::collections::BTreeMap;

/// The words that the script says.
const SAID: &[&str] = &[
    "search_count_one",
    "search_count_many",
    "search_none",
    "search_meant",
    "search_part",
    "search_all",
    "search_failed",
    "kind_overview",
    "sector_civil",
    "sector_public",
    "sector_other",
    "lang_sv",
    "lang_en",
];

/// The view of the page.
pub(super) fn view(frame: &Frame<'_>) -> Search {
    let kinds = Type::ALL.map(|kind| format!("kind_{}", kind.name()));
    let facets = FACETS.map(|facet| format!("facet_{facet}"));
    let keys = SAID.iter().map(|key| (*key).to_owned()).chain(kinds).chain(facets);
    let words: BTreeMap<String, String> = keys.map(|key| (key.clone(), frame.word_of(&key))).collect();
    let lists = [Type::Meeting, Type::Workshop, Type::Topic, Type::Organisation];
    let lists = lists.map(|kind| (Route::List(kind), kind.plural()));
    let made = [
        (Route::Municipalities, "municipalities"),
        (Route::Alphabet, "alphabet"),
        (Route::SiteMap, "site_map"),
    ];
    let ways: Vec<Link> = lists
        .iter()
        .chain(&made)
        .chain(TOOLS)
        .filter_map(|(route, key)| frame.made_link(route, key))
        .collect();
    Search {
        shell: frame.shell("search", frame.t("search"), Some(frame.t("search_lede"))),
        words: serde_json::to_string(&words).unwrap_or_default(),
        script: frame.address_of(&Route::SearchPart(Part::Client)).unwrap_or_default(),
        ways,
    }
}

impl Frame<'_> {
    /// The search page in the language of the page, or in the site's.
    pub(super) fn search(&self) -> Option<String> {
        let others = [self.lang, self.site.lang].into_iter().chain(Lang::ALL);
        others.into_iter().find_map(|lang| self.address_of(&Route::Search(lang)))
    }
}
