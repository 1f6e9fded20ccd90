//! What the browser itself enforces, and what withdrawal does besides erasing.

use crate::closed::DENIED;
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};

/// Requests that no script can hold.
const UNHOLDABLE: &str = "
    <style>h1 { background: url(http://stats.test/background.svg) }</style>
    <script type=\"module\">import('http://stats.test/imported.js').catch(() => 0)</script>
    <script>import('http://stats.test/dynamic.js').catch(() => 0)</script>";

fn enforcing() -> Site {
    let site = Site::new(&format!("{POLICY}\n[gate]\nenforce = \"csp\"\n"));
    site.write("enforced.html", &html(UNHOLDABLE, ""));
    site
}

async fn is_granted(page: &Page, id: &str) -> bool {
    page.eval(&format!("return portcullis.allows('{id}')"))
        .await
}

#[test]
fn the_browser_refuses_what_no_script_can_hold_until_a_new_document_allows_it() {
    // LAW-01, LAW-02
    visit_with(enforcing(), Wish::default(), async |page| {
        page.open("/enforced.html").await;
        assert_eq!(page.optional(), [""; 0]);
        page.set("{ stats: true }").await;
        page.until_seen("stats.test/dynamic.js").await;
        page.until_seen("stats.test/imported.js").await;
        // The picture of the style is left out: in Firefox it did not come after the reload.
        assert_eq!(page.hosts(), ["stats.test"]);
        page.site.server.forget();
        page.run("portcullis.withdraw()").await;
        page.settle().await;
        assert_eq!(page.optional(), [""; 0]);
        assert!(!is_granted(page, "stats").await);
    });
}

#[test]
fn without_enforcement_the_same_page_asks_for_them() {
    // The twin: these requests do get past the guards, as the documents say.
    let site = Site::new(POLICY);
    site.write("enforced.html", &html(UNHOLDABLE, ""));
    visit_with(site, Wish::default(), async |page| {
        page.open("/enforced.html").await;
        assert_eq!(page.hosts(), ["stats.test"]);
    });
}

#[test]
fn what_is_withdrawn_is_told_to_stop_and_loads_the_page_again() {
    // LAW-32
    let policy = POLICY.replace(
        "id = \"heat\"\n",
        "id = \"heat\"\nstop = \"heat.stop\"\non_withdraw = \"reload\"\n",
    );
    assert_ne!(policy, POLICY);
    let site = Site::new(&policy);
    let stops =
        "<script>window.heat = { stop() { sessionStorage.setItem('stopped', 'yes') } }</script>";
    site.write("stops.html", &html(stops, ""));
    visit_with(site, Wish::default(), async |page| {
        page.open("/stops.html").await;
        page.accept().await;
        page.run("window.before = true").await;
        page.run("portcullis.withdraw()").await;
        page.until(
            "!window.before && window.portcullis && sessionStorage.getItem('stopped') === 'yes'",
        )
        .await;
        assert!(!is_granted(page, "heat").await);
    });
}

#[test]
fn the_tag_asks_for_words_on_the_console_and_gets_each_once() {
    let site = Site::new(POLICY);
    let body = "<script>new Image().src = 'http://stats.test/a.gif'; fetch('http://stats.test/a.gif').catch(() => 0);
        new Image().src = 'http://nobody.test/b.svg'; document.cookie = 'unknown=1';</script>";
    let page = html("", body).replace("gate.js\"", "gate.js\" data-portcullis-debug");
    site.write("debug.html", &page);
    visit_with(site, Wish::default(), async |page| {
        page.before_each_page(
            "window.said = []; for (const level of ['info', 'warn']) console[level] = (line) => said.push(line)",
        );
        page.open("/debug.html").await;
        page.until("window.said.length >= 3").await;
        let mut said: Vec<String> = page.eval("return window.said").await;
        said.sort();
        assert_eq!(
            said,
            [
                "portcullis: held http://stats.test/a.gif (stats)",
                "portcullis: no service declares the cookie unknown",
                "portcullis: no service declares the host of http://nobody.test/b.svg",
            ]
        );
    });
}

#[test]
fn where_nothing_can_be_stored_the_page_says_so_and_does_not_ask_for_ever() {
    visit_with(enforcing(), Wish::default(), async |page| {
        page.before_each_page(DENIED);
        page.open("/enforced.html").await;
        page.said().await;
        page.run("window.isSame = true; portcullis.acceptAll()")
            .await;
        page.settle().await;
        assert!(page.eval::<bool>("return isSame").await);
        assert_eq!(page.optional(), [""; 0]);
        let line = "portcullis: nothing can be stored here, so this page stays as it was enforced";
        let said = page.said().await;
        assert!(said.iter().any(|it| it.contains(line)), "{said:?}");
    });
}
