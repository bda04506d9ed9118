//! One text: read, decoded and typed, or known again.

use super::document::{self, Document};
use super::hidden::Hidden;
use super::lists::{self, Entry, Person};
use super::past::{Noted, sha256};
use super::project::{self, SiteFile};
use super::types::Data;
use super::{allows, csv, decode, kind, publishing, record};
use crate::language::{Lang, fold, numbers};
use crate::markdown;
use crate::report::allow::Allow;
use crate::report::catalog::{files as rules, site as site_rules};
use crate::report::{FileId, Finding, Findings, Source, Stored};
use crate::world::{self, Entry as FileEntry, Stamp, World};
use std::sync::Arc;

/// What a text file of `content/` is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Site,
    Glossary,
    Abbreviations,
    Persons,
    Note,
}

/// A text file read and typed.
pub(super) enum Typed {
    Site(Box<SiteFile>),
    Glossary(Vec<Entry>),
    Abbreviations(Vec<Entry>),
    Persons(Vec<Person>),
    Note(Arc<Document>),
    Nothing,
}

/// A text as it was read.
pub(super) struct Text {
    pub(super) source: Stored,
    pub(super) typed: Typed,
    pub(super) told: Findings,
    pub(super) allows: Vec<Allow>,
    /// To be known again, if it is a note.
    pub(super) kept: Option<Arc<Kept>>,
    /// Another run had read it.
    pub(super) recalled: bool,
}

/// A note as it was read before. What is made of it follows from its bytes, its place among the files, and from what
/// [`super::library::Cache`] says that all notes were read with.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) stamp: Option<Stamp>,
    pub(super) source: Stored,
    pub(super) noted: Arc<Noted>,
}

/// What a file is by its path; `None` for one that is not read as text.
pub(super) fn role(path: &str) -> Option<Role> {
    let inner = path.strip_prefix("content/")?;
    let (stem, form) = inner.rsplit_once('.')?;
    let form = form.to_ascii_lowercase();
    if matches!(form.as_str(), "md" | "markdown") {
        let name = stem.rsplit('/').next().unwrap_or(stem);
        let in_pages = stem.split('/').next().and_then(kind::Type::from_word) == Some(kind::Type::Page);
        // README files are for those who work with the folder, unless they lie among the pages.
        let readme = fold::fold(kind::split_name(name).0) == "readme" && !in_pages;
        return (!readme).then_some(Role::Note);
    }
    if !matches!(form.as_str(), "yaml" | "yml") {
        return None;
    }
    Some(match fold::key(stem).as_str() {
        "site" | "webbplats" => Role::Site,
        "ordlista" | "glossary" => Role::Glossary,
        "forkortningar" | "abbreviations" => Role::Abbreviations,
        "personer" | "people" | "persons" => Role::Persons,
        _ => return None,
    })
}

/// Reads the figures of a statistic that names a file beside it.
fn figures(world: &dyn World, note: &mut Document, hidden: &Hidden, findings: &mut Findings) {
    let Data::Statistic(statistic) = &mut note.data else { return };
    let Some(file) = &statistic.file else { return };
    let folder = note.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    // A plain name, so that nothing outside the folder can be read.
    let plain = !file.contains(['/', '\\']) && world::is_source(file);
    let path = format!("{folder}/{}", fold::nfc(file));
    let Some(bytes) = plain.then(|| world.read(&path).ok()).flatten() else {
        let finding = Finding::at(&site_rules::ATTACHMENT_MISSING, file.span);
        findings.push(finding.with("file", file.value.as_str()));
        return;
    };
    if bytes.len() as u64 > world::MAX_TEXT {
        let size = numbers::format_size(Lang::Sv, bytes.len() as u64);
        findings.push(Finding::at(&rules::FILE_TOO_LARGE, file.span).with("size", size).with("path", path));
        return;
    }
    let text = hidden.cover_table(csv::text(&bytes), &path, file.span, findings);
    match csv::rows(&text, file.span) {
        Some(rows) => statistic.data = rows,
        None => findings.push(record::uneven(file.span)),
    }
}

/// A note as it was read before, if all but its bytes is known to be the same: in this run, and in another.
#[derive(Default, Clone, Copy)]
pub(super) struct Before<'a> {
    pub(super) kept: Option<&'a Arc<Kept>>,
    pub(super) noted: Option<&'a Arc<Noted>>,
}

/// What is shown each note whose tree is about to be let go, with that tree and the site's main language.
pub type Meet<'m> = &'m (dyn Fn(&Arc<Document>, &markdown::Document, Lang) + Sync);

