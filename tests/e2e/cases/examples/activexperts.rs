//! Nothing to ask, until one service is added.

use super::{ANSWER, accepting_shows, stored, texts, visit, visit_under};
use portcullis_e2e::page::Page;
use portcullis_e2e::site::unmarked;

/// Which files of Portcullis the page asked for.
fn of_portcullis(page: &Page) -> Vec<String> {
    let log = page.site.server.log().into_iter().map(|hit| hit.path);
    let files = log.filter_map(|path| path.strip_prefix("/portcullis/").map(unmarked));
    files.collect()
}

#[test]
fn without_an_optional_service_there_is_the_gate_and_nothing_else() {
    // Invariant 11
    visit("activexperts", async |page| {
        page.open("/").await;
        assert_eq!(of_portcullis(page), ["gate.js"]);
        assert_eq!(page.hosts(), [""; 0]);
        assert_eq!(stored(page).await, [""; 0]);
        assert!(!page.is_shown(".portcullis-banner").await);
        assert!(!page.is_shown(".portcullis-reopen").await);
        page.run("portcullis.acceptAll(); portcullis.rejectAll()")
            .await;
        page.settle().await;
        assert_eq!(stored(page).await, [""; 0]);
        assert_eq!(page.hosts(), [""; 0]);
        assert_eq!(page.errors().await, [""; 0]);
    });
}

#[test]
fn the_declaration_says_that_no_cookies_are_used_and_loads_no_interface() {
    visit("activexperts", async |page| {
        page.open("/privacy/").await;
        page.until("document.querySelector('[data-portcullis=declaration]').textContent")
            .await;
        let said = texts(page, "[data-portcullis=declaration]").await;
        assert_eq!(said, ["This site uses no cookies."]);
        let loaded = of_portcullis(page);
        assert!(!loaded.iter().any(|it| it.starts_with("portcullis-ui")));
        assert_eq!(stored(page).await, [""; 0]);
    });
}

#[test]
fn one_optional_service_brings_the_banner() {
    // The twin of both tests above: here the interface and the canary are in the log.
    visit_under(
        "activexperts",
        "policy-with-statistics.toml",
        async |page| {
            page.open("/").await;
            page.shown(".portcullis-banner").await;
            let loaded = of_portcullis(page);
            assert!(loaded.contains(&"first.en.js".to_owned()));
            assert_eq!(stored(page).await, [""; 0]);
            assert_eq!(page.hosts(), [""; 0]);
            page.answer("reject-all").await;
            page.shown(".portcullis-reopen").await;
            assert_eq!(stored(page).await, ANSWER);
            assert_eq!(page.hosts(), [""; 0]);
            accepting_shows(page, &["statistics.test"]).await;
        },
    );
}
