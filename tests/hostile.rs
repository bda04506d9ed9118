//! Disks that refuse and sources that nobody expects, with the program itself: either the site is whole, or the earlier one
//! stands and a finding says why; and no file of the author's is touched.

// A test may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]
#![cfg(unix)]

mod common;

use common::{code, err, files, folder, out, read, samverka, write};
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant, SystemTime};
use tempfile::TempDir;

/// A small site that is without faults, built once.
fn site() -> TempDir {
    let dir = folder();
    assert_eq!(code(&samverka(dir.path(), &["init", "--lang", "sv"])), 0);
    let text = read(dir.path(), "content/site.yaml");
    write(dir.path(), "content/site.yaml", &text.replace("\nwebbplats:", "\nwebbplats:\n  former: [text]"));
    let built = build(dir.path());
    assert_eq!(code(&built), 0, "{}{}", out(&built), err(&built));
    dir
}

fn build(folder: &Path) -> Output {
    samverka(folder, &["build", "--today", "2026-03-01", "--lang", "sv"])
}

/// The rules that a build tells, and that nothing of the earlier site or of the sources has changed.
fn refused(dir: &Path, before: &[(String, Vec<u8>)]) -> String {
    let sources = files(&dir.join("content"));
    let built = build(dir);
    assert_eq!(code(&built), 1, "{}{}", out(&built), err(&built));
    assert!(files(&dir.join("public")) == before, "the earlier site stands");
    assert!(files(&dir.join("content")) == sources, "the sources are not touched");
    assert!(!dir.join("public.samverka-staging").exists(), "nothing is left beside it");
    out(&built)
}

/// Builds again, and says whether what comes out is what an empty folder would get.
fn assert_whole(dir: &Path) {
    let built = build(dir);
    assert_eq!(code(&built), 0, "{}{}", out(&built), err(&built));
    let fresh = samverka(dir, &["build", "--today", "2026-03-01", "--lang", "sv", "--output", "fresh"]);
    assert_eq!(code(&fresh), 0, "{}", out(&fresh));
    assert!(files(&dir.join("public")) == files(&dir.join("fresh")), "as in an empty folder");
}

#[test]
fn links_on_the_disk_that_lead_out_round_or_nowhere_are_told_and_nothing_behind_them_is_published() {
    let dir = site();
    let before = files(&dir.path().join("public"));
    let secret = folder();
    write(secret.path(), "nyckel.md", "# HEMLIGT");
    let link = |to: &Path, name: &str| {
        let at = dir.path().join("content/sidor").join(name);
        symlink(to, &at).expect("linked");
        at
    };
    for (to, name, words) in [
        (secret.path().join("nyckel.md"), "nyckel.md", "leder ut ur webbplatsens mapp"),
        (secret.path().to_owned(), "mapp", "leder ut ur webbplatsens mapp"),
        ("/etc/passwd".into(), "passwd.pdf", "leder ut ur webbplatsens mapp"),
        ("/dev/zero".into(), "noll.md", "leder ut ur webbplatsens mapp"),
        ("..".into(), "upp", "leder runt i en ring"),
        ("runt.md".into(), "runt.md", "leder runt i en ring"),
        ("saknas.png".into(), "borta.png", "inte leder till något"),
    ] {
        let at = link(&to, name);
        let told = refused(dir.path(), &before);
        assert!(told.contains("Regel: file-link") && told.contains(words), "{name}: {told}");
        assert!(!told.contains("HEMLIGT"), "{told}");
        fs::remove_file(at).expect("removed");
    }
    // What an editor leaves while a file is open stops nothing.
    link(Path::new("anna@dator.4711:1"), ".#om.md");
    assert_whole(dir.path());
}

