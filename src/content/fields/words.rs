//! The words of choices, kept as text and found again.

use super::{Field, Kind, Shape};
use crate::content::kind::Type;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The canonical word of a choice, as the program has it.
pub type Word = &'static str;

/// All of them that a document may have.
static ALL: LazyLock<BTreeSet<Word>> = LazyLock::new(|| {
    let mut words = BTreeSet::new();
    for kind in Type::ALL {
        gather(kind.shape(), &mut words);
    }
    words
});

fn gather(shape: &'static Shape, words: &mut BTreeSet<Word>) {
    for Field { kind, .. } in shape.fields.iter().map(|(field, _)| *field) {
        match kind {
            Kind::Choice(choices) => words.extend(choices.iter().map(|choice| choice.name)),
            Kind::Group(shape) | Kind::Groups(shape) => gather(shape, words),
            _ => {}
        }
    }
}

fn known<E: Error>(word: &str) -> Result<Word, E> {
    ALL.get(word).copied().ok_or_else(|| E::custom("no word of a choice"))
}

/// A field that always has a word.
pub mod one {
    use super::{Deserialize, Deserializer, Word, known};
    use serde::Serialize as _;

    /// Writes it.
    pub fn serialize<S: serde::Serializer>(word: &str, to: S) -> Result<S::Ok, S::Error> {
        word.serialize(to)
    }

    /// Finds it again.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Word, D::Error> {
        known(&std::borrow::Cow::<str>::deserialize(from)?)
    }
}

/// A field that may have one.
pub mod maybe {
    use super::{Deserialize, Deserializer, Word, known};
    use serde::Serialize as _;

    /// Writes it.
    #[allow(clippy::ref_option)] // As serde has it.
    pub fn serialize<S: serde::Serializer>(word: &Option<Word>, to: S) -> Result<S::Ok, S::Error> {
        word.serialize(to)
    }

    /// Finds it again.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Word>, D::Error> {
        Option::<String>::deserialize(from)?.as_deref().map(known).transpose()
    }
}
