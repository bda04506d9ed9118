//! The text of a note as its reader meets it: block by block, each with its words and where they stand.

use crate::language::fold::{is_letter, is_letter_or_digit};
use crate::markdown::tree::squeezed;
use crate::markdown::{self, Kind, Node};
use crate::report::Span;
use std::cell::OnceCell;
use std::ops::Range;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Paragraph,
    Heading,
    Item,
    /// In a table: short pieces, no sentences.
    Cell,
    Caption,
}

/// A piece of running text.
#[derive(Debug)]
pub(super) struct Block<'d> {
    pub(super) role: Role,
    pub(super) span: Span,
    /// The inline nodes.
    pub(super) inline: Vec<&'d Node>,
    /// Its words as one reads them, without code; other languages that are marked as such are left out.
    pub(super) text: String,
    /// Its words.
    pub(super) words: Vec<Word>,
    /// Which characters it has that checks look for.
    pub(super) signs: Signs,
    /// Where its sentences are, once somebody has asked.
    cut: OnceCell<Vec<Range<usize>>>,
    /// Within a quotation or a passage marked as another language.
    pub(super) quoted: bool,
}

/// A word of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// How many letters it has.
    pub(super) letters: usize,
    /// It begins with a capital.
    pub(super) capital: bool,
    /// It has a capital somewhere.
    pub(super) capitals: bool,
    /// White space stands before it, or nothing at all.
    pub(super) apart: bool,
}

/// What the characters of a text tell of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// How many capitals.
    pub(super) capitals: usize,
    /// Two capitals after each other.
    pub(super) abbreviation: bool,
    /// Two words after each other that begin with a capital: perhaps a person's name.
    pub(super) name: bool,
    /// The first picture ([`is_emoji`]).
    pub(super) emoji: Option<char>,
}

/// Sees a text through, character by character, once for all checks: most texts have none of what several of them look for.
fn seen(text: &str) -> (Vec<Word>, Signs) {
    let (mut words, mut signs): (Vec<Word>, _) = (Vec::new(), Signs::default());
    let (mut before, mut in_word, mut apart) = (' ', false, true);
    for (at, c) in text.char_indices() {
        let capital = c.is_uppercase();
        if capital {
            signs.capitals += 1;
            signs.abbreviation |= before.is_uppercase();
            signs.name |= before == ' ' && words.last().is_some_and(|word| word.capital);
        }
        let letter = is_letter(c);
        if letter || c.is_numeric() {
            if !std::mem::replace(&mut in_word, true) {
                words.push(Word { at: at..at, letters: 0, capital, capitals: false, apart });
                apart = false;
            }
            if let Some(word) = words.last_mut() {
                word.at.end = at + c.len_utf8();
                word.letters += usize::from(letter);
                word.capitals |= capital;
            }
        } else if !joins(c) {
            in_word = false;
            apart |= c.is_whitespace();
        }
        // Numbers in circles (❶) are both.
        if signs.emoji.is_none() && is_emoji(c) {
            signs.emoji = Some(c);
        }
        before = c;
    }
    (words, signs)
}

/// What may stand within a word and is no letter.
fn joins(c: char) -> bool {
    matches!(c, '-' | '\'' | '’' | '\u{ad}' | '\u{2011}')
}

/// Pictures among the characters (Unicode: emoji with a picture by default, and the dingbats that people use as bullets).
pub(super) fn is_emoji(c: char) -> bool {
    matches!(u32::from(c), 0x1F300..=0x1FAFF | 0x2600..=0x26FF | 0x2700..=0x27BF | 0x2B00..=0x2BFF | 0x1F1E6..=0x1F1FF)
}

impl Block<'_> {
    /// Its sentences.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Sentence<'_>> {
        let mut rest = self.words.as_slice();
        self.cut.get_or_init(|| sentences(&self.text)).iter().filter_map(move |range| {
            rest = rest.get(rest.partition_point(|word| word.at.start < range.start)..)?;
            let (words, after) =
                rest.split_at_checked(rest.partition_point(|word| word.at.start < range.end))?;
            rest = after;
            Some(Sentence { text: self.text.get(range.clone())?, start: range.start, words })
        })
    }

    /// A word as it is written.
    pub(super) fn written(&self, word: &Word) -> &str {
        self.text.get(word.at.clone()).unwrap_or_default()
    }
}

