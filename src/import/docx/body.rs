//! The body of a document: paragraphs, lists, tables and what stands in them, as Markdown.

use super::inline::{self, Look, Piece};
use super::numbering::{Mark, Numbering};
use super::styles::{Role, Styles};
use super::{MAX_DEPTH, Relation, attr, child, on, val, words};
use crate::import::links::MEDIA;
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
    Code,
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
    /// Pictures by the name that the text has for them, and the part that they are.
    pub(super) pictures: BTreeMap<String, String>,
    /// How many changes were not accepted.
    pub(super) inserted: usize,
    /// How many of them are deletions.
    pub(super) deleted: usize,
    /// Fields that are open: what each says, and whether its result has begun.
    fields: Vec<(String, bool)>,
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
            pictures: BTreeMap::new(),
            inserted: 0,
            deleted: 0,
            fields: Vec::new(),
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

    /// Notes, each by its number.
    pub(super) fn notes(&mut self, root: Node<'_, '_>, element: &str, lead: &str) {
        for note in root.children().filter(|node| node.tag_name().name() == element) {
            let ordinary = matches!(attr(note, "type"), None | Some("normal"));
            let (Some(id), true) = (attr(note, "id"), ordinary) else { continue };
            let parts: Vec<String> =
                note.children().filter(|n| n.tag_name().name() == "p").map(|p| self.line(p, true)).collect();
            let text = parts.join(" ").replace("\\\n", " ").trim().to_owned();
            if !text.is_empty() {
                self.settle_caption();
                self.block(&format!("[^{lead}{id}]: {text}"));
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
        if self.last == Last::Code {
            self.out.push_str("\n```");
            self.last = Last::Block;
        }
    }

    fn settle_caption(&mut self) {
        if let Some(caption) = self.caption.take() {
            self.block(&inline::escape_start(&caption));
        }
    }

    /// A paragraph's words in one line of Markdown.
    fn line(&mut self, paragraph: Node<'_, '_>, heavy: bool) -> String {
        let mut pieces = Vec::new();
        self.inlines(paragraph, &Look::default(), &mut pieces, 0);
        inline::write(&pieces, heavy)
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
        let text = self.line(node, !heading);
        let boxes = std::mem::take(&mut self.boxes);
        let own = facts.and_then(|facts| child(facts, "numPr")).and_then(|n| {
            let level = val(n, "ilvl").and_then(|n| n.parse().ok()).unwrap_or(0);
            Some((val(n, "numId")?.to_owned(), level))
        });
        let list = own.or_else(|| self.styles.numbering(style));
        if !text.is_empty() && role != Role::Contents {
            if role == Role::Caption {
                self.caption(&text);
            } else {
                self.settle_caption();
                let mark = list.as_ref().and_then(|(list, level)| self.numbering.next(list, *level, heading));
                self.written(&text, role, mark.as_ref(), list.map_or(0, |(_, level)| level));
            }
        }
        for text in boxes {
            self.block(&inline::escape_start(&text));
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
            Role::Code => {
                if self.last != Last::Code {
                    self.block("```");
                    self.last = Last::Code;
                }
                self.out.push('\n');
                self.out.push_str(&text.replace("\\\n", "\n").replace('\\', ""));
            }
            Role::Quote => {
                let quoted: Vec<String> = text.lines().map(|line| format!("> {line}")).collect();
                self.block(&quoted.join("\n"));
            }
            _ => match mark {
                Some(Mark::Bullet) => self.item("-", level, text),
                Some(Mark::Number(n)) => self.item(&format!("{n}."), level, text),
                _ if number.is_empty() => self.block(&inline::escape_start(text)),
                _ => self.block(&inline::escape_start(&format!("{number}{text}"))),
            },
        }
    }

    fn item(&mut self, mark: &str, level: usize, text: &str) {
        // An item cannot stand deeper than one below the item before it.
        let deepest = if self.last == Last::List { depth_of_last(&self.out) + 1 } else { 0 };
        let indent = "    ".repeat(level.min(deepest));
        let text = text.replace('\n', &format!("\n{indent}    "));
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
            for paragraph in cell.descendants().filter(|n| n.tag_name().name() == "p") {
                let text = self.line(paragraph, true);
                if !text.is_empty() {
                    let item = child(paragraph, "pPr").is_some_and(|p| child(p, "numPr").is_some());
                    lines.push(format!("{}{text}", if item { "• " } else { "" }));
                }
            }
        }
        self.boxes.clear();
        lines.join("<br>").replace("\\\n", "<br>").replace('|', "\\|")
    }

    fn inlines(&mut self, parent: Node<'_, '_>, look: &Look, out: &mut Vec<Piece>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for node in parent.children() {
            match node.tag_name().name() {
                "r" => self.run(node, look, out, depth),
                "hyperlink" => {
                    let relation =
                        attr(node, "id").and_then(|id| self.relations.get(id)).filter(|r| r.external);
                    let look = Look { link: relation.map(|r| r.target.clone()), ..look.clone() };
                    self.inlines(node, &look, out, depth + 1);
                }
                "ins" | "moveTo" => {
                    self.inserted += 1;
                    self.inlines(node, look, out, depth + 1);
                }
                "del" | "moveFrom" => self.deleted += 1,
                "fldSimple" => {
                    let link = attr(node, "instr").and_then(address);
                    let look = Look { link: link.or_else(|| look.link.clone()), ..look.clone() };
                    self.inlines(node, &look, out, depth + 1);
                }
                "sdt" => {
                    if let Some(content) = child(node, "sdtContent") {
                        self.inlines(content, look, out, depth + 1);
                    }
                }
                "smartTag" | "customXml" | "dir" | "bdo" => self.inlines(node, look, out, depth + 1),
                "oMath" | "oMathPara" => {
                    let text: String = node
                        .descendants()
                        .filter(|n| n.tag_name().name() == "t")
                        .filter_map(|n| n.text())
                        .collect();
                    out.push(Piece::Text(text, look.clone()));
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, run: Node<'_, '_>, look: &Look, out: &mut Vec<Piece>, depth: usize) {
        let mut look = look.clone();
        if let Some(facts) = child(run, "rPr") {
            if on(facts, "vanish") {
                return;
            }
            let (bold, italic) = val(facts, "rStyle").map_or((false, false), |id| self.styles.weight(id));
            look.bold |= on(facts, "b") || (bold && child(facts, "b").is_none());
            look.italic |= on(facts, "i") || (italic && child(facts, "i").is_none());
            look.strike |= on(facts, "strike") || on(facts, "dstrike");
            let tag = val(facts, "lang").and_then(LangTag::parse).map(|tag| tag.primary().to_owned());
            look.lang = tag.filter(|tag| self.lang.as_ref().is_some_and(|own| own != tag));
        }
        if let Some((order, _)) = self.fields.iter().rev().find(|(_, begun)| *begun)
            && let Some(link) = address(order)
        {
            look.link = Some(link);
        }
        self.run_parts(run, &look, out, depth);
    }

    fn run_parts(&mut self, run: Node<'_, '_>, look: &Look, out: &mut Vec<Piece>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        for node in run.children() {
            // Between the beginning of a field and its result stands what it is, not what it shows.
            let hidden = self.fields.iter().any(|(_, begun)| !begun);
            match node.tag_name().name() {
                "fldChar" => match attr(node, "fldCharType") {
                    Some("begin") => self.fields.push((String::new(), false)),
                    Some("separate") => {
                        if let Some(field) = self.fields.last_mut() {
                            field.1 = true;
                        }
                    }
                    _ => {
                        self.fields.pop();
                    }
                },
                "instrText" => {
                    if let Some((order, false)) = self.fields.last_mut() {
                        order.push_str(node.text().unwrap_or(""));
                    }
                }
                _ if hidden => {}
                "t" => out.push(Piece::Text(node.text().unwrap_or("").to_owned(), look.clone())),
                "tab" | "ptab" => out.push(Piece::Text(" ".to_owned(), look.clone())),
                "br" if attr(node, "type").is_none_or(|kind| kind == "textWrapping") => {
                    out.push(Piece::Break);
                }
                "cr" => out.push(Piece::Break),
                "noBreakHyphen" => out.push(Piece::Text("\u{2011}".to_owned(), look.clone())),
                "footnoteReference" => out.extend(attr(node, "id").map(|id| Piece::Made(format!("[^{id}]")))),
                "endnoteReference" => out.extend(attr(node, "id").map(|id| Piece::Made(format!("[^e{id}]")))),
                "drawing" | "pict" | "object" => self.drawing(node, out, depth),
                "AlternateContent" => {
                    let chosen = child(node, "Choice").or_else(|| child(node, "Fallback"));
                    if let Some(chosen) = chosen {
                        self.run_parts(chosen, look, out, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    /// Pictures of a drawing with their words, and text in its boxes.
    fn drawing(&mut self, node: Node<'_, '_>, out: &mut Vec<Piece>, depth: usize) {
        let facts = node.descendants().find(|n| n.tag_name().name() == "docPr");
        let shape = node.descendants().find(|n| n.tag_name().name() == "shape");
        let said =
            |name: &str| facts.and_then(|f| attr(f, name)).map(str::trim).filter(|text| !text.is_empty());
        let alt = said("descr")
            .or_else(|| said("title"))
            .or_else(|| shape.and_then(|s| attr(s, "alt")))
            .unwrap_or("");
        let decorative = node
            .descendants()
            .any(|n| n.tag_name().name() == "decorative" && matches!(attr(n, "val"), Some("1" | "true")));
        for picture in node.descendants() {
            let id = match picture.tag_name().name() {
                "blip" => attr(picture, "embed").or_else(|| attr(picture, "link")),
                "imagedata" => attr(picture, "id"),
                _ => None,
            };
            let Some(relation) = id.and_then(|id| self.relations.get(id)) else { continue };
            let alt = if decorative { String::new() } else { inline::escape(&flat(alt)) };
            let end = if decorative { "{decorative}" } else { "" };
            if relation.external {
                out.push(Piece::Made(format!(
                    "![{alt}](<{}>){end}",
                    relation.target.replace(['<', '>'], "")
                )));
                continue;
            }
            let name = relation.target.rsplit('/').next().unwrap_or("bild.png").replace(['(', ')', ' '], "-");
            self.pictures.insert(name.clone(), relation.target.clone());
            out.push(Piece::Made(format!("![{alt}]({MEDIA}{name}){end}")));
        }
        if depth < MAX_DEPTH / 2 {
            for content in node.descendants().filter(|n| n.tag_name().name() == "txbxContent") {
                for paragraph in content.children().filter(|n| n.tag_name().name() == "p") {
                    let mut pieces = Vec::new();
                    self.inlines(paragraph, &Look::default(), &mut pieces, depth + MAX_DEPTH / 2);
                    let text = inline::write(&pieces, true);
                    if !text.is_empty() {
                        self.boxes.push(text);
                    }
                }
            }
        }
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

/// The address in the order of a field: `HYPERLINK "https://…"`.
fn address(order: &str) -> Option<String> {
    let rest = order.trim().strip_prefix("HYPERLINK")?.trim();
    let address = if let Some(quoted) = rest.strip_prefix('"') {
        quoted.split('"').next()?
    } else {
        rest.split_whitespace().next()?
    };
    (!address.is_empty() && !address.starts_with('\\')).then(|| address.to_owned())
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
