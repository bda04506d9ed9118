//! Routes to bytes. Each form has a file of its own; a page of HTML is one form among others.

pub mod braille;
pub mod chart;
mod data;
pub mod epub;
pub mod feed;
pub mod html;
mod ical;
pub mod inventory;
pub mod machine;
mod made;
pub mod mail;
pub mod odt;
mod package;
#[cfg(feature = "pdf")]
pub mod pdf;
mod pictures;
pub mod publication;
pub mod search;
pub mod store;
pub mod text;

pub use made::Made;
pub use publication::Publication;
pub use store::Store;

use crate::content::formats::Format;
use crate::report::catalog::files;
use crate::report::{Finding, Findings};
use crate::search::Index;
use crate::site::{Route, Site};
use crate::theme::Theme;
use crate::world::World;
use std::sync::{Arc, OnceLock};

/// All that rendering needs. Nothing in it changes while a site is rendered.
#[derive(Clone, Copy)]
pub struct Renderer<'a> {
    /// The site.
    pub site: &'a Site,
    /// Its theme.
    pub theme: &'a Theme,
    /// Where its other files are.
    pub world: &'a dyn World,
    /// Where forms are put aside that are made to be measured. Without, a page does not tell how large its forms are: then
    /// none is made that nobody asks for.
    pub made: Option<&'a Made>,
    /// What has been rendered of what is the same on many pages.
    pub furniture: &'a html::furniture::Cache,
    /// The index, once it has been asked for.
    pub index: &'a OnceLock<Index>,
    /// Where forms are kept that cost much to make. Without, they are made each time.
    pub store: Option<&'a dyn Store>,
}

/// A form that a page comes in beside HTML: what [`Format`] names, made.
///
/// A new one is a file here, a unit in [`UNITS`] and its facts in [`crate::content::formats`]; the routes, the pages, the
/// preview and `samverka forms` follow.
pub trait Form: Sync {
    /// Which one it is.
    fn format(&self) -> Format;

    /// Its bytes. They depend on the publication, the theme's words and the pictures alone, never on the clock. Fails with
    /// what the author should know, at the place in the note where that can be told.
    fn write(&self, of: &Publication, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings>;
}

/// A form that is made from what the site knows, and not from the text of a page: days, figures, what is new.
pub trait Extract: Sync {
    /// Which one it is.
    fn format(&self) -> Format;

    /// Its bytes, as of [`Form::write`].
    fn write(&self, page: &Route, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings>;
}

/// All of these.
pub static EXTRACTS: &[&dyn Extract] = &[&ical::Ical, &feed::Feed, &data::Csv, &data::Json];

/// All forms.
pub static UNITS: &[&dyn Form] = &[
    #[cfg(feature = "pdf")]
    &pdf::Pdf(Format::Pdf),
    #[cfg(feature = "pdf")]
    &pdf::Pdf(Format::LargePrint),
    &text::Text,
    &epub::Epub,
    &odt::Odt,
    &mail::Mail,
    &braille::Pef,
    &braille::Brf,
];

/// What was told of the texts before by [`look`].
#[derive(Debug, Default)]
pub struct Cache {
    #[cfg(feature = "pdf")]
    pdf: pdf::Cache,
}

/// What no form of a site's pages can show, at its place in the notes.
pub fn look(site: &Site, theme: &Arc<Theme>, cache: &mut Cache) -> Findings {
    #[cfg(feature = "pdf")]
    return pdf::look(site, theme, &mut cache.pdf);
    #[cfg(not(feature = "pdf"))]
    {
        let _ = (site, theme, cache);
        Findings::new()
    }
}

impl Renderer<'_> {
    /// How large the forms of a page are, in bytes: they are made for this, all from one publication, and kept until they
    /// are asked for themselves.
    fn sizes(&self, formats: &[Format], page: &Route) -> Vec<Option<u64>> {
        let Some(made) = self.made.filter(|_| !formats.is_empty()) else { return vec![None; formats.len()] };
        let publication = self.publication(page).ok().flatten();
        let size = |format: &Format| {
            let bytes = self.written(*format, page, publication.as_ref()).ok()?;
            let size = bytes.len() as u64;
            made.keep(*format, page, bytes);
            Some(size)
        };
        formats.iter().map(size).collect()
    }

