//! Bytes → a folder, all or nothing.
//!
//! [`write()`] renders every route in parallel and puts the results into one folder. Until all of them are rendered
//! and safely stored the folder is not touched; then they are moved into place. What can go wrong on the way:
//!
//! - **A finding, a full disk, a file that another program holds**: the folder is left, or put back, as it was.
//! - **The process is killed while it renders**: the folder is as it was. The next build throws the rest away.
//! - **The process is killed while it moves files**: a journal says what remains to be done, and the next build
//!   does that first, whatever it is asked to build. A power cut is met in the same way.
//!
//! Only what a list in the folder (`.samverka-manifest.json`) names as written by samverka is ever overwritten or
//! removed; a file of somebody else's that is in the way is a finding. A file of ours that somebody edited is
//! overwritten, or removed if its page is gone: it is made from the sources, and those are the place to edit; and a
//! page that was withdrawn must not live on. A file whose bytes are the same is left alone and keeps its date, so
//! that copying tools see what is new.
//!
//! This room knows nothing of sites or pages, and sends nothing anywhere: that is [`crate::publish`].

mod address;
mod commit;
mod fs;
mod journal;
mod lock;
mod manifest;
mod owned;
mod packed;
mod place;
mod seal;
mod shelf;
mod stage;
#[cfg(test)]
mod tests;

pub(crate) use address::{OURS, fault, folders, same_name};

use crate::report::{Arg, Finding, Findings, Phrase, Rule, catalog::tool};
use fs::Fs;
use manifest::Manifest;
use packed::Encoding;
pub use packed::unpacked;
pub use seal::{Seal, held};
pub use shelf::Shelf;
pub(crate) use shelf::make_private;
use stage::Stage;
use std::io;
use std::path::Path;

/// Where to write, and whom to tell.
pub struct Options<'a> {
    /// The folder. It is made if it does not exist.
    pub folder: &'a Path,
    /// The site's root, when there is one: its `content/` and `themes/` are never written into or above.
    pub sources: Option<&'a Path>,
    /// Text files stand there compressed too: `.br` and `.gz`.
    pub compress: bool,
    /// What is known of the build before.
    pub before: Option<Before<'a>>,
    /// Called after each rendered route with how many are done, and of how many. Calls come from several threads.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// What a caller knows of the build before, so that not all must be made again.
#[derive(Clone, Copy)]
pub struct Before<'a> {
    /// The seal of what it left. If the folder's is another, nothing is known.
    pub seal: Seal,
    /// Whether the route of this number would give the bytes that it gave then.
    pub leaves: &'a (dyn Fn(usize) -> bool + Sync),
}

/// What a build changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Files that are new or have other bytes than before.
    pub written: usize,
    /// Files that were right already, and were not touched.
    pub unchanged: usize,
    /// Files of the build before that no route gives any more.
    pub removed: usize,
    /// By which the files are known again ([`held`]).
    pub seal: Seal,
}

/// A finding if a folder that is to be written to lies in a site's sources, or the sources in it.
pub fn is_source(folder: &Path, root: &Path) -> Option<Finding> {
    place::is_source(&place::resolve(folder), root)
}

/// Renders every route and makes the folder hold exactly that, beside what others have put there.
///
/// `address` says where a route goes, from the folder and with `/` ("moten/x.html"). `render` may be called from
/// several threads at once. If anything fails, all that is known to be wrong is returned at once and the folder is
/// as it was.
pub fn write<R: Sync>(
    routes: &[R],
    address: impl Fn(&R) -> &str + Sync,
    render: impl Fn(&R) -> Result<Vec<u8>, Findings> + Sync,
    options: &Options<'_>,
) -> Result<Summary, Findings> {
    run(routes, &address, &render, options, &Fs::real())
}

/// [`write()`] on a file system that may be told to fail.
fn run<R: Sync>(
    routes: &[R],
    address: &(impl Fn(&R) -> &str + Sync),
    render: &(impl Fn(&R) -> Result<Vec<u8>, Findings> + Sync),
    options: &Options<'_>,
    fs: &Fs<'_>,
) -> Result<Summary, Findings> {
    let addresses: Vec<&str> = routes.iter().map(address).collect();
    address::check(&addresses)?;
    let folder = place::resolve(options.folder);
    if let Some(root) = options.sources
        && let Some(finding) = place::is_source(&folder, root)
    {
        return Err(one(finding));
    }
    let lock = lock::take(fs, &folder)?;
    let encodings: &[Encoding] = if options.compress { &Encoding::ALL } else { &[] };
    let (before, progress) = (options.before, options.progress);
    let job = stage::Job { routes, addresses: &addresses, render, encodings, before, progress };
    let result = build(fs, lock.root(), &job);
    if result.is_err() {
        lock.forget(fs);
    }
    result
}

/// The part of a build that happens under the lock.
fn build<R: Sync>(fs: &Fs<'_>, root: &Path, job: &stage::Job<'_, R>) -> Result<Summary, Findings> {
    commit::recover(fs, root)?;
    let old = Manifest::read(root)?.unwrap_or_default();
    let stage = Stage::new(fs, root);
    let done = stage::fill(&stage, job, &old).and_then(|staged| commit::commit(&stage, &old, staged));
    if done.is_err() {
        stage.discard_unless_begun();
    }
    done
}

/// A list of one.
fn one(finding: Finding) -> Findings {
    std::iter::once(finding).collect()
}

/// What the operating system refused to do with a file.
fn failed(rule: &'static Rule, path: &Path, error: &io::Error) -> Finding {
    Finding::nowhere(rule).with("path", place::shown(path)).with("reason", reason(error))
}

/// [`failed`] while nothing is changed yet.
fn not_written(path: &Path, error: &io::Error) -> Findings {
    one(failed(&tool::OUTPUT_FAILED, path, error))
}

/// The operating system's reason, in the reader's language where it is a common one.
pub(crate) fn reason(error: &io::Error) -> Arg {
    let (sv, en) = match error.kind() {
        io::ErrorKind::StorageFull => ("disken är full", "the disk is full"),
        io::ErrorKind::QuotaExceeded => ("ditt utrymme på disken är slut", "your disk quota is used up"),
        io::ErrorKind::ReadOnlyFilesystem => ("disken går bara att läsa", "the disk is read-only"),
        io::ErrorKind::PermissionDenied => ("du har inte rätt att skriva där", "you may not write there"),
        io::ErrorKind::NotADirectory => ("en del av vägen är en fil", "a part of the path is a file"),
        io::ErrorKind::AlreadyExists => {
            ("det finns redan något med det namnet", "something has that name already")
        }
        _ => return Arg::from(error.to_string()),
    };
    Phrase { sv, en }.into()
}
