//! What may be written in front matter and in the site's YAML files: one unit a field.
//!
//! Everything that speaks of fields reads these units: the reader ([`super::record`]), `samverka new`, the JSON Schema
//! for editors ([`super::schema`]) and the manual ([`super::manual`]). A field is added in one place.

pub mod common;
pub mod items;
pub mod meeting;
pub mod other;
pub mod site;
pub mod words;

use crate::language::{Lang, fold};
use crate::report::Phrase;

/// One field: its names, its kind, its words.
#[derive(Debug)]
pub struct Field {
    /// The canonical name: English, `snake_case`.
    pub name: &'static str,
    /// The Swedish name, as `new` writes it.
    pub sv: &'static str,
    /// Other spellings that are read. Case, å ä ö, spaces and hyphens need no spelling of their own.
    pub also: &'static [&'static str],
    /// What the value is.
    pub kind: Kind,
    /// One sentence of help.
    pub doc: Phrase,
    /// A value as it may be written.
    pub example: Phrase,
}

/// What a field's value is.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// One text.
    Text,
    /// A whole number, zero or more.
    Integer,
    /// A day.
    Date,
    /// A time of day, from–to.
    Hours,
    /// Kronor.
    Money,
    /// Yes or no, with a word of explanation if need be: `ja, i stora salen`.
    Answer,
    /// A language tag (BCP 47).
    Language,
    /// One of some words.
    Choice(&'static [Choice]),
    /// Names: a list, or one line with commas.
    Names,
    /// Texts: a list, or one text. Commas are part of the text.
    Texts,
    /// Free keys with a text each.
    Pairs,
    /// Rows of cells.
    Table,
    /// A group of fields.
    Group(&'static Shape),
    /// A list of groups.
    Groups(&'static Shape),
}

/// One of the words that a [`Kind::Choice`] takes.
#[derive(Debug)]
pub struct Choice {
    /// The canonical word.
    pub name: &'static str,
    /// The Swedish word.
    pub sv: &'static str,
    /// Other spellings.
    pub also: &'static [&'static str],
}

impl Choice {
    /// The word as a reader or writer of the language knows it.
    pub fn word(&self, lang: Lang) -> String {
        match lang {
            Lang::Sv => self.sv.to_owned(),
            Lang::En => self.name.replace('_', " "),
        }
    }

    /// Whether a word means this choice.
    pub fn matches(&self, word: &str) -> bool {
        [self.name, self.sv].iter().chain(self.also).any(|name| fold::same(name, word))
    }
}

/// How much a field is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Its absence is an error.
    Required,
    /// `new` puts it there to be filled in.
    Offered,
    /// As one likes.
    Optional,
}

/// A set of fields that belong together: a document type, or a group within one.
#[derive(Debug)]
pub struct Shape {
    /// The canonical name of the type or group.
    pub name: &'static str,
    /// What it is called.
    pub title: Phrase,
    /// The fields and how much each is asked for.
    pub fields: &'static [(&'static Field, Need)],
    /// The field that a bare text stands for: `deltog: [malmo-stad]` gives the organisation.
    pub main: Option<&'static Field>,
}

impl Shape {
    /// The field that a typed key means.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        let mut fields = self.fields.iter().map(|(field, _)| *field);
        // Most keys are written as they are listed, which takes no folding to see.
        fields
            .clone()
            .find(|field| field.names().any(|name| name == key))
            .or_else(|| fields.find(|field| field.matches(key)))
    }

    /// How much a field is asked for here.
    pub fn need(&self, field: &Field) -> Option<Need> {
        self.fields.iter().find(|(f, _)| f.name == field.name).map(|(_, need)| *need)
    }
}

impl Field {
    /// Whether a key as typed means this field.
    pub fn matches(&self, key: &str) -> bool {
        self.names().any(|name| fold::same(name, key))
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.name, self.sv].into_iter().chain(self.also.iter().copied())
    }

    /// The key as written in a language.
    pub fn key(&self, lang: Lang) -> &'static str {
        lang.pick(self.sv, self.name)
    }

    /// A line that shows how to write it: `datum: 2014-03-12`.
    pub fn line(&self, lang: Lang) -> String {
        format!("{}: {}", self.key(lang), self.example.raw(lang))
    }
}

