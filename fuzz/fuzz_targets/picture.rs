//! The looks of an image: its size, and whether it runs anything. The first byte chooses the form.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use samverka::site::pictures;

fuzz_target!(|data: &[u8]| {
    let Some((choice, data)) = data.split_first() else { return };
    let name = if choice % 2 == 0 { "content/a.svg" } else { "content/a.png" };
    let mut world = samverka::Memory::new(date(2014, 5, 1));
    world.insert(name, data);
    let _ = pictures::look(&world, name);
});
