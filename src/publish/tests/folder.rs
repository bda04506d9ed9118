//! Publishing to a folder: the same, on a real disk.

use super::*;
use crate::publish::targets::folder::Folder;
use std::fs;
use std::path::Path;

fn site(root: &Path) -> Files {
    fn walk(folder: &Path, root: &Path, out: &mut Files) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, root, out);
            } else {
                let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
                out.insert(name, fs::read(&path).expect("read"));
            }
        }
    }
    let mut out = Files::new();
    walk(root, root, &mut out);
    visible(&out)
}

#[test]
fn a_folder_holds_what_was_published_and_no_empty_folders() {
    let dir = tempfile::tempdir().expect("a folder");
    let root = dir.path().join("stick/webb");
    for words in [OLD, NEW, THIRD, OLD] {
        publish(&mut Folder::new(&root), &bytes(words), Said::default()).expect("published");
        assert_eq!(site(&root), bytes(words));
    }
    assert!(!root.join("m/new").exists(), "its last file is gone");
}

#[test]
fn a_name_that_changes_its_capitals_or_becomes_a_folder_is_right_in_the_end() {
    const FIRST: Words = &[("A.html", "1"), ("b", "1"), ("c/d", "1")];
    const SECOND: Words = &[("a.html", "1"), ("b/x", "1"), ("c", "1")];
    let dir = tempfile::tempdir().expect("a folder");
    for words in [FIRST, SECOND, FIRST] {
        publish(&mut Folder::new(dir.path()), &bytes(words), Said::default()).expect("published");
        assert_eq!(site(dir.path()), bytes(words));
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let dir = tempfile::tempdir().expect("a folder");
    let (root, elsewhere) = (dir.path().join("webb"), dir.path().join("elsewhere"));
    for folder in [&root, &elsewhere] {
        fs::create_dir(folder).expect("made");
    }
    std::os::unix::fs::symlink(&elsewhere, root.join("m")).expect("linked");
    let result = publish(&mut Folder::new(&root), &bytes(OLD), Said::default());
    assert_eq!(told(&result), ["publish-foreign"]);
    assert_eq!(fs::read_dir(&elsewhere).expect("a folder").count(), 0);
}
