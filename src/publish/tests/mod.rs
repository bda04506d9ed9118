//! Publishing to a target in memory and to a folder.

mod faults;
mod folder;
mod memory;

use super::*;
use crate::report::{Findings, Rule};
use memory::{Files, Harm, Look, Memory, State};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A site in words: `page > parts > links`, separated by spaces.
pub(in crate::publish::tests) type Words = &'static [(&'static str, &'static str)];

/// Before.
pub(in crate::publish::tests) const OLD: Words = &[
    ("index.html", "1 style.css logo.svg m/a.html m/gone.html"),
    ("m/a.html", "1 style.css m/a.png m/a.pdf"),
    ("m/gone.html", "1 style.css m/gone.png"),
    ("m/same.html", "1 style.css"),
    ("style.css", "1"),
    ("logo.svg", "1"),
    ("m/a.png", "1"),
    ("m/a.pdf", "1"),
    ("m/gone.png", "1"),
    ("feed.xml", "1 m/a.html"),
];

/// After: pages and parts that are changed under the same name, new, gone and the same.
pub(in crate::publish::tests) const NEW: Words = &[
    ("index.html", "2 style.css logo.svg m/a.html m/new/b.html"),
    ("m/a.html", "2 style.css m/a.png m/a2.png m/new/b.html"),
    ("m/new/b.html", "2 style.css m/new/b.svg m/a.html"),
    ("m/same.html", "1 style.css"),
    ("style.css", "2"),
    ("logo.svg", "1"),
    ("m/a.png", "2"),
    ("m/a2.png", "2"),
    ("m/new/b.svg", "2"),
    ("feed.xml", "2 m/a.html m/new/b.html"),
];

/// Later still.
pub(in crate::publish::tests) const THIRD: Words = &[
    ("index.html", "3 style.css m/new/b.html m/c.html"),
    ("m/new/b.html", "3 style.css m/new/b.svg"),
    ("m/c.html", "3 style.css m/gone.png"),
    ("m/gone.png", "1"),
    ("style.css", "1"),
    ("m/new/b.svg", "3"),
];

pub(in crate::publish::tests) fn bytes(words: Words) -> Files {
    words.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

/// A server with things on it.
pub(in crate::publish::tests) struct Server {
    pub(in crate::publish::tests) state: Arc<Mutex<State>>,
    pub(in crate::publish::tests) moves_over: bool,
    pub(in crate::publish::tests) moves: bool,
    pub(in crate::publish::tests) exclusive: bool,
}

impl Server {
    pub(in crate::publish::tests) fn new() -> Self {
        Self { state: Arc::default(), moves_over: true, moves: true, exclusive: true }
    }

    pub(in crate::publish::tests) fn put(&self, path: &str, text: &str) {
        self.state.lock().expect("a lock").files.insert(path.to_owned(), text.into());
    }

    /// All but samverka's own books.
    pub(in crate::publish::tests) fn visible(&self) -> Files {
        visible(&self.state.lock().expect("a lock").files)
    }

    /// What samverka keeps there for itself.
    pub(in crate::publish::tests) fn own(&self) -> Vec<String> {
        let state = self.state.lock().expect("a lock");
        state.files.keys().filter(|path| path.starts_with(".samverka-")).cloned().collect()
    }

    pub(in crate::publish::tests) fn target<'l>(
        &self,
        harm: Option<(Harm, usize)>,
        look: Look<'l>,
    ) -> Memory<'l> {
        self.state.lock().expect("a lock").changes = 0;
        Memory {
            state: Arc::clone(&self.state),
            fault: harm,
            moves_over: self.moves_over,
            moves: self.moves,
            exclusive: self.exclusive,
            look,
        }
    }
}

pub(in crate::publish::tests) fn visible(files: &Files) -> Files {
    files
        .iter()
        .filter(|(path, _)| !path.starts_with(".samverka-"))
        .map(|(p, b)| (p.clone(), b.clone()))
        .collect()
}

/// What a publishing is told besides the site.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::publish::tests) struct Said<'a> {
    pub(in crate::publish::tests) token: &'a str,
    pub(in crate::publish::tests) earlier: Option<&'a str>,
    pub(in crate::publish::tests) take_over: bool,
    pub(in crate::publish::tests) allow_removals: bool,
}

/// Publishes, with the books brought up to date after every step.
pub(in crate::publish::tests) fn publish(
    target: &mut dyn Target,
    site: &Files,
    said: Said<'_>,
) -> Result<Plan, Findings> {
    let files: BTreeMap<String, File> = site
        .iter()
        .map(|(path, bytes)| {
            (path.clone(), File { content: Content::of(bytes), headers: Headers::of("text/plain") })
        })
        .collect();
    let claim = Claim {
        token: said.token.to_owned(),
        who: "datorn".to_owned(),
        since: "2014-05-01 12:00".to_owned(),
    };
    let job = Job {
        name: "webben",
        site: &files,
        bytes: &|path| Ok(site[path].clone()),
        resend: false,
        allow_removals: said.allow_removals,
        take_over: said.take_over,
        claim: &claim,
        earlier: said.earlier,
        progress: &|_, _| {},
        pause: &|_| {},
        checkpoint: Duration::ZERO,
    };
    let survey = survey(target, &job)?;
    carry_out(target, &job, survey)
}

