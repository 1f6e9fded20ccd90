//! What Google's tags are told (TECH-01 to TECH-05).

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site};

fn signalling() -> Site {
    let policy = POLICY.replace(
        "id = \"stats\"\n",
        "id = \"stats\"\nconsent_mode = [\"analytics_storage\"]\n",
    );
    assert_ne!(policy, POLICY);
    Site::new(&policy)
}

/// Each word to the tags: its kind, how many signals, and those that are granted.
async fn told(page: &Page) -> Vec<String> {
    page.eval(
        "return window.dataLayer.map((it) => [Object.prototype.toString.call(it), it[1],
            Object.keys(it[2]).filter((key) => key !== 'wait_for_update').length,
            Object.keys(it[2]).filter((key) => it[2][key] === 'granted').join('+')].join(' '))",
    )
    .await
}

const DENIED: &str = "[object Arguments] default 7 security_storage";
const GRANTED: &str = "[object Arguments] update 7 analytics_storage+security_storage";

#[test]
fn tags_are_denied_first_and_told_of_each_answer_once() {
    visit_with(signalling(), Wish::default(), async |page| {
        page.open("/").await;
        assert_eq!(told(page).await, [DENIED]);
        page.answer("accept-all").await;
        assert_eq!(told(page).await, [DENIED, GRANTED]);
        page.run("portcullis.withdraw()").await;
        let refused = "[object Arguments] update 7 security_storage";
        assert_eq!(told(page).await, [DENIED, GRANTED, refused]);
    });
}

#[test]
fn a_stored_answer_is_told_before_any_tag_of_the_page() {
    visit_with(signalling(), Wish::default(), async |page| {
        page.open("/").await;
        page.set("{ stats: true }").await;
        page.reload().await;
        assert_eq!(told(page).await, [DENIED, GRANTED]);
    });
}

#[test]
fn a_policy_without_signals_makes_no_data_layer() {
    visit_with(Site::new(POLICY), Wish::default(), async |page| {
        page.open("/").await;
        let layer: String = page.eval("return typeof window.dataLayer").await;
        assert_eq!(layer, "undefined");
    });
}
