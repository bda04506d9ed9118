//! The network itself, by `ureq`. Certificates are held to what the computer trusts.

use super::network::{Fault, Method, Network, Reply};
use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;
use ureq::http::Uri;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use url::Host;

/// Who asks: so that whoever reads a log knows.
const AGENT: &str = concat!("samverka/", env!("CARGO_PKG_VERSION"), " (link checker)");

/// The web.
#[derive(Debug)]
pub struct Web {
    agent: ureq::Agent,
    /// Whether this computer and this network may be asked too.
    allow_private: bool,
}

impl Web {
    /// The web as it is reached from here: through a proxy if the environment names one.
    pub fn new(allow_private: bool) -> Self {
        Self::through(ureq::Proxy::try_from_env(), allow_private)
    }

    /// The web past any proxy.
    pub fn direct(allow_private: bool) -> Self {
        Self::through(None, allow_private)
    }

    fn through(proxy: Option<ureq::Proxy>, allow_private: bool) -> Self {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(provider)
            .build();
        let config = ureq::Agent::config_builder()
            .tls_config(tls)
            .proxy(proxy)
            .http_status_as_error(false)
            // Each step of the way is looked at by us, and none may lead elsewhere than to the web.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(AGENT)
            .max_idle_connections_per_host(1)
            .build();
        let proxy = config.proxy().map(|proxy| proxy.host().to_owned());
        let resolver = Outward { names: DefaultResolver::default(), allow_private, proxy };
        Self { agent: ureq::Agent::with_parts(config, DefaultConnector::default(), resolver), allow_private }
    }
}

impl Network for Web {
    fn send(&self, method: Method, url: &url::Url, within: Duration) -> Result<Reply, Fault> {
        if !self.allow_private && names_private(url) {
            return Err(Fault::Private);
        }
        let request = match method {
            Method::Head => self.agent.head(url.as_str()),
            Method::Get => self.agent.get(url.as_str()),
        };
        let timed = request.config().timeout_global(Some(within)).build();
        let response = timed.header("accept", "text/html, */*;q=0.5").call().map_err(|e| fault(&e))?;
        let header = |name: &str| response.headers().get(name).map(ureq::http::HeaderValue::as_bytes);
        let text = |name: &str| header(name).map(|value| String::from_utf8_lossy(value).into_owned());
        Ok(Reply {
            status: response.status().as_u16(),
            location: text("location"),
            // A day of the calendar is another way to say it; who uses it gets our own time to wait.
            retry_after: text("retry-after").and_then(|t| t.trim().parse().ok()).map(Duration::from_secs),
        })
    }
}

/// Finds the addresses of hosts, and keeps to those of the internet.
struct Outward {
    names: DefaultResolver,
    allow_private: bool,
    /// The host of the proxy, which may well stand on this network.
    proxy: Option<String>,
}

impl fmt::Debug for Outward {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outward").field("allow_private", &self.allow_private).finish_non_exhaustive()
    }
}

impl Resolver for Outward {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.names.resolve(uri, config, timeout).map_err(|error| match error {
            ureq::Error::Timeout(reason) => ureq::Error::Timeout(reason),
            _ => ureq::Error::HostNotFound,
        })?;
        if self.allow_private || (self.proxy.is_some() && self.proxy.as_deref() == uri.host()) {
            return Ok(found);
        }
        let mut kept = self.empty();
        for address in found.iter().filter(|address| !is_private(address.ip())) {
            kept.push(*address);
        }
        if kept.is_empty() { Err(ureq::Error::Other(Box::new(PrivateHere))) } else { Ok(kept) }
    }
}

/// A name that leads to this network.
#[derive(Debug)]
struct PrivateHere;

impl fmt::Display for PrivateHere {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("private address")
    }
}

impl std::error::Error for PrivateHere {}

/// Whether an address says by itself that no reader can reach it.
fn names_private(url: &url::Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => is_private(IpAddr::V4(ip)),
        Some(Host::Ipv6(ip)) => is_private(IpAddr::V6(ip)),
        Some(Host::Domain(name)) => {
            let name = name.trim_end_matches('.');
            let own = ["localhost", "local", "internal"];
            name.rsplit('.').next().is_some_and(|last| own.contains(&last))
        }
        None => false,
    }
}

