//! Documents to one connected, immutable [`Site`]: every reference resolved, every route known.
//!
//! From here on nothing is read and nothing changes: a route is rendered from `&Site` alone, on any thread. What is
//! wrong has been told; what is right is there.

pub mod attendance;
pub mod calendar;
pub mod checks;
pub mod feedback;
mod judge;
pub mod links;
pub mod matching;
pub mod names;
pub mod pdf;
pub mod pictures;
pub mod relations;
pub mod routes;
pub mod searched;
pub mod standing;
mod whole;

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
use crate::report::allow::Silenced;
use crate::report::catalog::{files, site as rules};
use crate::report::{Finding, Findings, Sources, Span};
use crate::world::{self, World};
use jiff::civil::Date;
use pictures::Facts;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What may be chosen when a site is read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Build drafts too.
    pub drafts: bool,
}

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
    pub relations: relations::Relations,
    /// What organisations have answered.
    pub feedback: feedback::Feedback,
    /// How decisions, actions and questions stand today.
    standings: BTreeMap<ItemId, Standing>,
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
    /// Persons.
    pub persons: Vec<Person>,
    /// What must not be told of them: looked for in all that comes out.
    pub hidden: Hidden,
    /// The words that are explained in texts.
    pub words: Words,
    /// Files of `content/` that are no texts, with their sizes.
    pub assets: BTreeMap<String, u64>,
    /// Files of `themes/`, with their sizes.
    pub theme_files: BTreeMap<String, u64>,
    /// How many drafts were left out.
    pub drafts: usize,
    /// What would have been told, had nobody written why it is allowed.
    pub silenced: Vec<Silenced>,
    /// Facts of the images that are used.
    pub pictures: BTreeMap<String, Facts>,
    /// What the PDF files that are used say to assistive technology.
    pub pdfs: BTreeMap<String, pdf::Facts>,
    /// What is searched, in the order in which the index numbers it.
    pub searched: Vec<Route>,
    paths: links::Paths,
    names: names::Names,
}

impl Site {
    /// Reads a world. The site is whole even when there are findings: what is wrong is left out of it.
    pub fn read(world: &dyn World, options: Options, findings: &mut Findings) -> Self {
        Self::read_again(world, options, &mut library::Cache::default(), findings)
    }

    /// As [`Site::read`], with the same result, for a world that was read before.
    pub fn read_again(
        world: &dyn World,
        options: Options,
        cache: &mut library::Cache,
        findings: &mut Findings,
    ) -> Self {
        let library = library::read(world, options.drafts, cache, findings);
        Self::of(library, world, findings)
    }

    /// As [`Site::read`], with every name as written: see [`library::read_unmasked`].
    pub fn read_unmasked(world: &dyn World, options: Options, findings: &mut Findings) -> Self {
        let library = library::read_unmasked(world, options.drafts, findings);
        Self::of(library, world, findings)
    }

    fn of(library: Library, world: &dyn World, findings: &mut Findings) -> Self {
        let mut site = Self::connect(library, world.today(), findings);
        site.occasions = site.gather_occasions();
        site.make_routes(findings);
        let used = site.used_assets();
        // What is too large to be published is not even looked into.
        let readable: Vec<&String> = used
            .iter()
            .filter(|path| site.assets.get(*path).is_none_or(|size| *size <= world::MAX_FILE))
            .collect();
        let images: Vec<&String> = readable.iter().copied().filter(|path| is_image(path)).collect();
        site.pictures =
            images.par_iter().map(|path| ((*path).clone(), pictures::look(world, path))).collect();
        let pdfs: Vec<&String> = readable.into_iter().filter(|path| pdf::is_pdf(path)).collect();
        let look = |path: &&String| Some(((*path).clone(), pdf::look(world, path)?));
        site.pdfs = pdfs.par_iter().filter_map(look).collect();
        for path in &used {
            site.add_asset(path, findings);
        }
        let mut routes = std::mem::take(&mut site.routes);
        let subject = |route: &Route| Some((site.subject(route)?, site.page_language(route)));
        let mut forms = site.file.forms.clone();
        // A feed is read elsewhere, and so must say where the site is.
        forms.retain(|format| *format != Format::Feed || site.file.address.is_some());
        routes.add_forms((site.lang, site.spoken()), &forms, subject);
        site.routes = routes;
        checks::all(&site, findings);
        checks::names_in_files(&site, world, findings);
        site
    }

    fn connect(library: Library, today: Date, findings: &mut Findings) -> Self {
        let Library {
            sources,
            documents,
            site: file,
            glossary,
            abbreviations,
            persons,
            hidden,
            assets,
            theme_files,
            drafts,
        } = library;
        let lang = file.lang();
        let names = names::Names::gather(&documents, findings);
        let relations = relations::resolve(&documents, &names, findings);
        let mut municipalities: BTreeSet<&'static str> = file
            .project
            .municipalities
            .iter()
            .filter_map(|name| relations::municipality(name, findings))
            .collect();
        municipalities.extend(relations.links.iter().flat_map(|links| links.municipalities.iter().copied()));
        let mut municipalities: Vec<&'static str> = municipalities.into_iter().collect();
        municipalities.sort_by(|a, b| order::compare(Lang::Sv, a, b));
        let sorted = |mut entries: Vec<Entry>| {
            entries.sort_by(|a, b| order::compare(lang, &a.word, &b.word));
            entries
        };
        let (glossary, abbreviations) = (sorted(glossary), sorted(abbreviations));
        let mut words = Words::default();
        for entry in &abbreviations {
            words.abbreviations.insert(entry.word.value.clone(), entry.text.clone());
        }
        for entry in &glossary {
            words.add_term(&entry.word, &entry.anchor());
        }
        let paths = links::Paths::gather(&documents);
        let feedback = feedback::gather(&documents, &relations);
        let mut site = Self {
            sources,
            file,
            lang,
            today,
            documents,
            relations,
            feedback,
            standings: BTreeMap::new(),
            routes: Routes::default(),
            occasions: Vec::new(),
            municipalities,
            glossary,
            abbreviations,
            persons,
            hidden,
            words,
            assets,
            theme_files,
            drafts,
            silenced: Vec::new(),
            pictures: BTreeMap::new(),
            pdfs: BTreeMap::new(),
            searched: Vec::new(),
            paths,
            names,
        };
        // What a meeting to come will say has not been said.
        let mut history = std::mem::take(&mut site.relations.history);
        history.retain(|_, steps| {
            steps.retain(|step| site.document(step.meeting).is_some_and(|d| site.state(d) != State::Planned));
            !steps.is_empty()
        });
        site.relations.history = history;
        site.standings = site.standings();
        site
    }

