//! `samverka search`: the search of the site, for whoever writes it.

use super::args::Common;
use super::text::{Text, Words};
use super::{Outcome, disk, show};
use crate::forms::search::{document, index};
use crate::language::Lang;
use crate::search::query::{self, Query};
use crate::search::{Document, Section, stem, text};
use crate::site::{self, Route};
use clap::ArgMatches;
use std::collections::BTreeSet;

/// So many hits are told.
const MOST: usize = 10;
/// So many letters of a text.
const LETTERS: usize = 160;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let common = Common::of(matches);
    let world = disk(&common);
    let loaded = super::past::load(&world, site::Options::drafts(common.drafts));
    let renderer = loaded.renderer(&world);
    let typed = matches.get_many::<String>("query").into_iter().flatten();
    let typed = typed.map(String::as_str).collect::<Vec<_>>().join(" ");
    let query = Query::parse(&typed);
    // As on the site's own page.
    let page = loaded.site.search_languages().first().copied().unwrap_or(loaded.site.lang);
    let index = index(&renderer);
    let both = index.has_other(page);
    let found = query::search(index, page, &query);
    if let Some(meant) = &found.meant {
        show::say(&Text::SearchMeant.fill(lang, &[("query", meant)]));
    }
    let mut hits: Vec<(usize, Document)> = Vec::new();
    let mut all = found.hits.len();
    for (number, _) in &found.hits {
        if hits.len() == MOST {
            break;
        }
        let document = document(&renderer, *number);
        if query::has_phrases(&document, &query) {
            hits.push((*number, document));
        } else {
            all -= 1;
        }
    }
    let wanted: BTreeSet<String> =
        query.words.iter().flat_map(|word| folded_forms(page, both, word)).collect();
    for (number, document) in &hits {
        let source = match loaded.site.searched.get(*number) {
            Some(Route::Document(id)) => loaded.site.document(*id).map(|document| document.path.clone()),
            _ => None,
        };
        show::out(&document.title);
        show::out(&format!("  {}", source.as_deref().unwrap_or(&document.address)));
        if let Some(section) = best_section(document, page, both, &wanted) {
            let label = if section.label.is_empty() { String::new() } else { format!("{}: ", section.label) };
            show::out(&format!("  {label}{}", shortened(&section.text)));
        }
    }
    show::say(&match all {
        0 => Text::SearchNone.raw(lang).to_owned(),
        1 => Text::SearchOne.raw(lang).to_owned(),
        n => Text::SearchMany.fill(lang, &[("n", &n.to_string()), ("shown", &hits.len().to_string())]),
    });
    if hits.is_empty() { Outcome::Findings } else { Outcome::Good }
}

fn folded_forms(page: Lang, both: bool, word: &str) -> Vec<String> {
    stem::forms(page, both, word).iter().map(|form| text::folded(form)).collect()
}

/// The part of a document with most of the words that were looked for; the first of several.
fn best_section<'d>(
    document: &'d Document,
    page: Lang,
    both: bool,
    wanted: &BTreeSet<String>,
) -> Option<&'d Section> {
    let count = |section: &Section| {
        let clean = text::clean(&format!("{} {}", section.label, section.text));
        let forms = text::words(&clean).flat_map(|word| folded_forms(page, both, word));
        forms.filter(|form| wanted.contains(form)).collect::<BTreeSet<_>>().len()
    };
    // Of equals `max_by_key` takes the last.
    document
        .sections
        .iter()
        .rev()
        .filter(|section| !section.text.is_empty())
        .max_by_key(|section| count(section))
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    let cut: String = text.chars().take(LETTERS).collect();
    format!("{} …", cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole))
}
