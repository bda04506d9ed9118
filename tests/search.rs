//! Search: what is found of judged queries, and that the client finds the same as the program.
//!
//! `tests/search/queries.txt` holds queries with the page that whoever types them wants; they were judged before the first
//! run. The texts are those of `content/`, of `tests/search/notes.txt`, and generated ones between them.

// A test may fail loudly, and says what it measured.
#![allow(clippy::expect_used, clippy::cast_precision_loss, clippy::print_stdout)]

#[path = "../benches/notes/mod.rs"]
#[allow(dead_code)]
mod notes;

use jiff::civil::date;
use samverka::language::Lang;
use samverka::search::query::{self, Query};
use samverka::{Loaded, Memory, Route, forms, site};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn text(path: &str) -> String {
    String::from_utf8(std::fs::read(root().join(path)).expect(path)).expect("UTF-8")
}

/// All files below a folder, by path from the root.
fn below(folder: &Path, out: &mut Vec<(String, Vec<u8>)>) {
    for entry in folder.read_dir().expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            below(&path, out);
        } else {
            let name = path.strip_prefix(root()).expect("below").to_string_lossy().replace('\\', "/");
            out.push((name, std::fs::read(&path).expect("read")));
        }
    }
}

/// How many generated notes stand between the real ones.
const BETWEEN: usize = 850;

static WORLD: LazyLock<Memory> = LazyLock::new(|| {
    let mut world = Memory::new(date(2018, 1, 1));
    for (path, text) in notes::site(BETWEEN) {
        let own = !path.ends_with(".yaml");
        if own {
            world.insert(&path, text.as_str());
        }
    }
    let mut real = Vec::new();
    below(&root().join("content"), &mut real);
    for (path, bytes) in real {
        world.insert(&path, bytes);
    }
    for (path, text) in written() {
        world.insert(&path, text.as_str());
    }
    world
});

static LOADED: LazyLock<Loaded> = LazyLock::new(|| samverka::load(&*WORLD, site::Options::default()));

/// The notes of `notes.txt`.
fn written() -> Vec<(String, String)> {
    let all = text("tests/search/notes.txt");
    let cut = all.split("---- ").skip(1);
    cut.map(|note| note.split_once('\n').expect("a path")).map(|(p, t)| (p.to_owned(), t.to_owned())).collect()
}

struct Judged {
    kind: String,
    query: String,
    wanted: String,
}

fn judged() -> Vec<Judged> {
    let mut kind = String::new();
    let mut out = Vec::new();
    for line in text("tests/search/queries.txt").lines() {
        if let Some(name) = line.strip_prefix("== ") {
            name.clone_into(&mut kind);
        } else if let Some((query, wanted)) = line.split_once('\t') {
            out.push(Judged { kind: kind.clone(), query: query.to_owned(), wanted: wanted.to_owned() });
        }
    }
    assert!(out.len() >= 120, "the queries are found");
    out
}

/// What the program finds: addresses, the best first, with what they count.
fn found(typed: &str, most: usize) -> (Vec<(String, f64)>, Option<String>) {
    let renderer = LOADED.renderer(&*WORLD);
    let parsed = Query::parse(typed);
    let found = query::search(forms::search::index(&renderer), Lang::Sv, &parsed);
    let hits = found.hits.iter().map(|(number, score)| (forms::search::document(&renderer, *number), *score));
    let hits = hits.filter(|(document, _)| query::has_phrases(document, &parsed)).take(most);
    (hits.map(|(document, score)| (document.address, score)).collect(), found.meant)
}

#[derive(Default)]
struct Score {
    queries: usize,
    reciprocal: f64,
    in_three: usize,
}

#[test]
fn what_one_looks_for_stands_first() {
    let mut by_kind: BTreeMap<String, Score> = BTreeMap::new();
    let mut missed = String::new();
    for Judged { kind, query, wanted } in judged() {
        let known = LOADED.site.routes.find(&wanted);
        assert!(known.is_some(), "{wanted} is no page");
        let (hits, _) = found(&query, 10);
        assert!(!hits.is_empty(), "nothing is found of {query}");
        let place = hits.iter().position(|(address, _)| *address == wanted);
        for score in [by_kind.entry(kind.clone()).or_default()] {
            score.queries += 1;
            score.reciprocal += place.map_or(0.0, |place| 1.0 / (place + 1) as f64);
            score.in_three += usize::from(place.is_some_and(|place| place < 3));
        }
        if place != Some(0) {
            let first = hits.first().map(|(address, _)| address.as_str()).unwrap_or_default();
            let _ = writeln!(missed, "{kind}: {query}: {:?}, before it {first}", place.map(|p| p + 1));
        }
    }
    let mut all = Score::default();
    println!("{missed}\n| kind | queries | MRR@10 | success@3 |\n|---|--:|--:|--:|");
    for (kind, score) in &by_kind {
        let n = score.queries as f64;
        println!("| {kind} | {n} | {:.2} | {:.2} |", score.reciprocal / n, score.in_three as f64 / n);
        all.queries += score.queries;
        all.reciprocal += score.reciprocal;
        all.in_three += score.in_three;
    }
    let n = all.queries as f64;
    let (mrr, success) = (all.reciprocal / n, all.in_three as f64 / n);
    println!("| all | {n} | {mrr:.3} | {success:.3} |");
    assert!(mrr >= 0.9 && success >= 0.95, "MRR@10 {mrr:.3}, success@3 {success:.3}\n{missed}");
}
