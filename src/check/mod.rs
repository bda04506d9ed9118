//! What a site's texts, facts and people should be looked over for before anybody reads them.
//!
//! Each rule is a unit: its words stand in [`crate::report::catalog`], its check here, its tests (hits *and* near misses)
//! in `tests/cases/check-*.txt`. A rule that cries wolf is a wrong rule: where a text leaves doubt, nothing is told.
//! What keeps a site from being connected at all (broken links, unknown names) is told where it is found, below.

mod abbreviations;
mod blocks;
mod facts;
mod files;
mod funders;
mod headings;
mod images;
mod language;
mod links;
mod numbers;
mod people;
pub mod reading;
mod tables;
mod words;

use crate::content::document::Document;
use crate::language::tag::LangTag;
use crate::report::Findings;
use crate::site::{DocId, Site};
use blocks::Block;
use rayon::prelude::*;

/// A note that is looked over.
struct Note<'s> {
    site: &'s Site,
    id: DocId,
    document: &'s Document,
    /// Its text, block by block.
    blocks: Vec<Block<'s>>,
    /// Its language.
    lang: LangTag,
}

/// Checks of one note.
const NOTE: &[fn(&Note<'_>, &mut Findings)] = &[
    links::check,
    images::check,
    headings::check,
    tables::check,
    words::check,
    language::check,
    abbreviations::check,
    reading::check,
    files::check,
    people::check_note,
    facts::check_note,
];

/// Checks of the site as a whole.
const SITE: &[fn(&Site, &mut Findings)] =
    &[facts::check, funders::check, numbers::check, headings::check_titles];

/// Looks a site over. Notes do not depend on each other, so they are read side by side.
pub fn all(site: &Site) -> Findings {
    let mut findings = Findings::new();
    let each: Vec<Findings> =
        (0..site.documents.len()).into_par_iter().map(|i| note(site, DocId(i))).collect();
    for told in each {
        findings.extend(told);
    }
    for check in SITE {
        check(site, &mut findings);
    }
    findings
}

/// Looks one note over.
pub fn note(site: &Site, id: DocId) -> Findings {
    let mut findings = Findings::new();
    if let Some(document) = site.document(id) {
        let note = Note { site, id, document, blocks: blocks::of(document), lang: site.language(document) };
        for check in NOTE {
            check(&note, &mut findings);
        }
    }
    findings
}

/// A text cut to what a message can hold.
fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most).collect();
    format!("{} …", head.rsplit_once(' ').map_or(head.as_str(), |(whole, _)| whole))
}
