//! The addresses of a page, made relative to it.

use super::Piece;
use super::tags::Attribute;
use crate::world::relative;
use std::fmt::Write as _;

/// Attributes that hold an address.
const URLS: &[&str] = &["href", "src", "action", "poster", "data"];

/// The page with its addresses made relative.
pub(super) struct Links<'h> {
    html: &'h str,
    address: &'h str,
    out: String,
    /// So much of the page is there.
    copied: usize,
}

impl<'h> Links<'h> {
    pub(super) fn new(html: &'h str, address: &'h str) -> Self {
        Self { html, address, out: String::with_capacity(html.len()), copied: 0 }
    }

    pub(super) fn settle(&mut self, attribute: &Attribute) {
        let Attribute { name, value, start } = attribute;
        if !URLS.contains(&name.as_str()) || !value.starts_with('/') || value.starts_with("//") {
            return;
        }
        let target = value.trim_start_matches('/');
        let (path, rest) = target.split_at(target.find(['#', '?']).unwrap_or(target.len()));
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        self.out.push_str(self.html.get(self.copied..*start).unwrap_or(""));
        let value = crate::markdown::html::escape(&format!("{}{rest}", relative(self.address, &path)));
        let _ = write!(self.out, "{name}=\"{value}\"");
        self.copied = attribute_end(self.html, *start);
    }

    /// Puts a piece in the place of its mark, if that is what begins at `start`.
    pub(super) fn put(&mut self, piece: &Piece, start: usize) -> bool {
        let mark = piece.mark();
        let there = self.html.get(start..).is_some_and(|rest| rest.starts_with(&mark));
        if there {
            self.out.push_str(self.html.get(self.copied..start).unwrap_or(""));
            self.out.push_str(&piece.html);
            self.copied = start + mark.len();
        }
        there
    }

    pub(super) fn whole(mut self) -> String {
        self.out.push_str(self.html.get(self.copied..).unwrap_or(""));
        self.out
    }
}

/// Where an attribute that begins at `start` ends: after its quoted or bare value.
fn attribute_end(html: &str, start: usize) -> usize {
    let rest = html.get(start..).unwrap_or("");
    let Some(equals) = rest.find('=') else { return start };
    let value = rest.get(equals + 1..).unwrap_or("");
    let lead = value.len() - value.trim_start().len();
    let bare = value.trim_start();
    let end = match bare.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            bare.get(1..).and_then(|inner| inner.find(quote)).map_or(bare.len(), |i| i + 2)
        }
        _ => bare.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(bare.len()),
    };
    start + equals + 1 + lead + end
}
