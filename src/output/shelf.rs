//! A folder in which what was costly to make lies from one build to the next.
//!
//! Nothing depends on it: it may be lost, emptied or damaged, and what it cannot give or take is made again. Each file
//! begins with a hash of what follows, so that one that was cut off or changed is not believed.

use super::fs::Fs;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// How long a hash is, in bytes.
const HASH: usize = 32;

/// The folder.
pub struct Shelf {
    /// What lies here is nobody's to keep under version control.
    top: PathBuf,
    folder: PathBuf,
    /// What was given out, put there or is to be kept.
    used: Mutex<BTreeSet<String>>,
}

impl Shelf {
    /// A shelf in a folder, which is made when the first thing is put there.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        Self { top: folder.clone(), folder, used: Mutex::default() }
    }

    /// A shelf in a folder of another's.
    #[must_use]
    pub fn within(&self, name: &str) -> Self {
        Self { top: self.top.clone(), folder: self.folder.join(name), used: Mutex::default() }
    }

    /// What lies there under a name of letters and digits, exactly as it was put.
    pub fn get(&self, name: &str) -> Option<Vec<u8>> {
        let mut bytes = std::fs::read(self.folder.join(name)).ok()?;
        let (hash, content) = bytes.split_at_checked(HASH)?;
        let whole = Sha256::digest(content)[..] == *hash;
        whole.then(|| {
            self.keep(name);
            bytes.drain(..HASH);
            bytes
        })
    }

    /// Puts something there. A disk that refuses is no fault: it will be made again.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        self.put_by(name, &|to| to.write_all(bytes));
    }

    /// Puts something there that is written piece by piece.
    pub fn put_by(&self, name: &str, write: &dyn Fn(&mut dyn Write) -> io::Result<()>) {
        self.keep(name);
        let _ = self.try_put(name, write);
    }

    fn try_put(&self, name: &str, write: &dyn Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let fs = Fs::real();
        make_private(&self.top);
        if !self.folder.is_dir() {
            // Two threads may both find that it is not there.
            let _ = fs.make_folder(&self.folder);
        }
        // Another build may be reading: a file is there whole or not at all.
        let fresh = self.folder.join(format!("{name}.{}", std::process::id()));
        let written = fs.create(&fresh).and_then(|file| Hashing::fill(file, write));
        if written.is_err() {
            let _ = fs.remove_file(&fresh);
        }
        written?;
        fs.rename(&fresh, &self.folder.join(name))
    }

    /// Keeps what lies there under a name, though nobody may ask for it now.
    pub fn keep(&self, name: &str) {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
    }

    /// Throws away what was not used since the shelf was opened.
    pub fn tidy(&self) {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(entries) = self.folder.read_dir() else { return };
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_ours(&name) && !used.contains(&name) {
                let _ = Fs::real().remove_file(&entry.path());
            }
        }
    }
}

/// A file, and the hash of what is written to it.
struct Hashing {
    file: File,
    hash: Sha256,
}

impl Hashing {
    /// Fills a file with a hash and what it is of.
    fn fill(file: File, write: &dyn Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut content = Self { file, hash: Sha256::new() };
        content.file.write_all(&[0; HASH])?;
        let mut buffer = BufWriter::with_capacity(1 << 16, &mut content);
        write(&mut buffer)?;
        buffer.flush()?;
        drop(buffer);
        content.file.rewind()?;
        content.file.write_all(&content.hash.finalize())
    }
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or(bytes));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Makes a folder, if need be, whose files are nobody's to keep under version control. A disk that refuses is met again by who
/// writes there.
pub(crate) fn make_private(folder: &Path) {
    let fs = Fs::real();
    if !folder.is_dir() {
        let _ = fs.make_folder(folder);
    }
    let ignored = folder.join(".gitignore");
    if !ignored.exists() {
        let _ = fs.write(&ignored, b"*\n");
    }
}

/// Whether a file has a name as ours have: a hash, and perhaps the number of the process that was writing it.
fn is_ours(name: &str) -> bool {
    let (hash, rest) = name.split_once('.').unwrap_or((name, "0"));
    hash.len() == 2 * HASH
        && hash.bytes().all(|b| b.is_ascii_hexdigit())
        && !rest.is_empty()
        && rest.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(letter: char) -> String {
        letter.to_string().repeat(2 * HASH)
    }

    #[test]
    fn what_was_put_there_is_there_until_it_is_no_longer_used() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = dir.path().join("kept");
        let shelf = Shelf::new(&folder);
        assert_eq!(shelf.get(&name('a')), None);
        shelf.put(&name('a'), b"one");
        shelf.put(&name('b'), b"");
        assert_eq!(Shelf::new(&folder).get(&name('a')).as_deref(), Some(&b"one"[..]));
        std::fs::write(folder.join("mine.txt"), "mine").expect("written");
        let next = Shelf::new(&folder);
        assert_eq!(next.get(&name('b')).as_deref(), Some(&b""[..]));
        next.tidy();
        assert_eq!(next.get(&name('a')), None, "not used in the last build");
        assert!(next.get(&name('b')).is_some());
        assert!(folder.join("mine.txt").is_file(), "a file that is not ours stays");
        assert_eq!(std::fs::read(folder.join(".gitignore")).expect("read"), b"*\n");
    }

    #[test]
    fn nothing_of_it_is_kept_under_version_control_whatever_comes_first() {
        let dir = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::new(dir.path().join("kept"));
        shelf.within("more").put(&name('a'), b"one");
        shelf.put(&name('b'), b"two");
        assert_eq!(std::fs::read(dir.path().join("kept/.gitignore")).expect("read"), b"*\n");
        assert!(dir.path().join("kept/more").join(name('a')).is_file());
        std::fs::remove_file(dir.path().join("kept/.gitignore")).expect("removed");
        shelf.put(&name('b'), b"three");
        assert!(dir.path().join("kept/.gitignore").is_file(), "a folder that others made");
    }

    #[test]
    fn a_damaged_file_is_not_believed() {
        let dir = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::new(dir.path());
        shelf.put(&name('c'), b"a page");
        let path = dir.path().join(name('c'));
        let whole = std::fs::read(&path).expect("read");
        for damaged in
            [&whole[..whole.len() - 1], &whole[..10], &[], b"something else, and long enough to hold a hash"]
        {
            std::fs::write(&path, damaged).expect("written");
            assert_eq!(shelf.get(&name('c')), None);
        }
        shelf.put(&name('c'), b"a page");
        assert_eq!(shelf.get(&name('c')).as_deref(), Some(&b"a page"[..]));
    }

    #[test]
    fn what_breaks_off_while_it_is_written_leaves_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let shelf = Shelf::new(dir.path());
        shelf.put(&name('e'), b"a page");
        shelf.put_by(&name('e'), &|to| to.write_all(b"half of").and_then(|()| Err(io::Error::other("full"))));
        assert_eq!(shelf.get(&name('e')).as_deref(), Some(&b"a page"[..]), "what was there stays");
        let files = dir.path().read_dir().expect("a folder").count();
        assert_eq!(files, 2, "with the file for version control");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_no_fault() {
        let dir = tempfile::tempdir().expect("a folder");
        std::fs::write(dir.path().join("file"), "").expect("written");
        let shelf = Shelf::new(dir.path().join("file/below"));
        shelf.put(&name('d'), b"a page");
        assert_eq!(shelf.get(&name('d')), None);
        shelf.tidy();
    }
}
