//! How a text is set out in braille, after chapter 9 of the written rules: headings between empty rows, a new paragraph set in by
//! two cells, pictures and code between lines, tables as "heading: value".

use super::lines::{Row, fill};
use super::signs::mark;
use super::swedish::{self, Sign};
use super::{COLUMNS, Publication};
use crate::forms::publication::tree::{Block, Content, Inline, Table, plain};
use std::collections::BTreeSet;

/// The theme's words for what stands around the text.
pub(super) struct Said<'w> {
    /// Before a text alternative.
    pub(super) picture: &'w str,
    /// Above the addresses of links.
    pub(super) links: &'w str,
    /// Before the page's own address.
    pub(super) address: &'w str,
    /// What kind of braille it is.
    pub(super) note: &'w str,
}

/// The rows of a publication.
pub(super) fn write(of: &Publication, said: &Said<'_>) -> Vec<Row> {
    let mut writer = Writer {
        rows: Vec::new(),
        said,
        root: of.root.as_deref(),
        easy: of.easy,
        foreign: false,
        opens: true,
        links: Vec::new(),
        told: BTreeSet::new(),
    };
    writer.paragraph(&swedish::print(&of.site), 0);
    writer.title(of);
    writer.blocks(&of.blocks, 0);
    writer.addresses();
    writer.blank(2);
    for statement in of.emblems.iter().filter_map(|emblem| emblem.statement.as_deref()) {
        writer.opens = true;
        writer.paragraph(&swedish::print(statement), 0);
    }
    if of.root.is_some() {
        writer.opens = true;
        writer.paragraph(&swedish::print(&format!("{}: {}", said.address, of.address)), 0);
    }
    writer.opens = true;
    writer.paragraph(&swedish::print(said.note), 0);
    writer.rows
}

struct Writer<'w> {
    rows: Vec<Row>,
    said: &'w Said<'w>,
    root: Option<&'w str>,
    easy: bool,
    /// Within a block in another language.
    foreign: bool,
    /// What comes next begins at the margin: it follows an empty row or a heading.
    opens: bool,
    /// The words of links, and where they lead.
    links: Vec<(String, String)>,
    told: BTreeSet<String>,
}

