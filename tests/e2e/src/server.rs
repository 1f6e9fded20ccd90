//! A server for every host name of a test, which writes down each request.

use crate::engine::Engine;
use crate::page::RECORDER;
use crate::tls;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Duration;

/// Asked for by the harness alone, to see that everything before it has arrived: in no log.
pub const SENTINEL: &str = "/-sentinel";

/// Between two looks at whether an answer is still held, and how many there are: a minute.
const SOON: Duration = Duration::from_millis(20);
const LONGEST_HELD: usize = 3000;

/// How a page waits for the next build of `portcullis preview`: it is no part of the page.
const WAITS: &str = "/-portcullis/";

/// An answer that is held up for longer is one that the case looks at the page without.
const HELD_UP: Duration = Duration::from_secs(1);

/// One request as it arrived.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Without its port.
    pub host: String,
    /// With its query.
    pub path: String,
}

impl Hit {
    /// The host and the path without its query: how rules name it.
    fn place(&self) -> String {
        let path = self.path.split('?').next().unwrap();
        format!("{}{path}", self.host)
    }
}

/// What is served, and how. Keys are `host/path`.
#[derive(Default)]
pub struct Rules {
    /// Hosts whose files lie in a folder.
    pub folders: HashMap<String, PathBuf>,
    /// Hosts that another server of this machine answers for, by its port.
    pub relayed: HashMap<String, u16>,
    /// Answers that replace every other.
    pub bodies: HashMap<String, String>,
    /// Headers of every page of a host.
    pub headers: Vec<(String, String)>,
    /// How long an answer is waited for.
    pub delays: HashMap<String, Duration>,
    /// Answers that wait until they are in here no more.
    pub held: HashSet<String>,
    /// Whatever contains one of these is not found.
    pub missing: Vec<String>,
}

#[derive(Default)]
struct Shared {
    rules: Mutex<Rules>,
    log: Mutex<Vec<Hit>>,
    /// Requests that have arrived.
    begun: AtomicUsize,
    /// Those of them that are answered.
    ended: AtomicUsize,
    /// Every host that was ever asked.
    hosts: Mutex<BTreeSet<String>>,
}

/// Runs until the test ends.
#[derive(Clone)]
pub struct Server {
    /// Of this machine.
    pub port: u16,
    shared: Arc<Shared>,
}

