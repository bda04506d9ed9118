//! The disk says no, or the process is killed: at every single change to the disk, one after the other.

use super::*;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// What happens at a change to the disk.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fault {
    /// The process is no more. Unwinding runs none of our code: nothing here tidies up in `drop`.
    Kill,
    /// This one change fails.
    Once,
    /// This change fails and all after it.
    FromNowOn,
}

/// A build in which change number `step` meets its fault. `None` if it was killed.
fn build_with(
    site: &Site,
    pages: &Pages,
    fault: Fault,
    step: usize,
) -> (Option<Result<Summary, Findings>>, usize) {
    let count = AtomicUsize::new(0);
    let before = |_: Op, _: &Path| {
        let now = count.fetch_add(1, Ordering::SeqCst);
        match fault {
            Fault::Kill if now >= step => resume_unwind(Box::new("killed")),
            Fault::Once if now == step => Err(io::Error::from(io::ErrorKind::StorageFull)),
            Fault::FromNowOn if now >= step => Err(io::Error::from(io::ErrorKind::StorageFull)),
            _ => Ok(()),
        }
    };
    let result = catch_unwind(AssertUnwindSafe(|| site.build_on(&Fs { before: &before }, pages))).ok();
    (result, count.into_inner())
}

/// Old pages, new pages: changed, the same, new, gone, a file that becomes a folder and a folder that becomes a file.
fn change() -> (Pages, Pages) {
    let old =
        pages(&[("a", "1"), ("b/c/d", "2"), ("b/e", "3"), ("index", "4"), ("gone/x", "5"), ("same", "6")]);
    let new = pages(&[("a/x/y", "7"), ("b", "8"), ("index", "9"), ("new/deep/z", "10"), ("same", "6")]);
    (old, new)
}

/// Calls `check` with a fresh site for every step until a build gets through without meeting the fault.
fn at_every_step(
    first: Option<&Pages>,
    new: &Pages,
    fault: Fault,
    check: impl Fn(Site, Option<Result<Summary, Findings>>, usize),
) {
    for step in 0.. {
        let site = Site::new();
        if let Some(first) = first {
            site.build(first).expect("built");
            site.put("mine/note", "mine");
        }
        let (result, steps) = build_with(&site, new, fault, step);
        let through = steps <= step;
        assert!(step > 10 || !through, "the fault is met");
        check(site, result, step);
        if through {
            return;
        }
    }
}

fn with_mine(pages: &Pages) -> Pages {
    let mut all = pages.clone();
    all.insert("mine/note".to_owned(), b"mine".to_vec());
    all
}

#[test]
fn after_a_kill_at_any_step_the_next_build_is_right() {
    let (old, new) = change();
    let third = pages(&[("b/c", "2"), ("index", "4"), ("new", "11")]);
    for next in [&old, &new, &third] {
        at_every_step(Some(&old), &new, Fault::Kill, |site, _, step| {
            site.build(next).expect("built");
            site.assert_holds(&with_mine(next), &format!("killed at {step}"));
        });
        at_every_step(None, &new, Fault::Kill, |site, _, step| {
            site.build(next).expect("built");
            site.assert_holds(next, &format!("first build killed at {step}"));
        });
    }
}

#[test]
fn after_a_kill_at_any_step_a_build_that_fails_leaves_the_old_site_or_the_new_one_whole() {
    let (old, new) = change();
    let seen = Mutex::new(BTreeSet::new());
    at_every_step(Some(&old), &new, Fault::Kill, |site, _, step| {
        site.build_failing(&pages(&[("wrong", "")]), "wrong");
        let is_old = site.files() == with_mine(&old);
        site.assert_holds(&with_mine(if is_old { &old } else { &new }), &format!("killed at {step}"));
        seen.lock().expect("a lock").insert(is_old);
    });
    assert_eq!(seen.into_inner().expect("a lock").len(), 2, "both are met");
}

#[test]
fn a_recovery_that_is_killed_is_recovered() {
    let (old, new) = change();
    at_every_step(Some(&old), &new, Fault::Kill, |site, _, step| {
        for again in 0..12 {
            let _ = build_with(&site, &old, Fault::Kill, again);
        }
        site.build(&new).expect("built");
        site.assert_holds(&with_mine(&new), &format!("killed at {step}, and again"));
    });
}

#[test]
fn a_fault_at_any_step_leaves_the_old_site_whole() {
    let (old, new) = change();
    at_every_step(Some(&old), &new, Fault::Once, |site, result, step| {
        let when = format!("fault at {step}");
        let expected = match result.expect("not killed") {
            // What failed was tidying, or had another way.
            Ok(_) => &new,
            Err(findings) => {
                assert!(findings.iter().all(|f| f.rule == &tool::OUTPUT_FAILED), "{when}: {findings:?}");
                &old
            }
        };
        assert_eq!(site.files(), with_mine(expected), "{when}");
        site.build_failing(&pages(&[("wrong", "")]), "wrong");
        assert_eq!(site.files(), with_mine(expected), "{when}, and then a build that fails");
        site.assert_tidy(&when);
        site.build(&old).expect("built");
        assert_eq!(site.files(), with_mine(&old), "{when}, and then a build");
    });
}

