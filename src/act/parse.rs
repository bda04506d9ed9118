//! HTML to a [`Tree`], as a browser does it: the tokeniser of `html5gum`, which knows where each tag stands, drives the tree
//! builder of `html5ever`, which knows what belongs in what.

use super::tree::{Attribute, Element, Id, Node, Space, Tree, What};
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token as Give, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute as Pair, LocalName, QualName, local_name, ns};
use html5gum::{DefaultEmitter, Emitter, ForwardingEmitter, StartTag, State, Token, Tokenizer};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

/// How a text is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// A whole page.
    Page,
    /// A page in the syntax of XML: `<a/>` is an empty element.
    Xhtml,
    /// A piece of what stands in `<body>`.
    Fragment,
}

/// Elements without content: for these `<br/>` says the same in both syntaxes.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Reads a text.
pub(super) fn parse(html: &str, form: Form) -> Tree {
    let sink = Sink::default();
    let options = TreeBuilderOpts { drop_doctype: true, ..TreeBuilderOpts::default() };
    let builder = if form == Form::Fragment {
        let name = QualName::new(None, ns!(html), local_name!("body"));
        let context = sink.create_element(name, Vec::new(), ElementFlags::default());
        TreeBuilder::new_for_fragment(sink, context, None, options)
    } else {
        TreeBuilder::new(sink, options)
    };
    let foreign = Rc::new(Cell::new(false));
    let emitter = Watched { inner: DefaultEmitter::new_with_span(), foreign: Rc::clone(&foreign) };
    let mut tokens = Tokenizer::new_with_emitter(html, emitter);
    while let Some(Ok(token)) = tokens.next() {
        let state = match token {
            Token::StartTag(tag) => start(&builder, &tag, form),
            Token::EndTag(tag) => {
                builder.sink.at.replace(Place { span: tag.span.start..tag.span.end, ..Place::default() });
                give(&builder, tag_token(TagKind::EndTag, &tag.name, false, Vec::new()))
            }
            Token::String(text) => {
                builder.sink.at.replace(Place { span: text.span.start..text.span.end, ..Place::default() });
                characters(&builder, &text);
                None
            }
            Token::Comment(text) => give(&builder, Give::CommentToken(tendril(&text))),
            Token::Doctype(doctype) => {
                let name = Some(tendril(&doctype.name)).filter(|name| !name.is_empty());
                give(
                    &builder,
                    Give::DoctypeToken(Doctype {
                        name,
                        public_id: doctype.public_identifier.as_deref().map(|v| tendril(v)),
                        system_id: doctype.system_identifier.as_deref().map(|v| tendril(v)),
                        force_quirks: doctype.force_quirks,
                    }),
                )
            }
            Token::Error(_) => None,
        };
        if let Some(state) = state {
            tokens.set_state(state);
        }
        foreign.set(builder.adjusted_current_node_present_but_not_in_html_namespace());
    }
    builder.sink.at.replace(Place { span: html.len()..html.len(), ..Place::default() });
    let _ = give(&builder, Give::EOFToken);
    builder.end();
    builder.sink.finish()
}

/// Gives a start tag to the tree builder; in XML one that closes itself is closed.
fn start(builder: &TreeBuilder<Handle, Sink>, tag: &StartTag<usize>, form: Form) -> Option<State> {
    let name = String::from_utf8_lossy(&tag.name).into_owned();
    let mut attributes = BTreeMap::new();
    let mut pairs = Vec::new();
    for (key, value) in &tag.attributes {
        let key = String::from_utf8_lossy(key).into_owned();
        pairs.push(Pair {
            name: QualName::new(None, ns!(), LocalName::from(key.as_str())),
            value: tendril(&value.value),
        });
        attributes.insert(key, value.span.start..value.span.end);
    }
    let closed = form == Form::Xhtml
        && tag.self_closing
        && !VOID.contains(&name.as_str())
        && !builder.adjusted_current_node_present_but_not_in_html_namespace()
        && !matches!(name.as_str(), "svg" | "math");
    builder.sink.at.replace(Place { span: tag.span.start..tag.span.end, tag: Some(name), attributes });
    let state = give(builder, tag_token(TagKind::StartTag, &tag.name, tag.self_closing, pairs));
    if closed {
        let _ = give(builder, tag_token(TagKind::EndTag, &tag.name, false, Vec::new()));
        return None;
    }
    state
}