impl Server {
    /// Listens on a port of its own.
    pub fn start(rules: Rules) -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::new(Shared {
            rules: Mutex::new(rules),
            ..Shared::default()
        });
        let server = Server { port, shared };
        let each = server.clone();
        thread::spawn(move || each.listen(&listener));
        server
    }

    /// Changes what is served from now on.
    pub fn rules(&self) -> MutexGuard<'_, Rules> {
        self.shared.rules.lock().unwrap()
    }

    /// Everything that arrived, in order.
    pub fn log(&self) -> Vec<Hit> {
        self.shared.log.lock().unwrap().clone()
    }

    /// Starts a new page in the log.
    pub fn forget(&self) {
        self.shared.log.lock().unwrap().clear();
    }

    /// How many requests have arrived, and how many of them are answered.
    pub fn counts(&self) -> [usize; 2] {
        // In this order: what ends in between has begun before.
        let ended = self.shared.ended.load(Ordering::SeqCst);
        [self.shared.begun.load(Ordering::SeqCst), ended]
    }

    /// Every host that was ever asked.
    pub fn hosts(&self) -> Vec<String> {
        self.shared.hosts.lock().unwrap().iter().cloned().collect()
    }

    fn listen(&self, listener: &TcpListener) {
        for stream in listener.incoming().flatten() {
            let each = self.clone();
            thread::spawn(move || each.answer(stream));
        }
    }

    /// Answers one request, encrypted or not.
    pub fn answer(&self, stream: TcpStream) -> Option<()> {
        if tls::begins(&stream) {
            return self.serve(tls::open(stream)?);
        }
        self.serve(stream)
    }

    fn serve(&self, mut stream: impl Read + Write) -> Option<()> {
        let hit = read(&mut stream)?;
        if hit.path.starts_with(WAITS) {
            return stream.write_all(&self.waited(&hit)?).ok();
        }
        if hit.path.starts_with(SENTINEL) {
            return stream.write_all(&Reply::nothing().bytes()).ok();
        }
        self.shared.begun.fetch_add(1, Ordering::SeqCst);
        let reply = self.reply(&hit);
        let delay = reply.delay.unwrap_or_default();
        // What a case holds up for long is not waited for.
        let is_held_up = delay > HELD_UP || self.is_held(&hit);
        if is_held_up {
            self.shared.ended.fetch_add(1, Ordering::SeqCst);
        }
        thread::sleep(delay);
        for _ in 0..LONGEST_HELD {
            if !self.is_held(&hit) {
                break;
            }
            thread::sleep(SOON);
        }
        let written = stream
            .write_all(&reply.bytes())
            .and_then(|()| stream.flush());
        if !is_held_up {
            self.shared.ended.fetch_add(1, Ordering::SeqCst);
        }
        written.ok()
    }

    fn is_held(&self, hit: &Hit) -> bool {
        self.rules().held.contains(&hit.place())
    }

    /// What the preview answers, in no log.
    fn waited(&self, hit: &Hit) -> Option<Vec<u8>> {
        let port = *self.rules().relayed.get(&hit.host)?;
        Reply::relayed(port, &hit.host, &hit.path)?.relayed
    }

    /// Writes the request down before it is answered.
    fn reply(&self, hit: &Hit) -> Reply {
        self.shared.log.lock().unwrap().push(hit.clone());
        self.shared.hosts.lock().unwrap().insert(hit.host.clone());
        let rules = self.rules();
        let path = hit.path.split('?').next().unwrap();
        let place = hit.place();
        let mut reply = rules.find(&hit.host, path, &place);
        reply.delay = rules.delays.get(&place).copied();
        reply.headers.clone_from(&rules.headers);
        if path.ends_with("/gate.js") && Engine::told() != Engine::Chromium {
            reply.put_first(RECORDER.as_bytes());
        }
        reply
    }
}

impl Rules {
    fn find(&self, host: &str, path: &str, place: &str) -> Reply {
        if self.missing.iter().any(|part| place.contains(part)) {
            return Reply::not_found();
        }
        if let Some(body) = self.bodies.get(place) {
            return Reply::ok(path, body.clone().into_bytes());
        }
        if let Some(port) = self.relayed.get(host) {
            return Reply::relayed(*port, host, path).unwrap_or_else(Reply::not_found);
        }
        let owner = self.folders.get(host).or_else(|| self.parent(host));
        let Some(folder) = owner else {
            return Reply::ok(path, canary(place));
        };
        file(folder, path).unwrap_or_else(|| first_party(path))
    }

    /// One folder may serve every name below a host, as the sample site's does.
    fn parent(&self, host: &str) -> Option<&PathBuf> {
        self.folders.get(host.split_once('.')?.1)
    }
}

/// `/ran…` is how a page's inline script leaves a trace in the log.
fn first_party(path: &str) -> Reply {
    if path.starts_with("/ran") {
        return Reply::ok("/ran.svg", canary("/ran.svg"));
    }
    Reply::not_found()
}

/// What a third party answers: a script says on the page's own server that it ran.
fn canary(place: &str) -> Vec<u8> {
    let body = match extension(place) {
        "js" => format!(
            "(window.traces ??= []).push('{place}'); new Image().src = 'http://shop.test/ran?{place}';"
        ),
        "svg" => "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>".to_owned(),
        "html" => format!("<!doctype html><title>{place}</title>"),
        _ => String::new(),
    };
    body.into_bytes()
}

