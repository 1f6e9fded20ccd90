//! `portcullis preview`, in the words of what it must do: on the sample site, and on others.

use portcullis_e2e::browser::Wish;
use portcullis_e2e::page::{Page, visit_with};
use portcullis_e2e::preview::Preview;
use portcullis_e2e::site::{HOME as SHOP, POLICY, root};
use tempfile::TempDir;

const HOME: &str = "http://localhost:8080/";
/// The stand-ins, and how often each is asked for once it is allowed.
const ANALYTICS: &str = "analytics.localhost/vendors/tidemark.js";
const ADS: &str = "ads.localhost/vendors/lanternfish.svg";
const VIDEO: &str = "video.localhost/vendors/quaycam.html";

fn preview(test: impl AsyncFnOnce(&Page)) {
    let policy = root().join("policy.toml");
    let preview = Preview::start(&[policy.as_os_str()]);
    visit_with(preview.site(), Wish::default(), test);
}

/// What the panel says of each stand-in.
async fn panel(page: &Page) -> Vec<String> {
    // The panel looks twice a second.
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    page.eval(
        "return [...document.querySelectorAll('.preview-panel dd')].map((it) => it.textContent)",
    )
    .await
}

async fn third_parties(page: &Page) -> Vec<String> {
    let log = page.site.server.log().into_iter();
    let theirs = log.filter(|hit| hit.host != "localhost");
    theirs
        .map(|hit| format!("{}{}", hit.host, hit.path))
        .collect()
}

#[test]
fn nothing_optional_is_in_any_log_before_the_answer_and_all_of_it_after() {
    preview(async |page| {
        page.go(HOME).await;
        page.shown(".portcullis-banner").await;
        assert_eq!(third_parties(page).await, [""; 0]);
        assert_eq!(panel(page).await, ["held"; 4]);
        page.answer("accept-all").await;
        for place in [ANALYTICS, ADS, VIDEO] {
            assert_eq!(page.count(place), 1, "{place}");
        }
        assert_eq!(panel(page).await, ["ran"; 4]);
    });
}

#[test]
fn after_reject_all_a_reload_asks_for_nothing_and_shows_no_banner() {
    preview(async |page| {
        page.go(HOME).await;
        page.answer("reject-all").await;
        page.reload().await;
        assert_eq!(third_parties(page).await, [""; 0]);
        assert!(!page.is_shown(".portcullis-banner").await);
        assert_eq!(panel(page).await, ["held"; 4]);
        page.accept().await;
        assert_eq!(page.count(ANALYTICS), 1);
    });
}

#[test]
fn one_allowed_service_runs_alone_and_once_and_in_order() {
    preview(async |page| {
        page.go(HOME).await;
        page.click(".portcullis-banner [data-portcullis=preferences]")
            .await;
        page.tick("[data-portcullis-service=analytics]").await;
        page.click(".portcullis-preferences [data-portcullis=save]")
            .await;
        page.settle().await;
        assert_eq!(third_parties(page).await, [ANALYTICS]);
        assert_eq!(panel(page).await, ["ran", "ran", "held", "held"]);
        assert_eq!(page.eval::<u32>("return tidemark.runs").await, 1);
        page.reload().await;
        assert_eq!(third_parties(page).await, [ANALYTICS]);
    });
}

#[test]
fn after_withdrawal_its_cookies_are_gone_and_nothing_runs() {
    preview(async |page| {
        page.go(HOME).await;
        page.answer("accept-all").await;
        assert!(page.cookie("_demo_id").await.is_some());
        page.click("footer [data-portcullis=preferences]").await;
        page.click(".portcullis-preferences [data-portcullis=reject-all]")
            .await;
        page.until("portcullis.decision.granted.length === 0").await;
        page.settle().await;
        assert!(page.cookie("_demo_id").await.is_none());
        assert!(page.cookie("_demo_session").await.is_none());
        let kept: Vec<String> = page.eval("return Object.keys(localStorage)").await;
        assert_eq!(kept, ["portcullis"]);
        page.reload().await;
        assert_eq!(third_parties(page).await, [""; 0]);
        assert_eq!(panel(page).await, ["held"; 4]);
    });
}

#[test]
fn without_wasm_or_its_script_nothing_optional_runs_the_page_works_and_one_line_says_why() {
    for file in ["portcullis-ui_bg.", "portcullis-ui."] {
        preview(async |page| {
            page.site.server.rules().missing.push(file.to_owned());
            page.go(HOME).await;
            assert_eq!(third_parties(page).await, [""; 0]);
            page.run("document.querySelector('#pier').value = 'south'")
                .await;
            page.click("a[href='#departures']").await;
            let errors = page.errors().await;
            assert_eq!(errors.len(), 1, "{errors:?}");
            page.accept().await;
            assert_eq!(page.count(ANALYTICS), 1);
        });
    }
}