/// A sentence of a block.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sentence<'b> {
    pub(super) text: &'b str,
    /// Where it begins in its block.
    start: usize,
    pub(super) words: &'b [Word],
}

impl<'b> Sentence<'b> {
    /// A word of it as it is written.
    pub(super) fn written(&self, word: &Word) -> &'b str {
        self.text.get(word.at.start - self.start..word.at.end - self.start).unwrap_or_default()
    }

    /// What stands between white space around the first word in it.
    pub(super) fn piece(&self, word: &Word) -> &'b str {
        let (before, from) = self.text.split_at_checked(word.at.start - self.start).unwrap_or_default();
        let start = before.trim_end_matches(|c: char| !c.is_whitespace()).len();
        let end = before.len() + from.find(char::is_whitespace).unwrap_or(from.len());
        self.text.get(start..end).unwrap_or_default()
    }
}

/// All blocks of a note, footnotes last.
pub(super) fn of(body: &markdown::Document) -> Vec<Block<'_>> {
    let mut out = Vec::new();
    gather(&body.blocks, false, &mut out);
    for note in &body.footnotes {
        gather(&note.children, false, &mut out);
    }
    out
}

fn gather<'d>(nodes: &'d [Node], quoted: bool, out: &mut Vec<Block<'d>>) {
    for node in nodes {
        let role = match &node.kind {
            Kind::Paragraph => Role::Paragraph,
            Kind::Heading { .. } => Role::Heading,
            Kind::Item(_) | Kind::Marked { .. } => Role::Item,
            Kind::Cell => Role::Cell,
            Kind::Caption => Role::Caption,
            Kind::CodeBlock { .. } => continue,
            Kind::Quote => {
                gather(&node.children, true, out);
                continue;
            }
            _ => {
                gather(&node.children, quoted || other_language(node), out);
                continue;
            }
        };
        let inline: Vec<&Node> = node.children.iter().take_while(|child| !child.kind.is_block()).collect();
        if !inline.is_empty() {
            let mut text = String::with_capacity(node.span.range().len());
            for child in &inline {
                words(child, &mut text);
            }
            let text = squeezed(text);
            let quoted = quoted || other_language(node);
            let (words, signs) = seen(&text);
            let cut = OnceCell::new();
            out.push(Block { role, span: node.span, inline, text, words, signs, cut, quoted });
        }
        let below = node.children.iter().position(|child| child.kind.is_block());
        gather(below.and_then(|from| node.children.get(from..)).unwrap_or_default(), quoted, out);
    }
}

/// Whether a node is marked as being in another language.
fn other_language(node: &Node) -> bool {
    match &node.kind {
        Kind::Passage(_) | Kind::Heading { lang: Some(_), .. } | Kind::Link { lang: Some(_), .. } => true,
        Kind::Element { attributes, .. } => attributes.iter().any(|(name, _)| *name == "lang"),
        _ => false,
    }
}

/// The words of an inline node: no code, no other language, no text of images.
fn words(node: &Node, out: &mut String) {
    match &node.kind {
        Kind::Text(text) => out.push_str(text),
        Kind::SoftBreak | Kind::HardBreak | Kind::Code(_) | Kind::Image { .. } | Kind::FootnoteRef { .. } => {
            out.push(' ');
        }
        _ if other_language(node) => out.push(' '),
        _ => node.children.iter().for_each(|child| words(child, out)),
    }
}

/// The words of a text: letters and what may stand between them.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.get(rest.find(is_letter_or_digit)?..)?;
        let mut end = 0;
        for (at, c) in rest.char_indices() {
            if is_letter_or_digit(c) {
                end = at + c.len_utf8();
            } else if !joins(c) {
                break;
            }
        }
        let (word, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(word)
    })
}