/// Whether an address is this computer's, of a network of one's own, or of nobody.
fn is_private(ip: IpAddr) -> bool {
    let v4 = |ip: Ipv4Addr| {
        let [a, b, ..] = ip.octets();
        ip.is_loopback()
            || ip.is_private()
            || ip.is_link_local()
            || ip.is_multicast()
            || ip.is_broadcast()
            || a == 0
            || (a == 100 && (64..128).contains(&b))
    };
    let v6 = |ip: Ipv6Addr| {
        let first = ip.segments().first().copied().unwrap_or(0);
        ip.is_loopback()
            || ip.is_unspecified()
            || ip.is_multicast()
            || (first & 0xfe00) == 0xfc00
            || (first & 0xffc0) == 0xfe80
    };
    match ip {
        IpAddr::V4(ip) => v4(ip),
        IpAddr::V6(ip) => ip.to_ipv4_mapped().map_or_else(|| v6(ip), v4),
    }
}

fn fault(error: &ureq::Error) -> Fault {
    match error {
        ureq::Error::Timeout(_) => Fault::Timeout,
        ureq::Error::HostNotFound | ureq::Error::BadUri(_) => Fault::NoHost,
        ureq::Error::ConnectionFailed | ureq::Error::ConnectProxyFailed(_) => Fault::NoConnection,
        ureq::Error::Rustls(error) => of_tls(error),
        ureq::Error::Tls(_) | ureq::Error::TlsRequired => Fault::Insecure,
        ureq::Error::Io(error) => of_io(error),
        ureq::Error::Other(inner) if inner.is::<PrivateHere>() => Fault::PrivateHere,
        _ => Fault::Broken,
    }
}

fn of_io(error: &io::Error) -> Fault {
    if let Some(inner) = error.get_ref() {
        if let Some(tls) = inner.downcast_ref::<rustls::Error>() {
            return of_tls(tls);
        }
        if let Some(own) = inner.downcast_ref::<ureq::Error>() {
            return fault(own);
        }
    }
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Fault::Timeout,
        io::ErrorKind::ConnectionRefused
        | io::ErrorKind::NetworkUnreachable
        | io::ErrorKind::HostUnreachable
        | io::ErrorKind::NetworkDown
        | io::ErrorKind::AddrNotAvailable
        | io::ErrorKind::PermissionDenied => Fault::NoConnection,
        _ => Fault::Broken,
    }
}

fn of_tls(error: &rustls::Error) -> Fault {
    match error {
        rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented => Fault::Certificate,
        // What rustls says when the list of the computer is empty or cannot be read.
        rustls::Error::General(_) | rustls::Error::Other(_) => Fault::NoRoots,
        _ => Fault::Insecure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_no_reader_reaches_is_known() {
        let private = |text: &str| names_private(&url::Url::parse(text).expect("an address"));
        for own in [
            "http://localhost/",
            "http://LOCALHOST.:80/x",
            "http://skrivare.local/",
            "http://127.0.0.1:8000/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://10.1.2.3/",
            "http://192.168.0.1/",
            "http://172.16.0.1/",
            "http://169.254.169.254/latest",
            "http://100.64.0.1/",
            "http://0.0.0.0/",
            "http://[::1]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
            "http://[::ffff:10.0.0.1]/",
        ] {
            assert!(private(own), "{own}");
        }
        for other in [
            "https://exempel.se/",
            "https://local.se/",
            "http://8.8.8.8/",
            "http://172.32.0.1/",
            "http://100.128.0.1/",
            "http://[2001:4860:4860::8888]/",
        ] {
            assert!(!private(other), "{other}");
        }
    }

    #[test]
    fn a_name_that_leads_to_this_computer_is_not_asked() {
        let resolver =
            |allow_private| Outward { names: DefaultResolver::default(), allow_private, proxy: None };
        let config = ureq::Agent::config_builder().build();
        let uri = Uri::from_static("http://127.0.0.1:9/");
        let timeout = || NextTimeout {
            after: ureq::unversioned::transport::time::Duration::from_secs(1),
            reason: ureq::Timeout::Resolve,
            per_read: None,
            per_write: None,
        };
        let refused = resolver(false).resolve(&uri, &config, timeout()).expect_err("private");
        assert_eq!(fault(&refused), Fault::PrivateHere);
        assert_eq!(resolver(true).resolve(&uri, &config, timeout()).expect("allowed").len(), 1);
    }
}
