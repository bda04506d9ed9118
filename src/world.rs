//! Where a site's sources come from. The pipeline never touches a disk or a clock: it asks a [`World`].
//!
//! [`Disk`] is a folder; [`Memory`] is a map, for tests and for embedding. `output`, `preview` and `publish` are the
//! only other rooms that know of files.

mod paths;
mod walk;

pub use paths::{joined, relative};

use crate::language::fold;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// A text longer than this (bytes) is not a meeting note; it is refused with a finding rather than parsed.
pub const MAX_TEXT: u64 = 8 * 1024 * 1024;

/// A file of any other kind longer than this is not published: it is held in memory while it is written.
pub const MAX_FILE: u64 = 1024 * 1024 * 1024;

/// A file longer than this is more than many can fetch, and more than many web hosts take.
pub const HEAVY: u64 = 100_000_000;

/// One file of the sources.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// From the site's root, with `/`, in composed form (NFC).
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// Two entries of one path with the same stamp have the same bytes. `None` where that cannot be known without reading.
    pub stamp: Option<Stamp>,
}

/// What lies in the folders of the sources.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listing {
    /// What can be read, sorted by path.
    pub entries: Vec<Entry>,
    /// What cannot, sorted by path.
    pub barred: Vec<Barred>,
}

/// Something that is not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Barred {
    /// From the site's root, as in [`Entry`].
    pub path: String,
    /// Why not.
    pub why: Bar,
}

/// Why something is not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bar {
    /// A link that leads out of the site's folder: to what may be private, and may be another tomorrow.
    Outside,
    /// A link that leads back to where it stands.
    Loop,
    /// A link to a folder, within a folder that is itself reached by a link.
    Chain,
    /// A link that leads to nothing.
    Nowhere,
    /// The same name as another, but for how its accents are stored.
    Twin,
    /// Its name is no Unicode.
    Name,
    /// Neither a file nor a folder.
    NoFile,
    /// The operating system refused.
    Refused(io::ErrorKind, String),
}

/// What a disk knows of a file by which one sees that it has not changed: its times and its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp([u128; 3]);

/// A file that was changed so shortly before it was looked at may be changed once more without the disk's clock having
/// moved on. FAT counts in two seconds; nobody counts in more.
const UNSURE: Duration = Duration::from_millis(2_100);

impl Stamp {
    /// A stamp of numbers that differ wherever the bytes do.
    pub fn new(numbers: [u128; 3]) -> Self {
        Self(numbers)
    }

    /// The stamp of a file, looked at after `now`.
    fn of(facts: &std::fs::Metadata, now: SystemTime) -> Option<Self> {
        let times = [facts.modified().ok()?, changed(facts)?];
        let sure = |time: &SystemTime| now.duration_since(*time).is_ok_and(|age| age > UNSURE);
        if !times.iter().all(sure) {
            return None;
        }
        let number =
            |time: SystemTime| time.duration_since(SystemTime::UNIX_EPOCH).map(|since| since.as_nanos());
        let [modified, changed] = times.map(number);
        Some(Self([modified.ok()?, changed.ok()?, inode(facts)]))
    }
}

/// The stamp of any file, also of one that is no source.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let now = SystemTime::now();
    Stamp::of(&path.metadata().ok()?, now)
}

/// When anything about a file changed: a tool may set the time of the content back, but not this one.
#[cfg(unix)]
fn changed(facts: &std::fs::Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt as _;
    let (seconds, nanos) = (u64::try_from(facts.ctime()).ok()?, u64::try_from(facts.ctime_nsec()).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds) + Duration::from_nanos(nanos))
}

#[cfg(unix)]
fn inode(facts: &std::fs::Metadata) -> u128 {
    use std::os::unix::fs::MetadataExt as _;
    (u128::from(facts.dev()) << 64) | u128::from(facts.ino())
}

/// Elsewhere nothing tells that the time of the content was set back: every file is read.
#[cfg(not(unix))]
fn changed(_: &std::fs::Metadata) -> Option<SystemTime> {
    None
}

#[cfg(not(unix))]
fn inode(_: &std::fs::Metadata) -> u128 {
    0
}

/// What the pipeline may ask of the outside.
pub trait World: Sync {
    /// All files of `content/` and `themes/`. Hidden files, and files and folders that begin with `_` or `.`, are not
    /// among them.
    fn list(&self) -> Listing;

    /// The bytes of a file that [`World::list`] named.
    fn read(&self, path: &str) -> io::Result<Vec<u8>>;

    /// The day it is. Everything that is overdue or planned is so on this day.
    fn today(&self) -> Date;
}

/// The folders that hold sources.
pub const FOLDERS: [&str; 2] = ["content", "themes"];

/// The folder beside them that holds files as they were before samverka changed them. It begins with a full stop, and so is
/// never a source.
pub const BACKUP: &str = ".samverka-backup";

/// The folder beside them in which is kept what was costly to make or to ask for. It may be thrown away at any time.
pub const CACHE: &str = ".samverka-cache";

/// Whether a path may be a source at all: no part of it is hidden, private (`_`), a backup or an editor's swap file.
pub fn is_source(path: &str) -> bool {
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        if part.starts_with(['.', '_', '#']) || part.ends_with('~') {
            return false;
        }
        let swap = [".swp", ".swo", ".swx", ".bak", ".tmp", ".orig", ".crdownload", ".part"];
        if parts.peek().is_none() && swap.iter().any(|end| part.to_ascii_lowercase().ends_with(end)) {
            return false;
        }
    }
    !path.is_empty()
}