/// The sentences of a text. A full stop within an abbreviation or a number ends none.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let trimmed = |range: Range<usize>| {
        let part = text.get(range.clone()).unwrap_or("");
        let start = range.start + part.len() - part.trim_start().len();
        start..start + part.trim().len()
    };
    let (mut from, mut end) = (0, 0);
    // Bytes with which the characters begin that may end one.
    let may_end = |byte: u8| matches!(byte, b'.' | b'!' | b'?' | 0xe2);
    while let Some(at) = text.bytes().skip(end).position(may_end).map(|ahead| end + ahead) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        end = at + c.len_utf8();
        if !matches!(c, '.' | '!' | '?' | '…') {
            continue;
        }
        let rest = text.get(end..).unwrap_or("");
        let next = rest.trim_start_matches(['"', '”', '’', ')', '»']).trim_start();
        let gap = rest.starts_with(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | ')' | '»'));
        let ends =
            rest.is_empty() || (gap && next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
        // Looking back costs time, so only where it may matter: a line of 50,000 marks would take minutes.
        if !ends {
            continue;
        }
        let last = text.get(from..at).and_then(|part| part.rsplit(char::is_whitespace).next()).unwrap_or("");
        let dotted = last.contains('.') && !last.starts_with(|c: char| c.is_ascii_digit());
        let short = || last.len() <= LONGEST && ABBREVIATED.contains(&last.to_lowercase().as_str());
        let abbreviation = c == '.' && (dotted || short());
        if !abbreviation || rest.is_empty() {
            out.push(trimmed(from..end));
            from = end;
        }
    }
    out.push(trimmed(from..text.len()));
    out.retain(|sentence| text.get(sentence.clone()).is_some_and(|text| split(text).next().is_some()));
    out
}

/// Words that end with a full stop and end no sentence.
const ABBREVIATED: [&str; 20] = [
    "kl", "nr", "st", "resp", "ca", "dr", "bl", "tel", "sid", "ev", "inkl", "exkl", "kap", "etc", "mr",
    "mrs", "prof", "s", "vol", "fig",
];

/// No longer than the longest of these, in bytes.
const LONGEST: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn words_are_what_stands_between_other_characters(text in "[-a-cåÅ0 .,:’'\u{ad}!]{0,30}") {
            let other = |c: char| !(c.is_alphanumeric() || joins(c));
            let words = text.split(other).map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
            let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
            proptest::prop_assert_eq!(split(&text).collect::<Vec<_>>(), words.clone());
            let seen = seen(&text).0.into_iter().map(|word| text[word.at].to_owned());
            proptest::prop_assert_eq!(seen.collect::<Vec<_>>(), words);
        }
    }

    #[test]
    fn a_word_is_known_for_its_letters_and_for_what_stands_before_it() {
        let text = "År 2014: e-post till ”ESF-rådet”/KTH";
        let told = seen(text).0.into_iter().map(|word| {
            let marks = (word.letters, word.capital, word.capitals, word.apart);
            (&text[word.at], marks)
        });
        let expected = [
            ("År", (2, true, true, true)),
            ("2014", (0, false, false, true)),
            ("e-post", (5, false, false, true)),
            ("till", (4, false, false, true)),
            ("ESF-rådet", (8, true, true, true)),
            ("KTH", (3, true, true, false)),
        ];
        assert_eq!(told.collect::<Vec<_>>(), expected);
        assert_eq!(seen("❶ Ett").1.emoji, Some('❶'));
        assert!(ABBREVIATED.iter().all(|word| word.len() <= LONGEST));
    }

    #[test]
    fn sentences_end_where_they_end() {
        let text = "Vi ses kl. 13.00. Ta med t.ex. kaffe. Kostar det 3.5 kr? Ja! Nej… ”Vi ses.” Slut";
        let sentences = |text: &'static str| -> Vec<&str> {
            sentences(text).into_iter().map(|range| &text[range]).collect()
        };
        assert_eq!(
            sentences(text),
            [
                "Vi ses kl. 13.00.",
                "Ta med t.ex. kaffe.",
                "Kostar det 3.5 kr?",
                "Ja!",
                "Nej… ”Vi ses.",
                "” Slut"
            ]
        );
        assert!(sentences("… – ").is_empty());
    }
}
