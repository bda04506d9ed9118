//! A folder on this computer, a stick, or a disk on the network.

use crate::publish::target::{Entry, EntryKind, Fault, Headers, Target};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// The folder.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// A folder; it is made when something is written to it.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Where a path is. Part by part, as Windows takes `/` literally in its long paths.
    fn at(&self, path: &str) -> PathBuf {
        path.split('/').filter(|part| !part.is_empty()).fold(self.root.clone(), |path, part| path.join(part))
    }

    fn make_folder_of(path: &Path) -> io::Result<()> {
        path.parent().map_or(Ok(()), fs::create_dir_all)
    }

    /// Writes all bytes, to the disk itself: a stick is pulled out when the command has ended.
    fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
        file.write_all(bytes)?;
        file.sync_all()
    }
}

/// What the system said, sorted. Its words are in the system's language; those that are common are put in ours.
pub(super) fn fault(error: &io::Error) -> Fault {
    let reason = error.to_string();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Fault::Full(reason),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Fault::Denied(reason),
        _ => Fault::Other(reason),
    }
}

fn gone_is_well(result: io::Result<()>) -> Result<(), Fault> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(fault(&error)),
        _ => Ok(()),
    }
}

impl Target for Folder {
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault> {
        match fs::read(self.at(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }

    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault> {
        let entries = match fs::read_dir(self.at(folder)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(fault(&error)),
        };
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            let kind = match entry.file_type()? {
                kind if kind.is_file() => EntryKind::File,
                kind if kind.is_dir() => EntryKind::Folder,
                _ => EntryKind::Other,
            };
            Ok(Entry { name: entry.file_name().to_string_lossy().into_owned(), kind })
        };
        entries.map(entry).collect::<io::Result<_>>().map_err(|error| fault(&error))
    }

    fn create(&mut self, path: &str, bytes: &[u8]) -> Result<bool, Fault> {
        let path = self.at(path);
        let made = Self::make_folder_of(&path).and_then(|()| {
            let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
            // A half lock would lock for ever.
            Self::fill(file, bytes).inspect_err(|_| drop(fs::remove_file(&path)))
        });
        match made {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(fault(&error)),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8], _: Headers) -> Result<(), Fault> {
        let path = self.at(path);
        let written = Self::make_folder_of(&path)
            .and_then(|()| File::create(&path))
            .and_then(|file| Self::fill(file, bytes));
        written.map_err(|error| fault(&error))
    }

    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault> {
        let to = self.at(to);
        let moved = Self::make_folder_of(&to).and_then(|()| fs::rename(self.at(from), &to));
        moved.map_err(|error| fault(&error))
    }

    fn remove(&mut self, path: &str) -> Result<(), Fault> {
        gone_is_well(fs::remove_file(self.at(path)))
    }

    fn remove_folder(&mut self, folder: &str) -> Result<(), Fault> {
        // The system itself refuses while something is in it.
        gone_is_well(fs::remove_dir(self.at(folder)))
    }

    fn moves_into_place(&self) -> bool {
        true
    }

    fn is_exclusive(&self) -> bool {
        true
    }
}
