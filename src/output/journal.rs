//! What remains to be done so that the folder holds the new site. Written before the first file is moved; as long as
//! it exists, the new site is what counts, and anybody can finish it.

use super::Fs;
use super::address::{fault, folders, same_name};
use super::fs::sync_folder;
use super::manifest::Manifest;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// The three steps, in order. The new manifest, last, stands beside it in the staging folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    /// Old files of ours whose name is in the way of a new one: `a` of `a/b`, `a/b` of `a`, `A` of `a`.
    pub(super) clear: Vec<String>,
    /// Files that wait in the staging folder, by number, and where they go.
    pub(super) place: Vec<(usize, String)>,
    /// Old files of ours that no route gives any more.
    pub(super) remove: Vec<String>,
}

impl Journal {
    /// What must be done to get from one list of files to the other.
    pub(super) fn plan(old: &Manifest, new: &Manifest, place: Vec<(usize, String)>) -> Self {
        let mut gone = old.files.keys().filter(|address| !new.has(address)).cloned().peekable();
        // Most builds take nothing away; then no name need be compared with any.
        if gone.peek().is_none() {
            return Self { place, ..Self::default() };
        }
        let names: BTreeSet<String> = new.files.keys().map(|address| same_name(address)).collect();
        let parents: BTreeSet<&str> = names.iter().flat_map(|name| folders(name)).collect();
        let is_in_the_way = |address: &String| {
            let name = same_name(address);
            names.contains(&name)
                || parents.contains(name.as_str())
                || folders(&name).any(|folder| names.contains(folder))
        };
        let (clear, remove) = gone.partition(is_in_the_way);
        Self { clear, place, remove }
    }

    /// Where it stands in a staging folder.
    pub(super) fn path(folder: &Path) -> PathBuf {
        folder.join("journal.json")
    }

    /// Makes it count. When this returns, it and all names in the staging folder are on the disk itself.
    pub(super) fn write(&self, fs: &Fs<'_>, folder: &Path) -> io::Result<()> {
        let bytes = serde_json::to_vec(self).map_err(io::Error::from)?;
        let draft = folder.join("journal.draft");
        fs.write_through(&draft, &bytes)?;
        sync_folder(&folder.join("new"))?;
        fs.rename(&draft, &Self::path(folder))?;
        sync_folder(folder)
    }

    /// The journal of an interrupted build. One that is damaged, or names a file outside the folder, is none.
    pub(super) fn read(folder: &Path) -> Option<Self> {
        let bytes = std::fs::read(Self::path(folder)).ok()?;
        let journal: Self = serde_json::from_slice(&bytes).ok()?;
        let sound = journal.addresses().all(|address| fault(address).is_none());
        sound.then_some(journal)
    }

    /// The files that go.
    pub(super) fn gone(&self) -> impl Iterator<Item = &String> {
        self.clear.iter().chain(&self.remove)
    }

    fn addresses(&self) -> impl Iterator<Item = &String> {
        self.gone().chain(self.place.iter().map(|(_, address)| address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::manifest::Content;

    #[test]
    fn old_files_go_first_only_where_they_are_in_the_way() {
        let list = |addresses: &[&str]| Manifest {
            files: addresses.iter().map(|a| ((*a).to_owned(), Content::of(b""))).collect(),
        };
        let old = list(&["A.html", "a/b/c", "dir", "gone/x", "same"]);
        let journal = Journal::plan(&old, &list(&["a.html", "a/b", "dir/x", "same"]), Vec::new());
        assert_eq!(journal.clear, ["A.html", "a/b/c", "dir"]);
        assert_eq!(journal.remove, ["gone/x"]);
    }
}
