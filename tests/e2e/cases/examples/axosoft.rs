//! Storage declared like cookies, and a policy that changes.

use super::{ANSWER, accepting_shows, folder, granted, open_settings, read, stored, texts, visit};
use portcullis_e2e::page::Page;

/// Whether the board remembers how it was set up.
async fn board_is_compact(page: &Page) -> bool {
    page.eval("return document.querySelector('#compact').checked")
        .await
}

#[test]
fn what_localstorage_holds_is_declared_and_erased_like_cookies() {
    // LAW-32
    visit("axosoft", async |page| {
        page.open("/").await;
        page.click("#compact").await;
        assert_eq!(stored(page).await, [""; 0]);
        page.answer("accept-all").await;
        page.click("#compact").await;
        page.run("localStorage.setItem('undeclared', '1')").await;
        let all = [
            "cookie _way",
            "cookie portcullis",
            "local board:density",
            "local portcullis",
            "local undeclared",
            "local way:pages",
        ];
        assert_eq!(stored(page).await, all);
        page.run("portcullis.withdraw()").await;
        page.settle().await;
        assert_eq!(stored(page).await, [ANSWER[0], ANSWER[1], all[4]]);
        page.open("/privacy/").await;
        page.shown(".portcullis-declaration table").await;
        let names = texts(page, ".portcullis-declaration td:first-child").await;
        for name in ["board:*", "way:*", "axosoft_user", "_way"] {
            assert!(names.iter().any(|it| it == name), "{name}");
        }
    });
}

#[test]
fn statistics_are_a_choice_apart_from_preferences() {
    visit("axosoft", async |page| {
        page.open("/").await;
        page.set("{ preferences: true }").await;
        page.click("#compact").await;
        page.reload().await;
        assert!(board_is_compact(page).await);
        assert_eq!(page.hosts(), [""; 0]);
        page.set("{ preferences: false, statistics: true }").await;
        assert_eq!(page.hosts(), ["statistics.test"]);
        let kept = ["cookie _way", ANSWER[0], ANSWER[1], "local way:pages"];
        assert_eq!(stored(page).await, kept);
    });
}

/// An answer under the first policy, and then the second.
async fn answer_and_change(page: &Page) {
    page.open("/").await;
    page.set("{ preferences: true, statistics: false }").await;
    page.click("#compact").await;
    let next = read(&folder("axosoft").join("policy-2.toml"));
    page.site.build(&next);
    page.reload().await;
    page.shown(".portcullis-banner").await;
}

#[test]
fn a_new_service_is_asked_about_alone_and_the_question_says_what_is_new() {
    // LAW-22
    visit("axosoft", async |page| {
        answer_and_change(page).await;
        let title = texts(page, ".portcullis-banner__title").await;
        assert_eq!(title, ["New since your last choice"]);
        let asked = texts(page, ".portcullis-banner__asked strong").await;
        assert_eq!(asked, ["Support chat"]);
        let added: Vec<String> = page.eval("return portcullis.decision.added").await;
        assert_eq!(added, ["chat"]);
        assert_eq!(granted(page).await, ["board", "user-name"]);
        assert!(board_is_compact(page).await);
        assert_eq!(page.hosts(), [""; 0]);
        accepting_shows(page, &["chat.test", "statistics.test"]).await;
    });
}

#[test]
fn the_earlier_answers_stay_when_the_new_one_is_allowed() {
    // LAW-22
    visit("axosoft", async |page| {
        answer_and_change(page).await;
        open_settings(page).await;
        page.tick("[data-portcullis-service=chat]").await;
        page.click("[data-portcullis=save]").await;
        page.settle().await;
        assert_eq!(granted(page).await, ["board", "user-name", "chat"]);
        page.reload().await;
        assert!(!page.is_shown(".portcullis-banner").await);
        page.shown("#parlour").await;
        assert!(board_is_compact(page).await);
        assert_eq!(page.hosts(), ["chat.test"]);
        accepting_shows(page, &["chat.test", "statistics.test"]).await;
    });
}

#[test]
fn whoever_is_not_asked_about_a_service_never_meets_it() {
    visit("axosoft", async |page| {
        page.open("/").await;
        page.answer("accept-all").await;
        page.reload().await;
        assert_eq!(page.hosts(), ["statistics.test"]);
    });
}
