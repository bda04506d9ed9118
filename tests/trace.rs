//! Which pages are left as they are when only texts have changed: those that are made from none of these.

#![allow(clippy::expect_used, missing_docs)]

mod common;

use samverka::content::formats::Format;
use samverka::site::trace::{Reads, Trace};
use samverka::{Loaded, Memory, Route, site};
use std::collections::BTreeMap;
use std::path::Path;

/// The project's own site, with a paragraph more in each note that is chosen.
fn world(also: impl Fn(&str) -> bool) -> Memory {
    let mut world = Memory::new(jiff::civil::date(2014, 11, 1));
    for (path, mut bytes) in common::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")) {
        let path = format!("content/{path}");
        if samverka::content::text::is_note(&path) && also(&path) {
            bytes.extend_from_slice("\n\nEn mening till, med *betoning* och ordet nyskrivet.\n".as_bytes());
        }
        world.insert(path, bytes);
    }
    world
}

fn load(world: &Memory) -> Loaded {
    let loaded = samverka::load(world, site::Options::drafts(true));
    let trace = Trace::of(&loaded.site, b"rest");
    assert!(trace.leaves(&trace, &loaded.site, &Route::Style), "a trace knows itself");
    loaded
}

/// All that comes out; but for PDF, which takes its time and is made from the same as the other forms.
fn bytes(loaded: &Loaded, world: &Memory) -> BTreeMap<String, (Route, Vec<u8>)> {
    let renderer = loaded.renderer(world);
    let made = |(address, route): (String, Route)| {
        let bytes = renderer.render(&address, &route).expect("a form");
        (address, (route, bytes))
    };
    let is_pdf = |route: &Route| matches!(route, Route::Form(Format::Pdf | Format::LargePrint, _));
    loaded.site.routes.all().into_iter().filter(|(_, route)| !is_pdf(route)).map(made).collect()
}

#[test]
fn what_is_left_as_it_was_would_be_made_the_same() {
    let before = world(|_| false);
    let first = load(&before);
    let number: BTreeMap<String, usize> =
        first.site.documents.iter().enumerate().map(|(n, document)| (document.path.clone(), n)).collect();
    let was = bytes(&first, &before);
    let trace = Trace::of(&first.site, b"rest");
    // Each so many'th note, from which on.
    for (which, step, from) in [("the even", 2, 0), ("the odd", 2, 1), ("few", 23, 5), ("others", 23, 11)] {
        let after = world(|path| number.get(path).is_some_and(|n| n % step == from));
        let second = load(&after);
        let now = Trace::of(&second.site, b"rest");
        let is = bytes(&second, &after);
        assert_eq!(was.len(), is.len());
        let changed =
            |address: &String, bytes: &Vec<u8>| was.get(address).is_none_or(|(_, was)| was != bytes);
        let (mut facts, mut whole, mut own) = (0, 0, 0);
        for (address, (route, bytes)) in &is {
            if now.leaves(&trace, &second.site, route) {
                assert!(!changed(address, bytes), "{which}: {address} has changed");
                facts += usize::from(second.site.reads(route) == Reads::Texts(&[]));
                whole += usize::from(matches!(route, Route::Whole(_)));
            } else if matches!(route, Route::Document(_)) {
                assert!(changed(address, bytes), "{which}: {address} is made for nothing");
                own += 1;
            }
        }
        assert!(facts > 50 && own > 2, "{which}: {facts}, {own}");
        assert!(which != "few" || whole > 0, "no collected page is left");
    }
}

#[test]
fn a_fact_or_anything_else_has_all_made_again() {
    let mut world = Memory::new(jiff::civil::date(2014, 5, 1));
    let note = "---\ntitel: A\nsammanfattning: Kort.\n---\n\nText.\n\n## Rubrik\n\nMer.\n";
    world.insert("content/site.yaml", "projekt: {namn: Råd}\n");
    world.insert("content/moten/2014-02-12-a.md", note);
    world.insert("content/moten/2014-03-12-b.md", "---\ntitel: B\n---\n\nText.\n");
    let loaded = load(&world);
    let trace = Trace::of(&loaded.site, b"rest");
    let other =
        |path: &str| loaded.site.documents.iter().position(|d| d.path.ends_with(path)).map(site::DocId);
    let (a, b) = (other("a.md").expect("a"), other("b.md").expect("b"));
    let after = |path: &str, text: &str| {
        let mut world = Memory::new(jiff::civil::date(2014, 5, 1));
        world.insert("content/site.yaml", "projekt: {namn: Råd}\n");
        world.insert("content/moten/2014-02-12-a.md", note);
        world.insert("content/moten/2014-03-12-b.md", "---\ntitel: B\n---\n\nText.\n");
        world.insert(path, text);
        let loaded = load(&world);
        let now = Trace::of(&loaded.site, b"rest");
        [a, b].map(|id| now.leaves(&trace, &loaded.site, &Route::Document(id)))
    };
    let of_a = |from: &str, to: &str| after("content/moten/2014-02-12-a.md", &note.replace(from, to));
    assert_eq!(of_a("", ""), [true, true]);
    assert_eq!(of_a("Mer.", "Mer än så."), [false, true], "a text is its page's own");
    assert_eq!(of_a("titel: A", "titel: C"), [false, false], "others say what it is called");
    assert_eq!(of_a("Kort.", "Längre."), [false, false]);
    assert_eq!(of_a("## Rubrik", "## En annan"), [false, false], "others may link to it");
    assert_eq!(of_a("Mer.", "Beslut: Vi ses igen."), [false, false]);
    assert_eq!(after("content/moten/2014-04-12-c.md", note), [false, false]);
    assert_eq!(after("content/moten/bild.png", "x"), [false, false], "it may be shown");
    let rest = Trace::of(&loaded.site, b"another theme");
    assert!(!rest.leaves(&trace, &loaded.site, &Route::Document(b)));
}

