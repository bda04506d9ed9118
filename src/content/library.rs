//! A world read: every text file decoded and typed, every other file listed.

use super::document::{self, Document};
use super::hidden::Hidden;
use super::lists::{self, Entry, Person};
use super::project::{self, SiteFile};
use super::types::Data;
use super::{decode, kind};
use crate::language::{Lang, fold, numbers};
use crate::report::catalog::{files as rules, site as site_rules};
use crate::report::{FileId, Finding, Findings, Source, Sources};
use crate::world::{self, World};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// What is in a site's folder.
#[derive(Debug, Default)]
pub struct Library {
    /// The texts, for messages.
    pub sources: Sources,
    /// The notes, in the order of their paths. Drafts are among them only when asked for.
    pub documents: Vec<Document>,
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
    /// Other files of `content/` with their sizes in bytes, by path.
    pub assets: BTreeMap<String, u64>,
    /// Files of `themes/`, by path.
    pub theme_files: BTreeMap<String, u64>,
    /// How many drafts were left out.
    pub drafts: usize,
}

/// What a text file of `content/` is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Site,
    Glossary,
    Abbreviations,
    Persons,
    Note,
}

/// A text file read and typed.
enum Typed {
    Site(Box<SiteFile>),
    Glossary(Vec<Entry>),
    Abbreviations(Vec<Entry>),
    Persons(Vec<Person>),
    Note(Box<Document>),
    Nothing,
}

fn role(path: &str) -> Option<Role> {
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

/// Reads everything, in parallel. What must not be told of people has given way to their roles.
pub fn read(world: &dyn World, drafts: bool, findings: &mut Findings) -> Library {
    gather(world, drafts, Hidden::of, findings)
}

/// As [`read`], with every name as written: to find out where a name has been. What is made of it is never written.
pub fn read_unmasked(world: &dyn World, drafts: bool, findings: &mut Findings) -> Library {
    gather(world, drafts, |_, _| Hidden::default(), findings)
}

fn gather(
    world: &dyn World,
    drafts: bool,
    hide: impl Fn(&[Person], Lang) -> Hidden,
    findings: &mut Findings,
) -> Library {
    let mut library = Library::default();
    let entries = match world.list() {
        Ok(entries) => entries,
        Err(error) => {
            let finding = Finding::nowhere(&rules::FILE_UNREADABLE).with("path", "content");
            findings.push(finding.with("reason", error.to_string()));
            return library;
        }
    };
    let mut texts: Vec<(String, Role)> = Vec::new();
    for entry in entries {
        if entry.path.starts_with("themes/") {
            library.theme_files.insert(entry.path, entry.size);
        } else if let Some(role) = role(&entry.path) {
            if entry.size > world::MAX_TEXT {
                findings.push(
                    Finding::nowhere(&rules::FILE_TOO_LARGE)
                        .with("size", numbers::format_size(Lang::Sv, entry.size))
                        .with("path", entry.path),
                );
            } else {
                texts.push((entry.path, role));
            }
        } else {
            library.assets.insert(entry.path, entry.size);
        }
    }
    let lang = main_language(world, &texts).unwrap_or_default();
    let id = |i: usize| FileId(u32::try_from(i).unwrap_or(u32::MAX));
    // Who is hidden must be known before any other text is read.
    let mut people = Vec::new();
    for (i, (path, role)) in texts.iter().enumerate().filter(|(_, (_, role))| *role == Role::Persons) {
        if let (_, Typed::Persons(persons), _) = one(world, path, *role, id(i), lang, &Hidden::default()) {
            people.extend(persons);
        }
    }
    library.hidden = hide(&people, lang);
    let hidden = &library.hidden;
    let typed: Vec<(Source, Typed, Findings)> = texts
        .par_iter()
        .enumerate()
        .map(|(i, (path, role))| one(world, path, *role, id(i), lang, hidden))
        .collect();
    let mut has_site = false;
    let mut left: std::collections::BTreeSet<(kind::Type, String)> = std::collections::BTreeSet::new();
    if !drafts {
        for (_, typed, _) in &typed {
            if let Typed::Note(note) = typed
                && note.is_draft()
                && note.version.is_original()
            {
                left.insert((note.kind, note.slug.clone()));
            }
        }
    }
    for (source, typed, told) in typed {
        library.sources.add(source);
        // What is wrong with a draft is not yet anybody's concern.
        let left_out = matches!(&typed, Typed::Note(note)
            if !drafts && (note.is_draft() || left.contains(&(note.kind, note.slug.clone()))));
        if left_out {
            library.drafts += 1;
            continue;
        }
        findings.extend(told);
        match typed {
            Typed::Site(site) => {
                has_site = true;
                library.site = *site;
            }
            Typed::Glossary(entries) => library.glossary = entries,
            Typed::Abbreviations(entries) => library.abbreviations = entries,
            Typed::Persons(persons) => library.persons = persons,
            Typed::Note(note) => library.documents.push(*note),
            Typed::Nothing => {}
        }
    }
    document::lead_versions(&mut library.documents);
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

fn main_language(world: &dyn World, texts: &[(String, Role)]) -> Option<Lang> {
    let (path, _) = texts.iter().find(|(_, role)| *role == Role::Site)?;
    let bytes = world.read(path).ok()?;
    project::main_language(&decode::decode(path, &bytes, FileId(0), &mut Findings::new()))
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
    let text = hidden.cover_table(super::csv::text(&bytes), &path, file.span, findings);
    match super::csv::rows(&text, file.span) {
        Some(rows) => statistic.data = rows,
        None => findings.push(super::record::uneven(file.span)),
    }
}

fn one(
    world: &dyn World,
    path: &str,
    role: Role,
    file: FileId,
    lang: Lang,
    hidden: &Hidden,
) -> (Source, Typed, Findings) {
    let mut findings = Findings::new();
    let bytes = match world.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            findings.push(
                Finding::nowhere(&rules::FILE_UNREADABLE)
                    .with("path", path)
                    .with("reason", error.to_string()),
            );
            return (Source::new(path, ""), Typed::Nothing, findings);
        }
    };
    let mut source = decode::decode(path, &bytes, file, &mut findings);
    if role != Role::Persons {
        source = hidden.cover(source, file, &mut findings);
    }
    let mut typed = typed(&source, role, file, lang, &mut findings);
    if let Typed::Note(note) = &mut typed {
        figures(world, note, hidden, &mut findings);
    }
    (source, typed, findings)
}

fn typed(source: &Source, role: Role, file: FileId, lang: Lang, findings: &mut Findings) -> Typed {
    match role {
        Role::Site => Typed::Site(Box::new(project::read(source, file, findings))),
        Role::Glossary => Typed::Glossary(lists::words(source, file, findings)),
        Role::Abbreviations => Typed::Abbreviations(lists::words(source, file, findings)),
        Role::Persons => Typed::Persons(lists::persons(source, file, findings)),
        Role::Note => Typed::Note(Box::new(document::read(source, file, lang, findings))),
    }
}

/// What there is to say of one text by itself, without the rest of the site. `None` for a file that is not read as text.
pub fn alone(source: &Source, lang: Lang) -> Option<Findings> {
    let mut findings = Findings::new();
    let _ = typed(source, role(&source.path)?, FileId(0), lang, &mut findings);
    Some(findings.sorted())
}
