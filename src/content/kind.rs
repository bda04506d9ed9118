//! Document types, the folders that give them, and versions of a text.

use super::fields::{Shape, meeting, other};
use crate::language::tag::LangTag;
use crate::language::{Lang, fold};
use crate::report::Phrase;
use serde::{Deserialize, Serialize};

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Type {
    /// A dialogue meeting.
    Meeting,
    /// A workshop.
    Workshop,
    /// A topic of discussion (a *tema*; looks are a *theme*).
    Topic,
    /// An organisation.
    Organisation,
    /// An organisation's reply after a meeting.
    Reply,
    /// A need.
    Need,
    /// An offer.
    Offer,
    /// A lesson from an earlier project.
    Lesson,
    /// Figures.
    Statistic,
    /// A letter to a group.
    Mailing,
    /// Anything else.
    Page,
}

impl Type {
    /// All of them.
    pub const ALL: [Type; 11] = [
        Type::Meeting,
        Type::Workshop,
        Type::Topic,
        Type::Organisation,
        Type::Reply,
        Type::Need,
        Type::Offer,
        Type::Lesson,
        Type::Statistic,
        Type::Mailing,
        Type::Page,
    ];

    /// The same in the order in which they stand as related to something.
    pub const RELATED: [Type; 11] = [
        Type::Topic,
        Type::Meeting,
        Type::Workshop,
        Type::Need,
        Type::Offer,
        Type::Lesson,
        Type::Statistic,
        Type::Reply,
        Type::Mailing,
        Type::Page,
        Type::Organisation,
    ];

    /// Its fields.
    pub fn shape(self) -> &'static Shape {
        match self {
            Self::Meeting => &meeting::MEETING,
            Self::Workshop => &meeting::WORKSHOP,
            Self::Topic => &other::TOPIC_SHAPE,
            Self::Organisation => &other::ORGANISATION,
            Self::Reply => &other::REPLY,
            Self::Need => &other::NEED,
            Self::Offer => &other::OFFER,
            Self::Lesson => &other::LESSON,
            Self::Statistic => &other::STATISTIC,
            Self::Mailing => &other::MAILING,
            Self::Page => &other::PAGE,
        }
    }

    /// The folder of its sources, and the first part of its addresses, in a language. Empty for pages' addresses.
    pub fn folder(self, lang: Lang) -> &'static str {
        match self {
            Self::Meeting => lang.pick("moten", "meetings"),
            Self::Workshop => "workshops",
            Self::Topic => lang.pick("teman", "topics"),
            Self::Organisation => lang.pick("organisationer", "organisations"),
            Self::Reply => lang.pick("aterkoppling", "replies"),
            Self::Need => lang.pick("behov", "needs"),
            Self::Offer => lang.pick("erbjudanden", "offers"),
            Self::Lesson => lang.pick("larande", "lessons"),
            Self::Statistic => lang.pick("statistik", "statistics"),
            Self::Mailing => lang.pick("utskick", "mailings"),
            Self::Page => lang.pick("sidor", "pages"),
        }
    }

    /// The canonical name.
    pub fn name(self) -> &'static str {
        self.shape().name
    }

    /// The canonical name of all of them together, which is the key of their words in a theme.
    pub fn plural(self) -> &'static str {
        match self {
            Self::Meeting => "meetings",
            Self::Workshop => "workshops",
            Self::Topic => "topics",
            Self::Organisation => "organisations",
            Self::Reply => "replies",
            Self::Need => "needs",
            Self::Offer => "offers",
            Self::Lesson => "lessons",
            Self::Statistic => "statistics",
            Self::Mailing => "mailings",
            Self::Page => "pages",
        }
    }

    /// "ingen organisation", "no organisation": for a reference that leads nowhere.
    pub fn none(self) -> Phrase {
        match self {
            Self::Meeting => Phrase { sv: "inget möte", en: "no meeting" },
            Self::Workshop => Phrase { sv: "ingen workshop", en: "no workshop" },
            Self::Topic => Phrase { sv: "inget tema", en: "no topic" },
            Self::Organisation => Phrase { sv: "ingen organisation", en: "no organisation" },
            Self::Reply => Phrase { sv: "ingen återkoppling", en: "no reply" },
            Self::Need => Phrase { sv: "inget behov", en: "no need" },
            Self::Offer => Phrase { sv: "inget erbjudande", en: "no offer" },
            Self::Lesson => Phrase { sv: "ingen lärdom", en: "no lesson" },
            Self::Statistic => Phrase { sv: "ingen statistik", en: "no statistic" },
            Self::Mailing => Phrase { sv: "inget utskick", en: "no mailing" },
            Self::Page => Phrase { sv: "ingen sida", en: "no page" },
        }
    }

    /// The type that a folder or the word of `typ:` means.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = fold::key(word);
        Self::ALL.into_iter().find(|kind| {
            let title = kind.shape().title;
            [kind.name(), kind.folder(Lang::Sv), kind.folder(Lang::En), title.sv, title.en]
                .iter()
                .any(|name| fold::key(name) == word)
                || kind.aliases().contains(&word.as_str())
        })
    }

    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Meeting => &["mote", "dialogmoten", "dialogue_meetings"],
            Self::Organisation => &["organization", "organizations"],
            Self::Reply => &["aterkopplingar", "svar"],
            Self::Lesson => &["lardomar"],
            _ => &[],
        }
    }

    /// Meetings and workshops.
    pub fn is_event(self) -> bool {
        matches!(self, Self::Meeting | Self::Workshop)
    }
}

