//! The server: its threads, and HTTP as it goes over the wire.

use super::answer::{Reply, reply};
use super::ask::{self, Ask, Door};
use super::live::{Live, Now};
use super::watch::{Note, Watch};
use super::{Event, Options, Snapshot, Writer, words};
use crate::report::{Arg, Finding, Findings, catalog::tool};
use std::io::{self, Cursor};
use std::net::{IpAddr, Ipv4Addr, TcpListener, UdpSocket};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, Scope};
use std::time::{Duration, Instant};
use tiny_http::{Header, Request, Response};

/// So many requests are answered at once.
const WORKERS: usize = 4;
/// A page waits so long before it must ask again.
const PATIENCE: Duration = Duration::from_secs(25);
/// When too many wait, or two pages call themselves the same tab, a page asks again after so many milliseconds.
const CROWDED: u32 = 2000;

/// A preview that has its port.
pub struct Server {
    http: tiny_http::Server,
    door: Door,
    lan: bool,
    writer: Writer,
    folders: Vec<PathBuf>,
    /// Look every second, though the operating system may tell of changes.
    pub(super) poll: bool,
    live: Live,
    notes: Sender<Note>,
    heard: Mutex<Option<Receiver<Note>>>,
    broken: Mutex<Option<io::Error>>,
}

impl Server {
    /// Takes the port: on this computer only, unless others are to look too.
    pub fn bind(options: &Options) -> Result<Self, Findings> {
        let refuse =
            |error: io::Error| -> Findings { std::iter::once(port_taken(options.port, &error)).collect() };
        let at = if options.lan { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
        let listener = TcpListener::bind((at, options.port)).map_err(refuse)?;
        let port = listener.local_addr().map_err(refuse)?.port();
        let http = tiny_http::Server::from_listener(listener, None)
            .map_err(|error| refuse(io::Error::other(error.to_string())))?;
        let (notes, heard) = channel();
        Ok(Self {
            http,
            door: Door { port, network: if options.lan { on_network() } else { Vec::new() } },
            lan: options.lan,
            // An address of a file on this computer is nothing for a phone.
            writer: Writer { lang: options.lang, editor: options.editor.filter(|_| !options.lan) },
            folders: options.folders.clone(),
            poll: false,
            live: Live::new(),
            notes,
            heard: Mutex::new(Some(heard)),
            broken: Mutex::new(None),
        })
    }

    /// Where browsers find it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.door.port)
    }

    /// Where others on the network find it.
    pub(super) fn network_urls(&self) -> Vec<String> {
        self.door.network.iter().map(|address| format!("http://{address}:{}/", self.door.port)).collect()
    }

    /// Serves until [`Server::stop`]. A server runs once.
    pub fn run(
        &self,
        load: &(dyn Fn() -> Arc<dyn Snapshot> + Sync),
        told: &(dyn Fn(Event) + Sync),
    ) -> Result<(), Findings> {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(heard) = heard else { return Ok(()) };
        // Watched before it is read: what is saved meanwhile is not missed.
        let (mut watch, reason) = Watch::start(&self.folders, self.notes.clone(), self.poll);
        let polling = |reason: Option<String>| {
            if let Some(reason) = reason {
                told(Event::Polling { reason });
            }
        };
        let (findings, errors, millis) = self.load(load);
        told(Event::Loaded { findings, errors, millis });
        told(Event::Listening { url: self.url() });
        if self.lan {
            told(Event::Open { urls: self.network_urls() });
        }
        polling(reason);
        thread::scope(|scope| {
            for _ in 0..WORKERS {
                scope.spawn(|| self.work(scope));
            }
            while let Ok(Note::Disk(first)) = heard.recv() {
                let (mut changed, reason) = watch.hear(first);
                polling(reason);
                // What has come in meanwhile needs no reading of its own.
                while let Ok(note) = heard.try_recv() {
                    let Note::Disk(more) = note else {
                        self.stop();
                        break;
                    };
                    let (also, reason) = watch.hear(more);
                    changed |= also;
                    polling(reason);
                }
                // A fault of ours in reading leaves the state before it on the screen.
                if changed
                    && !self.live.is_stopped()
                    && let Ok((findings, errors, millis)) = catch_unwind(AssertUnwindSafe(|| self.load(load)))
                {
                    told(Event::Reloaded { findings, errors, millis });
                }
            }
            self.live.stop();
            for _ in 0..WORKERS {
                self.http.unblock();
            }
        });
        match self.broken.lock().unwrap_or_else(PoisonError::into_inner).take() {
            None => Ok(()),
            Some(error) => {
                let finding = Finding::nowhere(&tool::PREVIEW_FAILED).with("reason", error.to_string());
                Err(std::iter::once(finding).collect())
            }
        }
    }

    /// Ends [`Server::run`], from another thread.
    pub fn stop(&self) {
        self.live.stop();
        let _ = self.notes.send(Note::Stop);
    }

    /// Reads the site and shows it: how many findings, how many errors, how many milliseconds.
    fn load(&self, load: &(dyn Fn() -> Arc<dyn Snapshot> + Sync)) -> (usize, usize, u128) {
        let start = Instant::now();
        let snapshot = load();
        let (findings, errors) = (snapshot.findings().len(), snapshot.findings().errors());
        self.live.show(snapshot);
        (findings, errors, start.elapsed().as_millis())
    }

