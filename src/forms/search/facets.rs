//! What a document can be chosen by.

use super::Renderer;
use crate::content::document::Document;
use crate::content::types::Data;
use crate::site::{DocId, Site};

/// The values of each of [`crate::search::FACETS`]. What has a word in the theme is told by its key, the rest by its name.
pub(super) fn of(renderer: &Renderer<'_>, id: DocId, document: &Document) -> [Vec<String>; 6] {
    let site = renderer.site;
    let title = |id: &DocId| site.document(*id).map(|document| document.title.value.clone());
    let links = site.links(id);
    let organisations = organisations(site, id, document);
    let mut sectors: Vec<String> =
        organisations.iter().filter_map(|id| Some(sector(site, *id)?.to_owned())).collect();
    sectors.sort();
    sectors.dedup();
    let year = document.day().map(|day| day.year().to_string());
    [
        vec![document.kind.name().to_owned()],
        links.map(|links| links.topics.iter().filter_map(title).collect()).unwrap_or_default(),
        sectors,
        organisations.iter().filter_map(title).collect(),
        links.map(|l| l.municipalities.iter().map(|m| (*m).to_owned()).collect()).unwrap_or_default(),
        year.into_iter().collect(),
    ]
}

fn sector(site: &Site, id: DocId) -> Option<&'static str> {
    match &site.document(id)?.data {
        Data::Organisation(organisation) => Some(organisation.sector),
        _ => None,
    }
}

/// The organisations that a document comes from, or that took part in it.
fn organisations(site: &Site, id: DocId, document: &Document) -> Vec<DocId> {
    let own = matches!(document.data, Data::Organisation(_)).then_some(id);
    let named = site.links(id).map(|links| links.attended.iter().copied().chain(links.organisation));
    let mut all: Vec<DocId> = own.into_iter().chain(named.into_iter().flatten()).collect();
    all.sort();
    all.dedup();
    all
}
