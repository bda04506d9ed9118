//! Whether the pages of other sites that the notes lead to are there. Only `check --external` asks: reading, building and
//! previewing a site send nothing to anybody.
//!
//! [`links`] gathers the addresses, [`check`] asks for each once (`ask`), hosts side by side and one request a host at a time
//! (`turns`), and turns the answers into findings at every place where an address stands. What was there within the last
//! day is not asked for again ([`Kept`]). The network is a [`Network`], so that tests can stand in for it; [`Web`] is the
//! real one. **What could not be asked is never taken for right:** it is told, and the command fails.

mod ask;
mod kept;
mod network;
mod turns;
mod web;

pub use ask::Limits;
pub use kept::Kept;
pub use network::{Fault, Method, Network, Reply};
pub use web::Web;

use crate::content::types::Data;
use crate::report::catalog::external as rules;
use crate::report::{Arg, Finding, Findings, Phrase, Span};
use crate::site::{Site, Target};
use ask::{Asker, Verdict};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;
use turns::Turns;
use url::Url;

/// So many hosts are asked side by side.
const SIDE_BY_SIDE: usize = 8;

/// A link to another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As written.
    pub written: String,
    /// Where.
    pub span: Span,
}

/// What came of it all.
#[derive(Debug)]
pub struct Report {
    /// What there is to tell.
    pub findings: Findings,
    /// So many addresses, each counted once.
    pub all: usize,
    /// So many of them were known from the last day.
    pub kept: usize,
    /// So many could not be asked for; with any, the check is not whole.
    pub unasked: usize,
}

/// The links of a site's notes that lead to other sites, in the order of files and lines.
pub fn links(site: &Site) -> Vec<Link> {
    let mut out = Vec::new();
    for document in &site.documents {
        let mut add = |written: &str, span: Span| {
            if let Target::Outside(address) = site.target(document, written)
                && is_web(&address)
            {
                out.push(Link { written: address, span });
            }
        };
        if let Some(name) = &document.sign_language {
            add(name, name.span);
        }
        if let Data::Organisation(organisation) = &document.data
            && let Some(web) = &organisation.web
        {
            add(web, web.span);
        }
        document.ends.links.iter().for_each(|link| add(link, link.span));
    }
    out.sort_by_key(|link| link.span);
    out
}

fn is_web(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    ["http://", "https://", "//"].iter().any(|lead| lower.starts_with(lead))
}

/// The address that is asked for: without the place within the page, which is the browser's own concern.
fn asked(written: &str) -> Option<Url> {
    let whole = if written.starts_with("//") { format!("https:{written}") } else { written.to_owned() };
    let mut url = Url::parse(&whole).ok()?;
    url.set_fragment(None);
    // Nobody's password is sent anywhere.
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url)
}

