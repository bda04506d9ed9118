//! Notes that were written elsewhere: bytes of Markdown, text and Word documents in, notes of ours out, with a list of what
//! needs a person.
//!
//! Nothing here touches a disk. A note goes through a row of steps, each of which changes its text and tells what it could
//! not know (`working`): `decode`, `front`, `templates`, `html`, `tables`, `headings`, `people`; then, when all are known,
//! `links`; and last `note` writes the facts on top and has our own reader look at them. A document of Word becomes Markdown
//! first (`docx`).
//!
//! Every note is a draft: names of people stand in old notes, no program sees them all, and what was never read through must
//! not come onto the web (GDPR art. 25).

mod days;
mod decode;
mod docx;
mod facts;
mod front;
mod headings;
mod html;
mod links;
mod names;
mod note;
mod people;
mod tables;
mod templates;
mod working;

use crate::content::document;
use crate::content::kind::{self, Type};
use crate::language::{Lang, fold};
use crate::report::catalog::import as rules;
use crate::report::{FileId, Finding, Findings, Phrase, Source, Sources, Span};
use links::{Copies, Places};
use note::{Note, Read};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use working::Working;

/// The endings of files that are notes.
pub const ENDINGS: [&str; 6] = ["md", "markdown", "mdown", "txt", "text", "docx"];

/// A file that may be a note.
#[derive(Debug, Clone)]
pub struct Input {
    /// Its path from the folder that is brought in, with `/`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What is known of the site, and what was asked for.
pub struct Options<'a> {
    /// The site's language.
    pub lang: Lang,
    /// What all notes are, when somebody says so.
    pub kind: Option<Type>,
    /// The folder in `content/` of a type.
    pub folder: &'a (dyn Fn(Type) -> String + Sync),
}

/// Where the bytes of a new file come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// They were made.
    Made(Vec<u8>),
    /// They are those of a file in the folder, by its path.
    Copied(String),
}

/// A new file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path from the site's root.
    pub path: String,
    /// The old file.
    pub from: String,
    /// What is in it.
    pub content: Content,
    /// Of a note: the new files beside it that it shows or leads to.
    pub needs: BTreeSet<String>,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// The new files in the order of their paths, notes first.
    pub files: Vec<File>,
    /// The texts of the new notes.
    pub sources: Sources,
    /// What needs a person.
    pub findings: Findings,
    /// How many of the files are notes.
    pub notes: usize,
}

/// Files that tell of a folder or of a program, and are no notes.
const FOREIGN: [&str; 14] = [
    "readme",
    "license",
    "licence",
    "contributing",
    "code_of_conduct",
    "code-of-conduct",
    "changelog",
    "security",
    "codeowners",
    "governance",
    "pull_request_template",
    "issue_template",
    "robots",
    "requirements",
];

/// Whether a file in a folder is about the folder: it is left out, unless its folder is named after a day.
pub fn is_foreign(path: &str) -> bool {
    let stem = note::without_ending(path);
    let name = stem.rsplit('/').next().unwrap_or(stem).to_lowercase();
    FOREIGN.contains(&name.as_str()) && days::of_path(stem).is_none()
}