/// The last words of a build: how many files it wrote.
fn built(folder: &Path, more: &[&str]) -> usize {
    let arguments = [&["build", "--today", "2014-05-01", "--lang", "en"], more].concat();
    let output = common::samverka(folder, &arguments);
    assert_eq!(common::code(&output), 0, "{}", common::err(&output));
    let said = common::err(&output);
    let count = said.rsplit_once(" written").and_then(|(before, _)| before.rsplit_once('(')).map(|(_, n)| n);
    count.and_then(|n| n.parse().ok()).expect("a number")
}

#[test]
fn a_build_after_a_corrected_sentence_gives_what_one_from_nothing_gives() {
    let dir = common::folder();
    let folder = dir.path();
    assert_eq!(common::code(&common::samverka(folder, &["init", "--lang", "sv"])), 0);
    let note = "---\ntitel: A\nsammanfattning: Kort.\nteman: [Avtal]\n---\n\nText.\n";
    common::write(
        folder,
        "content/teman/avtal.md",
        "---\ntitel: Avtal\nsammanfattning: Om avtal.\n---\n\nText.\n",
    );
    common::write(folder, "content/moten/2014-02-12-a.md", note);
    common::write(folder, "content/moten/2014-03-12-b.md", &note.replace("titel: A", "titel: B"));
    // What was written a moment ago may be written once more in the same tick of the disk's clock, and is not believed.
    std::thread::sleep(std::time::Duration::from_millis(2_200));
    let all = built(folder, &[]);
    let whole = |more: &[&str]| {
        built(folder, &[more, &["--output", "whole"]].concat());
        let files = common::files(&folder.join("whole"));
        std::fs::remove_dir_all(folder.join("whole")).expect("removed");
        files
    };
    let public = || common::files(&folder.join("public"));
    for text in ["Text, rättad.", "Text, rättad igen."] {
        common::write(folder, "content/moten/2014-02-12-a.md", &note.replace("Text.", text));
        let some = built(folder, &[]);
        assert!(some > 0 && some * 4 < all, "{some} of {all}");
        assert_eq!(public(), whole(&[]), "after {text}");
    }
    // From what build after build left for the next, the lists of the search too.
    for text in ["Text med ordet giraff.", "Text med orden giraff och zebra.", "Text."] {
        common::write(folder, "content/moten/2014-02-12-a.md", &note.replace("Text.", text));
        assert!(built(folder, &[]) * 4 < all);
        let left = common::files(&folder.join(".samverka-cache/read"));
        assert_eq!(left.len(), 2, "the notes, and the lists: of the last build and no other");
    }
    assert_eq!(public(), whole(&[]), "after several builds");
    // What is damaged is not believed, and what is left there is not needed.
    for (name, _) in common::files(&folder.join(".samverka-cache/read")) {
        std::fs::write(folder.join(".samverka-cache/read").join(name), "damaged").expect("written");
    }
    common::write(folder, "content/moten/2014-02-12-a.md", &note.replace("Text.", "Text, rättad."));
    built(folder, &[]);
    assert_eq!(public(), whole(&[]), "after damage");
    // Only what is made is typeset: what went missing of a page that is left is not missed.
    #[cfg(feature = "pdf")]
    {
        // Word is kept of one build, and the last was of another folder.
        built(folder, &[]);
        let typeset = || {
            let kept = common::files(&folder.join(".samverka-cache"));
            kept.into_iter().filter(|(name, _)| name.len() == 64).count()
        };
        let before = typeset();
        for (name, _) in
            common::files(&folder.join(".samverka-cache")).iter().filter(|(name, _)| name.len() == 64)
        {
            std::fs::remove_file(folder.join(".samverka-cache").join(name)).expect("removed");
        }
        common::write(
            folder,
            "content/moten/2014-02-12-a.md",
            &note.replace("Text.", "Text, rättad än en gång."),
        );
        built(folder, &[]);
        assert!(typeset() > 0 && typeset() * 4 < before, "{} of {before}", typeset());
    }
    // Pages that are left are looked at all the same.
    common::write(folder, "public/moten/2014-03-12-b.html", "edited by hand");
    assert_eq!(built(folder, &[]), 1);
    common::write(folder, "content/moten/2014-02-12-a.md", &note.replace("titel: A", "titel: C"));
    built(folder, &[]);
    assert_eq!(public(), whole(&[]), "after another title");
}
