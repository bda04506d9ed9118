//! Notes as another run of the program read them, known again by their bytes.
//!
//! What is made of a note follows from its bytes, from its place among the files, from the language and from whom names are
//! hidden of. So a run may leave what it has made for the next, without the texts, which are there in any case.

use super::body::Body;
use super::document::Document;
use crate::report::allow::Allow;
use crate::report::{FileId, Findings, Source};
use rayon::prelude::*;
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
    pub(super) notes: Vec<Option<Noted>>,
}

/// A note.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Noted {
    pub(super) path: String,
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
        self.path == path && self.note.file == file
    }
}

impl Document {
    /// The same, of a text that is read when somebody asks for it.
    pub(super) fn of(&self, source: &Arc<Source>) -> Self {
        Self { text: Body::unread(source), ..self.clone() }
    }
}

/// What several threads write and read: each note by itself, as bytes.
#[derive(Serialize, Deserialize)]
struct Packed<'b> {
    who: Digest,
    #[serde(borrow)]
    notes: Vec<&'b serde_bytes::Bytes>,
}

impl Serialize for Past {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let notes: Vec<Vec<u8>> =
            self.notes.par_iter().map(|noted| postcard::to_stdvec(noted).unwrap_or_default()).collect();
        let notes = notes.iter().map(|bytes| serde_bytes::Bytes::new(bytes)).collect();
        Packed { who: self.who, notes }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Past {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Packed { who, notes } = Packed::deserialize(from)?;
        // One that cannot be read back is read from its file.
        let notes = notes.par_iter().map(|bytes| postcard::from_bytes(bytes).ok().flatten()).collect();
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
