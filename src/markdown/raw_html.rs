//! Raw HTML in notes: what is safe becomes nodes, what is not is told and left out.
//!
//! An allow list, by the WHATWG tokeniser (`html5gum`), so that what a browser would see is what is judged. Elements
//! must open and close among the same siblings; links, images and headings become the same nodes as those of Markdown,
//! and so meet the same rules.

use super::media::{self, Media};
use super::tree::{BLOCKS, Kind, Node};
use crate::language::tag::LangTag;
use crate::report::catalog::markup as rules;
use crate::report::{Arg, Finding, Findings, Span};
use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Elements within a line that are kept.
const INLINE: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
    "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];
/// Elements whose content goes with them.
const SWALLOWED: &[&str] = &[
    "script", "style", "iframe", "object", "embed", "form", "template", "noscript", "svg", "math", "applet",
    "frameset", "textarea", "select", "title",
];
/// Elements that are a danger or load something; told as errors.
const UNSAFE: &[&str] = &[
    "script", "iframe", "object", "embed", "form", "input", "button", "textarea", "select", "applet",
    "frame", "frameset", "base", "link", "meta", "svg", "math", "template", "noscript", "portal",
];
/// Elements that are only about looks.
const STYLED: &[&str] = &["font", "center", "style", "marquee", "blink", "big", "strike", "tt"];
/// Elements without content.
const VOID: &[&str] =
    &["br", "hr", "wbr", "img", "input", "embed", "link", "meta", "base", "col", "source", "track", "frame"];

/// Elements of sound and film, and what stands in them.
const MEDIA: &[&str] = &["audio", "video", "source", "track"];

/// The elements that may stand in a note, for a message.
pub(super) fn allowed() -> String {
    INLINE.iter().chain(BLOCKS).chain(MEDIA).copied().collect::<Vec<_>>().join(", ")
}

/// Whether an element may stand in a note as HTML.
pub fn allows(tag: &str) -> bool {
    INLINE.contains(&tag) || BLOCKS.contains(&tag)
}

/// Whether an element has no content and no end tag.
pub(super) fn is_void(tag: &str) -> bool {
    VOID.contains(&tag)
}

/// Turns raw HTML into nodes, everywhere below.
pub fn settle(nodes: &mut Vec<Node>, findings: &mut Findings) {
    for node in nodes.iter_mut() {
        settle(&mut node.children, findings);
    }
    if nodes.iter().any(|node| matches!(node.kind, Kind::Raw { .. })) {
        let siblings = std::mem::take(nodes);
        *nodes = Nest::new(findings).all(siblings);
    }
}

/// An element that has begun and not ended.
struct Open {
    tag: String,
    kind: Option<Kind>,
    span: Span,
    children: Vec<Node>,
}

struct Nest<'f> {
    findings: &'f mut Findings,
    open: Vec<Open>,
    out: Vec<Node>,
    /// The element whose content is being left out.
    swallow: Option<String>,
}

impl<'f> Nest<'f> {
    fn new(findings: &'f mut Findings) -> Self {
        Self { findings, open: Vec::new(), out: Vec::new(), swallow: None }
    }

