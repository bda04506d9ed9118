//! How hard a text is to read: LIX (Björnsson, 1968): words a sentence, and a hundred times the share of words of more than
//! six letters. And whether there is an easy-read version.

use super::blocks::{self, Block, Role, Sentence, Word};
use super::{Note, Text, shorten};
use crate::content::document::Document;
use crate::content::fields::common;
use crate::report::catalog::text as rules;
use crate::report::{Arg, Finding, Findings};
use crate::site::State;
use std::collections::BTreeMap;

/// A shorter text says little of how one writes.
const FEWEST: usize = 100;
/// Hard.
const HARD: usize = 45;
/// As hard as the text of a law.
const VERY_HARD: usize = 55;
/// So many long words are shown.
const SHOWN: usize = 5;

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lix {
    /// Words.
    words: usize,
    /// Sentences; headings and items end one even without a full stop.
    sentences: usize,
    /// Words of more than six letters.
    long: usize,
}

impl Lix {
    /// The number, rounded.
    fn value(&self) -> usize {
        if self.words == 0 || self.sentences == 0 {
            return 0;
        }
        (self.words + self.sentences / 2) / self.sentences + (100 * self.long + self.words / 2) / self.words
    }
}

/// How a note reads, for whoever writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// All its words, names and numbers too.
    pub words: usize,
    /// LIX; none where the text is too short for it to mean anything.
    pub lix: Option<usize>,
    /// The longest sentences with the words that count in them, the longest first.
    pub longest: Vec<(usize, String)>,
}

/// Measures a note, and gives so many of its longest sentences.
pub fn measure(document: &Document, most: usize) -> Measure {
    let body = document.body();
    let blocks = blocks::of(&body);
    let words = blocks.iter().map(|block| block.words.len()).sum();
    let (lix, ..) = count(&blocks);
    let mut longest: Vec<(usize, &str)> =
        sentences(&blocks).map(|(sentence, words)| (words.count(), sentence)).collect();
    // Of two that are as long the first comes first.
    longest.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let longest = longest.into_iter().take(most).map(|(count, text)| (count, shorten(text, 300))).collect();
    Measure { words, lix: (lix.words >= FEWEST).then(|| lix.value()), longest }
}

/// The blocks of sentences: what is quoted is somebody else's language.
fn running<'n>(blocks: &'n [Block<'_>]) -> impl Iterator<Item = &'n Block<'n>> {
    blocks.iter().filter(|b| matches!(b.role, Role::Paragraph | Role::Item) && !b.quoted)
}

/// The sentences of a note, each with the words that count in it.
fn sentences<'n>(
    blocks: &'n [Block<'_>],
) -> impl Iterator<Item = (&'n str, impl Iterator<Item = (&'n str, &'n Word)>)> {
    running(blocks).flat_map(|block| block.sentences().map(|sentence| (sentence.text, counted(sentence))))
}

/// Words that count: no numbers, no addresses, no names (a capital within a sentence).
fn counted(sentence: Sentence<'_>) -> impl Iterator<Item = (&str, &Word)> {
    // Most sentences have none.
    let has_addresses = sentence.text.contains(['@', '/']) || sentence.text.contains("www.");
    // `Ordföranden/Sekreteraren` is one piece with two words, and either may begin the sentence.
    let (mut pieces, mut in_address) = (0, None);
    sentence.words.iter().filter_map(move |word| {
        if word.apart || in_address.is_none() {
            let address = has_addresses && is_address(sentence.piece(word));
            pieces += usize::from(!address);
            in_address = Some(address);
        }
        let name = pieces > 1 && word.capital;
        (in_address == Some(false) && word.letters > 0 && !name).then(|| (sentence.written(word), word))
    })
}

/// Whether a piece of text is a web or e-mail address.
fn is_address(piece: &str) -> bool {
    piece.contains('@') || piece.contains("://") || piece.starts_with("www.")
}

/// Whether a word has more than six letters.
fn is_long(word: &Word) -> bool {
    word.letters > 6
}

