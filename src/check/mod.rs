//! What a site's texts, facts and people should be looked over for before anybody reads them.
//!
//! Each rule is a unit: its words stand in [`crate::report::catalog`], its check here, its tests (hits *and* near misses)
//! in `tests/cases/check-*.txt`. A rule that cries wolf is a wrong rule: where a text leaves doubt, nothing is told.
//! What keeps a site from being connected at all (broken links, unknown names) is told where it is found, below.

mod abbreviations;
mod blocks;
mod facts;
mod files;
mod funders;
mod headings;
mod images;
pub mod language;
mod links;
mod media;
mod numbers;
mod people;
pub mod reading;
mod tables;
mod words;

use crate::content::document::Document;
use crate::content::types::Data;
use crate::language::tag::LangTag;
use crate::markdown;
use crate::report::{FileId, Findings, Stored};
use crate::site::connection::{self, Each};
use crate::site::{DocId, Site};
use blocks::Block;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// A note's text that is looked over by itself. What is told of it depends on nothing that does not stand here.
struct Text<'s> {
    document: &'s Document,
    /// Its tree.
    body: &'s markdown::Document,
    /// Block by block.
    blocks: Vec<Block<'s>>,
    /// Its language.
    lang: LangTag,
    known: &'s Known,
    /// Whether a check has asked what the site knows.
    asked: Cell<bool>,
}

impl Text<'_> {
    /// What the site knows.
    fn known(&self) -> &Known {
        self.asked.set(true);
        self.known
    }
}

/// What a site knows that its texts need not say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Known {
    /// Abbreviations that are explained.
    abbreviations: BTreeSet<String>,
    /// Short names of organisations.
    short_names: BTreeSet<String>,
    /// The digits of telephone numbers that are given as those of a role.
    phones: BTreeSet<String>,
}

impl Known {
    fn of(site: &Site) -> Self {
        let organisations = || {
            site.documents.iter().filter_map(|document| match &document.data {
                Data::Organisation(organisation) => Some(organisation),
                _ => None,
            })
        };
        let contacts = organisations().filter_map(|o| o.contact.as_ref()?.phone.as_deref());
        let phones = site.file.project.contact.phone.as_deref().into_iter().chain(contacts);
        Self {
            abbreviations: site.words.abbreviations.keys().cloned().collect(),
            short_names: organisations().filter_map(|o| o.short_name.clone()).collect(),
            phones: phones.map(people::digits).collect(),
        }
    }
}

/// A note in its site.
struct Note<'s> {
    site: &'s Site,
    id: DocId,
    document: &'s Document,
    /// Nothing can be wrong with the words of its links.
    links_are_clear: bool,
}