pub(in crate::publish::tests) fn told(result: &Result<Plan, Findings>) -> Vec<&'static str> {
    result
        .as_ref()
        .err()
        .iter()
        .flat_map(|findings| findings.iter())
        .map(|finding| name(finding.rule))
        .collect()
}

fn name(rule: &'static Rule) -> &'static str {
    rule.name
}

#[test]
fn a_first_publishing_sends_all_and_a_second_one_nothing() {
    let server = Server::new();
    server.put("mine.html", "mine");
    let plan = publish(&mut server.target(None, &|_| {}), &bytes(OLD), Said::default()).expect("published");
    assert_eq!((plan.new.len(), plan.changed.len(), plan.gone.len()), (OLD.len(), 0, 0));
    let mut all = bytes(OLD);
    all.insert("mine.html".to_owned(), b"mine".to_vec());
    assert_eq!(server.visible(), all);
    assert_eq!(server.own(), [".samverka-manifest.json"]);
    let plan = publish(&mut server.target(None, &|_| {}), &bytes(OLD), Said::default()).expect("published");
    assert!(plan.is_empty());
    assert_eq!(server.state.lock().expect("a lock").changes, 0, "nothing is touched");
}

#[test]
fn a_file_of_somebody_elses_in_the_way_stops_all_before_anything_is_sent() {
    let server = Server::new();
    server.put("m/a.html", "mine");
    server.put("STYLE.css", "mine");
    server.put("feed.xml/inside", "mine");
    let before = server.visible();
    let result = publish(&mut server.target(None, &|_| {}), &bytes(OLD), Said::default());
    let paths: Vec<String> = result
        .expect_err("stopped")
        .iter()
        .map(|finding| format!("{} {}", finding.rule.name, finding.args[1].1.text(crate::language::Lang::Sv)))
        .collect();
    assert_eq!(
        paths,
        ["publish-foreign STYLE.css", "publish-foreign feed.xml/inside", "publish-foreign m/a.html"]
    );
    assert_eq!((server.visible(), server.own().len()), (before, 0));
}

#[test]
fn many_removals_are_refused_until_somebody_says_so() {
    let server = Server::new();
    let many: Files = (0..20).map(|n| (format!("{n}.html"), b"1".to_vec())).collect();
    publish(&mut server.target(None, &|_| {}), &many, Said::default()).expect("published");
    let few = bytes(&[("1.html", "1")]);
    let result = publish(&mut server.target(None, &|_| {}), &few, Said::default());
    assert_eq!(told(&result), ["publish-removals"]);
    assert_eq!(server.visible(), many);
    let said = Said { allow_removals: true, ..Said::default() };
    publish(&mut server.target(None, &|_| {}), &few, said).expect("published");
    assert_eq!(server.visible(), few);
}

#[test]
fn books_that_cannot_be_read_stop_all() {
    let server = Server::new();
    server.put(".samverka-manifest.json", "{");
    let result = publish(&mut server.target(None, &|_| {}), &bytes(OLD), Said::default());
    assert_eq!(told(&result), ["publish-manifest"]);
    assert!(server.visible().is_empty());
}

#[test]
fn of_two_at_once_one_is_told_who_the_other_is() {
    for exclusive in [true, false] {
        let server = Server { exclusive, ..Server::new() };
        server.put(".samverka-lock.json", r#"{"token":"other","who":"kontoret","since":"2014-05-01 11:00"}"#);
        let result =
            publish(&mut server.target(None, &|_| {}), &bytes(OLD), Said { token: "me", ..Said::default() });
        assert_eq!(told(&result), ["publish-locked"]);
        let text = format!("{:?}", result.expect_err("locked"));
        assert!(text.contains("kontoret") && text.contains("2014-05-01 11:00"), "{text}");
        assert!(server.visible().is_empty());
        let said = Said { token: "me", take_over: true, ..Said::default() };
        publish(&mut server.target(None, &|_| {}), &bytes(OLD), said).expect("taken over");
        assert_eq!(server.visible(), bytes(OLD));
    }
}

#[test]
fn one_that_was_taken_over_stops_and_leaves_the_books_to_the_other() {
    let server = Server::new();
    let state = Arc::clone(&server.state);
    let other = r#"{"token":"other","who":"kontoret","since":"11:00"}"#;
    // As soon as the first page is there, somebody takes over.
    let look = move |files: &Files| {
        if files.contains_key("m/a.html") {
            state.lock().expect("a lock").files.insert(".samverka-lock.json".to_owned(), other.into());
        }
    };
    let result =
        publish(&mut server.target(None, &look), &bytes(OLD), Said { token: "me", ..Said::default() });
    assert_eq!(told(&result), ["publish-taken-over"]);
    assert!(!server.visible().contains_key("index.html"), "it stopped");
    assert!(server.own().contains(&".samverka-lock.json".to_owned()), "the other's lock stands");
    let said = Said { token: "other", ..Said::default() };
    publish(&mut server.target(None, &|_| {}), &bytes(NEW), said).expect("the other finishes");
    assert_eq!(server.visible(), bytes(NEW));
}
