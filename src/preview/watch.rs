//! Which changes on disk concern the site, and how we hear of them.
//!
//! The folders are watched with all that is in them, and the folder above each one for itself: there we hear when
//! one appears, disappears or is replaced. Where the operating system does not tell of changes (a network disk, the
//! limit of inotify) we look every second.

use crate::world;
use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind, RenameMode};
use notify::{ErrorKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// A file that was written in one go is whole this long after.
const SETTLED: Duration = Duration::from_millis(10);
/// One that is known to be whole is read so long after: what an editor does to it in the same breath, such as setting its
/// rights, is no second save.
pub(super) const WHOLE: Duration = Duration::from_millis(2);
/// An editor that saves in several steps moves the old file away, or empties it, and then takes a breath; and where one file
/// is written right after another, more are to be expected.
const BETWEEN: Duration = Duration::from_millis(80);
/// How often we look where we are not told.
const POLL: Duration = Duration::from_secs(1);

/// What the watching thread hears.
pub(super) enum Note {
    /// From the operating system.
    Disk(notify::Result<notify::Event>),
    /// It is over.
    Stop,
}

/// Links are not followed: folders that link to each other have a path for every order they can be walked in, and the
/// preview would never begin. What lies behind a link is read again with the next save of something else.
fn unlinked() -> notify::Config {
    notify::Config::default().with_follow_symlinks(false)
}

/// The ways to hear of changes.
enum Ear {
    Native(RecommendedWatcher),
    Poll(PollWatcher),
}

impl Ear {
    fn native(notes: Sender<Note>) -> notify::Result<Self> {
        RecommendedWatcher::new(move |heard| drop(notes.send(Note::Disk(heard))), unlinked())
            .map(Self::Native)
    }

    fn poll(notes: Sender<Note>) -> notify::Result<Self> {
        let config = unlinked().with_poll_interval(POLL);
        PollWatcher::new(move |heard| drop(notes.send(Note::Disk(heard))), config).map(Self::Poll)
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
        match self {
            Self::Native(ear) => ear.watch(path, mode),
            Self::Poll(ear) => ear.watch(path, mode),
        }
    }

    fn unwatch(&mut self, path: &Path) {
        // It may be gone, and then so is the watch.
        let _ = match self {
            Self::Native(ear) => ear.unwatch(path),
            Self::Poll(ear) => ear.unwatch(path),
        };
    }
}

/// What some events amount to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Verdict {
    /// The site must be read again, so long after this.
    changed: Option<Duration>,
    /// A watched folder itself came, went or was replaced.
    moved: bool,
    /// The operating system lost count and says that anything may have changed.
    lost: bool,
}

/// What was heard, and what to do about it.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// When to read the site again, from now, unless more is heard; `None` if it has not changed.
    pub(super) after: Option<Duration>,
    /// The one file that was being written is whole, and nothing else was heard: no need to wait so long.
    pub(super) whole: bool,
    /// Why we are no longer told, if that happened.
    pub(super) lost: Option<String>,
}

/// The watched folders.
pub(super) struct Watch {
    folders: Vec<PathBuf>,
    /// The same by every name.
    roots: Vec<PathBuf>,
    notes: Sender<Note>,
    /// `None` if there is no way to hear of changes at all.
    ear: Option<Ear>,
    /// What is watched now, and whether with all that is in it.
    armed: BTreeMap<PathBuf, bool>,
    /// What the folders held when we last had to look for ourselves.
    seen: Option<u64>,
    /// The file that was written last, and when.
    last: Option<(PathBuf, Instant)>,
    /// What was heard of since the site was read, and may not be whole.
    open: BTreeSet<PathBuf>,
    /// More files than one are being written.
    crowd: bool,
}

