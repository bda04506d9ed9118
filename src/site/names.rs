//! What a name in a note means: which organisation, topic, meeting.

use crate::content::document::Document;
use crate::content::kind::Type;
use crate::content::types::{Data, Name};
use crate::language::{dates, fold};
use crate::report::catalog::site as rules;
use crate::report::{Arg, Finding, Findings};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A document, by its place in [`super::Site::documents`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub usize);

/// All names of all originals, by type.
#[derive(Debug, Clone, Default)]
pub struct Names {
    by_type: BTreeMap<Type, BTreeMap<String, DocId>>,
    /// Ids that were written, folded, over all types: they must differ.
    ids: BTreeMap<String, DocId>,
    /// Titles, to be named in messages.
    titles: BTreeMap<DocId, String>,
}

/// A folded form that `Habo` and `habo` share but `Håbo` does not… and one that all three share. Exact first.
fn keys(text: &str) -> [String; 2] {
    [exact(text), fold::slug(text)]
}

fn exact(text: &str) -> String {
    fold::nfc(&text.trim().to_lowercase())
}

impl Names {
    /// Gathers the names of all documents that are no versions of others. Two ids that are the same when folded are told.
    pub fn gather(documents: &[Arc<Document>], findings: &mut Findings) -> Self {
        let mut names = Self::default();
        for (i, document) in documents.iter().enumerate().filter(|(_, d)| d.version.is_original()) {
            let id = DocId(i);
            names.titles.insert(id, document.title.value.clone());
            if let Some(written) = &document.id {
                let folded = fold::slug(written);
                if let Some(first) = names.ids.get(&folded).and_then(|d| documents.get(d.0)) {
                    let same = first.id.as_ref().is_some_and(|other| other.value == written.value);
                    let why = if same {
                        Arg::from("")
                    } else {
                        Arg::each(|lang| {
                            lang.pick(
                                " (utan prickar och ringar är de lika)",
                                " (without marks they are the same)",
                            )
                            .to_owned()
                        })
                    };
                    let finding = Finding::at(&rules::ID_DUPLICATE, written.span)
                        .with("id", written.value.as_str())
                        .with("same", why);
                    findings.push(match &first.id {
                        Some(other) => finding.related(other.span),
                        None => finding,
                    });
                } else {
                    names.ids.insert(folded, id);
                }
            }
        }
        // A file's own name and id are surer than any title; of two that share a name the first file keeps it.
        let originals =
            documents.par_iter().enumerate().filter(|(_, document)| document.version.is_original());
        let mut spoken: Vec<(Type, String, bool, DocId)> = originals
            .flat_map_iter(|(i, document)| {
                let of = move |sure: bool| {
                    let keys = spoken(document, sure).into_iter().flat_map(|name| keys(&name));
                    keys.map(move |key| (document.kind, key, !sure, DocId(i)))
                };
                of(true).chain(of(false))
            })
            .collect();
        spoken.par_sort_unstable();
        spoken.dedup_by(|later, first| (later.0, &later.1) == (first.0, &first.1));
        let mut spoken = spoken.into_iter().peekable();
        while let Some((kind, ..)) = spoken.peek() {
            let kind = *kind;
            let own = std::iter::from_fn(|| spoken.next_if(|(other, ..)| *other == kind));
            names.by_type.insert(kind, own.map(|(_, key, _, id)| (key, id)).collect());
        }
        names
    }

    /// The document of one of some types that a name means.
    pub fn find(&self, kinds: &[Type], name: &str) -> Option<DocId> {
        let look = |key: String| {
            kinds.iter().find_map(|kind| self.by_type.get(kind).and_then(|names| names.get(&key)).copied())
        };
        let stem = name.rsplit('/').next().unwrap_or(name).trim_end_matches(".md");
        let other = Some(stem).filter(|stem| *stem != name);
        // A slug takes much longer to make, and is seldom needed.
        std::iter::once(name)
            .chain(other)
            .find_map(|name| look(exact(name)).or_else(|| look(fold::slug(name))))
    }

    /// The name nearest to one that means nothing, in the words of the document that has it.
    pub fn near(&self, kinds: &[Type], name: &str) -> Option<String> {
        let known = kinds.iter().filter_map(|kind| self.by_type.get(kind)).flat_map(BTreeMap::keys);
        let key = fold::nearest(name, known.map(String::as_str))?.to_owned();
        let id = kinds.iter().find_map(|kind| self.by_type.get(kind)?.get(&key))?;
        self.titles.get(id).cloned()
    }

    /// What to tell of a name that means nothing, with the nearest that does.
    fn unknown(&self, kinds: &[Type], name: &str) -> Finding {
        let kind = kinds.first().copied().unwrap_or(Type::Page);
        Finding::nowhere(&rules::REFERENCE_UNKNOWN)
            .with("kind", kind.none())
            .with("value", name)
            .with_opt("near", self.near(kinds, name))
            .with(
                "example",
                Arg::each(|lang| format!("content/{}/{}.md", kind.folder(lang), fold::slug(name))),
            )
    }

    /// As [`Names::find`]; a name that means nothing is told, with the nearest that does.
    pub fn resolve(&self, kinds: &[Type], name: &Name, findings: &mut Findings) -> Option<DocId> {
        let found = self.find(kinds, name);
        if found.is_none() {
            findings.push(Finding { span: Some(name.span), ..self.unknown(kinds, name) });
        }
        found
    }
}

impl super::Site {
    /// The document of one of some types that a name means, if any does.
    pub fn named(&self, kinds: &[Type], name: &str) -> Option<DocId> {
        self.names.find(kinds, name)
    }

    /// What to tell of a name that a person typed and that means nothing.
    pub fn unnamed(&self, kinds: &[Type], name: &str) -> Finding {
        self.names.unknown(kinds, name)
    }
}

/// What a document is called: its file's name and id, or all the rest.
fn spoken(document: &Document, sure: bool) -> Vec<String> {
    let file = document.slug.rsplit('/').next().unwrap_or(&document.slug).to_owned();
    let mut names = vec![file.clone(), document.slug.clone()];
    // Without its date: `2014-02-12-dialogmote-1` is `dialogmote-1` too.
    if dates::from_path(&file).is_some() {
        names.push(file.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').to_owned());
    }
    names.extend(document.id.iter().map(|id| id.value.clone()));
    if sure {
        names.retain(|name| !name.is_empty());
        return names;
    }
    names.clear();
    names.push(document.title.value.clone());
    if let Data::Organisation(organisation) = &document.data {
        names.extend(organisation.short_name.clone());
        names.extend(organisation.former_names.iter().map(|name| name.value.clone()));
    }
    names.retain(|name| !name.is_empty());
    names
}
