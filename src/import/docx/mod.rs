//! Documents of Word (OOXML, ECMA-376) as Markdown: headings by style, lists by numbering, tables, pictures with their words,
//! links, notes, languages. What was inserted is kept, what was deleted is not.
//!
//! The package is a zip file of XML from anybody. Each part is read up to a limit, whatever the package says of its size, and
//! `roxmltree` refuses entities of a document's own, so that nothing grows when it is read.

mod body;
mod inline;
mod numbering;
mod pictures;
mod styles;

pub(super) use body::HEADLESS;

use super::working::Working;
use crate::language::Lang;
use crate::language::tag::LangTag;
use crate::report::catalog::import as rules;
use crate::report::{Finding, Phrase};
use roxmltree::{Document as Xml, Node, ParsingOptions};
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The largest part of XML, and the largest picture.
const MAX_XML: u64 = 48 * 1024 * 1024;
const MAX_PICTURE: u64 = 64 * 1024 * 1024;
/// All of a document together.
const MAX_ALL: u64 = 256 * 1024 * 1024;
/// So many files, and so many nodes of XML in one.
const MAX_PARTS: usize = 20_000;
const MAX_NODES: u32 = 4_000_000;
/// How deep elements are followed.
const MAX_DEPTH: usize = 48;

/// A picture of a document.
pub(super) struct Media {
    /// Its name in the text, after `media:`.
    pub(super) name: String,
    /// What is in it.
    pub(super) bytes: Vec<u8>,
}

/// A document as Markdown.
pub(super) struct Document {
    /// The text, with what was told of it.
    pub(super) text: Working,
    /// The title that its properties say.
    pub(super) title: Option<String>,
    /// The language that most of it is marked as.
    pub(super) lang: Option<LangTag>,
    /// Its pictures.
    pub(super) media: Vec<Media>,
}

const BROKEN: Phrase = Phrase {
    sv: "den är trasig, låst eller inget Worddokument",
    en: "it is broken, locked or no Word document",
};
const LARGE: Phrase =
    Phrase { sv: "det som är packat i den är för stort", en: "what is packed in it is too large" };

/// The parts of a package.
struct Package<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'b> Package<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, Phrase> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BROKEN)?;
        if zip.len() > MAX_PARTS { Err(LARGE) } else { Ok(Self { zip, left: MAX_ALL }) }
    }

    /// The bytes of a part; `None` when there is none of that name.
    fn part(&mut self, name: &str, most: u64) -> Result<Option<Vec<u8>>, Phrase> {
        let Ok(part) = self.zip.by_name(name) else { return Ok(None) };
        let most = most.min(self.left);
        let mut bytes = Vec::new();
        // What the package says of the size may be a lie.
        part.take(most + 1).read_to_end(&mut bytes).map_err(|_| BROKEN)?;
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if size > most {
            return Err(LARGE);
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// The text of a part of XML.
    fn xml(&mut self, name: &str) -> Result<Option<String>, Phrase> {
        let Some(bytes) = self.part(name, MAX_XML)? else { return Ok(None) };
        super::decode::decode(&bytes).map(|decoded| Some(decoded.text)).ok_or(BROKEN)
    }
}

fn parse(text: &str) -> Result<Xml<'_>, Phrase> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    Xml::parse_with_options(text, options).map_err(|_| BROKEN)
}

/// An attribute by its local name.
fn attr<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// Whether it is the lesser of two forms of the same: what it says is said by the other.
fn is_fallback(node: Node<'_, '_>) -> bool {
    node.tag_name().name() == "Fallback"
        // It follows close: a document of nothing but these must not take all day.
        && node.prev_siblings().skip(1).take(16).any(|other| other.tag_name().name() == "Choice")
}

/// A child element by its local name.
fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.tag_name().name() == name)
}

/// What a child says in `w:val`.
fn val<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    child(node, name).and_then(|child| attr(child, "val"))
}

/// Whether a switch as `w:b` is on: it is there, and does not say that it is off.
fn on(node: Node<'_, '_>, name: &str) -> bool {
    child(node, name).is_some_and(|child| !matches!(attr(child, "val"), Some("0" | "false" | "off" | "none")))
}

/// Where a relation leads.
#[derive(Debug, Clone)]
struct Relation {
    target: String,
    external: bool,
}

fn relations(text: Option<&str>) -> BTreeMap<String, Relation> {
    let Some(Ok(xml)) = text.map(parse) else { return BTreeMap::new() };
    xml.root_element()
        .children()
        .filter_map(|node| {
            let relation = Relation {
                target: attr(node, "Target")?.to_owned(),
                external: attr(node, "TargetMode") == Some("External"),
            };
            Some((attr(node, "Id")?.to_owned(), relation))
        })
        .collect()
}

/// A part of notes.
struct Notes {
    text: Option<String>,
    /// The element that a note is.
    element: &'static str,
    /// What stands before its number in the text.
    lead: &'static str,
    relations: BTreeMap<String, Relation>,
}

