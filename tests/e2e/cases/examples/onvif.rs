//! No is an answer, and each held feature says what it needs.

use super::{ANSWER, accepting_shows, fill, granted, open_settings, stored, texts, value, visit};
use portcullis_e2e::page::Page;

const ALL: [&str; 4] = [
    "explorer.test",
    "sponsors.test",
    "statistics.test",
    "suggestions.test",
];

/// What stands in the place of a held embed.
fn placeholder(service: &str) -> String {
    format!(".portcullis-placeholder:has(+ iframe[data-consent={service}])")
}

/// Grants one embed's service where it is held.
async fn always(page: &Page, service: &str) {
    let button = ".portcullis-button:nth-of-type(2)";
    page.click(&format!("{} {button}", placeholder(service)))
        .await;
    page.settle().await;
}

async fn order(page: &Page) {
    fill(page, "#name", "Ada Berg").await;
    fill(page, "#address", "Pier 4").await;
    page.click("#order form button").await;
    page.until("location.pathname === '/order/'").await;
    page.settle().await;
}

#[test]
fn after_a_refusal_the_page_reads_and_the_form_can_be_sent() {
    visit("onvif", async |page| {
        page.open("/").await;
        page.shown(".portcullis-banner").await;
        assert_eq!(page.hosts(), [""; 0]);
        page.answer("reject-all").await;
        assert_eq!(texts(page, "#profiles tbody th").await, ["S", "G", "C"]);
        order(page).await;
        let asked = "shop.test/order/?name=Ada+Berg&organisation=&address=Pier+4";
        assert_eq!(page.count(asked), 1);
        page.open("/").await;
        assert_eq!(value(page, "#name").await, "");
        assert_eq!(page.hosts(), [""; 0]);
        assert_eq!(stored(page).await, ANSWER);
        accepting_shows(page, &ALL).await;
    });
}

#[test]
fn beside_each_held_feature_stands_what_it_needs() {
    // LAW-20
    visit("onvif", async |page| {
        page.open("/").await;
        page.answer("reject-all").await;
        let needs = [
            ("explorer", "Profile explorer", "Testbench Oy"),
            ("suggestions", "Suggested reading", "Readnext BV"),
            ("sponsors", "Member advertising", "Placard Media Ltd"),
        ];
        for (service, title, vendor) in needs {
            let css = placeholder(service);
            page.shown(&css).await;
            let said = texts(page, &css).await.join("");
            assert!(said.contains(title) && said.contains(vendor), "{said}");
            assert!(said.contains(&format!("Always show {title}")), "{said}");
        }
        page.shown("#recall").await;
        assert_eq!(page.hosts(), [""; 0]);
        accepting_shows(page, &ALL).await;
        assert!(!page.is_shown(".portcullis-placeholder").await);
        assert!(!page.is_shown("#recall").await);
    });
}

#[test]
fn a_held_feature_s_button_grants_just_that_one() {
    for (service, host) in [
        ("explorer", "explorer.test"),
        ("suggestions", "suggestions.test"),
        ("sponsors", "sponsors.test"),
    ] {
        visit("onvif", async |page| {
            page.open("/").await;
            page.answer("reject-all").await;
            always(page, service).await;
            assert_eq!(page.hosts(), [host]);
            assert_eq!(granted(page).await, [service]);
            page.reload().await;
            assert_eq!(page.hosts(), [host]);
            accepting_shows(page, &ALL).await;
        });
    }
}

#[test]
fn the_form_recalls_what_was_typed_once_its_button_grants_that() {
    visit("onvif", async |page| {
        page.open("/").await;
        page.answer("reject-all").await;
        page.click("#allow-recall").await;
        page.settle().await;
        assert_eq!(granted(page).await, ["form-details"]);
        assert!(!page.is_shown("#recall").await);
        order(page).await;
        page.open("/").await;
        assert_eq!(value(page, "#name").await, "Ada Berg");
        assert_eq!(value(page, "#address").await, "Pier 4");
        assert_eq!(page.hosts(), [""; 0]);
        page.set("{ 'form-details': false }").await;
        assert_eq!(stored(page).await, ANSWER);
        accepting_shows(page, &ALL).await;
    });
}

#[test]
fn personalisation_and_advertising_are_two_choices() {
    // LAW-15
    visit("onvif", async |page| {
        page.open("/").await;
        page.answer("reject-all").await;
        open_settings(page).await;
        page.click("[data-portcullis-category=personalisation]")
            .await;
        page.click("[data-portcullis=save]").await;
        page.settle().await;
        page.reload().await;
        assert_eq!(page.hosts(), ["suggestions.test"]);
        open_settings(page).await;
        page.click("[data-portcullis-category=personalisation]")
            .await;
        page.click("[data-portcullis-category=advertising]").await;
        page.click("[data-portcullis=save]").await;
        page.settle().await;
        page.reload().await;
        assert_eq!(page.hosts(), ["sponsors.test"]);
    });
}

#[test]
fn the_statistics_say_with_whom_they_are_shared() {
    visit("onvif", async |page| {
        page.open("/").await;
        open_settings(page).await;
        let all = texts(page, ".portcullis-preferences").await.join("");
        assert!(all.contains("Shared with the companies that work the figures out."));
        assert!(all.contains("Countinghouse and its partner institutes analyse the figures"));
    });
}
