//! The texts that findings point into.

use super::Stored;
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

/// A source file, by its place in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FileId(pub u32);

/// A range of bytes in a source file. `start <= end`, both within the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// A span over a range of bytes. Source files are bounded far below 4 GiB (see `world::MAX_TEXT`).
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file, start: clamp(range.start), end: clamp(range.end.max(range.start)) }
    }

    /// The first byte of a file: for what concerns the file as a whole.
    pub fn file_start(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }

    /// The byte range.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// A part of this span, by offsets from its start. Clamped to the span.
    #[must_use]
    pub fn slice(self, range: std::ops::Range<usize>) -> Self {
        let start = self.start as usize + range.start;
        let end = (self.start as usize + range.end).min(self.end as usize);
        Self::new(self.file, start.min(end)..end)
    }

    /// From the start of this to the end of `other` (same file).
    #[must_use]
    pub fn to(self, other: Span) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// A value that remembers where it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// A value at a place.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// Changes the value, keeps the place.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

/// What is said, wherever it is said: a place moves with each word that is written above it.
impl<T: Hash> Hash for Spanned<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.value.hash(state);
    }
}

impl<T> std::ops::Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// One source text.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Its path from the site's root, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
    /// Byte offset of each line's start, counted when somebody asks for a place: of most texts nobody does.
    lines: OnceLock<Box<[u32]>>,
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.text == other.text
    }
}

impl Eq for Source {}

/// A place as a person counts: line and column from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

impl Source {
    /// A text at a path.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into(), lines: OnceLock::new() }
    }

    /// Where each line starts. Source files are bounded far below 4 GiB (see `world::MAX_TEXT`).
    fn starts(&self) -> &[u32] {
        self.lines.get_or_init(|| {
            let after = self.text.match_indices('\n').map(|(at, _)| at + 1);
            std::iter::once(0).chain(after.map(|at| u32::try_from(at).unwrap_or(u32::MAX))).collect()
        })
    }

    /// Where a line starts, counted from 0.
    fn start(&self, line: usize) -> Option<usize> {
        self.starts().get(line).map(|&start| start as usize)
    }

    /// The line and column of a byte. A byte order mark has no width.
    pub fn position(&self, byte: usize) -> Position {
        let byte = floor_char_boundary(&self.text, byte);
        let line = self.starts().partition_point(|&start| start as usize <= byte).max(1);
        let start = self.start(line - 1).unwrap_or(0);
        let before = self.text.get(start..byte).unwrap_or("");
        Position { line, column: before.trim_start_matches('\u{feff}').chars().count() + 1 }
    }

    /// The first character of a range and the one after its last. Line ends and spaces at the end of the range are no part
    /// of it.
    pub fn extent(&self, range: std::ops::Range<usize>) -> (Position, Position) {
        let start = floor_char_boundary(&self.text, range.start);
        let end = floor_char_boundary(&self.text, range.end).max(start);
        let text = self.text.get(start..end).unwrap_or("");
        (self.position(start), self.position(start + text.trim_end().len()))
    }

    /// The text of a line (from 1), without its end.
    pub fn line(&self, line: usize) -> &str {
        let start = self.start(line.wrapping_sub(1)).unwrap_or(self.text.len());
        let end = self.start(line).unwrap_or(self.text.len());
        self.text.get(start..end).unwrap_or("").trim_end_matches(['\n', '\r']).trim_start_matches('\u{feff}')
    }
}

/// The nearest character boundary at or before `byte`.
pub fn floor_char_boundary(text: &str, byte: usize) -> usize {
    let mut at = byte.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// All source texts of a site, in the order of their paths. They never change, so states of a site may share them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sources(Vec<Stored>);

impl Sources {
    /// Takes a text in and gives its id.
    pub fn add(&mut self, source: impl Into<Stored>) -> FileId {
        self.0.push(source.into());
        FileId(u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX))
    }

    /// The source of an id that came from this table, to tell something of it: it is open from now on. Who goes through all of them
    /// asks for [`Sources::stored`].
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.stored(file).map(Stored::get)
    }

    /// The source of an id, as it is kept.
    pub fn stored(&self, file: FileId) -> Option<&Stored> {
        self.0.get(file.0 as usize)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Stored)> {
        self.0.iter().enumerate().map(|(i, s)| (FileId(u32::try_from(i).unwrap_or(u32::MAX)), s))
    }
}
