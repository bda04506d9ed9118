//! What search engines read: `sitemap.xml` (sitemaps.org 0.9) and `robots.txt` (RFC 9309).

use crate::content::document::Document;
use crate::markdown::html::escape;
use crate::site::{Route, Site};
use std::fmt::Write as _;

/// An address as RFC 3986 has it: letters beyond ASCII percent-encoded.
fn ascii(address: &str) -> String {
    percent_encoding::utf8_percent_encode(address, percent_encoding::CONTROLS).to_string()
}

/// All pages but the one for addresses where nothing stands. Needs the site's address; empty without.
pub fn sitemap(site: &Site) -> String {
    let Some(root) = &site.file.address else { return String::new() };
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (address, route) in site
        .routes
        .all()
        .iter()
        .filter(|(_, route)| route.is_page() && !matches!(route, Route::NotFound | Route::Moved(..)))
    {
        let _ = write!(out, "<url><loc>{}{}</loc>", escape(&ascii(root)), escape(address));
        if let Route::Document(id) = route {
            // Only what the note itself says: the clock would make every build differ.
            if let Some(day) = site.document(*id).and_then(Document::revised) {
                let _ = write!(out, "<lastmod>{day}</lastmod>");
            }
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// Everybody may read everything.
pub fn robots(site: &Site) -> String {
    let mut out = String::from("User-agent: *\nAllow: /\n");
    if let (Some(root), Some(address)) = (&site.file.address, site.routes.address(&Route::Sitemap)) {
        let _ = writeln!(out, "Sitemap: {}{address}", root.value);
    }
    out
}
