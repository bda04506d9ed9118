//! Looking through the folders of a site: what there is to read, and what cannot be read, and why.
//!
//! What cannot be read is never left out in silence: a site without it would lack pages that somebody wrote. And one thing
//! that cannot be read hides no other.

use super::{Bar, Barred, Entry, FOLDERS, Listing, Stamp, is_source};
use crate::language::fold;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use walkdir::{DirEntry, WalkDir};

/// Who looks.
struct Walk<'a> {
    root: &'a Path,
    /// Its true path: what lies outside it is not the site's.
    real: PathBuf,
    now: SystemTime,
    /// How each name is spelled on the disk.
    spelled: BTreeMap<String, PathBuf>,
    listing: Listing,
}

/// All that lies in the folders of the sources.
pub(super) fn look(root: &Path) -> Listing {
    let real = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
    let now = SystemTime::now();
    let mut walk = Walk { root, real, now, spelled: BTreeMap::new(), listing: Listing::default() };
    for folder in FOLDERS {
        let top = root.join(folder);
        if top.symlink_metadata().is_ok() {
            walk.folder(&top);
        }
    }
    let mut listing = walk.listing;
    listing.entries.sort();
    listing.barred.sort();
    listing
}

impl Walk<'_> {
    fn folder(&mut self, top: &Path) {
        // Links are followed, as a writer may keep pictures in a folder beside `content`; walkdir ends a loop with an error.
        let mut steps = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
        // How deep the link to a folder stands that we are behind.
        let mut behind: Option<usize> = None;
        while let Some(step) = steps.next() {
            let entry = match step {
                Ok(entry) => entry,
                Err(error) => {
                    self.failed(&error, top);
                    continue;
                }
            };
            behind = behind.filter(|depth| entry.depth() > *depth);
            let is_folder = entry.file_type().is_dir();
            let Some(path) = self.path(&entry) else {
                // Nothing in a private folder is looked at: it may be large, and is nobody's concern.
                if is_folder {
                    steps.skip_current_dir();
                }
                continue;
            };
            if let Some(why) = self.bar(&entry, &path, behind.is_some()) {
                self.listing.barred.push(Barred { path, why });
                if is_folder {
                    steps.skip_current_dir();
                }
                continue;
            }
            if is_folder {
                if entry.path_is_symlink() {
                    behind = Some(entry.depth());
                }
                continue;
            }
            let facts = entry.metadata().ok();
            let stamp = facts.as_ref().and_then(|facts| Stamp::of(facts, self.now));
            let size = facts.map_or(0, |facts| facts.len());
            self.listing.entries.push(Entry { path, size, stamp });
        }
    }

    /// The name of what was found, if it can be a source at all.
    fn path(&self, entry: &DirEntry) -> Option<String> {
        Some(self.named(entry.path())).filter(|path| is_source(path))
    }

    fn named(&self, path: &Path) -> String {
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        let parts: Vec<String> =
            relative.components().map(|part| fold::nfc(&part.as_os_str().to_string_lossy())).collect();
        parts.join("/")
    }

    /// Why something is not read, if it is not.
    fn bar(&mut self, entry: &DirEntry, path: &str, behind: bool) -> Option<Bar> {
        let kind = entry.file_type();
        if entry.path_is_symlink() {
            let outside = entry.path().canonicalize().map_or(true, |real| !real.starts_with(&self.real));
            if outside {
                return Some(Bar::Outside);
            }
            // Folders that link to each other give a path for every order they can be walked in.
            if behind && kind.is_dir() {
                return Some(Bar::Chain);
            }
        }
        if entry.file_name().to_str().is_none() {
            return Some(Bar::Name);
        }
        if let Some(other) = self.spelled.insert(path.to_owned(), entry.path().to_path_buf()) {
            self.spelled.insert(path.to_owned(), other);
            return Some(Bar::Twin);
        }
        (!kind.is_dir() && !kind.is_file()).then_some(Bar::NoFile)
    }

    /// What could not even be looked at.
    fn failed(&mut self, error: &walkdir::Error, top: &Path) {
        let path = self.named(error.path().unwrap_or(top));
        if !is_source(&path) {
            return;
        }
        let is_link = error.path().is_some_and(Path::is_symlink);
        let why = match error.io_error() {
            None => Bar::Loop,
            Some(reason) if reason.kind() == std::io::ErrorKind::NotFound && is_link => Bar::Nowhere,
            // The system itself counts links that lead to links.
            Some(reason) if is_link && is_loop(reason) => Bar::Loop,
            Some(reason) => Bar::Refused(reason.kind(), reason.to_string()),
        };
        self.listing.barred.push(Barred { path, why });
    }
}

