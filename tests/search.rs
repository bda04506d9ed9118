//! Search: what is found of judged queries, and that the client finds the same as the program.
//!
//! `tests/search/queries.txt` holds queries with the page that whoever types them wants; they were judged before the first
//! run. The texts are those of `content/`, of `tests/search/notes.txt`, and generated ones between them.

// A test may fail loudly, and says what it measured.
#![allow(clippy::expect_used, clippy::cast_precision_loss, clippy::print_stdout, clippy::panic)]

#[path = "../benches/notes/mod.rs"]
#[allow(dead_code)]
mod notes;

use jiff::civil::date;
use samverka::language::Lang;
use samverka::search::query::{self, Query};
use samverka::search::stem::stem;
use samverka::search::text;
use samverka::{Loaded, Memory, Route, forms, site};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn file(path: &str) -> String {
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
        if Path::new(&path).extension().is_none_or(|form| form != "yaml") {
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
    let all = file("tests/search/notes.txt");
    let cut = all.split("---- ").skip(1);
    cut.map(|note| note.split_once('\n').expect("a path"))
        .map(|(p, t)| (p.to_owned(), t.to_owned()))
        .collect()
}

struct Judged {
    kind: String,
    query: String,
    wanted: String,
}

fn judged() -> Vec<Judged> {
    let mut kind = String::new();
    let mut out = Vec::new();
    for line in file("tests/search/queries.txt").lines() {
        if let Some(name) = line.strip_prefix("== ") {
            name.clone_into(&mut kind);
        } else if let Some((query, wanted)) = line.split_once('\t') {
            out.push(Judged { kind: kind.clone(), query: query.to_owned(), wanted: wanted.to_owned() });
        }
    }
    assert!(out.len() >= 120, "the queries are found");
    out
}

/// What a search gives: addresses, the best first, with what they count.
#[derive(Debug, PartialEq, serde::Deserialize)]
struct Answer {
    /// What each counts is written as the shortest number that means it: both languages write it so.
    hits: Vec<(String, String)>,
    count: usize,
    meant: Option<String>,
}

/// What the program finds.
fn found(page: Lang, typed: &str) -> Answer {
    let renderer = LOADED.renderer(&*WORLD);
    let parsed = Query::parse(typed);
    let found = query::search(forms::search::index(&renderer), page, &parsed);
    let hits = found.hits.iter().map(|(number, score)| (forms::search::document(&renderer, *number), *score));
    let hits = hits.filter(|(document, _)| query::has_phrases(document, &parsed)).take(10);
    let hits = hits.map(|(document, score)| (document.address, score.to_string())).collect();
    Answer { hits, count: found.hits.len(), meant: found.meant }
}

/// What the client answers to lines of JSON, in a page of a language.
fn client(page: Lang, asked: &[serde_json::Value]) -> Vec<serde_json::Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let renderer = LOADED.renderer(&*WORLD);
    for (address, route) in LOADED.site.routes.all() {
        if let (Route::SearchPart(_), Some(name)) = (&route, address.strip_prefix("sok/")) {
            std::fs::write(folder.path().join(name), renderer.render(&address, &route).expect("bytes"))
                .expect("written");
        }
    }
    let mut node = Command::new("node")
        .args([root().join("tests/search/client.js").as_os_str(), folder.path().as_os_str()])
        .arg(page.tag())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node is needed");
    let mut input = node.stdin.take().expect("a pipe");
    let lines: String = asked.iter().flat_map(|line| [line.to_string(), "\n".to_owned()]).collect();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = node.wait_with_output().expect("node ends");
    writer.join().expect("a thread").expect("all is asked");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let answers: Vec<_> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(answers.len(), asked.len(), "the client answers everything");
    answers
}

