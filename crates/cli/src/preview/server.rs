//! Answers the browser: pages, built files, and who waits for the next build.

use std::io::Cursor;
use std::thread;
use std::time::Duration;

use tiny_http::{Header, Method, Request, Response};

use super::page::{BASE, OWN, with_tags};
use super::site::{Found, Site};
use super::state::State;

/// Has a page follow the builds.
const PREVIEW: &str = include_str!("preview.js");
/// How long a page waits for the next build before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);
/// Tried one after the other where none is named.
const PORTS: std::ops::Range<u16> = 8080..8100;

type Answer = Response<Cursor<Vec<u8>>>;

/// Listens on this machine alone.
pub(super) struct Server(tiny_http::Server);

/// Listens on `port`, or on the first that is free.
///
/// # Errors
/// One line that says that none is.
pub(super) fn listen(port: Option<u16>) -> Result<Server, String> {
    let open = |port| tiny_http::Server::http(("127.0.0.1", port));
    if let Some(port) = port {
        let refused = |why| format!("cannot listen on port {port}: {why}; name another");
        return open(port).map(Server).map_err(refused);
    }
    let open = PORTS.map(open).find_map(Result::ok).map(Server);
    open.ok_or_else(|| "no port from 8080 to 8099 is free: name one with --port".to_owned())
}

impl Server {
    /// Where it is found.
    pub(super) fn url(&self) -> String {
        let port = self.0.server_addr().to_ip().map(|it| it.port());
        format!("http://localhost:{}/", port.unwrap_or_default())
    }

    /// Answers until the tool is stopped; who waits keeps nobody else waiting.
    pub(super) fn serve(&self, state: &State, site: &Site) {
        thread::scope(|scope| {
            for request in self.0.incoming_requests() {
                scope.spawn(move || {
                    let answer = answer(&request, state, site);
                    // Who has gone needs no answer.
                    let _ = request.respond(answer);
                });
            }
        });
    }
}

fn answer(request: &Request, state: &State, site: &Site) -> Answer {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return text(405, "the preview only shows pages");
    }
    let host = host(request);
    if !is_of_this_machine(&host) {
        return text(
            403,
            "the preview is for this machine alone: ask for localhost",
        );
    }
    let url = request.url();
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    if let Some(name) = path.strip_prefix(OWN) {
        return own(name, query, state);
    }
    if let Some(content) = path.strip_prefix(BASE).and_then(|name| state.file(name)) {
        return file(content, path);
    }
    match site.find(path, &host) {
        Found::File(content, name) if is_page(&name) => {
            let page = String::from_utf8_lossy(&content);
            file(with_tags(&page, state.number()).into_bytes(), &name)
        }
        Found::File(content, name) => file(content, &name),
        Found::Folder => with(text(302, ""), "Location", &format!("{path}/")),
        Found::Nothing => text(404, "the site has no such file"),
    }
}

/// What the preview adds to a site.
fn own(name: &str, query: &str, state: &State) -> Answer {
    match name {
        "preview.js" => file(PREVIEW.into(), name),
        "problems" => text(200, &state.problems()),
        "next" => {
            let number = query.parse().unwrap_or_default();
            text(200, &state.after(number, PATIENCE).to_string())
        }
        _ => text(404, "the preview has no such file"),
    }
}

/// With its port.
fn host(request: &Request) -> String {
    let mut headers = request.headers().iter();
    let host = headers.find(|it| it.field.equiv("Host"));
    host.map(|it| it.value.to_string()).unwrap_or_default()
}

/// A page elsewhere must not reach the preview by a name that it makes lead here.
fn is_of_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "127.0.0.1" || name == "localhost" || name.ends_with(".localhost")
}

fn is_page(name: &str) -> bool {
    name.ends_with(".html") || name.ends_with(".htm")
}

fn file(content: Vec<u8>, name: &str) -> Answer {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let kind = match kind.type_().as_str() {
        "text" => format!("{kind}; charset=utf-8"),
        _ => kind.to_string(),
    };
    with(plain(200, content), "Content-Type", &kind)
}

fn text(status: u16, text: &str) -> Answer {
    let kind = "text/plain; charset=utf-8";
    with(plain(status, text.into()), "Content-Type", kind)
}

/// Nothing is kept: the next build may be another.
fn plain(status: u16, content: Vec<u8>) -> Answer {
    let answer = Response::from_data(content).with_status_code(status);
    with(answer, "Cache-Control", "no-store")
}

/// A value that no header can hold is left out.
fn with(answer: Answer, name: &str, value: &str) -> Answer {
    match Header::from_bytes(name, value) {
        Ok(header) => answer.with_header(header),
        Err(()) => answer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for host in [
            "localhost",
            "localhost:8080",
            "ads.localhost:8080",
            "127.0.0.1:8080",
        ] {
            assert!(is_of_this_machine(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "localhost.evil.example:8080",
            "notlocalhost",
        ] {
            assert!(!is_of_this_machine(host), "{host}");
        }
    }
}
