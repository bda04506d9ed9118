//! Words with an explanation: abbreviations and the glossary.
//!
//! An abbreviation is written out in brackets where it stands first on a page, unless the page explains it itself; a
//! word of the glossary becomes a link to its explanation, once a page. No `title` attribute: nobody with a keyboard, a
//! finger or a screen reader gets to read it (WCAG 3.1.3, 3.1.4).

use super::Node;
use crate::language::fold;
use std::cell::LazyCell;
use std::collections::BTreeMap;

/// What there is an explanation of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// `ESF` → `Europeiska socialfonden`. Case matters.
    pub abbreviations: BTreeMap<String, String>,
    /// A term's first word, folded → the terms that begin so, longest first: term, anchor.
    terms: BTreeMap<String, Vec<(String, String)>>,
}

/// A piece of text, cut where a word has an explanation.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Just text.
    Text(&'t str),
    /// An abbreviation and what it stands for.
    Abbreviation(&'t str, String),
    /// A word of the glossary and its anchor there.
    Term(&'t str, String),
}

impl Words {
    /// Takes a term of the glossary in.
    pub fn add_term(&mut self, term: &str, anchor: &str) {
        let first = fold::fold(term.split_whitespace().next().unwrap_or(""));
        let list = self.terms.entry(first).or_default();
        list.push((fold::fold(term), anchor.to_owned()));
        list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
    }

    /// Nothing to explain.
    pub fn is_empty(&self) -> bool {
        self.abbreviations.is_empty() && self.terms.is_empty()
    }

    /// Cuts a text. `seen` holds what has been explained on the page already.
    pub fn cut<'t>(&self, text: &'t str, seen: &mut Vec<String>) -> Vec<Piece<'t>> {
        let mut out = Vec::new();
        let mut from = 0;
        let mut at = 0;
        while let Some((start, end)) = word(text, at) {
            at = end;
            let token = text.get(start..end).unwrap_or("");
            let found = self.abbreviation(token, seen).map(|long| (end, Piece::Abbreviation(token, long)));
            let found = found.or_else(|| self.term(text, start, token, seen));
            if let Some((end, piece)) = found {
                if from < start {
                    out.push(Piece::Text(text.get(from..start).unwrap_or("")));
                }
                out.push(piece);
                from = end;
                at = end;
            }
        }
        if from < text.len() {
            out.push(Piece::Text(text.get(from..).unwrap_or("")));
        }
        out
    }

    fn abbreviation(&self, token: &str, seen: &mut Vec<String>) -> Option<String> {
        let long = self.abbreviations.get(token)?;
        if seen.iter().any(|s| s == token) {
            return None;
        }
        seen.push(token.to_owned());
        Some(long.clone())
    }

    fn term<'t>(
        &self,
        text: &'t str,
        start: usize,
        token: &str,
        seen: &mut Vec<String>,
    ) -> Option<(usize, Piece<'t>)> {
        let candidates = self.terms.get(&fold::fold(token))?;
        for (term, anchor) in candidates {
            let mut end = start;
            let mut words = term.split_whitespace().count();
            let mut at = start;
            while words > 0 {
                let (_, next) = word(text, at)?;
                end = next;
                at = next;
                words -= 1;
            }
            let written = text.get(start..end).unwrap_or("");
            let same = fold::fold(written).split_whitespace().eq(term.split_whitespace());
            if same && !seen.contains(anchor) {
                seen.push(anchor.clone());
                return Some((end, Piece::Term(written, anchor.clone())));
            }
        }
        None
    }

    /// The abbreviations that a text explains itself: their long form stands in it.
    pub fn explained(&self, blocks: &[Node]) -> Vec<String> {
        // Folding a text takes its time, and many sites explain none.
        let text = || blocks.iter().map(Node::plain).collect::<Vec<_>>().join(" ");
        let folded = LazyCell::new(|| fold::fold(&text()));
        let explains = |long: &str| folded.contains(&fold::fold(long));
        self.abbreviations.iter().filter(|(_, long)| explains(long)).map(|(short, _)| short.clone()).collect()
    }
}

/// The next run of letters and digits (hyphens within it included) from `at` on.
fn word(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = text.get(at..)?;
    let start = at + rest.find(fold::is_letter_or_digit)?;
    let tail = text.get(start..)?;
    let end = tail
        .char_indices()
        .find(|(i, c)| {
            let hyphen =
                *c == '-' && tail.get(i + 1..).is_some_and(|t| t.starts_with(fold::is_letter_or_digit));
            !(fold::is_letter_or_digit(*c) || hyphen || ('\u{300}'..='\u{36f}').contains(c))
        })
        .map_or(text.len(), |(i, _)| start + i);
    Some((start, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_each_is_explained() {
        let mut words = Words::default();
        words.abbreviations.insert("ESF".into(), "Europeiska socialfonden".into());
        words.add_term("idéburen sektor", "idéburen-sektor");
        let mut seen = Vec::new();
        let cut = words.cut("Stöd av ESF till Idéburen sektor, ESF igen, esf, ESF-stöd.", &mut seen);
        assert_eq!(
            cut,
            [
                Piece::Text("Stöd av "),
                Piece::Abbreviation("ESF", "Europeiska socialfonden".into()),
                Piece::Text(" till "),
                Piece::Term("Idéburen sektor", "idéburen-sektor".into()),
                Piece::Text(", ESF igen, esf, ESF-stöd."),
            ]
        );
    }

    proptest::proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "\\PC*") {
            let mut words = Words::default();
            words.abbreviations.insert("A".into(), "b".into());
            words.add_term("a b", "x");
            let mut seen = Vec::new();
            let whole: String = words.cut(&text, &mut seen).iter().map(|piece| match piece {
                Piece::Text(t) | Piece::Abbreviation(t, _) | Piece::Term(t, _) => *t,
            }).collect();
            proptest::prop_assert_eq!(whole, text);
        }
    }
}