    /// One of the threads that answer.
    fn work<'scope>(&'scope self, scope: &'scope Scope<'scope, '_>) {
        while !self.live.is_stopped() {
            match self.http.recv() {
                Ok(request) => self.answer(request, scope),
                Err(_) if self.live.is_stopped() => {}
                Err(error) => {
                    *self.broken.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                    self.stop();
                }
            }
        }
    }

    fn answer<'scope>(&'scope self, request: Request, scope: &'scope Scope<'scope, '_>) {
        let hosts: Vec<&str> = request
            .headers()
            .iter()
            .filter(|header| header.field.equiv("Host"))
            .map(|header| header.value.as_str())
            .collect();
        let asked = ask::read(request.method().as_str(), request.url(), &hosts, &self.door);
        let reply = match asked {
            Err(refusal) => Reply::refusal(refusal, self.writer.lang),
            Ok(Ask::Wait { since, tab }) => return self.wait(request, since, tab, scope),
            Ok(asked) => {
                let Some(now) = self.live.now() else { return };
                // A fault of ours in one page must not take the others with it.
                catch_unwind(AssertUnwindSafe(|| reply(&asked, &now, self.writer)))
                    .unwrap_or_else(|_| Reply::bug(self.writer.lang))
            }
        };
        send(request, reply);
    }

    /// Answers when the version is another, on a thread of its own: waiting must not keep others from being served.
    fn wait<'scope>(
        &'scope self,
        request: Request,
        since: String,
        tab: String,
        scope: &'scope Scope<'scope, '_>,
    ) {
        let tell = |request, now: Option<Now>, pause| {
            if let Some(now) = now {
                send(request, Reply::version(&now.version, pause));
            }
        };
        match self.live.question(&tab) {
            None => tell(request, self.live.now(), CROWDED),
            Some(question) => {
                scope.spawn(move || {
                    let (now, is_last) = self.live.after(&since, &tab, question, PATIENCE);
                    tell(request, now, if is_last { 0 } else { CROWDED });
                });
            }
        }
    }
}

fn send(request: Request, reply: Reply) {
    let headers = [
        Some(("Content-Type", content_type(reply.mime))),
        Some(("Cache-Control", "no-store".to_owned())),
        Some(("X-Content-Type-Options", "nosniff".to_owned())),
        // Another site that is open in the same browser may not take in our scripts and pictures.
        Some(("Cross-Origin-Resource-Policy", "same-origin".to_owned())),
        reply.header,
    ];
    let headers = headers.into_iter().flatten();
    let headers = headers.filter_map(|(name, value)| Header::from_bytes(name, value).ok()).collect();
    let length = reply.bytes.len();
    let response = Response::new(reply.status.into(), headers, Cursor::new(reply.bytes), Some(length), None);
    // The browser may have gone; there is nobody to tell.
    let _ = request.respond(response.with_chunked_threshold(usize::MAX));
}

/// The addresses of this computer on the networks that it is on. Nothing is sent: a socket that is told to whom it will
/// speak knows from where. One a kind of private network, and the way to the rest of the world.
fn on_network() -> Vec<IpAddr> {
    let mut found: Vec<IpAddr> = Vec::new();
    for far in ["192.0.2.1:9", "192.168.255.254:9", "10.255.255.254:9", "172.16.255.254:9"] {
        let own = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
            socket.connect(far)?;
            socket.local_addr()
        });
        if let Ok(own) = own
            && !own.ip().is_loopback()
            && !own.ip().is_unspecified()
            && !found.contains(&own.ip())
        {
            found.push(own.ip());
        }
    }
    found
}

/// A media type with its charset, if it is text and has none.
fn content_type(mime: &str) -> String {
    let text = mime.starts_with("text/") || mime.ends_with("xml") || mime == "application/javascript";
    if text && !mime.contains("charset") { format!("{mime}; charset=utf-8") } else { mime.to_owned() }
}

fn port_taken(port: u16, error: &io::Error) -> Finding {
    let reason = match error.kind() {
        io::ErrorKind::AddrInUse => Arg::from(words::PORT_IN_USE),
        io::ErrorKind::PermissionDenied => Arg::from(words::PORT_NOT_ALLOWED),
        _ => Arg::from(error.to_string()),
    };
    let first = port.max(1023);
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    let other = (1..=20).filter_map(|step| first.checked_add(step)).find(free).unwrap_or(4000);
    Finding::nowhere(&tool::PORT_TAKEN)
        .with("port", port.to_string())
        .with("reason", reason)
        .with("other", other.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_says_its_charset() {
        assert_eq!(content_type("text/html"), "text/html; charset=utf-8");
        assert_eq!(content_type("application/atom+xml"), "application/atom+xml; charset=utf-8");
        assert_eq!(content_type("text/css; charset=utf-8"), "text/css; charset=utf-8");
        assert_eq!(content_type("image/png"), "image/png");
        assert_eq!(content_type("application/pdf"), "application/pdf");
    }
}
