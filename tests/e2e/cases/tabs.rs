//! One visitor, several pages.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{visit, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};

#[test]
fn an_answer_in_one_tab_is_the_answer_in_the_other() {
    // TECH-64
    visit(async |page| {
        page.open("/").await;
        let first = page.tab().await;
        page.open_tab("/").await;
        page.accept().await;
        page.switch(&first).await;
        page.until("portcullis.decision.method === 'accept-all'")
            .await;
        page.settle().await;
        assert_eq!(page.count("heat.test/body.js"), 2, "one for each tab");
        assert!(!page.is_shown(".portcullis-banner").await);
    });
}

#[test]
fn a_refusal_in_one_tab_ends_what_runs_in_the_other() {
    // TECH-64, LAW-32
    visit(async |page| {
        page.open("/").await;
        page.accept().await;
        page.run("document.cookie = '_s=1; path=/; max-age=9999'")
            .await;
        let first = page.tab().await;
        page.open_tab("/").await;
        page.run("portcullis.rejectAll()").await;
        page.switch(&first).await;
        page.until("portcullis.decision.granted.length === 0").await;
        page.until("!document.querySelector('iframe').getAttribute('src')")
            .await;
        assert!(page.cookie("_s").await.is_none());
    });
}

#[test]
fn a_page_that_comes_back_by_the_back_button_knows_the_latest_answer() {
    // TECH-72
    let site = Site::new(POLICY);
    let counted =
        "<script>addEventListener('pageshow', (it) => { window.back = it.persisted })</script>";
    site.write(
        "first.html",
        &html(
            counted,
            "<iframe data-consent=film data-src='http://film.test/a.html'></iframe>",
        ),
    );
    site.write("second.html", &html("", "<h1>Second</h1>"));
    let wish = Wish {
        back_forward_cache: true,
        ..Wish::default()
    };
    visit_with(site, wish, async |page| {
        page.open("/first.html").await;
        page.accept().await;
        assert_eq!(page.count("film.test/a.html"), 1);
        page.open("/second.html").await;
        page.run("portcullis.rejectAll()").await;
        page.run("setTimeout(() => history.back())").await;
        page.until("location.pathname === '/first.html' && window.back === true")
            .await;
        page.until("portcullis.decision.granted.length === 0").await;
        page.until("!document.querySelector('iframe').getAttribute('src')")
            .await;
    });
}
