//! In which language a text is, by its smallest words: those that every sentence has and no other language shares.

use super::Text;
use super::blocks::{self, Role};
use crate::language::Lang;
use crate::report::catalog::text as rules;
use crate::report::{Arg, Finding, Findings, Phrase};

/// A passage of fewer words may be a name or a saying (rules.md).
const PASSAGE: usize = 8;
/// A page of fewer words is not judged.
const PAGE: usize = 40;

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

/// How many words of a text are among the smallest of a language, and how many different ones.
fn score(words: &[String], known: &Known) -> (usize, usize) {
    let hits: Vec<&String> = words.iter().filter(|word| known.words.contains(&word.as_str())).collect();
    let mut different = hits.clone();
    different.sort_unstable();
    different.dedup();
    (hits.len(), different.len())
}

/// The language that a text is in, if it is plain enough: a fifth of its words are that language's smallest, three of them
/// differ, and its own language has hardly any.
fn other(words: &[String], own: &str) -> Option<&'static Known> {
    let own_hits = KNOWN.iter().find(|known| known.tag == own).map(|known| score(words, known).0)?;
    let best = KNOWN
        .iter()
        .filter(|known| known.tag != own)
        .map(|known| (score(words, known), known))
        .max_by_key(|((hits, _), _)| *hits)?;
    let ((hits, different), known) = best;
    (hits * 5 >= words.len() && different >= 3 && own_hits * 4 <= hits).then_some(known)
}

fn lower(text: &str) -> Vec<String> {
    blocks::split(text).map(str::to_lowercase).collect()
}

/// The words of a sentence without its names: a title in capitals (`The Work That We Do`) is in no language of the text.
fn without_names(sentence: &str) -> Vec<String> {
    let name = |(i, word): &(usize, &str)| *i > 0 && word.starts_with(char::is_uppercase);
    let words = blocks::split(sentence).enumerate().filter(|word| !name(word));
    words.map(|(_, word)| word.to_lowercase()).collect()
}

pub(super) fn check(note: &Text<'_>, findings: &mut Findings) {
    let own = note.lang.primary();
    let running = |role: Role| matches!(role, Role::Paragraph | Role::Item | Role::Heading | Role::Caption);
    let texts: Vec<_> = note.blocks.iter().filter(|block| running(block.role)).collect();
    let all: Vec<String> = texts.iter().flat_map(|block| lower(&block.text)).collect();
    if all.len() >= PAGE
        && let Some(known) = other(&all, own)
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
    for block in texts {
        for sentence in blocks::sentences(&block.text) {
            let words = without_names(sentence);
            if words.len() < PASSAGE {
                continue;
            }
            if let Some(known) = other(&words, own) {
                findings.push(
                    Finding::at(&rules::LANG_PART, block.span)
                        .with("text", super::shorten(sentence, 60))
                        .with("language", known.name)
                        .with("tag", known.tag),
                );
                break;
            }
        }
    }
}
