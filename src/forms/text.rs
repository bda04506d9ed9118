//! A page as plain text (UTF-8): for screen readers, braille displays, mail, and whoever reads in a terminal.
//!
//! Lines of at most 72 characters; tables as "heading: value", as a boxed table is noise when it is read aloud; where a
//! link leads out of the site stands after it in angle brackets (RFC 3986, appendix C), once.

use super::publication::Publication;
use super::publication::tree::{Block, Content, Inline, Table, plain};
use super::{Form, Renderer};
use crate::content::formats::Format;
use crate::report::Findings;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// So many characters a line: what mail has always been set in.
const WIDTH: usize = 72;

/// The form.
pub(super) struct Text;

impl Form for Text {
    fn format(&self) -> Format {
        Format::Text
    }

    fn write(&self, of: &Publication, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings> {
        let strings = renderer.theme.strings(of.lang.ui());
        let address = of.root.is_some().then(|| format!("{}: {}", strings.get("page_address"), of.address));
        let picture = strings.get("picture");
        Ok(write(of, picture, address.as_deref()).into_bytes())
    }
}

/// The text of a publication. `picture` is what stands before a text alternative; `address` the line that ends it.
pub fn write(of: &Publication, picture: &str, address: Option<&str>) -> String {
    let mut writer = Writer {
        out: String::new(),
        picture,
        told: BTreeSet::new(),
        root: of.root.as_deref(),
        easy: of.easy,
    };
    writer.paragraph(&of.site, 0, 0);
    writer.title(&of.title);
    writer.blocks(&of.blocks, 0);
    writer.out.push_str("\n\n");
    for statement in of.emblems.iter().filter_map(|emblem| emblem.statement.as_deref()) {
        writer.paragraph(statement, 0, 0);
    }
    if let Some(address) = address {
        writer.paragraph(address, 0, 0);
    }
    // Windows' own editor shows lines that end in a line feed alone since 2018, and everything else always has.
    format!("{}\n", writer.out.trim())
}

struct Writer<'w> {
    out: String,
    picture: &'w str,
    /// Addresses that have been told.
    told: BTreeSet<String>,
    root: Option<&'w str>,
    easy: bool,
}

