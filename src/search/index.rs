//! Documents → an index in memory: every word with the documents that have it, then terms made of words.
//!
//! Documents are taken one by one and let go, so that memory grows with the index and not with the texts; each thread
//! takes a run of them, and runs are joined in their order. Lists are kept as bytes: some three for a document that has a
//! word.

use super::compound::Known;
use super::stem::stem;
use super::{Document, FACETS, Plan, text};
use crate::language::Lang;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Pairs of words are counted into so many drawers: two pairs may share one, which the client finds out by the text.
pub const DRAWERS: u32 = 65_536;
/// BM25's share of the length of a document.
const LENGTH_SHARE: f64 = 0.6;
/// BM25's saturation: so many points are worth half of endlessly many.
const SATURATION: f64 = 2.0;
/// So many levels of how much a document has of a term.
pub const LEVELS: u32 = 16;

/// Documents with a number each, in order, as bytes: the distance to the one before, then the number.
#[derive(Debug, Clone, Default)]
struct List {
    last: usize,
    bytes: Vec<u8>,
}

impl List {
    fn push(&mut self, document: usize, number: u32) {
        put(&mut self.bytes, document - self.last);
        put(&mut self.bytes, number as usize);
        self.last = document;
    }

    /// What another list has, all of it after this one's.
    fn append(&mut self, other: &Self) {
        let mut rest = other.bytes.as_slice();
        let Some(first) = take(&mut rest) else { return };
        put(&mut self.bytes, first - self.last);
        self.bytes.extend_from_slice(rest);
        self.last = other.last;
    }

    fn iter(&self) -> impl Iterator<Item = (usize, usize)> {
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
#[derive(Debug)]
struct Word {
    lang: Option<Lang>,
    text: String,
    list: List,
    /// How many documents have it.
    documents: usize,
    /// What [`drawer`] goes on from when another word follows.
    led: u32,
}

/// What a query finds: a stem, with the words that have it.
#[derive(Debug)]
pub struct Term {
    /// By which terms are in order.
    pub folded: String,
    /// The stem.
    pub text: String,
    /// Words, and whether the term is only a part of the word.
    words: Vec<(usize, bool)>,
}

/// The documents of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Postings {
    /// How much it tells: the fewer documents have it, the more.
    pub rarity: u32,
    /// Each document with how much of the term it has, from 0 to [`LEVELS`] - 1.
    pub hits: Vec<(usize, u32)>,
}

/// What some documents give.
struct Run {
    /// In each language: the place of a word in `words`.
    places: FxHashMap<Option<Lang>, FxHashMap<String, usize>>,
    words: Vec<Word>,
    /// The documents of each drawer.
    pairs: Vec<List>,
    lengths: Vec<usize>,
    priors: Vec<u8>,
    langs: Vec<Option<Lang>>,
    facets: [BTreeMap<String, Vec<usize>>; 6],
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
    words.push(Word { lang, text: text.to_owned(), list: List::default(), documents: 0, led });
    places.insert(text.to_owned(), place);
    place
}

impl Run {
    fn add(&mut self, number: usize, document: &Document) {
        let places = self.places.entry(document.lang).or_default();
        let mut points: Vec<(usize, u32)> = Vec::new();
        let mut drawers: Vec<u32> = Vec::new();
        for (weight, text) in document.texts() {
            let clean = text::clean(text);
            let from = points.len();
            let mut before: Option<u32> = None;
            for word in text::words(&clean) {
                let place = place(places, &mut self.words, document.lang, word);
                drawers.extend(before.map(|led| hashed(led, word) % DRAWERS));
                before = self.words.get(place).map(|word| word.led);
                points.push((place, 0));
            }
            let worth = weight.points(points.len() - from);
            points.iter_mut().skip(from).for_each(|(_, points)| *points = worth);
        }
        self.lengths.push(points.len());
        points.sort_unstable();
        for of_word in points.chunk_by(|(one, _), (other, _)| one == other) {
            let all = of_word.iter().map(|(_, points)| points).sum();
            if let Some(word) = of_word.first().and_then(|(place, _)| self.words.get_mut(*place)) {
                word.list.push(number, all);
                word.documents += 1;
            }
        }
        drawers.sort_unstable();
        drawers.dedup();
        for drawer in drawers {
            if let Some(list) = self.pairs.get_mut(drawer as usize) {
                list.push(number, 0);
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

    fn append(&mut self, other: Self) {
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
}

/// Where [`hashed`] begins.
const BASIS: u32 = 0x811c_9dc5;

/// FNV-1a over UTF-16, as scripts have it, from what came before.
fn hashed(before: u32, text: &str) -> u32 {
    text.encode_utf16().fold(before, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193))
}

/// In which drawer a pair of words lies.
pub fn drawer(first: &str, second: &str) -> u32 {
    hashed(hashed(hashed(BASIS, first), " "), second) % DRAWERS
}

/// Where a list in order is cut into files: the first key of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cuts {
    /// The place in the list at which each file begins; one more at the end.
    pub starts: Vec<usize>,
    /// The key at which each file begins.
    pub keys: Vec<String>,
}

/// So many words at least stand in a file in which mistyped ones are looked for.
const FEWEST_NEAR: usize = 2000;
/// Stands after all words.
const AFTER_ALL: char = '\u{ffff}';

impl Cuts {
    /// Cuts a list into so many files of much the same weight; items of one key stay together. Files beyond those, up to
    /// `all_files`, are empty.
    fn of<'k>(files: usize, all_files: usize, items: impl Iterator<Item = (&'k str, usize)>) -> Self {
        let items: Vec<(&str, usize)> = items.collect();
        let all: usize = items.iter().map(|(_, weight)| weight).sum();
        let mut cuts = Self::default();
        let (mut sum, mut before) = (0, None);
        for (at, (key, weight)) in items.iter().enumerate() {
            while before != Some(*key) && cuts.keys.len() < files && sum * files >= all * cuts.keys.len() {
                // A file before the first word could not be told from the next.
                cuts.starts.push(at);
                cuts.keys.push(if cuts.keys.is_empty() { String::new() } else { (*key).to_owned() });
            }
            before = Some(*key);
            sum += weight;
        }
        while cuts.keys.len() < all_files {
            cuts.starts.push(items.len());
            cuts.keys.push(if cuts.keys.is_empty() { String::new() } else { AFTER_ALL.to_string() });
        }
        cuts.starts.push(items.len());
        cuts
    }

