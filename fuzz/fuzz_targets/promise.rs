//! What `check` finds no error in, `build` can render: an error that only shows in a finished page has no line that one
//! could correct.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| samverka_fuzz::targets::promise(data));
