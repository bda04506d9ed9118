//! What every target can do, and how it can fail. The rest of the room knows nothing more of a server than this.

use std::fmt;

/// A place to publish to. Paths are addresses of the site, with `/` and without a first one; `""` is the top.
///
/// A target that has lost its connection makes a new one at the next call, so whoever calls may simply try again.
pub trait Target {
    /// The bytes of a file, if there is one.
    fn read(&mut self, path: &str) -> Result<Option<Vec<u8>>, Fault>;

    /// What is directly in a folder. A folder that does not exist holds nothing.
    fn list(&mut self, folder: &str) -> Result<Vec<Entry>, Fault>;

    /// Makes a file that must not exist. `false` if it does. Where a server knows no such thing, [`Target::is_exclusive`]
    /// says so.
    fn create(&mut self, path: &str, bytes: &[u8]) -> Result<bool, Fault>;

    /// Writes a file, and makes the folders it needs. If this fails, a part of the file may be there.
    fn write(&mut self, path: &str, bytes: &[u8], headers: Headers) -> Result<(), Fault>;

    /// Moves a file onto another, which gives way.
    fn rename(&mut self, from: &str, to: &str) -> Result<(), Fault>;

    /// Removes a file. One that is gone already is removed.
    fn remove(&mut self, path: &str) -> Result<(), Fault>;

    /// Removes a folder if nothing is in it; otherwise nothing happens.
    fn remove_folder(&mut self, folder: &str) -> Result<(), Fault>;

    /// Whether files are written under another name and moved into place. Not needed where a file that is being written
    /// is seen by nobody before it is whole.
    fn moves_into_place(&self) -> bool;

    /// Whether of two that call [`Target::create`] at once only one is told that it did.
    fn is_exclusive(&self) -> bool;
}

/// Something in a folder of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name, without the folder's.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
}

/// What something in a folder is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link to somewhere else, a device: never ours.
    Other,
}

/// What a server is to tell browsers of a file. Targets that are no web servers themselves have no use for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Headers {
    /// The media type.
    pub media: &'static str,
    /// For how long a copy may be used unasked.
    pub cache: &'static str,
}

impl Headers {
    /// Of a file with a media type. What holds words is asked for anew each time (which costs nothing when it is the
    /// same), so that what is corrected or withdrawn is gone at once; pictures and sounds may be kept for an hour.
    pub fn of(media: &'static str) -> Self {
        let kept = ["image/", "audio/", "video/", "font/"].iter().any(|kind| media.starts_with(kind));
        Self { media, cache: if kept { "public, max-age=3600" } else { "no-cache" } }
    }

    /// Of the files with which samverka keeps its own books.
    pub fn own() -> Self {
        Self { media: "application/json; charset=utf-8", cache: "no-store" }
    }
}

/// Why a target did not do what it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The connection was lost, or there was none: worth another try.
    Dropped(String),
    /// The server does not let us in.
    Login(String),
    /// The server's key is not known. With its fingerprint.
    HostKeyUnknown(String),
    /// The server's key is another than the one that is known: the known one, the new one.
    HostKeyChanged(String, String),
    /// The server cannot show that it is the one it says.
    Certificate(String),
    /// No room is left.
    Full(String),
    /// We may not do this here.
    Denied(String),
    /// This program was built without targets over the network.
    NotBuiltIn,
    /// Anything else.
    Other(String),
}

impl Fault {
    /// Whether another try may help.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Dropped(_))
    }

    /// The same with its words changed.
    #[must_use]
    pub fn map(self, words: impl Fn(&str) -> String) -> Self {
        match self {
            Self::Dropped(reason) => Self::Dropped(words(&reason)),
            Self::Login(reason) => Self::Login(words(&reason)),
            Self::Certificate(reason) => Self::Certificate(words(&reason)),
            Self::Full(reason) => Self::Full(words(&reason)),
            Self::Denied(reason) => Self::Denied(words(&reason)),
            Self::Other(reason) => Self::Other(words(&reason)),
            same @ (Self::HostKeyUnknown(_) | Self::HostKeyChanged(..) | Self::NotBuiltIn) => same,
        }
    }

    /// What the server or the system said.
    pub fn reason(&self) -> &str {
        match self {
            Self::NotBuiltIn => "",
            Self::Dropped(reason)
            | Self::Login(reason)
            | Self::HostKeyUnknown(reason)
            | Self::HostKeyChanged(_, reason)
            | Self::Certificate(reason)
            | Self::Full(reason)
            | Self::Denied(reason)
            | Self::Other(reason) => reason,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}

/// The folder that a path is in; `""` at the top.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A name in a folder, as a path.
pub(crate) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