/// Queries of every kind: those that are judged, as they are typed letter by letter, and with slips.
fn many_queries() -> Vec<String> {
    let judged = judged();
    let mut out: Vec<String> = judged.iter().map(|judged| judged.query.clone()).collect();
    for (n, query) in judged.iter().map(|judged| judged.query.as_str()).enumerate() {
        let letters: Vec<char> = query.chars().collect();
        let part =
            |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
        out.push(part(0, 1 + n % letters.len()));
        out.push(format!("{}{}", part(0, n % letters.len()), part(1 + n % letters.len(), letters.len())));
        out.push(format!("{} x{query}", part(0, letters.len() / 2)));
        out.push(query.replace(' ', ""));
    }
    out
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
        let hits = found(Lang::Sv, &query).hits;
        assert!(!hits.is_empty(), "nothing is found of {query}");
        let place = hits.iter().position(|(address, _)| *address == wanted);
        let score = by_kind.entry(kind.clone()).or_default();
        score.queries += 1;
        score.reciprocal += place.map_or(0.0, |place| 1.0 / (place + 1) as f64);
        score.in_three += usize::from(place.is_some_and(|place| place < 3));
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

#[test]
#[ignore = "needs node; tests/run runs it"]
fn the_client_finds_what_the_program_finds() {
    for page in Lang::ALL {
        let queries = many_queries();
        let asked: Vec<_> = queries.iter().map(|query| serde_json::json!({ "find": query })).collect();
        for (query, answer) in queries.iter().zip(client(page, &asked)) {
            let answer: Answer = serde_json::from_value(answer).expect("an answer");
            assert_eq!(found(page, query), answer, "{query} ({})", page.tag());
        }
    }
}

/// The words of all texts, and what else may come.
fn texts() -> Vec<String> {
    let mut files = Vec::new();
    for folder in ["content", "tests/search", "docs"] {
        below(&root().join(folder), &mut files);
    }
    let read = files.into_iter().filter_map(|(_, bytes)| String::from_utf8(bytes).ok());
    let mut out: Vec<String> =
        read.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    out.extend(
        [
            "A\u{30a}r a\u{308}r o\u{308}ppet",
            "sam\u{ad}verkan",
            "d2.3, 1.a. 2.3.4.",
            "ÆØŒßĐÐŁÞ ΣΑΣ İi ﬁn",
            "١٢.٣ Ⅻ ½ ²x",
            "日本語 한국어 ไทย हिन्दी",
        ]
        .map(str::to_owned),
    );
    out
}

#[test]
#[ignore = "needs node; tests/run runs it"]
fn both_cut_texts_into_the_same_words_with_the_same_stems() {
    let texts = texts();
    let asked: Vec<_> = texts.iter().map(|text| serde_json::json!({ "words": text })).collect();
    let mut words = 0;
    for (text, answer) in texts.iter().zip(client(Lang::Sv, &asked)) {
        let clean = text::clean(text);
        let own: Vec<[String; 3]> = text::words(&clean)
            .map(|word| [word.to_owned(), stem(Some(Lang::Sv), word), stem(Some(Lang::En), word)])
            .collect();
        words += own.len();
        assert_eq!(serde_json::to_value(own).expect("JSON"), answer, "{text}");
    }
    assert!(words > 10_000, "{words} words are few");
}

#[test]
fn stems_are_those_of_the_golden_list() {
    let mut words = 0;
    for line in file("tests/search/stems.txt").lines().filter(|line| !line.starts_with('#')) {
        let [word, swedish, english] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert_eq!([stem(Some(Lang::Sv), word), stem(Some(Lang::En), word)], [swedish, english], "{word}");
        words += 1;
    }
    assert!(words > 1000, "{words} words are few");
}
/// The pages as files, for `tests/search/compare`: where `SEARCH_PAGES` says, and nothing else. Without the take-back sheets,
/// which nobody searches for.
#[test]
fn pages_for_a_comparison() {
    let Some(folder) = std::env::var_os("SEARCH_PAGES").map(PathBuf::from) else { return };
    let renderer = LOADED.renderer(&*WORLD);
    for (address, route) in LOADED.site.routes.all() {
        if !matches!(route, Route::Sheet(..) | Route::Month(..)) {
            let path = folder.join(&address);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, renderer.render(&address, &route).expect("bytes")).expect("written");
        }
    }
}
