//! nginx and Caddy with the header by the choice cookie.

use super::programs::{Running, find, free_port};
use super::{policy, recipe};
use crate::examples::{entries, read};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::visit_with;
use portcullis_e2e::site::{Site, unmarked};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A script in the page's own HTML without a mark: only the header holds the preload scanner.
const PAGE: &str = "<!doctype html><html lang=en><head><meta charset=utf-8>\
    <script src=/portcullis/gate.js></script><title>Film Club</title><link rel=icon href=data:,></head>\
    <body><script src=http://stats.test/count.js></script></body></html>";

/// A site whose browser enforces the policy, and its folder.
fn enforced() -> (Site, PathBuf) {
    let site = Site::new(&format!("{}\n[gate]\nenforce = \"csp\"\n", policy()));
    site.write("index.html", PAGE);
    let folder = site.server.rules().folders["shop.test"].clone();
    (site, folder)
}

/// A recipe's text with this test's folder and address in it.
fn fitted(file: &str, folder: &Path, address: (&str, String)) -> String {
    let text = read(&recipe(file));
    let folder = folder.display().to_string();
    let changes = [("/var/www/site", folder), address];
    changes.iter().fold(text, |text, (from, to)| {
        assert!(text.contains(from), "{file} has no {from}");
        text.replace(from, to)
    })
}

/// On plain http the choice cookie has no prefix.
fn plain(text: &str) -> String {
    text.replace("__Host-portcullis", "portcullis")
}

fn nginx(folder: &Path, place: &Path, change: fn(&str) -> String) -> Option<Running> {
    let program = find("nginx")?;
    let port = free_port();
    let address = ("listen 80", format!("listen 127.0.0.1:{port}"));
    let text = change(&fitted("nginx/portcullis.conf", folder, address));
    fs::write(place.join("portcullis.conf"), text).unwrap();
    fs::write(place.join("nginx.conf"), include_str!("nginx.conf")).unwrap();
    let command = || {
        let mut nginx = Command::new(&program);
        nginx
            .arg("-p")
            .arg(place)
            .args(["-c", "nginx.conf", "-e", "error.log"]);
        nginx
    };
    let tried = command().arg("-t").output().unwrap();
    assert!(
        tried.status.success(),
        "{}",
        String::from_utf8_lossy(&tried.stderr)
    );
    Some(Running::start(&mut command(), port))
}

fn caddy(folder: &Path, place: &Path, change: fn(&str) -> String) -> Option<Running> {
    let program = find("caddy")?;
    let port = free_port();
    let address = ("film-club.example", format!("http://:{port}"));
    let text = change(&fitted("caddy/Caddyfile", folder, address));
    let file = place.join("Caddyfile");
    fs::write(&file, format!("{{\n\tadmin off\n}}\n{text}")).unwrap();
    let mut caddy = Command::new(program);
    caddy
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(file);
    caddy
        .env("HOME", place)
        .env("XDG_DATA_HOME", place)
        .env("XDG_CONFIG_HOME", place);
    Some(Running::start(&mut caddy, port))
}

/// Each field of the cookie with its header, as `portcullis build` wrote them.
fn written(folder: &Path) -> Vec<(String, String)> {
    let text = read(&folder.join("portcullis/headers.txt"));
    let lines = text.lines().collect::<Vec<_>>();
    let pairs = lines.windows(2).filter_map(|pair| {
        let header = pair[1].strip_prefix("Content-Security-Policy: ")?;
        let field = pair[0].split('`').nth(1).unwrap_or_default();
        Some((field.to_owned(), header.to_owned()))
    });
    pairs.collect()
}

/// The header is the one that `portcullis build` wrote for what the cookie says, and caches are told.
fn sends_the_header_by_cookie(server: &Running, folder: &Path) {
    let csp = |cookies: &str| {
        server
            .header("/", cookies, "content-security-policy")
            .unwrap()
    };
    let written = written(folder);
    assert_eq!(written.len(), 4);
    for (field, header) in &written {
        let cookies = format!("a=b; __Host-portcullis=1.abc.c.{field}.Ab3-x9.; c=d");
        assert_eq!(&csp(&cookies), header, "{field}");
    }
    let nothing = &written[0].1;
    for cookies in [
        "",
        "__Host-portcullis=2.abc.c.media.x.",
        "__Host-portcullis=1.abc.c.mediality~amedia.x.",
        "x__Host-portcullis=1.abc.c.media.x.",
        "portcullis=1.abc.c.media.x.",
        "__Host-portcullis=1.abc.c..media.statistics",
    ] {
        assert_eq!(&csp(cookies), nothing, "{cookies}");
    }
    assert_eq!(server.header("/", "", "vary").as_deref(), Some("Cookie"));
    caches_are_told(server, folder);
}

fn caches_are_told(server: &Running, folder: &Path) {
    let kept = |path: &str| server.header(path, "", "cache-control").unwrap();
    assert_eq!(kept("/"), "no-cache");
    let gate = kept("/portcullis/gate.js");
    assert_eq!(gate, "max-age=60, stale-while-revalidate=240");
    let names = entries(&folder.join("portcullis")).into_iter();
    let names = names.map(|it| it.file_name().unwrap().to_string_lossy().into_owned());
    let marked: Vec<String> = names.filter(|it| unmarked(it) != *it).collect();
    assert!(marked.len() > 3, "{marked:?}");
    for name in marked {
        let path = format!("/portcullis/{name}");
        assert_eq!(kept(&path), "max-age=31536000, immutable", "{path}");
    }
}

/// With the header even a script in the page's HTML is not asked for, and once allowed it runs.
fn holds_what_the_scanner_sees(site: Site, server: &Running) {
    let address = format!("http://127.0.0.1:{}/", server.port);
    visit_with(site, Wish::default(), async |page| {
        page.go(&address).await;
        page.shown(".portcullis-banner").await;
        assert_eq!(page.hosts(), [""; 0]);
        page.answer("accept-all").await;
        page.until_seen("stats.test/count.js").await;
        page.until("window.traces").await;
        page.site.server.forget();
        page.run("portcullis.withdraw()").await;
        page.go(&address).await;
        assert_eq!(page.hosts(), [""; 0]);
    });
}

#[test]
fn nginx_sends_the_header_by_cookie() {
    let ((_site, folder), place) = (enforced(), TempDir::new().unwrap());
    if let Some(server) = nginx(&folder, place.path(), str::to_owned) {
        sends_the_header_by_cookie(&server, &folder);
    }
}

#[test]
fn with_nginx_the_browser_asks_for_nothing_early() {
    let ((site, folder), place) = (enforced(), TempDir::new().unwrap());
    if let Some(server) = nginx(&folder, place.path(), plain) {
        holds_what_the_scanner_sees(site, &server);
    }
}

#[test]
fn caddy_sends_the_header_by_cookie() {
    let ((_site, folder), place) = (enforced(), TempDir::new().unwrap());
    if let Some(server) = caddy(&folder, place.path(), str::to_owned) {
        sends_the_header_by_cookie(&server, &folder);
    }
}

#[test]
fn with_caddy_the_browser_asks_for_nothing_early() {
    let ((site, folder), place) = (enforced(), TempDir::new().unwrap());
    if let Some(server) = caddy(&folder, place.path(), plain) {
        holds_what_the_scanner_sees(site, &server);
    }
}

#[test]
fn without_the_header_the_same_page_asks_early() {
    // The twin: what the header adds to the gate.
    let (site, _) = enforced();
    site.build(&policy());
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        assert_eq!(page.hosts(), ["stats.test"]);
    });
}