#[test]
fn a_disk_that_fails_for_good_is_told_and_the_build_after_it_is_right() {
    let (old, new) = change();
    let unfinished = AtomicUsize::new(0);
    at_every_step(Some(&old), &new, Fault::FromNowOn, |site, result, step| {
        let when = format!("no disk from {step}");
        let whole = match result.expect("not killed") {
            Ok(_) => Some(&new),
            Err(findings) if findings.iter().any(|f| f.rule == &tool::OUTPUT_UNFINISHED) => {
                unfinished.fetch_add(1, Ordering::Relaxed);
                None
            }
            Err(_) => Some(&old),
        };
        if let Some(whole) = whole {
            assert_eq!(site.files(), with_mine(whole), "{when}");
        }
        site.build(&old).expect("built");
        site.assert_holds(&with_mine(&old), &when);
    });
    assert!(unfinished.into_inner() > 0, "it is met");
}

#[test]
fn a_first_build_that_fails_leaves_nothing_at_all() {
    let (_, new) = change();
    at_every_step(None, &new, Fault::Once, |site, result, step| {
        if result.expect("not killed").is_err() {
            assert_eq!(site.files(), Pages::new(), "{step}");
        }
    });
    let site = Site::new();
    let no_writing = |op: Op, path: &Path| match op {
        Op::Write if !path.ends_with(".samverka-lock") => Err(io::Error::from(io::ErrorKind::StorageFull)),
        _ => Ok(()),
    };
    let findings = site.build_on(&Fs { before: &no_writing }, &new).expect_err("it fails");
    assert_eq!(findings.len(), 1, "a full disk is told once: {findings:?}");
    assert_eq!(list(site.dir.path()), [""; 0]);
}

#[test]
fn somebody_puts_a_file_in_the_way_between_the_kill_and_the_next_build() {
    let (old, new) = change();
    let met = AtomicUsize::new(0);
    at_every_step(Some(&old), &new, Fault::Kill, |site, _, step| {
        if site.path("new/deep/z").exists() {
            return;
        }
        site.put("new/deep/z", "mine");
        if let Err(findings) = site.build(&pages(&[("index", "12")])) {
            met.fetch_add(1, Ordering::Relaxed);
            assert_eq!(told(&site, &findings), ["output-foreign public/new/deep/z"], "{step}");
            disk::remove_file(site.path("new/deep/z")).expect("moved away, as the finding says");
            site.build(&pages(&[("index", "12")])).expect("built");
        }
        assert_ne!(site.files().get("new/deep/z").map(Vec::as_slice), Some(&b"10"[..]), "{step}");
    });
    assert!(met.into_inner() > 0, "it is met");
}

#[test]
fn where_nobody_may_write_beside_the_output_the_staging_folder_is_inside() {
    let (old, new) = change();
    let site = Site::new();
    let beside = |op: Op, path: &Path| {
        let refused = op == Op::MakeFolder && path.to_string_lossy().ends_with("public.samverka-staging");
        if refused { Err(io::Error::from(io::ErrorKind::PermissionDenied)) } else { Ok(()) }
    };
    for pages in [&old, &new] {
        site.build_on(&Fs { before: &beside }, pages).expect("built");
        site.assert_holds(pages, "staged inside");
    }
    let other_disk = |op: Op, path: &Path| {
        let refused = op == Op::Rename && path.ends_with("public/.samverka-probe") && beside_exists(path);
        if refused { Err(io::Error::from(io::ErrorKind::CrossesDevices)) } else { Ok(()) }
    };
    site.build_on(&Fs { before: &other_disk }, &old).expect("built");
    site.assert_holds(&old, "staged inside");
}

fn beside_exists(probe: &Path) -> bool {
    probe
        .parent()
        .and_then(|root| place::sibling(root, ".samverka-staging"))
        .is_some_and(|path| path.exists())
}

#[test]
fn a_file_that_a_power_cut_lost_is_not_moved_into_place() {
    let old = pages(&[("a", "1"), ("b", "2"), ("c", "3")]);
    let new = pages(&[("a", "4"), ("b", "5"), ("c", "6")]);
    let site = Site::new();
    site.build(&old).expect("built");
    let kill = |op: Op, path: &Path| {
        if op == Op::Rename && path.ends_with("public/b") {
            resume_unwind(Box::new("killed"))
        } else {
            Ok(())
        }
    };
    let _ = catch_unwind(AssertUnwindSafe(|| site.build_on(&Fs { before: &kill }, &new)));
    disk::write(site.dir.path().join("public.samverka-staging/new/1"), "").expect("cut short");
    site.build_failing(&new, "a");
    site.assert_holds(&pages(&[("a", "4"), ("b", "2"), ("c", "6")]), "an old page rather than an empty one");
    site.build(&new).expect("built");
    site.assert_holds(&new, "mended");
}

