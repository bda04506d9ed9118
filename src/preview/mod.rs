//! The site while it is being written: serve, watch, reload.
//!
//! [`serve`] shows a [`Snapshot`] of the site on this computer only, watches the folders of the sources, and when
//! something changes asks for a new snapshot. A page is rendered when a browser asks for it. Pages that are open in
//! a browser follow by themselves (`reload.js`) without moving the reader's focus or place on the page. A strip on each
//! says how the page stands and leads to what there is to tell of it (`side`); `/__samverka/` lists what is wrong with
//! the whole site.
//!
//! The site's own strict policy (no inline script, nothing from elsewhere) holds in the preview
//! too: what is added to a page is one script and plain HTML. Nothing is written to disk here, and nothing is
//! reachable from another computer (unless [`Options::lan`] asks for it), or from another site open in the same browser
//! (`ask` checks the host).

mod about;
mod answer;
mod ask;
mod editor;
mod inject;
mod live;
mod page;
mod panel;
mod paper;
mod server;
mod side;
mod strip;
#[cfg(test)]
mod tests;
mod watch;
mod wire;
mod words;

pub use about::{About, Held, Other, Place, Reading, Source};
pub use editor::Editor;
pub use server::Server;

use crate::language::Lang;
use crate::report::{Findings, Sources};
use std::path::PathBuf;
use std::sync::Arc;

/// What an address holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its media type. A charset is added to text.
    pub mime: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One state of the site, as read at one moment.
pub trait Snapshot: Send + Sync {
    /// What an address ("moten/x.html") holds, rendered now; `None` if there is no such address.
    fn get(&self, address: &str) -> Option<Result<Answer, Findings>>;

    /// What stands at an address, without making it.
    fn holds(&self, address: &str) -> Option<Held>;

    /// What is known of the page at an address; `None` if there is no page.
    fn about(&self, address: &str) -> Option<About>;

    /// The site's own page for an address that does not exist. Its links must lead on from that address.
    fn not_found(&self, address: &str) -> Answer;

    /// A number that is another whenever something has changed that pages load: styles, scripts, pictures.
    fn beside(&self) -> u64;

    /// All that is known to be wrong with the site.
    fn findings(&self) -> &Findings;

    /// The texts that the findings point into.
    fn sources(&self) -> &Sources;
}

/// How to serve.
#[derive(Debug, Clone)]
pub struct Options {
    /// The port; 0 for any that is free.
    pub port: u16,
    /// The language of our own words. The site's pages have their own.
    pub lang: Lang,
    /// The folders to watch. Some may not exist yet.
    pub folders: Vec<PathBuf>,
    /// Answer others on the same network too: a phone.
    pub lan: bool,
    /// The editor that opens a file when a link is followed.
    pub editor: Option<Editor>,
}

/// Who looks: what language to speak, and what opens files.
#[derive(Debug, Clone, Copy)]
struct Writer {
    lang: Lang,
    editor: Option<Editor>,
}

/// What happens while the preview runs, for whoever shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The site was read for the first time.
    Loaded {
        /// How many things are to be told.
        findings: usize,
        /// How many of them are errors.
        errors: usize,
        /// How long the reading took.
        millis: u128,
    },
    /// Browsers can come.
    Listening {
        /// Where to.
        url: String,
    },
    /// Others on the same network can come too.
    Open {
        /// Where to; empty when this computer is on no network.
        urls: Vec<String>,
    },
    /// Something changed, and the site was read again.
    Reloaded {
        /// How many things are to be told.
        findings: usize,
        /// How many of them are errors.
        errors: usize,
        /// How long the reading took.
        millis: u128,
    },
    /// The operating system does not tell of changes; we look every second.
    Polling {
        /// Why.
        reason: String,
    },
}

/// Serves until the process ends. `load` reads the site; `told` hears what happens.
pub fn serve(
    options: &Options,
    load: &(dyn Fn() -> Arc<dyn Snapshot> + Sync),
    told: &(dyn Fn(Event) + Sync),
) -> Result<(), Findings> {
    Server::bind(options)?.run(load, told)
}

/// What a request asks for, by its bytes: the address below the site's root, if it is one that a preview on this port would
/// answer. For whoever wants to try what can be sent.
pub fn asked(head: &[u8], port: u16) -> Option<String> {
    let request = wire::parse(head)?;
    let hosts: Vec<&str> = request.hosts.iter().map(String::as_str).collect();
    let door = ask::Door { port, network: Vec::new() };
    match ask::read(&request.method, &request.url, &hosts, &door).ok()? {
        ask::Ask::Page { address, .. } | ask::Ask::About { address } | ask::Ask::Paper { address } => {
            Some(address)
        }
        _ => None,
    }
}
