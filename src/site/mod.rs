//! Documents to one connected, immutable [`Site`]: every reference resolved, every route known.
//!
//! From here on nothing is read and nothing changes: a route is rendered from `&Site` alone, on any thread. What is
//! wrong has been told; what is right is there.

pub mod attendance;
pub mod calendar;
pub mod checks;
pub mod connection;
pub mod feedback;
mod gathered;
mod judge;
pub mod known;
pub mod lessons;
pub mod letters;
pub mod links;
pub mod matching;
pub mod names;
pub mod overview;
pub mod paging;
pub mod pdf;
pub mod pictures;
pub mod relations;
pub mod routes;
pub mod searched;
pub mod standing;
pub mod trace;
mod whole;

pub use crate::content::library::Options;
pub use feedback::{AnswerId, Stage};
pub use links::Target;
pub use names::DocId;
pub use relations::{ItemId, State, Step};
pub use routes::{Route, Routes, Whole};
pub use standing::Standing;

use crate::content::document::Document;
use crate::content::formats::Format;
use crate::content::hidden::Hidden;
use crate::content::items::ItemKind;
use crate::content::kind::Type;
use crate::content::library::{self, Library};
use crate::content::lists::{Entry, Person};
use crate::content::municipalities;
use crate::content::project::SiteFile;
use crate::content::types::Name;
use crate::language::tag::LangTag;
use crate::language::{Lang, fold, numbers, order};
use crate::markdown::words::Words;
use crate::report::allow::{Allow, Silenced};
use crate::report::catalog::{files, site as rules};
use crate::report::{FileId, Finding, Findings, Sources, Span};
use crate::world::{self, Stamp, World};
use connection::{Connection, Premises};
use gathered::Gathered;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

/// A site.
#[derive(Debug)]
pub struct Site {
    /// The texts, for messages.
    pub sources: Sources,
    /// `site.yaml`.
    pub file: SiteFile,
    /// What samverka speaks on it.
    pub lang: Lang,
    /// The day it is.
    pub today: Date,
    /// All documents, by [`DocId`].
    pub documents: Vec<Arc<Document>>,
    /// How they hang together.
    connection: Arc<Connection>,
    /// Persons.
    pub persons: Vec<Person>,
    /// What must not be told of them: looked for in all that comes out.
    pub hidden: Hidden,
    /// Files of `content/` that are no texts, with their sizes.
    pub assets: Arc<BTreeMap<String, u64>>,
    /// How many drafts were left out.
    pub drafts: usize,
    /// What would have been told, had nobody written why it is allowed.
    pub silenced: Vec<Silenced>,
    /// Comments in the sources that silence a rule.
    allows: Vec<Allow>,
    /// The texts that are no notes.
    lists: Vec<FileId>,
    /// [`Site::known`].
    known: OnceLock<library::Digest>,
}

/// A site is all that is connected in it, and its texts.
impl Deref for Site {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        &self.connection
    }
}

/// Who changes what is connected has it alone from then on.
impl DerefMut for Site {
    fn deref_mut(&mut self) -> &mut Connection {
        Arc::make_mut(&mut self.connection)
    }
}

impl Site {
    /// Reads a world. The site is whole even when there are findings: what is wrong is left out of it.
    pub fn read(world: &dyn World, options: Options, findings: &mut Findings) -> Self {
        let library = library::read(world, options, &mut library::Cache::default(), &|_, _, _| {}, findings);
        Self::of(library, &[], world, &mut connection::Cache::default(), findings)
    }

    /// Connects what was read. `theme` are the names of the theme's files that are published. `cache` holds what was
    /// connected before, and then what is connected now; the result is that of an empty one.
    pub fn of(
        library: Library,
        theme: &[String],
        world: &dyn World,
        cache: &mut connection::Cache,
        findings: &mut Findings,
    ) -> Self {
        let premises = Premises::of(&library, theme.to_vec(), world.today());
        let (mut site, stamps) = Self::unconnected(library, world.today());
        let told = cache.connect(&mut site, &premises, &stamps, world).unwrap_or_else(|| {
            let mut told = Findings::new();
            site.connect(world, theme, &mut told);
            cache.keep(&site, premises, told.clone(), &stamps);
            told
        });
        findings.extend(told);
        let past = std::mem::take(&mut cache.past);
        let told = |_, document: &Arc<Document>| {
            past.told(&site, document).unwrap_or_else(|| checks::of_document(&site, document))
        };
        for told in cache.told.of(&site, told) {
            findings.share(told);
        }
        site
    }

