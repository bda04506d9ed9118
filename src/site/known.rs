//! One number for all that the pages of a site may know of each other.

use super::Site;
use crate::content::document::Document;
use crate::content::library::Digest;
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The digest of what hashes itself.
pub fn digest(value: impl Hash) -> Digest {
    let mut hashed = Hashed(Sha256::new());
    value.hash(&mut hashed);
    hashed.0.finalize().into()
}

/// Feeds a hash that no two things share.
struct Hashed(Sha256);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}

/// What others may know of a document.
struct Known<'d>(&'d Document);

impl Hash for Known<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash_known(state);
    }
}

impl Site {
    /// Stands for all that what is said of a document may follow from, beside its own text: how the site is connected
    /// ([`super::connection`]), its lists, the day, what is known of its files, and the headings of all other documents.
    pub fn known(&self) -> &Digest {
        self.known.get_or_init(|| {
            let of_each: Vec<Digest> =
                self.documents.par_iter().map(|document: &Arc<Document>| digest(Known(document))).collect();
            let lists = self.lists.iter().filter_map(|file| self.sources.get(*file));
            let lists: Vec<(&str, &str)> =
                lists.map(|list| (list.path.as_str(), list.text.as_str())).collect();
            // Which files are published follows from texts too.
            let addresses: Vec<&String> = self.routes.listed().iter().map(|(address, _)| address).collect();
            let files = (&self.assets, &self.pictures, &self.pdfs);
            digest((self.today, of_each, lists, addresses, files))
        })
    }
}