/// Checks of a text.
const TEXT: &[fn(&Text<'_>, &mut Findings)] = &[
    images::check,
    headings::check,
    tables::check,
    words::check,
    language::check,
    abbreviations::check,
    reading::check,
    people::check_text,
];

/// Checks of a note and what it leads to.
const NOTE: &[fn(&Note<'_>, &mut Findings)] =
    &[links::check, reading::easy_read, files::check, facts::check_note, media::check];

/// Checks of the site as a whole.
const SITE: &[fn(&Site, &mut Findings)] =
    &[facts::check, funders::check, numbers::check_names, headings::check_titles];

/// What was told of a text, and of which.
#[derive(Debug)]
struct Told {
    document: Arc<Document>,
    lang: LangTag,
    findings: Findings,
    links_are_clear: bool,
    /// What the site knows may count in it.
    asked: bool,
}

/// What was told before: of a text that has not changed the same is told again, without looking.
#[derive(Debug, Default)]
pub struct Cache {
    known: Known,
    texts: BTreeMap<FileId, Arc<Told>>,
    /// Of texts that are being read.
    ahead: Mutex<Vec<Arc<Told>>>,
    /// Of notes in the site that they are in.
    notes: Each<Seen>,
    /// Of the site as a whole, and the files that this points into.
    site: (Findings, BTreeSet<FileId>),
    /// Numbers of persons in a source.
    numbers: Vec<(Stored, Findings)>,
    /// By another run.
    past: Past,
}

/// What another run told.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Past {
    known: Known,
    /// Of each text by itself.
    texts: BTreeMap<FileId, (LangTag, Findings, bool, bool)>,
    /// Of notes in their site.
    notes: connection::Past,
    /// Numbers of persons in each source.
    numbers: BTreeMap<FileId, Findings>,
}

impl Past {
    /// What was told of a text that has not changed.
    fn text(&self, document: &Arc<Document>, lang: &LangTag) -> Option<Arc<Told>> {
        let (_, findings, links_are_clear, asked) =
            self.texts.get(&document.file).filter(|(was, ..)| was == lang)?;
        // A version has its marks from its original.
        document.version.is_original().then(|| {
            let (document, lang) = (Arc::clone(document), lang.clone());
            let (findings, links_are_clear, asked) = (findings.clone(), *links_are_clear, *asked);
            Arc::new(Told { document, lang, findings, links_are_clear, asked })
        })
    }
}

impl Cache {
    /// What was told, to be kept for another run.
    pub fn remember(&self, site: &Site) -> Past {
        let text = |(file, told): (&FileId, &Arc<Told>)| {
            (*file, (told.lang.clone(), told.findings.clone(), told.links_are_clear, told.asked))
        };
        let numbers = (0..).map(FileId).zip(self.numbers.iter().map(|(_, told)| told.clone()));
        // What is told of lists is found anew each time.
        let numbers = numbers.filter(|(file, _)| self.texts.contains_key(file));
        Past {
            known: self.known.clone(),
            texts: self.texts.iter().map(text).collect(),
            notes: connection::Past::of(site, &self.notes, |seen| &seen.more),
            numbers: numbers.collect(),
        }
    }

    /// Looks over a text that is being read, while its tree is at hand, as far as that can be done without its site.
    /// `lang` is the site's main language.
    pub fn ahead(&self, document: &Arc<Document>, body: &markdown::Document, lang: LangTag) {
        // A version has its marks from its original, and these are given it later.
        if !document.version.is_original() {
            return;
        }
        let lang = document.lang.clone().unwrap_or(lang);
        let told = look(document, body, lang, &Known::default());
        if !told.asked {
            self.ahead.lock().unwrap_or_else(PoisonError::into_inner).push(told.into());
        }
    }

    /// What another run told, of the files that have not changed.
    pub fn recall(&mut self, mut past: Past, same: &BTreeSet<FileId>) {
        past.texts.retain(|file, _| same.contains(file));
        past.numbers.retain(|file, _| same.contains(file));
        past.notes.retain(same);
        self.past = past;
    }
}

/// What was told of a note: by itself, and in its site.
#[derive(Debug)]
struct Seen {
    text: Arc<Told>,
    more: Findings,
}

/// Looks a site over. Notes do not depend on each other, so they are read side by side.
pub fn all(site: &Site, cache: &mut Cache) -> Findings {
    let mut findings = Findings::new();
    let known = Known::of(site);
    let mut past = std::mem::take(&mut cache.past);
    if past.known != known {
        past.texts.retain(|_, (.., asked)| !*asked);
    }
    if known != cache.known {
        let mut texts = std::mem::take(&mut cache.texts);
        texts.retain(|_, told| !told.asked);
        let (numbers, ahead) = (std::mem::take(&mut cache.numbers), std::mem::take(&mut cache.ahead));
        *cache = Cache { known, texts, ahead, numbers, ..Cache::default() };
    }
    let Cache { known, texts, ahead, notes, site: whole, numbers, .. } = cache;
    let ahead = std::mem::take(ahead.get_mut().unwrap_or_else(PoisonError::into_inner));
    texts.extend(ahead.into_iter().map(|told| (told.document.file, told)));
    // What is told of the whole follows from how it is connected; but places move in a text that was written.
    if notes.changed(site).is_none_or(|changed| !changed.is_disjoint(&whole.1)) {
        let mut told = Findings::new();
        for check in SITE {
            check(site, &mut told);
        }
        *whole = (told.clone(), told.files());
    }
    findings.share(&whole.0);
    let seen = notes.of(site, |id, document| {
        let lang = site.language(document);
        let text = past.text(document, &lang).unwrap_or_else(|| text(document, lang, known, texts));
        if let Some(more) = past.notes.told(site, document) {
            return Seen { text, more };
        }
        let mut more = Findings::new();
        let note = Note { site, id, document, links_are_clear: text.links_are_clear };
        for check in NOTE {
            check(&note, &mut more);
        }
        Seen { text, more }
    });
    let mut now = BTreeMap::new();
    for Seen { text, more } in seen {
        findings.share(&text.findings);
        findings.share(more);
        now.insert(text.document.file, Arc::clone(text));
    }
    *texts = now;
    look_for_numbers(site, numbers, &past);
    for (_, told) in numbers {
        findings.share(told);
    }
    findings
}

/// What there is to tell of a text, or what was told of it before.
fn text(
    document: &Arc<Document>,
    lang: LangTag,
    known: &Known,
    texts: &BTreeMap<FileId, Arc<Told>>,
) -> Arc<Told> {
    let before = texts.get(&document.file);
    if let Some(told) = before.filter(|told| told.lang == lang && is_same(&told.document, document)) {
        return Arc::clone(told);
    }
    look(document, &document.body(), lang, known).into()
}

/// Looks a text over.
fn look(document: &Arc<Document>, body: &markdown::Document, lang: LangTag, known: &Known) -> Told {
    let mut findings = Findings::new();
    let blocks = blocks::of(body);
    let text = Text { document, body, blocks, lang, known, asked: Cell::new(false) };
    for check in TEXT {
        check(&text, &mut findings);
    }
    let Text { lang, asked, .. } = text;
    let links_are_clear = links::are_clear(body);
    Told { document: Arc::clone(document), lang, findings, links_are_clear, asked: asked.get() }
}

/// The numbers of persons in the sources; `known` are those that were found in them before.
fn look_for_numbers(site: &Site, known: &mut Vec<(Stored, Findings)>, past: &Past) {
    let before = std::mem::take(known);
    let all: Vec<(FileId, &Stored)> = site.sources.iter().collect();
    let told = all.into_par_iter().enumerate().map(|(i, (file, source))| {
        let kept = before.get(i).filter(|(old, _)| old == source).map(|(_, told)| told.clone());
        let kept = kept.or_else(|| past.numbers.get(&file).cloned());
        let told = kept.unwrap_or_else(|| numbers::check(file, &source.open()));
        (source.clone(), told)
    });
    *known = told.collect();
}

fn is_same<T: PartialEq>(one: &Arc<T>, other: &Arc<T>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// A text cut to what a message can hold.
fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    format!("{} …", head.rsplit_once(' ').map_or(head.as_str(), |(whole, _)| whole))
}
