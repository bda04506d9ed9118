//! Moving the new files into place: forwards to the end, or back to the beginning.

use super::address::{folders, locate};
use super::journal::Journal;
use super::manifest::{self, Content, Manifest};
use super::stage::{self, Stage, Staged, candidates, fresh, kept};
use super::{Findings, Fs, Seal, Summary, failed, not_written, one, owned};
use crate::report::{Rule, catalog::tool};
use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};

/// Makes the folder hold what waits in the staging folder, and nothing else of ours.
pub(super) fn commit(stage: &Stage<'_>, old: &Manifest, staged: Staged) -> Result<Summary, Findings> {
    let Staged { manifest: new, places } = staged;
    let removed = old.files.keys().filter(|address| !new.has(address)).count();
    let (written, seal) = (places.len(), Seal::of(&new));
    let summary = Summary { written, unchanged: new.files.len() - written, removed, seal };
    // Files may wait though the list is the same: somebody changed or removed them by hand.
    if new == *old && places.is_empty() {
        return Ok(summary);
    }
    let (fs, root, folder) = (stage.fs, stage.root, stage.folder()?);
    let journal = Journal::plan(old, &new, places);
    let refuse = |error: io::Error| not_written(root, &error);
    keep_old(fs, root, folder, &journal, old).map_err(refuse)?;
    let bytes = new.bytes().map_err(refuse)?;
    fs.write_through(&stage::manifest(folder), &bytes).map_err(refuse)?;
    if let Err(error) = journal.write(fs, folder) {
        // If it was written after all, it must not count.
        let _ = fs.remove_file(&Journal::path(folder));
        return Err(refuse(error));
    }
    let mut work = Work { fs, root, folder, journal: &journal, ours: old, done: Vec::new() };
    match work.forwards(None) {
        Ok(()) => {
            // If one of these fails, the next build tries again.
            let _ = fs.remove_file(&Journal::path(folder)).and_then(|()| fs.remove_tree(folder));
            Ok(summary)
        }
        Err(failure) => match work.backwards().and_then(|()| fs.remove_file(&Journal::path(folder))) {
            Ok(()) => Err(failure.told(&tool::OUTPUT_FAILED)),
            Err(_) => Err(failure.told(&tool::OUTPUT_UNFINISHED)),
        },
    }
}

/// Finishes what an interrupted build began, and removes what it left.
pub(super) fn recover(fs: &Fs<'_>, root: &Path) -> Result<(), Findings> {
    for folder in candidates(root) {
        if folder.symlink_metadata().is_err() {
            continue;
        }
        if let Some(journal) = Journal::read(&folder) {
            let ours = Manifest::read(root)?.unwrap_or_default();
            // It is gone from the staging folder when all was done but for the tidying.
            let new = Manifest::load(&stage::manifest(&folder)).ok().flatten();
            let mut work =
                Work { fs, root, folder: &folder, journal: &journal, ours: &ours, done: Vec::new() };
            work.forwards(new.as_ref()).map_err(|failure| failure.told(&tool::OUTPUT_UNFINISHED))?;
        }
        let path = Journal::path(&folder);
        if path.symlink_metadata().is_ok() {
            // An old journal that came to count once more would undo what later builds do.
            fs.remove_file(&path).map_err(|error| one(failed(&tool::OUTPUT_UNFINISHED, &path, &error)))?;
        }
        let _ = fs.remove_tree(&folder);
    }
    let probe = stage::probe(root);
    if probe.symlink_metadata().is_ok() {
        let _ = fs.remove_file(&probe);
    }
    Ok(())
}

/// Second names for all that will be replaced or removed, so that it can be put back.
fn keep_old(fs: &Fs<'_>, root: &Path, folder: &Path, journal: &Journal, old: &Manifest) -> io::Result<()> {
    let placed = journal.place.iter().map(|(_, address)| address);
    for (number, address) in placed.chain(journal.gone()).enumerate() {
        if owned::is_removable(root, address, old) {
            fs.keep(&locate(root, address), &kept(folder, number))?;
        }
    }
    Ok(())
}

/// Why it could not be finished.
enum Failure {
    /// Something is in the way that was not before.
    Obstacles(Findings),
    /// The disk refused.
    Disk(PathBuf, io::Error),
}

impl Failure {
    fn told(self, rule: &'static Rule) -> Findings {
        match self {
            Self::Obstacles(findings) => findings,
            Self::Disk(path, error) => one(failed(rule, &path, &error)),
        }
    }
}

/// A step that was taken, with what is needed to take it back.
enum Done {
    Made(PathBuf),
    Placed { from: PathBuf, to: PathBuf, kept: Option<PathBuf> },
    Removed { address: String, kept: PathBuf },
}

/// The steps of a journal.
struct Work<'a> {
    fs: &'a Fs<'a>,
    root: &'a Path,
    folder: &'a Path,
    journal: &'a Journal,
    /// The list that stands in the folder now: it changes only with the last step.
    ours: &'a Manifest,
    done: Vec<Done>,
}

