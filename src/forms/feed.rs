//! Atom feeds (RFC 4287): the latest events and pages with their summaries, of the whole site, of a topic, of what concerns an
//! organisation. Each needs the site's address, as a feed is read elsewhere.

use super::{Extract, Renderer};
use crate::content::document::Document;
use crate::content::formats::Format;
use crate::content::kind::Type;
use crate::language::tag::LangTag;
use crate::report::Findings;
use crate::site::{DocId, Route, Site};
use atom_syndication::{Entry, FeedBuilder, FixedDateTime, Link, Person, Text};
use jiff::civil::Date;

/// So many entries.
const ENTRIES: usize = 30;

/// The form.
pub(super) struct Feed;

impl Extract for Feed {
    fn format(&self) -> Format {
        Format::Feed
    }

    fn write(&self, page: &Route, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings> {
        let site = renderer.site;
        let Route::Document(of) = page else { return Ok(Vec::new()) };
        let own = Route::Form(Format::Feed, Box::new(page.clone()));
        let name = site.document(*of).map_or_else(String::new, |document| document.title.value.clone());
        let title = format!("{name} – {}", site.file.project.name);
        Ok(write(site, &title, &own, page, |id, _| concerns(site, *of, id)).unwrap_or_default().into_bytes())
    }
}

/// Whether a text is about a topic, or concerns an organisation.
fn concerns(site: &Site, of: DocId, id: DocId) -> bool {
    let named = site.links(id).is_some_and(|links| {
        let lists = [&links.topics, &links.invited, &links.attended];
        lists.iter().any(|list| list.contains(&of)) || links.organisation == Some(of)
    });
    id == of || named || site.items_of(id).any(|(item, _)| site.names(item, of))
}

/// The feed of everything that has a day.
pub fn atom(renderer: &Renderer<'_>) -> String {
    let site = renderer.site;
    let start = Route::Start(site.main_language());
    let all = |_: DocId, document: &Document| document.kind != Type::Organisation;
    write(site, &site.file.project.name, &Route::Feed, &start, all).unwrap_or_default()
}

/// The feed at `own` of the page `page`; nothing when the site has no address.
fn write(
    site: &Site,
    title: &str,
    own: &Route,
    page: &Route,
    holds: impl Fn(DocId, &Document) -> bool,
) -> Option<String> {
    let root = site.file.address.as_ref().map(|address| address.value.as_str())?;
    let mut dated: Vec<(Date, DocId)> = site
        .originals()
        .filter(|(id, document)| holds(*id, document))
        .filter_map(|(id, document)| Some((document.revised().or(document.day())?, id)))
        .filter(|(day, _)| *day <= site.today)
        .collect();
    // The newest first; of one day, in the order of their paths.
    dated.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let newest = dated.first().map(|(day, _)| *day).or(site.file.project.start).unwrap_or(site.today);
    let entries =
        dated.iter().take(ENTRIES).filter_map(|(day, id)| entry(site, root, *day, *id)).collect::<Vec<_>>();
    let address = |route: &Route| format!("{root}{}", site.routes.address(route).unwrap_or_default());
    let links = vec![link(address(own), "self"), link(address(page), "alternate")];
    let author = site.file.project.owner.clone().unwrap_or_else(|| site.file.project.name.clone());
    // A feed is known by its address; that of the site by the site's.
    let id = if *own == Route::Feed { root.to_owned() } else { address(own) };
    let feed = FeedBuilder::default()
        .title(Text::plain(title.to_owned()))
        .id(id)
        .updated(moment(newest))
        .lang(site.file.languages.first().map(|lang| lang.as_str().to_owned()))
        .authors(vec![Person { name: author, ..Person::default() }])
        .links(links)
        .entries(entries)
        .build();
    Some(feed.to_string())
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
