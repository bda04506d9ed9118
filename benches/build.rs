//! What a build costs, in one run: beside a plain Markdown parser on the same notes, and per note at three sizes.
//!
//! `cargo bench --bench build` · `-- 100 1000` other sizes · `-- --write FOLDER 1000` puts the notes there, for the
//! program itself · `-- --profile 1000` does nothing but load and render, for `perf` · `-- --floor FOLDER OUT` parses and
//! writes, for `compare/`. See README.md.

// A benchmark speaks, and may fail loudly.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::panic, clippy::cast_precision_loss, missing_docs)]
// The floor reads a folder as plainly as can be.
#![allow(clippy::disallowed_methods)]
// The names are our own.
#![allow(clippy::case_sensitive_file_extension_comparisons)]

mod notes;

use jiff::civil::date;
use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;
use samverka::{Loaded, Memory, Route, site};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// Each thing is done so often, and the best time counts: what else the computer does only adds.
const ROUNDS: usize = 3;

fn main() {
    // Cargo adds `--bench`.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let numbers: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--floor", folder, out] => floor(Path::new(folder), Path::new(out)),
        ["--write", folder, ..] => put(Path::new(folder), *numbers.first().expect("how many notes")),
        ["--profile", ..] => one_thread(|| profile(*numbers.first().expect("how many notes"))),
        _ => one_thread(|| table(if numbers.is_empty() { &[100, 1000, 10_000] } else { &numbers })),
    }
}

/// Ratios mean the same on every computer only when nothing runs beside.
fn one_thread(work: impl FnOnce() + Send) {
    rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread").install(work);
}

fn put(folder: &Path, count: usize) {
    for (path, text) in notes::site(count) {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }
}

/// What no generator can do without: each note is read, parsed and written, on all cores.
fn floor(folder: &Path, out: &Path) {
    std::fs::create_dir_all(out).expect("a folder");
    let files: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|file| file.expect("a file").path()).collect();
    files.par_iter().for_each(|path| {
        let text = std::fs::read_to_string(path).expect("read");
        let mut page = String::new();
        html::push_html(&mut page, Parser::new_ext(body(&text), options()));
        let name = path.file_stem().expect("a name");
        std::fs::write(out.join(name).with_extension("html"), page).expect("written");
    });
}

fn profile(count: usize) {
    let world = world(&notes::site(count));
    let loaded = load(&world);
    black_box(render(&loaded, &world));
}

fn world(files: &[notes::File]) -> Memory {
    let mut world = Memory::new(date(2014, 5, 1));
    for (path, text) in files {
        world.insert(path, text.as_str());
    }
    world
}

fn load(world: &Memory) -> Loaded {
    samverka::load(world, site::Options::default())
}

/// Renders every route; how many bytes that gives.
fn render(loaded: &Loaded, world: &Memory) -> usize {
    let renderer = loaded.renderer(world);
    let one = |(address, route): &(String, Route)| match renderer.render(address, route) {
        Ok(bytes) => bytes.len(),
        Err(findings) => panic!("{address}: {findings:?}"),
    };
    loaded.site.routes.all().iter().map(one).sum()
}

/// The body of a note: what a Markdown parser gets to see.
fn body(text: &str) -> &str {
    let end = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---\n"));
    end.map_or(text, |at| text.get(at + 8..).unwrap_or(""))
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

fn markdown(files: &[notes::File]) -> usize {
    let one = |text: &str| {
        let mut out = String::new();
        html::push_html(&mut out, Parser::new_ext(body(text), options()));
        out.len()
    };
    files.iter().filter(|(path, _)| path.ends_with(".md")).map(|(_, text)| one(text)).sum()
}

fn best<T>(mut work: impl FnMut() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..ROUNDS).map(once).min().unwrap_or_default()
}

fn table(sizes: &[usize]) {
    println!("One thread; the best of {ROUNDS}. Markdown: pulldown-cmark alone, the same bodies to HTML.\n");
    println!(
        "| Notes | Files out | MB out | Markdown ms | Load ms | Render ms | Build/Markdown | Load µs/note | Render µs/note | Change to page ms |"
    );
    println!("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for &count in sizes {
        let files = notes::site(count);
        let mut world = world(&files);
        let loaded = load(&world);
        assert_eq!(loaded.findings.errors(), 0, "{:?}", loaded.findings.iter().find(|f| f.is_error()));
        let bytes = render(&loaded, &world);
        let ms = |time: Duration| time.as_secs_f64() * 1e3;
        let per = |time: Duration| time.as_secs_f64() * 1e6 / count as f64;
        let plain = best(|| markdown(&files));
        let read = best(|| load(&world));
        let shown = best(|| render(&loaded, &world));
        let (path, text) = files.iter().rfind(|(path, _)| path.contains("/moten/")).expect("a meeting");
        let mut edits = 0;
        let changed = best(|| {
            edits += 1;
            world.insert(path, format!("{text}\nTillägg {edits}.\n"));
            let loaded = load(&world);
            let document = loaded.site.documents.iter().position(|d| d.path == *path).expect("the note");
            let route = Route::Document(site::DocId(document));
            let address = loaded.site.routes.address(&route).expect("an address");
            loaded.renderer(&world).render(&address, &route).expect("a page")
        });
        println!(
            "| {count} | {} | {:.1} | {:.1} | {:.0} | {:.0} | {:.1} | {:.0} | {:.0} | {:.0} |",
            loaded.site.routes.all().len(),
            bytes as f64 / 1e6,
            ms(plain),
            ms(read),
            ms(shown),
            (read + shown).as_secs_f64() / plain.as_secs_f64(),
            per(read),
            per(shown),
            ms(changed),
        );
    }
}
