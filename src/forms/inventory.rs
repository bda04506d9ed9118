//! The organisations as a table for spreadsheets (RFC 4180, media type of RFC 7111).

use super::Renderer;
use crate::content::kind::Type;
use crate::content::types::Data;
use crate::site::Route;
use csv::{Terminator, WriterBuilder};

/// A row an organisation. Swedish spreadsheets part columns by semicolons, as the comma is in their numbers; a byte order
/// mark tells them that it is UTF-8.
pub fn csv(renderer: &Renderer<'_>) -> Vec<u8> {
    let (site, strings) = (renderer.site, renderer.theme.strings(renderer.site.lang));
    let delimiter = site.lang.pick(";", ",").as_bytes().first().copied().unwrap_or(b',');
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
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
    // Writing into memory cannot fail.
    let _ = writer.write_record(head.map(|key| strings.get(key)));
    for id in site.of_type(Type::Organisation) {
        let (Some(document), Some(links)) = (site.document(id), site.links(id)) else { continue };
        let Data::Organisation(organisation) = &document.data else { continue };
        let events = site
            .relations
            .events
            .iter()
            .filter(|event| site.links(**event).is_some_and(|links| links.attended.contains(&id)));
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let word = |kind: &str, name: &str| strings.get(&format!("{kind}_{name}")).to_owned();
        let root = site.file.address.as_ref().map_or("", |root| root.value.as_str());
        let row = [
            document.title.value.clone(),
            text(&organisation.short_name),
            word("sector", organisation.sector),
            organisation.standing.map_or_else(String::new, |standing| word("organisation", standing)),
            links.municipalities.join(", "),
            text(&organisation.mandate),
            text(&organisation.org_number),
            organisation.web.as_ref().map_or_else(String::new, |web| web.value.clone()),
            events.count().to_string(),
            site.to_do(id).len().to_string(),
            format!("{root}{}", site.routes.address(&Route::Document(id)).unwrap_or_default()),
        ];
        let _ = writer.write_record(row.map(|cell| inert(&cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that a spreadsheet reads as text and never as a formula (OWASP, CSV injection).
fn inert(cell: &str) -> String {
    let one_line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    if one_line.starts_with(['=', '+', '-', '@']) { format!("'{one_line}") } else { one_line }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(inert("=1+1"), "'=1+1");
        assert_eq!(inert("En  rad\nmed brytning"), "En rad med brytning");
    }
}
