//! Anything that is sent to the preview: what is let in names this computer, and asks for what lies below the site's root.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| samverka_fuzz::targets::request(data));
