//! Requests and what they get.

use super::*;

fn site() -> Fake {
    Fake::default()
        .page("index.html", "hem")
        .page("moten/index.html", "möten")
        .page("moten/a b.html", "möte")
        .page("stumble-not.html", "x")
        .with("style.css", "text/css", "p{}")
        .with("bild.png", "image/png", "</head>")
        .with("stor.json", "application/json", &"x".repeat(100_000))
}

#[test]
fn a_page_is_served_with_the_script_and_strict_headers() {
    let running = Running::of(site());
    let page = running.get("/");
    assert_eq!(page.status, 200);
    assert_eq!(page.header("Content-Type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("Cache-Control"), Some("no-store"));
    assert_eq!(page.header("X-Content-Type-Options"), Some("nosniff"));
    assert_eq!(page.header("Content-Length"), Some(page.body.len().to_string().as_str()));
    let version = running.version();
    let expected = format!(
        "<!DOCTYPE html><html lang=\"sv\"><head><title>T</title>\
         <script src=\"/__samverka/reload.js\" data-since=\"{version}\" defer></script>\
         <link rel=\"stylesheet\" href=\"/__samverka/notice.css\"></head><body>hem\
         <aside class=\"samverka-notice\" lang=\"sv\" dir=\"ltr\" aria-labelledby=\"samverka-notice\"><p><span id=\"samverka-notice\">Förhandsvisning</span>: \
         Inget att rätta på den här sidan. <a href=\"/__samverka/sida?adress=index.html\">Visa panelen</a></p></aside>\
         </body></html>"
    );
    assert_eq!(page.body, expected);
}

#[test]
fn what_is_no_page_is_served_as_it_is() {
    let running = Running::of(site().wrong());
    assert_eq!(running.get("/bild.png").body, "</head>");
    assert_eq!(running.get("/style.css").header("Content-Type"), Some("text/css; charset=utf-8"));
    let large = running.get("/stor.json");
    assert_eq!((large.header("Content-Length"), large.body.len()), (Some("100000"), 100_000));
    assert_eq!(large.header("Transfer-Encoding"), None);
}

#[test]
fn a_folder_is_its_index_and_gets_its_slash() {
    let running = Running::of(site());
    assert!(running.get("/moten/").body.contains("<body>möten<aside"));
    let moved = running.get("/moten");
    assert_eq!((moved.status, moved.header("Location")), (301, Some("/moten/")));
    assert_eq!(running.get("/moten/a%20b.html").status, 200);
    let ours = running.get("/__samverka");
    assert_eq!((ours.status, ours.header("Location")), (301, Some("/__samverka/")));
}

#[test]
fn what_does_not_exist_gets_the_sites_own_page() {
    let running = Running::of(site());
    assert!(running.get("/moten/x/?q=1").body.contains(">moten/x/ saknas<"), "it knows where it stands");
    for path in ["/x.html", "/style.css/", "/moten/x/", "/__samverka/x", "/index.html/index.html"] {
        let missing = running.get(path);
        assert_eq!(missing.status, 404, "{path}");
        assert!(missing.body.contains("saknas") && missing.body.contains("reload.js"), "{path}");
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let running = Running::of(site());
    for path in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/..%2fCargo.toml",
        "/a/../index.html",
        "/index.html%00",
        "/..\\x",
        "/%5c",
        "//index.html",
        "/%ff",
    ] {
        assert_eq!(running.get(path).status, 404, "{path}");
    }
    let absolute = running.get(&format!("http://localhost:{}/", running.port));
    assert_eq!(absolute.status, 404);
}

#[test]
fn another_host_is_refused_whatever_it_asks_for() {
    let running = Running::of(site());
    let port = running.port;
    for host in [
        "Host: evil.example\r\n",
        "Host: localhost\r\n",
        "Host: localhost:1\r\n",
        "",
        "Host: localhost:PORT\r\nHost: evil.example\r\n",
    ] {
        for path in ["/", "/__samverka/", "/__samverka/reload.js", "/__samverka/wait.js?since=x"] {
            let host = host.replace("PORT", &port.to_string());
            let refused = running.raw(&format!("GET {path} HTTP/1.1\r\n{host}Connection: close\r\n\r\n"));
            assert_eq!(refused.status, 403, "{host:?} {path}");
            assert_eq!(refused.header("Content-Type"), Some("text/plain; charset=utf-8"));
            assert!(!refused.body.contains('<'));
        }
    }
    for host in [format!("127.0.0.1:{port}"), format!("[::1]:{port}")] {
        let let_in = running.raw(&format!("GET / HTTP/1.1\r\nhost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(let_in.status, 200, "{host}");
    }
}

#[test]
fn nothing_but_reading() {
    let running = Running::of(site());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let refused = running.send(method, "/");
        assert_eq!((refused.status, refused.header("Allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let (head, page) = (running.send("HEAD", "/"), running.get("/"));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    assert_eq!(head.header("Content-Length"), page.header("Content-Length"));
    assert_eq!(running.send("HEAD", "/nej").body, "");
}

#[test]
fn a_page_that_makes_us_stumble_does_not_take_the_others_with_it() {
    let running = Running::of(site());
    for _ in 0..6 {
        assert_eq!(running.get("/stumble.html").status, 500);
    }
    assert_eq!(running.get("/").status, 200);
}

#[test]
fn a_taken_port_is_a_finding_with_another_that_is_free() {
    let running = Running::of(site());
    let options = Options { port: running.port, ..options() };
    let findings = serve(&options, &|| Arc::new(Fake::default()), &|_| {}).expect_err("taken");
    let finding = findings.iter().next().expect("a finding");
    assert_eq!(finding.rule, &tool::PORT_TAKEN);
    let what = finding.rule.what.fill(Lang::Sv, &finding.args);
    assert_eq!(what, format!("Port {} går inte att använda: den är upptagen.", running.port));
    let cure = finding.rule.cure.fill(Lang::Sv, &finding.args);
    let other: u16 = cure.rsplit(' ').next().and_then(|port| port.parse().ok()).expect("a port");
    assert!(Server::bind(&Options { port: other, ..options }).is_ok());
}

/// The number of this computer on its network, if it is on one.
fn own_number() -> Option<std::net::IpAddr> {
    let others = std::net::UdpSocket::bind("0.0.0.0:0").and_then(|socket| {
        socket.connect("192.0.2.1:9")?;
        socket.local_addr()
    });
    others.ok().map(|address| address.ip()).filter(|address| !address.is_loopback())
}

#[test]
fn only_this_computer_can_connect() {
    let running = Running::of(site());
    if let Some(number) = own_number() {
        assert!(TcpStream::connect((number, running.port)).is_err());
    }
}

#[test]
fn on_the_network_others_can_look_by_the_computers_number_only_and_are_told_to_the_writer() {
    let site: Arc<dyn Snapshot> = Arc::new(site());
    let running = Running::with(&Options { lan: true, ..options() }, false, move || Arc::clone(&site));
    let told = running.wait_for(|event| matches!(event, Event::Open { .. }), Duration::from_secs(5));
    let Event::Open { urls } = told else { panic!("{told:?}") };
    assert_eq!(urls, running.server.network_urls());
    assert_eq!(running.get("/").status, 200, "this computer as before");
    let Some(number) = own_number() else { return };
    let port = running.port;
    assert!(urls.contains(&format!("http://{number}:{port}/")), "{urls:?}");
    let ask = |host: &str| {
        let mut stream = TcpStream::connect((number, port)).expect("others can connect");
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("read");
        Response::parse(&bytes).status
    };
    assert_eq!(ask(&format!("{number}:{port}")), 200);
    for host in [format!("evil.example:{port}"), format!("192.0.2.77:{port}"), format!("min-dator:{port}")] {
        assert_eq!(ask(&host), 403, "{host}");
    }
}

#[test]
fn a_page_is_shown_as_it_is_printed_when_asked_so() {
    let site = Fake::default().page("index.html", "hem").with(
        "style.css",
        "text/css",
        "p { color: red }\n@media print { p { color: black } }",
    );
    let running = Running::of(site);
    let sheet = "<link rel=\"stylesheet\" href=\"/__samverka/paper.css\">";
    assert!(!running.get("/").body.contains(sheet));
    let printed = running.get("/index.html?utskrift").body;
    assert!(printed.contains(&format!("{sheet}</head><body>hem</body>")), "nothing else is added: {printed}");
    let around = running.get("/__samverka/utskrift?adress=index.html").body;
    assert!(around.contains("title=\"Sidan på papper\" src=\"/index.html?utskrift\""), "{around}");
    assert_eq!(running.get("/__samverka/utskrift?adress=x.html").status, 404);
    let style = running.get("/__samverka/paper.css");
    assert_eq!(style.header("Content-Type"), Some("text/css; charset=utf-8"));
    assert!(
        style.body.starts_with("@media screen { p { color: black } }") && !style.body.contains("red"),
        "{}",
        style.body
    );
}

#[test]
fn as_many_connections_as_a_browser_opens_are_all_answered_though_none_is_closed() {
    let running = Running::of(site());
    let request = format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", running.port);
    let mut open: Vec<TcpStream> = Vec::new();
    for _ in 0..5 {
        let mut new: Vec<TcpStream> =
            (0..6).map(|_| TcpStream::connect(("127.0.0.1", running.port)).expect("connected")).collect();
        for stream in &mut new {
            stream.set_read_timeout(Some(Duration::from_secs(5))).expect("set");
            stream.write_all(request.as_bytes()).expect("sent");
        }
        open.extend(new);
        for stream in &mut open {
            stream.write_all(b"").expect("open");
        }
        for stream in open.iter_mut().rev().take(6) {
            let mut bytes = [0; 512];
            let count = stream.read(&mut bytes).expect("answered");
            assert!(bytes[..count].starts_with(b"HTTP/1.1 200 OK\r\n"));
        }
    }
}

#[test]
fn a_connection_takes_one_request_after_another_and_what_is_none_is_refused() {
    let running = Running::of(site());
    let mut stream = TcpStream::connect(("127.0.0.1", running.port)).expect("connected");
    let request = |path: &str, more: &str| {
        format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n{more}\r\n", running.port)
    };
    let both = format!("{}{}", request("/style.css", ""), request("/nej.css", "Connection: close\r\n"));
    stream.write_all(both.as_bytes()).expect("sent");
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("read");
    assert_eq!(text.matches("HTTP/1.1 ").count(), 2, "{text}");
    assert!(text.starts_with("HTTP/1.1 200 OK") && text.contains("p{}HTTP/1.1 404 Not Found"), "{text}");
    for bad in ["hej\r\n\r\n", "GET / HTTP/1.1\r\n x\r\n\r\n", &"x".repeat(40_000)] {
        assert_eq!(running.raw(bad).status, 400, "{}", bad.len());
    }
}

#[test]
fn a_tab_that_is_closed_makes_room_for_another() {
    let running = Running::of(site());
    let version = running.version();
    let ask = |tab: usize| {
        let mut stream = TcpStream::connect(("127.0.0.1", running.port)).expect("connected");
        let path = format!("/__samverka/wait.js?since={version}&tab={tab}");
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", running.port);
        stream.write_all(request.as_bytes()).expect("sent");
        stream
    };
    let waiting: Vec<TcpStream> = (0..live::MAX_WAITING).map(ask).collect();
    std::thread::sleep(Duration::from_millis(200));
    let crowded = |tab: usize| {
        running.get(&format!("/__samverka/wait.js?since=x&tab={tab}")).body.contains("pause: 2000")
    };
    assert!(crowded(8));
    drop(waiting);
    std::thread::sleep(Duration::from_millis(2200));
    assert!(!crowded(9));
}

#[test]
fn one_of_our_pages_is_sent_its_successor_if_all_that_it_loads_is_as_it_was() {
    let running = Running::of(Fake { beside: 0xabc, ..site() });
    let ask = |since: &str, page: &str, from: &str| {
        let path = format!("/__samverka/wait.js?since={since}&tab=t&page={page}");
        running
            .raw(&format!(
                "GET {path} HTTP/1.1\r\nHost: localhost:{}\r\n{from}Connection: close\r\n\r\n",
                running.port
            ))
            .body
    };
    let version = running.version();
    let start = version.split('-').next().expect("a start");
    let (now, styled) = (format!("{start}-9-abc"), format!("{start}-9-abd"));
    let ours = "Sec-Fetch-Site: same-origin\r\n";
    for page in ["%2F", "%2Findex.html", "%2F__samverka%2F", "%2F__samverka%2Fsida%3Fadress%3Dindex.html"] {
        let told = ask(&now, page, ours);
        assert!(told.contains("page: \"<!DOCTYPE html>"), "{page}: {told}");
    }
    let whole = running.get("/index.html").body;
    let sent = ask(&now, "%2Findex.html", ours);
    assert!(sent.contains(&serde_json::to_string(&whole).expect("a text")), "{sent}");
    for (since, page, from, why) in [
        (styled.as_str(), "%2Findex.html", ours, "another style or picture"),
        (now.as_str(), "%2Findex.html", "", "nobody says who asks"),
        (now.as_str(), "%2Findex.html", "Sec-Fetch-Site: cross-site\r\n", "another site"),
        (now.as_str(), "%2Findex.html%3Futskrift", ours, "a page in a frame"),
        (now.as_str(), "%2F__samverka%2Futskrift%3Fadress%3Dindex.html", ours, "a page with a frame"),
        (now.as_str(), "%2Fnej.html", ours, "nothing is there"),
        (now.as_str(), "%2Fstyle.css", ours, "no page"),
        (now.as_str(), "%2F__samverka%2Fwait.js%3Fsince%3Dx", ours, "no page either"),
        (now.as_str(), "%2Fstumble.html", ours, "a fault of ours"),
        ("1-9-abc", "%2Findex.html", ours, "another program may have run before"),
        (now.as_str(), "..%2F", ours, "no path"),
    ] {
        let told = ask(since, page, from);
        assert!(told.contains("page: null"), "{why}: {told}");
    }
}
