//! A page in Swedish braille: uncontracted, six dots, as a file for braille embossers and displays.
//!
//! Only for what is written in Swedish. English has rules of its own, which are not here; so a page in English comes in no
//! braille, and words in other languages within a Swedish text are written with the Swedish letters, as its rules have it.

mod brf;
mod layout;
mod lines;
mod pef;
mod signs;
mod swedish;

pub(super) use brf::Brf;
pub(super) use pef::Pef;

use super::{Publication, Renderer};

/// Cells in a row and rows on a page of A4, the one for the number of the page among them: what fits on the paper that is
/// usual in Sweden (Svenska skrivregler för punktskrift, 1.5).
pub const COLUMNS: usize = 28;
/// See [`COLUMNS`].
pub const ROWS: usize = 29;

/// Swedish words as braille, with an ordinary space where a line may end.
pub fn words(text: &str) -> String {
    swedish::words(text)
}

/// Rows of cells, page by page. Rows end where their last cell is.
fn pages(of: &Publication, renderer: &Renderer<'_>) -> Vec<Vec<String>> {
    let strings = renderer.theme.strings(of.lang.ui());
    let size = [("columns", COLUMNS.to_string()), ("rows", ROWS.to_string())];
    let size: Vec<(&str, &str)> = size.iter().map(|(key, value)| (*key, value.as_str())).collect();
    let said = layout::Said {
        picture: strings.get("picture"),
        links: strings.get("braille_links"),
        address: strings.get("page_address"),
        note: &strings.fill("braille_note", &size),
    };
    lines::pages(&layout::write(of, &said))
}
