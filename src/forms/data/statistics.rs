//! The figures of a page, as they are written in its note.

use crate::content::types::{Data, Statistic};
use crate::language::numbers;
use crate::report::Spanned;
use crate::site::{DocId, Site};
use serde_json::{Value, json};

fn figures(site: &Site, id: DocId) -> Option<&Statistic> {
    match &site.document(id)?.data {
        Data::Statistic(statistic) => Some(statistic),
        _ => None,
    }
}

/// The table, its heads first.
pub(super) fn rows(site: &Site, id: DocId) -> Vec<Vec<String>> {
    let data = figures(site, id).map(|statistic| statistic.data.as_slice()).unwrap_or_default();
    data.iter().map(|row| row.iter().map(|cell| cell.value.clone()).collect()).collect()
}

/// A whole number is written without decimals.
#[allow(clippy::cast_possible_truncation)] // Only where nothing is cut off.
fn number_of(number: f64) -> Value {
    let whole = number as i64;
    let exact = number.fract() == 0.0 && number.abs() < 9e15;
    if exact { json!(whole) } else { json!(number) }
}

/// The figures with what is known of them. A cell that is a number is one; everything else is text.
pub(super) fn object(site: &Site, id: DocId) -> Value {
    let (Some(statistic), Some(document)) = (figures(site, id), site.document(id)) else { return json!({}) };
    let (columns, rows) =
        statistic.data.split_first().map_or((&[][..], &[][..]), |(head, rows)| (head.as_slice(), rows));
    let text = |cell: &Spanned<String>| cell.value.clone();
    let cell = |(n, cell): (usize, &Spanned<String>)| match numbers::parse_decimal(cell) {
        // What heads a row is a name, also when it is a year.
        Some(number) if n > 0 => number_of(number),
        _ => json!(cell.value),
    };
    json!({
        "version": 1,
        "title": document.title.value,
        "language": site.language(document).as_str(),
        "unit": statistic.unit,
        "area": statistic.area,
        "source": statistic.source,
        "measured": statistic.measured.map(|day| day.to_string()),
        "method": statistic.method,
        "columns": columns.iter().map(text).collect::<Vec<_>>(),
        "rows": rows.iter().map(|row| row.iter().enumerate().map(cell).collect::<Vec<_>>()).collect::<Vec<_>>(),
    })
}
