//! A page, tag by tag.

use super::links::Links;
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, Tokenizer};
use std::convert::Infallible;

/// What is met in a page.
pub(super) enum Event<'e> {
    Start(&'e Tag),
    End(&'e [u8]),
    Text(&'e [u8]),
    /// Its name.
    Doctype(&'e [u8]),
    /// With where it begins.
    Comment(&'e [u8], usize),
}

/// Goes through a page or a piece of one, and settles its links.
pub(super) fn each<'h>(html: &str, links: &mut Links<'h>, mut meet: impl FnMut(Event<'_>, &mut Links<'h>)) {
    let mut tag = Tag::default();
    // Nothing is kept of a page but its tags, one at a time: most of it is text, and pages are many.
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: Span<usize>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => tag.open(name),
            CallbackEvent::AttributeName { name } => tag.attribute(name, span.start),
            CallbackEvent::AttributeValue { value } => tag.value(value),
            CallbackEvent::CloseStartTag { .. } => {
                meet(Event::Start(&tag), links);
                tag.attributes().iter().for_each(|attribute| links.settle(attribute));
                tag.is_open = false;
            }
            CallbackEvent::EndTag { name } => meet(Event::End(name), links),
            CallbackEvent::String { value } => meet(Event::Text(value), links),
            CallbackEvent::Doctype { name, .. } => meet(Event::Doctype(name), links),
            CallbackEvent::Comment { value } => meet(Event::Comment(value, span.start), links),
            CallbackEvent::Error(_) => {}
        }
        None
    });
    Tokenizer::new_with_emitter(html, Lenient(emitter)).for_each(drop);
}

/// An emitter that wants no errors of the parser: looking at each character for them takes longer than all else, and tests hold
/// the theme to a validator.
struct Lenient<E>(E);

impl<E: Emitter> ForwardingEmitter for Lenient<E> {
    type Token = E::Token;

    fn inner(&mut self) -> &mut impl Emitter<Token = Self::Token> {
        &mut self.0
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }
}

/// Bytes of a page, which are text.
pub(super) fn written(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// A start tag. The same for each, so that its room is used again.
#[derive(Debug, Clone, Default)]
pub(super) struct Tag {
    pub(super) name: String,
    /// Those of this tag, then room for more.
    room: Vec<Attribute>,
    /// How many it has.
    count: usize,
    /// Attributes of an end tag are none.
    is_open: bool,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Attribute {
    pub(super) name: String,
    pub(super) value: String,
    /// Where its name begins.
    pub(super) start: usize,
}

impl Tag {
    fn open(&mut self, name: &[u8]) {
        self.name.clear();
        self.name.push_str(written(name));
        self.count = 0;
        self.is_open = true;
    }

    fn attribute(&mut self, name: &[u8], start: usize) {
        if !self.is_open {
            return;
        }
        if self.room.len() == self.count {
            self.room.push(Attribute::default());
        }
        if let Some(attribute) = self.room.get_mut(self.count) {
            attribute.name.clear();
            attribute.name.push_str(written(name));
            attribute.value.clear();
            attribute.start = start;
            self.count += 1;
        }
    }

    fn value(&mut self, value: &[u8]) {
        let last = self.count.checked_sub(1).and_then(|last| self.room.get_mut(last));
        if let Some(attribute) = last.filter(|_| self.is_open) {
            attribute.value.push_str(written(value));
        }
    }

    /// The same, without room for more.
    pub(super) fn trimmed(&self) -> Self {
        Self { name: self.name.clone(), room: self.attributes().to_vec(), ..*self }
    }

    pub(super) fn attributes(&self) -> &[Attribute] {
        self.room.get(..self.count).unwrap_or_default()
    }

    /// The value of an attribute; the first of two of one name holds.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let named = self.attributes().iter().find(|attribute| attribute.name == name);
        named.map(|attribute| attribute.value.as_str())
    }
}
