//! The visitor answers, and the servers see just what was allowed.

use crate::page::visit;

/// Everything optional on the shop's home page.
const ALL: [&str; 4] = ["ads.test", "film.test", "heat.test", "stats.test"];

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
    });
}