    fn make_routes(&mut self, findings: &mut Findings) {
        let mut routes = Routes::default();
        let main = self.file.languages.first().cloned().unwrap_or_else(|| self.lang.into());
        let mut add = |address: String, route: Route| {
            // Fixed addresses differ from each other by design; a document that takes one is told below.
            let _ = routes.add(address, route);
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
        for occasion in &self.occasions {
            let (year, month) = (occasion.day.year(), occasion.day.month());
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
        for (event, lead) in &leads {
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

    /// Take-back sheets: of each event that has not been called off, one for any organisation and one for each. The events
    /// with the address of theirs, without the form.
    fn sheet_leads(&self) -> Vec<(DocId, String)> {
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
            leads.push((event, format!("{folder}/{}/{}", document.kind.folder(self.lang), document.slug)));
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

    fn add_asset(&mut self, path: &str, findings: &mut Findings) {
        let size = self.assets.get(path).copied().unwrap_or(0);
        let heavy = if size > world::MAX_FILE { &files::FILE_TOO_HEAVY } else { &files::FILE_HEAVY };
        if size > world::HEAVY {
            let size = numbers::format_size(self.lang, size);
            findings.push(Finding::nowhere(heavy).with("path", path).with("size", size));
        }
        let address = self.asset_address(path);
        if self.routes.add(address.clone(), Route::Asset(path.to_owned())).is_err() {
            findings.push(Finding::nowhere(&rules::ADDRESS_COLLISION).with("address", address));
        }
    }

    /// Gives the files of a theme their addresses, in a folder that no type of document has.
    pub fn add_theme_assets<'n>(&mut self, names: impl Iterator<Item = &'n String>, findings: &mut Findings) {
        for name in names {
            let address = format!("theme/{name}");
            if self.routes.add(address.clone(), Route::ThemeAsset(name.clone())).is_err() {
                findings.push(Finding::nowhere(&rules::ADDRESS_COLLISION).with("address", address));
            }
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
        use crate::markdown::{Kind, tree};
        let of = |document: &Arc<Document>| {
            let mut used = BTreeSet::new();
            let mut visit = |node: &crate::markdown::Node| {
                if let Kind::Link { target: written, .. } | Kind::Image { src: written, .. } = &node.kind
                    && let Target::Asset(path) = self.target(document, written)
                {
                    used.insert(path);
                }
                if let Kind::Media(media) = &node.kind {
                    used.extend(media.files().filter_map(|file| self.image(document, file)));
                }
            };
            tree::walk(&document.body.blocks, &mut visit);
            for note in &document.body.footnotes {
                tree::walk(&note.children, &mut visit);
            }
            let named =
                [document.sign_language.as_ref(), document.audio.as_ref(), document.transcript_file()];
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
        };
        let mut used: BTreeSet<String> = self.documents.par_iter().flat_map_iter(of).collect();
        used.extend(
            self.file.funders.iter().chain(&self.file.logos).filter_map(|logo| self.logo(&logo.file)),
        );
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

    /// Documents of a type that are no versions of others, in the order that a reader expects: events by day, the
    /// newest first; the rest by title.
    pub fn of_type(&self, kind: Type) -> Vec<DocId> {
        let mut list: Vec<DocId> =
            self.originals().filter(|(_, d)| d.kind == kind).map(|(id, _)| id).collect();
        let dated = matches!(kind, Type::Meeting | Type::Workshop | Type::Mailing | Type::Reply);
        list.sort_by(|a, b| {
            let (Some(a), Some(b)) = (self.document(*a), self.document(*b)) else {
                return std::cmp::Ordering::Equal;
            };
            let by_title = || order::compare(self.lang, &a.title, &b.title).then_with(|| a.path.cmp(&b.path));
            if dated {
                return b.day().cmp(&a.day()).then_with(by_title);
            }
            by_title()
        });
        list
    }

    /// Documents that are no versions of others; a version whose original is missing stands for itself.
    pub fn originals(&self) -> impl Iterator<Item = (DocId, &Document)> {
        self.documents.iter().enumerate().map(|(i, d)| (DocId(i), d.as_ref())).filter(|(id, d)| {
            d.version.is_original() || self.links(*id).is_some_and(|links| links.original.is_none())
        })
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

/// Slugs of municipalities: Habo and Håbo are the only two that would be the same.
fn municipality_slug(name: &str) -> String {
    if name == "Håbo" { "haabo".to_owned() } else { fold::slug(name) }
}

/// Whether a file is an image that a page can show.
pub fn is_image(path: &str) -> bool {
    let form = path.rsplit_once('.').map_or("", |(_, form)| form).to_ascii_lowercase();
    matches!(form.as_str(), "svg" | "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif")
}
