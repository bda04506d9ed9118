//! The body of a document: paragraphs, lists, tables and what stands in them, as Markdown.

mod drawing;
mod runs;

use super::inline::{self, Look, Piece};
use super::numbering::{Mark, Numbering};
use super::pictures::Pictures;
use super::styles::{Role, Styles};
use super::{MAX_DEPTH, Relation, attr, child, is_fallback, on, val, words};
use crate::import::tables::Table;
use crate::language::tag::LangTag;
use roxmltree::Node;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What stands last in the text, as the next block depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Block,
    List,
}

/// Writes Markdown.
pub(super) struct Writer<'d> {
    styles: &'d Styles,
    numbering: Numbering,
    relations: &'d BTreeMap<String, Relation>,
    out: String,
    last: Last,
    /// The document's language.
    pub(super) lang: Option<String>,
    /// Whether a paragraph has the title's style: then headings stand below it.
    titled: bool,
    /// A caption that waits for its table.
    caption: Option<String>,
    /// Its pictures.
    pub(super) pictures: Pictures,
    /// How many changes were not accepted.
    pub(super) inserted: usize,
    /// How many of them are deletions.
    pub(super) deleted: usize,
    /// Fields that are open.
    fields: Vec<runs::Field>,
    /// Lines of code that wait for their end: first then is it known how long the fence must be.
    code: Vec<String>,
    /// Text in boxes, which comes after the paragraph that they are anchored in.
    boxes: Vec<String>,
}

impl<'d> Writer<'d> {
    pub(super) fn new(
        styles: &'d Styles,
        numbering: Numbering,
        relations: &'d BTreeMap<String, Relation>,
    ) -> Self {
        Self {
            styles,
            numbering,
            relations,
            out: String::new(),
            last: Last::Nothing,
            lang: None,
            titled: false,
            caption: None,
            pictures: Pictures::default(),
            inserted: 0,
            deleted: 0,
            fields: Vec::new(),
            code: Vec::new(),
            boxes: Vec::new(),
        }
    }

