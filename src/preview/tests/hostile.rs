//! Those who mean no good, or know no better: slow, silent, many, and with requests that are none.

use super::*;

fn site() -> Fake {
    Fake::default().page("index.html", "hem").with("stor.json", "application/json", &"x".repeat(4_000_000))
}

fn connect(running: &Running) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", running.port)).expect("connected");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("set");
    stream
}

/// What is answered, if anything, to bytes of any kind.
fn answer(running: &Running, bytes: &[u8]) -> Vec<u8> {
    let mut stream = connect(running);
    // It may be closed on us while we still speak.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut all = Vec::new();
    let _ = stream.read_to_end(&mut all);
    all
}

#[test]
fn whoever_sends_a_letter_now_and_then_is_let_go_of_and_holds_up_nobody() {
    let running = Running::of(site());
    let mut slow = connect(&running);
    let start = Instant::now();
    let head = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ".bytes().chain(std::iter::repeat(b'x'));
    for byte in head {
        if slow.write_all(&[byte]).is_err() {
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(16), "it is still let in");
        std::thread::sleep(Duration::from_millis(250));
        assert_eq!(running.get("/").status, 200);
    }
    assert!(start.elapsed() > Duration::from_secs(8), "a slow line has some seconds");
}

#[test]
fn whoever_opens_many_and_says_nothing_shuts_nobody_out() {
    let running = Running::of(site());
    let mut silent: Vec<TcpStream> = (0..150).map(|_| connect(&running)).collect();
    for stream in silent.iter_mut().skip(140) {
        stream.write_all(b"GET / HT").expect("sent");
    }
    for _ in 0..5 {
        assert_eq!(running.get("/").status, 200);
    }
    drop(silent);
    assert_eq!(running.get("/").status, 200);
}

#[test]
fn whoever_takes_nothing_of_what_is_sent_holds_up_nobody() {
    let running = Running::of(site());
    let request = format!("GET /stor.json HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", running.port);
    let greedy: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = connect(&running);
            stream.write_all(request.as_bytes()).expect("sent");
            stream
        })
        .collect();
    assert_eq!(running.get("/").status, 200);
    drop(greedy);
}

#[test]
fn what_is_no_request_is_refused_or_not_answered_and_the_next_one_is_as_before() {
    let running = Running::of(site());
    let port = running.port;
    let whole = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    let mut bad: Vec<Vec<u8>> = vec![
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec(),
        vec![0; 100],
        vec![b'\n'; 50_000],
        [b"GET /".as_slice(), &[b'a'; 40_000], b" HTTP/1.1\r\n\r\n"].concat(),
        format!("GET / HTTP/1.1\nHost: localhost:{port}\n\n").into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: localhost:{port}\r\n\r\n").into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nX: \0\r\n\r\nX").into_bytes(),
        format!("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").into_bytes(),
        format!("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").into_bytes(),
        format!("GET /..%5c..%5cetc%5cpasswd HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").into_bytes(),
        format!("GET /%00/etc/passwd HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").into_bytes(),
        format!("GET /__samverka/sida?adress=%2e%2e/x HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n")
            .into_bytes(),
        format!("GET /__samverka/sida?adress=../x HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").into_bytes(),
        b"GET /__samverka/wait.js?since=\"-alert(1)-\" HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_vec(),
    ];
    // Every part of a request that breaks off.
    bad.extend((1..whole.len()).map(|end| whole.as_bytes()[..end].to_vec()));
    for bytes in bad {
        let got = answer(&running, &bytes);
        let ok = got.is_empty()
            || ["400", "403", "404"]
                .iter()
                .any(|status| got.starts_with(format!("HTTP/1.1 {status}").as_bytes()));
        assert!(ok, "{:?} gets {:?}", String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&got));
        assert!(!String::from_utf8_lossy(&got).contains("root:"));
    }
    assert!(answer(&running, whole.as_bytes()).starts_with(b"HTTP/1.1 200"));
}

#[test]
fn a_body_that_hides_a_second_request_is_not_read_as_one() {
    let running = Running::of(site());
    let port = running.port;
    let hidden = format!("GET /index.html HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    for header in [format!("Content-Length: {}", hidden.len()), "Transfer-Encoding: chunked".to_owned()] {
        let request = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n{header}\r\n\r\n{hidden}");
        let got = String::from_utf8_lossy(&answer(&running, request.as_bytes())).into_owned();
        assert_eq!(got.matches("HTTP/1.1 ").count(), 1, "{header}: {got}");
    }
}