    /// What follows from all documents together.
    fn connect(&mut self, world: &dyn World, theme: &[String], findings: &mut Findings) {
        self.relate(findings);
        self.occasions = self.gather_occasions();
        self.make_routes(findings);
        let used = self.used_assets();
        // What is too large to be published is not even looked into.
        let readable: Vec<&String> = used
            .iter()
            .filter(|path| self.assets.get(*path).is_none_or(|size| *size <= world::MAX_FILE))
            .collect();
        let images: Vec<&String> = readable.iter().copied().filter(|path| is_image(path)).collect();
        self.pictures =
            images.par_iter().map(|path| ((*path).clone(), pictures::look(world, path))).collect();
        let pdfs: Vec<&String> = readable.into_iter().filter(|path| pdf::is_pdf(path)).collect();
        let look = |path: &&String| Some(((*path).clone(), pdf::look(world, path)?));
        self.pdfs = pdfs.par_iter().filter_map(look).collect();
        let mut routes = std::mem::take(&mut self.routes);
        for path in used {
            self.look_at_size(&path, findings);
            let address = self.asset_address(&path);
            add_file(&mut routes, address, Route::Asset(path), findings);
        }
        // In a folder that no type of document has.
        for name in theme {
            add_file(&mut routes, format!("theme/{name}"), Route::ThemeAsset(name.clone()), findings);
        }
        let subject = |route: &Route| Some((self.subject(route)?, self.page_language(route)));
        let mut forms = self.file.forms.clone();
        // A feed is read elsewhere, and so must say where the site is.
        forms.retain(|format| *format != Format::Feed || self.file.address.is_some());
        routes.add_forms((self.lang, self.spoken()), &forms, subject);
        self.routes = routes;
        checks::all(self, findings);
        checks::names_in_files(self, world, findings);
    }

    /// What was read, and what tells that its other files are as they were.
    fn unconnected(library: Library, today: Date) -> (Self, BTreeMap<String, Stamp>) {
        let Library {
            sources,
            documents,
            site: file,
            glossary,
            abbreviations,
            persons,
            hidden,
            lists,
            allows,
            assets,
            stamps,
            drafts,
            ..
        } = library;
        let lang = file.lang();
        let sorted = |mut entries: Vec<Entry>| {
            entries.sort_by(|a, b| order::compare(lang, &a.word, &b.word));
            entries
        };
        let connection = Connection {
            glossary: sorted(glossary),
            abbreviations: sorted(abbreviations),
            ..Connection::default()
        };
        let site = Self {
            sources,
            lang,
            file,
            today,
            documents,
            connection: connection.into(),
            persons,
            hidden,
            assets,
            drafts,
            silenced: Vec::new(),
            allows,
            lists: lists.into_iter().map(|(file, _)| file).collect(),
            known: OnceLock::new(),
        };
        (site, stamps)
    }

    fn relate(&mut self, findings: &mut Findings) {
        let names = names::Names::gather(&self.documents, findings);
        let mut relations = relations::resolve(&self.documents, &names, findings);
        // What a meeting to come will say has not been said.
        relations.history.retain(|_, steps| {
            steps.retain(|step| self.document(step.meeting).is_some_and(|d| self.state(d) != State::Planned));
            !steps.is_empty()
        });
        let mut municipalities: BTreeSet<&'static str> = self
            .file
            .project
            .municipalities
            .iter()
            .filter_map(|name| relations::municipality(name, findings))
            .collect();
        municipalities.extend(relations.links.iter().flat_map(|links| links.municipalities.iter().copied()));
        let mut municipalities: Vec<&'static str> = municipalities.into_iter().collect();
        municipalities.sort_by(|a, b| order::compare(Lang::Sv, a, b));
        let mut words = Words::default();
        for entry in &self.abbreviations {
            words.abbreviations.insert(entry.word.value.clone(), entry.text.clone());
        }
        for entry in &self.glossary {
            words.add_term(&entry.word, &entry.anchor());
        }
        let paths = links::Paths::gather(&self.documents);
        let feedback = feedback::gather(&self.documents, &relations);
        let made = &mut **self;
        *made = Connection {
            relations,
            feedback,
            municipalities,
            words,
            paths,
            names,
            gathered: Gathered::default(),
            ..std::mem::take(made)
        };
        self.standings = self.standings();
    }

