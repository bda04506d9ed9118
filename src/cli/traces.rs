//! Where something of a person stands on the disk: in the sources, and in a site that was written.

use crate::content::decode;
use crate::content::hidden::{Hidden, What};
use crate::language::fold;
use crate::output;
use crate::report::{FileId, Findings};
use crate::world;
use std::collections::BTreeSet;
use std::path::Path;

/// Forms of files whose inside is not read: pictures, sound, film, PDF, office documents, archives.
const CLOSED: [&str; 28] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "heic", "tif", "tiff", "bmp", "mp3", "m4a", "wav", "ogg",
    "mp4", "mov", "webm", "avi", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "epub", "zip",
];

/// One place.
pub(super) struct Trace {
    /// `content/moten/a.md:3:14`, or the path alone when it stands in the file's name or in bytes that are no text.
    pub(super) place: String,
    /// What stands there.
    pub(super) what: What,
    /// Whether it stands in the file's name.
    pub(super) in_name: bool,
}

/// What was found in the sources.
#[derive(Default)]
pub(super) struct Traces {
    pub(super) found: Vec<Trace>,
    /// Files whose inside was not read.
    pub(super) closed: Vec<String>,
}

/// Every place in the source folders and in what was kept of them, private files and drafts too.
pub(super) fn in_sources(root: &Path, who: &Hidden) -> Traces {
    let mut traces = Traces::default();
    for folder in world::FOLDERS.into_iter().chain([world::BACKUP, world::CACHE]) {
        for path in files(&root.join(folder)) {
            let shown = relative(root, &path);
            let name = who.find(&shown).into_iter();
            traces.found.extend(name.map(|hit| Trace {
                place: shown.clone(),
                what: hit.what,
                in_name: true,
            }));
            let Ok(bytes) = std::fs::read(&path) else {
                traces.closed.push(shown);
                continue;
            };
            let form = shown.rsplit_once('.').map_or("", |(_, form)| form).to_ascii_lowercase();
            if CLOSED.contains(&form.as_str()) || bytes.contains(&0) {
                if who.is_in(&bytes) {
                    traces.found.push(Trace { place: shown.clone(), what: What::Name, in_name: false });
                }
                traces.closed.push(shown);
                continue;
            }
            let source = decode::decode(&shown, &bytes, FileId(0), &mut Findings::new());
            for hit in who.find(&source.text) {
                let at = source.position(hit.at.start);
                let place = format!("{shown}:{}:{}", at.line, at.column);
                traces.found.push(Trace { place, what: hit.what, in_name: false });
            }
        }
    }
    traces
}

/// The files of a written site whose name or bytes hold something, from its root.
pub(super) fn in_output(folder: &Path, who: &Hidden) -> BTreeSet<String> {
    let holds = |path: &Path| {
        let named = !who.look_at_name(&relative(folder, path)).is_empty();
        let within = |bytes: Vec<u8>| {
            let unpacked: Option<Vec<u8>> = output::unpacked(&path.to_string_lossy(), &bytes);
            who.is_in(&bytes) || unpacked.is_some_and(|bytes: Vec<u8>| who.is_in(&bytes))
        };
        named || std::fs::read(path).is_ok_and(within)
    };
    let all = files(folder).into_iter().filter(|path| holds(path));
    all.map(|path| relative(folder, &path)).collect()
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let hidden = |name: &std::ffi::OsStr| name == ".git";
    walkdir::WalkDir::new(folder)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !hidden(entry.file_name()))
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

fn relative(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> =
        inner.components().map(|c| fold::nfc(&c.as_os_str().to_string_lossy())).collect();
    parts.join("/")
}
