//! `portcullis preview`, as far as it says something without a browser.
#![allow(clippy::unwrap_used, reason = "a test may stop")]

mod site;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use site::{POLICY, folder, run, said};

#[track_caller]
fn check_refused(words: &[&str], code: i32, expected: &str) {
    let words: Vec<&str> = [&["preview", "--no-open"], words].concat();
    let ended = run(&folder("preview-refused"), &words);
    assert!(said(&ended).ends_with(expected), "{}", said(&ended));
    assert_eq!(ended.status.code(), Some(code));
}

#[test]
fn a_policy_or_a_folder_that_is_not_there_is_named() {
    check_refused(
        &["/nowhere/policy.toml"],
        2,
        "error: no policy at /nowhere/policy.toml: name a file that is there\n",
    );
    check_refused(
        &["--site", "/nowhere"],
        2,
        "error: no folder at /nowhere: name one with a site's pages\n",
    );
}

#[test]
fn a_port_that_is_taken_is_named() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let words = ["preview", "--no-open", "--port", &port];
    let ended = run(&folder("preview-taken"), &words);
    let said = said(&ended);
    let line = said.lines().last().unwrap();
    let start = format!("error: cannot listen on port {port}: ");
    assert!(
        line.starts_with(&start) && line.ends_with("; name another"),
        "{line}"
    );
    assert_eq!(ended.status.code(), Some(1));
}

/// A preview that serves.
struct Preview(Child, u16);

impl Preview {
    fn start(folder: &Path) -> Preview {
        let mut tool = Command::new(env!("CARGO_BIN_EXE_portcullis"));
        tool.args(["preview", "--no-open", "--port=0"])
            .current_dir(folder);
        tool.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = tool.spawn().unwrap();
        let mut line = String::new();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        lines.read_line(&mut line).unwrap();
        let name = "policy.toml on the sample site; stop it with Ctrl-C\n";
        let port = line.strip_prefix("http://localhost:").unwrap();
        let (port, rest) = port.split_once("/ shows ").unwrap();
        assert_eq!(rest, name);
        Preview(child, port.parse().unwrap())
    }

    fn ask(&self, path: &str, host: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.1)).unwrap();
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn the_sample_site_is_served_with_the_policy_of_the_folder_and_to_this_machine_alone() {
    let folder = folder("preview");
    std::fs::write(folder.join("policy.toml"), POLICY).unwrap();
    let preview = Preview::start(&folder);
    let page = preview.ask("/", "localhost:4000");
    assert!(page.contains(" 200 OK\r\n"), "{page}");
    assert!(page.contains("<head><script src=\"/portcullis/gate.js\"></script>"));
    assert!(page.contains("http://video.localhost:4000/vendors/quaycam.html"));
    let gate = preview.ask("/portcullis/gate.js", "localhost:4000");
    assert!(gate.contains("text/javascript"), "{gate}");
    let vendor = preview.ask("/vendors/tidemark.js", "analytics.localhost:4000");
    assert!(vendor.contains(" 200 OK\r\n"), "{vendor}");
    assert!(preview.ask("/none", "localhost").contains(" 404 "));
    assert!(preview.ask("/", "evil.example").contains(" 403 "));
}
