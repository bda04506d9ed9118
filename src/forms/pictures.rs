//! Pictures that a form takes along: each once, under a name of its own, and a drawing (SVG) as a picture of points (PNG)
//! too for programs that know no SVG.

use super::publication::{Publication, tree::Image};
use super::{Renderer, mime};
use crate::report::Findings;
use crate::site::Route;
use resvg::{tiny_skia, usvg};

/// A picture that is taken along.
#[derive(Debug)]
pub(super) struct Picture {
    /// The file, from the root of the sources.
    pub path: String,
    /// Its name in the form: `1.svg`.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// What it consists of.
    pub bytes: Vec<u8>,
}

/// The pictures of a publication, in the order in which they come.
#[derive(Debug)]
pub(super) struct Pictures(Vec<Picture>);

impl Pictures {
    /// Reads those of the given media types. A picture of another type is not there: its text alternative stands for it.
    pub(super) fn of(
        publication: &Publication,
        types: &[&str],
        renderer: &Renderer<'_>,
    ) -> Result<Self, Findings> {
        let mut pictures: Vec<Picture> = Vec::new();
        for image in publication.images() {
            let known = types.contains(&mime(&image.path));
            if !known || pictures.iter().any(|picture| picture.path == image.path) {
                continue;
            }
            let bytes = renderer.bytes("", &Route::Asset(image.path.clone()))?;
            // Within a package or a mail no name can be found any more.
            let found = renderer.site.hidden.look(&bytes, &image.path);
            if !found.is_empty() {
                return Err(found);
            }
            let ending = image.path.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
            let name = format!("{}.{ending}", pictures.len() + 1);
            pictures.push(Picture { path: image.path.clone(), name, mime: mime(&image.path), bytes });
        }
        Ok(Self(pictures))
    }

    /// The picture of an image, when it is there.
    pub(super) fn find(&self, image: &Image) -> Option<&Picture> {
        self.0.iter().find(|picture| picture.path == image.path)
    }

    /// All of them.
    pub(super) fn all(&self) -> &[Picture] {
        &self.0
    }
}

/// No picture of points is wider than this: a drawing of a line would take all memory.
const WIDEST: u32 = 4096;

/// A drawing as PNG, so many pixels high. `None` when it would lose something: letters, for which there is no font here, or
/// pictures within it.
pub(super) fn png(svg: &[u8], height: u32) -> Option<Vec<u8>> {
    let told = String::from_utf8_lossy(svg);
    if told.contains("<text") || told.contains("<image") {
        return None;
    }
    // A drawing may name a file of the disk: it gets none.
    let none = usvg::ImageHrefResolver {
        resolve_data: Box::new(|_, _, _| None),
        resolve_string: Box::new(|_, _| None),
    };
    let options = usvg::Options { image_href_resolver: none, ..usvg::Options::default() };
    let tree = usvg::Tree::from_data(svg, &options).ok()?;
    let scale = f32::from(u16::try_from(height).ok()?) / tree.size().height();
    let size = tree.size().to_int_size().scale_to_height(height)?;
    if size.width() > WIDEST {
        return None;
    }
    let mut canvas = tiny_skia::Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut canvas.as_mut());
    canvas.encode_png().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_becomes_points_and_one_with_letters_does_not() {
        let svg = |inner: &str| {
            format!("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'>{inner}</svg>").into_bytes()
        };
        let bytes = png(&svg("<rect width='30' height='20' fill='#003399'/>"), 40).expect("a picture");
        let size = imagesize::blob_size(&bytes).expect("PNG");
        assert_eq!((size.width, size.height), (60, 40));
        let canvas = tiny_skia::Pixmap::decode_png(&bytes).expect("PNG");
        let middle = canvas.pixel(30, 20).expect("a pixel");
        assert_eq!((middle.red(), middle.green(), middle.blue(), middle.alpha()), (0, 0x33, 0x99, 255));
        assert_eq!(png(&svg("<text>Hej</text>"), 40), None);
        assert_eq!(png(b"no drawing", 40), None);
        assert_eq!(png(b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 90000 1'/>", 40), None);
    }
}