impl Work<'_> {
    /// Takes every step that is not taken yet. `check`, the new list, is given when another process stored the
    /// files: then a file that the disk lost on the way (a power cut) is not moved. What stands in its place is
    /// mended by the build that follows.
    fn forwards(&mut self, check: Option<&Manifest>) -> Result<(), Failure> {
        let of_disk = |error| Failure::Disk(self.folder.to_path_buf(), error);
        let waiting = stage::waiting(self.folder).map_err(of_disk)?;
        let all_kept = stage::all_kept(self.folder).map_err(of_disk)?;
        let waits = |number: &usize| waiting.contains(number);
        let (mut obstacles, mut real) = (Findings::new(), HashSet::new());
        for (_, address) in self.journal.place.iter().filter(|(number, _)| waits(number)) {
            obstacles.extend(owned::in_the_way(self.root, address, self.ours, &mut real));
        }
        if !obstacles.is_empty() {
            return Err(Failure::Obstacles(obstacles));
        }
        let placed = self.journal.place.len();
        // Once a file is in place, all was cleared; and on a disk without capitals `A` would now be the new `a`.
        if self.journal.place.iter().all(|(number, _)| waits(number)) {
            for (at, address) in self.journal.clear.iter().enumerate() {
                self.remove(address, placed + at)?;
            }
            self.prune(&self.journal.clear);
        }
        let mut there = HashSet::new();
        for (at, (number, address)) in self.journal.place.iter().enumerate() {
            if waits(number) {
                let replaced = all_kept.contains(&at).then_some(at);
                self.place(*number, replaced, address, &mut there, check)?;
            }
        }
        let cleared = placed + self.journal.clear.len();
        for (at, address) in self.journal.remove.iter().enumerate() {
            self.remove(address, cleared + at)?;
        }
        self.prune(&self.journal.remove);
        let from = stage::manifest(self.folder);
        if from.symlink_metadata().is_ok() {
            let to = manifest::path(self.root);
            self.fs.rename(&from, &to).map_err(|error| Failure::Disk(to, error))?;
        }
        Ok(())
    }

    /// The folders of an address.
    fn make_folders<'j>(&mut self, address: &'j str, there: &mut HashSet<&'j str>) -> Result<(), Failure> {
        for folder in folders(address).filter(|folder| there.insert(folder)) {
            let path = locate(self.root, folder);
            if !path.is_dir() {
                self.fs.make_folder(&path).map_err(|error| Failure::Disk(path.clone(), error))?;
                self.done.push(Done::Made(path));
            }
        }
        Ok(())
    }

    /// Moves a file into place. `replaced` is the number of what stood there, if that is kept; `there` are folders that are known to be
    /// there.
    fn place<'j>(
        &mut self,
        number: usize,
        replaced: Option<usize>,
        address: &'j str,
        there: &mut HashSet<&'j str>,
        check: Option<&Manifest>,
    ) -> Result<(), Failure> {
        let (from, to) = (fresh(self.folder, number), locate(self.root, address));
        if let Some(new) = check {
            let found = std::fs::read(&from).ok().map(|bytes| Content::of(&bytes));
            if found.as_ref() != new.files.get(address) {
                return Ok(());
            }
        }
        self.make_folders(address, there)?;
        if to.is_dir() {
            self.remove_empty(&to);
        }
        self.fs.rename(&from, &to).map_err(|error| Failure::Disk(to.clone(), error))?;
        let kept = replaced.map(|number| kept(self.folder, number));
        self.done.push(Done::Placed { from, to, kept });
        Ok(())
    }

    fn remove(&mut self, address: &str, at: usize) -> Result<(), Failure> {
        if owned::is_removable(self.root, address, self.ours) {
            let path = locate(self.root, address);
            self.fs.remove_file(&path).map_err(|error| Failure::Disk(path, error))?;
            self.done.push(Done::Removed { address: address.to_owned(), kept: kept(self.folder, at) });
        }
        Ok(())
    }

    /// Removes the folders that are empty now that these files are gone.
    fn prune(&self, gone: &[String]) {
        let parents: BTreeSet<&str> = gone.iter().flat_map(|address| folders(address)).collect();
        // Backwards: what is in a folder comes after it.
        for folder in parents.into_iter().rev() {
            let real = folders(folder).chain([folder]).all(|part| owned::is_real_folder(self.root, part));
            let path = locate(self.root, folder);
            if real && is_empty(&path) {
                let _ = self.fs.remove_folder(&path);
            }
        }
    }

    /// Removes a folder that holds nothing but empty folders.
    fn remove_empty(&self, folder: &Path) {
        for entry in folder.read_dir().into_iter().flatten().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.remove_empty(&entry.path());
            }
        }
        let _ = self.fs.remove_folder(folder);
    }

    /// Takes back every step that [`Work::forwards`] took. New files go back to the staging folder, so that at
    /// every moment the journal still tells the way forwards.
    fn backwards(&mut self) -> io::Result<()> {
        while let Some(step) = self.done.pop() {
            match step {
                Done::Made(path) => {
                    // It may hold a file of somebody else's by now; then it stays.
                    let _ = self.fs.remove_folder(&path);
                }
                Done::Placed { from, to, kept } => {
                    self.fs.rename(&to, &from)?;
                    if let Some(kept) = kept {
                        self.fs.rename(&kept, &to)?;
                    }
                }
                Done::Removed { address, kept } => {
                    for folder in folders(&address).map(|folder| locate(self.root, folder)) {
                        if !folder.is_dir() {
                            self.fs.make_folder(&folder)?;
                        }
                    }
                    self.fs.rename(&kept, &locate(self.root, &address))?;
                }
            }
        }
        Ok(())
    }
}

fn is_empty(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|mut entries| entries.next().is_none())
}
