//! `check --external` against a small server on this computer: what is asked, how politely, and what is told of it.

// A test may fail loudly.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod common;
#[path = "external/server.rs"]
mod server;

use samverka::external::{self, Fault, Kept, Limits, Method, Network, Reply, Report, Web};
use samverka::language::Lang;
use samverka::{Memory, site};
use server::Server;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// This computer by two names: two hosts, as far as turns are concerned.
const ONE: &str = "127.0.0.1";
const OTHER: &str = "localhost";

/// The web, on this computer too; what would be waited for is written down instead.
struct Hasty {
    web: Web,
    pauses: Mutex<Vec<u64>>,
}

impl Network for Hasty {
    fn send(&self, method: Method, url: &url::Url, within: Duration) -> Result<Reply, Fault> {
        self.web.send(method, url, within)
    }

    fn pause(&self, time: Duration) {
        self.pauses.lock().unwrap().push(time.as_secs());
    }
}

fn hasty() -> Hasty {
    Hasty { web: Web::direct(true), pauses: Mutex::default() }
}

/// Long enough for a busy computer, short enough for a server that never comes to it.
fn limits() -> Limits {
    Limits { request: Duration::from_secs(2), ..Limits::default() }
}

/// A site of one note with these addresses, a line each.
fn noted(addresses: &[String]) -> site::Site {
    let lines: Vec<String> =
        addresses.iter().enumerate().map(|(i, to)| format!("- [Sida {i}](<{to}>)\n")).collect();
    let mut world = Memory::new(jiff::civil::date(2014, 5, 1));
    world.insert("content/sidor/a.md", format!("# A\n\n{}", lines.concat()).into_bytes());
    samverka::load(&world, site::Options::default()).site
}

fn run(site: &site::Site, network: &dyn Network, kept: &mut Kept, limits: Limits) -> Report {
    external::check(&external::links(site), network, kept, (1_000, limits), &|_, _| {})
}

/// Line, rule and words of each finding.
fn told(site: &site::Site, report: &Report) -> Vec<String> {
    let mut out = Vec::new();
    for finding in &report.findings {
        let line = finding.span.map_or(0, |span| {
            let text = &site.sources.get(span.file).expect("a source").text;
            text[..span.range().start].matches('\n').count() + 1
        });
        let what = finding.rule.what.fill(Lang::Sv, &finding.args);
        out.push(format!("{line} {} {what}", finding.rule.name));
    }
    out
}

fn check(server: &Server, paths: &[&str]) -> (Vec<String>, Vec<u64>, Report) {
    let site = noted(&paths.iter().map(|path| server.at(ONE, path)).collect::<Vec<_>>());
    let network = hasty();
    let report = run(&site, &network, &mut Kept::default(), limits());
    let pauses = network.pauses.into_inner().unwrap();
    // The port is another each time.
    let base = server.at(ONE, "");
    (told(&site, &report).iter().map(|line| line.replace(&base, "")).collect(), pauses, report)
}

#[test]
fn what_is_there_is_asked_for_once_and_not_told() {
    let server = Server::start();
    let (told, pauses, report) = check(&server, &["/there", "/there#del", "/for-now"]);
    assert_eq!((told, pauses), (Vec::<String>::new(), vec![]));
    assert_eq!((report.all, report.kept, report.unasked), (2, 0, 0));
    assert_eq!(server.asked(), ["HEAD /for-now", "HEAD /there", "HEAD /there"]);
    assert!(server.agents().iter().all(|agent| agent.starts_with("samverka/")), "{:?}", server.agents());
}

#[test]
fn a_server_that_refuses_to_tell_is_asked_for_the_page() {
    let server = Server::start();
    let (told, _, _) = check(&server, &["/no-head", "/head-404", "/head-501", "/head-breaks"]);
    assert_eq!(told, Vec::<String>::new());
    for path in ["/no-head", "/head-404", "/head-501", "/head-breaks"] {
        let asked: Vec<String> = server.asked().into_iter().filter(|line| line.ends_with(path)).collect();
        assert_eq!(asked, [format!("HEAD {path}"), format!("GET {path}")]);
    }
}