/// Declares fields: `NAME = "english" "svenska" ["also"] Kind; "Svensk hjälp." | "English help."; "ex" | "ex";`
macro_rules! fields {
    ($($id:ident = $name:literal $sv:literal [$($also:literal),*] $kind:expr;
        $doc_sv:literal | $doc_en:literal; $ex_sv:literal | $ex_en:literal;)*) => {
        $(
            #[doc = $doc_en]
            pub static $id: $crate::content::fields::Field = $crate::content::fields::Field {
                name: $name,
                sv: $sv,
                also: &[$($also),*],
                kind: $kind,
                doc: $crate::report::Phrase { sv: $doc_sv, en: $doc_en },
                example: $crate::report::Phrase { sv: $ex_sv, en: $ex_en },
            };
        )*
    };
}

/// Declares a shape: `shape!(NAME "english" "Svensk titel" | "English title", main: FIELD; Required: A, B; Offered: C; Optional: D)`.
macro_rules! shape {
    ($(#[$doc:meta])* $id:ident $name:literal $sv:literal | $en:literal $(, main: $main:path)?;
        $($need:ident: $($field:path),+;)*) => {
        $(#[$doc])*
        pub static $id: $crate::content::fields::Shape = $crate::content::fields::Shape {
            name: $name,
            title: $crate::report::Phrase { sv: $sv, en: $en },
            fields: &[$($((&$field, $crate::content::fields::Need::$need),)+)*],
            main: shape!(@main $($main)?),
        };
    };
    (@main) => { None };
    (@main $main:path) => { Some(&$main) };
}

/// Declares the words of a choice.
macro_rules! choices {
    ($($(#[$doc:meta])* $id:ident = $($name:literal $sv:literal [$($also:literal),*]),+;)*) => {
        $(
            $(#[$doc])*
            pub static $id: &[$crate::content::fields::Choice] = &[$(
                $crate::content::fields::Choice { name: $name, sv: $sv, also: &[$($also),*] },
            )+];
        )*
    };
}

pub(crate) use {choices, fields, shape};

/// Every document type and file that has fields, for the schema and the manual.
pub fn shapes() -> [&'static Shape; 16] {
    [
        &site::SITE_FILE,
        &meeting::MEETING,
        &meeting::WORKSHOP,
        &other::TOPIC_SHAPE,
        &other::ORGANISATION,
        &other::PERSON,
        &other::REPLY,
        &other::NEED,
        &other::OFFER,
        &other::LESSON,
        &other::STATISTIC,
        &other::MAILING,
        &other::PAGE,
        &items::DECISION,
        &items::ACTION,
        &items::QUESTION,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(shape: &'static Shape, visit: &mut impl FnMut(&'static Shape)) {
        visit(shape);
        for (field, _) in shape.fields {
            if let Kind::Group(inner) | Kind::Groups(inner) = field.kind {
                walk(inner, visit);
            }
        }
    }

    #[test]
    fn no_two_fields_of_a_shape_answer_to_the_same_key() {
        for shape in shapes() {
            walk(shape, &mut |shape| {
                let mut keys: Vec<String> = Vec::new();
                for (field, _) in shape.fields {
                    let mut own: Vec<String> = [field.name, field.sv]
                        .iter()
                        .chain(field.also)
                        .map(|n| fold::key(n).replace('_', ""))
                        .collect();
                    own.sort();
                    own.dedup();
                    keys.extend(own);
                }
                keys.sort();
                for pair in keys.windows(2) {
                    assert_ne!(pair[0], pair[1], "in {}", shape.name);
                }
            });
        }
    }

    #[test]
    fn every_field_has_its_words_in_both_languages_and_an_example_that_is_read() {
        for shape in shapes() {
            walk(shape, &mut |shape| {
                for (field, _) in shape.fields {
                    for lang in Lang::ALL {
                        assert!(
                            field.doc.raw(lang).ends_with('.'),
                            "{}.{}: {lang:?}",
                            shape.name,
                            field.name
                        );
                        let line = field.line(lang);
                        let mut findings = crate::report::Findings::new();
                        let file = crate::report::FileId(0);
                        let node = crate::content::yaml::parse(&line, 0..line.len(), file, &mut findings);
                        let node = node.expect("an example");
                        crate::content::record::read(&node, shape, &mut findings);
                        let wrong: Vec<_> =
                            findings.iter().filter(|f| f.rule.name != "field-missing").collect();
                        assert!(wrong.is_empty(), "{line}: {wrong:?}");
                    }
                }
            });
        }
    }
}
