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
         <script src=\"/__samverka/reload.js\" data-since=\"{version}\" defer></script></head><body>hem</body></html>"
    );
    assert_eq!(page.body, expected, "no notice, as there is nothing to tell");
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
    assert!(running.get("/moten/").body.contains("<body>möten</body>"));
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
    let options = Options { port: running.port, lang: Lang::Sv, folders: Vec::new() };
    let findings = serve(&options, &|| Arc::new(Fake::default()), &|_| {}).expect_err("taken");
    let finding = findings.iter().next().expect("a finding");
    assert_eq!(finding.rule, &tool::PORT_TAKEN);
    let what = finding.rule.what.fill(Lang::Sv, &finding.args);
    assert_eq!(what, format!("Port {} går inte att använda: den är upptagen.", running.port));
    let cure = finding.rule.cure.fill(Lang::Sv, &finding.args);
    let other: u16 = cure.rsplit(' ').next().and_then(|port| port.parse().ok()).expect("a port");
    assert!(Server::bind(&Options { port: other, ..options }).is_ok());
}

#[test]
fn only_this_computer_can_connect() {
    let running = Running::of(site());
    let others = std::net::UdpSocket::bind("0.0.0.0:0").and_then(|socket| {
        socket.connect("192.0.2.1:9")?;
        socket.local_addr()
    });
    if let Ok(address) = others
        && !address.ip().is_loopback()
    {
        assert!(TcpStream::connect((address.ip(), running.port)).is_err());
    }
}
