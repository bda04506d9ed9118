//! What a request asks for, and whether it may. Knows nothing of the site.
//!
//! A page from anywhere can make a browser send requests to this computer. So the `Host` must be this computer by a
//! name that no stranger's name server can hand out (DNS rebinding), and nothing but reading is possible.

use percent_encoding::percent_decode_str;

/// Where our own addresses begin.
pub(super) const OURS: &str = "__samverka/";

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ask {
    /// A file of the site: its address, and the path as the browser wrote it.
    Page { address: String, path: String },
    /// The page with all findings.
    Panel,
    /// Its stylesheet.
    Style,
    /// The style of the notice in a page of the site.
    NoticeStyle,
    /// The script that reloads.
    Script,
    /// To be told when the version is another than this; and who asks.
    Wait { since: String, tab: String },
    /// Without the slash at its end, a folder of ours.
    Ours,
    /// A path that cannot be an address.
    Nothing,
}

/// Why a request is refused at the door.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is meant for another host, or does not say for which.
    Host,
    /// It wants to do something else than read.
    Method,
}

/// What a request asks for. `hosts` are its `Host` headers: there must be exactly one.
pub(super) fn read(method: &str, url: &str, hosts: &[&str], port: u16) -> Result<Ask, Refusal> {
    match hosts {
        [host] if is_here(host, port) => {}
        _ => return Err(Refusal::Host),
    }
    if !matches!(method, "GET" | "HEAD") {
        return Err(Refusal::Method);
    }
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let Some(address) = address(path) else { return Ok(Ask::Nothing) };
    let Some(ours) = address.strip_prefix(OURS) else {
        let bare = address == OURS.trim_end_matches('/');
        return Ok(if bare { Ask::Ours } else { Ask::Page { address, path: path.to_owned() } });
    };
    Ok(match ours {
        "" => Ask::Panel,
        "preview.css" => Ask::Style,
        "notice.css" => Ask::NoticeStyle,
        "reload.js" => Ask::Script,
        "wait.js" => {
            let value = |name: &str| {
                let found = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
                found.unwrap_or("").chars().take(40).collect()
            };
            Ask::Wait { since: value("since"), tab: value("tab") }
        }
        _ => Ask::Nothing,
    })
}

/// Whether a `Host` is this computer and this port. A browser leaves out port 80.
fn is_here(host: &str, port: u16) -> bool {
    let named = ["localhost", "127.0.0.1", "[::1]"].into_iter().find_map(|name| {
        let start = host.get(..name.len())?;
        start.eq_ignore_ascii_case(name).then(|| host.get(name.len()..).unwrap_or(""))
    });
    match named {
        Some("") => port == 80,
        Some(rest) => rest.strip_prefix(':').is_some_and(|number| number == port.to_string()),
        None => false,
    }
}

/// The address a path means: decoded once, without its first slash. `None` if it could mean anything but a file
/// below the site's root.
fn address(path: &str) -> Option<String> {
    let relative = path.strip_prefix('/')?;
    let coded = relative.to_ascii_lowercase();
    if coded.contains("%2f") || coded.contains("%5c") || coded.contains('#') {
        return None;
    }
    let address = percent_decode_str(relative).decode_utf8().ok()?.into_owned();
    if address.contains(|c: char| c == '\\' || c.is_control()) {
        return None;
    }
    let mut parts = address.split('/').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        if part == "." || part == ".." || (part.is_empty() && !is_last) {
            return None;
        }
    }
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_computer_by_a_name_of_its_own_is_answered() {
        for host in ["localhost:4000", "LocalHost:4000", "127.0.0.1:4000", "[::1]:4000"] {
            assert_eq!(read("GET", "/__samverka/", &[host], 4000), Ok(Ask::Panel), "{host}");
        }
        for host in [
            "",
            "localhost",
            "localhost:",
            "localhost:4001",
            "localhost:04000",
            "127.0.0.1:40000",
            "127.0.0.2:4000",
            "evil.example:4000",
            "localhost.evil.example:4000",
            "evil.localhost:4000",
            "127.0.0.1.nip.io:4000",
            "localhost:4000:4000",
            "localhost:4000 ",
            "::1:4000",
            "å:4000",
        ] {
            assert_eq!(read("GET", "/", &[host], 4000), Err(Refusal::Host), "{host}");
        }
        assert_eq!(read("GET", "/", &[], 4000), Err(Refusal::Host));
        assert_eq!(read("GET", "/", &["localhost:4000", "localhost:4000"], 4000), Err(Refusal::Host));
        assert!(read("GET", "/", &["localhost"], 80).is_ok());
    }

    #[test]
    fn only_reading_is_possible() {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"] {
            assert_eq!(read(method, "/", &["localhost:1"], 1), Err(Refusal::Method), "{method}");
        }
        assert!(read("HEAD", "/", &["localhost:1"], 1).is_ok());
    }

    #[test]
    fn a_path_is_decoded_once_and_stays_below_the_root() {
        let page = |url| match read("GET", url, &["localhost:1"], 1) {
            Ok(Ask::Page { address, .. }) => Some(address),
            _ => None,
        };
        assert_eq!(page("/").as_deref(), Some(""));
        assert_eq!(page("/moten/?a=../b").as_deref(), Some("moten/"));
        assert_eq!(page("/m%C3%B6te%20a.html").as_deref(), Some("möte a.html"));
        assert_eq!(page("/%252e%252e/x").as_deref(), Some("%2e%2e/x"));
        for url in [
            "",
            "*",
            "moten",
            "http://localhost:1/",
            "//evil.example",
            "/../x",
            "/a/../../x",
            "/%2e%2e/x",
            "/a/..",
            "/a/%2E",
            "/..%2fx",
            "/a%2Fb",
            "/a\\..\\b",
            "/a%5Cb",
            "/a%00",
            "/a%0d%0ab",
            "/%ff",
            "/a//b",
            "/a#b",
        ] {
            assert_eq!(page(url), None, "{url}");
        }
    }
}
