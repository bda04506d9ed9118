//! A build of which nothing has changed since is known again, and not made again.
//!
//! What was said is said once more, from a note that the build left among what is kept from one build to the next
//! ([`Shelf`]). It counts only when all that went in is known to be the same (by the times and numbers that the disk keeps of
//! each file, never younger than its clock can tell apart) and the folder still holds all that came out (every file is read).
//! In doubt the site is made again: that costs time and nothing else.
//!
//! When something has changed, the note says what each page was made from, so that only those are made again of which that is
//! another.

use super::args::Common;
use super::show;
use crate::content::text;
use crate::forms::store::Key;
use crate::language::Lang;
use crate::output::{Seal, Shelf, held};
use crate::site::trace::Trace;
use crate::site::{Route, Site};
use crate::world::{self, Disk, Entry, Listing, Stamp, World};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// What a build says at its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Numbers {
    pub(super) pages: usize,
    pub(super) written: usize,
    pub(super) unchanged: usize,
    pub(super) removed: usize,
    /// Left out.
    pub(super) drafts: usize,
}

/// What the last build of a site into a folder left behind.
#[derive(Serialize, Deserialize)]
pub(super) struct Last {
    /// Of the files in the folder.
    seal: [u8; 32],
    /// What was said at its end, if it can be known again.
    said: Option<Said>,
    /// What the files were made from, if one can tell.
    trace: Option<Trace>,
    /// What each address has on the shelf, if anything: a build that does not make it leaves it there.
    pub(super) kept: BTreeMap<String, BTreeSet<String>>,
}

/// What a build said.
#[derive(Serialize, Deserialize)]
struct Said {
    /// The name for all that went into it.
    whole: String,
    /// The findings, as they were printed.
    told: String,
    numbers: Numbers,
}

impl Last {
    /// Of the files in the folder.
    pub(super) fn seal(&self) -> Seal {
        Seal::new(self.seal)
    }

    /// What the files were made from.
    pub(super) fn trace(&self) -> Option<&Trace> {
        self.trace.as_ref()
    }

    /// Whether a route would give the bytes that it gave then.
    pub(super) fn leaves(&self, now: &Trace, site: &Site, route: &Route) -> bool {
        self.trace.as_ref().is_some_and(|before| now.leaves(before, site, route))
    }
}

/// Names for what goes into a build.
pub(super) struct Receipt {
    /// For all of it. `None` if something may change without anybody being able to see it: then no two builds can be held for
    /// the same.
    whole: Option<Key>,
    /// For all but the notes, which are read in any case; in the same way.
    rest: Option<Key>,
    /// For where the site lies and where it goes.
    place: Key,
}

impl Receipt {
    /// `None` if there is no telling what program this is or where it runs.
    pub(super) fn of(
        world: &Disk,
        folder: &Path,
        compress: bool,
        common: &Common,
        lang: Lang,
    ) -> Option<Self> {
        let Listing { entries, barred } = world.list();
        let program = program()?;
        let here = std::env::current_dir().ok()?;
        let places = (here, std::path::absolute(world.root()).ok()?, std::path::absolute(folder).ok()?);
        let asked = (world.today(), compress, common, lang, show::manner());
        let parts =
            [format!("{program:?}"), format!("{places:?}"), format!("{asked:?}"), format!("{barred:?}")];
        let key = |entries: Vec<Entry>| {
            let sure = entries.iter().all(|entry| entry.stamp.is_some());
            let parts = parts.iter().cloned().chain([format!("{entries:?}")]);
            sure.then(|| Key::of(parts.collect::<Vec<_>>().iter().map(String::as_bytes)))
        };
        let others = entries.iter().filter(|entry| !text::is_note(&entry.path)).cloned().collect();
        let place = Key::of([format!("{places:?}").as_bytes(), b"last"]);
        Some(Self { rest: key(others), whole: key(entries), place })
    }

    /// What is to be said of a folder that is as it would be made now: what was found, and the numbers.
    pub(super) fn known(&self, last: &Last, folder: &Path) -> Option<(String, Numbers)> {
        let whole = self.whole.as_ref()?;
        let said = last.said.as_ref().filter(|said| said.whole == whole.as_str())?;
        let Numbers { written, unchanged, .. } = said.numbers;
        let numbers = Numbers { written: 0, unchanged: written + unchanged, removed: 0, ..said.numbers };
        (held(folder)? == last.seal()).then(|| (said.told.clone(), numbers))
    }