impl Watch {
    /// Begins to watch. The second value says why we are not told of changes, if we are not.
    pub(super) fn start(folders: &[PathBuf], notes: Sender<Note>, poll: bool) -> (Self, Option<String>) {
        let folders: Vec<PathBuf> = folders
            .iter()
            .map(|folder| std::path::absolute(folder).unwrap_or_else(|_| folder.clone()))
            .collect();
        let roots = roots(&folders);
        let mut watch = Self {
            folders,
            roots,
            notes,
            ear: None,
            armed: BTreeMap::new(),
            seen: None,
            last: None,
            open: BTreeSet::new(),
            crowd: false,
        };
        if poll {
            watch.fall_back();
            return (watch, None);
        }
        let started =
            Ear::native(watch.notes.clone()).map(|ear| watch.ear = Some(ear)).and_then(|()| watch.arm());
        match started {
            Ok(()) => (watch, None),
            Err(error) => {
                watch.fall_back();
                (watch, Some(reason(&error)))
            }
        }
    }

    /// Looks every second from now on.
    fn fall_back(&mut self) {
        self.ear = None;
        self.armed.clear();
        self.ear = Ear::poll(self.notes.clone()).ok();
        let _ = self.arm();
    }

    /// Watches what there is to watch now. An error is one that will not go away; a folder that vanishes while we
    /// look at it is none.
    fn arm(&mut self) -> notify::Result<()> {
        // Again if something came or went meanwhile, but not for ever.
        for _ in 0..3 {
            let wanted = wanted(&self.folders);
            if wanted == self.armed {
                break;
            }
            let Some(ear) = &mut self.ear else { break };
            for path in self.armed.keys() {
                ear.unwatch(path);
            }
            self.armed.clear();
            for (path, deep) in wanted {
                let mode = if deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                match ear.watch(&path, mode) {
                    Ok(()) => drop(self.armed.insert(path, deep)),
                    Err(error) if is_lasting(&error) => return Err(error),
                    Err(_) => {}
                }
            }
        }
        Ok(())
    }

    /// What was heard.
    pub(super) fn hear(&mut self, heard: notify::Result<notify::Event>) -> Heard {
        let (mut lost, mut whole) = (None, false);
        let verdict = match heard {
            Ok(event) => {
                let verdict = judge(&event, &self.roots);
                let follows = verdict.changed.is_some() && self.follows(&event);
                self.crowd |= follows;
                if verdict.changed.is_some() {
                    self.open.extend(event.paths.iter().cloned());
                }
                whole = self.is_whole(&event);
                Verdict { changed: verdict.changed.max(follows.then_some(BETWEEN)), ..verdict }
            }
            Err(error) => {
                lost = Some(&error).filter(|error| is_lasting(error)).map(reason);
                Verdict { changed: lost.as_ref().map(|_| SETTLED), ..Verdict::default() }
            }
        };
        if verdict.moved && lost.is_none() {
            // What has the same name may be another folder: forget what was watched.
            for path in std::mem::take(&mut self.armed).keys() {
                if let Some(ear) = &mut self.ear {
                    ear.unwatch(path);
                }
            }
            lost = self.arm().err().as_ref().map(reason);
            self.roots = roots(&self.folders);
        }
        if lost.is_some() {
            self.fall_back();
        }
        let mut lost_count = || verdict.lost && self.is_news();
        let after = if verdict.moved { Some(BETWEEN) } else { verdict.changed };
        let after = after.or_else(|| lost_count().then_some(SETTLED));
        Heard { after, whole, lost }
    }

    /// The site is read now.
    pub(super) fn settled(&mut self) {
        self.open.clear();
        self.crowd = false;
    }

    /// Whether an event says that the only file that was heard of is whole: who wrote it has closed it, or it was moved to
    /// its place. What is empty may yet be filled.
    fn is_whole(&mut self, event: &notify::Event) -> bool {
        let done = matches!(
            event.kind,
            EventKind::Access(AccessKind::Close(AccessMode::Write))
                | EventKind::Modify(ModifyKind::Name(RenameMode::To))
        );
        let Some(path) = event.paths.last().filter(|path| done && !is_hole(path)) else { return false };
        self.open.remove(path) && self.open.is_empty() && !self.crowd
    }