impl Writer<'_> {
    /// The title, with a rule as long as itself.
    fn title(&mut self, title: &str) {
        self.out.push('\n');
        self.underlined(title, '=');
    }

    fn underlined(&mut self, text: &str, rule: char) {
        let lines = wrap(text, WIDTH, WIDTH);
        let longest = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        for line in lines {
            self.out.push_str(&line);
            self.out.push('\n');
        }
        self.out.extend(std::iter::repeat_n(rule, longest));
        self.out.push_str("\n\n");
    }

    fn paragraph(&mut self, text: &str, first: usize, indent: usize) {
        self.filled(text, &" ".repeat(first), indent);
        self.out.push('\n');
    }

    /// A text in lines; the first begins with a mark, the others with as many spaces as `indent` says.
    fn filled(&mut self, text: &str, mark: &str, indent: usize) {
        let mut lead = mark.to_owned();
        for part in text.split('\n') {
            let most = WIDTH.saturating_sub(indent).max(20);
            for line in wrap(part, most, most) {
                self.out.push_str(&lead);
                self.out.push_str(&line);
                self.out.push('\n');
                lead = " ".repeat(indent);
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], indent: usize) {
        for block in blocks {
            self.block(block, indent);
        }
    }

    fn block(&mut self, block: &Block, indent: usize) {
        match &block.content {
            Content::Heading(level, line) => {
                let text = self.line(line);
                self.out.push('\n');
                match level {
                    1 => self.underlined(&text, '='),
                    2 => self.underlined(&text, '-'),
                    _ => self.paragraph(&text, indent, indent),
                }
            }
            Content::Paragraph(line) => {
                let text = self.line(line);
                self.paragraph(&text, indent, indent);
            }
            Content::Quote(blocks) => self.blocks(blocks, indent + 4),
            Content::Group(blocks) => self.blocks(blocks, indent),
            Content::List(first, items) => self.list(*first, items, indent),
            Content::Terms(terms) => {
                for (term, values) in terms {
                    let term = self.line(term);
                    let values: Vec<String> = values.iter().map(|value| self.line(value)).collect();
                    self.filled(&format!("{term}: {}", values.join("; ")), &" ".repeat(indent), indent + 2);
                }
                self.out.push('\n');
            }
            Content::Code(text) => {
                for line in text.lines() {
                    self.out.push_str(&" ".repeat(indent + 4));
                    self.out.push_str(line);
                    self.out.push('\n');
                }
                self.out.push('\n');
            }
            Content::Break => self.paragraph("* * *", indent, indent),
            Content::Table(table) => self.table(table, indent),
            Content::Figure(image, caption) => {
                if !image.alt.is_empty() {
                    self.paragraph(&format!("[{}: {}]", self.picture, image.alt), indent, indent);
                }
                if !caption.is_empty() {
                    let text = self.line(caption);
                    self.paragraph(&text, indent, indent);
                }
            }
            Content::Rule => self.paragraph(&"_".repeat(WIDTH - indent), indent, indent),
        }
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>], indent: usize) {
        let single = items.iter().all(|item| item.len() == 1);
        for (number, item) in (first.unwrap_or(1)..).zip(items) {
            let mark = if first.is_some() { format!("{number}. ") } else { "- ".to_owned() };
            let within = indent + mark.chars().count();
            let mark = format!("{}{mark}", " ".repeat(indent));
            let before = self.out.len();
            self.blocks(item, within);
            // The first block begins on the line of the mark.
            let lead = before + " ".repeat(within).len();
            let begins = self.out.get(before..lead).is_some_and(|lead| lead.trim().is_empty());
            if begins {
                self.out.replace_range(before..lead, &mark);
            } else {
                self.out.insert_str(before, &format!("{}\n", mark.trim_end()));
            }
            if single && self.out.ends_with("\n\n") {
                self.out.pop();
            }
        }
        if single {
            self.out.push('\n');
        }
    }

    fn table(&mut self, table: &Table, indent: usize) {
        if !table.caption.is_empty() {
            let caption = self.line(&table.caption);
            self.paragraph(&format!("{caption}:"), indent, indent);
        }
        for row in &table.rows {
            for (i, (head, cell)) in table.head.iter().zip(row).enumerate() {
                let (head, cell) = (plain(head), self.line(cell));
                let text = if head.is_empty() { cell } else { format!("{head}: {cell}") };
                // The head of a row leads it; its values stand below.
                let own = if i == 0 { indent } else { indent + 2 };
                self.filled(&text, &" ".repeat(own), indent + 4);
            }
            self.out.push('\n');
        }
    }

    fn line(&mut self, line: &[Inline]) -> String {
        let mut out = String::new();
        self.inline(line, &mut out);
        out
    }

    fn inline(&mut self, line: &[Inline], out: &mut String) {
        for inline in line {
            match inline {
                Inline::Text(text) | Inline::Code(text) => out.push_str(text),
                Inline::LineBreak => out.push(if self.easy { '\n' } else { ' ' }),
                Inline::Image(image) if image.alt.is_empty() => {}
                Inline::Image(image) => {
                    let _ = write!(out, "[{}: {}]", self.picture, image.alt);
                }
                Inline::Note(number, _) => {
                    let _ = write!(out, "[{number}]");
                }
                Inline::Link(address, words) => {
                    let text = plain(words);
                    out.push_str(&text);
                    let shown =
                        address.strip_prefix("mailto:").or(address.strip_prefix("tel:")).unwrap_or(address);
                    let within = self.root.is_some_and(|root| address.starts_with(root));
                    let said = within
                        || address.starts_with('#')
                        || address.starts_with("tel:")
                        || text.contains(shown);
                    if !said && self.told.insert(address.clone()) {
                        let _ = write!(out, " <{shown}>");
                    }
                }
                within => self.inline(within.children(), out),
            }
        }
    }
}

/// A text cut into lines at its spaces; a word that is longer than a line has one of its own. A space that does not break
/// stays within its line.
fn wrap(text: &str, first: usize, rest: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let most = if lines.is_empty() { first } else { rest };
        let count = word.chars().count();
        if length > 0 && length + 1 + count > most {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += count;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
