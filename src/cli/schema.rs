//! `samverka schema`

use super::text::{Text, Words};
use super::{Outcome, refuse, show};
use crate::content::fields::{Shape, shapes};
use crate::content::kind::Type;
use crate::content::schema;
use crate::language::{Lang, fold};
use crate::report::catalog::tool;
use crate::report::{Arg, Finding};
use clap::ArgMatches;

pub(super) fn run(matches: &ArgMatches, lang: Lang) -> Outcome {
    let word = matches.get_one::<String>("type").map_or("", String::as_str);
    match shape(word) {
        Some(shape) => {
            show::out(&serde_json::to_string_pretty(&schema::of(shape, lang)).unwrap_or_default());
            Outcome::Good
        }
        None => refuse(unknown_type(word, "samverka schema meeting"), lang),
    }
}

/// The shape that a word means: a type's name or folder, or a file.
pub(super) fn shape(word: &str) -> Option<&'static Shape> {
    let folded = fold::key(word);
    let named = |shape: &&'static Shape| {
        [shape.name, shape.title.sv, shape.title.en].iter().any(|name| fold::key(name) == folded)
    };
    Type::from_word(word).map(Type::shape).or_else(|| shapes().into_iter().find(named))
}

/// Told when a word names no type.
pub(super) fn unknown_type(word: &str, example: &'static str) -> Finding {
    Finding::nowhere(&tool::ARGUMENT_INVALID)
        .with("value", word)
        .with("name", Arg::each(|lang| Text::TypeName.raw(lang).to_owned()))
        .with("reason", Arg::each(|lang| Text::UnknownType.raw(lang).to_owned()))
        .with("example", example)
}
