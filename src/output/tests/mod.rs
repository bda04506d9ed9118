//! What holds of a build that comes to its end. Kills and faults: [`faults`]; any sequence of builds: [`model`].

mod faults;
mod model;

use super::fs::{Fs, Op};
use super::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs as disk;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use tempfile::TempDir;

/// Addresses and what they hold.
type Pages = BTreeMap<String, Vec<u8>>;

fn pages(list: &[(&str, &str)]) -> Pages {
    list.iter().map(|(address, text)| ((*address).to_owned(), text.as_bytes().to_vec())).collect()
}

/// A folder `public` in a folder of its own.
struct Site {
    dir: TempDir,
}

impl Site {
    fn new() -> Self {
        // In memory where there is such a place: a build waits for the disk, and the tests build thousands of times.
        // SAMVERKA_TEST_DISK names another disk to try, such as one that knows no capitals.
        let disk = std::env::var_os("SAMVERKA_TEST_DISK").map_or(PathBuf::from("/dev/shm"), PathBuf::from);
        let dir = if disk.is_dir() { tempfile::tempdir_in(disk) } else { tempfile::tempdir() };
        Self { dir: dir.expect("a folder") }
    }

    fn folder(&self) -> PathBuf {
        self.dir.path().join("public")
    }

    fn path(&self, address: &str) -> PathBuf {
        self.folder().join(address)
    }

    fn build(&self, pages: &Pages) -> Result<Summary, Findings> {
        self.build_on(&Fs::real(), pages)
    }

    fn build_on(&self, fs: &Fs<'_>, pages: &Pages) -> Result<Summary, Findings> {
        let routes: Vec<_> = pages.iter().collect();
        let folder = self.folder();
        let options = Options {
            folder: &folder,
            sources: Some(self.dir.path()),
            compress: false,
            before: None,
            progress: &|_, _| {},
        };
        run(
            &routes,
            &|route: &(&String, &Vec<u8>)| route.0.as_str(),
            &|route| Ok(route.1.clone()),
            &options,
            fs,
        )
    }

    /// A build in which one page cannot be rendered.
    fn build_failing(&self, pages: &Pages, wrong: &str) -> Findings {
        let routes: Vec<_> = pages.iter().collect();
        let folder = self.folder();
        let options =
            Options { folder: &folder, sources: None, compress: false, before: None, progress: &|_, _| {} };
        let render = |route: &(&String, &Vec<u8>)| {
            let finding = Finding::nowhere(&tool::FILE_EXISTS).with("path", route.0.clone());
            if route.0 == wrong { Err(one(finding)) } else { Ok(route.1.clone()) }
        };
        run(&routes, &|route| route.0.as_str(), &render, &options, &Fs::real()).expect_err("it fails")
    }

    fn put(&self, address: &str, text: &str) {
        let path = self.path(address);
        disk::create_dir_all(path.parent().expect("a parent")).expect("made");
        disk::write(path, text).expect("written");
    }

    /// All files but samverka's own notes.
    fn files(&self) -> Pages {
        let mut files = Pages::new();
        walk(&self.folder(), "", &mut files, &mut BTreeSet::new());
        files
    }

    /// Exactly these files, no folder without a file, and nothing left beside the output.
    fn assert_holds(&self, expected: &Pages, when: &str) {
        let (mut files, mut empty) = (Pages::new(), BTreeSet::new());
        walk(&self.folder(), "", &mut files, &mut empty);
        assert_eq!(files, as_listed(expected), "{when}");
        assert_eq!(empty, BTreeSet::new(), "{when}: empty folders");
        self.assert_tidy(when);
    }

    fn assert_tidy(&self, when: &str) {
        let names: Vec<_> = list(self.dir.path()).into_iter().filter(|name| name != "public").collect();
        assert_eq!(names, [""; 0], "{when}: beside the output");
        for name in list(&self.folder()).into_iter().filter(|name| name.starts_with(address::OURS)) {
            assert!([".samverka-lock", ".samverka-manifest.json"].contains(&name.as_str()), "{when}: {name}");
        }
    }
}

