//! A proxy that answers for every host of a test: Firefox and WebKit have no list of names to
//! map, as Chromium has. The request arrives with the host that was asked for.

use std::io::{BufRead, BufReader, Write, copy};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::thread;

/// Starts a proxy to the test server at `server`, and returns its port.
pub fn start(server: u16) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for browser in listener.incoming().flatten() {
            thread::spawn(move || carry(browser, server));
        }
    });
    port
}

/// One connection: the test server closes each after one answer.
fn carry(mut browser: TcpStream, server: u16) -> Option<()> {
    let mut asked = BufReader::new(browser.try_clone().ok()?);
    let mut first = String::new();
    asked.read_line(&mut first).ok()?;
    let request = Request::read(&first)?;
    if !ours(request.host) {
        let refused = b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        return browser.write_all(refused).ok();
    }
    let server = TcpStream::connect(("127.0.0.1", server)).ok()?;
    match request.line {
        Some(line) => (&server).write_all(line.as_bytes()).ok()?,
        None => open_tunnel(&mut asked, &mut browser)?,
    }
    join(asked, browser, server)
}

/// Both ways at once, until the server has nothing more to say.
fn join(mut asked: BufReader<TcpStream>, mut browser: TcpStream, server: TcpStream) -> Option<()> {
    let mut there = server.try_clone().ok()?;
    thread::spawn(move || copy(&mut asked, &mut there));
    let _ = copy(&mut &server, &mut browser);
    let _ = server.shutdown(Shutdown::Both);
    browser.shutdown(Shutdown::Both).ok()
}

/// Passes over the headers of `CONNECT`, which are for the proxy alone.
fn open_tunnel(asked: &mut BufReader<TcpStream>, browser: &mut TcpStream) -> Option<()> {
    let mut line = String::new();
    while asked.read_line(&mut line).ok()? > 2 {
        line.clear();
    }
    browser.write_all(b"HTTP/1.1 200 OK\r\n\r\n").ok()
}

struct Request<'a> {
    host: &'a str,
    /// The line as a server wants it, with a path alone; none where a tunnel is asked for.
    line: Option<String>,
}

impl Request<'_> {
    /// Reads `GET http://shop.test/a HTTP/1.1` or `CONNECT shop.test:80 HTTP/1.1`.
    fn read(line: &str) -> Option<Request<'_>> {
        let mut words = line.split_whitespace();
        let (method, url, version) = (words.next()?, words.next()?, words.next()?);
        if method == "CONNECT" {
            let host = name(url);
            return Some(Request { host, line: None });
        }
        let (_scheme, rest) = url.split_once("://")?;
        let (host, path) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        let path = if path.starts_with('/') {
            path.to_owned()
        } else {
            format!("/{path}")
        };
        let line = format!("{method} {path} {version}\r\n");
        Some(Request {
            host: name(host),
            line: Some(line),
        })
    }
}

/// A host without its port.
fn name(host: &str) -> &str {
    host.split(':').next().unwrap_or(host)
}

/// What Chromium is told to map; a browser's own errands get no answer.
fn ours(host: &str) -> bool {
    let host = host.trim_end_matches('.');
    host == "localhost" || host.ends_with(".test") || host.ends_with(".localhost")
}

#[test]
fn a_server_is_sent_the_path_and_the_host_stays_in_its_header() {
    let plain = Request::read("GET http://shop.test/a?b=c HTTP/1.1\r\n").unwrap();
    assert_eq!(
        (plain.host, plain.line.as_deref()),
        ("shop.test", Some("GET /a?b=c HTTP/1.1\r\n"))
    );
    let bare = Request::read("GET http://localhost:8080 HTTP/1.1\r\n").unwrap();
    assert_eq!(
        (bare.host, bare.line.as_deref()),
        ("localhost", Some("GET / HTTP/1.1\r\n"))
    );
    let tunnel = Request::read("CONNECT stats.test:80 HTTP/1.1\r\n").unwrap();
    assert_eq!((tunnel.host, tunnel.line), ("stats.test", None));
    assert!(!ours("example.com") && ours("ads.test.") && ours("video.localhost"));
}
