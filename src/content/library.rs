//! A world read: every text file decoded and typed, every other file listed.

use super::document::{self, Document};
use super::hidden::Hidden;
use super::lists::{Entry, Person};
use super::past::sha256;
pub use super::past::{Digest, Past};
use super::project::{self, SiteFile};
use super::text::{self, Before, Kept, Meet, Role, Text, Typed, With};
use super::{decode, kind};
use crate::language::{Lang, numbers};
use crate::report::allow::Allow;
use crate::report::catalog::{files as rules, site as site_rules};
use crate::report::{FileId, Finding, Findings, Phrase, Source, Sources, Stored};
use crate::world::{self, Bar, Barred, Entry as FileEntry, Listing, Stamp, World};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::sync::Arc;

/// What may be chosen when a site is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Build drafts too.
    pub drafts: bool,
    /// Of a site with more text than this, in bytes, no trees are kept, and its texts are packed: 16 MB, where nothing else is said.
    pub keep_trees: Option<u64>,
}

impl Options {
    /// With drafts, or without.
    pub fn drafts(drafts: bool) -> Self {
        Self { drafts, ..Self::default() }
    }
}

/// What is in a site's folder.
#[derive(Debug, Default)]
pub struct Library {
    /// The texts, for messages.
    pub sources: Sources,
    /// The notes, in the order of their paths. Drafts are among them only when asked for.
    pub documents: Vec<Arc<Document>>,
    /// `site.yaml`.
    pub site: SiteFile,
    /// The glossary.
    pub glossary: Vec<Entry>,
    /// Abbreviations.
    pub abbreviations: Vec<Entry>,
    /// Persons.
    pub persons: Vec<Person>,
    /// What must not be told of them. The texts do not hold it any more.
    pub hidden: Hidden,
    /// The texts that are no notes, such as `site.yaml`: all that is typed here but the notes follows from them.
    pub lists: Vec<(FileId, Stored)>,
    /// Comments in the texts that silence a rule.
    pub allows: Vec<Allow>,
    /// Other files of `content/` with their sizes in bytes, by path.
    pub assets: Arc<BTreeMap<String, u64>>,
    /// Files of `themes/`, by path.
    pub theme_files: Arc<BTreeMap<String, u64>>,
    /// Of assets and of files of themes: what tells that they are as they were.
    pub stamps: BTreeMap<String, Stamp>,
    /// How many drafts were left out.
    pub drafts: usize,
}

/// Notes that were read before. One whose bytes are the same is not read again; one whose [`Stamp`] is the same is not
/// even fetched.
#[derive(Debug, Default)]
pub struct Cache {
    /// What they were read with: the language, and of whom names are hidden.
    lang: Lang,
    people: Vec<Person>,
    /// By their places among the files.
    notes: Vec<Option<Arc<Kept>>>,
    led: document::Led,
    /// Stands for whom names are hidden of, and the language.
    who: Digest,
    /// As another run read them.
    past: Past,
    /// The files of notes that were read as another run had read them.
    recalled: BTreeSet<FileId>,
}

impl Cache {
    /// The notes, to be kept for another run.
    pub fn remember(&self) -> Past {
        let noted = |kept: &Option<Arc<Kept>>| Some(Arc::clone(&kept.as_ref()?.noted));
        Past { who: self.who, notes: self.notes.iter().map(noted).collect() }
    }

    /// Notes as another run read them.
    pub fn recall(&mut self, past: Past) {
        self.past = past;
    }

    /// The files of notes that were read as another run had read them.
    pub fn recalled(&self) -> &BTreeSet<FileId> {
        &self.recalled
    }
}

/// Reads everything, in parallel. What must not be told of people has given way to their roles. `cache` holds what was
/// read before, and then what was read now; the result is that of an empty one.
pub fn read(
    world: &dyn World,
    options: Options,
    cache: &mut Cache,
    meet: Meet<'_>,
    findings: &mut Findings,
) -> Library {
    gather(world, options, Hidden::of, cache, meet, findings)
}

