//! Folding: what a person typed, made comparable; and slugs made from it.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// A reason as a sentence: a capital first, a full stop last.
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut chars = text.chars();
    let mut out: String = chars.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    out.push_str(chars.as_str());
    if !out.ends_with(['.', '!', '?', '…']) {
        out.push('.');
    }
    out
}

/// Composed form (NFC): file names from macOS come decomposed (`a` + ring), and must equal what is typed elsewhere.
pub fn nfc(text: &str) -> String {
    // Below U+0300, where the first mark stands, every character is composed (UAX #15); no byte of those is 0xCC or above.
    // So are dashes and quotation marks (U+2010 to U+203F).
    if text.bytes().max().is_none_or(|most| most < 0xcc)
        || text.chars().all(|c| matches!(c, '\0'..'\u{300}' | '\u{2010}'..='\u{203f}'))
    {
        return text.to_owned();
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(text).into_owned()
}

/// Lower case, as of `str::to_lowercase`, which looks each letter up that is not ASCII.
pub fn lower(text: String) -> String {
    // Nothing but ASCII, Latin letters to U+00FF, and dashes and quotation marks (U+2010 to U+203F), which have no case.
    if text.bytes().max().is_some_and(|most| most > 0xc3)
        && !text.chars().all(|c| matches!(c, '\0'..='\u{ff}' | '\u{2010}'..='\u{203f}'))
    {
        return text.to_lowercase();
    }
    let mut bytes = text.into_bytes();
    bytes.make_ascii_lowercase();
    // À to Þ but for ×: a small letter is its capital and 0x20 in the second byte of two as well.
    let mut at = 0;
    while let Some(ahead) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xc3)) {
        at += ahead + 1;
        if let Some(second @ (0x80..=0x96 | 0x98..=0x9e)) = bytes.get_mut(at) {
            *second += 0x20;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|fault| String::from_utf8_lossy(fault.as_bytes()).into_owned())
}

/// Lower case without marks: `Åtgärd` and `atgard` are one. For matching keys, names and file stems.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // The whole text at once: the last sigma of a Greek word is another than the others.
    folded(lower(text.to_owned()).chars()).collect()
}

/// The letters of [`fold`], one by one.
fn folded(chars: impl Iterator<Item = char>) -> impl Iterator<Item = char> {
    let parts = DecomposingNormalizerBorrowed::new_nfd().normalize_iter(chars.flat_map(char::to_lowercase));
    let letters = |c: char| match c {
        '\u{300}'..='\u{36f}' | '\u{ad}' => [None, None],
        'æ' => [Some('a'), Some('e')],
        'ø' => [Some('o'), None],
        'œ' => [Some('o'), Some('e')],
        'ß' => [Some('s'), Some('s')],
        'đ' | 'ð' => [Some('d'), None],
        'ł' => [Some('l'), None],
        'þ' => [Some('t'), Some('h')],
        c => [Some(c), None],
    };
    parts.flat_map(letters).flatten()
}

/// The letter that a marked one is made of: `n` of `ñ`. `None` for what carries no mark.
pub fn base(letter: char) -> Option<char> {
    let mut encoded = [0; 4];
    let parts =
        DecomposingNormalizerBorrowed::new_nfd().normalize(letter.encode_utf8(&mut encoded)).into_owned();
    let mut parts = parts.chars();
    let base = parts.next()?;
    (base != letter && parts.all(|mark| ('\u{300}'..='\u{36f}').contains(&mark))).then_some(base)
}

