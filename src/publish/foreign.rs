//! Files of somebody else's where ours are to go. They are looked for before anything is sent.

use super::manifest::Manifest;
use super::plan::{Plan, Step};
use super::target::{Entry, EntryKind, Fault, Target, folder_of, join};
use crate::output::{folders, same_name};
use std::collections::BTreeMap;

/// What a target holds, folder by folder, asked for once.
struct Listing<'a> {
    target: &'a mut dyn Target,
    folders: BTreeMap<String, Vec<Entry>>,
}

impl Listing<'_> {
    /// What is in a folder. A folder that its own folder does not hold is not asked for.
    fn of(&mut self, folder: &str) -> Result<&[Entry], Fault> {
        if !self.folders.contains_key(folder) {
            let is_there =
                folder.is_empty() || self.find(folder)?.is_some_and(|entry| entry.kind == EntryKind::Folder);
            let entries = if is_there { self.target.list(folder)? } else { Vec::new() };
            self.folders.insert(folder.to_owned(), entries);
        }
        Ok(self.folders.get(folder).map_or(&[], Vec::as_slice))
    }

    /// What stands at a path, or at one that is the same name on servers that know no capitals.
    fn find(&mut self, path: &str) -> Result<Option<Entry>, Fault> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let entries = self.of(folder_of(path))?;
        let exact = entries.iter().find(|entry| entry.name == name);
        Ok(exact.or_else(|| entries.iter().find(|entry| same_name(&entry.name) == same_name(name))).cloned())
    }
}

/// The paths that are not ours and in the way of what is to be done, in order.
pub(super) fn in_the_way(
    target: &mut dyn Target,
    plan: &Plan,
    ours: &Manifest,
) -> Result<Vec<String>, Fault> {
    let mut listing = Listing { target, folders: BTreeMap::new() };
    let mut found: Vec<String> = Vec::new();
    for step in &plan.steps {
        // What is to be removed is ours by name; but a folder on the way to it may have become a link elsewhere.
        let (path, sends) = match step {
            Step::Send(path) => (path, true),
            Step::Remove(path) => (path, false),
        };
        for folder in folders(path) {
            if let Some(entry) = listing.find(folder)?
                && entry.kind != EntryKind::Folder
            {
                let at = join(folder_of(folder), &entry.name);
                if entry.kind == EntryKind::Other || !ours.files.contains_key(&at) {
                    found.push(at);
                }
            }
        }
        let Some(entry) = listing.find(path)? else { continue };
        let at = join(folder_of(path), &entry.name);
        match entry.kind {
            EntryKind::File if ours.files.contains_key(&at) => {}
            EntryKind::File | EntryKind::Other if sends || at == *path => found.push(at),
            EntryKind::Folder if sends => inside(&mut listing, &at, ours, &mut found)?,
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

/// A folder stands where a file is to go. That is well if nothing but files of ours is in it.
fn inside(
    listing: &mut Listing<'_>,
    folder: &str,
    ours: &Manifest,
    found: &mut Vec<String>,
) -> Result<(), Fault> {
    let entries = listing.of(folder)?.to_vec();
    if entries.is_empty() {
        found.push(folder.to_owned());
    }
    for entry in entries {
        let path = join(folder, &entry.name);
        match entry.kind {
            EntryKind::Folder => inside(listing, &path, ours, found)?,
            EntryKind::File if ours.files.contains_key(&path) => {}
            _ => found.push(path),
        }
    }
    Ok(())
}
