//! Documents → lists: each word, and each pair of words, with the documents that have it.
//!
//! Documents are taken one by one and let go, so that memory grows with the lists and not with the texts; each thread takes a
//! run of them, and runs are joined in their order. Lists are kept as bytes: some three for a document that has a word. They may
//! be kept from one time to the next, and then only the documents that have changed are taken anew.

use super::{Document, text};
use crate::language::Lang;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Pairs of words are counted into so many drawers: two pairs may share one, which the client finds out by the text.
pub(super) const DRAWERS: u32 = 65_536;

/// Documents with a number each, in order, as bytes: the distance to the one before, then the number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct List {
    last: usize,
    #[serde(with = "serde_bytes")]
    pub(super) bytes: Vec<u8>,
}

impl List {
    pub(super) fn push(&mut self, document: usize, number: usize) {
        put(&mut self.bytes, document - self.last);
        put(&mut self.bytes, number);
        self.last = document;
    }

    /// Whether this is the document that came last.
    fn has_last(&self, document: usize) -> bool {
        !self.bytes.is_empty() && self.last == document
    }

    /// What another list has, all of it after this one's.
    pub(super) fn append(&mut self, other: &Self) {
        let mut rest = other.bytes.as_slice();
        let Some(first) = take(&mut rest) else { return };
        put(&mut self.bytes, first - self.last);
        self.bytes.extend_from_slice(rest);
        self.last = other.last;
    }

    /// The same without some documents (in order), and with what another list has of them.
    fn replaced(&self, documents: &[usize], by: &Self) -> Option<Self> {
        let is_other = |document: &usize| documents.binary_search(document).is_ok();
        if by.bytes.is_empty() && !self.iter().any(|(document, _)| is_other(&document)) {
            return None;
        }
        let (mut list, mut new) = (Self::default(), by.iter().peekable());
        for (document, number) in self.iter().filter(|(document, _)| !is_other(document)) {
            while let Some((document, number)) = new.next_if(|(new, _)| *new < document) {
                list.push(document, number);
            }
            list.push(document, number);
        }
        new.for_each(|(document, number)| list.push(document, number));
        Some(list)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, usize)> {
        let (mut rest, mut document) = (self.bytes.as_slice(), 0);
        std::iter::from_fn(move || {
            document += take(&mut rest)?;
            Some((document, take(&mut rest)?))
        })
    }
}

/// Seven bits a byte; the eighth says that more follow (LEB128).
#[allow(clippy::cast_possible_truncation)] // Seven bits are left.
fn put(bytes: &mut Vec<u8>, mut number: usize) {
    while number > 0x7f {
        bytes.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push((number & 0x7f) as u8);
}

fn take(bytes: &mut &[u8]) -> Option<usize> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= usize::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
}

/// A word as it is written, in texts of one language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Word {
    pub(super) lang: Option<Lang>,
    pub(super) text: String,
    pub(super) list: List,
    /// How many documents have it.
    pub(super) documents: usize,
    /// What [`drawer`] goes on from when another word follows.
    led: u32,
    /// What the document that is being taken has given it so far.
    #[serde(skip)]
    points: u32,
}

/// What some documents give.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Run {
    /// In each language: the place of a word in `words`.
    #[serde(skip)]
    places: FxHashMap<Option<Lang>, FxHashMap<String, usize>>,
    pub(super) words: Vec<Word>,
    /// The documents of each drawer.
    pub(super) pairs: Vec<List>,
    pub(super) lengths: Vec<usize>,
    pub(super) priors: Vec<u8>,
    pub(super) langs: Vec<Option<Lang>>,
    pub(super) facets: [BTreeMap<String, Vec<usize>>; 6],
}

impl Default for Run {
    fn default() -> Self {
        Self {
            places: FxHashMap::default(),
            words: Vec::new(),
            pairs: vec![List::default(); DRAWERS as usize],
            lengths: Vec::new(),
            priors: Vec::new(),
            langs: Vec::new(),
            facets: Default::default(),
        }
    }
}

/// The place of a word among those that are known, which it is from now on.
fn place(
    places: &mut FxHashMap<String, usize>,
    words: &mut Vec<Word>,
    lang: Option<Lang>,
    text: &str,
) -> usize {
    if let Some(place) = places.get(text) {
        return *place;
    }
    let place = words.len();
    let led = hashed(hashed(BASIS, text), " ");
    words.push(Word { lang, text: text.to_owned(), list: List::default(), documents: 0, led, points: 0 });
    places.insert(text.to_owned(), place);
    place
}

impl Run {
    pub(super) fn add(&mut self, number: usize, document: &Document) {
        let places = self.places.entry(document.lang).or_default();
        // The places of the words of one text, and of all words that the document has.
        let (mut length, mut found, mut all) = (0, Vec::new(), Vec::new());
        for (weight, text) in document.texts() {
            let clean = text::clean(text);
            let mut before: Option<u32> = None;
            found.clear();
            for text in text::words(&clean) {
                let place = place(places, &mut self.words, document.lang, text);
                if let Some(drawer) =
                    before.and_then(|led| self.pairs.get_mut((hashed(led, text) % DRAWERS) as usize))
                    && !drawer.has_last(number)
                {
                    drawer.push(number, 0);
                }
                before = self.words.get(place).map(|word| word.led);
                found.push(place);
            }
            length += found.len();
            let worth = weight.points(found.len());
            for place in &found {
                if let Some(word) = self.words.get_mut(*place) {
                    if word.points == 0 {
                        all.push(*place);
                    }
                    word.points += worth;
                }
            }
        }
        self.lengths.push(length);
        for place in all {
            if let Some(word) = self.words.get_mut(place) {
                word.list.push(number, std::mem::take(&mut word.points) as usize);
                word.documents += 1;
            }
        }
        for (values, facet) in document.facets.iter().zip(&mut self.facets) {
            for value in values {
                let list = facet.entry(value.clone()).or_default();
                if list.last() != Some(&number) {
                    list.push(number);
                }
            }
        }
        self.priors.push(document.prior);
        self.langs.push(document.lang);
    }

