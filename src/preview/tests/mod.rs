//! A real server on a free port, with a site made by hand.

mod hostile;
mod http;
mod panel;
mod side;
mod watching;

use super::*;
use crate::report::catalog::tool;
use crate::report::{Finding, Source, Span};
use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A site of a few files; what is wrong with it is given.
#[derive(Default)]
struct Fake {
    files: BTreeMap<String, Answer>,
    broken: Vec<String>,
    findings: Findings,
    sources: Sources,
    abouts: BTreeMap<String, About>,
    beside: u64,
}

impl Fake {
    fn with(mut self, address: &str, mime: &'static str, text: &str) -> Self {
        self.files.insert(address.to_owned(), Answer { mime, bytes: text.as_bytes().to_vec() });
        self
    }

    fn page(self, address: &str, text: &str) -> Self {
        self.with(
            address,
            "text/html",
            &format!(
                "<!DOCTYPE html><html lang=\"sv\"><head><title>T</title></head><body>{text}</body></html>"
            ),
        )
    }

    /// One source text and findings of both kinds, at places and nowhere.
    fn wrong(mut self) -> Self {
        let file = self.sources.add(Source::new("content/a & b.md", "rubrik: <x>\nen \"rad\" till\n"));
        let at = |range| Span::new(file, range);
        self.findings.push(Finding::at(&tool::FOLDER_NOT_EMPTY, at(8..11)).with("path", "<b>x</b>"));
        self.findings.push(Finding::nowhere(&tool::FILE_EXISTS).with("path", "y").related(at(0..3)));
        self.findings.push(Finding::at(&crate::report::catalog::site::SITE_FILE_MISSING, at(15..20)));
        self
    }
}

impl Snapshot for Fake {
    fn get(&self, address: &str) -> Option<Result<Answer, Findings>> {
        assert!(address != "stumble.html", "a fault of ours");
        if self.broken.iter().any(|broken| broken == address) {
            return Some(Err(self.findings.clone()));
        }
        self.files.get(address).cloned().map(Ok)
    }

    fn holds(&self, address: &str) -> Option<Held> {
        let answer = self.files.get(address)?;
        Some(if answer.mime == "text/html" {
            Held::Page
        } else {
            Held::File(Some(answer.bytes.len() as u64))
        })
    }

    fn about(&self, address: &str) -> Option<About> {
        (self.holds(address) == Some(Held::Page))
            .then(|| self.abouts.get(address).cloned().unwrap_or_default())
    }

    fn not_found(&self, address: &str) -> Answer {
        let page = format!("<html><head></head><body>{address} saknas</body></html>");
        Answer { mime: "text/html", bytes: page.into_bytes() }
    }

    fn beside(&self) -> u64 {
        self.beside
    }

    fn findings(&self) -> &Findings {
        &self.findings
    }

    fn sources(&self) -> &Sources {
        &self.sources
    }
}

fn options() -> Options {
    Options { port: 0, lang: Lang::Sv, folders: Vec::new(), lan: false, editor: None }
}

/// A server that runs until the test ends.
struct Running {
    server: Arc<Server>,
    port: u16,
    thread: Option<JoinHandle<Result<(), Findings>>>,
    events: Mutex<Receiver<Event>>,
}

impl Running {
    fn of(site: Fake) -> Self {
        let site: Arc<dyn Snapshot> = Arc::new(site);
        Self::start(Vec::new(), false, move || Arc::clone(&site))
    }

    fn start(
        folders: Vec<PathBuf>,
        poll: bool,
        load: impl Fn() -> Arc<dyn Snapshot> + Send + Sync + 'static,
    ) -> Self {
        Self::with(&Options { folders, ..options() }, poll, load)
    }

    fn with(
        options: &Options,
        poll: bool,
        load: impl Fn() -> Arc<dyn Snapshot> + Send + Sync + 'static,
    ) -> Self {
        let mut server = Server::bind(options).expect("a free port");
        server.poll = poll;
        let server = Arc::new(server);
        let (sender, events): (Sender<Event>, _) = channel();
        let running = Arc::clone(&server);
        let thread = std::thread::spawn(move || running.run(&load, &move |event| drop(sender.send(event))));
        let events = Mutex::new(events);
        let port = server
            .url()
            .trim_end_matches('/')
            .rsplit(':')
            .next()
            .and_then(|port| port.parse().ok())
            .expect("a port");
        let running = Self { server, port, thread: Some(thread), events };
        running.wait_for(|event| matches!(event, Event::Listening { .. }), Duration::from_secs(5));
        running
    }

    /// Waits for an event.
    fn wait_for(&self, is_it: impl Fn(&Event) -> bool, patience: Duration) -> Event {
        let end = Instant::now() + patience;
        let events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let event = events.recv_timeout(left).expect("the event comes in time");
            if is_it(&event) {
                return event;
            }
        }
    }

    fn reloaded(&self, patience: Duration) {
        self.wait_for(|event| matches!(event, Event::Reloaded { .. }), patience);
    }

    /// Lets what is still on its way come in.
    fn settle(&self) {
        let events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        while events.recv_timeout(Duration::from_millis(250)).is_ok() {}
    }

    /// How often the site is read again until nothing happens for so long.
    fn reloads(&self, patience: Duration) -> usize {
        let events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        std::iter::from_fn(|| events.recv_timeout(patience).ok()).count()
    }

    /// No reload within this time.
    fn quiet(&self, patience: Duration) {
        let events = self.events.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(events.recv_timeout(patience).ok(), None);
    }

    /// Sends bytes and reads until the server ends the connection.
    fn raw(&self, request: &str) -> Response {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("set");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("read");
        Response::parse(&bytes)
    }

    fn send(&self, method: &str, path: &str) -> Response {
        self.raw(&format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n",
            self.port
        ))
    }

    fn get(&self, path: &str) -> Response {
        self.send("GET", path)
    }

    /// The version that is shown.
    fn version(&self) -> String {
        let script = self.get("/__samverka/wait.js?since=").body;
        script
            .split("version: \"")
            .nth(1)
            .and_then(|rest| rest.split('"').next())
            .expect("a version")
            .to_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.server.stop();
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            if !std::thread::panicking() {
                assert_eq!(ended.expect("no panic"), Ok(()));
            }
        }
    }
}

/// An HTTP response, taken apart.
struct Response {
    status: u16,
    head: String,
    body: String,
}

impl Response {
    fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}
