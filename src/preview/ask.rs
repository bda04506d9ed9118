//! What a request asks for, and whether it may. Knows nothing of the site.
//!
//! A page from anywhere can make a browser send requests to this computer. So the `Host` must be this computer by a
//! name that no stranger's name server can hand out (DNS rebinding), and nothing but reading is possible.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::net::IpAddr;

/// Where our own addresses begin.
pub(super) const OURS: &str = "__samverka/";

/// The panel of a page, below our own addresses, and the name in its query that says of which.
const ABOUT: &str = "sida";
const ADDRESS: &str = "adress";
/// How a page is shown as it is printed: below our own addresses, and as the query of the page within that.
pub(super) const PAPER: &str = "utskrift";

/// What may stand as it is in the path or the query of an address.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ask {
    /// A file of the site: its address, and the path as the browser wrote it. And whether as it is printed.
    Page { address: String, path: String, paper: bool },
    /// The page with all findings.
    Panel,
    /// What there is to tell of the page at an address.
    About { address: String },
    /// The page at an address as it is printed.
    Paper { address: String },
    /// The style that shows it so.
    PaperStyle,
    /// Its stylesheet.
    Style,
    /// The style of the notice in a page of the site.
    NoticeStyle,
    /// The script that reloads.
    Script,
    /// To be told when the version is another than this; who asks, and the page that is open there.
    Wait { since: String, tab: String, page: Option<Box<Ask>> },
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

/// Where the server can be found.
#[derive(Debug, Clone, Default)]
pub(super) struct Door {
    pub(super) port: u16,
    /// Addresses of this computer on its network, when others there may look. A name would be for a stranger's name
    /// server to hand out; a number is not.
    pub(super) network: Vec<IpAddr>,
}

/// What a request asks for. `hosts` are its `Host` headers: there must be exactly one.
pub(super) fn read(method: &str, url: &str, hosts: &[&str], door: &Door) -> Result<Ask, Refusal> {
    match hosts {
        [host] if door.is_at(host) => {}
        _ => return Err(Refusal::Host),
    }
    if !matches!(method, "GET" | "HEAD") {
        return Err(Refusal::Method);
    }
    Ok(of(url))
}

/// What a path and its query ask for.
fn of(url: &str) -> Ask {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let Some(address) = address(path) else { return Ask::Nothing };
    let Some(ours) = address.strip_prefix(OURS) else {
        let bare = address == OURS.trim_end_matches('/');
        let paper = query.split('&').any(|name| name == PAPER);
        return if bare { Ask::Ours } else { Ask::Page { address, path: path.to_owned(), paper } };
    };
    let value = |name: &str| {
        query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or("")
    };
    match ours {
        "" => Ask::Panel,
        "preview.css" => Ask::Style,
        "notice.css" => Ask::NoticeStyle,
        "reload.js" => Ask::Script,
        "paper.css" => Ask::PaperStyle,
        ABOUT | PAPER => match below_root(value(ADDRESS)) {
            Some(address) if ours == ABOUT => Ask::About { address },
            Some(address) => Ask::Paper { address },
            None => Ask::Page { address, path: path.to_owned(), paper: false },
        },
        "wait.js" => {
            let short = |name: &str| value(name).chars().take(40).collect();
            Ask::Wait { since: short("since"), tab: short("tab"), page: open(value("page")).map(Box::new) }
        }
        _ => Ask::Page { address, path: path.to_owned(), paper: false },
    }
}

impl Door {
    /// Whether a `Host` is this computer and this port. A browser leaves out port 80.
    fn is_at(&self, host: &str) -> bool {
        let network = self.network.iter().map(|address| match address {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        });
        let here = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned);
        let rest = here.into_iter().chain(network).find_map(|name| {
            let start = host.get(..name.len())?;
            let rest = host.get(name.len()..)?;
            (start.eq_ignore_ascii_case(&name) && (rest.is_empty() || rest.starts_with(':'))).then_some(rest)
        });
        match rest {
            Some("") => self.port == 80,
            Some(rest) => rest.strip_prefix(':').is_some_and(|number| number == self.port.to_string()),
            None => false,
        }
    }
}

/// The page that is open, by its path and query, coded once. None for what is not all of what is on the screen.
fn open(coded: &str) -> Option<Ask> {
    let url = percent_decode_str(coded).decode_utf8().ok()?;
    let asked = of(&url);
    matches!(asked, Ask::Page { paper: false, .. } | Ask::Panel | Ask::About { .. }).then_some(asked)
}

