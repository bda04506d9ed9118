//! Events of the Markdown parser to a tree. The only file that knows `pulldown-cmark`.

use super::footnotes::Definition;
use super::tree::{Align, Kind, Node};
use crate::language::tag::LangTag;
use crate::report::catalog::markup as rules;
use crate::report::{FileId, Finding, Findings, Span};
use pulldown_cmark::{Alignment, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Deepest nesting that is kept; what is deeper is put into its parent. Every pass may recurse without fear.
pub const MAX_DEPTH: usize = 48;

/// Blocks and footnote definitions, as written.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The blocks.
    pub blocks: Vec<Node>,
    /// The definitions.
    pub footnotes: Vec<Definition>,
}

struct Builder<'f> {
    file: FileId,
    base: usize,
    stack: Vec<Node>,
    /// Nodes opened beyond the deepest level, which are not in the stack.
    beyond: usize,
    out: Parsed,
    /// Labels of the definitions that are open, with the height of the stack they began at.
    definitions: Vec<(String, usize)>,
    /// Braces at the end of the open heading that are words of it.
    braces: Option<String>,
    findings: &'f mut Findings,
}

/// Parses the Markdown in a range of a source text.
pub fn parse(text: &str, range: Range<usize>, file: FileId, findings: &mut Findings) -> Parsed {
    let markdown = text.get(range.clone()).unwrap_or("");
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut builder = Builder {
        file,
        base: range.start,
        stack: Vec::new(),
        beyond: 0,
        out: Parsed::default(),
        definitions: Vec::new(),
        braces: None,
        findings,
    };
    for (event, at) in Parser::new_ext(markdown, options).into_offset_iter() {
        builder.event(event, at);
    }
    builder.out.blocks.shrink_to_fit();
    builder.out
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, at: Range<usize>) {
        let span = Span::new(self.file, self.base + at.start..self.base + at.end);
        match event {
            Event::Start(Tag::FootnoteDefinition(label)) => {
                self.definitions.push((label.to_string(), self.stack.len()));
                self.open(Kind::Quote, span);
            }
            Event::End(TagEnd::FootnoteDefinition) => self.close_definition(),
            Event::Start(tag) => {
                let kind = self.kind_of(tag, span);
                self.open(kind, span);
            }
            Event::End(_) => self.close(),
            // Mathematics is not switched on; its source would be shown as it is written.
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, span),
            Event::Code(text) => self.leaf(Kind::Code(text.to_string()), span),
            Event::Html(html) => self.raw(&html, true, span),
            Event::InlineHtml(html) => self.raw(&html, false, span),
            Event::FootnoteReference(label) => {
                self.leaf(Kind::FootnoteRef { label: label.to_string(), number: 0, mention: 0 }, span);
            }
            Event::SoftBreak => self.leaf(Kind::SoftBreak, span),
            Event::HardBreak => self.leaf(Kind::HardBreak, span),
            Event::Rule => self.leaf(Kind::Break, span),
            Event::TaskListMarker(done) => {
                if let Some(item) = self.stack.iter_mut().rev().find(|n| matches!(n.kind, Kind::Item(_))) {
                    item.kind = Kind::Item(Some(done));
                }
            }
        }
    }

    fn kind_of(&mut self, tag: Tag<'_>, span: Span) -> Kind {
        match tag {
            Tag::Heading { level, id, classes, attrs } => {
                // `## Mallen {utkast}`: braces that say something else are words of the heading.
                let known = |key: &str| key == "lang";
                let words: Vec<String> = classes
                    .iter()
                    .map(|class| format!(".{class}"))
                    .chain(attrs.iter().filter(|(key, _)| !known(key)).map(|(key, value)| match value {
                        Some(value) => format!("{key}={value}"),
                        None => key.to_string(),
                    }))
                    .collect();
                if !words.is_empty() {
                    self.braces = Some(format!(" {{{}}}", words.join(" ")));
                }
                let lang = attrs.iter().find(|(key, _)| &**key == "lang").and_then(|(_, value)| {
                    let value = value.as_deref().unwrap_or("").trim_matches('"');
                    let tag = LangTag::parse(value);
                    if tag.is_none() {
                        self.findings.push(Finding::at(&rules::LANG_INVALID, span).with("value", value));
                    }
                    tag
                });
                Kind::Heading {
                    level: number(level),
                    id: id.map(|id| id.to_string()).unwrap_or_default(),
                    lang,
                }
            }
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or("").to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                Kind::CodeBlock { info, text: String::new() }
            }
            Tag::List(start) => Kind::List(start),
            Tag::Item => Kind::Item(None),
            Tag::Table(aligns) => {
                let aligns = aligns.iter().map(|align| match align {
                    Alignment::Center => Align::Centre,
                    Alignment::Right => Align::End,
                    Alignment::Left | Alignment::None => Align::Start,
                });
                Kind::Table { aligns: aligns.collect(), row_headers: false }
            }
            Tag::TableHead | Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strike,
            Tag::Link { link_type: pulldown_cmark::LinkType::Email, dest_url, .. } => {
                Kind::Link { target: format!("mailto:{dest_url}"), lang: None }
            }
            Tag::Link { dest_url, .. } => Kind::Link { target: dest_url.to_string(), lang: None },
            Tag::Image { dest_url, title, .. } => {
                Kind::Image { src: dest_url.to_string(), title: title.to_string(), decorative: false }
            }
            Tag::HtmlBlock => Kind::Raw { html: String::new(), block: true },
            // Paragraphs, and kinds that are not switched on.
            _ => Kind::Paragraph,
        }
    }

    fn open(&mut self, kind: Kind, span: Span) {
        if self.stack.len() >= MAX_DEPTH {
            if self.beyond == 0 {
                self.findings.push(Finding::at(&rules::MARKUP_TOO_DEEP, span).with("depth", MAX_DEPTH));
            }
            self.beyond += 1;
        } else {
            self.stack.push(Node { kind, span, children: Vec::new() });
        }
    }

    fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if let Some(mut node) = self.stack.pop() {
            if let (Kind::Heading { .. }, Some(braces)) = (&node.kind, self.braces.take()) {
                node.children.push(Node::leaf(Kind::Text(braces), node.span));
            }
            // A tree is kept as long as its site, and most nodes have one child or none.
            node.children.shrink_to_fit();
            self.add(node);
        }
    }

    fn close_definition(&mut self) {
        let Some((label, height)) = self.definitions.pop() else { return };
        if self.beyond > 0 || self.stack.len() <= height {
            self.beyond = self.beyond.saturating_sub(1);
            return;
        }
        if let Some(node) = self.stack.pop() {
            self.out.footnotes.push(Definition { label, span: node.span, children: node.children });
        }
    }

    fn add(&mut self, node: Node) {
        match self.stack.last_mut() {
            Some(parent) => parent.children.push(node),
            None => self.out.blocks.push(node),
        }
    }

    fn leaf(&mut self, kind: Kind, span: Span) {
        self.add(Node::leaf(kind, span));
    }

    fn text(&mut self, text: &str, span: Span) {
        let Some(parent) = self.stack.last_mut() else {
            self.out.blocks.push(Node::leaf(Kind::Text(text.to_owned()), span));
            return;
        };
        if let Kind::CodeBlock { text: code, .. } = &mut parent.kind {
            code.push_str(text);
        } else if let Some(Node { kind: Kind::Text(before), span: whole, .. }) = parent.children.last_mut() {
            before.push_str(text);
            *whole = whole.to(span);
        } else {
            parent.children.push(Node::leaf(Kind::Text(text.to_owned()), span));
        }
    }

    fn raw(&mut self, html: &str, block: bool, span: Span) {
        if let Some(Node { kind: Kind::Raw { html: whole, .. }, span: own, .. }) = self.stack.last_mut() {
            // What leads the lines of a quotation or an item is no HTML; spaces in its place keep every byte where it stands.
            let at = (span.start as usize).saturating_sub(own.start as usize);
            whole.extend(std::iter::repeat_n(' ', at.saturating_sub(whole.len())));
            whole.push_str(html);
        } else {
            self.leaf(Kind::Raw { html: html.to_owned(), block }, span);
        }
    }
}

fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
