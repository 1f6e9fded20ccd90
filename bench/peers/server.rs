//! Serves every contestant alike: brotli 11, one rule for caches, and a log of what was asked for.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// One request and its answer.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    /// Milliseconds since 1970, as the page's own clock counts them.
    pub(crate) at: f64,
    pub(crate) path: String,
    /// Of the body, as it travelled.
    pub(crate) bytes: usize,
}

/// A file as it travels.
struct File {
    kind: &'static str,
    body: Vec<u8>,
}

#[derive(Default)]
struct Shared {
    files: Mutex<HashMap<String, File>>,
    log: Mutex<Vec<Hit>>,
    last: Mutex<Option<Instant>>,
}

/// Runs until the measurement ends.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) port: u16,
    shared: Arc<Shared>,
}

impl Server {
    pub(crate) fn start() -> Server {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let shared = Arc::default();
        let server = Server { port, shared };
        let each = server.clone();
        thread::spawn(move || each.listen(&listener));
        server
    }

    /// Serves `text` at `path`.
    pub(crate) fn put(&self, path: &str, text: &[u8]) {
        let body = compressed(text);
        let kind = kind(path);
        let mut files = self.shared.files.lock().unwrap();
        files.insert(path.to_owned(), File { kind, body });
    }

    /// How many bytes the answer for `path` has.
    pub(crate) fn weight(&self, path: &str) -> usize {
        self.shared.files.lock().unwrap()[path].body.len()
    }

    /// Every request for something other than a held script, in order.
    pub(crate) fn log(&self) -> Vec<Hit> {
        self.shared.log.lock().unwrap().clone()
    }

    pub(crate) fn forget(&self) {
        self.shared.log.lock().unwrap().clear();
    }

    /// How long nothing has been asked for.
    pub(crate) fn quiet_for(&self) -> Duration {
        let last = *self.shared.last.lock().unwrap();
        last.map_or(Duration::MAX, |it| it.elapsed())
    }

    fn listen(&self, listener: &TcpListener) {
        for stream in listener.incoming().flatten() {
            let each = self.clone();
            thread::spawn(move || each.converse(&stream));
        }
    }

    /// Answers on one connection until the browser closes it.
    fn converse(&self, stream: &TcpStream) -> Option<()> {
        stream.set_nodelay(true).ok()?;
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        loop {
            let target = lines.next()?.split(' ').nth(1)?.to_owned();
            lines.by_ref().find(|line| line.is_empty())?;
            let answer = self.answer(target.split('?').next()?);
            (&*stream).write_all(&answer).ok()?;
        }
    }

    fn answer(&self, path: &str) -> Vec<u8> {
        *self.shared.last.lock().unwrap() = Some(Instant::now());
        if let Some(script) = path.strip_prefix("/run/") {
            return reply("200 OK", "text/javascript", "", run(script).as_bytes());
        }
        let files = self.shared.files.lock().unwrap();
        let Some(file) = files.get(path) else {
            self.note(path, 0);
            return reply("404 Not Found", "text/plain", "", b"");
        };
        self.note(path, file.body.len());
        let coding = "content-encoding: br\r\n";
        reply("200 OK", file.kind, coding, &file.body)
    }

    fn note(&self, path: &str, bytes: usize) {
        let at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let at = at.as_secs_f64() * 1000.0;
        let path = path.to_owned();
        let mut log = self.shared.log.lock().unwrap();
        log.push(Hit { at, path, bytes });
    }
}

/// What a held script does once it may: `7.js` says that the eighth ran.
fn run(script: &str) -> String {
    let number = script.trim_end_matches(".js");
    format!("bench.order.push({number}); bench.ran.push(performance.now());")
}

fn reply(status: &str, kind: &str, coding: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: {kind}\r\n{coding}content-length: {}\r\n\
         cache-control: max-age=31536000\r\naccess-control-allow-origin: *\r\n\r\n",
        body.len(),
    );
    [head.as_bytes(), body].concat()
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, it)| it) {
        "js" => "text/javascript",
        "css" => "text/css",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    }
}

fn compressed(text: &[u8]) -> Vec<u8> {
    let mut small = Vec::new();
    let best = brotli::enc::BrotliEncoderParams {
        quality: 11,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &text[..], &mut small, &best).unwrap();
    small
}
