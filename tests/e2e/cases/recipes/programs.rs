//! Programs that a recipe is for, started where they are there.

use portcullis_e2e::tally;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Where the program `name` is; where it is not, the case is noted as not run.
pub(super) fn find(name: &'static str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // Debian keeps servers where only root's PATH leads.
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into()]);
    let found = folders.map(|it| it.join(name)).find(|it| it.is_file());
    if found.is_none() {
        tally::lacks(name);
    }
    found
}

/// A port that nobody listens on.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}

/// A server that stops with its test.
pub(super) struct Running {
    child: Child,
    pub(super) port: u16,
}

impl Running {
    /// Starts `command` and waits until it listens on `port`.
    pub(super) fn start(command: &mut Command, port: u16) -> Running {
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let running = Running {
            child: child.unwrap(),
            port,
        };
        let end = Instant::now() + Duration::from_secs(15);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < end, "the server never listened");
            std::thread::sleep(Duration::from_millis(50));
        }
        running
    }

    /// The head of the answer to a request with these cookies, its names in lower case.
    pub(super) fn head(&self, path: &str, cookies: &str) -> Vec<(String, String)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: film.club\r\nCookie: {cookies}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        let (head, _) = answer.split_once("\r\n\r\n").unwrap();
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        lines
            .map(|(name, it)| (name.to_ascii_lowercase(), it.to_owned()))
            .collect()
    }

    /// One header of that answer.
    pub(super) fn header(&self, path: &str, cookies: &str, name: &str) -> Option<String> {
        let head = self.head(path, cookies);
        let mut found = head.into_iter().filter(|(it, _)| it == name);
        let first = found.next().map(|(_, it)| it);
        assert!(found.next().is_none(), "{name} is sent twice");
        first
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
