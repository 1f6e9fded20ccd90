//! Recipes that are pages of their own: plain HTML, a tag manager, two frameworks, a generator.

use super::{keeps_its_word, site, visit};
use crate::examples::read;
use portcullis_core::Policy;
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
pub(super) fn tag_manager() -> Site {
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

pub(super) async fn draw_again(page: &Page, times: u32) {
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
fn a_page_that_react_rendered_on_a_server_waits_for_the_answer() {
    visit("react-server", async |page| {
        keeps_its_word(page, &["film.test", "stats.test"]).await;
        assert_eq!(page.errors().await, [""; 0]);
    });
}

#[test]
fn what_react_takes_over_from_a_server_is_not_lost() {
    visit("react-server", drawing_again_loses_nothing);
}

#[test]
fn what_leptos_draws_again_is_not_lost() {
    visit("leptos", drawing_again_loses_nothing);
}

#[test]
fn what_eleventy_generates_waits_for_the_answer() {
    visit("eleventy", async |page| {
        keeps_its_word(page, &["film.test", "stats.test"]).await;
    });
}

#[test]
fn a_bundled_library_starts_when_it_is_allowed_or_with_the_page_once_more() {
    visit("bundled", async |page| {
        page.open("/").await;
        page.answer("reject-all").await;
        page.run("window.stayed = true").await;
        assert_eq!(page.optional(), [""; 0]);
        page.set("{ counter: true }").await;
        assert_eq!(page.optional(), ["stats.test/count.svg"]);
        assert!(page.eval::<bool>("return window.stayed === true").await);
        page.run("portcullis.set({ replay: true })").await;
        page.until("!window.stayed && window.recorded === 'loading'")
            .await;
        page.until_seen("replay.test/began.svg").await;
        page.site.server.forget();
        page.run("window.stayed = true; portcullis.set({ replay: true })")
            .await;
        page.settle().await;
        assert!(page.eval::<bool>("return window.stayed === true").await);
        page.run("portcullis.withdraw()").await;
        page.until("!window.stayed && window.recorded === undefined")
            .await;
        page.settle().await;
        assert_eq!(page.optional(), [""; 0]);
    });
}

#[test]
fn a_page_that_loads_again_when_it_is_answered_says_so() {
    visit("bundled", async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        let said: String = page
            .eval("return document.querySelector('.portcullis-banner').textContent")
            .await;
        let sentence = "When you allow something, this page reloads once.";
        assert!(said.contains(sentence), "{said}");
        page.answer("accept-all").await;
        page.until("window.recorded === 'loading'").await;
    });
}

#[test]
fn a_picture_in_the_place_of_a_noscript_pixel_waits_for_the_answer() {
    visit("noscript", async |page| {
        keeps_its_word(page, &["ads.test"]).await;
    });
}

/// A frame without scripts stands for a browser without them: there `<noscript>` counts.
fn scriptless(page: &str) -> Site {
    let site = site("noscript");
    site.write("scriptless.html", page);
    site.write(
        "frame.html",
        "<!doctype html><title>A</title><iframe sandbox src=\"/scriptless.html\"></iframe>",
    );
    site
}

#[test]
fn without_scripts_the_page_asks_for_nothing_and_a_noscript_pixel_would() {
    let recipe = read(&super::recipe("noscript/index.html"));
    let vendors = recipe.replace(
        "<h1>",
        "<noscript><img src=\"http://ads.test/pixel.svg\"></noscript><h1>",
    );
    assert_ne!(recipe, vendors);
    for (page, hosts) in [(recipe, &[][..]), (vendors, &["ads.test"])] {
        visit_with(scriptless(&page), Wish::default(), async |page| {
            page.open("/frame.html").await;
            page.until_seen("shop.test/scriptless.html").await;
            page.settle().await;
            assert_eq!(page.hosts(), hosts);
        });
    }
}

#[test]
fn a_server_sends_noscript_markup_only_to_who_allowed_its_service_as_it_is() {
    let Some(node) = super::programs::find("node") else {
        return;
    };
    let policy = Policy::parse(&super::policy()).unwrap().policy;
    let pixel = policy.service_id("pixel").unwrap();
    assert_eq!(policy.fingerprint(pixel), "y82F9j");
    let module = super::recipe("noscript/noscript.mjs");
    let script = format!(
        "const {{ noscript }} = await import({module:?}); \
         process.stdout.write(noscript(process.argv[1], 'y82F9j', 'x'))"
    );
    let sent = |cookies: &str| {
        let mut node = std::process::Command::new(&node);
        node.args(["--input-type=module", "--eval", &script, cookies]);
        String::from_utf8(node.output().unwrap().stdout).unwrap()
    };
    for granted in ["portcullis", "__Host-portcullis"] {
        let cookies = format!("a=b; {granted}=1.abc.c.statistics.nJH_ity82F9j.Zz_012; c=d");
        assert_eq!(sent(&cookies), "<noscript>x</noscript>");
    }
    for refused in [
        "",
        "portcullis=1.abc.r...y82F9j",
        "portcullis=1.abc.c.media.Ab3-x9.",
        "portcullis=1.abc.c.y82F9j..",
        "portcullis=1.abc.c..Ab3y82F9j-x9.",
        "portcullis=1.abc.c..y82F9j",
        "portcullis=2.abc.c..y82F9j.",
        "xportcullis=1.abc.c..y82F9j.",
        "portcullis=1.abc.c..y82F9j.; portcullis=1.abc.r...y82F9j",
    ] {
        assert_eq!(sent(refused), "", "{refused}");
    }
}
