//! Alphabetical order as a reader of the language expects it. Swedish: å, ä, ö after z, v and w apart (Svenska Akademiens
//! ordlista, since 2006). In both languages figures by their value: `Dialogmöte 2` before `Dialogmöte 10`.

use super::Lang;
use icu_collator::{CollatorBorrowed, options::CollatorOptions};
use std::cmp::Ordering;
use std::sync::LazyLock;

static SV: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| collator("sv-u-kn-true"));
static EN: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| collator("en-u-kn-true"));

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
        // The whole list at the end of the application, which is in order.
        const SEED: &str = "Bjuv, Bromölla, Burlöv, Båstad, Eslöv, Helsingborg, Hässleholm, Höganäs, Hörby, Höör, \
            Karlshamn, Karlskrona, Klippan, Kristianstad, Kävlinge, Landskrona, Lomma, Lund, Malmö, Olofström, Osby, \
            Perstorp, Ronneby, Simrishamn, Sjöbo, Skurup, Staffanstorp, Svalöv, Svedala, Sölvesborg, Tomelilla, \
            Trelleborg, Vellinge, Ystad, Åstorp, Ängelholm, Örkelljunga, Östra Göinge";
        let want: Vec<&str> = SEED.split(", ").collect();
        assert_eq!(want.len(), 38);
        // Shuffled in as many ways as there are steps through the list; 37 shares a factor with none but itself.
        for step in 1..want.len() - 1 {
            let mut got: Vec<&str> = (0..37).map(|i| want[i * step % 37]).chain([want[37]]).collect();
            got.sort_by(|a, b| compare(Lang::Sv, a, b));
            assert_eq!(got, want, "{step}");
        }
    }

    fn sorted(lang: Lang, text: &str) -> String {
        let mut list: Vec<&str> = text.split(' ').rev().collect();
        list.sort_by(|a, b| compare(lang, a, b));
        list.join(" ")
    }

    #[test]
    fn swedish_has_v_and_w_apart_and_three_letters_after_z() {
        let swedish = "Valla Vara Vä Wallin Wik Xenia Zeta Å Ånge Ä Ö";
        assert_eq!(sorted(Lang::Sv, swedish), swedish);
        let english = "Ånge Apple Örkelljunga Valla Wallin Xenia Zeta";
        assert_eq!(sorted(Lang::En, english), english);
    }

    #[test]
    fn figures_are_sorted_by_their_value() {
        for lang in Lang::ALL {
            let names =
                "1 Dialogmöte1 Dialogmöte2 Dialogmöte2a Dialogmöte10 Workshop9 Workshop09b Workshop11";
            assert_eq!(sorted(lang, names), names);
            assert!(compare(lang, "Dialogmöte 2: B", "Dialogmöte 10: A").is_lt());
        }
    }

    #[test]
    fn initials_follow_the_language() {
        assert_eq!(initial(Lang::Sv, "ängelholm"), "Ä");
        assert_eq!(initial(Lang::En, "Ängelholm"), "A");
        assert_eq!(initial(Lang::Sv, "”Écoute”"), "E");
        assert_eq!(initial(Lang::Sv, "3 möten"), "#");
    }
}
