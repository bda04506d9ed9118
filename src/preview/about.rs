//! What the site's side tells of one page. What can be read off the page itself is not in it: see `page`.

use crate::report::{Findings, Span};
use std::path::PathBuf;

/// What is known of a page beside what stands on it.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// The text that the page is made of.
    pub source: Option<Source>,
    /// It is a draft: shown here, left out of what is built.
    pub draft: bool,
    /// What there is to correct in that text.
    pub findings: Findings,
    /// Places on the page that can be linked to, in the order of the text.
    pub places: Vec<Place>,
    /// How the text reads.
    pub reading: Option<Reading>,
    /// The same text in other versions.
    pub versions: Vec<Other>,
    /// The same page in other forms: to print, for a calendar …
    pub forms: Vec<Other>,
}

/// Where a text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// From the site's root.
    pub path: String,
    /// On this computer, if it is a file there.
    pub disk: Option<PathBuf>,
}

/// A place that can be linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where it was written.
    pub span: Span,
    /// Its anchor.
    pub id: String,
    /// What it says: the words of a heading.
    pub words: String,
}

/// How a text reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// All its words.
    pub words: usize,
    /// LIX, where the text is long enough to have one.
    pub lix: Option<usize>,
    /// Its longest sentences, with their words counted.
    pub longest: Vec<(usize, String)>,
}

/// Another page or file with the same content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// What it is called.
    pub name: String,
    /// The language of that name, if it is not that of the page.
    pub lang: Option<String>,
    /// Its address, from the site's root.
    pub address: String,
}

/// What an address holds, known without making it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// A page.
    Page,
    /// A file, and its size in bytes if it lies there already.
    File(Option<u64>),
}