#[test]
fn what_is_wrong_is_told_at_each_place() {
    let server = Server::start();
    let (told, _, report) = check(
        &server,
        &["/gone", "/there", "/removed", "/gone#del", "/ill", "/round", "/to-a-file", "/to-nothing"],
    );
    assert_eq!(
        told,
        [
            "3 link-external-broken Länken till /gone fungerar inte: sidan finns inte (404).",
            "5 link-external-broken Länken till /removed fungerar inte: sidan är borttagen (410).",
            "6 link-external-broken Länken till /gone#del fungerar inte: sidan finns inte (404).",
            "7 link-external-broken Länken till /ill fungerar inte: servern svarar med ett fel (500).",
            "8 link-external-broken Länken till /round fungerar inte: adressen leder runt i en cirkel.",
            "9 link-external-broken Länken till /to-a-file fungerar inte: den leder vidare till något som inte är en webbsida: file:///etc/passwd.",
            "10 link-external-broken Länken till /to-nothing fungerar inte: sidan finns inte (404).",
        ]
    );
    assert_eq!(report.unasked, 0);
}

#[test]
fn what_does_not_let_us_in_is_not_called_broken() {
    let server = Server::start();
    let (told, pauses, _) = check(&server, &["/shut", "/busy-for-long"]);
    assert_eq!(
        told,
        [
            "3 link-external-unclear Länken till /shut gick inte att kontrollera: servern släpper inte in samverka (403).",
            "4 link-external-unclear Länken till /busy-for-long gick inte att kontrollera: servern släpper inte in samverka (429).",
        ]
    );
    assert_eq!(pauses, Vec::<u64>::new(), "an hour is more than anybody waits");
}

#[test]
fn what_may_pass_is_tried_once_more_after_a_while() {
    let server = Server::start();
    let (told, pauses, _) = check(&server, &["/later", "/busy"]);
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(pauses, [7, 2], "as long as the server asks, else two seconds");
    let (told, _, _) = check(&server, &["/ill"]);
    assert_eq!(told.len(), 1);
    assert_eq!(
        server.asked().iter().filter(|line| line.ends_with("/ill")).count(),
        2,
        "and no more than that"
    );
}

#[test]
fn a_page_that_has_moved_for_good_is_told_with_its_new_address() {
    let server = Server::start();
    let (told, _, _) = check(&server, &["/moved#del", "/moved-then-for-now"]);
    assert_eq!(
        told,
        [
            "3 link-external-moved Sidan /moved#del har flyttat för gott till /there#del.",
            "4 link-external-moved Sidan /moved-then-for-now har flyttat för gott till /for-now.",
        ]
    );
}

#[test]
fn nobody_is_waited_for_longer_than_the_limit() {
    let server = Server::start();
    let (told, _, report) = check(&server, &["/slow", "/there", "/breaks"]);
    assert_eq!(
        told,
        [
            "3 link-external-broken Länken till /slow fungerar inte: servern svarade inte i tid.",
            "5 link-external-broken Länken till /breaks fungerar inte: anslutningen bröts.",
        ]
    );
    assert_eq!(report.unasked, 0);
}

#[test]
fn when_all_time_is_up_the_rest_is_told_as_not_checked_and_the_next_run_goes_on() {
    let server = Server::start();
    let paths: Vec<String> = (10..50).map(|n| server.at(ONE, &format!("/work-{n}"))).collect();
    let site = noted(&paths);
    let mut kept = Kept::default();
    // Forty requests of 40 ms, one after the other, take 1.6 seconds on the fastest computer.
    let short = Limits { total: Duration::from_millis(800), ..Limits::default() };
    let report = run(&site, &hasty(), &mut kept, short);
    assert!(report.unasked > 0);
    let told = told(&site, &report);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("0 external-not-checked ") && told[0].contains("av 40"), "{told:?}");
    let again = run(&site, &hasty(), &mut kept, Limits::default());
    assert!(again.unasked == 0 && again.kept > 0 && again.findings.is_empty(), "{again:?}");
}