/// Asks for all links, each address once, and tells what is wrong at each place. `now` is in seconds since 1970; `progress`
/// is told how many addresses are done, of how many.
pub fn check(
    links: &[Link],
    network: &dyn Network,
    kept: &mut Kept,
    (now, limits): (u64, Limits),
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Report {
    let addresses: BTreeSet<Url> = links.iter().filter_map(|link| asked(&link.written)).collect();
    let mut verdicts: BTreeMap<Url, Verdict> = BTreeMap::new();
    let mut hosts: BTreeMap<String, Vec<Url>> = BTreeMap::new();
    for url in addresses {
        if let Some(there) = kept.get(url.as_str()) {
            verdicts.insert(url, Verdict::There(there.moved.clone()));
        } else {
            hosts.entry(url.host_str().unwrap_or("").to_owned()).or_default().push(url);
        }
    }
    let known = verdicts.len();
    let new = ask_all(hosts.into_values().collect(), network, limits, progress);
    for (url, verdict) in &new {
        if let Verdict::There(moved) = verdict {
            kept.put(url.as_str(), moved.clone(), now);
        }
    }
    let mut findings = Findings::new();
    let unasked = not_asked(&new);
    let nothing = unasked.is_some_and(|(_, n)| n == new.len());
    if let Some((reason, n)) = unasked {
        let finding = Finding::nowhere(&rules::EXTERNAL_NOT_CHECKED).with("n", n);
        findings.push(finding.with("all", new.len()).with("reason", reason));
    }
    let all = known + new.len();
    verdicts.extend(new);
    for link in links {
        match asked(&link.written) {
            None => findings.push(broken(link, Arg::from(UNREADABLE))),
            Some(url) => findings.extend(tell(link, verdicts.get(&url), nothing).into_iter().collect()),
        }
    }
    Report { findings, all, kept: known, unasked: unasked.map_or(0, |(_, n)| n) }
}

/// Asks hosts side by side, the addresses of each one after the other.
fn ask_all(
    hosts: Vec<Vec<Url>>,
    network: &dyn Network,
    limits: Limits,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> BTreeMap<Url, Verdict> {
    let all: usize = hosts.iter().map(Vec::len).sum();
    let workers = hosts.len().min(SIDE_BY_SIDE);
    let turns = Turns::default();
    let asker = Asker { network, turns: &turns, limits, until: Instant::now() + limits.total };
    let queue = Mutex::new(VecDeque::from(hosts));
    let done = AtomicUsize::new(0);
    let verdicts = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                    let Some(host) = next else { break };
                    // What is the host's fault is so for each of its pages; by scheme and port, which may differ.
                    let mut lost: BTreeMap<String, Verdict> = BTreeMap::new();
                    for url in host {
                        let origin = url.origin().ascii_serialization();
                        let verdict = lost.get(&origin).cloned().unwrap_or_else(|| asker.ask(&url));
                        if matches!(verdict, Verdict::Fault(fault) if fault.is_of_host()) {
                            lost.insert(origin, verdict.clone());
                        }
                        verdicts.lock().unwrap_or_else(PoisonError::into_inner).insert(url, verdict);
                        progress(done.fetch_add(1, Ordering::Relaxed) + 1, all);
                    }
                }
            });
        }
    });
    verdicts.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Why addresses could not be asked for, and how many; `None` when all were.
fn not_asked(verdicts: &BTreeMap<Url, Verdict>) -> Option<(Phrase, usize)> {
    let count = |what: &dyn Fn(&Verdict) -> bool| verdicts.values().filter(|verdict| what(verdict)).count();
    let silent = |verdict: &Verdict| {
        matches!(
            verdict,
            Verdict::Fault(Fault::NoHost | Fault::NoConnection | Fault::Timeout | Fault::Broken)
        )
    };
    let private = |verdict: &Verdict| matches!(verdict, Verdict::Fault(Fault::Private));
    let (mute, own) = (count(&silent), count(&private));
    if mute > 0 && mute + own == verdicts.len() {
        return Some((NO_NETWORK, mute));
    }
    let late = count(&|verdict| *verdict == Verdict::Unasked);
    if late > 0 {
        return Some((NO_TIME, late));
    }
    let roots = count(&|verdict| *verdict == Verdict::Fault(Fault::NoRoots));
    (roots > 0).then_some((NO_ROOTS, roots))
}

/// What there is to tell of a link. When nothing at all answered it is not the links' fault.
fn tell(link: &Link, verdict: Option<&Verdict>, nothing: bool) -> Option<Finding> {
    let finding = match verdict? {
        Verdict::There(None) | Verdict::Unasked | Verdict::Fault(Fault::NoRoots) => return None,
        Verdict::There(Some(moved)) => {
            let moved = with_fragment(moved, &link.written);
            let told = Finding::at(&rules::LINK_EXTERNAL_MOVED, link.span);
            told.with("target", link.written.as_str()).with("moved", moved)
        }
        Verdict::Fault(Fault::Private) => broken(link, Arg::from(PRIVATE)),
        Verdict::Fault(_) if nothing => return None,
        Verdict::Fault(Fault::PrivateHere) => unclear(link, Arg::from(PRIVATE_HERE)),
        Verdict::Status(
            status @ (401 | 402 | 403 | 405 | 406 | 407 | 412 | 418 | 429 | 451 | 501 | 600..),
        ) => unclear(link, with_status(*status, REFUSED)),
        Verdict::Status(status) => broken(link, with_status(*status, of_status(*status))),
        Verdict::Fault(fault) => broken(link, Arg::from(of_fault(*fault))),
        Verdict::Round => broken(link, Arg::from(ROUND)),
        Verdict::Away(to) => broken(link, Arg::each(|lang| format!("{} {to}", AWAY.raw(lang)))),
    };
    Some(finding)
}

