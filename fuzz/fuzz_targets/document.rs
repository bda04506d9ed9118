//! A note of any type. The first byte chooses the folder and the name.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samverka::content::{decode, document};
use samverka::language::Lang;
use samverka::report::{FileId, Findings};

const PATHS: &[&str] = &[
    "content/moten/2014-02-12-mote.md",
    "content/workshops/140312.en.md",
    "content/teman/tema.lattlast.md",
    "content/organisationer/å.md",
    "content/aterkoppling/a.md",
    "content/behov/2014/03/12-x.md",
    "content/larande/???.md",
    "content/statistik/s.md",
    "content/utskick/u.md",
    "content/sidor/.en.md",
    "content/2014-02-12.md",
    "content/bilder/a.b.c.md",
];

fuzz_target!(|data: &[u8]| {
    let Some((choice, data)) = data.split_first() else { return };
    let mut findings = Findings::new();
    let path = PATHS[usize::from(*choice) % PATHS.len()];
    let source = decode::decode(path, data, FileId(0), &mut findings);
    let read = document::read(&source, FileId(0), Lang::Sv, &mut findings);
    assert!(!read.title.value.is_empty() && !read.slug.is_empty());
    for finding in &findings {
        assert!(finding.span.is_none_or(|span| source.text.get(span.range()).is_some()), "{finding:?}");
    }
    samverka_fuzz::tell_of(&findings, source);
});