    fn make_routes(&mut self, findings: &mut Findings) {
        let mut routes = Routes::default();
        let main = self.file.languages.first().cloned().unwrap_or_else(|| self.lang.into());
        let mut add = |address: String, route: Route| {
            let more = self.more(&address, &route);
            for (address, route) in std::iter::once((address, route)).chain(more) {
                // Fixed addresses differ from each other by design; a document that takes one is told below.
                let _ = routes.add(address, route);
            }
        };
        add("index.html".to_owned(), Route::Start(main));
        for lang in
            self.file.languages.iter().skip(1).filter(|lang| Lang::from_locale(lang.primary()).is_some())
        {
            add(format!("index.{}.html", lang.as_str().to_ascii_lowercase()), Route::Start(lang.clone()));
        }
        let has = |kind: Type| self.documents.iter().any(|d| d.kind == kind);
        for (route, address) in routes::fixed(self.lang) {
            let shown = match route {
                Route::Municipalities => !self.municipalities.is_empty(),
                Route::Glossary => !self.glossary.is_empty() || !self.abbreviations.is_empty(),
                Route::Project => !self.file.project.name.is_empty(),
                Route::Statement => self.file.statement.is_some(),
                Route::Register(_) | Route::Feedback => !self.relations.events.is_empty(),
                Route::WhoDoesWhat | Route::Inventory | Route::InventoryData => has(Type::Organisation),
                Route::Matching => has(Type::Need) || has(Type::Offer),
                Route::Calendar => !self.occasions.is_empty(),
                Route::Balance => !self.attendance().is_empty(),
                _ => true,
            };
            if shown {
                add(address, route);
            }
        }
        for whole in self.wholes() {
            self.whole_address(whole).into_iter().for_each(|address| add(address, Route::Whole(whole)));
        }
        let calendars = self.file.forms.contains(&Format::Calendar);
        for (slug, ..) in self.series().into_iter().filter(|_| calendars) {
            let folder = self.lang.pick("kalender", "calendar");
            add(format!("{folder}/{slug}.ics"), Route::Series(slug));
        }
        for first in self.busy_months() {
            let (year, month) = (first.year(), first.month());
            let folder = self.lang.pick("kalender", "calendar");
            add(format!("{folder}/{year:04}-{month:02}.html"), Route::Month(year, month));
        }
        for name in &self.municipalities {
            let folder = self.lang.pick("kommuner", "municipalities");
            add(format!("{folder}/{}.html", municipality_slug(name)), Route::Municipality(name));
        }
        for kind in Type::ALL {
            let any = has(kind) || (kind == Type::Lesson && self.lessons_of_meetings());
            if kind != Type::Page && any {
                add(format!("{}/index.html", kind.folder(self.lang)), Route::List(kind));
            }
        }
        let leads = self.sheet_leads();
        for (event, lead, _) in &leads {
            add(format!("{lead}.html"), Route::Sheet(*event, None));
        }
        if self.file.address.is_some() {
            add("sitemap.xml".to_owned(), Route::Sitemap);
            add(self.lang.pick("flode.xml", "feed.xml").to_owned(), Route::Feed);
        }
        let organisations = self.organisations();
        let slugs = organisations.iter().filter_map(|id| Some((*id, self.document(*id)?.slug.clone())));
        routes.add_sheets(leads.into_iter(), slugs);
        for (i, document) in self.documents.iter().enumerate() {
            let address = self.document_address(document);
            if let Err(taken) = routes.add(address.clone(), Route::Document(DocId(i))) {
                let other = match taken {
                    Route::Document(id) => self.documents.get(id.0).map(|d| Span::file_start(d.file)),
                    _ => None,
                };
                let finding = Finding::at(&rules::ADDRESS_COLLISION, Span::file_start(document.file))
                    .with("address", address);
                findings.push(match other {
                    Some(span) => finding.related(span),
                    None => finding,
                });
            }
        }
        self.former_addresses(&mut routes, findings);
        self.add_search(&mut routes);
        self.routes = routes;
    }

    /// Take-back sheets: of each event that has been, one for any organisation and one for each that carries it home. The
    /// events with the address of theirs, without the form, and those organisations.
    fn sheet_leads(&self) -> Vec<(DocId, String, BTreeSet<DocId>)> {
        let mut leads = Vec::new();
        for &event in &self.relations.events {
            let Some(document) = self.document(event) else { continue };
            // Nothing is carried home from a meeting that has not been.
            let past = document.day().is_some_and(|day| day < self.today);
            if !(self.state(document) == State::Held || (self.state(document) == State::Planned && past)) {
                continue;
            }
            // The folder of the type keeps a meeting and a workshop of the same name apart.
            let folder = self.lang.pick("aterforing", "take-back");
            let lead = format!("{folder}/{}/{}", document.kind.folder(self.lang), document.slug);
            leads.push((event, lead, self.who_carries(event)));
        }
        leads
    }

