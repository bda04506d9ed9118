//! Bytes to text, cut and read as one of the shapes that there are. The first byte chooses.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| samverka_fuzz::targets::front_matter(data));
