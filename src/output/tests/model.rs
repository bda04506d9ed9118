//! Any sequence of builds, kills and files of others, against a map of what the folder should hold.

use super::*;
use proptest::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

#[derive(Debug, Clone)]
enum Action {
    Build(Pages),
    /// Killed at a step; then another build.
    Kill(Pages, usize, Pages),
    /// Somebody puts a file there, if nothing is there.
    Put(String),
    /// Somebody changes or removes a file, ours or not.
    Edit(usize),
    Remove(usize),
}

fn address() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "a/b", "a/b/c", "a/d", "b", "b/a", "c.html", "d/e/f", "d/e/g", "å/ö.html"])
        .prop_map(str::to_owned)
}

/// Pages that can be in one folder.
fn some_pages() -> impl Strategy<Value = Pages> {
    prop::collection::btree_map(
        address(),
        prop::sample::select(vec![b"1".to_vec(), b"2".to_vec(), b"".to_vec()]),
        0..7,
    )
    .prop_map(|all| {
        let mut pages = Pages::new();
        for (address, bytes) in all {
            let clash = pages.keys().any(|other: &String| below(&address, other) || below(other, &address));
            if !clash {
                pages.insert(address, bytes);
            }
        }
        pages
    })
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => some_pages().prop_map(Action::Build),
        3 => (some_pages(), 0..40_usize, some_pages()).prop_map(|(a, n, b)| Action::Kill(a, n, b)),
        1 => address().prop_map(Action::Put),
        1 => (0..9_usize).prop_map(Action::Edit),
        1 => (0..9_usize).prop_map(Action::Remove),
    ]
}

fn below(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
}

/// What the folder should hold.
#[derive(Debug, Clone, Default)]
struct Model {
    ours: Pages,
    others: Pages,
    /// What the last build wrote: ours, though somebody removes it and puts another file there.
    listed: BTreeSet<String>,
}

impl Model {
    fn all(&self) -> Pages {
        self.ours.clone().into_iter().chain(self.others.clone()).collect()
    }

    fn own(&mut self, pages: &Pages) {
        self.ours = pages.clone();
        self.listed = pages.keys().cloned().collect();
    }

    fn refuses(&self, pages: &Pages) -> bool {
        pages.keys().any(|new| self.others.keys().any(|old| new == old || below(new, old) || below(old, new)))
    }

    fn build(&mut self, site: &Site, pages: &Pages) {
        match site.build(pages) {
            Ok(summary) => {
                assert!(!self.refuses(pages));
                assert_eq!(summary.written + summary.unchanged, pages.len());
                self.own(pages);
            }
            Err(findings) => {
                assert!(self.refuses(pages), "{findings:?}");
                assert!(findings.iter().all(|f| f.rule == &tool::OUTPUT_FOREIGN), "{findings:?}");
            }
        }
    }

    fn kill(&mut self, site: &Site, pages: &Pages, step: usize, next: &Pages) {
        let count = AtomicUsize::new(0);
        let before = |_: Op, _: &Path| {
            if count.fetch_add(1, Ordering::SeqCst) >= step {
                resume_unwind(Box::new("killed"))
            } else {
                Ok(())
            }
        };
        let _ = catch_unwind(AssertUnwindSafe(|| site.build_on(&Fs { before: &before }, pages)));
        // A build that fails finishes or throws away what was begun, and adds nothing.
        site.build_failing(&super::pages(&[("wrong", "")]), "wrong");
        if site.files() != self.all() {
            assert!(!self.refuses(pages));
            self.own(pages);
        }
        self.check(site);
        self.build(site, next);
    }

    fn check(&self, site: &Site) {
        assert_eq!(site.files(), self.all());
        site.assert_tidy("model");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    #[test]
    fn any_sequence_of_builds_ends_as_it_should(actions in prop::collection::vec(action(), 1..12)) {
        let site = Site::new();
        let mut model = Model::default();
        for action in actions {
            match action {
                Action::Build(pages) => model.build(&site, &pages),
                Action::Kill(pages, step, next) => model.kill(&site, &pages, step, &next),
                Action::Put(address) => {
                    let taken = model.all().keys().any(|old| *old == address || below(old, &address) || below(&address, old));
                    if !taken {
                        // Empty folders may be left over where a file is to stand.
                        let _ = disk::remove_dir_all(site.path(&address));
                        site.put(&address, "mine");
                        let listed = model.listed.contains(&address);
                        let owner = if listed { &mut model.ours } else { &mut model.others };
                        owner.insert(address, b"mine".to_vec());
                    }
                }
                Action::Edit(at) => {
                    if let Some((address, _)) = model.all().into_iter().nth(at) {
                        site.put(&address, "edited");
                        let owner = if model.ours.contains_key(&address) { &mut model.ours } else { &mut model.others };
                        owner.insert(address, b"edited".to_vec());
                    }
                }
                Action::Remove(at) => {
                    if let Some((address, _)) = model.all().into_iter().nth(at) {
                        disk::remove_file(site.path(&address)).expect("removed");
                        model.ours.remove(&address);
                        model.others.remove(&address);
                    }
                }
            }
            model.check(&site);
        }
    }
}
