//! What the writer of Markdown asks of the site around a document.

use super::frame::Frame;
use crate::content::document::Document;
use crate::language::numbers;
use crate::markdown::html::{Href, Labels, Picture, Surroundings};
use crate::markdown::words::Words;
use crate::site::{DocId, Route, Target};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// Characters of a fragment that an address may not hold (WHATWG URL, fragment percent-encode set). Å, ä and ö may.
const FRAGMENT: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'%');

/// A document's surroundings, on one page.
pub(in crate::forms) struct Around<'f, 'a> {
    frame: &'f Frame<'a>,
    document: &'a Document,
    labels: Labels,
    glossary: Option<String>,
}

impl<'f, 'a> Around<'f, 'a> {
    pub(super) fn new(frame: &'f Frame<'a>, document: &'a Document) -> Self {
        let t = |key: &str| frame.t(key).to_owned();
        let labels = Labels {
            footnotes: t("footnotes"),
            footnote: t("footnote"),
            back: t("footnote_back"),
            back_to: t("footnote_back_to"),
            download: t("download"),
            done: t("task_done"),
            not_done: t("task_not_done"),
            term: t("term"),
            table: t("table"),
        };
        Self { frame, document, labels, glossary: frame.address_of(&Route::Glossary) }
    }

    fn to(&self, route: &Route, fragment: Option<&str>) -> Option<String> {
        let address = self.frame.address_of(route)?;
        Some(match fragment {
            Some(fragment) => format!("{address}#{}", utf8_percent_encode(fragment, FRAGMENT)),
            None => address,
        })
    }

    /// The address of a place on a page that samverka makes. It may have moved on to a further page.
    fn to_place(&self, list: Route, fragment: Option<&str>) -> Option<String> {
        let place = fragment.map(|fragment| self.frame.site.page_at(&list, fragment));
        self.to(&place.unwrap_or(list), fragment)
    }

    fn other_language(&self, id: DocId) -> Option<crate::language::tag::LangTag> {
        let site = self.frame.site;
        let (own, other) = (site.language(self.document), site.language(site.document(id)?));
        (own.primary() != other.primary()).then_some(other)
    }
}

impl Surroundings for Around<'_, '_> {
    fn link(&self, written: &str) -> Href {
        let mut href = Href { address: None, facts: None, outside: false, lang: None };
        match self.frame.site.target(self.document, written) {
            Target::Here(fragment) => {
                href.address = Some(format!("#{}", utf8_percent_encode(&fragment, FRAGMENT)));
            }
            Target::Document(id, fragment) => {
                href.address = self.to(&Route::Document(id), fragment.as_deref());
                href.lang = self.other_language(id);
            }
            Target::List(kind, fragment) => {
                href.address = self.to_place(Route::List(kind), fragment.as_deref());
            }
            Target::Made(address, fragment) => {
                let route = self.frame.site.routes.find(&address);
                href.address = route.and_then(|route| self.to_place(route, fragment.as_deref()));
            }
            Target::Asset(path) => {
                href.facts = Some(self.frame.file_facts(&path));
                href.address = self.to(&Route::Asset(path), None);
            }
            Target::Outside(url) => {
                href.outside = url.starts_with("http") || url.starts_with("//");
                href.address = Some(url);
            }
            Target::Unsafe(_) | Target::Nowhere => {}
        }
        href
    }

    fn picture(&self, src: &str) -> Picture {
        let site = self.frame.site;
        let Some(path) = site.image(self.document, src) else { return Picture::default() };
        Picture {
            address: self.frame.address_of(&Route::Asset(path.clone())).unwrap_or_default(),
            size: site.pictures.get(&path).and_then(|facts| facts.size),
        }
    }

    fn words(&self) -> &Words {
        static NONE: std::sync::LazyLock<Words> = std::sync::LazyLock::new(Words::default);
        // The lists are in the site's language; explaining Swedish words in an English text would help nobody.
        let site = self.frame.site;
        let own = site.language(self.document).primary() == site.lang.tag();
        if own { &site.words } else { &NONE }
    }

    fn glossary(&self) -> Option<&str> {
        self.glossary.as_deref()
    }

    fn labels(&self) -> &Labels {
        &self.labels
    }

    fn keeps_lines(&self) -> bool {
        self.document.version.easy_read
    }
}

impl<'a> Frame<'a> {
    /// What a document of the site has around it on this page.
    pub(in crate::forms) fn around(&self, document: &'a Document) -> Around<'_, 'a> {
        Around::new(self, document)
    }

    /// `PDF, 48 kB`: what a reader should know before following a link to a file.
    pub(super) fn file_facts(&self, path: &str) -> String {
        let form = path.rsplit_once('.').map_or("", |(_, form)| form).to_uppercase();
        let size = self.site.assets.get(path).copied().unwrap_or(0);
        let size = numbers::format_size(self.lang, size);
        if form.is_empty() { size } else { format!("{form}, {size}") }
    }
}
