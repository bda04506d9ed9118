//! What depends on the language: dates, numbers, order, slugs. Swedish and English.
//!
//! A leaf: knows nothing of files, documents or pages.

pub mod dates;
pub mod fold;
pub mod numbers;
pub mod order;
pub mod tag;

use serde::{Deserialize, Serialize};

/// A language that samverka itself speaks: its messages, and the words of the theme.
/// What an author's text is written in is a [`tag::LangTag`], of which there are many more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Lang {
    /// Swedish.
    #[default]
    Sv,
    /// English.
    En,
}

impl Lang {
    /// Both, in the order of preference.
    pub const ALL: [Lang; 2] = [Lang::Sv, Lang::En];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }

    /// From a tag or a locale name: `sv`, `sv-SE`, `en_GB.UTF-8`. `None` for any other language.
    pub fn from_locale(name: &str) -> Option<Self> {
        let primary = name.split(['-', '_', '.']).next().unwrap_or("");
        Self::ALL.into_iter().find(|lang| primary.eq_ignore_ascii_case(lang.tag()))
    }

    /// Picks the wording of this language.
    pub fn pick<T>(self, sv: T, en: T) -> T {
        match self {
            Self::Sv => sv,
            Self::En => en,
        }
    }
}
