//! Guards are few: a policy gets those that its rules need, and each can be taken back.

use crate::corpus::serve_modules;
use portcullis_core::{GateTable, Policy};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};

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
        assert!(changed(page).await.len() < 150);
        page.open("/bare.html").await;
        assert_eq!(page.eval::<Vec<String>>("return changed()").await, [""; 0]);
        let table = GateTable::new(&Policy::parse(POLICY).unwrap().policy);
        serve_modules(page, "gate", &table);
        // In a script of the page's own: the driver's stands in a realm of its own in Firefox.
        page.run(
            "const it = document.createElement('script');
             it.type = 'module';
             it.textContent = `import { installGuards } from '/gate/guards/install.js';
               import { unpatch } from '/gate/guards/patch.js';
               installGuards();
               window.stopGuards = unpatch;`;
             document.head.append(it)",
        )
        .await;
        page.until("window.stopGuards").await;
        let guarded: Vec<String> = page.eval("return changed()").await;
        assert!(
            guarded.contains(&"Document.write".to_owned()),
            "{guarded:?}"
        );
        page.run("stopGuards(); delete window.stopGuards").await;
        assert_eq!(page.eval::<Vec<String>>("return changed()").await, [""; 0]);
    });
}
