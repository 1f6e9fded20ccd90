//! What a refused service declares is not written, and what exists is erased at load.

use super::pages::{site, visit};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};
use std::collections::BTreeMap;

/// Cookie stores and caches are there on a secure page alone.
const EMPTY: &str = "https://shop.test/empty.html";
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
    Object.keys(sessionStorage)].flat().filter((it) => it && !it.endsWith('portcullis')).sort()";

async fn stored(page: &Page) -> Vec<String> {
    page.eval(NAMES).await
}

fn names(cookie: &str, key: &str) -> Vec<String> {
    let cookies = ["", "_1", "_2", "_3"].map(|it| format!("{cookie}{it}"));
    let keys = ["borrowed", "defined", "method", "property"].map(|it| format!("{key}{it}"));
    let mut all = [cookies.to_vec(), keys.to_vec(), keys.to_vec()].concat();
    all.sort();
    all
}

#[test]
fn what_a_refused_service_declares_cannot_be_written() {
    visit(async |page| {
        page.go(EMPTY).await;
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
        page.go(EMPTY).await;
        page.set("{ stats: true }").await;
        page.run(WRITE).await;
        // The answer goes, and what it allowed stays behind.
        page.run("document.cookie = '__Host-portcullis=; Secure; path=/; max-age=0'; localStorage.removeItem('portcullis')").await;
        let written = [names("page", "page:"), names("_s", "s:")].concat();
        assert_eq!(stored(page).await.len(), written.len());
        page.go(EMPTY).await;
        assert_eq!(stored(page).await, names("page", "page:"));
    });
}

