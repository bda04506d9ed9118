//! What a request gets, from the state of the site alone.

use super::ask::{Ask, OURS, Refusal};
use super::live::Now;
use super::{Answer, inject, panel, words};
use crate::language::Lang;
use std::borrow::Cow;

/// The script that reloads open pages.
const SCRIPT: &str = include_str!("reload.js");
/// The stylesheet of our own pages.
const STYLE: &str = include_str!("preview.css");
/// The style of the notice in a page of the site.
const NOTICE: &str = include_str!("notice.css");

const HTML: &str = "text/html";
const PLAIN: &str = "text/plain";
const JAVASCRIPT: &str = "text/javascript";

/// What is sent back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) mime: &'static str,
    pub(super) bytes: Vec<u8>,
    /// One more header: `Allow`, `Location`.
    pub(super) header: Option<(&'static str, String)>,
}

impl Reply {
    fn new(status: u16, mime: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { status, mime, bytes: bytes.into(), header: None }
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.header = Some((name, value));
        self
    }

    /// For a request that is not let in.
    pub(super) fn refusal(refusal: Refusal, lang: Lang) -> Self {
        let text = |phrase: crate::report::Phrase| format!("{}\n", phrase.raw(lang));
        match refusal {
            Refusal::Host => Self::new(403, PLAIN, text(words::WRONG_HOST)),
            Refusal::Method => {
                Self::new(405, PLAIN, text(words::WRONG_METHOD)).with("Allow", "GET, HEAD".to_owned())
            }
        }
    }

    /// For a page that made the program stumble.
    pub(super) fn bug(lang: Lang) -> Self {
        Self::new(500, PLAIN, format!("{}\n", words::BUG.raw(lang)))
    }

    /// For `wait.js`: the version that is shown now, and how long to wait (in ms) before asking again.
    pub(super) fn version(version: &str, pause: u32) -> Self {
        let script = format!(
            "document.dispatchEvent(new CustomEvent(\"samverka:version\", \
             {{ detail: {{ version: \"{version}\", pause: {pause} }} }}));\n"
        );
        Self::new(200, JAVASCRIPT, script)
    }

    fn redirect(to: String) -> Self {
        Self::new(301, PLAIN, "").with("Location", to)
    }
}

/// The reply to all that can be answered at once; [`Ask::Wait`] gets the version as it is.
pub(super) fn reply(ask: &Ask, now: &Now, lang: Lang) -> Reply {
    match ask {
        Ask::Script => Reply::new(200, JAVASCRIPT, SCRIPT),
        Ask::Style => Reply::new(200, "text/css", STYLE),
        Ask::NoticeStyle => Reply::new(200, "text/css", NOTICE),
        Ask::Wait { .. } => Reply::version(&now.version, 0),
        Ask::Ours => Reply::redirect(format!("/{OURS}")),
        Ask::Panel => Reply::new(200, HTML, panel::all(now, lang)),
        Ask::Nothing => site(404, now.snapshot.not_found(""), now, lang),
        Ask::Page { address, path } => page(address, path, now, lang),
    }
}

fn page(address: &str, path: &str, now: &Now, lang: Lang) -> Reply {
    let is_folder = address.is_empty() || address.ends_with('/');
    let file = if is_folder { Cow::Owned(format!("{address}index.html")) } else { Cow::Borrowed(address) };
    match now.snapshot.get(&file) {
        Some(Ok(answer)) => site(200, answer, now, lang),
        Some(Err(findings)) => Reply::new(500, HTML, panel::broken(now, &findings, address, lang)),
        None if !is_folder && now.snapshot.get(&format!("{address}/index.html")).is_some() => {
            Reply::redirect(format!("{path}/"))
        }
        None => site(404, now.snapshot.not_found(address), now, lang),
    }
}

/// A file of the site; a page gets what makes it a preview.
fn site(status: u16, answer: Answer, now: &Now, lang: Lang) -> Reply {
    let Answer { mime, bytes } = answer;
    let is_page = mime.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(HTML));
    let bytes = if is_page {
        inject::into_page(&bytes, &panel::script(now), &panel::notice(now, lang))
    } else {
        bytes
    };
    Reply::new(status, mime, bytes)
}
