//! The parts of a book: texts in XHTML, the contents, the style sheet, the pictures, and the file that tells of them all.

use super::FOLDER;
use super::chapter::{Chapter, chapters, target};
use super::contents;
use crate::forms::package::{Part, xml};
use crate::forms::pictures::Pictures;
use crate::forms::publication::Publication;
use crate::forms::publication::html::{Dress, write, write_line};
use crate::forms::publication::tree::{Image, plain};
use crate::language::tag::LangTag;
use crate::markdown::html::escape;
use crate::theme::strings::Strings;
use std::fmt::Write as _;

/// Where the package file is (EPUB OCF 3.3, 4.2.6.3.1).
const CONTAINER: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"#;

/// A book must tell when it was last changed. One of a page without any day says this: a book knows no clock.
const NO_DAY: &str = "2000-01-01";

/// A book that is put together.
pub(super) struct Book<'b> {
    pub of: &'b Publication,
    pub strings: &'b Strings,
    pub pictures: &'b Pictures,
}

impl Book<'_> {
    /// All its parts, in the order in which they stand in the package.
    pub(super) fn parts(&self) -> Vec<Part> {
        let chapters = chapters(self.of);
        let single = chapters.iter().all(|chapter| chapter.prefix.is_none());
        let own = |name: &str, text: &str| (format!("{FOLDER}/{name}"), xml(text));
        let mut parts = vec![("META-INF/container.xml".to_owned(), xml(CONTAINER))];
        parts.push(own("book.opf", &self.opf(&chapters, single)));
        parts.push(own("nav.xhtml", &self.nav(&chapters, single)));
        parts.push(own("style.css", include_str!("style.css")));
        if !single {
            parts.push(own("title.xhtml", &self.title_page()));
        }
        for chapter in &chapters {
            parts.push(own(&chapter.file, &self.chapter(chapter, &chapters, single)));
        }
        let pictures = self.pictures.all().iter();
        parts.extend(
            pictures.map(|picture| (format!("{FOLDER}/images/{}", picture.name), picture.bytes.clone())),
        );
        parts
    }

    fn address_of(&self, image: &Image) -> Option<String> {
        self.pictures.find(image).map(|picture| format!("images/{}", picture.name))
    }

    /// A file of XHTML.
    fn page(&self, lang: &LangTag, title: &str, body: &str) -> String {
        let easy = if self.of.easy { " class=\"easy\"" } else { "" };
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n\
             <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"{}>\n\
             <head>\n<meta charset=\"utf-8\"/>\n<title>{}</title>\n\
             <link rel=\"stylesheet\" type=\"text/css\" href=\"style.css\"/>\n</head>\n\
             <body{easy}>\n{body}</body>\n</html>\n",
            contents::told(lang),
            escape(title)
        )
    }

    /// Emblems, each with its statement.
    fn letterhead(&self) -> String {
        let mut out = "<div class=\"letterhead\">\n".to_owned();
        for emblem in &self.of.emblems {
            let lang = emblem.lang.as_ref().map_or(String::new(), contents::told);
            let _ = write!(out, "<div class=\"emblem\"{lang}>");
            match self.address_of(&emblem.image) {
                Some(address) => {
                    let _ = write!(
                        out,
                        "<img src=\"{}\" alt=\"{}\" style=\"height: {}mm\"/>",
                        escape(&address),
                        escape(emblem.alt()),
                        emblem.height_mm
                    );
                }
                None => {
                    let _ = write!(out, "<p>{}</p>", escape(emblem.alt()));
                }
            }
            if let Some(statement) = &emblem.statement {
                let _ = write!(out, "<p>{}</p>", escape(statement));
            }
            out.push_str("</div>\n");
        }
        out.push_str("</div>\n");
        out
    }

    /// Who publishes it, and where it is on the web.
    fn colophon(&self) -> String {
        let mut out = format!("<div class=\"colophon\">\n<p>{}</p>\n", escape(&self.of.site));
        if self.of.publisher != self.of.site {
            let _ = writeln!(out, "<p>{}</p>", escape(&self.of.publisher));
        }
        if self.of.root.is_some() {
            let address = escape(&self.of.address);
            let label = escape(self.strings.get("page_address"));
            let _ = writeln!(out, "<p>{label}: <a href=\"{address}\">{address}</a></p>");
        }
        out.push_str("</div>\n");
        out
    }

    /// The title page of a whole.
    fn title_page(&self) -> String {
        let body = format!(
            "<section epub:type=\"titlepage\">\n{}<h1>{}</h1>\n<p>{}</p>\n{}</section>\n",
            self.letterhead(),
            escape(&self.of.title),
            escape(&self.of.kind),
            self.colophon()
        );
        self.page(&self.of.lang, &self.of.title, &body)
    }

    fn chapter(&self, chapter: &Chapter, chapters: &[Chapter], single: bool) -> String {
        let dress = Dress {
            picture: &|image| self.address_of(image),
            attributes: &|_| "",
            xml: true,
            link: &|address| target(address, chapter, chapters),
            note: self.strings.get("footnote"),
            back: Some(self.strings.get("footnote_back")),
            region: None,
        };
        let title_lang = chapter.title_lang.as_ref().map_or(String::new(), contents::told);
        let id = chapter.prefix.as_ref().map_or(String::new(), |id| format!(" id=\"{}\"", escape(id)));
        let mut body = if single { self.letterhead() } else { String::new() };
        let _ = write!(
            body,
            "<section epub:type=\"chapter\" role=\"doc-chapter\">\n<h1{id}{title_lang}>{}</h1>\n{}</section>\n",
            write_line(&chapter.title, &dress),
            write(&chapter.blocks, &dress)
        );
        if single {
            body.push_str(&self.colophon());
        }
        self.page(&chapter.lang, &plain(&chapter.title), &body)
    }

    fn nav(&self, chapters: &[Chapter], single: bool) -> String {
        let t = |key| escape(self.strings.get(key));
        let mut landmarks = String::new();
        let mut landmark = |kind: &str, href: &str, label: &str| {
            let _ =
                writeln!(landmarks, "<li><a epub:type=\"{kind}\" href=\"{}\">{label}</a></li>", escape(href));
        };
        if !single {
            landmark("titlepage", "title.xhtml", &t("book_title_page"));
            landmark("toc", "nav.xhtml#contents", &t("book_contents"));
        }
        if let Some(first) = chapters.first() {
            landmark("bodymatter", &first.file, &t("book_text"));
        }
        let body = format!(
            "<nav epub:type=\"toc\" role=\"doc-toc\" id=\"contents\" aria-labelledby=\"contents-title\">\n\
             <h1 id=\"contents-title\">{}</h1>\n{}</nav>\n\
             <nav epub:type=\"landmarks\" aria-labelledby=\"landmarks-title\" hidden=\"hidden\">\n\
             <h2 id=\"landmarks-title\">{}</h2>\n<ol>\n{landmarks}</ol>\n</nav>\n",
            t("book_contents"),
            contents::list(chapters, &self.of.lang),
            t("book_parts")
        );
        self.page(&self.of.lang, self.strings.get("book_contents"), &body)
    }

    /// What the book is and what it consists of (EPUB 3.3, 5).
    fn opf(&self, chapters: &[Chapter], single: bool) -> String {
        let mut manifest = String::new();
        let mut item = |id: &str, href: &str, mime: &str, properties: &str| {
            let _ = writeln!(
                manifest,
                "<item id=\"{id}\" href=\"{}\" media-type=\"{mime}\"{properties}/>",
                escape(href)
            );
        };
        let xhtml = "application/xhtml+xml";
        item("nav", "nav.xhtml", xhtml, " properties=\"nav\"");
        item("style", "style.css", "text/css", "");
        let mut spine = String::new();
        if !single {
            item("title", "title.xhtml", xhtml, "");
            spine.push_str("<itemref idref=\"title\"/>\n<itemref idref=\"nav\"/>\n");
        }
        for (number, chapter) in (1..).zip(chapters) {
            let id = format!("text-{number}");
            item(&id, &chapter.file, xhtml, "");
            let _ = writeln!(spine, "<itemref idref=\"{id}\"/>");
        }
        for (number, picture) in (1..).zip(self.pictures.all()) {
            item(&format!("picture-{number}"), &format!("images/{}", picture.name), picture.mime, "");
        }
        let dir =
            self.of.lang.dir().map_or(String::new(), |dir| format!(" page-progression-direction=\"{dir}\""));
        format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
             <package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"{}\">\n\
             <metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n{}</metadata>\n\
             <manifest>\n{manifest}</manifest>\n<spine{dir}>\n{spine}</spine>\n</package>\n",
            self.of.lang.as_str(),
            self.metadata(chapters)
        )
    }

    fn metadata(&self, chapters: &[Chapter]) -> String {
        let of = self.of;
        let mut out = String::new();
        // Without an address of the site a page's own would be that of many books.
        let id = if of.root.is_some() { of.address.clone() } else { format!("{}: {}", of.site, of.address) };
        let _ = writeln!(out, "<dc:identifier id=\"id\">{}</dc:identifier>", escape(&id));
        let lang = of.title_lang.as_ref().map_or(String::new(), |l| format!(" xml:lang=\"{}\"", l.as_str()));
        let _ = writeln!(out, "<dc:title{lang}>{}</dc:title>", escape(&of.title));
        let mut langs = vec![&of.lang];
        for chapter in chapters {
            if !langs.contains(&&chapter.lang) {
                langs.push(&chapter.lang);
            }
        }
        for lang in langs {
            let _ = writeln!(out, "<dc:language>{}</dc:language>", lang.as_str());
        }
        let _ = writeln!(
            out,
            "<dc:creator>{0}</dc:creator>\n<dc:publisher>{0}</dc:publisher>",
            escape(&of.publisher)
        );
        if let Some(summary) = &of.summary {
            let _ = writeln!(out, "<dc:description>{}</dc:description>", escape(summary));
        }
        if let Some(day) = of.day {
            let _ = writeln!(out, "<dc:date>{day}</dc:date>");
        }
        let changed = of.changed.map_or(NO_DAY.to_owned(), |day| day.to_string());
        let _ = writeln!(out, "<meta property=\"dcterms:modified\">{changed}T00:00:00Z</meta>");
        out.push_str(&self.accessibility());
        out
    }

    /// What EPUB Accessibility 1.1 (2.2) asks to be told. It claims no more than is so: nobody has certified the book, and
    /// whether a picture that moves is safe is not known.
    fn accessibility(&self) -> String {
        let pictures = !self.pictures.all().is_empty();
        let moves = self.pictures.all().iter().any(|picture| {
            let drawing = picture.mime == "image/svg+xml";
            let text = String::from_utf8_lossy(&picture.bytes);
            let moved = ["<animate", "<set", "@keyframes"].iter().any(|word| text.contains(word));
            matches!(picture.mime, "image/gif" | "image/webp") || (drawing && moved)
        });
        let mut out = String::new();
        let mut tell = |property: &str, value: &str| {
            let _ = writeln!(out, "<meta property=\"schema:{property}\">{value}</meta>");
        };
        tell("accessMode", "textual");
        if pictures {
            tell("accessMode", "visual");
        }
        tell("accessModeSufficient", "textual");
        for feature in ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
        {
            tell("accessibilityFeature", feature);
        }
        if pictures {
            tell("accessibilityFeature", "alternativeText");
        }
        tell("accessibilityHazard", if moves { "unknown" } else { "none" });
        let summary = if pictures { "book_accessible_pictures" } else { "book_accessible" };
        tell("accessibilitySummary", &escape(self.strings.get(summary)));
        out
    }
}
