//! The Atom feed (RFC 4287): the latest events and pages, with their summaries.

use super::Renderer;
use crate::language::tag::LangTag;
use crate::site::{DocId, Route, Site};
use atom_syndication::{Entry, FeedBuilder, FixedDateTime, Link, Person, Text};
use jiff::civil::Date;

/// So many entries.
const ENTRIES: usize = 30;

/// The feed of everything that has a day. Needs the site's address; empty without.
pub fn atom(renderer: &Renderer<'_>) -> String {
    let site = renderer.site;
    let Some(root) = site.file.address.as_ref().map(|address| address.value.as_str()) else {
        return String::new();
    };
    let mut dated: Vec<(Date, DocId)> = site
        .originals()
        .filter(|(_, document)| !matches!(document.kind, crate::content::kind::Type::Organisation))
        .filter_map(|(id, document)| Some((document.updated.or(document.day())?, id)))
        .filter(|(day, _)| *day <= site.today)
        .collect();
    // The newest first; of one day, in the order of their paths.
    dated.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let newest = dated.first().map(|(day, _)| *day).or(site.file.project.start).unwrap_or(site.today);
    let entries =
        dated.iter().take(ENTRIES).filter_map(|(day, id)| entry(site, root, *day, *id)).collect::<Vec<_>>();
    let own = site.routes.address(&Route::Feed).unwrap_or_default();
    let links = vec![link(format!("{root}{own}"), "self"), link(format!("{root}index.html"), "alternate")];
    let author = site.file.project.owner.clone().unwrap_or_else(|| site.file.project.name.clone());
    FeedBuilder::default()
        .title(Text::plain(site.file.project.name.clone()))
        .id(root.to_owned())
        .updated(moment(newest))
        .lang(site.file.languages.first().map(|lang| lang.as_str().to_owned()))
        .authors(vec![Person { name: author, ..Person::default() }])
        .links(links)
        .entries(entries)
        .build()
        .to_string()
}

fn entry(site: &Site, root: &str, day: Date, id: DocId) -> Option<Entry> {
    let document = site.document(id)?;
    let address = format!("{root}{}", site.routes.address(&Route::Document(id))?);
    let language: LangTag = site.language(document);
    Some(Entry {
        title: Text { lang: Some(language.as_str().to_owned()), ..Text::plain(document.title.value.clone()) },
        id: address.clone(),
        updated: moment(day),
        links: vec![link(address, "alternate")],
        summary: document.summary.as_ref().map(|summary| Text::plain(summary.value.clone())),
        ..Entry::default()
    })
}

fn link(href: String, rel: &str) -> Link {
    Link { href, rel: rel.to_owned(), ..Link::default() }
}

/// Noon of a day, universal time: the notes tell days, and noon is the same day in all of Europe.
fn moment(day: Date) -> FixedDateTime {
    FixedDateTime::parse_from_rfc3339(&format!("{day}T12:00:00Z")).unwrap_or_default()
}
