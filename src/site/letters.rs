//! Everything from A to Ö: what there is under each letter, in its order.

use super::{DocId, Site};
use crate::content::kind::Type;
use crate::language::{fold, order};

/// What stands in the list from A to Ö.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lettered {
    /// A document, by its title.
    Document(DocId),
    /// A municipality, by its name.
    Municipality(&'static str),
    /// A word of the glossary, by its place there.
    Word(usize),
}

/// A label as it is sorted, without a sign before it: `”`, `(`.
pub fn bare(label: &str) -> &str {
    label.trim_start_matches(|c: char| !c.is_alphanumeric())
}

impl Site {
    /// The words that an entry is sorted by.
    pub fn lettered(&self, entry: Lettered) -> String {
        match entry {
            Lettered::Document(id) => {
                let suited = self.suited(id, &self.spoken());
                self.document(suited).map(|document| document.title.value.clone()).unwrap_or_default()
            }
            Lettered::Municipality(name) => name.to_owned(),
            Lettered::Word(place) => {
                self.glossary.get(place).map(|entry| fold::capital(&entry.word)).unwrap_or_default()
            }
        }
    }

    /// By letter first: a title may begin with a sign, or with a letter that is sorted as another (Ü as Y).
    pub(super) fn gather_letters(&self) -> Vec<(String, Vec<Lettered>)> {
        let documents = self.originals().map(|(id, _)| Lettered::Document(id));
        let places = self.municipalities.iter().map(|name| Lettered::Municipality(name));
        let words = (0..self.glossary.len()).map(Lettered::Word);
        let keyed = |entry: Lettered| {
            let label = self.lettered(entry);
            (order::initial(self.lang, &label), bare(&label).to_owned(), entry)
        };
        let mut all: Vec<(String, String, Lettered)> =
            documents.chain(places).chain(words).map(keyed).collect();
        all.sort_by(|a, b| {
            order::compare(self.lang, &a.0, &b.0).then_with(|| order::compare(self.lang, &a.1, &b.1))
        });
        let mut letters: Vec<(String, Vec<Lettered>)> = Vec::new();
        for (letter, _, entry) in all {
            match letters.last_mut().filter(|(last, _)| *last == letter) {
                Some((_, entries)) => entries.push(entry),
                None => letters.push((letter, vec![entry])),
            }
        }
        letters
    }

    /// The documents of a type under each letter.
    pub fn titled(&self, kind: Type) -> Vec<(&str, Vec<DocId>)> {
        let of = |entry: &Lettered| match entry {
            Lettered::Document(id) if self.document(*id).is_some_and(|own| own.kind == kind) => Some(*id),
            _ => None,
        };
        let letters = self.letters().iter();
        let letters = letters.map(|(letter, all)| (letter.as_str(), all.iter().filter_map(of).collect()));
        letters.filter(|(_, own): &(&str, Vec<DocId>)| !own.is_empty()).collect()
    }
}
