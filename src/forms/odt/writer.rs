//! The text of a document: blocks as paragraphs, headings, lists and tables (ODF 1.3 part 3, 5 and 9).

use super::{File, NAMESPACES, language};
use crate::content::formats::Subject;
use crate::forms::publication::Publication;
use crate::forms::publication::tree::{Block, Content, Emblem, Image, Inline, footnotes};
use crate::language::tag::LangTag;
use crate::markdown::html::escape;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// The width of what is printed on a page, in millimetres.
const WIDTH_MM: f64 = 170.0;

/// The height that a picture may have, in millimetres: a page with a caption.
const HEIGHT_MM: f64 = 200.0;

/// A pixel of CSS in millimetres.
const PIXEL_MM: f64 = 25.4 / 96.0;

/// Writes what stands in a document.
pub(super) struct Writer<'w> {
    pub(super) out: String,
    /// The words of footnotes, by their anchor: in a document they stand where they are mentioned.
    pub(super) notes: BTreeMap<&'w str, &'w [Block]>,
    /// Footnotes that have been written.
    pub(super) told: BTreeSet<String>,
    /// Anchors that there are.
    anchors: BTreeSet<&'w str>,
    /// Anchors that the next paragraph takes.
    waiting: Vec<String>,
    /// What ordinary paragraphs are here.
    pub(super) style: &'static str,
    /// Where only paragraphs and lists may stand: in a list, a footnote, a cell.
    pub(super) narrow: bool,
    /// Whether this is a footnote: there can be no other within it.
    pub(super) noted: bool,
    /// The languages around, the nearest last.
    around: Vec<LangTag>,
    /// Languages that words are in, each a style.
    pub(super) languages: BTreeSet<LangTag>,
    files: &'w [File],
    pub(super) tables: usize,
    frames: usize,
}

/// `content.xml`: the letterhead, the title, the text, and where it is on the web.
pub(super) fn content(of: &Publication, files: &[File], address: &str) -> String {
    let mut writer = Writer {
        out: String::new(),
        notes: BTreeMap::new(),
        told: BTreeSet::new(),
        anchors: BTreeSet::new(),
        waiting: Vec::new(),
        style: "Text_20_body",
        narrow: false,
        noted: false,
        around: Vec::new(),
        languages: BTreeSet::new(),
        files,
        tables: 0,
        frames: 0,
    };
    writer.gather(&of.blocks);
    writer.letterhead(&of.emblems);
    let title = [Inline::Text(of.title.clone())];
    writer.within(of.title_lang.as_ref(), |writer| writer.heading(1, &title));
    writer.blocks(&of.blocks);
    // A sheet is one page, and says itself where to answer.
    if of.root.is_some() && of.subject != Some(Subject::Sheet) {
        let link = Inline::Link(of.address.clone(), vec![Inline::Text(of.address.clone())]);
        writer.paragraph("Colophon", &[Inline::Text(format!("{}. {address}: ", of.site)), link]);
    }
    let mut styles = String::new();
    for lang in &writer.languages {
        let _ = write!(
            styles,
            "<style:style style:name=\"Language_20_{}\" style:family=\"text\"><style:text-properties {}/></style:style>",
            lang.as_str(),
            language(lang)
        );
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content {NAMESPACES} office:version=\"1.3\">\n\
         <office:automatic-styles>{styles}\
         <style:style style:name=\"Table\" style:family=\"table\"><style:table-properties style:width=\"170mm\" \
         table:align=\"margins\" fo:margin-bottom=\"4mm\"/></style:style>\
         <style:style style:name=\"Column\" style:family=\"table-column\"><style:table-column-properties \
         style:rel-column-width=\"1*\"/></style:style>\
         <style:style style:name=\"Row\" style:family=\"table-row\"><style:table-row-properties \
         fo:keep-together=\"always\"/></style:style>\
         <style:style style:name=\"Cell\" style:family=\"table-cell\"><style:table-cell-properties \
         fo:padding=\"1.5mm\" fo:border=\"0.5pt solid #000000\"/></style:style>\
         <style:style style:name=\"Picture\" style:family=\"graphic\"><style:graphic-properties \
         style:vertical-pos=\"top\" style:vertical-rel=\"baseline\"/></style:style>\
         </office:automatic-styles>\n<office:body>\n<office:text>\n{}</office:text>\n</office:body>\n\
         </office:document-content>\n",
        writer.out
    )
}

