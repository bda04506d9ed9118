//! YAML to a tree: every span lies in the text, and every complaint can be told.
#![no_main]

use libfuzzer_sys::fuzz_target;
use samverka::content::yaml::{self, Kind, Node};
use samverka::report::{FileId, Findings, Source};

fn walk(node: &Node, text: &str) {
    assert!(text.get(node.span.range()).is_some(), "{:?} in {text:?}", node.span);
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|item| walk(item, text)),
        Kind::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            assert!(text.get(key.span.range()).is_some(), "{:?} in {text:?}", key.span);
            walk(value, text);
        }),
        Kind::Null | Kind::Scalar(_) | Kind::Damaged => {}
    }
}

fuzz_target!(|text: &str| {
    let mut findings = Findings::new();
    if let Some(node) = yaml::parse(text, 0..text.len(), FileId(0), &mut findings) {
        walk(&node, text);
    }
    for finding in &findings {
        assert!(finding.span.is_none_or(|span| text.get(span.range()).is_some()), "{finding:?} in {text:?}");
    }
    samverka_fuzz::tell_of(&findings, Source::new("a.yaml", text));
});
