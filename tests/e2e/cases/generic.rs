//! A site without a build: its gate reads the policy in the browser, and until it has, all waits.

mod closed;
mod later;

use crate::closed::DENIED;
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{COUNT_VIOLATIONS, Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, generic};

/// Third parties in every manner; the policy names all but `free.test`, which asks nobody.
const BODY: &str = r#"
    <script type="text/plain" data-consent="stats" src="http://stats.test/marked.js"></script>
    <iframe data-consent="film" data-src="http://film.test/player.html" title="A film"></iframe>
    <script>
      const add = (tag, src) => document.body.append(Object.assign(document.createElement(tag), { src }));
      add('script', 'http://heat.test/added.js');
      add('img', 'http://ads.test/added.svg');
      add('img', 'http://free.test/added.svg');
      document.body.insertAdjacentHTML('beforeend', '<img src="http://free.test/markup.svg"><img src="http://ads.test/markup.svg">');
      document.write('<script src="http://free.test/written.js"><\/script>');
      fetch('http://free.test/fetched').then(() => fetch('/ran?fetched'), () => 0);
      fetch('http://ads.test/fetched').catch(() => fetch('/ran?refused'));
      navigator.sendBeacon('http://free.test/beacon');
      const request = new XMLHttpRequest();
      request.open('GET', 'http://free.test/asked');
      request.onload = () => fetch('/ran?asked');
      request.send();
      const refused = new XMLHttpRequest();
      refused.open('GET', 'http://ads.test/asked');
      refused.onerror = () => fetch('/ran?failed');
      refused.send();
    </script>"#;
/// What of it asks nobody, and what the page's own code hears.
const FREE: [&str; 11] = [
    "free.test/added.svg",
    "free.test/asked",
    "free.test/beacon",
    "free.test/fetched",
    "free.test/markup.svg",
    "free.test/written.js",
    "shop.test/ran?asked",
    "shop.test/ran?failed",
    "shop.test/ran?fetched",
    "shop.test/ran?free.test/written.js",
    "shop.test/ran?refused",
];
/// What waits for the visitor, once it is allowed.
const ASKED: [&str; 7] = [
    "ads.test/added.svg",
    "ads.test/markup.svg",
    "film.test/player.html",
    "heat.test/added.js",
    "shop.test/ran?heat.test/added.js",
    "shop.test/ran?stats.test/marked.js",
    "stats.test/marked.js",
];

/// The shop with a kit that knows no policy, and the policy beside it.
fn shop(body: &str) -> Site {
    let site = Site::without_a_build(POLICY);
    site.write("index.html", &generic("", body));
    site
}

fn visit(test: impl AsyncFnOnce(&Page)) {
    visit_with(shop(BODY), Wish::default(), test);
}

/// What other servers saw, and what ran, sorted.
fn seen(page: &Page) -> Vec<String> {
    let mut seen = page.optional();
    seen.sort();
    seen
}

const SERVED: &str = "shop.test/policy.toml";

/// Has the policy's server answer only once [`arrived`] is waited for.
fn slow(page: &Page) {
    let held = &mut page.site.server.rules().held;
    held.insert(SERVED.to_owned());
}

/// How often a file of the compiler was asked for.
fn compiles(page: &Page) -> usize {
    let log = page.site.server.log();
    let ours = log
        .iter()
        .filter(|hit| hit.path.contains("portcullis-compile"));
    ours.count()
}

/// Waits until the page has its policy, and all is quiet.
async fn arrived(page: &Page) {
    page.site.server.rules().held.remove(SERVED);
    page.until("(portcullis.ready.then(() => { window.arrived = true }), window.arrived)")
        .await;
    page.settle().await;
}

async fn is_kept(page: &Page) -> bool {
    page.eval("return Boolean(localStorage['portcullis:table'])")
        .await
}

#[test]
fn until_the_policy_is_there_every_third_party_waits_and_nothing_is_lost() {
    // LAW-25, TECH-93
    visit(async |page| {
        slow(page);
        page.open("/").await;
        assert!(page.count("shop.test/policy.toml") == 1);
        assert_eq!(page.optional(), [""; 0]);
        assert!(page.is_shown("h1").await);
        arrived(page).await;
        assert_eq!(seen(page), FREE);
        page.site.server.forget();
        page.answer("accept-all").await;
        assert_eq!(seen(page), ASKED);
        assert_eq!(page.errors().await, [""; 0]);
    });
}

#[test]
fn where_storage_is_denied_every_page_waits_for_its_policy_and_works() {
    // LAW-25
    visit(async |page| {
        page.before_each_page(DENIED);
        for _ in 0..2 {
            page.open("/").await;
            arrived(page).await;
            assert_eq!(seen(page), FREE);
            assert!(compiles(page) > 0);
        }
        page.site.server.forget();
        page.answer("accept-all").await;
        assert_eq!(seen(page), ASKED);
    });
}