    /// The language that most letters are marked as.
    pub(super) fn main_language(root: Node<'_, '_>) -> Option<String> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for run in root.descendants().filter(|node| node.tag_name().name() == "r") {
            let lang = child(run, "rPr").and_then(|look| val(look, "lang"));
            let Some(tag) = lang.and_then(LangTag::parse) else { continue };
            let letters: usize = run
                .children()
                .filter(|n| n.tag_name().name() == "t")
                .filter_map(|n| n.text())
                .map(str::len)
                .sum();
            *counts.entry(tag.primary().to_owned()).or_default() += letters;
        }
        counts.into_iter().max_by_key(|(_, letters)| *letters).map(|(lang, _)| lang)
    }

    /// The text.
    pub(super) fn finish(mut self) -> String {
        self.settle_caption();
        self.end_code();
        self.out.trim().to_owned() + "\n"
    }

    /// Blocks, one by one.
    pub(super) fn blocks(&mut self, parent: Node<'_, '_>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        if depth == 0 {
            self.titled = parent.descendants().any(|node| {
                node.tag_name().name() == "pStyle"
                    && attr(node, "val").is_some_and(|id| self.styles.role(id) == Role::Title)
            });
        }
        for node in parent.children() {
            match node.tag_name().name() {
                "p" => self.paragraph(node),
                "tbl" => self.table(node, depth),
                "sdt" => {
                    // A list of contents that Word keeps is not copied.
                    let gallery = child(node, "sdtPr")
                        .and_then(|p| child(p, "docPartObj"))
                        .and_then(|d| val(d, "docPartGallery"));
                    if let Some(content) =
                        child(node, "sdtContent").filter(|_| gallery != Some("Table of Contents"))
                    {
                        self.blocks(content, depth + 1);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(node, depth + 1),
                _ => {}
            }
        }
    }

    /// Notes, each by its number. They have relations of their own.
    pub(super) fn notes(
        &mut self,
        root: Node<'_, '_>,
        element: &str,
        lead: &str,
        relations: &'d BTreeMap<String, Relation>,
    ) {
        self.relations = relations;
        for note in root.children().filter(|node| node.tag_name().name() == element) {
            let ordinary = matches!(attr(note, "type"), None | Some("normal"));
            let (Some(id), true) = (attr(note, "id"), ordinary) else { continue };
            // A field that the text left open, or another note, is none of this one's.
            self.fields.clear();
            let mut parts: Vec<String> =
                note.children().filter(|n| n.tag_name().name() == "p").map(|p| self.line(p, true)).collect();
            parts.append(&mut self.boxes);
            let text = parts.join(" ").replace("\\\n", " ").trim().to_owned();
            if !text.is_empty() {
                self.settle_caption();
                self.block(&format!("[^{lead}{id}]: {}", inline::escape_start(&text)));
            }
        }
    }

    fn block(&mut self, text: &str) {
        self.end_code();
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
        self.out.push_str(text);
        self.last = Last::Block;
    }

    fn end_code(&mut self) {
        let code = std::mem::take(&mut self.code).join("\n");
        let code = code.trim_end();
        if code.is_empty() {
            return;
        }
        let fence = inline::fence(code);
        self.block(&format!("{fence}\n{code}\n{fence}"));
    }

    fn settle_caption(&mut self) {
        if let Some(caption) = self.caption.take() {
            self.block(&inline::escape_start(&caption));
        }
    }

    /// What a paragraph is made of.
    fn pieces(&mut self, paragraph: Node<'_, '_>, depth: usize) -> Vec<Piece> {
        let mut pieces = Vec::new();
        self.inlines(paragraph, &Look::default(), &mut pieces, depth);
        // A field that has not come to its result by now is broken. It must not hide the rest of the document.
        self.fields.retain(|field| field.begun);
        pieces
    }

    /// A paragraph's words in one line of Markdown.
    fn line(&mut self, paragraph: Node<'_, '_>, heavy: bool) -> String {
        inline::write(&self.pieces(paragraph, 0), heavy)
    }

    fn paragraph(&mut self, node: Node<'_, '_>) {
        let facts = child(node, "pPr");
        let style = facts.and_then(|facts| val(facts, "pStyle")).unwrap_or("");
        let outline = facts.and_then(|facts| val(facts, "outlineLvl")).and_then(|n| n.parse::<u8>().ok());
        let role = match self.styles.role(style) {
            Role::Text => outline.filter(|n| *n < 9).map_or(Role::Text, |n| Role::Heading(n + 1)),
            role => role,
        };
        let heading = matches!(role, Role::Heading(_) | Role::Title);
        let pieces = self.pieces(node, 0);
        let text = inline::write(&pieces, !heading);
        let boxes = std::mem::take(&mut self.boxes);
        let own = facts.and_then(|facts| child(facts, "numPr")).and_then(|n| {
            let level = val(n, "ilvl").and_then(|n| n.parse().ok()).unwrap_or(0);
            Some((val(n, "numId")?.to_owned(), level))
        });
        let list = own.or_else(|| self.styles.numbering(style));
        if role == Role::Code {
            self.coded(&pieces);
        } else if !text.is_empty() && role != Role::Contents {
            if role == Role::Caption {
                self.caption(&text);
            } else {
                self.settle_caption();
                let mark = list.as_ref().and_then(|(list, level)| self.numbering.next(list, *level, heading));
                self.written(&text, role, mark.as_ref(), list.map_or(0, |(_, level)| level));
            }
        }
        for text in boxes {
            self.block(&inline::escape_lines(&text));
        }
    }

    /// A paragraph of code is as it is written.
    fn coded(&mut self, pieces: &[Piece]) {
        let (code, made) = inline::plain(pieces);
        // An empty line parts pieces of code; before the first of them it says nothing.
        if !code.trim().is_empty() || !self.code.is_empty() {
            self.settle_caption();
            self.code.push(code);
        }
        // A note or a picture would be read as code there.
        if !made.is_empty() {
            self.block(&made);
        }
    }

    fn written(&mut self, text: &str, role: Role, mark: Option<&Mark>, level: usize) {
        let number = match mark {
            Some(Mark::Written(number)) if !number.is_empty() => format!("{} ", inline::escape(number)),
            _ => String::new(),
        };
        match role {
            Role::Title => self.block(&format!("# {}", flat(text))),
            Role::Heading(level) => {
                let level = usize::from(level + u8::from(self.titled)).min(6);
                self.block(&format!("{} {number}{}", "#".repeat(level), flat(text)));
            }
            Role::Quote => {
                let text = inline::escape_lines(text);
                let quoted: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
                self.block(&quoted.join("\n"));
            }
            _ => match mark {
                Some(Mark::Bullet) => self.item("-", level, text),
                Some(Mark::Number(n)) => self.item(&format!("{n}."), level, text),
                _ => self.block(&inline::escape_lines(&format!("{number}{text}"))),
            },
        }
    }

    fn item(&mut self, mark: &str, level: usize, text: &str) {
        self.end_code();
        // An item cannot stand deeper than one below the item before it.
        let deepest = if self.last == Last::List { depth_of_last(&self.out) + 1 } else { 0 };
        let indent = "    ".repeat(level.min(deepest));
        let text = inline::escape_lines(text).replace('\n', &format!("\n{indent}    "));
        if self.last == Last::List {
            self.out.push('\n');
        } else {
            self.block("");
        }
        let _ = write!(self.out, "{indent}{mark} {text}");
        self.last = Last::List;
    }

    /// A caption belongs to the table after it, or to the one before.
    fn caption(&mut self, text: &str) {
        let text = flat(text);
        self.settle_caption();
        self.caption = Some(text);
    }

    fn table(&mut self, node: Node<'_, '_>, depth: usize) {
        let mut table = Table::default();
        let look = child(node, "tblPr").and_then(|p| child(p, "tblLook"));
        let first = look.is_some_and(|look| {
            let bits = attr(look, "val").and_then(|bits| u32::from_str_radix(bits, 16).ok()).unwrap_or(0);
            attr(look, "firstRow").map_or(bits & 0x20 != 0, |on| matches!(on, "1" | "true" | "on"))
        });
        for row in
            node.descendants().filter(|n| n.tag_name().name() == "tr" && nearest_table(*n) == Some(node))
        {
            let mut cells = Vec::new();
            for cell in
                row.descendants().filter(|n| n.tag_name().name() == "tc" && nearest_table(*n) == Some(node))
            {
                let facts = child(cell, "tcPr");
                let merged =
                    facts.and_then(|f| child(f, "vMerge")).is_some_and(|m| attr(m, "val") != Some("restart"));
                let span =
                    facts.and_then(|f| val(f, "gridSpan")).and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                let text = if merged { String::new() } else { self.cell(cell, depth) };
                cells.push(text);
                cells.extend(std::iter::repeat_n(String::new(), span.clamp(1, 60) - 1));
            }
            if table.rows.is_empty() {
                table.header = first || child(row, "trPr").is_some_and(|p| on(p, "tblHeader"));
            }
            table.rows.push(cells);
        }
        if let Some(caption) = self.caption.take() {
            table.caption = bare_caption(&caption);
        } else if let Some(caption) = child(node, "tblPr").and_then(|p| val(p, "tblCaption")) {
            table.caption = inline::escape(caption);
        }
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        let text = table.write(words(self.lang.as_deref()));
        if text.trim().is_empty() {
            return;
        }
        if columns > 1 && !table.header {
            // Told by the importer, which sees the mark and takes it away.
            self.block(HEADLESS);
        }
        self.block(text.trim_end());
    }

    fn cell(&mut self, cell: Node<'_, '_>, depth: usize) -> String {
        let mut lines = Vec::new();
        if depth < MAX_DEPTH {
            // What stands in a box comes with the paragraph that it is anchored in.
            let elsewhere = |node: Node<'_, '_>| {
                node.ancestors()
                    .take_while(|above| *above != cell)
                    .any(|above| above.tag_name().name() == "txbxContent" || is_fallback(above))
            };
            for paragraph in cell.descendants().filter(|n| n.tag_name().name() == "p" && !elsewhere(*n)) {
                let text = self.line(paragraph, true);
                if !text.is_empty() {
                    let item = child(paragraph, "pPr").is_some_and(|p| child(p, "numPr").is_some());
                    lines.push(format!("{}{text}", if item { "• " } else { "" }));
                }
                lines.append(&mut self.boxes);
            }
        }
        lines.join("<br>").replace("\\\n", "<br>").replace('|', "\\|")
    }
}

/// What stands before a table that had no header, until that has been told.
pub(in crate::import) const HEADLESS: &str = "\u{e000}headless";

/// The table that a row or a cell belongs to.
fn nearest_table<'a, 'i>(node: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
    node.ancestors().skip(1).find(|n| n.tag_name().name() == "tbl")
}

/// Text on one line.
fn flat(text: &str) -> String {
    text.replace("\\\n", " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `Tabell 1: Stöd` without its number.
fn bare_caption(text: &str) -> String {
    let rest = ["Tabell", "Table"].into_iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    if rest.len() == text.len() {
        return text.to_owned();
    }
    rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | ':' | '-' | '–'))
        .to_owned()
}

/// How deep the last item stands.
fn depth_of_last(text: &str) -> usize {
    let line = text.lines().rev().find(|line| {
        let line = line.trim_start();
        line.starts_with("- ")
            || line.split('.').next().is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    });
    line.map_or(0, |line| (line.len() - line.trim_start().len()) / 4)
}