/// Eleven folders that link to each other have forty million paths.
#[test]
fn the_preview_begins_though_folders_link_to_each_other() {
    use std::io::{BufRead as _, BufReader};
    let dir = site();
    for a in 0..11 {
        write(dir.path(), &format!("content/d{a}/x.txt"), "x");
        for b in (0..11).filter(|b| *b != a) {
            symlink(format!("../d{b}"), dir.path().join(format!("content/d{a}/till-d{b}"))).expect("linked");
        }
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_samverka"))
        .args(["serve", "--port", "0", "--lang", "sv"])
        .current_dir(dir.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let (tell, told) = std::sync::mpsc::channel();
    let said: Box<dyn std::io::Read + Send> = Box::new(child.stdout.take().expect("a pipe"));
    let more: Box<dyn std::io::Read + Send> = Box::new(child.stderr.take().expect("a pipe"));
    for pipe in [said, more] {
        let tell = tell.clone();
        std::thread::spawn(move || {
            BufReader::new(pipe).lines().map_while(Result::ok).for_each(|line| drop(tell.send(line)));
        });
    }
    let end = Instant::now() + Duration::from_secs(15);
    let began = std::iter::from_fn(|| told.recv_timeout(end.saturating_duration_since(Instant::now())).ok())
        .any(|line| line.contains("http://127.0.0.1:"));
    child.kill().expect("stopped");
    child.wait().expect("an end");
    assert!(began, "nobody waits for the preview");
}

#[test]
fn two_names_that_are_one_on_a_mac_are_told_and_neither_is_lost_in_silence() {
    let dir = site();
    let before = files(&dir.path().join("public"));
    write(dir.path(), "content/sidor/r\u{e5}d.md", "# Råd\n\nEtt.\n");
    assert_whole(dir.path());
    fs::remove_dir_all(dir.path().join("fresh")).expect("removed");
    fs::remove_file(dir.path().join("content/sidor/r\u{e5}d.md")).expect("removed");
    assert_eq!(code(&build(dir.path())), 0);
    write(dir.path(), "content/sidor/r\u{e5}d.md", "# Råd\n\nEtt.\n");
    write(dir.path(), "content/sidor/ra\u{30a}d.md", "# Råd\n\nTvå.\n");
    let told = refused(dir.path(), &before);
    assert!(told.contains("Regel: file-twin"), "{told}");
}

#[test]
fn names_that_another_computer_cannot_store_are_told_or_made_into_names_that_it_can() {
    let dir = site();
    let long = "lång-".repeat(40);
    for name in ["con", "NUL", "com1", "a b? <c>", "prick.", long.as_str(), "..dubbel", "%2e%2e", "{{ x }}"] {
        write(dir.path(), &format!("content/sidor/{name}.md"), "# Sida\n\nText.\n");
        let built = build(dir.path());
        let all = files(&dir.path().join("public"));
        if code(&built) == 0 {
            // Every part of every name can be stored on Windows.
            for (path, _) in &all {
                let stem = path.rsplit('/').next().and_then(|file| file.split('.').next()).expect("a name");
                assert!(!["con", "nul", "com1"].contains(&stem), "{path}");
                assert!(!path.contains(|c: char| "\\<>:\"|?*%{}".contains(c)), "{path}");
                assert!(
                    path.split('/').all(|part| part.len() <= 255 && !part.ends_with(['.', ' '])),
                    "{path}"
                );
            }
        } else {
            assert!(out(&built).contains("Regel: output-address"), "{name}: {}", out(&built));
        }
        fs::remove_file(dir.path().join(format!("content/sidor/{name}.md"))).expect("removed");
    }
    // Names that differ in their capitals only.
    write(dir.path(), "content/sidor/Stor.md", "# Stor\n\nText.\n");
    write(dir.path(), "content/sidor/stor.md", "# Liten\n\nText.\n");
    let built = build(dir.path());
    let told =
        ["address-collision", "output-case", "name-taken"].iter().any(|rule| out(&built).contains(rule));
    assert!(code(&built) == 1 && told, "{}", out(&built));
}

#[test]
fn a_large_file_is_told_and_one_that_is_too_large_is_not_read() {
    let dir = site();
    let film = fs::File::create(dir.path().join("content/sidor/film.mp4")).expect("made");
    write(dir.path(), "content/sidor/film.md", "# Film\n\nSe [filmen](film.mp4).\n");
    // Sparse: it takes no room in the sources, and is 120 MB in the output.
    film.set_len(120_000_000).expect("a hole");
    let built = build(dir.path());
    assert_eq!(code(&built), 0, "{}", out(&built));
    assert!(out(&built).contains("Regel: file-heavy"), "{}", out(&built));
    let copy = dir.path().join("public/film.mp4");
    let copy = if copy.exists() { copy } else { dir.path().join("public/sidor/film.mp4") };
    assert_eq!(copy.metadata().expect("published").len(), 120_000_000);
    film.set_len(1 << 42).expect("a hole");
    let start = Instant::now();
    let built = build(dir.path());
    assert_eq!(code(&built), 1);
    assert!(out(&built).contains("Regel: file-too-heavy"), "{}", out(&built));
    assert!(start.elapsed() < Duration::from_secs(10), "nobody reads 4 TB");
    assert_eq!(copy.metadata().expect("the earlier one").len(), 120_000_000);
}

#[test]
fn figures_from_a_file_that_is_too_large_are_told() {
    let dir = site();
    let note = "---\ntitel: Tal\nkälla: Vi\nmätt: 2014-01-01\nenhet: antal\ndata: tal.csv\n---\n\nTal.\n";
    write(dir.path(), "content/statistik/tal.md", note);
    write(dir.path(), "content/statistik/tal.csv", &"a;1\n".repeat(3_000_000));
    let built = build(dir.path());
    assert!(code(&built) == 1 && out(&built).contains("Regel: file-too-large"), "{}", out(&built));
}

#[test]
fn of_two_builds_at_once_one_is_refused_and_the_site_is_whole() {
    let dir = site();
    let mut refusals = 0;
    for round in 0..12 {
        write(dir.path(), "content/sidor/om.md", &format!("# Om\n\nOmgång {round}.\n"));
        let start = || {
            Command::new(env!("CARGO_BIN_EXE_samverka"))
                .args(["build", "--today", "2026-03-01", "--lang", "sv"])
                .current_dir(dir.path())
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("started")
        };
        let builds: Vec<_> = (0..3).map(|_| start()).collect();
        let ends: Vec<Output> = builds.into_iter().map(|b| b.wait_with_output().expect("an end")).collect();
        assert!(ends.iter().any(|end| code(end) == 0), "one gets through");
        for end in ends.iter().filter(|end| code(end) != 0) {
            assert!(code(end) == 1 && out(end).contains("Regel: output-locked"), "{}{}", out(end), err(end));
            refusals += 1;
        }
        assert!(read(dir.path(), "public/om.html").contains(&format!("Omgång {round}.")));
    }
    assert!(refusals > 0, "they met");
    assert_whole(dir.path());
}

#[test]
fn a_clock_that_was_set_back_changes_nothing() {
    let dir = site();
    write(dir.path(), "content/sidor/om.md", "# Om\n\nSkriven i framtiden.\n");
    // To a clock that was set back, all that was written before lies ahead.
    let ahead = SystemTime::now() + Duration::from_hours(400 * 24);
    for folder in ["content", "public"] {
        for (name, _) in files(&dir.path().join(folder)) {
            let file =
                fs::File::options().write(true).open(dir.path().join(folder).join(name)).expect("opened");
            file.set_modified(ahead).expect("set");
        }
    }
    assert_whole(dir.path());
    assert!(read(dir.path(), "public/om.html").contains("Skriven i framtiden."));
    // And a build as of an earlier day is that of the day, whatever was built before.
    let earlier = samverka(dir.path(), &["build", "--today", "2025-01-01", "--lang", "sv"]);
    assert_eq!(code(&earlier), 0, "{}", out(&earlier));
    fs::remove_dir_all(dir.path().join("fresh")).expect("removed");
    let fresh =
        samverka(dir.path(), &["build", "--today", "2025-01-01", "--lang", "sv", "--output", "fresh"]);
    assert_eq!(code(&fresh), 0);
    assert!(files(&dir.path().join("public")) == files(&dir.path().join("fresh")));
}

/// As a user who is not root: root may write everywhere.
fn build_as_nobody(dir: &Path, output: &Path) -> Output {
    use std::os::unix::process::CommandExt as _;
    let mut command = Command::new(env!("CARGO_BIN_EXE_samverka"));
    command.args(["build", "--today", "2026-03-01", "--lang", "sv", "--output"]).arg(output).current_dir(dir);
    if is_root() {
        command.uid(65_534).gid(65_534);
    }
    command.output().expect("started")
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt as _;
    tempfile::NamedTempFile::new()
        .and_then(|file| file.as_file().metadata())
        .is_ok_and(|facts| facts.uid() == 0)
}

#[test]
fn an_output_that_may_not_be_written_to_is_told_and_stands_as_it_was() {
    let dir = site();
    let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    open(dir.path(), 0o755);
    let before = files(&dir.path().join("public"));
    write(dir.path(), "content/sidor/om.md", "# Om\n\nNytt.\n");
    let public = dir.path().join("public");
    open(&public, 0o555);
    for output in [public.clone(), public.join("djupare/ned"), Path::new("/proc/samverka").to_owned()] {
        let built = build_as_nobody(dir.path(), &output);
        assert_eq!(code(&built), 1, "{}{}", out(&built), err(&built));
        assert!(out(&built).contains("Regel: output-failed"), "{}", out(&built));
    }
    assert!(files(&public) == before);
    assert!(!dir.path().join("public.samverka-staging").exists());
    open(&public, 0o755);
    assert_whole(dir.path());
}

/// A disk of its own, as large as said; mounted on a folder, and gone with the value.
#[cfg(target_os = "linux")]
struct Disk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl Disk {
    fn mount(at: &Path, options: &str) -> Self {
        fs::create_dir_all(at).expect("made");
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at).status();
        assert!(done.expect("started").success(), "mounted: needs root");
        Self(at.to_owned())
    }

    fn remount(&self, options: &str) {
        let done = Command::new("mount").args(["-o", options]).arg(&self.0).status();
        assert!(done.expect("started").success(), "mounted anew");
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
#[ignore = "mounts disks: needs root"]
fn a_full_disk_at_any_size_and_a_read_only_one_leave_the_earlier_site() {
    let dir = site();
    let public = dir.path().join("public");
    fs::remove_dir_all(&public).expect("removed");
    let disk = Disk::mount(&public, "size=64m");
    assert_eq!(code(&build(dir.path())), 0);
    let before = files(&public);
    let used: usize = before.iter().map(|(_, bytes)| bytes.len().div_ceil(4096) * 4 + 4).sum();
    for page in 0..40 {
        let text = format!("# Sida {page}\n\n{}\n", "Nytt. ".repeat(2_000));
        write(dir.path(), &format!("content/sidor/sida-{page}.md"), &text);
    }
    // Each disk is a little larger than the one before, so that it is full at another moment.
    let mut full = 0;
    for more in (0..40).map(|step| step * 100) {
        disk.remount(&format!("remount,size={}k", used + 200 + more));
        let built = build(dir.path());
        if code(&built) == 0 {
            break;
        }
        full += 1;
        assert!(out(&built).contains("disken är full"), "{}{}", out(&built), err(&built));
        assert!(files(&public) == before, "{more} kB more: the earlier site stands");
    }
    assert!(full > 5, "full at {full} moments");
    disk.remount("remount,size=64m");
    assert_eq!(code(&build(dir.path())), 0);
    let whole = files(&public);
    write(dir.path(), "content/sidor/om.md", "# Om\n\nIgen.\n");
    disk.remount("remount,ro");
    let built = build(dir.path());
    assert!(code(&built) == 1 && out(&built).contains("disken går bara att läsa"), "{}", out(&built));
    assert!(files(&public) == whole);
    disk.remount("remount,rw");
    assert_eq!(code(&build(dir.path())), 0);
}

#[test]
#[ignore = "takes minutes: tests/run does it"]
fn a_site_of_a_hundred_thousand_files_is_built_and_a_kill_in_the_midst_of_moving_them_is_mended() {
    let dir = site();
    let links = "[f0](filer/M/0.txt)\n".to_owned()
        + &(1..1_000).map(|n| ["[f](filer/M/", &n.to_string(), ".txt)\n"].concat()).collect::<String>();
    for page in 0..100 {
        write(
            dir.path(),
            &format!("content/sidor/s{page}.md"),
            &format!("# S {page}\n\n{}", links.replace('M', &page.to_string())),
        );
        for file in 0..1_000 {
            write(dir.path(), &format!("content/sidor/filer/{page}/{file}.txt"), "x");
        }
    }
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_samverka"))
        .args(["build", "--today", "2026-03-01", "--lang", "sv"])
        .current_dir(dir.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("started");
    let journal = dir.path().join("public.samverka-staging/journal.json");
    while !journal.exists() && matches!(child.try_wait(), Ok(None)) {
        std::thread::sleep(Duration::from_millis(5));
    }
    std::thread::sleep(Duration::from_millis(400));
    child.kill().expect("killed");
    let killed = !child.wait().expect("an end").success();
    println!("killed: {killed}, after {:?}, journal: {}", start.elapsed(), journal.exists());
    let start = Instant::now();
    let built = build(dir.path());
    assert_eq!(code(&built), 0, "{}", err(&built));
    println!("built again in {:?}: {}", start.elapsed(), err(&built));
    assert!(files(&dir.path().join("public")).len() > 100_000);
    assert!(!dir.path().join("public.samverka-staging").exists());
}