/// `ELOOP`: of Linux, and of macOS and the BSDs. The standard library has no stable name for it.
fn is_loop(error: &std::io::Error) -> bool {
    matches!(error.raw_os_error(), Some(40 | 62))
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;

    /// A site in a folder, beside which lies something that is nobody's concern.
    fn site() -> (tempfile::TempDir, PathBuf) {
        let dir = tempfile::tempdir().expect("a folder");
        let root = dir.path().join("site");
        fs::create_dir_all(root.join("content/sidor")).expect("made");
        fs::create_dir_all(root.join("bilder")).expect("made");
        fs::write(root.join("content/sidor/om.md"), "# Om").expect("written");
        fs::write(root.join("bilder/a.png"), "png").expect("written");
        fs::write(dir.path().join("hemlig.md"), "# Hemlig").expect("written");
        (dir, root)
    }

    fn seen(root: &Path) -> (Vec<String>, Vec<(String, Bar)>) {
        let Listing { entries, barred } = look(root);
        let barred = barred.into_iter().map(|barred| (barred.path, barred.why)).collect();
        (entries.into_iter().map(|entry| entry.path).collect(), barred)
    }

    #[test]
    fn links_within_the_site_are_followed_and_all_others_are_told_without_hiding_anything() {
        let (dir, root) = site();
        let link = |to: &str, name: &str| symlink(to, root.join("content/sidor").join(name)).expect("linked");
        link("../../bilder", "bilder");
        link("om.md", "igen.md");
        link("../..", "upp");
        link("runt", "runt");
        link("saknas.png", "borta.png");
        link("../../../hemlig.md", "ut.md");
        link("../../..", "utmapp");
        // What an editor leaves while a file is open is no source, wherever it leads.
        link("anna@dator.4711:1", ".#om.md");
        let (entries, barred) = seen(&root);
        assert_eq!(entries, ["content/sidor/bilder/a.png", "content/sidor/igen.md", "content/sidor/om.md"]);
        let expected = [
            ("borta.png", Bar::Nowhere),
            ("runt", Bar::Loop),
            ("upp", Bar::Loop),
            ("ut.md", Bar::Outside),
            ("utmapp", Bar::Loop),
        ];
        assert_eq!(barred, expected.map(|(name, why)| (format!("content/sidor/{name}"), why)));
        drop(dir);
    }

    #[test]
    fn the_folder_of_the_sources_may_not_lead_out_either() {
        let (dir, root) = site();
        symlink(dir.path(), root.join("themes")).expect("linked");
        assert_eq!(seen(&root).1, [("themes".to_owned(), Bar::Outside)]);
    }

    #[test]
    fn folders_that_link_to_each_other_are_read_in_no_time() {
        let (_dir, root) = site();
        let names: Vec<String> = (0..12).map(|number| format!("content/{number}")).collect();
        for name in &names {
            fs::create_dir(root.join(name)).expect("made");
        }
        for (a, name) in names.iter().enumerate() {
            for b in (0..names.len()).filter(|b| *b != a) {
                symlink(format!("../{b}"), root.join(name).join(format!("till-{b}"))).expect("linked");
            }
        }
        let (entries, barred) = seen(&root);
        assert_eq!(entries, ["content/sidor/om.md"]);
        assert!(barred.iter().all(|(_, why)| matches!(why, Bar::Chain | Bar::Loop)), "{barred:?}");
    }

    #[test]
    fn what_is_no_file_has_no_name_or_has_two_is_told() {
        use std::os::unix::ffi::OsStrExt as _;
        let (_dir, root) = site();
        let pages = root.join("content/sidor");
        std::os::unix::net::UnixListener::bind(pages.join("uttag.md")).expect("a socket");
        fs::write(pages.join("mo\u{308}te.md"), "# A").expect("written");
        fs::write(pages.join("m\u{f6}te.md"), "# B").expect("written");
        fs::write(pages.join(std::ffi::OsStr::from_bytes(b"m\xf6te.pdf")), "x").expect("written");
        let (entries, barred) = seen(&root);
        assert_eq!(entries, ["content/sidor/möte.md", "content/sidor/om.md"]);
        let expected = [("möte.md", Bar::Twin), ("m\u{fffd}te.pdf", Bar::Name), ("uttag.md", Bar::NoFile)];
        assert_eq!(barred, expected.map(|(name, why)| (format!("content/sidor/{name}"), why)));
    }
}
