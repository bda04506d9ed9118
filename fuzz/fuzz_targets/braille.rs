//! Any text in braille: cells and blanks, and as many lines as there were.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| samverka_fuzz::targets::braille(data));
