//! Files as they were before a command changed them.

use crate::world::BACKUP;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Copies files, by their paths from the site's root, into a new folder that is named by the time, and gives that folder. It
/// writes over nothing: a second backup of the same second gets a number.
pub(super) fn keep<'f>(
    root: &Path,
    stamp: &str,
    files: impl Iterator<Item = (&'f str, &'f [u8])>,
) -> io::Result<PathBuf> {
    let all = root.join(BACKUP);
    fs::create_dir_all(&all)?;
    let folder = free(&all, stamp)?;
    for (path, bytes) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = fs::File::create_new(&path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    Ok(folder)
}

/// A folder that was not there.
fn free(all: &Path, stamp: &str) -> io::Result<PathBuf> {
    let mut n = 1;
    loop {
        let folder = all.join(if n == 1 { stamp.to_owned() } else { format!("{stamp}-{n}") });
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && n < 1000 => n += 1,
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_writes_over_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let keep = |bytes: &[u8]| {
            keep(dir.path(), "2014-05-01-142530", [("content/a/å.md", bytes)].into_iter()).expect("kept")
        };
        let (one, two) = (keep(b"ett"), keep(b"tva"));
        assert_ne!(one, two);
        assert_eq!(fs::read(one.join("content/a/å.md")).expect("read"), b"ett");
        assert_eq!(fs::read(two.join("content/a/å.md")).expect("read"), b"tva");
    }
}
