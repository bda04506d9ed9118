//! The forms that a page comes in beside HTML: one list that `site.yaml`, the routes, the pages and `samverka forms` read.

use crate::language::Lang;
use crate::language::fold;
use crate::language::tag::LangTag;
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
    /// A book for reading systems.
    Epub,
    /// A document for word processors.
    Odt,
    /// A letter to send.
    Mail,
    /// Braille, as pages of cells.
    Pef,
    /// Braille, as ASCII.
    Brf,
    /// Days for a calendar.
    Calendar,
    /// What is new.
    Feed,
    /// A table for spreadsheets.
    Csv,
    /// Data for programs.
    Json,
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

static EPUB: Facts = Facts {
    name: "epub",
    namn: "epub",
    ending: Phrase { sv: "epub", en: "epub" },
    mime: "application/epub+zip",
    title: Phrase { sv: "E-bok", en: "E-book" },
    help: Phrase {
        sv: "För läsplattor och läsprogram: egen textstorlek, egna färger, uppläsning, utan nät.",
        en: "For reading devices and programs: letters and colours of one's own, read aloud, without a network.",
    },
    of: TEXTS,
};

static ODT: Facts = Facts {
    name: "odt",
    namn: "odt",
    ending: Phrase { sv: "odt", en: "odt" },
    mime: "application/vnd.oasis.opendocument.text",
    title: Phrase { sv: "Dokument", en: "Document" },
    help: Phrase {
        sv: "För Word, LibreOffice och andra ordbehandlare, att skriva i och klippa ur till egna protokoll.",
        en: "For Word, LibreOffice and other word processors, to write in and to take into minutes of one's own.",
    },
    of: &[Subject::Event, Subject::Sheet],
};

static MAIL: Facts = Facts {
    name: "mail",
    namn: "e-brev",
    ending: Phrase { sv: "eml", en: "eml" },
    mime: "message/rfc822",
    title: Phrase { sv: "E-brev", en: "E-mail" },
    help: Phrase {
        sv: "Ett brev att öppna i e-postprogrammet, adressera och skicka: text och HTML, inget som spårar.",
        en: "A letter to open in the mail program, address and send: text and HTML, nothing that tracks.",
    },
    of: &[Subject::Event, Subject::Mailing],
};

static PEF: Facts = Facts {
    name: "braille",
    namn: "punktskrift",
    ending: Phrase { sv: "pef", en: "pef" },
    mime: "application/x-pef+xml",
    title: Phrase { sv: "Punktskrift", en: "Braille" },
    help: Phrase {
        sv: "För den som läser punktskrift: till punktskriftsskrivare, på A4. Bara sidor på svenska.",
        en: "For readers of braille: for braille embossers, on A4. Only pages in Swedish.",
    },
    of: TEXTS,
};

static BRF: Facts = Facts {
    name: "brf",
    namn: "brf",
    ending: Phrase { sv: "brf", en: "brf" },
    mime: "text/plain; charset=us-ascii",
    title: Phrase { sv: "Punktskrift", en: "Braille" },
    help: Phrase {
        sv: "Samma punktskrift för äldre skrivare och för punktskriftsskärmar.",
        en: "The same braille for older embossers and for braille displays.",
    },
    of: TEXTS,
};

static CALENDAR: Facts = Facts {
    name: "calendar",
    namn: "kalender",
    ending: Phrase { sv: "ics", en: "ics" },
    mime: "text/calendar; charset=utf-8",
    title: Phrase { sv: "Till din kalender", en: "For your calendar" },
    help: Phrase {
        sv: "Lägger mötet, eller alla dagar, i kalendern i telefonen eller datorn.",
        en: "Puts the meeting, or all days, into the calendar of a telephone or computer.",
    },
    of: &[Subject::Event, Subject::Calendar],
};

static FEED: Facts = Facts {
    name: "feed",
    namn: "flöde",
    ending: Phrase { sv: "xml", en: "xml" },
    mime: "application/xml; charset=utf-8",
    title: Phrase { sv: "Flöde med nytt", en: "Feed of news" },
    help: Phrase {
        sv: "För den som vill följa ett tema eller en organisation i ett läsprogram. Kräver webbplatsens adress.",
        en: "For whoever follows a topic or an organisation in a feed reader. Needs the address of the site.",
    },
    of: &[Subject::Topic, Subject::Organisation],
};

static CSV: Facts = Facts {
    name: "csv",
    namn: "csv",
    ending: Phrase { sv: "csv", en: "csv" },
    mime: "text/csv; charset=utf-8",
    title: Phrase { sv: "Tabell", en: "Table" },
    help: Phrase {
        sv: "Register och siffror för kalkylprogram.",
        en: "Registers and figures for spreadsheets.",
    },
    of: &[Subject::Register, Subject::Statistic],
};

static JSON: Facts = Facts {
    name: "json",
    namn: "json",
    ending: Phrase { sv: "json", en: "json" },
    mime: "application/json; charset=utf-8",
    title: Phrase { sv: "Data", en: "Data" },
    help: Phrase {
        sv: "Register och siffror för andra program.",
        en: "Registers and figures for other programs.",
    },
    of: &[Subject::Register, Subject::Statistic],
};

impl Format {
    /// All of them, in the order in which a page lists them.
    pub const ALL: &'static [Self] = &[
        #[cfg(feature = "pdf")]
        Self::Pdf,
        #[cfg(feature = "pdf")]
        Self::LargePrint,
        Self::Epub,
        Self::Odt,
        Self::Text,
        Self::Pef,
        Self::Brf,
        Self::Mail,
        Self::Calendar,
        Self::Feed,
        Self::Csv,
        Self::Json,
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
            Self::Epub => &EPUB,
            Self::Odt => &ODT,
            Self::Mail => &MAIL,
            Self::Pef => &PEF,
            Self::Brf => &BRF,
            Self::Calendar => &CALENDAR,
            Self::Feed => &FEED,
            Self::Csv => &CSV,
            Self::Json => &JSON,
        }
    }

    /// Whether a text in a language has it.
    pub fn suits(self, lang: &LangTag) -> bool {
        match self {
            // Each language has its own rules of braille, and samverka knows those of Swedish.
            Self::Pef | Self::Brf => lang.primary() == "sv",
            _ => true,
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