fn tag_token(kind: TagKind, name: &[u8], self_closing: bool, attrs: Vec<Pair>) -> Give {
    let name = LocalName::from(&*String::from_utf8_lossy(name));
    Give::TagToken(Tag { kind, name, self_closing, attrs, had_duplicate_attributes: false })
}

fn characters(builder: &TreeBuilder<Handle, Sink>, text: &[u8]) {
    for (n, part) in text.split(|byte| *byte == 0).enumerate() {
        if n > 0 {
            let _ = give(builder, Give::NullCharacterToken);
        }
        if !part.is_empty() {
            let _ = give(builder, Give::CharacterTokens(tendril(part)));
        }
    }
}

/// Gives a token; says how the text that follows is to be read, when that changes.
fn give(builder: &TreeBuilder<Handle, Sink>, token: Give) -> Option<State> {
    match builder.process_token(token, 1) {
        TokenSinkResult::Continue | TokenSinkResult::EncodingIndicator(_) => None,
        TokenSinkResult::Script(_) => Some(State::Data),
        TokenSinkResult::Plaintext => Some(State::PlainText),
        TokenSinkResult::RawData(RawKind::Rcdata) => Some(State::RcData),
        TokenSinkResult::RawData(RawKind::Rawtext) => Some(State::RawText),
        TokenSinkResult::RawData(RawKind::ScriptData | RawKind::ScriptDataEscaped(_)) => {
            Some(State::ScriptData)
        }
    }
}

fn tendril(bytes: &[u8]) -> StrTendril {
    StrTendril::from(String::from_utf8_lossy(bytes).as_ref())
}

/// The tokeniser's emitter, which must know whether it stands in SVG: `<![CDATA[` is text only there.
struct Watched {
    inner: DefaultEmitter<usize>,
    foreign: Rc<Cell<bool>>,
}

impl ForwardingEmitter for Watched {
    type Token = Token<usize>;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.inner
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.foreign.get()
    }
}

/// An element that the tree builder holds, with its name, which it asks for at every step.
#[derive(Debug, Clone)]
struct Handle {
    id: Id,
    name: Rc<QualName>,
}

/// What is being read.
#[derive(Debug, Default)]
struct Place {
    span: Range<usize>,
    tag: Option<String>,
    attributes: BTreeMap<String, Range<usize>>,
}

/// A node while the tree grows.
#[derive(Debug)]
struct Growing {
    what: What,
    parent: Option<Id>,
    children: Vec<Id>,
    /// For `<template>`: what it holds, which is in no page.
    held: Option<Handle>,
}

/// Takes what the tree builder says.
#[derive(Debug)]
struct Sink {
    nodes: RefCell<Vec<Growing>>,
    at: RefCell<Place>,
    /// The name of what has none.
    nameless: Rc<QualName>,
}

impl Default for Sink {
    fn default() -> Self {
        let document = Growing { what: What::Other, parent: None, children: Vec::new(), held: None };
        let nameless = Rc::new(QualName::new(None, ns!(), local_name!("")));
        Self { nodes: RefCell::new(vec![document]), at: RefCell::default(), nameless }
    }
}

