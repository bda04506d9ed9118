//! Blocks as HTML that is XHTML too (WHATWG, XML syntax): for pages that gather several texts, for EPUB, for mail.
//!
//! Everything goes through [`escape`]; where pictures are is for each form to say.

use super::tree::{self, Block, Content, Image, Inline, Table, plain};
use crate::language::tag::LangTag;
use crate::markdown::html::{escape, needs_room};
use std::fmt::Write as _;

/// What differs between the forms that are written in HTML.
pub struct Dress<'d> {
    /// Where a picture is; `None` leaves its text alternative in its place.
    pub picture: &'d dyn Fn(&Image) -> Option<String>,
    /// Attributes of an element besides those that mean something, with a leading space: styles in mail.
    pub attributes: &'d dyn Fn(&str) -> &'static str,
    /// Whether languages are told to XML too (`xml:lang`).
    pub xml: bool,
    /// Where a link leads from here; `None` leaves its words in its place.
    pub link: &'d dyn Fn(&str) -> Option<String>,
    /// The name of a mention of a footnote: `Fotnot {number}`.
    pub note: &'d str,
    /// For EPUB: that footnotes are footnotes (EPUB Structural Semantics, DPUB-ARIA), and what the way back from one is
    /// called: `Tillbaka till texten vid fotnot {number}`.
    pub back: Option<&'d str>,
    /// On a page of the site a table that needs room stands in a region that scrolls, which has a name: that of the caption,
    /// or else this.
    pub region: Option<&'d str>,
}

/// Blocks as HTML.
pub fn write(blocks: &[Block], dress: &Dress<'_>) -> String {
    let mut writer = Writer { dress, out: String::new(), mentions: Vec::new(), regions: Vec::new() };
    writer.blocks(blocks);
    writer.out
}

/// A line as HTML.
pub fn write_line(line: &[Inline], dress: &Dress<'_>) -> String {
    let mut writer = Writer { dress, out: String::new(), mentions: Vec::new(), regions: Vec::new() };
    writer.line(line);
    writer.out
}

