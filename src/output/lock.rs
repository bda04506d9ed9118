//! One build at a time in a folder. The lock is the operating system's, and falls with the process that holds it.

use super::address::OURS;
use super::{Findings, Fs, not_written, one, place};
use crate::report::{Finding, catalog::tool};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The folder, held.
pub(super) struct Lock {
    root: PathBuf,
    held: Held,
    path: PathBuf,
    /// Folders that did not exist before, outermost first.
    made: Vec<PathBuf>,
}

/// A lock on an open file. Let go by hand, not only by closing the file: a child process that somebody starts just now
/// has a copy of what is open, and would hold the lock for a moment longer.
struct Held(File);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.unlock();
    }
}

/// Makes the folder if need be and holds it, or says at once that somebody else does.
pub(super) fn take(fs: &Fs<'_>, folder: &Path) -> Result<Lock, Findings> {
    let mut made = Vec::new();
    let taken = make(fs, folder, &mut made)
        .map_err(|(path, error)| not_written(&path, &error))
        .and_then(|()| hold(fs, folder));
    match taken {
        Ok((held, path)) => Ok(Lock { root: folder.to_path_buf(), held, path, made }),
        Err(findings) => {
            unmake(fs, &made);
            Err(findings)
        }
    }
}

fn make(fs: &Fs<'_>, folder: &Path, made: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|path| !path.is_dir()).collect();
    for path in missing.into_iter().rev() {
        match fs.make_folder(path) {
            Ok(()) => made.push(path.to_path_buf()),
            // Another build made it a moment ago.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
            Err(error) => return Err((path.to_path_buf(), error)),
        }
    }
    Ok(())
}

fn hold(fs: &Fs<'_>, folder: &Path) -> Result<(Held, PathBuf), Findings> {
    let path = folder.join(format!("{OURS}lock"));
    // A failed first build removes its lock file (`Lock::forget`), perhaps between our opening and our locking
    // it: then what we hold is no longer in the folder, and we begin again.
    for _ in 0..10 {
        let file = fs.open_lock(&path).map_err(|error| not_written(&path, &error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(one(Finding::nowhere(&tool::OUTPUT_LOCKED).with("path", place::shown(folder))));
            }
            // Some network disks know no locks. A build there is worth more than the guard against a second one.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(not_written(&path, &error)),
        }
        if still_there(&file, &path) {
            return Ok((Held(file), path));
        }
    }
    Err(one(Finding::nowhere(&tool::OUTPUT_LOCKED).with("path", place::shown(folder))))
}

#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let (held, named) = (file.metadata(), path.symlink_metadata());
    matches!((held, named), (Ok(held), Ok(named)) if held.ino() == named.ino() && held.dev() == named.dev())
}

#[cfg(not(unix))]
fn still_there(_file: &File, path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn unmake(fs: &Fs<'_>, made: &[PathBuf]) {
    for path in made.iter().rev() {
        // Only an empty folder goes; anything else is a sign that somebody uses it.
        let _ = fs.remove_folder(path);
    }
}

impl Lock {
    /// The folder that is held.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// After a failure: if no build has ever come through here, nothing of ours is left behind, not even the lock.
    pub(super) fn forget(self, fs: &Fs<'_>) {
        let Self { root, held, path, made } = self;
        let used = super::manifest::path(&root).symlink_metadata().is_ok() || super::stage::remains(&root);
        if !used {
            let _ = fs.remove_file(&path);
        }
        drop(held);
        if !used {
            unmake(fs, &made);
        }
    }
}
