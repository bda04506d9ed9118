//! Cells into rows, and rows into pages.

use super::signs::mark;
use super::{COLUMNS, ROWS, swedish};

/// A row. One that is `tied` stands on the same page as the next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    /// Its cells; none in an empty row.
    pub(super) cells: String,
    /// The next must not begin a page.
    pub(super) tied: bool,
}

/// Cells in rows: the first set in by `first`, the others by `rest`. A row ends at a space.
pub(super) fn fill(cells: &str, first: usize, rest: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = Open::new(first);
    for word in cells.split(' ').filter(|word| !word.is_empty()) {
        let mut word: Vec<char> = word.chars().collect();
        if row.room(1) < word.len() && row.used {
            rows.push(std::mem::replace(&mut row, Open::new(rest)).text);
        }
        while row.room(0) < word.len() {
            let (at, hyphen) = part(&word, row.room(0));
            let tail = word.split_off(at);
            row.push(&word);
            row.text.extend(hyphen.then_some(mark::HYPHEN));
            word = tail;
            rows.push(std::mem::replace(&mut row, Open::new(rest)).text);
        }
        row.push(&word);
    }
    if row.used {
        rows.push(row.text);
    }
    rows
}

/// A row that is being filled.
struct Open {
    text: String,
    length: usize,
    used: bool,
}

impl Open {
    fn new(indent: usize) -> Self {
        Self { text: mark::BLANK.to_string().repeat(indent), length: indent, used: false }
    }

    fn room(&self, space: usize) -> usize {
        COLUMNS.saturating_sub(self.length + space)
    }

    fn push(&mut self, word: &[char]) {
        if self.used {
            self.text.push(mark::BLANK);
            self.length += 1;
        }
        self.text.extend(word);
        self.length += word.len();
        self.used = true;
    }
}

/// Where a word that is longer than a row is parted, and whether a hyphen must tell it: after a hyphen or a slash of its own,
/// else where the row ends. Never within a number or after a mark, as the rest would be read as something else. Addresses
/// are parted without a hyphen, which would be taken as one of theirs.
fn part(word: &[char], room: usize) -> (usize, bool) {
    let mut places = vec![false; word.len() + 1];
    let mut number = false;
    for (i, cell) in word.iter().enumerate() {
        let digits = "⠁⠃⠉⠙⠑⠋⠛⠓⠊⠚⠄⠂".contains(*cell);
        number = *cell == '⠼' || (number && digits);
        if let Some(place) = places.get_mut(i + 1) {
            *place = !number && !"⠠⠘⠈⠨⠐⠻".contains(*cell);
        }
    }
    let last = |most: usize, fits: &dyn Fn(usize) -> bool| {
        (1..=most.min(word.len())).rev().find(|at| places.get(*at) == Some(&true) && fits(*at))
    };
    let text: String = word.iter().collect();
    let address = text.contains("⠒⠌⠌") || text.contains("⠘⠷") || text.starts_with("⠺⠺⠺⠄");
    let own = |at: usize| matches!(word.get(at - 1), Some('⠤' | '⠌'));
    if let Some(at) = last(room, &own) {
        return (at, false);
    }
    let most = if address { room } else { room.saturating_sub(1) };
    // In Swedish one consonant goes with the vowel after it.
    let vowel = |at: usize| word.get(at).is_some_and(|cell| "⠁⠑⠊⠕⠥⠽⠡⠜⠪⠿".contains(*cell));
    let syllable = |at: usize| at > 2 && at + 2 < word.len() && !vowel(at) && vowel(at + 1);
    let at = if address { None } else { last(most, &syllable) };
    (at.or_else(|| last(most, &|_| true)).unwrap_or(room.max(1)), !address)
}

/// Rows on pages, each with its number at the end of the first row. No page begins with an empty row.
pub(super) fn pages(rows: &[Row]) -> Vec<Vec<String>> {
    let mut pages: Vec<Vec<String>> = Vec::new();
    let mut page: Vec<String> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        // What stands together: tied rows and the one that they are tied to.
        let rest = rows.get(i..).unwrap_or_default();
        let together = rest.iter().take_while(|row| row.tied).count() + 1;
        let begins = i == 0 || !rows.get(i - 1).is_some_and(|row| row.tied);
        let full = page.len() + 1 > ROWS - 1;
        if full || (begins && page.len() + together > ROWS - 1 && together < ROWS) {
            pages.push(std::mem::take(&mut page));
        }
        if !(page.is_empty() && row.cells.is_empty()) {
            page.push(row.cells.clone());
        }
    }
    if !page.is_empty() || pages.is_empty() {
        pages.push(page);
    }
    for (n, page) in pages.iter_mut().enumerate() {
        while page.last().is_some_and(String::is_empty) {
            page.pop();
        }
        let number = swedish::words(&(n + 1).to_string());
        let before = COLUMNS.saturating_sub(number.chars().count());
        page.insert(0, format!("{}{number}", mark::BLANK.to_string().repeat(before)));
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &str, tied: bool) -> Row {
        Row { cells: cells.to_owned(), tied }
    }

    #[test]
    fn no_row_is_longer_than_the_paper_is_wide() {
        let long = swedish::words(
            "Arbetsmarknadspolitikerutbildningen https://samverkansrad.example/moten/2014-02-12-dialogmote-1.html slut",
        );
        let rows = fill(&long, 2, 4);
        assert!(rows.iter().all(|row| row.chars().count() <= COLUMNS), "{rows:#?}");
        let parted = swedish::words("Arbetsmarknadspolitike");
        assert!(
            rows.first().is_some_and(|row| row.ends_with(&format!("{parted}⠤"))),
            "at a syllable: {rows:#?}"
        );
        assert!(rows.iter().any(|row| row.ends_with('⠌')), "an address after a slash: {rows:#?}");
    }

    #[test]
    fn a_heading_never_ends_a_page() {
        let mut rows: Vec<Row> = (0..ROWS - 3).map(|_| row("⠁", false)).collect();
        rows.extend([row("", false), row("⠓", true), row("", true), row("⠁", false)]);
        let pages = pages(&rows);
        assert_eq!(pages.len(), 2);
        assert_eq!(pages.get(1).and_then(|page| page.get(1)).map(String::as_str), Some("⠓"), "{pages:#?}");
        assert!(pages.iter().all(|page| page.len() <= ROWS));
    }
}
