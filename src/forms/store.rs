//! What has been made before and need not be made again. Making some forms costs so much (a page is typeset) that a build
//! keeps them from one time to the next.

use crate::language::numbers;
use sha2::{Digest as _, Sha256};

/// The name of something that was made: a hash of all that went into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// Of all parts, in order.
    pub fn of<'p>(parts: impl IntoIterator<Item = &'p [u8]>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            // With its length before it, no part can run into the next.
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(numbers::hex(&hash.finalize()))
    }

    /// As the name of a file: letters and digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where things that were made are kept. A store may lose or refuse anything: then it is made anew.
pub trait Store: Sync {
    /// What was put there under a key, exactly as it was put.
    fn get(&self, key: &Key) -> Option<Vec<u8>>;

    /// Puts something there.
    fn put(&self, key: &Key, bytes: &[u8]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_published_hash_of_its_parts_with_their_lengths() {
        // SHA-256 of nothing (FIPS 180-4).
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Key::of([]).as_str(), nothing);
        assert_ne!(Key::of([&b"ab"[..], b"c"]), Key::of([&b"a"[..], b"bc"]), "parts do not run together");
    }
}