    fn all(mut self, siblings: Vec<Node>) -> Vec<Node> {
        for node in siblings {
            match node.kind {
                Kind::Raw { html, block } => self.raw(&html, block, node.span),
                _ if self.swallow.is_some() => {}
                _ => self.put(node),
            }
        }
        while let Some(open) = self.open.pop() {
            if open.kind.is_some() {
                self.invalid(
                    open.span,
                    Arg::Both(
                        format!("<{}> stängs aldrig.", open.tag),
                        format!("<{}> is never closed.", open.tag),
                    ),
                );
            }
            for child in open.children {
                self.put(child);
            }
        }
        self.out
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.children.push(node),
            None => self.out.push(node),
        }
    }

    fn raw(&mut self, html: &str, block: bool, whole: Span) {
        let emitter = DefaultEmitter::<usize>::new_with_span();
        for token in Tokenizer::new_with_emitter(html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let span = whole.slice(tag.span.start..tag.span.end);
                    self.start(&tag, block, span);
                }
                Token::EndTag(tag) => {
                    let span = whole.slice(tag.span.start..tag.span.end);
                    self.end(&String::from_utf8_lossy(&tag.name), block, span);
                }
                Token::String(text) => {
                    let span = whole.slice(text.span.start..text.span.end);
                    self.text(&String::from_utf8_lossy(&text), block, span);
                }
                // Comments say nothing to readers; the tokeniser's own errors show in what comes out.
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
    }

    fn text(&mut self, text: &str, block: bool, span: Span) {
        // What stands in a recording besides its files is for browsers that cannot play it; they get a link.
        let in_media = self.open.iter().any(|open| matches!(open.kind, Some(Kind::Media(_))));
        if self.swallow.is_some() || in_media || (block && text.trim().is_empty()) {
            return;
        }
        let node = Node::leaf(Kind::Text(text.to_owned()), span);
        if block
            && self
                .open
                .last()
                .is_none_or(|open| matches!(open.tag.as_str(), "div" | "blockquote" | "details"))
        {
            self.put(Node { kind: Kind::Paragraph, span, children: vec![node] });
        } else {
            self.put(node);
        }
    }

    fn start(&mut self, tag: &StartTag<usize>, block: bool, span: Span) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        if self.swallow.is_some() {
            return;
        }
        if name == "iframe" && self.embed(tag, block, span) {
            if !tag.self_closing {
                self.swallow = Some(name);
            }
            return;
        }
        if UNSAFE.contains(&name.as_str()) {
            self.findings.push(Finding::at(&rules::HTML_UNSAFE, span).with("what", format!("<{name}>")));
        } else if STYLED.contains(&name.as_str()) {
            self.findings.push(Finding::at(&rules::HTML_STYLE, span).with("what", format!("<{name}>")));
        }
        if SWALLOWED.contains(&name.as_str()) {
            if !tag.self_closing {
                self.swallow = Some(name);
            }
            return;
        }
        let attributes = self.attributes(tag, &name, span);
        if let Some(Kind::Media(media)) = self.open.iter_mut().rev().find_map(|open| open.kind.as_mut())
            && media.add(&name, &attributes)
        {
            return;
        }
        let kind = kind_of(&name, &attributes);
        let told = UNSAFE.contains(&name.as_str()) || STYLED.contains(&name.as_str());
        if kind.is_none() && !told {
            self.invalid(
                span,
                Arg::Both(
                    format!("<{name}> är inte tillåtet i en anteckning."),
                    format!("<{name}> is not allowed in a note."),
                ),
            );
        }
        if VOID.contains(&name.as_str()) {
            if let Some(kind) = kind {
                let mut node = Node::leaf(kind, span);
                if let Some((_, alt)) = attributes.iter().find(|(key, _)| key == "alt")
                    && !alt.is_empty()
                {
                    node.children.push(Node::leaf(Kind::Text(alt.clone()), span));
                }
                self.put(node);
            }
            return;
        }
        self.open.push(Open { tag: name, kind, span, children: Vec::new() });
    }

    /// What another site would show within the page: a link to it stands there instead. Tells whether it is that.
    fn embed(&mut self, tag: &StartTag<usize>, block: bool, span: Span) -> bool {
        let get =
            |key: &str| tag.attributes.get(key.as_bytes()).map(|v| String::from_utf8_lossy(v).into_owned());
        let Some(src) = get("src").map(|src| src.trim().to_owned()) else { return false };
        let Some(host) = media::host(&src).map(str::to_owned) else { return false };
        self.findings.push(Finding::at(&rules::EMBED_THIRD_PARTY, span).with("host", host.as_str()));
        let text = get("title").filter(|title| !title.trim().is_empty()).unwrap_or(host);
        let text = Node::leaf(Kind::Text(text), span);
        let link = Node { kind: Kind::Link { target: src, lang: None }, span, children: vec![text] };
        self.put_in_line(link, block);
        true
    }

    /// Puts what stands in a line: in a paragraph of its own where nothing else is one.
    fn put_in_line(&mut self, node: Node, block: bool) {
        let in_line =
            |tag: &str| INLINE.contains(&tag) || matches!(tag, "p" | "a" | "li" | "dd" | "figcaption");
        if block && !self.open.last().is_some_and(|open| in_line(&open.tag)) {
            self.put(Node { kind: Kind::Paragraph, span: node.span, children: vec![node] });
        } else {
            self.put(node);
        }
    }

    fn end(&mut self, name: &str, block: bool, span: Span) {
        if let Some(swallowed) = &self.swallow {
            if swallowed == name {
                self.swallow = None;
            }
            return;
        }
        if VOID.contains(&name) {
            return;
        }
        let Some(at) = self.open.iter().rposition(|open| open.tag == name) else {
            self.invalid(
                span,
                Arg::Both(
                    format!("</{name}> stänger något som inte är öppet."),
                    format!("</{name}> closes what is not open."),
                ),
            );
            return;
        };
        while self.open.len() > at + 1 {
            let Some(inner) = self.open.pop() else { break };
            if inner.kind.is_some() {
                self.invalid(
                    inner.span,
                    Arg::Both(
                        format!("<{}> stängs aldrig.", inner.tag),
                        format!("<{}> is never closed.", inner.tag),
                    ),
                );
            }
            for child in inner.children {
                self.put(child);
            }
        }
        if let Some(open) = self.open.pop() {
            match open.kind {
                Some(kind @ Kind::Media(_)) => {
                    self.put_in_line(Node::leaf(kind, open.span.to(span)), block);
                }
                Some(kind) => self.put(Node { kind, span: open.span.to(span), children: open.children }),
                None => open.children.into_iter().for_each(|child| self.put(child)),
            }
        }
    }

    fn invalid(&mut self, span: Span, what: Arg) {
        self.findings
            .push(Finding::at(&rules::HTML_INVALID, span).with("what", what).with("allowed", allowed()));
    }

    /// The attributes that may stay, with complaints of the others.
    fn attributes(&mut self, tag: &StartTag<usize>, name: &str, span: Span) -> Vec<(String, String)> {
        let mut out = Vec::new();
        for (key, value) in &tag.attributes {
            let key = String::from_utf8_lossy(key).into_owned();
            let value = String::from_utf8_lossy(value).into_owned();
            match key.as_str() {
                "lang" if LangTag::parse(&value).is_none() => {
                    self.findings.push(Finding::at(&rules::LANG_INVALID, span).with("value", value));
                }
                "lang" | "id" | "alt" | "src" | "href" => out.push((key, value)),
                "dir" if matches!(value.as_str(), "ltr" | "rtl" | "auto") => out.push((key, value)),
                "datetime" if name == "time" || name == "del" || name == "ins" => out.push((key, value)),
                "start" if name == "ol" && value.parse::<u32>().is_ok() => out.push((key, value)),
                "style" | "align" | "valign" | "bgcolor" | "color" | "face" | "size" | "width" | "height"
                | "border" | "background" | "hspace" | "vspace" => {
                    // Of an element that is gone as a whole that has been told.
                    if STYLED.contains(&name) {
                        continue;
                    }
                    self.findings.push(Finding::at(&rules::HTML_STYLE, span).with("what", format!("{key}=")));
                }
                "poster" | "kind" | "srclang" | "label" if MEDIA.contains(&name) => out.push((key, value)),
                "autoplay" if MEDIA.contains(&name) => {
                    self.findings.push(Finding::at(&rules::MEDIA_AUTOPLAY, span));
                }
                "target" if value.trim().eq_ignore_ascii_case("_self") => {}
                "target" => self.findings.push(Finding::at(&rules::LINK_NEW_WINDOW, span)),
                _ if key.starts_with("on")
                    || matches!(key.as_str(), "srcdoc" | "formaction" | "autofocus") =>
                {
                    self.findings
                        .push(Finding::at(&rules::HTML_UNSAFE, span).with("what", format!("{key}=")));
                }
                // Classes, titles and data attributes carry nothing that every reader gets; they are left out silently.
                _ => {}
            }
        }
        out
    }
}

