//! A file of the writer's own, changed: all of it or nothing.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// Puts new bytes in the place of the old. A crash at any step leaves the one or the other, whole. A link stays a link, and
/// the file keeps its permissions. Fails with [`io::ErrorKind::InvalidData`] when the file is no longer what it was:
/// somebody may have saved it in an editor meanwhile.
pub(super) fn replace(path: &Path, old: &[u8], new: &[u8]) -> io::Result<()> {
    let real = path.canonicalize()?;
    if fs::read(&real)? != old {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let name = real.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // Hidden, so that no build and no preview takes it for a note.
    let beside = real.with_file_name(format!(".samverka-{name}.tmp"));
    let written =
        fill(&beside, new, fs::metadata(&real)?.permissions()).and_then(|()| fs::rename(&beside, &real));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn fill(path: &Path, bytes: &[u8], permissions: fs::Permissions) -> io::Result<()> {
    let mut file = fs::File::create(path)?;
    file.write_all(bytes)?;
    file.set_permissions(permissions)?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_left_alone() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a.md");
        fs::write(&path, "gammal").expect("written");
        replace(&path, b"gammal", b"ny").expect("replaced");
        assert_eq!(fs::read(&path).expect("read"), b"ny");
        let changed = replace(&path, b"gammal", b"annan").expect_err("changed meanwhile");
        assert_eq!(changed.kind(), io::ErrorKind::InvalidData);
        assert_eq!(fs::read(&path).expect("read"), b"ny");
        assert_eq!(dir.path().read_dir().expect("a folder").count(), 1);
    }
}