#[test]
fn a_journal_that_cannot_be_removed_stops_the_next_build() {
    let (old, new) = change();
    let site = Site::new();
    site.build(&old).expect("built");
    let keep_journal = |op: Op, path: &Path| {
        let refused = op == Op::RemoveFile && path.ends_with("journal.json");
        if refused { Err(io::Error::from(io::ErrorKind::PermissionDenied)) } else { Ok(()) }
    };
    site.build_on(&Fs { before: &keep_journal }, &new).expect("all is in place");
    let findings =
        site.build_on(&Fs { before: &keep_journal }, &old).expect_err("it would remove what this build adds");
    assert!(findings.iter().all(|finding| finding.rule == &tool::OUTPUT_UNFINISHED), "{findings:?}");
    site.build(&old).expect("built");
    site.assert_holds(&old, "when it can be removed");
}

/// Worth running on a disk that knows no capitals (SAMVERKA_TEST_DISK): there `A` and `a` are one file throughout.
#[test]
fn a_kill_while_names_change_their_capitals() {
    let old = pages(&[("Moten/A.html", "1"), ("Moten/b.html", "2"), ("c.html", "3"), ("D", "4")]);
    let new = pages(&[("moten/a.html", "1"), ("moten/b.html", "5"), ("C.html", "3"), ("d/e", "6")]);
    at_every_step(Some(&old), &new, Fault::Kill, |site, _, step| {
        site.build_failing(&pages(&[("wrong", "")]), "wrong");
        let is_old = site.files() == as_listed(&with_mine(&old));
        site.assert_holds(&with_mine(if is_old { &old } else { &new }), &format!("killed at {step}"));
        site.build(&new).expect("built");
        site.assert_holds(&with_mine(&new), &format!("killed at {step}"));
    });
}

/// The same with a process that is really killed: the child aborts, the parent builds.
#[test]
fn a_process_that_is_killed_lets_go_of_the_lock() {
    const FOLDER: &str = "SAMVERKA_TEST_KILL_FOLDER";
    let (old, new) = change();
    if let Ok(folder) = std::env::var(FOLDER) {
        let abort = |op: Op, path: &Path| {
            if op == Op::Rename && path.ends_with("index") { std::process::abort() } else { Ok(()) }
        };
        let routes: Vec<_> = new.iter().collect();
        let options = Options {
            folder: Path::new(&folder),
            sources: None,
            compress: false,
            before: None,
            progress: &|_, _| {},
        };
        let _ = run(
            &routes,
            &|r: &(&String, &Vec<u8>)| r.0.as_str(),
            &|r| Ok(r.1.clone()),
            &options,
            &Fs { before: &abort },
        );
        return;
    }
    let site = Site::new();
    site.build(&old).expect("built");
    let name = "output::tests::faults::a_process_that_is_killed_lets_go_of_the_lock";
    let child = std::process::Command::new(std::env::current_exe().expect("this test"))
        .args(["--exact", name])
        .env(FOLDER, site.folder())
        .output()
        .expect("started");
    assert!(!child.status.success(), "it was killed");
    assert!(site.dir.path().join("public.samverka-staging").exists(), "in the middle of its work");
    site.build_failing(&pages(&[("wrong", "")]), "wrong");
    site.assert_holds(&new, "finished by the next build, which itself failed");
}

/// A disk that is really full, and one of its own. Needs the right to mount: `cargo test -- --ignored full_disk`.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "mounts a disk: needs root"]
fn a_full_disk_leaves_the_old_site_whole() {
    let site = Site::new();
    disk::create_dir(site.folder()).expect("made");
    let mount = |args: &[&str]| {
        let done = std::process::Command::new(args[0]).args(&args[1..]).arg(site.folder()).status();
        assert!(done.expect("started").success(), "{args:?}");
    };
    mount(&["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs"]);
    let small: Pages = (0..10).map(|n| (format!("{n}"), vec![b'a'; 4000])).collect();
    let large: Pages = (0..100).map(|n| (format!("x/{n}"), vec![b'b'; 4000])).collect();
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        site.build(&small).expect("built");
        let findings = site.build(&large).expect_err("full");
        let words = crate::report::text::Style {
            lang: crate::language::Lang::En,
            marks: false,
            colour: false,
            cap: 3,
        };
        let text = crate::report::text::render(&findings, &crate::report::Sources::default(), words);
        assert!(text.contains("the disk is full"), "{text}");
        site.assert_holds(&small, "after a full disk");
        let other: Pages = (5..15).map(|n| (format!("{n}"), vec![b'c'; 4000])).collect();
        site.build(&other).expect("built");
        site.assert_holds(&other, "after it");
    }));
    mount(&["umount"]);
    outcome.expect("all held");
}
