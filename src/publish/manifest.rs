//! The list of our files that lies at the target itself: what is ours there, and what each file holds.
//!
//! Who has published from where does not matter, then: the list tells whoever publishes next. A file whose content is
//! `null` is ours, but it is not known what it holds: it is being sent just now, or was when a publishing was cut off.

use super::target::{Fault, Headers, Target};
use crate::language::numbers;
use crate::output::{OURS, fault};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// In bytes.
    pub size: u64,
    /// SHA-256, in hex: two files with the same are the same, whatever their dates say.
    pub sha256: String,
}

impl Content {
    /// Of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, sha256: numbers::hex(&Sha256::digest(bytes)) }
    }
}

/// The files of ours at a target, by address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    version: u32,
    /// What each holds; `None` when that is not known.
    pub files: BTreeMap<String, Option<Content>>,
    /// Those of them that are on their way for the first time, and perhaps not there.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub coming: BTreeSet<String>,
}

/// The list's name.
pub(super) fn path() -> String {
    format!("{OURS}manifest.json")
}

/// The name under which a list waits until it is whole.
fn waiting() -> String {
    format!("{OURS}manifest.new.json")
}

impl Default for Manifest {
    fn default() -> Self {
        Self::new(BTreeMap::new())
    }
}

impl Manifest {
    /// A list of files.
    pub fn new(files: BTreeMap<String, Option<Content>>) -> Self {
        Self { version: 1, files, coming: BTreeSet::new() }
    }

    /// Whether it is known what every file holds: then the publishing before was finished.
    pub fn is_whole(&self) -> bool {
        self.files.values().all(Option::is_some)
    }

    /// Whether a file has been at the target for certain.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) && !self.coming.contains(path)
    }

    /// A file's content, when the file is ours and it is known.
    pub fn content(&self, path: &str) -> Option<&Content> {
        self.files.get(path)?.as_ref()
    }

    /// The target's. Where the list itself is gone, the one that waited to replace it counts: on servers that cannot
    /// replace a file by another there is a moment between the two.
    pub(super) fn read(target: &mut dyn Target) -> Result<Option<Self>, ReadFault> {
        let main = target.read(&path()).map_err(ReadFault::Target)?;
        let main = match main.map(|bytes| Self::parse(&bytes)) {
            Some(Ok(manifest)) => return Ok(Some(manifest)),
            Some(Err(reason)) => Some(reason),
            None => None,
        };
        let waiting = target.read(&waiting()).map_err(ReadFault::Target)?;
        match (main, waiting.map(|bytes| Self::parse(&bytes))) {
            (_, Some(Ok(manifest))) => Ok(Some(manifest)),
            (Some(reason), _) => Err(ReadFault::Unreadable(reason)),
            // One that was cut off while it was written as the first of all: nothing had been sent yet.
            (_, _) => Ok(None),
        }
    }

    /// One that names a file outside the site is refused as a whole.
    fn parse(bytes: &[u8]) -> Result<Self, String> {
        let manifest: Self = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
        if manifest.version != 1 {
            return Err(format!("version {}", manifest.version));
        }
        match manifest.files.keys().find(|address| fault(address).is_some()) {
            Some(address) => Err(address.clone()),
            None => Ok(manifest),
        }
    }

    /// Puts the list at the target. At every moment, the earlier or this one can be read there.
    pub(super) fn write(&self, target: &mut dyn Target) -> Result<(), Fault> {
        let mut bytes = serde_json::to_vec(self).map_err(|error| Fault::Other(error.to_string()))?;
        bytes.push(b'\n');
        if target.moves_into_place() {
            target.write(&waiting(), &bytes, Headers::own())?;
            target.rename(&waiting(), &path())
        } else {
            target.write(&path(), &bytes, Headers::own())
        }
    }
}

/// Why a list was not read.
#[derive(Debug)]
pub(super) enum ReadFault {
    Target(Fault),
    Unreadable(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_one_that_others_reckon() {
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Content::of(b"abc").sha256, abc);
    }

    #[test]
    fn a_list_that_names_a_file_outside_the_site_is_not_believed() {
        for evil in [
            r#"{"version":1,"files":{"../x":null}}"#,
            r#"{"version":1,"files":{".samverka-lock.json":null}}"#,
            r#"{"version":2,"files":{}}"#,
            "{",
        ] {
            assert!(Manifest::parse(evil.as_bytes()).is_err(), "{evil}");
        }
        assert!(Manifest::parse(br#"{"version":1,"files":{"a/b.html":null}}"#).is_ok());
    }
}
