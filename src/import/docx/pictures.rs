//! The pictures of a document, and the names that its text has for them.

use std::collections::BTreeMap;

/// Pictures in different folders of a package may have the same name: each has one of its own in the text.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    /// By name, the part that it is.
    parts: BTreeMap<String, String>,
    /// By part, its name.
    names: BTreeMap<String, String>,
    /// How many have had the same name, so that a document of many is not searched from the first each time.
    same: BTreeMap<String, usize>,
}

impl Pictures {
    /// The name of a picture that is a part of the package.
    pub(super) fn name(&mut self, part: &str) -> String {
        if let Some(name) = self.names.get(part) {
            return name.clone();
        }
        let last = part.rsplit('/').next().filter(|last| !last.is_empty()).unwrap_or("bild.png");
        let wanted = last.replace(['(', ')', ' '], "-");
        let mut name = wanted.clone();
        while self.parts.contains_key(&name) {
            let count = self.same.entry(wanted.clone()).or_insert(1);
            *count += 1;
            name = match wanted.rsplit_once('.') {
                Some((stem, ending)) => format!("{stem}-{count}.{ending}"),
                None => format!("{wanted}-{count}"),
            };
        }
        self.parts.insert(name.clone(), part.to_owned());
        self.names.insert(part.to_owned(), name.clone());
        name
    }

    /// Names, and the parts that they are.
    pub(super) fn into_parts(self) -> BTreeMap<String, String> {
        self.parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_has_a_name_of_its_own() {
        let mut pictures = Pictures::default();
        for (part, name) in [
            ("media/image1.png", "image1.png"),
            ("media/image1-2.png", "image1-2.png"),
            ("other/image1.png", "image1-3.png"),
            ("media/image1.png", "image1.png"),
            ("third/image1.png", "image1-4.png"),
            ("media/a (b)", "a--b-"),
            ("other/a (b)", "a--b--2"),
            ("media/", "bild.png"),
        ] {
            assert_eq!(pictures.name(part), name, "{part}");
        }
        assert_eq!(pictures.into_parts().len(), 7);
    }
}
