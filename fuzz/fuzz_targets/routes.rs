//! Any address, and any link in a note: what is found is an address of the site's own, which leads to itself.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| samverka_fuzz::targets::routes(data));
