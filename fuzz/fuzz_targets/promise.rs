//! What `check` finds no error in, `build` can render: an error that only shows in a finished page has no line that one
//! could correct.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let (findings, refused) = samverka_fuzz::whole(&samverka_fuzz::world(data), false);
    assert!(findings.stop(false) || refused.is_empty(), "{refused:?}");
});