/// Counts a note, and finds its longest sentence, with the words that count in it.
fn count<'n>(blocks: &'n [Block<'_>]) -> (Lix, &'n str, usize) {
    let mut lix = Lix { words: 0, sentences: 0, long: 0 };
    let (mut longest, mut length) = ("", 0);
    for (sentence, counted) in sentences(blocks) {
        let mut words = 0;
        for (_, word) in counted {
            words += 1;
            lix.long += usize::from(is_long(word));
        }
        lix.words += words;
        lix.sentences += 1;
        if words > length {
            (longest, length) = (sentence, words);
        }
    }
    (lix, longest, length)
}

/// The longest words of a note, the longest first.
fn longest<'n>(blocks: &'n [Block<'_>]) -> Vec<&'n str> {
    let words = sentences(blocks).flat_map(|(_, words)| words).filter(|(_, word)| is_long(word));
    let found: BTreeMap<&str, usize> = words.map(|(written, word)| (written, word.letters)).collect();
    let mut list: Vec<(&str, usize)> = found.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    list.into_iter().take(SHOWN).map(|(word, _)| word).collect()
}

pub(super) fn check(note: &Text<'_>, findings: &mut Findings) {
    let (lix, sentence, words) = count(&note.blocks);
    let value = lix.value();
    if lix.words < FEWEST || value < HARD {
        return;
    }
    let rule = if value >= VERY_HARD { &rules::READING_LEVEL_HIGH } else { &rules::READING_LEVEL };
    findings.push(
        Finding::at(rule, note.document.title.span)
            .with("lix", value)
            .with("words", words)
            .with("sentence", shorten(sentence, 160))
            .with("long", longest(&note.blocks).join(", ")),
    );
}

/// Held meetings are what members read at home. The easy version is written when the text is settled: when it is approved.
pub(super) fn easy_read(note: &Note<'_>, findings: &mut Findings) {
    let (site, document) = (note.site, note.document);
    if document.event().is_none() || !document.version.is_original() || document.easy_read.is_some() {
        return;
    }
    let versions = site.links(note.id).map(|links| links.versions.as_slice()).unwrap_or_default();
    let there = versions.iter().any(|id| site.document(*id).is_some_and(|d| d.version.easy_read));
    let settled =
        document.status == Some("approved") || document.event().is_some_and(|e| e.approved.is_some());
    if there || !settled || site.state(document) != State::Held || document.summary.is_none() {
        return;
    }
    let stem = document.path.trim_end_matches(".md");
    findings.push(
        Finding::at(&rules::EASY_READ_MISSING, document.title.span)
            .with("title", document.title.as_str())
            .with("key", Arg::each(|lang| common::EASY_READ.key(lang).to_owned()))
            .with("path", format!("{stem}.lattlast.md")),
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown;
    use crate::report::FileId;

    #[test]
    fn lix_is_what_bjornsson_said() {
        // 20 words, 2 sentences, 5 long: 10 + 25.
        assert_eq!(Lix { words: 20, sentences: 2, long: 5 }.value(), 35);
        assert_eq!(Lix { words: 0, sentences: 0, long: 0 }.value(), 0);
    }

    #[test]
    fn names_numbers_and_addresses_do_not_count() {
        let text = "Projektledaren ringde Arbetsförmedlingen den 12 mars via info@exempel.se på måndagen";
        let body = markdown::read(text, 0..text.len(), FileId(0), &mut Findings::new());
        let (blocks, expected) =
            (blocks::of(&body), ["Projektledaren", "ringde", "den", "mars", "via", "på", "måndagen"]);
        let (_, words) = sentences(&blocks).next().expect("a sentence");
        assert!(words.map(|(written, _)| written).eq(expected));
        // A line of talk begins with its first word, and not with its dash.
        let text = "– Projektledaren ringde Anna.";
        let body = markdown::read(text, 0..text.len(), FileId(0), &mut Findings::new());
        let blocks = blocks::of(&body);
        let (_, words) = sentences(&blocks).next().expect("a sentence");
        assert!(words.map(|(written, _)| written).eq(["Projektledaren", "ringde"]));
    }
}