/// Makes notes of ours. `others` are all other files in the folder, by path: pictures and attachments that notes need.
pub fn import(inputs: &[Input], others: &BTreeSet<String>, options: &Options<'_>) -> Imported {
    let month_first = facts::month_first(inputs.iter().map(|input| note::without_ending(&input.path)));
    let read: Vec<(Result<Note, Finding>, Vec<docx::Media>)> =
        inputs.par_iter().map(|input| one(input, options, month_first)).collect();
    let mut out = Imported::default();
    let mut notes = Vec::new();
    let mut media = BTreeMap::new();
    for (result, pictures) in read {
        match result {
            Ok(note) => {
                for picture in pictures {
                    media.insert(format!("{}{}/{}", links::MEDIA, note.from, picture.name), picture.bytes);
                }
                notes.push(note);
            }
            Err(finding) => out.findings.push(finding),
        }
    }
    let (named, twice) = names(&notes, options);
    apart(&mut notes, options.lang);
    let posts = notes
        .iter()
        .map(|note| (last(note::without_ending(&note.from)).to_owned(), note.from.clone()))
        .collect();
    let inside = media.keys().cloned().collect();
    let places = Places::new(&named, &posts, others, &inside);
    let mut copies = Copies::default();
    let mut written = Vec::new();
    for mut note in notes {
        let Some(place) = named.get(&note.from).cloned() else { continue };
        links::settle(&mut note.text, &note.from, &place, &places, &mut copies);
        let from = note.from.clone();
        let mut text = note.write(&place, options);
        if twice.contains(&from) {
            text.tell(
                Working::at(&rules::IMPORT_TWICE, 0..0)
                    .with("from", from.as_str())
                    .with("path", place.as_str()),
            );
        }
        written.push((place, from, text));
    }
    let anchors = written
        .par_iter()
        .map(|(place, _, text)| (place.clone(), anchors(place, text, options.lang)))
        .collect();
    written.par_iter_mut().for_each(|(place, _, text)| links::fragments(text, place, &anchors));
    written.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    out.notes = written.len();
    for (path, from, text) in written {
        let file = out.sources.add(Source::new(path.clone(), text.text.clone()));
        for mut finding in text.findings {
            for span in finding.span.iter_mut().chain(&mut finding.related) {
                *span = Span { file, ..*span };
            }
            out.findings.push(finding);
        }
        let needs = copies.needed.remove(&path).unwrap_or_default();
        out.files.push(File { path, from, content: Content::Made(text.text.into_bytes()), needs });
    }
    for ((_, old), path) in copies.made {
        let content = match media.remove(&old) {
            Some(bytes) => Content::Made(bytes),
            None => Content::Copied(old.clone()),
        };
        let from = old.strip_prefix(links::MEDIA).unwrap_or(&old).to_owned();
        out.files.push(File { path, from, content, needs: BTreeSet::new() });
    }
    out.findings = out.findings.sorted();
    out
}

fn one(
    input: &Input,
    options: &Options<'_>,
    month_first: Option<bool>,
) -> (Result<Note, Finding>, Vec<docx::Media>) {
    let unread = |reason: Phrase| {
        Err(Finding::nowhere(&rules::IMPORT_UNREAD).with("path", input.path.as_str()).with("reason", reason))
    };
    let ending = input.path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    if ending == "docx" {
        return match docx::read(&input.bytes, &input.path) {
            Ok(document) => {
                let read = Read {
                    text: document.text.text,
                    told: document.text.findings,
                    title: document.title,
                    lang: document.lang,
                    made: true,
                };
                (Ok(Note::read(&input.path, read, options, month_first)), document.media)
            }
            Err(reason) => (unread(reason), Vec::new()),
        };
    }
    let Some(decoded) = decode::decode(&input.bytes) else {
        return (unread(Phrase { sv: "den är ingen text", en: "it is no text" }), Vec::new());
    };
    let told = decoded.guessed.map(|encoding| {
        Finding::nowhere(&rules::IMPORT_ENCODING).with("path", input.path.as_str()).with("encoding", encoding)
    });
    let read =
        Read { text: decoded.text, told: told.into_iter().collect(), title: None, lang: None, made: false };
    (Ok(Note::read(&input.path, read, options, month_first)), Vec::new())
}

