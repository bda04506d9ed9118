//! What the search of a large site costs: `cargo bench --bench search -- FOLDER 1000` makes the index of so many generated
//! notes into a folder, with the search page, and says how long each step took and how large the index is. What a reader
//! With `--bare` the notes are cut into titles and sections without the rest of samverka, so that a hundred thousand fit into
//! little time: then folder and numbers are those of the index alone. What a reader
//! downloads, and how long an answer takes in a browser, is measured on that folder: `tests/search/measure.mjs`.

// A benchmark speaks, and may fail loudly.
#![allow(clippy::print_stdout, clippy::expect_used, clippy::cast_precision_loss, missing_docs)]
// The names are our own.
#![allow(clippy::case_sensitive_file_extension_comparisons)]

#[allow(dead_code)]
mod notes;

use jiff::civil::date;
use rayon::prelude::*;
use samverka::language::Lang;
use samverka::search::{Document, Index, Part, Plan, Section, shard};
use samverka::{Memory, Route, forms, site};
use std::path::Path;
use std::time::Instant;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [bare, folder, count] = &words[..]
        && bare == "--bare"
    {
        return index_alone(folder, count.parse().expect("how many notes"));
    }
    let [folder, count, ..] = &words[..] else {
        println!("cargo bench --bench search -- [--bare] FOLDER NUMBER");
        return;
    };
    let mut world = Memory::new(date(2014, 5, 1));
    for (path, text) in notes::site(count.parse().expect("how many notes")) {
        world.insert(&path, text.as_str());
    }
    let step = Instant::now();
    let loaded = samverka::load(&world, site::Options::default());
    let load = step.elapsed();
    let renderer = loaded.renderer(&world);
    let step = Instant::now();
    let documents = forms::search::index(&renderer).plan.documents;
    let index = step.elapsed();
    let step = Instant::now();
    let (search, pages): (Vec<_>, Vec<_>) =
        loaded.site.routes.all().into_iter().partition(|(_, route)| matches!(route, Route::SearchPart(_)));
    let sizes: Vec<(String, usize)> = search
        .par_iter()
        .map(|(address, route)| {
            let bytes = renderer.render(address, route).expect("bytes");
            let to = Path::new(folder).join(address);
            std::fs::create_dir_all(to.parent().expect("a folder")).expect("made");
            std::fs::write(&to, &bytes).expect("written");
            (address.clone(), bytes.len())
        })
        .collect();
    let files = step.elapsed();
    let step = Instant::now();
    // A sample of the pages tells what all of them take.
    let every = (pages.len() / 2000).max(1);
    let sample: Vec<_> = pages.iter().step_by(every).collect();
    let written =
        sample.par_iter().filter(|(address, route)| renderer.render(address, route).is_ok()).count();
    let each = step.elapsed().as_secs_f64() / written.max(1) as f64;
    for (address, route) in pages.iter().filter(|(address, route)| {
        matches!(route, Route::Search(_) | Route::Style) || address.starts_with("theme/")
    }) {
        let to = Path::new(folder).join(address);
        std::fs::create_dir_all(to.parent().expect("a folder")).expect("made");
        std::fs::write(to, renderer.render(address, route).expect("bytes")).expect("written");
    }
    let (shown, lists): (Vec<_>, Vec<_>) =
        sizes.iter().partition(|(address, _)| address.starts_with("sok/d"));
    let sum = |list: &[&(String, usize)]| list.iter().map(|(_, bytes)| bytes).sum::<usize>() as f64 / 1e6;
    let (render, own) = (each * pages.len() as f64, (index + files).as_secs_f64());
    println!(
        "{documents} documents; {} files, {:.1} MB of lists, {:.1} MB of texts",
        sizes.len(),
        sum(&lists),
        sum(&shown)
    );
    println!(
        "load {:.1} s, pages {render:.1} s ({} of them), index {:.1} s, its files {:.1} s: {:.0} % of all",
        load.as_secs_f64(),
        pages.len(),
        index.as_secs_f64(),
        files.as_secs_f64(),
        100.0 * own / (load.as_secs_f64() + render + own),
    );
}

/// A note as it is searched, as near as its text tells.
fn document(path: &str, text: &str) -> Document {
    let field = |name: &str| {
        let lead = format!("{name}: ");
        let line = text.lines().find_map(|line| line.strip_prefix(&lead));
        line.unwrap_or_default().trim_matches('"').to_owned()
    };
    let title = [field("titel"), field("namn")].concat();
    let summary: String = text.lines().filter(|line| line.starts_with("  ")).collect::<Vec<_>>().join(" ");
    let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
    let mut sections = vec![Section { text: summary, lead: true, ..Section::default() }];
    for part in body.split("\n## ") {
        let (label, text) = part.split_once('\n').unwrap_or((part, ""));
        sections.push(Section {
            label: label.to_owned(),
            text: text.to_owned(),
            anchor: label.to_lowercase(),
            lead: false,
        });
    }
    let year = field("datum").get(..4).map(str::to_owned);
    let topics = field("teman").trim_matches(['[', ']']).split(", ").map(str::to_owned).collect();
    let places = field("kommuner").trim_matches(['[', ']']).split(", ").map(str::to_owned).collect();
    Document {
        title,
        address: path.replace("content/", "").replace(".md", ".html"),
        kind: "meeting",
        lang: Some(Lang::Sv),
        tag: "sv".to_owned(),
        sections,
        prior: 16,
        facets: [
            vec!["meeting".to_owned()],
            topics,
            Vec::new(),
            Vec::new(),
            places,
            year.into_iter().collect(),
        ],
        ..Document::default()
    }
}

fn index_alone(folder: &str, count: usize) {
    let notes: Vec<_> = notes::site(count).into_iter().filter(|(path, _)| path.ends_with(".md")).collect();
    let plan = Plan { folder: "sok", documents: notes.len() };
    let document =
        |number: usize| notes.get(number).map(|(path, text)| document(path, text)).unwrap_or_default();
    let step = Instant::now();
    let index = Index::build(plan, &document, rayon::current_num_threads());
    let built = step.elapsed();
    let step = Instant::now();
    std::fs::create_dir_all(Path::new(folder).join("sok")).expect("made");
    let parts: Vec<_> = plan.all().collect();
    let bytes: usize = parts
        .par_iter()
        .filter_map(|part| {
            let text = match *part {
                Part::Client | Part::English => return None,
                Part::Meta => shard::meta(&index),
                Part::Range(n) => shard::range(&index, n),
                Part::Near(n) => shard::near(&index, n),
                Part::End(n) => shard::end(&index, n),
                Part::Pairs(n) => shard::pairs(&index, n),
                Part::Facet(n) => shard::facet(&index, n),
                Part::Document(n) => shard::document(n, &document(n)),
            };
            std::fs::write(Path::new(folder).join(plan.address(*part)?), &text).expect("written");
            Some(text.len())
        })
        .sum();
    println!(
        "{} documents, {} terms; {} files, {:.1} MB; index {:.1} s, its files {:.1} s",
        plan.documents,
        index.terms.len(),
        parts.len(),
        bytes as f64 / 1e6,
        built.as_secs_f64(),
        step.elapsed().as_secs_f64(),
    );
}
