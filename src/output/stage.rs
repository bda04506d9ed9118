//! The staging folder: where new files wait, complete, until all of them can be moved into place.
//!
//! It stands beside the output (`public.samverka-staging`), where no web server looks. Files can only be moved
//! within one file system; if the output is one of its own (a disk or a container's volume), or if nobody may
//! write beside it, the staging folder stands inside it.

use super::address::{OURS, fault, locate};
use super::journal::Journal;
use super::manifest::{Content, Manifest};
use super::packed::{self, Encoding};
use super::{Before, Findings, Fs, Seal, failed, not_written, one, owned, place, seal};
use crate::report::{Finding, catalog::tool};
use rayon::prelude::*;
use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// What is to be rendered.
pub(super) struct Job<'a, R> {
    pub(super) routes: &'a [R],
    /// The routes' addresses, in the same order.
    pub(super) addresses: &'a [&'a str],
    pub(super) render: &'a (dyn Fn(&R) -> Result<Vec<u8>, Findings> + Sync),
    /// The encodings in which text files stand beside themselves.
    pub(super) encodings: &'a [Encoding],
    pub(super) before: Option<Before<'a>>,
    pub(super) progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// What waits in the staging folder.
pub(super) struct Staged {
    /// What the folder is to hold.
    pub(super) manifest: Manifest,
    /// The files that wait: by number, and where they go.
    pub(super) places: Vec<(usize, String)>,
}

/// The staging folder. Made when the first file needs it: a build that changes nothing leaves no trace.
pub(super) struct Stage<'a> {
    pub(super) fs: &'a Fs<'a>,
    pub(super) root: &'a Path,
    folder: OnceLock<Result<PathBuf, Finding>>,
}

/// Where a staging folder may stand, the better place first.
pub(super) fn candidates(root: &Path) -> impl Iterator<Item = PathBuf> {
    place::sibling(root, ".samverka-staging").into_iter().chain([root.join(format!("{OURS}staging"))])
}

/// Whether a move into place was begun and not finished.
pub(super) fn remains(root: &Path) -> bool {
    candidates(root).any(|folder| Journal::path(&folder).symlink_metadata().is_ok())
}

/// Where the file of a number waits.
pub(super) fn fresh(folder: &Path, number: usize) -> PathBuf {
    folder.join("new").join(number.to_string())
}

/// Where what a file replaces is kept until all is done.
pub(super) fn kept(folder: &Path, number: usize) -> PathBuf {
    folder.join("old").join(number.to_string())
}

/// The numbers of the files that wait.
pub(super) fn waiting(folder: &Path) -> io::Result<HashSet<usize>> {
    numbers(&folder.join("new"))
}

/// The numbers of the files that are kept.
pub(super) fn all_kept(folder: &Path) -> io::Result<HashSet<usize>> {
    numbers(&folder.join("old"))
}

fn numbers(folder: &Path) -> io::Result<HashSet<usize>> {
    let entries = match folder.read_dir() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(HashSet::new()),
        entries => entries?,
    };
    let mut numbers = HashSet::new();
    for entry in entries {
        numbers.extend(entry?.file_name().to_str().and_then(|name| name.parse::<usize>().ok()));
    }
    Ok(numbers)
}

/// Where the new list of our files waits.
pub(super) fn manifest(folder: &Path) -> PathBuf {
    folder.join("manifest.json")
}

impl<'a> Stage<'a> {
    pub(super) fn new(fs: &'a Fs<'a>, root: &'a Path) -> Self {
        Self { fs, root, folder: OnceLock::new() }
    }

    /// The folder, made if need be.
    pub(super) fn folder(&self) -> Result<&Path, Findings> {
        let made = self.folder.get_or_init(|| make(self.fs, self.root));
        made.as_deref().map_err(|finding| one(finding.clone()))
    }

    /// Throws away what waits; but not when the move into place was begun and could not be undone, for then it is
    /// what the next build needs.
    pub(super) fn discard_unless_begun(&self) {
        if let Some(Ok(folder)) = self.folder.get()
            && Journal::path(folder).symlink_metadata().is_err()
        {
            let _ = self.fs.remove_tree(folder);
        }
    }
}

fn make(fs: &Fs<'_>, root: &Path) -> Result<PathBuf, Finding> {
    let mut refused =
        Finding::nowhere(&tool::OUTPUT_FAILED).with("path", place::shown(root)).with("reason", "");
    for folder in candidates(root) {
        match prepare(fs, root, &folder) {
            Ok(()) => return Ok(folder),
            Err(error) => {
                let _ = fs.remove_tree(&folder);
                refused = failed(&tool::OUTPUT_FAILED, &folder, &error);
            }
        }
    }
    Err(refused)
}

/// Makes the folder, and tries whether a file can be moved from it into the output.
fn prepare(fs: &Fs<'_>, root: &Path, folder: &Path) -> io::Result<()> {
    for path in [folder.to_path_buf(), folder.join("new"), folder.join("old")] {
        fs.make_folder(&path)?;
    }
    let (from, to) = (folder.join("probe"), probe(root));
    fs.write(&from, b"")?;
    fs.rename(&from, &to)?;
    fs.remove_file(&to)
}

/// The file with which [`prepare`] tries.
pub(super) fn probe(root: &Path) -> PathBuf {
    root.join(format!("{OURS}probe"))
}

enum Outcome {
    Same(Content),
    Waits(Content),
    Failed(Findings),
}

/// The number of a file that waits, its address, and what became of it.
type Filled = (usize, String, Outcome);

