//! What the styles of a document mean, by their names in English and Swedish and by what they are based on.

use super::{attr, child, on, val};
use crate::language::fold;
use std::collections::BTreeMap;

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Role {
    /// Running text.
    #[default]
    Text,
    /// The title.
    Title,
    /// A heading, from 1.
    Heading(u8),
    /// A caption.
    Caption,
    /// A quotation.
    Quote,
    /// Code.
    Code,
    /// A list of contents: the page makes its own.
    Contents,
}

/// A style.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    based_on: Option<String>,
    /// What it is by its name.
    role: Option<Role>,
    /// The list that it belongs to, and the level in it.
    pub(super) numbering: Option<(String, usize)>,
    level: Option<usize>,
    bold: bool,
    italic: bool,
}

/// All of them by id.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// How long a row of styles based on each other is followed.
const MOST: usize = 16;

impl Styles {
    pub(super) fn read(text: Option<&str>) -> Self {
        let Some(Ok(xml)) = text.map(super::parse) else { return Self::default() };
        let mut out = BTreeMap::new();
        for node in xml.root_element().children().filter(|node| node.tag_name().name() == "style") {
            let Some(id) = attr(node, "styleId") else { continue };
            let paragraph = child(node, "pPr");
            let name = val(node, "name").unwrap_or(id);
            let numbering = paragraph.and_then(|p| child(p, "numPr"));
            let level = numbering.and_then(|n| val(n, "ilvl")).and_then(|n| n.parse().ok());
            let outline = paragraph.and_then(|p| val(p, "outlineLvl")).and_then(|n| n.parse::<u8>().ok());
            let role =
                role(name).or_else(|| role(id)).or(outline.filter(|n| *n < 9).map(|n| Role::Heading(n + 1)));
            let run = child(node, "rPr");
            out.insert(
                id.to_owned(),
                Style {
                    based_on: val(node, "basedOn").map(str::to_owned),
                    role,
                    numbering: numbering
                        .and_then(|n| val(n, "numId"))
                        .map(|n| (n.to_owned(), level.unwrap_or(0))),
                    level,
                    bold: run.is_some_and(|run| on(run, "b")),
                    italic: run.is_some_and(|run| on(run, "i")),
                },
            );
        }
        Self(out)
    }

    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> {
        let mut next = self.0.get(id);
        std::iter::from_fn(move || {
            let style = next?;
            next = style.based_on.as_ref().and_then(|id| self.0.get(id));
            Some(style)
        })
        .take(MOST)
    }

    /// What a paragraph of a style is.
    pub(super) fn role(&self, id: &str) -> Role {
        // A style that the document does not have may still be known by its id.
        self.chain(id).find_map(|style| style.role).or_else(|| role(id)).unwrap_or_default()
    }

    /// The list that paragraphs of a style belong to.
    pub(super) fn numbering(&self, id: &str) -> Option<(String, usize)> {
        let (number, level) = self.chain(id).find_map(|style| style.numbering.clone())?;
        Some((number, self.chain(id).find_map(|style| style.level).unwrap_or(level)))
    }

    /// Whether text of a style of characters is strong, and stressed.
    pub(super) fn weight(&self, id: &str) -> (bool, bool) {
        (self.chain(id).any(|style| style.bold), self.chain(id).any(|style| style.italic))
    }
}

/// What a style is by its name: `heading 1`, `Rubrik 1`, `Rubrik1`.
fn role(name: &str) -> Option<Role> {
    let folded: String =
        fold::fold(name).chars().filter(|c| !c.is_whitespace() && *c != '-' && *c != '_').collect();
    let level = |lead: &str| {
        let rest = folded.strip_prefix(lead)?;
        rest.parse::<u8>().ok().filter(|n| (1..=9).contains(n))
    };
    if let Some(level) =
        ["heading", "rubrik", "uberschrift", "titre", "otsikko", "overskrift"].into_iter().find_map(level)
    {
        return Some(Role::Heading(level));
    }
    if ["toc", "innehall", "innehallsforteckning"].iter().any(|lead| level(lead).is_some())
        || folded == "tocheading"
        || folded == "innehallsforteckningsrubrik"
    {
        return Some(Role::Contents);
    }
    Some(match folded.as_str() {
        "title" | "rubrik" | "dokumenttitel" => Role::Title,
        "caption" | "beskrivning" | "bildtext" => Role::Caption,
        "quote" | "citat" | "intensequote" | "starktcitat" | "quotations" => Role::Quote,
        "htmlpreformatted" | "preformattedtext" | "sourcecode" | "kod" => Role::Code,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_both_languages() {
        for (name, expected) in [
            ("heading 1", Some(Role::Heading(1))),
            ("Rubrik2", Some(Role::Heading(2))),
            ("Rubrik", Some(Role::Title)),
            ("toc 2", Some(Role::Contents)),
            ("Innehåll 1", Some(Role::Contents)),
            ("Normal", None),
        ] {
            assert_eq!(role(name), expected, "{name}");
        }
    }
}
