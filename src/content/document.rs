//! One note: from text to a typed document.

use super::body::{Body, Ends};
use super::decode::{self, Parts};
use super::fields::words::{self, Word};
use super::fields::{Field, common as c, meeting as m, other as o};
use super::items::{self, Item, ItemKind};
use super::kind::{self, Type, Version};
use super::record::{self, Record};
use super::types::{self, Data, Name};
use super::yaml;
use crate::language::tag::LangTag;
use crate::language::{Lang, dates, fold};
use crate::markdown::{self, headings};
use crate::report::catalog::{fields as rules, files};
use crate::report::{Arg, FileId, Finding, Findings, Phrase, Source, Span, Spanned};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

/// The most words of a summary.
pub const SUMMARY_WORDS: usize = 120;

/// A typed document. Its names of other documents are as written; [`crate::site`] finds them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// Its path from the site's root.
    pub path: String,
    /// What it is.
    pub kind: Type,
    /// Which version of the text.
    pub version: Version,
    /// The path of its address without the form: `2014/mote-1`, slugs all.
    pub slug: String,
    /// How other files may point here: folded id, file name, title …
    pub id: Option<Name>,
    /// The title.
    pub title: Spanned<String>,
    /// The day it is of.
    pub date: Option<Spanned<Date>>,
    /// The most important, in short.
    pub summary: Option<Spanned<String>>,
    /// A short version in easy language.
    pub easy_read: Option<String>,
    /// The language of the text, when the file says it.
    pub lang: Option<LangTag>,
    /// Topics.
    pub topics: Vec<Name>,
    /// Municipalities.
    pub municipalities: Vec<Name>,
    /// The people it is about.
    pub target_group: Option<String>,
    /// Local, regional …
    pub level: Option<String>,
    /// Draft, published, approved, archived.
    #[serde(with = "words::maybe")]
    pub status: Option<Word>,
    /// Last changed.
    pub updated: Option<Date>,
    /// Last looked over.
    pub reviewed: Option<Date>,
    /// Earlier addresses.
    pub former_addresses: Vec<Name>,
    /// A film in sign language.
    pub sign_language: Option<Name>,
    /// A recording that is listened to.
    pub audio: Option<Name>,
    /// What is said in it: in words, or the file where it stands.
    pub transcript: Option<Name>,
    /// Decisions, actions, questions …
    pub items: Vec<Item>,
    /// What its type says.
    pub data: Data,
    /// The running text: [`Document::body`].
    #[serde(skip)]
    pub(super) text: Body,
    /// Its headings.
    pub headings: Vec<headings::Entry>,
    /// What else it is tied to others by.
    pub ends: Ends,
}

impl Document {
    /// Not to be built without `--drafts`.
    pub fn is_draft(&self) -> bool {
        self.status == Some("draft")
    }

    /// The day it is on: for an event that was moved, the new one.
    pub fn day(&self) -> Option<Date> {
        let moved = self.event().and_then(|event| event.moved_to);
        moved.or(self.date.as_ref().map(|date| date.value))
    }

    /// The day that its text was last changed, as it says itself: `uppdaterad`, or for minutes the day of their approval.
    pub fn revised(&self) -> Option<Date> {
        self.updated.or(self.event().and_then(|event| event.approved))
    }

    /// The file that its transcript stands in, if it is not written out: `mote-i-text.md`, `#samtalet`.
    pub fn transcript_file(&self) -> Option<&Name> {
        let forms = [".md", ".txt", ".html"];
        let file = |name: &&Name| {
            let path = name.split('#').next().unwrap_or("");
            let named = forms.iter().any(|form| path.to_ascii_lowercase().ends_with(form));
            name.starts_with('#') || (named && !name.contains(['\n', ' ']))
        };
        self.transcript.as_ref().filter(file)
    }

    /// The data of an event.
    pub fn event(&self) -> Option<&types::Event> {
        match &self.data {
            Data::Event(event) => Some(event),
            _ => None,
        }
    }

    fn prefix(&self) -> String {
        prefix(self.kind, self.event().and_then(|event| event.number), &self.slug)
    }
}

/// Versions whose items got their ids from the original: as they were read, the lead they got, as they are.
pub type Led = BTreeMap<FileId, (Arc<Document>, String, Arc<Document>)>;