#[test]
fn what_was_there_is_not_asked_for_again_within_a_day() {
    let server = Server::start();
    let site = noted(&["/there", "/moved", "/gone"].map(|path| server.at(ONE, path)));
    let mut kept = Kept::default();
    let first = run(&site, &hasty(), &mut kept, limits());
    let asked = server.asked().len();
    let mut kept = Kept::read(&kept.write(), 1_000 + 60);
    let second = run(&site, &hasty(), &mut kept, limits());
    assert_eq!(told(&site, &first), told(&site, &second), "the same is told");
    assert_eq!((second.all, second.kept), (3, 2));
    assert_eq!(server.asked()[asked..], ["HEAD /gone", "GET /gone"], "only what was at fault");
}

#[test]
fn hosts_are_asked_side_by_side_and_each_one_request_at_a_time() {
    let server = Server::start();
    let paths: Vec<String> =
        (0..6).flat_map(|n| [ONE, OTHER].map(|host| server.at(host, &format!("/work-{n}")))).collect();
    let progress = Mutex::new(Vec::new());
    let note = |done, all| progress.lock().unwrap().push((done, all));
    let site = noted(&paths);
    let links = external::links(&site);
    let report = external::check(&links, &hasty(), &mut Kept::default(), (0, limits()), &note);
    assert!(report.findings.is_empty(), "{:?}", told(&site, &report));
    assert_eq!(server.most(), (1, 2), "one of a host, two in all");
    let mut seen = progress.into_inner().unwrap();
    seen.sort_unstable();
    assert_eq!(seen, (1..=12).map(|done| (done, 12)).collect::<Vec<_>>());
}

#[test]
fn without_a_network_one_thing_is_told_and_not_one_a_link() {
    /// A computer that reaches nobody.
    struct Alone(Mutex<usize>);
    impl Network for Alone {
        fn send(&self, _: Method, _: &url::Url, _: Duration) -> Result<Reply, Fault> {
            *self.0.lock().unwrap() += 1;
            Err(Fault::NoHost)
        }
    }
    let site =
        noted(&["https://a.se/", "https://a.se/b", "https://b.se/", "http://a.se/"].map(str::to_owned));
    let alone = Alone(Mutex::new(0));
    let report = run(&site, &alone, &mut Kept::default(), Limits::default());
    let told = told(&site, &report);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("0 external-not-checked 4 av 4 adresser på andra webbplatser är inte kontrollerade: ingen annan webbplats gick att nå"), "{told:?}");
    assert_eq!(report.unasked, 4);
    assert_eq!(*alone.0.lock().unwrap(), 3, "a host that is not there is not asked for each of its pages");
}

#[test]
fn one_host_that_is_not_there_is_a_broken_link() {
    struct Half;
    impl Network for Half {
        fn send(&self, _: Method, url: &url::Url, _: Duration) -> Result<Reply, Fault> {
            match url.host_str() {
                Some("borta.se") => Err(Fault::NoHost),
                Some("xn--malm-8qa.se") => Ok(Reply { status: 200, ..Reply::default() }),
                other => panic!("{other:?}"),
            }
        }
    }
    let site = noted(&["https://borta.se/", "https://malmö.se/å ä?q=ö", "https://[x/"].map(str::to_owned));
    let report = run(&site, &Half, &mut Kept::default(), Limits::default());
    assert_eq!(
        told(&site, &report),
        [
            "3 link-external-broken Länken till https://borta.se/ fungerar inte: det finns ingen webbplats med det namnet.",
            "5 link-external-broken Länken till https://[x/ fungerar inte: adressen är felskriven.",
        ]
    );
    assert_eq!(report.unasked, 0);
}

#[test]
fn this_computer_is_asked_only_when_somebody_says_so() {
    let server = Server::start();
    let site = noted(&[server.at(ONE, "/there"), server.at(OTHER, "/there")]);
    let report = run(&site, &Web::direct(false), &mut Kept::default(), limits());
    let told = told(&site, &report);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told.iter().all(|line| line.contains("bara på den egna datorn")), "{told:?}");
    assert!(server.asked().is_empty());
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_told() {
    let config =
        rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(
                vec![include_bytes!("external/certificate.der").to_vec().into()],
                rustls::pki_types::PrivatePkcs8KeyDer::from(include_bytes!("external/key.der").to_vec())
                    .into(),
            )
            .expect("a certificate");
    let config = Arc::new(config);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut server = rustls::ServerConnection::new(Arc::clone(&config)).expect("a connection");
            let _ = server.complete_io(&mut stream);
        }
    });
    let url = url::Url::parse(&format!("https://localhost:{port}/")).expect("an address");
    let sent = Web::direct(true).send(Method::Head, &url, Duration::from_secs(10));
    assert_eq!(sent, Err(Fault::Certificate));
    let server = Server::start();
    let plain = server.at(OTHER, "/there").replace("http:", "https:");
    let sent = Web::direct(true).send(
        Method::Head,
        &url::Url::parse(&plain).expect("an address"),
        Duration::from_secs(10),
    );
    assert!(matches!(sent, Err(Fault::Insecure | Fault::Broken)), "{sent:?}");
}

