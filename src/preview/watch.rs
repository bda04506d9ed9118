//! Which changes on disk concern the site, and how we hear of them.
//!
//! The folders are watched with all that is in them, and the folder above each one for itself: there we hear when
//! one appears, disappears or is replaced. Where the operating system does not tell of changes (a network disk, the
//! limit of inotify) we look every second.

use crate::world;
use notify_debouncer_full::notify::event::{EventKind, MetadataKind, ModifyKind};
use notify_debouncer_full::notify::{self, ErrorKind, PollWatcher, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, RecommendedCache};
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

/// An editor saves in several steps; this long after the last one it counts as saved.
const SETTLED: Duration = Duration::from_millis(60);
/// How often we look where we are not told.
const POLL: Duration = Duration::from_secs(1);

/// What the watching thread hears.
pub(super) enum Note {
    /// From the operating system.
    Disk(DebounceEventResult),
    /// It is over.
    Stop,
}

/// The ways to hear of changes.
enum Ear {
    Native(Debouncer<RecommendedWatcher, RecommendedCache>),
    Poll(Debouncer<PollWatcher, NoCache>),
}

impl Ear {
    fn native(notes: Sender<Note>) -> notify::Result<Self> {
        let hear = move |result| drop(notes.send(Note::Disk(result)));
        notify_debouncer_full::new_debouncer(SETTLED, None, hear).map(Self::Native)
    }

    fn poll(notes: Sender<Note>) -> notify::Result<Self> {
        let hear = move |result| drop(notes.send(Note::Disk(result)));
        let config = notify::Config::default().with_poll_interval(POLL);
        notify_debouncer_full::new_debouncer_opt(SETTLED, None, hear, NoCache::new(), config).map(Self::Poll)
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
    /// The site must be read again.
    pub(super) changed: bool,
    /// A watched folder itself came, went or was replaced.
    moved: bool,
    /// The operating system lost count and says that anything may have changed.
    lost: bool,
}

/// The watched folders.
pub(super) struct Watch {
    folders: Vec<PathBuf>,
    notes: Sender<Note>,
    /// `None` if there is no way to hear of changes at all.
    ear: Option<Ear>,
    /// What is watched now, and whether with all that is in it.
    armed: BTreeMap<PathBuf, bool>,
    /// What the folders held when we last had to look for ourselves.
    seen: Option<u64>,
}

impl Watch {
    /// Begins to watch. The second value says why we are not told of changes, if we are not.
    pub(super) fn start(folders: &[PathBuf], notes: Sender<Note>, poll: bool) -> (Self, Option<String>) {
        let folders = folders
            .iter()
            .map(|folder| std::path::absolute(folder).unwrap_or_else(|_| folder.clone()))
            .collect();
        let mut watch = Self { folders, notes, ear: None, armed: BTreeMap::new(), seen: None };
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

    /// What was heard: whether to read the site again, and why we are no longer told, if that happened.
    pub(super) fn hear(&mut self, heard: DebounceEventResult) -> (bool, Option<String>) {
        let mut lost = None;
        let verdict = match heard {
            Ok(events) => judge(events.iter().map(|event| &event.event), &self.roots()),
            Err(errors) => {
                lost = errors.iter().find(|error| is_lasting(error)).map(reason);
                Verdict { changed: lost.is_some(), ..Verdict::default() }
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
        }
        if lost.is_some() {
            self.fall_back();
        }
        let changed = verdict.changed || verdict.moved || (verdict.lost && self.is_news());
        (changed, lost)
    }

    /// Whether the folders hold something else than when this was last asked. Reading a large site makes so many
    /// events that the operating system loses count; without this, that would make us read it again, and again.
    fn is_news(&mut self) -> bool {
        let now = fingerprint(&self.folders);
        self.seen.replace(now) != Some(now)
    }

    /// The folders by every name the operating system may call them.
    fn roots(&self) -> Vec<PathBuf> {
        let real = self.folders.iter().filter_map(|folder| {
            let above = folder.ancestors().find(|path| path.exists())?;
            Some(above.canonicalize().ok()?.join(folder.strip_prefix(above).ok()?))
        });
        self.folders.iter().cloned().chain(real).collect()
    }
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

/// What some events amount to for folders of these names.
fn judge<'a>(events: impl Iterator<Item = &'a notify::Event>, roots: &[PathBuf]) -> Verdict {
    let mut verdict = Verdict::default();
    for event in events {
        verdict.lost |= event.need_rescan();
        let only_read = matches!(
            event.kind,
            EventKind::Access(_) | EventKind::Modify(ModifyKind::Metadata(MetadataKind::AccessTime))
        );
        if only_read {
            continue;
        }
        // A folder counts as modified when something in it comes or goes; it is still the same folder.
        let is_same = matches!(event.kind, EventKind::Modify(kind) if !matches!(kind, ModifyKind::Name(_)));
        for (path, root) in event.paths.iter().flat_map(|path| roots.iter().map(move |root| (path, root))) {
            verdict.moved |= root.starts_with(path) && !is_same;
            verdict.changed |= path.strip_prefix(root).is_ok_and(is_source);
        }
    }
    verdict
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
    use notify::event::{AccessKind, AccessMode, CreateKind, DataChange, Flag, RemoveKind, RenameMode};

    fn verdict(kind: EventKind, path: &str) -> Verdict {
        let event = notify::Event::new(kind).add_path(path.into());
        judge([&event].into_iter(), &["/site/content".into(), "/site/themes".into()])
    }

    #[test]
    fn what_is_saved_counts_and_what_is_read_does_not() {
        let saved = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        let renamed = EventKind::Modify(ModifyKind::Name(RenameMode::To));
        assert!(verdict(saved, "/site/content/moten/a.md").changed);
        assert!(verdict(renamed, "/site/themes/egen/tema.css").changed);
        assert!(verdict(EventKind::Remove(RemoveKind::File), "/site/content/a.md").changed);
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
        let heard =
            || Ok(vec![notify_debouncer_full::DebouncedEvent::new(lost.clone(), std::time::Instant::now())]);
        assert!(watch.hear(heard()).0);
        assert!(!watch.hear(heard()).0);
        std::fs::write(dir.path().join("a.md"), "hej").expect("written");
        assert!(watch.hear(heard()).0);
    }
}
