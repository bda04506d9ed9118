//! Every message, once, in Swedish and English. One file an area; `all()` is what the tests and the manual read.
//!
//! The form is `what | why | cure`, each `"svenska" | "English"`. Swedish is plain (klarspråk): one thought a
//! sentence, "du" for the writer, no jargon without a word that explains it.

use super::rule::{Mark, Phrase, Rule, Severity};

/// Declares rules and the list of them. After the criterion stand the rule's marks, if it has any: `Fixed`, `Repair`, `Asked`.
macro_rules! rules {
    ($($(#[$doc:meta])* $id:ident = $severity:ident $name:literal $criterion:literal $($mark:ident)* {
        what: $what_sv:literal | $what_en:literal;
        why: $why_sv:literal | $why_en:literal;
        cure: $cure_sv:literal | $cure_en:literal;
    })*) => {
        $(
            $(#[$doc])*
            pub static $id: Rule = Rule {
                name: $name,
                severity: Severity::$severity,
                criterion: $criterion,
                marks: &[$(Mark::$mark),*],
                what: Phrase { sv: $what_sv, en: $what_en },
                why: Phrase { sv: $why_sv, en: $why_en },
                cure: Phrase { sv: $cure_sv, en: $cure_en },
            };
        )*
        pub(super) static LIST: &[&Rule] = &[$(&$id),*];
    };
}

pub mod external;
pub mod facts;
pub mod fields;
pub mod files;
pub mod html;
pub mod import;
pub mod markup;
pub mod people;
pub mod publish;
pub mod rules;
pub mod site;
pub mod text;
pub mod theme;
pub mod tool;
pub mod yaml;

/// The rule of a name.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// The areas that rules belong to, with their names. What commands say of what they do comes last.
pub static AREAS: &[Area] = &[
    (Phrase { sv: "Filer", en: "Files" }, files::LIST),
    (Phrase { sv: "Uppgifter: hur de skrivs", en: "Facts: how they are written" }, yaml::LIST),
    (Phrase { sv: "Uppgifter: vad som ska stå där", en: "Facts: what is to stand there" }, fields::LIST),
    (Phrase { sv: "Text, bilder, länkar och tabeller", en: "Text, images, links and tables" }, markup::LIST),
    (
        Phrase {
            sv: "Länkar till andra webbplatser (check --external)",
            en: "Links to other sites (check --external)",
        },
        external::LIST,
    ),
    (Phrase { sv: "Färdiga webbsidor (check --html)", en: "Finished web pages (check --html)" }, html::LIST),
    (Phrase { sv: "Språk och läsbarhet", en: "Language and readability" }, text::LIST),
    (Phrase { sv: "Människor och organisationer", en: "People and organisations" }, people::LIST),
    (Phrase { sv: "Möten, pengar och siffror", en: "Meetings, money and figures" }, facts::LIST),
    (Phrase { sv: "Hur texterna hänger ihop", en: "How the texts hang together" }, site::LIST),
    (Phrase { sv: "Reglerna själva", en: "The rules themselves" }, rules::LIST),
    (Phrase { sv: "Temat", en: "The theme" }, theme::LIST),
    (Phrase { sv: "Publicering", en: "Publishing" }, publish::LIST),
    (
        Phrase { sv: "Anteckningar som hämtas in (import)", en: "Notes that are brought in (import)" },
        import::LIST,
    ),
    (Phrase { sv: "Programmet", en: "The program" }, tool::LIST),
];

/// An area: what it is called, and its rules.
type Area = (Phrase, &'static [&'static Rule]);

/// The areas of what an author writes, or that of finished pages. What `import` and the program itself say is told when it
/// happens, and is no rule to write by.
pub fn of_check(pages: bool) -> impl Iterator<Item = &'static Area> {
    let areas: &'static [Area] = AREAS.split_last_chunk::<2>().map_or(AREAS, |(areas, _)| areas);
    let of_pages =
        |rules: &[&Rule]| rules.iter().all(|rule| html::LIST.iter().any(|own| own.name == rule.name));
    areas.iter().filter(move |(_, rules)| of_pages(rules) == pages)
}

/// Every rule there is, area by area.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    AREAS.iter().flat_map(|(_, rules)| rules.iter().copied())
}