    /// Earlier addresses lead on. One that is taken, or is no address of a page, is told.
    fn former_addresses(&self, routes: &mut Routes, findings: &mut Findings) {
        for (i, document) in self.documents.iter().enumerate() {
            for (n, former) in document.former_addresses.iter().enumerate() {
                let address = former.trim_start_matches('/');
                let parts = address
                    .split('/')
                    .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains('\\'));
                let page = parts && address.rsplit_once('.').is_some_and(|(_, form)| form == "html");
                if !page || routes.add(address.to_owned(), Route::Moved(DocId(i), n)).is_err() {
                    let finding = Finding::at(&rules::FORMER_ADDRESS, former.span)
                        .with("address", former.value.as_str());
                    findings.push(finding);
                }
            }
        }
    }

    /// The address of a document: type, name, version, form.
    fn document_address(&self, document: &Document) -> String {
        let suffix = document.version.suffix(self.lang);
        match document.kind {
            Type::Page => format!("{}{suffix}.html", document.slug),
            kind => format!("{}/{}{suffix}.html", kind.folder(self.lang), document.slug),
        }
    }

    /// Tells of a file that is heavy to load, or too large to be published.
    fn look_at_size(&self, path: &str, findings: &mut Findings) {
        let size = self.assets.get(path).copied().unwrap_or(0);
        let heavy = if size > world::MAX_FILE { &files::FILE_TOO_HEAVY } else { &files::FILE_HEAVY };
        if size > world::HEAVY {
            let size = numbers::format_size(self.lang, size);
            findings.push(Finding::nowhere(heavy).with("path", path).with("size", size));
        }
    }

    /// The address of a file: its folders and name as slugs, its form in lower case.
    fn asset_address(&self, path: &str) -> String {
        let inner = path.strip_prefix("content/").unwrap_or(path);
        let (stem, form) = inner.rsplit_once('.').unwrap_or((inner, ""));
        let mut parts: Vec<String> = stem.split('/').map(fold::slug).collect();
        if parts.len() > 1
            && let (Some(kind), Some(first)) =
                (stem.split('/').next().and_then(Type::from_word), parts.first_mut())
        {
            kind.folder(self.lang).clone_into(first);
        }
        for part in parts.iter_mut().filter(|part| part.is_empty()) {
            part.push_str("fil");
        }
        let form = fold::slug(form);
        if form.is_empty() { parts.join("/") } else { format!("{}.{form}", parts.join("/")) }
    }

    /// Files of `content/` that a page shows or links to. Others are not published: a list of names that lies beside a
    /// note must not end up on the web because it lay there.
    fn used_assets(&self) -> BTreeSet<String> {
        let mut used: BTreeSet<String> =
            self.documents.par_iter().flat_map_iter(|document| self.files_of(document)).collect();
        used.extend(
            self.file.funders.iter().chain(&self.file.logos).filter_map(|logo| self.logo(&logo.file)),
        );
        used
    }

    /// Those of one document.
    fn files_of(&self, document: &Document) -> BTreeSet<String> {
        let mut used: BTreeSet<String> =
            document.ends.targets().filter_map(|written| self.image(document, written)).collect();
        let named = [document.sign_language.as_ref(), document.audio.as_ref(), document.transcript_file()];
        used.extend(named.into_iter().flatten().filter_map(|file| self.image(document, file)));
        for attachment in document.event().map(|e| e.attachments.as_slice()).unwrap_or_default() {
            used.extend(self.beside(document, &attachment.file));
            if let Some(Target::Asset(path)) =
                attachment.alternative.as_ref().map(|other| self.target(document, other))
            {
                used.insert(path);
            }
        }
        used
    }

    /// A file that a field of a document names.
    pub fn beside(&self, document: &Document, file: &Name) -> Option<String> {
        self.image(document, file)
    }

    /// A logo's file: from `content/`.
    pub fn logo(&self, file: &Name) -> Option<String> {
        let path =
            format!("content/{}", fold::nfc(file.trim_start_matches('/').trim_start_matches("content/")));
        self.assets.contains_key(&path).then_some(path)
    }

    /// A document.
    pub fn document(&self, id: DocId) -> Option<&Document> {
        self.documents.get(id.0).map(AsRef::as_ref)
    }

    /// What a document's names mean.
    pub fn links(&self, id: DocId) -> Option<&relations::Links> {
        self.relations.links.get(id.0)
    }

    /// The organisation that a name means, if any does.
    pub fn organisation(&self, name: &str) -> Option<DocId> {
        self.names.find(&[Type::Organisation], name)
    }

    /// Documents that are no versions of others; a version whose original is missing stands for itself.
    pub fn originals(&self) -> impl Iterator<Item = (DocId, &Document)> {
        self.documents.iter().enumerate().map(|(i, d)| (DocId(i), d.as_ref())).filter(|(id, d)| {
            d.version.is_original() || self.links(*id).is_some_and(|links| links.original.is_none())
        })
    }

    /// The version of a document that suits a page's language: its translation, where there is one.
    pub fn suited(&self, id: DocId, page: &LangTag) -> DocId {
        let Some(links) = self.links(id) else { return id };
        let fits = |version: &&DocId| {
            self.document(**version)
                .is_some_and(|d| !d.version.easy_read && self.language(d).primary() == page.primary())
        };
        links.versions.iter().find(fits).copied().unwrap_or(id)
    }

    /// Whether anything in the notes of the events is marked as a lesson.
    fn lessons_of_meetings(&self) -> bool {
        let lessons = |id: &DocId| self.items_of(*id).any(|(_, item)| item.kind == ItemKind::Lesson);
        self.relations.events.iter().any(lessons)
    }

    /// Whether a type has a list page.
    pub fn has_list(&self, kind: Type) -> bool {
        self.routes.address(&Route::List(kind)).is_some()
    }

    /// The site's main language.
    pub fn main_language(&self) -> LangTag {
        self.file.languages.first().cloned().unwrap_or_else(|| self.lang.into())
    }

    /// The page that a name means, if any does.
    pub fn page(&self, name: &str) -> Option<DocId> {
        self.names.find(&[Type::Page], name)
    }

    /// The route that a name in the menu means.
    pub fn menu_route(&self, name: &str) -> Option<Route> {
        let list = Type::from_word(name).filter(|kind| *kind != Type::Page).map(Route::List);
        let found =
            list.or_else(|| Self::made_page(name)).filter(|route| self.routes.address(route).is_some());
        found.or_else(|| self.page(name).map(Route::Document))
    }

    /// The page that samverka makes under a name, whether or not this site has anything for it.
    fn made_page(name: &str) -> Option<Route> {
        let made = [
            (["kalender", "calendar"], Route::Calendar),
            (["kommuner", "municipalities"], Route::Municipalities),
            (["projektet", "project"], Route::Project),
            (["ordlista", "glossary"], Route::Glossary),
            (["a–ö", "a–z"], Route::Alphabet),
            (["beslut", "decisions"], Route::Register(ItemKind::Decision)),
            (["åtgärder", "actions"], Route::Register(ItemKind::Action)),
            (["frågor", "questions"], Route::Register(ItemKind::Question)),
            (["återföring", "take-back"], Route::Feedback),
            (["matchning", "matching"], Route::Matching),
            (["vem gör vad", "who does what"], Route::WhoDoesWhat),
        ];
        let named = |words: &[&str]| words.iter().any(|word| fold::slug(word) == fold::slug(name));
        made.into_iter().find(|(words, _)| named(words)).map(|(_, route)| route)
    }

    /// The person of an id.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.persons.iter().find(|person| fold::slug(&person.id) == fold::slug(id))
    }

    /// The language of a document.
    pub fn language(&self, document: &Document) -> LangTag {
        document.lang.clone().unwrap_or_else(|| self.main_language())
    }

    /// The county of a municipality.
    pub fn county(&self, municipality: &str) -> Option<&'static str> {
        municipalities::find(municipality).map(|m| m.county)
    }
}

/// Gives a file its address. One that is taken is told.
fn add_file(routes: &mut Routes, address: String, route: Route, findings: &mut Findings) {
    if routes.add(address.clone(), route).is_err() {
        findings.push(Finding::nowhere(&rules::ADDRESS_COLLISION).with("address", address));
    }
}

/// Slugs of municipalities: Habo and Håbo are the only two that would be the same.
fn municipality_slug(name: &str) -> String {
    if name == "Håbo" { "haabo".to_owned() } else { fold::slug(name) }
}

/// Whether a file is an image that a page can show.
pub fn is_image(path: &str) -> bool {
    let form = path.rsplit_once('.').map_or("", |(_, form)| form).to_ascii_lowercase();
    matches!(form.as_str(), "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif")
}
