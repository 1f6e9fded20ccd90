//! Asks first: nothing is stored before the answer.

use super::{ANSWER, accepting_shows, days, fill, granted, stored, value, visit};
use portcullis_e2e::page::Page;

/// Asks for a file, as someone who came for it.
async fn download(page: &Page) {
    fill(page, "#user", "maria").await;
    page.click("#download button").await;
    page.until("location.pathname === '/download/'").await;
    page.settle().await;
}

#[test]
fn nothing_is_stored_before_the_answer_not_even_a_marker() {
    visit("axis", async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        page.reload().await;
        page.shown(".portcullis-banner").await;
        assert_eq!(stored(page).await, [""; 0]);
        assert_eq!(page.hosts(), [""; 0]);
        assert_eq!(page.count("shop.test/remember.js"), 0);
        page.answer("accept-all").await;
        assert_eq!(page.count("analytics.test/plumbline.js"), 1);
        assert_eq!(page.count("analytics.test/view.svg?page=%2F"), 1);
        assert_eq!(page.count("shop.test/remember.js"), 1);
        assert_eq!(
            stored(page).await,
            ["cookie _plumb", "cookie portcullis", "local portcullis"]
        );
    });
}

#[test]
fn after_a_refusal_the_download_works_and_nothing_else_runs() {
    visit("axis", async |page| {
        page.open("/").await;
        page.answer("reject-all").await;
        download(page).await;
        let asked = "shop.test/download/?model=c20&version=6.2&user=maria";
        assert_eq!(page.count(asked), 1);
        page.shown("#file a").await;
        assert_eq!(page.hosts(), [""; 0]);
        page.open("/").await;
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(value(page, "#user").await, "");
        assert_eq!(page.count("shop.test/remember.js"), 0);
        assert_eq!(stored(page).await, ANSWER);
        accepting_shows(page, &["analytics.test"]).await;
    });
}

#[test]
fn the_user_name_is_remembered_where_that_alone_is_granted() {
    visit("axis", async |page| {
        page.open("/").await;
        page.set("{ login: true }").await;
        download(page).await;
        assert!((days(page, "axis_user").await - 182.0).abs() < 0.1);
        page.open("/").await;
        assert_eq!(value(page, "#user").await, "maria");
        assert_eq!(granted(page).await, ["login"]);
        assert_eq!(page.hosts(), [""; 0]);
        page.set("{ login: false }").await;
        assert_eq!(stored(page).await, ANSWER);
        accepting_shows(page, &["analytics.test"]).await;
    });
}