impl<'w> Writer<'w> {
    /// Finds the footnotes and the anchors.
    fn gather(&mut self, blocks: &'w [Block]) {
        for (i, block) in blocks.iter().enumerate() {
            self.anchors.extend(block.id.as_deref());
            for item in footnotes(blocks.get(i..).unwrap_or_default()).into_iter().flatten() {
                if let [Block { content: Content::Group(words), id: Some(id), .. }] = item.as_slice() {
                    self.notes.insert(id, words);
                }
            }
            match &block.content {
                Content::Quote(blocks) | Content::Group(blocks) => self.gather(blocks),
                Content::List(_, items) => items.iter().for_each(|item| self.gather(item)),
                _ => {}
            }
        }
    }

    pub(super) fn has(&self, anchor: &str) -> bool {
        self.anchors.contains(anchor) && !self.notes.contains_key(anchor)
    }

    /// Writes something in a language, when it is another than that around it.
    pub(super) fn within(&mut self, lang: Option<&LangTag>, write: impl FnOnce(&mut Self)) {
        self.around.extend(lang.cloned());
        write(self);
        if lang.is_some() {
            self.around.pop();
        }
    }

    /// Writes paragraphs of another kind.
    fn styled(&mut self, style: &'static str, narrow: bool, write: impl FnOnce(&mut Self)) {
        let before = (self.style, self.narrow);
        (self.style, self.narrow) = (style, narrow);
        write(self);
        (self.style, self.narrow) = before;
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        while let [block, after @ ..] = rest {
            // Footnotes stand at the foot of the page where they are mentioned.
            if footnotes(rest).is_some() {
                rest = after.get(1..).unwrap_or_default();
            } else {
                self.block(block);
                rest = after;
            }
        }
    }

    fn block(&mut self, block: &Block) {
        self.waiting.extend(block.id.clone());
        self.within(block.lang.as_ref(), |writer| writer.inner(block));
    }

    fn inner(&mut self, block: &Block) {
        match &block.content {
            Content::Heading(level, line) => self.heading(*level, line),
            Content::Paragraph(line) => self.paragraph(self.style, line),
            Content::Quote(blocks) => self.styled("Quotations", self.narrow, |writer| writer.blocks(blocks)),
            Content::Group(blocks) => self.blocks(blocks),
            Content::List(first, items) => self.list(*first, items),
            Content::Terms(terms) => {
                for (term, values) in terms {
                    let mut line = vec![Inline::Strong(term.clone()), Inline::Text(": ".into())];
                    for (i, value) in values.iter().enumerate() {
                        line.extend((i > 0).then(|| Inline::Text("; ".into())));
                        line.extend(value.iter().cloned());
                    }
                    self.paragraph("List_20_Contents", &line);
                }
            }
            Content::Code(text) => {
                let mut line = Vec::new();
                for (i, text) in text.lines().enumerate() {
                    line.extend((i > 0).then_some(Inline::LineBreak));
                    line.push(Inline::Text(text.to_owned()));
                }
                self.paragraph("Preformatted_20_Text", &line);
            }
            Content::Break => self.paragraph("Horizontal_20_Line", &[]),
            Content::Table(table) => self.table(table),
            Content::Figure(image, caption) => {
                let style = if caption.is_empty() { "Figure" } else { "Captioned_20_Figure" };
                self.paragraph(style, &[Inline::Image(image.clone())]);
                if !caption.is_empty() {
                    self.paragraph("Caption", caption);
                }
            }
            Content::Rule => self.open_and_close("Line_20_to_20_write_20_on", "<text:tab/>"),
        }
    }

    fn heading(&mut self, level: u8, line: &[Inline]) {
        let _ = write!(
            self.out,
            "<text:h text:style-name=\"Heading_20_{level}\" text:outline-level=\"{level}\">"
        );
        self.anchored(line);
        self.out.push_str("</text:h>\n");
    }

    pub(super) fn paragraph(&mut self, style: &str, line: &[Inline]) {
        let _ = write!(self.out, "<text:p text:style-name=\"{style}\">");
        self.anchored(line);
        self.out.push_str("</text:p>\n");
    }

    fn open_and_close(&mut self, style: &str, inner: &str) {
        let _ = writeln!(self.out, "<text:p text:style-name=\"{style}\">{inner}</text:p>");
    }