/// Where the panel of a page is found.
pub(super) fn about(address: &str) -> String {
    format!("/{OURS}{ABOUT}?{ADDRESS}={}", utf8_percent_encode(address, QUERY))
}

/// Where a page is found as it is printed.
pub(super) fn paper(address: &str) -> String {
    format!("/{OURS}{PAPER}?{ADDRESS}={}", utf8_percent_encode(address, QUERY))
}

/// The path of a page.
pub(super) fn path(address: &str) -> String {
    format!("/{}", utf8_percent_encode(address, QUERY))
}

/// The address a path means: decoded once, without its first slash. `None` if it could mean anything but a file
/// below the site's root.
fn address(path: &str) -> Option<String> {
    let relative = path.strip_prefix('/')?;
    let coded = relative.to_ascii_lowercase();
    if coded.contains("%2f") || coded.contains("%5c") || coded.contains('#') {
        return None;
    }
    below_root(relative)
}

/// An address as it is written in a path or a query, decoded once.
fn below_root(coded: &str) -> Option<String> {
    let address = percent_decode_str(coded).decode_utf8().ok()?.into_owned();
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

    fn door(port: u16) -> Door {
        Door { port, network: Vec::new() }
    }

    #[test]
    fn on_the_network_only_the_computers_own_number_is_answered() {
        let network = vec!["192.168.1.7".parse().expect("a number"), "fe80::1".parse().expect("a number")];
        let door = Door { port: 4000, network };
        for host in ["192.168.1.7:4000", "[fe80::1]:4000", "localhost:4000"] {
            assert!(read("GET", "/", &[host], &door).is_ok(), "{host}");
        }
        for host in [
            "192.168.1.70:4000",
            "192.168.1.7",
            "192.168.1.7.nip.io:4000",
            "192.168.1.8:4000",
            "min-dator:4000",
        ] {
            assert_eq!(read("GET", "/", &[host], &door), Err(Refusal::Host), "{host}");
        }
        assert_eq!(read("GET", "/", &["192.168.1.7:4000"], &self::door(4000)), Err(Refusal::Host));
    }

    #[test]
    fn the_panel_of_a_page_is_found_by_its_address() {
        let of = |url: &str| read("GET", url, &["localhost:1"], &door(1));
        for address in ["index.html", "moten/å & b?=#.html"] {
            let asked = Ok(Ask::About { address: address.to_owned() });
            assert_eq!(of(&about(address)), asked, "{address}");
        }
        assert_eq!(
            of("/__samverka/sida?adress=moten%2Fa.html"),
            Ok(Ask::About { address: "moten/a.html".to_owned() })
        );
        for out in ["../x", "%2e%2e/x", "%2e%2e%2fx", "a%5Cb", "/x", "%2fx", "%00"] {
            let asked = of(&format!("/__samverka/sida?adress={out}"));
            assert!(
                matches!(&asked, Ok(Ask::Page { address, .. }) if address == "__samverka/sida"),
                "{out}: {asked:?}"
            );
        }
        assert!(matches!(of("/a.html?utskrift"), Ok(Ask::Page { paper: true, .. })));
        assert!(matches!(of("/a.html?utskrifter"), Ok(Ask::Page { paper: false, .. })));
    }

    #[test]
    fn only_this_computer_by_a_name_of_its_own_is_answered() {
        for host in ["localhost:4000", "LocalHost:4000", "127.0.0.1:4000", "[::1]:4000"] {
            assert_eq!(read("GET", "/__samverka/", &[host], &door(4000)), Ok(Ask::Panel), "{host}");
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
            assert_eq!(read("GET", "/", &[host], &door(4000)), Err(Refusal::Host), "{host}");
        }
        assert_eq!(read("GET", "/", &[], &door(4000)), Err(Refusal::Host));
        assert_eq!(read("GET", "/", &["localhost:4000", "localhost:4000"], &door(4000)), Err(Refusal::Host));
        assert!(read("GET", "/", &["localhost"], &door(80)).is_ok());
    }

    #[test]
    fn only_reading_is_possible() {
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get"] {
            assert_eq!(read(method, "/", &["localhost:1"], &door(1)), Err(Refusal::Method), "{method}");
        }
        assert!(read("HEAD", "/", &["localhost:1"], &door(1)).is_ok());
    }

    #[test]
    fn a_path_is_decoded_once_and_stays_below_the_root() {
        let page = |url| match read("GET", url, &["localhost:1"], &door(1)) {
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
