//! Changes to a source text by ranges of bytes, so that everything else stays as it was written, byte for byte.

use super::yaml::{self, Node};
use std::ops::Range;

/// One change: the bytes of a range give way to a text. An empty range inserts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The bytes, on character boundaries.
    pub at: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Puts a text in before a byte.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { at: at..at, text: text.into() }
    }
}

/// A text with its changes made. One that overlaps an earlier one, or cuts a character, is left out.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
    let mut out = String::with_capacity(text.len() + 64);
    let mut done = 0;
    for edit in edits {
        let Some(before) = text.get(done..edit.at.start).filter(|_| text.is_char_boundary(edit.at.end))
        else {
            continue;
        };
        out.push_str(before);
        out.push_str(&edit.text);
        done = edit.at.end;
    }
    out.push_str(text.get(done..).unwrap_or(""));
    out
}

/// A text as a YAML value, on one line whatever is in it.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '\\' | '"' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What comes between two lines of a block that begins at a byte: the line end that the text uses there, and spaces up to
/// the column.
pub fn line_break(text: &str, at: usize) -> String {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let lead = text.get(start..at).unwrap_or("").trim_start_matches('\u{feff}');
    let line = text.get(at..).and_then(|rest| rest.split_inclusive('\n').next()).unwrap_or("");
    // The last line may have no end; then the one before it tells.
    let before = text.get(..start).unwrap_or("");
    let crlf = line.ends_with("\r\n") || (!line.ends_with('\n') && before.ends_with("\r\n"));
    format!("{}{}", if crlf { "\r\n" } else { "\n" }, " ".repeat(lead.chars().count()))
}

/// Puts `key: value` first in a map, whether it is written in lines or in braces. First and not last, because where a
/// block ends depends on what its last value is.
pub fn first_pair(text: &str, map: &Node, pair: &str) -> Option<Edit> {
    let yaml::Kind::Map(pairs) = &map.kind else { return None };
    let start = map.span.range().start;
    let first = pairs.first().map(|(key, _)| key.span.range().start);
    if text.get(start..)?.starts_with('{') {
        return Some(match first {
            Some(first) => Edit::insert(first, format!("{pair}, ")),
            None => Edit::insert(start + 1, pair),
        });
    }
    let first = first?;
    Some(Edit::insert(first, format!("{pair}{}", line_break(text, first))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{FileId, Findings};

    fn with_pair(text: &str) -> String {
        let node = yaml::parse(text, 0..text.len(), FileId(0), &mut Findings::new()).expect("a value");
        let map = match node.kind {
            yaml::Kind::List(items) => items.into_iter().next_back().expect("an item"),
            _ => node,
        };
        apply(text, vec![first_pair(text, &map, "id: d1.1").expect("a place")])
    }

    #[test]
    fn a_pair_is_put_first_in_block_and_in_braces() {
        assert_eq!(with_pair("text: A\nrör: B\n"), "id: d1.1\ntext: A\nrör: B\n");
        assert_eq!(with_pair("- text: A\r\n  rör: B\r\n"), "- id: d1.1\r\n  text: A\r\n  rör: B\r\n");
        assert_eq!(with_pair("-   \"text\": A # ord"), "-   id: d1.1\n    \"text\": A # ord");
        assert_eq!(with_pair("[{ text: A }]"), "[{ id: d1.1, text: A }]");
        assert_eq!(with_pair("\u{feff}- text: A\n"), "\u{feff}- id: d1.1\n  text: A\n");
        assert_eq!(with_pair("[{}]"), "[{id: d1.1}]");
    }

    #[test]
    fn changes_are_made_in_order_and_never_through_each_other() {
        let edit = |at: Range<usize>, text: &str| Edit { at, text: text.to_owned() };
        assert_eq!(apply("abcdef", vec![edit(4..5, "X"), edit(1..2, ""), edit(6..6, "!")]), "acdXf!");
        assert_eq!(apply("abc", vec![edit(0..2, "X"), edit(1..3, "Y")]), "Xc");
        assert_eq!(apply("å", vec![edit(1..1, "X")]), "å");
    }

    proptest::proptest! {
        #[test]
        fn a_quoted_text_is_read_as_it_was(text in "[ -~åäö\n\t“”#:&*]{1,40}") {
            let line = format!("a: {}", quoted(&text));
            let node = yaml::parse(&line, 0..line.len(), FileId(0), &mut Findings::new());
            let Some(yaml::Kind::Map(pairs)) = node.map(|node| node.kind) else {
                return Err(proptest::test_runner::TestCaseError::fail("no map"));
            };
            proptest::prop_assert_eq!(&pairs[0].1.kind, &yaml::Kind::Scalar(text));
        }
    }
}
