//! What the routes of a site are made from, as hashes: by them a later build knows which come out as they did, and need not
//! make them again. (A verifying trace: Mokhov, Mitchell and Peyton Jones, *Build systems à la carte*, 2018.)
//!
//! Documents know each other by their facts, as [`super::connection`] has it; running text is shown on a document's own page
//! and its forms, and on pages that gather many. So one hash stands for all facts, and one for each text. Who corrects a
//! sentence leaves all but a few routes as they were; who changes a date has everything made again.

use super::known::digest;
use super::{DocId, Route, Site};
use crate::content::document::Document;
use crate::content::library::Digest;
use crate::report::Stored;
use crate::search::Part;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// Which running texts a route is made from, beside facts, lists and files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads<'s> {
    /// Those of these documents.
    Texts(&'s [DocId]),
    /// Any, or more than texts: it is made each time.
    All,
}

/// What the routes of a site are made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    /// Of all but the texts.
    facts: Digest,
    /// Of each document's text, in their order.
    texts: Vec<Digest>,
}

impl Trace {
    /// Of a site. `rest` must stand for all that goes into pages beside the documents: `site.yaml` and other lists, the
    /// theme, pictures, the day, the program.
    pub fn of(site: &Site, rest: &[u8]) -> Self {
        let text = |document: &Arc<Document>| -> Digest {
            let source = site.sources.stored(document.file).map(Stored::open);
            Sha256::digest(source.as_deref().map_or("", |source| &source.text)).into()
        };
        let facts = digest((rest, site.known()));
        Self { facts, texts: site.documents.par_iter().map(text).collect() }
    }

    /// Whether nothing but texts is another than it was `before`.
    pub fn has_facts_of(&self, before: &Self) -> bool {
        self.facts == before.facts
    }

    /// Whether a route of the site that this is of is made from the same as it was `before`.
    pub fn leaves(&self, before: &Self, site: &Site, route: &Route) -> bool {
        let is_same =
            |DocId(id): &DocId| self.texts.get(*id).is_some_and(|text| before.texts.get(*id) == Some(text));
        self.has_facts_of(before)
            && match site.reads(route) {
                Reads::Texts(ids) => ids.iter().all(is_same),
                Reads::All => false,
            }
    }
}

impl Site {
    /// Which running texts a route is made from: `tests/trace.rs` holds all to it. Each kind of route is named, so that a new
    /// one is not forgotten.
    pub fn reads<'s>(&'s self, route: &'s Route) -> Reads<'s> {
        match route {
            Route::Document(id) => Reads::Texts(std::slice::from_ref(id)),
            Route::Whole(whole) => Reads::Texts(self.texts_of(*whole)),
            Route::Form(_, page) | Route::More(page, _) => self.reads(page),
            Route::SearchPart(Part::Document(number)) => {
                self.searched.get(*number).map_or(Reads::All, |route| self.reads(route))
            }
            // The statement tells what was found and let pass, in texts too.
            Route::SearchPart(Part::Meta | Part::Range(_) | Part::Near(_) | Part::End(_) | Part::Pairs(_))
            | Route::Statement => Reads::All,
            Route::Start(_)
            | Route::List(_)
            | Route::Moved(..)
            | Route::Calendar
            | Route::Month(..)
            | Route::Balance
            | Route::Municipalities
            | Route::Municipality(_)
            | Route::Alphabet
            | Route::SiteMap
            | Route::NotFound
            | Route::Register(_)
            | Route::Feedback
            | Route::Sheet(..)
            | Route::Matching
            | Route::WhoDoesWhat
            | Route::Inventory
            | Route::InventoryData
            | Route::Series(_)
            | Route::Project
            | Route::Glossary
            | Route::Style
            | Route::ThemeAsset(_)
            | Route::Asset(_)
            | Route::Sitemap
            | Route::Robots
            | Route::Feed
            | Route::Search(_)
            // Facets follow from facts, the scripts from nothing.
            | Route::SearchPart(Part::Client | Part::English | Part::Facet(_)) => Reads::Texts(&[]),
        }
    }
}
