//! How the documents of a site hang together, and how that is kept from one reading to the next.
//!
//! All of it follows from what the documents say of themselves, from the site's lists, from the names of its files and from
//! the day: a [`Connection`] is made from nothing else. Most of what a writer saves is prose, which changes none of these.
//! Then the connection is the one that was there, and only what is told of the text that was written is found out anew.

use super::names::{DocId, Names};
use super::{ItemId, Route, Routes, is_image};
use super::{Site, calendar, feedback, links, pdf, pictures, relations, standing};
use crate::content::document::Document;
use crate::content::library::{Digest, Library};
use crate::content::lists::Entry;
use crate::markdown::words::Words;
use crate::report::{FileId, Findings, Stored};
use crate::world::{Stamp, World};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What follows from the facts of all documents together.
#[derive(Debug, Clone, Default)]
pub struct Connection {
    /// How they refer to each other.
    pub relations: relations::Relations,
    /// What organisations have answered.
    pub feedback: feedback::Feedback,
    /// How decisions, actions and questions stand today.
    pub(super) standings: BTreeMap<ItemId, standing::Standing>,
    /// All addresses.
    pub routes: Routes,
    /// Every day that matters, in order.
    pub occasions: Vec<calendar::Occasion>,
    /// The project's municipalities, and those that documents name, in order.
    pub municipalities: Vec<&'static str>,
    /// The glossary, in order.
    pub glossary: Vec<Entry>,
    /// Abbreviations, in order.
    pub abbreviations: Vec<Entry>,
    /// The words that are explained in texts.
    pub words: Words,
    /// Facts of the images that are used.
    pub pictures: BTreeMap<String, pictures::Facts>,
    /// What the PDF files that are used say to assistive technology.
    pub pdfs: BTreeMap<String, pdf::Facts>,
    /// What is searched, in the order in which the index numbers it.
    pub searched: Vec<Route>,
    pub(super) gathered: super::gathered::Gathered,
    pub(super) paths: links::Paths,
    pub(super) names: Names,
}

/// What a connection is made from, beside the facts of the documents.
#[derive(Debug, PartialEq)]
pub(super) struct Premises {
    lists: Vec<(FileId, Stored)>,
    assets: Arc<BTreeMap<String, u64>>,
    theme: Vec<String>,
    today: Date,
}

impl Premises {
    pub(super) fn of(library: &Library, theme: Vec<String>, today: Date) -> Self {
        Self { lists: library.lists.clone(), assets: Arc::clone(&library.assets), theme, today }
    }
}

/// The connection of the site as it was read last.
#[derive(Debug)]
struct Kept {
    premises: Premises,
    documents: Vec<Arc<Document>>,
    connection: Arc<Connection>,
    /// What was told of the site while it was connected, and the files that this points into.
    told: Findings,
    told_in: BTreeSet<FileId>,
    /// Files that were looked into, as far as one can tell that they are as they were.
    stamps: BTreeMap<String, Option<Stamp>>,
}

/// What is kept of a site to connect it again.
#[derive(Debug, Default)]
pub struct Cache {
    kept: Option<Kept>,
    /// What is told of each document in the site.
    pub(super) told: Each<Findings>,
    /// What another run told.
    pub(super) past: Past,
}

/// What another run told of each document in its site.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Past {
    /// [`Site::known`].
    site: Digest,
    told: BTreeMap<FileId, Findings>,
}

impl Past {
    /// What was told of each document of a site, to be kept for another run.
    pub fn of<T>(site: &Site, each: &Each<T>, told: impl Fn(&T) -> &Findings) -> Self {
        let is_same =
            |((made, _), document): (&(Arc<Document>, T), &Arc<Document>)| Arc::ptr_eq(made, document);
        // What was read since is of another site.
        let connected = each.connection.as_ref().is_some_and(|of| Arc::ptr_eq(of, &site.connection));
        if !connected || !each.made.iter().zip(&site.documents).all(is_same) {
            return Self::default();
        }
        let told = each.made.iter().map(|(document, made)| (document.file, told(made).clone()));
        Self { site: *site.known(), told: told.collect() }
    }

