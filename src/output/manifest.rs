//! Which files in the folder are ours, and what we wrote into them.

use super::address::{self, OURS};
use super::{Findings, failed, one};
use crate::language::numbers;
use crate::report::catalog::tool;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// What a file of ours holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    /// In bytes.
    pub(super) size: u64,
    /// SHA-256 (FIPS 180-4), in hex.
    pub(super) hash: String,
}

impl Content {
    /// Of some bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { size: bytes.len() as u64, hash: numbers::hex(&Sha256::digest(bytes)) }
    }
}

/// The files of ours by address, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<String, Content>,
}

/// Where it stands.
pub(super) fn path(root: &Path) -> PathBuf {
    root.join(format!("{OURS}manifest.json"))
}

impl Manifest {
    /// The folder's, if it has one.
    pub(super) fn read(root: &Path) -> Result<Option<Self>, Findings> {
        let path = path(root);
        Self::load(&path).map_err(|error| one(failed(&tool::OUTPUT_MANIFEST, &path, &error)))
    }

    /// From a file, if it exists. One that names a file outside the folder is refused as a whole.
    pub(super) fn load(path: &Path) -> io::Result<Option<Self>> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let manifest: Self = serde_json::from_slice(&bytes).map_err(io::Error::from)?;
        match manifest.files.keys().find(|address| address::fault(address).is_some()) {
            Some(address) => Err(io::Error::new(io::ErrorKind::InvalidData, address.clone())),
            None => Ok(Some(manifest)),
        }
    }

    /// As it is stored: the same files give the same bytes.
    pub(super) fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec(self).map_err(io::Error::from)?;
        bytes.push(b'\n');
        Ok(bytes)
    }

    /// Whether a file is ours.
    pub(super) fn has(&self, address: &str) -> bool {
        self.files.contains_key(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one_and_will_stay_so() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Content::of(b"").hash, empty);
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(Content::of(b"abc").hash, abc);
    }

    #[test]
    fn a_list_that_names_a_file_outside_the_folder_is_not_believed() {
        let dir = tempfile::tempdir().expect("a folder");
        let evil = r#"{"files":{"../../etc/passwd":{"size":1,"hash":""}}}"#;
        std::fs::write(path(dir.path()), evil).expect("written");
        assert!(Manifest::read(dir.path()).is_err());
        std::fs::write(path(dir.path()), "{").expect("written");
        assert!(Manifest::read(dir.path()).is_err());
    }
}
