//! A site of several files, with a theme of its own if there is one: read, told, every route rendered.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| samverka_fuzz::targets::site(data));
