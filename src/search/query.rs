//! A query → documents. The client follows the same rules (`forms/search/query.js`), number by number.
//!
//! Each word of a query is compared with terms: as it is (100), without the marks of its letters (90), by the other
//! language's stem (10 less), and as a beginning (at most 75 for the word that is being typed, else 55). A word that is none
//! of these may be mistyped (60 for one letter, 35 for two) or the end of a longer word (40 to 55): see [`near`]; or a
//! compound that the site does not have, then its parts are looked for (45). A document has, of each word, the best of what
//! it has; of all words, the sum, times the square of the share of the words that it has, each counted for what it tells.

use super::index::{Postings, Term};
use super::run::drawer;
use super::stem::forms;
use super::{Document, Index, near, text};
use crate::language::Lang;
use std::collections::BTreeMap;

/// So many words of a query are looked for.
const MOST_WORDS: usize = 12;
/// So many terms that begin as a word are taken.
const MOST_BEGINNINGS: usize = 24;
/// So many files of terms are looked through for beginnings.
const MOST_FILES: usize = 2;
/// The first part of a compound has so many letters at least.
const SHORTEST_PART: usize = 4;
/// What a part of a word that was typed counts.
const PART: u32 = 45;
/// What documents in another language than the page's count, in tenths.
const OTHER_LANGUAGE: u32 = 7;

/// A query, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Its words, without those that tell nothing when others remain.
    pub words: Vec<String>,
    /// The last word may go on.
    pub typing: bool,
    /// What stands in quotation marks, word by word.
    pub phrases: Vec<Vec<String>>,
}

impl Query {
    /// Takes a query apart.
    pub fn parse(typed: &str) -> Self {
        let clean = text::clean(typed);
        let parts: Vec<&str> = clean.split(['"', '“', '”', '„', '»', '«']).collect();
        let all = |part: &str| text::words(part).map(str::to_owned).collect::<Vec<_>>();
        // Every second part stands within marks; a last mark that is not closed marks nothing.
        let closed = parts.len() - usize::from(parts.len().is_multiple_of(2));
        let within = parts.iter().take(closed).skip(1).step_by(2);
        let phrases = within.map(|part| all(part)).filter(|phrase| phrase.len() > 1).collect();
        let mut words: Vec<String> = Vec::new();
        let last = all(&clean).last().cloned();
        for word in all(&clean) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        if words.iter().any(|word| !text::is_stop_word(word)) {
            words.retain(|word| !text::is_stop_word(word));
        }
        words.truncate(MOST_WORDS);
        let goes_on = clean.ends_with(char::is_alphanumeric) && words.last() == last.as_ref();
        Self { typing: goes_on && !words.is_empty(), words, phrases }
    }
}

/// What was found.
#[derive(Debug, Default, PartialEq)]
pub struct Found {
    /// Documents, the best first, with what they count.
    pub hits: Vec<(usize, f64)>,
    /// The query as it may be meant, when a word was not found as typed.
    pub meant: Option<String>,
}

/// A term that a word may mean, and how much.
struct Match<'i> {
    term: &'i Term,
    weight: u32,
}

/// Searches. `page` is the language of whoever asks.
pub fn search(index: &Index, page: Lang, query: &Query) -> Found {
    let mut meant: Vec<String> = Vec::new();
    let mut corrected = false;
    let mut sums: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
    let mut all = 0;
    for (at, word) in query.words.iter().enumerate() {
        let typing = query.typing && at + 1 == query.words.len();
        let mut matches = matches(index, page, word, typing);
        let mut instead = None;
        if matches.is_empty() {
            let candidates = near::candidates(index, page, word);
            instead = candidates.iter().find(|candidate| candidate.corrected).map(|c| c.word.clone());
            for candidate in candidates {
                let exact = exact(index, page, &candidate.word).into_iter();
                matches.extend(exact.map(|m| Match { weight: m.weight * candidate.weight / 100, ..m }));
            }
        }
        if matches.is_empty() {
            matches = parts(index, page, word);
        }
        corrected |= instead.is_some();
        meant.push(instead.unwrap_or_else(|| word.clone()));
        let (worth, best) = best(index, &matches);
        all += worth;
        for (document, points) in best {
            let sum = sums.entry(document).or_default();
            *sum = (sum.0 + points, sum.1 + worth);
        }
    }
    let allowed = within_phrases(index, query);
    let mut hits: Vec<(usize, f64)> = sums
        .into_iter()
        .filter(|(document, _)| allowed.as_ref().is_none_or(|list| list.contains(document)))
        .map(|(document, (points, worth))| {
            let own = index.langs().get(document).copied().flatten() == Some(page);
            let share = f64::from(worth) / f64::from(all);
            let tenths = if own { 10 } else { OTHER_LANGUAGE };
            (document, f64::from(points * tenths) * share * share)
        })
        .collect();
    hits.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    Found { hits, meant: corrected.then(|| meant.join(" ")) }
}

