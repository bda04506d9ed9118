//! A publication as code for the typesetter: calls of the template's functions, with every text as a literal.

use super::Look;
use super::code::{array, language, literal};
use super::pictures::Pictures;
use super::tables::{self, Plan};
use crate::forms::publication::Publication;
use crate::forms::publication::tree::{Block, Content, Image, Inline, Table, plain};
use crate::language::tag::LangTag;
use std::collections::BTreeSet;

/// A paragraph or a row with more letters than this may be broken between two pages: it might not fit on one.
const KEPT: usize = 600;
/// A picture is no higher than this, in millimetres.
const HIGHEST: f64 = 120.0;
/// Facts with more values than this have them after one another, not below.
const BELOW: usize = 4;
/// So many lines to write on a question has at most: an answer is seldom longer, and a page of lines is discouraging.
const LINES: usize = 10;
/// Writes the code of a text.
pub(super) struct Writer<'w> {
    /// The code so far.
    pub(super) out: String,
    pub(super) of: &'w Publication,
    pub(super) look: &'w Look<'w>,
    pub(super) pictures: &'w Pictures,
    /// Whether some font has a character.
    pub(super) has: &'w dyn Fn(char) -> bool,
    /// Anchors that are there, and those that have been set.
    anchors: BTreeSet<String>,
    set: BTreeSet<String>,
    /// Addresses that have been printed.
    told: BTreeSet<String>,
    /// The summary stands first, a little larger; once.
    lede: bool,
    /// Within how many lists it is.
    depth: usize,
}

impl<'w> Writer<'w> {
    pub(super) fn new(
        of: &'w Publication,
        look: &'w Look<'w>,
        pictures: &'w Pictures,
        has: &'w dyn Fn(char) -> bool,
    ) -> Self {
        let mut anchors = BTreeSet::new();
        for block in &of.blocks {
            block.walk(&mut |block| anchors.extend(block.id.clone()));
        }
        let lede = !look.sheet && of.summary.is_some();
        let (set, told) = (BTreeSet::new(), BTreeSet::new());
        Self { out: String::new(), of, look, pictures, has, anchors, set, told, lede, depth: 0 }
    }

    /// A statement.
    pub(super) fn push(&mut self, code: &str) {
        self.out.push_str(code);
        self.out.push('\n');
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        let mut lines = 0;
        for (i, block) in blocks.iter().enumerate() {
            self.block(block);
            lines = if block.content == Content::Rule { lines + 1 } else { 0 };
            let last = blocks.get(i + 1).is_none_or(|next| next.content != Content::Rule);
            if lines > 0 && last {
                self.push(&format!("spare({})", LINES.saturating_sub(lines)));
            }
        }
    }

    /// Blocks as one expression.
    fn within(&mut self, blocks: &[Block]) -> String {
        let before = std::mem::take(&mut self.out);
        self.blocks(blocks);
        let inner = std::mem::replace(&mut self.out, before);
        if inner.is_empty() { "\"\"".to_owned() } else { format!("{{\n{inner}}}") }
    }

    fn block(&mut self, block: &Block) {
        let Some(lang) = block.lang.as_ref().and_then(language) else { return self.content(block) };
        let before = std::mem::take(&mut self.out);
        self.content(block);
        let inner = std::mem::replace(&mut self.out, before);
        if !inner.is_empty() {
            self.push(&format!("text({lang}, {{\n{inner}}})"));
        }
    }

    fn content(&mut self, block: &Block) {
        if let Some(id) = block.id.as_ref().filter(|id| self.set.insert((*id).clone())) {
            let id = literal(id);
            self.push(&format!("anchor({id})"));
        }
        match &block.content {
            // A heading without words would be a stop that says nothing.
            Content::Heading(_, line) if plain(line).trim().is_empty() => {}
            Content::Heading(level, line) => {
                let line = self.line(line);
                self.push(&format!("heading(level: {level}, {line})"));
            }
            Content::Paragraph(line) => {
                let lede = self.lede && self.of.summary.as_deref() == Some(plain(line).as_str());
                let function = if lede { "lede" } else { "par" };
                self.lede &= !lede;
                let line = self.line(line);
                self.push(&format!("{function}({line})"));
            }
            Content::Quote(blocks) => {
                let inner = self.within(blocks);
                self.push(&format!("quote(block: true, {inner})"));
            }
            Content::Group(blocks) => self.blocks(blocks),
            Content::List(first, items) => self.list(*first, items),
            Content::Terms(terms) => {
                let terms = terms.iter().map(|(term, values)| {
                    let (term, values) = (self.line(term), self.values(values));
                    format!("({term}, {values})")
                });
                let terms = array(terms.collect::<Vec<_>>());
                self.push(&format!("facts(form, {terms}, within: {})", self.depth > 0));
            }
            Content::Code(text) => {
                let text = self.text(text, true);
                self.push(&format!("raw(block: true, {text})"));
            }
            Content::Break => self.push("pause()"),
            Content::Rule => self.push("ruled()"),
            Content::Table(table) => self.table(table),
            Content::Figure(image, caption) => self.figure(image, caption),
        }
    }

