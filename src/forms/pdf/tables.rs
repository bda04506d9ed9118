//! How wide the columns of a table are: reckoned before anything is set, as a word that is wider than its column would run
//! into the next.

use crate::forms::publication::tree::{Inline, Table, plain};

/// The width of a letter in ems, in running text and, a little wide, in a single word.
const LETTER: f64 = 0.53;
const LETTER_OF_WORD: f64 = 0.58;
/// The space between two columns, in ems.
const GUTTER: f64 = 1.2;
/// A word is broken when it is longer than this, and only where the table has no room otherwise.
const LONG: usize = 14;

/// How a table is set.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Plan {
    /// As it is: every cell has its text on one line.
    Natural,
    /// With columns of these widths, in ems.
    Columns(Vec<f64>),
    /// The same, with long words broken.
    Hyphenated(Vec<f64>),
    /// There is no room: row by row, each cell after the head of its column.
    Stacked,
}

/// A plan for a width in ems. Words are broken only where they may be.
pub(super) fn plan(table: &Table, width: f64, may_hyphenate: bool) -> Plan {
    let columns = table.head.len();
    let room = width - GUTTER * f64_of(columns.saturating_sub(1));
    let cells = |i: usize| table.rows.iter().filter_map(move |row| row.get(i)).chain(table.head.get(i));
    let most =
        |i: usize, length: &dyn Fn(&[Inline]) -> usize| cells(i).map(|cell| length(cell)).max().unwrap_or(0);
    let full: Vec<f64> =
        (0..columns).map(|i| LETTER * f64_of(most(i, &|cell| plain(cell).chars().count()) + 1)).collect();
    if full.iter().sum::<f64>() <= room {
        return Plan::Natural;
    }
    let least = |cap: usize| -> Vec<f64> {
        (0..columns).map(|i| LETTER_OF_WORD * f64_of(most(i, &longest).min(cap) + 1)).collect()
    };
    if let Some(columns) = shared(&least(usize::MAX), &full, room) {
        return Plan::Columns(columns);
    }
    match shared(&least(LONG), &full, room).filter(|_| may_hyphenate) {
        Some(columns) => Plan::Hyphenated(columns),
        None => Plan::Stacked,
    }
}

/// Each column what it must have, and of the rest in proportion to what it would like; `None` when there is not enough.
fn shared(least: &[f64], full: &[f64], room: f64) -> Option<Vec<f64>> {
    let rest = room - least.iter().sum::<f64>();
    let wants: Vec<f64> = full.iter().zip(least).map(|(full, least)| (full - least).max(0.0)).collect();
    let all = wants.iter().sum::<f64>().max(1.0);
    (rest >= 0.0).then(|| least.iter().zip(&wants).map(|(least, want)| least + rest * want / all).collect())
}

/// The letters of the longest word.
fn longest(cell: &[Inline]) -> usize {
    let text = plain(cell);
    text.split([' ', '\n', '-', '–', '/']).map(|word| word.chars().count()).max().unwrap_or(0)
}

#[allow(clippy::cast_precision_loss)] // Letters of a cell.
fn f64_of(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(head: &[&str], row: &[&str]) -> Table {
        let cells =
            |texts: &[&str]| texts.iter().map(|text| vec![Inline::Text((*text).to_owned())]).collect();
        Table { head: cells(head), rows: vec![cells(row)], ..Table::default() }
    }

    #[test]
    fn a_table_gets_the_room_that_it_needs_and_no_column_less_than_its_longest_word() {
        assert_eq!(plan(&table(&["Kommun", "Antal"], &["Lund", "3"]), 36.0, true), Plan::Natural);
        let long = "Vi kom fram till att mer än pengar kan räknas, till exempel tid och lokaler.";
        let Plan::Columns(columns) = plan(&table(&["Kommun", "Vad"], &["Örkelljunga", long]), 36.0, true)
        else {
            panic!("columns")
        };
        assert!(columns.iter().sum::<f64>() <= 36.0 - GUTTER + 0.001, "{columns:?}");
        assert!(columns.first().is_some_and(|first| *first >= LETTER_OF_WORD * 11.0), "{columns:?}");
    }

    #[test]
    fn long_words_are_broken_before_a_table_is_taken_apart() {
        let word = "Samverkansorganisationen";
        let head = ["A", "B", "C"];
        let wide = table(&head, &[word; 3]);
        assert!(matches!(plan(&wide, 36.0, true), Plan::Hyphenated(_)));
        assert_eq!(plan(&wide, 36.0, false), Plan::Stacked, "not in easy language");
        assert_eq!(plan(&wide, 20.0, true), Plan::Stacked);
    }
}
