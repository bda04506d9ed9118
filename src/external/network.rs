//! What is asked of the network, so that tests can stand in for it.

use std::time::Duration;

/// How a page is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Whether it is there, without its content.
    Head,
    /// The page itself; its content is not read.
    Get,
}

/// What a server answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reply {
    /// The status: 200, 404 …
    pub status: u16,
    /// Where it sends us, as written.
    pub location: Option<String>,
    /// How long it asks us to wait.
    pub retry_after: Option<Duration>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// No name server knows the host.
    NoHost,
    /// The host cannot be reached, or takes no calls.
    NoConnection,
    /// It took too long.
    Timeout,
    /// The certificate is not valid for the host.
    Certificate,
    /// No secure connection comes about.
    Insecure,
    /// This computer has no list of whom to trust.
    NoRoots,
    /// By its very address it is on this computer or this network.
    Private,
    /// Its name leads to this computer or this network, from here.
    PrivateHere,
    /// The connection broke, or what came is not HTTP.
    Broken,
}

impl Fault {
    /// Whether it is the host's, so that every page of it would give the same.
    pub fn is_of_host(self) -> bool {
        !matches!(self, Self::Timeout | Self::Broken)
    }

    /// Whether a second try may go better.
    pub fn may_pass(self) -> bool {
        matches!(self, Self::Timeout | Self::Broken)
    }
}

/// Requests to other computers, and the time between them.
pub trait Network: Sync {
    /// Sends one request. Redirects are not followed.
    fn send(&self, method: Method, url: &url::Url, within: Duration) -> Result<Reply, Fault>;

    /// Waits.
    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
