//! How a page looks on paper: a template for the typesetter, fonts, the colours of light mode. Files of a theme like all
//! others, so a site can bring its own, and fonts for letters that ours lack.

use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// What the typesetter gets from a theme.
#[derive(Default)]
pub struct Paper {
    /// The template: `paper.typ`.
    pub template: String,
    /// Files of `fonts/`, in the order of their names.
    pub fonts: Vec<Vec<u8>>,
    /// Colours by name, as `#rrggbb`.
    pub colours: BTreeMap<String, String>,
    /// A hash of all of it: two papers with the same look the same.
    pub digest: [u8; 32],
}

impl std::fmt::Debug for Paper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Paper").field("fonts", &self.fonts.len()).finish_non_exhaustive()
    }
}

impl Paper {
    /// From the theme's files.
    pub(super) fn new(template: String, fonts: Vec<Vec<u8>>, colours: BTreeMap<String, String>) -> Self {
        let mut hash = Sha256::new();
        let colours_told = colours.iter().flat_map(|(name, value)| [name.as_bytes(), value.as_bytes()]);
        for part in
            std::iter::once(template.as_bytes()).chain(colours_told).chain(fonts.iter().map(Vec::as_slice))
        {
            // With its length before it, no part can run into the next.
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self { template, fonts, colours, digest: hash.finalize().into() }
    }

    /// Another template with the same fonts.
    #[cfg(test)]
    pub fn of_template(template: &str, other: &Self) -> Self {
        Self::new(template.to_owned(), other.fonts.clone(), other.colours.clone())
    }
}
