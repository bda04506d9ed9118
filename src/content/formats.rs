//! The forms that a page comes in beside HTML: one list that `site.yaml`, the routes, the pages and `samverka forms` read.

use crate::language::Lang;
use crate::language::fold;
use crate::report::Phrase;

/// A form, named after its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// PDF/UA-1, A4.
    Pdf,
    /// The same in large print.
    LargePrint,
    /// Plain text.
    Text,
}

/// What a form can be of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A meeting or a workshop.
    Event,
    /// A topic.
    Topic,
    /// An organisation.
    Organisation,
    /// Figures.
    Statistic,
    /// Something that is sent out.
    Mailing,
    /// Any other text.
    Text,
    /// A take-back sheet.
    Sheet,
    /// All texts of a topic or of a year.
    Whole,
    /// The calendar.
    Calendar,
    /// A register of decisions, actions or questions.
    Register,
}

/// What is known of a form without making it.
#[derive(Debug)]
pub struct Facts {
    /// Its name in `site.yaml` and on the command line, in English.
    pub name: &'static str,
    /// The same in Swedish.
    pub namn: &'static str,
    /// What the address ends with, in Swedish and English, without the dot.
    pub ending: Phrase,
    /// Its media type (RFC 6838).
    pub mime: &'static str,
    /// What it is called on a page, in a few words.
    pub title: Phrase,
    /// Whom it helps, in a sentence.
    pub help: Phrase,
    /// What it can be of.
    pub of: &'static [Subject],
}

/// Whatever is read as a text.
const TEXTS: &[Subject] = &[
    Subject::Event,
    Subject::Topic,
    Subject::Organisation,
    Subject::Statistic,
    Subject::Mailing,
    Subject::Text,
    Subject::Whole,
];

/// Whatever is printed: texts, and the sheets that one carries home.
const PRINTED: &[Subject] = &[
    Subject::Event,
    Subject::Topic,
    Subject::Organisation,
    Subject::Statistic,
    Subject::Mailing,
    Subject::Text,
    Subject::Sheet,
    Subject::Whole,
];

static PDF: Facts = Facts {
    name: "pdf",
    namn: "pdf",
    ending: Phrase { sv: "pdf", en: "pdf" },
    mime: "application/pdf",
    title: Phrase { sv: "Utskrift", en: "To print" },
    help: Phrase {
        sv: "En taggad pdf (PDF/UA) på A4: att skriva ut, skicka och spara. En skärmläsare läser den med rubriker och tabeller.",
        en: "A tagged PDF (PDF/UA) on A4: to print, send and keep. A screen reader reads it with its headings and tables.",
    },
    of: PRINTED,
};

static LARGE_PRINT: Facts = Facts {
    name: "large-print",
    namn: "storstil",
    ending: Phrase { sv: "storstil.pdf", en: "large.pdf" },
    mime: "application/pdf",
    title: Phrase { sv: "Stor stil", en: "Large print" },
    help: Phrase {
        sv: "Samma pdf med bokstäver på 18 punkter, för den som ser dåligt och läser på papper.",
        en: "The same PDF with letters of 18 points, for people with low vision who read on paper.",
    },
    of: PRINTED,
};

static TEXT: Facts = Facts {
    name: "text",
    namn: "text",
    ending: Phrase { sv: "txt", en: "txt" },
    mime: "text/plain; charset=utf-8",
    title: Phrase { sv: "Ren text", en: "Plain text" },
    help: Phrase {
        sv: "För skärmläsare, punktskriftsskärmar, e-post och telefoner utan webbläsare.",
        en: "For screen readers, braille displays, e-mail and telephones without a browser.",
    },
    of: TEXTS,
};

impl Format {
    /// All of them, in the order in which a page lists them.
    pub const ALL: &'static [Self] = &[
        #[cfg(feature = "pdf")]
        Self::Pdf,
        #[cfg(feature = "pdf")]
        Self::LargePrint,
        Self::Text,
    ];

    /// Those that this program was built without.
    const LEFT_OUT: &'static [Self] = &[
        #[cfg(not(feature = "pdf"))]
        Self::Pdf,
        #[cfg(not(feature = "pdf"))]
        Self::LargePrint,
    ];

    /// What is known of it.
    pub fn facts(self) -> &'static Facts {
        match self {
            Self::Pdf => &PDF,
            Self::LargePrint => &LARGE_PRINT,
            Self::Text => &TEXT,
        }
    }

    /// By a name in either language.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.is_called(name))
    }

    /// Whether a name is that of a form which this program was built without.
    pub fn is_left_out(name: &str) -> bool {
        Self::LEFT_OUT.iter().any(|format| format.is_called(name))
    }

    fn is_called(self, name: &str) -> bool {
        let facts = self.facts();
        fold::same(name, facts.name) || fold::same(name, facts.namn)
    }

    /// The names of all, for a message.
    pub fn names(lang: Lang) -> String {
        Self::ALL.iter().map(|format| format.name(lang)).collect::<Vec<_>>().join(", ")
    }

    /// Its name in a language.
    pub fn name(self, lang: Lang) -> &'static str {
        lang.pick(self.facts().namn, self.facts().name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_forms_share_a_name_or_an_ending() {
        let mut seen = std::collections::BTreeSet::new();
        for format in Format::ALL {
            let facts = format.facts();
            assert!(Format::find(facts.name) == Some(*format) && Format::find(facts.namn) == Some(*format));
            // One ending may mean two things only where no page has both: a feed and a calendar never meet.
            for lang in Lang::ALL {
                for subject in facts.of {
                    assert!(
                        seen.insert((facts.ending.raw(lang), lang, *subject)),
                        "{} of {subject:?}",
                        facts.name
                    );
                }
            }
        }
    }
}