/// What a folder with these files lists. The one disk without capitals that Linux has at hand lists small letters.
fn as_listed(pages: &Pages) -> Pages {
    let small = std::env::var_os("SAMVERKA_TEST_DISK").is_some();
    let name = |name: &String| if small { name.to_lowercase() } else { name.clone() };
    pages.iter().map(|(address, bytes)| (name(address), bytes.clone())).collect()
}

fn list(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn walk(folder: &Path, before: &str, files: &mut Pages, empty: &mut BTreeSet<String>) {
    let names = list(folder);
    if names.is_empty() && !before.is_empty() {
        empty.insert(before.to_owned());
    }
    for name in names.into_iter().filter(|name| !name.starts_with(address::OURS)) {
        let path = folder.join(&name);
        let address = format!("{before}{name}");
        if path.is_dir() {
            walk(&path, &format!("{address}/"), files, empty);
        } else {
            files.insert(address, disk::read(path).expect("read"));
        }
    }
}

/// The names of the rules and the paths, from the site's root.
fn told(site: &Site, findings: &Findings) -> Vec<String> {
    let root = site.dir.path().canonicalize().expect("a folder");
    let one = |finding: &Finding| {
        let path = finding
            .args
            .iter()
            .find(|(key, _)| *key == "path")
            .map_or("", |(_, arg)| arg.text(crate::language::Lang::En));
        let path = Path::new(path).strip_prefix(&root).unwrap_or(Path::new(path));
        format!("{} {}", finding.rule.name, path.display())
    };
    findings.iter().map(one).collect()
}

/// What was written, left and removed.
fn counts(built: Result<Summary, Findings>) -> Result<[usize; 3], Findings> {
    built.map(|summary| [summary.written, summary.unchanged, summary.removed])
}

#[test]
fn a_build_holds_what_the_routes_give_and_says_what_changed() {
    let site = Site::new();
    let first = pages(&[("index.html", "a"), ("moten/a.html", "b"), ("moten/b.html", "c")]);
    assert_eq!(counts(site.build(&first)), Ok([3, 0, 0]));
    site.assert_holds(&first, "first");
    let second = pages(&[("index.html", "a"), ("moten/a.html", "B"), ("om/x.html", "d")]);
    assert_eq!(counts(site.build(&second)), Ok([2, 1, 1]));
    site.assert_holds(&second, "second");
    assert_eq!(counts(site.build(&Pages::new())), Ok([0, 0, 3]));
    site.assert_holds(&Pages::new(), "nothing");
}

#[test]
fn a_folder_is_known_again_as_long_as_nobody_has_touched_what_is_ours() {
    let site = Site::new();
    let folder = site.path("");
    assert_eq!(held(&folder), None, "nothing is built");
    let both = pages(&[("a.html", "a"), ("moten/b.html", "b")]);
    let seal = site.build(&both).expect("built").seal;
    disk::write(site.path("mine.txt"), "mine").expect("written");
    assert_eq!(held(&folder), Some(seal));
    assert_eq!(site.build(&both).expect("built").seal, seal, "the same files have the same seal");
    disk::write(site.path("moten/b.html"), "B").expect("edited");
    assert_eq!(held(&folder), None, "a file of the same length");
    disk::remove_file(site.path("moten/b.html")).expect("removed");
    assert_eq!(held(&folder), None, "a file that is gone");
    site.build(&both).expect("built");
    assert_eq!(held(&folder), Some(seal));
    disk::create_dir(site.path(".samverka-staging")).expect("made");
    assert_eq!(held(&folder), None, "what a build left behind is thrown away by the next");
    assert_ne!(site.build(&pages(&[("a.html", "a")])).expect("built").seal, seal);
}

#[test]
fn what_is_left_is_not_made_again_unless_somebody_has_touched_it() {
    let site = Site::new();
    let folder = site.folder();
    let long = "a ".repeat(500);
    let first = pages(&[("a.html", &long), ("b.html", "b"), ("moten/c.html", "c")]);
    let build = |pages: &Pages, seal: Option<Seal>| {
        let made = std::sync::Mutex::new(Vec::new());
        let routes: Vec<_> = pages.iter().collect();
        let render = |(address, bytes): &(&String, &Vec<u8>)| {
            made.lock().expect("whole").push((*address).clone());
            Ok((*bytes).clone())
        };
        // All but the second is said to be as it was.
        let before = seal.map(|seal| Before { seal, leaves: &|number| number != 1 });
        let options =
            Options { folder: &folder, sources: None, compress: true, before, progress: &|_, _| {} };
        let built = run(&routes, &|route| route.0.as_str(), &render, &options, &Fs::real()).expect("built");
        let mut made = made.into_inner().expect("whole");
        made.sort();
        (made, built)
    };
    let (made, built) = build(&first, None);
    assert_eq!(made, ["a.html", "b.html", "moten/c.html"]);
    assert!(
        site.path("a.html.gz").exists() && !site.path("b.html.gz").exists(),
        "only the long one is packed"
    );
    let second = pages(&[("a.html", &long), ("b.html", "B"), ("moten/c.html", "c")]);
    let (made, again) = build(&second, Some(built.seal));
    assert_eq!((made, again.written, again.removed), (vec!["b.html".to_owned()], 1, 0));
    assert!(site.path("a.html.gz").exists(), "what is packed is left too");
    let (made, _) = build(&second, Some(built.seal));
    assert_eq!(made.len(), 3, "another build has been there since");
    for path in ["a.html", "a.html.br"] {
        disk::write(site.path(path), "edited").expect("edited");
        let (made, right) = build(&second, Some(again.seal));
        assert_eq!(
            (made, right.seal),
            (vec!["a.html".to_owned(), "b.html".to_owned()], again.seal),
            "{path}"
        );
    }
    disk::remove_file(site.path("moten/c.html")).expect("removed");
    assert_eq!(build(&second, Some(again.seal)).0, ["b.html", "moten/c.html"]);
    assert_eq!(held(&folder), Some(again.seal));
}

#[test]
fn a_file_with_the_same_bytes_is_not_touched() {
    let site = Site::new();
    let both = pages(&[("a.html", "a"), ("b.html", "b")]);
    site.build(&both).expect("built");
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    for name in ["a.html", "b.html", ".samverka-manifest.json"] {
        disk::File::options()
            .write(true)
            .open(site.path(name))
            .expect("opened")
            .set_modified(old)
            .expect("set");
    }
    let date = |name: &str| site.path(name).metadata().and_then(|m| m.modified()).expect("a date");
    let nothing = Fs { before: &|op, path| panic!("{op:?} {}", path.display()) };
    let quiet = Fs {
        before: &|op, path| {
            if path.ends_with(".samverka-lock") { Ok(()) } else { (nothing.before)(op, path) }
        },
    };
    assert_eq!(counts(site.build_on(&quiet, &both)), Ok([0, 2, 0]));
    assert_eq!((date("a.html"), date(".samverka-manifest.json")), (old, old));
    site.build(&pages(&[("a.html", "a"), ("b.html", "B")])).expect("built");
    assert_eq!(date("a.html"), old);
    assert_ne!(date("b.html"), old);
}

#[test]
fn all_that_is_wrong_is_told_and_nothing_is_written() {
    let site = Site::new();
    let wrong = pages(&[("a", "1"), ("b", "2")]);
    assert_eq!(told(&site, &site.build_failing(&wrong, "b")), ["file-exists b"]);
    assert_eq!(list(site.dir.path()), [""; 0], "not even the folder");
    site.build(&pages(&[("a", "old")])).expect("built");
    site.put("c", "mine");
    let wrong = pages(&[("a", "new"), ("b", "2"), ("c", "3")]);
    assert_eq!(told(&site, &site.build_failing(&wrong, "b")), ["file-exists b", "output-foreign public/c"]);
    site.assert_holds(&pages(&[("a", "old"), ("c", "mine")]), "as before");
}

#[test]
fn files_of_others_are_neither_overwritten_nor_removed_and_all_are_told() {
    let site = Site::new();
    site.put("_headers", "X: y");
    site.put("b", "mine");
    site.put("c/d", "mine");
    site.put("e", "mine");
    let before = site.files();
    let findings =
        site.build(&pages(&[("a", "1"), ("b", "mine"), ("c", "3"), ("e/f", "4")])).expect_err("it fails");
    let expected = ["output-foreign public/b", "output-foreign public/c/d", "output-foreign public/e"];
    assert_eq!(told(&site, &findings), expected);
    assert_eq!(site.files(), before);
    assert_eq!(list(&site.folder()), ["_headers", "b", "c", "e"], "nothing of ours is left");
    site.build(&pages(&[("a", "1"), ("c/x", "3")])).expect("built");
    site.build(&pages(&[("z", "1")])).expect("built");
    let mut expected = before;
    expected.insert("z".to_owned(), b"1".to_vec());
    site.assert_holds(&expected, "after all");
}

#[test]
fn a_file_of_ours_that_was_edited_or_removed_is_made_right() {
    let site = Site::new();
    let both = pages(&[("a", "1"), ("b/c", "2")]);
    site.build(&both).expect("built");
    site.put("a", "edited");
    disk::remove_dir_all(site.path("b")).expect("removed");
    assert_eq!(counts(site.build(&both)), Ok([2, 0, 0]));
    site.assert_holds(&both, "mended");
    disk::remove_file(site.path("a")).expect("removed");
    let one = pages(&[("b/c", "2")]);
    site.build(&one).expect("a file that is gone already can be removed");
    site.assert_holds(&one, "without");
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let site = Site::new();
    let one = pages(&[("a", "1"), ("b/c/d", "2"), ("b/e", "3")]);
    let two = pages(&[("a/x/y", "1"), ("b", "2")]);
    for (round, pages) in [&one, &two, &one, &two].into_iter().enumerate() {
        site.build(pages).expect("built");
        site.assert_holds(pages, &format!("round {round}"));
    }
    disk::create_dir_all(site.path("z/empty/folders")).expect("made");
    let three = pages(&[("z", "1")]);
    site.build(&three).expect("empty folders hold nothing that could be lost");
    site.assert_holds(&three, "over empty folders");
}

#[test]
fn a_name_may_change_its_capitals() {
    let site = Site::new();
    let one = pages(&[("Moten/A.html", "1"), ("Moten/b.html", "2"), ("c.html", "3")]);
    let two = pages(&[("moten/a.html", "1"), ("moten/b.html", "2"), ("C.html", "3")]);
    for (round, pages) in [&one, &two, &one].into_iter().enumerate() {
        site.build(pages).expect("built");
        site.assert_holds(pages, &format!("round {round}"));
    }
}

#[test]
fn the_sources_are_never_the_output() {
    let site = Site::new();
    let root = site.dir.path();
    disk::create_dir_all(root.join("content/moten")).expect("made");
    let refused = |folder: &Path| {
        let options =
            Options { folder, sources: Some(root), compress: false, before: None, progress: &|_, _| {} };
        write(&["a"], |a| *a, |_| Ok(Vec::new()), &options)
            .expect_err("refused")
            .iter()
            .all(|f| f.rule == &tool::OUTPUT_IS_SOURCE)
    };
    let hidden = root.join("not-yet/../content/deep");
    for folder in [root, &root.join("content"), &root.join("content/moten/x"), &root.join("themes"), &hidden]
    {
        assert!(refused(folder), "{}", folder.display());
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("content"), root.join("link")).expect("linked");
        assert!(refused(&root.join("link/x")));
    }
    assert_eq!(list(&root.join("content")), ["moten"]);
    let options = Options {
        folder: &root.join("contents"),
        sources: Some(root),
        compress: false,
        before: None,
        progress: &|_, _| {},
    };
    write(&["a"], |a| *a, |_| Ok(Vec::new()), &options).expect("a name that only begins the same");
}

