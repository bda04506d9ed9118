//! Words to stems: Snowball's stemmers for Swedish and English, version 3. The client has its own (`forms/search/swedish.js`,
//! `english.js`), held to these by a list of words.

use crate::language::Lang;
use snowball_stemmers_rs::{Algorithm, Stemmer};
use std::sync::LazyLock;

static SWEDISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::Swedish));
static ENGLISH: LazyLock<Stemmer> = LazyLock::new(|| Stemmer::create(Algorithm::English));

/// The stem of a word in lower case. Words of other languages are their own stems.
pub fn stem(lang: Option<Lang>, word: &str) -> String {
    // Numbers have no endings.
    if word.starts_with(char::is_numeric) {
        return word.to_owned();
    }
    match lang {
        Some(Lang::Sv) => SWEDISH.stem(word).into_owned(),
        Some(Lang::En) => ENGLISH.stem(word).into_owned(),
        None => word.to_owned(),
    }
}

/// The stems that a word of a query may have: by the language of the page first; without a second ending (`mötena`,
/// `möten`, `möt`); by the other language if there are texts in it; as it is.
pub fn forms(page: Lang, both: bool, word: &str) -> Vec<String> {
    let other = both.then(|| stem(Some(page.pick(Lang::En, Lang::Sv)), word));
    let mut forms: Vec<String> = Vec::new();
    let once = stem(Some(page), word);
    let twice = stem(Some(page), &once);
    for form in [once, twice].into_iter().chain(other).chain([word.to_owned()]) {
        if !forms.contains(&form) {
            forms.push(form);
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_of_both_languages_go() {
        for word in ["möte", "möten", "mötet", "mötets"] {
            assert_eq!(stem(Some(Lang::Sv), word), "möt", "{word}");
        }
        assert_eq!(stem(Some(Lang::En), "meetings"), "meet");
        assert_eq!(stem(None, "kokoukset"), "kokoukset");
        assert_eq!(forms(Lang::Sv, true, "2014"), ["2014"]);
        assert_eq!(forms(Lang::Sv, true, "mötena"), ["möten", "möt", "mötena"]);
        assert_eq!(forms(Lang::Sv, false, "meetings"), ["meeting", "meetings"]);
    }
}