    /// Keeps the documents that have not changed.
    pub fn retain(&mut self, same: &BTreeSet<FileId>) {
        self.told.retain(|file, _| same.contains(file));
    }

    /// What was told of a document, if it and all that it could follow from is as it was.
    pub fn told(&self, site: &Site, document: &Document) -> Option<Findings> {
        let told = self.told.get(&document.file)?;
        (self.site == *site.known()).then(|| told.clone())
    }
}

impl Cache {
    /// What was told of each document, to be kept for another run.
    pub fn remember(&self, site: &Site) -> Past {
        Past::of(site, &self.told, |told| told)
    }

    /// What another run told, of the files that have not changed.
    pub fn recall(&mut self, mut past: Past, same: &BTreeSet<FileId>) {
        past.retain(same);
        self.past = past;
    }

    /// Gives a site the connection that was made last, if that must be its own; and what was told of it.
    pub(super) fn connect(
        &mut self,
        site: &mut Site,
        premises: &Premises,
        stamps: &BTreeMap<String, Stamp>,
        world: &dyn World,
    ) -> Option<Findings> {
        let kept = self.kept.as_mut()?;
        if kept.premises != *premises || kept.documents.len() != site.documents.len() {
            return None;
        }
        let both = kept.documents.iter().zip(&site.documents);
        let changed: Vec<_> = both.filter(|(before, now)| !Arc::ptr_eq(before, now)).collect();
        let says_same = |(before, now): &(&Arc<Document>, &Arc<Document>)| {
            before.says_as(now) && (!kept.told_in.contains(&now.file) || before.stands_as(now))
        };
        if !changed.par_iter().all(says_same) {
            return None;
        }
        let bare = std::mem::replace(&mut site.connection, Arc::clone(&kept.connection));
        let files = kept.stamps.iter().all(|(path, stamp)| {
            let sure = stamp.is_some() && stamp.as_ref() == stamps.get(path);
            sure || site.looks_as_before(path, world)
        });
        if !files || !changed.iter().all(|(before, now)| site.files_of(before) == site.files_of(now)) {
            site.connection = bare;
            return None;
        }
        // Whoever links to a text may link to a place in it.
        if changed.iter().any(|(before, now)| before.anchors() != now.anchors()) {
            self.told = Each::default();
        }
        kept.documents.clone_from(&site.documents);
        for (path, stamp) in &mut kept.stamps {
            *stamp = stamps.get(path).copied();
        }
        Some(kept.told.clone())
    }

    /// Keeps how a site is connected, and what was told of it.
    pub(super) fn keep(
        &mut self,
        site: &Site,
        premises: Premises,
        told: Findings,
        stamps: &BTreeMap<String, Stamp>,
    ) {
        let files = site.routes.listed().iter().filter_map(|(_, route)| match route {
            Route::Asset(path) => Some((path.clone(), stamps.get(path).copied())),
            _ => None,
        });
        self.kept = Some(Kept {
            premises,
            documents: site.documents.clone(),
            connection: Arc::clone(&site.connection),
            told_in: told.files(),
            told,
            stamps: files.collect(),
        });
    }
}

impl Site {
    /// Whether there is the same to know of a file that is published as when the site was connected.
    fn looks_as_before(&self, path: &str, world: &dyn World) -> bool {
        let picture = !is_image(path) || self.pictures.get(path) == Some(&pictures::look(world, path));
        let pdf = !pdf::is_pdf(path) || self.pdfs.get(path).copied() == pdf::look(world, path);
        picture && pdf && (self.hidden.is_empty() || !super::checks::is_text(path))
    }
}

/// What was made of each document of a site, in their order. It must follow from the document and from how the site is
/// connected.
#[derive(Debug)]
pub struct Each<T> {
    connection: Option<Arc<Connection>>,
    made: Vec<(Arc<Document>, T)>,
}

impl<T> Default for Each<T> {
    fn default() -> Self {
        Self { connection: None, made: Vec::new() }
    }
}

