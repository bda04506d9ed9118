//! HTTP/1.1 as far as a preview needs it: requests without a body, one answer each, connections that are kept.
//!
//! Every connection has a thread of its own, so that one that waits holds up nobody. What cannot be read is refused and
//! the connection closed; nothing that a stranger sends makes us keep more than [`MOST`] bytes.

use std::fmt::Write as _;
use std::io::{self, Read, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// A head longer than this is no browser's.
const MOST: usize = 32 * 1024;
/// A connection that says nothing for so long is closed; a browser opens another.
const IDLE: Duration = Duration::from_mins(1);
/// A head that has begun is whole within so long; a browser sends it in one go. Without this, whoever sends a letter a minute
/// would hold a connection for days.
const HEAD: Duration = Duration::from_secs(10);
/// So long for whoever takes what is sent, and a second more for every so many bytes.
const SLOW: Duration = Duration::from_secs(30);
const BYTES_A_SECOND: usize = 20_000;
/// So much is sent before the clock is looked at.
const PIECE: usize = 64 * 1024;

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) url: String,
    /// The values of its `Host` headers.
    pub(super) hosts: Vec<String>,
    /// Whether a browser says that one of our own pages asks (Fetch Metadata, `Sec-Fetch-Site`).
    pub(super) same_origin: bool,
    /// Whether another may follow on the same connection.
    pub(super) keep: bool,
}

/// Somebody who asks.
pub(super) struct Connection {
    stream: TcpStream,
    /// What has come and not been read.
    left: Vec<u8>,
}

/// Why there is no request.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Nothing {
    /// The other has gone, or says nothing.
    Gone,
    /// What came is no request.
    Bad,
}

impl Connection {
    pub(super) fn new(stream: TcpStream) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(IDLE))?;
        stream.set_write_timeout(Some(SLOW))?;
        Ok(Self { stream, left: Vec::new() })
    }

    /// The next request.
    pub(super) fn next(&mut self) -> Result<Request, Nothing> {
        let mut looked = 0;
        let mut began = (!self.left.is_empty()).then(Instant::now);
        loop {
            if let Some(end) = end_of_head(&self.left, looked) {
                let rest = self.left.split_off(end);
                let head = std::mem::replace(&mut self.left, rest);
                return parse(&head).ok_or(Nothing::Bad);
            }
            looked = self.left.len();
            if looked > MOST {
                return Err(Nothing::Bad);
            }
            let left = began.map_or(IDLE, |began| HEAD.saturating_sub(began.elapsed()));
            if left.is_zero() || self.stream.set_read_timeout(Some(left)).is_err() {
                return Err(Nothing::Gone);
            }
            let mut bytes = [0; 4096];
            match self.stream.read(&mut bytes) {
                Ok(0) | Err(_) => return Err(Nothing::Gone),
                Ok(count) => self.left.extend_from_slice(bytes.get(..count).unwrap_or_default()),
            }
            began.get_or_insert_with(Instant::now);
        }
    }

    /// Sends a head and a body in one go, so that neither waits for the other.
    pub(super) fn send(&mut self, head: &str, body: &[u8]) -> io::Result<()> {
        let whole = [head.as_bytes(), body].concat();
        let (start, most) = (Instant::now(), patience(whole.len()));
        for piece in whole.chunks(PIECE) {
            if start.elapsed() > most {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.stream.write_all(piece)?;
        }
        Ok(())
    }

    /// Whether the other has hung up.
    pub(super) fn is_gone(&self) -> bool {
        let peeked = self.stream.set_nonblocking(true).and_then(|()| self.stream.peek(&mut [0]));
        let back = self.stream.set_nonblocking(false);
        back.is_err()
            || match peeked {
                Ok(count) => count == 0,
                Err(error) => error.kind() != io::ErrorKind::WouldBlock,
            }
    }

    /// Says that nothing more will come, and lets what is under way arrive: a connection that is closed with something
    /// unread on it may take the answer with it.
    pub(super) fn close(mut self) {
        let _ = self.stream.shutdown(Shutdown::Write);
        let _ = self.stream.set_read_timeout(Some(Duration::from_millis(200)));
        let mut bytes = [0; 4096];
        for _ in 0..64 {
            if !matches!(self.stream.read(&mut bytes), Ok(count) if count > 0) {
                break;
            }
        }
    }
}

/// How long an answer may take to be sent.
fn patience(bytes: usize) -> Duration {
    SLOW + Duration::from_secs((bytes / BYTES_A_SECOND) as u64)
}

