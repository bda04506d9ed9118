//! Texts that are there for whoever asks for them, and take little room meanwhile.

use super::Source;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// A source text as a site keeps it: open, or packed. What is made of it is the same; to open a packed one takes microseconds.
#[derive(Clone)]
pub struct Stored(Arc<Slot>);

struct Slot {
    packed: Option<Packed>,
    open: OnceLock<Arc<Source>>,
}

/// A text in a third to two thirds of its room (LZ4: prose of a few kilobytes, ten times as fast as what packs closer).
#[derive(PartialEq, Eq)]
struct Packed {
    path: String,
    bytes: Box<[u8]>,
}

impl Packed {
    fn open(&self) -> Source {
        let text = lz4_flex::decompress_size_prepended(&self.bytes).ok();
        let text = text.and_then(|bytes| String::from_utf8(bytes).ok());
        // They are the bytes that were made of a text below.
        debug_assert!(text.is_some(), "{} can be opened", self.path);
        Source::new(self.path.as_str(), text.unwrap_or_default())
    }
}

impl Stored {
    /// A text that takes as little room as can be, until somebody keeps it open ([`Stored::get`]).
    pub fn packed(source: &Source) -> Self {
        let bytes = lz4_flex::compress_prepend_size(source.text.as_bytes()).into_boxed_slice();
        let packed = Some(Packed { path: source.path.clone(), bytes });
        Self(Arc::new(Slot { packed, open: OnceLock::new() }))
    }

    /// Where it stands, from the site's root.
    pub fn path(&self) -> &str {
        match (self.0.open.get(), &self.0.packed) {
            (Some(source), _) => &source.path,
            (None, Some(packed)) => &packed.path,
            (None, None) => "",
        }
    }

    /// The text, open for as long as it is held.
    pub fn open(&self) -> Arc<Source> {
        match (self.0.open.get(), &self.0.packed) {
            (None, Some(packed)) => packed.open().into(),
            _ => Arc::clone(self.keep()),
        }
    }

    /// The text, open from now on: for those few that something is told of.
    pub fn get(&self) -> &Source {
        self.keep()
    }

    fn keep(&self) -> &Arc<Source> {
        self.0.open.get_or_init(|| self.0.packed.as_ref().map(Packed::open).unwrap_or_default().into())
    }
}

impl From<Arc<Source>> for Stored {
    fn from(source: Arc<Source>) -> Self {
        Self(Arc::new(Slot { packed: None, open: source.into() }))
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
        match (&self.0.packed, &other.0.packed) {
            (Some(one), Some(other)) => one == other,
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
