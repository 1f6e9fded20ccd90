//! Recipes that are pages of their own: plain HTML, a tag manager, two frameworks, a generator.

use super::{keeps_its_word, site, visit};
use crate::examples::read;
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::Site;

const FILM: &str = "document.querySelector('iframe[src*=\"film.test\"]')";

#[test]
fn plain_html_waits_for_the_answer_and_shows_the_table_of_cookies() {
    visit("html", async |page| {
        keeps_its_word(page, &["ads.test", "film.test", "stats.test"]).await;
        page.shown("[data-portcullis=declaration] table").await;
    });
}

/// The tag manager's site, and its container on its own host.
fn tag_manager() -> Site {
    let site = site("tag-manager");
    let container = super::recipe("tag-manager/third-parties/tags.test/container.js");
    let place = "tags.test/container.js".to_owned();
    site.server.rules().bodies.insert(place, read(&container));
    site
}

#[test]
fn a_tag_manager_is_held_and_runs_with_its_tags() {
    visit_with(tag_manager(), Wish::default(), async |page| {
        keeps_its_word(page, &["ads.test", "stats.test", "tags.test"]).await;
    });
}

#[test]
fn a_tag_manager_loads_only_the_tags_that_are_granted_and_they_are_told_so() {
    visit_with(tag_manager(), Wish::default(), async |page| {
        page.open("/").await;
        assert_eq!(signals(page).await, ["default security_storage"]);
        page.set("{ statistics: true }").await;
        page.until_seen("stats.test/count.js").await;
        assert_eq!(page.hosts(), ["stats.test", "tags.test"]);
        assert_eq!(
            signals(page).await,
            [
                "default security_storage",
                "update analytics_storage+security_storage"
            ]
        );
        page.set("{ pixel: true }").await;
        page.until_seen("ads.test/pixel.js").await;
        assert_eq!(page.hosts(), ["ads.test", "stats.test", "tags.test"]);
        assert_eq!(page.count("tags.test/container.js"), 1);
    });
}

/// What Consent Mode was told, and what it may store.
async fn signals(page: &Page) -> Vec<String> {
    page.eval(
        "return dataLayer.filter((it) => it[0] === 'consent').map((it) => it[1] + ' ' +
            Object.keys(it[2]).filter((key) => it[2][key] === 'granted').sort().join('+'))",
    )
    .await
}

/// What a framework draws again stays held, is released once, and comes back after a withdrawal.
async fn drawing_again_loses_nothing(page: &Page) {
    page.open("/").await;
    page.shown("#no-film").await;
    page.run("window.picture = document.querySelector('img')")
        .await;
    draw_again(page, 1).await;
    assert_eq!(page.optional(), [""; 0]);
    page.answer("accept-all").await;
    draw_again(page, 2).await;
    page.settle().await;
    assert_eq!(page.count("film.test/player.html"), 1);
    assert_eq!(page.count("stats.test/count.svg"), 1);
    page.until("picture.isConnected && picture.src.endsWith('/count.svg')")
        .await;
    assert!(!page.is_shown("#no-film").await);
    page.run("portcullis.withdraw()").await;
    page.until(&format!("!{FILM}")).await;
    page.shown("#no-film").await;
    draw_again(page, 3).await;
    page.site.server.forget();
    page.set("{ video: true }").await;
    page.until(FILM).await;
    assert_eq!(page.count("film.test/player.html"), 1);
}

async fn draw_again(page: &Page, times: u32) {
    page.run("document.querySelector('#again').click()").await;
    let said =
        format!("document.querySelector('#again').textContent === 'Drawn again {times} times'");
    page.until(&said).await;
}

#[test]
fn react_waits_for_the_answer() {
    visit("react", async |page| {
        keeps_its_word(page, &["film.test", "stats.test"]).await;
    });
}

#[test]
fn what_react_draws_again_is_not_lost() {
    visit("react", drawing_again_loses_nothing);
}

#[test]
fn vue_waits_for_the_answer() {
    visit("vue", async |page| {
        keeps_its_word(page, &["film.test", "stats.test"]).await;
    });
}

#[test]
fn what_vue_draws_again_is_not_lost() {
    visit("vue", drawing_again_loses_nothing);
}

#[test]
fn what_eleventy_generates_waits_for_the_answer() {
    visit("eleventy", async |page| {
        keeps_its_word(page, &["film.test", "stats.test"]).await;
    });
}

const GATE: &str = "portcullis/gate.js";
const TAG: &str = "<script src=\"/portcullis/gate.js\"></script>";
/// The recipes that are pages.
const PAGES: [&str; 5] = ["html", "tag-manager", "react", "vue", "eleventy"];

fn page_of(name: &str) -> Site {
    if name == "tag-manager" {
        tag_manager()
    } else {
        site(name)
    }
}

/// Nothing is asked for, and the page's own code works.
async fn is_closed_and_works(page: &Page, name: &str) {
    page.open("/").await;
    page.shown("h1").await;
    if ["react", "vue"].contains(&name) {
        draw_again(page, 1).await;
        page.shown("#no-film").await;
    }
    page.settle().await;
    assert_eq!(page.optional(), [""; 0], "{name}");
}

#[test]
fn where_the_gate_does_not_come_nothing_that_is_marked_runs_and_the_page_works() {
    for name in PAGES {
        let site = page_of(name);
        site.server.rules().missing.push(GATE.to_owned());
        visit_with(site, Wish::default(), async |page| {
            is_closed_and_works(page, name).await
        });
    }
}

#[test]
fn where_the_gate_is_broken_nothing_that_is_marked_runs_and_the_page_works() {
    for broken in [
        "throw new Error('broken');",
        "<!doctype html><title>404</title>",
    ] {
        for name in PAGES {
            let site = page_of(name);
            let place = format!("shop.test/{GATE}");
            site.server.rules().bodies.insert(place, broken.to_owned());
            visit_with(site, Wish::default(), async |page| {
                is_closed_and_works(page, name).await
            });
        }
    }
}

#[test]
fn where_the_gate_comes_late_what_is_marked_waits_for_it() {
    for name in PAGES {
        let site = page_of(name);
        let page = site.read("index.html");
        assert!(page.contains(TAG), "{name}");
        site.write(
            "index.html",
            &page.replace(TAG, &TAG.replace(" src", " async src")),
        );
        let late = std::time::Duration::from_millis(700);
        site.server
            .rules()
            .delays
            .insert(format!("shop.test/{GATE}"), late);
        visit_with(site, Wish::default(), async |page| {
            page.open("/").await;
            page.shown(".portcullis-banner").await;
            page.settle().await;
            assert_eq!(page.optional(), [""; 0], "{name}");
            page.answer("accept-all").await;
            page.until_asked(1).await;
            assert!(!page.optional().is_empty(), "{name}");
        });
    }
}
