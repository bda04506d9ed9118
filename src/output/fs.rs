//! Every change to the disk, in one place, so that a test can make any one of them fail.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

/// A kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    Write,
    MakeFolder,
    Link,
    Rename,
    RemoveFile,
    RemoveFolder,
    RemoveTree,
}

/// The file system, for changes. Reading goes straight to `std::fs`.
pub(super) struct Fs<'a> {
    /// Asked before each change. In use it says yes; in tests it may say no, or never come back.
    pub(super) before: &'a (dyn Fn(Op, &Path) -> io::Result<()> + Sync),
}

impl Fs<'_> {
    /// The one in use.
    pub(super) fn real() -> Self {
        Self { before: &|_, _| Ok(()) }
    }

    /// A new file with these bytes.
    pub(super) fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        (self.before)(Op::Write, path)?;
        fs::write(path, bytes)
    }

    /// A new file, to be written.
    pub(super) fn create(&self, path: &Path) -> io::Result<File> {
        (self.before)(Op::Write, path)?;
        File::create(path)
    }

    /// A new file with these bytes, which are on the disk itself when this returns.
    pub(super) fn write_through(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// The file for a lock: made if need be, never cut.
    pub(super) fn open_lock(&self, path: &Path) -> io::Result<File> {
        (self.before)(Op::Write, path)?;
        File::options().read(true).write(true).create(true).truncate(false).open(path)
    }

    /// One folder, whose parent exists.
    pub(super) fn make_folder(&self, path: &Path) -> io::Result<()> {
        (self.before)(Op::MakeFolder, path)?;
        fs::create_dir(path)
    }

    /// A second name for a file; a copy where the file system knows no second names.
    pub(super) fn keep(&self, path: &Path, copy: &Path) -> io::Result<()> {
        (self.before)(Op::Link, copy)?;
        fs::hard_link(path, copy).or_else(|_| fs::copy(path, copy).map(drop))
    }

    /// Moves a file over another name, which it replaces if it is there.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        (self.before)(Op::Rename, to)?;
        fs::rename(from, to)
    }

    pub(super) fn remove_file(&self, path: &Path) -> io::Result<()> {
        (self.before)(Op::RemoveFile, path)?;
        fs::remove_file(path)
    }

    /// A folder, if it is empty.
    pub(super) fn remove_folder(&self, path: &Path) -> io::Result<()> {
        (self.before)(Op::RemoveFolder, path)?;
        fs::remove_dir(path)
    }

    /// A folder of our own with all that is in it. Links in it are removed, not followed.
    pub(super) fn remove_tree(&self, path: &Path) -> io::Result<()> {
        (self.before)(Op::RemoveTree, path)?;
        match fs::remove_dir_all(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            other => other,
        }
    }
}

/// Asks the disk itself to remember which names a folder holds. Only Unix can; elsewhere it is done unasked.
pub(super) fn sync_folder(path: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(path)?.sync_all() } else { Ok(()) }
}