/// Renders every route; what differs from the file in the folder is stored in the staging folder.
pub(super) fn fill<R: Sync>(stage: &Stage<'_>, job: &Job<'_, R>, old: &Manifest) -> Result<Staged, Findings> {
    let all = job.routes.len();
    let done = AtomicUsize::new(0);
    let broken = AtomicBool::new(false);
    let taken: HashSet<&str> =
        if job.encodings.is_empty() { HashSet::new() } else { job.addresses.iter().copied().collect() };
    let store = Store { stage, old, broken: &broken, taken: &taken };
    let before = job.before.filter(|before| before.seal == Seal::of(old));
    let outcomes: Vec<Vec<Filled>> = (job.routes.par_iter(), job.addresses.par_iter())
        .into_par_iter()
        .enumerate()
        .map(|(place, (route, address))| {
            let number = place * (1 + job.encodings.len());
            let leaves = before.is_some_and(|before| (before.leaves)(place));
            if let Some(filled) = leaves.then(|| store.as_before(number, address, job.encodings)).flatten() {
                (job.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, all);
                return filled;
            }
            let mut filled = Vec::with_capacity(1);
            match (job.render)(route) {
                Ok(bytes) => {
                    let outcome = store.file(number, address, &bytes);
                    let encodings = job.encodings.iter().filter(|_| packed::is_text(address));
                    let others: Vec<Filled> = (number + 1..)
                        .zip(encodings)
                        .filter_map(|(number, encoding)| {
                            store.packed(number, address, &bytes, *encoding, &outcome)
                        })
                        .collect();
                    filled.push((number, (*address).to_owned(), outcome));
                    filled.extend(others);
                }
                Err(findings) => filled.push((number, (*address).to_owned(), Outcome::Failed(findings))),
            }
            (job.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, all);
            filled
        })
        .collect();
    let mut staged = Staged { manifest: Manifest::default(), places: Vec::new() };
    let mut wrong = None::<Findings>;
    for (number, address, outcome) in outcomes.into_iter().flatten() {
        let content = match outcome {
            Outcome::Same(content) => content,
            Outcome::Waits(content) => {
                staged.places.push((number, address.clone()));
                content
            }
            Outcome::Failed(findings) => {
                wrong.get_or_insert_default().extend(findings);
                continue;
            }
        };
        staged.manifest.files.insert(address, content);
    }
    wrong.map_or(Ok(staged), Err)
}

/// What files are compared with, and where they wait.
struct Store<'s> {
    stage: &'s Stage<'s>,
    old: &'s Manifest,
    /// After a first failure of the disk no more is stored, and the routes that are left are rendered only for what is wrong in
    /// them.
    broken: &'s AtomicBool,
    /// The addresses of routes, when others may be made.
    taken: &'s HashSet<&'s str>,
}

impl Store<'_> {
    /// A file that need not be made, with what stands beside it in encodings; `None` if one of them is not as the build before
    /// left it.
    fn as_before(&self, number: usize, address: &str, encodings: &[Encoding]) -> Option<Vec<Filled>> {
        let packed = encodings.iter().map(|encoding| format!("{address}{}", encoding.ending()));
        // Where nothing was gained there is none.
        let packed = packed.filter(|packed| self.old.has(packed) && !self.taken.contains(packed.as_str()));
        let all = std::iter::once(address.to_owned()).chain(packed);
        let same = |address: String| {
            let content = seal::stands(self.stage.root, &address, self.old)?.clone();
            Some((number, address, Outcome::Same(content)))
        };
        all.map(same).collect()
    }

    /// Compares a file with the folder, and stores it if it differs.
    fn file(&self, number: usize, address: &str, bytes: &[u8]) -> Outcome {
        let obstacles = owned::in_the_way(self.stage.root, address, self.old, &mut HashSet::new());
        if !obstacles.is_empty() {
            return Outcome::Failed(obstacles);
        }
        let content = Content::of(bytes);
        let target = locate(self.stage.root, address);
        if self.old.has(address) && holds(&target, bytes) {
            return Outcome::Same(content);
        }
        if self.broken.load(Ordering::Relaxed) {
            return Outcome::Waits(content);
        }
        let stored = self.stage.folder().and_then(|folder| {
            let written = self.stage.fs.write(&fresh(folder, number), bytes);
            written.map_err(|error| not_written(&target, &error))
        });
        match stored {
            Ok(()) => Outcome::Waits(content),
            // A full disk is told once, though several threads meet it.
            Err(_) if self.broken.swap(true, Ordering::Relaxed) => Outcome::Waits(content),
            Err(findings) => Outcome::Failed(findings),
        }
    }

    /// The same for a file in an encoding, unless there is no gain in it. What is there and
    /// is these bytes need not be packed again, which takes many times as long as all else.
    fn packed(
        &self,
        number: usize,
        address: &str,
        bytes: &[u8],
        encoding: Encoding,
        plain: &Outcome,
    ) -> Option<Filled> {
        let packed = format!("{address}{}", encoding.ending());
        let lost = matches!(plain, Outcome::Failed(_)) || self.broken.load(Ordering::Relaxed);
        if lost || self.taken.contains(packed.as_str()) || fault(&packed).is_some() {
            return None;
        }
        let there = || std::fs::read(locate(self.stage.root, &packed)).ok();
        let before = self.old.has(&packed).then(there).flatten();
        let bytes = before.filter(|before| encoding.holds(before, bytes)).or_else(|| encoding.pack(bytes))?;
        let outcome = self.file(number, &packed, &bytes);
        Some((number, packed, outcome))
    }
}

/// Whether a file holds exactly these bytes.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    path.metadata().is_ok_and(|found| found.is_file() && found.len() == bytes.len() as u64)
        && std::fs::read(path).is_ok_and(|found| found == bytes)
}
