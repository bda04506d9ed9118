//! Whether a folder still holds what a build put there, found out without making any of it again.

use super::address::locate;
use super::manifest::{Content, Manifest};
use super::{owned, place, stage};
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::path::Path;

/// Stands for all files of a build: their addresses, and their bytes as far as `Content` knows them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seal([u8; 32]);

impl Seal {
    pub(super) fn of(files: &Manifest) -> Self {
        let mut hash = Sha256::new();
        for (address, content) in &files.files {
            // No address holds a line break ([`super::address::fault`]).
            for part in [address, content.size.to_string().as_str(), &content.hash] {
                hash.update(part);
                hash.update("\n");
            }
        }
        Self(hash.finalize().into())
    }

    /// From its bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// To be kept.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The seal of what stands in a folder, if every file there of ours is as its build left it: none is missing, none was edited,
/// no link stands in its place, and nothing is left of a build that was stopped. Each file is read.
pub fn held(folder: &Path) -> Option<Seal> {
    let root = place::resolve(folder);
    let files = Manifest::read(&root).ok()??;
    let whole = |(address, content): (&String, &Content)| stands(&root, address, &files) == Some(content);
    // What a build that was killed left behind is for the next one to throw away, and may be what nobody should see.
    let mut left = stage::candidates(&root).chain([stage::probe(&root)]);
    (!left.any(|path| path.symlink_metadata().is_ok()) && files.files.par_iter().all(whole))
        .then(|| Seal::of(&files))
}

/// What a file of ours holds, if it is as our build left it. It is read.
pub(super) fn stands<'m>(root: &Path, address: &str, ours: &'m Manifest) -> Option<&'m Content> {
    let content = ours.files.get(address)?;
    let same = || std::fs::read(locate(root, address)).is_ok_and(|bytes| Content::of(&bytes) == *content);
    (owned::is_removable(root, address, ours) && same()).then_some(content)
}
