//! Pictures, as the typesetter gets them: what it can read, under names of its own.

use crate::forms::publication::Publication;
use crate::forms::publication::tree::Image;
use crate::report::Phrase;
use crate::world::World;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The pictures of a publication.
#[derive(Default)]
pub(super) struct Pictures {
    /// The name of each for the typesetter, by its path.
    names: BTreeMap<String, String>,
    /// The bytes of each, by its name.
    pub(super) files: BTreeMap<String, Arc<[u8]>>,
}

impl Pictures {
    /// All that can be shown.
    pub(super) fn of(publication: &Publication, world: &dyn World) -> Self {
        let mut pictures = Self::default();
        for image in publication.images() {
            if pictures.names.contains_key(&image.path) {
                continue;
            }
            let (Ok(bytes), Ok(kind)) = (world.read(&image.path), kind(&image.path, image.size)) else {
                continue;
            };
            let name = format!("{}.{kind}", pictures.names.len());
            pictures.names.insert(image.path.clone(), name.clone());
            pictures.files.insert(name, bytes.into());
        }
        pictures
    }

    /// The name of a picture for the typesetter; `None` for one that cannot be shown.
    pub(super) fn name(&self, image: &Image) -> Option<&str> {
        self.names.get(&image.path).map(String::as_str)
    }
}

/// What kind of picture it is for the typesetter, or why it cannot be shown.
pub(super) fn kind(path: &str, size: Option<(u32, u32)>) -> Result<&'static str, Phrase> {
    let form = path.rsplit_once('.').map_or("", |(_, form)| form).to_ascii_lowercase();
    let kind = match form.as_str() {
        "svg" => return Ok("svg"),
        "png" => "png",
        "jpg" | "jpeg" => "jpg",
        "gif" => "gif",
        "webp" => "webp",
        _ => {
            return Err(Phrase { sv: "formatet går inte att läsa", en: "the format cannot be read" });
        }
    };
    // Whoever cannot tell its size cannot draw it.
    size.map(|_| kind).ok_or(Phrase { sv: "filen är trasig", en: "the file is broken" })
}