/// Whether a character is a letter: as `char::is_alphabetic`, which looks å, ä and ö up in a table.
pub fn is_letter(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ' => true,
        '\0'..='\u{7f}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether a character is a letter or a digit, as `char::is_alphanumeric`.
pub fn is_letter_or_digit(c: char) -> bool {
    is_letter(c) || c.is_numeric()
}

/// A front matter key as it is matched: folded, with space and hyphen as `_`.
pub fn key(text: &str) -> String {
    fold(text.trim()).chars().map(|c| if c.is_whitespace() || c == '-' { '_' } else { c }).collect()
}

/// Whether two names are the same to a person: case, marks, spaces, hyphens and underscores do not count, so that
/// `Mål-grupp`, `målgrupp` and `MAL GRUPP` are one.
pub fn same(a: &str, b: &str) -> bool {
    let counts = |c: &char| !(c.is_whitespace() || matches!(c, '-' | '_'));
    if a.is_ascii() && b.is_ascii() {
        let counts = |c: &u8| !(c.is_ascii_whitespace() || matches!(c, b'-' | b'_'));
        let (a, b) = (a.bytes().filter(counts), b.bytes().filter(counts));
        return a.map(|c| c.to_ascii_lowercase()).eq(b.map(|c| c.to_ascii_lowercase()));
    }
    // Most names differ in their first letters, and many are compared: nothing is written down.
    let sigma = |c: char| if c == 'ς' { 'σ' } else { c };
    folded(a.chars()).filter(counts).map(sigma).eq(folded(b.chars()).filter(counts).map(sigma))
}

/// A part of an address: lower-case ASCII letters and digits, joined by single hyphens. Letters of other scripts
/// are kept percent-free by dropping them; a text without any Latin letter or digit gives an empty slug, and the
/// caller falls back on something else.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The id of a heading: like [`slug`], but letters of every script stay, as HTML ids may hold them, and å ä ö stay
/// as they are written, so that an address with a fragment can be read aloud.
pub fn anchor(text: &str) -> String {
    let mut out = String::new();
    for c in nfc(&text.to_lowercase()).chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') && c != '\u{ad}' {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The candidate nearest to what was typed, if it is near enough to be a likely slip of the fingers.
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed);
    let limit = (typed.chars().count() / 3).clamp(1, 4);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&typed, &fold(candidate)), candidate))
        .filter(|(distance, candidate)| {
            *distance <= limit || (typed.len() >= 4 && fold(candidate).starts_with(&typed))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// With its first letter as a capital, as a heading is written.
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// With its first letter small, as within a sentence.
pub fn uncapital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_digits_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            assert_eq!(
                (is_letter(c), is_letter_or_digit(c)),
                (c.is_alphabetic(), c.is_alphanumeric()),
                "{c:?}"
            );
        }
    }

    #[test]
    fn small_letters_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            let text = format!("A{c}BÖ{c}");
            assert_eq!(lower(text.clone()), text.to_lowercase(), "{c:?}");
            assert_eq!(nfc(&text), ComposingNormalizerBorrowed::new_nfc().normalize(&text), "{c:?}");
        }
    }

    #[test]
    fn swedish_letters_fold_in_both_unicode_forms() {
        assert_eq!(fold("Åtgärd"), "atgard");
        assert_eq!(fold("A\u{30a}tga\u{308}rd"), "atgard");
        assert_eq!(key(" Beviljat stöd "), "beviljat_stod");
        assert_eq!(key("easy-read"), "easy_read");
    }

    #[test]
    fn slugs_are_ascii_and_anchors_keep_their_letters() {
        assert_eq!(slug("Juridisk trygghet – vad gäller?"), "juridisk-trygghet-vad-galler");
        assert_eq!(slug("Østra Göinge"), "ostra-goinge");
        assert_eq!(slug("???"), "");
        assert_eq!(anchor("Åtgärder & ansvar"), "åtgärder-ansvar");
    }

    #[test]
    fn the_nearest_name_is_a_slip_and_not_any_name() {
        let names = ["Medfinansiering", "Malmö", "Lund"];
        assert_eq!(nearest("medfinanisering", names), Some("Medfinansiering"));
        assert_eq!(nearest("Malmo", names), Some("Malmö"));
        assert_eq!(nearest("Stockholm", names), None);
    }

    #[test]
    fn plain_letters_need_no_tables() {
        let all: String = (0..128_u8).map(char::from).collect();
        let long = |text: &str| {
            let lower = text.to_lowercase();
            DecomposingNormalizerBorrowed::new_nfd().normalize(&lower).into_owned()
        };
        assert_eq!(fold(&all), long(&all));
        assert_eq!(nfc(&all), ComposingNormalizerBorrowed::new_nfc().normalize(&all));
    }

    proptest::proptest! {
        #[test]
        fn a_slug_is_always_a_clean_path_part(text in ".*") {
            let slug = slug(&text);
            proptest::prop_assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            proptest::prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }

        #[test]
        fn folding_twice_is_folding_once(text in "\\PC*") {
            proptest::prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