    /// Whether this is another file than the one that was written a moment ago.
    fn follows(&mut self, event: &notify::Event) -> bool {
        let Some(path) = event.paths.last() else { return false };
        let now = Instant::now();
        let before = self.last.replace((path.clone(), now));
        before.is_some_and(|(other, at)| other != *path && now.duration_since(at) < BETWEEN)
    }

    /// Whether the folders hold something else than when this was last asked. Reading a large site makes so many
    /// events that the operating system loses count; without this, that would make us read it again, and again.
    fn is_news(&mut self) -> bool {
        let now = fingerprint(&self.folders);
        self.seen.replace(now) != Some(now)
    }
}

/// The folders by every name the operating system may call them.
fn roots(folders: &[PathBuf]) -> Vec<PathBuf> {
    let real = folders.iter().filter_map(|folder| {
        let above = folder.ancestors().find(|path| path.exists())?;
        Some(above.canonicalize().ok()?.join(folder.strip_prefix(above).ok()?))
    });
    let mut roots: Vec<PathBuf> = folders.iter().cloned().chain(real).collect();
    roots.sort();
    roots.dedup();
    roots
}

/// What to watch: each folder with all that is in it, and the nearest existing folder above it for itself.
fn wanted(folders: &[PathBuf]) -> BTreeMap<PathBuf, bool> {
    let mut wanted = BTreeMap::new();
    for folder in folders {
        if folder.is_dir() {
            wanted.insert(folder.clone(), true);
        }
        if let Some(above) = folder.ancestors().skip(1).find(|path| path.is_dir()) {
            wanted.entry(above.to_path_buf()).or_insert(false);
        }
    }
    wanted
}

/// Whether an error means that this way of watching cannot work, rather than that a file is gone.
fn is_lasting(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound | ErrorKind::WatchNotFound => false,
        ErrorKind::Io(io) => io.kind() != std::io::ErrorKind::NotFound,
        _ => true,
    }
}

/// Why this way of watching cannot work, by a name that can be looked up.
fn reason(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "fs.inotify.max_user_watches".to_owned(),
        ErrorKind::Io(io) => io.to_string(),
        _ => error.to_string(),
    }
}

/// What an event amounts to for folders of these names.
fn judge(event: &notify::Event, roots: &[PathBuf]) -> Verdict {
    let mut verdict = Verdict { lost: event.need_rescan(), ..Verdict::default() };
    let only_read = matches!(
        event.kind,
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime))
    );
    if only_read {
        return verdict;
    }
    // A folder counts as modified when something in it comes or goes; it is still the same folder.
    let is_same = matches!(event.kind, EventKind::Modify(kind) if !matches!(kind, ModifyKind::Name(_)));
    for path in &event.paths {
        let mut is_ours = false;
        for root in roots {
            verdict.moved |= root.starts_with(path) && !is_same;
            is_ours |= path.strip_prefix(root).is_ok_and(is_source);
        }
        if is_ours {
            // What is gone or empty may be about to come back.
            verdict.changed = verdict.changed.max(Some(if is_hole(path) { BETWEEN } else { SETTLED }));
        }
    }
    verdict
}

/// Whether nothing is there, or an empty file.
fn is_hole(path: &Path) -> bool {
    path.metadata().map_or(true, |facts| facts.is_file() && facts.len() == 0)
}

/// Whether a path below a watched folder can be a source. The folder itself tells nothing; its files do.
fn is_source(relative: &Path) -> bool {
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    world::is_source(&parts.join("/"))
}