    /// The file in which a key stands if it is there.
    pub fn file(&self, key: &str) -> usize {
        self.keys.partition_point(|first| first.as_str() <= key).saturating_sub(1)
    }
}

/// An index.
#[derive(Debug)]
pub struct Index {
    /// Its files.
    pub plan: Plan,
    /// The language of each document.
    pub langs: Vec<Option<Lang>>,
    /// In order.
    pub terms: Vec<Term>,
    /// How the terms are cut.
    pub ranges: Cuts,
    /// The word that stands for each term in [`super::near`]: its place in `terms`, and the word.
    pub near: Vec<(String, String)>,
    /// How they are cut.
    pub near_cuts: Cuts,
    /// The same in the order of their ends.
    pub ends: Vec<(String, String)>,
    /// How they are cut.
    pub end_cuts: Cuts,
    /// The values of each facet, each with its documents.
    pub facets: [BTreeMap<String, Vec<usize>>; 6],
    words: Vec<Word>,
    pairs: Vec<List>,
    /// For each document, how many points count half: more in a long one.
    halves: Vec<f64>,
    priors: Vec<u8>,
}

impl Index {
    /// Indexes the documents of a plan, on so many threads. The result is the same for any number of them.
    ///
    /// The threads are its own: whoever waits for an index in rayon's pool might be given the next page to make, and that
    /// might wait for the index.
    pub fn build(plan: Plan, document: &(dyn Fn(usize) -> Document + Sync), threads: usize) -> Self {
        let each = plan.documents.div_ceil(threads.max(1)).max(1);
        let run = |start: usize| {
            let mut run = Run::default();
            for number in start..plan.documents.min(start + each) {
                run.add(number, &document(number));
            }
            run
        };
        let runs: Vec<Run> = std::thread::scope(|scope| {
            let begun: Vec<_> =
                (0..plan.documents).step_by(each).map(|start| scope.spawn(move || run(start))).collect();
            let joined = begun.into_iter().map(std::thread::ScopedJoinHandle::join);
            joined.map(|run| run.unwrap_or_else(|fault| std::panic::resume_unwind(fault))).collect()
        });
        let whole = runs.into_iter().reduce(|mut whole, next| {
            whole.append(next);
            whole
        });
        Self::of(plan, whole.unwrap_or_default())
    }

