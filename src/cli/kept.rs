//! The forms that were made in earlier builds, and which address has which of them.

use crate::forms::store::{Key, Store};
use crate::output::Shelf;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// The forms that were made in earlier builds.
pub(super) struct Kept {
    pub(super) shelf: Shelf,
    /// What each address has there.
    by: Mutex<BTreeMap<String, BTreeSet<String>>>,
}

impl Kept {
    pub(super) fn new(shelf: Shelf) -> Self {
        Self { shelf, by: Mutex::default() }
    }

    /// The same for one address.
    pub(super) fn of<'k>(&'k self, address: &'k str) -> impl Store + 'k {
        OfAddress { kept: self, address }
    }

    /// What each address has on the shelf, by what was asked for until now.
    pub(super) fn by(&self) -> BTreeMap<String, BTreeSet<String>> {
        std::mem::take(&mut self.by.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn note(&self, address: &str, name: &str) {
        let mut by = self.by.lock().unwrap_or_else(PoisonError::into_inner);
        by.entry(address.to_owned()).or_default().insert(name.to_owned());
    }

    /// Leaves on the shelf what an address has there, as it is not made again.
    pub(super) fn leave(&self, address: &str, names: Option<&BTreeSet<String>>) {
        for name in names.into_iter().flatten() {
            self.shelf.keep(name);
            self.note(address, name);
        }
    }
}

/// [`Kept::of`].
struct OfAddress<'k> {
    kept: &'k Kept,
    address: &'k str,
}

impl Store for OfAddress<'_> {
    fn get(&self, key: &Key) -> Option<Vec<u8>> {
        let found = self.kept.shelf.get(key.as_str())?;
        self.kept.note(self.address, key.as_str());
        Some(found)
    }

    fn put(&self, key: &Key, bytes: &[u8]) {
        self.kept.shelf.put(key.as_str(), bytes);
        self.kept.note(self.address, key.as_str());
    }
}
