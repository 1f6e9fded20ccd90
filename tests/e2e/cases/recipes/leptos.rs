//! An app in Leptos that holds the interface itself: built from the recipe in a folder of its own.

use super::{LINK, keeps_its_word, site, visit};
use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use std::time::Duration;

const SETTINGS: &str = ".portcullis-preferences";
const FILM: &str = "document.querySelector('iframe[src*=\"film.test\"]')";

#[test]
fn leptos_waits_for_the_answer() {
    visit("leptos", async |page| {
        keeps_its_word(page, &["film.test", "stats.test"]).await;
    });
}

#[test]
fn an_app_in_leptos_shows_one_of_each_layer() {
    visit("leptos", async |page| {
        page.open("/").await;
        page.shown("#no-film").await;
        page.shown(".portcullis-banner").await;
        opens_one_dialog(page).await;
        assert_eq!(page.count("shop.test/portcullis/portcullis-ui.js"), 0);
        assert_eq!(page.errors().await, [""; 0]);
    });
}

#[test]
fn an_app_in_leptos_that_starts_before_the_first_layer_shows_one_of_each_too() {
    let site = site("leptos");
    let layer = "shop.test/portcullis/first.en.js".to_owned();
    let late = Duration::from_secs(2);
    site.server.rules().delays.insert(layer, late);
    visit_with(site, Wish::default(), async |page| {
        page.open("/").await;
        page.shown("#no-film").await;
        page.until("document.adoptedStyleSheets.length === 1").await;
        opens_one_dialog(page).await;
        page.click("[data-portcullis=save]").await;
        page.until("!document.querySelector('.portcullis-banner, dialog[open]')")
            .await;
    });
}

async fn opens_one_dialog(page: &Page) {
    page.settle().await;
    assert_eq!(many(page, ".portcullis-banner").await, 1);
    page.click(LINK).await;
    page.shown(SETTINGS).await;
    page.settle().await;
    assert_eq!(many(page, "dialog").await, 1);
}

async fn many(page: &Page, css: &str) -> usize {
    page.eval(&format!("return document.querySelectorAll('{css}').length"))
        .await
}

/// What the gate, the app and the settings say of the film is the same.
async fn all_agree(page: &Page, granted: bool) {
    page.until(&format!("portcullis.allows('video') === {granted}"))
        .await;
    page.until(&format!("Boolean({FILM}) === {granted}")).await;
    page.until(&format!(
        "!document.querySelector('#no-film') === {granted}"
    ))
    .await;
    page.click(LINK).await;
    page.shown(SETTINGS).await;
    let switch = "document.querySelector('[data-portcullis-service=video]').checked";
    page.until(&format!("{switch} === {granted}")).await;
    page.run("document.querySelector('dialog[open]').close()")
        .await;
    page.until("!document.querySelector('dialog[open]')").await;
}

#[test]
fn an_app_in_leptos_and_the_gate_keep_one_state() {
    visit("leptos", async |page| {
        page.open("/").await;
        all_agree(page, false).await;
        page.answer("accept-all").await;
        all_agree(page, true).await;
        page.click("#withdraw").await;
        all_agree(page, false).await;
        page.click(LINK).await;
        page.tick("[data-portcullis-service=video]").await;
        page.click("[data-portcullis=save]").await;
        all_agree(page, true).await;
        assert!(
            page.eval::<bool>("return !portcullis.allows('counter')")
                .await
        );
    });
}

#[test]
fn an_app_in_leptos_follows_an_answer_in_another_tab() {
    visit("leptos", async |page| {
        page.open("/").await;
        page.shown("#no-film").await;
        let first = page.tab().await;
        page.open_tab("/").await;
        page.accept().await;
        let second = page.tab().await;
        page.switch(&first).await;
        all_agree(page, true).await;
        page.click("#withdraw").await;
        page.switch(&second).await;
        all_agree(page, false).await;
    });
}
