//! Language tags (BCP 47, RFC 5646): is it one, and which way does its script run?

use super::Lang;
use serde::{Deserialize, Serialize};

/// A well-formed language tag with a known primary language, e.g. `sv`, `en-GB`, `ar`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LangTag(String);

/// Two-letter codes of ISO 639-1, and the three-letter ones of Sweden's national minorities and sign language.
const KNOWN: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da \
    de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik \
    io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms \
    mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm \
    sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu \
    sma smj sme smn sms fit rom rmu rmf rmc rmn rmy yid swl prs ckb kmr arc aii syr und";

impl LangTag {
    /// Reads a tag. `None` when it is not well formed or its primary language is not a known one: `svenska`, `se-SV`
    /// is well formed though wrong, and only the primary subtag is looked up.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace('_', "-");
        let mut parts = text.split('-');
        let primary = parts.next()?.to_ascii_lowercase();
        if !KNOWN.split_ascii_whitespace().any(|code| code == primary) {
            return None;
        }
        let mut tag = primary;
        for part in parts {
            let fits = (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric());
            if !fits {
                return None;
            }
            tag.push('-');
            tag.push_str(part);
        }
        Some(Self(tag))
    }

    /// The tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary language: `en` of `en-GB`.
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or("")
    }

    /// `rtl` for languages written from the right.
    pub fn dir(&self) -> Option<&'static str> {
        matches!(
            self.primary(),
            "ar" | "fa"
                | "he"
                | "ur"
                | "yi"
                | "ps"
                | "dv"
                | "sd"
                | "ug"
                | "ckb"
                | "prs"
                | "yid"
                | "arc"
                | "aii"
                | "syr"
        )
        .then_some("rtl")
    }

    /// The language that samverka speaks around such a text, Swedish where it has none of its own.
    pub fn ui(&self) -> Lang {
        Lang::from_locale(self.primary()).unwrap_or_default()
    }

    /// The language's own name of itself, for a link to the text in that language; the tag where it is not known.
    pub fn own_name(&self) -> &str {
        match self.primary() {
            "sv" => "Svenska",
            "en" => "English",
            "ar" => "العربية",
            "fa" | "prs" => "فارسی",
            "so" => "Soomaali",
            "fi" => "Suomi",
            "de" => "Deutsch",
            "fr" => "Français",
            "es" => "Español",
            "uk" => "Українська",
            "ru" => "Русский",
            "pl" => "Polski",
            "tr" => "Türkçe",
            "da" => "Dansk",
            "nb" | "no" => "Norsk",
            "se" | "sme" => "Davvisámegiella",
            "fit" => "Meänkieli",
            _ => self.as_str(),
        }
    }
}

impl From<Lang> for LangTag {
    fn from(lang: Lang) -> Self {
        Self(lang.tag().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_checked() {
        assert_eq!(LangTag::parse("en_GB").as_ref().map(LangTag::as_str), Some("en-GB"));
        assert_eq!(LangTag::parse("SV").as_ref().map(LangTag::as_str), Some("sv"));
        for bad in ["", "svenska", "xx", "en-", "e", "sv en"] {
            assert_eq!(LangTag::parse(bad), None, "{bad}");
        }
        assert_eq!(LangTag::parse("ar").and_then(|t| t.dir()), Some("rtl"));
    }
}
