//! nginx and Caddy with the header by the choice cookie.

use super::programs::{Running, find, free_port};
use super::{policy, recipe};
use crate::examples::{entries, read};
use portcullis_core::{ConsentRecord, Grants, Method, Policy, ServiceId, csp};
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

/// When the answers of these tests are given, in minutes since 1970.
const NOW: u64 = 20_000_000;

/// Cookies that grant nothing. `y82F9j` is the pixel's fingerprint.
const REFUSED: [&str; 10] = [
    "",
    "__Host-portcullis=1.abc.c.media~statistics.Ab3-x9.",
    "__Host-portcullis=1.abc.c.y82F9j..",
    "__Host-portcullis=1.abc.c..Ab3y82F9j-x9.",
    "__Host-portcullis=1.abc.c..y82f9j.",
    "__Host-portcullis=1.abc.c..y82F9j",
    "__Host-portcullis=1.abc.c...y82F9j",
    "__Host-portcullis=2.abc.c..y82F9j.",
    "portcullis=1.abc.c..y82F9j.; x__Host-portcullis=1.abc.c..y82F9j.",
    "__Host-portcullis=1.abc.c..y82F9j.; __Host-portcullis=1.abd.r...y82F9j",
];

/// The policy of the recipes, enforced by the browser too.
fn enforcing() -> String {
    format!("{}\n[gate]\nenforce = \"csp\"\n", policy())
}

/// A site whose browser enforces the policy, and its folder.
fn enforced() -> (Site, PathBuf) {
    let site = Site::new(&enforcing());
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

/// Each choice of services as the gate writes it into the cookie, with what the gate then enforces.
fn choices(policy: &Policy) -> Vec<(ConsentRecord, String)> {
    let ids: Vec<ServiceId> = policy.optional().map(|(id, _)| id).collect();
    let choices = (0..1_u32 << ids.len()).map(|choice| {
        let places = ids.iter().enumerate();
        let granted = places.filter(|(place, _)| choice >> place & 1 == 1);
        let grants: Grants = granted.map(|(_, id)| *id).collect();
        let record = policy.record(&grants, Method::Custom, NOW);
        (record, csp(policy, &grants))
    });
    choices.collect()
}

/// What all services were granted before one of them changed.
fn before_a_change(service: &str, from: &str, to: &str) -> (ConsentRecord, String) {
    let text = enforcing();
    let [before, now] = [text.replace(from, to), text].map(|it| Policy::parse(&it).unwrap().policy);
    let all = before.optional().map(|(id, _)| id).collect();
    let changed = now.service_id(service).unwrap();
    let same = now.optional().map(|(id, _)| id).filter(|id| *id != changed);
    let record = before.record(&all, Method::AcceptAll, NOW);
    (record, csp(&now, &same.collect()))
}

/// Every choice, and grants of three services that have changed since.
fn answers() -> Vec<(ConsentRecord, String)> {
    let mut answers = choices(&Policy::parse(&enforcing()).unwrap().policy);
    assert_eq!(answers.len(), 16);
    for (service, from, to) in [
        ("video", "Film AB", "Film Ltd"),
        ("counter", "\"6 months\"", "\"1 month\""),
        ("pixel", "[\"ads.test\"]", "[\"ads.test/a\"]"),
    ] {
        answers.push(before_a_change(service, from, to));
    }
    answers
}

/// The header is what the gate enforces for what the cookie says, and caches are told.
fn sends_the_header_by_cookie(server: &Running, folder: &Path) {
    let sent = |cookies: &str| server.header("/", cookies, "content-security-policy");
    let answers = answers();
    for (record, header) in &answers {
        let cookies = format!("a=b; __Host-portcullis={record}; c=d");
        assert_eq!(sent(&cookies).as_ref(), Some(header), "{record}");
    }
    let nothing = &answers[0].1;
    for cookies in REFUSED {
        assert_eq!(sent(cookies).as_ref(), Some(nothing), "{cookies}");
    }
    let text = read(&folder.join("portcullis/headers.txt"));
    assert!(
        text.contains(&format!("Content-Security-Policy: {nothing}\n")),
        "{text}"
    );
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
