//! Page furniture: the letterhead, the menu and the foot. They are the same around all texts of a folder, so they are rendered once
//! for each place that they look different from, and not with every page.

use super::frame::{Frame, TOOLS};
use crate::content::kind::Type;
use crate::content::project;
use crate::language::tag::LangTag;
use crate::report::Findings;
use crate::site::{DocId, Route};
use crate::theme::finish::Piece;
use crate::theme::view::{self, Link, Logo};
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

/// All that the furniture of a page follows from, beside the site and its theme.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Place {
    /// All addresses are as seen from here.
    folder: String,
    /// From a folder within it, into which none of them leads.
    below: bool,
    lang: LangTag,
    /// The part of the site that the menu says one is in.
    part: Option<Type>,
}

/// What has been rendered. It holds for one site and one theme.
#[derive(Debug, Default)]
pub struct Cache(RwLock<HashMap<Place, Arc<Furniture>>>);

/// So many places are remembered, with some ten kilobytes each.
const MOST: usize = 500;

/// Furniture, ready: what stands for each piece in the shell is its mark.
#[derive(Debug, Clone, Default)]
pub(in crate::forms) struct Furniture(Vec<Piece>);

/// The pieces, by the names of their templates.
const PIECES: [&str; 3] = ["letterhead", "menu", "footer"];

impl Furniture {
    /// To be put in when the page is finished.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// Marks for all pieces.
    pub(super) fn marks(&self) -> [String; 3] {
        PIECES
            .map(|name| self.0.iter().find(|piece| piece.name() == name).map(Piece::mark).unwrap_or_default())
    }
}

impl Cache {
    fn get(&self, place: &Place) -> Option<Arc<Furniture>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(place).cloned()
    }

    fn keep(&self, place: Place, made: &Arc<Furniture>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Where each note has a folder of its own, nothing is gained.
        if known.len() < MOST {
            known.insert(place, Arc::clone(made));
        }
    }
}

impl<'a> Frame<'a> {
    /// With its furniture.
    pub(super) fn furnished(mut self) -> Result<Self, Findings> {
        let (place, cache) = (self.standing(), self.renderer.furniture);
        if let Some(known) = place.as_ref().and_then(|place| cache.get(place)) {
            self.furniture = known;
            return Ok(self);
        }
        self.furniture = Arc::new(self.furniture()?);
        if let Some(place) = place {
            cache.keep(place, &self.furniture);
        }
        Ok(self)
    }

    /// Where a page stands that no link of the furniture leads to; the others are few.
    fn standing(&self) -> Option<Place> {
        let part = match self.route {
            Route::Sheet(..) => None,
            // The menu may lead to any page, and says so on it and on its versions.
            Route::Document(id) => match self.site.document(*id)?.kind {
                Type::Page => return None,
                kind => Some(kind),
            },
            _ => return None,
        };
        let above = |path: &'a str| path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = above(self.address);
        // Sheets of organisations lie in a folder for each meeting.
        let below = matches!(self.route, Route::Sheet(_, Some(_)));
        let folder = if below { above(folder) } else { folder };
        Some(Place { folder: folder.to_owned(), below, lang: self.tag.clone(), part })
    }

    fn furniture(&self) -> Result<Furniture, Findings> {
        let view = view::Furniture {
            site_lang: self.other(&self.site.main_language()),
            logos: self.logos().skip(self.site.file.funders.len()).flatten().collect(),
            funders: self.funders(),
            menu: self.menu(),
            contact: self.contact(),
            tools: self.tools(),
            about: self.about(),
        };
        let piece = |name: &'static str| {
            let html = self.renderer.theme.render(&format!("{name}.html"), self.lang, &view)?;
            Piece::new(name, &html, self.address)
        };
        PIECES.into_iter().map(piece).collect::<Result<_, _>>().map(Furniture)
    }

    /// Emblems of those that have one.
    pub(super) fn funders(&self) -> Vec<Logo> {
        self.logos().take(self.site.file.funders.len()).flatten().collect()
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

    fn about(&self) -> Vec<Link> {
        let made = [
            (Route::Project, "project"),
            (Route::Municipalities, "municipalities"),
            (Route::Statement, "statement"),
            (Route::Glossary, "glossary"),
            (Route::Alphabet, "alphabet"),
            (Route::SiteMap, "site_map"),
        ];
        let mut links = self.made_links(&made);
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
}
