//! The server: its threads, and who is let in.

use super::answer::{Reply, reply, successor};
use super::ask::{self, Ask, Door};
use super::live::{Live, Outcome};
use super::watch::{Heard, Note, WHOLE, Watch};
use super::wire::{self, Connection, Nothing};
use super::{Event, Options, Snapshot, Writer, words};
use crate::report::{Arg, Finding, Findings, catalog::tool};
use std::collections::BTreeMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Shutdown, TcpListener, TcpStream, UdpSocket};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, Scope};
use std::time::{Duration, Instant};

/// So many connections are open at once; a browser opens six. Then the oldest gives way: whoever opens many and says nothing
/// must not shut the writer out.
const MOST_CONNECTIONS: usize = 96;
/// So many are being let go of at once; then nobody is let in.
const MOST_LEAVING: usize = 96;
/// What is saved is read after so long, though more is being saved all the time.
const PATIENT: Duration = Duration::from_secs(1);
/// How often we look whether a page that waits is still there.
const LOOK: Duration = Duration::from_secs(1);
/// A page waits so long before it must ask again.
const PATIENCE: Duration = Duration::from_secs(25);
/// When too many wait, or two pages call themselves the same tab, a page asks again after so many milliseconds.
const CROWDED: u32 = 2000;

/// A preview that has its port.
pub struct Server {
    listener: TcpListener,
    /// Those who are connected, to let go of them; and whether that was done. The oldest come first.
    connected: Mutex<BTreeMap<u64, (TcpStream, bool)>>,
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
        let (notes, heard) = channel();
        Ok(Self {
            listener,
            connected: Mutex::default(),
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
            scope.spawn(|| self.open(scope));
            while self.next_change(&heard, &mut watch, &polling) {
                // A fault of ours in reading leaves the state before it on the screen.
                if let Ok((findings, errors, millis)) = catch_unwind(AssertUnwindSafe(|| self.load(load))) {
                    told(Event::Reloaded { findings, errors, millis });
                }
            }
            self.live.stop();
            self.close();
        });
        match self.broken.lock().unwrap_or_else(PoisonError::into_inner).take() {
            None => Ok(()),
            Some(error) => {
                let finding = Finding::nowhere(&tool::PREVIEW_FAILED).with("reason", error.to_string());
                Err(std::iter::once(finding).collect())
            }
        }
    }

    /// Waits until the sources have changed and nothing more happens to them. `false` when it is over.
    fn next_change(
        &self,
        heard: &Receiver<Note>,
        watch: &mut Watch,
        polling: &dyn Fn(Option<String>),
    ) -> bool {
        // When to read, and when at the latest: somebody may be writing without an end.
        let mut due: Option<(Instant, Instant)> = None;
        loop {
            let note = match due {
                None => heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some((at, _)) => heard.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match note {
                Ok(Note::Disk(event)) => {
                    let Heard { after, whole, lost } = watch.hear(event);
                    polling(lost);
                    let now = Instant::now();
                    if let Some(after) = after {
                        let (before, latest) = due.unwrap_or((now, now + PATIENT));
                        due = Some(((now + after).max(before).min(latest), latest));
                    }
                    if whole {
                        due = due.map(|(_, latest)| ((now + WHOLE).min(latest), latest));
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    watch.settled();
                    return !self.live.is_stopped();
                }
                Ok(Note::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
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

    /// Lets in whoever comes.
    fn open<'scope>(&'scope self, scope: &'scope Scope<'scope, '_>) {
        for number in 0.. {
            let came = self.listener.accept();
            if self.live.is_stopped() {
                return;
            }
            match came {
                Ok((stream, _)) => self.let_in(number, stream, scope),
                // Somebody went away on the threshold, or a signal came.
                Err(error) if is_passing(&error) => thread::sleep(Duration::from_millis(10)),
                Err(error) => {
                    *self.broken.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                    return self.stop();
                }
            }
        }
    }

    fn let_in<'scope>(&'scope self, number: u64, stream: TcpStream, scope: &'scope Scope<'scope, '_>) {
        let connected = || self.connected.lock().unwrap_or_else(PoisonError::into_inner);
        let handle = stream.try_clone();
        let (Ok(handle), Ok(connection)) = (handle, Connection::new(stream)) else { return };
        {
            let mut all = connected();
            let staying = all.values().filter(|(_, leaving)| !leaving).count();
            if all.len() - staying >= MOST_LEAVING {
                return;
            }
            if staying >= MOST_CONNECTIONS
                && let Some((oldest, leaving)) = all.values_mut().find(|(_, leaving)| !leaving)
            {
                *leaving = oldest.shutdown(Shutdown::Both).is_ok();
            }
            all.insert(number, (handle, false));
        }
        scope.spawn(move || {
            self.converse(connection);
            connected().remove(&number);
        });
    }

    /// Ends all conversations: what is being answered is still answered.
    fn close(&self) {
        // Whoever waits at the door is woken by somebody who comes.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.door.port));
        for (stream, _) in self.connected.lock().unwrap_or_else(PoisonError::into_inner).values() {
            let _ = stream.shutdown(Shutdown::Read);
        }
    }

    /// Answers one request after another.
    fn converse(&self, mut connection: Connection) {
        while !self.live.is_stopped() {
            let request = match connection.next() {
                Ok(request) => request,
                Err(Nothing::Gone) => return,
                Err(Nothing::Bad) => {
                    let _ = send(&mut connection, &Reply::unreadable(self.writer.lang), false, true);
                    break;
                }
            };
            let hosts: Vec<&str> = request.hosts.iter().map(String::as_str).collect();
            let reply = match ask::read(&request.method, &request.url, &hosts, &self.door) {
                Err(refusal) => Reply::refusal(refusal, self.writer.lang),
                Ok(Ask::Wait { since, tab, page }) => match self.wait(
                    &since,
                    &tab,
                    page.filter(|_| request.same_origin).as_deref(),
                    &connection,
                ) {
                    Some(reply) => reply,
                    None => return,
                },
                Ok(asked) => {
                    let Some(now) = self.live.now() else { return };
                    // A fault of ours in one page must not take the others with it.
                    catch_unwind(AssertUnwindSafe(|| reply(&asked, &now, self.writer)))
                        .unwrap_or_else(|_| Reply::bug(self.writer.lang))
                }
            };
            let keep = request.keep && !self.live.is_stopped();
            if send(&mut connection, &reply, keep, request.method != "HEAD").is_err() {
                return;
            }
            if !keep {
                break;
            }
        }
        connection.close();
    }

    /// The answer when the version is another; none when nobody waits for it any more.
    fn wait(&self, since: &str, tab: &str, page: Option<&Ask>, connection: &Connection) -> Option<Reply> {
        let Some(question) = self.live.question(tab) else {
            return Some(Reply::version(&self.live.now()?.version, CROWDED, None));
        };
        let end = Instant::now() + PATIENCE;
        loop {
            let left = end.saturating_duration_since(Instant::now()).min(LOOK);
            let (now, outcome) = self.live.after(since, tab, question, left);
            match outcome {
                Outcome::Same if Instant::now() < end => {
                    if connection.is_gone() {
                        self.live.withdraw(tab, question);
                        return None;
                    }
                }
                outcome => {
                    self.live.withdraw(tab, question);
                    let now = now?;
                    if outcome == Outcome::Superseded {
                        return Some(Reply::version(&now.version, CROWDED, None));
                    }
                    let page = page.filter(|_| outcome == Outcome::Other && now.is_beside(since));
                    let made = || page.and_then(|page| successor(page, &now, self.writer));
                    // What makes us stumble is shown where the page is loaded.
                    let page = catch_unwind(AssertUnwindSafe(made)).unwrap_or_default();
                    return Some(Reply::version(&now.version, 0, page.as_deref()));
                }
            }
        }
    }
}

fn send(connection: &mut Connection, reply: &Reply, keep: bool, body: bool) -> io::Result<()> {
    let mime = content_type(reply.mime);
    let mut headers = vec![
        ("Content-Type", mime.as_str()),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
        // Another site that is open in the same browser may not take in our scripts and pictures.
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];
    headers.extend(reply.header.as_ref().map(|(name, value)| (*name, value.as_str())));
    let head = wire::head(reply.status, &headers, reply.bytes.len(), keep);
    connection.send(&head, if body { &reply.bytes } else { &[] })
}

/// Whether an error at the door is of the one who came, or will pass.
fn is_passing(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted, TimedOut, WouldBlock};
    // 23 and 24: too many files are open, until somebody goes (EMFILE, ENFILE).
    let crowded = matches!(error.raw_os_error(), Some(23 | 24));
    crowded
        || matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted | TimedOut | WouldBlock)
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