impl Sink {
    fn add(&self, what: What) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Growing { what, parent: None, children: Vec::new(), held: None });
        Handle { id: nodes.len() - 1, name: Rc::clone(&self.nameless) }
    }

    /// Takes a node out of what it stands in.
    fn detach(&self, id: Id) {
        let mut nodes = self.nodes.borrow_mut();
        let parent = nodes.get_mut(id).and_then(|node| node.parent.take());
        if let Some(node) = parent.and_then(|parent| nodes.get_mut(parent))
            && let Some(at) = node.children.iter().rposition(|child| *child == id)
        {
            node.children.remove(at);
        }
    }

    /// Puts a node or text into a parent, before the child at a place (or last).
    fn put(&self, parent: Id, before: Option<Id>, child: NodeOrText<Handle>) {
        let place = {
            let nodes = self.nodes.borrow();
            let siblings = nodes.get(parent).map_or(&[][..], |node| &node.children);
            before.and_then(|id| siblings.iter().rposition(|child| *child == id)).unwrap_or(siblings.len())
        };
        let child = match child {
            NodeOrText::AppendNode(child) => child.id,
            NodeOrText::AppendText(text) => {
                let mut nodes = self.nodes.borrow_mut();
                let last = place.checked_sub(1).and_then(|n| nodes.get(parent)?.children.get(n).copied());
                if let Some(Growing { what: What::Text(held), .. }) = last.and_then(|id| nodes.get_mut(id)) {
                    held.push_str(&text);
                    return;
                }
                drop(nodes);
                self.add(What::Text(text.to_string())).id
            }
        };
        self.detach(child);
        let mut nodes = self.nodes.borrow_mut();
        if let Some(node) = nodes.get_mut(child) {
            node.parent = Some(parent);
        }
        if let Some(node) = nodes.get_mut(parent) {
            let place = place.min(node.children.len());
            node.children.insert(place, child);
        }
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Tree;
    type ElemName<'a> = &'a QualName;

    /// The nodes in the order of the text.
    fn finish(self) -> Tree {
        let growing = self.nodes.into_inner();
        let mut out: Vec<Node> = Vec::with_capacity(growing.len());
        // A node to be written, or one whose subtree ends.
        let mut todo: Vec<(Id, Option<Id>)> = vec![(0, None)];
        let mut open: Vec<(Id, usize)> = Vec::new();
        let mut whats: Vec<Option<(What, Vec<Id>)>> =
            growing.into_iter().map(|node| Some((node.what, node.children))).collect();
        while let Some((id, parent)) = todo.pop() {
            // All subtrees that have nothing left to write have ended.
            while open.last().is_some_and(|(_, left)| todo.len() < *left) {
                if let Some((ended, _)) = open.pop() {
                    let end = out.len();
                    if let Some(node) = out.get_mut(ended) {
                        node.end = end;
                    }
                }
            }
            let Some((what, children)) = whats.get_mut(id).and_then(Option::take) else { continue };
            let own = out.len();
            out.push(Node { what, parent, end: own + 1 });
            open.push((own, todo.len()));
            todo.extend(children.into_iter().rev().map(|child| (child, Some(own))));
        }
        let end = out.len();
        for (ended, _) in open {
            if let Some(node) = out.get_mut(ended) {
                node.end = end;
            }
        }
        Tree::new(out)
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: 0, name: Rc::clone(&self.nameless) }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a QualName {
        &target.name
    }

    fn create_element(&self, name: QualName, attrs: Vec<Pair>, flags: ElementFlags) -> Handle {
        let at = self.at.borrow();
        let written = at.tag.as_deref().is_some_and(|tag| tag.eq_ignore_ascii_case(&name.local));
        let space = match &name.ns {
            space if *space == ns!(html) => Space::Html,
            space if *space == ns!(svg) => Space::Svg,
            _ => Space::Other,
        };
        let attributes = attrs.into_iter().map(|pair| attribute(&pair, &at)).collect();
        let tag = name.local.to_string();
        let element = Element { space, tag, attributes, span: at.span.clone(), written };
        let made = Handle { name: Rc::new(name), ..self.add(What::Element(element)) };
        if flags.template {
            let held = self.add(What::Other);
            if let Some(node) = self.nodes.borrow_mut().get_mut(made.id) {
                node.held = Some(held);
            }
        }
        made
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        self.add(What::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        self.add(What::Other)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.put(parent.id, None, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, prev: &Handle, child: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(element.id).and_then(|node| node.parent);
        if parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let held = self.nodes.borrow().get(target.id).and_then(|node| node.held.clone());
        held.unwrap_or_else(|| target.clone())
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        let parent = self.nodes.borrow().get(sibling.id).and_then(|node| node.parent);
        if let Some(parent) = parent {
            self.put(parent, Some(sibling.id), new_node);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attrs: Vec<Pair>) {
        let at = self.at.borrow();
        let mut nodes = self.nodes.borrow_mut();
        if let Some(Growing { what: What::Element(element), .. }) = nodes.get_mut(target.id) {
            for pair in attrs {
                let new = attribute(&pair, &at);
                if !element.attributes.iter().any(|known| known.name == new.name) {
                    element.attributes.push(new);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let children =
            nodes.get_mut(node.id).map(|node| std::mem::take(&mut node.children)).unwrap_or_default();
        for child in &children {
            if let Some(child) = nodes.get_mut(*child) {
                child.parent = Some(new_parent.id);
            }
        }
        if let Some(node) = nodes.get_mut(new_parent.id) {
            node.children.extend(children);
        }
    }
}

fn attribute(pair: &Pair, at: &Place) -> Attribute {
    let local = pair.name.local.to_string();
    let name = match &pair.name.prefix {
        Some(prefix) if !prefix.is_empty() => format!("{prefix}:{local}"),
        _ => local,
    };
    let span = at.attributes.get(&name.to_ascii_lowercase()).cloned().unwrap_or_else(|| at.span.clone());
    Attribute { name, value: pair.value.to_string(), span }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `tag[start..end](child,child)` with texts in quotes.
    fn shape(tree: &Tree, id: Id) -> String {
        let children: Vec<String> = tree.children(id).map(|child| shape(tree, child)).collect();
        match (tree.element(id), tree.text(id)) {
            (Some(element), _) => format!("{}({})", element.tag, children.join(",")),
            (_, Some(text)) => format!("{text:?}"),
            _ => children.join(","),
        }
    }

    fn fragment(html: &str) -> String {
        shape(&parse(html, Form::Fragment), 0)
    }

    #[test]
    fn the_tree_is_that_of_a_browser() {
        assert_eq!(fragment("<p>a<p>b"), "html(p(\"a\"),p(\"b\"))");
        assert_eq!(fragment("<table><tr><td>x</table>"), "html(table(tbody(tr(td(\"x\")))))");
        assert_eq!(fragment("<table>y<tr><td>x</table>"), "html(\"y\",table(tbody(tr(td(\"x\")))))");
        assert_eq!(fragment("<b><p>a</b>c</p>"), "html(b(),p(b(\"a\"),\"c\"))");
        assert_eq!(fragment("<template><a></a></template>b"), "html(template(),\"b\")");
        assert_eq!(fragment("<textarea><a></textarea>b"), "html(textarea(\"<a>\"),\"b\")");
        assert_eq!(fragment("<script>'<a>'</script>b"), "html(script(\"'<a>'\"),\"b\")");
        assert_eq!(fragment("<svg><title><![CDATA[x]]></title></svg>"), "html(svg(title(\"x\")))");
        assert_eq!(fragment("<svg><text><![CDATA[x]]></text></svg>"), "html(svg(text(\"x\")))");
    }

    #[test]
    fn what_is_not_written_is_known() {
        let tree = parse("<title>x</title>", Form::Page);
        let written: Vec<(&str, bool)> =
            tree.elements().filter_map(|id| tree.element(id)).map(|e| (e.tag.as_str(), e.written)).collect();
        assert_eq!(written, [("html", false), ("head", false), ("title", true), ("body", false)]);
    }

    #[test]
    fn every_tag_knows_where_it_stands() {
        let html = "<p>å</p>\n<img  src=x alt='é'>";
        let tree = parse(html, Form::Fragment);
        let img = tree.elements().last().expect("an element");
        let element = tree.element(img).expect("an element");
        assert_eq!(html.get(element.span.clone()), Some("<img  src=x alt='é'>"));
        let alt = tree.attribute(img, "alt").expect("an attribute");
        assert!(html.get(alt.span.clone()).is_some_and(|text| text.starts_with("alt")), "{alt:?}");
    }

    #[test]
    fn in_xml_an_element_may_close_itself() {
        let html = "<html><body><a id='x'/><p>y</p></body></html>";
        assert_eq!(shape(&parse(html, Form::Xhtml), 0), "html(head(),body(a(),p(\"y\")))");
        assert_eq!(shape(&parse(html, Form::Page), 0), "html(head(),body(a(p(\"y\"))))");
    }
}