/// A folder on disk.
#[derive(Debug, Clone)]
pub struct Disk {
    root: PathBuf,
    today: Date,
    /// What lay there at one moment, for one who wants to know of no other.
    listing: Option<Listing>,
}

impl Disk {
    /// A site in a folder, seen on a day.
    pub fn new(root: impl Into<PathBuf>, today: Date) -> Self {
        Self { root: root.into(), today, listing: None }
    }

    /// The same as it is listed now: what comes or goes later is not seen.
    #[must_use]
    pub fn listed(self) -> Self {
        Self { listing: Some(self.list()), ..self }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// All web pages below the folder, whatever site they are of, sorted by path. Folders that begin with `.` are left out.
    pub fn pages(&self) -> io::Result<Vec<String>> {
        let shown = |entry: &walkdir::DirEntry| {
            entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
        };
        let mut pages = Vec::new();
        for entry in walkdir::WalkDir::new(&self.root).sort_by_file_name().into_iter().filter_entry(shown) {
            let entry = entry.map_err(io::Error::from)?;
            let name = entry.file_name().to_string_lossy().to_ascii_lowercase();
            let page = [".html", ".htm", ".xhtml", ".xht"].iter().any(|end| name.ends_with(end));
            if entry.file_type().is_file() && page {
                let relative = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
                let parts: Vec<String> =
                    relative.components().map(|c| c.as_os_str().to_string_lossy().into_owned()).collect();
                pages.push(parts.join("/"));
            }
        }
        pages.sort();
        Ok(pages)
    }

    /// Where a listed path stands on disk. A name may be stored decomposed (macOS) though it is listed composed:
    /// then the folder is searched for the name that is the same when composed.
    pub fn locate(&self, path: &str) -> PathBuf {
        let mut at = self.root.clone();
        for part in path.split('/') {
            let direct = at.join(part);
            at = if direct.symlink_metadata().is_ok() { direct } else { twin(&at, part).unwrap_or(direct) };
        }
        at
    }
}

fn twin(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut names: Vec<PathBuf> = folder.read_dir().ok()?.filter_map(|e| Some(e.ok()?.path())).collect();
    names.sort();
    names.into_iter().find(|p| p.file_name().and_then(|n| n.to_str()).is_some_and(|n| fold::nfc(n) == name))
}

impl World for Disk {
    fn list(&self) -> Listing {
        self.listing.clone().unwrap_or_else(|| walk::look(&self.root))
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        // Most names are stored as they are listed.
        match std::fs::read(self.root.join(path)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => std::fs::read(self.locate(path)),
            read => read,
        }
    }

    fn today(&self) -> Date {
        self.today
    }
}

/// Files in memory.
#[derive(Debug, Clone, Default)]
pub struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    today: Date,
}

impl Memory {
    /// No files, on a day.
    pub fn new(today: Date) -> Self {
        Self { files: BTreeMap::new(), today }
    }

    /// Puts a file there.
    pub fn insert(&mut self, path: impl AsRef<str>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(fold::nfc(path.as_ref()), bytes.into());
    }
}

impl World for Memory {
    fn list(&self) -> Listing {
        let inside = |path: &str| FOLDERS.iter().any(|folder| path.split('/').next() == Some(*folder));
        let sources = self.files.iter().filter(|(path, _)| inside(path) && is_source(path));
        let entries =
            sources.map(|(path, bytes)| Entry { path: path.clone(), size: bytes.len() as u64, stamp: None });
        Listing { entries: entries.collect(), barred: Vec::new() }
    }

    fn read(&self, path: &str) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn today(&self) -> Date {
        self.today
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_and_swap_files_are_no_sources() {
        for path in [
            "content/.dold.md",
            "content/_utkast/a.md",
            "content/a.md~",
            "content/.a.md.swp",
            "content/#a.md#",
        ] {
            assert!(!is_source(path), "{path}");
        }
        assert!(is_source("content/moten/2014-02-12 möte.md"));
    }

    #[cfg(unix)]
    #[test]
    fn a_stamp_says_that_a_file_is_the_same_or_says_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("a.md");
        std::fs::write(&file, "ett").expect("written");
        let facts = || std::fs::metadata(&file).expect("there");
        let stamp = |later: u64| Stamp::of(&facts(), SystemTime::now() + Duration::from_secs(later));
        assert_eq!(stamp(0), None, "it was written just now");
        let first = stamp(5).expect("long ago");
        assert_eq!(stamp(9), Some(first));
        // The same size and the time set back: what `cp -p` and `touch -d` leave behind.
        let written = facts().modified().expect("a time");
        std::thread::sleep(Duration::from_millis(20));
        std::fs::write(&file, "två").expect("written");
        let handle = std::fs::File::options().write(true).open(&file).expect("opened");
        handle.set_modified(written).expect("set back");
        assert_eq!(facts().modified().expect("a time"), written);
        assert_ne!(stamp(5), Some(first));
    }

    #[test]
    fn a_decomposed_name_on_disk_is_found_by_its_composed_name() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = dir.path().join("content");
        std::fs::create_dir(&folder).expect("created");
        std::fs::write(folder.join("mo\u{308}te.md"), "hej").expect("written");
        let disk = Disk::new(dir.path(), Date::default());
        let list = disk.list().entries;
        assert_eq!(list.first().map(|e| e.path.as_str()), Some("content/m\u{f6}te.md"));
        assert_eq!(disk.read("content/m\u{f6}te.md").expect("read"), b"hej");
    }
}
