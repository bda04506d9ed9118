//! What was found to be there within the last day, so that nobody is asked twice. Faults are not kept: whoever has corrected
//! something sees at once that it is right.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// So many seconds an answer holds.
const DAY: u64 = 24 * 60 * 60;
/// The shape of the file.
const VERSION: u32 = 1;

/// Answers that still hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    version: u32,
    addresses: BTreeMap<String, There>,
}

/// An address that was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct There {
    /// When, in seconds since 1970.
    at: u64,
    /// Where to, if it has moved for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) moved: Option<String>,
}

impl Default for Kept {
    fn default() -> Self {
        Self { version: VERSION, addresses: BTreeMap::new() }
    }
}

impl Kept {
    /// Reads what was written. What cannot be read holds nothing: it is only asked for again.
    pub fn read(bytes: &[u8], now: u64) -> Self {
        let mut kept: Self = serde_json::from_slice(bytes).unwrap_or_default();
        if kept.version != VERSION {
            return Self::default();
        }
        // A clock that was wrong must not make an answer hold for years.
        kept.addresses.retain(|_, there| there.at <= now && now - there.at < DAY);
        kept
    }

    /// As it is written.
    pub fn write(&self) -> Vec<u8> {
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }

    /// What is known of an address that was there.
    pub(super) fn get(&self, address: &str) -> Option<&There> {
        self.addresses.get(address)
    }

    pub(super) fn put(&mut self, address: &str, moved: Option<String>, now: u64) {
        self.addresses.insert(address.to_owned(), There { at: now, moved });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_for_a_day() {
        let mut kept = Kept::default();
        kept.put("https://a.se/", Some("https://b.se/".to_owned()), 1_000);
        let bytes = kept.write();
        let after = |now| Kept::read(&bytes, now).get("https://a.se/").and_then(|there| there.moved.clone());
        assert_eq!(after(1_000).as_deref(), Some("https://b.se/"));
        assert_eq!(after(1_000 + DAY - 1), after(1_000));
        assert_eq!(after(1_000 + DAY), None);
        assert_eq!(after(999), None, "a clock that was wrong");
        for broken in ["", "{", "[]", "{\"version\":2,\"addresses\":{}}"] {
            assert_eq!(Kept::read(broken.as_bytes(), 1_000), Kept::default(), "{broken}");
        }
    }
}