/// A number for what the folders hold: names, sizes, dates.
fn fingerprint(folders: &[PathBuf]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for folder in folders {
        for entry in
            walkdir::WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().flatten()
        {
            let facts = entry.metadata().ok().filter(std::fs::Metadata::is_file);
            let facts = facts.map(|facts| (facts.len(), facts.modified().ok()));
            (entry.path(), facts).hash(&mut hasher);
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, Flag, RemoveKind};

    fn verdict(kind: EventKind, path: &str) -> Verdict {
        let event = notify::Event::new(kind).add_path(path.into());
        judge(&event, &["/site/content".into(), "/site/themes".into()])
    }

    #[test]
    fn what_is_saved_counts_and_what_is_read_does_not() {
        let saved = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        assert!(verdict(saved, "/site/content/moten/a.md").changed.is_some());
        assert!(verdict(renamed, "/site/themes/egen/tema.css").changed.is_some());
        assert!(verdict(EventKind::Remove(RemoveKind::File), "/site/content/a.md").changed.is_some());
        for path in
            ["/site/public/a.html", "/site/contents/a.md", "/site/content/.a.md.swp", "/site/content/a.md~"]
        {
            assert_eq!(verdict(saved, path), Verdict::default(), "{path}");
        }
        let opened = EventKind::Access(AccessKind::Open(AccessMode::Any));
        assert_eq!(verdict(opened, "/site/content/a.md"), Verdict::default());
    }

    #[test]
    fn a_folder_that_comes_or_goes_is_seen_from_above() {
        assert!(verdict(EventKind::Create(CreateKind::Folder), "/site/content").moved);
        assert!(verdict(EventKind::Remove(RemoveKind::Folder), "/site").moved);
        let touched = EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any));
        assert_eq!(verdict(touched, "/site/content"), Verdict::default());
    }

    #[test]
    fn a_lost_count_makes_us_look_once_and_not_for_ever() {
        let dir = tempfile::tempdir().expect("a folder");
        let (sender, _receiver) = std::sync::mpsc::channel();
        let (mut watch, _) = Watch::start(&[dir.path().to_path_buf()], sender, false);
        let lost = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(watch.hear(Ok(lost.clone())).after.is_some());
        assert!(watch.hear(Ok(lost.clone())).after.is_none());
        std::fs::write(dir.path().join("a.md"), "hej").expect("written");
        assert!(watch.hear(Ok(lost)).after.is_some());
    }

    #[test]
    fn a_file_that_is_gone_or_empty_is_waited_for() {
        let dir = tempfile::tempdir().expect("a folder");
        let root = dir.path().canonicalize().expect("a folder");
        let after = |file: &str| {
            let event = notify::Event::new(EventKind::Modify(ModifyKind::Data(DataChange::Any)));
            judge(&event.add_path(root.join(file)), std::slice::from_ref(&root)).changed
        };
        std::fs::write(root.join("a.md"), "hej").expect("written");
        std::fs::write(root.join("b.md"), "").expect("written");
        assert_eq!(["a.md", "b.md", "c.md"].map(after), [SETTLED, BETWEEN, BETWEEN].map(Some));
    }

    #[test]
    fn a_file_that_is_closed_is_whole_unless_others_are_written() {
        let dir = tempfile::tempdir().expect("a folder");
        let root = dir.path().canonicalize().expect("a folder");
        let (sender, _receiver) = std::sync::mpsc::channel();
        let (mut watch, _) = Watch::start(std::slice::from_ref(&root), sender, false);
        let mut hear = |kind: EventKind, file: &str| {
            watch.hear(Ok(notify::Event::new(kind).add_path(root.join(file)))).whole
        };
        let written = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let closed = EventKind::Access(AccessKind::Close(AccessMode::Write));
        std::fs::write(root.join("a.md"), "").expect("written");
        assert_eq!([hear(written, "a.md"), hear(closed, "a.md")], [false, false], "it is empty");
        std::fs::write(root.join("a.md"), "hej").expect("written");
        std::fs::write(root.join("b.md"), "hej").expect("written");
        assert_eq!([hear(written, "a.md"), hear(closed, "a.md")], [false, true]);
        assert!(!hear(closed, "a.md"), "it was not written");
        assert_eq!([hear(written, "b.md"), hear(closed, "b.md")], [false, false], "more may follow");
    }
}