    fn list(&mut self, first: Option<u64>, items: &[Vec<Block>]) {
        let single =
            |item: &Vec<Block>| matches!(item.as_slice(), [Block { content: Content::Paragraph(_), .. }]);
        let tight = items.iter().all(single);
        self.depth += 1;
        let items = items.iter().map(|item| {
            let length: usize = item.iter().map(length).sum();
            let inner = match item.as_slice() {
                [Block { content: Content::Paragraph(line), id: None, lang: None }] => self.line(line),
                blocks => self.within(blocks),
            };
            if length < KEPT { format!("keep({inner})") } else { inner }
        });
        let items: Vec<String> = items.collect();
        self.depth -= 1;
        let first = first.map_or_else(|| "none".to_owned(), |first| first.to_string());
        self.push(&format!("points(form, {first}, {tight}, {})", items.join(", ")));
    }

    /// Values of a fact, below one another or, when there are many, in a row.
    fn values(&mut self, values: &[Vec<Inline>]) -> String {
        let between = if values.len() > BELOW { "\", \"" } else { "linebreak()" };
        let values: Vec<String> = values.iter().map(|value| self.line(value)).collect();
        match values.as_slice() {
            [] => "\"\"".to_owned(),
            [one] => one.clone(),
            some => format!("{{{}}}", some.join(&format!(";{between};"))),
        }
    }

    fn figure(&mut self, image: &Image, caption: &[Inline]) {
        let picture = match self.picture(image) {
            Some(picture) => picture,
            None if image.alt.is_empty() => return,
            None => format!("par({})", self.instead(image)),
        };
        if caption.is_empty() {
            self.push(&picture);
        } else {
            let caption = self.line(caption);
            self.push(&format!("captioned({caption}, {picture})"));
        }
    }

    /// A call that draws a picture as large as it is, if it can be drawn.
    fn picture(&self, image: &Image) -> Option<String> {
        let name = self.pictures.name(image)?;
        let (w, h) = image.size.map_or((600.0, 400.0), |(w, h)| (f64::from(w.max(1)), f64::from(h.max(1))));
        // A CSS pixel is a 96th of an inch.
        let millimetres = 25.4 / 96.0;
        let width = (w * millimetres).min(HIGHEST * w / h);
        let alt = if image.alt.is_empty() { "none".to_owned() } else { self.text(&image.alt, false) };
        Some(format!("picture({}, {alt}, {width:.2}mm)", literal(name)))
    }

    /// The words that stand in the place of a picture.
    fn instead(&self, image: &Image) -> String {
        self.text(&format!("[{}: {}]", self.look.strings.get("picture"), image.alt), false)
    }

    fn table(&mut self, table: &Table) {
        let plan = tables::plan(table, self.look.measure_em(), !self.of.easy);
        let caption = if table.caption.is_empty() { "none".to_owned() } else { self.line(&table.caption) };
        let rows = table.rows.iter().map(|row| {
            let kept = row.iter().map(|cell| plain(cell).chars().count()).sum::<usize>() < KEPT;
            let cells = array(row.iter().map(|cell| self.line(cell)).collect::<Vec<_>>());
            format!("({kept}, {cells})")
        });
        let rows = array(rows.collect::<Vec<_>>());
        let head = array(table.head.iter().map(|cell| self.line(cell)).collect::<Vec<_>>());
        if plan == Plan::Stacked {
            self.push(&format!("stacked(form, {caption}, {head}, {rows})"));
            return;
        }
        let columns = match &plan {
            Plan::Columns(columns) | Plan::Hyphenated(columns) => {
                array(columns.iter().map(|width| format!("{width:.2}em")))
            }
            _ => table.head.len().to_string(),
        };
        let numeric = array(table.numeric.iter().map(ToString::to_string));
        let (width, height) = (table.head.len().to_string(), table.rows.len().to_string());
        let size = self.look.strings.fill("table_size", &[("columns", &width), ("rows", &height)]);
        let summary = literal(&size);
        self.push(&format!(
            "figures({caption}, {head}, {rows}, columns: {columns}, numeric: {numeric}, row-heads: {}, hyphenate: {}, summary: {summary})",
            table.row_headers,
            matches!(plan, Plan::Hyphenated(_)),
        ));
    }

