//! A text that is being changed, with what has been told of it: each place moves with what is written above it, so that in
//! the end it says where in the new note a person is to look.

use crate::content::edit::Edit;
use crate::markdown::{Kind, Node, footnotes::Definition, parse, raw_html};
use crate::report::{FileId, Finding, Findings, Rule, Span};
use std::ops::Range;

/// The one file that a working text knows of. In the end its findings are given the number of the note.
const FILE: FileId = FileId(0);

/// A text and what has been told of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Working {
    /// The text as it stands.
    pub(super) text: String,
    /// What a person should know, at places in it.
    pub(super) findings: Vec<Finding>,
}

/// A change that was made: where it was, and where it is.
struct Made {
    old: Range<usize>,
    new: Range<usize>,
}

impl Working {
    /// A text of which nothing is told.
    #[cfg(test)]
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), findings: Vec::new() }
    }

    /// A finding at a place of the text, to be completed and given to [`Working::tell`].
    pub(super) fn at(rule: &'static Rule, range: Range<usize>) -> Finding {
        Finding::at(rule, Span::new(FILE, range))
    }

    /// Tells.
    pub(super) fn tell(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Makes changes. One that overlaps an earlier one, or cuts a character, is left out.
    pub(super) fn apply(&mut self, mut edits: Vec<Edit>) {
        if edits.is_empty() {
            return;
        }
        edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
        let mut out = String::with_capacity(self.text.len() + 64);
        let mut made: Vec<Made> = Vec::with_capacity(edits.len());
        let mut done = 0;
        for edit in edits {
            let whole = self.text.is_char_boundary(edit.at.end) && edit.at.start <= edit.at.end;
            let Some(before) = self.text.get(done..edit.at.start).filter(|_| whole) else { continue };
            out.push_str(before);
            let start = out.len();
            out.push_str(&edit.text);
            done = edit.at.end;
            made.push(Made { old: edit.at, new: start..out.len() });
        }
        out.push_str(self.text.get(done..).unwrap_or(""));
        for finding in &mut self.findings {
            for span in finding.span.iter_mut().chain(&mut finding.related) {
                let range = span.range();
                *span = Span::new(FILE, moved(&made, range.start, false)..moved(&made, range.end, true));
            }
        }
        self.text = out;
    }

    /// The blocks, raw HTML as it is written.
    pub(super) fn parse(&self) -> (Vec<Node>, Vec<Definition>) {
        let parsed = parse::parse(&self.text, 0..self.text.len(), FILE, &mut Findings::new());
        (parsed.blocks, parsed.footnotes)
    }

    /// The blocks with HTML as the nodes that it becomes, notes last.
    pub(super) fn blocks(&self) -> Vec<Node> {
        let (mut blocks, notes) = self.parse();
        blocks.extend(notes.into_iter().flat_map(|note| note.children));
        raw_html::settle(&mut blocks, &mut Findings::new());
        blocks
    }

    /// Where code stands: nothing in it is anything else.
    pub(super) fn code(&self) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        crate::markdown::tree::walk(&self.blocks(), &mut |node| {
            if matches!(node.kind, Kind::Code(_) | Kind::CodeBlock { .. }) {
                out.push(node.span.range());
            }
        });
        out.sort_by_key(|range| range.start);
        out
    }

    /// The text of a node.
    pub(super) fn of(&self, node: &Node) -> &str {
        self.text.get(node.span.range()).unwrap_or("")
    }
}

/// Where a byte has come to.
fn moved(made: &[Made], at: usize, end: bool) -> usize {
    let before = made.partition_point(|change| change.old.start <= at);
    let Some(change) = before.checked_sub(1).and_then(|i| made.get(i)) else { return at };
    if at >= change.old.end {
        at - change.old.end + change.new.end
    } else if end {
        change.new.end
    } else {
        change.new.start
    }
}

/// Whether a place lies in any of the ranges, which are in order.
pub(super) fn within(ranges: &[Range<usize>], at: usize) -> bool {
    let before = ranges.partition_point(|range| range.start <= at);
    ranges.get(..before).unwrap_or(&[]).iter().rev().take(4).any(|range| range.contains(&at))
}

/// The lines of a text with their ranges, ends not included.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        (start..start + line.len(), line)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::catalog::import as rules;

    #[test]
    fn places_move_with_the_text() {
        let mut text = Working::new("ett två tre");
        text.tell(Working::at(&rules::IMPORT_NAMES_LEFT, 9..12));
        text.apply(vec![Edit { at: 0..3, text: "ett och ett halvt".into() }, Edit::insert(5, "!")]);
        let place = text.findings[0].span.expect("a place").range();
        assert_eq!(&text.text[place], "tre");
        text.apply(vec![Edit { at: 0..3, text: String::new() }]);
        let place = text.findings[0].span.expect("a place").range();
        assert_eq!(&text.text[place], "tre");
    }
}