#[cfg(unix)]
#[test]
fn links_are_never_written_through() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    let elsewhere = tempfile::tempdir().expect("a folder");
    disk::write(elsewhere.path().join("a"), "mine").expect("written");
    disk::create_dir(elsewhere.path().join("empty")).expect("made");
    let first = pages(&[("dir/a", "1"), ("dir/empty/x", "1"), ("file", "2"), ("keep", "3")]);
    site.build(&first).expect("built");
    disk::remove_dir_all(site.path("dir")).expect("removed");
    disk::remove_file(site.path("file")).expect("removed");
    symlink(elsewhere.path(), site.path("dir")).expect("linked");
    symlink(elsewhere.path().join("a"), site.path("file")).expect("linked");
    symlink(elsewhere.path().join("none"), site.path("dangling")).expect("linked");
    let findings =
        site.build(&pages(&[("dir/a", "1"), ("file", "2"), ("dangling", "4")])).expect_err("refused");
    assert_eq!(
        told(&site, &findings),
        ["output-link public/dangling", "output-link public/dir", "output-link public/file"]
    );
    site.build(&pages(&[("keep", "3")])).expect("built: what was ours is obsolete, and gone");
    assert_eq!(list(elsewhere.path()), ["a", "empty"]);
    assert_eq!(disk::read(elsewhere.path().join("a")).expect("read"), b"mine");
    assert!(site.path("dir").is_symlink() && site.path("file").is_symlink(), "the links are somebody's");
}

