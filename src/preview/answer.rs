//! What a request gets, from the state of the site alone.

use super::ask::{Ask, OURS, Refusal};
use super::live::Now;
use super::{Answer, Held, Writer, inject, panel, paper, side, strip, words};
use crate::language::Lang;
use std::borrow::Cow;

/// The script that reloads open pages.
const SCRIPT: &str = include_str!("reload.js");
/// The stylesheet of our own pages.
const STYLE: &str = include_str!("preview.css");
/// The style of the notice in a page of the site.
const NOTICE: &str = include_str!("notice.css");

const HTML: &str = "text/html";
const CSS: &str = "text/css";
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

    /// For what is no request.
    pub(super) fn unreadable(lang: Lang) -> Self {
        Self::new(400, PLAIN, format!("{}\n", words::UNREADABLE.raw(lang)))
    }

    /// For a page that made the program stumble.
    pub(super) fn bug(lang: Lang) -> Self {
        Self::new(500, PLAIN, format!("{}\n", words::BUG.raw(lang)))
    }

    /// For `wait.js`: the version that is shown now, how long to wait (in ms) before asking again, and the new page.
    pub(super) fn version(version: &str, pause: u32, page: Option<&str>) -> Self {
        let page = serde_json::Value::from(page);
        let script = format!(
            "document.dispatchEvent(new CustomEvent(\"samverka:version\", \
             {{ detail: {{ version: \"{version}\", pause: {pause}, page: {page} }} }}));\n"
        );
        Self::new(200, JAVASCRIPT, script)
    }

    fn redirect(to: String) -> Self {
        Self::new(301, PLAIN, "").with("Location", to)
    }
}

/// The reply to all that can be answered at once; [`Ask::Wait`] gets the version as it is.
pub(super) fn reply(ask: &Ask, now: &Now, writer: Writer) -> Reply {
    match ask {
        Ask::Script => Reply::new(200, JAVASCRIPT, SCRIPT),
        Ask::Style => Reply::new(200, CSS, STYLE),
        Ask::NoticeStyle => Reply::new(200, CSS, NOTICE),
        Ask::PaperStyle => match now.snapshot.get("style.css") {
            Some(Ok(style)) => Reply::new(200, CSS, paper::on_screen(&String::from_utf8_lossy(&style.bytes))),
            _ => Reply::new(404, CSS, ""),
        },
        Ask::Wait { .. } => Reply::version(&now.version, 0, None),
        Ask::Ours => Reply::redirect(format!("/{OURS}")),
        Ask::Panel => Reply::new(200, HTML, panel::all(now, writer.lang)),
        Ask::About { address } => about(address, now, writer, side::page),
        Ask::Paper { address } => about(address, now, writer, side::paper),
        Ask::Nothing => site(404, now.snapshot.not_found(""), now, &strip::of_nothing(now, writer.lang)),
        Ask::Page { address, path, paper } => page(address, path, *paper, now, writer.lang),
    }
}

/// The page that an open one is to become: as it is sent to whoever asks for it, if it is there and whole.
pub(super) fn successor(open: &Ask, now: &Now, writer: Writer) -> Option<String> {
    let reply = reply(open, now, writer);
    (reply.status == 200 && is_page(reply.mime)).then(|| String::from_utf8(reply.bytes).ok()).flatten()
}

/// The address of the file that a path means.
fn file(address: &str) -> Cow<'_, str> {
    let is_folder = address.is_empty() || address.ends_with('/');
    if is_folder { Cow::Owned(format!("{address}index.html")) } else { Cow::Borrowed(address) }
}

fn page(address: &str, path: &str, paper: bool, now: &Now, lang: Lang) -> Reply {
    let file = file(address);
    match now.snapshot.get(&file) {
        Some(Ok(answer)) if paper => bare(&answer),
        Some(Ok(answer)) => site(200, answer, now, &strip::of(now, &file, lang)),
        Some(Err(findings)) => Reply::new(500, HTML, panel::broken(now, &findings, address, lang)),
        None if file == address && now.snapshot.holds(&format!("{address}/index.html")).is_some() => {
            Reply::redirect(format!("{path}/"))
        }
        None => site(404, now.snapshot.not_found(address), now, &strip::of_nothing(now, lang)),
    }
}

/// What there is to tell of a page; of a file or of nothing there is nothing.
fn about(address: &str, now: &Now, writer: Writer, tell: impl Fn(&Now, &str, Writer) -> String) -> Reply {
    let address = file(address);
    if now.snapshot.holds(&address) != Some(Held::Page) {
        return site(
            404,
            now.snapshot.not_found(&format!("{OURS}x")),
            now,
            &strip::of_nothing(now, writer.lang),
        );
    }
    Reply::new(200, HTML, tell(now, &address, writer))
}

/// A page as it is printed. What is around it reloads it.
fn bare(answer: &Answer) -> Reply {
    let head = format!("<link rel=\"stylesheet\" href=\"/{OURS}paper.css\">");
    Reply::new(200, answer.mime, inject::into_page(&answer.bytes, "", &head, ""))
}

fn is_page(mime: &str) -> bool {
    mime.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case(HTML))
}

/// A file of the site; a page gets what makes it a preview.
fn site(status: u16, answer: Answer, now: &Now, strip: &strip::Strip) -> Reply {
    let Answer { mime, bytes } = answer;
    let bytes = if is_page(mime) {
        inject::into_page(&bytes, &panel::script(now), &strip.head, &strip.body)
    } else {
        bytes
    };
    Reply::new(status, mime, bytes)
}
