//! Which of many needles a text may hold at all, in one pass over it, however many people there are.

use super::What;
use super::pattern::{DIGITS, Needle, SOFT};
use aho_corasick::AhoCorasick;
use regex::Regex;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// A shorter core stands in nearly every text.
const SHORTEST: usize = 2;

static SOFTS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("(?i){}", SOFT.trim_end_matches('?'))).ok());
static BETWEEN_DIGITS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(&format!("(?i){}+", DIGITS.trim_end_matches('*'))).ok());

/// One automaton for the cores of a kind.
struct Cores {
    automaton: AhoCorasick,
    /// The needle of each core.
    needles: Vec<usize>,
}

/// The automata for all needles.
#[derive(Default)]
pub(super) struct Sieve {
    words: Option<Cores>,
    digits: Option<Cores>,
    /// Needles without a core: looked for in every text.
    always: Vec<usize>,
}

impl Sieve {
    pub(super) fn new(needles: &[Needle]) -> Self {
        let mut sieve = Self::default();
        let (mut words, mut digits) = (Vec::new(), Vec::new());
        for (i, needle) in needles.iter().enumerate() {
            match needle.what {
                _ if needle.core.len() < SHORTEST => sieve.always.push(i),
                What::Phone => digits.push(i),
                _ => words.push(i),
            }
        }
        sieve.words = sieve.cores(needles, words);
        sieve.digits = sieve.cores(needles, digits);
        sieve
    }

    /// An automaton that cannot be made lets its needles through: that a name is there is never missed for it.
    fn cores(&mut self, needles: &[Needle], chosen: Vec<usize>) -> Option<Cores> {
        let words = chosen.iter().filter_map(|i| needles.get(*i)).map(|needle| needle.core.as_str());
        let Ok(automaton) = AhoCorasick::builder().ascii_case_insensitive(true).build(words) else {
            self.always.extend(chosen);
            return None;
        };
        (!chosen.is_empty()).then_some(Cores { automaton, needles: chosen })
    }

    /// The needles that a text may hold, by their places.
    pub(super) fn pass(&self, text: &str) -> BTreeSet<usize> {
        let mut out: BTreeSet<usize> = self.always.iter().copied().collect();
        for (cores, unseen) in [(&self.words, &SOFTS), (&self.digits, &BETWEEN_DIGITS)] {
            let Some(cores) = cores else { continue };
            let bare = unseen.as_ref().map_or(Cow::Borrowed(text), |unseen| unseen.replace_all(text, ""));
            for found in cores.automaton.find_overlapping_iter(&*bare) {
                out.extend(cores.needles.get(found.pattern().as_usize()).copied());
            }
        }
        out
    }
}
