//! The visitor answers, and the servers see just what was allowed.

use portcullis_e2e::page::{ALL, Page, visit};

/// How often each canary of the home page is asked for once all is allowed.
const EACH_ONCE: [&str; 9] = [
    "stats.test/head.js",
    "stats.test/module.js",
    "stats.test/style.css",
    "heat.test/body.js",
    "ads.test/pixel.svg",
    "ads.test/wide.svg",
    "ads.test/inside.svg",
    "film.test/player.html",
    "shop.test/ran?stats-inline",
];

async fn asked_once(page: &Page, places: &[&str]) {
    for place in places {
        assert_eq!(page.count(place), 1, "{place}");
    }
}

#[test]
fn nothing_optional_is_asked_for_before_an_answer_and_all_of_it_after_accept() {
    // LAW-01
    visit(async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        assert_eq!(page.optional(), [""; 0]);
        assert!(page.cookie("portcullis").await.is_none());
        page.answer("accept-all").await;
        assert_eq!(page.hosts(), ALL);
        asked_once(page, &EACH_ONCE).await;
        assert!(!page.is_shown(".portcullis-banner").await);
    });
}

#[test]
fn an_accepted_page_runs_everything_by_the_gate_alone() {
    visit(async |page| {
        page.open("/").await;
        page.answer("accept-all").await;
        page.reload().await;
        assert_eq!(page.hosts(), ALL);
        asked_once(page, &EACH_ONCE).await;
        assert_eq!(page.count("shop.test/portcullis/gate.js"), 1);
        assert_eq!(page.count("shop.test/portcullis/portcullis-ui_bg.wasm"), 0);
        assert_eq!(page.count("shop.test/portcullis/portcullis.css"), 0);
    });
}

#[test]
fn after_reject_nothing_runs_on_any_page_and_nobody_asks_again() {
    // LAW-10, LAW-11, LAW-21
    visit(async |page| {
        page.open("/").await;
        page.answer("reject-all").await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.optional(), [""; 0]);
        page.reload().await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(page.optional(), [""; 0]);
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn scrolling_keys_and_clicks_beside_the_banner_grant_nothing() {
    // LAW-05, LAW-06
    visit(async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        page.run("scrollTo(0, document.body.scrollHeight); scrollTo(0, 0)")
            .await;
        page.keys("\u{e004}\u{e004}\u{e004}\u{e00c}").await;
        page.click("h1").await;
        for _ in 0..3 {
            page.open("/").await;
            assert_eq!(page.optional(), [""; 0]);
        }
        assert!(page.cookie("portcullis").await.is_none());
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn one_category_runs_its_services_and_no_other() {
    // LAW-15
    visit(async |page| {
        page.open("/").await;
        page.set("{ measuring: true }").await;
        assert_eq!(page.hosts(), ["heat.test", "stats.test"]);
        page.reload().await;
        assert_eq!(page.hosts(), ["heat.test", "stats.test"]);
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn one_service_runs_alone_and_once() {
    visit(async |page| {
        page.open("/").await;
        page.set("{ heat: true }").await;
        assert_eq!(page.hosts(), ["heat.test"]);
        asked_once(
            page,
            &["heat.test/body.js", "shop.test/ran?heat.test/body.js"],
        )
        .await;
        page.reload().await;
        assert_eq!(page.hosts(), ["heat.test"]);
        asked_once(page, &["heat.test/body.js"]).await;
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn what_is_allowed_later_runs_without_a_reload() {
    // LAW-33
    visit(async |page| {
        page.open("/").await;
        page.answer("reject-all").await;
        page.set("{ stats: true }").await;
        assert_eq!(page.hosts(), ["stats.test"]);
        asked_once(page, &["stats.test/head.js", "shop.test/ran?stats-inline"]).await;
    });
}

#[test]
fn what_ran_does_not_run_again_when_it_is_refused_and_allowed_once_more() {
    // TECH-103
    visit(async |page| {
        page.open("/").await;
        page.set("{ stats: true }").await;
        page.set("{ stats: false }").await;
        page.set("{ stats: true }").await;
        let scripts = [
            "stats.test/head.js",
            "stats.test/module.js",
            "shop.test/ran?stats.test/head.js",
            "shop.test/ran?stats-inline",
        ];
        asked_once(page, &scripts).await;
    });
}

#[test]
fn a_script_may_press_the_buttons() {
    // CLI-06, CLI-07
    visit(async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        page.run("document.querySelector('[data-portcullis=reject-all]').click()")
            .await;
        page.until("portcullis.decision.method === 'reject-all'")
            .await;
        page.settle().await;
        assert_eq!(page.optional(), [""; 0]);
        page.accepting_shows_the_canaries().await;
    });
}

#[test]
fn the_links_of_the_page_itself_act() {
    visit(async |page| {
        page.open("/").await;
        page.run("document.body.insertAdjacentHTML('beforeend', '<button data-portcullis=accept-all><b>Yes</b></button>')")
            .await;
        page.run("document.querySelector('body > button b').click()")
            .await;
        page.settle().await;
        assert_eq!(page.hosts(), ALL);
    });
}

#[test]
fn a_held_embed_is_shown_once_and_nothing_is_stored() {
    // LAW-20
    visit(async |page| {
        page.open("/").await;
        page.answer("reject-all").await;
        let before = page.cookie("portcullis").await.map(|it| it.value);
        // Firefox asks once more for a frame that a reload finds on its way.
        page.run("document.querySelector('iframe').addEventListener('load', () => { window.stands = true; })")
            .await;
        page.click(".portcullis-placeholder .portcullis-button")
            .await;
        page.until("window.stands").await;
        page.settle().await;
        assert_eq!(page.hosts(), ["film.test"]);
        assert_eq!(page.cookie("portcullis").await.map(|it| it.value), before);
        page.reload().await;
        assert_eq!(page.optional(), [""; 0]);
    });
}

#[test]
fn a_held_embed_is_always_shown_and_the_other_answers_stay() {
    // LAW-20
    visit(async |page| {
        page.open("/").await;
        page.answer("reject-all").await;
        page.click(".portcullis-placeholder .portcullis-button:nth-of-type(2)")
            .await;
        page.until_seen("film.test/player.html").await;
        page.reload().await;
        assert_eq!(page.hosts(), ["film.test"]);
    });
}
