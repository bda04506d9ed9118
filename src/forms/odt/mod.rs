//! A meeting or a take-back sheet as a document for word processors: OpenDocument 1.3, which Word, LibreOffice and others
//! open. An organisation takes from it what belongs in its own minutes.
//!
//! Headings, lists, tables, footnotes and links are what they are called, so they are still that where they are pasted;
//! pictures have their text alternatives and words their language.

mod line;
mod table;
mod writer;

use super::package::{self, Part, xml};
use super::pictures::{Pictures, png};
use super::publication::Publication;
use super::{Form, Renderer};
use crate::content::formats::Format;
use crate::language::tag::LangTag;
use crate::markdown::html::escape;
use crate::report::Findings;
use crate::theme::strings::Strings;
use std::fmt::Write as _;

/// The form.
pub(super) struct Odt;

/// The media types of pictures that word processors show.
const PICTURES: &[&str] = &["image/svg+xml", "image/png", "image/jpeg", "image/gif"];

/// Namespaces of all that is written.
const NAMESPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
    xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
    xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" \
    xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
    xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" \
    xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
    xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\"";

/// So many points high is a drawing as PNG, for a word processor that knows no SVG: enough to be printed.
const PNG_HEIGHT: u32 = 600;

/// So many points a millimetre has an emblem: what printers make of a picture.
const PNG_DENSITY: u32 = 12;

impl Form for Odt {
    fn format(&self) -> Format {
        Format::Odt
    }

    fn write(&self, of: &Publication, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings> {
        let strings = renderer.theme.strings(of.lang.ui());
        let pictures = Pictures::of(of, PICTURES, renderer)?;
        let files = files(of, &pictures);
        let content = writer::content(of, &files, strings.get("page_address"));
        let mime = Format::Odt.facts().mime;
        let mut parts: Vec<Part> = vec![
            ("META-INF/manifest.xml".into(), xml(&manifest(&files, mime))),
            ("meta.xml".into(), xml(&meta(of))),
            ("styles.xml".into(), xml(&styles(of, strings))),
            ("content.xml".into(), xml(&content)),
        ];
        parts.extend(files.into_iter().flat_map(|file| file.parts));
        package::pack(mime, &parts, &of.address)
    }
}

/// A picture in a document: the file that it comes from, and what shows it, the best first.
struct File {
    path: String,
    mimes: Vec<&'static str>,
    parts: Vec<Part>,
}

/// The pictures as a document has them: a drawing twice, as programs that know no SVG show the PNG.
fn files(of: &Publication, pictures: &Pictures) -> Vec<File> {
    let file = |picture: &super::pictures::Picture| {
        let name = format!("Pictures/{}", picture.name);
        let mut file = File {
            path: picture.path.clone(),
            mimes: vec![picture.mime],
            parts: vec![(name, picture.bytes.clone())],
        };
        let emblem = of.emblems.iter().find(|emblem| emblem.image.path == picture.path);
        let height = emblem.map_or(PNG_HEIGHT, |emblem| emblem.height_mm * PNG_DENSITY);
        let points = (picture.mime == "image/svg+xml").then(|| png(&picture.bytes, height)).flatten();
        if let Some(points) = points {
            file.mimes.push("image/png");
            file.parts.push((format!("Pictures/{}.png", picture.name), points));
        }
        file
    };
    pictures.all().iter().map(file).collect()
}

/// A language as the attributes of a style. Scripts of other families have attributes of their own.
fn language(lang: &LangTag) -> String {
    let region = lang.as_str().split('-').skip(1).find(|part| part.len() == 2).map(str::to_uppercase);
    // Without a country word processors know no dictionary.
    let usual = match lang.primary() {
        "sv" => "SE",
        "en" => "GB",
        "fi" | "fit" => "FI",
        "da" => "DK",
        "nb" | "nn" | "no" => "NO",
        "de" => "DE",
        "fr" => "FR",
        "es" => "ES",
        _ => "none",
    };
    let (language, country) = (lang.primary(), region.unwrap_or_else(|| usual.to_owned()));
    format!(
        "fo:language=\"{language}\" fo:country=\"{country}\" style:language-asian=\"{language}\" \
         style:country-asian=\"{country}\" style:language-complex=\"{language}\" style:country-complex=\"{country}\""
    )
}

fn manifest(files: &[File], mime: &str) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<manifest:manifest \
         xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">\n\
         <manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"{mime}\"/>\n"
    );
    let own = ["meta.xml", "styles.xml", "content.xml"].map(|name| (name, "text/xml"));
    let pictures = files
        .iter()
        .flat_map(|file| file.parts.iter().map(|part| part.0.as_str()).zip(file.mimes.iter().copied()));
    for (name, mime) in own.into_iter().chain(pictures) {
        let _ = writeln!(
            out,
            "<manifest:file-entry manifest:full-path=\"{}\" manifest:media-type=\"{mime}\"/>",
            escape(name)
        );
    }
    out.push_str("</manifest:manifest>\n");
    out
}

