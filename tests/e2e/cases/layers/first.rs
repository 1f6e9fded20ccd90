//! The first layer as its own script shows it: the interface is not there.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::site::{POLICY, Site, html};

const TEXT: &str = "<p>Something to read.</p>";

/// Runs `test` at a page that brings nothing but the banner of `policy`.
fn visit_alone(policy: &str, test: impl AsyncFnOnce(&Page)) {
    let site = Site::new(policy);
    site.write("index.html", &html("", TEXT));
    visit_with(site, Wish::default(), test);
}

async fn asks(page: &Page) {
    page.open("/").await;
    page.shown(".portcullis-banner").await;
}

#[test]
fn who_refuses_for_a_visitor_is_told_twice_to_look_again() {
    // CLI-05
    visit_alone(POLICY, async |page| {
        page.before_each_page(
            "window.seen = []; new MutationObserver((list) => { for (const it of list) \
             if (it.attributeName === 'data-nudge') seen.push(it.target.dataset.nudge) })\
             .observe(document, { attributes: true, subtree: true })",
        );
        asks(page).await;
        page.until("seen.length > 1").await;
        assert_eq!(page.eval::<Vec<String>>("return seen").await, ["1", "2"]);
    });
}

#[test]
fn the_banner_says_that_a_privacy_signal_is_heeded_where_there_is_one() {
    // LAW-42
    let note = "return document.querySelector('.portcullis-banner__gpc')?.textContent ?? ''";
    visit_alone(POLICY, async |page| {
        page.before_each_page(
            "Object.defineProperty(navigator, 'globalPrivacyControl', { value: false })",
        );
        asks(page).await;
        assert_eq!(page.eval::<String>(note).await, "");
    });
    visit_alone(POLICY, async |page| {
        page.before_each_page(
            "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })",
        );
        asks(page).await;
        let said: String = page.eval(note).await;
        assert!(said.contains("Global Privacy Control"), "{said}");
    });
}

#[test]
fn an_old_browser_gets_the_style_by_a_link() {
    visit_alone(POLICY, async |page| {
        const SHEET: &str = "shop.test/portcullis/portcullis.css";
        let position =
            "return getComputedStyle(document.querySelector('.portcullis-banner')).position";
        asks(page).await;
        assert_eq!(page.eval::<String>(position).await, "fixed");
        assert_eq!(page.count(SHEET), 0);
        page.before_each_page("window.CSSStyleSheet = undefined");
        asks(page).await;
        assert_eq!(page.eval::<String>(position).await, "fixed");
        assert_eq!(page.count(SHEET), 1);
    });
}

#[test]
fn a_page_in_a_language_gets_the_words_of_its_nearest() {
    // LAW-18
    let site = Site::new(
        &POLICY
            .replace("\"sv\"", "\"sv-FI\"")
            .replace(" sv = ", " sv-FI = "),
    );
    let cases = [
        ("sv", "sv-FI"),
        ("sv-fi", "sv-FI"),
        ("sv-se", "en"),
        ("ar-eg", "ar"),
        ("xx", "en"),
    ];
    for (lang, _) in cases {
        let page = html("", TEXT).replace("lang=\"en\"", &format!("lang=\"{lang}\""));
        site.write(&format!("{lang}.html"), &page);
    }
    visit_with(site, Wish::default(), async |page| {
        for (lang, expected) in cases {
            page.open(&format!("/{lang}.html")).await;
            page.shown(".portcullis-banner").await;
            let words: String = page
                .eval("return document.querySelector('.portcullis-banner').lang")
                .await;
            assert_eq!(words, expected, "{lang}");
        }
    });
}

#[test]
fn the_cross_rejects_where_the_site_has_one() {
    // LAW-17
    let policy = format!("{POLICY}\n[banner]\nclose_button = \"reject\"\n");
    visit_alone(&policy, async |page| {
        asks(page).await;
        let place: String = page
            .eval("return getComputedStyle(document.querySelector('.portcullis-banner > .portcullis-close')).position")
            .await;
        assert_eq!(place, "absolute");
        page.click(".portcullis-banner > .portcullis-close").await;
        page.settle().await;
        assert!(!page.is_shown(".portcullis-banner").await);
        let method: String = page.eval("return portcullis.decision.method").await;
        assert_eq!(method, "reject-all");
    });
}

#[test]
fn a_frame_of_the_site_asks_nothing_of_its_own() {
    let site = Site::new(POLICY);
    let frame = "<iframe src=\"/frame.html\" title=\"Part\" width=\"900\" height=\"600\"></iframe>";
    site.write("index.html", &html("", frame));
    site.write("frame.html", &html("", TEXT));
    visit_with(site, Wish::default(), async |page| {
        asks(page).await;
        assert_eq!(page.count("shop.test/frame.html"), 1);
        let asked: (u32, u32) = page
            .eval(
                "const banners = (it) => it.querySelectorAll('.portcullis-banner').length; \
                 return [banners(document), banners(document.querySelector('iframe').contentDocument)]",
            )
            .await;
        assert_eq!(asked, (1, 0));
    });
}