/// The new path of each note by its old one, and those that got another name than they should.
fn names(notes: &[Note], options: &Options<'_>) -> (BTreeMap<String, String>, BTreeSet<String>) {
    let mut named: BTreeMap<String, String> = BTreeMap::new();
    let mut taken = BTreeSet::new();
    let mut twice = BTreeSet::new();
    let all: BTreeSet<&str> = notes.iter().map(|note| note::without_ending(&note.from)).collect();
    // A version stands beside its original: `namn.en.md`.
    let original = |from: &str| {
        let stem = note::without_ending(from);
        let (folder, name) = stem.rsplit_once('/').map_or(("", stem), |(folder, name)| (folder, name));
        let (base, version) = kind::split_name(name);
        let whole = if folder.is_empty() { base.to_owned() } else { format!("{folder}/{base}") };
        (!version.is_original() && all.contains(whole.as_str())).then_some((whole, version))
    };
    let (versions, originals): (Vec<&Note>, Vec<&Note>) =
        notes.iter().partition(|note| original(&note.from).is_some());
    for note in originals {
        let folder = (options.folder)(note.kind);
        let slug = short(&note.slug()).to_owned();
        let dated = note.kind.shape().need(&crate::content::fields::meeting::DATE).is_some();
        let stem = match note.day.as_ref().filter(|_| dated) {
            Some(day) => format!("content/{folder}/{}-{slug}", day.date),
            None => {
                format!("content/{folder}/{}", if slug.is_empty() { note.kind.name() } else { slug.as_str() })
            }
        };
        let mut place = format!("{stem}.md");
        let parent = fold::slug(note.from.rsplit('/').nth(1).unwrap_or(""));
        if taken.contains(&place) && !parent.is_empty() && note.day.is_none() {
            place = format!("content/{folder}/{parent}-{slug}.md");
        }
        let mut n = 2;
        while !taken.insert(place.clone()) {
            twice.insert(note.from.clone());
            place = format!("{stem}-{n}.md");
            n += 1;
        }
        named.insert(note.from.clone(), place);
    }
    let mut beside: BTreeMap<String, String> = BTreeMap::new();
    for (from, place) in &named {
        let stem = note::without_ending(from).to_owned();
        beside.entry(stem).or_insert_with(|| note::without_ending(place).to_owned());
    }
    for note in versions {
        let Some((whole, version)) = original(&note.from) else { continue };
        let stem = beside
            .get(&whole)
            .cloned()
            .unwrap_or_else(|| format!("content/{}/{}", (options.folder)(note.kind), note.slug()));
        let suffix = version.suffix(options.lang);
        let mut place = format!("{stem}{suffix}.md");
        let mut n = 2;
        // Two versions of one kind: the second is a note of its own. `namn-2.en.md` would be a version of `namn-2.md`.
        while !taken.insert(place.clone()) {
            twice.insert(note.from.clone());
            place = format!("{stem}{}-{n}.md", suffix.replace('.', "-"));
            n += 1;
        }
        named.insert(note.from.clone(), place);
    }
    (named, twice)
}

/// Gives notes that have one title others: lists of links would not tell them apart. A version has its original's.
fn apart(notes: &mut [Note], lang: Lang) {
    let version = |note: &Note| !kind::split_name(last(note::without_ending(&note.from))).1.is_original();
    let key = |note: &Note| (note.kind, fold::fold(&note.title));
    let counted = |notes: &[Note]| {
        let mut counts: BTreeMap<(Type, String), usize> = BTreeMap::new();
        for note in notes.iter().filter(|note| !version(note)) {
            *counts.entry(key(note)).or_default() += 1;
        }
        counts
    };
    let counts = counted(notes);
    for note in notes.iter_mut() {
        if !version(note) && counts.get(&key(note)).is_some_and(|count| *count > 1) {
            note.told_apart(lang);
        }
    }
    let counts = counted(notes);
    let mut seen: BTreeMap<(Type, String), usize> = BTreeMap::new();
    for note in notes {
        let own = key(note);
        if !version(note) && counts.get(&own).is_some_and(|count| *count > 1) {
            let n = seen.entry(own).or_default();
            *n += 1;
            note.named_apart(*n);
        }
    }
}

/// A name that every disk takes, cut at a word.
fn short(slug: &str) -> &str {
    const MOST: usize = 80;
    let Some(head) = slug.get(..MOST).filter(|_| slug.len() > MOST) else { return slug };
    head.rsplit_once('-').map_or(head, |(whole, _)| whole)
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The ids of a note's headings, with their words.
fn anchors(place: &str, text: &Working, lang: Lang) -> Vec<(String, String)> {
    let source = Source::new(place, text.text.clone());
    let document = document::read(&source.into(), FileId(0), lang, &mut Findings::new());
    document.headings.into_iter().map(|entry| (entry.id, entry.text)).collect()
}
