//! An author's text as blocks: what the tree of Markdown says, with links, pictures and words looked up once for all forms.

use super::tree::{Block, Content, Image, Inline, Table};
use crate::markdown::html::{Surroundings, recording_words};
use crate::markdown::tree::{Align, Kind, Node, plain};
use crate::markdown::words::Piece;
use crate::markdown::{Document, footnotes::Footnote};

/// What is asked of the site around a text.
pub(super) struct Reading<'a> {
    /// Links, words.
    pub around: &'a dyn Surroundings,
    /// The whole address of a link as it is seen from the page; `None` for one that leads nowhere from here.
    pub whole: &'a dyn Fn(&str) -> Option<String>,
    /// The file of a picture and its size.
    pub picture: &'a dyn Fn(&str) -> Option<Image>,
}

/// The blocks of a text: the quotation that leads it, if there is one, and the rest with its footnotes.
pub(super) fn blocks(document: &Document, reading: &Reading<'_>) -> (Vec<Block>, Vec<Block>) {
    let mut writer =
        Writer { reading, seen: reading.around.words().explained(&document.blocks), still: false };
    let led = document.blocks.first().is_some_and(|block| block.kind == Kind::Quote);
    let (lead, rest) = document.blocks.split_at(usize::from(led));
    let lead = writer.blocks(lead);
    let mut rest = writer.blocks(rest);
    rest.extend(writer.footnotes(&document.footnotes));
    (lead, rest)
}

struct Writer<'r> {
    reading: &'r Reading<'r>,
    /// What has been explained.
    seen: Vec<String>,
    /// In a place where words are not explained: a heading, a link, a table.
    still: bool,
}

