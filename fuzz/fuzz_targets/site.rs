//! A site of several files, with a theme of its own if there is one: read, told, every route rendered.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let own_theme = data.windows(7).any(|part| part == b"themes/");
    let _ = samverka_fuzz::whole(&samverka_fuzz::world(data), own_theme);
});