    /// What is in the store under a key; else what is made, and put there.
    #[cfg(feature = "pdf")]
    fn stored(
        &self,
        key: &store::Key,
        make: impl FnOnce() -> Result<Vec<u8>, Findings>,
    ) -> Result<Vec<u8>, Findings> {
        if let Some(bytes) = self.store.and_then(|store| store.get(key)) {
            return Ok(bytes);
        }
        let made = make()?;
        if let Some(store) = self.store {
            store.put(key, &made);
        }
        Ok(made)
    }

    /// What a page tells, once it is known that it tells no hidden name: some forms are packed, and nothing can be found
    /// in their bytes.
    fn publication(&self, page: &Route) -> Result<Option<Publication>, Findings> {
        let Some(publication) = publication::of(self, page) else { return Ok(None) };
        let told = serde_json::to_vec(&publication).unwrap_or_default();
        let found = self.site.hidden.look(&told, &self.site.routes.address(page).unwrap_or_default());
        if found.is_empty() { Ok(Some(publication)) } else { Err(found) }
    }

    fn written(&self, format: Format, page: &Route, of: Option<&Publication>) -> Result<Vec<u8>, Findings> {
        if let Some(extract) = EXTRACTS.iter().find(|extract| extract.format() == format) {
            return extract.write(page, self);
        }
        let unit = UNITS.iter().find(|unit| unit.format() == format);
        unit.zip(of).map_or_else(|| Ok(Vec::new()), |(unit, of)| unit.write(of, self))
    }

    /// The bytes of a route that stands at an address. Bytes or an address with a name that must not be told do not
    /// come out: texts were covered as they were read, but a theme or a picture may say it too.
    pub fn render(&self, address: &str, route: &Route) -> Result<Vec<u8>, Findings> {
        self.looked_over(address, route).map_err(|mut findings| {
            self.site.weigh(&mut findings);
            findings
        })
    }

    fn looked_over(&self, address: &str, route: &Route) -> Result<Vec<u8>, Findings> {
        let bytes = self.bytes(address, route)?;
        let mut found = self.site.hidden.look_at_name(address);
        found.extend(self.site.hidden.look(&bytes, address));
        if found.is_empty() { Ok(bytes) } else { Err(found) }
    }

    fn bytes(&self, address: &str, route: &Route) -> Result<Vec<u8>, Findings> {
        match route {
            Route::Style => Ok(self.theme.style().as_bytes().to_vec()),
            Route::ThemeAsset(name) => Ok(self.theme.assets.get(name).cloned().unwrap_or_default()),
            Route::Asset(path) => self.world.read(path).map_err(|error| {
                let finding = Finding::nowhere(&files::FILE_UNREADABLE).with("path", path.as_str());
                std::iter::once(finding.with("reason", error.to_string())).collect()
            }),
            Route::Sitemap => Ok(machine::sitemap(self.site).into_bytes()),
            Route::Robots => Ok(machine::robots(self.site).into_bytes()),
            Route::Inventory => Ok(inventory::csv(self)),
            Route::InventoryData => Ok(inventory::object(self)),
            Route::Series(slug) => Ok(ical::series(self, address, route, slug)),
            Route::Feed => Ok(feed::atom(self).into_bytes()),
            Route::Form(format, page) => match self.made.and_then(|made| made.take(*format, page)) {
                Some(bytes) => Ok(bytes),
                None => self.written(*format, page, self.publication(page)?.as_ref()),
            },
            Route::SearchPart(part) => Ok(search::file(self, *part).into_bytes()),
            page => html::page(self, address, page).map(String::into_bytes),
        }
    }
}

/// That a form could not be put together.
fn failed(address: &str, reason: &dyn std::fmt::Display) -> Findings {
    let finding = Finding::nowhere(&files::FORM_FAILED).with("page", address);
    std::iter::once(finding.with("reason", reason.to_string())).collect()
}

/// The media type of an address, by its form.
pub fn mime(address: &str) -> &'static str {
    let form = address.rsplit_once('.').map_or("", |(_, form)| form).to_ascii_lowercase();
    match form.as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "vtt" => "text/vtt; charset=utf-8",
        "pef" => "application/x-pef+xml",
        "brf" => "text/plain; charset=us-ascii",
        "ics" => "text/calendar; charset=utf-8",
        "odt" => "application/vnd.oasis.opendocument.text",
        "eml" => "message/rfc822",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => crate::markdown::media::mime(address).unwrap_or("application/octet-stream"),
    }
}