impl Writer<'_> {
    /// Blocks; what stands in a line among them becomes paragraphs of its own.
    fn blocks(&mut self, nodes: &[Node]) -> Vec<Block> {
        let mut out = Vec::new();
        let mut line: Vec<Inline> = Vec::new();
        for node in nodes {
            if is_block(node) {
                flush(&mut line, &mut out);
                self.block(node, &mut out);
            } else {
                self.inline(node, &mut line);
            }
        }
        flush(&mut line, &mut out);
        out
    }

    fn block(&mut self, node: &Node, out: &mut Vec<Block>) {
        match &node.kind {
            Kind::Heading { level, id, lang } => {
                let line = self.stilled(&node.children);
                let level = (*level).clamp(2, 6);
                out.push(Block::new(Content::Heading(level, line)).at(id).in_language(lang.clone()));
            }
            Kind::Quote => out.push(Block::new(Content::Quote(self.blocks(&node.children)))),
            Kind::List(first) => {
                let items = node.children.iter().map(|item| self.item(item)).collect();
                out.push(Block::new(Content::List(*first, items)));
            }
            Kind::CodeBlock { text, .. } => out.push(Block::new(Content::Code(text.clone()))),
            Kind::Break => out.push(Block::new(Content::Break)),
            Kind::Table { aligns, row_headers } => out.push(self.table(node, aligns, *row_headers)),
            Kind::Figure => self.figure(node, out),
            Kind::Marked { id } => {
                let mut blocks = self.blocks(&node.children);
                // An anchor belongs to a block: around one it is that one's own.
                match blocks.as_mut_slice() {
                    [one] if one.id.is_none() => {
                        one.id = Some(id.clone());
                        out.append(&mut blocks);
                    }
                    _ => out.push(Block::new(Content::Group(blocks)).at(id)),
                }
            }
            Kind::Element { tag, attributes } => self.element(tag, attributes, node, out),
            // A paragraph, or what stands in a line.
            _ => {
                let mut line = self.line(&node.children);
                flush(&mut line, out);
            }
        }
    }

    fn element(
        &mut self,
        tag: &str,
        attributes: &[(&'static str, String)],
        node: &Node,
        out: &mut Vec<Block>,
    ) {
        let lang = attributes.iter().find(|(key, _)| *key == "lang");
        let lang = lang.and_then(|(_, value)| crate::language::tag::LangTag::parse(value));
        let content = match tag {
            "hr" => Content::Break,
            "blockquote" => Content::Quote(self.blocks(&node.children)),
            "ul" | "ol" => {
                let items = node.children.iter().filter(|child| !is_space(child));
                Content::List((tag == "ol").then_some(1), items.map(|item| self.item(item)).collect())
            }
            "dl" => Content::Terms(self.terms(&node.children)),
            "p" => Content::Paragraph(self.line(&node.children)),
            // What a reader of the page opens is open on paper; its summary leads it.
            "summary" => Content::Paragraph(vec![Inline::Strong(self.line(&node.children))]),
            _ => {
                let blocks = self.blocks(&node.children);
                if lang.is_none() {
                    out.extend(blocks);
                    return;
                }
                Content::Group(blocks)
            }
        };
        out.push(Block::new(content).in_language(lang));
    }

    fn terms(&mut self, nodes: &[Node]) -> Vec<(Vec<Inline>, Vec<Vec<Inline>>)> {
        let mut terms: Vec<(Vec<Inline>, Vec<Vec<Inline>>)> = Vec::new();
        for node in nodes {
            match &node.kind {
                Kind::Element { tag: "dt", .. } => terms.push((self.line(&node.children), Vec::new())),
                Kind::Element { tag: "dd", .. } => {
                    let line = self.line(&node.children);
                    match terms.last_mut() {
                        Some((_, values)) => values.push(line),
                        None => terms.push((Vec::new(), vec![line])),
                    }
                }
                _ => terms.extend(self.terms(&node.children)),
            }
        }
        terms
    }

    /// An item; a task begins with how it stands.
    fn item(&mut self, node: &Node) -> Vec<Block> {
        let mut blocks = match node.kind {
            Kind::Item(_) | Kind::Element { tag: "li", .. } => self.blocks(&node.children),
            _ => self.blocks(std::slice::from_ref(node)),
        };
        if let Kind::Item(Some(done)) = node.kind {
            let labels = self.reading.around.labels();
            let word = if done { &labels.done } else { &labels.not_done };
            let word = Inline::Strong(vec![Inline::Text(word.clone())]);
            match blocks.first_mut() {
                Some(Block { content: Content::Paragraph(line), .. }) => {
                    line.splice(0..0, [word, Inline::Text(" ".into())]);
                }
                _ => blocks.insert(0, Block::new(Content::Paragraph(vec![word]))),
            }
        }
        blocks
    }

    fn figure(&mut self, node: &Node, out: &mut Vec<Block>) {
        let caption = node
            .children
            .iter()
            .find(|child| matches!(child.kind, Kind::Caption | Kind::Element { tag: "figcaption", .. }));
        let caption = caption.map(|caption| self.stilled(&caption.children)).unwrap_or_default();
        let mut image = None;
        node.walk(&mut |node| {
            if let (None, Kind::Image { src, decorative, .. }) = (&image, &node.kind) {
                image = self.picture(src, node, *decorative);
            }
        });
        match image {
            Some(image) => out.push(Block::new(Content::Figure(image, caption))),
            None => out.extend(self.blocks(&node.children)),
        }
    }

    fn table(&mut self, node: &Node, aligns: &[Align], row_headers: bool) -> Block {
        let caption = node.children.iter().find(|child| matches!(child.kind, Kind::Caption));
        let caption = caption.map(|caption| self.stilled(&caption.children)).unwrap_or_default();
        let rows = node.children.iter().filter(|child| matches!(child.kind, Kind::Row));
        let mut rows: Vec<Vec<Vec<Inline>>> =
            rows.map(|row| row.children.iter().map(|cell| self.stilled(&cell.children)).collect()).collect();
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        for row in &mut rows {
            row.resize(head.len(), Vec::new());
        }
        let numeric = (0..head.len()).map(|i| aligns.get(i) == Some(&Align::End)).collect();
        Block::new(Content::Table(Table { caption, head, rows, row_headers, numeric }))
    }

    fn footnotes(&mut self, notes: &[Footnote]) -> Vec<Block> {
        if notes.is_empty() {
            return Vec::new();
        }
        let title = self.reading.around.labels().footnotes.clone();
        let items = notes.iter().map(|note| {
            let blocks = self.blocks(&note.children);
            vec![Block::new(Content::Group(blocks)).at(note_id(note.number))]
        });
        let items = items.collect();
        vec![
            Block::heading(2, title).at(crate::markdown::html::FOOTNOTES),
            Block::new(Content::List(Some(1), items)),
        ]
    }

    fn stilled(&mut self, nodes: &[Node]) -> Vec<Inline> {
        let before = std::mem::replace(&mut self.still, true);
        let line = self.line(nodes);
        self.still = before;
        line
    }

    /// A line; blocks within it give what stands in them.
    fn line(&mut self, nodes: &[Node]) -> Vec<Inline> {
        let mut line = Vec::new();
        for node in nodes {
            if is_block(node) && !line.is_empty() {
                line.push(Inline::LineBreak);
            }
            self.inline(node, &mut line);
        }
        while matches!(line.last(), Some(Inline::LineBreak)) {
            line.pop();
        }
        line
    }

    fn inline(&mut self, node: &Node, line: &mut Vec<Inline>) {
        match &node.kind {
            Kind::Text(text) => self.text(text, line),
            Kind::Code(text) => line.push(Inline::Code(text.clone())),
            Kind::Emphasis => line.push(Inline::Emphasis(self.line(&node.children))),
            Kind::Strong => line.push(Inline::Strong(self.line(&node.children))),
            Kind::Strike => line.push(Inline::Strike(self.line(&node.children))),
            Kind::SoftBreak if self.reading.around.keeps_lines() => line.push(Inline::LineBreak),
            Kind::SoftBreak => line.push(Inline::Text(" ".into())),
            Kind::HardBreak => line.push(Inline::LineBreak),
            Kind::Link { target, lang } => self.link(node, target, lang.as_ref(), line),
            Kind::Image { src, title, decorative } => {
                line.extend(self.picture(src, node, *decorative).map(Inline::Image));
                if !title.trim().is_empty() {
                    line.push(Inline::Text(format!(" ({title})")));
                }
            }
            // What plays on the page is a way to the recording elsewhere.
            Kind::Media(media) => {
                for (i, src) in media.sources.iter().enumerate() {
                    let href = self.reading.around.link(src);
                    let words = recording_words(src, &href, self.reading.around.labels());
                    let words = vec![Inline::Text(words)];
                    if i > 0 {
                        line.push(Inline::LineBreak);
                    }
                    match href.address.as_deref().and_then(self.reading.whole) {
                        Some(address) => line.push(Inline::Link(address, words)),
                        None => line.extend(words),
                    }
                }
            }
            Kind::FootnoteRef { number, .. } if *number > 0 => {
                line.push(Inline::Note(*number, note_id(*number)));
            }
            Kind::Passage(lang) => {
                let words = self.stilled(&node.children);
                line.push(Inline::Passage(lang.clone(), words));
            }
            Kind::Element { tag, attributes } => {
                let words = self.line(&node.children);
                let lang = attributes.iter().find(|(key, _)| *key == "lang");
                let lang = lang.and_then(|(_, value)| crate::language::tag::LangTag::parse(value));
                let words = match lang {
                    Some(lang) => vec![Inline::Passage(lang, words)],
                    None => words,
                };
                match *tag {
                    "br" => line.push(Inline::LineBreak),
                    "strong" | "b" => line.push(Inline::Strong(words)),
                    "em" | "i" | "cite" | "dfn" | "var" => line.push(Inline::Emphasis(words)),
                    "s" | "del" => line.push(Inline::Strike(words)),
                    "sub" => line.push(Inline::Sub(words)),
                    "sup" => line.push(Inline::Sup(words)),
                    "code" | "kbd" | "samp" => line.push(Inline::Code(super::tree::plain(&words))),
                    "q" => {
                        line.push(Inline::Text("”".into()));
                        line.extend(words);
                        line.push(Inline::Text("”".into()));
                    }
                    // Readings above a word stand after it, in brackets.
                    "rt" => {
                        line.push(Inline::Text(" (".into()));
                        line.extend(words);
                        line.push(Inline::Text(")".into()));
                    }
                    "rp" | "wbr" => {}
                    _ => line.extend(words),
                }
            }
            Kind::Raw { .. } | Kind::FootnoteRef { .. } => {}
            _ => {
                let within = self.line(&node.children);
                line.extend(within);
            }
        }
    }

    fn text(&mut self, text: &str, line: &mut Vec<Inline>) {
        let words = self.reading.around.words();
        if self.still || words.is_empty() {
            line.push(Inline::Text(text.to_owned()));
            return;
        }
        let mut out = String::with_capacity(text.len());
        for piece in words.cut(text, &mut self.seen) {
            match piece {
                Piece::Text(text) | Piece::Term(text, _) => out.push_str(text),
                Piece::Abbreviation(short, long) => {
                    out.push_str(short);
                    out.push_str(" (");
                    out.push_str(&long);
                    out.push(')');
                }
            }
        }
        line.push(Inline::Text(out));
    }

    fn link(
        &mut self,
        node: &Node,
        target: &str,
        lang: Option<&crate::language::tag::LangTag>,
        line: &mut Vec<Inline>,
    ) {
        let href = self.reading.around.link(target);
        let mut words = self.stilled(&node.children);
        if let Some(facts) = &href.facts {
            words.push(Inline::Text(format!(" ({facts})")));
        }
        if let Some(lang) = lang {
            words = vec![Inline::Passage(lang.clone(), words)];
        }
        match href.address.as_deref().and_then(self.reading.whole) {
            Some(address) => line.push(Inline::Link(address, words)),
            None => line.extend(words),
        }
    }

    fn picture(&self, src: &str, node: &Node, decorative: bool) -> Option<Image> {
        let image = (self.reading.picture)(src)?;
        Some(Image { alt: if decorative { String::new() } else { plain(&node.children) }, ..image })
    }
}

/// The anchor of a footnote.
pub(super) fn note_id(number: usize) -> String {
    format!("fn-{number}")
}

fn is_block(node: &Node) -> bool {
    node.kind.is_block()
}

fn is_space(node: &Node) -> bool {
    match &node.kind {
        Kind::Text(text) => text.trim().is_empty(),
        Kind::SoftBreak | Kind::HardBreak => true,
        _ => false,
    }
}

/// Puts what has been gathered into a paragraph. A picture that stands alone is a figure without a caption.
fn flush(line: &mut Vec<Inline>, out: &mut Vec<Block>) {
    let whole = std::mem::take(line);
    let empty = |inline: &Inline| matches!(inline, Inline::Text(text) if text.trim().is_empty());
    match whole.as_slice() {
        [] => {}
        [Inline::Image(image)] => out.push(Block::new(Content::Figure(image.clone(), Vec::new()))),
        some if some.iter().all(empty) => {}
        _ => out.push(Block::new(Content::Paragraph(whole))),
    }
}
