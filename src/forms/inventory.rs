//! The organisations as a table for spreadsheets (RFC 4180, media type of RFC 7111) and as data.

use super::Renderer;
use super::data;
use crate::content::document::Document;
use crate::content::kind::Type;
use crate::content::types::{Data, Organisation};
use crate::site::{DocId, Route, Site};
use serde_json::{Value, json};

fn organisations(site: &Site) -> impl Iterator<Item = (DocId, &Document, &Organisation)> {
    site.of_type(Type::Organisation).iter().copied().filter_map(|id| {
        let document = site.document(id)?;
        let Data::Organisation(organisation) = &document.data else { return None };
        Some((id, document, organisation.as_ref()))
    })
}

/// How many events somebody from an organisation came to.
fn events(site: &Site, id: DocId) -> usize {
    let came = |event: &&DocId| site.links(**event).is_some_and(|links| links.attended.contains(&id));
    site.relations.events.iter().filter(came).count()
}

fn address(site: &Site, id: DocId) -> String {
    let root = site.file.address.as_ref().map_or("", |root| root.value.as_str());
    format!("{root}{}", site.routes.address(&Route::Document(id)).unwrap_or_default())
}

/// A row an organisation.
pub fn csv(renderer: &Renderer<'_>) -> Vec<u8> {
    let (site, strings) = (renderer.site, renderer.theme.strings(renderer.site.lang));
    let head = [
        "organisation",
        "short_name",
        "sector",
        "standing",
        "municipalities",
        "mandate",
        "org_number",
        "website",
        "csv_events",
        "csv_open",
        "page_address",
    ];
    let mut rows = vec![head.map(|key| strings.get(key).to_owned()).to_vec()];
    for (id, document, organisation) in organisations(site) {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let word = |kind: &str, name: &str| strings.get(&format!("{kind}_{name}")).to_owned();
        let municipalities = site.links(id).map(|links| links.municipalities.join(", "));
        rows.push(vec![
            document.title.value.clone(),
            text(&organisation.short_name),
            word("sector", organisation.sector),
            organisation.standing.map_or_else(String::new, |standing| word("organisation", standing)),
            municipalities.unwrap_or_default(),
            text(&organisation.mandate),
            text(&organisation.org_number),
            organisation.web.as_ref().map_or_else(String::new, |web| web.value.clone()),
            events(site, id).to_string(),
            site.to_do(id).len().to_string(),
            address(site, id),
        ]);
    }
    data::table(site.lang, &rows)
}

/// The same as an object.
pub fn object(renderer: &Renderer<'_>) -> Vec<u8> {
    let site = renderer.site;
    let told = organisations(site).map(|(id, document, organisation)| {
        json!({
            "name": document.title.value,
            "short_name": organisation.short_name,
            "sector": organisation.sector,
            "standing": organisation.standing,
            "municipalities": site.links(id).map(|links| &links.municipalities),
            "mandate": organisation.mandate,
            "organisation_number": organisation.org_number,
            "website": organisation.web.as_ref().map(|web| web.value.as_str()),
            "events": events(site, id),
            "open": site.to_do(id).len(),
            "address": address(site, id),
        })
    });
    data::pretty(&json!({
        "version": 1,
        "site": site.file.project.name,
        "language": site.main_language().as_str(),
        "organisations": told.collect::<Vec<Value>>(),
    }))
}
