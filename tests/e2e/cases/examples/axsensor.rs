//! Every cookie by its kind, in two languages.

use super::{accepting_shows, days, granted, open_settings, stored, texts, visit};
use portcullis_e2e::page::Page;

const ALL: [&str; 4] = [
    "analytics.test",
    "facebook.test",
    "linkedin.test",
    "youtube.test",
];
/// The declaration: a category's name, or a cookie's.
const TABLE: &str = "return [...document.querySelectorAll('.portcullis-declaration tbody tr')] \
    .map((row) => (row.cells.length === 1 ? '# ' : '') + row.cells[0].textContent.trim())";
/// Cells of the declaration that say nothing.
const EMPTY_CELLS: &str = "return [...document.querySelectorAll('.portcullis-declaration td')] \
    .filter((it) => !it.textContent.trim()).length";

/// The server keeps a session, as ASP.NET does.
fn keep_a_session(page: &Page) {
    let session = "ASP.NET_SessionId=7; path=/; HttpOnly; SameSite=Lax";
    let header = ("set-cookie".to_owned(), session.to_owned());
    page.site.server.rules().headers.push(header);
}

#[test]
fn the_privacy_page_declares_every_cookie_by_its_kind() {
    visit("axsensor", async |page| {
        page.open("/privacy/").await;
        page.shown(".portcullis-declaration table").await;
        let rows: Vec<String> = page.eval(TABLE).await;
        let expected = [
            "# Session cookies",
            "ASP.NET_SessionId",
            "# Persistent cookies",
            "__Host-portcullis, portcullis",
            "portcullis",
            "# Third-party cookies",
            "_ga",
            "_ga_*",
            "YSC",
            "VISITOR_INFO1_LIVE",
            "bcookie",
            "lidc",
            "datr",
        ];
        assert_eq!(rows, expected);
        assert_eq!(page.eval::<u32>(EMPTY_CELLS).await, 0);
    });
}

#[test]
fn the_settings_and_the_privacy_page_name_who_answers_and_whom_to_complain_to() {
    // LAW-14
    visit("axsensor", async |page| {
        page.open("/privacy/").await;
        page.shown("#controller a[href='mailto:dpo@axsensor.example']")
            .await;
        page.shown("#authority a[href*='imy.se']").await;
        page.answer("reject-all").await;
        open_settings(page).await;
        let all = texts(page, ".portcullis-preferences").await.join("");
        assert!(all.contains("AXsensor AB"), "{all}");
        let links = [
            "mailto:dpo@axsensor.example",
            "https://www.imy.se/",
            "https://tools.google.com/dlpage/gaoptout",
        ];
        for link in links {
            let there =
                format!("document.querySelector('.portcullis-preferences a[href=\"{link}\"]')");
            page.until(&there).await;
        }
    });
}

#[test]
fn there_are_three_categories_and_none_is_for_advertising() {
    visit("axsensor", async |page| {
        page.open("/").await;
        open_settings(page).await;
        let titles: Vec<String> = page
            .eval(
                "return [...document.querySelectorAll('.portcullis-category h3')].map((it) => it.textContent)",
            )
            .await;
        assert_eq!(
            titles,
            [
                "Session cookies",
                "Persistent cookies",
                "Third-party cookies"
            ]
        );
    });
}

#[test]
fn a_held_film_waits_for_its_own_grant() {
    visit("axsensor", async |page| {
        page.open("/").await;
        assert_eq!(page.hosts(), [""; 0]);
        page.answer("reject-all").await;
        page.click("#film .portcullis-placeholder .portcullis-button:nth-of-type(2)")
            .await;
        page.settle().await;
        assert_eq!(granted(page).await, ["youtube"]);
        assert_eq!(page.hosts(), ["youtube.test"]);
        page.reload().await;
        assert_eq!(page.count("youtube.test/embed/bridge.html"), 1);
        assert_eq!(page.hosts(), ["youtube.test"]);
        accepting_shows(page, &ALL).await;
    });
}

#[test]
fn the_answer_is_a_persistent_cookie_and_the_banner_does_not_come_back() {
    // LAW-21
    visit("axsensor", async |page| {
        page.open("/").await;
        page.answer("reject-all").await;
        assert!((days(page, "portcullis").await - 182.0).abs() < 0.1);
        for path in ["/", "/privacy/", "/sv/"] {
            page.open(path).await;
            assert!(!page.is_shown(".portcullis-banner").await, "{path}");
            assert_eq!(page.hosts(), [""; 0], "{path}");
        }
        page.open("/").await;
        accepting_shows(page, &ALL).await;
    });
}

#[test]
fn one_click_in_the_settings_takes_everything_back() {
    // LAW-30, LAW-31
    visit("axsensor", async |page| {
        keep_a_session(page);
        page.open("/").await;
        page.answer("accept-all").await;
        assert_eq!(page.hosts(), ALL);
        let ours = [
            "cookie ASP.NET_SessionId",
            "cookie _ga",
            "cookie _ga_EXAMPLE",
            "cookie portcullis",
            "local portcullis",
        ];
        assert_eq!(stored(page).await, ours);
        open_settings(page).await;
        page.click(".portcullis-preferences [data-portcullis=reject-all]")
            .await;
        page.until("portcullis.decision.granted.length === 0").await;
        let left = ["cookie ASP.NET_SessionId", ours[3], ours[4]];
        assert_eq!(stored(page).await, left);
        page.until("!document.querySelector('iframe[src]')").await;
        page.reload().await;
        assert_eq!(page.hosts(), [""; 0]);
        accepting_shows(page, &ALL).await;
    });
}

#[test]
fn a_swedish_page_asks_and_declares_in_swedish() {
    visit("axsensor", async |page| {
        page.open("/sv/integritet/").await;
        page.shown(".portcullis-declaration table").await;
        let rows: Vec<String> = page.eval(TABLE).await;
        let groups = rows.iter().filter(|it| it.starts_with('#'));
        let groups: Vec<_> = groups.collect();
        assert_eq!(
            groups,
            [
                "# Sessionscookies",
                "# Beständiga cookies",
                "# Tredjepartscookies"
            ]
        );
        let buttons = texts(page, ".portcullis-banner button").await;
        assert_eq!(buttons[1], "Avvisa alla");
        page.shown(".portcullis-banner[lang=sv] a[href='/sv/integritet/']")
            .await;
    });
}
