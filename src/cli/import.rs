//! `samverka import`: notes that were written elsewhere become drafts of ours. What is made of them is told by
//! [`crate::import`]; here they are read and written.

use super::args::{Common, Format};
use super::text::{Text, Words};
use super::{Outcome, refuse, root, schema, show, today};
use crate::content::kind::Type;
use crate::import::{self, Content, ENDINGS, File, Imported, Input};
use crate::language::{Lang, fold};
use crate::report::catalog::{files, import as rules, site as site_rules, tool};
use crate::report::{Finding, Findings, Phrase};
use crate::site::{Options, Site};
use crate::world::{Disk, MAX_TEXT};
use clap::ArgMatches;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A document with pictures may be larger than a text.
const MAX_DOCUMENT: u64 = 128 * 1024 * 1024;
/// So many files are looked at; a folder with more is not one of notes.
const MAX_FILES: usize = 50_000;
/// Around a single file pictures are looked for no deeper than this.
const DEPTH: usize = 3;

/// What was found to bring in.
#[derive(Default)]
struct Found {
    inputs: Vec<Input>,
    others: BTreeSet<String>,
    /// Where a file lies on the disk, by its path.
    places: BTreeMap<String, PathBuf>,
    findings: Findings,
    left_out: Vec<String>,
}

/// What became of a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    New,
    Same,
    Refused,
    /// It would lie outside of the site.
    Outside,
}

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let common = Common::of(matches);
    let from = matches.get_one::<String>("from").map_or_else(|| PathBuf::from("."), PathBuf::from);
    let kind = match matches.get_one::<String>("type") {
        Some(word) => match Type::from_word(word) {
            Some(kind) => Some(kind),
            None => return refuse(schema::unknown_type(word, "samverka import gamla --type möte"), lang),
        },
        None => None,
    };
    let dry = matches.get_flag("dry-run");
    let folder = root(&common.source);
    // One who stands in the wrong folder would get notes where no site is.
    if !folder.join("content").is_dir() {
        return refuse(Finding::nowhere(&site_rules::SITE_EMPTY), lang);
    }
    let site = Site::read(&Disk::new(&folder, today()), Options::drafts(true), &mut Findings::new());
    let found = look(&from);
    if found.inputs.is_empty() && found.findings.is_empty() {
        let finding = Finding::nowhere(&rules::IMPORT_NOTHING).with("path", from.display().to_string());
        return refuse(finding, lang);
    }
    let made = import::import(
        &found.inputs,
        &found.others,
        &import::Options { lang: site.lang, kind, folder: &|kind| folder_of(&site, kind) },
    );
    let mut findings = found.findings.clone();
    let mut refused = BTreeSet::new();
    let mut count = 0;
    // Pictures first: a note never stands there without them.
    let (pictures, notes) =
        made.files.split_at_checked(made.notes).map_or((&[][..], &made.files[..]), |(n, p)| (p, n));
    for file in pictures.iter().chain(notes) {
        let missing = file.needs.iter().find(|path| refused.contains(*path)).cloned();
        match write(file, &folder, &found, dry || missing.is_some()) {
            Ok(Written::New) if missing.is_some() => {
                refused.insert(file.path.clone());
                findings.push(
                    Finding::nowhere(&rules::IMPORT_INCOMPLETE)
                        .with("from", file.from.as_str())
                        .with("missing", missing.unwrap_or_default()),
                );
            }
            Ok(Written::Outside) => {
                refused.insert(file.path.clone());
                let reason = Phrase {
                    sv: "mappen är en länk som leder ut ur webbplatsen",
                    en: "its folder is a link that leads out of the site",
                };
                findings.push(
                    Finding::nowhere(&tool::FILE_UNWRITTEN)
                        .with("path", file.path.as_str())
                        .with("reason", reason),
                );
            }
            Ok(Written::New) => {
                count += 1;
                let text = if dry { Text::WouldCreate } else { Text::Created };
                if common.format == Format::Text {
                    show::out(&text.fill(lang, &[("path", &file.path)]));
                }
            }
            Ok(Written::Same) => {
                if common.format == Format::Text {
                    show::out(&Text::ImportSame.fill(lang, &[("path", &file.path)]));
                }
            }
            Ok(Written::Refused) => {
                refused.insert(file.path.clone());
                findings.push(
                    Finding::nowhere(&rules::IMPORT_EXISTS)
                        .with("path", file.path.as_str())
                        .with("from", file.from.as_str()),
                );
            }
            Err(error) => {
                refused.insert(file.path.clone());
                findings.push(
                    Finding::nowhere(&tool::FILE_UNWRITTEN)
                        .with("path", file.path.as_str())
                        .with("reason", error.to_string()),
                );
            }
        }
    }
    for path in &found.left_out {
        show::say(&Text::ImportLeftOut.fill(lang, &[("path", path)]));
    }
    tell(&made, findings, &refused, count, dry, lang, &common)
}

/// Tells what needs a person, and what comes next.
fn tell(
    made: &Imported,
    mut findings: Findings,
    refused: &BTreeSet<String>,
    count: usize,
    dry: bool,
    lang: Lang,
    common: &Common,
) -> Outcome {
    // Of a note that was not written, no line is where it is told to be.
    for finding in &made.findings {
        let path =
            finding.span.and_then(|span| made.sources.get(span.file)).map(|source| source.path.as_str());
        if !path.is_some_and(|path| refused.contains(path)) {
            findings.push(finding.clone());
        }
    }
    let findings = findings.sorted();
    if !findings.is_empty() && common.format == Format::Text {
        show::out(&format!("\n{}\n", Text::ImportNeeds.raw(lang)));
    }
    show::findings(&findings, &made.sources, lang, common);
    let text = if dry { Text::ImportWould } else { Text::ImportDone };
    show::say(&text.fill(lang, &[("count", &count.to_string()), ("notes", &made.notes.to_string())]));
    if findings.stop(common.strict) { Outcome::Findings } else { Outcome::Good }
}