#[test]
fn forget_erases_everything_and_asks_again() {
    preview(async |page| {
        page.go(HOME).await;
        page.answer("accept-all").await;
        page.click(".preview-panel button").await;
        page.until("portcullis.decision.state === 'undecided'")
            .await;
        page.shown(".portcullis-banner").await;
        let kept: String = page.eval("return document.cookie").await;
        assert_eq!(kept, "");
    });
}

#[test]
fn the_privacy_page_declares_each_cookie_of_the_policy() {
    preview(async |page| {
        page.go("http://localhost:8080/privacy/").await;
        page.until("document.querySelector('[data-portcullis=declaration] table')")
            .await;
        let text: String = page
            .eval("return document.querySelector('[data-portcullis=declaration]').textContent")
            .await;
        for name in [
            "fyrholm_booking",
            "fyrholm_pier",
            "_demo_id",
            "lantern",
            "quaycam",
            "portcullis",
        ] {
            assert!(text.contains(name), "{name} in {text}");
        }
    });
}

/// A folder with a policy, and with pages beside it that know nothing of a gate.
fn shop() -> TempDir {
    let folder = TempDir::new().unwrap();
    let plain = SHOP.replace("<script src=\"/portcullis/gate.js\"></script>", "");
    assert_ne!(plain, SHOP);
    std::fs::create_dir(folder.path().join("pages")).unwrap();
    std::fs::write(folder.path().join("pages/index.html"), plain).unwrap();
    std::fs::write(folder.path().join("policy.toml"), POLICY).unwrap();
    folder
}

fn visit_shop(test: impl AsyncFnOnce(&Page, &TempDir)) {
    let folder = shop();
    let policy = folder.path().join("policy.toml");
    let pages = folder.path().join("pages");
    let preview = Preview::start(&[policy.as_os_str(), "--site".as_ref(), pages.as_os_str()]);
    visit_with(preview.site(), Wish::default(), async |page| {
        test(page, &folder).await
    });
}

#[test]
fn pages_without_a_gate_get_it_on_the_way() {
    visit_shop(async |page, _| {
        page.go(HOME).await;
        page.shown(".portcullis-banner").await;
        assert_eq!(third_parties(page).await, [""; 0]);
        page.answer("accept-all").await;
        assert!(!third_parties(page).await.is_empty());
    });
}

#[test]
fn an_edit_of_the_policy_or_of_a_page_is_followed() {
    visit_shop(async |page, folder| {
        page.go(HOME).await;
        page.shown(".portcullis-banner").await;
        let policy = POLICY.replacen("[site]", "[banner]\nlayout = \"bar\"\n\n[site]", 1);
        page.run("window.isOld = true").await;
        std::fs::write(folder.path().join("policy.toml"), policy).unwrap();
        page.until("!window.isOld && document.querySelector('.portcullis-banner')?.clientWidth > innerWidth - 40")
            .await;
        page.run("window.isOld = true").await;
        std::fs::write(
            folder.path().join("pages/index.html"),
            "<h1>Closed for the winter</h1>",
        )
        .unwrap();
        page.until("!window.isOld && document.body?.innerText.includes('for the winter')")
            .await;
        page.shown(".portcullis-banner").await;
    });
}

const PROBLEMS: &str = "document.querySelector('portcullis-preview')?.shadowRoot.textContent ?? ''";

#[test]
fn a_broken_policy_closes_the_page_which_says_what_is_wrong_until_it_is_mended() {
    visit_shop(async |page, folder| {
        page.go(HOME).await;
        page.shown(".portcullis-banner").await;
        let policy = folder.path().join("policy.toml");
        page.site.server.forget();
        std::fs::write(&policy, format!("{POLICY}\nnonsense")).unwrap();
        page.until(&format!("({PROBLEMS}).includes('policy.toml:')"))
            .await;
        assert!(!page.is_shown(".portcullis-banner").await);
        let said: String = page.eval(&format!("return {PROBLEMS}")).await;
        assert!(
            said.ends_with("1 file checked, 1 error, 0 warnings"),
            "{said}"
        );
        page.settle().await;
        assert_eq!(third_parties(page).await, [""; 0]);
        std::fs::write(&policy, POLICY).unwrap();
        page.shown(".portcullis-banner").await;
        assert_eq!(page.eval::<String>(&format!("return {PROBLEMS}")).await, "");
    });
}
