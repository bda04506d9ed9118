//! A small server on this computer that answers as it is told, and counts what it is asked.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What was asked: the method, the path, who asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Asked {
    pub method: String,
    pub path: String,
    pub agent: String,
}

#[derive(Debug, Default)]
struct Seen {
    asked: Vec<Asked>,
    /// How many requests of a host are being answered now, and the most that ever were.
    busy: BTreeMap<String, (usize, usize)>,
    /// The most that were at one time, of whatever host.
    all: (usize, usize),
}

pub(crate) struct Server {
    port: u16,
    seen: Arc<Mutex<Seen>>,
    stop: Arc<AtomicBool>,
}

impl Server {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let (seen, stop) = (Arc::new(Mutex::new(Seen::default())), Arc::new(AtomicBool::new(false)));
        let (own_seen, own_stop) = (Arc::clone(&seen), Arc::clone(&stop));
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if own_stop.load(Ordering::Relaxed) {
                    break;
                }
                let seen = Arc::clone(&own_seen);
                thread::spawn(move || while answer(&stream, &seen).is_some() {});
            }
        });
        Self { port, seen, stop }
    }

    /// The address of a path, of one of two hosts that both are this computer.
    pub(crate) fn at(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.port)
    }

    /// Methods and paths that were asked for, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        let seen = self.seen.lock().expect("unharmed");
        seen.asked.iter().map(|asked| format!("{} {}", asked.method, asked.path)).collect()
    }

    pub(crate) fn agents(&self) -> Vec<String> {
        self.seen.lock().expect("unharmed").asked.iter().map(|asked| asked.agent.clone()).collect()
    }

    /// The most requests at one time of any one host, and of all of them.
    pub(crate) fn most(&self) -> (usize, usize) {
        let seen = self.seen.lock().expect("unharmed");
        (seen.busy.values().map(|(_, most)| *most).max().unwrap_or(0), seen.all.1)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // One more call, so that the listener looks up.
        let _ = TcpStream::connect(("127.0.0.1", self.port));
    }
}

/// Answers one request; `None` when the connection is at its end.
fn answer(mut stream: &TcpStream, seen: &Mutex<Seen>) -> Option<()> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let mut headers: BTreeMap<String, String> = BTreeMap::new();
    for line in lines.map_while(Result::ok).take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':')?;
        headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
    }
    let header = |name: &str| headers.get(name).cloned().unwrap_or_default();
    let host = header("host");
    let before = {
        let mut seen = seen.lock().expect("unharmed");
        let before = seen.asked.iter().filter(|asked| asked.path == path).count();
        let asked = Asked { method: method.clone(), path: path.clone(), agent: header("user-agent") };
        seen.asked.push(asked);
        let busy = seen.busy.entry(host.clone()).or_default();
        *busy = (busy.0 + 1, busy.1.max(busy.0 + 1));
        seen.all = (seen.all.0 + 1, seen.all.1.max(seen.all.0 + 1));
        before
    };
    let (status, more) = reply(&method, &path, before);
    {
        let mut seen = seen.lock().expect("unharmed");
        if let Some(busy) = seen.busy.get_mut(&host) {
            busy.0 -= 1;
        }
        seen.all.0 -= 1;
    }
    if status == 0 {
        let _ = stream.shutdown(std::net::Shutdown::Both);
        return None;
    }
    write!(stream, "HTTP/1.1 {status} x\r\ncontent-length: 0\r\nconnection: close\r\n{more}\r\n").ok()?;
    None
}

/// What each path answers: the status (0 is no answer) and headers. `before` is how often it was asked for already.
fn reply(method: &str, path: &str, before: usize) -> (u16, String) {
    let plain = |status| (status, String::new());
    let to = |status, location: &str| (status, format!("location: {location}\r\n"));
    match (method, path) {
        (_, "/gone") | ("HEAD", "/head-404") => plain(404),
        (_, "/removed") => plain(410),
        ("HEAD", "/no-head") => plain(405),
        ("HEAD", "/head-501") => plain(501),
        ("HEAD", "/head-breaks") | (_, "/breaks") => plain(0),
        (_, "/later") if before > 0 => plain(200),
        (_, "/later" | "/ill") => plain(500),
        (_, "/shut") => plain(403),
        (_, "/busy") if before == 0 => (429, "retry-after: 7\r\n".to_owned()),
        (_, "/busy-for-long") => (429, "retry-after: 3600\r\n".to_owned()),
        (_, "/moved") => to(301, "/moved-on"),
        (_, "/moved-on") => to(308, "/there"),
        (_, "/for-now") => to(302, "/there"),
        (_, "/moved-then-for-now") => to(301, "/for-now"),
        (_, "/to-nothing") => to(301, "/gone"),
        (_, "/round") => to(302, "/round"),
        (_, "/to-a-file") => to(302, "file:///etc/passwd"),
        (_, "/slow") => {
            thread::sleep(Duration::from_secs(6));
            plain(200)
        }
        (_, path) if path.starts_with("/work") => {
            thread::sleep(Duration::from_millis(40));
            plain(200)
        }
        _ => plain(200),
    }
}
