//! Braille Ready Format: the sixty-four cells as ASCII, which every embosser has always read. There is no standard for it;
//! this is North American ASCII braille, with a form feed after each page.

use super::pages;
use crate::content::formats::Format;
use crate::forms::{Form, Publication, Renderer};
use crate::report::Findings;

/// The characters of the cells, in the order of Unicode's block of braille patterns.
const ASCII: &[u8; 64] = br#" A1B'K2L@CIF/MSP"E3H9O6R^DJG>NTQ,*5<-U8V.%[$+X!&;:4\0Z7(_?W]#Y)="#;

/// The form.
pub(in crate::forms) struct Brf;

impl Form for Brf {
    fn format(&self) -> Format {
        Format::Brf
    }

    fn write(&self, of: &Publication, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings> {
        let mut out = Vec::new();
        for page in pages(of, renderer) {
            for row in page {
                out.extend(row.chars().map(ascii));
                out.extend(b"\r\n");
            }
            out.push(b'\x0c');
        }
        Ok(out)
    }
}

fn ascii(cell: char) -> u8 {
    u32::from(cell)
        .checked_sub(0x2800)
        .and_then(|dots| ASCII.get(usize::try_from(dots).ok()?))
        .copied()
        .unwrap_or(b' ')
}

#[cfg(test)]
mod tests {
    use super::ascii;

    #[test]
    fn cells_are_those_of_north_american_braille() {
        for (cells, text) in [("⠁⠃⠉⠵", "ABCZ"), ("⠼⠁⠚", "#AJ"), ("⠠⠡⠜⠪", ",*>["), ("⠀⠿", " =")]
        {
            assert_eq!(cells.chars().map(ascii).collect::<Vec<_>>(), text.as_bytes(), "{cells}");
        }
    }
}