impl Writer<'_> {
    /// Leaves so many rows empty, those that are empty already among them.
    fn blank(&mut self, most: usize) {
        if self.rows.is_empty() {
            return;
        }
        let empty = self.rows.iter().rev().take_while(|row| row.cells.is_empty()).count();
        self.rows.extend((empty..most).map(|_| Row::default()));
        self.opens = true;
    }

    fn push(&mut self, cells: String, tied: bool) {
        self.rows.push(Row { cells, tied });
    }

    /// Signs in rows. Where a line end is meant, a row ends.
    fn set(&mut self, signs: &[Sign], first: usize, rest: usize, tied: bool) {
        let mut indent = first;
        for part in signs.split(|sign| *sign == Sign::Print('\n')) {
            for row in fill(&swedish::cells(part), indent, rest) {
                self.push(row, tied);
                indent = rest;
            }
        }
    }

    /// A paragraph: set in by two cells, unless it is the first.
    fn paragraph(&mut self, signs: &[Sign], indent: usize) {
        let first = indent + if self.opens { 0 } else { 2 };
        self.set(signs, first, indent, false);
        self.opens = false;
    }

    fn title(&mut self, of: &Publication) {
        self.blank(1);
        let mut signs = swedish::print(&of.title);
        if of.title_lang.as_ref().is_some_and(|lang| lang.primary() != of.lang.primary()) {
            signs = foreign(signs);
        }
        let from = self.rows.len();
        self.set(&signs, 0, 0, true);
        let title = self.rows.get(from..).unwrap_or_default().iter();
        let longest = title.map(|row| row.cells.chars().count()).max().unwrap_or(0);
        self.push("⠉".repeat(longest), true);
        self.push(String::new(), true);
        self.opens = true;
    }

    fn heading(&mut self, level: u8, signs: &[Sign]) {
        self.blank(if level <= 2 { 2 } else { 1 });
        self.set(signs, 0, 2, true);
        self.push(String::new(), true);
        self.opens = true;
    }

    fn blocks(&mut self, blocks: &[Block], indent: usize) {
        for block in blocks {
            let before = self.foreign;
            if let Some(lang) = &block.lang {
                self.foreign = lang.primary() != "sv";
            }
            self.block(block, indent);
            self.foreign = before;
        }
    }

    fn block(&mut self, block: &Block, indent: usize) {
        match &block.content {
            Content::Heading(level, line) => {
                let signs = self.line(line);
                self.heading(*level, &signs);
            }
            Content::Paragraph(line) => {
                let signs = self.line(line);
                self.paragraph(&signs, indent);
            }
            Content::Quote(blocks) => {
                self.blank(1);
                self.blocks(blocks, indent + 4);
                self.blank(1);
            }
            Content::Group(blocks) => self.blocks(blocks, indent),
            Content::List(first, items) => self.list(*first, items, indent),
            Content::Terms(terms) => {
                for (term, values) in terms {
                    let mut signs = self.line(term);
                    signs.extend(swedish::print(": "));
                    for (n, value) in values.iter().enumerate() {
                        signs.extend(swedish::print(if n > 0 { "; " } else { "" }));
                        signs.extend(self.line(value));
                    }
                    self.set(&signs, indent, indent + 2, false);
                }
                self.blank(1);
            }
            Content::Code(text) => {
                self.ruled("");
                for line in text.lines() {
                    self.set(&swedish::print(line), indent + 2, indent + 4, false);
                }
                self.ruled_off();
            }
            Content::Break => {
                self.blank(1);
                self.set(&swedish::print("* * *"), indent, indent, false);
                self.blank(1);
            }
            Content::Table(table) => self.table(table, indent),
            Content::Figure(image, caption) => {
                if !image.alt.is_empty() {
                    let picture = self.said.picture;
                    self.ruled(picture);
                    let alt = swedish::print(&image.alt);
                    self.set(&alt, indent + 2, indent + 2, false);
                    self.ruled_off();
                }
                if !caption.is_empty() {
                    let signs = self.line(caption);
                    self.paragraph(&signs, indent);
                }
            }
            // A line to write on helps nobody who reads braille.
            Content::Rule => {}
        }
    }

    /// The line before a piece that is no running text (9.6), with what it is.
    fn ruled(&mut self, what: &str) {
        self.blank(1);
        let mut line = "⠶".repeat(3);
        if !what.is_empty() {
            line = format!("{line}{blank}{}{blank}", swedish::words(what), blank = mark::BLANK);
        }
        let rest = COLUMNS.saturating_sub(line.chars().count());
        self.push(format!("{line}{}", "⠶".repeat(rest)), true);
    }

    fn ruled_off(&mut self) {
        self.push("⠶".repeat(COLUMNS), false);
        self.blank(1);
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>], indent: usize) {
        self.blank(usize::from(indent == 0));
        for (number, item) in (first.unwrap_or(1)..).zip(items) {
            let lead: Vec<Sign> = match first {
                Some(_) => swedish::print(&format!("{number}. ")),
                None => vec![Sign::Mark(mark::BULLET), Sign::Print(' ')],
            };
            // What belongs together begins there too.
            let mut rest = match item.as_slice() {
                [Block { content: Content::Group(blocks), lang: None, .. }] => blocks.as_slice(),
                blocks => blocks,
            };
            let mut signs = lead;
            // The first block begins in the row of the mark.
            if let Some((Block { content: Content::Paragraph(line), lang, .. }, tail)) = rest.split_first() {
                let before = self.foreign;
                self.foreign = lang.as_ref().map_or(before, |lang| lang.primary() != "sv");
                signs.extend(self.line(line));
                self.foreign = before;
                rest = tail;
            }
            self.set(&signs, indent, indent + 2, false);
            self.opens = true;
            for block in rest {
                self.blocks(std::slice::from_ref(block), indent + 2);
                self.opens = true;
            }
            // A point of several blocks is parted from the next by an empty row.
            if !rest.is_empty() {
                self.blank(1);
            }
        }
        self.blank(usize::from(indent == 0));
    }

    fn table(&mut self, table: &Table, indent: usize) {
        self.blank(1);
        if !table.caption.is_empty() {
            let mut signs = self.line(&table.caption);
            signs.extend(swedish::print(":"));
            self.set(&signs, indent, indent, true);
            self.push(String::new(), true);
        }
        for row in &table.rows {
            for (n, (head, cell)) in table.head.iter().zip(row).enumerate() {
                let mut signs = self.line(head);
                if !signs.is_empty() {
                    signs.extend(swedish::print(": "));
                }
                signs.extend(self.line(cell));
                // The head of a row leads it; its values stand below.
                let own = if n == 0 { indent } else { indent + 2 };
                self.set(&signs, own, indent + 4, n == 0 && row.len() > 1);
            }
            self.blank(1);
        }
    }

    /// Where the links lead, at the end: an address in the middle of a sentence is long to read by hand.
    fn addresses(&mut self) {
        let links = std::mem::take(&mut self.links);
        if links.is_empty() {
            return;
        }
        let heading = swedish::print(self.said.links);
        self.heading(2, &heading);
        for (words, address) in links {
            self.set(&swedish::print(&format!("{words}: {address}")), 0, 2, false);
        }
    }

    /// A line as signs.
    fn line(&mut self, line: &[Inline]) -> Vec<Sign> {
        let mut out = Vec::new();
        self.inline(line, &mut out);
        if self.foreign && !out.is_empty() { foreign(out) } else { out }
    }

    fn inline(&mut self, line: &[Inline], out: &mut Vec<Sign>) {
        for inline in line {
            match inline {
                Inline::Text(text) | Inline::Code(text) => out.extend(swedish::print(text)),
                Inline::LineBreak => out.push(Sign::Print(if self.easy { '\n' } else { ' ' })),
                Inline::Image(image) if image.alt.is_empty() => {}
                Inline::Image(image) => {
                    out.extend(swedish::print(&format!("[{}: {}]", self.said.picture, image.alt)));
                }
                // Right after the word that it belongs to (9.7).
                Inline::Note(number, _) => out.extend(swedish::print(&number.to_string())),
                Inline::Link(address, words) => {
                    self.inline(words, out);
                    self.lead(address, &plain(words));
                }
                Inline::Emphasis(within) => self.marked(mark::ITALIC, within, out),
                Inline::Strong(within) => self.marked(mark::BOLD, within, out),
                Inline::Sup(within) => self.between(mark::ABOVE, within, mark::END, out),
                Inline::Sub(within) => self.between(mark::BELOW, within, mark::END, out),
                Inline::Passage(lang, within) if lang.primary() != "sv" && !self.foreign => {
                    self.between(mark::LANGUAGE, within, mark::LANGUAGE, out);
                }
                within => self.inline(within.children(), out),
            }
        }
    }

    fn between(&mut self, before: &'static str, within: &[Inline], after: &'static str, out: &mut Vec<Sign>) {
        out.push(Sign::Mark(before));
        self.inline(within, out);
        out.push(Sign::Mark(after));
    }

    /// Emphasis. A label that a colon ends is seen for what it is, and needs no mark.
    fn marked(
        &mut self,
        (word, words): (&'static str, &'static str),
        within: &[Inline],
        out: &mut Vec<Sign>,
    ) {
        let text = plain(within);
        if text.trim_end().ends_with(':') {
            self.inline(within, out);
        } else if text.split_whitespace().count() > 1 {
            self.between(words, within, mark::END, out);
        } else {
            out.push(Sign::Mark(word));
            self.inline(within, out);
        }
    }

    /// Keeps where a link leads, once, when it leads out of the site and its words do not say it.
    fn lead(&mut self, address: &str, words: &str) {
        let shown = address.strip_prefix("mailto:").unwrap_or(address);
        let within = self.root.is_some_and(|root| address.starts_with(root));
        let said = ["#", "tel:"].iter().any(|lead| address.starts_with(lead)) || words.contains(shown);
        if !within && !said && self.told.insert(address.to_owned()) {
            self.links.push((words.to_owned(), shown.to_owned()));
        }
    }
}

/// Words in another language.
fn foreign(signs: Vec<Sign>) -> Vec<Sign> {
    let mark = Sign::Mark(mark::LANGUAGE);
    std::iter::once(mark).chain(signs).chain(std::iter::once(mark)).collect()
}
