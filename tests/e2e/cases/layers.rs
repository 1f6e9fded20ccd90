//! The layers that stand without WebAssembly: rendered when the policy was built, shown by the gate.

use crate::csp::{HELD, STRICT, TRUSTED, visit_under};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::engine::Engine;
use portcullis_e2e::page::{ALL, Page, visit, visit_with};
use portcullis_e2e::site::{HOME, POLICY, Site, html};

mod first;
mod look;

const STATS: &str = ".portcullis-preferences [data-portcullis-service=stats]";
const MEASURING: &str = ".portcullis-preferences [data-portcullis-category=measuring]";

/// Runs `test` where the browser runs no WebAssembly, no inline code, and no string that is not trusted.
fn visit_without_wasm(test: impl AsyncFnOnce(&Page)) {
    let csp = STRICT.replace(" 'wasm-unsafe-eval'", "") + TRUSTED;
    visit_under(&csp, async |page| {
        page.open("/").await;
        assert_eq!(page.optional(), [""; 0]);
        test(page).await;
    });
}

async fn decision(page: &Page) -> (String, Vec<String>) {
    page.eval("return [portcullis.decision.method, portcullis.decision.granted]")
        .await
}

/// Opens the second layer.
async fn choose(page: &Page) {
    page.click("footer [data-portcullis=preferences]").await;
    page.shown(".portcullis-preferences[open]").await;
}

#[test]
fn without_webassembly_a_visitor_accepts_and_withdraws_in_the_settings() {
    visit_without_wasm(async |page| {
        page.answer("accept-all").await;
        assert_eq!(page.hosts(), ["ads.test", "film.test", "stats.test"]);
        choose(page).await;
        page.click(".portcullis-preferences [data-portcullis=reject-all]")
            .await;
        page.until("!document.querySelector('.portcullis-preferences[open]')")
            .await;
        assert_eq!(decision(page).await, ("reject-all".to_owned(), Vec::new()));
        page.reload().await;
        assert_eq!(page.optional(), [""; 0]);
    });
}

#[test]
fn without_webassembly_the_settings_are_left_without_an_answer() {
    visit_without_wasm(async |page| {
        choose(page).await;
        page.tick(STATS).await;
        page.click(".portcullis-preferences .portcullis-close")
            .await;
        page.until("!document.querySelector('.portcullis-preferences[open]')")
            .await;
        let state: String = page.eval("return portcullis.decision.state").await;
        assert_eq!(state, "undecided");
        assert!(page.is_shown(".portcullis-banner").await);
        choose(page).await;
        let is_on: bool = page
            .eval(&format!("return document.querySelector('{STATS}').checked"))
            .await;
        assert!(!is_on);
    });
}

#[test]
fn without_webassembly_a_visitor_refuses_with_one_click() {
    // LAW-10
    visit_without_wasm(async |page| {
        page.answer("reject-all").await;
        assert!(!page.is_shown(".portcullis-banner").await);
        page.reload().await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.optional(), [""; 0]);
    });
}

#[test]
fn without_webassembly_a_visitor_saves_single_switches_and_finds_them_again() {
    visit_without_wasm(async |page| {
        page.click(".portcullis-banner [data-portcullis=preferences]")
            .await;
        page.tick(STATS).await;
        page.until(&format!(
            "document.querySelector('{MEASURING}').indeterminate"
        ))
        .await;
        page.click(".portcullis-preferences [data-portcullis=save]")
            .await;
        page.settle().await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(
            decision(page).await,
            ("custom".to_owned(), vec!["stats".to_owned()])
        );
        assert_eq!(page.hosts(), ["stats.test"]);
        page.reload().await;
        choose(page).await;
        let on: Vec<String> = page
            .eval("return [...document.querySelectorAll('.portcullis-preferences [data-portcullis-service]:checked')].map((it) => it.dataset.portcullisService)")
            .await;
        assert_eq!(on, ["stats"]);
        page.click(MEASURING).await;
        page.click(MEASURING).await;
        page.click(".portcullis-preferences [data-portcullis=save]")
            .await;
        assert_eq!(decision(page).await, ("custom".to_owned(), Vec::new()));
    });
}