    /// A line with the anchors that wait for a place, in the language that is around it.
    fn anchored(&mut self, line: &[Inline]) {
        for anchor in std::mem::take(&mut self.waiting) {
            let _ = write!(self.out, "<text:bookmark text:name=\"{}\"/>", escape(&anchor));
        }
        match self.around.last().cloned() {
            Some(lang) => self.passage(&lang, line),
            None => self.line(line),
        }
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>]) {
        let style = if first.is_some() { "Numbers" } else { "Bullets" };
        let _ = writeln!(self.out, "<text:list text:style-name=\"{style}\">");
        let mut start = first;
        for item in items {
            let start = start.take().map_or(String::new(), |n| format!(" text:start-value=\"{n}\""));
            let _ = write!(self.out, "<text:list-item{start}>");
            self.styled("List_20_Contents", true, |writer| writer.blocks(item));
            self.out.push_str("</text:list-item>\n");
        }
        self.out.push_str("</text:list>\n");
    }

    /// A footnote's own words.
    pub(super) fn note_body(&mut self, blocks: &[Block]) {
        // Inside a paragraph others begin: what waits there waits on.
        let waiting = std::mem::take(&mut self.waiting);
        let around = std::mem::take(&mut self.around);
        self.noted = true;
        self.styled("Footnote", true, |writer| writer.blocks(blocks));
        self.noted = false;
        (self.waiting, self.around) = (waiting, around);
    }

    /// Emblems, each with its statement, which the next page never parts. Other logos stand at the end of the last line.
    fn letterhead(&mut self, emblems: &[Emblem]) {
        let (funders, others): (Vec<&Emblem>, Vec<&Emblem>) =
            emblems.iter().partition(|emblem| emblem.statement.is_some());
        for (i, emblem) in funders.iter().enumerate() {
            self.out.push_str("<text:p text:style-name=\"Emblem\">");
            self.emblem(emblem);
            if i + 1 == funders.len() && !others.is_empty() {
                self.out.push_str("<text:tab/>");
                for other in &others {
                    self.emblem(other);
                }
            }
            self.out.push_str("</text:p>\n");
            let statement = emblem.statement.clone().unwrap_or_default();
            self.within(emblem.lang.as_ref(), |writer| {
                writer.paragraph("Letterhead", &[Inline::Text(statement)]);
            });
        }
        if funders.is_empty() && !others.is_empty() {
            self.out.push_str("<text:p text:style-name=\"Letterhead\">");
            for other in &others {
                self.emblem(other);
            }
            self.out.push_str("</text:p>\n");
        }
    }

    fn emblem(&mut self, emblem: &Emblem) {
        let height = f64::from(emblem.height_mm);
        let width = emblem.image.size.map_or(height, |(w, h)| height * f64::from(w) / f64::from(h.max(1)));
        self.frame(&emblem.image, (width.min(WIDTH_MM), height));
    }

    /// A picture in a line, at most as wide as the text.
    pub(super) fn image(&mut self, image: &Image) {
        let (width, height) = image.size.map_or((WIDTH_MM / 2.0, WIDTH_MM / 2.0), |(w, h)| {
            (f64::from(w) * PIXEL_MM, f64::from(h.max(1)) * PIXEL_MM)
        });
        let scale = (WIDTH_MM / width).min(HEIGHT_MM / height).min(1.0);
        // Mere decoration says nothing to anyone who takes the text over.
        if !image.alt.is_empty() {
            self.frame(image, (width * scale, height * scale));
        }
    }

    fn frame(&mut self, image: &Image, (width, height): (f64, f64)) {
        let Some(file) = self.files.iter().find(|file| file.path == image.path) else {
            self.text(&image.alt);
            return;
        };
        self.frames += 1;
        let _ = write!(
            self.out,
            "<draw:frame draw:style-name=\"Picture\" draw:name=\"Picture {}\" text:anchor-type=\"as-char\" \
             svg:width=\"{width:.2}mm\" svg:height=\"{height:.2}mm\">",
            self.frames
        );
        for ((name, _), mime) in file.parts.iter().zip(&file.mimes) {
            let _ = write!(
                self.out,
                "<draw:image xlink:href=\"{}\" xlink:type=\"simple\" xlink:show=\"embed\" \
                 xlink:actuate=\"onLoad\" draw:mime-type=\"{mime}\"/>",
                escape(name)
            );
        }
        let _ = write!(self.out, "<svg:desc>{}</svg:desc></draw:frame>", escape(&image.alt));
    }
}
