//! Guards are few: a policy gets those that its rules need, and each can be taken back.

use crate::browser::Wish;
use crate::examples::read;
use crate::page::{Page, visit_with};
use crate::site::{POLICY, Site, html};
use std::path::Path;

/// Before any script of a page: what the platform's own functions are, and which are so no more.
const PRISTINE: &str = "(() => {
    const owners = () => [['window', window], ['document', document],
      ...Object.getOwnPropertyNames(window).filter((name) => /^[A-Z]/.test(name)).map((name) => [name, window[name]?.prototype])];
    const look = () => owners().filter(([, owner]) => owner).flatMap(([name, owner]) =>
      Object.entries(Object.getOwnPropertyDescriptors(owner)).filter(([, facts]) => facts.get || facts.set || typeof facts.value === 'function')
        .map(([key, { value, get, set }]) => [name + '.' + key, [value, get, set]]));
    const before = new Map(look());
    Object.defineProperty(window, 'changed', { value: () => look().filter(([name, parts]) => /[a-z]$/i.test(name)
      && !parts.every((part, at) => part === before.get(name)?.[at])).map(([name]) => name).filter((name) => name !== 'window.changed').sort() });
})()";

/// Every part of the guards, in the order in which the tool puts them together.
fn parts() -> String {
    let (_, list) = include_str!("../../../crates/cli/src/gate.rs")
        .split_once("const GUARDS")
        .unwrap();
    let (list, _) = list.split_once("];").unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = list
        .split('"')
        .filter_map(|it| it.strip_prefix("../../../"));
    named.map(|part| read(&root.join(part))).collect()
}

/// A policy with every kind of rule, and a gate that refuses nothing.
const FACTS: &str = "
    const HOSTS = [['stats.test', '', '', 0]], HOLDS_UNLISTED = false, RULED = true, SHARED = false, DOMAIN = '';
    const STORED = [[]], STAYS = [], LEFT = [[]], STOP = [''], SIGNAL = [[]], RELOAD = [false];
    const STORES_COOKIES = true, STORES_LOCAL = true, STORES_SESSION = true, STORES_DATABASES = false,
      STORES_CACHES = false, STORES_WORKERS = false, RELOADS = false, STOPS = false, SIGNALS = false;
    const gate = { granted: new Set([0]), spared: new Set(), kept: new Set(), released: new WeakSet(), past: new WeakMap(),
      secure: '', names: () => [''], everything: () => [], attempt: (it) => it(), trusted: (_, it) => it, missing: () => [] };";

async fn changed(page: &Page) -> Vec<String> {
    page.before_each_page(PRISTINE);
    page.open("/empty.html").await;
    page.eval("return changed()").await
}

fn on(policy: &str, test: impl AsyncFnOnce(&Page)) {
    let site = Site::new(policy);
    site.write("empty.html", &html("", ""));
    let gate = "<script src=\"/portcullis/gate.js\"></script>";
    let bare = html("", "").replace(gate, &format!("<script>{PRISTINE}</script>"));
    site.write("bare.html", &bare);
    visit_with(site, Wish::default(), test);
}

#[test]
fn a_policy_that_asks_nothing_patches_nothing() {
    let (nothing, _) = POLICY.split_once("[[service]]\nid = \"stats\"").unwrap();
    on(nothing, async |page| {
        assert_eq!(changed(page).await, [""; 0]);
    });
}

#[test]
fn a_policy_without_hosts_guards_what_it_declares_alone() {
    let hostless: Vec<&str> = POLICY
        .lines()
        .filter(|line| !line.starts_with("hosts") && !line.contains("{ kind ="))
        .collect();
    let policy = hostless.join("\n").replace("storage = [\n]", "");
    let policy = policy
        .replace("\"third-party\"", "\"persistent\"")
        .replace(", party = \"third\"", "");
    on(&policy, async |page| {
        let guards = [
            "Document.cookie",
            "Document.write",
            "Document.writeln",
            "Function.toString",
            "document.addEventListener",
            "window.addEventListener",
            "window.onload",
        ];
        assert_eq!(changed(page).await, guards);
    });
}

#[test]
fn every_patch_is_taken_back() {
    on(POLICY, async |page| {
        assert!(changed(page).await.len() < 110);
        page.open("/bare.html").await;
        assert_eq!(page.eval::<Vec<String>>("return changed()").await, [""; 0]);
        let parts = parts();
        page.run(&format!(
            "(() => {{ 'use strict'; {FACTS}\n{parts}\nwindow.stopGuards = stopGuards; }})()"
        ))
        .await;
        let guarded: Vec<String> = page.eval("return changed()").await;
        assert!(
            guarded.contains(&"Document.write".to_owned()),
            "{guarded:?}"
        );
        page.run("stopGuards(); delete window.stopGuards").await;
        assert_eq!(page.eval::<Vec<String>>("return changed()").await, [""; 0]);
    });
}
