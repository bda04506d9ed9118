//! What is to be done at a target, and in which order.
//!
//! The order is such that whoever reads the site meanwhile gets whole pages: first what pages are made of (pictures,
//! style, other forms), then new pages, which nothing leads to yet, then the pages that have changed and may lead to
//! them, then lists, feeds and the map, and last of all what is gone, in the opposite order.

use super::manifest::{Content, Manifest};
use crate::output::{folders, same_name};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One thing to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A file is sent.
    Send(String),
    /// A file of ours is removed.
    Remove(String),
}

/// All that is to be done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The steps, in order.
    pub steps: Vec<Step>,
    /// Files that are not at the target yet.
    pub new: Vec<String>,
    /// Files that are there with other bytes, or nobody knows with which.
    pub changed: Vec<String>,
    /// Files of ours that the site has no more.
    pub gone: Vec<String>,
    /// How many are right already.
    pub unchanged: usize,
    /// How many files of ours the target holds.
    pub held: usize,
}

/// When a file is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Phase {
    Part,
    NewPage,
    Page,
    Index,
}

impl Phase {
    fn of(path: &str, is_new: bool) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "html" if name.starts_with("index.") => Self::Index,
            "html" if is_new => Self::NewPage,
            "html" => Self::Page,
            // Feeds, the map and the files of the search lead to pages. A new one leads nobody anywhere until another names it.
            "xml" => Self::Index,
            "js" | "json" if !is_new => Self::Index,
            _ if name == "robots.txt" => Self::Index,
            _ => Self::Part,
        }
    }
}

impl Plan {
    /// From what the target has to what the site is. With `resend`, nothing at the target is trusted to be right.
    pub fn new(old: &Manifest, site: &BTreeMap<String, Content>, resend: bool) -> Self {
        let mut plan = Self { held: old.files.len(), ..Self::default() };
        let mut sends: Vec<(Phase, String)> = Vec::new();
        for (path, content) in site {
            let is_new = !old.has(path);
            if !resend && old.content(path) == Some(content) {
                plan.unchanged += 1;
                continue;
            }
            if is_new {
                plan.new.push(path.clone());
            } else {
                plan.changed.push(path.clone());
            }
            sends.push((Phase::of(path, is_new), path.clone()));
        }
        sends.sort();
        plan.gone = old.files.keys().filter(|path| !site.contains_key(*path)).cloned().collect();
        let mut blocks = blocked(&plan.gone, &plan.new);
        let mut removed: BTreeSet<String> = BTreeSet::new();
        for (_, path) in sends {
            for gone in blocks.remove(&path).into_iter().flatten() {
                if removed.insert(gone.clone()) {
                    plan.steps.push(Step::Remove(gone));
                }
            }
            plan.steps.push(Step::Send(path));
        }
        // The other way about: what leads to pages, pages, what they are made of.
        let mut left: Vec<&String> = plan.gone.iter().filter(|path| !removed.contains(*path)).collect();
        left.sort_by_key(|path| Reverse(Phase::of(path, false)));
        plan.steps.extend(left.into_iter().cloned().map(Step::Remove));
        plan
    }

    /// Whether nothing is to be done.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// Whether more is removed than somebody is likely to mean: more than ten files and more than a fifth of all.
    pub fn removes_much(&self) -> bool {
        self.gone.len() > 10 && self.gone.len() * 5 > self.held
    }
}