/// The folder of a type: where others of it lie, else its own in the site's language.
fn folder_of(site: &Site, kind: Type) -> String {
    let beside = site.documents.iter().find(|d| d.kind == kind).and_then(|d| d.path.split('/').nth(1));
    let own = kind.folder(site.lang);
    beside.filter(|folder| Type::from_word(folder) == Some(kind)).unwrap_or(own).to_owned()
}

/// Looks for notes: one file, or all in a folder and below. Links on the disk are not followed.
fn look(from: &Path) -> Found {
    let single = from.is_file();
    let top = if single {
        from.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
    } else {
        from
    };
    let mut found = Found::default();
    let walk = WalkDir::new(top).sort_by_file_name().max_depth(if single { DEPTH } else { 64 });
    for step in walk.into_iter().filter_entry(is_wanted).take(MAX_FILES) {
        let entry = match step {
            Ok(entry) => entry,
            Err(error) => {
                if !single {
                    let path = error.path().unwrap_or(top).display().to_string();
                    found.findings.push(unreadable(&path, &io::Error::from(error)));
                }
                continue;
            }
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = entry.path().strip_prefix(top).unwrap_or(entry.path());
        let parts: Vec<String> =
            relative.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
        let path = fold::nfc(&parts.join("/"));
        found.places.insert(path.clone(), entry.path().to_owned());
        let ending = path.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
        let wanted = if single {
            // Not those of the same name in folders below.
            entry.depth() == 1 && Some(entry.file_name()) == from.file_name()
        } else {
            ENDINGS.contains(&ending.as_str())
        };
        if !wanted {
            found.others.insert(path);
        } else if !single && import::is_foreign(&path) {
            found.left_out.push(path);
        } else {
            read(&entry, path, &ending, &mut found);
        }
    }
    found
}

/// Hidden folders and what other programs made are no notes.
fn is_wanted(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let made =
        entry.file_type().is_dir() && matches!(name.as_ref(), "node_modules" | "_site" | "target" | "vendor");
    entry.depth() == 0 || !(made || name.starts_with('.') || name.starts_with("~$"))
}

fn read(entry: &DirEntry, path: String, ending: &str, found: &mut Found) {
    let most = if ending == "docx" { MAX_DOCUMENT } else { MAX_TEXT };
    if entry.metadata().is_ok_and(|facts| facts.len() > most) {
        let reason =
            Phrase { sv: "den är för stor för att vara en anteckning", en: "it is too large for a note" };
        found
            .findings
            .push(Finding::nowhere(&rules::IMPORT_UNREAD).with("path", path).with("reason", reason));
        return;
    }
    match std::fs::read(entry.path()) {
        Ok(bytes) => found.inputs.push(Input { path, bytes }),
        Err(error) => found.findings.push(unreadable(&path, &error)),
    }
}

fn unreadable(path: &str, error: &io::Error) -> Finding {
    Finding::nowhere(&files::FILE_UNREADABLE).with("path", path).with("reason", error.to_string())
}

/// Writes a file that is not there yet, whole or not at all.
fn write(file: &File, site: &Path, found: &Found, dry: bool) -> io::Result<Written> {
    let bytes = match &file.content {
        Content::Made(bytes) => bytes.clone(),
        Content::Copied(old) => {
            let place = found.places.get(old).ok_or(io::ErrorKind::NotFound)?;
            std::fs::read(place)?
        }
    };
    let path = site.join(&file.path);
    if !is_within(&path, site)? {
        return Ok(Written::Outside);
    }
    match std::fs::read(&path) {
        Ok(there) => return Ok(if there == bytes { Written::Same } else { Written::Refused }),
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Err(_) => {}
    }
    // A link that leads nowhere is somebody's, too.
    if path.symlink_metadata().is_ok() {
        return Ok(Written::Refused);
    }
    if dry {
        return Ok(Written::New);
    }
    let folder = path.parent().unwrap_or(site);
    std::fs::create_dir_all(folder)?;
    // Hidden, so that no build and no preview takes it for a note; moved into place only where nothing is.
    let mut beside =
        as_others(tempfile::Builder::new().prefix(".samverka-").suffix(".tmp")).tempfile_in(folder)?;
    beside.write_all(&bytes)?;
    beside.as_file().sync_all()?;
    match beside.persist_noclobber(&path) {
        Ok(_) => Ok(Written::New),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Written::Refused),
        Err(error) => Err(error.error),
    }
}

/// Whether the folders that are there already lie in the site: a link on the disk may lead anywhere.
fn is_within(path: &Path, site: &Path) -> io::Result<bool> {
    let top = site.canonicalize()?;
    for folder in path.ancestors().skip(1).take_while(|folder| folder.starts_with(site)) {
        match folder.canonicalize() {
            Ok(real) => return Ok(real.starts_with(&top)),
            // A link that leads nowhere is no folder of the site.
            Err(_) if folder.symlink_metadata().is_ok() => return Ok(false),
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Err(_) => {}
        }
    }
    Ok(true)
}

/// A file for a moment is its owner's alone; a note may be read by whom the system lets read new files.
#[cfg(unix)]
fn as_others<'a, 'b, 'c>(builder: &'c mut tempfile::Builder<'a, 'b>) -> &'c mut tempfile::Builder<'a, 'b> {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(std::fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn as_others<'a, 'b, 'c>(builder: &'c mut tempfile::Builder<'a, 'b>) -> &'c mut tempfile::Builder<'a, 'b> {
    builder
}
