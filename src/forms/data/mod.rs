//! Pages as data: registers and figures as tables for spreadsheets (CSV, RFC 4180) and for programs (JSON, RFC 8259).
//!
//! The heads of a CSV table are in the site's language, for people. The keys of JSON are in English and do not change: the
//! page "delta" of the manual lists them. Nothing of either tells of a person.

mod registers;
mod statistics;

use super::{Extract, Renderer};
use crate::content::formats::Format;
use crate::language::Lang;
use crate::report::Findings;
use crate::site::Route;
use csv::{Terminator, WriterBuilder};
use serde_json::{Value, json};

/// Tables.
pub(super) struct Csv;
/// Objects.
pub(super) struct Json;

impl Extract for Csv {
    fn format(&self) -> Format {
        Format::Csv
    }

    fn write(&self, page: &Route, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings> {
        let rows = match page {
            Route::Register(kind) => registers::rows(renderer, *kind),
            Route::Document(id) => statistics::rows(renderer.site, *id),
            _ => Vec::new(),
        };
        Ok(table(renderer.site.lang, &rows))
    }
}

impl Extract for Json {
    fn format(&self) -> Format {
        Format::Json
    }

    fn write(&self, page: &Route, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings> {
        let told = match page {
            Route::Register(kind) => registers::object(renderer.site, *kind),
            Route::Document(id) => statistics::object(renderer.site, *id),
            _ => json!({}),
        };
        Ok(pretty(&told))
    }
}

/// An object as it is written: in lines, so that a difference is seen.
pub(super) fn pretty(told: &Value) -> Vec<u8> {
    // A value of maps, lists and strings always serialises.
    let mut out = serde_json::to_vec_pretty(told).unwrap_or_default();
    out.push(b'\n');
    out
}

/// A table. Swedish spreadsheets part columns by semicolons, as the comma is in their numbers; a byte order mark tells them
/// that it is UTF-8.
pub(super) fn table(lang: Lang, rows: &[Vec<String>]) -> Vec<u8> {
    let delimiter = lang.pick(b';', b',');
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer("\u{feff}".as_bytes().to_vec());
    for row in rows {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| inert(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell that a spreadsheet reads as text and never as a formula (OWASP, CSV injection). A number that is below zero is one.
fn inert(cell: &str) -> String {
    let one_line = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let number = crate::language::numbers::parse_decimal(&one_line).is_some();
    if one_line.starts_with(['=', '+', '-', '@']) && !number { format!("'{one_line}") } else { one_line }
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(inert("=1+1"), "'=1+1");
        assert_eq!(inert("-1+1"), "'-1+1");
        assert_eq!(inert("-1,5"), "-1,5");
        assert_eq!(inert("En  rad\nmed brytning"), "En rad med brytning");
    }
}
