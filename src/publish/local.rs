//! What this computer remembers of a publishing that is under way: its token, in a file beside the site's `content/`.
//!
//! The file is locked as long as the process lives. So, when it can be locked and still has a token in it, that publishing
//! is dead (killed, or the power went), and its lock at the target may be taken without asking anybody.

use crate::output::OURS;
use std::fs::{self, File, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

/// The file, held.
#[derive(Debug)]
pub struct Local {
    file: Option<File>,
    path: PathBuf,
    /// The token of an earlier publishing from here that did not end.
    pub earlier: Option<String>,
}

/// Another process on this computer publishes to the target just now.
#[derive(Debug)]
pub struct Busy;

impl Local {
    /// Holds the file of a target. Where it cannot be written (a folder that one may only read) nothing is remembered.
    pub fn take(root: &Path, target: &str, token: &str) -> Result<Self, Busy> {
        let path = root.join(format!("{OURS}publish-{target}"));
        let mut local = Self { file: None, path, earlier: None };
        let opened = File::options().read(true).write(true).create(true).truncate(false).open(&local.path);
        let Ok(mut file) = opened else { return Ok(local) };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Busy),
            Err(TryLockError::Error(_)) => return Ok(local),
        }
        let mut earlier = String::new();
        let _ = file.read_to_string(&mut earlier);
        local.earlier = Some(earlier).filter(|token| !token.is_empty());
        let kept =
            file.rewind().and_then(|()| file.set_len(0)).and_then(|()| file.write_all(token.as_bytes()));
        // What could not be remembered must not be believed later.
        if kept.is_err() {
            let _ = file.set_len(0);
        }
        local.file = Some(file);
        Ok(local)
    }

    /// The publishing has ended and holds no lock at the target: there is nothing to remember.
    pub fn forget(self) {
        if let Some(file) = self.file {
            let _ = fs::remove_file(&self.path);
            let _ = file.unlock();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_cut_off_is_remembered_and_what_ended_is_not() {
        let dir = tempfile::tempdir().expect("a folder");
        let first = Local::take(dir.path(), "webben", "t1").expect("free");
        assert_eq!(first.earlier, None);
        assert!(Local::take(dir.path(), "webben", "t2").is_err(), "held");
        drop(first);
        let second = Local::take(dir.path(), "webben", "t3").expect("free");
        assert_eq!(second.earlier.as_deref(), Some("t1"));
        second.forget();
        assert_eq!(Local::take(dir.path(), "webben", "t4").expect("free").earlier, None);
    }
}
