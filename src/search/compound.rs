//! The parts of Swedish compounds: `samverkansråd` is found by `råd`, `medfinansiering` by `finansiering`.
//!
//! A word is cut where what stands before is a word of the site (maybe with a binding *s*) and what stands after is one
//! too. Only the part after a cut is told: by its beginning a word is found anyway. The part after each cut is told, so
//! any part begins one of them.

use super::stem::stem;
use super::text::is_stop_word;
use crate::language::Lang;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// A shorter part before a cut says nothing.
const SHORTEST_HEAD: usize = 3;
/// A shorter part after a cut is an ending.
const SHORTEST_TAIL: usize = 3;
/// A shorter part is believed only when it is a word as it stands.
const SURE_TAIL: usize = 4;
/// A shorter word has no parts.
const SHORTEST_WORD: usize = 7;

/// The words that a site knows.
#[derive(Debug, Default)]
pub struct Known {
    words: HashSet<String>,
    stems: HashSet<String>,
}

impl Known {
    /// Takes in a word with its stem.
    pub fn add(&mut self, word: &str, stem: &str) {
        let letters = word.chars().all(char::is_alphabetic);
        if letters && word.chars().count() >= SHORTEST_HEAD && !is_stop_word(word) {
            self.words.insert(word.to_owned());
            self.stems.insert(stem.to_owned());
        }
    }

    /// The stems of the parts that stand after a cut of a word, without the word itself.
    pub fn tails(&self, word: &str) -> Vec<String> {
        let mut tails = Vec::new();
        if word.chars().count() < SHORTEST_WORD || !word.chars().all(char::is_alphabetic) {
            return tails;
        }
        let own = stem(Some(Lang::Sv), word);
        // From the front: where a cut may be, and whether a binding s shows it.
        let places: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        let mut cuts: BTreeMap<usize, bool> = BTreeMap::from([(0, false)]);
        for end in places.iter().copied().skip(SHORTEST_HEAD) {
            let joint = cuts.keys().filter_map(|start| self.part(word.get(*start..end)?, *start == 0)).max();
            cuts.extend(joint.map(|bound| (end, bound)));
        }
        // From the end: whether what follows a cut is a word, or parts that end in one.
        let mut whole: BTreeSet<usize> = BTreeSet::new();
        for (&at, &bound) in cuts.iter().rev().filter(|(at, _)| **at > 0) {
            let Some(tail) = word.get(at..) else { continue };
            let tail_stem = stem(Some(Lang::Sv), tail);
            let letters = tail.chars().count();
            if letters < SHORTEST_TAIL || tail_stem.chars().count() < SHORTEST_TAIL || is_stop_word(tail) {
                continue;
            }
            let known =
                self.words.contains(tail) || (letters >= SURE_TAIL && self.stems.contains(&tail_stem));
            let goes_on = whole
                .iter()
                .any(|end| word.get(at..*end).is_some_and(|part| self.part(part, false).is_some()));
            if known || goes_on {
                whole.insert(at);
            }
            // A binding s after a whole word shows a joint, even before a part that stands nowhere else.
            if (known || goes_on || bound) && tail_stem != own {
                tails.push(tail_stem);
            }
        }
        tails.sort();
        tails.dedup();
        tails
    }

    /// Whether a part may stand before a cut: `Some(true)` when a binding s after a whole word shows it.
    fn part(&self, part: &str, first: bool) -> Option<bool> {
        let letters = part.chars().count();
        if letters < SHORTEST_HEAD {
            return None;
        }
        let bare = part.strip_suffix('s').filter(|_| letters > SHORTEST_HEAD + 1);
        if bare.is_some_and(|bare| self.words.contains(bare)) {
            return Some(true);
        }
        let known = self.words.contains(part)
            || (letters > SHORTEST_HEAD && self.stems.contains(part))
            || bare.is_some_and(|bare| self.stems.contains(bare))
            || (first && FIRST_PARTS.contains(&part));
        known.then_some(false)
    }
}

/// First parts that are no words of a text by themselves, or stop words.
const FIRST_PARTS: &[&str] = &[
    "med", "sam", "mot", "åter", "upp", "ut", "in", "för", "efter", "under", "över", "från", "till", "vid",
    "mellan", "när", "del", "icke", "fler", "hel", "halv", "själv", "genom", "inom", "utan",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn known(words: &[&str]) -> Known {
        let mut known = Known::default();
        for word in words {
            known.add(word, &stem(Some(Lang::Sv), word));
        }
        known
    }

    #[test]
    fn parts_after_a_cut_are_told() {
        let known = known(&["samverkan", "råd", "finansiering", "arbete", "marknad", "enhet", "kommun"]);
        assert_eq!(known.tails("samverkansrådet"), ["råd"]);
        assert_eq!(known.tails("medfinansieringen"), ["finansiering"]);
        assert_eq!(known.tails("arbetsmarknadsenheter"), ["enhet", "marknadsen"]);
        assert_eq!(known.tails("kommunernas"), Vec::<String>::new());
    }

    #[test]
    fn a_binding_s_shows_a_part_that_stands_nowhere_else() {
        let known = known(&["samverkan"]);
        assert_eq!(known.tails("samverkansrådet"), ["råd"]);
        assert_eq!(known.tails("samverkanrådet"), Vec::<String>::new());
    }
}
