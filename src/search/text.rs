//! Text to words. The client does the same (`forms/search/words.js`), and a test runs texts through both.
//!
//! A text is composed (NFC) and in lower case, without soft hyphens. A word is a run of letters and digits (Unicode
//! `Alphabetic` or `Number`); a full stop between two digits belongs to it, so that `d2.3` and `13.00` are one word each.

use crate::language::fold;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words that are left out of a query when others remain. Those of both languages, as queries come in either.
pub const STOP_WORDS: &str = include_str!("stop-words.txt");

static STOPS: LazyLock<BTreeSet<&str>> = LazyLock::new(|| STOP_WORDS.split_whitespace().collect());

/// Whether a word tells nothing of what one looks for.
pub fn is_stop_word(word: &str) -> bool {
    STOPS.contains(word)
}

/// A text as it is compared.
pub fn clean(text: &str) -> String {
    let mut clean = fold::lower(fold::nfc(text));
    if clean.contains('\u{ad}') {
        clean.retain(|c| c != '\u{ad}');
    }
    clean
}

/// The words of a text that is [`clean`].
pub fn words(clean: &str) -> impl Iterator<Item = &str> {
    let mut rest = clean;
    std::iter::from_fn(move || {
        let start = rest.find(fold::is_letter_or_digit)?;
        rest = rest.get(start..)?;
        let (word, after) = rest.split_at_checked(word_end(rest))?;
        rest = after;
        Some(word)
    })
}

/// Where the word ends with which a text begins.
fn word_end(text: &str) -> usize {
    let mut digit = false;
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        if fold::is_letter_or_digit(c) {
            digit = c.is_numeric();
        } else if c == '.' && digit && chars.clone().next().is_some_and(|(_, next)| next.is_numeric()) {
            digit = false;
        } else {
            return at;
        }
    }
    text.len()
}

/// A word without the marks of its letters, by which words are put in order: `malmö` and `malmo` are one.
pub fn folded(word: &str) -> String {
    fold::fold(word)
}

/// The letters from the last to the first.
pub fn reversed(word: &str) -> String {
    word.chars().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        words(&clean(text)).map(str::to_owned).collect()
    }

    #[test]
    fn numbers_keep_their_points() {
        assert_eq!(all("Beslut d2.3. Kl. 13.00–16.00."), ["beslut", "d2.3", "kl", "13.00", "16.00"]);
        assert_eq!(all("2014-03-12, 1.a och a.1"), ["2014", "03", "12", "1", "a", "och", "a", "1"]);
        assert_eq!(all("1.2.3"), ["1.2.3"]);
    }

    #[test]
    fn letters_are_composed_and_hidden_hyphens_dropped() {
        assert_eq!(all("A\u{30a}tga\u{308}rd sam\u{ad}verkan"), ["åtgärd", "samverkan"]);
        assert_eq!(all("ESF-projekt, d’accord"), ["esf", "projekt", "d", "accord"]);
        assert_eq!(all(" \u{ad} – "), Vec::<String>::new());
    }

    proptest::proptest! {
        #[test]
        fn no_letter_or_digit_is_lost(text in "\\PC*") {
            let clean = clean(&text);
            let kept: String = words(&clean).collect::<String>().replace('.', "");
            let there: String = clean.chars().filter(|c| c.is_alphanumeric()).collect();
            proptest::prop_assert_eq!(kept, there);
        }
    }
}