/// Of a site with more text than this, in bytes, no trees are kept, and its texts are packed. It is some 2,500 notes of 900 words.
const KEPT_TREES: u64 = 16 << 20;

/// As [`read`], with every name as written: to find out where a name has been. What is made of it is never written.
pub fn read_unmasked(world: &dyn World, options: Options, findings: &mut Findings) -> Library {
    gather(world, options, |_, _| Hidden::default(), &mut Cache::default(), &|_, _, _| {}, findings)
}

fn gather(
    world: &dyn World,
    options: Options,
    hide: impl Fn(&[Person], Lang) -> Hidden,
    cache: &mut Cache,
    meet: Meet<'_>,
    findings: &mut Findings,
) -> Library {
    let mut library = Library::default();
    let Listing { entries, barred } = world.list();
    findings.extend(barred.iter().map(not_read).collect());
    let mut texts: Vec<(FileEntry, Role)> = Vec::new();
    let (mut assets, mut theme_files) = (BTreeMap::new(), BTreeMap::new());
    let mut other = |entry: FileEntry, files: &mut BTreeMap<String, u64>| {
        library.stamps.extend(entry.stamp.map(|stamp| (entry.path.clone(), stamp)));
        files.insert(entry.path, entry.size);
    };
    for entry in entries {
        if entry.path.starts_with("themes/") {
            other(entry, &mut theme_files);
        } else if let Some(role) = text::role(&entry.path) {
            if entry.size > world::MAX_TEXT {
                findings.push(
                    Finding::nowhere(&rules::FILE_TOO_LARGE)
                        .with("size", numbers::format_size(Lang::Sv, entry.size))
                        .with("path", entry.path),
                );
            } else {
                texts.push((entry, role));
            }
        } else {
            other(entry, &mut assets);
        }
    }
    (library.assets, library.theme_files) = (assets.into(), theme_files.into());
    let lang = main_language(world, &texts).unwrap_or_default();
    let id = |i: usize| FileId(u32::try_from(i).unwrap_or(u32::MAX));
    // Who is hidden must be known before any other text is read.
    let (mut people, mut hiders) = (Vec::new(), Vec::new());
    let alone = With { world, lang, hidden: &Hidden::default(), sparing: None };
    for (i, (entry, role)) in texts.iter().enumerate().filter(|(_, (_, role))| *role == Role::Persons) {
        let text = text::one(entry, *role, id(i), &alone, Before::default());
        if let Typed::Persons(persons) = text.typed {
            people.extend(persons);
            hiders.push(text.source.open());
        }
    }
    library.hidden = hide(&people, lang);
    let past = std::mem::take(&mut cache.past);
    let hiders: Vec<_> = hiders.iter().map(|list: &Arc<Source>| (&list.path, &list.text)).collect();
    let who = sha256(format!("{lang:?} {hiders:?}").as_bytes());
    if (lang, &people) != (cache.lang, &cache.people) {
        *cache = Cache { lang, people, ..Cache::default() };
    }
    cache.who = who;
    let past = past.notes.iter().filter(|_| past.who == who).map(Option::as_ref).collect::<Vec<_>>();
    let sparing =
        texts.iter().map(|(entry, _)| entry.size).sum::<u64>() > options.keep_trees.unwrap_or(KEPT_TREES);
    let with = With { world, lang, hidden: &library.hidden, sparing: sparing.then_some(meet) };
    let read: Vec<Text> = texts
        .par_iter()
        .enumerate()
        .map(|(i, (entry, role))| {
            let before = cache.notes.get(i).and_then(Option::as_ref);
            let before = Before {
                kept: before.filter(|kept| kept.noted.is_of(&entry.path, id(i))),
                noted: past.get(i).copied().flatten().filter(|noted| noted.is_of(&entry.path, id(i))),
            };
            text::one(entry, *role, id(i), &with, before)
        })
        .collect();
    cache.notes = read.iter().map(|text| text.kept.clone()).collect();
    cache.recalled =
        (0..).map(id).zip(&read).filter(|(_, text)| text.recalled).map(|(file, _)| file).collect();
    let mut has_site = false;
    let mut left: BTreeSet<(kind::Type, String)> = BTreeSet::new();
    if !options.drafts {
        for text in &read {
            if let Typed::Note(note) = &text.typed
                && note.is_draft()
                && note.version.is_original()
            {
                left.insert((note.kind, note.slug.clone()));
            }
        }
    }
    for Text { source, typed, told, allows, .. } in read {
        let file = library.sources.add(source.clone());
        // What is wrong with a draft is not yet anybody's concern.
        let left_out = matches!(&typed, Typed::Note(note)
            if !options.drafts && (note.is_draft() || left.contains(&(note.kind, note.slug.clone()))));
        if left_out {
            library.drafts += 1;
            continue;
        }
        findings.extend(told);
        library.allows.extend(allows);
        if !matches!(typed, Typed::Note(_) | Typed::Nothing) {
            library.lists.push((file, source));
        }
        match typed {
            Typed::Site(site) => {
                has_site = true;
                library.site = *site;
            }
            Typed::Glossary(entries) => library.glossary = entries,
            Typed::Abbreviations(entries) => library.abbreviations = entries,
            Typed::Persons(persons) => library.persons = persons,
            Typed::Note(note) => library.documents.push(note),
            Typed::Nothing => {}
        }
    }
    document::lead_versions(&mut library.documents, &mut cache.led);
    if library.site.languages.is_empty() {
        library.site.languages.push(lang.into());
    }
    if library.documents.is_empty() && library.drafts == 0 && !has_site {
        findings.push(Finding::nowhere(&site_rules::SITE_EMPTY));
    } else if !has_site {
        findings.push(Finding::nowhere(&site_rules::SITE_FILE_MISSING));
    }
    library
}