    fn of(plan: Plan, run: Run) -> Self {
        let Run { words, pairs, lengths, priors, langs, facets, .. } = run;
        let terms = terms(&words);
        let near: Vec<(String, String)> =
            terms.iter().filter_map(|term| Some((term.folded.clone(), spoken(term, &words)?))).collect();
        let mut ends: Vec<(String, String)> =
            near.iter().map(|(folded, word)| (text::reversed(folded), word.clone())).collect();
        ends.sort();
        ends.dedup();
        let mut near = near;
        near.dedup();
        let weight = |term: &Term| {
            let bytes = |(word, _): &(usize, bool)| words.get(*word).map_or(0, |word| word.list.bytes.len());
            term.text.len() + term.words.iter().map(bytes).sum::<usize>()
        };
        let ranges = Cuts::of(
            plan.ranges(),
            plan.ranges(),
            terms.iter().map(|term| (term.folded.as_str(), weight(term))),
        );
        let even = |list: &[(String, String)]| {
            // What is mistyped is looked for in one file, so a file must not be small.
            let files = plan.nears().min(list.len() / FEWEST_NEAR + 1);
            Cuts::of(files, plan.nears(), list.iter().map(|(key, word)| (key.as_str(), word.len())))
        };
        let (near_cuts, end_cuts) = (even(&near), even(&ends));
        let halves = halves(&lengths);
        Self {
            plan,
            langs,
            terms,
            ranges,
            near,
            near_cuts,
            ends,
            end_cuts,
            facets,
            words,
            pairs,
            halves,
            priors,
        }
    }

    /// Whether there are texts in the language that a page is not in.
    pub fn has_other(&self, page: Lang) -> bool {
        self.langs.contains(&Some(page.pick(Lang::En, Lang::Sv)))
    }

    /// The documents of a term, with how much of it each has.
    pub fn postings(&self, term: &Term) -> Postings {
        let mut points: BTreeMap<usize, usize> = BTreeMap::new();
        for (word, part) in &term.words {
            let Some(word) = self.words.get(*word) else { continue };
            for (document, whole) in word.list.iter() {
                // Twice, so that a part of a word counts half.
                *points.entry(document).or_default() += if *part { whole } else { 2 * whole };
            }
        }
        let rarity = rarity(self.plan.documents, points.len());
        let hits = points.into_iter().map(|(document, points)| (document, self.level(document, points)));
        Postings { rarity, hits: hits.collect() }
    }

    /// How much of a term a document has, from its points: the more, the less one more adds (BM25).
    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // From 0 to 15.
    fn level(&self, document: usize, double_points: usize) -> u32 {
        let half = self.halves.get(document).copied().unwrap_or(SATURATION);
        let prior = f64::from(self.priors.get(document).copied().unwrap_or(16)) / 16.0;
        let points = double_points as f64 / 2.0;
        let share = points / (points + half) * prior;
        ((share * f64::from(LEVELS)) as u32).min(LEVELS - 1)
    }

    /// The documents that may have two words after each other.
    pub fn pair(&self, drawer: u32) -> Vec<usize> {
        self.pairs
            .get(drawer as usize)
            .map(|list| list.iter().map(|(document, _)| document).collect())
            .unwrap_or_default()
    }

    /// The drawers of a file of pairs that are not empty.
    pub fn drawers(&self, file: usize) -> impl Iterator<Item = u32> {
        let files = self.plan.pairs();
        let full = (0..DRAWERS).zip(&self.pairs).filter(|(_, list)| !list.bytes.is_empty());
        full.map(|(drawer, _)| drawer).filter(move |drawer| file_of_drawer(*drawer, files) == file)
    }
}

/// The file of pairs in which a drawer is.
pub fn file_of_drawer(drawer: u32, files: usize) -> usize {
    drawer as usize * files / DRAWERS as usize
}

/// Sixteen times the logarithm of how rare a term is (BM25's inverse document frequency).
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)] // From 1 to some 200.
fn rarity(documents: usize, having: usize) -> u32 {
    let (all, having) = (documents as f64, having as f64);
    let rare = ((all - having + 0.5) / (having + 0.5)).ln_1p();
    ((rare * 16.0).round() as u32).max(1)
}