#[cfg(unix)]
#[test]
fn the_folder_itself_may_be_a_link() {
    let site = Site::new();
    let real = tempfile::tempdir().expect("a folder");
    disk::create_dir(real.path().join("www")).expect("made");
    std::os::unix::fs::symlink(real.path().join("www"), site.folder()).expect("linked");
    let page = pages(&[("a/b", "1")]);
    site.build(&page).expect("built");
    site.assert_holds(&page, "through the link");
    assert_eq!(list(real.path()), ["www"]);
}

#[test]
fn two_builds_at_once_are_refused_and_the_lock_falls_with_its_holder() {
    let site = Site::new();
    let folder = site.folder();
    let options =
        Options { folder: &folder, sources: None, compress: false, before: None, progress: &|_, _| {} };
    let refused = AtomicUsize::new(0);
    let inner = |_: &&str| {
        // The second build, from another thread, while the first one renders.
        let second = std::thread::scope(|scope| scope.spawn(|| site.build(&pages(&[("b", "2")]))).join());
        let second = second.expect("no panic").expect_err("refused");
        assert_eq!(told(&site, &second), ["output-locked public"]);
        refused.fetch_add(1, Ordering::Relaxed);
        Ok(b"1".to_vec())
    };
    write(&["a"], |a| *a, inner, &options).expect("built");
    assert_eq!(refused.load(Ordering::Relaxed), 1);
    site.assert_holds(&pages(&[("a", "1")]), "the first one only");
    let killed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let render = |_: &&str| -> Result<Vec<u8>, Findings> { std::panic::resume_unwind(Box::new(())) };
        write(&["a"], |a| *a, render, &options)
    }));
    assert!(killed.is_err());
    site.build(&pages(&[("b", "2")])).expect("the lock fell");
}

#[test]
fn every_route_is_counted() {
    let site = Site::new();
    let seen = Mutex::new(BTreeSet::new());
    let routes: Vec<String> = (0..50).map(|n| format!("{n}.html")).collect();
    let tell = |done, all| {
        seen.lock().expect("a lock").insert((done, all));
    };
    let options =
        Options { folder: &site.folder(), sources: None, compress: false, before: None, progress: &tell };
    write(&routes, |route| route, |route| Ok(route.clone().into_bytes()), &options).expect("built");
    assert_eq!(seen.into_inner().expect("a lock"), (1..=50).map(|done| (done, 50)).collect());
}

#[test]
fn a_damaged_list_stops_the_build_rather_than_guess() {
    let site = Site::new();
    let page = pages(&[("a", "1")]);
    site.build(&page).expect("built");
    site.put(".samverka-manifest.json", "{");
    let findings = site.build(&page).expect_err("refused");
    assert_eq!(told(&site, &findings), ["output-manifest public/.samverka-manifest.json"]);
    assert_eq!(site.files(), page);
}
