//! In which language a text is, by its smallest words: those that every sentence has and no other language shares.

use super::Text;
use super::blocks::{self, Role, Word};
use crate::language::Lang;
use crate::report::catalog::text as rules;
use crate::report::{Arg, Finding, Findings, Phrase};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A passage of fewer words may be a name or a saying (rules.md).
const PASSAGE: usize = 8;
/// A language shows itself by so many of its smallest words: one or two may be words of another language too.
const DIFFERENT: u32 = 3;
/// A page of fewer words is not judged.
const PAGE: usize = 40;
/// So many words tell the language of a text.
const DETECTED: usize = 2000;

/// A language with its name and its smallest words.
struct Known {
    tag: &'static str,
    name: Phrase,
    words: &'static [&'static str],
}

/// Danish and Norwegian share too many small words with Swedish to be told from it.
const KNOWN: &[Known] = &[
    Known {
        tag: "sv",
        name: Phrase { sv: "svenska", en: "Swedish" },
        words: &[
            "och", "att", "det", "som", "är", "på", "för", "med", "inte", "vi", "av", "till", "har", "ett",
            "den", "om", "kan", "från", "eller", "ska", "hur", "när", "vad", "var", "också", "efter", "över",
            "utan", "där", "här", "så", "blir",
        ],
    },
    Known {
        tag: "en",
        name: Phrase { sv: "engelska", en: "English" },
        words: &[
            "the", "and", "of", "to", "is", "that", "it", "was", "are", "with", "this", "be", "by", "not",
            "or", "from", "we", "which", "have", "has", "their", "they", "will", "would", "can", "about",
            "when", "what", "who", "been", "an", "as",
        ],
    },
    Known {
        tag: "de",
        name: Phrase { sv: "tyska", en: "German" },
        words: &[
            "der", "die", "das", "und", "ist", "nicht", "ein", "eine", "mit", "von", "zu", "auf", "wir",
            "sich", "auch", "für", "sind", "werden", "dem", "einer",
        ],
    },
    Known {
        tag: "fi",
        name: Phrase { sv: "finska", en: "Finnish" },
        words: &[
            "ja", "on", "ei", "että", "se", "oli", "ovat", "mutta", "kun", "tai", "myös", "joka", "hän",
            "mitä", "tämä", "ole", "sekä", "kuin", "voi", "niin",
        ],
    },
    Known {
        tag: "fr",
        name: Phrase { sv: "franska", en: "French" },
        words: &[
            "le", "la", "les", "et", "des", "est", "une", "dans", "que", "pour", "pas", "sur", "avec",
            "nous", "sont", "qui", "au", "du", "cette", "plus",
        ],
    },
    Known {
        tag: "es",
        name: Phrase { sv: "spanska", en: "Spanish" },
        words: &[
            "el", "los", "las", "y", "una", "es", "que", "por", "con", "para", "del", "se", "como", "más",
            "pero", "sus", "este", "son", "está", "muy",
        ],
    },
];

/// Where a word is among the smallest: of which languages, and which of theirs it is.
static PLACES: LazyLock<FxHashMap<&str, Vec<(usize, u32)>>> = LazyLock::new(|| {
    let mut places: FxHashMap<&str, Vec<(usize, u32)>> = FxHashMap::default();
    for (language, known) in KNOWN.iter().enumerate() {
        for (bit, word) in (0..).zip(known.words) {
            places.entry(*word).or_default().push((language, 1 << bit));
        }
    }
    places
});

/// The length of the longest of the smallest words in bytes, as it is written in capitals: a longer word need not be looked up.
const LONGEST: usize = 8;

/// Words of a text, counted.
#[derive(Default)]
struct Count {
    words: usize,
    /// Of each language: how many are among its smallest, and which of these.
    hits: [(usize, u32); KNOWN.len()],
    lower: String,
}

impl Count {
    fn add(&mut self, word: &str, capitals: bool) {
        self.words += 1;
        if word.len() > LONGEST {
            return;
        }
        // Nearly all small words are written small.
        let lower = if capitals {
            self.lower.clear();
            self.lower.extend(word.chars().flat_map(char::to_lowercase));
            self.lower.as_str()
        } else {
            word
        };
        for (language, bit) in PLACES.get(lower).into_iter().flatten() {
            if let Some((hits, which)) = self.hits.get_mut(*language) {
                *hits += 1;
                *which |= bit;
            }
        }
    }