/// What all texts are read with.
pub(super) struct With<'a> {
    pub(super) world: &'a dyn World,
    pub(super) lang: Lang,
    pub(super) hidden: &'a Hidden,
    /// Whom trees are shown that are let go; then texts are packed, too.
    pub(super) sparing: Option<Meet<'a>>,
}

/// Reads a text.
pub(super) fn one(entry: &FileEntry, role: Role, file: FileId, with: &With<'_>, before: Before<'_>) -> Text {
    let With { world, lang, hidden, sparing } = *with;
    let path = entry.path.as_str();
    if let Some(kept) = before.kept.filter(|kept| kept.stamp.is_some() && kept.stamp == entry.stamp) {
        return Text::again(Arc::clone(kept));
    }
    let mut told = Findings::new();
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            told.push(
                Finding::nowhere(&rules::FILE_UNREADABLE)
                    .with("path", path)
                    .with("reason", error.to_string()),
            );
            return Text {
                source: Source::new(path, "").into(),
                typed: Typed::Nothing,
                told,
                allows: Vec::new(),
                kept: None,
                recalled: false,
            };
        }
    };
    let digest = sha256(&bytes);
    if let Some(kept) = before.kept.filter(|kept| kept.noted.bytes == digest) {
        return Text::again(Arc::new(Kept { stamp: entry.stamp, ..Kept::clone(kept) }));
    }
    let mut source = decode::owned(path, bytes, file, &mut told);
    if role == Role::Site {
        source = publishing::cover(source, file, &mut told);
    }
    if role != Role::Persons {
        source = hidden.cover(source, file, &mut told);
    }
    if role != Role::Note {
        let allows = allows::find(&source, file);
        let typed = typed(&source, role, file, lang, &mut told);
        return Text { source: source.into(), typed, told, allows, kept: None, recalled: false };
    }
    let source = Arc::new(source);
    let stored = if sparing.is_some() { Stored::packed(&source) } else { Arc::clone(&source).into() };
    let noted = before.noted.filter(|noted| noted.bytes == digest);
    let (mut note, told, allows) = if let Some(Noted { note, told, allows, .. }) = noted.map(AsRef::as_ref) {
        (note.of(&stored), told.clone(), allows.clone())
    } else {
        let allows = allows::find(&source, file);
        let mut note = document::read(&source, file, lang, &mut told);
        figures(world, &mut note, hidden, &mut told);
        (note, told, allows)
    };
    let tree = sparing.and_then(|_| note.spare(&stored));
    let note = Arc::new(note);
    if let Some((meet, tree)) = sparing.zip(tree) {
        meet(&note, &tree, lang);
    }
    // Figures from a file beside it are not in its bytes.
    let alone = !matches!(&note.data, Data::Statistic(statistic) if statistic.file.is_some());
    let kept = alone.then(|| {
        let (note, told, allows) = (Arc::clone(&note), told.clone(), allows.clone());
        let noted = Arc::new(Noted { bytes: digest, note, told, allows });
        Kept { stamp: entry.stamp, source: stored.clone(), noted }
    });
    Text {
        source: stored,
        typed: Typed::Note(note),
        told,
        allows,
        kept: kept.map(Arc::new),
        recalled: noted.is_some(),
    }
}

impl Text {
    /// A note that has not changed.
    fn again(kept: Arc<Kept>) -> Self {
        Self {
            source: kept.source.clone(),
            typed: Typed::Note(Arc::clone(&kept.noted.note)),
            told: kept.noted.told.clone(),
            allows: kept.noted.allows.clone(),
            kept: Some(kept),
            recalled: false,
        }
    }
}

fn typed(source: &Source, role: Role, file: FileId, lang: Lang, findings: &mut Findings) -> Typed {
    match role {
        Role::Site => Typed::Site(Box::new(project::read(source, file, findings))),
        Role::Glossary => Typed::Glossary(lists::words(source, file, findings)),
        Role::Abbreviations => Typed::Abbreviations(lists::words(source, file, findings)),
        Role::Persons => Typed::Persons(lists::persons(source, file, findings)),
        Role::Note => Typed::Note(Arc::new(document::read(&source.clone().into(), file, lang, findings))),
    }
}

/// Whether a file is read as a note.
pub fn is_note(path: &str) -> bool {
    role(path) == Some(Role::Note)
}

/// Whether a file lists people: then what stands in it is for nobody but its author.
pub fn holds_people(path: &str) -> bool {
    role(path) == Some(Role::Persons)
}

/// What there is to say of one text by itself, without the rest of the site. `None` for a file that is not read as text.
pub fn alone(source: &Source, lang: Lang) -> Option<Findings> {
    let mut findings = Findings::new();
    let _ = typed(source, role(&source.path)?, FileId(0), lang, &mut findings);
    Some(findings.sorted())
}
