//! The parts of Swedish compounds: `samverkansråd` is found by `råd`, `medfinansiering` by `finansiering`.
//!
//! A word is cut where what stands before is a word of the site (maybe with a binding *s*) and what stands after is one
//! too. Only the part after a cut is told: by its beginning a word is found anyway. The part after each cut is told, so
//! any part begins one of them.

use super::stem::stem;
use super::text::is_stop_word;
use crate::language::Lang;
use std::collections::HashSet;

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
        for (at, _) in word.char_indices().skip(SHORTEST_HEAD) {
            let (Some(head), Some(tail)) = (word.get(..at), word.get(at..)) else { continue };
            let letters = tail.chars().count();
            if letters < SHORTEST_TAIL || is_stop_word(tail) {
                continue;
            }
            let tail_stem = stem(Some(Lang::Sv), tail);
            if tail_stem.chars().count() >= SHORTEST_TAIL
                && tail_stem != own
                && self.cuts(head, tail, &tail_stem, letters)
            {
                tails.push(tail_stem);
            }
        }
        tails.sort();
        tails.dedup();
        tails
    }

    fn cuts(&self, head: &str, tail: &str, tail_stem: &str, letters: usize) -> bool {
        let whole = |text: &str| self.words.contains(text);
        let bound = head.strip_suffix('s').filter(|bare| bare.chars().count() > SHORTEST_HEAD && whole(bare));
        let known_tail = whole(tail) || (letters >= SURE_TAIL && self.stems.contains(tail_stem));
        // A binding s after a whole word shows a joint, even before a part that stands nowhere else.
        let head_known = bound.is_some()
            || whole(head)
            || (head.chars().count() > SHORTEST_HEAD
                && (self.stems.contains(head) || head.strip_suffix('s').is_some_and(|h| self.stems.contains(h))))
            || FIRST_PARTS.contains(&head);
        (known_tail && head_known) || bound.is_some()
    }
}

/// First parts that are no words of a text by themselves, or stop words.
const FIRST_PARTS: &[&str] = &[
    "med", "sam", "mot", "åter", "upp", "ut", "in", "för", "efter", "under", "över", "från", "till", "vid", "mellan", "när",
    "del", "icke", "fler", "hel", "halv", "själv", "genom", "inom", "utan",
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
        assert_eq!(known.tails("arbetsmarknadsenheter"), ["en", "marknadsen"].map(|lead| format!("{lead}het")));
        assert_eq!(known.tails("kommunernas"), Vec::<String>::new());
    }

    #[test]
    fn a_binding_s_shows_a_part_that_stands_nowhere_else() {
        let known = known(&["samverkan"]);
        assert_eq!(known.tails("samverkansrådet"), ["råd"]);
        assert_eq!(known.tails("samverkanrådet"), Vec::<String>::new());
    }
}