fn meta(of: &Publication) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-meta {NAMESPACES} office:version=\"1.3\">\n\
         <office:meta>\n<meta:generator>samverka</meta:generator>\n<dc:title>{}</dc:title>\n",
        escape(&of.title)
    );
    if let Some(summary) = &of.summary {
        let _ = writeln!(out, "<dc:description>{}</dc:description>", escape(summary));
    }
    let _ = writeln!(out, "<dc:subject>{}</dc:subject>", escape(&of.kind));
    let publisher = escape(&of.publisher);
    let _ = writeln!(
        out,
        "<meta:initial-creator>{publisher}</meta:initial-creator>\n<dc:creator>{publisher}</dc:creator>"
    );
    if let Some(day) = of.changed {
        let _ = writeln!(
            out,
            "<meta:creation-date>{day}T00:00:00</meta:creation-date>\n<dc:date>{day}T00:00:00</dc:date>"
        );
    }
    let _ = writeln!(
        out,
        "<dc:language>{}</dc:language>\n</office:meta>\n</office:document-meta>",
        of.lang.as_str()
    );
    out
}

/// Styles by the names that word processors know, so that what is pasted takes on the looks of the other document.
fn styles(of: &Publication, strings: &Strings) -> String {
    let mut bullets = String::new();
    let mut numbers = String::new();
    for level in 1..=10 {
        let place = format!(
            "<style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">\
             <style:list-level-label-alignment text:label-followed-by=\"listtab\" fo:text-indent=\"-7mm\" \
             fo:margin-left=\"{0}mm\" text:list-tab-stop-position=\"{0}mm\"/></style:list-level-properties>",
            7 * level
        );
        let _ = write!(
            bullets,
            "<text:list-level-style-bullet text:level=\"{level}\" text:bullet-char=\"•\">{place}</text:list-level-style-bullet>"
        );
        let _ = write!(
            numbers,
            "<text:list-level-style-number text:level=\"{level}\" style:num-format=\"1\" style:num-suffix=\".\">{place}</text:list-level-style-number>"
        );
    }
    let number = "<text:page-number text:select-page=\"current\">1</text:page-number>";
    let count = "<text:page-count>1</text:page-count>";
    let pages = escape(strings.get("document_page")).replace("{page}", number).replace("{pages}", count);
    let (size, line) = if of.easy { ("14", "150") } else { ("12", "115") };
    include_str!("styles.xml")
        .replace("{mode}", if of.lang.dir().is_some() { "rl-tb" } else { "lr-tb" })
        .replace("{size}", size)
        .replace("{line}", line)
        .replace("{lang}", &language(&of.lang))
        .replace("{bullets}", &bullets)
        .replace("{numbers}", &numbers)
        .replace("{footer}", &pages)
}