fn file(folder: &Path, path: &str) -> Option<Reply> {
    let mut file = folder.join(path.trim_start_matches('/'));
    if file.is_dir() {
        file.push("index.html");
    }
    let body = std::fs::read(&file).ok()?;
    Some(Reply::ok(&file.to_string_lossy(), body))
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, it)| it)
}

struct Reply {
    status: &'static str,
    kind: &'static str,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    delay: Option<Duration>,
    /// Another server's answer, sent as it came.
    relayed: Option<Vec<u8>>,
}

impl Reply {
    fn ok(path: &str, body: Vec<u8>) -> Reply {
        let kind = match extension(path) {
            "js" => "text/javascript",
            "css" => "text/css",
            "json" => "application/json",
            "wasm" => "application/wasm",
            "svg" => "image/svg+xml",
            "mp4" => "video/mp4",
            _ => "text/html; charset=utf-8",
        };
        Reply {
            status: "200 OK",
            kind,
            headers: Vec::new(),
            body,
            delay: None,
            relayed: None,
        }
    }

    /// What the server at `port` answers as `host`; none where it has no such file.
    fn relayed(port: u16, host: &str, path: &str) -> Option<Reply> {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
        let request = format!("GET {path} HTTP/1.0\r\nHost: {host}:8080\r\n\r\n");
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let status = answer.get(..12)?;
        status.ends_with(b" 200").then(|| Reply {
            relayed: Some(answer),
            ..Reply::ok(path, Vec::new())
        })
    }

    fn nothing() -> Reply {
        let status = "204 No Content";
        Reply {
            status,
            ..Reply::ok("", Vec::new())
        }
    }

    fn not_found() -> Reply {
        let status = "404 Not Found";
        Reply {
            status,
            ..Reply::ok("", Vec::new())
        }
    }

    /// Puts something in front of the body; what another server has sent then ends where it ends.
    fn put_first(&mut self, start: &[u8]) {
        let Some(answer) = &self.relayed else {
            self.body.splice(..0, start.iter().copied());
            return;
        };
        let end = answer.windows(4).position(|it| it == b"\r\n\r\n").unwrap() + 4;
        let (head, body) = answer.split_at(end);
        let head = String::from_utf8_lossy(head);
        let is_length = |line: &&str| line.to_ascii_lowercase().starts_with("content-length:");
        let lines = head.split_inclusive('\n').filter(|line| !is_length(line));
        let head: String = lines.collect();
        self.relayed = Some([head.as_bytes(), start, body].concat());
    }

    fn bytes(&self) -> Vec<u8> {
        let extra = self.headers.iter();
        let extra: String = extra
            .map(|(name, it)| format!("{name}: {it}\r\n"))
            .collect();
        if let Some(answer) = &self.relayed {
            let first = answer.iter().position(|byte| *byte == b'\n').unwrap() + 1;
            let (status, rest) = answer.split_at(first);
            return [status, extra.as_bytes(), rest].concat();
        }
        let head = format!(
            "HTTP/1.1 {}\r\ncontent-type: {}\r\ncontent-length: {}\r\ncache-control: no-cache\r\n\
             access-control-allow-origin: *\r\nconnection: close\r\n{extra}\r\n",
            self.status,
            self.kind,
            self.body.len(),
        );
        [head.into_bytes(), self.body.clone()].concat()
    }
}

fn read(stream: impl Read) -> Option<Hit> {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let path = lines.next()?.split(' ').nth(1)?.to_owned();
    let headers = lines.take_while(|line| !line.is_empty());
    let headers: HashMap<String, String> = headers
        .filter_map(|line| {
            let (name, value) = line.split_once(": ")?;
            Some((name.to_ascii_lowercase(), value.to_owned()))
        })
        .collect();
    let get = |name: &str| headers.get(name).cloned().unwrap_or_default();
    let host = get("host");
    Some(Hit {
        host: host.split(':').next()?.to_owned(),
        path,
    })
}