/// Only the browser's own scanner of markup asks early; what it brings does not run.
#[test]
fn scripts_of_the_markup_run_in_its_order_though_one_has_waited() {
    // TECH-93
    let body = r#"<script>window.traces = ['first'];</script>
        <script src="http://free.test/library.js"></script>
        <script>traces.push('inline'); document.addEventListener('DOMContentLoaded', () => { window.isReady = true; });</script>
        <script src="/own.js"></script>
        <script async src="/own.js?async"></script>
        <script type="module">window.moduleRan = true;</script>
        <script>document.body.append(Object.assign(document.createElement('script'), { text: "traces.push('code')" })); traces.push('last');</script>"#;
    let site = shop(body);
    site.write(
        "own.js",
        "traces.push(document.currentScript.async ? 'async' : 'own');",
    );
    visit_with(site, Wish::default(), async |page| {
        slow(page);
        page.open("/").await;
        let early: Vec<String> = page.eval("return traces").await;
        assert_eq!(early, ["first", "async"]);
        assert!(page.eval::<bool>("return moduleRan").await);
        arrived(page).await;
        assert!(page.eval::<bool>("return isReady").await);
        let traces: Vec<String> = page.eval("return traces").await;
        let expected = [
            "first",
            "async",
            "free.test/library.js",
            "inline",
            "own",
            "code",
            "last",
        ];
        assert_eq!(traces, expected);
        page.reload().await;
        let traces: Vec<String> = page
            .eval("return traces.filter((it) => it !== 'async')")
            .await;
        let expected = [
            "first",
            "free.test/library.js",
            "inline",
            "own",
            "code",
            "last",
        ];
        assert_eq!(traces, expected);
    });
}

/// The scripts of the shop itself and WebAssembly: no inline code or style.
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' http://stats.test; \
    style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-src http://film.test; \
    require-trusted-types-for 'script'; trusted-types portcullis";

#[test]
fn under_a_strict_policy_of_the_site_all_works_without_a_violation() {
    // TECH-90, TECH-95, TECH-96
    let site = shop(
        r#"<script type="text/plain" data-consent="stats" src="http://stats.test/marked.js"></script>"#,
    );
    site.write(
        "policy.toml",
        &format!("{POLICY}\n[banner]\ntheme = {{ radius = \"3px\" }}\n"),
    );
    let header = ("content-security-policy".to_owned(), STRICT.to_owned());
    site.server.rules().headers.push(header);
    visit_with(site, Wish::default(), async |page| {
        page.before_each_page(COUNT_VIOLATIONS);
        for _ in 0..2 {
            page.open("/").await;
            page.shown(".portcullis-banner").await;
            let radius: String = page.eval("return getComputedStyle(document.documentElement).getPropertyValue('--portcullis-radius')").await;
            assert_eq!(radius, "3px");
            assert_eq!(page.optional(), [""; 0]);
        }
        page.click(".portcullis-banner [data-portcullis=preferences]")
            .await;
        page.click(".portcullis-preferences [data-portcullis=accept-all]")
            .await;
        page.settle().await;
        assert_eq!(page.count("shop.test/ran?stats.test/marked.js"), 1);
        let broken: Vec<String> = page.eval("return broken").await;
        assert_eq!(broken, [""; 0]);
    });
}

#[test]
fn the_table_of_cookies_declares_what_this_mode_keeps() {
    visit_with(
        shop(r#"<div data-portcullis="declaration"></div>"#),
        Wish::default(),
        async |page| {
            page.open("/").await;
            page.shown("[data-portcullis=declaration] table").await;
            let text: String = page
                .eval("return document.querySelector('[data-portcullis=declaration]').textContent")
                .await;
            assert!(text.contains("portcullis:table"), "{text}");
            assert!(text.contains("Keeps this site's cookie rules"), "{text}");
        },
    );
}

#[test]
fn an_answer_from_before_counts_again_once_the_policy_is_there() {
    // TECH-70
    visit(async |page| {
        page.open("/").await;
        page.answer("accept-all").await;
        page.run("localStorage.removeItem('portcullis:table')")
            .await;
        slow(page);
        page.reload().await;
        let state: String = page.eval("return portcullis.decision.state").await;
        // A frame of the markup may be asked for before any script: it never runs.
        let mut early = page.optional();
        early.retain(|it| it != "film.test/player.html");
        assert_eq!((state.as_str(), early), ("undecided", vec![]));
        arrived(page).await;
        let all = [&FREE[..], &ASKED[..]].concat();
        let refused = ["shop.test/ran?failed", "shop.test/ran?refused"];
        for place in all.into_iter().filter(|it| !refused.contains(it)) {
            assert!(seen(page).iter().any(|it| it == place), "{place}");
        }
        assert!(!page.is_shown(".portcullis-banner").await);
    });
}

#[test]
fn a_frame_without_an_address_waits_for_the_policy_of_its_page() {
    let body = r#"<script>
        const frame = document.createElement('iframe');
        frame.srcdoc = '<img src="http://free.test/frame.svg"><img src="http://heat.test/frame.svg">';
        document.body.append(frame);
      </script>"#;
    visit_with(shop(body), Wish::default(), async |page| {
        slow(page);
        page.open("/").await;
        assert_eq!(page.optional(), [""; 0]);
        arrived(page).await;
        page.until_seen("free.test/frame.svg").await;
        assert_eq!(page.optional(), ["free.test/frame.svg"]);
        page.reload().await;
        assert_eq!(page.optional(), ["free.test/frame.svg"]);
        page.answer("accept-all").await;
        page.until_seen("heat.test/frame.svg").await;
    });
}

/// Prototype and its kin have arrays write themselves, so that JSON holds a text in their place.
const WRITES_ITSELF: &str = r#"
    <script>Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };</script>
    <img data-consent="stats" data-src="http://stats.test/marked.svg" alt="">"#;

#[test]
fn arrays_that_write_themselves_break_no_later_page() {
    visit_with(shop(WRITES_ITSELF), Wish::default(), async |page| {
        page.open("/").await;
        arrived(page).await;
        page.accept().await;
        page.until_seen("stats.test/marked.svg").await;
        page.site.server.forget();
        page.reload().await;
        arrived(page).await;
        assert!(is_kept(page).await);
        page.until_seen("stats.test/marked.svg").await;
        let granted: Vec<String> = page
            .eval("delete Array.prototype.toJSON; return [...portcullis.decision.granted]")
            .await;
        assert!(granted.contains(&"stats".to_owned()), "{granted:?}");
    });
}