/// What a word tells at best, and the best that each document has of it.
fn best(index: &Index, matches: &[Match<'_>]) -> (u32, BTreeMap<usize, u32>) {
    let mut worth = 0;
    let mut best: BTreeMap<usize, u32> = BTreeMap::new();
    for Match { term, weight } in matches {
        let Postings { rarity, hits } = index.postings(term);
        worth = worth.max(weight * rarity);
        for (document, level) in hits {
            let points = best.entry(document).or_default();
            *points = (*points).max(weight * rarity * (level + 1));
        }
    }
    (worth, best)
}

/// The terms of a file.
fn file(index: &Index, number: usize) -> &[Term] {
    let starts = &index.ranges.starts;
    let (Some(start), Some(end)) = (starts.get(number), starts.get(number + 1)) else { return &[] };
    index.terms.get(*start..*end).unwrap_or(&[])
}

/// The terms of which a folded word is the key.
fn keyed<'i>(index: &'i Index, key: &str) -> impl Iterator<Item = &'i Term> + use<'i> {
    let terms = file(index, index.ranges.file(key));
    let start = terms.partition_point(|term| term.folded.as_str() < key);
    let own = key.to_owned();
    terms.get(start..).unwrap_or(&[]).iter().take_while(move |term| term.folded == own)
}

/// Terms that are the word, whatever its ending and marks.
fn exact<'i>(index: &'i Index, page: Lang, word: &str) -> Vec<Match<'i>> {
    let mut out: Vec<Match<'i>> = Vec::new();
    for (at, form) in forms(page, index.has_other(page), word).iter().enumerate() {
        for term in keyed(index, &text::folded(form)) {
            let weight = if term.text == *form { 100 } else { 90 } - if at > 0 { 10 } else { 0 };
            add(&mut out, Match { term, weight });
        }
    }
    out
}

fn add<'i>(to: &mut Vec<Match<'i>>, new: Match<'i>) {
    match to.iter_mut().find(|old| std::ptr::eq(old.term, new.term)) {
        Some(old) => old.weight = old.weight.max(new.weight),
        None => to.push(new),
    }
}

fn matches<'i>(index: &'i Index, page: Lang, word: &str, typing: bool) -> Vec<Match<'i>> {
    let mut out = exact(index, page, word);
    for found in beginnings(index, page, word, typing) {
        add(&mut out, found);
    }
    out
}

/// Terms that begin as the word: what it may become, and compounds with it.
fn beginnings<'i>(index: &'i Index, page: Lang, word: &str, typing: bool) -> Vec<Match<'i>> {
    let key =
        forms(page, index.has_other(page), word).first().map(|form| text::folded(form)).unwrap_or_default();
    let typed = text::folded(word);
    let letters = key.chars().count();
    if letters < if typing { 2 } else { 4 } {
        return Vec::new();
    }
    let first = index.ranges.file(&key);
    let mut found: Vec<Match<'i>> = Vec::new();
    for number in first..first + MOST_FILES {
        let terms = file(index, number);
        let start = terms.partition_point(|term| term.folded.as_str() < key.as_str());
        let so = terms.get(start..).unwrap_or(&[]).iter().take_while(|term| term.folded.starts_with(&key));
        for term in so.filter(|term| term.folded != key) {
            let most = if typing && term.folded.starts_with(&typed) { 75 } else { 55 };
            let weight = most * letters / term.folded.chars().count();
            found.push(Match { term, weight: u32::try_from(weight).unwrap_or_default().max(10) });
        }
    }
    // Stable: of one weight, in the order of the terms.
    found.sort_by_key(|found| std::cmp::Reverse(found.weight));
    found.truncate(MOST_BEGINNINGS);
    found
}

/// The parts of a compound that is no word of the site: the longest beginning that is a word, and the rest.
fn parts<'i>(index: &'i Index, page: Lang, word: &str) -> Vec<Match<'i>> {
    let letters = word.chars().count();
    for cut in (SHORTEST_PART..=letters.saturating_sub(3)).rev() {
        let head: String = word.chars().take(cut).collect();
        let bound = head.strip_suffix('s').filter(|_| cut > SHORTEST_PART);
        for head in std::iter::once(head.as_str()).chain(bound) {
            let mut found = exact(index, page, head);
            if !found.is_empty() {
                let tail: String = word.chars().skip(cut).collect();
                found.extend(exact(index, page, &tail));
                return found.into_iter().map(|m| Match { weight: m.weight * PART / 100, ..m }).collect();
            }
        }
    }
    Vec::new()
}

/// The documents that may have all phrases; `None` when there are none to have.
fn within_phrases(index: &Index, query: &Query) -> Option<Vec<usize>> {
    let pairs = query.phrases.iter().flat_map(|phrase| phrase.windows(2));
    let lists = pairs.filter_map(|pair| match pair {
        [first, second] => Some(index.pair(drawer(first, second))),
        _ => None,
    });
    lists.reduce(|mut kept, next| {
        kept.retain(|document| next.binary_search(document).is_ok());
        kept
    })
}

/// Whether a document has all phrases as they are written: pairs tell only that it may.
pub fn has_phrases(document: &Document, query: &Query) -> bool {
    query.phrases.iter().all(|phrase| {
        document.texts().any(|(_, part)| {
            let clean = text::clean(part);
            let words: Vec<&str> = text::words(&clean).collect();
            words.windows(phrase.len()).any(|run| run.iter().zip(phrase).all(|(word, wanted)| word == wanted))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_taken_apart() {
        let query = Query::parse("Vad kostar \"ett gott råd\" i Malm");
        assert_eq!(query.words, ["kostar", "gott", "råd", "malm"]);
        assert_eq!(query.phrases, [["ett", "gott", "råd"]]);
        assert!(query.typing);
        assert!(!Query::parse("råd ").typing);
        assert_eq!(Query::parse("vad är det").words, ["vad", "är", "det"], "nothing else remains");
        assert_eq!(Query::parse("\"ett gott råd").phrases, Vec::<Vec<String>>::new());
        assert_eq!(Query::parse(" – "), Query::default());
    }
}