    /// A line as one expression.
    pub(super) fn line(&mut self, line: &[Inline]) -> String {
        let parts: Vec<String> =
            line.iter().map(|inline| self.inline(inline)).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [] => "\"\"".to_owned(),
            [one] => one.clone(),
            some => format!("{{{}}}", some.join(";")),
        }
    }

    fn inline(&mut self, inline: &Inline) -> String {
        match inline {
            Inline::Text(text) => self.text(text, false),
            Inline::Code(text) => format!("raw({})", self.text(text, false)),
            Inline::Emphasis(line) => self.call("emph", line),
            Inline::Strong(line) => self.call("strong", line),
            Inline::Strike(line) => self.call("strike", line),
            Inline::Sub(line) => self.call("sub", line),
            Inline::Sup(line) => self.call("super", line),
            Inline::LineBreak => "linebreak()".to_owned(),
            Inline::Link(address, line) => self.link(address, line),
            Inline::Image(image) => match self.picture(image) {
                Some(picture) => format!("box({picture})"),
                None if image.alt.is_empty() => String::new(),
                None => self.instead(image),
            },
            Inline::Passage(lang, line) => match language(lang) {
                Some(lang) => format!("text({lang}, {})", self.line(line)),
                None => self.line(line),
            },
            Inline::Note(number, id) => self.note(*number, id),
        }
    }

    fn call(&mut self, function: &str, line: &[Inline]) -> String {
        format!("{function}({})", self.line(line))
    }

    fn note(&self, number: usize, id: &str) -> String {
        let number = literal(&number.to_string());
        if self.anchors.contains(id) {
            format!("note({number}, {})", literal(id))
        } else {
            format!("super({number})")
        }
    }

    /// A link; where it leads out of the site its address is printed after it, once.
    fn link(&mut self, address: &str, line: &[Inline]) -> String {
        let text = plain(line);
        let words = self.line(line);
        if text.trim().is_empty() {
            return words;
        }
        if let Some(id) = address.strip_prefix('#') {
            let known = self.anchors.contains(id);
            return if known { format!("link(label({}), {words})", literal(id)) } else { words };
        }
        let shown = address.strip_prefix("mailto:").unwrap_or(address);
        let within = self.of.root.as_ref().is_some_and(|root| address.starts_with(root.as_str()));
        let said = within || address.starts_with("tel:") || text.contains(shown);
        let printed =
            if said || !self.told.insert(address.to_owned()) { "none".to_owned() } else { literal(shown) };
        format!("web(form, {}, {words}, {printed})", literal(address))
    }

    /// A text as a literal, of characters that some font has. Ends of lines and tabs are kept in code only.
    fn text(&self, text: &str, is_code: bool) -> String {
        literal(&fit(text, is_code, self.look.longest_word(), self.has))
    }
}

/// A text of characters that can be set: each that no font has gives way to an empty box. A word of more than so many letters
/// would not fit into a line: it may be broken after its marks, and after so many letters without one.
pub(super) fn fit(text: &str, is_code: bool, longest: usize, has: &dyn Fn(char) -> bool) -> String {
    let is_space = |c: char| c.is_whitespace() && c != '\u{a0}';
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(is_space) {
        let breaks = word.chars().count() > longest;
        let mut letters = 0;
        for c in word.chars() {
            match c {
                '\n' if is_code => out.push('\n'),
                '\t' if is_code => out.push_str("    "),
                c if is_silent(c) => {}
                c if is_space(c) || c.is_control() => out.push(' '),
                c if has(c) || is_shaping(c) => out.push(c),
                _ => out.push('□'),
            }
            letters = if c.is_alphanumeric() { letters + 1 } else { 0 };
            if breaks && (letters == longest || (letters == 0 && !is_space(c))) {
                out.push('\u{200b}');
                letters = 0;
            }
        }
    }
    out
}

/// Characters that only choose how another is drawn, or that have no place within a text.
pub(super) fn is_silent(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{2060}' | '\u{200d}' | '\u{fff0}'..='\u{ffff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Characters without a shape of their own: where a word may be broken, and which way it runs.
pub(super) fn is_shaping(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}')
}

/// How many letters a block has.
fn length(block: &Block) -> usize {
    let mut letters = 0;
    block.walk(&mut |block| {
        letters += block.lines().iter().map(|line| plain(line).chars().count()).sum::<usize>();
        // A picture or a table takes more room than its words.
        letters += match &block.content {
            Content::Figure(..) | Content::Table(_) => KEPT,
            Content::Code(text) => text.chars().count() + 60 * text.lines().count(),
            _ => 0,
        };
    });
    letters
}

/// Whether a language can be told to the typesetter, and if so how.
pub(super) fn arguments(tag: &LangTag) -> String {
    language(tag).unwrap_or_else(|| "lang: \"sv\", region: none".to_owned())
}
