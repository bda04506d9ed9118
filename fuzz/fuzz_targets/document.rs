//! A note of any type. The first byte chooses the folder and the name.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| samverka_fuzz::targets::document(data));
