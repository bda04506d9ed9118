//! Figures of a statistic from a CSV file, as spreadsheets write them: commas or semicolons, quotes, UTF-8 or Latin-1.

use super::record::Row;
use crate::report::{Span, Spanned};
use ::csv::ReaderBuilder;

/// The text of a file.
pub fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        // Older spreadsheets write Latin-1.
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// The rows of a table; all values stand, for findings, where the file is named. `None` when rows differ in length.
pub fn rows(text: &str, span: Span) -> Option<Vec<Row>> {
    let first = text.lines().next().unwrap_or("");
    // In Sweden the comma is in the numbers, and so the semicolon is between them.
    let delimiter = if first.contains('\t') {
        b'\t'
    } else if first.contains(';') {
        b';'
    } else {
        b','
    };
    let mut reader =
        ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    let rows: Result<Vec<Row>, _> = reader
        .records()
        .map(|record| Ok(record?.iter().map(|cell| Spanned::new(cell.trim().to_owned(), span)).collect()))
        .collect();
    rows.map_err(|_: ::csv::Error| ()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::FileId;

    fn read(bytes: &[u8]) -> Option<Vec<Vec<String>>> {
        let rows = rows(&text(bytes), Span::file_start(FileId(0)))?;
        Some(rows.into_iter().map(|row| row.into_iter().map(|cell| cell.value).collect()).collect())
    }

    #[test]
    fn files_of_spreadsheets_are_read() {
        let expected = Some(vec![
            vec!["Län".to_owned(), "Andel".to_owned()],
            vec!["Skåne".to_owned(), "86,8".to_owned()],
        ]);
        assert_eq!(read("\u{feff}Län;Andel\r\nSkåne;86,8\r\n".as_bytes()), expected);
        assert_eq!(read("Län,Andel\nSkåne,\"86,8\"\n".as_bytes()), expected);
        assert_eq!(read(b"L\xe4n;Andel\nSk\xe5ne;86,8"), expected);
        assert_eq!(read(b"a;b\n1;2;3\n"), None);
    }
}
