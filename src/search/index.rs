//! Lists of words → an index in memory: terms made of words, and how all of it is cut into files.

use super::compound::Known;
use super::run::{DRAWERS, Run, Word};
use super::stem::stem;
use super::{Document, FACETS, Plan, text};
use crate::language::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// BM25's share of the length of a document.
const LENGTH_SHARE: f64 = 0.6;
/// BM25's saturation: so many points are worth half of endlessly many.
const SATURATION: f64 = 2.0;
/// So many levels of how much a document has of a term.
pub const LEVELS: u32 = 16;

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
    run: Run,
    /// The files of pairs that are others than when the lists were kept; `None` if all lists are new.
    pairs_made: Option<BTreeSet<usize>>,
    /// For each document, how many points count half: more in a long one.
    halves: Vec<f64>,
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

    /// Indexes the documents of a plan of which all but some (in order) are as they were when a run was kept.
    pub fn again(plan: Plan, mut run: Run, changed: &[usize], document: impl Fn(usize) -> Document) -> Self {
        let drawers = run.replace(changed, document).into_iter();
        let files = drawers.map(|drawer| file_of_drawer(drawer, plan.pairs())).collect();
        Self { pairs_made: Some(files), ..Self::of(plan, run) }
    }

    /// Whether a file of pairs comes out as it did when the lists were kept that this was made from.
    pub fn leaves_pairs(&self, file: usize) -> bool {
        self.pairs_made.as_ref().is_some_and(|made| !made.contains(&file))
    }

    /// The lists that it is made from, to be kept for another time.
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The language of each document.
    pub fn langs(&self) -> &[Option<Lang>] {
        &self.run.langs
    }

    /// The values of each facet, each with its documents.
    pub fn facets(&self) -> &[BTreeMap<String, Vec<usize>>; 6] {
        &self.run.facets
    }

    fn of(plan: Plan, run: Run) -> Self {
        let words = &run.words;
        let terms = terms(words);
        let near: Vec<(String, String)> =
            terms.iter().filter_map(|term| Some((term.folded.clone(), spoken(term, words)?))).collect();
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
        let halves = halves(&run.lengths);
        Self { plan, terms, ranges, near, near_cuts, ends, end_cuts, run, pairs_made: None, halves }
    }

    /// Whether there are texts in the language that a page is not in.
    pub fn has_other(&self, page: Lang) -> bool {
        self.run.langs.contains(&Some(page.pick(Lang::En, Lang::Sv)))
    }

    /// The documents of a term, with how much of it each has.
    pub fn postings(&self, term: &Term) -> Postings {
        let mut points: BTreeMap<usize, usize> = BTreeMap::new();
        for (word, part) in &term.words {
            let Some(word) = self.run.words.get(*word) else { continue };
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
        let prior = f64::from(self.run.priors.get(document).copied().unwrap_or(16)) / 16.0;
        let points = double_points as f64 / 2.0;
        let share = points / (points + half) * prior;
        ((share * f64::from(LEVELS)) as u32).min(LEVELS - 1)
    }

    /// The documents that may have two words after each other.
    pub fn pair(&self, drawer: u32) -> Vec<usize> {
        self.run
            .pairs
            .get(drawer as usize)
            .map(|list| list.iter().map(|(document, _)| document).collect())
            .unwrap_or_default()
    }

    /// The drawers of a file of pairs that are not empty.
    pub fn drawers(&self, file: usize) -> impl Iterator<Item = u32> {
        let files = self.plan.pairs();
        let full = (0..DRAWERS).zip(&self.run.pairs).filter(|(_, list)| !list.bytes.is_empty());
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

    const PLAN: Plan = Plan { folder: "sok", documents: 100 };

    /// Every file of an index but the texts.
    fn files(index: &Index) -> Vec<String> {
        let file = |part| match part {
            Part::Meta => shard::meta(index),
            Part::Range(n) => shard::range(index, n),
            Part::Near(n) => shard::near(index, n),
            Part::End(n) => shard::end(index, n),
            Part::Pairs(n) => shard::pairs(index, n),
            Part::Facet(n) => shard::facet(index, n),
            Part::Client | Part::English | Part::Document(_) => String::new(),
        };
        PLAN.all().map(file).collect()
    }

    #[test]
    fn any_number_of_threads_makes_the_same_bytes() {
        let files = |threads| files(&Index::build(PLAN, &document, threads));
        let one = files(1);
        for threads in [2, 3, 7, 100, 1000] {
            assert_eq!(files(threads), one, "{threads} threads");
        }
    }

    #[test]
    fn an_index_in_which_some_documents_are_others_is_that_of_all() {
        let changed = [0, 1, 17, 60, 99];
        let edited = |number: usize| {
            let text = ["Samverkan börjar", "Pengar", ""][number % 3].to_owned();
            let before = document(number);
            if changed.contains(&number) {
                Document {
                    title: "Nytt".to_owned(),
                    lang: [Some(Lang::Sv), Some(Lang::En), None][number % 3],
                    sections: vec![Section { text, ..Section::default() }],
                    prior: 8,
                    facets: [vec![], vec!["ny".to_owned()], vec![], vec![], vec![], vec![]],
                    ..before
                }
            } else {
                before
            }
        };
        let (before, after) = (Index::build(PLAN, &document, 2), Index::build(PLAN, &edited, 2));
        assert_ne!(files(&before), files(&after));
        let kept = |index: &Index| {
            let bytes = postcard::to_stdvec(index.run()).expect("kept");
            postcard::from_bytes(&bytes).expect("read back")
        };
        let all = Index::again(PLAN, kept(&before), &changed, edited);
        assert_eq!(files(&all), files(&after));
        let one = |number: usize| if number == 1 { edited(number) } else { document(number) };
        let (again, after_one) = (Index::again(PLAN, kept(&before), &[1], one), Index::build(PLAN, &one, 2));
        let left: Vec<usize> = (0..PLAN.pairs()).filter(|file| again.leaves_pairs(*file)).collect();
        assert!(!left.is_empty() && left.len() < PLAN.pairs(), "{left:?}");
        assert!(left.iter().all(|n| shard::pairs(&before, *n) == shard::pairs(&after_one, *n)));
        assert!(
            (0..PLAN.pairs()).all(|file| !after.leaves_pairs(file)),
            "nothing is known of what was before"
        );
        // Words that no document has any more are gone too.
        let back = Index::again(PLAN, kept(&all), &changed, document);
        assert_eq!(files(&back), files(&before));
        assert_eq!(files(&Index::again(PLAN, kept(&before), &[], document)), files(&before));
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