/// New files whose place is taken by files that are gone, with those: `a` must go before `a/b` comes, `A` before `a` (they
/// are one file on some servers). Only these are removed before the rest is in place.
fn blocked(gone: &[String], new: &[String]) -> BTreeMap<String, Vec<String>> {
    let mut by_name: BTreeMap<String, &String> = BTreeMap::new();
    let mut parents: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for path in gone {
        let name = same_name(path);
        for folder in folders(&name) {
            parents.entry(folder.to_owned()).or_default().insert(path);
        }
        by_name.insert(name, path);
    }
    let mut blocks: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in new {
        let name = same_name(path);
        let above = folders(&name).chain(std::iter::once(name.as_str())).filter_map(|name| by_name.get(name));
        let below = parents.get(&name).into_iter().flatten();
        let found: Vec<String> = above.chain(below).map(|path| (*path).clone()).collect();
        if !found.is_empty() {
            blocks.insert(path.clone(), found);
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> BTreeMap<String, Content> {
        files.iter().map(|(path, text)| ((*path).to_owned(), Content::of(text.as_bytes()))).collect()
    }

    fn held(files: &[(&str, &str)]) -> Manifest {
        Manifest::new(site(files).into_iter().map(|(path, content)| (path, Some(content))).collect())
    }

    fn words(plan: &Plan) -> Vec<String> {
        let word = |step: &Step| match step {
            Step::Send(path) => format!("+{path}"),
            Step::Remove(path) => format!("-{path}"),
        };
        plan.steps.iter().map(word).collect()
    }

    #[test]
    fn parts_come_before_pages_and_pages_before_what_leads_to_them() {
        let old = held(&[
            ("index.html", "1"),
            ("m/a.html", "1"),
            ("m/old.html", "1"),
            ("gone.png", "1"),
            ("s.json", "1"),
            ("sok/d0.js", "1"),
        ]);
        let new = site(&[
            ("feed.xml", "1"),
            ("index.html", "2"),
            ("m/a.html", "2"),
            ("m/b.html", "1"),
            ("m/b.pdf", "1"),
            ("s.json", "2"),
            ("sok/d0.js", "2"),
            ("sok/d1.js", "1"),
            ("style.css", "1"),
            ("t.json", "1"),
        ]);
        assert_eq!(
            words(&Plan::new(&old, &new, false)),
            [
                "+m/b.pdf",
                "+sok/d1.js",
                "+style.css",
                "+t.json",
                "+m/b.html",
                "+m/a.html",
                "+feed.xml",
                "+index.html",
                "+s.json",
                "+sok/d0.js",
                "-m/old.html",
                "-gone.png"
            ]
        );
    }

    #[test]
    fn what_is_the_same_is_not_sent_and_what_nobody_knows_is() {
        let mut old = held(&[("a.html", "1"), ("b.html", "1"), ("c.html", "1")]);
        old.files.insert("b.html".to_owned(), None);
        let new = site(&[("a.html", "1"), ("b.html", "1"), ("c.html", "2")]);
        let plan = Plan::new(&old, &new, false);
        assert_eq!((words(&plan), plan.unchanged), (vec!["+b.html".to_owned(), "+c.html".to_owned()], 1));
        assert_eq!(Plan::new(&old, &new, true).steps.len(), 3);
        assert!(Plan::new(&held(&[("a.html", "1")]), &site(&[("a.html", "1")]), false).is_empty());
    }

    #[test]
    fn what_is_in_the_way_goes_just_before_what_needs_its_place() {
        let old = held(&[("A.html", "1"), ("b", "1"), ("c/d/e", "1"), ("z", "1")]);
        let new = site(&[("a.html", "1"), ("b/x", "1"), ("c/d", "1"), ("f", "1")]);
        assert_eq!(
            words(&Plan::new(&old, &new, false)),
            ["-b", "+b/x", "-c/d/e", "+c/d", "+f", "-A.html", "+a.html", "-z"]
        );
    }

    #[test]
    fn ten_files_or_a_fifth_may_go_unasked() {
        let many = |n: usize| -> Vec<(String, Content)> {
            (0..n).map(|n| (format!("{n}.html"), Content::of(b""))).collect()
        };
        let removes_much = |held: usize, left: usize| {
            let old =
                Manifest::new(many(held).into_iter().map(|(path, content)| (path, Some(content))).collect());
            Plan::new(&old, &many(left).into_iter().collect(), false).removes_much()
        };
        assert!(!removes_much(10, 0) && removes_much(11, 0));
        assert!(!removes_much(100, 80) && removes_much(100, 79));
    }
}