#[allow(clippy::cast_precision_loss)] // No text has so many words.
fn halves(lengths: &[usize]) -> Vec<f64> {
    let average = lengths.iter().sum::<usize>() as f64 / (lengths.len().max(1) as f64);
    let share = |length: &usize| *length as f64 / average.max(1.0);
    lengths.iter().map(|length| SATURATION * (1.0 - LENGTH_SHARE + LENGTH_SHARE * share(length))).collect()
}

/// Terms, in order, from words.
fn terms(words: &[Word]) -> Vec<Term> {
    let stems: Vec<String> = words.iter().map(|word| stem(word.lang, &word.text)).collect();
    let mut known = Known::default();
    for (word, stem) in words.iter().zip(&stems).filter(|(word, _)| word.lang == Some(Lang::Sv)) {
        known.add(&word.text, stem);
    }
    let mut found: Vec<(String, String, usize, bool)> = Vec::with_capacity(words.len() * 2);
    for (number, (word, stem)) in words.iter().zip(stems).enumerate() {
        if word.lang == Some(Lang::Sv) {
            let tails = known.tails(&word.text).into_iter();
            found.extend(tails.map(|tail| (text::folded(&tail), tail, number, true)));
        }
        found.push((text::folded(&stem), stem, number, false));
    }
    found.sort();
    let mut terms: Vec<Term> = Vec::new();
    for (folded, text, word, part) in found {
        match terms.last_mut() {
            Some(last) if last.text == text => last.words.push((word, part)),
            _ => terms.push(Term { folded, text, words: vec![(word, part)] }),
        }
    }
    terms
}

/// The word that stands for a term when it is meant: the one that most documents have. `None` for a term that is no whole
/// word, or has digits in it: those are typed as they are or not at all.
fn spoken(term: &Term, words: &[Word]) -> Option<String> {
    let whole = term.words.iter().filter(|(_, part)| !part).filter_map(|(word, _)| words.get(*word));
    let letters = whole.filter(|word| word.text.len() > 2 && word.text.chars().all(char::is_alphabetic));
    let most = letters.max_by(|a, b| a.documents.cmp(&b.documents).then_with(|| b.text.cmp(&a.text)))?;
    Some(most.text.clone())
}

const _: () = assert!(FACETS.len() == 6);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{Part, Section, shard};

    fn document(number: usize) -> Document {
        let text = ["Samverkansrådet träffas", "Rådet bestämmer om pengar", "Medfinansiering är pengar"];
        let words = text.get(number % 3).copied().unwrap_or_default();
        Document {
            title: format!("Möte {number}"),
            lang: Some(Lang::Sv),
            sections: vec![Section { text: words.repeat(1 + number % 2), ..Section::default() }],
            prior: 16,
            facets: [vec![format!("{}", number % 4)], vec![], vec![], vec![], vec![], vec![]],
            ..Document::default()
        }
    }

    /// Every file of an index but the texts.
    fn files(threads: usize) -> Vec<String> {
        let plan = Plan { folder: "sok", documents: 100 };
        let index = Index::build(plan, &document, threads);
        let file = |part| match part {
            Part::Meta => shard::meta(&index),
            Part::Range(n) => shard::range(&index, n),
            Part::Near(n) => shard::near(&index, n),
            Part::End(n) => shard::end(&index, n),
            Part::Pairs(n) => shard::pairs(&index, n),
            Part::Facet(n) => shard::facet(&index, n),
            Part::Client | Part::English | Part::Document(_) => String::new(),
        };
        plan.all().map(file).collect()
    }

    #[test]
    fn any_number_of_threads_makes_the_same_bytes() {
        let one = files(1);
        for threads in [2, 3, 7, 100, 1000] {
            assert_eq!(files(threads), one, "{threads} threads");
        }
    }

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

    proptest::proptest! {
        #[test]
        fn every_key_is_in_the_file_that_a_browser_would_look_in(
            words in proptest::collection::btree_set("[a-dåäö]{1,4}", 0..40),
            files in 1_usize..12,
            empty in 0_usize..3,
        ) {
            let words: Vec<String> = words.into_iter().collect();
            let cuts = Cuts::of(files, files + empty, words.iter().map(|word| (word.as_str(), word.len())));
            proptest::prop_assert_eq!((cuts.keys.len(), cuts.starts.len()), (files + empty, files + empty + 1));
            for (at, word) in words.iter().enumerate() {
                let file = cuts.file(word);
                proptest::prop_assert!(cuts.starts[file] <= at && at < cuts.starts[file + 1], "{} {:?}", word, cuts);
            }
        }
    }
}
