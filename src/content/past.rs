//! Notes as another run of the program read them, known again by their bytes.
//!
//! What is made of a note follows from its bytes, from its place among the files, from the language and from whom names are
//! hidden of. So a run may leave what it has made for the next, without the texts, which are there in any case.

use super::body::Body;
use super::document::Document;
use crate::report::allow::Allow;
use crate::report::{FileId, Findings, Stored};
use rayon::prelude::*;
use serde::ser::SerializeSeq as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// Stands for bytes (SHA-256).
pub type Digest = [u8; 32];

pub(super) fn sha256(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// The notes of a site.
#[derive(Debug, Default)]
pub struct Past {
    /// Stands for what all of them were read with.
    pub(super) who: Digest,
    /// By their places among the files.
    pub(super) notes: Vec<Option<Arc<Noted>>>,
}

/// A note.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Noted {
    /// Stands for its bytes.
    pub(super) bytes: Digest,
    /// Without its text.
    #[serde(with = "alone")]
    pub(super) note: Arc<Document>,
    pub(super) told: Findings,
    pub(super) allows: Vec<Allow>,
}

impl Noted {
    /// Whether it stood in this file, at this place.
    pub(super) fn is_of(&self, path: &str, file: FileId) -> bool {
        self.note.path == path && self.note.file == file
    }
}

impl Document {
    /// The same, of a text that is read when somebody asks for it.
    pub(super) fn of(&self, source: &Stored) -> Self {
        Self { text: Body::unread(source), ..self.clone() }
    }
}

/// What several threads write and read: each note by itself, as bytes.
#[derive(Serialize, Deserialize)]
struct Packed<N> {
    who: Digest,
    notes: N,
}

/// Notes that are put into bytes some at a time, so that all of them never wait to be written.
struct InTurn<'n>(&'n [Option<Arc<Noted>>]);

/// How many at a time.
const TURN: usize = 256;

impl Serialize for InTurn<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut notes = to.serialize_seq(Some(self.0.len()))?;
        for some in self.0.chunks(TURN) {
            let some: Vec<Vec<u8>> = some
                .par_iter()
                .map(|noted| postcard::to_stdvec(&noted.as_deref()).unwrap_or_default())
                .collect();
            some.iter().try_for_each(|bytes| notes.serialize_element(serde_bytes::Bytes::new(bytes)))?;
        }
        notes.end()
    }
}

impl Serialize for Past {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Packed { who: self.who, notes: InTurn(&self.notes) }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Past {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Packed { who, notes } = Packed::<Vec<&serde_bytes::Bytes>>::deserialize(from)?;
        // One that cannot be read back is read from its file.
        let note = |bytes: &&serde_bytes::Bytes| postcard::from_bytes::<Option<Noted>>(bytes).ok().flatten();
        let notes = notes.par_iter().map(|bytes| note(bytes).map(Arc::new)).collect();
        Ok(Self { who, notes })
    }
}

/// A document that nobody shares yet.
mod alone {
    use super::{Arc, Deserialize, Deserializer, Document, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(note: &Arc<Document>, to: S) -> Result<S::Ok, S::Error> {
        Document::serialize(note, to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<Document>, D::Error> {
        Document::deserialize(from).map(Arc::new)
    }
}
