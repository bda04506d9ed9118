//! No form may lose anything: what the publication of a page says stands in each of its forms, word by word and in order.
//!
//! Held for every page of `content/`. The text of a form that cannot be read without a tool (PDF) is looked for in the folder
//! that `SAID` names, where `tests/forms/pdf.py` has put it; `tests/run` does so. Without, such forms are passed over.

// A test may fail loudly.
#![allow(clippy::expect_used, clippy::panic)]

use samverka::content::formats::Format;
use samverka::forms::publication::{self, Publication, tree};
use samverka::{Disk, Loaded, Route, site};
use std::path::Path;

/// The text of a form as a reader gets it; `None` for a form that this test cannot read.
fn text_of(format: Format, address: &str, bytes: impl Fn() -> Vec<u8>) -> Option<String> {
    match format {
        Format::Pdf | Format::LargePrint => {
            let folder = std::env::var_os("SAID")?;
            let path = Path::new(&folder).join(format!("{address}.txt"));
            Some(std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
        }
        // Addresses stand within the sentences, between angle brackets; they are not what the page says.
        Format::Text => {
            let text = String::from_utf8(bytes()).expect("UTF-8");
            let address = regex::Regex::new(r"<(https?://|[^<>\s]+@)[^>]*>").expect("a pattern");
            Some(address.replace_all(&text, "").into_owned())
        }
    }
}

/// The words of a text: what lies between spaces, without marks at its ends.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A line without its mentions of footnotes, which each form dresses in its own way: cut where they are.
fn parts(line: &[tree::Inline]) -> Vec<String> {
    let mut parts = vec![String::new()];
    gather(line, &mut parts);
    parts
}

fn gather(line: &[tree::Inline], parts: &mut Vec<String>) {
    for inline in line {
        match inline {
            tree::Inline::Note(..) => parts.push(String::new()),
            other if other.children().is_empty() => {
                parts.last_mut().expect("a part").push_str(&tree::plain(std::slice::from_ref(other)));
            }
            other => gather(other.children(), parts),
        }
    }
}

/// All that a publication says: title, every line of every block, every text alternative, every funder's statement.
fn said(publication: &Publication) -> Vec<String> {
    let mut out = vec![publication.title.clone()];
    for block in &publication.blocks {
        block.walk(&mut |block| {
            match &block.content {
                tree::Content::Figure(image, _) => out.push(image.alt.clone()),
                tree::Content::Code(text) => out.push(text.clone()),
                _ => {}
            }
            for line in block.lines() {
                out.extend(parts(line));
            }
        });
    }
    out.extend(publication.emblems.iter().filter_map(|emblem| emblem.statement.clone()));
    out.retain(|text| !words(text).is_empty());
    out
}

/// Where `wanted` stands in `text`, as words in a row, from a place on.
fn find(text: &[String], wanted: &[String], from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    rest.windows(wanted.len()).position(|window| window == wanted).map(|at| from + at)
}

fn load() -> (Loaded, Disk) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let world = Disk::new(root, jiff::civil::date(2014, 11, 1));
    (samverka::load(&world, site::Options::default()), world)
}

#[test]
fn whatever_a_page_says_every_form_of_it_says() {
    let (loaded, world) = load();
    let renderer = loaded.renderer(&world);
    let mut looked_at = 0;
    for (address, route) in loaded.site.routes.all() {
        let Route::Form(format, page) = &route else { continue };
        let Some(publication) = publication::of(&renderer, page) else { continue };
        let bytes =
            || renderer.render(&address, &route).unwrap_or_else(|found| panic!("{address}: {found:?}"));
        let Some(text) = text_of(*format, &address, bytes) else { continue };
        let text = words(&text);
        for line in said(&publication) {
            assert!(find(&text, &words(&line), 0).is_some(), "{address} does not say: {line}");
        }
        looked_at += 1;
    }
    assert!(looked_at > 50, "only {looked_at} forms were looked at");
}

#[test]
fn the_test_finds_what_is_missing() {
    let text = words("Beslut d1.1: Vi möts igen.");
    assert_eq!(find(&text, &words("möts igen"), 0), Some(4));
    assert_eq!(find(&text, &words("möts aldrig"), 0), None);
}
