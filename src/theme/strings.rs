//! The theme's words in one language.

use std::collections::BTreeMap;

/// Words by key. `{name}` in one is filled by [`Strings::fill`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strings(BTreeMap<String, String>);

impl Strings {
    /// From a map.
    pub fn new(map: BTreeMap<String, String>) -> Self {
        Self(map)
    }

    /// No words at all.
    pub const fn none() -> Self {
        Self(BTreeMap::new())
    }

    /// The words of a key. The standard theme has every key in every language (a test holds it to that), so a key that
    /// is missing is a fault of the program, and shows as itself rather than as a hole.
    pub fn get<'s>(&'s self, key: &'s str) -> &'s str {
        debug_assert!(self.0.contains_key(key), "no string {key}");
        self.0.get(key).map_or(key, String::as_str)
    }

    /// The words of a key with `{name}` replaced.
    pub fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        let mut text = self.get(key).to_owned();
        for (name, value) in args {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// Words for a number: `key_one` for 1, else `key_many`, with `{n}` replaced.
    pub fn count(&self, key: &str, n: usize) -> String {
        let form = if n == 1 { "one" } else { "many" };
        self.fill(&format!("{key}_{form}"), &[("n", &n.to_string())])
    }

    /// All of them, for the templates.
    pub fn all(&self) -> &BTreeMap<String, String> {
        &self.0
    }
}