/// What there is to say of something that is not read.
fn not_read(barred: &Barred) -> Finding {
    let (rule, sv, en) = match &barred.why {
        Bar::Outside => {
            (&rules::FILE_LINK, "leder ut ur webbplatsens mapp", "leads out of the site's folder")
        }
        Bar::Loop => (&rules::FILE_LINK, "leder runt i en ring", "leads round in a circle"),
        Bar::Chain => (&rules::FILE_LINK, "ligger bakom en annan länk", "lies behind another link"),
        Bar::Nowhere => (&rules::FILE_LINK, "inte leder till något", "leads to nothing"),
        Bar::Twin => (&rules::FILE_TWIN, "", ""),
        Bar::Name => {
            (&rules::FILE_UNREADABLE, "namnet är inte skrivet i UTF-8", "its name is not written in UTF-8")
        }
        Bar::NoFile => (
            &rules::FILE_UNREADABLE,
            "den är varken en fil eller en mapp",
            "it is neither a file nor a folder",
        ),
        Bar::Refused(ErrorKind::PermissionDenied, _) => {
            (&rules::FILE_UNREADABLE, "du har inte rätt att läsa den", "you may not read it")
        }
        Bar::Refused(_, reason) => {
            let finding = Finding::nowhere(&rules::FILE_UNREADABLE).with("path", barred.path.as_str());
            return finding.with("reason", reason.as_str());
        }
    };
    Finding::nowhere(rule).with("path", barred.path.as_str()).with("reason", Phrase { sv, en })
}

fn main_language(world: &dyn World, texts: &[(FileEntry, Role)]) -> Option<Lang> {
    let (entry, _) = texts.iter().find(|(_, role)| *role == Role::Site)?;
    let bytes = world.read(&entry.path).ok()?;
    project::main_language(&decode::decode(&entry.path, &bytes, FileId(0), &mut Findings::new()))
}