    pub(super) fn append(&mut self, other: Self) {
        for word in other.words {
            let places = self.places.entry(word.lang).or_default();
            let place = place(places, &mut self.words, word.lang, &word.text);
            if let Some(own) = self.words.get_mut(place) {
                own.list.append(&word.list);
                own.documents += word.documents;
            }
        }
        for (own, list) in self.pairs.iter_mut().zip(&other.pairs) {
            own.append(list);
        }
        for (own, facet) in self.facets.iter_mut().zip(other.facets) {
            for (value, list) in facet {
                own.entry(value).or_default().extend(list);
            }
        }
        self.lengths.extend(other.lengths);
        self.priors.extend(other.priors);
        self.langs.extend(other.langs);
    }

    /// Takes some documents anew, by their numbers in order. The lists come out as if all had been taken, but for the order of the
    /// words. Gives the drawers whose lists are others now.
    pub(super) fn replace(&mut self, documents: &[usize], document: impl Fn(usize) -> Document) -> Vec<u32> {
        self.find_places();
        let mut new = Self::default();
        for number in documents {
            new.add(*number, &document(*number));
        }
        for word in &new.words {
            let places = self.places.entry(word.lang).or_default();
            place(places, &mut self.words, word.lang, &word.text);
        }
        let none = List::default();
        for word in &mut self.words {
            let place = new.places.get(&word.lang).and_then(|places| places.get(&word.text));
            let by = place.and_then(|place| new.words.get(*place)).map_or(&none, |word| &word.list);
            if let Some(list) = word.list.replaced(documents, by) {
                word.documents = list.iter().count();
                word.list = list;
            }
        }
        self.words.retain(|word| word.documents > 0);
        let mut drawers = Vec::new();
        for (drawer, (list, by)) in (0..).zip(self.pairs.iter_mut().zip(&new.pairs)) {
            if let Some(other) = list.replaced(documents, by).filter(|other| other != list) {
                *list = other;
                drawers.push(drawer);
            }
        }
        for (own, facet) in self.facets.iter_mut().zip(new.facets) {
            for list in own.values_mut() {
                list.retain(|number| documents.binary_search(number).is_err());
            }
            for (value, list) in facet {
                let own = own.entry(value).or_default();
                own.extend(list);
                own.sort_unstable();
            }
            own.retain(|_, list| !list.is_empty());
        }
        let facts = new.lengths.into_iter().zip(new.priors).zip(new.langs);
        for (number, ((length, prior), lang)) in documents.iter().zip(facts) {
            if let Some(own) = self.lengths.get_mut(*number) {
                *own = length;
            }
            if let Some(own) = self.priors.get_mut(*number) {
                *own = prior;
            }
            if let Some(own) = self.langs.get_mut(*number) {
                *own = lang;
            }
        }
        drawers
    }

    /// Finds the words again of a run that was kept.
    fn find_places(&mut self) {
        self.places.clear();
        for (place, word) in self.words.iter().enumerate() {
            self.places.entry(word.lang).or_default().insert(word.text.clone(), place);
        }
    }
}

/// Where [`hashed`] begins.
const BASIS: u32 = 0x811c_9dc5;

/// FNV-1a over UTF-16, as scripts have it, from what came before.
fn hashed(before: u32, text: &str) -> u32 {
    text.encode_utf16().fold(before, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193))
}

/// In which drawer a pair of words lies.
pub(super) fn drawer(first: &str, second: &str) -> u32 {
    hashed(hashed(hashed(BASIS, first), " "), second) % DRAWERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_runs_are_joined_as_one() {
        let (mut first, mut second, mut whole) = (List::default(), List::default(), List::default());
        for document in [0, 1, 300, 70_000] {
            first.push(document, 2);
            whole.push(document, 2);
        }
        for document in [70_001, 900_000] {
            second.push(document, 300);
            whole.push(document, 300);
        }
        first.append(&second);
        first.append(&List::default());
        assert_eq!(first.bytes, whole.bytes);
        assert_eq!(first.iter().last(), Some((900_000, 300)));
    }

    fn list(documents: &[usize]) -> List {
        let mut list = List::default();
        for document in documents {
            list.push(*document, 7);
        }
        list
    }

    proptest::proptest! {
        #[test]
        fn a_list_in_which_some_are_replaced_is_the_list_of_all(
            before in proptest::collection::btree_set(0_usize..40, 0..20),
            others in proptest::collection::btree_map(0_usize..40, proptest::bool::ANY, 0..6),
        ) {
            let documents: Vec<usize> = others.keys().copied().collect();
            let by: Vec<usize> = others.iter().filter(|(_, there)| **there).map(|(document, _)| *document).collect();
            let mut after: Vec<usize> = before.iter().copied().filter(|one| !others.contains_key(one)).chain(by.clone()).collect();
            after.sort_unstable();
            let before: Vec<usize> = before.into_iter().collect();
            let replaced = list(&before).replaced(&documents, &list(&by)).unwrap_or_else(|| list(&before));
            proptest::prop_assert_eq!(replaced, list(&after));
        }
    }
}