impl<T: Send + Sync> Each<T> {
    /// The files of the documents that are others than when this was made; `None` if the site is connected otherwise.
    pub fn changed(&self, site: &Site) -> Option<BTreeSet<FileId>> {
        let is_same = self.connection.as_ref().is_some_and(|kept| Arc::ptr_eq(kept, &site.connection));
        let both = self.made.iter().zip(&site.documents);
        let others = both.filter(|((made, _), document)| !Arc::ptr_eq(made, document));
        is_same.then(|| others.map(|(_, document)| document.file).collect())
    }

    /// Makes what is not there yet, and gives all. Documents do not wait for each other.
    pub fn of(
        &mut self,
        site: &Site,
        make: impl Fn(DocId, &Arc<Document>) -> T + Sync,
    ) -> impl Iterator<Item = &T> {
        // Connected the same, they are as many as before.
        if self.connection.as_ref().is_some_and(|kept| Arc::ptr_eq(kept, &site.connection)) {
            let both = self.made.par_iter_mut().zip(&site.documents).enumerate();
            both.for_each(|(i, (made, document))| {
                if !Arc::ptr_eq(&made.0, document) {
                    *made = (Arc::clone(document), make(DocId(i), document));
                }
            });
        } else {
            self.connection = Some(Arc::clone(&site.connection));
            let all = site.documents.par_iter().enumerate();
            all.map(|(i, document)| (Arc::clone(document), make(DocId(i), document)))
                .collect_into_vec(&mut self.made);
        }
        self.made.iter().map(|(_, made)| made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::library::{self, Options};
    use crate::world::Memory;
    use jiff::civil::date;

    /// Whether a site with these notes is connected as the one before.
    struct Reader {
        library: library::Cache,
        cache: Cache,
        last: Option<Arc<Connection>>,
    }

    impl Reader {
        fn is_same(&mut self, first: &str, second: &str) -> bool {
            let mut world = Memory::new(date(2014, 3, 20));
            world.insert("content/site.yaml", "projekt: {namn: Råd}\n");
            world.insert("content/moten/2014-02-12-a.md", first);
            world.insert("content/moten/2014-03-12-b.md", second);
            world.insert("content/moten/b.png", "no picture");
            let mut findings = Findings::new();
            let library =
                library::read(&world, Options::drafts(true), &mut self.library, &|_, _, _| {}, &mut findings);
            let site = Site::of(library, &[], &world, &mut self.cache, &mut findings);
            let before = self.last.replace(Arc::clone(&site.connection));
            before.is_some_and(|before| Arc::ptr_eq(&before, &site.connection))
        }
    }

    #[test]
    fn prose_leaves_a_site_connected_as_it_was() {
        let mut reader = Reader { library: library::Cache::default(), cache: Cache::default(), last: None };
        let first = "---\ntitel: A\nnummer: 1\n---\n\nVi sågs.\n\nBeslut: Vi ses. (Okänd)\n";
        let second = "# B\n\n![En bild](b.png)\n";
        assert!(!reader.is_same(first, second), "there was none");
        assert!(reader.is_same(first, second));
        assert!(reader.is_same(&format!("{first}\nSlut.\n"), second));
        assert!(reader.is_same(&format!("{first}\nSlut.\n"), &second.replace("En", "Nästa")));
        assert!(reader.is_same(first, &format!("{second}\n## Rubrik\n")));
        assert!(!reader.is_same(first, "# B\n"), "a picture is no longer published");
        assert!(!reader.is_same(&first.replace("nummer: 1", "nummer: 2"), "# B\n"));
        let unknown = first.replace("---\n\nVi", "teman: [inget]\n---\n\nVi");
        assert!(!reader.is_same(&unknown, "# B\n"), "what is told stands in the text");
        assert!(reader.is_same(&format!("{unknown}\nSlut.\n"), "# B\n"), "below it");
        assert!(!reader.is_same(&unknown.replace("titel: A", "titel: A # ord"), "# B\n"), "and has moved");
    }
}
