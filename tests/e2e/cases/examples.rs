//! The five examples do what their readers were promised; one folder of `examples/` each.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{Site, root, told};
use portcullis_e2e::statics::StaticServer;
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use thirtyfour::prelude::*;

mod activexperts;
mod axis;
mod axosoft;
mod axsensor;
mod onvif;

/// What Portcullis keeps once there is an answer.
const ANSWER: [&str; 2] = ["cookie portcullis", "local portcullis"];
/// What the page's own origin stores, cookies apart.
const STORAGE: &str = "return (async () => [ \
    Object.keys(localStorage).map((it) => 'local ' + it), \
    Object.keys(sessionStorage).map((it) => 'session ' + it), \
    (await indexedDB.databases()).map((it) => 'database ' + it.name), \
    self.caches ? (await caches.keys()).map((it) => 'cache ' + it) : [], \
].flat())()";

/// Runs `test` with a visitor at an example under its own policy.
fn visit(example: &str, test: impl AsyncFnOnce(&Page)) {
    visit_under(example, "policy.toml", test);
}

/// Runs `test` with a visitor at an example under one of its policies.
fn visit_under(example: &str, policy: &str, test: impl AsyncFnOnce(&Page)) {
    let folder = folder(example);
    let site = Site::new(&read(&folder.join(policy)));
    let root = site.server.rules().folders["shop.test"].clone();
    copy(&folder, &root);
    for host in entries(&folder.join("third-parties")) {
        let name = host.file_name().unwrap().to_string_lossy().into_owned();
        site.server.rules().folders.insert(name, host);
    }
    let statics = StaticServer::start(&root);
    if let Some(server) = &statics {
        let relayed = ("shop.test".to_owned(), server.port);
        site.server.rules().relayed.extend([relayed]);
    }
    visit_with(site, Wish::default(), test);
}

pub(crate) fn folder(example: &str) -> PathBuf {
    root().join("examples").join(example)
}

pub(crate) fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap()
}

pub(crate) fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|it| it.unwrap().path()).collect()
}

/// Copies the site's own files; those of third parties are on other hosts.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in entries(from) {
        let name = path.file_name().unwrap();
        if name == "third-parties" {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// Everything that the browser keeps: cookies of any host, and the page's own storage.
async fn stored(page: &Page) -> Vec<String> {
    let mut all = cookies(page).await;
    all.extend(page.eval::<Vec<String>>(STORAGE).await);
    all.sort();
    all
}

/// Chromium lists the cookies of every host, the others those of the page's own.
async fn cookies(page: &Page) -> Vec<String> {
    let driver = &page.browser.driver;
    if Engine::told() != Engine::Chromium {
        let own = driver.get_all_cookies().await.unwrap().into_iter();
        return own.map(|it| format!("cookie {}", it.name)).collect();
    }
    let cdp = driver.cdp();
    let answer = cdp.send_raw("Network.getAllCookies", json!({})).await;
    let answer = answer.unwrap();
    let names = answer["cookies"].as_array().unwrap().iter();
    let names = names.filter_map(|it| it["name"].as_str());
    names.map(|it| format!("cookie {it}")).collect()
}

/// Types into a field, in place of what is there.
async fn fill(page: &Page, css: &str, text: &str) {
    page.shown(css).await;
    let field = page.browser.driver.find(By::Css(css)).await.unwrap();
    field.clear().await.unwrap();
    field.send_keys(text).await.unwrap();
}

/// What a field holds.
async fn value(page: &Page, css: &str) -> String {
    page.eval(&format!("return document.querySelector('{css}').value"))
        .await
}

/// The text of each element, in document order.
async fn texts(page: &Page, css: &str) -> Vec<String> {
    page.eval(&format!(
        "return [...document.querySelectorAll('{css}')].map((it) => it.textContent.trim())"
    ))
    .await
}

async fn granted(page: &Page) -> Vec<String> {
    page.eval("return portcullis.decision.granted").await
}

/// How many days from now a cookie lives.
async fn days(page: &Page, name: &str) -> f64 {
    let now: f64 = page.eval("return Date.now() / 1000").await;
    let cookie = page.cookie(name).await.unwrap();
    (cookie.expiry.unwrap() as f64 - now) / 86400.0
}

/// Opens the second layer with one click: from the banner where it shows, else from the page's link.
async fn open_settings(page: &Page) {
    page.click(":is(.portcullis-banner, footer) [data-portcullis=preferences]")
        .await;
    page.shown(".portcullis-preferences").await;
    page.settle().await;
}

/// The twin of every "nothing was asked for": once all is allowed, the servers see these hosts.
async fn accepting_shows(page: &Page, hosts: &[&str]) {
    page.accept().await;
    page.reload().await;
    assert_eq!(page.hosts(), hosts);
}

#[test]
fn every_policy_of_the_examples_is_clean_without_a_warning() {
    let mut policies: Vec<PathBuf> = entries(&folder(""))
        .into_iter()
        .filter(|it| it.is_dir())
        .flat_map(|it| entries(&it))
        .collect();
    policies.retain(|it| it.extension().is_some_and(|it| it == "toml"));
    let mut check = Command::new(told("PORTCULLIS_BIN"));
    let output = check.arg("check").args(policies).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    assert_eq!(
        String::from_utf8_lossy(&said),
        "8 files checked, no problems\n"
    );
}
