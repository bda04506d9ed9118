//! Alphabetical order as a reader of the language expects it (Swedish: å, ä, ö after z).

use super::Lang;
use icu_collator::{CollatorBorrowed, options::CollatorOptions};
use std::cmp::Ordering;
use std::sync::LazyLock;

static SV: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| collator("sv"));
static EN: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| collator("en"));

fn collator(tag: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: icu_locale_core::Locale = tag.parse().ok()?;
    CollatorBorrowed::try_new(locale.into(), CollatorOptions::default()).ok()
}

/// Compares two names. Ties are broken by code points, so that the order is total and the same everywhere.
pub fn compare(lang: Lang, a: &str, b: &str) -> Ordering {
    let collator = match lang {
        Lang::Sv => &*SV,
        Lang::En => &*EN,
    };
    // The data are compiled in, so a collator is always there; code points are the order of last resort.
    collator.as_ref().map_or(Ordering::Equal, |c| c.compare(a, b)).then_with(|| a.cmp(b))
}

/// The heading that a name stands under in an A–Ö list: its first letter, or `#` for a digit or a sign.
pub fn initial(lang: Lang, name: &str) -> String {
    let Some(first) = super::fold::nfc(name).chars().find(|c| c.is_alphanumeric()) else { return "#".into() };
    if first.is_numeric() {
        return "#".into();
    }
    let upper: String = first.to_uppercase().collect();
    match (lang, upper.as_str()) {
        (Lang::Sv, "Å" | "Ä" | "Ö") => upper,
        (Lang::Sv, "Æ") => "Ä".into(),
        (Lang::Sv, "Ø") => "Ö".into(),
        _ => {
            let plain: String = super::fold::fold(&upper).to_uppercase();
            plain.chars().next().map_or(upper, String::from)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pre_studys_municipalities_are_in_swedish_order() {
        // From the seed's own list, which is in order.
        let seed = ["Bjuv", "Bromölla", "Burlöv", "Båstad", "Eslöv", "Höganäs", "Hörby", "Höör", "Karlshamn"];
        let end = ["Vellinge", "Ystad", "Åstorp", "Ängelholm", "Örkelljunga", "Östra Göinge"];
        let want: Vec<&str> = seed.into_iter().chain(end).collect();
        let mut got = want.clone();
        got.reverse();
        got.sort_by(|a, b| compare(Lang::Sv, a, b));
        assert_eq!(got, want);
    }

    #[test]
    fn initials_follow_the_language() {
        assert_eq!(initial(Lang::Sv, "ängelholm"), "Ä");
        assert_eq!(initial(Lang::En, "Ängelholm"), "A");
        assert_eq!(initial(Lang::Sv, "”Écoute”"), "E");
        assert_eq!(initial(Lang::Sv, "3 möten"), "#");
    }
}