/// Gives the items of versions the ids that they have in the original. A translation tells the same decisions again, and
/// seldom says the number of the meeting. `led` holds what was made of the versions before.
pub fn lead_versions(documents: &mut [Arc<Document>], led: &mut Led) {
    let before = std::mem::take(led);
    let key = |document: &Arc<Document>| (document.kind, document.slug.clone());
    let versions = documents.iter().filter(|document| !document.version.is_original());
    let mut leads: BTreeMap<(Type, String), Option<String>> =
        versions.map(|document| (key(document), None)).collect();
    if leads.is_empty() {
        return;
    }
    for original in
        documents.iter().filter(|document| document.kind.is_event() && document.version.is_original())
    {
        if let Some(lead) = leads.get_mut(&key(original)) {
            *lead = Some(original.prefix());
        }
    }
    for document in documents.iter_mut().filter(|document| !document.version.is_original()) {
        let own = document.prefix();
        let lead = leads.get(&key(document)).and_then(Option::as_ref).filter(|lead| **lead != own);
        let Some(lead) = lead else { continue };
        let same = before
            .get(&document.file)
            .filter(|(as_read, with, _)| Arc::ptr_eq(as_read, document) && with == lead);
        let made = same.map_or_else(
            || {
                let mut made = Document::clone(document);
                items::renumber(&own, lead, &mut made.items);
                made.text.anchor(&made.items);
                Arc::new(made)
            },
            |(.., made)| Arc::clone(made),
        );
        let as_read = std::mem::replace(document, Arc::clone(&made));
        led.insert(made.file, (as_read, lead.clone(), made));
    }
}

/// What leads the ids of an event's items: `d1` for dialogue meeting 1, `w1` for workshop 1; without a number, the note's
/// own name.
fn prefix(kind: Type, number: Option<u32>, slug: &str) -> String {
    match number {
        Some(number) => format!("{}{number}", if kind == Type::Workshop { 'w' } else { 'd' }),
        None => slug.rsplit('/').next().unwrap_or(slug).to_owned(),
    }
}

/// Reads a note. `path` lies in `content/`; `lang` is the site's main language.
pub fn read(source: &Arc<Source>, file: FileId, lang: Lang, findings: &mut Findings) -> Document {
    let parts = decode::split(source, file, findings);
    let place = Place::of(&source.path);
    let top = Span::file_start(file);
    let front = front_matter(source, &parts, file, findings);
    let body = markdown::read(&source.text, parts.body.clone(), file, findings);
    Reader { source, file, place, front, top, lang }.document(body, findings)
}

fn front_matter(source: &Source, parts: &Parts, file: FileId, findings: &mut Findings) -> Option<yaml::Node> {
    yaml::parse(&source.text, parts.front.clone()?, file, findings)
}

/// What a path tells.
struct Place<'p> {
    /// The type that the first folder means.
    kind: Option<Type>,
    /// The first folder.
    folder: &'p str,
    /// Folders between the type's and the file, and the file's name without version and form.
    rest: Vec<&'p str>,
    version: Version,
}

impl<'p> Place<'p> {
    fn of(path: &'p str) -> Self {
        let inner = path.strip_prefix("content/").unwrap_or(path);
        let stem = inner.rsplit_once('.').map_or(inner, |(stem, _)| stem);
        let mut parts: Vec<&str> = stem.split('/').collect();
        let (name, version) = kind::split_name(parts.pop().unwrap_or(""));
        let folder = parts.first().copied().unwrap_or("");
        let kind = Type::from_word(folder);
        let mut rest: Vec<&str> = parts.iter().skip(usize::from(kind.is_some())).copied().collect();
        rest.push(name);
        Self { kind, folder, rest, version }
    }

    fn name(&self) -> &'p str {
        self.rest.last().copied().unwrap_or("")
    }

    /// Slugs of all parts. A name without any Latin letter or digit keeps a number made from its characters.
    fn slug(&self) -> String {
        let part = |text: &&str| match fold::slug(text) {
            empty if empty.is_empty() => {
                let sum = text.chars().fold(7u32, |sum, c| sum.wrapping_mul(31).wrapping_add(u32::from(c)));
                format!("text-{sum}")
            }
            slug => slug,
        };
        self.rest.iter().map(part).collect::<Vec<_>>().join("/")
    }
}

/// The tree of a note that has been read, once more: all else that is made of a note is known, and what there is to tell has been
/// told.
pub(super) fn tree(document: &Document, source: &Source) -> markdown::Document {
    let mut told = Findings::new();
    let parts = decode::split(source, document.file, &mut told);
    let mut body = markdown::read(&source.text, parts.body, document.file, &mut told);
    headings::take_title(&mut body.blocks, Some(&document.title.value));
    if document.kind.is_event() {
        items::from_body(&mut body.blocks, &mut Vec::new());
        items::anchor(&document.items, &mut body.blocks);
    }
    headings::set(&mut body.blocks, &document.headings, &document.ends.ids);
    soften_footnotes(&mut body);
    body
}

/// A heading within a footnote is a strong line: it heads nothing of the page.
fn soften_footnotes(body: &mut markdown::Document) {
    for note in &mut body.footnotes {
        headings::soften(&mut note.children);
    }
}

