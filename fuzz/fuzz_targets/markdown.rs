//! Markdown to a tree and into HTML: nothing that an author writes becomes anything but text and harmless elements.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samverka::markdown::{self, headings, html};
use samverka::report::{FileId, Findings, Source};

fuzz_target!(|text: &str| {
    let mut findings = Findings::new();
    let mut document = markdown::read(text, 0..text.len(), FileId(0), &mut findings);
    let _ = headings::settle(&mut document.blocks, &["main".to_owned()], &mut findings);
    let out = html::write(&document, &samverka_fuzz::Alone::default());
    samverka_fuzz::safe(&out);
    samverka_fuzz::tell_of(&findings, Source::new("a.md", text));
});
