//! The typesetter: Typst, in the program. It sees a fixed set of files and nothing else: no disk, no network, no clock.
//!
//! The only file that knows Typst, but for tests.

use crate::theme::paper::Paper;
use rayon::ThreadPoolBuilder;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::ScopedJoinHandle;
use typst::diag::{FileError, FileResult, SourceDiagnostic, SourceResult, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
#[cfg(test)]
use typst::layout::{Frame, FrameItem};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World, comemo};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// The version of the typesetter: another one may set otherwise.
pub(super) const VERSION: &str = "0.15.1";

/// So many documents ago something was last of use, when it is forgotten.
const FORGET: usize = 8;

/// The stack that it gets, in bytes: deep enough for lists within lists, even in a build that is not optimised.
const STACK: usize = 32 << 20;

/// The typesetter with a theme's fonts and template. Made once for a theme.
pub(super) struct Press {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: String,
    /// The same, read.
    read: OnceLock<Source>,
}

/// Pages that are set and not yet written.
pub(super) struct Pages(PagedDocument);

impl Pages {
    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.pages().len()
    }

    /// As PDF/UA-1, or why not. `address` tells one document from another.
    pub(super) fn pdf(&self, address: &str) -> Result<Vec<u8>, String> {
        let standards =
            PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| error.message().to_string())?;
        let options = PdfOptions {
            ident: Smart::Custom(address.to_owned()),
            creator: Smart::Custom(Some("samverka".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        guarded(|| typst_pdf::pdf(&self.0, &options))
    }
}

#[cfg(test)]
impl Pages {
    /// All words that are set, in the order in which they are.
    pub(super) fn words(&self) -> String {
        let mut out = String::new();
        self.walk(&mut |item| {
            if let FrameItem::Text(text) = item {
                out.push_str(&text.text);
            }
        });
        out
    }

    /// How many pictures are drawn.
    pub(super) fn pictures(&self) -> usize {
        self.picture_heights().len()
    }

    /// How high each picture is drawn, in millimetres.
    pub(super) fn picture_heights(&self) -> Vec<f64> {
        let mut heights = Vec::new();
        self.walk(&mut |item| {
            if let FrameItem::Image(_, size, _) = item {
                heights.push(size.y.to_mm());
            }
        });
        heights
    }

    fn walk(&self, visit: &mut dyn FnMut(&FrameItem)) {
        fn within(frame: &Frame, visit: &mut dyn FnMut(&FrameItem)) {
            for (_, item) in frame.items() {
                visit(item);
                if let FrameItem::Group(group) = item {
                    within(&group.frame, visit);
                }
            }
        }
        self.0.pages().iter().for_each(|page| within(&page.frame, visit));
    }
}

impl Press {
    /// The one for a theme. The last is kept, as all pages of a site have the same.
    pub(super) fn of(paper: &Arc<Paper>) -> Arc<Self> {
        static LAST: Mutex<Option<([u8; 32], Arc<Press>)>> = Mutex::new(None);
        let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, press)) = last.as_ref().filter(|(digest, _)| *digest == paper.digest) {
            return Arc::clone(press);
        }
        let press = Arc::new(Self::new(paper));
        *last = Some((paper.digest, Arc::clone(&press)));
        press
    }

    fn new(paper: &Paper) -> Self {
        let fonts: Vec<Font> =
            paper.fonts.iter().flat_map(|font| Font::iter(Bytes::new(font.clone()))).collect();
        let features = [Feature::A11yExtras].into_iter().collect();
        Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template: paper.template.clone(),
            read: OnceLock::new(),
        }
    }

    /// Whether some font has a character.
    pub(super) fn has(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }

    /// Sets a text; `files` are pictures by the names that it gives them. Whatever the typesetter remarks on is a fault.
    pub(super) fn set(&self, main: String, files: &BTreeMap<String, Arc<[u8]>>) -> Result<Pages, String> {
        let files = files.iter().map(|(name, bytes)| (name.clone(), Bytes::new(Shared(Arc::clone(bytes)))));
        let table = Table { press: self, main: Source::detached(main), files: files.collect() };
        let pages = guarded(|| {
            let Warned { output, warnings } = typst::compile::<PagedDocument>(&table);
            if warnings.is_empty() { output } else { Err(warnings) }
        });
        // What is kept for the next document must not grow with their number.
        comemo::evict(FORGET);
        pages.map(Pages)
    }
}

/// Bytes that several documents share.
struct Shared(Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// What comes of the typesetter; what it says when it fails. It works on a thread of its own, for three reasons. It divides
/// its work among threads, and one of ours that waited for them would meanwhile take up the next page, and the next, until
/// its stack is full. It needs a deep stack. And a fault within it that ends in a panic ends there, and is told like others.
fn guarded<T: Send>(work: impl FnOnce() -> SourceResult<T> + Send) -> Result<T, String> {
    let alone = || {
        // Pages are set side by side, so a single one need not be.
        let pool = ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
        pool.map(|_| work())
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, alone);
        match thread.map(ScopedJoinHandle::join) {
            Ok(Ok(Ok(Ok(value)))) => Ok(value),
            Ok(Ok(Ok(Err(faults)))) => Err(faults.iter().map(told).collect::<Vec<_>>().join("; ")),
            Ok(Ok(Err(error))) => Err(error.to_string()),
            Ok(Err(_)) => Err("Typst: panic".to_owned()),
            Err(error) => Err(error.to_string()),
        }
    })
}

fn told(fault: &SourceDiagnostic) -> String {
    let hints = fault.hints.iter().map(|hint| hint.v.as_str());
    std::iter::once(fault.message.as_str()).chain(hints).collect::<Vec<_>>().join(", ")
}

/// What lies on the table for one document. The typesetter keeps the names of files for ever, and has room for 65,535: they
/// are few here, and the same from one document to the next.
struct Table<'p> {
    press: &'p Press,
    main: Source,
    files: BTreeMap<String, Bytes>,
}

/// The name of a file of ours; `None` for one of a package.
fn name(id: FileId) -> Option<&'static str> {
    let path = id.get();
    (*path.root() == VirtualRoot::Project).then(|| path.vpath().get_without_slash())
}

impl World for Table<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.press.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        match name(id) {
            Some("paper.typ") => {
                let read = || Source::new(id, self.press.template.clone());
                Ok(self.press.read.get_or_init(read).clone())
            }
            _ => Err(FileError::AccessDenied),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        name(id).and_then(|name| self.files.get(name)).cloned().ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