    /// What the pages of a site are made from, if one can tell.
    pub(super) fn trace(&self, site: &Site) -> Option<Trace> {
        Some(Trace::of(site, self.rest.as_ref()?.as_str().as_bytes()))
    }

    /// What the last build left.
    pub(super) fn last(&self, shelf: &Shelf) -> Option<Last> {
        serde_json::from_slice(&shelf.get(self.place.as_str())?).ok()
    }

    /// Leaves word of a build for the next. `told` is what was said, if that may be kept.
    pub(super) fn leave(&self, shelf: &Shelf, seal: Seal, told: Option<(&str, Numbers)>, made: Made) {
        let said = self.whole.as_ref().zip(told).map(|(whole, (told, numbers))| Said {
            whole: whole.as_str().to_owned(),
            told: told.to_owned(),
            numbers,
        });
        let Made { trace, kept } = made;
        if let Ok(bytes) = serde_json::to_vec(&Last { seal: *seal.bytes(), said, trace, kept }) {
            shelf.put(self.place.as_str(), &bytes);
        }
    }
}

/// What pages were made from, and what they have on the shelf.
pub(super) struct Made {
    pub(super) trace: Option<Trace>,
    pub(super) kept: BTreeMap<String, BTreeSet<String>>,
}

/// The program that runs, by its file: another version makes other pages. Its length and its time would not do, as a package
/// gives every file of a version the same.
pub(super) fn program() -> Option<(std::path::PathBuf, Stamp)> {
    let path = std::env::current_exe().ok()?;
    let stamp = world::stamp(&path)?;
    Some((path, stamp))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Format, Shown};
    use jiff::civil::date;
    use std::time::Duration;

    #[test]
    fn a_build_is_known_again_until_something_changes() {
        let root = tempfile::tempdir().expect("a folder");
        let content = root.path().join("content");
        std::fs::create_dir_all(&content).expect("made");
        // The program itself may have been linked just now.
        std::thread::sleep(Duration::from_millis(2_200));
        std::fs::write(content.join("a.md"), "a").expect("written");
        let folder = root.path().join("public");
        let world = Disk::new(root.path(), date(2014, 5, 1));
        let common = Common {
            source: root.path().to_owned(),
            today: None,
            drafts: false,
            strict: false,
            format: Format::Text,
            shown: Shown::default(),
        };
        let of = |compress: bool| Receipt::of(&world, &folder, compress, &common, Lang::Sv);
        let unsure = of(false).expect("a receipt");
        assert!(
            unsure.whole.is_none() && unsure.rest.is_some(),
            "it was written just now, and may be once more in the same moment"
        );
        std::thread::sleep(Duration::from_millis(2_200));
        let receipt = of(false).expect("a receipt");
        let shelf = Shelf::new(root.path().join("kept"));
        let known = |receipt: &Receipt| receipt.known(&receipt.last(&shelf)?, &folder);
        assert!(known(&receipt).is_none(), "nothing was built yet");
        let page = [("a.html", b"a".to_vec())];
        let options = crate::output::Options {
            folder: &folder,
            sources: Some(root.path()),
            compress: false,
            before: None,
            progress: &|_, _| {},
        };
        let written = crate::output::write(&page, |(to, _)| to, |(_, bytes)| Ok(bytes.clone()), &options);
        let numbers = Numbers { pages: 1, written: 1, drafts: 2, ..Numbers::default() };
        let made = Made { trace: None, kept: BTreeMap::new() };
        receipt.leave(&shelf, written.expect("written").seal, Some(("told", numbers)), made);
        let again = Numbers { written: 0, unchanged: 1, ..numbers };
        assert_eq!(of(false).and_then(|same| known(&same)), Some(("told".to_owned(), again)));
        assert!(of(true).is_some_and(|other| known(&other).is_none()), "asked otherwise");
        std::fs::write(folder.join("a.html"), "b").expect("edited");
        assert!(known(&receipt).is_none(), "a page was edited");
        std::fs::write(folder.join("a.html"), "a").expect("edited");
        assert!(known(&receipt).is_some());
        std::fs::write(content.join("b.md"), "b").expect("written");
        std::thread::sleep(Duration::from_millis(2_200));
        assert!(of(false).is_some_and(|other| known(&other).is_none()), "a note has come");
    }
}
