//! What stands in the folder where we want to write, and whose it is.

use super::address::{folders, locate, same_name};
use super::manifest::Manifest;
use super::place::shown;
use crate::report::{Finding, Findings, catalog::tool};
use std::collections::HashSet;
use std::path::Path;

/// What must not be overwritten where `address` is to go: files that are not ours, and links that lead elsewhere.
/// `ours` is the list that stands in the folder now. `real` are folders of which it is known that they are folders, and not
/// links to one; those that are found to be come to them.
pub(super) fn in_the_way<'a>(
    root: &Path,
    address: &'a str,
    ours: &Manifest,
    real: &mut HashSet<&'a str>,
) -> Findings {
    let mut findings = Findings::new();
    for folder in folders(address) {
        if real.contains(folder) {
            continue;
        }
        let path = locate(root, folder);
        let Ok(found) = path.symlink_metadata() else { return findings };
        if found.is_dir() {
            real.insert(folder);
            continue;
        }
        if found.is_symlink() {
            findings.push(link(&path));
        } else if !is_ours(root, folder, ours) {
            findings.push(foreign(&path));
        }
        return findings;
    }
    let path = locate(root, address);
    let Ok(found) = path.symlink_metadata() else { return findings };
    if found.is_symlink() {
        findings.push(link(&path));
    } else if found.is_dir() {
        foreign_in(root, address, ours, &mut findings);
    } else if !is_ours(root, address, ours) {
        findings.push(foreign(&path));
    }
    findings
}

/// Whether a file may be removed: it is ours, still a plain file, and no link leads to it.
pub(super) fn is_removable(root: &Path, address: &str, ours: &Manifest) -> bool {
    ours.has(address)
        && locate(root, address).symlink_metadata().is_ok_and(|found| found.is_file())
        && folders(address).all(|folder| is_real_folder(root, folder))
}

/// Whether a name inside the folder is a folder, and not a link to one.
pub(super) fn is_real_folder(root: &Path, address: &str) -> bool {
    locate(root, address).symlink_metadata().is_ok_and(|found| found.is_dir())
}

/// Ours by its name, or by a name that is the same to this file system (`A.html` on a disk that knows no capitals).
fn is_ours(root: &Path, address: &str, ours: &Manifest) -> bool {
    let twin = |other: &&String| {
        same_name(other) == same_name(address) && is_same_file(&locate(root, other), &locate(root, address))
    };
    ours.has(address) || ours.files.keys().any(|other| twin(&other))
}

#[cfg(unix)]
fn is_same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let facts = |path: &Path| path.symlink_metadata().ok().map(|found| (found.dev(), found.ino()));
    facts(a).is_some() && facts(a) == facts(b)
}

#[cfg(not(unix))]
fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// A folder stands where a file is to go. That is well if nothing but files of ours is in it.
fn foreign_in(root: &Path, folder: &str, ours: &Manifest, findings: &mut Findings) {
    let path = locate(root, folder);
    let Ok(entries) = path.read_dir() else {
        findings.push(foreign(&path));
        return;
    };
    let mut names: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect();
    names.sort();
    for name in names {
        let inner = name.to_str().map(|name| format!("{folder}/{name}"));
        match inner {
            Some(inner) if is_real_folder(root, &inner) => foreign_in(root, &inner, ours, findings),
            Some(inner) if is_ours(root, &inner, ours) => {}
            _ => findings.push(foreign(&path.join(name))),
        }
    }
}

fn foreign(path: &Path) -> Finding {
    Finding::nowhere(&tool::OUTPUT_FOREIGN).with("path", shown(path))
}

fn link(path: &Path) -> Finding {
    Finding::nowhere(&tool::OUTPUT_LINK).with("path", shown(path))
}
