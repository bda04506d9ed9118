//! Every message, once, in Swedish and English. One file an area; `all()` is what the tests and the manual read.
//!
//! The form is `what | why | cure`, each `"svenska" | "English"`. Swedish is plain (klarspråk): one thought a
//! sentence, "du" for the writer, no jargon without a word that explains it.

use super::rule::{Phrase, Rule, Severity};

/// Declares rules and the list of them.
macro_rules! rules {
    ($($(#[$doc:meta])* $id:ident = $severity:ident $name:literal $criterion:literal {
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
                what: Phrase { sv: $what_sv, en: $what_en },
                why: Phrase { sv: $why_sv, en: $why_en },
                cure: Phrase { sv: $cure_sv, en: $cure_en },
            };
        )*
        pub(super) static LIST: &[&Rule] = &[$(&$id),*];
    };
}

pub mod fields;
pub mod files;
pub mod html;
pub mod markup;
pub mod people;
pub mod site;
pub mod theme;
pub mod tool;
pub mod yaml;

/// Every rule there is, area by area.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    [
        files::LIST,
        yaml::LIST,
        fields::LIST,
        markup::LIST,
        html::LIST,
        people::LIST,
        site::LIST,
        theme::LIST,
        tool::LIST,
    ]
    .into_iter()
    .flatten()
    .copied()
}
