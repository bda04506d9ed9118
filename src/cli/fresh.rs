//! A file that a command makes for the project leader: where it goes, how its lines are explained, and what is said.

use super::text::{Text, Words};
use super::{Outcome, init, refuse, show};
use crate::content::fields::Field;
use crate::content::kind::Type;
use crate::language::{Lang, fold};
use crate::report::catalog::tool;
use crate::report::{Arg, Finding};
use crate::site::Site;
use jiff::civil::Date;
use std::path::Path;

/// Writes the new file, and says so or why not.
pub(super) fn create(path: &Path, text: &str, lang: Lang) -> Outcome {
    let shown = path.display().to_string();
    match init::put(path, text.as_bytes()) {
        Ok(()) => {
            show::out(&Text::Created.fill(lang, &[("path", &shown)]));
            show::say(Text::CreatedNext.raw(lang));
            Outcome::Good
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            refuse(Finding::nowhere(&tool::FILE_EXISTS).with("path", shown), lang)
        }
        Err(error) => {
            let finding = Finding::nowhere(&tool::OUTPUT_FAILED).with("path", shown);
            refuse(finding.with("reason", error.to_string()), lang)
        }
    }
}

/// Told when something that a new file needs was not given, or cannot be.
pub(super) fn missing(name: &str, reason: Text, example: Text) -> Finding {
    Finding::nowhere(&tool::ARGUMENT_INVALID)
        .with("value", "")
        .with("name", name)
        .with("reason", Arg::each(|lang| reason.raw(lang).to_owned()))
        .with("example", Arg::each(|lang| example.raw(lang).to_owned()))
}

/// Where the file goes: beside others of its type, else in the type's folder in the site's language.
pub(super) fn place(site: &Site, kind: Type, title: &str, date: Option<Date>) -> String {
    let beside = site.documents.iter().find(|d| d.kind == kind).and_then(|d| d.path.split('/').nth(1));
    let folder = beside
        .filter(|folder| Type::from_word(folder) == Some(kind))
        .unwrap_or_else(|| kind.folder(site.lang));
    let slug = match fold::slug(title) {
        empty if empty.is_empty() => kind.name().to_owned(),
        slug => slug,
    };
    let slug = short(&slug);
    match date {
        Some(date) => format!("content/{folder}/{date}-{slug}.md"),
        None => format!("content/{folder}/{slug}.md"),
    }
}

/// A slug that every disk takes as the name of a file, cut at a word.
fn short(slug: &str) -> &str {
    const MOST: usize = 80;
    let Some(head) = slug.get(..MOST).filter(|_| slug.len() > MOST) else { return slug };
    head.rsplit_once('-').map_or(head, |(whole, _)| whole)
}

/// A line of help above a key that is to be filled in.
pub(super) fn hint(field: &Field, required: bool, lang: Lang) -> String {
    let must = if required { lang.pick(" Måste fyllas i.", " Must be filled in.") } else { "" };
    let example = lang.pick("Exempel", "Example");
    format!("# {}{must} {example}: {}\n", field.doc.raw(lang), field.example.raw(lang))
}
