//! What a refused service declares is not written, and what exists is erased at load.

use super::pages::{site, visit};
use crate::browser::Wish;
use crate::engine::Engine;
use crate::page::{Page, visit_with};
use crate::site::POLICY;

/// Every way to store something under a name that `stats` declares, and under one of the page's.
const WRITE: &str = "
    const quietly = async (write) => { try { await write(); } catch { /* refused */ } };
    for (const [cookie, key] of [['_s', 's:'], ['page', 'page:']]) {
      document.cookie = cookie + '=1; path=/; max-age=9999';
      document.cookie = cookie + '_1=1; path=/; max-age=9999; domain=shop.test';
      await quietly(() => cookieStore.set(cookie + '_2', '1'));
      await quietly(() => cookieStore.set({ name: cookie + '_3', value: '1' }));
      for (const store of [localStorage, sessionStorage]) {
        store.setItem(key + 'method', '1');
        store[key + 'property'] = '1';
        Storage.prototype.setItem.call(store, key + 'borrowed', '1');
        Object.defineProperty(store, key + 'defined', { value: '1' });
      }
    }";
const NAMES: &str = "return [document.cookie.split('; ').map((it) => it.split('=')[0]), Object.keys(localStorage), \
    Object.keys(sessionStorage)].flat().filter((it) => it && it !== 'portcullis').sort()";

async fn stored(page: &Page) -> Vec<String> {
    page.eval(NAMES).await
}

/// WebKit has a cookie store, and caches, on a secure page alone, and cannot be told of one.
fn is_secure() -> bool {
    Engine::told() != Engine::WebKit
}

fn names(cookie: &str, key: &str) -> Vec<String> {
    let cookies = ["", "_1", "_2", "_3"].map(|it| format!("{cookie}{it}"));
    let cookies = &cookies[..if is_secure() { 4 } else { 2 }];
    let keys = ["borrowed", "defined", "method", "property"].map(|it| format!("{key}{it}"));
    let mut all = [cookies.to_vec(), keys.to_vec(), keys.to_vec()].concat();
    all.sort();
    all
}

#[test]
fn what_a_refused_service_declares_cannot_be_written() {
    visit(async |page| {
        page.open("/empty.html").await;
        page.run(WRITE).await;
        assert_eq!(stored(page).await, names("page", "page:"));
        page.set("{ stats: true }").await;
        page.run(WRITE).await;
        let mut all = [names("page", "page:"), names("_s", "s:")].concat();
        all.sort();
        assert_eq!(stored(page).await, all);
    });
}

#[test]
fn what_was_there_before_is_erased_at_load() {
    visit(async |page| {
        page.open("/empty.html").await;
        page.set("{ stats: true }").await;
        page.run(WRITE).await;
        // The answer goes, and what it allowed stays behind.
        page.run("document.cookie = 'portcullis=; path=/; max-age=0'; localStorage.removeItem('portcullis')").await;
        let written = [names("page", "page:"), names("_s", "s:")].concat();
        assert_eq!(stored(page).await.len(), written.len());
        page.open("/empty.html").await;
        assert_eq!(stored(page).await, names("page", "page:"));
    });
}

#[test]
fn storage_still_works_like_storage() {
    visit(async |page| {
        page.open("/empty.html").await;
        let odd: Vec<String> = page.eval("
            localStorage.a = '1'; localStorage.setItem('b', '2'); localStorage['s:no'] = '3';
            const facts = {
              length: localStorage.length === 2, key: localStorage.key(0).length === 1, get: localStorage.getItem('a') === '1' && localStorage.b === '2',
              missing: localStorage.getItem('none') === null && localStorage.none === undefined, has: 'a' in localStorage && !('none' in localStorage),
              keys: Object.keys(localStorage).sort().join() === 'a,b', json: JSON.stringify(localStorage).includes('\"a\":\"1\"'),
              same: localStorage === window.localStorage && localStorage.getItem === localStorage.getItem,
              type: localStorage instanceof Storage && String(localStorage) === '[object Storage]',
              remove: (() => { delete localStorage.a; localStorage.removeItem('b'); return localStorage.length === 0; })(),
            };
            return Object.entries(facts).filter(([, holds]) => !holds).map(([fact]) => fact)").await;
        assert_eq!(odd, [""; 0]);
    });
}

/// The same policy, which declares databases and caches too.
fn deep() -> String {
    let local = "{ kind = \"local\", name = \"s:*\"";
    let more = |kind: &str, sv: &str| {
        format!(
            "{{ kind = \"{kind}\", name = \"s-*\", duration = \"1 year\", purpose = {{ en = \"{sv}\", sv = \"{sv}\", ar = \"{sv}\" }} }},\n  "
        )
    };
    let added = [
        more("indexeddb", "Pages"),
        more("cache", "Pages"),
        local.to_owned(),
    ]
    .concat();
    POLICY.replacen(local, &added, 1)
}

const DEEP: &str = "for (const name of ['s-one', 'page-one']) {
      await new Promise((done) => { const it = indexedDB.open(name); it.onsuccess = () => { it.result.close(); done(); }; });
      await window.caches?.open(name);
    }";
const DEEP_NAMES: &str = "return [...(await indexedDB.databases()).map((it) => it.name), ...await window.caches?.keys() ?? []].sort()";

/// Of each name a database, and a cache where there are any.
fn both(names: &[&str]) -> Vec<String> {
    let times = if is_secure() { 2 } else { 1 };
    let each = names.iter().flat_map(|it| vec![(*it).to_owned(); times]);
    each.collect()
}

#[test]
fn databases_and_caches_are_erased_by_a_withdrawal_and_at_load() {
    let wish = Wish {
        secure: true,
        ..Wish::default()
    };
    visit_with(site(&deep()), wish, async |page| {
        page.open("/empty.html").await;
        page.set("{ stats: true }").await;
        page.run(DEEP).await;
        let all: Vec<String> = page.eval(DEEP_NAMES).await;
        assert_eq!(all, both(&["page-one", "s-one"]));
        page.run("portcullis.withdraw()").await;
        page.settle().await;
        let left: Vec<String> = page.eval(DEEP_NAMES).await;
        assert_eq!(left, both(&["page-one"]));
        page.run(DEEP).await;
        page.open("/empty.html").await;
        let left: Vec<String> = page.eval(DEEP_NAMES).await;
        assert_eq!(left, both(&["page-one"]));
    });
}
