//! Tables that are none, that have holes, that are too wide.

use super::Text;
use crate::markdown::{Kind, Node, tree};
use crate::report::catalog::text as rules;
use crate::report::{Finding, Findings, Phrase};

/// More columns than these are hard to follow.
const WIDE: usize = 6;

pub(super) fn check(note: &Text<'_>, findings: &mut Findings) {
    tree::walk(&note.body.blocks, &mut |node: &Node| {
        let Kind::Table { aligns, .. } = &node.kind else { return };
        let rows: Vec<&Node> = node.children.iter().filter(|child| child.kind == Kind::Row).collect();
        let one_column = aligns.len() == 1;
        let one_row = rows.len() < 2;
        if one_column || one_row {
            let what = if one_column {
                Phrase { sv: "kolumn", en: "column" }
            } else {
                Phrase { sv: "rad", en: "row" }
            };
            findings.push(Finding::at(&rules::TABLE_LAYOUT, node.span).with("what", what));
        }
        let empty = rows.iter().skip(1).flat_map(|row| &row.children).filter(|cell| is_empty(cell)).count();
        if empty > 0 {
            findings.push(Finding::at(&rules::TABLE_EMPTY_CELL, node.span).with("n", empty));
        }
        if aligns.len() > WIDE {
            findings.push(Finding::at(&rules::TABLE_WIDE, node.span).with("n", aligns.len()));
        }
    });
}

fn is_empty(cell: &Node) -> bool {
    cell.plain().is_empty()
}