#[test]
fn storage_still_works_like_storage() {
    visit(async |page| {
        page.go(EMPTY).await;
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

/// The same policy, which declares databases, caches and a service worker too.
fn deep() -> String {
    let local = "{ kind = \"local\", name = \"s:*\"";
    let more = |kind: &str, name: &str| {
        format!(
            "{{ kind = \"{kind}\", name = \"{name}\", duration = \"1 year\", purpose = {{ en = \"Pages\", sv = \"Pages\", ar = \"Pages\" }} }},\n  "
        )
    };
    let added = [
        more("indexeddb", "s-*"),
        more("cache", "s-*"),
        more("worker", "/s-app/"),
        local.to_owned(),
    ]
    .concat();
    POLICY.replacen(local, &added, 1)
}

/// A page without a gate, on which nothing is refused.
const PLAIN: &str = "https://shop.test/plain.html";
const DEEP: &str = "for (const name of ['s-one', 'page-one']) {
      await new Promise((done) => { const it = indexedDB.open(name); it.onsuccess = () => { it.result.close(); done(); }; });
      await caches.open(name);
    }";
const DEEP_NAMES: &str =
    "return [...(await indexedDB.databases()).map((it) => it.name), ...await caches.keys()].sort()";

/// Of each name a database and a cache.
fn both(names: &[&str]) -> Vec<String> {
    let each = names
        .iter()
        .flat_map(|it| [(*it).to_owned(), (*it).to_owned()]);
    each.collect()
}

#[test]
fn databases_and_caches_are_erased_by_a_withdrawal_and_at_load() {
    visit_with(site(&deep()), Wish::default(), async |page| {
        page.go(EMPTY).await;
        page.set("{ stats: true }").await;
        page.run(DEEP).await;
        let all: Vec<String> = page.eval(DEEP_NAMES).await;
        assert_eq!(all, both(&["page-one", "s-one"]));
        page.run("portcullis.withdraw()").await;
        page.settle().await;
        let left: Vec<String> = page.eval(DEEP_NAMES).await;
        assert_eq!(left, both(&["page-one"]));
        page.go(PLAIN).await;
        page.run(DEEP).await;
        page.go(EMPTY).await;
        let left: Vec<String> = page.eval(DEEP_NAMES).await;
        assert_eq!(left, both(&["page-one"]));
    });
}

/// Registers a worker for a service's part of the site, and one for the site's own.
const REGISTER: &str = "for (const scope of ['/s-app/', '/page-app/']) \
    await navigator.serviceWorker.register('/worker.js', { scope })";
const SCOPES: &str = "return (await navigator.serviceWorker.getRegistrations()).map((it) => new URL(it.scope).pathname).sort()";

#[test]
fn the_worker_of_a_service_is_gone_after_a_withdrawal_and_at_load() {
    let site = site(&deep());
    site.write("worker.js", "");
    visit_with(site, Wish::default(), async |page| {
        page.go(EMPTY).await;
        page.set("{ stats: true }").await;
        page.run(REGISTER).await;
        let both: Vec<String> = page.eval(SCOPES).await;
        assert_eq!(both, ["/page-app/", "/s-app/"]);
        page.go(EMPTY).await;
        assert_eq!(page.eval::<Vec<String>>(SCOPES).await, both);
        page.run("portcullis.withdraw()").await;
        page.settle().await;
        let left: Vec<String> = page.eval(SCOPES).await;
        assert_eq!(left, ["/page-app/"]);
        page.go(PLAIN).await;
        page.run(REGISTER).await;
        page.go(EMPTY).await;
        let left: Vec<String> = page.eval(SCOPES).await;
        assert_eq!(left, ["/page-app/"]);
    });
}

/// How each way to make something under a name that `stats` declares, and under the page's, ends.
const DENIED: &str = "
    const ends = async (start) => { try { await start(); return 'done'; } catch (why) { return why.name; } };
    const told = [];
    for (const name of ['s-one', 'page-one']) {
      told.push(await ends(() => indexedDB.open(name)), await ends(() => caches.open(name)));
    }
    for (const scope of ['/s-app/', '/page-app/'])
      told.push(await ends(() => navigator.serviceWorker.register('/worker.js', { scope })));
    told.push(await ends(() => navigator.serviceWorker.register('/s-app/worker.js')));
    return told";

#[test]
fn what_a_refused_service_declares_is_not_opened() {
    let site = site(&deep());
    site.write("worker.js", "");
    site.write_folder("s-app");
    site.write("s-app/worker.js", "");
    visit_with(site, Wish::default(), async |page| {
        page.go(EMPTY).await;
        let (denied, done) = ("SecurityError", "done");
        let told: Vec<String> = page.eval(DENIED).await;
        let expected = [denied, denied, done, done, denied, done, denied];
        assert_eq!(told, expected);
        let left: Vec<String> = page.eval(DEEP_NAMES).await;
        assert_eq!(left, both(&["page-one"]));
        page.set("{ stats: true }").await;
        assert_eq!(page.eval::<Vec<String>>(DENIED).await, [done; 7]);
    });
}

/// What a page may ask of a store, and what the platform says of the same; `true` each.
const AREAS: &str = "
    const made = new StorageEvent('storage', { key: 'a', storageArea: localStorage });
    const other = new StorageEvent('storage', { storageArea: sessionStorage });
    const begun = document.createEvent('StorageEvent');
    begun.initStorageEvent?.('storage', false, false, 'a', null, null, '', localStorage);
    const length = Object.getOwnPropertyDescriptor(Storage.prototype, 'length').get;
    localStorage.clear();
    localStorage.basket = '1';
    let heard;
    addEventListener('storage', (event) => { heard = event.storageArea === localStorage && event.isTrusted === false; });
    dispatchEvent(made);
    return {
      made: made.storageArea === localStorage && made.key === 'a',
      session: other.storageArea === sessionStorage && other.storageArea !== localStorage,
      begun: !begun.initStorageEvent || begun.storageArea === localStorage,
      none: new StorageEvent('storage').storageArea === null && new StorageEvent('storage', null).storageArea === null,
      length: length.call(localStorage) === 1 && localStorage.length === 1,
      heard,
      class: localStorage instanceof Storage && String(localStorage) === '[object Storage]',
      keys: Object.keys(localStorage).join() === 'basket' && 'basket' in localStorage && delete localStorage.basket && localStorage.length === 0,
      subclass: new (class extends StorageEvent {})('storage', { storageArea: localStorage }).storageArea === localStorage,
      name: StorageEvent.name === 'StorageEvent' && StorageEvent.length === 1,
    };";

#[test]
fn every_member_that_takes_or_gives_a_store_knows_the_one_that_the_page_has() {
    let site = Site::new(POLICY);
    site.write("areas.html", &html("", ""));
    visit_with(site, Wish::default(), async |page| {
        page.open("/areas.html").await;
        let said: BTreeMap<String, Option<bool>> = page.eval(AREAS).await;
        let wrong: Vec<_> = said.iter().filter(|(_, it)| **it != Some(true)).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    });
}

#[test]
fn another_tab_hears_of_a_change_as_without_a_gate() {
    let body = "<script>addEventListener('storage', (event) => {
        if (event.storageArea === localStorage && event.key === 'basket') window.basket = localStorage.getItem('basket');
      });</script>";
    let site = Site::new(POLICY);
    site.write("basket.html", &html("", body));
    visit_with(site, Wish::default(), async |page| {
        page.open("/basket.html").await;
        let first = page.tab().await;
        page.open_tab("/basket.html").await;
        page.run("localStorage.setItem('basket', '1')").await;
        page.switch(&first).await;
        page.until("window.basket === '1'").await;
    });
}
