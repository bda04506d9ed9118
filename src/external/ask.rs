//! One address, asked politely: a `HEAD` first, a `GET` where that is refused, one more try where it may pass, and every
//! step of a redirect looked at before it is taken.

use super::network::{Fault, Method, Network, Reply};
use super::turns::Turns;
use std::time::{Duration, Instant};
use url::Url;

/// What came of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is there; and where to, if it has moved for good.
    There(Option<String>),
    /// It answered, with this status.
    Status(u16),
    /// It did not answer.
    Fault(Fault),
    /// It leads on for ever.
    Round,
    /// It leads on to what is no page of the web.
    Away(String),
    /// Time was up before it was asked.
    Unasked,
}

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// One request.
    pub request: Duration,
    /// All of them.
    pub total: Duration,
    /// The longest that a server may ask us to wait.
    pub wait: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            request: Duration::from_secs(15),
            total: Duration::from_mins(10),
            wait: Duration::from_secs(30),
        }
    }
}

/// How long to wait before a second try, when nobody says.
const PAUSE: Duration = Duration::from_secs(2);
/// So many steps may a redirect take: what browsers allow is twice that.
const STEPS: usize = 10;

/// Whoever asks.
pub(super) struct Asker<'n> {
    pub(super) network: &'n dyn Network,
    pub(super) turns: &'n Turns,
    pub(super) limits: Limits,
    pub(super) until: Instant,
}

impl Asker<'_> {
    /// Asks for an address.
    pub(super) fn ask(&self, address: &Url) -> Verdict {
        let mut here = address.clone();
        // Where it has moved for good: up to the first step that is only for now.
        let mut settled = true;
        let mut moved: Option<Url> = None;
        for _ in 0..=STEPS {
            let reply = match self.one(&here) {
                Ok(reply) => reply,
                Err(verdict) => return verdict,
            };
            let Some(location) = reply.location.filter(|_| is_redirect(reply.status)) else {
                return match reply.status {
                    200..=399 => Verdict::There(moved.map(String::from)),
                    status => Verdict::Status(status),
                };
            };
            let Ok(next) = here.join(&location) else { return Verdict::Away(location) };
            if !matches!(next.scheme(), "http" | "https") {
                return Verdict::Away(next.into());
            }
            settled &= matches!(reply.status, 301 | 308);
            here = next;
            here.set_fragment(None);
            if settled {
                moved = Some(here.clone());
            }
        }
        Verdict::Round
    }

    /// The answer of one address, redirects and all.
    fn one(&self, url: &Url) -> Result<Reply, Verdict> {
        let mut method = Method::Head;
        let mut tried = false;
        loop {
            let sent = self.send(method, url)?;
            let wait = match &sent {
                Ok(reply) if reply.status < 400 => None,
                // Many servers know no HEAD, and say so in many ways.
                Ok(reply) if method == Method::Head && !is_for_now(reply.status) => {
                    method = Method::Get;
                    continue;
                }
                Ok(reply) if is_for_now(reply.status) => Some(reply.retry_after.unwrap_or(PAUSE)),
                Err(fault) if fault.may_pass() => Some(PAUSE),
                _ => None,
            };
            match wait.filter(|_| !tried) {
                Some(time) if time <= self.limits.wait => {
                    let left = self.until.saturating_duration_since(Instant::now());
                    self.network.pause(time.min(left));
                    tried = true;
                    method = Method::Get;
                }
                _ => return sent.map_err(Verdict::Fault),
            }
        }
    }

    /// Sends one request when it is the host's turn.
    fn send(&self, method: Method, url: &Url) -> Result<Result<Reply, Fault>, Verdict> {
        let _turn = self.turns.take(url.host_str().unwrap_or(""));
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Verdict::Unasked);
        }
        let sent = self.network.send(method, url, self.limits.request.min(left));
        // Time that we did not give is no fault of the host.
        if sent == Err(Fault::Timeout) && left < self.limits.request {
            return Err(Verdict::Unasked);
        }
        Ok(sent)
    }
}

fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

/// Whether a server says that it may be better in a while.
fn is_for_now(status: u16) -> bool {
    status == 429 || (status >= 500 && status != 501)
}