/// Which version of a text a file is: `name.en.md`, `name.lattlast.md`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Hash, Serialize, Deserialize)]
pub struct Version {
    /// Another language.
    pub lang: Option<LangTag>,
    /// In easy language.
    pub easy_read: bool,
}

impl Version {
    /// The text itself.
    pub fn is_original(&self) -> bool {
        self.lang.is_none() && !self.easy_read
    }

    /// What stands between the name and the form in an address: ``, `.en`, `.lattlast`.
    pub fn suffix(&self, site: Lang) -> String {
        let mut out = String::new();
        if let Some(lang) = &self.lang {
            out.push('.');
            out.push_str(&lang.as_str().to_ascii_lowercase());
        }
        if self.easy_read {
            out.push_str(site.pick(".lattlast", ".easy-read"));
        }
        out
    }
}

/// A file's name without its form, cut into the text's name and the version.
pub fn split_name(stem: &str) -> (&str, Version) {
    let mut version = Version::default();
    let mut name = stem;
    while let Some((before, last)) = name.rsplit_once('.') {
        let word = fold::key(last);
        if matches!(word.as_str(), "lattlast" | "latt_last" | "easy_read" | "easyread" | "lattlasta") {
            version.easy_read = true;
        } else if let Some(tag) = LangTag::parse(last).filter(|_| version.lang.is_none() && last.len() <= 5) {
            version.lang = Some(tag);
        } else {
            break;
        }
        name = before;
    }
    (name, version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_words_give_types() {
        for (word, kind) in [
            ("moten", Type::Meeting),
            ("Möten", Type::Meeting),
            ("meetings", Type::Meeting),
            ("möte", Type::Meeting),
            ("återkoppling", Type::Reply),
            ("organizations", Type::Organisation),
            ("lärande", Type::Lesson),
        ] {
            assert_eq!(Type::from_word(word), Some(kind), "{word}");
        }
        assert_eq!(Type::from_word("bilder"), None);
    }

    #[test]
    fn names_tell_versions() {
        let en = LangTag::parse("en");
        assert_eq!(split_name("mote"), ("mote", Version::default()));
        assert_eq!(split_name("mote.en"), ("mote", Version { lang: en.clone(), easy_read: false }));
        assert_eq!(split_name("mote.lättläst"), ("mote", Version { lang: None, easy_read: true }));
        assert_eq!(split_name("mote.en.lattlast"), ("mote", Version { lang: en, easy_read: true }));
        assert_eq!(split_name("v1.2 mote"), ("v1.2 mote", Version::default()));
    }
}
