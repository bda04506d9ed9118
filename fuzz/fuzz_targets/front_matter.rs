//! Bytes to text, cut and read as one of the shapes that there are. The first byte chooses.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samverka::content::{decode, fields, record, yaml};
use samverka::report::{FileId, Findings};

fuzz_target!(|data: &[u8]| {
    let Some((choice, data)) = data.split_first() else { return };
    let shapes = fields::shapes();
    let shape = shapes[usize::from(*choice) % shapes.len()];
    let mut findings = Findings::new();
    let source = decode::decode("content/a.md", data, FileId(0), &mut findings);
    let parts = decode::split(&source, FileId(0), &mut findings);
    assert!(source.text.get(parts.body.clone()).is_some());
    let range = parts.front.unwrap_or(0..source.text.len());
    if let Some(node) = yaml::parse(&source.text, range, FileId(0), &mut findings) {
        let _ = record::read(&node, shape, &mut findings);
    }
    samverka_fuzz::tell_of(&findings, source);
});
