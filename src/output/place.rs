//! Which folder is meant, and whether it may be written to at all.

use crate::report::{Finding, catalog::tool};
use crate::world::FOLDERS;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// The folder's true path: links resolved as far as it exists, the rest as it would be made.
pub(super) fn resolve(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut known = PathBuf::new();
    for part in absolute.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                known.pop();
            }
            other => {
                known.push(other);
                // `C:` alone would be the folder one happens to be in on that disk.
                if known.has_root() {
                    known = known.canonicalize().unwrap_or(known);
                }
            }
        }
    }
    known
}

/// A finding if the folder lies in the sources, or the sources in it.
pub(super) fn is_source(folder: &Path, root: &Path) -> Option<Finding> {
    let clash = FOLDERS.iter().any(|name| {
        let source = resolve(&root.join(name));
        folder.starts_with(&source) || source.starts_with(folder)
    });
    clash.then(|| Finding::nowhere(&tool::OUTPUT_IS_SOURCE).with("path", shown(folder)))
}

/// A folder's sibling with an ending of ours: `public` gives `public.samverka-staging`. None for the root of a disk.
pub(super) fn sibling(folder: &Path, ending: &str) -> Option<PathBuf> {
    let mut name = OsString::from(folder.file_name()?);
    name.push(ending);
    Some(folder.with_file_name(name))
}

/// A path as a person wrote it: without the mark that Windows puts before resolved paths.
pub(super) fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    text.strip_prefix(r"\\?\").map_or_else(|| text.to_string(), str::to_owned)
}
