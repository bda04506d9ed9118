//! Each step of a build by itself, with Criterion: `cargo bench --bench steps`; `-- check` for one; `-- --save-baseline before`
//! and later `-- --baseline before` tell what a change gave.
//!
//! A site of [`NOTES`] generated notes; on one thread, so that the times are of work and not of the computer.

// A benchmark may fail loudly.
#![allow(clippy::expect_used, missing_docs)]
// The names are our own.
#![allow(clippy::case_sensitive_file_extension_comparisons)]

#[allow(dead_code)]
mod notes;

use criterion::{BatchSize, Criterion};
use jiff::civil::date;
use samverka::content::kind::Type;
use samverka::content::library;
use samverka::markdown;
use samverka::report::{FileId, Findings};
use samverka::site::{Options, connection};
use samverka::{Memory, Route, Site, check, forms, theme};
use std::hint::black_box;

const NOTES: usize = 200;

fn main() {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(|| {
        let mut criterion = Criterion::default().configure_from_args();
        steps(&mut criterion);
        criterion.final_summary();
    });
}

fn steps(criterion: &mut Criterion) {
    let mut world = Memory::new(date(2014, 5, 1));
    for (path, text) in notes::site(NOTES) {
        world.insert(&path, text.as_str());
    }
    let read = || {
        library::read(
            &world,
            Options::default(),
            &mut library::Cache::default(),
            &|_, _, _| {},
            &mut Findings::new(),
        )
    };
    let loaded = samverka::load(&world, Options::default());
    let renderer = loaded.renderer(&world);
    let mut group = criterion.benchmark_group(format!("{NOTES} notes"));
    group.sample_size(20);
    group.bench_function("read", |b| b.iter(|| black_box(read())));
    group.bench_function("connect", |b| {
        let connect = |library| {
            let mut findings = Findings::new();
            black_box(Site::of(library, &[], &world, &mut connection::Cache::default(), &mut findings))
        };
        b.iter_batched(read, connect, BatchSize::LargeInput);
    });
    group.bench_function("check", |b| {
        b.iter(|| black_box(check::all(&loaded.site, &mut check::Cache::default())));
    });
    group.bench_function("index", |b| {
        // Each time one that nobody has made yet.
        let fresh = || samverka::load(&world, Options::default());
        b.iter_batched(
            fresh,
            |loaded| black_box(forms::search::index(&loaded.renderer(&world)).plan),
            BatchSize::LargeInput,
        );
    });
    let pages = |kind: fn(&Route) -> bool| -> Vec<(String, Route)> {
        loaded.site.routes.all().into_iter().filter(|(_, route)| kind(route)).collect()
    };
    for (name, kind) in [
        ("render texts", (|route| matches!(route, Route::Document(_))) as fn(&Route) -> bool),
        ("render sheets", |route| matches!(route, Route::Sheet(..))),
        ("render registers", |route| matches!(route, Route::Register(_) | Route::List(Type::Meeting))),
        ("render collected", |route| matches!(route, Route::Whole(_))),
    ] {
        let routes = pages(kind);
        group.bench_function(name, |b| {
            b.iter(|| {
                for (address, route) in &routes {
                    black_box(renderer.render(address, route).expect("a page"));
                }
            });
        });
    }
    group.finish();

    let (path, text) =
        notes::site(NOTES).into_iter().rfind(|(path, _)| path.contains("/moten/")).expect("a meeting");
    let body = text.find("\n---\n").expect("facts") + 5;
    let route = Route::Document(samverka::site::DocId(
        loaded.site.documents.iter().position(|document| document.path == path).expect("the meeting"),
    ));
    let address = loaded.site.routes.address(&route).expect("an address");
    let page = String::from_utf8(renderer.render(&address, &route).expect("a page")).expect("text");
    let mut group = criterion.benchmark_group("one note");
    group.bench_function("markdown", |b| {
        b.iter(|| black_box(markdown::read(&text, body..text.len(), FileId(0), &mut Findings::new())));
    });
    group.bench_function("page", |b| b.iter(|| black_box(renderer.render(&address, &route))));
    group.bench_function("last look", |b| b.iter(|| black_box(theme::finish::finish(&page, &address, &[]))));
    group.finish();
}