/// Reads a document.
pub(super) fn read(bytes: &[u8], path: &str) -> Result<Document, Phrase> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let name = main.rsplit('/').next().unwrap_or(&main).to_owned();
    let beside = |part: &str| if folder.is_empty() { part.to_owned() } else { format!("{folder}/{part}") };
    let text = package.xml(&main)?.ok_or(BROKEN)?;
    let styles = package.xml(&beside("styles.xml"))?;
    let numbering = package.xml(&beside("numbering.xml"))?;
    let leads = relations(package.xml(&beside(&format!("_rels/{name}.rels")))?.as_deref());
    let notes = [("footnotes.xml", "footnote", ""), ("endnotes.xml", "endnote", "e")];
    let notes: Vec<Notes> = notes
        .into_iter()
        .map(|(part, element, lead)| {
            // What is called `rId1` in the notes is another than what is called so in the text.
            let relations = relations(package.xml(&beside(&format!("_rels/{part}.rels")))?.as_deref());
            Ok(Notes { text: package.xml(&beside(part))?, element, lead, relations })
        })
        .collect::<Result<_, Phrase>>()?;
    let comments = package.xml(&beside("comments.xml"))?;
    let core = package.xml("docProps/core.xml")?;
    let styles = styles::Styles::read(styles.as_deref());
    let numbering = numbering::Numbering::read(numbering.as_deref());
    let xml = parse(&text)?;
    let mut writer = body::Writer::new(&styles, numbering, &leads);
    writer.lang = body::Writer::main_language(xml.root_element());
    let top = child(xml.root_element(), "body").ok_or(BROKEN)?;
    writer.blocks(top, 0);
    for notes in &notes {
        if let Some(Ok(xml)) = notes.text.as_deref().map(parse) {
            writer.notes(xml.root_element(), notes.element, notes.lead, &notes.relations);
        }
    }
    let mut told = Vec::new();
    if writer.inserted + writer.deleted > 0 {
        told.push(
            Finding::nowhere(&rules::IMPORT_TRACKED)
                .with("path", path)
                .with("inserted", writer.inserted)
                .with("deleted", writer.deleted),
        );
    }
    let count = comments.as_deref().and_then(|text| parse(text).ok()).map_or(0, |xml| {
        xml.root_element().children().filter(|node| node.tag_name().name() == "comment").count()
    });
    if count > 0 {
        told.push(Finding::nowhere(&rules::IMPORT_COMMENTS).with("path", path).with("count", count));
    }
    let mut media = Vec::new();
    for (name, part) in std::mem::take(&mut writer.pictures).into_parts() {
        let whole = match part.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => beside(&part),
        };
        // One that cannot be read is as one that is not there: told where it should stand.
        if let Some(bytes) = package.part(&whole, MAX_PICTURE).ok().flatten() {
            media.push(Media { name, bytes });
        }
    }
    let lang = writer.lang.clone();
    let mut text = Working { text: writer.finish(), findings: told };
    lost(&mut text, &media);
    Ok(Document {
        text,
        title: title(core.as_deref()),
        lang: lang.as_deref().and_then(LangTag::parse),
        media,
    })
}

/// Pictures that could not be unpacked lead nowhere.
fn lost(text: &mut Working, media: &[Media]) {
    let mut edits = Vec::new();
    for (at, _) in text.text.match_indices("](media:") {
        let start = at + 2 + "media:".len();
        let name = text.text.get(start..).and_then(|rest| rest.split(')').next()).unwrap_or("");
        if !media.iter().any(|media| media.name == name) {
            edits.push(crate::content::edit::Edit { at: at + 2..start, text: "saknas/".to_owned() });
        }
    }
    text.apply(edits);
}

/// Where the document itself lies, as the package says.
fn main_part(package: &mut Package<'_>) -> Result<String, Phrase> {
    let text = package.xml("_rels/.rels")?;
    let Some(Ok(xml)) = text.as_deref().map(parse) else { return Ok("word/document.xml".to_owned()) };
    let office = xml
        .root_element()
        .children()
        .find(|node| attr(*node, "Type").is_some_and(|kind| kind.ends_with("/officeDocument")));
    let target = office.and_then(|node| attr(node, "Target")).unwrap_or("word/document.xml");
    Ok(target.trim_start_matches('/').to_owned())
}

/// The title of the properties; those that programs put there say nothing.
fn title(core: Option<&str>) -> Option<String> {
    let text = core?;
    let xml = parse(text).ok()?;
    let title = xml.descendants().find(|node| node.tag_name().name() == "title")?.text()?.trim().to_owned();
    let empty = [
        "",
        "word document",
        "microsoft word",
        "document",
        "dokument",
        "mall",
        "title",
        "powerpoint presentation",
    ];
    let machine = title.starts_with("Microsoft Word")
        || title.rsplit_once('.').is_some_and(|(_, ending)| matches!(ending, "doc" | "docx" | "DOC"));
    (!machine && !empty.contains(&title.to_lowercase().as_str())).then_some(title)
}

/// The language of what Markdown has no words of its own for: a table's caption.
fn words(lang: Option<&str>) -> Lang {
    lang.and_then(Lang::from_locale).unwrap_or_default()
}
