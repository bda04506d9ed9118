//! Markdown to a tree and into HTML: nothing that an author writes becomes anything but text and harmless elements.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| samverka_fuzz::targets::markdown(data));