/// Where the empty line ends, if it has come. What was looked at before needs no second look.
fn end_of_head(bytes: &[u8], looked: usize) -> Option<usize> {
    let from = looked.saturating_sub(3);
    let at = bytes.get(from..)?.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(from + at + 4)
}

/// A request from its head. `None` for anything that two readers could take for two different things.
pub(super) fn parse(head: &[u8]) -> Option<Request> {
    let text = std::str::from_utf8(head).ok()?;
    let mut lines = text.trim_end_matches("\r\n").split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, url, version) = (first.next()?, first.next()?, first.next()?);
    let known = first.next().is_none() && matches!(version, "HTTP/1.1" | "HTTP/1.0");
    let named = !method.is_empty() && method.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if !known || !named || url.is_empty() || url.chars().any(char::is_control) {
        return None;
    }
    let mut keep = version == "HTTP/1.1";
    let mut hosts = Vec::new();
    let mut same_origin = false;
    for line in lines {
        let (name, value) = line.split_once(':')?;
        if name.is_empty() || name.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return None;
        }
        let value = value.trim_matches([' ', '\t']);
        // A bare line end in a value begins a new header to some readers.
        if value.chars().any(|c| c.is_control() && c != '\t') {
            return None;
        }
        match name.to_ascii_lowercase().as_str() {
            "host" => hosts.push(value.to_owned()),
            "connection" => {
                keep &= !value.split(',').any(|word| word.trim().eq_ignore_ascii_case("close"));
            }
            "sec-fetch-site" => same_origin = value == "same-origin",
            // A body is not read, so nothing that follows it can be.
            "content-length" => keep &= value == "0",
            "transfer-encoding" | "upgrade" => keep = false,
            _ => {}
        }
    }
    Some(Request { method: method.to_owned(), url: url.to_owned(), hosts, same_origin, keep })
}

/// The head of an answer.
pub(super) fn head(status: u16, headers: &[(&str, &str)], length: usize, keep: bool) -> String {
    let reason = match status {
        200 => "OK",
        301 => "Moved Permanently",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        _ => "Internal Server Error",
    };
    let mut out = format!("HTTP/1.1 {status} {reason}\r\nContent-Length: {length}\r\n");
    if !keep {
        out.push_str("Connection: close\r\n");
    }
    for (name, value) in headers {
        // An address may hold what a header may not.
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        let _ = write!(out, "{name}: {value}\r\n");
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_read_or_refused() {
        let read = |text: &str| parse(text.as_bytes());
        let plain = read("GET /a?b HTTP/1.1\r\nHost: localhost:1\r\nX: y:z\r\n\r\n").expect("a request");
        assert_eq!((plain.method.as_str(), plain.url.as_str(), plain.keep), ("GET", "/a?b", true));
        assert_eq!(plain.hosts, ["localhost:1"]);
        for (text, keep) in [
            ("GET / HTTP/1.0\r\n\r\n", false),
            ("GET / HTTP/1.1\r\nConnection: keep-alive, Close\r\n\r\n", false),
            ("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n", false),
            ("POST / HTTP/1.1\r\ncontent-length: 0\r\n\r\n", true),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", false),
        ] {
            assert_eq!(read(text).map(|request| request.keep), Some(keep), "{text:?}");
        }
        for text in [
            "\r\n\r\n",
            "GET\r\n\r\n",
            "GET /\r\n\r\n",
            "GET / HTTP/2\r\n\r\n",
            "GET / x HTTP/1.1\r\n\r\n",
            "GET  / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
            "GET / HTTP/1.1\r\n folded: x\r\n\r\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            "GET /\n HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\nX: a\nHost: y\r\n\r\n",
            "GET / HTTP/1.1\r\nX: a\0\r\n\r\n",
            "G(T / HTTP/1.1\r\n\r\n",
        ] {
            assert_eq!(read(text), None, "{text:?}");
        }
        assert_eq!(parse(b"GET /\xff HTTP/1.1\r\n\r\n"), None);
    }

    #[test]
    fn the_end_of_a_head_is_found_though_it_comes_in_pieces() {
        assert_eq!(end_of_head(b"GET / HTTP/1.1\r\n\r", 0), None);
        assert_eq!(end_of_head(b"GET / HTTP/1.1\r\n\r\nGET", 17), Some(18));
    }

    #[test]
    fn no_header_breaks_out_of_its_line() {
        let head = head(301, &[("Location", "/a\r\nX: y")], 0, false);
        assert_eq!(
            head,
            "HTTP/1.1 301 Moved Permanently\r\nContent-Length: 0\r\nConnection: close\r\nLocation: /aX: y\r\n\r\n"
        );
    }
}