struct Reader<'s> {
    source: &'s Arc<Source>,
    file: FileId,
    place: Place<'s>,
    front: Option<yaml::Node>,
    top: Span,
    lang: Lang,
}

impl Reader<'_> {
    fn document(self, mut body: markdown::Document, findings: &mut Findings) -> Document {
        let named = dates::from_path(&self.place.rest.join("/"));
        let kind = self.kind(named, findings);
        // A heading's day is the text's day only where a text has one.
        let dated = kind.shape().need(&m::DATE).is_some();
        let date_in_text = || dated.then(|| Self::date_in_headings(&body)).flatten();
        let found = named.or_else(date_in_text);
        let record = self.record(kind, found, findings);
        let date = self.date(&record, named, found, findings);
        let given = record.text(&c::TITLE).or_else(|| record.text(&o::NAME));
        let heading = headings::take_title(&mut body.blocks, given.as_ref().map(|t| t.value.as_str()));
        // A title that is there but cannot be read has been told already.
        let closed = [&files::FILE_UTF16, &files::FRONT_MATTER_TOML];
        let unread = record.has(&c::TITLE)
            || record.has(&o::NAME)
            || findings
                .iter()
                .any(|told| closed.contains(&told.rule) && told.span.is_some_and(|s| s.file == self.file));
        let title = given.or(heading).unwrap_or_else(|| {
            let mut told = Findings::new();
            let title = self.guess_title(&mut told);
            if !unread {
                findings.extend(told);
            }
            title
        });
        let mut list = Vec::new();
        if kind.is_event() {
            items::from_records(ItemKind::Decision, record.groups(&m::DECISIONS), &mut list, findings);
            items::from_records(ItemKind::Action, record.groups(&m::ACTIONS), &mut list, findings);
            items::from_records(ItemKind::Question, record.groups(&m::QUESTIONS), &mut list, findings);
            items::from_body(&mut body.blocks, &mut list);
            let number = record.integer(&m::NUMBER).map(|number| number.value);
            items::number(&prefix(kind, number, &self.place.slug()), &mut list);
            items::anchor(&list, &mut body.blocks);
            // A version tells the same actions again, without who and when.
            if self.place.version.is_original() {
                items::check(&list, findings);
                super::unread::check(&body.blocks, findings);
            }
        }
        let items: HashSet<&str> = list.iter().map(|item| item.id.as_str()).collect();
        let taken = |id: &str| markdown::html::RESERVED.contains(&id) || items.contains(id);
        let headings = headings::settle(&mut body.blocks, &taken, findings);
        soften_footnotes(&mut body);
        let summary = self.summary(kind, &record, findings);
        let status_is_the_documents =
            kind.shape().field("status").is_some_and(|field| std::ptr::eq(field, &raw const c::STATUS));
        let text = |field: &Field| record.text(field).map(|t| t.value);
        Document {
            file: self.file,
            path: self.source.path.clone(),
            kind,
            version: self.place.version.clone(),
            slug: self.place.slug(),
            id: record.text(&c::ID),
            title,
            date,
            summary,
            easy_read: text(&c::EASY_READ),
            lang: record.language(&c::LANG).map(|l| l.value).or_else(|| self.place.version.lang.clone()),
            topics: record.texts(&c::TOPICS).into_iter().chain(record.text(&o::TOPIC)).collect(),
            municipalities: record.texts(&c::MUNICIPALITIES),
            target_group: text(&c::TARGET_GROUP),
            level: text(&c::LEVEL),
            status: record.choice(&c::STATUS).map(|s| s.value).filter(|_| status_is_the_documents),
            updated: record.date(&c::UPDATED).map(|d| d.value),
            reviewed: record.date(&c::REVIEWED).map(|d| d.value),
            former_addresses: record.texts(&c::FORMER_ADDRESSES),
            sign_language: record.text(&c::SIGN_LANGUAGE),
            audio: record.text(&c::AUDIO),
            transcript: record.text(&c::TRANSCRIPT),
            items: list,
            data: types::data(kind, &record, findings),
            ends: Ends::of(&body),
            text: Body::read(self.source, body),
            headings,
        }
    }

    /// The folder gives the type; `typ:` may say it too and must agree. Elsewhere a note with a date in its name is a
    /// meeting, anything else a page.
    fn kind(&self, named: Option<Date>, findings: &mut Findings) -> Type {
        let written = self.front.as_ref().and_then(|node| match &node.kind {
            yaml::Kind::Map(pairs) => pairs.iter().find_map(|(key, value)| match &value.kind {
                yaml::Kind::Scalar(text) if c::TYPE.matches(key) => {
                    Some(Spanned::new(text.trim().to_owned(), value.span))
                }
                _ => None,
            }),
            _ => None,
        });
        let guess = if named.is_some() { Type::Meeting } else { Type::Page };
        let Some(written) = written else { return self.place.kind.unwrap_or(guess) };
        let meant = Type::from_word(&written);
        match (self.place.kind, meant) {
            (Some(folder), Some(meant)) if folder != meant => {
                findings.push(
                    Finding::at(&rules::TYPE_DISAGREES, written.span)
                        .with("folder", self.place.folder)
                        .with("written", written.value),
                );
                folder
            }
            (folder, None) => {
                let words = Type::ALL.iter().flat_map(|k| [k.shape().title.sv, k.name()]);
                findings.push(
                    Finding::at(&rules::FIELD_CHOICE, written.span)
                        .with("key", Arg::each(|lang| c::TYPE.key(lang).to_owned()))
                        .with_opt("near", fold::nearest(&written, words).map(str::to_owned))
                        .with("value", written.value)
                        .with(
                            "choices",
                            Arg::each(|lang| {
                                Type::ALL.map(|k| k.shape().title.raw(lang).to_lowercase()).join(", ")
                            }),
                        ),
                );
                folder.unwrap_or(guess)
            }
            (_, Some(meant)) => meant,
        }
    }

    /// The record, without complaints of what the note gets from elsewhere: the date, and for a version all that its
    /// original says.
    fn record(&self, kind: Type, date: Option<Date>, findings: &mut Findings) -> Record {
        let version = !self.place.version.is_original();
        let elsewhere = |field: &Field| version || (date.is_some() && field.name == m::DATE.name);
        if let Some(node) = &self.front {
            record::read_with(node, kind.shape(), &elsewhere, findings)
        } else {
            let empty = yaml::Node { kind: yaml::Kind::Null, span: self.top };
            record::read_with(&empty, kind.shape(), &elsewhere, findings)
        }
    }

    fn date(
        &self,
        record: &Record,
        named: Option<Date>,
        found: Option<Date>,
        findings: &mut Findings,
    ) -> Option<Spanned<Date>> {
        let written = record.date(&m::DATE);
        if let (Some(written), Some(named)) = (&written, named)
            && written.value != named
        {
            findings.push(
                Finding::at(&rules::DATE_DISAGREES, written.span)
                    .with("used", written.value.to_string())
                    .with("used_from", Phrase { sv: "uppgifterna", en: "the front matter" })
                    .with("other", named.to_string())
                    .with("other_from", Phrase { sv: "filnamnet", en: "the file's name" }),
            );
        }
        written.or_else(|| found.map(|date| Spanned::new(date, self.top)))
    }

    fn date_in_headings(body: &markdown::Document) -> Option<Date> {
        let mut found = None;
        markdown::tree::walk(&body.blocks, &mut |node| {
            if found.is_none() && matches!(node.kind, markdown::Kind::Heading { .. }) {
                let text = node.plain();
                // A day and a year have five digits at least.
                let dated = text.bytes().filter(u8::is_ascii_digit).count() > 4;
                let within = || text.split_whitespace().find_map(dates::parse);
                found = dated.then(|| dates::in_words(&text).or_else(within)).flatten();
            }
        });
        found
    }

    /// `2014-03-12-möte-om_pengar` → `Möte om pengar`.
    fn guess_title(&self, findings: &mut Findings) -> Spanned<String> {
        let name = self.place.name();
        let bare =
            name.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | ' ' | '.'));
        let words = if bare.is_empty() { name } else { bare }.replace(['-', '_'], " ");
        let title = fold::capital(words.trim());
        let title = if title.is_empty() { self.lang.pick("Namnlös", "Untitled").to_owned() } else { title };
        findings.push(Finding::at(&rules::TITLE_GUESSED, self.top).with("title", title.as_str()).with(
            "example",
            Arg::each(|lang| match self.front {
                Some(_) => c::TITLE.line(lang),
                None => record::fenced(&c::TITLE.line(lang)),
            }),
        ));
        Spanned::new(title, self.top)
    }

    fn summary(&self, kind: Type, record: &Record, findings: &mut Findings) -> Option<Spanned<String>> {
        let summary = record.text(&c::SUMMARY);
        let wanted = (kind.is_event() || kind == Type::Topic) && !self.place.version.easy_read;
        match &summary {
            None if wanted && self.front.is_some() && !record.has(&c::SUMMARY) => findings.push(
                Finding::at(&rules::SUMMARY_MISSING, self.top)
                    .with("example", Arg::each(|lang| c::SUMMARY.line(lang))),
            ),
            Some(summary) => {
                let words = summary.split_whitespace().count();
                if words > SUMMARY_WORDS {
                    findings.push(Finding::at(&rules::SUMMARY_LONG, summary.span).with("words", words));
                }
            }
            None => {}
        }
        summary
    }
}
