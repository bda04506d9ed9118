//! A target in memory that can be cut off, filled up, or looked at after every single change.

use crate::publish::target::{Entry, EntryKind, Fault, Headers, Target, folder_of, join};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};

pub(super) type Files = BTreeMap<String, Vec<u8>>;

/// What happens at a change of the target, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Harm {
    /// The program is no more.
    Kill,
    /// The connection is lost once.
    DropOnce,
    /// The connection is lost for good.
    Drop,
    /// No room is left, for ever.
    Full,
    /// Nothing may be written any longer.
    Denied,
    /// Something else, for ever.
    Other,
}

/// What the server holds, and what it has been through.
#[derive(Default)]
pub(super) struct State {
    pub(super) files: Files,
    /// Changes so far.
    pub(super) changes: usize,
}

/// A look at the server after a change.
pub(super) type Look<'a> = &'a dyn Fn(&Files);

pub(super) struct Memory<'a> {
    pub(super) state: Arc<Mutex<State>>,
    pub(super) fault: Option<(Harm, usize)>,
    /// Whether a file can be moved onto another in one step.
    pub(super) moves_over: bool,
    /// Whether files are written elsewhere and moved.
    pub(super) moves: bool,
    pub(super) exclusive: bool,
    pub(super) look: Look<'a>,
}

impl Memory<'_> {
    fn change(&self, act: impl FnOnce(&mut Files)) -> Result<(), Fault> {
        let files = {
            let mut state = self.state.lock().expect("a lock");
            let now = state.changes;
            state.changes += 1;
            match self.fault {
                Some((Harm::Kill, at)) if now >= at => {
                    drop(state);
                    resume_unwind(Box::new("killed"));
                }
                Some((Harm::DropOnce, at)) if now == at => return Err(Fault::Dropped("reset".to_owned())),
                Some((Harm::Drop, at)) if now >= at => return Err(Fault::Dropped("reset".to_owned())),
                Some((Harm::Full, at)) if now >= at => return Err(Fault::Full("no space left".to_owned())),
                Some((Harm::Denied, at)) if now >= at => return Err(Fault::Denied("read only".to_owned())),
                Some((Harm::Other, at)) if now >= at => return Err(Fault::Other("broken".to_owned())),
                _ => {}
            }
            act(&mut state.files);
            state.files.clone()
        };
        (self.look)(&files);
        Ok(())
    }

    fn has(&self, path: &str) -> bool {
        self.state.lock().expect("a lock").files.contains_key(path)
    }
}

impl Target for Memory<'_> {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        Ok(self.state.lock().expect("a lock").files.get(path).cloned())
    }

    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault> {
        let state = self.state.lock().expect("a lock");
        let mut names: BTreeSet<(String, bool)> = BTreeSet::new();
        for path in state.files.keys() {
            let within =
                if folder.is_empty() { Some(path.as_str()) } else { path.strip_prefix(&join(folder, "")) };
            let Some(within) = within else { continue };
            names.insert(
                within
                    .split_once('/')
                    .map_or((within.to_owned(), false), |(name, _)| (name.to_owned(), true)),
            );
        }
        let kind = |is_folder| if is_folder { EntryKind::Folder } else { EntryKind::File };
        Ok(names.into_iter().map(|(name, is_folder)| Entry { name, kind: kind(is_folder) }).collect())
    }

    fn create(&mut self, path: &str, bytes: &[u8]) -> Result<bool, Fault> {
        if self.has(path) {
            return Ok(false);
        }
        self.change(|files| drop(files.insert(path.to_owned(), bytes.to_vec())))?;
        Ok(true)
    }

    /// In two changes: half of it, and all of it.
    fn write(&mut self, path: &str, bytes: &[u8], _: Headers) -> Result<(), Fault> {
        if self.moves {
            let half = bytes.len() / 2;
            self.change(|files| drop(files.insert(path.to_owned(), bytes[..half].to_vec())))?;
        }
        self.change(|files| drop(files.insert(path.to_owned(), bytes.to_vec())))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        if !self.moves_over && self.has(to) {
            self.change(|files| drop(files.remove(to)))?;
        }
        if !self.has(from) {
            return Err(Fault::Other(format!("{from} is not there")));
        }
        self.change(|files| {
            let bytes = files.remove(from).expect("there");
            files.insert(to.to_owned(), bytes);
        })
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        self.change(|files| drop(files.remove(path)))
    }

    fn remove_folder(&mut self, folder: &str) -> Result<(), Fault> {
        assert!(!folder_of(&join(folder, "x")).is_empty(), "never the top");
        Ok(())
    }

    fn moves_into_place(&self) -> bool {
        self.moves
    }

    fn is_exclusive(&self) -> bool {
        self.exclusive
    }
}
