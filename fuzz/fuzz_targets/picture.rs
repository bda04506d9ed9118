//! The looks of an image: its size, and whether it runs anything. The first byte chooses the form.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| samverka_fuzz::targets::picture(data));