/// The program in a folder, with a site whose note has these lines.
fn program(server: &Server, lines: &[&str], arguments: &[&str]) -> (tempfile::TempDir, std::process::Output) {
    let dir = common::folder();
    let text: Vec<String> =
        lines.iter().map(|line| line.replace("SERVER", &server.at(ONE, "")) + "\n").collect();
    common::write(dir.path(), "content/sidor/a.md", &format!("# A\n\n{}", text.concat()));
    let said = again(&dir, arguments);
    (dir, said)
}

fn again(dir: &tempfile::TempDir, arguments: &[&str]) -> std::process::Output {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_samverka"));
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .args(["--lang", "sv"])
        .current_dir(dir.path())
        .output()
        .expect("the program starts")
}

const EXTERNAL: [&str; 3] = ["check", "--external", "--allow-private"];

#[test]
fn the_command_tells_where_and_keeps_what_was_there() {
    let server = Server::start();
    let (dir, said) = program(&server, &["Se [sidan](SERVER/there) och [en annan](SERVER/gone)."], &EXTERNAL);
    let (out, err) = (common::out(&said), common::err(&said));
    assert!(out.contains("content/sidor/a.md:3:") && out.contains("Regel: link-external-broken"), "{out}");
    assert!(
        err.contains(
            "Adresser på andra webbplatser: 2. Kontrollerade nu: 2. Kontrollerade det senaste dygnet: 0."
        ),
        "{err}"
    );
    assert_eq!(common::code(&said), 0, "a warning stops only with --strict");
    let names: Vec<String> = common::files(dir.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, [".samverka-cache/.gitignore", ".samverka-cache/links.json", "content/sidor/a.md"]);
    let second = again(&dir, &[EXTERNAL[0], EXTERNAL[1], EXTERNAL[2], "--strict"]);
    assert!(common::err(&second).contains("Kontrollerade nu: 1. Kontrollerade det senaste dygnet: 1."));
    assert_eq!(common::code(&second), 1);
    assert_eq!(server.asked().iter().filter(|line| line.ends_with("/there")).count(), 1);
    // Nothing else asks anybody.
    let before = server.asked().len();
    for arguments in [&["check"][..], &["build"]] {
        let _ = again(&dir, arguments);
    }
    assert_eq!(server.asked().len(), before);
}

#[test]
fn a_check_that_could_not_run_does_not_pass() {
    let server = Server::start();
    let (_dir, said) = program(&server, &["[sidan](SERVER/breaks)"], &EXTERNAL);
    assert_eq!(common::code(&said), 2);
    assert!(common::out(&said).contains("1 av 1 adresser på andra webbplatser är inte kontrollerade"));
}

#[test]
fn a_link_may_be_allowed_and_that_is_told_as_idle_only_when_links_are_asked_for() {
    let server = Server::start();
    let comment = "<!-- samverka: tillåt link-external-broken därför=\"Sidan kommer i maj.\" -->";
    let (dir, said) = program(
        &server,
        &[comment, "[sidan](SERVER/gone)", "", comment, "[en annan](SERVER/there)"],
        &EXTERNAL,
    );
    let out = common::out(&said);
    assert!(!out.contains("Regel: link-external-broken"), "{out}");
    assert_eq!(out.matches("Regel: allow-unused").count(), 1, "{out}");
    assert!(out.contains("content/sidor/a.md:6:"), "{out}");
    assert!(!common::out(&again(&dir, &["check"])).contains("allow-"), "nobody has asked");
}