fn kind_of(name: &str, attributes: &[(String, String)]) -> Option<Kind> {
    let get = |key: &str| attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
    let lang = get("lang").as_deref().and_then(LangTag::parse);
    if let Some(level) =
        name.strip_prefix('h').and_then(|n| n.parse::<u8>().ok()).filter(|n| (1..=6).contains(n))
    {
        return Some(Kind::Heading { level, id: get("id").unwrap_or_default(), lang });
    }
    match name {
        "a" => return Some(Kind::Link { target: get("href")?, lang }),
        "img" => {
            let decorative = get("alt").is_some_and(|alt| alt.is_empty());
            return Some(Kind::Image { src: get("src")?, title: String::new(), decorative });
        }
        "audio" | "video" => return Media::new(name, attributes).map(|media| Kind::Media(Box::new(media))),
        "br" => return Some(Kind::HardBreak),
        "hr" => return Some(Kind::Break),
        _ => {}
    }
    let tag = INLINE.iter().chain(BLOCKS).find(|tag| **tag == name)?;
    let known = ["lang", "id", "dir", "datetime", "start"];
    let mut kept: Vec<(&'static str, String)> =
        known.into_iter().filter_map(|key| Some((key, get(key)?))).collect();
    if let Some(dir) = lang.as_ref().and_then(LangTag::dir).filter(|_| get("dir").is_none()) {
        kept.push(("dir", dir.to_owned()));
    }
    Some(Kind::Element { tag, attributes: kept })
}
