//! Tables of a document (ODF 1.3 part 3, 9): heads are heads, and are repeated on every page.

use super::writer::Writer;
use crate::forms::publication::tree::{Inline, Table, plain};
use crate::markdown::html::escape;
use std::fmt::Write as _;

impl Writer<'_> {
    pub(super) fn table(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            self.paragraph("Table_20_Caption", &table.caption);
        }
        if self.narrow {
            self.as_lines(table);
            return;
        }
        self.tables += 1;
        let name = format!("Table {}", self.tables);
        let _ = writeln!(self.out, "<table:table table:name=\"{name}\" table:style-name=\"Table\">");
        if !table.caption.is_empty() {
            let _ = writeln!(self.out, "<table:title>{}</table:title>", escape(&plain(&table.caption)));
        }
        let column = "<table:table-column table:style-name=\"Column\"/>";
        let (first, rest) =
            if table.row_headers { (1, table.head.len().saturating_sub(1)) } else { (0, table.head.len()) };
        if first > 0 {
            let _ = writeln!(self.out, "<table:table-header-columns>{column}</table:table-header-columns>");
        }
        for _ in 0..rest {
            self.out.push_str(column);
        }
        self.out.push_str("\n<table:table-header-rows>");
        self.row(table, &table.head, true);
        self.out.push_str("</table:table-header-rows>\n");
        for row in &table.rows {
            self.row(table, row, false);
        }
        self.out.push_str("</table:table>\n");
    }

    fn row(&mut self, table: &Table, cells: &[Vec<Inline>], heads: bool) {
        self.out.push_str("<table:table-row table:style-name=\"Row\">");
        for (i, cell) in cells.iter().enumerate() {
            let style = match (heads || (i == 0 && table.row_headers), table.numeric.get(i)) {
                (true, _) => "Table_20_Heading",
                (false, Some(true)) => "Table_20_Number",
                (false, _) => "Table_20_Contents",
            };
            self.out.push_str("<table:table-cell table:style-name=\"Cell\" office:value-type=\"string\">");
            self.paragraph(style, cell);
            self.out.push_str("</table:table-cell>");
        }
        self.out.push_str("</table:table-row>\n");
    }

    /// Where no table may stand: each cell with its head.
    fn as_lines(&mut self, table: &Table) {
        for row in &table.rows {
            for (head, cell) in table.head.iter().zip(row) {
                let mut line = Vec::new();
                if !head.is_empty() {
                    line.extend([Inline::Strong(head.clone()), Inline::Text(": ".into())]);
                }
                line.extend(cell.iter().cloned());
                self.paragraph(self.style, &line);
            }
        }
    }
}