#[test]
fn the_first_layer_stands_before_the_interface_comes_and_is_asked_once() {
    visit(async |page| {
        page.site
            .server
            .rules()
            .missing
            .push("portcullis-ui".to_owned());
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        page.site.server.rules().missing.clear();
        page.open("/").await;
        assert_eq!(page.count("shop.test/portcullis/first.en.js"), 1);
        assert_eq!(page.count("shop.test/portcullis/portcullis-ui_bg.wasm"), 1);
        let (banners, first): (u32, bool) = page
            .eval("return [document.querySelectorAll('.portcullis-banner').length, document.body.firstElementChild.matches('.portcullis-banner')]")
            .await;
        assert_eq!((banners, first), (1, true));
        page.answer("accept-all").await;
        assert_eq!(page.hosts(), ALL);
        page.reload().await;
        assert_eq!(page.count("shop.test/portcullis/first.en.js"), 0);
    });
}

#[test]
fn an_answer_on_the_first_layer_is_said_without_the_interface() {
    // A11Y-19
    visit(async |page| {
        page.site
            .server
            .rules()
            .missing
            .push("portcullis-ui".to_owned());
        page.open("/").await;
        page.answer("reject-all").await;
        let said: String = page
            .eval("return document.querySelector('[role=status]').textContent")
            .await;
        assert_eq!(said, "Your choice has been saved.");
    });
}

#[test]
fn a_first_layer_that_the_server_sent_along_is_the_one_that_asks() {
    let site = Site::new(POLICY);
    let layer = site.read("portcullis/first.en.html");
    assert!(layer.starts_with("<section hidden"));
    site.write(
        "index.html",
        &HOME.replace("<body>", &format!("<body>{layer}")),
    );
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        let banners: Vec<bool> = page
            .eval("return [...document.querySelectorAll('.portcullis-banner')].map((it) => it.hidden)")
            .await;
        assert_eq!(banners, [false]);
        assert_eq!(page.optional(), [""; 0]);
        page.answer("accept-all").await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.hosts(), ALL);
    });
}

#[test]
fn the_first_layer_moves_nothing() {
    let watch = "window.shift = 0; new PerformanceObserver((list) => { for (const it of list.getEntries()) shift += it.value })\
        .observe({ type: 'layout-shift', buffered: true })";
    let wish = Wish {
        only: &[Engine::Chromium],
        ..Wish::default()
    };
    let site = Site::new(POLICY);
    site.write("index.html", &html("", "<p>Something to read.</p>"));
    visit_with(site, wish, async |page| {
        page.before_each_page(watch);
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        let shift: f64 = page.eval("return shift").await;
        assert_eq!(shift, 0.0);
        // The twin: what does move is seen.
        page.run("document.body.prepend(Object.assign(document.createElement('div'), { style: 'height: 300px' }))")
            .await;
        page.until("shift > 0").await;
    });
}

#[test]
fn the_interface_comes_for_who_is_about_to_choose() {
    let site = Site::new(POLICY);
    site.write("index.html", &html("", "<p>Something to read.</p>"));
    visit_with(site, Wish::default(), async |page| {
        const MODULE: &str = "shop.test/portcullis/portcullis-ui_bg.wasm";
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        point(page, ".portcullis-banner [data-portcullis=accept-all]").await;
        assert_eq!(page.count(MODULE), 0);
        point(page, ".portcullis-banner [data-portcullis=preferences]").await;
        assert_eq!(page.count(MODULE), 1);
        page.answer("reject-all").await;
        page.reload().await;
        assert_eq!(page.count(MODULE), 0);
    });
}

/// Moves the pointer there, and waits until all is quiet.
async fn point(page: &Page, css: &str) {
    page.point(css).await;
    page.settle().await;
}

#[test]
fn an_import_map_behind_the_gate_works_for_who_has_not_answered() {
    // A module that came before it would make Firefox and older browsers ignore the map.
    let map = "<script type=\"importmap\">{ \"imports\": { \"part\": \"/part.js\" } }</script>\
        <script type=\"module\">import 'part'</script>";
    let site = Site::new(POLICY);
    site.write("index.html", &html(map, HELD));
    site.write("part.js", "fetch('/ran?part')");
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        assert_eq!(page.count("shop.test/ran?part"), 1);
        page.answer("reject-all").await;
        page.reload().await;
        assert_eq!(page.count("shop.test/ran?part"), 1);
    });
}
