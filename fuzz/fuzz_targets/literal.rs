//! Any text as a literal of the typesetter's: read by its rules it is the text, and nothing follows.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| samverka_fuzz::targets::literal(data));
