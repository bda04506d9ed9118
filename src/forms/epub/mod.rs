//! A page as a book for reading systems: EPUB 3.3, with what EPUB Accessibility 1.1 asks to be told of it.
//!
//! A note is one text under its letterhead. All of a topic or of a year is a title page, the contents, and a chapter for each
//! text. Colours and sizes are the reader's own: the style sheet names none.

mod book;
mod chapter;
mod contents;

use super::package;
use super::pictures::Pictures;
use super::publication::Publication;
use super::{Form, Renderer};
use crate::content::formats::Format;
use crate::report::Findings;

/// The form.
pub(super) struct Epub;

/// The media types of pictures that every reading system shows (EPUB 3.3, 3.2).
const PICTURES: &[&str] = &["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"];

/// The folder of all that is in the package but its container.
const FOLDER: &str = "EPUB";

impl Form for Epub {
    fn format(&self) -> Format {
        Format::Epub
    }

    fn write(&self, of: &Publication, renderer: &Renderer<'_>) -> Result<Vec<u8>, Findings> {
        let strings = renderer.theme.strings(of.lang.ui());
        let pictures = Pictures::of(of, PICTURES, renderer)?;
        let parts = book::Book { of, strings, pictures: &pictures }.parts();
        package::pack(Format::Epub.facts().mime, &parts, &of.address)
    }
}