fn broken(link: &Link, answer: Arg) -> Finding {
    let finding = Finding::at(&rules::LINK_EXTERNAL_BROKEN, link.span);
    finding.with("target", link.written.as_str()).with("answer", answer)
}

fn unclear(link: &Link, answer: Arg) -> Finding {
    let finding = Finding::at(&rules::LINK_EXTERNAL_UNCLEAR, link.span);
    finding.with("target", link.written.as_str()).with("answer", answer)
}

/// The new address with the place within the page that the old one named.
fn with_fragment(moved: &str, written: &str) -> String {
    written.split_once('#').map_or_else(|| moved.to_owned(), |(_, fragment)| format!("{moved}#{fragment}"))
}

fn with_status(status: u16, words: Phrase) -> Arg {
    Arg::each(|lang| format!("{} ({status})", words.raw(lang)))
}

const UNREADABLE: Phrase =
    Phrase { sv: "adressen är felskriven", en: "the address is not written as an address" };
const ROUND: Phrase =
    Phrase { sv: "adressen leder runt i en cirkel", en: "the address leads round in a circle" };
const AWAY: Phrase = Phrase {
    sv: "den leder vidare till något som inte är en webbsida:",
    en: "it leads on to what is no web page:",
};
const PRIVATE: Phrase = Phrase {
    sv: "adressen finns bara på den egna datorn eller det egna nätet",
    en: "the address is only on one's own computer or network",
};
const PRIVATE_HERE: Phrase = Phrase {
    sv: "härifrån leder den till det egna nätet. Kontrollera den också med --allow-private",
    en: "from here it leads to one's own network. Check it too with --allow-private",
};
const REFUSED: Phrase =
    Phrase { sv: "servern släpper inte in samverka", en: "the server does not let samverka in" };
const NO_NETWORK: Phrase = Phrase {
    sv: "ingen annan webbplats gick att nå. Troligen saknar datorn nät, annars är alla adresserna fel",
    en: "no other site could be reached. The computer is probably without a network, else all the addresses are wrong",
};
const NO_TIME: Phrase = Phrase {
    sv: "tiden tog slut. Kör kommandot igen, så fortsätter det där det slutade",
    en: "time ran out. Run the command again, and it goes on where it stopped",
};
const NO_ROOTS: Phrase = Phrase {
    sv: "datorn har ingen lista över certifikat att lita på",
    en: "the computer has no list of certificates to trust",
};

fn of_status(status: u16) -> Phrase {
    match status {
        404 => Phrase { sv: "sidan finns inte", en: "the page does not exist" },
        410 => Phrase { sv: "sidan är borttagen", en: "the page has been removed" },
        500..=599 => Phrase { sv: "servern svarar med ett fel", en: "the server answers with an error" },
        _ => Phrase { sv: "servern lämnar inte ut sidan", en: "the server does not hand out the page" },
    }
}

fn of_fault(fault: Fault) -> Phrase {
    match fault {
        Fault::NoHost => {
            Phrase { sv: "det finns ingen webbplats med det namnet", en: "there is no site of that name" }
        }
        Fault::Timeout => {
            Phrase { sv: "servern svarade inte i tid", en: "the server did not answer in time" }
        }
        Fault::Certificate => Phrase {
            sv: "webbplatsens certifikat är inte giltigt",
            en: "the site's certificate is not valid",
        },
        Fault::Insecure => Phrase {
            sv: "det gick inte att upprätta en säker anslutning",
            en: "no secure connection could be made",
        },
        Fault::Broken => Phrase { sv: "anslutningen bröts", en: "the connection broke" },
        Fault::NoConnection | Fault::NoRoots | Fault::Private | Fault::PrivateHere => {
            Phrase { sv: "servern går inte att nå", en: "the server cannot be reached" }
        }
    }
}