    /// The language that the text is in, if it is plain enough: a fifth of its words are that language's smallest, [`DIFFERENT`] of
    /// them differ, and its own language has hardly any.
    fn other(&self, own: &str) -> Option<&'static Known> {
        let all = || KNOWN.iter().zip(self.hits);
        let (_, (own_hits, _)) = all().find(|(known, _)| known.tag == own)?;
        let others = all().filter(|(known, _)| known.tag != own);
        let (known, (hits, which)) = others.max_by_key(|(_, (hits, _))| *hits)?;
        (hits * 5 >= self.words && which.count_ones() >= DIFFERENT && own_hits * 4 <= hits).then_some(known)
    }
}

/// The words of a sentence without its names: a title in capitals (`The Work That We Do`) is in no language of the text.
fn without_names(words: &[Word]) -> impl Iterator<Item = &Word> {
    words.iter().enumerate().filter(|(i, word)| *i == 0 || !word.capital).map(|(_, word)| word)
}

/// The language of a text of some length, by its smallest words. `None` where it is too short or none stands out.
pub fn detect(text: &str) -> Option<&'static str> {
    let mut all = Count::default();
    blocks::split(text).take(DETECTED).for_each(|word| all.add(word, word.contains(char::is_uppercase)));
    if all.words < PAGE {
        return None;
    }
    let mut found: Vec<(&Known, (usize, u32))> = KNOWN.iter().zip(all.hits).collect();
    found.sort_by_key(|(_, (hits, _))| std::cmp::Reverse(*hits));
    let ((first, (hits, which)), (_, (others, _))) = (found.first()?, found.get(1)?);
    (hits * 12 >= all.words && which.count_ones() >= DIFFERENT && others * 2 <= *hits).then_some(first.tag)
}

pub(super) fn check(note: &Text<'_>, findings: &mut Findings) {
    let own = note.lang.primary();
    let running = |role: Role| matches!(role, Role::Paragraph | Role::Item | Role::Heading | Role::Caption);
    let texts: Vec<_> = note.blocks.iter().filter(|block| running(block.role)).collect();
    let mut all = Count::default();
    for block in &texts {
        block.words.iter().for_each(|word| all.add(block.written(word), word.capitals));
    }
    if all.words >= PAGE
        && let Some(known) = all.other(own)
    {
        let declared = KNOWN
            .iter()
            .find(|known| known.tag == own)
            .map_or_else(|| Arg::from(own), |known| Arg::from(known.name));
        findings.push(
            Finding::at(&rules::LANG_PAGE, note.document.title.span)
                .with("language", known.name)
                .with("declared", declared)
                .with(
                    "example",
                    Arg::each(|lang: Lang| format!("{}: {}", lang.pick("språk", "lang"), known.tag)),
                ),
        );
        return;
    }
    // Most pages have no sentence in another language, and not words enough for one.
    let foreign = KNOWN.iter().zip(all.hits).filter(|(known, _)| known.tag != own);
    if !foreign.into_iter().any(|(_, (_, which))| which.count_ones() >= DIFFERENT) {
        return;
    }
    for block in texts {
        for sentence in block.sentences() {
            let mut words = Count::default();
            without_names(sentence.words).for_each(|word| words.add(sentence.written(word), word.capitals));
            if words.words < PASSAGE {
                continue;
            }
            if let Some(known) = words.other(own) {
                findings.push(
                    Finding::at(&rules::LANG_PART, block.span)
                        .with("text", super::shorten(sentence.text, 60))
                        .with("language", known.name)
                        .with("tag", known.tag),
                );
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_small_word_is_found_however_it_is_written() {
        for (language, known) in KNOWN.iter().enumerate() {
            assert!(known.words.len() <= 32, "{}", known.tag);
            for word in known.words {
                let mut count = Count::default();
                count.add(&word.to_uppercase(), true);
                assert_eq!(count.hits.get(language).map(|(hits, _)| *hits), Some(1), "{word}");
            }
        }
    }
}
