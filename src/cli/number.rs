//! `samverka number`: writes the ids of decisions, actions and questions into their notes, so that they never shift.

use super::ask::agreed;
use super::replace::replace;
use super::text::{Text, Words};
use super::{Outcome, root, show, today};
use crate::content::decode;
use crate::content::document::Document;
use crate::content::pin::{self, Pinned};
use crate::language::Lang;
use crate::report::catalog::{site as site_rules, tool};
use crate::report::{FileId, Finding, Findings, Span};
use crate::site::{Options, Site};
use crate::world::{Disk, World};
use clap::ArgMatches;
use std::path::PathBuf;

/// A note that lacks ids.
struct Change {
    path: String,
    before: Vec<u8>,
    text: String,
    after: String,
    count: usize,
}

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let source = matches.get_one::<String>("source").map_or_else(|| PathBuf::from("."), PathBuf::from);
    let world = Disk::new(root(&source), today());
    let mut told = Findings::new();
    let site = Site::read(&world, Options::drafts(true), &mut told);
    let mut findings = Findings::new();
    let changes = changes(&site, &world, &told, &mut findings);
    show::text(&findings, &site.sources, lang);
    let stopped = if findings.errors() > 0 { Outcome::Findings } else { Outcome::Good };
    if changes.is_empty() {
        if stopped == Outcome::Good {
            show::say(Text::NumberedAll.raw(lang));
        }
        return stopped;
    }
    for change in &changes {
        // What is hidden of people is not shown on a screen either; the file keeps what is in it.
        show::out(site.hidden.veiled(&diff(&change.path, &change.text, &change.after)).trim_end());
    }
    let count = changes.iter().map(|change| change.count).sum::<usize>().to_string();
    let files = changes.len().to_string();
    show::say(&Text::NumberFound.fill(lang, &[("n", &count), ("files", &files)]));
    if !agreed(matches.get_flag("yes"), Text::NumberHow, lang) {
        return stopped;
    }
    for change in &changes {
        let path = world.locate(&change.path);
        if let Err(error) = replace(&path, &change.before, change.after.as_bytes()) {
            return super::refuse(unwritten(&change.path, &error), lang);
        }
        show::say(&Text::Changed.fill(lang, &[("path", &change.path)]));
    }
    stopped
}

/// What to tell of a file of the writer's own that could not be changed.
pub(super) fn unwritten(path: &str, error: &std::io::Error) -> Finding {
    if error.kind() == std::io::ErrorKind::InvalidData {
        return Finding::nowhere(&tool::FILE_CHANGED).with("path", path);
    }
    Finding::nowhere(&tool::FILE_UNWRITTEN).with("path", path).with("reason", error.to_string())
}

/// The notes that lack ids, with their new texts.
fn changes(site: &Site, world: &dyn World, told: &Findings, findings: &mut Findings) -> Vec<Change> {
    let mut out = Vec::new();
    for document in site.documents.iter().filter(|d| d.kind.is_event() && d.version.is_original()) {
        let Some(bytes) = world.read(&document.path).ok() else { continue };
        let mut unread = Findings::new();
        let source = decode::decode(&document.path, &bytes, FileId(0), &mut unread);
        match pin::pin(&source, site.lang) {
            Pinned::Already => {}
            // An id that two items have must not be written down: it would be so for ever.
            Pinned::Text(..) if clashes(document, told).next().is_some() => {
                clashes(document, told).cloned().for_each(|clash| findings.push(clash));
            }
            Pinned::Text(after, count) if unread.is_empty() => {
                out.push(Change { path: source.path, before: bytes, text: source.text, after, count });
            }
            Pinned::Unsafe(text) => findings.push(unsafe_in(document, &text)),
            // Not UTF-8: written anew it would be another file.
            Pinned::Text(..) => findings.push(unsafe_in(document, &document.title)),
        }
    }
    out
}

fn clashes<'f>(document: &'f Document, told: &'f Findings) -> impl Iterator<Item = &'f Finding> {
    let clash = |f: &&Finding| {
        let ids = [&site_rules::ID_DUPLICATE, &site_rules::NUMBER_DUPLICATE].contains(&f.rule);
        let own = |span: crate::report::Span| {
            span == document.title.span || document.items.iter().any(|item| item.text.span == span)
        };
        ids && f.span.is_some_and(|span| span.file == document.file && own(span))
    };
    told.iter().filter(clash)
}

fn unsafe_in(document: &Document, text: &str) -> Finding {
    let item = document.items.iter().find(|item| item.text.value == text);
    let span = item.map_or(Span::file_start(document.file), |item| item.text.span);
    Finding::at(&tool::NUMBER_UNSAFE, span).with("text", text)
}

/// The lines of a file that change, with one line around them.
pub(super) fn diff(path: &str, before: &str, after: &str) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    diff.unified_diff().context_radius(1).header(path, path).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::ErrorKind;

    #[test]
    fn a_file_that_somebody_saved_meanwhile_is_no_fault_of_the_disk() {
        let told = |kind: ErrorKind| unwritten("content/moten/a.md", &kind.into()).rule.name;
        assert_eq!(told(ErrorKind::InvalidData), "file-changed");
        assert_eq!(told(ErrorKind::PermissionDenied), "file-unwritten");
        assert_eq!(told(ErrorKind::StorageFull), "file-unwritten");
    }
}
