//! Words in Swedish uncontracted braille of six dots: capitals, numbers and signs after the written rules (see `signs`).
//!
//! Where liblouis differs is listed, with the reason, in `tests/forms/braille.py`, which compares the two.

use super::signs::{self, mark};

/// A character as it stands in print, or a mark that says how the text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// A character.
    Print(char),
    /// A mark, as cells.
    Mark(&'static str),
}

/// So many words in capitals in a row have one mark before all of them.
const WORDS: usize = 3;

/// A text as cells. A space is where a line may end; a blank that holds words together is an empty cell.
pub(super) fn cells(text: &[Sign]) -> String {
    let words: Vec<&[Sign]> = text.split(|sign| is_space(*sign)).filter(|word| !word.is_empty()).collect();
    let mut out = String::new();
    let mut at = 0;
    while at < words.len() {
        let phrase = phrase(words.get(at..).unwrap_or_default());
        for (n, word) in words.iter().skip(at).take(phrase.max(1)).enumerate() {
            if !out.is_empty() {
                out.push(' ');
            }
            let begins = phrase > 0 && n == 0;
            write_word(word, if phrase == 0 { Capitals::Each } else { Capitals::Told { begins } }, &mut out);
        }
        if phrase > 0 {
            out.push_str(mark::END);
        }
        at += phrase.max(1);
    }
    out
}

/// The same of plain words.
pub(super) fn words(text: &str) -> String {
    cells(&print(text))
}

/// Plain words as signs.
pub(super) fn print(text: &str) -> Vec<Sign> {
    crate::language::fold::nfc(text).chars().map(Sign::Print).collect()
}

fn is_space(sign: Sign) -> bool {
    matches!(sign, Sign::Print(' ' | '\t' | '\n' | '\r'))
}

/// A space at which no line ends.
fn is_tie(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}')
}

/// How many words the marks for words in capitals hold, from the first: none when there are fewer than three. Words without
/// letters may stand between, but neither begin nor end the row.
fn phrase(words: &[&[Sign]]) -> usize {
    let (mut capitals, mut end) = (0, 0);
    for (n, word) in words.iter().enumerate() {
        // A space that ties words parts them all the same.
        let mut parts = word.split(|sign| matches!(sign, Sign::Print(c) if is_tie(*c)));
        let loud = parts.clone().filter(|part| letters(part).any(char::is_uppercase)).count();
        if parts.any(|part| letters(part).any(char::is_lowercase)) || (loud == 0 && n == 0) {
            break;
        }
        if loud > 0 {
            capitals += loud;
            end = n + 1;
        }
    }
    if capitals >= WORDS { end } else { 0 }
}

fn letters(word: &[Sign]) -> impl Iterator<Item = char> + '_ {
    word.iter().filter_map(|sign| match sign {
        Sign::Print(c) if c.is_alphabetic() => Some(*c),
        _ => None,
    })
}

/// Whether each capital letter of a word is marked, or a mark before the words says it of all.
#[derive(Clone, Copy)]
enum Capitals {
    Each,
    Told { begins: bool },
}

fn write_word(word: &[Sign], capitals: Capitals, out: &mut String) {
    let mut number = false;
    // How many capital letters stand just before.
    let mut loud = 0;
    let mut told = !matches!(capitals, Capitals::Told { begins: true });
    for (i, sign) in word.iter().enumerate() {
        let c = match sign {
            Sign::Mark(mark) => {
                out.push_str(mark);
                (number, loud) = (false, 0);
                continue;
            }
            Sign::Print(c) => *c,
        };
        if let Some(digit) = signs::digit(c) {
            if !number {
                out.push_str(mark::NUMBER);
            }
            out.push(digit);
            (number, loud) = (true, 0);
        } else if c.is_alphabetic()
            && let Some(cell) = small(c)
        {
            let upper = c.is_uppercase();
            let mut marked = true;
            match capitals {
                Capitals::Each if upper && loud == 0 => {
                    let next = word.get(i + 1);
                    let more = matches!(next, Some(Sign::Print(next)) if next.is_uppercase());
                    out.push_str(if more { mark::CAPITALS } else { mark::CAPITAL });
                }
                Capitals::Each if !upper && loud > 1 => out.push_str(mark::END),
                Capitals::Told { .. } if upper && !told => {
                    told = true;
                    out.push_str(mark::CAPITAL_WORDS);
                }
                _ => marked = false,
            }
            if number && !marked && ('a'..='j').contains(&c.to_ascii_lowercase()) {
                out.push_str(mark::END);
            }
            out.push_str(&cell);
            number = false;
            loud = if upper { loud + 1 } else { 0 };
        } else if is_tie(c) {
            let between = |sign: Option<&Sign>| matches!(sign, Some(Sign::Print(c)) if c.is_ascii_digit());
            if number && between(word.get(i + 1)) {
                out.push_str(mark::GROUP);
            } else {
                out.push(mark::BLANK);
                number = false;
            }
            loud = 0;
        } else if !signs::silent(c) {
            match signs::sign(c) {
                Some(cells) => out.push_str(cells),
                // Nothing is lost: what has no sign in braille is told by its number in Unicode.
                None => out.push_str(&words(&format!("(u+{:x})", u32::from(c)))),
            }
            number = number && matches!(c, '.' | ',');
            loud = 0;
        }
    }
}

/// The cells of a letter, capital or not.
fn small(c: char) -> Option<String> {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => signs::letter(one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_the_rules_say() {
        for (print, cells) in [
            ("Hej på dig!", "⠠⠓⠑⠚ ⠏⠡ ⠙⠊⠛⠖"),
            ("EU:s TV4", "⠠⠠⠑⠥⠒⠎ ⠠⠠⠞⠧⠼⠙"),
            ("EUs", "⠠⠠⠑⠥⠱⠎"),
            ("EU OCH NATO HAR", "⠠⠠⠠⠑⠥ ⠕⠉⠓ ⠝⠁⠞⠕ ⠓⠁⠗⠱"),
            ("kl. 13.30, 12b 12k", "⠅⠇⠄ ⠼⠁⠉⠄⠉⠚⠂ ⠼⠁⠃⠱⠃ ⠼⠁⠃⠅"),
            ("445\u{a0}986 kr", "⠼⠙⠙⠑⠄⠊⠓⠋ ⠅⠗"),
            ("kl.\u{a0}9", "⠅⠇⠄⠀⠼⠊"),
            ("§ 7–9", "⠬ ⠼⠛⠤⠤⠼⠊"),
            ("ñ ç ø", "⠈⠝ ⠈⠉ ⠈⠕"),
            // U+2610.
            ("☐", "⠦⠥⠲⠼⠃⠋⠁⠚⠴"),
        ] {
            assert_eq!(words(print), cells, "{print}");
        }
    }
}
