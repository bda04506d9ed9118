//! Texts that are there for whoever asks for them, and take little room meanwhile.

use super::Source;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// A source text as a site keeps it: open, or packed. What is made of it is the same; to open a packed one takes microseconds.
#[derive(Clone)]
pub struct Stored(Arc<Slot>);

enum Slot {
    Open(Arc<Source>),
    /// LZ4 (block format, the length in front), which is made to be fast rather than small: prose of a few kilobytes takes half to
    /// two thirds of its room.
    Packed {
        path: String,
        bytes: Box<[u8]>,
        /// Once somebody keeps it open.
        open: OnceLock<Arc<Source>>,
    },
}

fn unpack(path: &str, bytes: &[u8]) -> Arc<Source> {
    let text = lz4_flex::decompress_size_prepended(bytes).ok();
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
    // They are the bytes that were made of a text below.
    debug_assert!(text.is_some(), "{path} can be opened");
    Source::new(path, text.unwrap_or_default()).into()
}

impl Stored {
    /// A text that takes as little room as can be, until somebody keeps it open ([`Stored::get`]).
    pub fn packed(source: &Source) -> Self {
        let packed = lz4_flex::compress_prepend_size(source.text.as_bytes());
        // Copied: it was packed into more room than the text has, and an allocator takes back no less than half of a piece.
        let bytes = packed.as_slice().into();
        Self(Arc::new(Slot::Packed { path: source.path.clone(), bytes, open: OnceLock::new() }))
    }

    /// Where it stands, from the site's root.
    pub fn path(&self) -> &str {
        match &*self.0 {
            Slot::Open(source) => &source.path,
            Slot::Packed { path, .. } => path,
        }
    }

    /// The text, open for as long as it is held.
    pub fn open(&self) -> Arc<Source> {
        match &*self.0 {
            Slot::Open(source) => Arc::clone(source),
            Slot::Packed { path, bytes, open } => open.get().cloned().unwrap_or_else(|| unpack(path, bytes)),
        }
    }

    /// The text, open from now on: for those few that something is told of.
    pub fn get(&self) -> &Source {
        match &*self.0 {
            Slot::Open(source) => source,
            Slot::Packed { path, bytes, open } => open.get_or_init(|| unpack(path, bytes)),
        }
    }
}

impl From<Arc<Source>> for Stored {
    fn from(source: Arc<Source>) -> Self {
        Self(Arc::new(Slot::Open(source)))
    }
}

impl From<Source> for Stored {
    fn from(source: Source) -> Self {
        Arc::new(source).into()
    }
}

impl Default for Stored {
    fn default() -> Self {
        Source::default().into()
    }
}

/// The same text gives the same bytes.
impl PartialEq for Stored {
    fn eq(&self, other: &Self) -> bool {
        if Arc::ptr_eq(&self.0, &other.0) {
            return true;
        }
        match (&*self.0, &*other.0) {
            (Slot::Packed { bytes: one, .. }, Slot::Packed { bytes: other_bytes, .. }) => {
                one == other_bytes && self.path() == other.path()
            }
            _ => self.open() == other.open(),
        }
    }
}

impl Eq for Stored {}

impl fmt::Debug for Stored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Stored {}", self.path())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_that_was_packed_is_the_text(text in "(?s).{0,600}|(hej ){0,200}") {
            let source = Source::new("content/å.md", text);
            let stored = Stored::packed(&source);
            prop_assert_eq!(&*stored.open(), &source);
            prop_assert_eq!(stored.path(), "content/å.md");
            prop_assert!(stored == Stored::packed(&source) && stored == Stored::from(source.clone()));
            prop_assert_eq!(stored.get(), &source);
            prop_assert!(stored != Stored::packed(&Source::new("content/b.md", source.text)));
        }
    }

    #[test]
    fn what_is_not_kept_open_is_let_go() {
        let stored = Stored::packed(&Source::new("content/a.md", "Ord. ".repeat(1000)));
        let once = Arc::downgrade(&stored.open());
        assert!(once.upgrade().is_none());
        stored.get();
        assert!(Arc::ptr_eq(&stored.open(), &stored.clone().open()), "from now on it is open for all");
    }
}
