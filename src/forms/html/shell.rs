//! The shell around every page: its head, the way to it, its versions. What of it is the same on many pages is the
//! [furniture](super::furniture).

use super::frame::{Frame, TOOLS, tied};
use crate::content::formats::Format;
use crate::content::kind::Type;
use crate::language::{dates, fold};
use crate::site::{Route, Whole, routes};
use crate::theme::view::{Link, Shell};
use jiff::civil::Date;

impl Frame<'_> {
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
        let [letterhead, menu, footer] = self.furniture.marks();
        Shell {
            page,
            lang: self.tag.as_str().to_owned(),
            dir: self.tag.dir(),
            head_title,
            description: description.map(shorten),
            title: tied(title),
            title_lang: None,
            site_name,
            root: "../".repeat(depth),
            start: self.start(),
            search: self.search().filter(|_| page != "search"),
            alternates: self.alternates(&versions),
            versions,
            crumbs: self.crumbs(title),
            letterhead,
            menu,
            footer,
            address: site.file.address.as_ref().map(|root| format!("{}{}", root.value, self.address)),
            updated: None,
            feed: self.address_of(&Route::Feed),
            own_feed: self.address_of(&Route::Form(Format::Feed, Box::new(self.route.clone()))),
        }
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