struct Writer<'d> {
    dress: &'d Dress<'d>,
    out: String,
    /// Footnotes that have been mentioned: only the first mention can be led back to.
    mentions: Vec<String>,
    /// Names of regions: no two may be the same (WCAG 4.1.2, ARIA landmarks).
    regions: Vec<String>,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        let mut rest = blocks;
        while let [block, after @ ..] = rest {
            if let (Some(back), Some(notes)) = (self.dress.back, tree::footnotes(rest)) {
                self.footnotes(block, notes, back);
                rest = after.get(1..).unwrap_or_default();
            } else {
                self.block(block);
                rest = after;
            }
        }
    }

    /// Footnotes as such, each with the way back to where it is first mentioned.
    fn footnotes(&mut self, heading: &Block, notes: &[Vec<Block>], back: &str) {
        self.out.push_str("<section epub:type=\"endnotes\" role=\"doc-endnotes\">\n");
        self.block(heading);
        self.out.push_str("<ol>\n");
        for (number, note) in (1_usize..).zip(notes) {
            self.out.push_str("<li>");
            self.blocks(note);
            let id = note.first().and_then(|note| note.id.as_ref());
            if let Some(id) = id.filter(|id| self.mentions.contains(id)) {
                let name = back.replace("{number}", &number.to_string());
                let _ = write!(
                    self.out,
                    "<p><a href=\"#ref-{}\" epub:type=\"backlink\" role=\"doc-backlink\">{}</a></p>",
                    escape(id),
                    escape(&name)
                );
            }
            self.close("li");
        }
        self.out.push_str("</ol>\n");
        self.close("section");
    }

    fn open(&mut self, tag: &str, block: &Block) {
        let id = block.id.as_ref().map_or(String::new(), |id| format!(" id=\"{}\"", escape(id)));
        let lang = block.lang.as_ref().map_or(String::new(), |lang| self.lang(lang));
        let _ = write!(self.out, "<{tag}{id}{lang}{}>", (self.dress.attributes)(tag));
    }

    fn lang(&self, lang: &LangTag) -> String {
        let mut out = format!(" lang=\"{}\"", lang.as_str());
        if self.dress.xml {
            let _ = write!(out, " xml:lang=\"{}\"", lang.as_str());
        }
        if let Some(dir) = lang.dir() {
            let _ = write!(out, " dir=\"{dir}\"");
        }
        out
    }

    /// What closes an element without content in XML.
    fn slash(&self) -> &'static str {
        if self.dress.xml { "/" } else { "" }
    }

    fn close(&mut self, tag: &str) {
        let _ = writeln!(self.out, "</{tag}>");
    }

    /// `<tag>…</tag>` around a line.
    fn wrapped(&mut self, tag: &str, block: &Block, line: &[Inline]) {
        self.open(tag, block);
        self.line(line);
        self.close(tag);
    }

    fn bare(&mut self, tag: &str, attributes: &str, line: &[Inline]) {
        let _ = write!(self.out, "<{tag}{attributes}{}>", (self.dress.attributes)(tag));
        self.line(line);
        let _ = write!(self.out, "</{tag}>");
    }

    fn block(&mut self, block: &Block) {
        match &block.content {
            Content::Heading(level, line) => self.wrapped(&format!("h{level}"), block, line),
            Content::Paragraph(line) => self.wrapped("p", block, line),
            Content::Quote(blocks) => {
                self.open("blockquote", block);
                self.out.push('\n');
                self.blocks(blocks);
                self.close("blockquote");
            }
            Content::Group(blocks) if block.id.is_none() && block.lang.is_none() => self.blocks(blocks),
            Content::Group(blocks) => {
                self.open("div", block);
                self.out.push('\n');
                self.blocks(blocks);
                self.close("div");
            }
            Content::List(first, items) => self.list(block, *first, items),
            Content::Terms(terms) => {
                self.open("dl", block);
                self.out.push('\n');
                for (term, values) in terms {
                    self.bare("dt", "", term);
                    for value in values {
                        self.bare("dd", "", value);
                    }
                    self.out.push('\n');
                }
                self.close("dl");
            }
            Content::Code(text) => {
                self.open("pre", block);
                let _ = write!(self.out, "<code>{}</code>", escape(text));
                self.close("pre");
            }
            Content::Break => {
                let _ = writeln!(self.out, "<hr{}{}>", (self.dress.attributes)("hr"), self.slash());
            }
            Content::Table(table) => self.table(block, table),
            Content::Figure(image, caption) => {
                self.open("figure", block);
                self.image(image);
                if !caption.is_empty() {
                    self.bare("figcaption", "", caption);
                }
                self.close("figure");
            }
            // A line to write on is for paper.
            Content::Rule => {}
        }
    }

    fn list(&mut self, block: &Block, first: Option<u64>, items: &[Vec<Block>]) {
        let tag = if first.is_some() { "ol" } else { "ul" };
        self.open(tag, block);
        if let Some(start) = first.filter(|start| *start != 1) {
            // The element is open, and its last letter is the one that closes the tag.
            self.out.pop();
            let _ = write!(self.out, " start=\"{start}\">");
        }
        self.out.push('\n');
        for item in items {
            match item.as_slice() {
                // A single paragraph is the item itself.
                [Block { content: Content::Paragraph(line), id, lang }] => {
                    let own = Block { content: Content::Break, id: id.clone(), lang: lang.clone() };
                    self.wrapped("li", &own, line);
                }
                blocks => {
                    let _ = write!(self.out, "<li{}>", (self.dress.attributes)("li"));
                    self.blocks(blocks);
                    self.close("li");
                }
            }
        }
        self.close(tag);
    }

    fn table(&mut self, block: &Block, table: &Table) {
        let region = self.dress.region.filter(|_| is_wide(table)).map(|name| self.region(name, table));
        if let Some(name) = &region {
            let _ = writeln!(
                self.out,
                "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">",
                escape(name)
            );
        }
        self.open("table", block);
        self.out.push('\n');
        if !table.caption.is_empty() {
            self.bare("caption", "", &table.caption);
        }
        self.out.push_str("<thead><tr>");
        for (i, cell) in table.head.iter().enumerate() {
            // A corner without words heads nothing.
            let tag = if cell.is_empty() { "td" } else { "th" };
            let scope = if cell.is_empty() { "" } else { " scope=\"col\"" };
            self.bare(tag, &format!("{scope}{}", number(table, i)), cell);
        }
        self.out.push_str("</tr></thead>\n<tbody>\n");
        for row in &table.rows {
            self.out.push_str("<tr>");
            for (i, cell) in row.iter().enumerate() {
                let head = i == 0 && table.row_headers;
                let scope = if head { " scope=\"row\"" } else { "" };
                self.bare(if head { "th" } else { "td" }, &format!("{scope}{}", number(table, i)), cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n");
        self.close("table");
        if region.is_some() {
            self.close("div");
        }
    }

    /// A name that no other region has.
    fn region(&mut self, name: &str, table: &Table) -> String {
        let caption = plain(&table.caption);
        let name = if caption.is_empty() { name.to_owned() } else { caption };
        let numbered = (2..).map(|n| format!("{name} ({n})"));
        let unique = std::iter::once(name.clone()).chain(numbered).find(|name| !self.regions.contains(name));
        let unique = unique.unwrap_or(name);
        self.regions.push(unique.clone());
        unique
    }

    fn line(&mut self, line: &[Inline]) {
        for inline in line {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.out.push_str(&escape(text)),
            Inline::Code(text) => {
                let _ = write!(self.out, "<code>{}</code>", escape(text));
            }
            Inline::Emphasis(line) => self.bare("em", "", line),
            Inline::Strong(line) => self.bare("strong", "", line),
            Inline::Strike(line) => self.bare("s", "", line),
            Inline::Sub(line) => self.bare("sub", "", line),
            Inline::Sup(line) => self.bare("sup", "", line),
            Inline::LineBreak => {
                let _ = writeln!(self.out, "<br{}>", self.slash());
            }
            Inline::Link(address, line) => match (self.dress.link)(address) {
                Some(address) => self.bare("a", &format!(" href=\"{}\"", escape(&address)), line),
                None => self.line(line),
            },
            Inline::Image(image) => self.image(image),
            Inline::Passage(lang, line) => {
                let lang = self.lang(lang);
                self.bare("span", &lang, line);
            }
            Inline::Note(number, id) => {
                let name = self.dress.note.replace("{number}", &number.to_string());
                let first = !self.mentions.contains(id);
                let own = if first { format!(" id=\"ref-{}\"", escape(id)) } else { String::new() };
                self.mentions.push(id.clone());
                let told = self.dress.back.map_or("", |_| " epub:type=\"noteref\" role=\"doc-noteref\"");
                let _ = write!(
                    self.out,
                    "<sup><a{own}{told} href=\"#{}\" aria-label=\"{}\">{number}</a></sup>",
                    escape(id),
                    escape(&name)
                );
            }
        }
    }

    fn image(&mut self, image: &Image) {
        match (self.dress.picture)(image) {
            Some(address) => {
                let size =
                    image.size.map_or(String::new(), |(w, h)| format!(" width=\"{w}\" height=\"{h}\""));
                let _ = write!(
                    self.out,
                    "<img src=\"{}\" alt=\"{}\"{size}{}{}>",
                    escape(&address),
                    escape(&image.alt),
                    (self.dress.attributes)("img"),
                    self.slash()
                );
            }
            None => self.out.push_str(&escape(&image.alt)),
        }
    }
}

fn is_wide(table: &Table) -> bool {
    let row = |cells: &Vec<Vec<Inline>>| cells.iter().map(|cell| plain(cell).into()).collect();
    needs_room(std::iter::once(&table.head).chain(&table.rows).map(row))
}

fn number(table: &Table, column: usize) -> &'static str {
    if table.numeric.get(column) == Some(&true) { " class=\"num\"" } else { "" }
}
