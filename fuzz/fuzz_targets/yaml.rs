//! YAML to a tree: every span lies in the text, and every complaint can be told.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| samverka_fuzz::targets::yaml(data));
